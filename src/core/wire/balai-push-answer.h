/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <stdint.h>

#include "balai-mutation-result.h"

G_BEGIN_DECLS

/**
 * BalaiPushAnswer:
 * @epoch: (owned): the line of the server's history
 * @now: the time of the server, in milliseconds since 1970
 * @results: (owned) (element-type BalaiMutationResult): one for each mutation; one that has none stays in its queue
 *
 * What the server made of what a device sent. Public while it is filled, and then only read.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount  ref_count;

  /*< public >*/
  char            *epoch;
  int64_t          now;
  GPtrArray       *results;
} BalaiPushAnswer;

BalaiPushAnswer *balai_push_answer_new      (const char           *epoch,
                                             int64_t               now);
BalaiPushAnswer *balai_push_answer_ref      (BalaiPushAnswer      *self);
void             balai_push_answer_unref    (BalaiPushAnswer      *self);
void             balai_push_answer_add      (BalaiPushAnswer      *self,
                                             BalaiMutationResult  *result);
char            *balai_push_answer_encode   (BalaiPushAnswer      *self);
BalaiPushAnswer *balai_push_answer_decode   (const char           *text,
                                             gssize                length,
                                             GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiPushAnswer, balai_push_answer_unref)

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <stdint.h>

#include "balai-wire-row.h"

G_BEGIN_DECLS

/**
 * BalaiPullStream:
 * @name: (owned): the stream
 * @rows: (owned) (element-type BalaiWireRow): what changed, in the order of their seq
 * @next: what the client has now: the seq to ask on from
 * @more: whether there is more to ask for
 * @head: the seq of the last change there is
 * @floor: the least seq that can be asked on from; a client that has less begins the stream anew
 * @digest: (owned) (nullable): 32 digits of what the stream holds up to @next, where there is no more
 *
 * A page of one stream.
 */
typedef struct
{
  char      *name;
  GPtrArray *rows;
  int64_t    next;
  gboolean   more;
  int64_t    head;
  int64_t    floor;
  char      *digest;
} BalaiPullStream;

/**
 * BalaiPullAnswer:
 * @epoch: (owned): the line of the server's history
 * @now: the time of the server, in milliseconds since 1970
 * @grants_rev: the rights as they are
 * @add: (owned) (nullable): streams the client may ask for from now on
 * @drop: (owned) (nullable): streams it may have no longer, and deletes
 * @streams: (owned) (element-type BalaiPullStream): pages, sorted by name
 * @cursor: (owned) (nullable): what the server seals of the streams, to be handed back as it is
 *
 * What the server has to tell. Public while it is filled, and then only read.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount  ref_count;

  /*< public >*/
  char            *epoch;
  int64_t          now;
  int64_t          grants_rev;
  char           **add;
  char           **drop;
  GPtrArray       *streams;
  char            *cursor;
} BalaiPullAnswer;

BalaiPullAnswer *balai_pull_answer_new        (const char       *epoch,
                                               int64_t           now,
                                               int64_t           grants_rev);
BalaiPullAnswer *balai_pull_answer_ref        (BalaiPullAnswer  *self);
void             balai_pull_answer_unref      (BalaiPullAnswer  *self);
BalaiPullStream *balai_pull_answer_add_stream (BalaiPullAnswer  *self,
                                               const char       *name);
BalaiPullStream *balai_pull_answer_get_stream (BalaiPullAnswer  *self,
                                               const char       *name);
char            *balai_pull_answer_encode     (BalaiPullAnswer  *self);
BalaiPullAnswer *balai_pull_answer_decode     (const char       *text,
                                               gssize            length,
                                               GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiPullAnswer, balai_pull_answer_unref)

G_END_DECLS

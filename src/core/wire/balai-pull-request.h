/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <stdint.h>

#include "balai-wire-reader.h"

G_BEGIN_DECLS

#define BALAI_PULL_STREAMS   4096 /* streams of one request */
#define BALAI_PULL_KINDS     256  /* kinds that one request may name */
#define BALAI_PULL_ROWS      500  /* rows of a page; more only where one transaction wrote more */
#define BALAI_PULL_MAX_BYTES (256 << 10)

/**
 * BalaiPullRequest:
 * @epoch: (owned) (nullable): the line of the server's history that the client knows; %NULL before the first contact
 * @proto: version of the protocol
 * @sv: version of the format the client reads
 * @grants_rev: the rights as the client knows them
 * @streams: (owned) (element-type utf8 gint64): the last change it has of each stream; 0 of one that begins
 * @cursor: (owned) (nullable): what the server sealed of @streams last time, handed back as it came
 * @want: (owned) (nullable): kinds it asks for; %NULL for all
 * @max_bytes: how large a page should be; 0 for what the server thinks best
 *
 * What a client asks for: what it does not have yet. Public while it is filled, and then only read.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount  ref_count;

  /*< public >*/
  char            *epoch;
  int64_t          proto;
  int64_t          sv;
  int64_t          grants_rev;
  GTree           *streams;
  char            *cursor;
  char           **want;
  int64_t          max_bytes;
} BalaiPullRequest;

BalaiPullRequest *balai_pull_request_new      (const char        *epoch,
                                               int64_t            proto,
                                               int64_t            sv);
BalaiPullRequest *balai_pull_request_ref      (BalaiPullRequest  *self);
void              balai_pull_request_unref    (BalaiPullRequest  *self);
void              balai_pull_request_set_seq  (BalaiPullRequest  *self,
                                               const char        *stream,
                                               int64_t            seq);
gboolean          balai_pull_request_get_seq  (BalaiPullRequest  *self,
                                               const char        *stream,
                                               int64_t           *seq);
char             *balai_pull_request_encode   (BalaiPullRequest  *self);
BalaiPullRequest *balai_pull_request_decode   (const char        *text,
                                               gssize             length,
                                               GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiPullRequest, balai_pull_request_unref)

G_END_DECLS

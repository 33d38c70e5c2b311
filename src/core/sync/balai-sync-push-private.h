/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-merge.h"
#include "balai-sync-server-private.h"

G_BEGIN_DECLS

/**
 * BalaiSyncPush:
 * @server: (unowned): the server
 * @caller: (unowned): who sends, with its rights
 * @now: the time of the server, in milliseconds
 * @effects: (owned) (element-type BalaiSyncEffect): what has changed
 *
 * A push that is being carried out, within one transaction.
 */
typedef struct
{
  BalaiSyncServer *server;
  BalaiSyncCaller *caller;
  int64_t          now;
  GPtrArray       *effects;
} BalaiSyncPush;

/**
 * BalaiSyncConflict:
 * @field: (owned): name of the field; "del" of a deletion
 * @reason: word of why
 * @base: (owned) (nullable): the value before both, as JSON
 * @theirs: (owned) (nullable): the server's, which stands
 * @mine: (owned) (nullable): the one that was sent
 */
typedef struct
{
  char       *field;
  const char *reason;
  char       *base;
  char       *theirs;
  char       *mine;
} BalaiSyncConflict;

/**
 * BalaiSyncOutcome:
 * @verdict: what became of the mutation
 * @reason: why
 * @fields: (owned) (element-type utf8): names of the fields it is about
 * @conflicts: (owned) (element-type BalaiSyncConflict): what waits for a person
 * @hidden: whether the record is not to be told of
 */
typedef struct
{
  BalaiVerdict  verdict;
  BalaiReason   reason;
  GPtrArray    *fields;
  GPtrArray    *conflicts;
  gboolean      hidden;
} BalaiSyncOutcome;

BalaiSyncOutcome *balai_sync_outcome_new      (void);
void              balai_sync_outcome_free     (BalaiSyncOutcome  *self);
void              balai_sync_outcome_settle   (BalaiSyncOutcome  *self,
                                               BalaiVerdict       verdict,
                                               BalaiReason        reason);
void              balai_sync_outcome_add_field (BalaiSyncOutcome *self,
                                               const char        *name);
void              balai_sync_outcome_clash    (BalaiSyncOutcome  *self,
                                               const char        *field,
                                               const char        *reason,
                                               char              *base,
                                               char              *theirs,
                                               char              *mine);

/* balai-sync-apply.c */
gboolean          balai_sync_apply            (BalaiSyncPush     *push,
                                               BalaiMutation     *mutation,
                                               BalaiSyncOutcome  *outcome,
                                               GError           **error);
gboolean          balai_sync_get_rights       (BalaiSyncPush     *push,
                                               BalaiRecord       *record,
                                               gboolean          *reads,
                                               gboolean          *writes,
                                               GError           **error);

/* balai-sync-patch.c */
gboolean          balai_sync_patch            (BalaiSyncPush     *push,
                                               BalaiMutation     *mutation,
                                               BalaiRecord       *theirs,
                                               BalaiSyncOutcome  *outcome,
                                               GError           **error);
gboolean          balai_sync_write            (BalaiSyncPush     *push,
                                               BalaiMutation     *mutation,
                                               BalaiRecord       *record,
                                               BalaiChangeOp      op,
                                               GPtrArray        **findings,
                                               gboolean          *written,
                                               GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiSyncOutcome, balai_sync_outcome_free)

G_END_DECLS

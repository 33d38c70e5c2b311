/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-record-json.h"
#include "balai-repository-private.h"
#include "balai-sync-push-private.h"

/* One mutation against the record as it is: who may, what meets what, what the rules say. It writes inside a savepoint
 * of its caller, who takes back whatever did not take effect. */

static void
conflict_free (gpointer data)
{
  BalaiSyncConflict *self = data;

  g_free (self->field);
  g_free (self->base);
  g_free (self->theirs);
  g_free (self->mine);
  g_free (self);
}

BalaiSyncOutcome *
balai_sync_outcome_new (void)
{
  BalaiSyncOutcome *self = g_new0 (BalaiSyncOutcome, 1);

  self->fields = g_ptr_array_new_with_free_func (g_free);
  self->conflicts = g_ptr_array_new_with_free_func (conflict_free);
  return self;
}

void
balai_sync_outcome_free (BalaiSyncOutcome *self)
{
  g_ptr_array_unref (self->fields);
  g_ptr_array_unref (self->conflicts);
  g_free (self);
}

void
balai_sync_outcome_settle (BalaiSyncOutcome *self,
                           BalaiVerdict      verdict,
                           BalaiReason       reason)
{
  self->verdict = verdict;
  self->reason = reason;
}

void
balai_sync_outcome_add_field (BalaiSyncOutcome *self,
                              const char       *name)
{
  if (self->fields->len < BALAI_MUTATION_RESULT_FIELDS
      && !g_ptr_array_find_with_equal_func (self->fields, name, g_str_equal, NULL))
    g_ptr_array_add (self->fields, g_strdup (name));
}

/* Takes the three values. */
void
balai_sync_outcome_clash (BalaiSyncOutcome *self,
                          const char       *field,
                          const char       *reason,
                          char             *base,
                          char             *theirs,
                          char             *mine)
{
  BalaiSyncConflict *conflict = g_new0 (BalaiSyncConflict, 1);

  conflict->field = g_strdup (field);
  conflict->reason = reason;
  conflict->base = base;
  conflict->theirs = theirs;
  conflict->mine = mine;
  g_ptr_array_add (self->conflicts, conflict);
  balai_sync_outcome_add_field (self, field);
}

static gboolean
reject (BalaiSyncOutcome *outcome,
        BalaiReason       reason)
{
  balai_sync_outcome_settle (outcome, BALAI_VERDICT_REJECTED, reason);
  return TRUE;
}

/* Where a tombstone stands: the place of a record that hangs on another cannot be asked for once that is gone too. */
static GPtrArray *
read_places (BalaiSyncServer  *self,
             BalaiRecord      *record,
             GError          **error)
{
  g_autoptr (BalaiStatement) statement = balai_sync_prepare (
    self, error,
    "SELECT stream, view FROM sync_feed WHERE {city=}t = ?1 AND id = ?2 AND gone = 0 ORDER BY home DESC, stream", "ss",
    balai_record_get_kind (record)->name, balai_record_get_id (record));
  g_autoptr (GPtrArray) places = balai_sync_places_new ();
  BalaiStep step;

  if (statement == NULL)
    return NULL;
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    balai_sync_place_add (places, balai_statement_text (statement, 0), (BalaiView) balai_statement_int (statement, 1));
  return step == BALAI_STEP_DONE ? g_steal_pointer (&places) : NULL;
}

/**
 * balai_sync_get_rights:
 * @push: a push
 * @record: a record as it is, or as it is to be
 * @reads: (out): whether the caller may read all of it
 * @writes: (out): whether the caller may change it: it must be able to write in its home
 * @error: return location for an error
 *
 * Returns: whether it could be told
 */
gboolean
balai_sync_get_rights (BalaiSyncPush  *push,
                       BalaiRecord    *record,
                       gboolean       *reads,
                       gboolean       *writes,
                       GError        **error)
{
  g_autoptr (GPtrArray) places = NULL;

  *reads = *writes = FALSE;
  if (balai_record_is_deleted (record))
    {
      if ((places = read_places (push->server, record, error)) == NULL)
        return FALSE;
      if (places->len == 0)
        g_clear_pointer (&places, g_ptr_array_unref);
    }
  if (places == NULL && (places = balai_sync_server_get_places (push->server, record, error)) == NULL)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    {
      const BalaiSyncPlace *place = places->pdata[i];
      BalaiSyncRights rights = balai_sync_caller_get_rights (push->caller, place->stream);

      if (place->view == BALAI_VIEW_FULL && rights != BALAI_SYNC_NONE)
        *reads = TRUE;
      if (i == 0 && rights == BALAI_SYNC_WRITE)
        *writes = TRUE;
    }
  return TRUE;
}

/* The words of who may no longer see the office are kept for it; whether there is such a record is not said. */
static gboolean
hide (BalaiSyncOutcome *outcome)
{
  outcome->hidden = TRUE;
  return reject (outcome, BALAI_REASON_SCOPE_REVOKED);
}

static gboolean
authorize (BalaiSyncPush     *push,
           BalaiRecord       *record,
           BalaiSyncOutcome  *outcome,
           gboolean          *may,
           GError           **error)
{
  gboolean reads;

  if (!balai_sync_get_rights (push, record, &reads, may, error))
    return FALSE;
  if (!*may && reads)
    return reject (outcome, BALAI_REASON_NOT_AUTHORIZED);
  if (!*may)
    return hide (outcome);
  return TRUE;
}

static void
name_findings (BalaiSyncOutcome *outcome,
               GPtrArray        *findings)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const BalaiFinding *finding = findings->pdata[i];

      if (finding->severity == BALAI_SEVERITY_BLOCK && finding->field >= 0)
        balai_sync_outcome_add_field (outcome, finding->kind->fields[finding->field].name);
    }
}

static gboolean
write_or_reject (BalaiSyncPush     *push,
                 BalaiMutation     *mutation,
                 BalaiRecord       *record,
                 BalaiChangeOp      op,
                 BalaiSyncOutcome  *outcome,
                 GError           **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  gboolean written;

  if (!balai_sync_write (push, mutation, record, op, &findings, &written, error))
    return FALSE;
  if (written)
    return TRUE;
  name_findings (outcome, findings);
  return reject (outcome, BALAI_REASON_INVALID_FIELD);
}

static gboolean
create (BalaiSyncPush     *push,
        BalaiMutation     *mutation,
        const BalaiKind   *kind,
        BalaiRecord       *there,
        BalaiSyncOutcome  *outcome,
        GError           **error)
{
  g_autoptr (BalaiRecord) record = NULL;
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GError) local = NULL;
  gboolean may;

  if (there != NULL)
    {
      outcome->hidden = TRUE;
      return reject (outcome, BALAI_REASON_ID_TAKEN);
    }
  record = balai_record_new_with_id (kind, mutation->id);
  if (mutation->set != NULL && !balai_record_set_from_object (record, mutation->set, &local))
    return reject (outcome, BALAI_REASON_INVALID_FIELD);
  if ((places = balai_sync_server_get_places (push->server, record, error)) == NULL)
    return FALSE;
  if (places->len == 0)
    {
      if (kind->parent_field != NULL)
        balai_sync_outcome_add_field (outcome, kind->parent_field);
      return reject (outcome, BALAI_REASON_INVALID_FIELD);
    }
  if (!authorize (push, record, outcome, &may, error))
    return FALSE;
  return !may || write_or_reject (push, mutation, record, BALAI_CHANGE_CREATE, outcome, error);
}

/* Whether the record is not there because the very mutation of this device that was to bring it was refused. */
static gboolean
was_refused (BalaiSyncPush  *push,
             BalaiMutation  *mutation,
             gboolean       *refused,
             GError        **error)
{
  g_autoptr (BalaiStatement) statement = balai_sync_prepare (
    push->server, error,
    "SELECT 1 FROM sync_result WHERE {city=}t = ?1 AND record = ?2 AND device = ?3 AND verdict = ?4"
    " AND op = 'create' LIMIT 1",
    "sssi", mutation->kind, mutation->id, push->caller->device, (int64_t) BALAI_VERDICT_REJECTED);
  BalaiStep step;

  if (statement == NULL || (step = balai_statement_step (statement, error)) == BALAI_STEP_ERROR)
    return FALSE;
  *refused = step == BALAI_STEP_ROW;
  return TRUE;
}

static gboolean
find_nothing (BalaiSyncPush     *push,
              BalaiMutation     *mutation,
              BalaiSyncOutcome  *outcome,
              GError           **error)
{
  gboolean refused;

  if (!was_refused (push, mutation, &refused, error))
    return FALSE;
  if (!refused)
    return hide (outcome);
  balai_sync_outcome_settle (outcome, BALAI_VERDICT_BLOCKED, BALAI_REASON_DEPENDENCY_FAILED);
  return TRUE;
}

/* A deletion does not take away what its maker has not seen. */
static gboolean
delete (BalaiSyncPush     *push,
        BalaiMutation     *mutation,
        BalaiRecord       *theirs,
        BalaiSyncOutcome  *outcome,
        GError           **error)
{
  if (balai_record_is_deleted (theirs))
    return TRUE;
  if (mutation->base_rev != balai_record_get_revision (theirs))
    {
      balai_sync_outcome_settle (outcome, BALAI_VERDICT_CONFLICT, BALAI_REASON_NONE);
      balai_sync_outcome_clash (outcome, "del", "values", g_strdup ("false"), g_strdup ("false"), g_strdup ("true"));
      return TRUE;
    }
  return write_or_reject (push, mutation, theirs, BALAI_CHANGE_DELETE, outcome, error);
}

static gboolean
act (BalaiSyncPush     *push,
     BalaiMutation     *mutation,
     BalaiRecord       *theirs,
     BalaiSyncOutcome  *outcome,
     GError           **error)
{
  if (!g_str_equal (mutation->act, "restore") || (mutation->set != NULL && json_object_get_size (mutation->set) > 0))
    return reject (outcome, BALAI_REASON_TRANSITION_FORBIDDEN);
  if (!balai_record_is_deleted (theirs))
    return TRUE;
  return write_or_reject (push, mutation, theirs, BALAI_CHANGE_RESTORE, outcome, error);
}

/**
 * balai_sync_apply:
 * @push: a push
 * @mutation: one of its mutations
 * @outcome: (out caller-allocates): what becomes of it
 * @error: return location for what is no matter of the mutation
 *
 * Returns: whether it could be decided; when not, the push is lost as a whole
 */
gboolean
balai_sync_apply (BalaiSyncPush     *push,
                  BalaiMutation     *mutation,
                  BalaiSyncOutcome  *outcome,
                  GError           **error)
{
  const BalaiKind *kind = balai_registry_find (push->server->registry, mutation->kind);
  g_autoptr (BalaiRecord) theirs = NULL;
  GError *local = NULL;
  gboolean may;

  if (push->caller->actor != NULL && !g_str_equal (push->caller->actor, mutation->actor))
    {
      outcome->hidden = TRUE;
      return reject (outcome, BALAI_REASON_NOT_AUTHORIZED);
    }
  if (kind == NULL || kind->flags != BALAI_KIND_SYNCED)
    return reject (outcome, BALAI_REASON_INVALID_FIELD);
  theirs = balai_repository_get_any (push->server->repository, kind, mutation->id, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (mutation->op == BALAI_MUTATION_CREATE)
    return create (push, mutation, kind, theirs, outcome, error);
  if (theirs == NULL)
    return find_nothing (push, mutation, outcome, error);
  if (!authorize (push, theirs, outcome, &may, error))
    return FALSE;
  if (!may)
    return TRUE;
  switch (mutation->op)
    {
    case BALAI_MUTATION_PATCH:
      return balai_sync_patch (push, mutation, theirs, outcome, error);
    case BALAI_MUTATION_VOID:
      return delete (push, mutation, theirs, outcome, error);
    case BALAI_MUTATION_CREATE:
    case BALAI_MUTATION_ACT:
    default:
      return act (push, mutation, theirs, outcome, error);
    }
}

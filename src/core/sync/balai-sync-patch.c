/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-canonical.h"
#include "balai-record-json.h"
#include "balai-repository-private.h"
#include "balai-sync-push-private.h"

#define BIT(i) (G_GUINT64_CONSTANT (1) << (i))

static gboolean
add_effect (BalaiSyncPush      *push,
            BalaiMutation      *mutation,
            const BalaiChange  *change,
            GError            **error)
{
  g_autoptr (BalaiRecord) record = balai_repository_get_any (push->server->repository, change->kind, change->id, error);
  g_autoptr (BalaiWireRow) row = NULL;
  BalaiSyncEffect *effect;
  const char *op = change->op == BALAI_CHANGE_DELETE ? "void" : change->op == BALAI_CHANGE_CREATE ? "create"
                   : change->op == BALAI_CHANGE_RESTORE ? "restore" : "patch";

  if (record == NULL || (row = balai_sync_row_new (push->server, record, BALAI_VIEW_FULL, error)) == NULL)
    return FALSE;
  effect = g_new0 (BalaiSyncEffect, 1);
  effect->kind = change->kind;
  effect->id = g_strdup (change->id);
  effect->rev = row->rev;
  effect->mid = g_strdup (mutation->mid);
  effect->actor = g_strdup (mutation->actor);
  effect->op = op;
  effect->hash = g_strdup (row->hash);
  g_ptr_array_add (push->effects, effect);
  return balai_sync_run (push->server, error,
                         "INSERT INTO sync_history ({city,}t, id, rev, mid, op, actor, device, at, body)"
                         " VALUES ({'city',}?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                         "ssissssis", change->kind->name, change->id, row->rev, mutation->mid, op, mutation->actor,
                         push->caller->device, push->now, row->fields);
}

static gboolean
add_effects (BalaiSyncPush  *push,
             BalaiMutation  *mutation,
             BalaiChanges   *changes,
             GError        **error)
{
  for (guint i = 0; i < balai_changes_get_size (changes); i++)
    {
      const BalaiChange *change = balai_changes_get (changes, i);

      if (change->kind->flags == BALAI_KIND_SYNCED && !add_effect (push, mutation, change, error))
        return FALSE;
    }
  return TRUE;
}

/* What says that this record cannot be saved, and nothing of the database or of others. */
static gboolean
is_refusal (const GError *error)
{
  return error->domain == BALAI_RECORD_ERROR || error->domain == BALAI_JSON_ERROR
         || g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CONSTRAINT);
}

/**
 * balai_sync_write:
 * @push: a push
 * @mutation: the mutation it is written for
 * @record: what to write
 * @op: how
 * @findings: (out) (transfer full): what the rules found
 * @written: (out): whether it is written; when not, everything is as it was
 * @error: return location for what is no matter of the record
 *
 * Saves a record with all that hangs on it and is derived from it, as the desk does, and notes what has changed.
 *
 * Returns: whether it could be decided
 */
gboolean
balai_sync_write (BalaiSyncPush  *push,
                  BalaiMutation  *mutation,
                  BalaiRecord    *record,
                  BalaiChangeOp   op,
                  GPtrArray     **findings,
                  gboolean       *written,
                  GError        **error)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new (mutation->mid, BALAI_BATCH_NO_UNDO);
  g_autoptr (BalaiChanges) changes = NULL;
  const guint n_effects = push->effects->len;
  GError *local = NULL;

  *written = FALSE;
  if (op == BALAI_CHANGE_DELETE)
    balai_batch_delete (batch, record);
  else if (op == BALAI_CHANGE_RESTORE)
    balai_batch_restore (batch, record);
  else
    balai_batch_put (batch, record);
  if (!balai_database_set_savepoint (push->server->database, error))
    return FALSE;
  if (balai_repository_apply (push->server->repository, batch, &changes, &local)
      && add_effects (push, mutation, changes, &local))
    {
      *written = TRUE;
      return balai_database_release (push->server->database, error);
    }
  g_ptr_array_set_size (push->effects, (int) n_effects);
  *findings = g_ptr_array_ref (balai_batch_get_findings (batch));
  if (!is_refusal (local))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_error_free (local);
  return balai_database_rollback_to_savepoint (push->server->database, error);
}

static guint64
fields_of (const BalaiKind *kind,
           JsonObject      *values)
{
  guint64 fields = 0;

  for (guint i = 0; values != NULL && i < kind->n_fields; i++)
    if (json_object_has_member (values, kind->fields[i].name))
      fields |= BIT (i);
  return fields;
}

static char *
value_of (BalaiRecord *record,
          int          field)
{
  g_autoptr (GString) json = g_string_new (NULL);

  balai_record_append_json (record, json, BIT (field));
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static const char *
reason_word (BalaiMergeReason reason)
{
  return reason == BALAI_MERGE_REASON_DELETED ? "deleted" : reason == BALAI_MERGE_REASON_RULE ? "rule" : "values";
}

/* Of each field in question the three values; of a group also those nobody asked for, where they differ. */
static void
note_conflicts (BalaiMerge       *merge,
                guint64           asked,
                BalaiSyncOutcome *outcome)
{
  const BalaiKind *kind = balai_record_get_kind (merge->theirs);

  for (guint c = 0; c < merge->conflicts->len; c++)
    {
      const BalaiMergeConflict *conflict = &g_array_index (merge->conflicts, BalaiMergeConflict, c);

      for (guint i = 0; i < kind->n_fields; i++)
        if (conflict->fields & asked & BIT (i))
          balai_sync_outcome_clash (outcome, kind->fields[i].name, reason_word (conflict->reason),
                                    merge->known & BIT (i) ? value_of (merge->base, (int) i) : NULL,
                                    value_of (merge->theirs, (int) i), value_of (merge->mine, (int) i));
    }
}

static char *
text_of (JsonNode *node)
{
  GString *text;

  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return NULL;
  text = g_string_new (NULL);
  balai_canonical_append (text, node);
  return g_string_free (text, FALSE);
}

/* What only a newer Balai knows is not merged but compared: it is taken where nobody else changed it. */
static gboolean
take_unknown (BalaiMutation     *mutation,
              BalaiRecord       *theirs,
              BalaiRecord       *record,
              BalaiSyncOutcome  *outcome,
              gboolean          *taken,
              GError           **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  const char *extra = balai_record_get_extra (theirs);
  g_autoptr (JsonObject) there = NULL, take = json_object_new ();
  const gboolean moved = mutation->base_rev != balai_record_get_revision (theirs);
  JsonObjectIter iter;
  const char *name;
  JsonNode *mine;

  if (extra != NULL && (there = balai_wire_parse (extra, -1, NULL, error)) == NULL)
    return FALSE;
  json_object_iter_init (&iter, mutation->set);
  while (json_object_iter_next (&iter, &name, &mine))
    {
      g_autofree char *base_text = NULL, *their_text = NULL, *my_text = NULL;

      if (balai_kind_find_field (kind, name) >= 0)
        continue;
      base_text = text_of (json_object_get_member (mutation->base, name));
      their_text = there != NULL ? text_of (json_object_get_member (there, name)) : NULL;
      my_text = text_of (mine);
      if (g_strcmp0 (my_text, their_text) == 0)
        continue;
      if (!balai_record_is_deleted (theirs) && (!moved || g_strcmp0 (base_text, their_text) == 0))
        json_object_set_member (take, name, json_node_copy (mine));
      else
        balai_sync_outcome_clash (outcome, name, balai_record_is_deleted (theirs) ? "deleted" : "values",
                                  g_steal_pointer (&base_text), g_steal_pointer (&their_text),
                                  g_steal_pointer (&my_text));
    }
  *taken = json_object_get_size (take) > 0;
  return !*taken || balai_record_set_from_object (record, take, error);
}

static gboolean
sets_what_is_set (BalaiMerge       *merge,
                  BalaiSyncOutcome *outcome)
{
  const BalaiKind *kind = balai_record_get_kind (merge->theirs);

  for (guint i = 0; i < kind->n_fields; i++)
    if (merge->taken & BIT (i) && kind->fields[i].flags & BALAI_FIELD_IMMUTABLE
        && !balai_record_is_null (merge->theirs, (int) i))
      balai_sync_outcome_add_field (outcome, kind->fields[i].name);
  return outcome->fields->len > 0;
}

static gboolean
reject (BalaiSyncOutcome *outcome,
        BalaiReason       reason)
{
  g_ptr_array_set_size (outcome->conflicts, 0);
  balai_sync_outcome_settle (outcome, BALAI_VERDICT_REJECTED, reason);
  return TRUE;
}

/* A record may be handed to another office by who may write in both. */
static gboolean
may_be_there (BalaiSyncPush     *push,
              BalaiRecord       *record,
              BalaiSyncOutcome  *outcome,
              gboolean          *may,
              GError           **error)
{
  gboolean reads;

  if (!balai_sync_get_rights (push, record, &reads, may, error))
    return FALSE;
  return *may || reject (outcome, BALAI_REASON_NOT_AUTHORIZED);
}

/* Writes what the merge takes. A rule that forbids the two together gives up what was taken, until it holds or nothing
 * is left; one that forbids a change that met no other refuses it. */
static gboolean
write_merged (BalaiSyncPush     *push,
              BalaiMutation     *mutation,
              BalaiMerge        *merge,
              BalaiSyncOutcome  *outcome,
              GError           **error)
{
  const gboolean moved = mutation->base_rev != balai_record_get_revision (merge->theirs);

  for (;;)
    {
      g_autoptr (GPtrArray) findings = NULL;
      g_autoptr (BalaiRecord) record = balai_record_copy (merge->record);
      const BalaiFinding *finding;
      gboolean unknown, written;

      if (!take_unknown (mutation, merge->theirs, record, outcome, &unknown, error))
        return FALSE;
      if (merge->taken == 0 && !unknown)
        return TRUE;
      if (!balai_sync_write (push, mutation, record, BALAI_CHANGE_UPDATE, &findings, &written, error) || written)
        return written;
      finding = balai_findings_get_block (findings);
      if (!moved || merge->taken == 0 || finding == NULL)
        {
          g_ptr_array_set_size (outcome->fields, 0);
          for (guint i = 0; i < findings->len; i++)
            {
              finding = findings->pdata[i];
              if (finding->severity == BALAI_SEVERITY_BLOCK && finding->field >= 0)
                balai_sync_outcome_add_field (outcome, finding->kind->fields[finding->field].name);
            }
          return reject (outcome, BALAI_REASON_INVALID_FIELD);
        }
      g_ptr_array_set_size (outcome->conflicts, 0);
      balai_merge_yield (merge, finding->kind == balai_record_get_kind (merge->theirs) ? finding->field : -1,
                         finding->code);
    }
}

/**
 * balai_sync_patch:
 * @push: a push
 * @mutation: a patch
 * @theirs: the record as it is
 * @outcome: (out caller-allocates): what becomes of it
 * @error: return location for what is no matter of the mutation
 *
 * Merges the change into the record (sync reference, 2.5) and writes what is taken.
 *
 * Returns: whether it could be decided
 */
gboolean
balai_sync_patch (BalaiSyncPush     *push,
                  BalaiMutation     *mutation,
                  BalaiRecord       *theirs,
                  BalaiSyncOutcome  *outcome,
                  GError           **error)
{
  const BalaiKind *kind = balai_record_get_kind (theirs);
  g_autoptr (BalaiRecord) base = balai_record_new_with_id (kind, mutation->id);
  g_autoptr (BalaiRecord) mine = balai_record_new_with_id (kind, mutation->id);
  const guint64 asked = fields_of (kind, mutation->set);
  g_autoptr (BalaiMerge) merge = NULL;
  gboolean may;

  if (!balai_record_set_from_object (base, mutation->base, NULL)
      || !balai_record_set_from_object (mine, mutation->set, NULL))
    return reject (outcome, BALAI_REASON_INVALID_FIELD);
  merge = balai_merge_new (theirs, mutation->base_rev, base, fields_of (kind, mutation->base), mine, asked);
  if (sets_what_is_set (merge, outcome))
    return reject (outcome, BALAI_REASON_FIELD_FORBIDDEN);
  if (merge->taken != 0)
    {
      if (!may_be_there (push, merge->record, outcome, &may, error))
        return FALSE;
      if (!may)
        return TRUE;
    }
  if (!write_merged (push, mutation, merge, outcome, error))
    return FALSE;
  if (outcome->verdict == BALAI_VERDICT_REJECTED)
    return TRUE;
  note_conflicts (merge, asked, outcome);
  if (outcome->conflicts->len > 0)
    balai_sync_outcome_settle (outcome, BALAI_VERDICT_CONFLICT, BALAI_REASON_NONE);
  else if (merge->outcome == BALAI_MERGE_OUTCOME_MERGED)
    balai_sync_outcome_settle (outcome, BALAI_VERDICT_MERGED, BALAI_REASON_NONE);
  return TRUE;
}

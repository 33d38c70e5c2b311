/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-canonical.h"
#include "balai-repository-private.h"
#include "balai-sync-push-private.h"

/* A verdict that only stands in the table while its mutation is being looked at. */
#define PENDING (-1)

/* Two values of a field wait no longer than this for a person before somebody above is asked. */
#define CONFLICT_DUE_MS (G_GINT64_CONSTANT (14) * 24 * 3600 * 1000)

/**
 * Item:
 * @mutation: (unowned): what was sent
 * @result: (owned) (nullable): what became of it
 *
 * One mutation of the request.
 */
typedef struct
{
  BalaiMutation       *mutation;
  BalaiMutationResult *result;
} Item;

static void
item_free (gpointer data)
{
  Item *self = data;

  g_clear_pointer (&self->result, balai_mutation_result_unref);
  g_free (self);
}

static void
forget_outcome (BalaiMutationResult *result)
{
  g_clear_pointer (&result->row, balai_wire_row_unref);
}

/* The row is not kept: it is made anew each time, of the record as it then is and for who then asks. */
static gboolean
attach_row (BalaiSyncPush        *push,
            const char           *kind_name,
            const char           *id,
            BalaiMutationResult  *result,
            GError              **error)
{
  const BalaiKind *kind = balai_registry_find (push->server->registry, kind_name);
  g_autoptr (BalaiRecord) record = NULL;
  g_autoptr (BalaiStatement) last = NULL;
  GError *local = NULL;
  gboolean reads, writes;

  forget_outcome (result);
  if (kind == NULL || kind->flags != BALAI_KIND_SYNCED)
    return TRUE;
  record = balai_repository_get_any (push->server->repository, kind, id, &local);
  if (record == NULL)
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return local == NULL;
    }
  if (!balai_sync_get_rights (push, record, &reads, &writes, error))
    return FALSE;
  if (!reads)
    return TRUE;
  if ((result->row = balai_sync_row_new (push->server, record, BALAI_VIEW_FULL, error)) == NULL)
    return FALSE;
  result->rev = result->row->rev;
  last = balai_sync_prepare (push->server, error,
                             "SELECT actor, at FROM sync_history WHERE {city=}t = ?1 AND id = ?2"
                             " ORDER BY rev DESC LIMIT 1",
                             "ss", kind_name, id);
  if (last == NULL || balai_statement_step (last, error) == BALAI_STEP_ERROR)
    return FALSE;
  result->row->by = g_strdup (balai_statement_text (last, 0));
  result->row->at = balai_statement_int (last, 1);
  return TRUE;
}

/* Takes the place of the id; where it is taken, answers what was made of it. */
static gboolean
claim_mid (BalaiSyncPush         *push,
           const char            *mid,
           const char            *sha,
           const char            *op,
           const char            *kind,
           const char            *id,
           const char            *actor,
           const char            *replaces,
           BalaiMutationResult  **known,
           GError               **error)
{
  g_autoptr (BalaiStatement) statement = NULL;

  if (!balai_sync_run (push->server, error,
                       "INSERT INTO sync_result ({city,}mid, sha, verdict, result, replaces, op, t, record, device,"
                       " actor, at) VALUES ({'city',}?1, ?2, ?3, '', ?4, ?5, ?6, ?7, ?8, ?9, ?10)"
                       " ON CONFLICT ({city,}mid) DO NOTHING",
                       "ssissssssi", mid, sha, (int64_t) PENDING, replaces, op, kind, id, push->caller->device, actor,
                       push->now))
    return FALSE;
  if (balai_database_changes (push->server->database) == 1)
    return TRUE;
  statement = balai_sync_prepare (push->server, error,
                                  "SELECT sha, verdict, result FROM sync_result WHERE {city=}mid = ?1", "s", mid);
  if (statement == NULL || balai_statement_step (statement, error) != BALAI_STEP_ROW)
    return FALSE;
  /* Sent twice in one request, it is decided where it first stands, or is another under the same id. */
  if (!g_str_equal (balai_statement_text (statement, 0), sha) || balai_statement_int (statement, 1) == PENDING)
    *known = balai_mutation_result_new (mid, BALAI_VERDICT_REJECTED, BALAI_REASON_MID_REUSE);
  else
    *known = balai_mutation_result_decode (balai_statement_text (statement, 2), -1, error);
  return *known != NULL;
}

static gboolean
release_mid (BalaiSyncPush  *push,
             const char     *mid,
             GError        **error)
{
  return balai_sync_run (push->server, error, "DELETE FROM sync_result WHERE {city=}mid = ?1", "s", mid);
}

static gboolean
keep_result (BalaiSyncPush        *push,
             BalaiMutationResult  *result,
             const char           *body,
             GError              **error)
{
  g_autofree char *text = NULL;

  forget_outcome (result);
  text = balai_mutation_result_encode (result);
  return balai_sync_run (push->server, error,
                         "UPDATE sync_result SET verdict = ?2, result = ?3, body = ?4 WHERE {city=}mid = ?1", "siss",
                         result->mid, (int64_t) result->verdict, text, body);
}

static gboolean
keep_conflicts (BalaiSyncPush     *push,
                BalaiMutation     *mutation,
                BalaiSyncOutcome  *outcome,
                int64_t            rev,
                GError           **error)
{
  for (guint i = 0; i < outcome->conflicts->len; i++)
    {
      const BalaiSyncConflict *conflict = outcome->conflicts->pdata[i];

      if (!balai_sync_run (push->server, error,
                           "INSERT INTO sync_conflict ({city,}mid, field, t, record, rev, reason, base, theirs, mine,"
                           " actor, at, due) VALUES ({'city',}?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                           "ssssisssssii", mutation->mid, conflict->field, mutation->kind, mutation->id, rev,
                           conflict->reason, conflict->base, conflict->theirs, conflict->mine, mutation->actor,
                           push->now, push->now + CONFLICT_DUE_MS))
        return FALSE;
    }
  return TRUE;
}

/* Says and keeps what became of a mutation. What waits for another is not kept: it is looked at anew each time. */
static gboolean
conclude (BalaiSyncPush     *push,
          Item              *item,
          BalaiSyncOutcome  *outcome,
          GError           **error)
{
  BalaiMutation *mutation = item->mutation;
  g_autofree char *body = NULL;

  item->result = balai_mutation_result_new (mutation->mid, outcome->verdict, outcome->reason);
  if (outcome->fields->len > 0)
    {
      g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();

      for (guint i = 0; i < outcome->fields->len; i++)
        g_strv_builder_add (fields, outcome->fields->pdata[i]);
      item->result->fields = g_strv_builder_end (fields);
    }
  if (!outcome->hidden && !attach_row (push, mutation->kind, mutation->id, item->result, error))
    return FALSE;
  if (outcome->verdict == BALAI_VERDICT_BLOCKED || outcome->verdict == BALAI_VERDICT_RETRY)
    return release_mid (push, mutation->mid, error);
  if (outcome->verdict == BALAI_VERDICT_CONFLICT || outcome->verdict == BALAI_VERDICT_REJECTED)
    body = balai_mutation_encode (mutation);
  if (!keep_conflicts (push, mutation, outcome, item->result->rev, error))
    return FALSE;
  {
    g_autoptr (BalaiWireRow) row = item->result->row != NULL ? balai_wire_row_ref (item->result->row) : NULL;

    if (!keep_result (push, item->result, body, error))
      return FALSE;
    item->result->row = g_steal_pointer (&row);
  }
  return TRUE;
}

/* What one waits for has taken effect, or what stands in for it has, or is part of the same whole. */
static gboolean
look_at_dependency (BalaiSyncPush     *push,
                    GPtrArray         *items,
                    const char        *mid,
                    BalaiSyncOutcome  *outcome,
                    GError           **error)
{
  g_autoptr (BalaiStatement) statement = balai_sync_prepare (
    push->server, error,
    "SELECT (SELECT verdict FROM sync_result WHERE {city=}mid = ?1),"
    " (SELECT count(*) FROM sync_result WHERE {city=}replaces = ?1 AND verdict BETWEEN 0 AND 2)",
    "s", mid);

  if (statement == NULL || balai_statement_step (statement, error) != BALAI_STEP_ROW)
    return FALSE;
  if (balai_statement_int (statement, 1) > 0)
    return TRUE;
  if (!balai_statement_is_null (statement, 0))
    {
      if (balai_statement_int (statement, 0) == BALAI_VERDICT_REJECTED)
        balai_sync_outcome_settle (outcome, BALAI_VERDICT_BLOCKED, BALAI_REASON_DEPENDENCY_FAILED);
      return TRUE;
    }
  balai_sync_outcome_settle (outcome, BALAI_VERDICT_RETRY, BALAI_REASON_NONE);
  for (guint i = 0; i < items->len; i++)
    {
      const Item *item = items->pdata[i];

      if (g_str_equal (item->mutation->mid, mid) && item->result != NULL
          && item->result->verdict == BALAI_VERDICT_BLOCKED)
        balai_sync_outcome_settle (outcome, BALAI_VERDICT_BLOCKED, BALAI_REASON_DEPENDENCY_FAILED);
    }
  return TRUE;
}

static gboolean
carry_out (BalaiSyncPush     *push,
           GPtrArray         *items,
           BalaiMutation     *mutation,
           BalaiSyncOutcome  *outcome,
           GError           **error)
{
  for (char **dep = mutation->deps; dep != NULL && *dep != NULL; dep++)
    {
      if (!look_at_dependency (push, items, *dep, outcome, error))
        return FALSE;
      if (outcome->verdict != BALAI_VERDICT_ACCEPTED)
        return TRUE;
    }
  return balai_sync_apply (push, mutation, outcome, error);
}

static gboolean
took_effect (BalaiVerdict verdict)
{
  return verdict == BALAI_VERDICT_ACCEPTED || verdict == BALAI_VERDICT_MERGED;
}

/* Of a group that fails by a conflict nothing is taken: all that was asked for waits for a person. */
static gboolean
clash_all (BalaiSyncPush     *push,
           BalaiMutation     *mutation,
           BalaiSyncOutcome  *outcome,
           GError           **error)
{
  const BalaiKind *kind = balai_registry_find (push->server->registry, mutation->kind);
  g_autoptr (BalaiRecord) theirs = balai_repository_get_any (push->server->repository, kind, mutation->id, error);
  g_autoptr (BalaiWireRow) row = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (mutation->op != BALAI_MUTATION_PATCH)
    return TRUE;
  if (theirs == NULL || (row = balai_sync_row_new (push->server, theirs, BALAI_VIEW_FULL, error)) == NULL)
    return FALSE;
  g_ptr_array_set_size (outcome->conflicts, 0);
  json_object_iter_init (&iter, mutation->set);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonNode *nodes[] = { json_object_get_member (mutation->base, name), json_object_get_member (row->values, name),
                            node };
      char *texts[G_N_ELEMENTS (nodes)] = { NULL };

      for (guint i = 0; i < G_N_ELEMENTS (nodes); i++)
        {
          g_autoptr (JsonObject) one = json_object_new ();
          GString *text = g_string_new (NULL);

          if (nodes[i] != NULL)
            json_object_set_member (one, name, json_node_copy (nodes[i]));
          balai_canonical_append_object (text, one);
          texts[i] = g_string_free (text, FALSE);
        }
      balai_sync_outcome_clash (outcome, name, "group", texts[0], texts[1], texts[2]);
    }
  return TRUE;
}

static gboolean
block (BalaiSyncPush  *push,
       Item           *item,
       GError        **error)
{
  g_autoptr (BalaiSyncOutcome) outcome = balai_sync_outcome_new ();

  balai_sync_outcome_settle (outcome, BALAI_VERDICT_BLOCKED, BALAI_REASON_DEPENDENCY_FAILED);
  return conclude (push, item, outcome, error);
}

/* Carries out what takes effect as one: a mutation, or a group. @fresh are those the server has not seen. */
static gboolean
carry_out_set (BalaiSyncPush  *push,
               GPtrArray      *items,
               GPtrArray      *fresh,
               GError        **error)
{
  BalaiDatabase *database = push->server->database;
  g_autoptr (GPtrArray) outcomes = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_sync_outcome_free);
  const guint n_effects = push->effects->len;
  int failed = -1;

  if (!balai_database_set_savepoint (database, error))
    return FALSE;
  for (guint i = 0; i < fresh->len && failed < 0; i++)
    {
      BalaiSyncOutcome *outcome = balai_sync_outcome_new ();

      g_ptr_array_add (outcomes, outcome);
      if (!carry_out (push, items, ((Item *) fresh->pdata[i])->mutation, outcome, error))
        return FALSE;
      if (!took_effect (outcome->verdict) && (outcome->verdict != BALAI_VERDICT_CONFLICT || fresh->len > 1))
        failed = (int) i;
    }
  if (failed < 0)
    {
      if (!balai_database_release (database, error))
        return FALSE;
      for (guint i = 0; i < fresh->len; i++)
        if (!conclude (push, fresh->pdata[i], outcomes->pdata[i], error))
          return FALSE;
      return TRUE;
    }

  if (!balai_database_rollback_to_savepoint (database, error))
    return FALSE;
  g_ptr_array_set_size (push->effects, (int) n_effects);
  for (guint i = 0; i < fresh->len; i++)
    {
      Item *item = fresh->pdata[i];
      BalaiSyncOutcome *outcome = (int) i == failed ? outcomes->pdata[i] : NULL;

      if (outcome == NULL)
        {
          if (!block (push, item, error))
            return FALSE;
          continue;
        }
      if ((outcome->verdict == BALAI_VERDICT_CONFLICT && !clash_all (push, item->mutation, outcome, error))
          || !conclude (push, item, outcome, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
group_has_fault (BalaiPushRequest *request,
                 const char       *group)
{
  for (guint i = 0; group != NULL && i < request->faults->len; i++)
    if (g_strcmp0 (((BalaiPushFault *) request->faults->pdata[i])->group, group) == 0)
      return TRUE;
  return FALSE;
}

/* The mutation at @first with all of its group. */
static gboolean
take_set (BalaiSyncPush     *push,
          BalaiPushRequest  *request,
          GPtrArray         *items,
          guint              first,
          GError           **error)
{
  const char *group = ((Item *) items->pdata[first])->mutation->group;
  g_autoptr (GPtrArray) fresh = g_ptr_array_new ();
  gboolean fails = group_has_fault (request, group);

  for (guint i = first; i < items->len; i++)
    {
      Item *item = items->pdata[i];
      BalaiMutation *mutation = item->mutation;
      g_autofree char *sha = NULL;

      if (i > first && (group == NULL || g_strcmp0 (mutation->group, group) != 0))
        continue;
      sha = balai_mutation_hash (mutation);
      if (!claim_mid (push, mutation->mid, sha, balai_mutation_op_to_word (mutation->op), mutation->kind, mutation->id,
                      mutation->actor, mutation->replaces, &item->result, error))
        return FALSE;
      if (item->result == NULL)
        g_ptr_array_add (fresh, item);
      else if (!took_effect (item->result->verdict))
        fails = TRUE;
      if (item->result != NULL && balai_mutation_result_get_reason (item->result) != BALAI_REASON_MID_REUSE
          && balai_mutation_result_get_reason (item->result) != BALAI_REASON_ID_TAKEN
          && !attach_row (push, mutation->kind, mutation->id, item->result, error))
        return FALSE;
    }
  if (!fails || fresh->len == 0)
    return fresh->len == 0 || carry_out_set (push, items, fresh, error);
  for (guint i = 0; i < fresh->len; i++)
    if (!block (push, fresh->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* What cannot be read is refused, and kept as it came. */
static gboolean
refuse_fault (BalaiSyncPush    *push,
              BalaiPushFault   *fault,
              BalaiPushAnswer  *answer,
              GError          **error)
{
  g_autofree char *body = balai_canonical_from_object (fault->body);
  g_autofree char *sha = g_compute_checksum_for_string (G_CHECKSUM_SHA256, body, -1);
  g_autoptr (BalaiMutationResult) result = NULL;

  if (!claim_mid (push, fault->mid, sha, "", "", "", "", NULL, &result, error))
    return FALSE;
  if (result == NULL)
    {
      result = balai_mutation_result_new (fault->mid, BALAI_VERDICT_REJECTED, BALAI_REASON_INVALID_FIELD);
      if (!keep_result (push, result, body, error))
        return FALSE;
    }
  balai_push_answer_add (answer, result);
  return TRUE;
}

static gboolean
carry_out_all (BalaiSyncPush     *push,
               BalaiPushRequest  *request,
               BalaiPushAnswer   *answer,
               GError           **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);

  for (guint i = 0; i < request->faults->len; i++)
    if (!refuse_fault (push, request->faults->pdata[i], answer, error))
      return FALSE;
  for (guint i = 0; i < request->mutations->len; i++)
    {
      Item *item = g_new0 (Item, 1);

      item->mutation = request->mutations->pdata[i];
      g_ptr_array_add (items, item);
    }
  for (guint i = 0; i < items->len; i++)
    if (((Item *) items->pdata[i])->result == NULL && !take_set (push, request, items, i, error))
      return FALSE;
  for (guint i = 0; i < items->len; i++)
    balai_push_answer_add (answer, ((Item *) items->pdata[i])->result);
  return balai_sync_feed_tell (push->server, push->caller->device, push->effects, error);
}

static void
refuse_device (BalaiPushRequest *request,
               BalaiPushAnswer  *answer)
{
  for (guint i = 0; i < request->mutations->len; i++)
    {
      const BalaiMutation *mutation = request->mutations->pdata[i];
      g_autoptr (BalaiMutationResult) result = balai_mutation_result_new (mutation->mid, BALAI_VERDICT_BLOCKED,
                                                                          BALAI_REASON_DEVICE_BLOCKED);

      balai_push_answer_add (answer, result);
    }
}

static BalaiPushAnswer *
answer_push (BalaiSyncServer   *self,
             BalaiSyncCaller   *caller,
             BalaiPushRequest  *request,
             GError           **error)
{
  BalaiSyncPush push = { self, caller, balai_clock_now_ms (self->clock), NULL };
  g_autofree char *epoch = balai_sync_server_get_epoch (self, error);
  g_autoptr (BalaiPushAnswer) answer = NULL;
  gboolean done = TRUE;

  if (epoch == NULL || !balai_sync_server_reckon_grants (self, caller, error))
    return NULL;
  answer = balai_push_answer_new (epoch, push.now);
  /* Revisions of another line of history mean nothing here: the client looks at the epoch first and sends again. */
  if (!g_str_equal (request->epoch, epoch))
    return g_steal_pointer (&answer);
  push.effects = g_ptr_array_new_with_free_func (balai_sync_effect_free);
  if (caller->blocked)
    refuse_device (request, answer);
  else
    done = carry_out_all (&push, request, answer, error);
  g_ptr_array_unref (push.effects);
  return done ? g_steal_pointer (&answer) : NULL;
}

/**
 * balai_sync_server_push:
 * @self: a server on a writer's connection
 * @caller: who sends; it is given the rights it has now
 * @request: what it sends
 * @error: return location for a #BalaiDbError or a #BalaiSyncError: nothing of the request was kept, and all of it may
 *   be sent again
 *
 * Carries out the mutations in their order, in one transaction with their results: each for itself, a group as a whole.
 * One that was sent before gets the result it had, and is not carried out again.
 *
 * Returns: (transfer full) (nullable): one result for each mutation, first of those that could not be read; none where
 *   the caller knows another epoch
 */
BalaiPushAnswer *
balai_sync_server_push (BalaiSyncServer   *self,
                        BalaiSyncCaller   *caller,
                        BalaiPushRequest  *request,
                        GError           **error)
{
  g_autoptr (BalaiPushAnswer) answer = NULL;

  if (request->proto != BALAI_PROTO)
    {
      g_set_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_PROTO, "protocol %" G_GINT64_FORMAT, request->proto);
      return NULL;
    }
  if (!g_str_equal (request->device, caller->device))
    {
      g_set_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_DEVICE, "%s", request->device);
      return NULL;
    }
  if (!balai_database_begin (self->database, error))
    return NULL;
  answer = answer_push (self, caller, request, error);
  if (answer == NULL)
    {
      balai_database_rollback (self->database);
      return NULL;
    }
  return balai_database_commit (self->database, error) ? g_steal_pointer (&answer) : NULL;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

#define THING "{\"code\":\"unit:a\",\"name\":\"Balai\",\"note\":\"lama\"}"

static void
test_create (City          *city,
             gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = new_id ();
  g_autoptr (BalaiMutation) mutation = mutate (device, BALAI_MUTATION_CREATE, id, 0, NULL, THING);
  g_autoptr (BalaiMutationResult) result = push (city, device, mutation);

  assert_result (result, BALAI_VERDICT_ACCEPTED, NULL);
  g_assert_cmpint (result->rev, ==, 1);
  g_assert_cmpstr (result->row->by, ==, "a");
  g_assert_cmpint (result->row->at, ==, NOW * G_GINT64_CONSTANT (1000));
  g_assert_cmpstr (json_object_get_string_member (result->row->values, "name"), ==, "Balai");
  /* What a server must not keep: steps of undo, a log of them, operations that wait for a server. */
  g_assert_cmpint (number (city, "SELECT (SELECT count(*) FROM batch) + (SELECT count(*) FROM change_log)"
                                 " + (SELECT count(*) FROM operation) + (SELECT count(*) FROM record_base)"), ==, 0);
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_history"), ==, 1);
  assert_audit (city);
}

/* An answer that was lost: the mutation comes again, alone or with others, and has its effect once. */
static void
test_again (City          *city,
            gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = create (city, device, THING);
  g_autoptr (BalaiMutation) patch = mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}",
                                            "{\"name\":\"Aula\"}");
  g_autoptr (BalaiMutation) bad = mutate (device, BALAI_MUTATION_PATCH, id, 2, "{\"name\":\"Aula\"}",
                                          "{\"name\":\"!\"}");
  g_autofree char *before = NULL;

  for (int i = 0; i < 3; i++)
    {
      g_autoptr (BalaiMutationResult) result = push (city, device, patch), refused = push (city, device, bad);
      g_autofree char *text = balai_mutation_result_encode (result);

      assert_result (result, BALAI_VERDICT_ACCEPTED, NULL);
      assert_result (refused, BALAI_VERDICT_REJECTED, "invalid_field");
      g_assert_cmpstr (refused->fields[0], ==, "name");
      g_assert_cmpint (result->row->rev, ==, 2);
      if (before != NULL)
        g_assert_cmpstr (text, ==, before);
      g_free (before);
      before = g_steal_pointer (&text);
    }
  g_assert_cmpint (number (city, "SELECT rev FROM thing"), ==, 2);
  g_assert_cmpint (number (city, "SELECT seq FROM sync_stream WHERE stream = 'unit:a'"), ==, 2);
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_result WHERE body IS NOT NULL"), ==, 1);

  /* The same id over something else is no repetition. */
  json_object_set_string_member (patch->set, "name", "Gedung");
  push_as (city, device, balai_mutation_ref (patch), BALAI_VERDICT_REJECTED, "mid_reuse");
  g_assert_cmpint (number (city, "SELECT rev FROM thing"), ==, 2);
}

static void
test_merge (City          *city,
            gconstpointer  data)
{
  g_autoptr (Device) a = device_new (city, "a", "unit:a"), b = device_new (city, "b", "unit:a");
  g_autofree char *id = create (city, a, THING);
  g_autoptr (BalaiMutationResult) clash = NULL;
  g_autoptr (BalaiMutation) late = NULL;

  push_as (city, a, mutate (a, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}", "{\"name\":\"Aula\"}"),
           BALAI_VERDICT_ACCEPTED, NULL);
  push_as (city, b, mutate (b, BALAI_MUTATION_PATCH, id, 1, "{\"note\":\"lama\"}", "{\"note\":\"baru\"}"),
           BALAI_VERDICT_MERGED, NULL);
  push_as (city, b, mutate (b, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}", "{\"name\":\"Aula\"}"),
           BALAI_VERDICT_ACCEPTED, NULL);
  g_assert_cmpint (number (city, "SELECT rev FROM thing"), ==, 3);

  /* Two values of one field: the server's stands, the other is kept, and the rest is taken. */
  late = mutate (b, BALAI_MUTATION_PATCH, id, 1, "{\"count\":null,\"name\":\"Balai\"}",
                 "{\"count\":4,\"name\":\"Gedung\"}");
  clash = push (city, b, late);
  assert_result (clash, BALAI_VERDICT_CONFLICT, NULL);
  g_assert_cmpstr (clash->fields[0], ==, "name");
  g_assert_null (clash->fields[1]);
  g_assert_cmpstr (json_object_get_string_member (clash->row->values, "name"), ==, "Aula");
  g_assert_cmpint (json_object_get_int_member (clash->row->values, "count"), ==, 4);
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_conflict WHERE field = 'name'"
                                 " AND base = '{\"name\":\"Balai\"}' AND theirs = '{\"name\":\"Aula\"}'"
                                 " AND mine = '{\"name\":\"Gedung\"}' AND actor = 'b'"), ==, 1);
  g_clear_pointer (&clash, balai_mutation_result_unref);
  clash = push (city, b, late);
  assert_result (clash, BALAI_VERDICT_CONFLICT, NULL);
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_conflict"), ==, 1);
  assert_audit (city);
}

/* What this Balai does not know is kept, and not lost by who does not know it either. */
static void
test_unknown_field (City          *city,
                    gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = create (city, device, "{\"code\":\"unit:a\",\"future\":[1],\"name\":\"Balai\"}");
  g_autoptr (BalaiMutation) mutation = NULL;
  g_autoptr (BalaiMutationResult) result = NULL;

  push_as (city, device, mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}", "{\"name\":\"Aula\"}"),
           BALAI_VERDICT_ACCEPTED, NULL);
  push_as (city, device, mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"future\":[1]}", "{\"future\":[2]}"),
           BALAI_VERDICT_ACCEPTED, NULL);
  mutation = mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"future\":[1]}", "{\"future\":[3]}");
  result = push (city, device, mutation);
  assert_result (result, BALAI_VERDICT_CONFLICT, NULL);
  g_assert_cmpstr (result->fields[0], ==, "future");
  g_assert_true (strstr (result->row->fields, "\"future\":[2]") != NULL);
}

static void
test_delete (City          *city,
             gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = create (city, device, THING), *part = new_id ();
  g_autofree char *set = g_strdup_printf ("{\"amount\":3,\"thing\":\"%s\"}", id);
  g_autoptr (BalaiMutation) child = mutate (device, BALAI_MUTATION_CREATE, part, 0, NULL, set), act = NULL;
  g_autoptr (BalaiMutationResult) result = NULL;

  g_free (child->kind);
  child->kind = g_strdup ("part");
  push_as (city, device, balai_mutation_ref (child), BALAI_VERDICT_ACCEPTED, NULL);
  /* Somebody has changed it since: it is not deleted over their head. */
  push_as (city, device, mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}", "{\"name\":\"Aula\"}"),
           BALAI_VERDICT_ACCEPTED, NULL);
  push_as (city, device, mutate (device, BALAI_MUTATION_VOID, id, 1, NULL, NULL), BALAI_VERDICT_CONFLICT, NULL);
  g_assert_cmpint (number (city, "SELECT count(*) FROM thing WHERE deleted_at IS NULL"), ==, 1);
  push_as (city, device, mutate (device, BALAI_MUTATION_VOID, id, 2, NULL, NULL), BALAI_VERDICT_ACCEPTED, NULL);
  push_as (city, device, mutate (device, BALAI_MUTATION_VOID, id, 2, NULL, NULL), BALAI_VERDICT_ACCEPTED, NULL);
  g_assert_cmpint (number (city, "SELECT count(*) FROM part WHERE deleted_at IS NOT NULL"), ==, 1);
  pull_all (city, city->server, device);
  g_assert_true (find_row (device, "unit:a", "thing", id)->deleted);
  g_assert_true (find_row (device, "unit:a", "part", part)->deleted);

  /* What was typed into it meanwhile waits for a person. */
  push_as (city, device, mutate (device, BALAI_MUTATION_PATCH, id, 2, "{\"note\":\"lama\"}", "{\"note\":\"baru\"}"),
           BALAI_VERDICT_CONFLICT, NULL);
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_conflict WHERE reason = 'deleted' AND field = 'note'"), ==,
                   1);
  act = mutate (device, BALAI_MUTATION_ACT, id, 3, NULL, NULL);
  act->act = g_strdup ("restore");
  result = push (city, device, act);
  assert_result (result, BALAI_VERDICT_ACCEPTED, NULL);
  g_assert_false (result->row->deleted);
  g_assert_cmpint (result->rev, ==, 4);
  pull_all (city, city->server, device);
  g_assert_false (find_row (device, "unit:a", "thing", id)->deleted);
  assert_audit (city);
}

static void
test_ids (City          *city,
          gconstpointer  data)
{
  g_autoptr (Device) a = device_new (city, "a", "unit:a -unit:c"), b = device_new (city, "b", "unit:b unit:c");
  g_autofree char *id = create (city, a, THING), *nothing = new_id (), *other = NULL;
  g_autoptr (BalaiMutation) taken = mutate (b, BALAI_MUTATION_CREATE, id, 0, NULL, "{\"code\":\"unit:b\"}");
  g_autoptr (BalaiMutation) foreign = NULL, none = NULL, edit = NULL;
  g_autoptr (BalaiMutationResult) result = push (city, b, taken), hidden = NULL, missing = NULL, read = NULL;

  assert_result (result, BALAI_VERDICT_REJECTED, "id_taken");
  g_assert_null (result->row);

  /* Whether there is such a record is not told to who may not see it; what was typed is kept for its office. */
  foreign = mutate (b, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}", "{\"name\":\"Rahasia\"}");
  none = mutate (b, BALAI_MUTATION_PATCH, nothing, 1, "{\"name\":\"Balai\"}", "{\"name\":\"Rahasia\"}");
  hidden = push (city, b, foreign);
  missing = push (city, b, none);
  assert_result (hidden, BALAI_VERDICT_REJECTED, "scope_revoked");
  assert_result (missing, BALAI_VERDICT_REJECTED, "scope_revoked");
  g_assert_null (hidden->row);
  g_assert_cmpint (hidden->rev, ==, 0);
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_result WHERE body LIKE '%Rahasia%'"), ==, 2);

  /* Nor by the answer to a second try. */
  push_as (city, b, mutate (b, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}", "{\"name\":\"Lagi\"}"),
           BALAI_VERDICT_REJECTED, "scope_revoked");
  push_as (city, b, mutate (b, BALAI_MUTATION_PATCH, nothing, 1, "{\"name\":\"Balai\"}", "{\"name\":\"Lagi\"}"),
           BALAI_VERDICT_REJECTED, "scope_revoked");

  /* Who may read and not write is told what there is. */
  other = create (city, b, "{\"code\":\"unit:c\",\"name\":\"Bersama\"}");
  edit = mutate (a, BALAI_MUTATION_PATCH, other, 1, "{\"name\":\"Bersama\"}", "{\"name\":\"X\"}");
  read = push (city, a, edit);
  assert_result (read, BALAI_VERDICT_REJECTED, "not_authorized");
  g_assert_nonnull (read->row);
  /* Nor may a record be pushed into an office that is not one's own. */
  push_as (city, a, mutate (a, BALAI_MUTATION_PATCH, id, 1, "{\"code\":\"unit:a\"}", "{\"code\":\"unit:c\"}"),
           BALAI_VERDICT_REJECTED, "not_authorized");
  push_as (city, a, mutate (a, BALAI_MUTATION_CREATE, nothing, 0, NULL, "{\"code\":\"unit:b\",\"name\":\"X\"}"),
           BALAI_VERDICT_REJECTED, "scope_revoked");
  /* Nor in another's name. */
  g_free (edit->actor);
  edit->actor = g_strdup ("b");
  g_free (edit->mid);
  edit->mid = new_id ();
  push_as (city, a, balai_mutation_ref (edit), BALAI_VERDICT_REJECTED, "not_authorized");
  g_assert_cmpint (number (city, "SELECT count(*) FROM thing"), ==, 2);
}

static void
test_dependencies (City          *city,
                   gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = create (city, device, THING), *other = create (city, device, THING);
  g_autofree char *unborn = new_id ();
  g_autoptr (BalaiMutation) cause = mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}",
                                            "{\"name\":\"!\"}");
  g_autoptr (BalaiMutation) waits = mutate (device, BALAI_MUTATION_PATCH, other, 1, "{\"note\":\"lama\"}",
                                            "{\"note\":\"baru\"}");
  g_autoptr (BalaiMutation) instead = mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}",
                                              "{\"name\":\"Aula\"}");
  g_autoptr (BalaiMutation) born = mutate (device, BALAI_MUTATION_CREATE, unborn, 0, NULL,
                                           "{\"code\":\"unit:a\",\"name\":\"!\"}");

  waits->deps = g_strdupv ((char *[]) { cause->mid, NULL });
  /* Its cause has not come yet. */
  push_as (city, device, balai_mutation_ref (waits), BALAI_VERDICT_RETRY, NULL);
  push_as (city, device, balai_mutation_ref (cause), BALAI_VERDICT_REJECTED, "invalid_field");
  push_as (city, device, balai_mutation_ref (waits), BALAI_VERDICT_BLOCKED, "dependency_failed");
  push_as (city, device, balai_mutation_ref (waits), BALAI_VERDICT_BLOCKED, "dependency_failed");
  /* Mended and sent again, it lets the other go. */
  instead->replaces = g_strdup (cause->mid);
  push_as (city, device, balai_mutation_ref (instead), BALAI_VERDICT_ACCEPTED, NULL);
  push_as (city, device, balai_mutation_ref (waits), BALAI_VERDICT_ACCEPTED, NULL);

  /* What was made on a record that was refused waits for it, without being told to. */
  push_as (city, device, balai_mutation_ref (born), BALAI_VERDICT_REJECTED, "invalid_field");
  push_as (city, device, mutate (device, BALAI_MUTATION_PATCH, unborn, 0, "{\"note\":null}", "{\"note\":\"x\"}"),
           BALAI_VERDICT_BLOCKED, "dependency_failed");
}

static void
test_group (City          *city,
            gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = create (city, device, THING), *first = new_id (), *second = new_id (), *group = new_id ();
  g_autoptr (BalaiMutation) a = mutate (device, BALAI_MUTATION_CREATE, first, 0, NULL, THING);
  g_autoptr (BalaiMutation) alone = mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"note\":\"lama\"}",
                                            "{\"note\":\"baru\"}");
  g_autoptr (BalaiMutation) b = mutate (device, BALAI_MUTATION_CREATE, second, 0, NULL,
                                        "{\"code\":\"unit:a\",\"name\":\"!\"}");
  BalaiMutation *all[] = { a, alone, b };
  const int64_t head = number (city, "SELECT seq FROM sync_stream WHERE stream = 'unit:a'");
  g_autoptr (BalaiPushAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  a->group = g_strdup (group);
  b->group = g_strdup (group);
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&answer, balai_push_answer_unref);
      answer = try_push (city, device, all, 3, &error);
      g_assert_no_error (error);
      assert_result (answer->results->pdata[0], BALAI_VERDICT_BLOCKED, "dependency_failed");
      assert_result (answer->results->pdata[1], BALAI_VERDICT_ACCEPTED, NULL);
      assert_result (answer->results->pdata[2], BALAI_VERDICT_REJECTED, "invalid_field");
      g_assert_cmpint (number (city, "SELECT count(*) FROM thing"), ==, 1);
      g_assert_cmpint (number (city, "SELECT count(*) FROM sync_history"), ==, 2);
      g_assert_cmpint (number (city, "SELECT seq FROM sync_stream WHERE stream = 'unit:a'"), ==, head + 1);
      g_assert_cmpint (number (city, "SELECT count(*) FROM search_text"), ==, 1);
    }

  /* Mended, it goes through as a whole, and is told as one. */
  g_free (a->mid);
  a->mid = new_id ();
  g_free (b->mid);
  b->mid = new_id ();
  json_object_set_string_member (b->set, "name", "Dua");
  g_clear_pointer (&answer, balai_push_answer_unref);
  answer = try_push (city, device, all, 3, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 3; i++)
    assert_result (answer->results->pdata[i], BALAI_VERDICT_ACCEPTED, NULL);
  g_assert_cmpint (number (city, "SELECT count(DISTINCT txn) FROM sync_feed WHERE seq > 2"), ==, 1);
  assert_audit (city);
}

/* Nothing of a group is taken where one of it meets another's change, and nothing of it is lost. */
static void
test_group_conflict (City          *city,
                     gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = create (city, device, THING), *other = create (city, device, THING), *group = new_id ();
  g_autoptr (BalaiMutation) a = mutate (device, BALAI_MUTATION_PATCH, other, 1, "{\"note\":\"lama\"}",
                                        "{\"note\":\"baru\"}");
  g_autoptr (BalaiMutation) b = mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"count\":null,\"name\":\"Balai\"}",
                                        "{\"count\":5,\"name\":\"Gedung\"}");
  BalaiMutation *all[] = { a, b };
  g_autoptr (BalaiPushAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  push_as (city, device, mutate (device, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Balai\"}", "{\"name\":\"Aula\"}"),
           BALAI_VERDICT_ACCEPTED, NULL);
  a->group = g_strdup (group);
  b->group = g_strdup (group);
  answer = try_push (city, device, all, 2, &error);
  g_assert_no_error (error);
  assert_result (answer->results->pdata[0], BALAI_VERDICT_BLOCKED, "dependency_failed");
  assert_result (answer->results->pdata[1], BALAI_VERDICT_CONFLICT, NULL);
  g_assert_cmpint (number (city, "SELECT count(*) FROM thing WHERE note = 'baru' OR count = 5"), ==, 0);
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_conflict WHERE mine IN ('{\"count\":5}',"
                                 " '{\"name\":\"Gedung\"}')"), ==, 2);
}

static void
test_strangers (City          *city,
                gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = new_id ();
  g_autoptr (BalaiMutation) mutation = mutate (device, BALAI_MUTATION_CREATE, id, 0, NULL, THING);
  g_autoptr (BalaiMutation) local = mutate (device, BALAI_MUTATION_CREATE, id, 0, NULL, "{\"text\":\"x\"}");
  g_autoptr (BalaiPushRequest) request = balai_push_request_new (device->caller->device, city->epoch, BALAI_PROTO + 1);
  g_autoptr (BalaiPushAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *epoch = g_steal_pointer (&city->epoch), *text = NULL;

  /* Another line of history: nothing is decided. */
  city->epoch = new_id ();
  answer = try_push (city, device, &mutation, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->results->len, ==, 0);
  g_assert_cmpstr (answer->epoch, ==, epoch);
  g_assert_cmpint (number (city, "SELECT count(*) FROM thing"), ==, 0);
  g_free (city->epoch);
  city->epoch = g_steal_pointer (&epoch);

  g_assert_null (balai_sync_server_push (city->server, device->caller, request, &error));
  g_assert_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_PROTO);
  g_clear_error (&error);
  g_clear_pointer (&request, balai_push_request_unref);
  /* Another device than the one the listener has let in. */
  request = balai_push_request_new (id, city->epoch, BALAI_PROTO);
  g_assert_null (balai_sync_server_push (city->server, device->caller, request, &error));
  g_assert_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_DEVICE);
  g_clear_error (&error);
  g_clear_pointer (&request, balai_push_request_unref);
  g_clear_pointer (&answer, balai_push_answer_unref);

  /* A kind that stays on the desk, and one that cannot be read: each has its answer. */
  g_free (local->kind);
  local->kind = g_strdup ("note");
  push_as (city, device, balai_mutation_ref (local), BALAI_VERDICT_REJECTED, "invalid_field");
  text = g_strdup_printf ("{\"device\":\"%s\",\"epoch\":\"%s\",\"muts\":[{\"mid\":\"%s\",\"n\":0}],\"proto\":1}",
                          device->caller->device, city->epoch, id);
  request = balai_push_request_decode (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (request->faults->len, ==, 1);
  for (int i = 0; i < 2; i++)
    {
      g_clear_pointer (&answer, balai_push_answer_unref);
      answer = balai_sync_server_push (city->server, device->caller, request, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (answer->results->len, ==, 1);
      assert_result (answer->results->pdata[0], BALAI_VERDICT_REJECTED, "invalid_field");
    }
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_result WHERE body LIKE '%\"n\":0%'"), ==, 1);
}

static gboolean
grant_nothing (BalaiSyncCaller  *caller,
               BalaiRepository  *repository,
               gpointer          data,
               GError          **error)
{
  caller->blocked = TRUE;
  return TRUE;
}

static void
test_blocked_device (City          *city,
                     gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = new_id ();
  g_autoptr (BalaiMutation) mutation = mutate (device, BALAI_MUTATION_CREATE, id, 0, NULL, THING);

  balai_sync_server_set_grants (city->server, grant_nothing, NULL);
  push_as (city, device, balai_mutation_ref (mutation), BALAI_VERDICT_BLOCKED, "device_blocked");
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_result"), ==, 0);
}

/* Something goes wrong with each of the server's own tables in turn: nothing at all is left, and the same push goes
 * through afterwards. */
static void
test_rollback (City          *city,
               gconstpointer  data)
{
  static const char *const tables[] = { "sync_result", "sync_history", "sync_stream", "sync_feed", "sync_audit" };
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = new_id (), *bad_id = new_id ();
  g_autoptr (BalaiMutation) good = mutate (device, BALAI_MUTATION_CREATE, id, 0, NULL, THING);
  g_autoptr (BalaiMutation) bad = mutate (device, BALAI_MUTATION_CREATE, bad_id, 0, NULL,
                                          "{\"code\":\"unit:a\",\"name\":\"!\"}");
  BalaiMutation *both[] = { good, bad };
  BalaiDatabase *database = BALAI_DATABASE (city->database);
  g_autoptr (BalaiPushAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *hide = g_strdup_printf ("ALTER TABLE %s RENAME TO away", tables[i]);
      g_autofree char *show = g_strdup_printf ("ALTER TABLE away RENAME TO %s", tables[i]);

      g_assert_true (balai_database_exec (database, hide, NULL));
      g_assert_null (try_push (city, device, both, 2, &error));
      g_assert_nonnull (error);
      g_clear_error (&error);
      g_assert_true (balai_database_exec (database, show, NULL));
      g_assert_cmpint (number (city, "SELECT (SELECT count(*) FROM thing) + (SELECT count(*) FROM sync_result)"
                                     " + (SELECT count(*) FROM sync_history) + (SELECT count(*) FROM sync_stream)"
                                     " + (SELECT count(*) FROM sync_feed) + (SELECT count(*) FROM sync_audit)"), ==, 0);
    }
  answer = try_push (city, device, both, 2, &error);
  g_assert_no_error (error);
  assert_result (answer->results->pdata[0], BALAI_VERDICT_ACCEPTED, NULL);
  assert_result (answer->results->pdata[1], BALAI_VERDICT_REJECTED, "invalid_field");
  assert_audit (city);
}

static void
test_audit (City          *city,
            gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *first = create (city, device, THING), *second = create (city, device, THING);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_audit"), ==, 2);
  assert_audit (city);
  balai_database_exec (BALAI_DATABASE (city->database),
                       "UPDATE sync_audit SET entry = replace (entry, 'create', 'patch!') WHERE n = 1", NULL);
  g_assert_false (balai_sync_server_verify_audit (city->server, &error));
  g_assert_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_AUDIT);
  g_clear_error (&error);
  balai_database_exec (BALAI_DATABASE (city->database), "DELETE FROM sync_audit WHERE n = 2;"
                                                        "UPDATE sync_audit SET entry = replace (entry, 'patch!',"
                                                        " 'create')", NULL);
  g_assert_false (balai_sync_server_verify_audit (city->server, &error));
  g_assert_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_AUDIT);
}

#define ADD(name, func) g_test_add ("/sync/push/" name, City, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("create", test_create);
  ADD ("again", test_again);
  ADD ("merge", test_merge);
  ADD ("unknown-field", test_unknown_field);
  ADD ("delete", test_delete);
  ADD ("ids", test_ids);
  ADD ("dependencies", test_dependencies);
  ADD ("group", test_group);
  ADD ("group-conflict", test_group_conflict);
  ADD ("strangers", test_strangers);
  ADD ("blocked-device", test_blocked_device);
  ADD ("rollback", test_rollback);
  ADD ("audit", test_audit);
  return g_test_run ();
}

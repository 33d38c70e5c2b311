/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "sync-fixture.h"

/* Many at a time: devices that edit the same records in any order and twice, and writers beside a reader on one file.
 * At the end all hold the same, and nobody was told of a step back. */

#define N_DEVICES 6
#define N_RECORDS 20
#define N_STEPS   400
#define N_WRITERS 4
#define N_PUSHES  60

static BalaiMutation *
random_mutation (Device     *device,
                 GRand      *rand,
                 GPtrArray  *ids)
{
  static const char *const fields[] = { "name", "note", "count" };
  static const char *const homes[] = { "unit:a", "unit:b" };
  const char *id = ids->pdata[g_rand_int_range (rand, 0, (int) ids->len)];
  const BalaiWireRow *row = find_row (device, "unit:a", "thing", id);
  g_autoptr (GString) base = g_string_new ("{"), set = g_string_new ("{");
  const char *field;
  BalaiMutation *act;

  if (row == NULL)
    row = find_row (device, "unit:b", "thing", id);
  if (row == NULL)
    {
      g_string_printf (set, "{\"code\":\"%s\",\"name\":\"n%u\"}", homes[g_rand_int_range (rand, 0, 2)],
                       g_rand_int (rand) % 100);
      return mutate (device, BALAI_MUTATION_CREATE, id, 0, NULL, set->str);
    }
  switch (g_rand_int_range (rand, 0, 12))
    {
    case 0:
      return mutate (device, BALAI_MUTATION_VOID, id, row->rev, NULL, NULL);
    case 1:
      act = mutate (device, BALAI_MUTATION_ACT, id, row->rev, NULL, NULL);
      act->act = g_strdup ("restore");
      return act;
    case 2:
      field = "code";
      g_string_append_printf (set, "\"code\":\"%s\"}", homes[g_rand_int_range (rand, 0, 2)]);
      break;
    case 3:
      field = "status";
      g_string_append_printf (set, "\"status\":\"%s\"}", g_rand_boolean (rand) ? "open" : "done");
      break;
    default:
      field = fields[g_rand_int_range (rand, 0, G_N_ELEMENTS (fields))];
      if (g_str_equal (field, "count"))
        g_string_append_printf (set, "\"count\":%d}", g_rand_int_range (rand, 0, 100));
      else
        g_string_append_printf (set, "\"%s\":\"%s%u\"}", field, g_rand_int_range (rand, 0, 10) == 0 ? "!" : "x",
                                g_rand_int (rand) % 50);
      break;
    }
  g_string_append_printf (base, "\"%s\":", field);
  if (json_object_has_member (row->values, field))
    balai_canonical_append (base, json_object_get_member (row->values, field));
  else
    g_string_append (base, "null");
  g_string_append_c (base, '}');
  return mutate (device, BALAI_MUTATION_PATCH, id, row->rev, base->str, set->str);
}

/* What the device was told of a stream is what the tables say. */
static void
compare_with_tables (City   *city,
                     Device *device)
{
  g_autoptr (GPtrArray) records = balai_repository_list_all (balai_sync_server_get_repository (city->server),
                                                             &balai_thing_kind, NULL);
  guint alive = 0;
  GHashTableIter streams, rows;
  const char *stream;
  GHashTable *told;
  const BalaiWireRow *row;

  for (guint i = 0; i < records->len; i++)
    {
      BalaiRecord *record = records->pdata[i];
      const char *home = balai_record_get_text (record, BALAI_THING_CODE);
      g_autoptr (BalaiWireRow) expected = balai_wire_row_new_from_record (record, NULL);

      row = find_row (device, home, "thing", balai_record_get_id (record));
      g_assert_nonnull (row);
      g_assert_cmpint (row->rev, ==, expected->rev);
      g_assert_cmpstr (row->fields, ==, expected->fields);
      g_assert_false (row->deleted);
      row = find_row (device, "cal:busy:2026-07", "thing", balai_record_get_id (record));
      g_assert_true ((row != NULL)
                     == (g_strcmp0 (balai_record_get_text (record, BALAI_THING_STATUS), "open") == 0));
    }
  g_hash_table_iter_init (&streams, device->rows);
  while (g_hash_table_iter_next (&streams, (gpointer *) &stream, (gpointer *) &told))
    {
      g_hash_table_iter_init (&rows, told);
      while (g_str_has_prefix (stream, "unit:") && g_hash_table_iter_next (&rows, NULL, (gpointer *) &row))
        alive += !row->deleted;
    }
  g_assert_cmpuint (alive, ==, records->len);
}

static void
test_edits (City          *city,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) devices = g_ptr_array_new_with_free_func ((GDestroyNotify) device_free);
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) sent = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_mutation_unref);
  g_autoptr (GPtrArray) senders = g_ptr_array_new ();
  const guint32 seed = g_test_rand_int ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  int verdicts[BALAI_VERDICT_RETRY + 1] = { 0 };

  g_test_message ("seed %u", seed);
  for (int i = 0; i < N_DEVICES; i++)
    g_ptr_array_add (devices, device_new (city, "a", "unit: cal:busy:"));
  for (int i = 0; i < N_RECORDS; i++)
    g_ptr_array_add (ids, new_id ());
  for (int step = 0; step < N_STEPS; step++)
    {
      Device *device = devices->pdata[g_rand_int_range (rand, 0, N_DEVICES)];
      BalaiMutation *mutations[8];
      const guint n = (guint) g_rand_int_range (rand, 1, 8);
      g_autofree char *group = g_rand_int_range (rand, 0, 4) == 0 ? new_id () : NULL;
      g_autoptr (BalaiPushAnswer) answer = NULL, again = NULL;
      g_autoptr (GError) error = NULL;

      for (guint i = 0; i < n; i++)
        {
          mutations[i] = random_mutation (device, rand, ids);
          mutations[i]->group = g_strdup (group);
          g_ptr_array_add (sent, mutations[i]);
          g_ptr_array_add (senders, device);
        }
      answer = try_push (city, device, mutations, n, &error);
      g_assert_no_error (error);
      for (guint i = 0; i < n; i++)
        verdicts[((BalaiMutationResult *) answer->results->pdata[i])->verdict]++;
      /* An old one comes again, from long ago: it changes nothing. */
      if (g_rand_boolean (rand))
        {
          const int old = g_rand_int_range (rand, 0, (int) sent->len);
          BalaiMutation *mutation = sent->pdata[old];
          const int64_t before = number (city, "SELECT count(*) FROM sync_history");
          const gboolean known = mutation->group == NULL;

          if (known)
            {
              again = try_push (city, senders->pdata[old], &mutation, 1, &error);
              g_assert_no_error (error);
              if (((BalaiMutationResult *) again->results->pdata[0])->verdict <= BALAI_VERDICT_REJECTED)
                g_assert_cmpint (number (city, "SELECT count(*) FROM sync_history"), <=, before + 1);
            }
        }
      if (g_rand_int_range (rand, 0, 3) == 0)
        pull_all (city, city->server, device);
      /* One effect of each mutation on each record, each revision once, one row of each record in each stream. */
      g_assert_cmpint (number (city, "SELECT count(*) - count(DISTINCT mid || id) FROM sync_history"), ==, 0);
      g_assert_cmpint (number (city, "SELECT count(*) FROM thing WHERE rev <> (SELECT count(*) FROM sync_history"
                                     " WHERE sync_history.id = thing.id)"), ==, 0);
    }
  for (guint i = 0; i < devices->len; i++)
    {
      Device *device = devices->pdata[i];

      device->max_bytes = g_rand_int_range (rand, 0, 5000);
      pull_all (city, city->server, device);
      compare_with_tables (city, device);
    }
  /* Chance has met every answer it should meet. */
  for (int i = BALAI_VERDICT_ACCEPTED; i <= BALAI_VERDICT_BLOCKED; i++)
    g_assert_cmpint (verdicts[i], >, 0);
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_audit"), ==,
                   number (city, "SELECT count(*) FROM sync_history"));
  assert_audit (city);
}

typedef struct
{
  City       *city;
  const char *path;
  Device     *device;
} Writer;

static gpointer
write_many (gpointer data)
{
  Writer *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiSqlite) database = balai_sqlite_open (self->path, BALAI_SQLITE_WRITER, &error);
  g_autoptr (BalaiSyncServer) server = NULL;
  City mine = *self->city;

  g_assert_no_error (error);
  server = serve (self->city, database);
  mine.server = server;
  mine.database = database;
  for (int i = 0; i < N_PUSHES; i++)
    {
      g_autofree char *one = new_id (), *two = new_id ();
      BalaiMutation *pair[] = {
        mutate (self->device, BALAI_MUTATION_CREATE, one, 0, NULL, "{\"code\":\"unit:a\",\"name\":\"A\"}"),
        mutate (self->device, BALAI_MUTATION_CREATE, two, 0, NULL,
                "{\"code\":\"unit:b\",\"name\":\"B\",\"status\":\"open\"}"),
      };
      g_autoptr (BalaiPushAnswer) answer = try_push (&mine, self->device, pair, 2, &error);

      g_assert_no_error (error);
      for (int m = 0; m < 2; m++)
        {
          assert_result (answer->results->pdata[m], BALAI_VERDICT_ACCEPTED, NULL);
          balai_mutation_unref (pair[m]);
        }
    }
  return NULL;
}

/* Writers on connections of their own, and a reader that polls all the while on one that only reads: it is told each
 * record, and each once. */
static void
test_reader_beside_writers (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *path = balai_test_folder_build (folder, "kota.db");
  g_autoptr (BalaiSqlite) database = NULL;
  g_autoptr (BalaiSyncServer) server = NULL;
  g_autoptr (Device) reader = NULL;
  City city = { 0 };
  Writer writers[N_WRITERS];
  GThread *threads[N_WRITERS];
  int64_t answers = 0, rows = 0;

  open_city (&city, path);
  reader = device_new (&city, "r", "-unit: -cal:busy:");
  for (int i = 0; i < N_WRITERS; i++)
    {
      writers[i] = (Writer) { &city, path, device_new (&city, "w", "unit:") };
      threads[i] = g_thread_new ("writer", write_many, &writers[i]);
    }
  database = balai_sqlite_open (path, BALAI_SQLITE_READER, &error);
  g_assert_no_error (error);
  server = serve (&city, database);
  while (count_rows (reader, "unit:a") < N_WRITERS * N_PUSHES)
    {
      g_autoptr (BalaiPullAnswer) answer = try_pull (&city, server, reader, &error);

      g_assert_no_error (error);
      take_answer (reader, answer);
      answers++;
      for (guint i = 0; i < answer->streams->len; i++)
        rows += ((BalaiPullStream *) answer->streams->pdata[i])->rows->len;
      g_thread_yield ();
    }
  for (int i = 0; i < N_WRITERS; i++)
    {
      g_thread_join (threads[i]);
      device_free (writers[i].device);
    }
  pull_all (&city, server, reader);
  compare_with_tables (&city, reader);
  g_assert_cmpuint (count_rows (reader, "cal:busy:2026-07"), ==, N_WRITERS * N_PUSHES);
  g_assert_cmpint (rows, <=, 3 * N_WRITERS * N_PUSHES);
  g_test_message ("%d answers", (int) answers);
  assert_audit (&city);
  g_clear_object (&server);
  g_clear_object (&database);
  tear_down (&city, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sync/many/edits", City, NULL, set_up, test_edits, tear_down);
  g_test_add_func ("/sync/many/reader-beside-writers", test_reader_beside_writers);
  return g_test_run ();
}

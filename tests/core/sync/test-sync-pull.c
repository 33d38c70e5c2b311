/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-sync-sql.h"
#include "sync-fixture.h"

#define THING "{\"code\":\"unit:a\",\"name\":\"Balai\",\"note\":\"lama\"}"

static void
create_many (City       *city,
             Device     *device,
             guint       pushes,
             const char *set)
{
  for (guint i = 0; i < pushes; i++)
    {
      g_autoptr (GPtrArray) mutations = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_mutation_unref);
      g_autoptr (BalaiPushAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      for (int m = 0; m < BALAI_PUSH_MUTATIONS; m++)
        {
          g_autofree char *id = new_id ();

          g_ptr_array_add (mutations, mutate (device, BALAI_MUTATION_CREATE, id, 0, NULL, set));
        }
      answer = try_push (city, device, (BalaiMutation **) mutations->pdata, mutations->len, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (answer->results->len, ==, BALAI_PUSH_MUTATIONS);
    }
}

/* A large city comes in pages, each of whole transactions, and a small page has one at least. */
static void
test_pages (City          *city,
            gconstpointer  data)
{
  const int64_t sizes[] = { 0, 1, 30000 };
  g_autoptr (Device) writer = device_new (city, "a", "unit:a");

  create_many (city, writer, 24, THING);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (Device) reader = device_new (city, "b", "-unit:a");
      gboolean more = TRUE;

      reader->max_bytes = sizes[i];
      for (int n = 0; more; n++)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (BalaiPullAnswer) answer = try_pull (city, city->server, reader, &error);
          const BalaiPullStream *page = balai_pull_answer_get_stream (answer, "unit:a");

          g_assert_no_error (error);
          if (page != NULL)
            {
              g_assert_cmpuint (page->rows->len, <=, BALAI_PULL_ROWS);
              g_assert_cmpuint (page->rows->len % BALAI_PUSH_MUTATIONS, ==, 0);
              g_assert_cmpuint (page->rows->len, >, 0);
              if (sizes[i] == 1)
                g_assert_cmpuint (page->rows->len, ==, BALAI_PUSH_MUTATIONS);
              g_assert_true ((page->digest != NULL) == !page->more);
            }
          more = take_answer (reader, answer);
          g_assert_cmpint (n, <, 30);
        }
      g_assert_cmpuint (count_rows (reader, "unit:a"), ==, 24 * BALAI_PUSH_MUTATIONS);
      /* With nothing new there is nothing to tell. */
      g_assert_cmpint (pull_all (city, city->server, reader), ==, 1);
    }
}

/* However often a record changes, its stream holds it once. */
static void
test_compact (City          *city,
              gconstpointer  data)
{
  g_autoptr (Device) writer = device_new (city, "a", "unit:a"), reader = device_new (city, "b", "-unit:a");
  g_autofree char *id = create (city, writer, THING), *other = create (city, writer, THING);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *base = i == 0 ? g_strdup ("{\"count\":null}") : g_strdup_printf ("{\"count\":%d}", i - 1);
      g_autofree char *set = g_strdup_printf ("{\"count\":%d}", i);

      push_as (city, writer, mutate (writer, BALAI_MUTATION_PATCH, id, i + 1, base, set), BALAI_VERDICT_ACCEPTED, NULL);
    }
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_feed"), ==, 2);
  g_assert_cmpint (number (city, "SELECT seq FROM sync_stream"), ==, 102);
  pull_all (city, city->server, reader);
  g_assert_cmpint (find_row (reader, "unit:a", "thing", id)->rev, ==, 101);
  g_assert_cmpint (find_row (reader, "unit:a", "thing", other)->rev, ==, 1);
  g_assert_cmpstr (find_row (reader, "unit:a", "thing", id)->by, ==, "a");
  g_assert_cmpint (find_row (reader, "unit:a", "thing", id)->at, ==, NOW * G_GINT64_CONSTANT (1000));
}

static void
test_places (City          *city,
             gconstpointer  data)
{
  g_autoptr (Device) a = device_new (city, "a", "unit:a unit:b"), b = device_new (city, "b", "-cal:busy: -unit:b");
  g_autoptr (Device) c = device_new (city, "c", "cal:busy:");
  g_autofree char *id = create (city, a, "{\"code\":\"unit:a\",\"name\":\"Rahasia\",\"status\":\"open\"}");
  g_autofree char *part = new_id (), *set = g_strdup_printf ("{\"amount\":3,\"thing\":\"%s\"}", id);
  BalaiMutation *child = mutate (a, BALAI_MUTATION_CREATE, part, 0, NULL, set);
  const BalaiWireRow *row;

  g_free (child->kind);
  child->kind = g_strdup ("part");
  push_as (city, a, child, BALAI_VERDICT_ACCEPTED, NULL);
  pull_all (city, city->server, a);
  pull_all (city, city->server, b);
  g_assert_cmpuint (count_rows (a, "unit:a"), ==, 2);
  g_assert_cmpuint (count_rows (a, "cal:busy:2026-07"), ==, 0);
  /* That it is taken is told, and nothing else of it. */
  row = find_row (b, "cal:busy:2026-07", "thing", id);
  g_assert_cmpint (row->view, ==, BALAI_VIEW_BUSY);
  g_assert_cmpstr (row->fields, ==, "{}");
  g_assert_null (row->by);
  /* Who may write where it is not at home may not write it. */
  push_as (city, c, mutate (c, BALAI_MUTATION_PATCH, id, 1, "{\"name\":\"Rahasia\"}", "{\"name\":\"X\"}"),
           BALAI_VERDICT_REJECTED, "scope_revoked");

  /* It goes to another office, and what hangs on it goes along. */
  push_as (city, a, mutate (a, BALAI_MUTATION_PATCH, id, 1, "{\"code\":\"unit:a\"}", "{\"code\":\"unit:b\"}"),
           BALAI_VERDICT_ACCEPTED, NULL);
  pull_all (city, city->server, a);
  pull_all (city, city->server, b);
  g_assert_cmpuint (count_rows (a, "unit:a"), ==, 0);
  g_assert_cmpuint (count_rows (a, "unit:b"), ==, 2);
  g_assert_cmpuint (count_rows (b, "unit:b"), ==, 2);
  g_assert_cmpint (find_row (b, "unit:b", "part", part)->rev, ==, 1);

  /* It is no longer taken; and then it is deleted. */
  push_as (city, a, mutate (a, BALAI_MUTATION_PATCH, id, 2, "{\"status\":\"open\"}", "{\"status\":\"done\"}"),
           BALAI_VERDICT_ACCEPTED, NULL);
  pull_all (city, city->server, b);
  g_assert_cmpuint (count_rows (b, "cal:busy:2026-07"), ==, 0);
  push_as (city, a, mutate (a, BALAI_MUTATION_PATCH, id, 3, "{\"status\":\"done\"}", "{\"status\":\"open\"}"),
           BALAI_VERDICT_ACCEPTED, NULL);
  pull_all (city, city->server, b);
  g_assert_cmpuint (count_rows (b, "cal:busy:2026-07"), ==, 1);
  push_as (city, a, mutate (a, BALAI_MUTATION_VOID, id, 4, NULL, NULL), BALAI_VERDICT_ACCEPTED, NULL);
  pull_all (city, city->server, b);
  g_assert_cmpuint (count_rows (b, "cal:busy:2026-07"), ==, 0);
  g_assert_true (find_row (b, "unit:b", "thing", id)->deleted);
  assert_audit (city);
}

/* Rights go: the stream is dropped, and what comes in it later is not told. Rights come back: so does all of it. */
static void
test_rights (City          *city,
             gconstpointer  data)
{
  g_autoptr (Device) a = device_new (city, "a", "unit:a"), b = device_new (city, "b", "-unit:a ref");
  g_autofree char *id = create (city, a, THING), *open = create (city, b, "{\"name\":\"Umum\"}"), *later = NULL;
  g_autoptr (BalaiPullAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  int64_t before;

  pull_all (city, city->server, b);
  g_assert_nonnull (find_row (b, "unit:a", "thing", id));
  before = b->caller->grants_rev;
  balai_sync_server_grant (city->server, b->caller->device, "unit:a", BALAI_SYNC_NONE, &error);
  g_assert_no_error (error);
  later = create (city, a, THING);
  answer = try_pull (city, city->server, b, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->drop[0], ==, "unit:a");
  g_assert_null (answer->drop[1]);
  g_assert_null (answer->add);
  g_assert_null (balai_pull_answer_get_stream (answer, "unit:a"));
  g_assert_cmpint (answer->grants_rev, >, before);
  g_assert_false (take_answer (b, answer));
  g_assert_cmpuint (count_rows (b, "unit:a"), ==, 0);
  g_assert_nonnull (find_row (b, "ref", "thing", open));
  /* What was still typed is kept for the office, and not told of. */
  push_as (city, b, mutate (b, BALAI_MUTATION_PATCH, id, 1, "{\"note\":\"lama\"}", "{\"note\":\"titipan\"}"),
           BALAI_VERDICT_REJECTED, "scope_revoked");
  g_assert_cmpint (number (city, "SELECT count(*) FROM sync_result WHERE body LIKE '%titipan%'"), ==, 1);

  balai_sync_server_grant (city->server, b->caller->device, "unit:", BALAI_SYNC_READ, &error);
  g_assert_no_error (error);
  pull_all (city, city->server, b);
  g_assert_nonnull (find_row (b, "unit:a", "thing", later));
  g_assert_cmpuint (count_rows (b, "unit:a"), ==, 2);
}

static void
test_history_lines (City          *city,
                    gconstpointer  data)
{
  const uint8_t key[32] = { 1, 2, 3 };
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = NULL, *cursor = NULL;
  g_autoptr (BalaiPullAnswer) answer = NULL;
  g_autoptr (BalaiHello) hello = NULL;
  g_autoptr (GError) error = NULL;

  balai_sync_server_set_key (city->server, key);
  id = create (city, device, THING);
  pull_all (city, city->server, device);
  g_assert_nonnull (device->cursor);
  g_assert_no_error (error);
  g_assert_cmpint (pull_all (city, city->server, device), ==, 1);

  /* The database is older than what it has told, and the client can prove it. */
  balai_database_exec (BALAI_DATABASE (city->database), "UPDATE sync_stream SET seq = 0", NULL);
  g_assert_null (try_pull (city, city->server, device, &error));
  g_assert_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_LOST_HISTORY);
  g_clear_error (&error);
  cursor = g_steal_pointer (&device->cursor);
  g_assert_null (try_pull (city, city->server, device, &error));
  g_assert_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_CURSOR);
  g_clear_error (&error);
  balai_database_exec (BALAI_DATABASE (city->database), "UPDATE sync_stream SET seq = 1", NULL);

  balai_sync_server_new_epoch (city->server, &error);
  g_assert_no_error (error);
  hello = balai_sync_server_hello (city->server, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (hello->epoch, !=, city->epoch);
  g_assert_cmpint (hello->now, ==, NOW * G_GINT64_CONSTANT (1000));
  answer = try_pull (city, city->server, device, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer->epoch, ==, hello->epoch);
  g_assert_cmpuint (answer->streams->len, ==, 0);
  g_assert_null (answer->drop);
}

static void
test_want (City          *city,
           gconstpointer  data)
{
  g_autoptr (Device) device = device_new (city, "a", "unit:a");
  g_autofree char *id = create (city, device, THING), *part = new_id ();
  g_autofree char *set = g_strdup_printf ("{\"amount\":3,\"thing\":\"%s\"}", id);
  BalaiMutation *child = mutate (device, BALAI_MUTATION_CREATE, part, 0, NULL, set);
  g_autoptr (BalaiPullRequest) request = balai_pull_request_new (city->epoch, BALAI_PROTO, 1);
  g_autoptr (BalaiPullAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  const BalaiPullStream *page;

  g_free (child->kind);
  child->kind = g_strdup ("part");
  push_as (city, device, child, BALAI_VERDICT_ACCEPTED, NULL);
  balai_pull_request_set_seq (request, "unit:a", 0);
  request->want = g_strdupv ((char *[]) { (char *) "part", NULL });
  answer = balai_sync_server_pull (city->server, device->caller, request, &error);
  g_assert_no_error (error);
  page = balai_pull_answer_get_stream (answer, "unit:a");
  g_assert_cmpuint (page->rows->len, ==, 1);
  g_assert_cmpint (page->next, ==, 2);
  g_assert_null (page->digest);
  request->proto = BALAI_PROTO + 1;
  g_assert_null (balai_sync_server_pull (city->server, device->caller, request, &error));
  g_assert_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_PROTO);
}

/* On an engine that carries many cities, each statement says which. */
static void
test_tenants (City          *city,
              gconstpointer  data)
{
  const BalaiDialect dialect = { "$%d", "BIGINT", "DOUBLE PRECISION", "TEXT COLLATE \"C\"", "", TRUE };
  g_autoptr (BalaiSyncSql) many = balai_sync_sql_new (&dialect, "3273");
  g_autoptr (BalaiSyncSql) one = balai_sync_sql_new (balai_database_get_dialect (BALAI_DATABASE (city->database)),
                                                     "3273");
  const char *text = "CREATE TABLE x ({city T}n {I} NOT NULL, PRIMARY KEY ({city,}n)){;}";
  const char *query = "INSERT INTO x ({city,}n) SELECT {'city',}?1 FROM x WHERE {city=}n = ?12";
  g_autofree char *table = balai_sync_sql_expand (many, text), *statement = balai_sync_sql_expand (many, query);

  g_assert_cmpstr (table, ==, "CREATE TABLE x (city TEXT COLLATE \"C\" NOT NULL, n BIGINT NOT NULL,"
                              " PRIMARY KEY (city, n))");
  g_assert_cmpstr (statement, ==, "INSERT INTO x (city, n) SELECT '3273', $1 FROM x WHERE city = '3273' AND n = $12");
  g_assert_cmpstr (balai_sync_sql_get (one, text), ==, "CREATE TABLE x (n INTEGER NOT NULL, PRIMARY KEY (n)) STRICT");
  g_assert_cmpstr (balai_sync_sql_get (one, query), ==, "INSERT INTO x (n) SELECT ?1 FROM x WHERE n = ?12");
}

#define ADD(name, func) g_test_add ("/sync/pull/" name, City, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("pages", test_pages);
  ADD ("compact", test_compact);
  ADD ("places", test_places);
  ADD ("rights", test_rights);
  ADD ("history-lines", test_history_lines);
  ADD ("want", test_want);
  ADD ("tenants", test_tenants);
  return g_test_run ();
}

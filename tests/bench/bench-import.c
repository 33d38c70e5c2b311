/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* What an import costs beside the least it could: the control parses the same file with libical, runs every recurrence
 * to its end, and inserts the very rows that Balai wrote into tables of the same structure with plain statements. */

#include <libical/ical.h>
#include <math.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "balai-day.h"
#include "balai-ical-import.h"
#include "balai-ical-reader.h"
#include "balai-kinds.h"
#include "balai-registers.h"
#include "balai-repository.h"
#include "balai-sqlite.h"
#include "balai-store.h"
#include "balai-test-folder.h"
#include "bench.h"

#define N_VENUES 60

/* A year of an office: meetings of one or two hours in sixty rooms, every tenth of them weekly for a while. */
static char *
make_calendar (guint n_events)
{
  GString *text = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Balai//Bench//ID\r\n");
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260715);
  static const char *const titles[] = {
    "Rapat koordinasi", "Sosialisasi pajak daerah", "Bimtek aplikasi", "Rapat evaluasi kinerja", "Audiensi warga",
  };

  for (guint i = 0; i < n_events; i++)
    {
      int64_t day = balai_day_from_ymd (2026, 1, 1) + g_rand_int_range (rand, 0, 365);
      int hour = g_rand_int_range (rand, 8, 15), length = g_rand_int_range (rand, 1, 3), y, m, d;

      balai_day_to_ymd (day, &y, &m, &d);
      g_string_append_printf (text,
                              "BEGIN:VEVENT\r\nUID:bench-%u@example.go.id\r\nDTSTAMP:20260101T000000Z\r\n"
                              "DTSTART;TZID=Asia/Jakarta:%04d%02d%02dT%02d0000\r\n"
                              "DTEND;TZID=Asia/Jakarta:%04d%02d%02dT%02d0000\r\n"
                              "SUMMARY:%s %u\r\nLOCATION:Ruang %d\r\nDESCRIPTION:Undangan nomor %u\\, mohon hadir "
                              "tepat waktu\r\nSTATUS:CONFIRMED\r\nX-OFFICE-NUMBER:%u\r\n",
                              i, y, m, d, hour, y, m, d, hour + length, titles[i % G_N_ELEMENTS (titles)], i,
                              g_rand_int_range (rand, 1, N_VENUES + 1), i, i);
      if (i % 10 == 0)
        g_string_append_printf (text, "RRULE:FREQ=WEEKLY;COUNT=%d\r\n", g_rand_int_range (rand, 8, 52));
      g_string_append (text, "END:VEVENT\r\n");
    }
  g_string_append (text, "END:VCALENDAR\r\n");
  return g_string_free (text, FALSE);
}

static BalaiRepository *
open_repository (const char     *path,
                 BalaiRegistry  *registry,
                 BalaiSqlite   **database)
{
  g_autoptr (GError) error = NULL;
  BalaiRepository *repository;

  *database = balai_sqlite_open (path, BALAI_SQLITE_WRITER, &error);
  g_assert_no_error (error);
  repository = balai_repository_new (BALAI_DATABASE (*database), registry, balai_clock_system ());
  balai_repository_migrate (repository, &error);
  g_assert_no_error (error);
  return repository;
}

static void
add_venues (BalaiRepository *repository)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("venues", BALAI_BATCH_NO_UNDO);
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= N_VENUES; i++)
    {
      g_autoptr (BalaiRecord) venue = balai_record_new (&balai_venue_kind);
      g_autofree char *name = g_strdup_printf ("Ruang %d", i);

      balai_record_set_text (venue, BALAI_VENUE_NAME, name);
      balai_batch_put (batch, venue);
    }
  balai_repository_apply (repository, batch, NULL, &error);
  g_assert_no_error (error);
}

static gboolean
import (BalaiRepository  *repository,
        const char       *text,
        GError          **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_free);
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autoptr (BalaiBatch) batch = NULL;
  BalaiImportOptions options = { 0 };

  g_ptr_array_add (files, balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA)));
  plan = balai_import_plan_new (repository, files, &options, NULL, NULL, NULL, error);
  if (plan == NULL)
    return FALSE;
  batch = balai_import_plan_to_batch (plan, "import");
  return balai_repository_apply (repository, batch, NULL, error);
}

/* Rows as they were written, to be written again. */
typedef struct
{
  char          *insert;
  int            n_columns;
  GPtrArray     *values; /* (element-type sqlite3_value) row after row */
} Table;

static void
table_free (gpointer data)
{
  Table *table = data;

  for (guint i = 0; i < table->values->len; i++)
    sqlite3_value_free (table->values->pdata[i]);
  g_ptr_array_unref (table->values);
  g_free (table->insert);
  g_free (table);
}

static GPtrArray *
read_tables (const char *path)
{
  GPtrArray *tables = g_ptr_array_new_with_free_func (table_free);
  sqlite3 *db;
  sqlite3_stmt *names;

  g_assert_cmpint (sqlite3_open_v2 (path, &db, SQLITE_OPEN_READONLY, NULL), ==, SQLITE_OK);
  sqlite3_prepare_v2 (db,
                      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search_%'"
                      " AND name NOT LIKE 'sqlite_%' AND name NOT IN ('search', 'venue', 'schema_step', 'setting')"
                      " UNION ALL SELECT 'search_text'",
                      -1, &names, NULL);
  while (sqlite3_step (names) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (names, 0);
      gboolean is_search = strcmp (name, "search_text") == 0;
      g_autofree char *sql = g_strdup_printf ("SELECT %s* FROM \"%s\"%s", is_search ? "" : "rowid, ", name,
                                              is_search ? " WHERE kind <> 'venue'" : "");
      g_autoptr (GString) insert = g_string_new (NULL);
      Table *table = g_new0 (Table, 1);
      sqlite3_stmt *rows;

      table->values = g_ptr_array_new ();
      g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &rows, NULL), ==, SQLITE_OK);
      table->n_columns = sqlite3_column_count (rows);
      g_string_append_printf (insert, "INSERT INTO \"%s\" (", name);
      for (int c = 0; c < table->n_columns; c++)
        g_string_append_printf (insert, "%s\"%s\"", c > 0 ? ", " : "",
                                c == 0 && !is_search ? "rowid" : sqlite3_column_name (rows, c));
      g_string_append (insert, ") VALUES (");
      for (int c = 0; c < table->n_columns; c++)
        g_string_append_printf (insert, "%s?%d", c > 0 ? ", " : "", c + 1);
      g_string_append_c (insert, ')');
      table->insert = g_string_free (g_steal_pointer (&insert), FALSE);
      while (sqlite3_step (rows) == SQLITE_ROW)
        for (int c = 0; c < table->n_columns; c++)
          g_ptr_array_add (table->values, sqlite3_value_dup (sqlite3_column_value (rows, c)));
      sqlite3_finalize (rows);
      if (table->values->len > 0)
        g_ptr_array_add (tables, table);
      else
        table_free (table);
    }
  sqlite3_finalize (names);
  sqlite3_close (db);
  return tables;
}

static guint
parse_and_expand (const char *text)
{
  icalcomponent *calendar = icalparser_parse_string (text);
  guint n = 0;

  for (icalcomponent *event = icalcomponent_get_first_component (calendar, ICAL_VEVENT_COMPONENT); event != NULL;
       event = icalcomponent_get_next_component (calendar, ICAL_VEVENT_COMPONENT))
    {
      icalproperty *rule = icalcomponent_get_first_property (event, ICAL_RRULE_PROPERTY);
      icalrecur_iterator *iterator;

      n++;
      if (rule == NULL)
        continue;
      iterator = icalrecur_iterator_new (icalproperty_get_rrule (rule), icalcomponent_get_dtstart (event));
      while (!icaltime_is_null_time (icalrecur_iterator_next (iterator)))
        n++;
      icalrecur_iterator_free (iterator);
    }
  icalcomponent_free (calendar);
  return n;
}

typedef struct
{
  const char    *text;
  BalaiRegistry *registry;
  char          *path;
  GPtrArray     *tables;
} Job;

/* Files of their own for every run, ready before the clock starts. */
static void
prepare (Job *job)
{
  g_autoptr (BalaiSqlite) database = NULL;
  g_autoptr (BalaiRepository) repository = NULL;
  static const char *const ends[] = { "", "-wal", "-shm" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autofree char *name = g_strconcat (job->path, ends[i], NULL);

      remove (name);
    }
  repository = open_repository (job->path, job->registry, &database);
  add_venues (repository);
}

static double
run_ours (Job *job)
{
  g_autoptr (BalaiSqlite) database = NULL;
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GError) error = NULL;
  double start;

  prepare (job);
  repository = open_repository (job->path, job->registry, &database);
  start = balai_bench_cpu ();
  import (repository, job->text, &error);
  g_assert_no_error (error);
  return balai_bench_cpu () - start;
}

static double
run_control (Job *job)
{
  sqlite3 *db;
  double start;

  prepare (job);
  g_assert_cmpint (sqlite3_open_v2 (job->path, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16384;"
                    "PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000", NULL, NULL, NULL);
  start = balai_bench_cpu ();
  g_assert_cmpuint (parse_and_expand (job->text), >, 0);
  sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  for (guint t = 0; t < job->tables->len; t++)
    {
      const Table *table = job->tables->pdata[t];
      gboolean is_search = strstr (table->insert, "\"search_text\"") != NULL;
      sqlite3_stmt *stmt, *index = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (db, table->insert, -1, &stmt, NULL), ==, SQLITE_OK);
      if (is_search)
        sqlite3_prepare_v2 (db, "INSERT INTO search (rowid, text) VALUES (?1, ?2)", -1, &index, NULL);
      for (guint v = 0; v < table->values->len; v += (guint) table->n_columns)
        {
          for (int c = 0; c < table->n_columns; c++)
            sqlite3_bind_value (stmt, c + 1, table->values->pdata[v + (guint) c]);
          g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_DONE);
          sqlite3_reset (stmt);
          if (is_search)
            {
              sqlite3_bind_value (index, 1, table->values->pdata[v]);
              sqlite3_bind_value (index, 2, table->values->pdata[v + 3]);
              g_assert_cmpint (sqlite3_step (index), ==, SQLITE_DONE);
              sqlite3_reset (index);
            }
        }
      sqlite3_finalize (stmt);
      sqlite3_finalize (index);
    }
  g_assert_cmpint (sqlite3_exec (db, "COMMIT", NULL, NULL, NULL), ==, SQLITE_OK);
  start = balai_bench_cpu () - start;
  sqlite3_close (db);
  return start;
}

static void
measure (BalaiTestFolder *folder,
         BalaiRegistry   *registry,
         guint            n_events,
         int              n_runs,
         double          *ours,
         double          *control)
{
  g_autofree char *text = make_calendar (n_events);
  g_autofree char *our_path = balai_test_folder_build (folder, "ours.db");
  g_autofree char *control_path = balai_test_folder_build (folder, "control.db");
  g_autofree double *our_times = g_new0 (double, n_runs), *control_times = g_new0 (double, n_runs);
  Job our_job = { text, registry, our_path, NULL };
  Job control_job = { text, registry, control_path, NULL };

  run_ours (&our_job);
  control_job.tables = read_tables (our_path);
  for (int i = 0; i < n_runs; i++)
    {
      our_times[i] = run_ours (&our_job);
      control_times[i] = run_control (&control_job);
    }
  *ours = balai_bench_median (our_times, (size_t) n_runs);
  *control = balai_bench_median (control_times, (size_t) n_runs);
  g_ptr_array_unref (control_job.tables);
}

/* The main loop beats on while the store imports: how much of its thread's time one turn takes. */
typedef struct
{
  GMainLoop *loop;
  GArray    *turns; /* (element-type gdouble): seconds of the thread's CPU between two polls */
  double     last;
  int        beats_left;
  GPollFunc  poll;
  gboolean   done;
} Heart;

static Heart heart;

static int
beating_poll (GPollFD *fds,
              guint    n_fds,
              int      timeout)
{
  double turn = balai_bench_cpu () - heart.last;
  int n;

  g_array_append_val (heart.turns, turn);
  n = heart.poll (fds, n_fds, timeout);
  heart.last = balai_bench_cpu ();
  return n;
}

static gboolean
beat (gpointer data)
{
  if (heart.beats_left > 0 && --heart.beats_left == 0)
    g_main_loop_quit (heart.loop);
  return G_SOURCE_CONTINUE;
}

static gpointer
import_in_store (BalaiRepository  *repository,
                 gpointer          data,
                 GCancellable     *cancellable,
                 GError          **error)
{
  add_venues (repository);
  return GINT_TO_POINTER (import (repository, data, error));
}

static void
imported (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  g_autoptr (GError) error = NULL;

  balai_store_write_finish (BALAI_STORE (source), result, &error);
  g_assert_no_error (error);
  g_main_loop_quit (heart.loop);
}

static void
opened (GObject      *source,
        GAsyncResult *result,
        gpointer      data)
{
  g_autoptr (GError) error = NULL;

  balai_store_open_finish (BALAI_STORE (source), result, &error);
  g_assert_no_error (error);
  balai_store_write_async (BALAI_STORE (source), import_in_store, data, NULL, NULL, NULL, imported, NULL);
}

static double
longest_turn (void)
{
  double turn = balai_bench_nth ((gpointer) heart.turns->data, heart.turns->len, 0.999);

  g_array_set_size (heart.turns, 0);
  return turn;
}

static void
measure_heart (BalaiBench      *bench,
               BalaiTestFolder *folder,
               BalaiRegistry   *registry)
{
  g_autofree char *path = balai_test_folder_build (folder, "store");
  g_autofree char *text = make_calendar (10000);
  g_autoptr (BalaiStore) store = balai_store_new (path, registry, balai_clock_system ());
  double idle, busy;
  guint source;

  heart.loop = g_main_loop_new (NULL, FALSE);
  heart.turns = g_array_new (FALSE, FALSE, sizeof (double));
  heart.poll = g_main_context_get_poll_func (NULL);
  heart.last = balai_bench_cpu ();
  g_main_context_set_poll_func (NULL, beating_poll);
  source = g_timeout_add (2, beat, NULL);

  heart.beats_left = 500;
  g_main_loop_run (heart.loop);
  idle = longest_turn ();
  balai_store_open_async (store, opened, text);
  g_main_loop_run (heart.loop);
  busy = longest_turn ();

  g_source_remove (source);
  g_main_context_set_poll_func (NULL, heart.poll);
  balai_store_close (store);
  balai_bench_figure (bench, "main loop, idle: longest turn (p99.9)", idle);
  balai_bench_gate (bench, "import, longest turn of the main loop (p99.9), against 16 ms", busy, 0.016,
                    BALAI_BENCH_AT_MOST, 1.0);
  g_array_unref (heart.turns);
  g_main_loop_unref (heart.loop);
}

int
main (int    argc,
      char **argv)
{
  BalaiBench *bench = balai_bench_new ("Import of a calendar file");
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();
  double ours, control, our_many, control_many;

  measure (folder, registry, 10000, 15, &ours, &control);
  balai_bench_gate (bench, "import of 10,000 events, every tenth a series", ours, control, BALAI_BENCH_AT_MOST, 1.8);
  measure (folder, registry, 100000, 5, &our_many, &control_many);
  balai_bench_growth (bench, "import, growth from 10,000 to 100,000 events", our_many / ours,
                      control_many / control, 1.2);
  measure_heart (bench, folder, registry);
  return balai_bench_finish (bench);
}

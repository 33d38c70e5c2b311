/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "balai-sqlite.h"
#include "balai-store-folder.h"
#include "balai-store.h"
#include "balai-test-thing.h"
#include "balai-test.h"

/* A child works through a list of steps that its number alone decides, and tells each once it is kept; it is killed
 * somewhere, and what lies in the file must be what the steps up to the last make, no more and no less.
 *
 * BALAI_TEST_KILLS says how often (200; 2000 with BALAI_TEST_LONG). Where the power goes as well, the end of the log
 * may be missing, empty or wrong: BALAI_TEST_CUTS (200; 3000). */

#define IMPORTED 60

/* Step by step, over and over: some are made; many are imported; the import is undone; those made are deleted. */
enum
{
  MAKE = 1,
  IMPORT = 2,
  UNDO = 3,
  DELETE = 0,
};

static int
step_kind (int64_t step)
{
  return (int) (step % 4);
}

static int
made_by (int64_t step)
{
  return step_kind (step) == MAKE ? 1 + (int) (step % 7) : step_kind (step) == IMPORT ? IMPORTED : 0;
}

static int
alive_of (int64_t step,
          int64_t last)
{
  if (step_kind (step) == MAKE)
    return last < step + 3 ? made_by (step) : 0;
  if (step_kind (step) == IMPORT)
    return last < step + 1 ? made_by (step) : 0;
  return 0;
}

static GPtrArray *
things_of (BalaiRepository  *repository,
           int64_t           step,
           GError          **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_thing_kind);

  balai_query_where_int (query, BALAI_THING_COUNT, BALAI_EQUAL, step);
  return balai_repository_list (repository, query, error);
}

static gboolean
do_step (BalaiRepository  *repository,
         int64_t           step,
         GError          **error)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("step", step_kind (step) == IMPORT ? BALAI_BATCH_IMPORT : 0);
  g_autoptr (GPtrArray) old = NULL;
  g_autoptr (BalaiUndone) undone = NULL;

  if (step_kind (step) == UNDO)
    return balai_repository_undo (repository, 0, &undone, NULL, error);
  for (int i = 0; i < made_by (step); i++)
    {
      g_autofree char *name = g_strdup_printf ("Rapat %d", i);
      g_autoptr (BalaiThing) thing = balai_test_thing_new (name);

      balai_record_set_int ((BalaiRecord *) thing, BALAI_THING_COUNT, step);
      balai_batch_put (batch, (BalaiRecord *) thing);
    }
  if (step_kind (step) == DELETE)
    {
      if ((old = things_of (repository, step - 3, error)) == NULL)
        return FALSE;
      for (guint i = 0; i < old->len; i++)
        balai_batch_delete (batch, old->pdata[i]);
    }
  return balai_repository_apply (repository, batch, NULL, error);
}

static int64_t
last_step (BalaiRepository *repository)
{
  g_autoptr (GError) error = NULL;
  int64_t step;

  balai_database_get_integer (balai_repository_get_database (repository), "SELECT max (n) FROM batch", &step, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  return step;
}

static void
report (int64_t step)
{
  char line[32];
  int length = g_snprintf (line, sizeof line, "%" G_GINT64_FORMAT "\n", step);

  if (write (STDOUT_FILENO, line, (size_t) length) != length)
    exit (2);
}

static gpointer
write_step (BalaiRepository  *repository,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  int64_t step = last_step (repository) + 1;

  if (do_step (repository, step, error))
    report (step);
  return NULL;
}

static void
on_written (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  g_autoptr (GError) error = NULL;

  balai_store_write_finish (BALAI_STORE (source), result, &error);
  if (error != NULL)
    g_error ("%s", error->message);
  balai_store_write_async (BALAI_STORE (source), write_step, NULL, NULL, NULL, NULL, on_written, NULL);
}

static int
be_child (const char *path,
          gboolean    with_store)
{
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GError) error = NULL;

  if (with_store)
    {
      g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
      BalaiStore *store = balai_store_new (path, registry, balai_clock_system ());

      balai_store_open_async (store, NULL, NULL);
      balai_store_write_async (store, write_step, NULL, NULL, NULL, NULL, on_written, NULL);
      g_main_loop_run (loop);
    }
  repository = balai_store_folder_open (path, registry, balai_clock_system (), TRUE, &error);
  if (repository == NULL)
    g_error ("%s", error->message);
  while (error == NULL)
    {
      int64_t step = last_step (repository) + 1;

      if (do_step (repository, step, &error))
        report (step);
    }
  g_printerr ("%s\n", error->message);
  return 1;
}

/* Returns the last step that the child has told. */
static int64_t
run_and_kill (const char *program,
              const char *path,
              gboolean    with_store,
              GRand      *rand)
{
  const char *argv[] = { program, with_store ? "--store" : "--repository", path, NULL };
  g_autoptr (GError) error = NULL;
  int lines = g_rand_int_range (rand, 0, 8), seen = 0, output, status;
  int64_t last = 0;
  char *line = NULL;
  size_t size = 0;
  GPid child;
  FILE *pipe;

  g_spawn_async_with_pipes (NULL, (char **) argv, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child, NULL, &output,
                            NULL, &error);
  g_assert_no_error (error);
  pipe = fdopen (output, "r");
  while (seen < lines && getline (&line, &size, pipe) > 0)
    {
      last = g_ascii_strtoll (line, NULL, 10);
      seen++;
    }
  /* Where it happens to be by then: also before it has opened the file. */
  g_usleep ((gulong) g_rand_int_range (rand, 0, lines == 0 ? 20000 : 3000));
  kill (child, SIGKILL);
  while (getline (&line, &size, pipe) > 0)
    last = g_ascii_strtoll (line, NULL, 10);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  /* It died of the kill, not of a mistake. */
  g_assert_true (WIFSIGNALED (status));
  g_assert_cmpint (WTERMSIG (status), ==, SIGKILL);
  g_spawn_close_pid (child);
  fclose (pipe);
  free (line);
  return last;
}

static int64_t
number (BalaiRepository *repository,
        const char      *sql)
{
  g_autoptr (GError) error = NULL;
  int64_t value;

  balai_database_get_integer (balai_repository_get_database (repository), sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* @least: the last step that must be there; @most: the last that can be */
static int64_t
check_folder (const char *path,
              int64_t     least,
              int64_t     most)
{
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRepository) repository =
    balai_store_folder_open (path, registry, balai_clock_system (), TRUE, &error);
  int64_t last, alive = 0, made = 0;

  g_assert_no_error (error);
  balai_sqlite_check (BALAI_SQLITE (balai_repository_get_database (repository)), FALSE, &error);
  g_assert_no_error (error);

  last = last_step (repository);
  g_assert_cmpint (last, >=, least);
  g_assert_cmpint (last, <=, most);
  for (int64_t step = 1; step <= last; step++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM thing WHERE deleted_at IS NULL AND count = %"
                                              G_GINT64_FORMAT, step);

      g_assert_cmpint (number (repository, sql), ==, alive_of (step, last));
      alive += alive_of (step, last);
      made += made_by (step);
    }
  g_assert_cmpint (number (repository, "SELECT count(*) FROM thing"), ==, made);
  g_assert_cmpint (number (repository, "SELECT count(*) FROM search_text"), ==, alive);
  balai_database_exec (balai_repository_get_database (repository),
                       "INSERT INTO search (search) VALUES ('integrity-check')", &error);
  g_assert_no_error (error);
  return last;
}

static const char *program;

static void
test_kill (void)
{
  const char *asked = g_getenv ("BALAI_TEST_KILLS");
  int kills = asked ? atoi (asked) : g_getenv ("BALAI_TEST_LONG") ? 2000 : 200;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (BalaiTestFolder) folder = NULL;
  int64_t last = 0, steps = 0;

  for (int i = 0; i < kills; i++)
    {
      g_autofree char *path = NULL;
      int64_t told;

      /* A new folder now and then, so that kills meet the first opening too. */
      if (i % 10 == 0)
        {
          g_clear_pointer (&folder, balai_test_folder_free);
          folder = balai_test_folder_new ();
          steps += last;
          last = 0;
        }
      path = balai_test_folder_build (folder, "data");
      told = run_and_kill (program, path, i % 2, rand);
      told = MAX (told, last);
      /* All that was told, and at most the one step that was kept and not told any more. */
      last = check_folder (path, told, told + 1);
    }
  g_test_message ("%d kills, %d steps kept", kills, (int) (steps + last));
  g_assert_cmpint (steps + last, >, kills);
}

#define N_LOGGED 41

static void
write_file (const char *folder,
            const char *name,
            const char *contents,
            gsize       length)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

/* Whatever becomes of the log from some place on, the steps before it are there, whole, and nothing of those after. */
static void
test_cut (void)
{
  const char *asked = g_getenv ("BALAI_TEST_CUTS");
  int cuts = asked ? atoi (asked) : g_getenv ("BALAI_TEST_LONG") ? 3000 : 200;
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *path = balai_test_folder_build (folder, "data");
  g_autofree char *file_path = g_build_filename (path, "balai.db", NULL);
  g_autofree char *log_path = g_strconcat (file_path, "-wal", NULL), *file = NULL, *log = NULL;
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GError) error = NULL;
  gsize length, log_length;
  int64_t earliest = N_LOGGED, latest = 0;

  repository = balai_store_folder_open (path, registry, balai_clock_system (), TRUE, &error);
  g_assert_no_error (error);
  for (int64_t step = 1; step <= N_LOGGED; step++)
    {
      do_step (repository, step, &error);
      g_assert_no_error (error);
    }
  g_assert_true (g_file_get_contents (file_path, &file, &length, NULL));
  g_assert_true (g_file_get_contents (log_path, &log, &log_length, NULL));
  g_clear_object (&repository);

  for (int i = 0; i < cuts; i++)
    {
      g_autoptr (BalaiTestFolder) after = balai_test_folder_new ();
      g_autofree char *data = balai_test_folder_build (after, "data"), *rest = g_memdup2 (log, log_length);
      gsize at = (gsize) g_rand_double_range (rand, 0, (double) log_length), kept = log_length;
      int64_t last;

      g_assert_cmpint (g_mkdir (data, 0700), ==, 0);
      if (i % 3 == 0)
        kept = at;
      else if (i % 3 == 1)
        memset (rest + at, 0, log_length - at);
      else
        rest[at] ^= (char) (1 << g_rand_int_range (rand, 0, 8));
      write_file (data, "balai.db", file, length);
      write_file (data, "balai.db-wal", rest, kept);
      last = check_folder (data, 0, N_LOGGED);
      earliest = MIN (earliest, last);
      latest = MAX (latest, last);
    }
  g_test_message ("%d cuts, from %d to %d steps kept", cuts, (int) earliest, (int) latest);
  g_assert_cmpint (earliest, <, N_LOGGED / 4);
  g_assert_cmpint (latest, >, N_LOGGED * 3 / 4);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && (g_str_equal (argv[1], "--store") || g_str_equal (argv[1], "--repository")))
    return be_child (argv[2], g_str_equal (argv[1], "--store"));

  balai_test_init (&argc, &argv);
  program = argv[0];

  g_test_add_func ("/record/crash/kill", test_kill);
  g_test_add_func ("/record/crash/cut", test_cut);

  return g_test_run ();
}

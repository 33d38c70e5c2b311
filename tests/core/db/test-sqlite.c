/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-sqlite.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "balai-test.h"

static void
run (gpointer    database,
     const char *sql)
{
  g_autoptr (GError) error = NULL;

  balai_database_exec (database, sql, &error);
  g_assert_no_error (error);
}

static int64_t
number (gpointer    database,
        const char *sql)
{
  g_autoptr (GError) error = NULL;
  int64_t value;

  balai_database_get_integer (database, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static BalaiDatabase *
memory (void)
{
  g_autoptr (GError) error = NULL;
  BalaiSqlite *database = balai_sqlite_open_memory (&error);

  g_assert_no_error (error);
  run (database, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT");
  return BALAI_DATABASE (database);
}

static BalaiSqlite *
writer (const char *path)
{
  g_autoptr (GError) error = NULL;
  BalaiSqlite *database = balai_sqlite_open (path, BALAI_SQLITE_WRITER, &error);

  g_assert_no_error (error);
  return database;
}

static void
test_statement (void)
{
  g_autoptr (BalaiDatabase) database = memory ();
  g_autoptr (GError) error = NULL;
  BalaiStatement *insert, *again, *other;

  insert = balai_database_get (database, "INSERT INTO t (a, b) VALUES (?1, ?2)", &error);
  g_assert_no_error (error);
  balai_statement_bind_int (insert, 1, G_MAXINT64);
  balai_statement_bind_text (insert, 2, "é");
  /* One that is at work is not given out twice. */
  g_assert_null (balai_database_get (database, "INSERT INTO t (a, b) VALUES (?1, ?2)", &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_true (balai_statement_run (insert, &error));
  g_assert_cmpint (balai_database_changes (database), ==, 1);

  /* It is the same one, with nothing bound. */
  again = balai_database_get (database, "INSERT INTO t (a, b) VALUES (?1, ?2)", &error);
  g_assert_true (again == insert);
  balai_statement_bind_int (again, 1, 1);
  g_assert_true (balai_statement_run (again, &error));

  other = balai_database_get (database, "SELECT a, b FROM t ORDER BY a", &error);
  g_assert_cmpint (balai_statement_step (other, &error), ==, BALAI_STEP_ROW);
  g_assert_cmpint (balai_statement_int (other, 0), ==, 1);
  g_assert_true (balai_statement_is_null (other, 1));
  g_assert_null (balai_statement_text (other, 1));
  g_assert_cmpint (balai_statement_step (other, &error), ==, BALAI_STEP_ROW);
  g_assert_cmpint (balai_statement_int (other, 0), ==, G_MAXINT64);
  g_assert_cmpstr (balai_statement_text (other, 1), ==, "é");
  g_assert_cmpint (balai_statement_step (other, &error), ==, BALAI_STEP_DONE);
  balai_statement_done (other);

  g_assert_null (balai_database_get (database, "SELECT nothing FROM nowhere", &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FAILED);
}

/* However many statements there are, few are kept, and never one that is at work is lost. */
static void
test_statements_kept (void)
{
  g_autoptr (BalaiDatabase) database = memory ();
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiStatement) kept = balai_database_get (database, "SELECT 42", &error);

  g_assert_cmpint (balai_statement_step (kept, &error), ==, BALAI_STEP_ROW);
  for (int i = 0; i < 2000; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %d", i + 1000);

      g_assert_cmpint (number (database, sql), ==, i + 1000);
    }
  g_assert_cmpint (balai_statement_int (kept, 0), ==, 42);
}

static void
test_transaction (void)
{
  g_autoptr (BalaiDatabase) database = memory ();
  g_autoptr (GError) error = NULL;

  g_assert_true (balai_database_begin (database, &error));
  run (database, "INSERT INTO t (a) VALUES (1)");
  g_assert_true (balai_database_commit (database, &error));
  g_assert_cmpint (number (database, "SELECT count(*) FROM t"), ==, 1);

  g_assert_true (balai_database_begin (database, &error));
  run (database, "INSERT INTO t (a) VALUES (2)");
  balai_database_rollback (database);
  g_assert_cmpint (number (database, "SELECT count(*) FROM t"), ==, 1);

  /* An inner one is part of the outer. */
  g_assert_true (balai_database_begin (database, &error));
  g_assert_true (balai_database_begin (database, &error));
  run (database, "INSERT INTO t (a) VALUES (3)");
  g_assert_true (balai_database_commit (database, &error));
  balai_database_rollback (database);
  g_assert_cmpint (number (database, "SELECT count(*) FROM t"), ==, 1);

  /* When the inner one is taken back, the outer cannot be kept, whatever comes after. */
  g_assert_true (balai_database_begin (database, &error));
  run (database, "INSERT INTO t (a) VALUES (4)");
  g_assert_true (balai_database_begin (database, &error));
  balai_database_rollback (database);
  g_assert_true (balai_database_begin (database, &error));
  run (database, "INSERT INTO t (a) VALUES (5)");
  g_assert_true (balai_database_commit (database, &error));
  g_assert_false (balai_database_commit (database, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (number (database, "SELECT count(*) FROM t"), ==, 1);

  /* And afterwards all is as ever. */
  g_assert_true (balai_database_begin (database, &error));
  run (database, "INSERT INTO t (a) VALUES (6)");
  g_assert_true (balai_database_commit (database, &error));
  g_assert_cmpint (number (database, "SELECT count(*) FROM t"), ==, 2);
}

static gboolean
fill (BalaiDatabase  *database,
      int             rows,
      GError        **error)
{
  for (int i = 0; i < rows; i++)
    if (!balai_database_exec (database, "INSERT INTO t (b) VALUES (hex (randomblob (2000)))", error))
      return FALSE;
  return TRUE;
}

/* On a full disk the engine ends the transaction by itself. What came after would be kept outside of any. */
/* What a savepoint takes back is gone with the failure of what was begun inside; the rest can be kept. */
static void
test_savepoint (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiSqlite) sqlite = balai_sqlite_open_memory (&error);
  BalaiDatabase *database = BALAI_DATABASE (sqlite);
  int64_t sum;

  g_assert_no_error (error);
  g_assert_true (balai_database_exec (database, "CREATE TABLE t (n INTEGER) STRICT", &error));
  g_assert_true (balai_database_begin (database, &error));
  g_assert_true (balai_database_exec (database, "INSERT INTO t VALUES (1)", &error));
  g_assert_true (balai_database_set_savepoint (database, &error));
  g_assert_true (balai_database_exec (database, "INSERT INTO t VALUES (2)", &error));
  g_assert_true (balai_database_set_savepoint (database, &error));
  g_assert_true (balai_database_begin (database, &error));
  g_assert_true (balai_database_exec (database, "INSERT INTO t VALUES (4)", &error));
  balai_database_rollback (database);
  g_assert_true (balai_database_rollback_to_savepoint (database, &error));
  g_assert_true (balai_database_release (database, &error));
  g_assert_true (balai_database_set_savepoint (database, &error));
  g_assert_true (balai_database_begin (database, &error));
  g_assert_true (balai_database_exec (database, "INSERT INTO t VALUES (8)", &error));
  /* Left open inside: it is forgotten as well. */
  g_assert_true (balai_database_rollback_to_savepoint (database, &error));
  g_assert_true (balai_database_commit (database, &error));
  g_assert_no_error (error);
  g_assert_true (balai_database_get_integer (database, "SELECT sum (n) FROM t", &sum, &error));
  g_assert_cmpint (sum, ==, 3);

  /* A failure outside of any savepoint still loses the whole. */
  g_assert_true (balai_database_begin (database, &error));
  g_assert_true (balai_database_begin (database, &error));
  balai_database_rollback (database);
  g_assert_true (balai_database_set_savepoint (database, &error));
  g_assert_true (balai_database_rollback_to_savepoint (database, &error));
  g_assert_false (balai_database_commit (database, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FAILED);
}

static void
test_full (void)
{
  g_autoptr (BalaiDatabase) database = memory ();
  g_autoptr (GError) error = NULL;

  run (database, "PRAGMA max_page_count = 60");
  g_assert_true (balai_database_begin (database, &error));
  g_assert_true (balai_database_begin (database, &error));
  g_assert_false (fill (database, 100, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FULL);
  g_clear_error (&error);
  if (!balai_database_exec (database, "INSERT INTO t (b) VALUES ('a')", &error))
    g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FAILED);
  g_clear_error (&error);
  balai_database_rollback (database);
  g_assert_false (balai_database_commit (database, NULL));
  g_assert_cmpint (number (database, "SELECT count(*) FROM t"), ==, 0);
}

static void
test_ended_by_engine (void)
{
  g_autoptr (BalaiDatabase) database = memory ();
  g_autoptr (GError) error = NULL;

  g_assert_true (balai_database_begin (database, &error));
  run (database, "INSERT INTO t (a) VALUES (1)");
  g_assert_false (balai_database_exec (database, "INSERT OR ROLLBACK INTO t (a) VALUES (1)", &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);

  g_assert_false (balai_database_exec (database, "INSERT INTO t (a) VALUES (2)", &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (balai_database_get (database, "SELECT 1", &error));
  g_clear_error (&error);
  g_assert_false (balai_database_commit (database, &error));
  g_clear_error (&error);
  g_assert_cmpint (number (database, "SELECT count(*) FROM t"), ==, 0);
}

static void
test_columns (void)
{
  g_autoptr (BalaiDatabase) database = memory ();
  g_autoptr (GPtrArray) columns = balai_database_list_columns (database, "t", NULL);
  g_autoptr (GPtrArray) none = balai_database_list_columns (database, "nothing", NULL);

  g_assert_cmpuint (columns->len, ==, 2);
  g_assert_cmpstr (columns->pdata[1], ==, "b");
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_file (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *path = balai_test_folder_build (folder, "a.db"), *log = g_strconcat (path, "-wal", NULL);
  g_autoptr (BalaiSqlite) one = writer (path), two = NULL;
  g_autoptr (GError) error = NULL;
  struct stat info;

  run (one, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT; INSERT INTO t (a) VALUES (1)");
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_cmpint (stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);

  /* A reader sees what was kept, and changes nothing. */
  two = balai_sqlite_open (path, BALAI_SQLITE_READER, &error);
  g_assert_no_error (error);
  g_assert_cmpint (number (two, "SELECT count(*) FROM t"), ==, 1);
  g_assert_false (balai_database_exec (BALAI_DATABASE (two), "INSERT INTO t (a) VALUES (2)", &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_READ_ONLY);
  g_clear_error (&error);

  /* The writer does not wait for it, nor it for the writer. */
  run (two, "BEGIN");
  g_assert_cmpint (number (two, "SELECT count(*) FROM t"), ==, 1);
  g_assert_true (balai_database_begin (BALAI_DATABASE (one), &error));
  run (one, "INSERT INTO t (a) VALUES (2)");
  g_assert_true (balai_database_commit (BALAI_DATABASE (one), &error));
  g_assert_cmpint (number (two, "SELECT count(*) FROM t"), ==, 1);
  g_assert_false (balai_sqlite_checkpoint (one, TRUE, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_BUSY);
  g_clear_error (&error);
  run (two, "COMMIT");
  g_assert_cmpint (number (two, "SELECT count(*) FROM t"), ==, 2);

  g_assert_true (balai_sqlite_checkpoint (one, TRUE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
}

static void
test_backup (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *path = balai_test_folder_build (folder, "a.db"), *copy = balai_test_folder_build (folder, "b.db");
  g_autofree char *partial = balai_test_folder_build (folder, "b.db.part");
  g_autoptr (BalaiSqlite) database = writer (path), reader = NULL, back = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  struct stat info;

  run (database, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT");
  g_assert_true (fill (BALAI_DATABASE (database), 100, &error));
  /* A file that is there is replaced, and a piece of an earlier try is no hindrance. */
  g_file_set_contents (copy, "x", 1, NULL);
  g_file_set_contents (partial, "x", 1, NULL);

  reader = balai_sqlite_open (path, BALAI_SQLITE_READER, &error);
  g_assert_true (balai_sqlite_backup (reader, copy, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (stat (copy, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  back = balai_sqlite_open (copy, BALAI_SQLITE_READER, &error);
  g_assert_cmpint (number (back, "SELECT count(*) FROM t"), ==, 100);
  g_assert_true (balai_sqlite_check (back, FALSE, &error));

  /* The writer copies too, and goes on afterwards. */
  g_assert_true (balai_sqlite_backup (database, copy, NULL, &error));
  g_assert_true (fill (BALAI_DATABASE (database), 1, &error));

  g_cancellable_cancel (cancellable);
  run (database, "DELETE FROM t");
  g_assert_true (fill (BALAI_DATABASE (database), 2000, &error));
  g_assert_false (balai_sqlite_backup (database, copy, cancellable, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_INTERRUPTED);
  g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
  g_clear_error (&error);

  g_assert_false (balai_sqlite_backup (database, "/nowhere/b.db", NULL, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CANNOT_OPEN);
  g_assert_true (fill (BALAI_DATABASE (database), 1, NULL));
}

static void
test_broken (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *path = balai_test_folder_build (folder, "a.db"), *contents = NULL;
  g_autofree char *text = balai_test_folder_write (folder, "text.db",
                                                   "Ini bukan basis data, melainkan sebuah catatan.\n"
                                                   "Ini bukan basis data, melainkan sebuah catatan.\n"
                                                   "Ini bukan basis data, melainkan sebuah catatan.\n", -1);
  g_autofree char *cut = NULL, *flipped = NULL;
  BalaiSqlite *database = writer (path);
  gsize length;
  int noticed = 0;

  run (database, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT");
  g_assert_true (fill (BALAI_DATABASE (database), 200, NULL));
  g_object_unref (database);
  g_assert_true (g_file_get_contents (path, &contents, &length, NULL));

  {
    g_autoptr (GError) error = NULL;

    g_assert_null (balai_sqlite_open (text, BALAI_SQLITE_WRITER, &error));
    g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_NOT_A_DATABASE);
  }
  {
    g_autoptr (GError) error = NULL;
    g_autoptr (BalaiSqlite) opened = NULL;
    int64_t count;

    cut = balai_test_folder_write (folder, "cut.db", contents, (gssize) length / 2);
    opened = balai_sqlite_open (cut, BALAI_SQLITE_WRITER, &error);
    if (opened != NULL)
      balai_database_get_integer (BALAI_DATABASE (opened), "SELECT count(b) FROM t", &count, &error);
    g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CORRUPT);
  }

  /* One byte in each page: an inner page or the head of a leaf is noticed, a letter of a text is not. */
  for (gsize page = 1; page < length / 4096; page++)
    {
      g_autoptr (BalaiSqlite) opened = NULL;
      g_autoptr (GError) error = NULL;

      contents[page * 4096] ^= 0x1f;
      flipped = balai_test_folder_write (folder, "flipped.db", contents, (gssize) length);
      contents[page * 4096] ^= 0x1f;
      opened = balai_sqlite_open (flipped, BALAI_SQLITE_READER, &error);
      g_assert_no_error (error);
      if (!balai_sqlite_check (opened, FALSE, &error))
        {
          g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CORRUPT);
          noticed++;
        }
      g_clear_pointer (&flipped, g_free);
    }
  g_assert_cmpint (noticed, >, 100);
}

static void
test_busy (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *path = balai_test_folder_build (folder, "a.db");
  g_autoptr (BalaiSqlite) one = writer (path), two = writer (path);
  g_autoptr (GError) error = NULL;

  run (one, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT");
  run (two, "PRAGMA busy_timeout = 1");
  g_assert_true (balai_database_begin (BALAI_DATABASE (one), &error));
  g_assert_false (balai_database_begin (BALAI_DATABASE (two), &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_BUSY);
  balai_database_rollback (BALAI_DATABASE (one));
  g_assert_true (balai_database_begin (BALAI_DATABASE (two), NULL));
  g_assert_true (balai_database_commit (BALAI_DATABASE (two), NULL));
}

static gpointer
interrupt_again_and_again (gpointer data)
{
  gpointer *shared = data;

  while (!g_atomic_int_get ((int *) shared[1]))
    {
      balai_sqlite_interrupt (shared[0]);
      g_usleep (1000);
    }
  return NULL;
}

static void
test_interrupt (void)
{
  g_autoptr (BalaiSqlite) database = balai_sqlite_open_memory (NULL);
  g_autoptr (GError) error = NULL;
  int over = 0;
  gpointer shared[] = { database, &over };
  GThread *thread = g_thread_new ("interrupt", interrupt_again_and_again, shared);
  int64_t value;

  /* It would not end by itself. */
  g_assert_false (balai_database_get_integer (BALAI_DATABASE (database),
                                              "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)"
                                              " SELECT count(*) FROM n",
                                              &value, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_INTERRUPTED);
  g_atomic_int_set (&over, 1);
  g_thread_join (thread);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/db/sqlite/statement", test_statement);
  g_test_add_func ("/db/sqlite/statements-kept", test_statements_kept);
  g_test_add_func ("/db/sqlite/transaction", test_transaction);
  g_test_add_func ("/db/sqlite/savepoint", test_savepoint);
  g_test_add_func ("/db/sqlite/full", test_full);
  g_test_add_func ("/db/sqlite/ended-by-engine", test_ended_by_engine);
  g_test_add_func ("/db/sqlite/columns", test_columns);
  g_test_add_func ("/db/sqlite/file", test_file);
  g_test_add_func ("/db/sqlite/backup", test_backup);
  g_test_add_func ("/db/sqlite/broken", test_broken);
  g_test_add_func ("/db/sqlite/busy", test_busy);
  g_test_add_func ("/db/sqlite/interrupt", test_interrupt);

  return g_test_run ();
}

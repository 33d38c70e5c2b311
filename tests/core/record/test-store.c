/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-store.h"

#include <glib/gstdio.h>

#include "balai-error-text.h"
#include "balai-sqlite.h"
#include "balai-test-thing.h"
#include "balai-test.h"

#define NOW 1784077200 /* 2026-07-15 08:00 WIB */

typedef struct
{
  BalaiTestFolder *folder;
  BalaiRegistry   *registry;
  BalaiClock      *clock;
  BalaiStore      *store;
  int              changed;
  guint            changes;
  int              everything;
} Fixture;

static void
on_changed (BalaiStore   *store,
            BalaiChanges *changes,
            gpointer      data)
{
  Fixture *self = data;

  self->changed++;
  self->everything += balai_changes_is_everything (changes);
  self->changes += balai_changes_get_size (changes);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = balai_test_folder_new ();
  self->registry = balai_test_registry_new ();
  self->clock = balai_clock_new_at (NOW);
  self->store = balai_store_new (balai_test_folder_get_path (self->folder), self->registry, self->clock);
  g_signal_connect (self->store, "changed", G_CALLBACK (on_changed), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  balai_store_close (self->store);
  balai_test_settle ();
  g_assert_finalize_object (g_steal_pointer (&self->store));
  balai_registry_unref (self->registry);
  balai_clock_free (self->clock);
  balai_test_folder_free (self->folder);
}

static gboolean
open_store (Fixture  *self,
            GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balai_store_open_async (self->store, balai_test_store_result, &result);
  return balai_store_open_finish (self->store, balai_test_await_result (&result), error);
}

static void
assert_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  open_store (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (balai_store_get_state (self->store), ==, BALAI_STORE_OPEN);
}

static int64_t
apply (Fixture     *self,
       gpointer     record,
       const char  *label)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int64_t number;

  balai_batch_put (batch, record);
  balai_store_apply_async (self->store, batch, NULL, balai_test_store_result, &result);
  balai_store_apply_finish (self->store, balai_test_await_result (&result), &number, &error);
  g_assert_no_error (error);
  return number;
}

static gpointer
count_things (BalaiRepository  *repository,
              gpointer          data,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_thing_kind);
  int64_t count;

  return balai_repository_count (repository, query, &count, error) ? GSIZE_TO_POINTER ((gsize) count) : NULL;
}

static int
count (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer number;

  balai_store_read_async (self->store, count_things, NULL, NULL, NULL, NULL, balai_test_store_result, &result);
  number = balai_store_read_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  return (int) GPOINTER_TO_SIZE (number);
}

static void
test_edit (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiThing) thing = balai_test_thing_new ("Rapat");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiUndone) undone = NULL;

  assert_open (self);
  g_assert_null (balai_store_get_undo_label (self->store));

  g_assert_cmpint (apply (self, thing, "Thing added"), >, 0);
  g_assert_cmpint (self->changed, ==, 1);
  g_assert_cmpstr (balai_store_get_undo_label (self->store), ==, "Thing added");
  g_assert_cmpint (count (self), ==, 1);

  balai_store_undo_async (self->store, 0, NULL, balai_test_store_result, &result);
  undone = balai_store_undo_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->undone, ==, 1);
  g_assert_cmpint (self->changed, ==, 2);
  g_assert_null (balai_store_get_undo_label (self->store));
  g_assert_cmpint (count (self), ==, 0);
  g_assert_cmpstr (balai_store_get_redo_label (self->store), ==, "Thing added");

  g_clear_pointer (&undone, balai_undone_free);
  g_clear_object (&result);
  balai_store_redo_async (self->store, balai_store_get_redo_batch (self->store), NULL, balai_test_store_result,
                          &result);
  undone = balai_store_redo_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->undone, ==, 1);
  g_assert_null (balai_store_get_redo_label (self->store));
  g_assert_cmpstr (balai_store_get_undo_label (self->store), ==, "Thing added");
  g_assert_cmpint (count (self), ==, 1);
}

static void
count_setting (BalaiStore *store,
               const char *key,
               int        *told)
{
  g_assert_cmpstr (key, ==, "own");
  (*told)++;
}

static gpointer
read_setting (BalaiRepository  *repository,
              gpointer          data,
              GCancellable     *cancellable,
              GError          **error)
{
  return balai_repository_get_setting (repository, data);
}

/* Who asked for it hears of a setting, and only of that one. */
static void
test_setting (Fixture       *self,
              gconstpointer  data)
{
  static const char *const keys[] = { "own", "other", "own" };
  static const char *const values[] = { "1", "2", NULL };
  int told = 0;

  assert_open (self);
  g_signal_connect (self->store, "setting-changed::own", G_CALLBACK (count_setting), &told);
  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autoptr (GAsyncResult) set = NULL, read = NULL;
      g_autofree char *value = NULL;

      balai_store_set_setting_async (self->store, keys[i], values[i], balai_test_store_result, &set);
      g_assert_true (balai_store_set_setting_finish (self->store, balai_test_await_result (&set), NULL));
      g_assert_cmpint (told, ==, (int) i / 2 + 1);
      balai_store_read_async (self->store, read_setting, (gpointer) keys[i], NULL, g_free, NULL,
                              balai_test_store_result, &read);
      value = balai_store_read_finish (self->store, balai_test_await_result (&read), NULL);
      g_assert_cmpstr (value, ==, values[i]);
    }
  g_assert_cmpint (self->changed, ==, 0);
}

/* What is asked for while it opens waits, and what is asked for before it closes is done. */
static void
test_waiting (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiThing) thing = balai_test_thing_new ("Rapat");
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Added", BALAI_BATCH_DEFAULT);
  g_autoptr (GAsyncResult) opened = NULL, applied = NULL, read = NULL, late = NULL;
  g_autoptr (GError) error = NULL;

  balai_store_open_async (self->store, balai_test_store_result, &opened);
  g_assert_cmpint (balai_store_get_state (self->store), ==, BALAI_STORE_OPENING);
  balai_batch_put (batch, (BalaiRecord *) thing);
  balai_store_read_async (self->store, count_things, NULL, NULL, NULL, NULL, balai_test_store_result, &read);
  balai_store_apply_async (self->store, batch, NULL, balai_test_store_result, &applied);
  g_assert_true (balai_store_apply_finish (self->store, balai_test_await_result (&applied), NULL, &error));
  g_assert_no_error (error);
  balai_test_await_result (&read);

  for (int i = 0; i < 20; i++)
    {
      g_autoptr (BalaiThing) more = balai_test_thing_new ("Apel");
      g_autoptr (BalaiBatch) one = balai_batch_new ("Added", BALAI_BATCH_DEFAULT);

      balai_batch_put (one, (BalaiRecord *) more);
      balai_store_apply_async (self->store, one, NULL, NULL, NULL);
    }
  balai_store_close (self->store);
  balai_store_read_async (self->store, count_things, NULL, NULL, NULL, NULL, balai_test_store_result, &late);
  balai_store_read_finish (self->store, balai_test_await_result (&late), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);

  /* What the threads said before is of no effect on the next time it opens. */
  assert_open (self);
  g_assert_cmpint (count (self), ==, 21);
}

/* What is asked for between the failure and the news of it is told why, like all before: it held the store for ever. */
static void
test_failed_unheard (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr (GAsyncResult) opened = NULL, read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (8192, 'a');
  g_autofree char *path = balai_test_folder_write (self->folder, "balai.db", text, -1);

  balai_store_open_async (self->store, balai_test_store_result, &opened);
  /* The writer fails meanwhile; where it is slower than this, the reading waits for it and is told as well. */
  g_usleep (G_USEC_PER_SEC / 4);
  g_assert_cmpint (balai_store_get_state (self->store), ==, BALAI_STORE_OPENING);
  balai_store_read_async (self->store, count_things, NULL, NULL, NULL, NULL, balai_test_store_result, &read);
  balai_store_read_finish (self->store, balai_test_await_result (&read), &error);
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_NOT_A_DATABASE);
  balai_test_await_result (&opened);
}

static void
test_close_async (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (GAsyncResult) closed = NULL, again = NULL;
  g_autofree char *log = balai_test_folder_build (self->folder, "balai.db-wal");

  assert_open (self);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (BalaiThing) thing = balai_test_thing_new ("Rapat");

      apply (self, thing, "Added");
    }
  balai_store_close_async (self->store, balai_test_store_result, &closed);
  balai_store_close_async (self->store, balai_test_store_result, &again);
  g_assert_true (balai_store_close_finish (self->store, balai_test_await_result (&closed), NULL));
  g_assert_true (balai_store_close_finish (self->store, balai_test_await_result (&again), NULL));
  /* A file that was closed is one file. */
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
}

static gpointer
count_for_ever (BalaiRepository  *repository,
                gpointer          data,
                GCancellable     *cancellable,
                GError          **error)
{
  int64_t value;

  g_atomic_int_set ((int *) data, 1);
  balai_database_get_integer (balai_repository_get_database (repository),
                              "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
                              &value, error);
  return NULL;
}

/* Two readers at work that would never end: the writer goes on, and so do they when they are called off. */
static void
test_cancel (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) one = NULL, two = NULL, writing = NULL;
  g_autoptr (BalaiThing) thing = balai_test_thing_new ("Rapat");
  g_autoptr (GError) error = NULL;
  int begun_one = 0, begun_two = 0, begun_writing = 0;

  assert_open (self);
  balai_store_read_async (self->store, count_for_ever, &begun_one, NULL, NULL, cancellable, balai_test_store_result,
                          &one);
  balai_store_read_async (self->store, count_for_ever, &begun_two, NULL, NULL, cancellable, balai_test_store_result,
                          &two);
  while (!g_atomic_int_get (&begun_one) || !g_atomic_int_get (&begun_two))
    g_thread_yield ();
  apply (self, thing, "Added");
  balai_store_write_async (self->store, count_for_ever, &begun_writing, NULL, NULL, cancellable,
                           balai_test_store_result, &writing);
  while (!g_atomic_int_get (&begun_writing))
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  balai_test_await (one != NULL && two != NULL && writing != NULL);
  balai_store_read_finish (self->store, one, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  balai_store_write_finish (self->store, writing, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (count (self), ==, 1);
}

static gpointer
read_at_once (BalaiRepository  *repository,
              gpointer          data,
              GCancellable     *cancellable,
              GError          **error)
{
  g_atomic_int_set ((int *) data, 1);
  return g_strdup ("read");
}

/* What asked may be gone once it has called off its reading, however near the answer was. */
static void
test_cancel_late (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL, other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *none = NULL, *some = NULL;
  int done = 0, other_done = 0;

  assert_open (self);
  balai_store_read_async (self->store, read_at_once, &done, NULL, g_free, cancellable, balai_test_store_result,
                          &result);
  balai_store_read_async (self->store, read_at_once, &other_done, NULL, g_free, NULL, balai_test_store_result, &other);
  while (!g_atomic_int_get (&done) || !g_atomic_int_get (&other_done))
    g_thread_yield ();
  g_cancellable_cancel (cancellable);
  none = balai_store_read_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (none);
  some = balai_store_read_finish (self->store, balai_test_await_result (&other), NULL);
  g_assert_cmpstr (some, ==, "read");
}

static gpointer
limit_pages (BalaiRepository  *repository,
             gpointer          data,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %d", GPOINTER_TO_INT (data));

  balai_database_exec (balai_repository_get_database (repository), sql, error);
  return NULL;
}

static void
set_limit (Fixture *self,
           int      pages)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balai_store_write_async (self->store, limit_pages, GINT_TO_POINTER (pages), NULL, NULL, NULL, balai_test_store_result,
                           &result);
  balai_store_write_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
}

static void
test_disk_full (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (BalaiThing) small = balai_test_thing_new ("Rapat"), large = balai_test_thing_new ("Besar");
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Added", BALAI_BATCH_DEFAULT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *note = g_strnfill (99000, 'a'), *text = NULL;
  g_autofree char *ballast = balai_test_folder_build (self->folder, "ruang-cadangan");

  assert_open (self);
  apply (self, small, "Added");
  g_assert_false (balai_store_get_disk_full (self->store));
  set_limit (self, 1);
  balai_test_await (g_file_test (ballast, G_FILE_TEST_EXISTS));

  balai_record_set_text ((BalaiRecord *) large, BALAI_THING_NOTE, note);
  balai_batch_put (batch, (BalaiRecord *) large);
  balai_store_apply_async (self->store, batch, NULL, balai_test_store_result, &result);
  g_assert_false (balai_store_apply_finish (self->store, balai_test_await_result (&result), NULL, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FULL);
  text = balai_error_to_text (error);
  g_assert_cmpstr (text, !=, error->message);
  g_clear_error (&error);
  g_clear_object (&result);
  g_assert_true (balai_store_get_disk_full (self->store));
  g_assert_false (g_file_test (ballast, G_FILE_TEST_EXISTS));
  g_assert_true (balai_record_is_new ((BalaiRecord *) large));
  g_assert_cmpint (count (self), ==, 1);

  /* Once there is room again, the same batch is saved. */
  set_limit (self, 1000000);
  balai_store_apply_async (self->store, batch, NULL, balai_test_store_result, &result);
  g_assert_true (balai_store_apply_finish (self->store, balai_test_await_result (&result), NULL, &error));
  g_assert_no_error (error);
  g_assert_false (balai_store_get_disk_full (self->store));
  g_assert_cmpint (count (self), ==, 2);
}

static void
test_in_use (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRepository) other =
    balai_store_folder_open (balai_store_get_folder (self->store), self->registry, self->clock, TRUE, &error);
  g_autoptr (GAsyncResult) read = NULL;

  g_assert_no_error (error);
  g_assert_false (open_store (self, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_IN_USE);
  g_assert_cmpint (balai_store_get_state (self->store), ==, BALAI_STORE_FAILED);
  g_assert_error (balai_store_get_error (self->store), BALAI_DB_ERROR, BALAI_DB_ERROR_IN_USE);
  g_clear_error (&error);
  balai_store_read_async (self->store, count_things, NULL, NULL, NULL, NULL, balai_test_store_result, &read);
  balai_store_read_finish (self->store, balai_test_await_result (&read), &error);
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_IN_USE);

  /* The other is closed: now it opens. */
  g_clear_object (&other);
  assert_open (self);
}

static guint
count_backups (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  balai_store_list_backups_async (self->store, NULL, balai_test_store_result, &result);
  backups = balai_store_list_backups_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  return backups->len;
}

/* From a damaged file to yesterday's backup, as a person goes. */
static void
test_recover (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiThing) thing = balai_test_thing_new ("Rapat");
  g_autofree char *file = balai_test_folder_build (self->folder, "balai.db");
  g_autoptr (GAsyncResult) restored = NULL, anew = NULL;
  g_autoptr (GError) error = NULL;

  assert_open (self);
  apply (self, thing, "Added");
  balai_store_close (self->store);
  assert_open (self);
  balai_test_await (count_backups (self) >= 1);
  balai_store_close (self->store);
  g_file_set_contents (file, "rusak", -1, NULL);

  g_assert_false (open_store (self, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CORRUPT);
  g_clear_error (&error);
  g_assert_cmpint (balai_store_get_state (self->store), ==, BALAI_STORE_FAILED);
  balai_store_restore_backup_async (self->store, NULL, NULL, balai_test_store_result, &restored);
  g_assert_true (balai_store_restore_backup_finish (self->store, balai_test_await_result (&restored), &error));
  g_assert_no_error (error);
  g_assert_cmpint (balai_store_get_state (self->store), ==, BALAI_STORE_OPEN);
  g_assert_cmpint (count (self), <=, 1);
  /* Those who asked the file that is gone ask again: once when it was opened after it was closed, and now. */
  g_assert_cmpint (self->everything, ==, 2);

  /* Or anew, by choice. */
  balai_store_start_anew_async (self->store, balai_test_store_result, &anew);
  g_assert_true (balai_store_start_anew_finish (self->store, balai_test_await_result (&anew), &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (self), ==, 0);
  g_assert_cmpint (self->everything, ==, 3);
}

static gpointer
import (BalaiRepository  *repository,
        gpointer          data,
        GCancellable     *cancellable,
        GError          **error)
{
  BalaiDatabase *database = balai_repository_get_database (repository);

  if (!balai_database_begin (database, error))
    return NULL;
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (BalaiThing) thing = balai_test_thing_new ("Impor");
      g_autoptr (BalaiBatch) batch = balai_batch_new ("Import", BALAI_BATCH_IMPORT);

      balai_batch_put (batch, (BalaiRecord *) thing);
      if (!balai_repository_apply (repository, batch, NULL, error))
        {
          balai_database_rollback (database);
          return NULL;
        }
    }
  if (!balai_database_commit (database, error))
    return NULL;
  return g_strdup ("done");
}

static void
test_import (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *answer = NULL;
  g_autoptr (GError) error = NULL;

  assert_open (self);
  balai_store_write_async (self->store, import, NULL, NULL, g_free, NULL, balai_test_store_result, &result);
  answer = balai_store_write_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, "done");
  g_assert_cmpint (self->changed, ==, 3);
  g_assert_cmpuint (self->changes, ==, 3);
  g_assert_cmpstr (balai_store_get_undo_label (self->store), ==, "Import");
}

/* Of each code there are words, in the language of the program. */
static void
test_error_text (void)
{
  for (int code = 0; code <= BALAI_DB_ERROR_OWN_FILE; code++)
    {
      g_autoptr (GError) error = g_error_new (BALAI_DB_ERROR, code, "/tempat/berkas");
      g_autofree char *text = balai_error_to_text (error);

      if (code == BALAI_DB_ERROR_FULL || code == BALAI_DB_ERROR_BUSY || code == BALAI_DB_ERROR_INTERRUPTED)
        g_assert_null (strstr (text, "/tempat/berkas"));
      else
        g_assert_nonnull (strstr (text, "/tempat/berkas"));
      g_assert_cmpuint (strlen (text), >, strlen ("/tempat/berkas") + 20);
    }
  for (int code = 0; code <= BALAI_RECORD_ERROR_NOTHING_TO_UNDO; code++)
    {
      g_autoptr (GError) error = g_error_new (BALAI_RECORD_ERROR, code, "thing 1");
      g_autofree char *text = balai_error_to_text (error);

      g_assert_null (strstr (text, "thing 1"));
      g_assert_cmpuint (strlen (text), >, 15);
    }
}

#define ADD(name) g_test_add ("/record/store/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  ADD (edit);
  ADD (setting);
  ADD (waiting);
  ADD (failed_unheard);
  ADD (close_async);
  ADD (cancel);
  ADD (cancel_late);
  ADD (disk_full);
  ADD (in_use);
  ADD (recover);
  ADD (import);
  g_test_add_func ("/record/store/error-text", test_error_text);

  return g_test_run ();
}

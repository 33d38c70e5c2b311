/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "balai-error-text.h"
#include "balai-sqlite.h"
#include "balai-store-folder.h"
#include "balai-test-thing.h"
#include "balai-test.h"
#include "faulty-disk.h"

/* A disk that fails at the first write of what is done, then at the second, and so on until nothing is left to fail:
 * each time either everything is kept or nothing, the reason is told, and the next attempt works once the disk does. */

typedef struct
{
  const char  *name;
  BalaiFault   fault;
  gboolean     stays;
  BalaiDbError code;
} Way;

static const Way ways[] = {
  { "full", BALAI_FAULT_FULL, TRUE, BALAI_DB_ERROR_FULL },
  { "quota", BALAI_FAULT_QUOTA, TRUE, BALAI_DB_ERROR_FULL },
  { "write", BALAI_FAULT_WRITE, FALSE, BALAI_DB_ERROR_IO },
  { "write-stays", BALAI_FAULT_WRITE, TRUE, BALAI_DB_ERROR_IO },
  { "sync", BALAI_FAULT_SYNC, FALSE, BALAI_DB_ERROR_IO },
  { "shared", BALAI_FAULT_SHARED, TRUE, BALAI_DB_ERROR_FULL },
};

typedef struct
{
  BalaiTestFolder *folder;   /* (owned) */
  char            *path;     /* (owned): of the data folder */
  BalaiRegistry   *registry; /* (owned) */
  BalaiClock      *clock;    /* (owned) */
  BalaiRepository *writer;   /* (owned) (nullable) */
} Desk;

static void
desk_open (Desk *self)
{
  g_autoptr (GError) error = NULL;

  self->writer = balai_store_folder_open (self->path, self->registry, self->clock, TRUE, &error);
  g_assert_no_error (error);
}

static void
desk_init (Desk *self)
{
  self->folder = balai_test_folder_new ();
  self->path = balai_test_folder_build (self->folder, "data");
  self->registry = balai_test_registry_new ();
  self->clock = balai_clock_new_at (1784077200);
  self->writer = NULL;
}

static void
desk_clear (Desk *self)
{
  g_clear_object (&self->writer);
  g_clear_pointer (&self->registry, balai_registry_unref);
  g_clear_pointer (&self->clock, balai_clock_free);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, balai_test_folder_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static int64_t
number (Desk       *self,
        const char *sql)
{
  g_autoptr (GError) error = NULL;
  int64_t value = -1;

  balai_database_get_integer (balai_repository_get_database (self->writer), sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
assert_sound (Desk    *self,
              int64_t  steps,
              int64_t  things)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (number (self, "SELECT count(*) FROM batch"), ==, steps);
  g_assert_cmpint (number (self, "SELECT count(*) FROM thing"), ==, things);
  g_assert_cmpint (number (self, "SELECT count(*) FROM part"), ==, things);
  g_assert_cmpint (number (self, "SELECT count(*) FROM search_text"), ==, things);
  g_assert_cmpint (number (self, "SELECT count(*) FROM change_log"), ==, things * 2);
  g_assert_cmpint (number (self, "SELECT coalesce (sum (total), 0) FROM sum"), ==, things);
  g_assert_true (balai_sqlite_check (BALAI_SQLITE (balai_repository_get_database (self->writer)), FALSE, &error));
  g_assert_no_error (error);
}

static BalaiBatch *
new_batch (guint n,
           gsize bulk)
{
  BalaiBatch *batch = balai_batch_new ("Impor", BALAI_BATCH_IMPORT);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BalaiThing) thing = balai_test_thing_new ("Rapat koordinasi");
      g_autoptr (BalaiRecord) part = balai_test_part_new (thing, 1);

      if (bulk > 0)
        balai_record_take_text ((BalaiRecord *) thing, BALAI_THING_DATA,
                                g_strdup_printf ("\"%0*d\"", (int) bulk, 0));
      balai_batch_put (batch, (BalaiRecord *) thing);
      balai_batch_put (batch, part);
    }
  return batch;
}

static void
assert_told (const Way    *way,
             const GError *error)
{
  g_autofree char *words = NULL;

  g_assert_nonnull (error);
  if (error->domain != BALAI_DB_ERROR || error->code != (int) way->code)
    g_error ("%s: %s (%s %d)", way->name, error->message, g_quark_to_string (error->domain), error->code);
  words = balai_error_to_text (error);
  g_assert_nonnull (strstr (words, way->code == BALAI_DB_ERROR_FULL ? "disk is full" : "disk could not be"));
}

/* @step: how many writes further each time; a large batch is not tried at every one. */
static void
fail_everywhere (const Way *way,
                 guint      n,
                 gsize      bulk,
                 guint      step)
{
  g_auto (Desk) desk = { NULL, NULL, NULL, NULL, NULL };
  int64_t steps = 0, things = 0;
  guint failed = 0, hits = 1;

  desk_init (&desk);
  desk_open (&desk);
  for (guint after = 0; hits > 0; after += step)
    {
      g_autoptr (BalaiBatch) batch = new_batch (n, bulk);
      g_autoptr (GError) error = NULL;
      gboolean kept;

      faulty_disk_arm (way->fault, after, way->stays);
      kept = balai_repository_apply (desk.writer, batch, NULL, &error);
      hits = faulty_disk_disarm ();
      if (kept)
        g_assert_no_error (error);
      else
        {
          assert_told (way, error);
          failed++;
          assert_sound (&desk, steps, things);
          g_clear_error (&error);
          /* Room again: the same batch, on the same connection. */
          kept = balai_repository_apply (desk.writer, batch, NULL, &error);
          g_assert_no_error (error);
        }
      steps++;
      things += n;
      assert_sound (&desk, steps, things);
      if (after % (7 * step) == 0)
        {
          g_clear_object (&desk.writer);
          desk_open (&desk);
          assert_sound (&desk, steps, things);
        }
    }
  g_test_message ("%s: failed at %u places", way->name, failed);
  g_assert_cmpuint (failed, >, 0);
}

static void
test_batch (gconstpointer data)
{
  fail_everywhere (data, 8, 0, 1);
}

/* More than the cache holds, so that it is written to before it ends. */
static void
test_large_batch (gconstpointer data)
{
  fail_everywhere (data, 120, 30000, 401);
}

static void
test_checkpoint (gconstpointer data)
{
  const Way *way = data;
  g_auto (Desk) desk = { NULL, NULL, NULL, NULL, NULL };
  guint hits = 1, failed = 0;

  desk_init (&desk);
  desk_open (&desk);
  for (guint after = 0; hits > 0; after++)
    {
      g_autoptr (BalaiBatch) batch = new_batch (8, 0);
      BalaiSqlite *database = BALAI_SQLITE (balai_repository_get_database (desk.writer));
      g_autoptr (GError) error = NULL;

      g_assert_true (balai_repository_apply (desk.writer, batch, NULL, &error));
      faulty_disk_arm (way->fault, after, way->stays);
      if (!balai_sqlite_checkpoint (database, TRUE, &error))
        {
          failed++;
          assert_told (way, error);
        }
      hits = faulty_disk_disarm ();
      assert_sound (&desk, after + 1, (after + 1) * 8);
      g_clear_error (&error);
      g_assert_true (balai_sqlite_checkpoint (database, TRUE, &error));
      assert_sound (&desk, after + 1, (after + 1) * 8);
    }
  g_assert_cmpuint (failed, >, 0);
}

/* A file of an older Balai is as it was when its update fails, and its copy lies beside; next time it works. */
static void
test_migrate (gconstpointer data)
{
  const Way *way = data;
  guint hits = 1, failed = 0;

  /* The copy to the backups is most of it: there not every place is tried. */
  for (guint after = 0; hits > 0; after += 1 + after / 16)
    {
      g_auto (Desk) desk = { NULL, NULL, NULL, NULL, NULL };
      g_autoptr (BalaiBatch) batch = new_batch (8, 0);
      g_autoptr (GError) error = NULL;

      desk_init (&desk);
      desk_open (&desk);
      g_assert_true (balai_repository_apply (desk.writer, batch, NULL, &error));
      g_assert_true (balai_database_exec (balai_repository_get_database (desk.writer),
                                          "ALTER TABLE thing DROP COLUMN note; ALTER TABLE thing DROP COLUMN weight;"
                                          "UPDATE thing SET extra = '{\"note\":\"Nanti\"}'",
                                          &error));
      g_clear_object (&desk.writer);

      faulty_disk_arm (way->fault, after, way->stays);
      desk.writer = balai_store_folder_open (desk.path, desk.registry, desk.clock, TRUE, &error);
      hits = faulty_disk_disarm ();
      if (desk.writer == NULL)
        {
          failed++;
          assert_told (way, error);
          desk_open (&desk);
        }
      assert_sound (&desk, 1, 8);
      g_assert_cmpint (number (&desk, "SELECT count(*) FROM thing WHERE note = 'Nanti' AND extra IS NULL"), ==, 8);
    }
  g_assert_cmpuint (failed, >, 0);
}

/* A new folder: it is there, whole, or it is not, and the next attempt makes it. */
static void
test_begin (gconstpointer data)
{
  const Way *way = data;
  guint hits = 1, failed = 0;

  for (guint after = 0; hits > 0; after += 3)
    {
      g_auto (Desk) desk = { NULL, NULL, NULL, NULL, NULL };
      g_autoptr (GError) error = NULL;

      desk_init (&desk);
      faulty_disk_arm (way->fault, after, way->stays);
      desk.writer = balai_store_folder_open (desk.path, desk.registry, desk.clock, TRUE, &error);
      hits = faulty_disk_disarm ();
      if (desk.writer == NULL)
        {
          failed++;
          assert_told (way, error);
          desk_open (&desk);
        }
      assert_sound (&desk, 0, 0);
    }
  g_assert_cmpuint (failed, >, 0);
}

/* A copy is whole or not there; what is copied is never touched. */
static void
test_backup (gconstpointer data)
{
  const Way *way = data;
  g_auto (Desk) desk = { NULL, NULL, NULL, NULL, NULL };
  g_autoptr (BalaiBatch) batch = new_batch (8, 0);
  g_autofree char *copy = NULL, *partial = NULL;
  g_autoptr (GError) error = NULL;
  guint hits = 1, failed = 0;

  desk_init (&desk);
  desk_open (&desk);
  copy = balai_test_folder_build (desk.folder, "salinan.db");
  partial = g_strconcat (copy, ".part", NULL);
  g_assert_true (balai_repository_apply (desk.writer, batch, NULL, &error));
  for (guint after = 0; hits > 0; after++)
    {
      gboolean made;

      faulty_disk_arm (way->fault, after, way->stays);
      made = balai_sqlite_backup (BALAI_SQLITE (balai_repository_get_database (desk.writer)), copy, NULL, &error);
      hits = faulty_disk_disarm ();
      if (!made)
        {
          failed++;
          assert_told (way, error);
          g_clear_error (&error);
        }
      g_assert_cmpint (g_file_test (copy, G_FILE_TEST_EXISTS), ==, made);
      g_assert_false (g_file_test (partial, G_FILE_TEST_EXISTS));
      if (made)
        {
          g_autoptr (BalaiSqlite) whole = balai_sqlite_open (copy, BALAI_SQLITE_READER, &error);

          g_assert_no_error (error);
          g_assert_true (balai_sqlite_check (whole, FALSE, &error));
          g_assert_cmpint (g_unlink (copy), ==, 0);
        }
      assert_sound (&desk, 1, 8);
    }
  g_assert_cmpuint (failed, >, 0);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char    *name;
    GTestDataFunc  func;
  } cases[] = {
    { "batch", test_batch },           { "large-batch", test_large_batch }, { "checkpoint", test_checkpoint },
    { "migrate", test_migrate },       { "begin", test_begin },             { "backup", test_backup },
  };

  balai_test_init (&argc, &argv);
  balai_test_set_language ("en");
  faulty_disk_install ();
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < G_N_ELEMENTS (ways); k++)
      {
        g_autofree char *name = NULL;

        /* What readers and writer share grows where a file is begun. */
        if (ways[k].fault == BALAI_FAULT_SHARED && cases[i].func != test_begin)
          continue;
        name = g_strdup_printf ("/record/faults/%s/%s", cases[i].name, ways[k].name);

        g_test_add_data_func (name, &ways[k], cases[i].func);
      }
  return g_test_run ();
}

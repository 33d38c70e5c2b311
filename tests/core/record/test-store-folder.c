/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-store-folder.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "balai-schema.h"
#include "balai-sqlite.h"
#include "balai-test-thing.h"
#include "balai-test.h"

#define NOW 1784077200

typedef struct
{
  BalaiTestFolder *folder;
  char            *path;
  char            *file;
  BalaiRegistry   *registry;
  BalaiClock      *clock;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = balai_test_folder_new ();
  self->path = balai_test_folder_build (self->folder, "data");
  self->file = g_build_filename (self->path, "balai.db", NULL);
  self->registry = balai_test_registry_new ();
  self->clock = balai_clock_new_at (NOW);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  balai_registry_unref (self->registry);
  balai_clock_free (self->clock);
  balai_test_folder_free (self->folder);
  g_free (self->path);
  g_free (self->file);
}

static BalaiRepository *
open_folder (Fixture  *self,
             gboolean  writer)
{
  g_autoptr (GError) error = NULL;
  BalaiRepository *repository = balai_store_folder_open (self->path, self->registry, self->clock, writer, &error);

  g_assert_no_error (error);
  return repository;
}

static void
assert_refused (Fixture      *self,
                gboolean      writer,
                BalaiDbError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (balai_store_folder_open (self->path, self->registry, self->clock, writer, &error));
  g_assert_error (error, BALAI_DB_ERROR, (int) code);
}

static void
add (BalaiRepository *repository,
     const char      *name)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Made", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiThing) thing = balai_test_thing_new (name);
  g_autoptr (GError) error = NULL;

  balai_batch_put (batch, (BalaiRecord *) thing);
  balai_repository_apply (repository, batch, NULL, &error);
  g_assert_no_error (error);
}

static int64_t
count (BalaiRepository *repository)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_thing_kind);
  g_autoptr (GError) error = NULL;
  int64_t number;

  balai_repository_count (repository, query, &number, &error);
  g_assert_no_error (error);
  return number;
}

static void
fill (Fixture *self,
      int      things)
{
  g_autoptr (BalaiRepository) repository = open_folder (self, TRUE);

  for (int i = 0; i < things; i++)
    add (repository, "Rapat");
}

/* How many files of the folder begin so */
static int
files (Fixture    *self,
       const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (self->path, 0, NULL);
  const char *name;
  int found = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    found += g_str_has_prefix (name, prefix);
  return found;
}

static void
test_new (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr (BalaiRepository) writer = NULL, reader = NULL;
  struct stat info;

  assert_refused (self, FALSE, BALAI_DB_ERROR_MISSING);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));

  writer = open_folder (self, TRUE);
  g_assert_cmpint (stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
  g_assert_cmpint (stat (self->file, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  add (writer, "Rapat");

  /* A reader works beside it, a second writer does not. */
  reader = open_folder (self, FALSE);
  g_assert_cmpint (count (reader), ==, 1);
  assert_refused (self, TRUE, BALAI_DB_ERROR_IN_USE);
  add (writer, "Apel");
  g_assert_cmpint (count (reader), ==, 2);

  g_clear_object (&reader);
  g_clear_object (&writer);
  writer = open_folder (self, TRUE);
  g_assert_cmpint (count (writer), ==, 2);
  g_assert_cmpint (files (self, "rusak-"), ==, 0);
  g_assert_cmpint (files (self, "balai.db.baru"), ==, 0);
}

static void
test_open_folder (Fixture       *self,
                  gconstpointer  data)
{
  struct stat info;

  /* One that others could look into is closed to them. */
  g_mkdir (self->path, 0755);
  fill (self, 1);
  g_assert_cmpint (stat (self->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0700);
}

static void
test_network (void)
{
  g_assert_true (balai_store_folder_type_is_network (0x6969));
  g_assert_true (balai_store_folder_type_is_network ((int32_t) 0xff534d42));
  g_assert_true (balai_store_folder_type_is_network (0xfe534d42));
  g_assert_false (balai_store_folder_type_is_network (0xef53));
  g_assert_false (balai_store_folder_type_is_network (0x01021994));
  g_assert_false (balai_store_folder_is_network ("/"));
}

/* In a process of its own, which gives up what root may do. */
static void
test_read_only (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *path = balai_test_folder_build (folder, "data");
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();
  pid_t child;
  int status;

  g_assert_cmpint (g_mkdir (path, 0555), ==, 0);
  g_assert_cmpint (g_chmod (balai_test_folder_get_path (folder), 0755), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr (GError) error = NULL;

      if (geteuid () == 0 && setuid (65534) != 0)
        _exit (3);
      if (balai_store_folder_open (path, registry, balai_clock_system (), TRUE, &error) != NULL)
        _exit (1);
      _exit (g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_READ_ONLY) ? 0 : 2);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status));
  g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

static void
write_file (Fixture    *self,
            const char *contents,
            gssize      length)
{
  g_autofree char *log = g_strconcat (self->file, "-wal", NULL);
  g_autoptr (GError) error = NULL;

  g_unlink (log);
  g_file_set_contents (self->file, contents, length, &error);
  g_assert_no_error (error);
}

/* What is damaged is told, and left as it is. */
static void
test_broken (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *contents = NULL, *now = NULL;
  gsize length, length_now;

  fill (self, 50);
  g_assert_true (g_file_get_contents (self->file, &contents, &length, NULL));

  write_file (self, "", 0);
  assert_refused (self, TRUE, BALAI_DB_ERROR_CORRUPT);
  assert_refused (self, FALSE, BALAI_DB_ERROR_CORRUPT);
  write_file (self, contents, 50);
  assert_refused (self, TRUE, BALAI_DB_ERROR_CORRUPT);
  write_file (self, contents, (gssize) length / 2);
  assert_refused (self, TRUE, BALAI_DB_ERROR_CORRUPT);
  g_assert_true (g_file_get_contents (self->file, &now, &length_now, NULL));
  g_assert_cmpmem (now, length_now, contents, length / 2);

  contents[3] ^= 1;
  write_file (self, contents, (gssize) length);
  assert_refused (self, TRUE, BALAI_DB_ERROR_NOT_A_DATABASE);
  contents[3] ^= 1;
  memset (contents + 100, 0xff, 500); /* the list of tables */
  write_file (self, contents, (gssize) length);
  assert_refused (self, TRUE, BALAI_DB_ERROR_CORRUPT);
  g_assert_cmpint (files (self, "rusak-"), ==, 0);
}

static void
test_foreign (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *before = NULL, *after = NULL;
  gsize length, length_after;
  BalaiSqlite *other;

  g_mkdir (self->path, 0700);
  other = balai_sqlite_open (self->file, BALAI_SQLITE_WRITER, NULL);
  g_assert_true (balai_database_exec (BALAI_DATABASE (other), "PRAGMA journal_mode=DELETE; CREATE TABLE t (a)", NULL));
  g_object_unref (other);
  g_file_get_contents (self->file, &before, &length, NULL);
  assert_refused (self, TRUE, BALAI_DB_ERROR_NOT_A_DATABASE);
  /* Not a byte of another program's data changes. */
  g_file_get_contents (self->file, &after, &length_after, NULL);
  g_assert_cmpmem (before, length, after, length_after);
}

static void
test_newer (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRepository) repository = open_folder (self, TRUE);

  balai_database_exec (balai_repository_get_database (repository), "PRAGMA user_version = 999", NULL);
  g_clear_object (&repository);
  assert_refused (self, TRUE, BALAI_DB_ERROR_TOO_NEW);
  assert_refused (self, FALSE, BALAI_DB_ERROR_TOO_NEW);

  repository = NULL;
  {
    g_autoptr (BalaiSqlite) database = balai_sqlite_open (self->file, BALAI_SQLITE_WRITER, NULL);

    balai_database_exec (BALAI_DATABASE (database),
                         "PRAGMA user_version = 1; INSERT INTO schema_step (number, at) VALUES (999, 0)", NULL);
  }
  assert_refused (self, TRUE, BALAI_DB_ERROR_TOO_NEW);
}

/* Before an older file is changed, there is a copy of it. */
static void
test_older (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (BalaiSqlite) copy = NULL;
  g_autoptr (GPtrArray) columns = NULL;

  fill (self, 3);
  {
    g_autoptr (BalaiSqlite) database = balai_sqlite_open (self->file, BALAI_SQLITE_WRITER, NULL);

    g_assert_true (balai_database_exec (BALAI_DATABASE (database), "ALTER TABLE thing DROP COLUMN weight", NULL));
  }
  /* Also a reader brings it up to date when nobody writes. */
  repository = open_folder (self, FALSE);
  g_assert_cmpint (count (repository), ==, 3);
  backups = balai_store_folder_list_backups (self->path);
  g_assert_cmpuint (backups->len, ==, 1);
  g_assert_cmpint (((BalaiBackup *) backups->pdata[0])->kind, ==, BALAI_BACKUP_BEFORE_MIGRATION);
  g_assert_cmpint (((BalaiBackup *) backups->pdata[0])->at, ==, NOW);
  copy = balai_sqlite_open (((BalaiBackup *) backups->pdata[0])->path, BALAI_SQLITE_READER, NULL);
  columns = balai_database_list_columns (BALAI_DATABASE (copy), "thing", NULL);
  g_assert_false (g_ptr_array_find_with_equal_func (columns, "weight", g_str_equal, NULL));
}

/* A damaged one is not: nothing is written to it, and no backup pretends that it was sound. */
static void
test_older_damaged (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *contents = NULL, *now = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  gsize length, length_now, page = 4096;
  guint damaged = 0;

  fill (self, 60);
  {
    g_autoptr (BalaiSqlite) database = balai_sqlite_open (self->file, BALAI_SQLITE_WRITER, NULL);

    g_assert_true (balai_database_exec (BALAI_DATABASE (database), "ALTER TABLE thing DROP COLUMN weight", NULL));
    g_assert_true (balai_sqlite_checkpoint (database, TRUE, NULL));
  }
  g_assert_true (g_file_get_contents (self->file, &contents, &length, NULL));
  /* The list of tables lies at the beginning; everything behind it is only found by looking. */
  for (gsize at = 20 * page; at + page <= length; at += page)
    {
      g_autofree char *copy = g_memdup2 (contents, length);

      memset (copy + at, 0xa5, 200);
      write_file (self, copy, (gssize) length);
      assert_refused (self, TRUE, BALAI_DB_ERROR_CORRUPT);
      g_assert_true (g_file_get_contents (self->file, &now, &length_now, NULL));
      g_assert_cmpmem (now, length_now, copy, length);
      g_clear_pointer (&now, g_free);
      damaged++;
    }
  g_assert_cmpuint (damaged, >, 5);
  backups = balai_store_folder_list_backups (self->path);
  g_assert_cmpuint (backups->len, ==, 0);
}

static void
test_missing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiStoreFolder) folder = NULL;
  g_autoptr (GError) error = NULL;

  fill (self, 1);
  folder = balai_store_folder_claim (self->path, self->clock, &error);
  g_assert_true (balai_store_folder_backup_due (folder));
  g_assert_true (balai_store_folder_back_up (folder, NULL, &error));
  g_assert_false (balai_store_folder_backup_due (folder));
  g_clear_pointer (&folder, balai_store_folder_free);

  /* It never begins with an empty file where there was one. */
  g_unlink (self->file);
  assert_refused (self, TRUE, BALAI_DB_ERROR_MISSING);
  g_assert_false (g_file_test (self->file, G_FILE_TEST_EXISTS));
}

static void
test_rotation (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (BalaiStoreFolder) folder = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  fill (self, 30);
  folder = balai_store_folder_claim (self->path, self->clock, &error);
  for (int day = 0; day < 10; day++)
    {
      g_assert_true (balai_store_folder_backup_due (folder));
      g_assert_true (balai_store_folder_back_up (folder, NULL, &error));
      balai_clock_advance (self->clock, 24 * 60 * 60);
    }
  backups = balai_store_folder_list_backups (self->path);
  g_assert_cmpuint (backups->len, ==, 7);
  g_assert_cmpint (((BalaiBackup *) backups->pdata[0])->at, ==, NOW + 9 * 24 * 60 * 60);
  g_assert_cmpint (((BalaiBackup *) backups->pdata[6])->at, ==, NOW + 3 * 24 * 60 * 60);

  /* Those that follow crashes, several a day, drive no other day out. */
  for (int crash = 0; crash < 9; crash++)
    {
      g_assert_true (balai_store_folder_back_up (folder, NULL, &error));
      balai_clock_advance (self->clock, 60);
    }
  g_clear_pointer (&backups, g_ptr_array_unref);
  backups = balai_store_folder_list_backups (self->path);
  g_assert_cmpuint (backups->len, ==, 7);
  g_assert_cmpint (((BalaiBackup *) backups->pdata[0])->at, ==, NOW + 10 * 24 * 60 * 60 + 8 * 60);
  g_assert_cmpint (((BalaiBackup *) backups->pdata[1])->at, ==, NOW + 9 * 24 * 60 * 60);
  g_assert_cmpint (((BalaiBackup *) backups->pdata[6])->at, ==, NOW + 4 * 24 * 60 * 60);

  /* One from the future, of a clock that was wrong, does not keep others from being made. */
  balai_clock_advance (self->clock, -30 * 24 * 60 * 60);
  g_assert_true (balai_store_folder_backup_due (folder));

  /* A damaged file drives no sound backup out. */
  g_assert_true (g_file_get_contents (self->file, &contents, &length, NULL));
  for (gsize page = 2; page < length / 4096; page++)
    memset (contents + page * 4096, 0x5a, 100);
  write_file (self, contents, (gssize) length);
  g_assert_false (balai_store_folder_back_up (folder, NULL, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CORRUPT);
  g_clear_pointer (&backups, g_ptr_array_unref);
  backups = balai_store_folder_list_backups (self->path);
  g_assert_cmpuint (backups->len, ==, 7);
}

static void
test_restore (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiStoreFolder) folder = NULL;
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *backup = NULL, *text = balai_test_folder_write (self->folder, "a.txt", "bukan cadangan", -1);

  fill (self, 5);
  folder = balai_store_folder_claim (self->path, self->clock, &error);
  g_assert_true (balai_store_folder_back_up (folder, NULL, &error));
  g_clear_pointer (&folder, balai_store_folder_free);
  fill (self, 2);
  backups = balai_store_folder_list_backups (self->path);
  backup = g_strdup (((BalaiBackup *) backups->pdata[0])->path);

  /* A sound file goes to the backups, */
  balai_clock_advance (self->clock, 60);
  folder = balai_store_folder_claim (self->path, self->clock, &error);
  g_assert_false (balai_store_folder_restore (folder, text, self->registry, NULL, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_NOT_A_DATABASE);
  g_clear_error (&error);
  g_assert_false (balai_store_folder_restore (folder, "/nowhere", self->registry, NULL, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_MISSING);
  g_clear_error (&error);
  g_assert_true (balai_store_folder_restore (folder, backup, self->registry, NULL, &error));
  g_assert_no_error (error);
  g_clear_pointer (&folder, balai_store_folder_free);
  repository = open_folder (self, TRUE);
  g_assert_cmpint (count (repository), ==, 5);
  g_clear_object (&repository);
  g_assert_cmpint (files (self, "rusak-"), ==, 0);
  g_clear_pointer (&backups, g_ptr_array_unref);
  backups = balai_store_folder_list_backups (self->path);
  g_assert_cmpuint (backups->len, ==, 2);
  g_assert_cmpint (((BalaiBackup *) backups->pdata[0])->kind, ==, BALAI_BACKUP_BEFORE_RESTORE);

  /* and back again, */
  folder = balai_store_folder_claim (self->path, self->clock, &error);
  g_assert_true (balai_store_folder_restore (folder, ((BalaiBackup *) backups->pdata[0])->path, self->registry, NULL,
                                               &error));
  g_clear_pointer (&folder, balai_store_folder_free);
  repository = open_folder (self, TRUE);
  g_assert_cmpint (count (repository), ==, 7);
  g_clear_object (&repository);

  /* while a damaged one stays beside. */
  write_file (self, "rusak", 5);
  folder = balai_store_folder_claim (self->path, self->clock, &error);
  g_assert_true (balai_store_folder_restore (folder, backup, self->registry, NULL, &error));
  g_clear_pointer (&folder, balai_store_folder_free);
  repository = open_folder (self, TRUE);
  g_assert_cmpint (count (repository), ==, 5);
  g_assert_cmpint (files (self, "rusak-"), ==, 1);
}

static void
test_start_anew (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (BalaiStoreFolder) folder = NULL;
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GError) error = NULL;

  fill (self, 5);
  write_file (self, "rusak", 5);
  folder = balai_store_folder_claim (self->path, self->clock, &error);
  g_assert_true (balai_store_folder_start_anew (folder, self->registry, &error));
  repository = balai_store_folder_open_writer (folder, self->registry, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count (repository), ==, 0);
  g_assert_cmpint (files (self, "rusak-"), ==, 1);
}

static void
test_ballast (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiStoreFolder) folder = balai_store_folder_claim (self->path, self->clock, NULL);
  g_autofree char *path = g_build_filename (self->path, "ruang-cadangan", NULL);
  struct stat info;

  if (!balai_store_folder_keep_ballast (folder))
    {
      g_test_skip ("the disk of the tests is nearly full");
      return;
    }
  g_assert_true (balai_store_folder_keep_ballast (folder));
  g_assert_cmpint (stat (path, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 8 << 20);
  g_assert_cmpint (info.st_blocks * 512, >=, 8 << 20);
  g_assert_true (balai_store_folder_drop_ballast (folder));
  g_assert_false (balai_store_folder_drop_ballast (folder));
}

#define ADD(name) g_test_add ("/record/store-folder/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/record/store-folder/network", test_network);
  g_test_add_func ("/record/store-folder/read_only", test_read_only);
  ADD (new);
  ADD (open_folder);
  ADD (broken);
  ADD (foreign);
  ADD (newer);
  ADD (older);
  ADD (older_damaged);
  ADD (missing);
  ADD (rotation);
  ADD (restore);
  ADD (start_anew);
  ADD (ballast);

  return g_test_run ();
}

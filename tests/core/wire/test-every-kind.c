/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include <glib/gstdio.h>

#include "balai-record-json.h"
#include "balai-schedule-data.h"
#include "balai-sqlite.h"
#include "balai-store-folder.h"
#include "balai-test-thing.h"
#include "balai-test.h"
#include "balai-wire-record.h"

/* Every kind of the city, with values by chance: what follows from its table alone holds for each of them.
 *
 * With "--write FOLDER" it makes what tests/data/db keeps of a version: a database with records of every kind, and the
 * same records as lines of JSON, so that later versions are seen to take both. */

#define NOW 1784077200
#define RECORDS_OF_KIND 3

/* The kinds alone: what is derived from values by chance is of no interest. */
static BalaiRegistry *
kinds_alone (void)
{
  g_autoptr (BalaiRegistry) full = balai_registry_new ();
  BalaiRegistry *registry = balai_registry_new ();

  balai_schedule_register (full);
  for (guint i = 0; i < balai_registry_get_n_kinds (full); i++)
    balai_registry_add (registry, balai_registry_get_kind (full, i));
  return registry;
}

static void
save (BalaiRepository *repository,
      BalaiRecord     *record)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Made", BALAI_BATCH_IMPORT);
  g_autoptr (GError) error = NULL;

  balai_batch_put (batch, record);
  balai_repository_apply (repository, batch, NULL, &error);
  if (error != NULL && balai_batch_get_findings (batch)->len > 0)
    {
      const BalaiFinding *finding = balai_batch_get_findings (batch)->pdata[0];

      g_test_message ("%s.%s: %s", finding->kind->name, finding->kind->fields[finding->field].name, finding->code);
    }
  g_assert_no_error (error);
}

static void
try_kind (BalaiRepository *repository,
          BalaiRegistry   *registry,
          const BalaiKind *kind,
          GRand           *rand)
{
  for (int i = 0; i < 100; i++)
    {
      g_autoptr (BalaiRecord) record = balai_record_new (kind), read = NULL, again = NULL, sent = NULL;
      g_autofree char *json = NULL, *wire = NULL;
      g_autoptr (GError) error = NULL;

      balai_test_randomize (record, rand);
      save (repository, record);
      g_assert_false (balai_record_is_dirty (record));

      read = balai_repository_get (repository, kind, balai_record_get_id (record), &error);
      g_assert_no_error (error);
      g_assert_true (balai_record_equal (record, read));

      json = balai_record_to_json (read);
      again = balai_record_new_with_id (kind, balai_record_get_id (read));
      balai_record_set_from_json (again, json, &error);
      g_assert_no_error (error);
      g_assert_true (balai_record_equal (record, again));

      if (kind->flags == BALAI_KIND_SYNCED)
        {
          wire = balai_wire_record_encode (read);
          sent = balai_wire_record_decode (registry, wire, -1, &error);
          g_assert_no_error (error);
          g_assert_true (balai_record_equal (record, sent));
          g_assert_cmpint (balai_record_get_revision (sent), ==, balai_record_get_revision (read));
        }

      /* And edited: only what differs is written, and all of it is read. */
      balai_test_randomize (read, rand);
      save (repository, read);
      g_clear_object (&again);
      again = balai_repository_get (repository, kind, balai_record_get_id (record), &error);
      g_assert_true (balai_record_equal (read, again));
    }
}

static void
test_round_trip (void)
{
  g_autoptr (BalaiRegistry) registry = kinds_alone ();
  g_autoptr (BalaiSqlite) database = balai_sqlite_open_memory (NULL);
  g_autoptr (BalaiClock) clock = balai_clock_new_at (NOW);
  g_autoptr (BalaiRepository) repository = balai_repository_new (BALAI_DATABASE (database), registry, clock);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260715);
  g_autoptr (GError) error = NULL;
  int kinds = 0;

  balai_repository_migrate (repository, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);

      if (kind->flags == BALAI_KIND_DERIVED)
        continue;
      try_kind (repository, registry, kind, rand);
      kinds++;
    }
  g_assert_cmpint (kinds, >, 10);
  g_test_message ("%d kinds", kinds);
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    count)
{
  (*(int *) count)++;
}

/* Each field is a property: it tells of a change, once, and not of what is the same. */
static void
test_notify (void)
{
  g_autoptr (BalaiRegistry) registry = kinds_alone ();

  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);

      if (kind->flags == BALAI_KIND_DERIVED)
        continue;
      for (int f = 0; f < (int) kind->n_fields; f++)
        {
          g_autoptr (BalaiRecord) record = balai_record_new_with_id (kind, NULL);
          g_autofree char *signal = g_strdup_printf ("notify::%s", kind->fields[f].name);
          int told = 0;

          g_strdelimit (signal, "_", '-');
          g_signal_connect (record, signal, G_CALLBACK (on_notify), &told);
          for (int times = 0; times < 2; times++)
            switch (balai_field_get_storage (&kind->fields[f]))
              {
              case BALAI_STORAGE_INTEGER:
                g_object_set (record, kind->fields[f].name, 1, NULL);
                if (kind->fields[f].type != BALAI_FIELD_BOOLEAN)
                  balai_record_set_int (record, f, 1);
                break;
              case BALAI_STORAGE_REAL:
                g_object_set (record, kind->fields[f].name, 1.5, NULL);
                break;
              case BALAI_STORAGE_TEXT:
              default:
                g_object_set (record, kind->fields[f].name, "a", NULL);
                break;
              }
          g_assert_cmpint (told, ==, 1);
          g_assert_cmpuint (balai_record_get_dirty (record), ==, G_GUINT64_CONSTANT (1) << f);
          balai_record_set_null (record, f);
          g_assert_cmpint (told, ==, 2);
        }
    }
}

static void
copy_file (const char *from,
           const char *to)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (from, &contents, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, contents, (gssize) length, &error);
  g_assert_no_error (error);
}

/* A file of each version that people may have is taken, with all that is in it. */
static void
test_version (gconstpointer data)
{
  const char *name = data;
  g_autofree char *file = g_strdup_printf ("db/%s.db", name), *lines_file = g_strdup_printf ("db/%s.jsonl", name);
  g_autofree char *database = balai_test_data_path (file), *lines_path = balai_test_data_path (lines_file);
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *path = balai_test_folder_build (folder, "balai.db"), *contents = NULL;
  g_autoptr (BalaiRegistry) registry = kinds_alone ();
  g_autoptr (BalaiClock) clock = balai_clock_new_at (NOW);
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;
  guint i;

  copy_file (database, path);
  repository = balai_store_folder_open (balai_test_folder_get_path (folder), registry, clock, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (balai_sqlite_check (BALAI_SQLITE (balai_repository_get_database (repository)), FALSE, &error));

  g_file_get_contents (lines_path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", -1);
  for (i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], "\t", 3);
      const BalaiKind *kind = balai_registry_find (registry, cells[0]);
      g_autoptr (BalaiRecord) expected = NULL, record = NULL;

      g_assert_nonnull (kind);
      expected = balai_record_new_with_id (kind, cells[1]);
      balai_record_set_from_json (expected, cells[2], &error);
      g_assert_no_error (error);
      record = balai_repository_get (repository, kind, cells[1], &error);
      g_assert_no_error (error);
      g_assert_nonnull (record);
      g_assert_true (balai_record_equal (expected, record));
    }
  g_assert_cmpuint (i, >, 10 * RECORDS_OF_KIND);
}

static int
write_version (const char *folder)
{
  g_autoptr (BalaiRegistry) registry = kinds_alone ();
  g_autoptr (BalaiClock) clock = balai_clock_new_at (NOW);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRepository) repository = balai_store_folder_open (folder, registry, clock, TRUE, &error);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *path = g_build_filename (folder, "balai.jsonl", NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);

      for (int n = 0; kind->flags != BALAI_KIND_DERIVED && n < RECORDS_OF_KIND; n++)
        {
          g_autoptr (BalaiRecord) record = balai_record_new (kind);
          g_autofree char *json = NULL;

          balai_test_randomize (record, rand);
          save (repository, record);
          json = balai_record_to_json (record);
          g_string_append_printf (lines, "%s\t%s\t%s\n", kind->name, balai_record_get_id (record), json);
        }
    }
  g_file_set_contents (path, lines->str, -1, &error);
  g_assert_no_error (error);
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_version (argv[2]);

  balai_test_init (&argc, &argv);

  g_test_add_func ("/wire/every-kind/round-trip", test_round_trip);
  g_test_add_func ("/wire/every-kind/notify", test_notify);
  g_test_add_data_func ("/wire/every-kind/version-1", "version-1", test_version);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schema.h"

#include "balai-repository.h"
#include "balai-sqlite.h"
#include "balai-test-thing.h"
#include "balai-test.h"

static const BalaiField early_fields[] = {
  { .name = "name", .type = BALAI_FIELD_TEXT, .label = "Name" },
};

static const BalaiField late_fields[] = {
  { .name = "name", .type = BALAI_FIELD_TEXT, .label = "Name" },
  { .name = "amount", .type = BALAI_FIELD_INTEGER, .label = "Amount", .flags = BALAI_FIELD_INDEXED, .since = 2 },
};

static const BalaiKind early = {
  .name = "grown", .label = "Grown", .fields = early_fields, .n_fields = G_N_ELEMENTS (early_fields),
};
static const BalaiKind late = {
  .name = "grown", .label = "Grown", .fields = late_fields, .n_fields = G_N_ELEMENTS (late_fields),
};
static const BalaiKind more = {
  .name = "more", .label = "More", .fields = early_fields, .n_fields = G_N_ELEMENTS (early_fields), .since = 2,
};

static BalaiDatabase *
memory (void)
{
  g_autoptr (GError) error = NULL;
  BalaiSqlite *database = balai_sqlite_open_memory (&error);

  g_assert_no_error (error);
  return BALAI_DATABASE (database);
}

static int64_t
number (BalaiDatabase *database,
        const char    *sql)
{
  g_autoptr (GError) error = NULL;
  int64_t value;

  balai_database_get_integer (database, sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static BalaiRegistry *
registry_of (const BalaiKind *one,
             const BalaiKind *other)
{
  BalaiRegistry *registry = balai_registry_new ();

  balai_registry_add (registry, one);
  if (other != NULL)
    balai_registry_add (registry, other);
  return registry;
}

static void
assert_current (BalaiDatabase *database,
                BalaiRegistry *registry,
                gboolean       expected)
{
  g_autoptr (GError) error = NULL;
  gboolean current;

  balai_schema_is_current (database, registry, &current, &error);
  g_assert_no_error (error);
  g_assert_cmpint (current, ==, expected);
}

/* A field, an index and a kind more need no step, and what is there stays. */
static void
test_additive (void)
{
  g_autoptr (BalaiDatabase) database = memory ();
  g_autoptr (BalaiRegistry) old = registry_of (&early, NULL), new = registry_of (&late, &more);
  g_autoptr (GError) error = NULL;
  gboolean current;

  assert_current (database, old, FALSE);
  g_assert_true (balai_schema_migrate (database, old, &error));
  assert_current (database, old, TRUE);
  g_assert_cmpint (number (database, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (number (database, "PRAGMA application_id"), ==, BALAI_APPLICATION_ID);
  g_assert_true (balai_database_exec (database,
                                      "INSERT INTO grown (id, rev, base_rev, updated_at, name)"
                                      " VALUES ('01980c1e-7b00-7000-8000-000000000001', 1, 0, 0, 'a')",
                                      &error));

  assert_current (database, new, FALSE);
  g_assert_true (balai_schema_migrate (database, new, &error));
  assert_current (database, new, TRUE);
  g_assert_true (balai_schema_migrate (database, new, &error));
  g_assert_cmpint (number (database, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (number (database, "SELECT count(*) FROM grown WHERE name = 'a' AND amount IS NULL"), ==, 1);
  g_assert_cmpint (number (database, "SELECT count(*) FROM more"), ==, 0);
  g_assert_cmpint (number (database, "SELECT count(*) FROM sqlite_schema WHERE name = 'by_grown_amount'"), ==, 1);

  /* An index that was lost is made anew. */
  g_assert_true (balai_database_exec (database, "DROP INDEX by_grown_amount", &error));
  assert_current (database, new, FALSE);
  g_assert_true (balai_schema_migrate (database, new, &error));
  assert_current (database, new, TRUE);

  /* The older program does not touch what the newer made. */
  g_assert_false (balai_schema_is_current (database, old, &current, &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_TOO_NEW);
}

static void
test_steps (void)
{
  static const BalaiMigration steps[] = {
    { 1, "CREATE TABLE t (a INTEGER) STRICT; INSERT INTO t VALUES (1)" },
    { 2, "UPDATE t SET a = a * 10" },
    { 3, "UPDATE nothing SET a = 0" },
  };
  g_autoptr (BalaiDatabase) database = memory ();
  g_autoptr (GError) error = NULL;

  g_assert_true (balai_schema_run_steps (database, steps, 1, &error));
  g_assert_true (balai_schema_run_steps (database, steps, 2, &error));
  g_assert_true (balai_schema_run_steps (database, steps, 2, &error));
  g_assert_cmpint (number (database, "SELECT a FROM t"), ==, 10);
  g_assert_cmpint (number (database, "SELECT count(*) FROM schema_step"), ==, 2);

  g_assert_true (balai_database_begin (database, &error));
  g_assert_false (balai_schema_run_steps (database, steps, 3, &error));
  balai_database_rollback (database);
  g_assert_cmpint (number (database, "SELECT max (number) FROM schema_step"), ==, 2);
}

/* A step that adding cannot express, on a file that a person has: values of the old table move to a new one. */
static void
test_old_file (void)
{
  static const BalaiMigration steps[] = {
    { 1, "SELECT no_such_function ()" }, /* seen already: it must not run again */
    { 2, "CREATE TABLE place (venue TEXT PRIMARY KEY, building TEXT NOT NULL) STRICT;"
         "INSERT INTO place SELECT id, building FROM venue WHERE building IS NOT NULL;"
         "UPDATE venue SET building = NULL" },
    { 3, "UPDATE place SET building = building || '!'; UPDATE nothing SET a = 0" },
  };
  g_autofree char *old = balai_test_data_path ("db/version-1.db"), *contents = NULL;
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *path = balai_test_folder_build (folder, "balai.db");
  g_autoptr (GError) error = NULL;
  gsize length;
  int64_t named, sum;

  g_assert_true (g_file_get_contents (old, &contents, &length, NULL));
  g_assert_true (g_file_set_contents (path, contents, (gssize) length, NULL));
  {
    g_autoptr (BalaiSqlite) file = balai_sqlite_open (path, BALAI_SQLITE_WRITER, &error);
    BalaiDatabase *database = BALAI_DATABASE (file);

    g_assert_no_error (error);
    named = number (database, "SELECT count(building) FROM venue");
    sum = number (database, "SELECT sum (length (building)) FROM venue");
    g_assert_cmpint (named, >, 0);
    g_assert_true (balai_database_begin (database, &error));
    g_assert_true (balai_schema_run_steps (database, steps, 2, &error));
    g_assert_no_error (error);
    g_assert_true (balai_database_commit (database, &error));

    /* The next one fails in its second half: the file is as the step before left it. */
    g_assert_true (balai_database_begin (database, &error));
    g_assert_false (balai_schema_run_steps (database, steps, 3, &error));
    balai_database_rollback (database);
    g_clear_error (&error);
  }
  {
    g_autoptr (BalaiSqlite) file = balai_sqlite_open (path, BALAI_SQLITE_WRITER, &error);
    BalaiDatabase *database = BALAI_DATABASE (file);

    g_assert_no_error (error);
    g_assert_true (balai_sqlite_check (file, FALSE, &error));
    g_assert_cmpint (number (database, "SELECT max (number) FROM schema_step"), ==, 2);
    g_assert_cmpint (number (database, "SELECT count(*) FROM place"), ==, named);
    g_assert_cmpint (number (database, "SELECT sum (length (building)) FROM place"), ==, sum);
    g_assert_cmpint (number (database, "SELECT count(building) FROM venue"), ==, 0);
    g_assert_true (balai_schema_run_steps (database, steps, 2, &error));
    g_assert_cmpint (number (database, "SELECT count(*) FROM place"), ==, named);
  }
}

/* The tables hold what they are told to hold. */
static void
test_strict (void)
{
  g_autoptr (BalaiDatabase) database = memory ();
  g_autoptr (BalaiRegistry) registry = registry_of (&late, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (balai_schema_migrate (database, registry, &error));
  g_assert_false (balai_database_exec (database,
                                       "INSERT INTO grown (id, rev, base_rev, updated_at, amount)"
                                       " VALUES ('01980c1e-7b00-7000-8000-000000000001', 1, 0, 0, 'much')",
                                       &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);
  g_assert_false (balai_database_exec (database,
                                       "INSERT INTO grown (id, rev, base_rev, updated_at) VALUES ('short', 1, 0, 0)",
                                       &error));
  g_assert_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CONSTRAINT);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/record/schema/additive", test_additive);
  g_test_add_func ("/record/schema/steps", test_steps);
  g_test_add_func ("/record/schema/old-file", test_old_file);
  g_test_add_func ("/record/schema/strict", test_strict);

  return g_test_run ();
}

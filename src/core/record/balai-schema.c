/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schema.h"

/* Every file has two versions. The number of structural steps that were run stands in the table "schema_step". The
 * version of the format, from the kinds themselves, stands in user_version: it is how an older Balai knows that it must
 * not touch a newer file. Columns and tables of the kinds are added by comparing them with the file, so that a new
 * field needs no step. */

static const char ground_sql[] =
  /* One step of undo: what a person did at one go (undo 1), what took back step n of these (-n), and what did again
   * what step n of those had taken back (n, which is never 1: nothing comes before the first). */
  "CREATE TABLE batch (n INTEGER PRIMARY KEY, label TEXT NOT NULL, at INTEGER NOT NULL, undo INTEGER NOT NULL,"
  " undone_at INTEGER) STRICT;"
  /* What it changed. It serves the undo and the history alike: one fact, one place. */
  "CREATE TABLE change_log (n INTEGER PRIMARY KEY, batch INTEGER NOT NULL, kind TEXT NOT NULL, record TEXT NOT NULL,"
  " op INTEGER NOT NULL, rev INTEGER NOT NULL, before TEXT, after TEXT) STRICT;"
  "CREATE INDEX change_log_record ON change_log (record);"
  "CREATE INDEX change_log_batch ON change_log (batch);"
  /* The text of every record that can be searched, and its index. */
  "CREATE TABLE search_text (n INTEGER PRIMARY KEY, kind TEXT NOT NULL, record TEXT NOT NULL UNIQUE,"
  " text TEXT NOT NULL) STRICT;"
  "CREATE VIRTUAL TABLE search USING fts5(text, content='search_text', content_rowid='n',"
  " tokenize='unicode61 remove_diacritics 2', prefix='2 3');"
  /* Operations that wait for the city's server; none on a desk that has no server. */
  "CREATE TABLE operation (n INTEGER PRIMARY KEY AUTOINCREMENT, mid TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
  " record TEXT NOT NULL, op TEXT NOT NULL, base_rev INTEGER NOT NULL, body TEXT NOT NULL, at INTEGER NOT NULL) STRICT;"
  "CREATE INDEX operation_record ON operation (record);"
  /* What the server has of a record with operations waiting. */
  "CREATE TABLE record_base (kind TEXT NOT NULL, record TEXT NOT NULL, rev INTEGER NOT NULL, json TEXT NOT NULL,"
  " PRIMARY KEY (kind, record)) STRICT;"
  "CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;";

static const BalaiMigration steps[] = {
  { 1, ground_sql },
};

static const char *
column_type (const BalaiDialect *dialect,
             const BalaiField   *field)
{
  switch (balai_field_get_storage (field))
    {
    case BALAI_STORAGE_INTEGER:
      return dialect->integer;
    case BALAI_STORAGE_REAL:
      return dialect->real;
    case BALAI_STORAGE_TEXT:
    default:
      return dialect->text;
    }
}

static gboolean
create_table (BalaiDatabase   *database,
              const BalaiKind *kind,
              GError         **error)
{
  const BalaiDialect *dialect = balai_database_get_dialect (database);
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "CREATE TABLE \"%s\" (", kind->name);
  if (kind->flags != BALAI_KIND_DERIVED)
    g_string_append_printf (sql,
                            "id %s PRIMARY KEY CHECK (length (id) = 36), rev %s NOT NULL, base_rev %s NOT NULL,"
                            " deleted_at %s, updated_at %s NOT NULL, extra %s",
                            dialect->text, dialect->integer, dialect->integer, dialect->integer, dialect->integer,
                            dialect->text);
  for (guint i = 0; i < kind->n_fields; i++)
    g_string_append_printf (sql, "%s\"%s\" %s", i > 0 || kind->flags != BALAI_KIND_DERIVED ? ", " : "",
                            kind->fields[i].name, column_type (dialect, &kind->fields[i]));
  g_string_append_printf (sql, ")%s", dialect->table_suffix);
  return balai_database_exec (database, sql->str, error);
}

static gboolean
add_columns (BalaiDatabase   *database,
             const BalaiKind *kind,
             GPtrArray       *columns,
             GError         **error)
{
  const BalaiDialect *dialect = balai_database_get_dialect (database);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      g_autofree char *sql = NULL;

      if (g_ptr_array_find_with_equal_func (columns, kind->fields[i].name, g_str_equal, NULL))
        continue;
      sql = g_strdup_printf ("ALTER TABLE \"%s\" ADD COLUMN \"%s\" %s", kind->name, kind->fields[i].name,
                             column_type (dialect, &kind->fields[i]));
      if (!balai_database_exec (database, sql, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
field_has_index (const BalaiField *field)
{
  return field->type == BALAI_FIELD_REFERENCE || field->flags & BALAI_FIELD_INDEXED;
}

static gboolean
has_indexes (BalaiDatabase    *database,
             const BalaiKind  *kind,
             gboolean         *complete,
             GError          **error)
{
  g_autoptr (BalaiStatement) statement = balai_database_get (
    database, "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL", error);
  int64_t wanted = 0;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < kind->n_fields; i++)
    wanted += field_has_index (&kind->fields[i]);
  for (const BalaiIndex *index = kind->indexes; index != NULL && index->name != NULL; index++)
    wanted++;
  balai_statement_bind_text (statement, 1, kind->name);
  if (balai_statement_step (statement, error) != BALAI_STEP_ROW)
    return FALSE;
  *complete = balai_statement_int (statement, 0) >= wanted;
  return TRUE;
}

static gboolean
create_indexes (BalaiDatabase   *database,
                const BalaiKind *kind,
                GError         **error)
{
  for (guint i = 0; i < kind->n_fields; i++)
    {
      const BalaiField *field = &kind->fields[i];
      g_autofree char *sql = NULL;

      if (!field_has_index (field))
        continue;
      sql = g_strdup_printf ("CREATE INDEX IF NOT EXISTS \"by_%s_%s\" ON \"%s\" (\"%s\")", kind->name, field->name,
                             kind->name, field->name);
      if (!balai_database_exec (database, sql, error))
        return FALSE;
    }
  for (const BalaiIndex *index = kind->indexes; index != NULL && index->name != NULL; index++)
    {
      g_autofree char *sql = g_strdup_printf ("CREATE INDEX IF NOT EXISTS \"by_%s_%s\" ON \"%s\" (%s)%s%s", kind->name,
                                              index->name, kind->name, index->columns, index->where ? " WHERE " : "",
                                              index->where ? index->where : "");

      if (!balai_database_exec (database, sql, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * balai_schema_run_steps:
 * @database: a writer, inside a transaction
 * @list: (array length=n_steps): steps in the order of their numbers
 * @n_steps: how many
 * @error: return location for a #BalaiDbError
 *
 * Runs the steps that the file has not seen.
 *
 * Returns: whether all of them ran
 */
gboolean
balai_schema_run_steps (BalaiDatabase        *database,
                        const BalaiMigration *list,
                        guint                 n_steps,
                        GError              **error)
{
  int64_t done;

  if (!balai_database_exec (database,
                            "CREATE TABLE IF NOT EXISTS schema_step (number INTEGER PRIMARY KEY, at INTEGER NOT NULL)"
                            " STRICT",
                            error)
      || !balai_database_get_integer (database, "SELECT max(number) FROM schema_step", &done, error))
    return FALSE;
  for (guint i = 0; i < n_steps; i++)
    {
      g_autofree char *note = NULL;

      if (list[i].number <= done)
        continue;
      note = g_strdup_printf ("INSERT INTO schema_step (number, at) VALUES (%d, unixepoch())", list[i].number);
      if (!balai_database_exec (database, list[i].sql, error) || !balai_database_exec (database, note, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * balai_schema_is_current:
 * @database: a connection
 * @registry: the kinds
 * @current: (out): whether the file has every step, table, column and index
 * @error: return location for a #BalaiDbError: %BALAI_DB_ERROR_TOO_NEW for the file of a newer Balai,
 *   %BALAI_DB_ERROR_NOT_A_DATABASE for that of another program
 *
 * Returns: whether the file is one of ours and could be read
 */
gboolean
balai_schema_is_current (BalaiDatabase  *database,
                         BalaiRegistry  *registry,
                         gboolean       *current,
                         GError        **error)
{
  int64_t version, application, tables, done;

  *current = FALSE;
  if (!balai_database_get_integer (database, "PRAGMA user_version", &version, error)
      || !balai_database_get_integer (database, "PRAGMA application_id", &application, error)
      || !balai_database_get_integer (database, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  if (tables == 0)
    return TRUE;
  if (application != BALAI_APPLICATION_ID)
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_NOT_A_DATABASE, "the database of another program (%x)",
                   (guint) application);
      return FALSE;
    }
  if (version > balai_registry_get_version (registry))
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_TOO_NEW, "version %d of the format", (int) version);
      return FALSE;
    }
  if (!balai_database_get_integer (database, "SELECT max(number) FROM schema_step", &done, error))
    return FALSE;
  if (done > steps[G_N_ELEMENTS (steps) - 1].number)
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_TOO_NEW, "step %d of the structure", (int) done);
      return FALSE;
    }
  if (done < steps[G_N_ELEMENTS (steps) - 1].number || version < balai_registry_get_version (registry))
    return TRUE;
  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);
      g_autoptr (GPtrArray) columns = balai_database_list_columns (database, kind->name, error);
      gboolean complete;

      if (columns == NULL || !has_indexes (database, kind, &complete, error))
        return FALSE;
      if (!complete)
        return TRUE;
      for (guint f = 0; f < kind->n_fields; f++)
        if (!g_ptr_array_find_with_equal_func (columns, kind->fields[f].name, g_str_equal, NULL))
          return TRUE;
    }
  *current = TRUE;
  return TRUE;
}

/**
 * balai_schema_migrate:
 * @database: a writer
 * @registry: the kinds
 * @error: return location for a #BalaiDbError
 *
 * Makes the file fit the kinds, in one transaction: steps of structure, new tables, new columns, indexes. It only adds.
 *
 * Returns: whether the file fits now; when not, it is as it was
 */
gboolean
balai_schema_migrate (BalaiDatabase  *database,
                      BalaiRegistry  *registry,
                      GError        **error)
{
  g_autofree char *header = NULL;
  gboolean current;

  if (!balai_schema_is_current (database, registry, &current, error))
    return FALSE;
  if (current)
    return TRUE;
  if (!balai_database_begin (database, error))
    return FALSE;
  if (!balai_schema_run_steps (database, steps, G_N_ELEMENTS (steps), error))
    goto failed;
  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);
      g_autoptr (GPtrArray) columns = balai_database_list_columns (database, kind->name, error);

      if (columns == NULL
          || !(columns->len == 0 ? create_table (database, kind, error) : add_columns (database, kind, columns, error))
          || !create_indexes (database, kind, error))
        goto failed;
    }
  header = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%u", BALAI_APPLICATION_ID,
                            balai_registry_get_version (registry));
  if (!balai_database_exec (database, header, error))
    goto failed;
  return balai_database_commit (database, error);

failed:
  balai_database_rollback (database);
  return FALSE;
}

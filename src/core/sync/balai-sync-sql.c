/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-sync-sql.h"

#include <string.h>

struct _BalaiSyncSql
{
  const BalaiDialect *dialect;    /* (unowned) */
  char               *city;       /* (owned): word of the city, which needs no quoting */
  GHashTable         *statements; /* (owned) (element-type utf8 utf8): by the text with marks, which is never freed */
};

static const char *const tables[] = {
  /* What the server is: epoch, version of these tables. */
  "CREATE TABLE IF NOT EXISTS sync_meta ({city T}name {T} NOT NULL, value {T} NOT NULL, PRIMARY KEY ({city,}name)){;}",
  /* A stream: the number of its last change, up to where changes were forgotten, the sum over what it holds, and the
   * head of its chain of audit. */
  "CREATE TABLE IF NOT EXISTS sync_stream ({city T}stream {T} NOT NULL, seq {I} NOT NULL, floor {I} NOT NULL,"
  " digest {T} NOT NULL, audit_n {I} NOT NULL, audit_hash {T} NOT NULL, PRIMARY KEY ({city,}stream)){;}",
  /* Where each record stands in each stream: one row, which a change moves to the head. "h" is empty of what does not
   * count in the digest: tombstones, and what has left the stream. */
  "CREATE TABLE IF NOT EXISTS sync_feed ({city T}stream {T} NOT NULL, seq {I} NOT NULL, txn {I} NOT NULL,"
  " t {T} NOT NULL, id {T} NOT NULL, view {I} NOT NULL, gone {I} NOT NULL, home {I} NOT NULL, rev {I} NOT NULL,"
  " h {T} NOT NULL, actor {T}, at {I} NOT NULL, PRIMARY KEY ({city,}stream, seq), UNIQUE ({city,}stream, t, id)){;}",
  "CREATE INDEX IF NOT EXISTS sync_feed_record ON sync_feed ({city,}t, id)",
  /* What became of each mutation. The body is kept of one that did not take effect as it was sent. */
  "CREATE TABLE IF NOT EXISTS sync_result ({city T}mid {T} NOT NULL, sha {T} NOT NULL, verdict {I} NOT NULL,"
  " result {T} NOT NULL, body {T}, replaces {T}, op {T} NOT NULL,"
  " t {T} NOT NULL, record {T} NOT NULL, device {T} NOT NULL,"
  " actor {T} NOT NULL, at {I} NOT NULL, PRIMARY KEY ({city,}mid)){;}",
  "CREATE INDEX IF NOT EXISTS sync_result_replaces ON sync_result ({city,}replaces)",
  "CREATE INDEX IF NOT EXISTS sync_result_record ON sync_result ({city,}t, record)",
  /* Two values of one field, waiting for a person: the server's stands. */
  "CREATE TABLE IF NOT EXISTS sync_conflict ({city T}mid {T} NOT NULL, field {T} NOT NULL, t {T} NOT NULL,"
  " record {T} NOT NULL, rev {I} NOT NULL, reason {T} NOT NULL, base {T}, theirs {T}, mine {T}, actor {T} NOT NULL,"
  " at {I} NOT NULL, due {I} NOT NULL, PRIMARY KEY ({city,}mid, field)){;}",
  "CREATE INDEX IF NOT EXISTS sync_conflict_record ON sync_conflict ({city,}t, record)",
  /* Each revision of each record, and who made it. */
  "CREATE TABLE IF NOT EXISTS sync_history ({city T}t {T} NOT NULL, id {T} NOT NULL, rev {I} NOT NULL,"
  " mid {T} NOT NULL, op {T} NOT NULL, actor {T} NOT NULL, device {T} NOT NULL, at {I} NOT NULL, body {T} NOT NULL,"
  " PRIMARY KEY ({city,}t, id, rev)){;}",
  /* The chain of what took effect in the home of a record: hash = SHA-256 (hash of the one before ‖ entry). */
  "CREATE TABLE IF NOT EXISTS sync_audit ({city T}stream {T} NOT NULL, n {I} NOT NULL, entry {T} NOT NULL,"
  " hash {T} NOT NULL, PRIMARY KEY ({city,}stream, n)){;}",
  /* Who may see and change which streams, until there are accounts. A name with ":" at its end: all that begin so. */
  "CREATE TABLE IF NOT EXISTS sync_grant ({city T}device {T} NOT NULL, stream {T} NOT NULL, rights {I} NOT NULL,"
  " PRIMARY KEY ({city,}device, stream)){;}",
};

/**
 * balai_sync_sql_new:
 * @dialect: the words of the engine
 * @city: word of the city: lower-case letters, digits, "-", "_" and "."
 *
 * Returns: (transfer full): its statements
 */
BalaiSyncSql *
balai_sync_sql_new (const BalaiDialect *dialect,
                    const char         *city)
{
  BalaiSyncSql *self;

  /* It is written into the text of statements. */
  g_return_val_if_fail (*city != '\0' && city[strspn (city, "abcdefghijklmnopqrstuvwxyz0123456789-_.")] == '\0', NULL);

  self = g_new0 (BalaiSyncSql, 1);
  self->dialect = dialect;
  self->city = g_strdup (city);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  return self;
}

void
balai_sync_sql_free (BalaiSyncSql *self)
{
  g_hash_table_unref (self->statements);
  g_free (self->city);
  g_free (self);
}

static void
append_mark (BalaiSyncSql *self,
             GString      *sql,
             const char   *mark,
             gsize         length)
{
  const BalaiDialect *dialect = self->dialect;
  const struct
  {
    const char *mark, *before, *middle, *after;
    gboolean    of_city;
  } marks[] = {
    { "I", dialect->integer, "", "", FALSE },
    { "T", dialect->text, "", "", FALSE },
    { ";", dialect->table_suffix, "", "", FALSE },
    { "city T", "city ", dialect->text, " NOT NULL, ", TRUE },
    { "city,", "city, ", "", "", TRUE },
    { "'city',", "'", self->city, "', ", TRUE },
    { "city=", "city = '", self->city, "' AND ", TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strlen (marks[i].mark) == length && strncmp (mark, marks[i].mark, length) == 0)
      {
        if (!marks[i].of_city || dialect->tenant)
          g_string_append_printf (sql, "%s%s%s", marks[i].before, marks[i].middle, marks[i].after);
        return;
      }
  g_return_if_reached ();
}

/**
 * balai_sync_sql_expand:
 * @self: statements
 * @text: a statement with marks
 *
 * Returns: (transfer full): the statement in the words of the engine
 */
char *
balai_sync_sql_expand (BalaiSyncSql *self,
                       const char   *text)
{
  GString *sql = g_string_new (NULL);

  while (*text != '\0')
    {
      if (*text == '{')
        {
          const char *end = strchr (text, '}');

          append_mark (self, sql, text + 1, (gsize) (end - text - 1));
          text = end + 1;
        }
      else if (*text == '?')
        {
          char *end;
          const int number = (int) g_ascii_strtoull (text + 1, &end, 10);
          g_auto (GStrv) parts = g_strsplit (self->dialect->placeholder, "%d", 2);

          g_string_append_printf (sql, "%s%d%s", parts[0], number, parts[1]);
          text = end;
        }
      else
        g_string_append_c (sql, *text++);
    }
  return g_string_free (sql, FALSE);
}

/**
 * balai_sync_sql_get:
 * @self: statements
 * @text: a statement with marks, a literal
 *
 * Returns: (transfer none): the statement in the words of the engine
 */
const char *
balai_sync_sql_get (BalaiSyncSql *self,
                    const char   *text)
{
  char *sql = g_hash_table_lookup (self->statements, text);

  if (sql == NULL)
    {
      sql = balai_sync_sql_expand (self, text);
      g_hash_table_insert (self->statements, (gpointer) text, sql);
    }
  return sql;
}

/**
 * balai_sync_sql_migrate:
 * @self: statements
 * @database: a writer
 * @error: return location for a #BalaiDbError
 *
 * Makes the tables that are not there.
 *
 * Returns: whether all are there
 */
gboolean
balai_sync_sql_migrate (BalaiSyncSql   *self,
                        BalaiDatabase  *database,
                        GError        **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    if (!balai_database_exec (database, balai_sync_sql_get (self, tables[i]), error))
      return FALSE;
  return TRUE;
}

static void
bind (BalaiStatement *statement,
      const char     *types,
      va_list         args)
{
  for (int i = 0; types[i] != '\0'; i++)
    {
      if (types[i] == 's')
        {
          const char *text = va_arg (args, const char *);

          if (text != NULL)
            balai_statement_bind_text (statement, i + 1, text);
          else
            balai_statement_bind_null (statement, i + 1);
        }
      else
        balai_statement_bind_int (statement, i + 1, va_arg (args, int64_t));
    }
}

/**
 * balai_sync_sql_prepare:
 * @self: statements
 * @database: a connection
 * @error: return location for a #BalaiDbError
 * @text: a statement with marks, a literal
 * @types: one letter for each parameter: "s" for a text, which may be %NULL, "i" for an int64_t
 * @...: the parameters
 *
 * Returns: (nullable): the statement, to be stepped and handed back
 */
BalaiStatement *
balai_sync_sql_prepare (BalaiSyncSql   *self,
                        BalaiDatabase  *database,
                        GError        **error,
                        const char     *text,
                        const char     *types,
                        ...)
{
  BalaiStatement *statement = balai_database_get (database, balai_sync_sql_get (self, text), error);
  va_list args;

  if (statement == NULL)
    return NULL;
  va_start (args, types);
  bind (statement, types, args);
  va_end (args);
  return statement;
}

/**
 * balai_sync_sql_run:
 * @self: statements
 * @database: a connection
 * @error: return location for a #BalaiDbError
 * @text: a statement with marks that answers no row, a literal
 * @types: as for balai_sync_sql_prepare()
 * @...: the parameters
 *
 * Returns: whether it ran
 */
gboolean
balai_sync_sql_run (BalaiSyncSql   *self,
                    BalaiDatabase  *database,
                    GError        **error,
                    const char     *text,
                    const char     *types,
                    ...)
{
  BalaiStatement *statement = balai_database_get (database, balai_sync_sql_get (self, text), error);
  va_list args;

  if (statement == NULL)
    return FALSE;
  va_start (args, types);
  bind (statement, types, args);
  va_end (args);
  return balai_statement_run (statement, error);
}

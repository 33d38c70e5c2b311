/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-repository-private.h"

#include "balai-schema.h"

/**
 * BalaiRepository:
 *
 * The records behind one connection: reading, and with a writer's connection, writing. It works at once and belongs to
 * the thread of its connection. It is also the context that rules are given: what they may know of the world.
 */
struct _BalaiRepository
{
  GObject           parent_instance;

  BalaiDatabase    *database;   /* (owned) */
  BalaiRegistry    *registry;   /* (owned) */
  const BalaiClock *clock;      /* (unowned) */
  GHashTable       *statements; /* (owned) (element-type BalaiKind KindStatements) */
  int               connected;  /* -1: not yet asked */

  BalaiRepositoryListener listener;      /* (nullable) */
  gpointer                listener_data; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiRepository, balai_repository, G_TYPE_OBJECT)

G_DEFINE_QUARK (balai-record-error-quark, balai_record_error)

static void
kind_statements_free (gpointer data)
{
  KindStatements *statements = data;

  g_free (statements->columns);
  g_free (statements->select);
  g_free (statements->insert);
  g_free (statements);
}

static void
balai_repository_dispose (GObject *object)
{
  BalaiRepository *self = BALAI_REPOSITORY (object);

  g_clear_object (&self->database);
  g_clear_pointer (&self->registry, balai_registry_unref);
  g_clear_pointer (&self->statements, g_hash_table_unref);

  G_OBJECT_CLASS (balai_repository_parent_class)->dispose (object);
}

static void
balai_repository_class_init (BalaiRepositoryClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_repository_dispose;
}

static void
balai_repository_init (BalaiRepository *self)
{
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, kind_statements_free);
  self->connected = -1;
}

/**
 * balai_repository_new:
 * @database: (transfer none): a connection
 * @registry: (transfer none): the kinds
 * @clock: (transfer none): what time it is; outlives the repository
 *
 * Returns: (transfer full): the records behind the connection
 */
BalaiRepository *
balai_repository_new (BalaiDatabase    *database,
                      BalaiRegistry    *registry,
                      const BalaiClock *clock)
{
  BalaiRepository *self = g_object_new (BALAI_TYPE_REPOSITORY, NULL);

  self->database = g_object_ref (database);
  self->registry = balai_registry_ref (registry);
  self->clock = clock;
  return self;
}

BalaiDatabase *
balai_repository_get_database (BalaiRepository *self)
{
  return self->database;
}

BalaiRegistry *
balai_repository_get_registry (BalaiRepository *self)
{
  return self->registry;
}

const BalaiClock *
balai_repository_get_clock (BalaiRepository *self)
{
  return self->clock;
}

int64_t
balai_repository_now (BalaiRepository *self)
{
  return balai_clock_now (self->clock);
}

/**
 * balai_repository_set_listener:
 * @self: a repository
 * @listener: (nullable): whom to tell of each change
 * @data: handed to @listener
 */
void
balai_repository_set_listener (BalaiRepository         *self,
                               BalaiRepositoryListener  listener,
                               gpointer                 data)
{
  self->listener = listener;
  self->listener_data = data;
}

void
balai_repository_tell (BalaiRepository *self,
                       BalaiChanges    *changes)
{
  balai_changes_let_go (changes);
  if (self->listener != NULL && balai_changes_get_size (changes) > 0)
    self->listener (changes, self->listener_data);
}

/**
 * balai_repository_needs_migration:
 * @self: a repository
 * @needed: (out): whether the file lacks something the kinds ask for
 * @error: return location for a #BalaiDbError, %BALAI_DB_ERROR_TOO_NEW among them
 *
 * Returns: whether the file could be read and is one of ours
 */
gboolean
balai_repository_needs_migration (BalaiRepository  *self,
                                  gboolean         *needed,
                                  GError          **error)
{
  gboolean current;

  *needed = FALSE;
  if (!balai_schema_is_current (self->database, self->registry, &current, error))
    return FALSE;
  *needed = !current;
  return TRUE;
}

/**
 * balai_repository_migrate:
 * @self: a repository on a writer's connection
 * @error: return location for a #BalaiDbError
 *
 * Makes the file fit the kinds, and takes to new fields what an older Balai kept for them, in one transaction.
 *
 * Returns: whether the file fits the kinds now; when not, it is as it was
 */
gboolean
balai_repository_migrate (BalaiRepository  *self,
                          GError          **error)
{
  gboolean current;

  if (!balai_schema_is_current (self->database, self->registry, &current, error))
    return FALSE;
  if (current)
    return TRUE;
  if (!balai_database_begin (self->database, error))
    return FALSE;
  if (!balai_schema_migrate (self->database, self->registry, error) || !balai_repository_adopt_extra (self, error))
    {
      balai_database_rollback (self->database);
      return FALSE;
    }
  return balai_database_commit (self->database, error);
}

const KindStatements *
balai_repository_get_statements (BalaiRepository *self,
                                 const BalaiKind *kind)
{
  KindStatements *statements = g_hash_table_lookup (self->statements, kind);

  if (statements == NULL)
    {
      g_autoptr (GString) columns = g_string_new (NULL);
      g_autoptr (GString) values = g_string_new (NULL);
      gboolean derived = kind->flags == BALAI_KIND_DERIVED;

      if (!derived)
        {
          g_string_append (columns, "id, rev, base_rev, deleted_at, updated_at, extra");
          g_string_append (values, "?1, ?2, ?3, ?4, ?5, ?6");
        }
      for (guint i = 0; i < kind->n_fields; i++)
        {
          const char *comma = i > 0 || !derived ? ", " : "";

          g_string_append_printf (columns, "%s\"%s\"", comma, kind->fields[i].name);
          g_string_append_printf (values, "%s?%u", comma, i + (derived ? 1 : 7));
        }
      statements = g_new0 (KindStatements, 1);
      statements->select = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE id = ?1", columns->str, kind->name);
      statements->insert = g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)", kind->name, columns->str,
                                            values->str);
      statements->columns = g_string_free (g_steal_pointer (&columns), FALSE);
      g_hash_table_insert (self->statements, (gpointer) kind, statements);
    }
  return statements;
}

/**
 * balai_repository_read_record:
 * @kind: a kind that is not derived
 * @statement: a statement on a row of the columns of #KindStatements
 *
 * Returns: (transfer full): the record of the row
 */
BalaiRecord *
balai_repository_read_record (const BalaiKind *kind,
                              BalaiStatement  *statement)
{
  BalaiRecord *record = balai_record_new_with_id (kind, balai_statement_text (statement, 0));

  g_object_freeze_notify (G_OBJECT (record));
  balai_record_set_identity (record, balai_record_get_id (record), balai_statement_int (statement, 1),
                             balai_statement_int (statement, 2), !balai_statement_is_null (statement, 3));
  balai_record_set_updated (record, balai_statement_int (statement, 4));
  if (!balai_statement_is_null (statement, 5))
    balai_record_set_extra (record, balai_statement_text (statement, 5));
  for (guint i = 0; i < kind->n_fields; i++)
    {
      int column = (int) i + 6;

      if (balai_statement_is_null (statement, column))
        continue;
      switch (balai_field_get_storage (&kind->fields[i]))
        {
        case BALAI_STORAGE_INTEGER:
          balai_record_set_int (record, (int) i, balai_statement_int (statement, column));
          break;
        case BALAI_STORAGE_REAL:
          balai_record_set_real (record, (int) i, balai_statement_real (statement, column));
          break;
        case BALAI_STORAGE_TEXT:
        default:
          balai_record_set_text (record, (int) i, balai_statement_text (statement, column));
          break;
        }
    }
  balai_record_clear_dirty (record);
  g_object_thaw_notify (G_OBJECT (record));
  return record;
}

static BalaiRecord *
read_one (const BalaiKind *kind,
          BalaiStatement  *statement,
          gboolean         with_deleted,
          GError         **error)
{
  if (balai_statement_step (statement, error) != BALAI_STEP_ROW)
    return NULL;
  if (!with_deleted && !balai_statement_is_null (statement, 3))
    return NULL;
  return balai_repository_read_record (kind, statement);
}

BalaiRecord *
balai_repository_get_any (BalaiRepository  *self,
                          const BalaiKind  *kind,
                          const char       *id,
                          GError          **error)
{
  g_autoptr (BalaiStatement) statement =
    balai_database_get (self->database, balai_repository_get_statements (self, kind)->select, error);

  if (statement == NULL)
    return NULL;
  balai_statement_bind_text (statement, 1, id);
  return read_one (kind, statement, TRUE, error);
}

/**
 * balai_repository_get:
 * @self: a repository
 * @kind: a kind that is not derived
 * @id: (nullable): an id
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): the record; %NULL without an error when there is none or only its tombstone
 */
BalaiRecord *
balai_repository_get (BalaiRepository  *self,
                      const BalaiKind  *kind,
                      const char       *id,
                      GError          **error)
{
  g_autoptr (BalaiStatement) statement = NULL;

  if (id == NULL)
    return NULL;
  statement = balai_database_get (self->database, balai_repository_get_statements (self, kind)->select, error);
  if (statement == NULL)
    return NULL;
  balai_statement_bind_text (statement, 1, id);
  return read_one (kind, statement, FALSE, error);
}

/**
 * balai_repository_get_row:
 * @self: a repository
 * @kind: a kind that is not derived
 * @row: number of a row, from balai_repository_rows()
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): the record of the row
 */
BalaiRecord *
balai_repository_get_row (BalaiRepository  *self,
                          const BalaiKind  *kind,
                          int64_t           row,
                          GError          **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\" WHERE rowid = ?1",
                                          balai_repository_get_statements (self, kind)->columns, kind->name);
  g_autoptr (BalaiStatement) statement = balai_database_get (self->database, sql, error);

  if (statement == NULL)
    return NULL;
  balai_statement_bind_int (statement, 1, row);
  return read_one (kind, statement, FALSE, error);
}

/**
 * balai_repository_list:
 * @self: a repository
 * @query: which records
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type BalaiRecord): the records
 */
GPtrArray *
balai_repository_list (BalaiRepository  *self,
                       BalaiQuery       *query,
                       GError          **error)
{
  const BalaiKind *kind = balai_query_get_kind (query);
  g_autofree char *sql = balai_query_to_sql (query, balai_repository_get_statements (self, kind)->columns);
  g_autoptr (BalaiStatement) statement = balai_database_get (self->database, sql, error);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);
  BalaiStep step;

  if (statement == NULL)
    return NULL;
  balai_query_bind (query, statement);
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    g_ptr_array_add (records, balai_repository_read_record (kind, statement));
  return step == BALAI_STEP_DONE ? g_steal_pointer (&records) : NULL;
}

/**
 * balai_repository_list_all:
 * @self: a repository
 * @kind: a kind
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type BalaiRecord): all records of the kind, in no order
 */
GPtrArray *
balai_repository_list_all (BalaiRepository  *self,
                           const BalaiKind  *kind,
                           GError          **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (kind);

  return balai_repository_list (self, query, error);
}

/**
 * balai_repository_list_by_title:
 * @self: a repository
 * @kind: a kind
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type BalaiRecord): all records of the kind, in the order of what a
 *   person calls them by
 */
GPtrArray *
balai_repository_list_by_title (BalaiRepository  *self,
                                const BalaiKind  *kind,
                                GError          **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (kind);

  balai_query_order_by (query, kind->title_field, FALSE);
  return balai_repository_list (self, query, error);
}

/**
 * balai_repository_find:
 * @self: a repository
 * @kind: a kind
 * @field: index of a field held as text
 * @value: what it shall be
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): the first record with that value; %NULL without an error when there is none
 */
BalaiRecord *
balai_repository_find (BalaiRepository  *self,
                       const BalaiKind  *kind,
                       int               field,
                       const char       *value,
                       GError          **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (kind);
  g_autoptr (GPtrArray) records = NULL;

  balai_query_where_text (query, field, BALAI_EQUAL, value);
  balai_query_limit (query, 1, 0);
  records = balai_repository_list (self, query, error);
  return records != NULL && records->len > 0 ? g_object_ref (records->pdata[0]) : NULL;
}

/**
 * balai_repository_children:
 * @self: a repository
 * @kind: a kind that hangs on another
 * @parent: id of a record of that other kind
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type BalaiRecord): what hangs on the record
 */
GPtrArray *
balai_repository_children (BalaiRepository  *self,
                           const BalaiKind  *kind,
                           const char       *parent,
                           GError          **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (kind);

  g_return_val_if_fail (kind->parent_field != NULL, NULL);

  balai_query_where_text (query, balai_kind_find_field (kind, kind->parent_field), BALAI_EQUAL, parent);
  return balai_repository_list (self, query, error);
}

/**
 * balai_repository_rows:
 * @self: a repository
 * @query: which records
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type gint64): numbers of their rows, in the order of the query
 */
GArray *
balai_repository_rows (BalaiRepository  *self,
                       BalaiQuery       *query,
                       GError          **error)
{
  g_autofree char *sql = balai_query_to_sql (query, "rowid");
  g_autoptr (BalaiStatement) statement = balai_database_get (self->database, sql, error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (int64_t));
  BalaiStep step;

  if (statement == NULL)
    return NULL;
  balai_query_bind (query, statement);
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      int64_t row = balai_statement_int (statement, 0);

      g_array_append_val (rows, row);
    }
  return step == BALAI_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/**
 * balai_repository_count:
 * @self: a repository
 * @query: which records; its order and limit do not matter
 * @count: (out): how many there are
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether they could be counted
 */
gboolean
balai_repository_count (BalaiRepository  *self,
                        BalaiQuery       *query,
                        int64_t          *count,
                        GError          **error)
{
  g_autofree char *sql = balai_query_to_sql (query, "count(*)");
  g_autoptr (BalaiStatement) statement = balai_database_get (self->database, sql, error);

  *count = 0;
  if (statement == NULL)
    return FALSE;
  balai_query_bind (query, statement);
  if (balai_statement_step (statement, error) != BALAI_STEP_ROW)
    return FALSE;
  *count = balai_statement_int (statement, 0);
  return TRUE;
}

/**
 * balai_repository_get_setting:
 * @self: a repository
 * @key: name of a setting of this computer
 *
 * Returns: (transfer full) (nullable): its value
 */
char *
balai_repository_get_setting (BalaiRepository *self,
                              const char      *key)
{
  g_autoptr (BalaiStatement) statement =
    balai_database_get (self->database, "SELECT value FROM setting WHERE key = ?1", NULL);

  if (statement == NULL)
    return NULL;
  balai_statement_bind_text (statement, 1, key);
  if (balai_statement_step (statement, NULL) != BALAI_STEP_ROW)
    return NULL;
  return g_strdup (balai_statement_text (statement, 0));
}

/**
 * balai_repository_set_setting:
 * @self: a repository on a writer's connection
 * @key: name of a setting of this computer
 * @value: (nullable): its value, or %NULL for none
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether it was kept
 */
gboolean
balai_repository_set_setting (BalaiRepository  *self,
                              const char       *key,
                              const char       *value,
                              GError          **error)
{
  BalaiStatement *statement =
    balai_database_get (self->database,
                        value ? "INSERT INTO setting (key, value) VALUES (?1, ?2)"
                                " ON CONFLICT (key) DO UPDATE SET value = excluded.value"
                              : "DELETE FROM setting WHERE key = ?1",
                        error);

  if (statement == NULL)
    return FALSE;
  balai_repository_forget_settings (self);
  balai_statement_bind_text (statement, 1, key);
  if (value)
    balai_statement_bind_text (statement, 2, value);
  return balai_statement_run (statement, error);
}

void
balai_repository_forget_settings (BalaiRepository *self)
{
  self->connected = -1;
}

/**
 * balai_repository_is_connected:
 * @self: a repository
 *
 * Returns: whether this desk is connected to a city's server, so that each edit leaves an operation to be sent
 */
gboolean
balai_repository_is_connected (BalaiRepository *self)
{
  if (self->connected < 0)
    {
      g_autofree char *server = balai_repository_get_setting (self, "server");

      self->connected = server != NULL;
    }
  return self->connected;
}

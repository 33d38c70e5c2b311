/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-database.h"

/* What rolling back to a savepoint brings back beside the rows. */
typedef struct
{
  int      depth;
  gboolean failed;
} Savepoint;

/**
 * BalaiDatabase:
 *
 * A connection that speaks SQL. It belongs to one thread. What is written against this class runs on every engine that
 * implements it; what differs between engines stands in their #BalaiDialect.
 */
typedef struct
{
  GHashTable *statements; /* (owned) (element-type utf8 BalaiStatement) */
  int         depth;      /* transactions nest: only the outermost begins and commits */
  gboolean    failed;     /* an inner transaction was rolled back: the outer one cannot commit */
  GArray     *savepoints; /* (owned) (element-type Savepoint) */
} BalaiDatabasePrivate;

/* An update names the columns that changed, so that there are many statements; they are kept while they are few. */
#define STATEMENTS_KEPT 256

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BalaiDatabase, balai_database, G_TYPE_OBJECT)

G_DEFINE_QUARK (balai-db-error-quark, balai_db_error)

static void
statement_free (gpointer data)
{
  BalaiStatement *statement = data;

  statement->klass->free (statement);
}

static void
balai_database_dispose (GObject *object)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (BALAI_DATABASE (object));

  g_clear_pointer (&priv->statements, g_hash_table_unref);
  g_clear_pointer (&priv->savepoints, g_array_unref);

  G_OBJECT_CLASS (balai_database_parent_class)->dispose (object);
}

static void
balai_database_class_init (BalaiDatabaseClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_database_dispose;
}

static void
balai_database_init (BalaiDatabase *self)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);

  priv->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, statement_free);
  priv->savepoints = g_array_new (FALSE, FALSE, sizeof (Savepoint));
}

const BalaiDialect *
balai_database_get_dialect (BalaiDatabase *self)
{
  return BALAI_DATABASE_GET_CLASS (self)->dialect;
}

/* On a full disk and after an interrupt the engine ends a transaction by itself. What came after it would be kept one
 * by one, outside of any transaction: so nothing may come. */
static gboolean
check_transaction (BalaiDatabase  *self,
                   GError        **error)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);

  if (priv->depth == 0 || BALAI_DATABASE_GET_CLASS (self)->in_transaction (self))
    return TRUE;
  priv->failed = TRUE;
  g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FAILED, "the transaction has ended");
  return FALSE;
}

/**
 * balai_database_exec:
 * @self: a connection
 * @sql: one or more statements without parameters
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether all of them ran
 */
gboolean
balai_database_exec (BalaiDatabase  *self,
                     const char     *sql,
                     GError        **error)
{
  return check_transaction (self, error) && BALAI_DATABASE_GET_CLASS (self)->exec (self, sql, error);
}

static gboolean
is_at_rest (gpointer key,
            gpointer value,
            gpointer data)
{
  return !((BalaiStatement *) value)->busy;
}

/**
 * balai_database_get:
 * @self: a connection
 * @sql: one statement
 * @error: return location for a #BalaiDbError
 *
 * Statements are prepared once and kept. Hand it back with balai_statement_done(), which forgets what was bound; a
 * statement that is still at work is not given out a second time.
 *
 * Returns: (nullable): the statement, ready to be bound
 */
BalaiStatement *
balai_database_get (BalaiDatabase  *self,
                    const char     *sql,
                    GError        **error)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);
  BalaiStatement *statement = g_hash_table_lookup (priv->statements, sql);

  if (!check_transaction (self, error))
    return NULL;
  if (statement == NULL)
    {
      if (g_hash_table_size (priv->statements) >= STATEMENTS_KEPT)
        g_hash_table_foreach_remove (priv->statements, is_at_rest, NULL);
      statement = BALAI_DATABASE_GET_CLASS (self)->prepare (self, sql, error);
      if (statement == NULL)
        return NULL;
      g_hash_table_insert (priv->statements, g_strdup (sql), statement);
    }
  else if (statement->busy)
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FAILED, "statement in use: %s", sql);
      return NULL;
    }
  statement->busy = TRUE;
  return statement;
}

/**
 * balai_database_list_columns:
 * @self: a connection
 * @table: name of a table
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type utf8): names of its columns; empty when there is no such table
 */
GPtrArray *
balai_database_list_columns (BalaiDatabase  *self,
                             const char     *table,
                             GError        **error)
{
  return BALAI_DATABASE_GET_CLASS (self)->list_columns (self, table, error);
}

/**
 * balai_database_changes:
 * @self: a connection
 *
 * Returns: how many rows the last statement changed
 */
int64_t
balai_database_changes (BalaiDatabase *self)
{
  return BALAI_DATABASE_GET_CLASS (self)->changes (self);
}

/**
 * balai_database_get_integer:
 * @self: a connection
 * @sql: a statement without parameters that answers one number
 * @value: (out): the number; 0 when there is no row
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether it ran
 */
gboolean
balai_database_get_integer (BalaiDatabase  *self,
                            const char     *sql,
                            int64_t        *value,
                            GError        **error)
{
  g_autoptr (BalaiStatement) statement = balai_database_get (self, sql, error);
  BalaiStep step;

  *value = 0;
  if (statement == NULL || (step = balai_statement_step (statement, error)) == BALAI_STEP_ERROR)
    return FALSE;
  if (step == BALAI_STEP_ROW)
    *value = balai_statement_int (statement, 0);
  return TRUE;
}

/**
 * balai_database_begin:
 * @self: a connection
 * @error: return location for a #BalaiDbError
 *
 * Transactions nest: an inner one is part of the outer.
 *
 * Returns: whether the transaction has begun
 */
gboolean
balai_database_begin (BalaiDatabase  *self,
                      GError        **error)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);

  if (priv->depth == 0)
    {
      if (!balai_database_exec (self, "BEGIN IMMEDIATE", error))
        return FALSE;
      priv->failed = FALSE;
    }
  priv->depth++;
  return TRUE;
}

/**
 * balai_database_commit:
 * @self: a connection
 * @error: return location for a #BalaiDbError
 *
 * Ends the transaction; when it cannot be kept, it is rolled back.
 *
 * Returns: whether everything since the outermost begin is kept
 */
gboolean
balai_database_commit (BalaiDatabase  *self,
                       GError        **error)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);

  g_return_val_if_fail (priv->depth > 0, FALSE);

  if (priv->depth > 1)
    {
      priv->depth--;
      return TRUE;
    }
  if (priv->failed)
    {
      balai_database_rollback (self);
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FAILED, "part of the transaction was rolled back");
      return FALSE;
    }
  if (!balai_database_exec (self, "COMMIT", error))
    {
      balai_database_rollback (self);
      return FALSE;
    }
  priv->depth = 0;
  return TRUE;
}

/**
 * balai_database_rollback:
 * @self: a connection
 *
 * Forgets everything since the outermost begin.
 */
void
balai_database_rollback (BalaiDatabase *self)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);

  g_return_if_fail (priv->depth > 0);

  priv->failed = TRUE;
  if (--priv->depth > 0)
    return;
  g_array_set_size (priv->savepoints, 0);
  if (BALAI_DATABASE_GET_CLASS (self)->in_transaction (self))
    balai_database_exec (self, "ROLLBACK", NULL);
}

/**
 * balai_database_begin_read:
 * @self: a connection
 * @error: return location for a #BalaiDbError
 *
 * Begins a transaction that only reads, and sees one state of the database to its end. It ends with
 * balai_database_end_read(), for there is nothing to keep. Inside another transaction it is part of that.
 *
 * Returns: whether it has begun
 */
gboolean
balai_database_begin_read (BalaiDatabase  *self,
                           GError        **error)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);

  if (priv->depth == 0)
    {
      if (!balai_database_exec (self, "BEGIN", error))
        return FALSE;
      priv->failed = FALSE;
    }
  priv->depth++;
  return TRUE;
}

/**
 * balai_database_end_read:
 * @self: a connection
 *
 * Ends what balai_database_begin_read() began.
 */
void
balai_database_end_read (BalaiDatabase *self)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);

  g_return_if_fail (priv->depth > 0);

  if (--priv->depth == 0 && BALAI_DATABASE_GET_CLASS (self)->in_transaction (self))
    balai_database_exec (self, "ROLLBACK", NULL);
}

/**
 * balai_database_set_savepoint:
 * @self: a connection inside a transaction
 * @error: return location for a #BalaiDbError
 *
 * What follows can be taken back without the rest of the transaction. Savepoints nest.
 *
 * Returns: whether it is set; then balai_database_release() or balai_database_rollback_to_savepoint() must come
 */
gboolean
balai_database_set_savepoint (BalaiDatabase  *self,
                              GError        **error)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);
  const Savepoint savepoint = { priv->depth, priv->failed };

  g_return_val_if_fail (priv->depth > 0, FALSE);

  if (!balai_database_exec (self, "SAVEPOINT balai", error))
    return FALSE;
  g_array_append_val (priv->savepoints, savepoint);
  return TRUE;
}

static Savepoint
take_savepoint (BalaiDatabase *self)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);
  const Savepoint savepoint = g_array_index (priv->savepoints, Savepoint, priv->savepoints->len - 1);

  g_array_set_size (priv->savepoints, priv->savepoints->len - 1);
  return savepoint;
}

/**
 * balai_database_release:
 * @self: a connection with a savepoint
 * @error: return location for a #BalaiDbError
 *
 * What came after the last savepoint becomes part of the transaction.
 *
 * Returns: whether it did; when not, the transaction is lost
 */
gboolean
balai_database_release (BalaiDatabase  *self,
                        GError        **error)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);

  g_return_val_if_fail (priv->savepoints->len > 0, FALSE);

  take_savepoint (self);
  if (balai_database_exec (self, "RELEASE SAVEPOINT balai", error))
    return TRUE;
  priv->failed = TRUE;
  return FALSE;
}

/**
 * balai_database_rollback_to_savepoint:
 * @self: a connection with a savepoint
 * @error: return location for a #BalaiDbError
 *
 * Forgets all that came after the last savepoint, and the savepoint. Transactions that were begun inside and failed
 * there are forgotten with it: the outer one can still be kept.
 *
 * Returns: whether it did; when not, the transaction is lost
 */
gboolean
balai_database_rollback_to_savepoint (BalaiDatabase  *self,
                                      GError        **error)
{
  BalaiDatabasePrivate *priv = balai_database_get_instance_private (self);
  Savepoint savepoint;

  g_return_val_if_fail (priv->savepoints->len > 0, FALSE);

  savepoint = take_savepoint (self);
  priv->depth = savepoint.depth;
  if (balai_database_exec (self, "ROLLBACK TO SAVEPOINT balai", error)
      && balai_database_exec (self, "RELEASE SAVEPOINT balai", error))
    {
      priv->failed = savepoint.failed;
      return TRUE;
    }
  priv->failed = TRUE;
  return FALSE;
}

/**
 * balai_statement_step:
 * @self: a statement
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether there is a row, none, or a failure
 */
BalaiStep
balai_statement_step (BalaiStatement  *self,
                      GError         **error)
{
  return self->klass->step (self, error);
}

/**
 * balai_statement_run:
 * @self: (transfer full): a statement that answers no row
 * @error: return location for a #BalaiDbError
 *
 * Steps it to its end and hands it back.
 *
 * Returns: whether it ran
 */
gboolean
balai_statement_run (BalaiStatement  *self,
                     GError         **error)
{
  BalaiStep step = balai_statement_step (self, error);

  balai_statement_done (self);
  return step != BALAI_STEP_ERROR;
}

/**
 * balai_statement_done:
 * @self: (nullable): a statement
 *
 * Hands it back to its connection, with nothing bound.
 */
void
balai_statement_done (BalaiStatement *self)
{
  if (self == NULL)
    return;
  self->klass->reset (self);
  self->busy = FALSE;
}

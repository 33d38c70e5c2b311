/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <unistd.h>

#include <glib/gstdio.h>

#define BUSY_TIMEOUT_MS 5000
/* Steps of SQLite's machine between two looks at what may end a statement: well under a millisecond. */
#define PROGRESS_STEPS  2000

/**
 * BalaiSqlite:
 *
 * A database in one file, in write-ahead mode, so that readers never wait for the writer.
 */
struct _BalaiSqlite
{
  BalaiDatabase parent_instance;

  sqlite3      *handle;      /* (owned) */
  GCancellable *cancellable; /* (owned) (nullable): what may end the statements */
  gulong        cancelled_handler;
};

typedef struct
{
  BalaiStatement parent;
  sqlite3_stmt  *stmt; /* (owned) */
} SqliteStatement;

G_DEFINE_FINAL_TYPE (BalaiSqlite, balai_sqlite, BALAI_TYPE_DATABASE)

static const BalaiDialect sqlite_dialect = {
  .placeholder = "?%d",
  .integer = "INTEGER",
  .real = "REAL",
  .text = "TEXT",
  .table_suffix = " STRICT",
  .tenant = FALSE,
};

/* @system: what the operating system said, or 0 */
static BalaiDbError
sqlite_error_code (int code,
                   int system)
{
  /* Only a write that fails is said to be for want of room; the memory that connections share, and what else they need
   * to open, goes by other names. */
  if (code == SQLITE_IOERR_SHMSIZE
      || ((system == ENOSPC || system == EDQUOT)
          && ((code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN)))
    return BALAI_DB_ERROR_FULL;
  switch (code & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return BALAI_DB_ERROR_BUSY;
    case SQLITE_FULL:
      return BALAI_DB_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return BALAI_DB_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
      return BALAI_DB_ERROR_CORRUPT;
    case SQLITE_NOTADB:
      return BALAI_DB_ERROR_NOT_A_DATABASE;
    case SQLITE_CONSTRAINT:
      return BALAI_DB_ERROR_CONSTRAINT;
    case SQLITE_INTERRUPT:
      return BALAI_DB_ERROR_INTERRUPTED;
    case SQLITE_IOERR:
      return BALAI_DB_ERROR_IO;
    case SQLITE_CANTOPEN:
      return BALAI_DB_ERROR_CANNOT_OPEN;
    default:
      return BALAI_DB_ERROR_FAILED;
    }
}

/* What the operating system said. Where the end of a transaction failed, that is not kept with the handle. */
static int
sqlite_system_error (sqlite3 *handle,
                     int      code)
{
  sqlite3_vfs *vfs = NULL;
  int reason;

  if (handle == NULL || ((code & 0xff) != SQLITE_IOERR && (code & 0xff) != SQLITE_CANTOPEN))
    return 0;
  reason = sqlite3_system_errno (handle);
  if (reason == 0 && sqlite3_file_control (handle, "main", SQLITE_FCNTL_VFS_POINTER, &vfs) == SQLITE_OK && vfs != NULL)
    reason = vfs->xGetLastError (vfs, 0, NULL);
  return reason;
}

static void
sqlite_set_error (sqlite3  *handle,
                  int       code,
                  GError  **error)
{
  g_set_error (error, BALAI_DB_ERROR, sqlite_error_code (code, sqlite_system_error (handle, code)), "%s (%d)",
               handle ? sqlite3_errmsg (handle) : sqlite3_errstr (code), code);
}

static void
sqlite_bind_null (BalaiStatement *self,
                  int             position)
{
  sqlite3_bind_null (((SqliteStatement *) self)->stmt, position);
}

static void
sqlite_bind_int (BalaiStatement *self,
                 int             position,
                 int64_t         value)
{
  sqlite3_bind_int64 (((SqliteStatement *) self)->stmt, position, value);
}

static void
sqlite_bind_real (BalaiStatement *self,
                  int             position,
                  double          value)
{
  sqlite3_bind_double (((SqliteStatement *) self)->stmt, position, value);
}

static void
sqlite_bind_text (BalaiStatement *self,
                  int             position,
                  const char     *value)
{
  if (value == NULL)
    sqlite3_bind_null (((SqliteStatement *) self)->stmt, position);
  else
    sqlite3_bind_text (((SqliteStatement *) self)->stmt, position, value, -1, SQLITE_TRANSIENT);
}

static BalaiStep
sqlite_step (BalaiStatement  *self,
             GError         **error)
{
  sqlite3_stmt *stmt = ((SqliteStatement *) self)->stmt;
  int code = sqlite3_step (stmt);

  if (code == SQLITE_ROW)
    return BALAI_STEP_ROW;
  if (code == SQLITE_DONE)
    return BALAI_STEP_DONE;
  sqlite_set_error (sqlite3_db_handle (stmt), code, error);
  return BALAI_STEP_ERROR;
}

static void
sqlite_reset (BalaiStatement *self)
{
  sqlite3_reset (((SqliteStatement *) self)->stmt);
  sqlite3_clear_bindings (((SqliteStatement *) self)->stmt);
}

static gboolean
sqlite_is_null (BalaiStatement *self,
                int             column)
{
  return sqlite3_column_type (((SqliteStatement *) self)->stmt, column) == SQLITE_NULL;
}

static int64_t
sqlite_column_int (BalaiStatement *self,
                   int             column)
{
  return sqlite3_column_int64 (((SqliteStatement *) self)->stmt, column);
}

static double
sqlite_column_real (BalaiStatement *self,
                    int             column)
{
  return sqlite3_column_double (((SqliteStatement *) self)->stmt, column);
}

static const char *
sqlite_column_text (BalaiStatement *self,
                    int             column)
{
  return (const char *) sqlite3_column_text (((SqliteStatement *) self)->stmt, column);
}

static void
sqlite_free (BalaiStatement *self)
{
  sqlite3_finalize (((SqliteStatement *) self)->stmt);
  g_free (self);
}

static const BalaiStatementClass sqlite_statement_class = {
  .bind_null = sqlite_bind_null,
  .bind_int = sqlite_bind_int,
  .bind_real = sqlite_bind_real,
  .bind_text = sqlite_bind_text,
  .step = sqlite_step,
  .reset = sqlite_reset,
  .is_null = sqlite_is_null,
  .column_int = sqlite_column_int,
  .column_real = sqlite_column_real,
  .column_text = sqlite_column_text,
  .free = sqlite_free,
};

static gboolean
balai_sqlite_exec (BalaiDatabase  *database,
                   const char     *sql,
                   GError        **error)
{
  BalaiSqlite *self = BALAI_SQLITE (database);
  int code = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  sqlite_set_error (self->handle, code, error);
  return FALSE;
}

static BalaiStatement *
balai_sqlite_prepare (BalaiDatabase  *database,
                      const char     *sql,
                      GError        **error)
{
  BalaiSqlite *self = BALAI_SQLITE (database);
  sqlite3_stmt *stmt = NULL;
  SqliteStatement *statement;
  int code = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (code != SQLITE_OK)
    {
      sqlite_set_error (self->handle, code, error);
      g_prefix_error (error, "%s: ", sql);
      return NULL;
    }
  statement = g_new0 (SqliteStatement, 1);
  statement->parent.klass = &sqlite_statement_class;
  statement->stmt = stmt;
  return &statement->parent;
}

static GPtrArray *
balai_sqlite_list_columns (BalaiDatabase  *database,
                           const char     *table,
                           GError        **error)
{
  g_autoptr (GPtrArray) columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (BalaiStatement) statement = NULL;
  BalaiStep step;

  statement = balai_database_get (database, "SELECT name FROM pragma_table_info(?1)", error);
  if (statement == NULL)
    return NULL;
  balai_statement_bind_text (statement, 1, table);
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    g_ptr_array_add (columns, g_strdup (balai_statement_text (statement, 0)));
  return step == BALAI_STEP_DONE ? g_steal_pointer (&columns) : NULL;
}

static int64_t
balai_sqlite_changes (BalaiDatabase *database)
{
  return sqlite3_changes64 (BALAI_SQLITE (database)->handle);
}

static gboolean
balai_sqlite_in_transaction (BalaiDatabase *database)
{
  return !sqlite3_get_autocommit (BALAI_SQLITE (database)->handle);
}

static void
balai_sqlite_dispose (GObject *object)
{
  BalaiSqlite *self = BALAI_SQLITE (object);

  balai_sqlite_watch (self, NULL);
  /* The parent lets go of the statements first. */
  G_OBJECT_CLASS (balai_sqlite_parent_class)->dispose (object);

  if (self->handle != NULL)
    {
      if (!sqlite3_db_readonly (self->handle, "main"))
        sqlite3_exec (self->handle, "PRAGMA optimize", NULL, NULL, NULL);
      sqlite3_close_v2 (g_steal_pointer (&self->handle));
    }
}

static void
balai_sqlite_class_init (BalaiSqliteClass *klass)
{
  BalaiDatabaseClass *database_class = BALAI_DATABASE_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_sqlite_dispose;

  database_class->dialect = &sqlite_dialect;
  database_class->exec = balai_sqlite_exec;
  database_class->prepare = balai_sqlite_prepare;
  database_class->list_columns = balai_sqlite_list_columns;
  database_class->changes = balai_sqlite_changes;
  database_class->in_transaction = balai_sqlite_in_transaction;
}

static void
balai_sqlite_init (BalaiSqlite *self)
{
}

static BalaiSqlite *
sqlite_open_with (const char       *path,
                  int               flags,
                  const char       *settings,
                  GError          **error)
{
  g_autoptr (BalaiSqlite) self = g_object_new (BALAI_TYPE_SQLITE, NULL);
  int code = sqlite3_open_v2 (path, &self->handle, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  if (code != SQLITE_OK)
    {
      sqlite_set_error (self->handle, code, error);
      return NULL;
    }
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, 64 << 20);
  sqlite3_limit (self->handle, SQLITE_LIMIT_EXPR_DEPTH, 100);
  if (!balai_database_exec (BALAI_DATABASE (self), settings, error))
    return NULL;
  return g_steal_pointer (&self);
}

/* Only its owner may read what a city has not published; the log and its index take the mode of the file. Nothing is
 * opened that is there already: closing it again would drop the locks of other connections of this process. */
static void
make_private_file (const char *path)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd >= 0)
    close (fd);
}

/* temp_store: no personal data in files of /tmp. mmap_size: an input error would end the process instead of the call.
 * The writer sets a checkpoint itself while it idles, so that no edit waits for one. */
#define COMMON_SETTINGS \
  "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY;" \
  "PRAGMA mmap_size=0; PRAGMA cache_size=-2048;"

/**
 * balai_sqlite_open:
 * @path: the file
 * @mode: whether to write
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): a connection for one thread
 */
BalaiSqlite *
balai_sqlite_open (const char       *path,
                   BalaiSqliteMode   mode,
                   GError          **error)
{
  /* A reader goes once through much: what it may want again lies in the memory of the system. */
  if (mode == BALAI_SQLITE_READER)
    return sqlite_open_with (path, SQLITE_OPEN_READONLY,
                             COMMON_SETTINGS "PRAGMA query_only=ON; PRAGMA cache_size=-512;", error);
  make_private_file (path);
  /* SQLite opens what may not be written for reading, and says so only at the first edit. */
  if (access (path, W_OK) != 0 && (errno == EACCES || errno == EROFS))
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_READ_ONLY, "%s", path);
      return NULL;
    }
  return sqlite_open_with (path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE,
                           COMMON_SETTINGS
                           "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA journal_size_limit=16777216;"
                           "PRAGMA wal_autocheckpoint=4000;",
                           error);
}

/**
 * balai_sqlite_open_memory:
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): a database that is gone when it is closed
 */
BalaiSqlite *
balai_sqlite_open_memory (GError **error)
{
  return sqlite_open_with (":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, COMMON_SETTINGS, error);
}

static int
backup_run (sqlite3      *source,
            sqlite3      *target,
            GCancellable *cancellable)
{
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", source, "main");
  int code;

  if (backup == NULL)
    return sqlite3_errcode (target);
  do
    {
      code = sqlite3_backup_step (backup, 1024);
      if (code == SQLITE_BUSY || code == SQLITE_LOCKED)
        sqlite3_sleep (20);
    }
  while ((code == SQLITE_OK || code == SQLITE_BUSY || code == SQLITE_LOCKED)
         && !g_cancellable_is_cancelled (cancellable));
  sqlite3_backup_finish (backup);

  if (code != SQLITE_DONE)
    return g_cancellable_is_cancelled (cancellable) ? SQLITE_INTERRUPT : code;
  /* A copy is one file, without a log beside it. */
  return sqlite3_exec (target, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
}

static gboolean
is_own_file (BalaiSqlite *self,
             const char  *path)
{
  const char *own_path = sqlite3_db_filename (self->handle, "main");
  GStatBuf own, other;

  return own_path != NULL && *own_path != '\0' && g_stat (own_path, &own) == 0 && g_stat (path, &other) == 0
         && own.st_dev == other.st_dev && own.st_ino == other.st_ino;
}

/**
 * balai_sqlite_backup:
 * @self: a connection
 * @path: where the copy goes; a file that is there is replaced, but never the database itself
 * @cancellable: (nullable): to stop it
 * @error: return location for a #BalaiDbError: %BALAI_DB_ERROR_OWN_FILE where the copy would replace its original
 *
 * Copies the database as it stands, while others go on reading and writing. The copy appears under its name only once
 * it is whole and on the disk, and only its owner may read it.
 *
 * Returns: whether the copy is whole
 */
gboolean
balai_sqlite_backup (BalaiSqlite   *self,
                     const char    *path,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autofree char *partial = g_strconcat (path, ".part", NULL);
  g_autofree char *journal = g_strconcat (partial, "-journal", NULL);
  gboolean snapshot = sqlite3_get_autocommit (self->handle) != 0;
  sqlite3 *target = NULL;
  int code;

  if (is_own_file (self, path))
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_OWN_FILE, "%s", path);
      return FALSE;
    }
  unlink (partial);
  unlink (journal);
  make_private_file (partial);
  code = sqlite3_open_v2 (partial, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_EXRESCODE, NULL);
  /* One view from beginning to end: without it the copy would begin anew after every edit. */
  if (code == SQLITE_OK && snapshot)
    code = sqlite3_exec (self->handle, "BEGIN; SELECT count(*) FROM sqlite_schema", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    code = backup_run (self->handle, target, cancellable);
  if (code != SQLITE_OK)
    sqlite_set_error (target, code, error);
  if (snapshot && !sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (target);

  if (code == SQLITE_OK && g_rename (partial, path) != 0)
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_IO, "%s: %s", path, g_strerror (errno));
      code = SQLITE_IOERR;
    }
  if (code != SQLITE_OK)
    {
      unlink (partial);
      unlink (journal);
    }
  return code == SQLITE_OK;
}

/**
 * balai_sqlite_check:
 * @self: a connection
 * @quick: whether to leave the comparison of indexes with their tables out
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether the file is sound
 */
gboolean
balai_sqlite_check (BalaiSqlite  *self,
                    gboolean      quick,
                    GError      **error)
{
  g_autoptr (BalaiStatement) statement = NULL;
  const char *answer;

  statement = balai_database_get (BALAI_DATABASE (self), quick ? "PRAGMA quick_check(1)" : "PRAGMA integrity_check(1)",
                                  error);
  if (statement == NULL || balai_statement_step (statement, error) != BALAI_STEP_ROW)
    return FALSE;
  answer = balai_statement_text (statement, 0);
  if (g_strcmp0 (answer, "ok") == 0)
    return TRUE;
  g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CORRUPT, "%s", answer);
  return FALSE;
}

/**
 * balai_sqlite_interrupt:
 * @self: a connection
 *
 * Ends what the connection is doing, from any thread; the call at work fails with %BALAI_DB_ERROR_INTERRUPTED.
 */
void
balai_sqlite_interrupt (BalaiSqlite *self)
{
  sqlite3_interrupt (self->handle);
}

static void
on_cancelled (GCancellable *cancellable,
              BalaiSqlite  *self)
{
  sqlite3_interrupt (self->handle);
}

static int
on_progress (gpointer data)
{
  return g_cancellable_is_cancelled (((BalaiSqlite *) data)->cancellable);
}

/**
 * balai_sqlite_watch:
 * @self: a connection
 * @cancellable: (nullable): what ends its statements from now on, or %NULL for nothing
 *
 * Once it is cancelled, the statement at work and each that comes after fail with %BALAI_DB_ERROR_INTERRUPTED. An
 * interrupt alone would miss a statement that has not begun.
 */
void
balai_sqlite_watch (BalaiSqlite  *self,
                    GCancellable *cancellable)
{
  if (self->cancellable != NULL)
    {
      sqlite3_progress_handler (self->handle, 0, NULL, NULL);
      g_cancellable_disconnect (self->cancellable, self->cancelled_handler);
      g_clear_object (&self->cancellable);
    }
  if (cancellable != NULL)
    {
      self->cancellable = g_object_ref (cancellable);
      self->cancelled_handler = g_cancellable_connect (cancellable, G_CALLBACK (on_cancelled), self, NULL);
      sqlite3_progress_handler (self->handle, PROGRESS_STEPS, on_progress, self);
    }
}

/**
 * balai_sqlite_checkpoint:
 * @self: a writer
 * @truncate: whether to cut the log off
 * @error: return location for a #BalaiDbError: %BALAI_DB_ERROR_BUSY when a reader still needs the log
 *
 * Moves what is in the log into the file, without waiting for anyone.
 *
 * Returns: whether it could be tried
 */
gboolean
balai_sqlite_checkpoint (BalaiSqlite  *self,
                         gboolean      truncate,
                         GError      **error)
{
  int code;

  sqlite3_busy_timeout (self->handle, 0);
  code = sqlite3_wal_checkpoint_v2 (self->handle, NULL,
                                    truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE, NULL, NULL);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT_MS);
  if (code == SQLITE_OK)
    return TRUE;
  sqlite_set_error (self->handle, code, error);
  return FALSE;
}

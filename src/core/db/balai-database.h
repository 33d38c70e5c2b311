/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiDbError:
 * @BALAI_DB_ERROR_FAILED: anything that has no code of its own
 * @BALAI_DB_ERROR_BUSY: another writer holds the database
 * @BALAI_DB_ERROR_FULL: the disk is full; nothing of the transaction was kept
 * @BALAI_DB_ERROR_READ_ONLY: the file or its folder may not be written
 * @BALAI_DB_ERROR_CORRUPT: the file is damaged
 * @BALAI_DB_ERROR_NOT_A_DATABASE: the file is something else
 * @BALAI_DB_ERROR_TOO_NEW: a newer Balai wrote the file
 * @BALAI_DB_ERROR_CONSTRAINT: a row broke a constraint
 * @BALAI_DB_ERROR_INTERRUPTED: the caller cancelled
 * @BALAI_DB_ERROR_IO: reading or writing failed
 * @BALAI_DB_ERROR_CANNOT_OPEN: the file could not be opened or made
 * @BALAI_DB_ERROR_IN_USE: another Balai works in the same folder
 * @BALAI_DB_ERROR_NETWORK_FOLDER: the folder lies on a network file system, where locks cannot be trusted
 * @BALAI_DB_ERROR_MISSING: there is no file, where one was or must be
 * @BALAI_DB_ERROR_OWN_FILE: a copy was to take the place of the file it is made of
 */
typedef enum
{
  BALAI_DB_ERROR_FAILED,
  BALAI_DB_ERROR_BUSY,
  BALAI_DB_ERROR_FULL,
  BALAI_DB_ERROR_READ_ONLY,
  BALAI_DB_ERROR_CORRUPT,
  BALAI_DB_ERROR_NOT_A_DATABASE,
  BALAI_DB_ERROR_TOO_NEW,
  BALAI_DB_ERROR_CONSTRAINT,
  BALAI_DB_ERROR_INTERRUPTED,
  BALAI_DB_ERROR_IO,
  BALAI_DB_ERROR_CANNOT_OPEN,
  BALAI_DB_ERROR_IN_USE,
  BALAI_DB_ERROR_NETWORK_FOLDER,
  BALAI_DB_ERROR_MISSING,
  BALAI_DB_ERROR_OWN_FILE,
} BalaiDbError;

#define BALAI_DB_ERROR (balai_db_error_quark ())
GQuark balai_db_error_quark (void);

/**
 * BalaiStep:
 * @BALAI_STEP_ERROR: the statement failed
 * @BALAI_STEP_ROW: a row is there to be read
 * @BALAI_STEP_DONE: there is no further row
 */
typedef enum
{
  BALAI_STEP_ERROR,
  BALAI_STEP_ROW,
  BALAI_STEP_DONE,
} BalaiStep;

typedef struct _BalaiStatement BalaiStatement;

/**
 * BalaiDialect:
 * @placeholder: how the parameter of a number is written, as a format with one "%d"
 * @integer: type of a column of 64-bit integers
 * @real: type of a column of doubles
 * @text: type of a column of text
 * @table_suffix: what follows the closing bracket of a table
 * @tenant: whether each table has the city first in its primary key
 *
 * What differs between the SQL of the engines that carry records.
 */
typedef struct
{
  const char *placeholder;
  const char *integer;
  const char *real;
  const char *text;
  const char *table_suffix;
  gboolean    tenant;
} BalaiDialect;

#define BALAI_TYPE_DATABASE (balai_database_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalaiDatabase, balai_database, BALAI, DATABASE, GObject)

struct _BalaiDatabaseClass
{
  GObjectClass parent_class;

  const BalaiDialect *dialect;

  gboolean        (*exec)         (BalaiDatabase  *self,
                                   const char     *sql,
                                   GError        **error);
  BalaiStatement *(*prepare)      (BalaiDatabase  *self,
                                   const char     *sql,
                                   GError        **error);
  GPtrArray      *(*list_columns) (BalaiDatabase  *self,
                                   const char     *table,
                                   GError        **error);
  int64_t         (*changes)      (BalaiDatabase  *self);
  gboolean        (*in_transaction) (BalaiDatabase *self);
};

const BalaiDialect *balai_database_get_dialect  (BalaiDatabase  *self);
gboolean            balai_database_exec         (BalaiDatabase  *self,
                                                 const char     *sql,
                                                 GError        **error);
BalaiStatement     *balai_database_get          (BalaiDatabase  *self,
                                                 const char     *sql,
                                                 GError        **error);
GPtrArray          *balai_database_list_columns (BalaiDatabase  *self,
                                                 const char     *table,
                                                 GError        **error);
int64_t             balai_database_changes      (BalaiDatabase  *self);
gboolean            balai_database_get_integer  (BalaiDatabase  *self,
                                                 const char     *sql,
                                                 int64_t        *value,
                                                 GError        **error);
gboolean            balai_database_begin        (BalaiDatabase  *self,
                                                 GError        **error);
gboolean            balai_database_commit       (BalaiDatabase  *self,
                                                 GError        **error);
void                balai_database_rollback     (BalaiDatabase  *self);
gboolean            balai_database_begin_read   (BalaiDatabase  *self,
                                                 GError        **error);
void                balai_database_end_read     (BalaiDatabase  *self);
gboolean            balai_database_set_savepoint (BalaiDatabase *self,
                                                 GError        **error);
gboolean            balai_database_release      (BalaiDatabase  *self,
                                                 GError        **error);
gboolean            balai_database_rollback_to_savepoint (BalaiDatabase *self,
                                                 GError        **error);

/* For those who implement an engine */
typedef struct
{
  void        (*bind_null)   (BalaiStatement *self, int position);
  void        (*bind_int)    (BalaiStatement *self, int position, int64_t value);
  void        (*bind_real)   (BalaiStatement *self, int position, double value);
  void        (*bind_text)   (BalaiStatement *self, int position, const char *value);
  BalaiStep   (*step)        (BalaiStatement *self, GError **error);
  void        (*reset)       (BalaiStatement *self);
  gboolean    (*is_null)     (BalaiStatement *self, int column);
  int64_t     (*column_int)  (BalaiStatement *self, int column);
  double      (*column_real) (BalaiStatement *self, int column);
  const char *(*column_text) (BalaiStatement *self, int column);
  void        (*free)        (BalaiStatement *self);
} BalaiStatementClass;

struct _BalaiStatement
{
  const BalaiStatementClass *klass;
  gboolean                   busy;
};

/* Parameters are counted from 1, columns from 0. Text is copied at binding. */
#define balai_statement_bind_null(s, p)    ((s)->klass->bind_null ((s), (p)))
#define balai_statement_bind_int(s, p, v)  ((s)->klass->bind_int ((s), (p), (v)))
#define balai_statement_bind_real(s, p, v) ((s)->klass->bind_real ((s), (p), (v)))
#define balai_statement_bind_text(s, p, v) ((s)->klass->bind_text ((s), (p), (v)))
#define balai_statement_is_null(s, c)      ((s)->klass->is_null ((s), (c)))
#define balai_statement_int(s, c)          ((s)->klass->column_int ((s), (c)))
#define balai_statement_real(s, c)         ((s)->klass->column_real ((s), (c)))
#define balai_statement_text(s, c)         ((s)->klass->column_text ((s), (c)))

BalaiStep balai_statement_step (BalaiStatement  *self,
                                GError         **error);
gboolean  balai_statement_run  (BalaiStatement  *self,
                                GError         **error);
void      balai_statement_done (BalaiStatement  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiStatement, balai_statement_done)

G_END_DECLS

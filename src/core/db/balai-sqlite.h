/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-database.h"

G_BEGIN_DECLS

/**
 * BalaiSqliteMode:
 * @BALAI_SQLITE_WRITER: makes the file where there is none
 * @BALAI_SQLITE_READER: reads beside a writer
 */
typedef enum
{
  BALAI_SQLITE_WRITER,
  BALAI_SQLITE_READER,
} BalaiSqliteMode;

#define BALAI_TYPE_SQLITE (balai_sqlite_get_type ())
G_DECLARE_FINAL_TYPE (BalaiSqlite, balai_sqlite, BALAI, SQLITE, BalaiDatabase)

BalaiSqlite *balai_sqlite_open        (const char       *path,
                                       BalaiSqliteMode   mode,
                                       GError          **error);
BalaiSqlite *balai_sqlite_open_memory (GError          **error);
gboolean     balai_sqlite_backup      (BalaiSqlite      *self,
                                       const char       *path,
                                       GCancellable     *cancellable,
                                       GError          **error);
gboolean     balai_sqlite_check       (BalaiSqlite      *self,
                                       gboolean          quick,
                                       GError          **error);
void         balai_sqlite_interrupt   (BalaiSqlite      *self);
void         balai_sqlite_watch       (BalaiSqlite      *self,
                                       GCancellable     *cancellable);
gboolean     balai_sqlite_checkpoint  (BalaiSqlite      *self,
                                       gboolean          truncate,
                                       GError          **error);

G_END_DECLS

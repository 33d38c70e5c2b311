/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-database.h"

G_BEGIN_DECLS

/**
 * BalaiSyncSql:
 *
 * The statements of the server's own tables, in the words of an engine. They are written once, with marks:
 *
 * - `?1`: a parameter;
 * - `{I}`, `{T}`: types of a column of integers, of text; `{;}`: what follows the bracket of a table;
 * - `{city T}` `{city,}` `{'city',}` `{city=}`: the city as a column of a table, in a list of columns, as a value, as a
 *   condition. They are empty where an engine serves one city alone.
 */
typedef struct _BalaiSyncSql BalaiSyncSql;

BalaiSyncSql   *balai_sync_sql_new    (const BalaiDialect  *dialect,
                                       const char          *city);
void            balai_sync_sql_free   (BalaiSyncSql        *self);
char           *balai_sync_sql_expand (BalaiSyncSql        *self,
                                       const char          *text);
const char     *balai_sync_sql_get    (BalaiSyncSql        *self,
                                       const char          *text);
gboolean        balai_sync_sql_migrate (BalaiSyncSql       *self,
                                       BalaiDatabase       *database,
                                       GError             **error);
BalaiStatement *balai_sync_sql_prepare (BalaiSyncSql       *self,
                                       BalaiDatabase       *database,
                                       GError             **error,
                                       const char          *text,
                                       const char          *types,
                                       ...);
gboolean        balai_sync_sql_run    (BalaiSyncSql        *self,
                                       BalaiDatabase       *database,
                                       GError             **error,
                                       const char          *text,
                                       const char          *types,
                                       ...);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiSyncSql, balai_sync_sql_free)

G_END_DECLS

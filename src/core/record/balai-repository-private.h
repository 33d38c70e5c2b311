/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"

G_BEGIN_DECLS

/**
 * KindStatements:
 * @columns: (owned): what a record is read from, in the order of balai_repository_read_record()
 * @select: (owned): one record by its id, tombstones included
 * @insert: (owned): a new one
 *
 * SQL of a kind, built once.
 */
typedef struct
{
  char *columns;
  char *select;
  char *insert;
} KindStatements;

const KindStatements *balai_repository_get_statements (BalaiRepository *self,
                                                       const BalaiKind *kind);
BalaiRecord          *balai_repository_read_record    (const BalaiKind *kind,
                                                       BalaiStatement  *statement);
BalaiRecord          *balai_repository_get_any        (BalaiRepository *self,
                                                       const BalaiKind *kind,
                                                       const char      *id,
                                                       GError         **error);
gboolean              balai_repository_is_connected   (BalaiRepository *self);
void                  balai_repository_forget_settings (BalaiRepository *self);
int64_t               balai_repository_now            (BalaiRepository *self);
gboolean              balai_repository_run            (BalaiRepository *self,
                                                       GError         **error,
                                                       const char      *sql,
                                                       const char      *types,
                                                       ...);
gboolean              balai_repository_write_record   (BalaiRepository *self,
                                                       int64_t          batch,
                                                       BalaiRecord     *record,
                                                       BalaiChangeOp    op,
                                                       BalaiChanges    *changes,
                                                       GError         **error);
gboolean              balai_repository_begin_step     (BalaiRepository *self,
                                                       const char      *label,
                                                       int64_t          undo,
                                                       int64_t         *batch,
                                                       GError         **error);
gboolean              balai_repository_adopt_extra    (BalaiRepository *self,
                                                       GError         **error);
void                  balai_repository_tell           (BalaiRepository *self,
                                                       BalaiChanges    *changes);

G_END_DECLS

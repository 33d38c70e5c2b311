/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"

G_BEGIN_DECLS

/**
 * BalaiBackup:
 * @path: (owned): the file
 * @at: when it was made, in seconds since 1970-01-01 UTC
 * @size: in bytes
 * @kind: why it was made
 */
typedef enum
{
  BALAI_BACKUP_DAILY,
  BALAI_BACKUP_BEFORE_MIGRATION,
  BALAI_BACKUP_BEFORE_RESTORE,
} BalaiBackupKind;

typedef struct
{
  char           *path;
  int64_t         at;
  int64_t         size;
  BalaiBackupKind kind;
} BalaiBackup;

void              balai_backup_free              (BalaiBackup       *self);

/* A data folder that this process alone may write, until it is freed. */
typedef struct _BalaiStoreFolder BalaiStoreFolder;

BalaiStoreFolder *balai_store_folder_claim       (const char        *path,
                                                  const BalaiClock  *clock,
                                                  GError           **error);
BalaiStoreFolder *balai_store_folder_visit       (const char        *path,
                                                  const BalaiClock  *clock);
void              balai_store_folder_free        (BalaiStoreFolder  *self);
BalaiRepository  *balai_store_folder_open_writer (BalaiStoreFolder  *self,
                                                  BalaiRegistry     *registry,
                                                  GError           **error);
BalaiRepository  *balai_store_folder_open_reader (BalaiStoreFolder  *self,
                                                  BalaiRegistry     *registry,
                                                  GError           **error);
gboolean          balai_store_folder_restore     (BalaiStoreFolder  *self,
                                                  const char        *backup,
                                                  BalaiRegistry     *registry,
                                                  GCancellable      *cancellable,
                                                  GError           **error);
gboolean          balai_store_folder_start_anew  (BalaiStoreFolder  *self,
                                                  BalaiRegistry     *registry,
                                                  GError           **error);
gboolean          balai_store_folder_was_unclean (BalaiStoreFolder  *self);
gboolean          balai_store_folder_backup_due  (BalaiStoreFolder  *self);
gboolean          balai_store_folder_back_up     (BalaiStoreFolder  *self,
                                                  GCancellable      *cancellable,
                                                  GError           **error);
gboolean          balai_store_folder_keep_ballast (BalaiStoreFolder *self);
gboolean          balai_store_folder_drop_ballast (BalaiStoreFolder *self);
int64_t           balai_store_folder_log_size    (BalaiStoreFolder  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiStoreFolder, balai_store_folder_free)

/* For a program without a main loop */
BalaiRepository  *balai_store_folder_open        (const char        *path,
                                                  BalaiRegistry     *registry,
                                                  const BalaiClock  *clock,
                                                  gboolean           writer,
                                                  GError           **error);
GPtrArray        *balai_store_folder_list_backups (const char       *path);
gboolean          balai_store_folder_is_network   (const char       *path);
gboolean          balai_store_folder_type_is_network (int64_t        type);

G_END_DECLS

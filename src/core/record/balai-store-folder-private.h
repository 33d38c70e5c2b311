/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-sqlite.h"
#include "balai-store-folder.h"

G_BEGIN_DECLS

/**
 * BalaiStoreFolder:
 *
 * The folder that holds the database of a desk: its lock, its backups, and what is to be done when the file is damaged.
 * It is used by one thread at a time.
 */
struct _BalaiStoreFolder
{
  char             *path;     /* (owned) */
  char             *database; /* (owned) */
  const BalaiClock *clock;    /* (unowned) */
  int               lock;     /* -1 for a visitor who only reads */
  gboolean          unclean;  /* the last writer did not close the file */
};

gboolean  balai_store_folder_fail           (GError           **error,
                                             int                code,
                                             const char        *path);
gboolean  balai_store_folder_make           (const char        *path,
                                             GError           **error);
gboolean  balai_store_folder_sync           (const char        *path,
                                             GError           **error);
char     *balai_store_folder_unused_path    (const char        *folder,
                                             const char        *prefix,
                                             int64_t            at);
gboolean  balai_store_folder_copy_to_backup (BalaiStoreFolder  *self,
                                             BalaiSqlite       *source,
                                             BalaiBackupKind    kind,
                                             GCancellable      *cancellable,
                                             GError           **error);

G_END_DECLS

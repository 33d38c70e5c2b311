/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"
#include "balai-store-folder.h"

G_BEGIN_DECLS

/**
 * BalaiStoreState:
 * @BALAI_STORE_CLOSED: not opened yet, or closed
 * @BALAI_STORE_OPENING: being opened, migrated or put back from a backup
 * @BALAI_STORE_OPEN: at work
 * @BALAI_STORE_FAILED: it cannot be opened, or its file turned out to be damaged; see balai_store_get_error()
 */
typedef enum
{
  BALAI_STORE_CLOSED,
  BALAI_STORE_OPENING,
  BALAI_STORE_OPEN,
  BALAI_STORE_FAILED,
} BalaiStoreState;

#define BALAI_TYPE_STORE_STATE (balai_store_state_get_type ())
GType balai_store_state_get_type (void);

/**
 * BalaiStoreFunc:
 * @repository: the records, on the thread of their connection; never keep it
 * @data: what was handed over with the function
 * @cancellable: (nullable): whether the caller still wants the result
 * @error: return location for an error
 *
 * What is to be done away from the main loop. A reader sees one state of the records from beginning to end.
 *
 * Returns: (transfer full) (nullable): a result of the function's own kind
 */
typedef gpointer (*BalaiStoreFunc) (BalaiRepository *repository,
                                    gpointer         data,
                                    GCancellable    *cancellable,
                                    GError         **error);

#define BALAI_TYPE_STORE (balai_store_get_type ())
G_DECLARE_FINAL_TYPE (BalaiStore, balai_store, BALAI, STORE, GObject)

BalaiStore       *balai_store_new                   (const char           *folder,
                                                     BalaiRegistry        *registry,
                                                     const BalaiClock     *clock);
const char       *balai_store_get_folder            (BalaiStore           *self);
const BalaiClock *balai_store_get_clock             (BalaiStore           *self);
BalaiStoreState   balai_store_get_state             (BalaiStore           *self);
const GError     *balai_store_get_error             (BalaiStore           *self);
const char       *balai_store_get_undo_label        (BalaiStore           *self);
int64_t           balai_store_get_undo_batch        (BalaiStore           *self);
const char       *balai_store_get_redo_label        (BalaiStore           *self);
int64_t           balai_store_get_redo_batch        (BalaiStore           *self);
gboolean          balai_store_get_disk_full         (BalaiStore           *self);

/* Opening and closing */
void              balai_store_open_async            (BalaiStore           *self,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean          balai_store_open_finish           (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void              balai_store_close_async           (BalaiStore           *self,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean          balai_store_close_finish          (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void              balai_store_close                 (BalaiStore           *self);

/* Reading and writing */
void              balai_store_read_async            (BalaiStore           *self,
                                                     BalaiStoreFunc        func,
                                                     gpointer              data,
                                                     GDestroyNotify        data_destroy,
                                                     GDestroyNotify        result_destroy,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gpointer          balai_store_read_finish           (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void              balai_store_write_async           (BalaiStore           *self,
                                                     BalaiStoreFunc        func,
                                                     gpointer              data,
                                                     GDestroyNotify        data_destroy,
                                                     GDestroyNotify        result_destroy,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gpointer          balai_store_write_finish          (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void              balai_store_set_setting_async     (BalaiStore           *self,
                                                     const char           *key,
                                                     const char           *value,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean          balai_store_set_setting_finish    (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void              balai_store_apply_async           (BalaiStore           *self,
                                                     BalaiBatch           *batch,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean          balai_store_apply_finish          (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     int64_t              *batch,
                                                     GError              **error);
void              balai_store_undo_async            (BalaiStore           *self,
                                                     int64_t               batch,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
BalaiUndone      *balai_store_undo_finish           (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void              balai_store_redo_async            (BalaiStore           *self,
                                                     int64_t               batch,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
BalaiUndone      *balai_store_redo_finish           (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

/* Backups and recovery */
void              balai_store_list_backups_async    (BalaiStore           *self,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
GPtrArray        *balai_store_list_backups_finish   (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void              balai_store_restore_backup_async  (BalaiStore           *self,
                                                     const char           *path,
                                                     GCancellable         *cancellable,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean          balai_store_restore_backup_finish (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);
void              balai_store_start_anew_async      (BalaiStore           *self,
                                                     GAsyncReadyCallback   callback,
                                                     gpointer              user_data);
gboolean          balai_store_start_anew_finish     (BalaiStore           *self,
                                                     GAsyncResult         *result,
                                                     GError              **error);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-store-private.h"

/* Reading and writing: what is handed over lies in a task until a thread of the store comes to it. */

typedef struct
{
  BalaiStoreFunc func;
  gpointer       data;
  GDestroyNotify data_destroy;
  GDestroyNotify result_destroy;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  if (call->data_destroy != NULL)
    call->data_destroy (call->data);
  g_free (call);
}

static GTask *
call_task_new (BalaiStore          *self,
               gpointer             tag,
               BalaiStoreFunc       func,
               gpointer             data,
               GDestroyNotify       data_destroy,
               GDestroyNotify       result_destroy,
               GCancellable        *cancellable,
               GAsyncReadyCallback  callback,
               gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Call *call = g_new0 (Call, 1);

  call->func = func;
  call->data = data;
  call->data_destroy = data_destroy;
  call->result_destroy = result_destroy;
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, call, call_free);
  /* What was done is told as done, even when the caller lost interest in the meantime. */
  g_task_set_check_cancellable (task, FALSE);
  return task;
}

static void
queue_call (BalaiStore *self,
            GTask      *task)
{
  if (self->state == BALAI_STORE_OPENING && g_task_get_source_tag (task) == balai_store_read_async)
    {
      balai_store_backend_read (self->backend, self->session, task);
      g_object_unref (task);
      return;
    }
  g_queue_push_tail (&self->waiting, task);
  if (self->state != BALAI_STORE_OPENING)
    balai_store_push_waiting (self);
}

/**
 * balai_store_read_async:
 * @self: a store
 * @func: what to do with a reader, on a thread of its own
 * @data: handed to @func
 * @data_destroy: (nullable): frees @data, on any thread
 * @result_destroy: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): ends the statement at work, and so the function
 * @callback: called when it is done
 * @user_data: handed to @callback
 *
 * Reads beside the writer. Within @func everything is of one moment.
 */
void
balai_store_read_async (BalaiStore          *self,
                        BalaiStoreFunc       func,
                        gpointer             data,
                        GDestroyNotify       data_destroy,
                        GDestroyNotify       result_destroy,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (BALAI_IS_STORE (self));

  task = call_task_new (self, balai_store_read_async, func, data, data_destroy, result_destroy, cancellable, callback,
                        user_data);
  /* Who calls it off may be gone when it is told: a reading that was done already is not handed over any more. */
  g_task_set_check_cancellable (task, TRUE);
  queue_call (self, task);
}

/**
 * balai_store_read_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error of the function or a #BalaiDbError; %G_IO_ERROR_CANCELLED when it was cancelled
 *
 * Returns: (transfer full) (nullable): what the function returned
 */
gpointer
balai_store_read_finish (BalaiStore    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balai_store_run_call:
 * @task: task of a call
 * @repository: a reader or the writer
 * @error: return location for an error
 *
 * Runs what the caller handed over, on the thread of the repository.
 *
 * Returns: (transfer full) (nullable): its result
 */
gpointer
balai_store_run_call (GTask            *task,
                      BalaiRepository  *repository,
                      GError          **error)
{
  Call *call = g_task_get_task_data (task);

  return call->func (repository, call->data, g_task_get_cancellable (task), error);
}

GDestroyNotify
balai_store_get_call_destroy (GTask *task)
{
  return ((Call *) g_task_get_task_data (task))->result_destroy;
}

/**
 * balai_store_write_async:
 * @self: a store
 * @func: what to do with the writer, on its thread
 * @data: handed to @func
 * @data_destroy: (nullable): frees @data, on any thread
 * @result_destroy: (nullable): frees a result that nobody takes
 * @cancellable: (nullable): ends the statement at work, and so the function
 * @callback: called when it is done
 * @user_data: handed to @callback, which comes even after @cancellable: it must live until then
 *
 * For long work such as an import. The function applies its batches itself and rolls back what it began when it fails;
 * what it has applied is told by #BalaiStore::changed. A person's edit goes before one that has not begun.
 */
void
balai_store_write_async (BalaiStore          *self,
                         BalaiStoreFunc       func,
                         gpointer             data,
                         GDestroyNotify       data_destroy,
                         GDestroyNotify       result_destroy,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (BALAI_IS_STORE (self));

  queue_call (self, call_task_new (self, balai_store_write_async, func, data, data_destroy, result_destroy, cancellable,
                                   callback, user_data));
}

gpointer
balai_store_write_finish (BalaiStore    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return balai_store_read_finish (self, result, error);
}

typedef struct
{
  char *key;   /* (owned) */
  char *value; /* (owned) (nullable) */
} Setting;

static void
setting_free (gpointer data)
{
  Setting *setting = data;

  g_free (setting->key);
  g_free (setting->value);
  g_free (setting);
}

static gpointer
set_setting_call (BalaiRepository  *repository,
                  gpointer          data,
                  GCancellable     *cancellable,
                  GError          **error)
{
  const Setting *setting = data;

  return GINT_TO_POINTER (balai_repository_set_setting (repository, setting->key, setting->value, error));
}

static void
on_setting (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (balai_store_write_finish (BALAI_STORE (object), result, &error) == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  balai_store_tell_setting (BALAI_STORE (object), g_task_get_task_data (task));
  g_task_return_boolean (task, TRUE);
}

/**
 * balai_store_set_setting_async:
 * @self: a store
 * @key: name of a setting of this computer
 * @value: (nullable): its value, or %NULL for none
 * @callback: called when it is kept
 * @user_data: handed to @callback
 *
 * Settings are no records: they are neither told by #BalaiStore::changed nor undone.
 */
void
balai_store_set_setting_async (BalaiStore          *self,
                               const char          *key,
                               const char          *value,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task;
  Setting *setting;

  g_return_if_fail (BALAI_IS_STORE (self));
  g_return_if_fail (key != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, balai_store_set_setting_async);
  g_task_set_task_data (task, g_strdup (key), g_free);
  setting = g_new0 (Setting, 1);
  setting->key = g_strdup (key);
  setting->value = g_strdup (value);
  balai_store_write_async (self, set_setting_call, setting, setting_free, NULL, NULL, on_setting, task);
}

gboolean
balai_store_set_setting_finish (BalaiStore    *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gpointer
apply_call (BalaiRepository  *repository,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  g_autoptr (BalaiChanges) changes = NULL;
  int64_t *batch;

  if (!balai_repository_apply (repository, data, &changes, error))
    return NULL;
  batch = g_new (int64_t, 1);
  *batch = balai_changes_get_batch (changes);
  return batch;
}

/**
 * balai_store_apply_async:
 * @self: a store
 * @batch: what to save. It and its records belong to the writer until the callback comes.
 * @cancellable: (nullable): takes the edit back while it has not begun
 * @callback: called when it is saved
 * @user_data: handed to @callback, which comes even after @cancellable: it must live until then
 *
 * Saves a batch in one transaction, as balai_repository_apply() does. On a full disk the room kept in reserve is given
 * back, and the batch tried once more.
 */
void
balai_store_apply_async (BalaiStore          *self,
                         BalaiBatch          *batch,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_return_if_fail (BALAI_IS_STORE (self));

  queue_call (self, call_task_new (self, balai_store_apply_async, apply_call, balai_batch_ref (batch),
                                   (GDestroyNotify) balai_batch_unref, g_free, cancellable, callback, user_data));
}

/**
 * balai_store_apply_finish:
 * @self: a store
 * @result: what the callback was given
 * @batch: (out) (optional): number of the step, for balai_store_undo_async(); 0 when nothing had changed
 * @error: return location for a #BalaiDbError or a #BalaiRecordError
 *
 * Returns: whether everything is saved; when not, nothing is, and for %BALAI_RECORD_ERROR_INVALID
 *   balai_batch_get_findings() says why
 */
gboolean
balai_store_apply_finish (BalaiStore    *self,
                          GAsyncResult  *result,
                          int64_t       *batch,
                          GError       **error)
{
  g_autofree int64_t *number = balai_store_read_finish (self, result, error);

  if (batch != NULL)
    *batch = number ? *number : 0;
  return number != NULL;
}

static gpointer
undo_call (BalaiRepository  *repository,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  BalaiUndone *undone = NULL;

  balai_repository_undo (repository, *(int64_t *) data, &undone, NULL, error);
  return undone;
}

/**
 * balai_store_undo_async:
 * @self: a store
 * @batch: number of a step, or 0 for the last one
 * @cancellable: (nullable): takes it back while it has not begun
 * @callback: called when it is done
 * @user_data: handed to @callback, which comes even after @cancellable: it must live until then
 */
void
balai_store_undo_async (BalaiStore          *self,
                        int64_t              batch,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (BALAI_IS_STORE (self));

  queue_call (self, call_task_new (self, balai_store_undo_async, undo_call, g_memdup2 (&batch, sizeof batch), g_free,
                                   (GDestroyNotify) balai_undone_free, cancellable, callback, user_data));
}

/**
 * balai_store_undo_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #BalaiDbError or %BALAI_RECORD_ERROR_NOTHING_TO_UNDO
 *
 * Returns: (transfer full) (nullable): what came of it
 */
BalaiUndone *
balai_store_undo_finish (BalaiStore    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return balai_store_read_finish (self, result, error);
}

static gpointer
redo_call (BalaiRepository  *repository,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  BalaiUndone *redone = NULL;

  balai_repository_redo (repository, *(int64_t *) data, &redone, NULL, error);
  return redone;
}

/**
 * balai_store_redo_async:
 * @self: a store
 * @batch: number of an undo, from balai_store_get_redo_batch(), or 0 for the last one
 * @cancellable: (nullable): takes it back while it has not begun
 * @callback: called when it is done
 * @user_data: handed to @callback
 */
void
balai_store_redo_async (BalaiStore          *self,
                        int64_t              batch,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  g_return_if_fail (BALAI_IS_STORE (self));

  queue_call (self, call_task_new (self, balai_store_redo_async, redo_call, g_memdup2 (&batch, sizeof batch), g_free,
                                   (GDestroyNotify) balai_undone_free, cancellable, callback, user_data));
}

/**
 * balai_store_redo_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #BalaiDbError or %BALAI_RECORD_ERROR_NOTHING_TO_REDO
 *
 * Returns: (transfer full) (nullable): what came of it
 */
BalaiUndone *
balai_store_redo_finish (BalaiStore    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  return balai_store_read_finish (self, result, error);
}

static void
list_backups_job (GTask        *task,
                  gpointer      source,
                  gpointer      data,
                  GCancellable *cancellable)
{
  g_task_return_pointer (task, balai_store_folder_list_backups (data), (GDestroyNotify) g_ptr_array_unref);
}

/**
 * balai_store_list_backups_async:
 * @self: a store in any state
 * @cancellable: (nullable): to lose interest
 * @callback: called when they are known
 * @user_data: handed to @callback
 */
void
balai_store_list_backups_async (BalaiStore          *self,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BALAI_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, balai_store_list_backups_async);
  g_task_set_task_data (task, g_strdup (self->folder), g_free);
  g_task_run_in_thread (task, list_backups_job);
}

/**
 * balai_store_list_backups_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable) (element-type BalaiBackup): the backups, the newest first
 */
GPtrArray *
balai_store_list_backups_finish (BalaiStore    *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return balai_store_read_finish (self, result, error);
}

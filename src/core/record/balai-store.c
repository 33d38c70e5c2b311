/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-store-private.h"

#define CHECKPOINT_DELAY_MS  1000
#define UPKEEP_INTERVAL_S    (60 * 60)
#define UPKEEP_DELAY_MS      2000

/**
 * BalaiStore:
 *
 * The records of a desk for a program with a main loop. All writing happens on one thread, one after the other; reading
 * on two others, which never wait for the writer. Nothing here blocks the caller.
 *
 * It is used from the thread that made it, and its signals and callbacks come there. An open store keeps itself alive:
 * it must be closed, with balai_store_close_async() or, where the main loop has ended, balai_store_close().
 */

enum
{
  PROP_STATE = 1,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_DISK_FULL,
  N_PROPERTIES,
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_SETTING_CHANGED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BalaiStore, balai_store, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (BalaiStoreState, balai_store_state,
                    G_DEFINE_ENUM_VALUE (BALAI_STORE_CLOSED, "closed"),
                    G_DEFINE_ENUM_VALUE (BALAI_STORE_OPENING, "opening"),
                    G_DEFINE_ENUM_VALUE (BALAI_STORE_OPEN, "open"),
                    G_DEFINE_ENUM_VALUE (BALAI_STORE_FAILED, "failed"))

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static void
set_state (BalaiStore      *self,
           BalaiStoreState  state,
           const GError    *error)
{
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void
set_undo (BalaiStore *self,
          int64_t     batch,
          char       *label)
{
  gboolean changed = g_strcmp0 (self->undo_label, label) != 0 || self->undo_batch != batch;

  self->undo_batch = batch;
  g_free (self->undo_label);
  self->undo_label = label;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_LABEL]);
}

static void
set_redo (BalaiStore *self,
          int64_t     batch,
          char       *label)
{
  gboolean changed = g_strcmp0 (self->redo_label, label) != 0 || self->redo_batch != batch;

  self->redo_batch = batch;
  g_free (self->redo_label);
  self->redo_label = label;
  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_LABEL]);
}

static void
set_disk_full (BalaiStore *self,
               gboolean    full)
{
  if (self->disk_full == full)
    return;
  self->disk_full = full;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DISK_FULL]);
}

static void
return_not_open (BalaiStore *self,
                 GTask      *task)
{
  if (self->error != NULL)
    g_task_return_error (task, g_error_copy (self->error));
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the store is closed");
}

static void
write_job (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  balai_store_backend_write (BALAI_STORE (source)->backend, task);
}

/* Calls that came while the store opened, and those that come now. */
void
balai_store_push_waiting (BalaiStore *self)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (self->state != BALAI_STORE_OPEN)
        return_not_open (self, task);
      else if (g_task_get_source_tag (task) == balai_store_read_async)
        balai_store_backend_read (self->backend, self->session, task);
      else
        /* What a person does goes before long work that has not begun. */
        balai_worker_thread_queue (self->writer,
                                   g_task_get_source_tag (task) == balai_store_write_async ? G_PRIORITY_DEFAULT + 1
                                                                                           : G_PRIORITY_DEFAULT,
                                   task, write_job);
      g_object_unref (task);
    }
}

static void
checkpoint_job (GTask        *task,
                gpointer      source,
                gpointer      data,
                GCancellable *cancellable)
{
  balai_store_backend_checkpoint (BALAI_STORE (source)->backend);
  g_task_return_boolean (task, TRUE);
}

static void
upkeep_job (GTask        *task,
            gpointer      source,
            gpointer      data,
            GCancellable *cancellable)
{
  balai_store_backend_start_upkeep (BALAI_STORE (source)->backend);
  g_task_return_boolean (task, TRUE);
}

static void
queue_job (BalaiStore      *self,
           GTaskThreadFunc  job)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, NULL, NULL);

  g_task_set_source_tag (task, queue_job);
  balai_worker_thread_queue (self->writer, G_PRIORITY_LOW, task, job);
}

static gboolean
on_quiet (gpointer data)
{
  BalaiStore *self = data;

  self->checkpoint_source = 0;
  if (self->state == BALAI_STORE_OPEN)
    queue_job (self, checkpoint_job);
  return G_SOURCE_REMOVE;
}

static gboolean
on_hour (gpointer data)
{
  BalaiStore *self = data;

  if (self->state == BALAI_STORE_OPEN)
    queue_job (self, upkeep_job);
  return G_SOURCE_CONTINUE;
}

static gboolean
on_settled (gpointer data)
{
  BalaiStore *self = data;

  on_hour (self);
  self->upkeep_source = g_timeout_add_seconds (UPKEEP_INTERVAL_S, on_hour, self);
  return G_SOURCE_REMOVE;
}

static void
on_opened (BalaiStore *self)
{
  g_autoptr (BalaiChanges) changes = NULL;

  set_state (self, BALAI_STORE_OPEN, NULL);
  /* What was asked of the file that failed was answered with its failure. */
  if (self->session > 1)
    {
      changes = balai_changes_new_everything ();
      g_signal_emit (self, signals[SIGNAL_CHANGED], 0, changes);
    }
  /* Who has just started the program wants to see something first. */
  g_clear_handle_id (&self->upkeep_source, g_source_remove);
  self->upkeep_source = g_timeout_add (UPKEEP_DELAY_MS, on_settled, self);
}

/**
 * balai_store_receive:
 * @self: a store
 * @notice: (transfer none): what its threads have to say
 *
 * On the store's own thread.
 */
void
balai_store_receive (BalaiStore        *self,
                     BalaiStoreNotice  *notice)
{
  /* What was said before the store was closed concerns nobody any more. */
  if (notice->session != self->session || self->state == BALAI_STORE_CLOSED)
    return;
  if (notice->opened)
    on_opened (self);
  if (notice->undo_known)
    {
      set_undo (self, notice->undo_batch, g_steal_pointer (&notice->undo_label));
      set_redo (self, notice->redo_batch, g_steal_pointer (&notice->redo_label));
    }
  if (notice->disk_full >= 0)
    set_disk_full (self, notice->disk_full);
  for (guint i = 0; notice->changes != NULL && i < notice->changes->len; i++)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0, notice->changes->pdata[i]);
  if (notice->wrote)
    {
      g_clear_handle_id (&self->checkpoint_source, g_source_remove);
      self->checkpoint_source = g_timeout_add (CHECKPOINT_DELAY_MS, on_quiet, self);
    }
  if (notice->fatal != NULL)
    set_state (self, BALAI_STORE_FAILED, notice->fatal);
  if (self->state != BALAI_STORE_OPENING)
    balai_store_push_waiting (self);
}

static void
balai_store_finalize (GObject *object)
{
  BalaiStore *self = BALAI_STORE (object);

  g_clear_pointer (&self->backend, balai_store_backend_free);
  g_clear_pointer (&self->registry, balai_registry_unref);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->undo_label, g_free);
  g_clear_pointer (&self->redo_label, g_free);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (balai_store_parent_class)->finalize (object);
}

static void
balai_store_get_property (GObject    *object,
                          guint       id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  BalaiStore *self = BALAI_STORE (object);

  switch (id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    case PROP_DISK_FULL:
      g_value_set_boolean (value, self->disk_full);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
balai_store_class_init (BalaiStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->finalize = balai_store_finalize;
  object_class->get_property = balai_store_get_property;

  /**
   * BalaiStore:state:
   *
   * Whether it can be used.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, BALAI_TYPE_STORE_STATE, BALAI_STORE_CLOSED, flags);
  /**
   * BalaiStore:undo-label: (nullable)
   *
   * What the next undo takes back, as its batch was called; %NULL when there is nothing.
   */
  properties[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, NULL, flags);
  /**
   * BalaiStore:redo-label: (nullable)
   *
   * What was undone and can be done again, as its batch was called; %NULL when the last that was done is no undo.
   */
  properties[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, NULL, flags);
  /**
   * BalaiStore:disk-full:
   *
   * Whether the disk ran full, so that only the room kept in reserve is left.
   */
  properties[PROP_DISK_FULL] = g_param_spec_boolean ("disk-full", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * BalaiStore::changed:
   * @self: a store
   * @changes: (type BalaiChanges): what has changed
   *
   * A transaction was kept. It comes before the callback of the call that made the change. It comes as well when the
   * store opens after it had failed or was closed: then everything may be another.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BALAI_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, BALAI_TYPE_CHANGES);
  /**
   * BalaiStore::setting-changed:
   * @self: a store
   * @key: which setting of this computer; also the detail
   *
   * balai_store_set_setting_async() has kept another value. It comes before the callback of that call.
   */
  signals[SIGNAL_SETTING_CHANGED] = g_signal_new ("setting-changed", BALAI_TYPE_STORE,
                                                  G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL, NULL,
                                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

void
balai_store_tell_setting (BalaiStore *self,
                          const char *key)
{
  g_signal_emit (self, signals[SIGNAL_SETTING_CHANGED], g_quark_from_string (key), key);
}

static void
balai_store_init (BalaiStore *self)
{
  g_queue_init (&self->waiting);
}

/**
 * balai_store_new:
 * @folder: path of the data folder, made when the store opens
 * @registry: the kinds
 * @clock: what time it is; outlives the store
 *
 * Returns: (transfer full): a store that is closed
 */
BalaiStore *
balai_store_new (const char       *folder,
                 BalaiRegistry    *registry,
                 const BalaiClock *clock)
{
  BalaiStore *self = g_object_new (BALAI_TYPE_STORE, NULL);

  self->folder = g_strdup (folder);
  self->registry = balai_registry_ref (registry);
  self->clock = clock;
  self->context = g_main_context_ref_thread_default ();
  self->backend = balai_store_backend_new (self, folder, registry, clock);
  return self;
}

const char *
balai_store_get_folder (BalaiStore *self)
{
  g_return_val_if_fail (BALAI_IS_STORE (self), NULL);

  return self->folder;
}

const BalaiClock *
balai_store_get_clock (BalaiStore *self)
{
  g_return_val_if_fail (BALAI_IS_STORE (self), NULL);

  return self->clock;
}

BalaiStoreState
balai_store_get_state (BalaiStore *self)
{
  g_return_val_if_fail (BALAI_IS_STORE (self), BALAI_STORE_CLOSED);

  return self->state;
}

/**
 * balai_store_get_error:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): why it is in %BALAI_STORE_FAILED
 */
const GError *
balai_store_get_error (BalaiStore *self)
{
  g_return_val_if_fail (BALAI_IS_STORE (self), NULL);

  return self->error;
}

const char *
balai_store_get_undo_label (BalaiStore *self)
{
  g_return_val_if_fail (BALAI_IS_STORE (self), NULL);

  return self->undo_label;
}

/**
 * balai_store_get_undo_batch:
 * @self: a store
 *
 * Returns: number of the step that the next undo takes back, 0 when there is none
 */
int64_t
balai_store_get_undo_batch (BalaiStore *self)
{
  g_return_val_if_fail (BALAI_IS_STORE (self), 0);

  return self->undo_batch;
}

const char *
balai_store_get_redo_label (BalaiStore *self)
{
  g_return_val_if_fail (BALAI_IS_STORE (self), NULL);

  return self->redo_label;
}

/**
 * balai_store_get_redo_batch:
 * @self: a store
 *
 * Returns: number of the undo that the next redo takes back, 0 when there is none
 */
int64_t
balai_store_get_redo_batch (BalaiStore *self)
{
  g_return_val_if_fail (BALAI_IS_STORE (self), 0);

  return self->redo_batch;
}

gboolean
balai_store_get_disk_full (BalaiStore *self)
{
  g_return_val_if_fail (BALAI_IS_STORE (self), FALSE);

  return self->disk_full;
}

/* Opening, restoring and starting anew differ in what is done to the folder before the database opens. */
static void
open_job (GTask        *task,
          gpointer      source,
          gpointer      data,
          GCancellable *cancellable)
{
  BalaiStore *self = source;
  const BalaiStoreOpening *opening = data;
  GError *error = NULL;

  if (balai_store_backend_open (self->backend, opening, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
opening_free (gpointer data)
{
  BalaiStoreOpening *opening = data;

  g_free (opening->backup);
  g_clear_object (&opening->cancellable);
  g_free (opening);
}

static void
start_opening (BalaiStore           *self,
               BalaiStoreOpeningHow  how,
               const char           *backup,
               GCancellable         *cancellable,
               gpointer              tag,
               GAsyncReadyCallback   callback,
               gpointer              user_data)
{
  g_autoptr (GTask) task = NULL;
  BalaiStoreOpening *opening;

  g_return_if_fail (BALAI_IS_STORE (self));

  /* The task itself cannot be cancelled: the store must come to know what became of its file. */
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, tag);
  if (self->state == BALAI_STORE_OPENING || (how == BALAI_STORE_OPENING_PLAIN && self->state == BALAI_STORE_OPEN))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "the store is open already");
      return;
    }
  opening = g_new0 (BalaiStoreOpening, 1);
  opening->session = ++self->session;
  opening->how = how;
  opening->backup = g_strdup (backup);
  opening->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  g_task_set_task_data (task, opening, opening_free);

  if (self->writer == NULL)
    {
      self->writer = balai_worker_thread_new ("balai-writer");
      g_object_ref (self);
    }
  set_state (self, BALAI_STORE_OPENING, NULL);
  /* Edits that wait already were made for the file as it is. */
  balai_worker_thread_queue (self->writer, G_PRIORITY_LOW, task, open_job);
}

/**
 * balai_store_open_async:
 * @self: a store that is closed or has failed
 * @callback: called when it is open
 * @user_data: handed to @callback
 *
 * Opens the database: takes the folder, makes the file where none ever was, and brings one of an older Balai up to
 * date, with a backup before. Reads and writes may be asked for at once; they wait.
 */
void
balai_store_open_async (BalaiStore          *self,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  start_opening (self, BALAI_STORE_OPENING_PLAIN, NULL, NULL, balai_store_open_async, callback, user_data);
}

/**
 * balai_store_open_finish:
 * @self: a store
 * @result: what the callback was given
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether it is open; when not, it is in %BALAI_STORE_FAILED and may be opened again, restored or begun anew
 */
gboolean
balai_store_open_finish (BalaiStore    *self,
                         GAsyncResult  *result,
                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * balai_store_restore_backup_async:
 * @self: a store
 * @path: (nullable): the backup, or %NULL for the newest
 * @cancellable: (nullable): to stop it
 * @callback: called when the store is open again
 * @user_data: handed to @callback
 *
 * Puts a copy of a backup in the place of the database; what was there is kept beside.
 */
void
balai_store_restore_backup_async (BalaiStore          *self,
                                  const char          *path,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  start_opening (self, BALAI_STORE_OPENING_RESTORE, path, cancellable, balai_store_restore_backup_async, callback,
                 user_data);
}

gboolean
balai_store_restore_backup_finish (BalaiStore    *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  return balai_store_open_finish (self, result, error);
}

/**
 * balai_store_start_anew_async:
 * @self: a store
 * @callback: called when the store is open again
 * @user_data: handed to @callback
 *
 * Begins with an empty file; what was there is kept beside. Only a person may choose this.
 */
void
balai_store_start_anew_async (BalaiStore          *self,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  start_opening (self, BALAI_STORE_OPENING_ANEW, NULL, NULL, balai_store_start_anew_async, callback, user_data);
}

gboolean
balai_store_start_anew_finish (BalaiStore    *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  return balai_store_open_finish (self, result, error);
}

static void
close_job (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  balai_store_backend_close (BALAI_STORE (source)->backend);
  g_task_return_boolean (task, TRUE);
}

static void
begin_closing (BalaiStore *self,
               GTask      *task)
{
  g_clear_handle_id (&self->checkpoint_source, g_source_remove);
  g_clear_handle_id (&self->upkeep_source, g_source_remove);
  set_state (self, BALAI_STORE_CLOSED, NULL);
  set_undo (self, 0, NULL);
  set_redo (self, 0, NULL);
  set_disk_full (self, FALSE);
  balai_store_push_waiting (self);
  balai_worker_thread_queue (self->writer, G_MAXINT - 1, task, close_job);
}

static void
end_closing (BalaiStore *self)
{
  balai_worker_thread_join (self->writer);
  g_clear_object (&self->writer);
  g_object_unref (self);
}

static void
on_closed (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (GTask) task = data;

  end_closing (BALAI_STORE (source));
  g_task_return_boolean (task, TRUE);
}

/**
 * balai_store_close_async:
 * @self: a store
 * @callback: called when it is closed
 * @user_data: handed to @callback
 *
 * Finishes what was asked for, closes the file and lets others have the folder.
 */
void
balai_store_close_async (BalaiStore          *self,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GTask) job = NULL;

  g_return_if_fail (BALAI_IS_STORE (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, balai_store_close_async);
  if (self->state == BALAI_STORE_CLOSED)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  job = g_task_new (self, NULL, on_closed, g_object_ref (task));
  g_task_set_source_tag (job, balai_store_close_async);
  begin_closing (self, job);
}

gboolean
balai_store_close_finish (BalaiStore    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * balai_store_close:
 * @self: a store
 *
 * Like balai_store_close_async(), at once, for when the main loop has ended: it waits until everything that was asked
 * for is saved.
 */
void
balai_store_close (BalaiStore *self)
{
  g_autoptr (GTask) job = NULL;

  g_return_if_fail (BALAI_IS_STORE (self));

  if (self->state == BALAI_STORE_CLOSED)
    return;
  job = g_task_new (self, NULL, NULL, NULL);
  g_task_set_source_tag (job, balai_store_close);
  begin_closing (self, job);
  end_closing (self);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-store-private.h"

#include "balai-sqlite.h"

#define N_READERS 2
/* Above it the log is cut off, not only copied. */
#define LOG_LIMIT (16 << 20)

/**
 * BalaiStoreBackend:
 *
 * Everything here belongs to the writer's thread; balai_store_backend_read() alone is called from the store's own,
 * which does so only while it waits for the store to open, and from then on until the job that closes it.
 */
struct _BalaiStoreBackend
{
  BalaiStore       *store;    /* (unowned): every job holds it */
  char             *path;     /* (owned) */
  BalaiRegistry    *registry; /* (owned) */
  const BalaiClock *clock;    /* (unowned) */
  guint             session;

  BalaiStoreFolder *folder;  /* (owned) (nullable) */
  BalaiRepository  *writer;  /* (owned) (nullable): while it is open */
  GAsyncQueue      *readers; /* (owned) (nullable) (element-type BalaiRepository): those at rest */
  GThreadPool      *pool;    /* (owned) (nullable), under the lock, as are the next three */
  GQueue            early;   /* (element-type GTask): reads that came while it opens */
  guint             refused; /* the session that could not be opened; 0 if none */
  GError           *refusal; /* (owned) (nullable): why */
  GMutex            lock;
  GPtrArray        *changes; /* (owned) (element-type BalaiChanges): of the call at work */
  gboolean          was_full;

  GThread          *upkeep;             /* (owned) (nullable) */
  GCancellable     *upkeep_cancellable; /* (owned) (nullable) */
  gboolean          upkeep_done;        /* (atomic) */
};

static BalaiStoreNotice *
notice_new (BalaiStoreBackend *self)
{
  BalaiStoreNotice *notice = g_new0 (BalaiStoreNotice, 1);

  notice->session = self->session;
  notice->disk_full = -1;
  return notice;
}

typedef struct
{
  BalaiStore       *store;  /* (owned) */
  BalaiStoreNotice *notice; /* (owned) */
} Post;

static gboolean
deliver (gpointer data)
{
  Post *post = data;

  balai_store_receive (post->store, post->notice);
  return G_SOURCE_REMOVE;
}

static void
post_free (gpointer data)
{
  Post *post = data;

  g_clear_pointer (&post->notice->changes, g_ptr_array_unref);
  g_clear_error (&post->notice->fatal);
  g_free (post->notice->undo_label);
  g_free (post->notice->redo_label);
  g_free (post->notice);
  g_object_unref (post->store);
  g_free (post);
}

/* Sources of one priority are dispatched in the order of their coming: the notice comes before the callback of a task
 * that is returned after it. */
static void
post (BalaiStoreBackend *self,
      BalaiStoreNotice  *notice)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Post *message = g_new0 (Post, 1);

  message->store = g_object_ref (self->store);
  message->notice = notice;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_static_name (source, "balai-store");
  g_source_set_callback (source, deliver, message, post_free);
  g_source_attach (source, self->store->context);
}

static gboolean
is_fatal (const GError *error)
{
  return g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CORRUPT)
         || g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_NOT_A_DATABASE);
}

static void
post_fatal (BalaiStoreBackend *self,
            const GError      *error)
{
  BalaiStoreNotice *notice = notice_new (self);

  notice->fatal = g_error_copy (error);
  post (self, notice);
}

static void
add_undo (BalaiStoreBackend *self,
          BalaiStoreNotice  *notice)
{
  notice->undo_known = balai_repository_last_step (self->writer, &notice->undo_batch, &notice->undo_label, NULL)
                       && balai_repository_last_undo (self->writer, &notice->redo_batch, &notice->redo_label, NULL);
}

static void
on_changes (BalaiChanges *changes,
            gpointer      data)
{
  BalaiStoreBackend *self = data;

  g_ptr_array_add (self->changes, balai_changes_ref (changes));
}

BalaiStoreBackend *
balai_store_backend_new (BalaiStore       *store,
                         const char       *folder,
                         BalaiRegistry    *registry,
                         const BalaiClock *clock)
{
  BalaiStoreBackend *self = g_new0 (BalaiStoreBackend, 1);

  self->store = store;
  self->path = g_strdup (folder);
  self->registry = balai_registry_ref (registry);
  self->clock = clock;
  self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_changes_unref);
  g_queue_init (&self->early);
  g_mutex_init (&self->lock);
  return self;
}

void
balai_store_backend_free (BalaiStoreBackend *self)
{
  g_assert (self->writer == NULL);

  balai_registry_unref (self->registry);
  g_ptr_array_unref (self->changes);
  g_clear_error (&self->refusal);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self);
}

/* Runs what a caller handed over, and ends the statement at work when the caller loses interest. */
static gpointer
run (BalaiRepository  *repository,
     GTask            *task,
     GError          **error)
{
  BalaiSqlite *database = BALAI_SQLITE (balai_repository_get_database (repository));
  gpointer result;
  GError *local = NULL;

  balai_sqlite_watch (database, g_task_get_cancellable (task));
  result = balai_store_run_call (task, repository, &local);
  balai_sqlite_watch (database, NULL);

  if (local == NULL)
    return result;
  if (g_error_matches (local, BALAI_DB_ERROR, BALAI_DB_ERROR_INTERRUPTED))
    {
      g_clear_error (&local);
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
    }
  else
    g_propagate_error (error, local);
  return NULL;
}

static void
return_result (GTask    *task,
               gpointer  result,
               GError   *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, result, balai_store_get_call_destroy (task));
}

static void
read_in_pool (gpointer data,
              gpointer user_data)
{
  BalaiStoreBackend *self = user_data;
  g_autoptr (GTask) task = data;
  BalaiRepository *reader;
  BalaiDatabase *database;
  gpointer result = NULL;
  GError *error = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  /* There are as many readers as threads. */
  reader = g_async_queue_pop (self->readers);
  database = balai_repository_get_database (reader);
  if (balai_database_exec (database, "BEGIN", &error))
    {
      result = run (reader, task, &error);
      balai_database_exec (database, "ROLLBACK", NULL);
    }
  g_async_queue_push (self->readers, reader);
  if (error != NULL && is_fatal (error))
    post_fatal (self, error);
  return_result (task, result, error);
}

/**
 * balai_store_backend_read:
 * @self: a backend that is open, or is being opened
 * @session: of the opening that the store knows of
 * @task: (transfer none): a call
 *
 * Runs it on one of the readers. What comes while the file is being opened begins at once when that is done, without a
 * turn of the main loop: at the start of a program that loop has other things to do. What comes between the failure and
 * the store's hearing of it is told why, as those before it were.
 */
void
balai_store_backend_read (BalaiStoreBackend *self,
                          guint              session,
                          GTask             *task)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->pool != NULL)
    g_thread_pool_push (self->pool, g_object_ref (task), NULL);
  else if (self->refusal != NULL && self->refused == session)
    g_task_return_error (task, g_error_copy (self->refusal));
  else
    g_queue_push_tail (&self->early, g_object_ref (task));
}

/* Lets those begin that came early, or tells them why they cannot. */
static void
admit_early (BalaiStoreBackend *self,
             GThreadPool       *pool,
             const GError      *error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  GTask *task;

  self->pool = pool;
  g_clear_error (&self->refusal);
  if (pool == NULL)
    {
      self->refused = self->session;
      self->refusal = g_error_copy (error);
    }
  while ((task = g_queue_pop_head (&self->early)) != NULL)
    {
      if (pool != NULL)
        {
          g_thread_pool_push (pool, task, NULL);
          continue;
        }
      g_task_return_error (task, g_error_copy (error));
      g_object_unref (task);
    }
}

static gpointer
upkeep_thread (gpointer data)
{
  BalaiStoreBackend *self = data;
  g_autoptr (BalaiStoreFolder) folder = balai_store_folder_visit (self->path, self->clock);
  g_autoptr (GError) error = NULL;

  if (!balai_store_folder_back_up (folder, self->upkeep_cancellable, &error) && is_fatal (error))
    post_fatal (self, error);
  else if (error != NULL && !g_cancellable_is_cancelled (self->upkeep_cancellable))
    g_message ("no backup was made: %s", error->message);
  g_atomic_int_set (&self->upkeep_done, TRUE);
  return NULL;
}

static void
end_upkeep (BalaiStoreBackend *self)
{
  if (self->upkeep == NULL)
    return;
  g_cancellable_cancel (self->upkeep_cancellable);
  g_thread_join (g_steal_pointer (&self->upkeep));
  g_clear_object (&self->upkeep_cancellable);
}

/**
 * balai_store_backend_start_upkeep:
 * @self: a backend
 *
 * Sees to what the kinds ask for as time goes by, to the reserve of the disk and, once a day or after a crash, to a
 * check and a backup, on a thread of its own.
 */
void
balai_store_backend_start_upkeep (BalaiStoreBackend *self)
{
  g_autoptr (GError) error = NULL;

  if (self->writer == NULL)
    return;
  if (!balai_registry_keep_up (self->registry, self->writer, &error))
    {
      if (is_fatal (error))
        post_fatal (self, error);
      g_message ("upkeep: %s", error->message);
    }
  if (!self->was_full)
    balai_store_folder_keep_ballast (self->folder);
  if (self->upkeep != NULL && !g_atomic_int_get (&self->upkeep_done))
    return;
  end_upkeep (self);
  if (!balai_store_folder_backup_due (self->folder) && !balai_store_folder_was_unclean (self->folder))
    return;
  self->upkeep_cancellable = g_cancellable_new ();
  self->upkeep_done = FALSE;
  self->upkeep = g_thread_new ("balai-upkeep", upkeep_thread, self);
}

/* The pool ends before the writer, and the log is emptied last: a file that was closed is one file. */
static void
close_connections (BalaiStoreBackend *self)
{
  GThreadPool *pool;

  end_upkeep (self);
  g_mutex_lock (&self->lock);
  pool = g_steal_pointer (&self->pool);
  g_mutex_unlock (&self->lock);
  if (pool != NULL)
    g_thread_pool_free (pool, FALSE, TRUE);
  g_clear_pointer (&self->readers, g_async_queue_unref);
  if (self->writer != NULL)
    {
      balai_sqlite_checkpoint (BALAI_SQLITE (balai_repository_get_database (self->writer)), TRUE, NULL);
      g_clear_object (&self->writer);
    }
}

static gboolean
open_connections (BalaiStoreBackend  *self,
                  GError            **error)
{
  self->writer = balai_store_folder_open_writer (self->folder, self->registry, error);
  if (self->writer == NULL)
    return FALSE;
  balai_repository_set_listener (self->writer, on_changes, self);
  self->readers = g_async_queue_new_full (g_object_unref);
  for (int i = 0; i < N_READERS; i++)
    {
      BalaiRepository *reader = balai_store_folder_open_reader (self->folder, self->registry, error);

      if (reader == NULL)
        return FALSE;
      g_async_queue_push (self->readers, reader);
    }
  return TRUE;
}

static gboolean
prepare_folder (BalaiStoreBackend        *self,
                const BalaiStoreOpening  *opening,
                GError                  **error)
{
  g_autoptr (GPtrArray) backups = NULL;
  const char *path = opening->backup;

  if (self->folder == NULL && (self->folder = balai_store_folder_claim (self->path, self->clock, error)) == NULL)
    return FALSE;
  switch (opening->how)
    {
    case BALAI_STORE_OPENING_RESTORE:
      backups = balai_store_folder_list_backups (self->path);
      if (path == NULL && backups->len > 0)
        path = ((BalaiBackup *) backups->pdata[0])->path;
      if (path == NULL)
        {
          g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_MISSING, "no backup in %s", self->path);
          return FALSE;
        }
      return balai_store_folder_restore (self->folder, path, self->registry, opening->cancellable, error);
    case BALAI_STORE_OPENING_ANEW:
      return balai_store_folder_start_anew (self->folder, self->registry, error);
    case BALAI_STORE_OPENING_PLAIN:
    default:
      return TRUE;
    }
}

/**
 * balai_store_backend_open:
 * @self: a backend
 * @opening: what to do before
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether it is open; the store hears of it by a notice either way
 */
gboolean
balai_store_backend_open (BalaiStoreBackend        *self,
                          const BalaiStoreOpening  *opening,
                          GError                  **error)
{
  BalaiStoreNotice *notice;
  GThreadPool *pool = NULL;
  GError *local = NULL;
  gboolean opened;

  close_connections (self);
  self->session = opening->session;
  self->was_full = FALSE;
  opened = prepare_folder (self, opening, &local) && open_connections (self, &local);
  /* Not even reading goes without some room; that is what the reserve is for. */
  if (!opened && g_error_matches (local, BALAI_DB_ERROR, BALAI_DB_ERROR_FULL) && self->folder != NULL
      && balai_store_folder_drop_ballast (self->folder))
    {
      g_clear_error (&local);
      close_connections (self);
      self->was_full = TRUE;
      opened = prepare_folder (self, opening, &local) && open_connections (self, &local);
    }
  if (opened)
    pool = g_thread_pool_new (read_in_pool, self, N_READERS, FALSE, &local);
  if (pool == NULL)
    {
      close_connections (self);
      post_fatal (self, local);
      admit_early (self, NULL, local);
      g_propagate_error (error, local);
      return FALSE;
    }
  notice = notice_new (self);
  notice->opened = TRUE;
  add_undo (self, notice);
  post (self, notice);
  admit_early (self, pool, NULL);
  return TRUE;
}

/**
 * balai_store_backend_close:
 * @self: a backend
 *
 * Closes everything and lets others have the folder.
 */
void
balai_store_backend_close (BalaiStoreBackend *self)
{
  close_connections (self);
  g_clear_pointer (&self->folder, balai_store_folder_free);
}

/* Whether it is worth trying the call once more: the reserve is there for what a person typed, not for imports. */
static gboolean
make_room (BalaiStoreBackend *self,
           GTask             *task)
{
  self->was_full = TRUE;
  return balai_store_folder_drop_ballast (self->folder) && g_task_get_source_tag (task) != balai_store_write_async;
}

/**
 * balai_store_backend_write:
 * @self: a backend
 * @task: (transfer none): a call
 *
 * Runs it on the writer, on the writer's thread, and tells what has changed.
 */
void
balai_store_backend_write (BalaiStoreBackend *self,
                           GTask             *task)
{
  BalaiStoreNotice *notice;
  gpointer result;
  GError *error = NULL;

  if (self->writer == NULL)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "the store is closed");
      return;
    }
  result = run (self->writer, task, &error);
  notice = notice_new (self);
  if (g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_FULL))
    {
      notice->disk_full = TRUE;
      if (make_room (self, task))
        {
          g_clear_error (&error);
          result = run (self->writer, task, &error);
        }
    }
  else if (error == NULL && self->was_full)
    {
      self->was_full = !balai_store_folder_keep_ballast (self->folder);
      notice->disk_full = self->was_full;
    }
  if (error != NULL && is_fatal (error))
    notice->fatal = g_error_copy (error);
  if (self->changes->len > 0)
    {
      notice->changes = self->changes;
      self->changes = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_changes_unref);
    }
  notice->wrote = TRUE;
  add_undo (self, notice);
  post (self, notice);
  return_result (task, result, error);
}

/**
 * balai_store_backend_checkpoint:
 * @self: a backend at rest
 *
 * Moves the log into the file, so that no edit waits for that.
 */
void
balai_store_backend_checkpoint (BalaiStoreBackend *self)
{
  if (self->writer != NULL)
    balai_sqlite_checkpoint (BALAI_SQLITE (balai_repository_get_database (self->writer)),
                             balai_store_folder_log_size (self->folder) > LOG_LIMIT, NULL);
}

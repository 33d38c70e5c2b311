/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-worker-thread.h"

/**
 * BalaiWorkerThread:
 *
 * One named thread that runs tasks in the order of their priority and, within it, of their coming. What must be used by
 * one thread only (a database connection) belongs to such a worker.
 */
struct _BalaiWorkerThread
{
  GObject      parent_instance;

  GAsyncQueue *queue;   /* (owned) (element-type WorkerItem) */
  GThread     *thread;  /* (owned) (nullable): %NULL once joined */
  guint64      serial;  /* (guarded by the queue's lock) */
};

typedef struct
{
  GTask          *task; /* (owned) (nullable): %NULL ends the thread */
  GTaskThreadFunc func;
  int             priority;
  guint64         serial;
} WorkerItem;

G_DEFINE_FINAL_TYPE (BalaiWorkerThread, balai_worker_thread, G_TYPE_OBJECT)

static int
worker_item_compare (gconstpointer a,
                     gconstpointer b,
                     gpointer      data)
{
  const WorkerItem *one = a, *two = b;

  if (one->priority != two->priority)
    return one->priority < two->priority ? -1 : 1;
  return one->serial < two->serial ? -1 : one->serial > two->serial;
}

static gpointer
worker_thread_run (gpointer data)
{
  GAsyncQueue *queue = data;
  gboolean running = TRUE;

  while (running)
    {
      WorkerItem *item = g_async_queue_pop (queue);

      if (item->task == NULL)
        running = FALSE;
      else
        {
          if (!g_task_return_error_if_cancelled (item->task))
            item->func (item->task, g_task_get_source_object (item->task), g_task_get_task_data (item->task),
                        g_task_get_cancellable (item->task));
          g_object_unref (item->task);
        }
      g_free (item);
    }
  g_async_queue_unref (queue);
  return NULL;
}

static void
worker_thread_push (BalaiWorkerThread *self,
                    WorkerItem        *item)
{
  g_async_queue_lock (self->queue);
  item->serial = self->serial++;
  g_async_queue_push_sorted_unlocked (self->queue, item, worker_item_compare, NULL);
  g_async_queue_unlock (self->queue);
}

static void
balai_worker_thread_dispose (GObject *object)
{
  BalaiWorkerThread *self = BALAI_WORKER_THREAD (object);

  balai_worker_thread_join (self);
  g_clear_pointer (&self->queue, g_async_queue_unref);

  G_OBJECT_CLASS (balai_worker_thread_parent_class)->dispose (object);
}

static void
balai_worker_thread_class_init (BalaiWorkerThreadClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_worker_thread_dispose;
}

static void
balai_worker_thread_init (BalaiWorkerThread *self)
{
  self->queue = g_async_queue_new ();
}

/**
 * balai_worker_thread_new:
 * @name: name of the thread, at most 15 characters
 *
 * Returns: (transfer full): a worker whose thread runs already
 */
BalaiWorkerThread *
balai_worker_thread_new (const char *name)
{
  BalaiWorkerThread *self = g_object_new (BALAI_TYPE_WORKER_THREAD, NULL);

  self->thread = g_thread_new (name, worker_thread_run, g_async_queue_ref (self->queue));
  return self;
}

/**
 * balai_worker_thread_queue:
 * @self: a worker
 * @priority: smaller comes first; %G_PRIORITY_DEFAULT for what a person waits for
 * @task: (transfer none): the task, which @func must return
 * @func: what to do with it on the worker's thread; not called when the task was cancelled before
 */
void
balai_worker_thread_queue (BalaiWorkerThread *self,
                           int                priority,
                           GTask             *task,
                           GTaskThreadFunc    func)
{
  WorkerItem *item;

  g_return_if_fail (BALAI_IS_WORKER_THREAD (self));
  g_return_if_fail (self->thread != NULL);

  item = g_new0 (WorkerItem, 1);
  item->task = g_object_ref (task);
  item->func = func;
  item->priority = priority;
  worker_thread_push (self, item);
}

/**
 * balai_worker_thread_is_current:
 * @self: a worker
 *
 * Returns: whether the caller runs on the worker's thread
 */
gboolean
balai_worker_thread_is_current (BalaiWorkerThread *self)
{
  g_return_val_if_fail (BALAI_IS_WORKER_THREAD (self), FALSE);

  return self->thread == g_thread_self ();
}

/**
 * balai_worker_thread_join:
 * @self: a worker
 *
 * Lets everything that is queued finish, then ends the thread. Nothing may be queued afterwards.
 */
void
balai_worker_thread_join (BalaiWorkerThread *self)
{
  WorkerItem *item;

  g_return_if_fail (BALAI_IS_WORKER_THREAD (self));

  if (self->thread == NULL)
    return;
  item = g_new0 (WorkerItem, 1);
  item->priority = G_MAXINT;
  worker_thread_push (self, item);
  /* Forgotten only afterwards: until then its tasks may ask whether they run on it. */
  g_thread_join (self->thread);
  self->thread = NULL;
}

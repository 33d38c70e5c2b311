/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-http-workers.h"

struct _BalaiHttpWorkers
{
  gatomicrefcount ref_count;
  BalaiHttpJob    run;
  GMutex          lock;
  GCond           changed;
  GQueue          jobs;    /* (owned) */
  GPtrArray      *threads; /* (owned) (element-type GThread) */
  guint           running; /* threads that have not ended */
  gboolean        stopping;
};

typedef struct
{
  BalaiHttpWorkers *workers; /* (owned) */
  guint             number;
} WorkerStart;

static void
workers_unref (BalaiHttpWorkers *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->threads);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

static gpointer
worker_run (gpointer data)
{
  g_autofree WorkerStart *start = data;
  BalaiHttpWorkers *self = start->workers;

  g_mutex_lock (&self->lock);
  for (;;)
    {
      gpointer job;

      while (g_queue_is_empty (&self->jobs) && !self->stopping)
        g_cond_wait (&self->changed, &self->lock);
      job = g_queue_pop_head (&self->jobs);
      if (job == NULL)
        break;
      g_mutex_unlock (&self->lock);
      self->run (job, start->number);
      g_mutex_lock (&self->lock);
    }
  self->running--;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  workers_unref (self);
  return NULL;
}

/**
 * balai_http_workers_new:
 * @threads: how many
 * @run: runs a job
 *
 * Returns: (transfer full): running workers, for balai_http_workers_stop()
 */
BalaiHttpWorkers *
balai_http_workers_new (guint        threads,
                        BalaiHttpJob run)
{
  BalaiHttpWorkers *self = g_new0 (BalaiHttpWorkers, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->jobs);
  self->run = run;
  self->threads = g_ptr_array_new ();
  self->running = threads;
  for (guint i = 0; i < threads; i++)
    {
      WorkerStart *start = g_new0 (WorkerStart, 1);

      g_atomic_ref_count_inc (&self->ref_count);
      start->workers = self;
      start->number = i;
      g_ptr_array_add (self->threads, g_thread_new ("http-worker", worker_run, start));
    }
  return self;
}

/**
 * balai_http_workers_push:
 * @self: the workers, not stopping
 * @job: (transfer full): what is handed to their function
 */
void
balai_http_workers_push (BalaiHttpWorkers *self,
                         gpointer          job)
{
  g_mutex_lock (&self->lock);
  g_queue_push_tail (&self->jobs, job);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->lock);
}

/**
 * balai_http_workers_waiting:
 * @self: the workers
 *
 * Returns: how many jobs no thread has begun
 */
guint
balai_http_workers_waiting (BalaiHttpWorkers *self)
{
  guint waiting;

  g_mutex_lock (&self->lock);
  waiting = g_queue_get_length (&self->jobs);
  g_mutex_unlock (&self->lock);
  return waiting;
}

/**
 * balai_http_workers_stop:
 * @self: (transfer full): the workers
 * @until: monotonic time, µs
 *
 * Lets them finish what was pushed and ends them. A thread that is still busy at @until is left behind; it ends with
 * its job.
 *
 * Returns: whether all have ended
 */
gboolean
balai_http_workers_stop (BalaiHttpWorkers *self,
                         int64_t           until)
{
  gboolean ended;

  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  g_cond_broadcast (&self->changed);
  while (self->running > 0 && g_cond_wait_until (&self->changed, &self->lock, until))
    continue;
  ended = self->running == 0;
  g_mutex_unlock (&self->lock);

  for (guint i = 0; i < self->threads->len; i++)
    {
      GThread *thread = g_ptr_array_index (self->threads, i);

      if (ended)
        g_thread_join (thread);
      else
        g_thread_unref (thread);
    }
  workers_unref (self);
  return ended;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-http-rate.h"

struct _BalaiHttpRate
{
  gatomicrefcount ref_count;
  guint           per_minute;
  guint           burst;
  guint           at_once;
  guint           keys;

  GMutex          lock;
  GHashTable     *buckets;  /* (owned) (element-type utf8 Bucket) */
  guint           sweep_at; /* so many keys are looked through for idle ones */
};

/* Tokens are counted in the time it takes to earn them, so that no rounding gives any away. */
typedef struct
{
  int64_t full_at; /* µs: when the bucket will be full again */
  guint   inside;
} Bucket;

/**
 * balai_http_rate_new:
 * @per_minute: how many are earned back in a minute, at least 1
 * @burst: how many may come in one go
 * @at_once: how many may be inside at the same time, 0 for any number
 * @keys: how many keys are remembered; a key beyond them is refused until one has been idle
 *
 * Returns: (transfer full): a limit; safe to use from any thread
 */
BalaiHttpRate *
balai_http_rate_new (guint per_minute,
                     guint burst,
                     guint at_once,
                     guint keys)
{
  BalaiHttpRate *self = g_new0 (BalaiHttpRate, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->per_minute = MAX (per_minute, 1);
  self->burst = burst;
  self->at_once = at_once;
  self->keys = keys;
  self->sweep_at = MIN (keys, 1024);
  self->buckets = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_mutex_init (&self->lock);
  return self;
}

/**
 * balai_http_rate_ref:
 * @self: a limit
 *
 * Returns: (transfer full): @self
 */
BalaiHttpRate *
balai_http_rate_ref (BalaiHttpRate *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * balai_http_rate_unref:
 * @self: (transfer full): a limit
 */
void
balai_http_rate_unref (BalaiHttpRate *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_hash_table_unref (self->buckets);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static void
rate_sweep (BalaiHttpRate *self,
            int64_t        now)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->buckets);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const Bucket *bucket = value;

      if (bucket->inside == 0 && bucket->full_at <= now)
        g_hash_table_iter_remove (&iter);
    }
  self->sweep_at = MIN (self->keys, MAX (1024, 2 * g_hash_table_size (self->buckets)));
}

static gboolean
rate_take (BalaiHttpRate *self,
           const char    *key,
           guint          cost,
           gboolean       enter,
           int64_t        now,
           guint         *retry_after)
{
  int64_t each = 60 * G_USEC_PER_SEC / self->per_minute, after;
  Bucket *bucket = g_hash_table_lookup (self->buckets, key);

  if (bucket == NULL)
    {
      if (g_hash_table_size (self->buckets) >= self->sweep_at)
        rate_sweep (self, now);
      if (g_hash_table_size (self->buckets) >= self->keys)
        {
          *retry_after = 1;
          return FALSE;
        }
      bucket = g_new0 (Bucket, 1);
      bucket->full_at = now;
      g_hash_table_insert (self->buckets, g_strdup (key), bucket);
    }
  if (enter && self->at_once > 0 && bucket->inside >= self->at_once)
    {
      *retry_after = 1;
      return FALSE;
    }
  after = MAX (bucket->full_at, now) + cost * each;
  if (after - now > self->burst * each)
    {
      *retry_after = (guint) ((after - now - self->burst * each + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
      return FALSE;
    }
  bucket->full_at = after;
  if (enter)
    bucket->inside++;
  return TRUE;
}

/**
 * balai_http_rate_take:
 * @self: a limit
 * @key: whose
 * @cost: how many, for instance the mutations of a push
 * @now: monotonic time, µs
 * @retry_after: (out): seconds until it would do, if it does not
 *
 * Returns: whether they may; if not, nothing was taken
 */
gboolean
balai_http_rate_take (BalaiHttpRate *self,
                      const char    *key,
                      guint          cost,
                      int64_t        now,
                      guint         *retry_after)
{
  gboolean taken;

  g_mutex_lock (&self->lock);
  taken = rate_take (self, key, cost, FALSE, now, retry_after);
  g_mutex_unlock (&self->lock);
  return taken;
}

/**
 * balai_http_rate_enter:
 * @self: a limit
 * @key: whose
 * @now: monotonic time, µs
 * @retry_after: (out): seconds until it would do, if it does not
 *
 * Takes one and counts it as inside until balai_http_rate_leave().
 *
 * Returns: whether it may
 */
gboolean
balai_http_rate_enter (BalaiHttpRate *self,
                       const char    *key,
                       int64_t        now,
                       guint         *retry_after)
{
  gboolean taken;

  g_mutex_lock (&self->lock);
  taken = rate_take (self, key, 1, TRUE, now, retry_after);
  g_mutex_unlock (&self->lock);
  return taken;
}

/**
 * balai_http_rate_leave:
 * @self: a limit
 * @key: who entered
 */
void
balai_http_rate_leave (BalaiHttpRate *self,
                       const char    *key)
{
  Bucket *bucket;

  g_mutex_lock (&self->lock);
  bucket = g_hash_table_lookup (self->buckets, key);
  if (bucket != NULL && bucket->inside > 0)
    bucket->inside--;
  g_mutex_unlock (&self->lock);
}

/**
 * balai_http_rate_keys:
 * @self: a limit
 *
 * Returns: how many keys are remembered
 */
guint
balai_http_rate_keys (BalaiHttpRate *self)
{
  guint keys;

  g_mutex_lock (&self->lock);
  keys = g_hash_table_size (self->buckets);
  g_mutex_unlock (&self->lock);
  return keys;
}

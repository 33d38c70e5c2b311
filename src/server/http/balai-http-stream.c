/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-http-stream-private.h"

#include <string.h>

struct _BalaiHttpStream
{
  gatomicrefcount        ref_count;
  GMutex                 lock;
  struct MHD_Connection *connection; /* (unowned) (nullable): while the reply is being sent */
  GString               *pending;    /* (owned): written, not yet taken by the library */
  gboolean               suspended;
  gboolean               ended;      /* nothing more will be sent */
  gboolean               gone;       /* nobody listens any more */
  int64_t                opened;     /* µs, monotonic */
  int64_t                spoke;      /* µs, monotonic: when something was last sent */
};

/**
 * balai_http_stream_new:
 *
 * Returns: (transfer full): a stream, for balai_http_reply_new_stream(); what is sent before the reply waits
 */
BalaiHttpStream *
balai_http_stream_new (void)
{
  BalaiHttpStream *self = g_new0 (BalaiHttpStream, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  self->pending = g_string_new (NULL);
  return self;
}

/**
 * balai_http_stream_ref:
 * @self: a stream
 *
 * Returns: (transfer full): @self
 */
BalaiHttpStream *
balai_http_stream_ref (BalaiHttpStream *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * balai_http_stream_unref:
 * @self: (transfer full): a stream; it does not end by this
 */
void
balai_http_stream_unref (BalaiHttpStream *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_string_free (self->pending, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/* Under the lock: the library looks again. While the library is at this stream it holds the same lock, so it is
 * resumed once for each time that it was suspended. */
static void
stream_wake (BalaiHttpStream *self)
{
  if (!self->suspended)
    return;
  self->suspended = FALSE;
  MHD_resume_connection (self->connection);
}

/**
 * balai_http_stream_send:
 * @self: a stream
 * @event: (nullable): name of the event, one line
 * @data: the data; each line of it becomes one of the event
 *
 * Returns: whether somebody may still hear it; if not, forget the stream
 */
gboolean
balai_http_stream_send (BalaiHttpStream *self,
                        const char      *event,
                        const char      *data)
{
  gboolean open;

  g_return_val_if_fail (event == NULL || strpbrk (event, "\r\n") == NULL, FALSE);
  g_return_val_if_fail (strchr (data, '\r') == NULL, FALSE);

  g_mutex_lock (&self->lock);
  if (!self->ended && !self->gone)
    {
      if (event != NULL)
        g_string_append_printf (self->pending, "event: %s\n", event);
      for (;;)
        {
          const char *end = strchrnul (data, '\n');

          g_string_append (self->pending, "data: ");
          g_string_append_len (self->pending, data, end - data);
          g_string_append_c (self->pending, '\n');
          if (*end == '\0')
            break;
          data = end + 1;
        }
      g_string_append_c (self->pending, '\n');
      if (self->pending->len > BALAI_HTTP_STREAM_PENDING_MAX)
        self->gone = TRUE;
      stream_wake (self);
    }
  open = !self->ended && !self->gone;
  g_mutex_unlock (&self->lock);
  return open;
}

/**
 * balai_http_stream_end:
 * @self: a stream
 *
 * Sends what waits and ends the reply; the client comes again.
 */
void
balai_http_stream_end (BalaiHttpStream *self)
{
  g_mutex_lock (&self->lock);
  self->ended = TRUE;
  stream_wake (self);
  g_mutex_unlock (&self->lock);
}

/**
 * balai_http_stream_is_open:
 * @self: a stream
 *
 * A client that vanished is noticed at the second heartbeat at the latest.
 *
 * Returns: whether it can still be sent to
 */
gboolean
balai_http_stream_is_open (BalaiHttpStream *self)
{
  gboolean open;

  g_mutex_lock (&self->lock);
  open = !self->ended && !self->gone;
  g_mutex_unlock (&self->lock);
  return open;
}

/* On the library's thread: the next bytes, none (then it sleeps until stream_wake()), or the end. */
ssize_t
balai_http_stream_read (BalaiHttpStream *self,
                        char            *buffer,
                        gsize            size)
{
  ssize_t taken = 0;

  g_mutex_lock (&self->lock);
  if (self->gone)
    taken = MHD_CONTENT_READER_END_WITH_ERROR;
  else if (self->pending->len > 0)
    {
      taken = (ssize_t) MIN (size, self->pending->len);
      memcpy (buffer, self->pending->str, (gsize) taken);
      g_string_erase (self->pending, 0, taken);
    }
  else if (self->ended)
    taken = MHD_CONTENT_READER_END_OF_STREAM;
  else
    {
      self->suspended = TRUE;
      MHD_suspend_connection (self->connection);
    }
  g_mutex_unlock (&self->lock);
  return taken;
}

/* On the library's thread: the reply begins on @connection. */
void
balai_http_stream_attach (BalaiHttpStream       *self,
                          struct MHD_Connection *connection,
                          int64_t                now)
{
  g_mutex_lock (&self->lock);
  self->connection = connection;
  self->opened = self->spoke = now;
  g_mutex_unlock (&self->lock);
}

/* The reply is over, or never began. It is not suspended then: the library ends nothing that sleeps. */
void
balai_http_stream_abandon (BalaiHttpStream *self)
{
  g_mutex_lock (&self->lock);
  self->connection = NULL;
  self->gone = TRUE;
  g_string_truncate (self->pending, 0);
  g_mutex_unlock (&self->lock);
}

/* From the watchdog: a sleeping connection notices nothing, so a comment now and then finds out who is gone; and after
 * @longest a client comes again, so that none outlives its rights. */
void
balai_http_stream_tick (BalaiHttpStream *self,
                        int64_t          now,
                        int64_t          heartbeat,
                        int64_t          longest)
{
  g_mutex_lock (&self->lock);
  if (!self->ended && !self->gone)
    {
      if (now - self->opened >= longest)
        {
          self->ended = TRUE;
          stream_wake (self);
        }
      else if (now - self->spoke >= heartbeat && self->pending->len == 0)
        {
          self->spoke = now;
          g_string_append (self->pending, ":\n\n");
          stream_wake (self);
        }
    }
  g_mutex_unlock (&self->lock);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <sys/socket.h>

#include "balai-http-request-private.h"
#include "balai-http-server-private.h"
#include "balai-http-stream-private.h"

/* The library ends connections that are silent. Those that speak a byte now and then, for ever, are ended here: every
 * state of a connection has a time by which it must be over. */

/* What a client that is slow but honest may have, in µs: the grace, and the time the bytes take at the least speed. */
static int64_t
time_for (const BalaiHttpOptions *options,
          guint64                 bytes)
{
  return options->grace * 1000LL + (int64_t) (bytes * G_USEC_PER_SEC / MAX (options->speed, 1));
}

static gboolean
connection_is_overdue (HttpConnection         *connection,
                       const BalaiHttpOptions *options,
                       int64_t                 now)
{
  HttpExchange *exchange = connection->exchange;
  int64_t since = exchange != NULL ? now - exchange->since : now - connection->since;

  if (exchange == NULL)
    return since > (connection->again ? options->keep_alive : options->head) * 1000LL;
  switch (exchange->state)
    {
    case HTTP_HEAD:
      return since > options->head * 1000LL;
    case HTTP_BODY:
      return since > options->request * 1000LL || since > time_for (options, exchange->received);
    case HTTP_SENDING:
      return exchange->stream == NULL && since > time_for (options, exchange->sent);
    case HTTP_ROOM:
    case HTTP_GRANTED:
    case HTTP_READY:
    case HTTP_WORK:
    case HTTP_DONE:
    default:
      return FALSE;
    }
}

/* Under the lock, under which the descriptor is ours. */
static void
connection_cut (BalaiHttpServer *server,
                HttpConnection  *connection)
{
  const struct linger at_once = { .l_onoff = 1, .l_linger = 0 };
  HttpExchange *exchange = connection->exchange;

  connection->cut = TRUE;
  server->counts.cut++;
  /* Or what a client does not read would stay with the kernel for minutes after the library has closed. */
  setsockopt (connection->fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  shutdown (connection->fd, SHUT_RDWR);
  if (exchange != NULL)
    exchange->code = g_intern_static_string ("too_slow");
}

/* On the watchdog's thread. */
gpointer
balai_http_server_watch (gpointer data)
{
  BalaiHttpServer *self = data;
  const BalaiHttpOptions *options = &self->options;
  guint shortest = MIN (MIN (options->head, options->keep_alive), MIN (options->grace, options->heartbeat));
  int64_t tick = CLAMP (MIN (shortest, options->request) / 4, 10, 500) * 1000LL;

  g_mutex_lock (&self->lock);
  while (!self->watch_over)
    {
      g_autoptr (GPtrArray) late = g_ptr_array_new_with_free_func (g_object_unref);
      int64_t now = g_get_monotonic_time ();

      for (GList *l = self->connections.head; l != NULL; l = l->next)
        {
          HttpConnection *connection = l->data;
          HttpExchange *exchange = connection->exchange;

          if (!connection->cut && connection_is_overdue (connection, options, now))
            connection_cut (self, connection);
          else if (exchange != NULL && exchange->state == HTTP_ROOM && now - exchange->since > options->head * 1000LL)
            balai_http_exchange_crowd_out (exchange, "busy", now);
          else if (exchange != NULL && exchange->state == HTTP_WORK &&
                   now - exchange->since > options->request * 1000LL)
            {
              /* Nobody can be cut off in their sleep: they get an answer, and the handler is told. */
              g_ptr_array_add (late, g_object_ref (exchange->request->cancellable));
              balai_http_exchange_wake (exchange, balai_http_reply_new_busy (503, "deadline", 5), now);
            }
          else if (exchange != NULL && exchange->stream != NULL)
            balai_http_stream_tick (exchange->stream, now, options->heartbeat * 1000LL, options->stream * 1000LL);
        }
      g_mutex_unlock (&self->lock);
      /* Whoever hears of it may do anything, so not under the lock. */
      for (guint i = 0; i < late->len; i++)
        g_cancellable_cancel (g_ptr_array_index (late, i));
      g_mutex_lock (&self->lock);

      now += tick;
      while (!self->watch_over && g_cond_wait_until (&self->changed, &self->lock, now))
        continue;
    }
  g_mutex_unlock (&self->lock);
  return NULL;
}

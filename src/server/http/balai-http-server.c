/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-http-server-private.h"

#include <string.h>
#include <unistd.h>

#include "balai-http-guard.h"
#include "balai-http-request-private.h"
#include "balai-http-stream-private.h"

/* What the library may use for a connection: bounds the line and the headers, and makes the most of idle streams. */
#define CONNECTION_MEMORY 16384
/* Keys and addresses that are remembered at the same time. */
#define RATE_KEYS 65536

G_DEFINE_QUARK (balai-http-error-quark, balai_http_error)

static void
route_free (gpointer data)
{
  HttpRoute *route = data;

  g_free (route->path);
  g_strfreev (route->segments);
  g_free (route);
}

BalaiHttpServer *
balai_http_server_ref (BalaiHttpServer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_http_server_unref (BalaiHttpServer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->address);
  g_strfreev (self->hosts);
  g_clear_pointer (&self->proxies, g_ptr_array_unref);
  g_ptr_array_unref (self->routes);
  balai_http_rate_unref (self->keys);
  balai_http_rate_unref (self->addresses);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->changed);
  g_free (self);
}

/* A segment of a route stands for any one, or for itself to the letter, as it was on the line. */
static gboolean
route_matches (const HttpRoute *route,
               char           **raw,
               char           **decoded,
               GPtrArray       *params)
{
  gsize i;

  for (i = 0; route->segments[i] != NULL && raw[i] != NULL; i++)
    if (*route->segments[i] == '{' ? *raw[i] == '\0' : strcmp (route->segments[i], raw[i]) != 0)
      return FALSE;
  if (route->segments[i] != NULL || raw[i] != NULL)
    return FALSE;
  for (i = 0; params != NULL && route->segments[i] != NULL; i++)
    if (*route->segments[i] == '{')
      balai_http_fields_add (params, route->segments[i] + 1, (gssize) strlen (route->segments[i]) - 2, decoded[i], -1);
  return TRUE;
}

/* The route of a request, or NULL; then @allowed names the methods that the path has, if there is one. */
const HttpRoute *
balai_http_server_find_route (BalaiHttpServer *self,
                              const char      *method,
                              const char      *target,
                              const char      *path,
                              GPtrArray       *params,
                              GString         *allowed)
{
  g_autofree char *whole = g_strndup (target, strcspn (target, "?"));
  g_auto (GStrv) raw = g_strsplit (whole, "/", -1);
  g_auto (GStrv) decoded = g_strsplit (path, "/", -1);
  const char *wanted = strcmp (method, "HEAD") == 0 ? "GET" : method;

  for (guint i = 0; i < self->routes->len; i++)
    {
      const HttpRoute *route = g_ptr_array_index (self->routes, i);

      if (!route_matches (route, raw, decoded, NULL))
        continue;
      if (strcmp (route->method, wanted) == 0)
        {
          route_matches (route, raw, decoded, params);
          return route;
        }
      g_string_append_printf (allowed, "%s%s%s", allowed->len > 0 ? ", " : "", route->method,
                              strcmp (route->method, "GET") == 0 ? ", HEAD" : "");
    }
  return NULL;
}

/* Under the lock: whoever waited longest goes first, or one large body would wait for ever. */
void
balai_http_server_grant_room (BalaiHttpServer *self,
                              int64_t          now)
{
  HttpExchange *exchange;

  while ((exchange = g_queue_peek_head (&self->waiters)) != NULL &&
         self->counts.room + exchange->room <= self->options.room)
    {
      g_queue_pop_head (&self->waiters);
      self->counts.room += exchange->room;
      balai_http_exchange_wake (exchange, NULL, now);
    }
}

static void
on_connection (void                                 *data,
               struct MHD_Connection                *connection,
               void                                **slot,
               enum MHD_ConnectionNotificationCode  code)
{
  BalaiHttpServer *self = data;
  HttpConnection *link = *slot;

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    {
      *slot = link = g_new0 (HttpConnection, 1);
      link->link.data = link;
      link->fd = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
      link->since = g_get_monotonic_time ();
      g_mutex_lock (&self->lock);
      g_queue_push_tail_link (&self->connections, &link->link);
      self->counts.accepted++;
      self->counts.connections++;
      g_mutex_unlock (&self->lock);
      return;
    }
  /* The descriptor is closed after this. */
  g_mutex_lock (&self->lock);
  g_queue_unlink (&self->connections, &link->link);
  self->counts.connections--;
  g_mutex_unlock (&self->lock);
  *slot = NULL;
  g_free (link);
}

static void *
on_target (void                  *data,
           const char            *target,
           struct MHD_Connection *connection)
{
  BalaiHttpServer *self = data;
  HttpConnection *link =
    MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
  HttpExchange *exchange = balai_http_exchange_new (self, connection, link, target);

  g_mutex_lock (&self->lock);
  link->exchange = exchange;
  self->counts.requests++;
  self->counts.active++;
  g_mutex_unlock (&self->lock);
  return exchange;
}

static enum MHD_Result
on_access (void                  *data,
           struct MHD_Connection *connection,
           const char            *url,
           const char            *method,
           const char            *version,
           const char            *upload,
           size_t                *size,
           void                 **slot)
{
  return balai_http_exchange_handle (*slot, method, version, upload, size);
}

static void
on_completed (void                             *data,
              struct MHD_Connection            *connection,
              void                            **slot,
              enum MHD_RequestTerminationCode   code)
{
  HttpExchange *exchange = *slot;

  *slot = NULL;
  if (exchange != NULL)
    balai_http_exchange_complete (exchange);
}

/* What the library says may quote a client: only its own words are passed on. */
static void
on_words (void       *data,
          const char *format,
          va_list     arguments)
{
  BalaiHttpServer *self = data;
  BalaiHttpLogEntry entry = { .code = format };

  if (self->options.log != NULL)
    self->options.log (&entry, self->options.log_data);
}

static void
on_panic (void         *data,
          const char   *file,
          unsigned int  line,
          const char   *reason)
{
  g_error ("the HTTP library gives up, in line %u: %s", line, reason != NULL ? reason : "no reason");
}

/**
 * balai_http_options_init:
 * @options: (out caller-allocates): set to what suits a city behind a proxy on the same machine
 */
void
balai_http_options_init (BalaiHttpOptions *options)
{
  static const char *const hosts[] = { "localhost", "127.0.0.1", "[::1]", NULL };

  *options = (BalaiHttpOptions) {
    .address = "127.0.0.1",
    .listen_fd = -1,
    .hosts = hosts,
    .workers = 4,
    .connections = 4000,
    .per_address = 500,
    .queue = 256,
    .room = 64 * 1024 * 1024,
    .waiters = 256,
    .key_per_minute = 600,
    .key_burst = 40,
    .key_at_once = 4,
    .open_per_minute = 1200,
    .open_burst = 40,
    .idle = 20 * 1000,
    .head = 10 * 1000,
    .keep_alive = 30 * 1000,
    .grace = 10 * 1000,
    .speed = 1024,
    .request = 120 * 1000,
    .stream = 60 * 60 * 1000,
    .heartbeat = 25 * 1000,
    .stop = 5 * 1000,
  };
}

/**
 * balai_http_server_new:
 * @options: how it shall behave
 *
 * Returns: (transfer full): a server that does not listen yet
 */
BalaiHttpServer *
balai_http_server_new (const BalaiHttpOptions *options)
{
  BalaiHttpServer *self = g_new0 (BalaiHttpServer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->options = *options;
  self->options.workers = MAX (options->workers, 1);
  self->address = g_strdup (options->address);
  self->options.address = self->address;
  self->hosts = g_strdupv ((char **) options->hosts);
  self->options.hosts = NULL;
  self->options.proxies = NULL;
  self->proxies = g_ptr_array_new_with_free_func (g_object_unref);
  for (gsize i = 0; options->proxies != NULL && options->proxies[i] != NULL; i++)
    {
      GInetAddressMask *mask = g_inet_address_mask_new_from_string (options->proxies[i], NULL);

      if (mask == NULL)
        {
          g_clear_pointer (&self->proxies, g_ptr_array_unref);
          break;
        }
      g_ptr_array_add (self->proxies, mask);
    }
  self->routes = g_ptr_array_new_with_free_func (route_free);
  self->keys = balai_http_rate_new (options->key_per_minute, options->key_burst, options->key_at_once, RATE_KEYS);
  self->addresses = balai_http_rate_new (options->open_per_minute, options->open_burst, 0, RATE_KEYS);
  return self;
}

/**
 * balai_http_server_add_route:
 * @self: a server that was not started
 * @route: what can be asked for; of two that match, the first is taken
 */
void
balai_http_server_add_route (BalaiHttpServer      *self,
                             const BalaiHttpRoute *route)
{
  HttpRoute *copy;

  g_return_if_fail (self->daemon == NULL);
  g_return_if_fail (balai_http_method_known (route->method) && strcmp (route->method, "HEAD") != 0);
  g_return_if_fail (*route->path == '/' && route->handler != NULL);
  g_return_if_fail (route->body_max == 0 || route->type != NULL);

  copy = g_new0 (HttpRoute, 1);
  copy->path = g_strdup (route->path);
  copy->segments = g_strsplit (route->path, "/", -1);
  copy->method = g_intern_string (route->method);
  copy->type = g_intern_string (route->type);
  copy->body_max = route->type != NULL ? route->body_max : 0;
  copy->open = route->open;
  copy->handler = route->handler;
  copy->data = route->data;
  g_ptr_array_add (self->routes, copy);
}

/**
 * balai_http_server_start:
 * @self: a server that was not started
 * @error: BALAI_HTTP_ERROR
 *
 * Listens. Handlers may be called before this returns.
 *
 * Returns: whether it listens
 */
gboolean
balai_http_server_start (BalaiHttpServer  *self,
                         GError          **error)
{
  const BalaiHttpOptions *options = &self->options;
  int fd;

  g_return_val_if_fail (self->daemon == NULL && !self->stopping, FALSE);

  if (self->proxies == NULL)
    {
      g_set_error_literal (error, BALAI_HTTP_ERROR, BALAI_HTTP_ERROR_ADDRESS, "the address of a proxy");
      return FALSE;
    }
  for (guint i = 0; i < self->routes->len; i++)
    {
      const HttpRoute *route = g_ptr_array_index (self->routes, i);

      if (route->body_max > options->room)
        {
          g_set_error (error, BALAI_HTTP_ERROR, BALAI_HTTP_ERROR_ROOM, "%s takes more than all together may have",
                       route->path);
          return FALSE;
        }
    }
  fd = balai_http_listen (options, &self->port, error);
  if (fd < 0)
    return FALSE;

  MHD_set_panic_func (on_panic, NULL);
  self->workers = balai_http_workers_new (options->workers, balai_http_exchange_run);
  self->daemon = MHD_start_daemon (
    MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ITC | MHD_USE_ERROR_LOG, 0, NULL, NULL,
    on_access, self,
    /* First, or what the others have to say would go elsewhere. */
    MHD_OPTION_EXTERNAL_LOGGER, on_words, self,
    MHD_OPTION_LISTEN_SOCKET, (MHD_socket) fd,
    MHD_OPTION_CONNECTION_TIMEOUT, MAX (options->idle / 1000, 1),
    MHD_OPTION_CONNECTION_LIMIT, options->connections,
    /* Behind a proxy all come from one address. */
    MHD_OPTION_PER_IP_CONNECTION_LIMIT, self->proxies->len > 0 ? 0 : options->per_address,
    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t) CONNECTION_MEMORY,
    MHD_OPTION_STRICT_FOR_CLIENT, 1,
    MHD_OPTION_NOTIFY_CONNECTION, on_connection, self,
    MHD_OPTION_NOTIFY_COMPLETED, on_completed, self,
    MHD_OPTION_URI_LOG_CALLBACK, on_target, self,
    MHD_OPTION_END);
  if (self->daemon == NULL)
    {
      close (fd);
      balai_http_workers_stop (g_steal_pointer (&self->workers), g_get_monotonic_time () + G_USEC_PER_SEC);
      g_set_error_literal (error, BALAI_HTTP_ERROR, BALAI_HTTP_ERROR_START, "the HTTP library does not start");
      return FALSE;
    }
  self->watchdog = g_thread_new ("http-watch", balai_http_server_watch, self);
  return TRUE;
}

/**
 * balai_http_server_get_port:
 * @self: a server that was started
 *
 * Returns: the port it listens on; 0 if it is no port
 */
guint16
balai_http_server_get_port (BalaiHttpServer *self)
{
  return self->port;
}

/**
 * balai_http_server_admit:
 * @self: a server
 * @request: a request, in its handler, not yet admitted
 * @key: whose it is, once that is proven: a device and an account
 *
 * Counts the request against what one key may ask. It counts as inside until it is answered and forgotten.
 *
 * Returns: (transfer full) (nullable): the refusal to answer with, or %NULL if it may go on
 */
BalaiHttpReply *
balai_http_server_admit (BalaiHttpServer  *self,
                         BalaiHttpRequest *request,
                         const char       *key)
{
  guint retry_after = 1;

  g_return_val_if_fail (request->rate == NULL, NULL);

  if (!balai_http_rate_enter (self->keys, key, g_get_monotonic_time (), &retry_after))
    return balai_http_reply_new_busy (429, "too_many", retry_after);
  request->rate = balai_http_rate_ref (self->keys);
  request->key = g_strdup (key);
  return NULL;
}

/**
 * balai_http_server_get_counts:
 * @self: a server
 * @counts: (out caller-allocates): how things stand
 */
void
balai_http_server_get_counts (BalaiHttpServer *self,
                              BalaiHttpCounts *counts)
{
  g_mutex_lock (&self->lock);
  *counts = self->counts;
  g_mutex_unlock (&self->lock);
}

/* Under the lock: whether all requests were answered by @until. */
static gboolean
await_idle (BalaiHttpServer *self,
            int64_t          until)
{
  while (self->counts.active > 0 && g_cond_wait_until (&self->changed, &self->lock, until))
    continue;
  return self->counts.active == 0;
}

/* Under the lock: ends the sleep of everything that sleeps, as the library aborts the process over one that is left.
 * What a worker has is left to it unless @late. */
static void
wake_all (BalaiHttpServer *self,
          gboolean         late,
          GPtrArray       *cancellables)
{
  int64_t now = g_get_monotonic_time ();

  for (GList *l = self->connections.head; l != NULL; l = l->next)
    {
      HttpConnection *connection = l->data;
      HttpExchange *exchange = connection->exchange;

      if (exchange == NULL)
        continue;
      if (exchange->stream != NULL)
        balai_http_stream_end (exchange->stream);
      else if (exchange->state == HTTP_ROOM)
        balai_http_exchange_crowd_out (exchange, "stopping", now);
      else if (exchange->state == HTTP_WORK)
        {
          g_ptr_array_add (cancellables, g_object_ref (exchange->request->cancellable));
          if (late)
            balai_http_exchange_wake (exchange, balai_http_reply_new_busy (503, "stopping", 5), now);
        }
    }
}

/**
 * balai_http_server_stop:
 * @self: a server
 *
 * Takes no more connections, ends the streams, lets handlers finish and their answers go out, and ends the rest, within
 * the time of the options. A handler that has not returned by then is left to its thread.
 *
 * Returns: whether all handlers have returned
 */
gboolean
balai_http_server_stop (BalaiHttpServer *self)
{
  int64_t start = g_get_monotonic_time (), whole = self->options.stop * 1000LL;
  g_autoptr (GPtrArray) cancellables = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean ended;
  int fd;

  if (self->daemon == NULL)
    return TRUE;

  fd = MHD_quiesce_daemon (self->daemon);
  if (fd != MHD_INVALID_SOCKET)
    close (fd);
  g_mutex_lock (&self->lock);
  self->stopping = TRUE;
  wake_all (self, FALSE, cancellables);
  if (!await_idle (self, start + whole / 2))
    {
      wake_all (self, TRUE, cancellables);
      g_mutex_unlock (&self->lock);
      for (guint i = 0; i < cancellables->len; i++)
        g_cancellable_cancel (g_ptr_array_index (cancellables, i));
      g_mutex_lock (&self->lock);
      await_idle (self, start + whole * 3 / 4);
    }
  self->watch_over = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (g_steal_pointer (&self->watchdog));

  /* Nothing sleeps: what was asleep was woken, and nothing goes to sleep while it stops. */
  MHD_stop_daemon (self->daemon);
  self->daemon = NULL;
  ended = balai_http_workers_stop (g_steal_pointer (&self->workers), start + whole);
  return ended;
}

/**
 * balai_http_server_free:
 * @self: (transfer full): a server; it is stopped
 */
void
balai_http_server_free (BalaiHttpServer *self)
{
  balai_http_server_stop (self);
  balai_http_server_unref (self);
}

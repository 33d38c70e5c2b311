/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <netinet/in.h>
#include <string.h>

#include "balai-http-guard.h"
#include "balai-http-reply-private.h"
#include "balai-http-request-private.h"
#include "balai-http-server-private.h"
#include "balai-http-stream-private.h"

/* The way of a request: line, headers, guard, route, room, body, worker, reply. All but the worker's part runs on the
 * library's thread; between two of its calls a sleeping request belongs to whoever wakes it, and only once. */

/* Of small bodies so many fit beside each other that they need no reservation. */
#define ROOM_FREE 4096

HttpExchange *
balai_http_exchange_new (BalaiHttpServer       *server,
                         struct MHD_Connection *connection,
                         HttpConnection        *link,
                         const char            *target)
{
  HttpExchange *self = g_new0 (HttpExchange, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->server = balai_http_server_ref (server);
  self->connection = connection;
  self->link = link;
  if (strnlen (target, BALAI_HTTP_TARGET_MAX + 1) <= BALAI_HTTP_TARGET_MAX)
    self->target = g_strdup (target);
  self->started = self->since = g_get_monotonic_time ();
  return self;
}

void
balai_http_exchange_unref (HttpExchange *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->request, balai_http_request_unref);
  g_clear_pointer (&self->reply, balai_http_reply_free);
  g_clear_pointer (&self->stream, balai_http_stream_unref);
  g_free (self->target);
  balai_http_server_unref (self->server);
  g_free (self);
}

/* Under the lock. */
static void
exchange_enter (HttpExchange *self,
                HttpState     state,
                int64_t       now)
{
  self->state = state;
  self->since = now;
}

/* Under the lock: a sleeping request goes on, with its body or with the reply that is handed over. The library comes
 * with the same call again during which the request fell asleep. */
void
balai_http_exchange_wake (HttpExchange   *self,
                          BalaiHttpReply *reply,
                          int64_t         now)
{
  g_assert (self->state == HTTP_ROOM || self->state == HTTP_WORK);

  self->reply = reply;
  exchange_enter (self, reply != NULL ? HTTP_READY : HTTP_GRANTED, now);
  MHD_resume_connection (self->connection);
}

/* Under the lock: a request that waits for room is told to come again. */
void
balai_http_exchange_crowd_out (HttpExchange *self,
                               const char   *code,
                               int64_t       now)
{
  BalaiHttpReply *reply = balai_http_reply_new_busy (503, code, 5);

  g_queue_remove (&self->server->waiters, self);
  self->room = 0;
  balai_http_reply_close (reply);
  balai_http_exchange_wake (self, reply, now);
}

static void
free_stream (void *data)
{
  balai_http_stream_unref (data);
}

static ssize_t
read_stream (void     *data,
             uint64_t  position,
             char     *buffer,
             size_t    size)
{
  return balai_http_stream_read (data, buffer, size);
}

static void
free_body (void *data)
{
  g_bytes_unref (data);
}

/* Hands the reply to the library. */
static enum MHD_Result
exchange_send (HttpExchange   *self,
               BalaiHttpReply *taken)
{
  g_autoptr (BalaiHttpReply) reply = taken;
  BalaiHttpServer *server = self->server;
  struct MHD_Response *response;
  enum MHD_Result result;
  int64_t now = g_get_monotonic_time ();
  gboolean stopping;

  g_mutex_lock (&server->lock);
  stopping = server->stopping;
  if (reply->stream != NULL && !stopping)
    {
      self->stream = g_steal_pointer (&reply->stream);
      balai_http_stream_attach (self->stream, self->connection, now);
      server->counts.streams++;
    }
  exchange_enter (self, HTTP_SENDING, now);
  g_mutex_unlock (&server->lock);

  if (reply->stream != NULL)
    {
      /* No stream begins while everything ends. */
      balai_http_reply_free (g_steal_pointer (&reply));
      reply = balai_http_reply_new_busy (503, "stopping", 5);
    }
  if (self->stream != NULL)
    response = MHD_create_response_from_callback (MHD_SIZE_UNKNOWN, 1024, read_stream,
                                                  balai_http_stream_ref (self->stream), free_stream);
  else
    {
      gsize size;
      gconstpointer data = g_bytes_get_data (reply->body, &size);

      self->sent = size;
      response = MHD_create_response_from_buffer_with_free_callback_cls (size, (void *) data, free_body,
                                                                         g_bytes_ref (reply->body));
    }
  if (response == NULL)
    return MHD_NO;

  self->status = reply->status;
  self->code = reply->code;
  MHD_add_response_header (response, "Content-Type", reply->type);
  for (guint i = 0; i < reply->headers->len; i++)
    {
      const BalaiHttpField *field = g_ptr_array_index (reply->headers, i);

      MHD_add_response_header (response, field->name, field->value);
    }
  if (reply->close || stopping)
    MHD_add_response_header (response, "Connection", "close");
  result = MHD_queue_response (self->connection, (unsigned int) reply->status, response);
  MHD_destroy_response (response);
  return result;
}

/* Answers without a handler, and ends the connection: the library does so in any case when it is answered before it has
 * read the request to its end, and what is in doubt about a request is in doubt about what follows. */
static enum MHD_Result
exchange_refuse (HttpExchange   *self,
                 BalaiHttpReply *reply)
{
  g_mutex_lock (&self->server->lock);
  self->server->counts.refused++;
  g_mutex_unlock (&self->server->lock);
  balai_http_reply_close (reply);
  return exchange_send (self, reply);
}

static enum MHD_Result
collect_header (void              *data,
                enum MHD_ValueKind kind,
                const char        *name,
                size_t             name_size,
                const char        *value,
                size_t             value_size)
{
  GPtrArray *headers = data;

  balai_http_fields_add (headers, name, (gssize) name_size, value, (gssize) value_size);
  /* One more than there may be is enough to say no. */
  return headers->len > BALAI_HTTP_HEADERS_MAX ? MHD_NO : MHD_YES;
}

/* The address of the client. Only a proxy that was configured is believed, and of what it says the last word, which is
 * its own. */
static GInetAddress *
exchange_peer (HttpExchange *self,
               const char   *forwarded)
{
  const union MHD_ConnectionInfo *info =
    MHD_get_connection_info (self->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  g_autoptr (GInetAddress) address = NULL;

  if (info == NULL || info->client_addr == NULL)
    return NULL;
  if (info->client_addr->sa_family == AF_INET)
    address = g_inet_address_new_from_bytes (
      (const guint8 *) &((struct sockaddr_in *) (void *) info->client_addr)->sin_addr, G_SOCKET_FAMILY_IPV4);
  else if (info->client_addr->sa_family == AF_INET6)
    address = g_inet_address_new_from_bytes (
      (const guint8 *) &((struct sockaddr_in6 *) (void *) info->client_addr)->sin6_addr, G_SOCKET_FAMILY_IPV6);
  if (address == NULL || forwarded == NULL)
    return g_steal_pointer (&address);

  for (guint i = 0; i < self->server->proxies->len; i++)
    if (g_inet_address_mask_matches (g_ptr_array_index (self->server->proxies, i), address))
      {
        const char *comma = strrchr (forwarded, ',');
        g_autofree char *last = g_strstrip (g_strdup (comma != NULL ? comma + 1 : forwarded));
        GInetAddress *client = g_inet_address_new_from_string (last);

        return client != NULL ? client : g_steal_pointer (&address);
      }
  return g_steal_pointer (&address);
}

/* A household or an office has 64 bits of IPv6 to choose from: they count as one. */
static char *
address_key (GInetAddress *address)
{
  g_autoptr (GInetAddress) network = NULL;
  guint8 bytes[16] = { 0 };

  if (address == NULL)
    return g_strdup ("local");
  if (g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return g_inet_address_to_string (address);
  memcpy (bytes, g_inet_address_to_bytes (address), 8);
  network = g_inet_address_new_from_bytes (bytes, G_SOCKET_FAMILY_IPV6);
  return g_inet_address_to_string (network);
}

/* Media types are compared without their parameters. */
static gboolean
is_type (const char *value,
         const char *type)
{
  gsize length = strlen (type);

  return value != NULL && g_ascii_strncasecmp (value, type, length) == 0 &&
         (value[length] == '\0' || value[length] == ';' || value[length] == ' ');
}

static const char *
known_method (const char *method)
{
  return balai_http_method_known (method) ? g_intern_string (method) : NULL;
}

/* The headers are there: guard, route, limits, room. */
static enum MHD_Result
exchange_begin (HttpExchange *self,
                const char   *method,
                const char   *version)
{
  BalaiHttpServer *server = self->server;
  g_autoptr (GInetAddress) peer = NULL;
  g_autoptr (GString) allowed = g_string_new (NULL);
  BalaiHttpRequest *request;
  BalaiHttpRefusal refusal;
  BalaiHttpHead head;
  gboolean stopping, crowded = FALSE;
  int64_t now = g_get_monotonic_time ();

  g_mutex_lock (&server->lock);
  request = self->request = balai_http_request_new (++server->serial);
  stopping = server->stopping;
  g_mutex_unlock (&server->lock);

  self->method = known_method (method);
  if (self->target == NULL)
    return exchange_refuse (self, balai_http_reply_new_error (414, "target_too_long"));
  MHD_get_connection_values_n (self->connection, MHD_HEADER_KIND, collect_header, request->headers);
  refusal = balai_http_guard (method, version, request->headers, (const char * const *) server->hosts, &head);
  if (refusal.status != 0)
    {
      BalaiHttpReply *reply = balai_http_reply_new_error (refusal.status, refusal.code);

      if (refusal.status == 405)
        balai_http_reply_add_header (reply, "Allow", "GET, HEAD, POST, PUT, DELETE");
      return exchange_refuse (self, reply);
    }
  self->expected = head.length;
  g_clear_pointer (&request->query, g_ptr_array_unref);
  if (!balai_http_target_parse (self->target, &request->path, &request->query))
    {
      request->query = balai_http_fields_new ();
      return exchange_refuse (self, balai_http_reply_new_error (400, "target"));
    }
  if (stopping)
    return exchange_refuse (self, balai_http_reply_new_busy (503, "stopping", 5));

  self->route = balai_http_server_find_route (server, method, self->target, request->path, request->params, allowed);
  if (self->route == NULL && allowed->len == 0)
    return exchange_refuse (self, balai_http_reply_new_error (404, "not_found"));
  if (self->route == NULL)
    {
      BalaiHttpReply *reply = balai_http_reply_new_error (405, "method");

      balai_http_reply_add_header (reply, "Allow", allowed->str);
      return exchange_refuse (self, reply);
    }
  request->method = self->route->method;
  peer = exchange_peer (self, head.forwarded);
  request->peer = peer != NULL ? g_inet_address_to_string (peer) : g_strdup ("local");
  if (self->expected > self->route->body_max)
    return exchange_refuse (self, balai_http_reply_new_error (413, "body_too_large"));
  if (self->expected > 0 && !is_type (balai_http_fields_get (request->headers, "Content-Type"), self->route->type))
    return exchange_refuse (self, balai_http_reply_new_error (415, "content_type"));
  if (self->route->open)
    {
      g_autofree char *key = address_key (peer);
      guint retry_after;

      if (!balai_http_rate_take (server->addresses, key, 1, now, &retry_after))
        return exchange_refuse (self, balai_http_reply_new_busy (429, "too_many", retry_after));
    }

  g_mutex_lock (&server->lock);
  self->room = self->expected > ROOM_FREE ? self->expected : 0;
  exchange_enter (self, HTTP_BODY, now);
  if (g_queue_is_empty (&server->waiters) && server->counts.room + self->room <= server->options.room)
    server->counts.room += self->room;
  else if (self->room > 0 && g_queue_get_length (&server->waiters) < server->options.waiters && !server->stopping)
    {
      exchange_enter (self, HTTP_ROOM, now);
      MHD_suspend_connection (self->connection);
      g_queue_push_tail (&server->waiters, self);
    }
  else if (self->room > 0)
    {
      self->room = 0;
      crowded = TRUE;
    }
  g_mutex_unlock (&server->lock);
  if (crowded)
    return exchange_refuse (self, balai_http_reply_new_busy (503, "busy", 2));
  return MHD_YES;
}

/* A piece of the body. */
static enum MHD_Result
exchange_take (HttpExchange *self,
               const char   *data,
               size_t       *size)
{
  BalaiHttpRequest *request = self->request;

  g_mutex_lock (&self->server->lock);
  self->received += *size;
  g_mutex_unlock (&self->server->lock);
  /* The library counts as well; should it ever count otherwise, the connection ends here. */
  if (self->received > self->expected)
    return MHD_NO;
  if (request->incoming == NULL)
    request->incoming = g_byte_array_new ();
  g_byte_array_append (request->incoming, (const guint8 *) data, (guint) *size);
  *size = 0;
  return MHD_YES;
}

/* The request is whole: it sleeps until a worker has answered. */
static enum MHD_Result
exchange_submit (HttpExchange *self)
{
  BalaiHttpServer *server = self->server;
  BalaiHttpRequest *request = self->request;
  gboolean submitted = FALSE, stopping;

  if (self->received != self->expected)
    return MHD_NO;
  if (request->body == NULL)
    request->body = request->incoming != NULL ? g_byte_array_free_to_bytes (g_steal_pointer (&request->incoming))
                                              : g_bytes_new (NULL, 0);
  g_mutex_lock (&server->lock);
  stopping = server->stopping;
  if (!stopping && balai_http_workers_waiting (server->workers) < server->options.queue)
    {
      exchange_enter (self, HTTP_WORK, g_get_monotonic_time ());
      MHD_suspend_connection (self->connection);
      g_atomic_ref_count_inc (&self->ref_count);
      balai_http_workers_push (server->workers, self);
      submitted = TRUE;
    }
  g_mutex_unlock (&server->lock);
  if (submitted)
    return MHD_YES;
  return exchange_refuse (self, balai_http_reply_new_busy (503, stopping ? "stopping" : "busy", stopping ? 5 : 1));
}

/* What the library's access handler does. */
enum MHD_Result
balai_http_exchange_handle (HttpExchange *self,
                            const char   *method,
                            const char   *version,
                            const char   *data,
                            size_t       *size)
{
  BalaiHttpReply *reply;
  HttpState state;

  g_mutex_lock (&self->server->lock);
  state = self->state;
  reply = g_steal_pointer (&self->reply);
  g_mutex_unlock (&self->server->lock);

  switch (state)
    {
    case HTTP_HEAD:
      return exchange_begin (self, method, version);
    case HTTP_GRANTED:
      g_mutex_lock (&self->server->lock);
      exchange_enter (self, HTTP_BODY, g_get_monotonic_time ());
      g_mutex_unlock (&self->server->lock);
      return *size > 0 ? exchange_take (self, data, size) : MHD_YES;
    case HTTP_BODY:
      return *size > 0 ? exchange_take (self, data, size) : exchange_submit (self);
    case HTTP_READY:
      return exchange_send (self, reply);
    case HTTP_SENDING:
      /* The rest of a body that was refused. */
      *size = 0;
      return MHD_YES;
    case HTTP_ROOM:
    case HTTP_WORK:
    case HTTP_DONE:
    default:
      /* Nobody but us wakes a sleeping request. */
      g_return_val_if_reached (MHD_NO);
    }
}

/* On a worker: asks the handler, and wakes the request with its reply. */
void
balai_http_exchange_run (gpointer job,
                         guint    worker)
{
  HttpExchange *self = job;
  BalaiHttpServer *server = self->server;
  BalaiHttpReply *reply = NULL;
  gboolean wanted;

  g_mutex_lock (&server->lock);
  wanted = self->state == HTTP_WORK;
  g_mutex_unlock (&server->lock);

  if (wanted)
    {
      self->request->worker = worker;
      reply = self->route->handler (self->request, self->route->data);
      if (reply == NULL)
        reply = balai_http_reply_new_error (500, "internal");
    }

  g_mutex_lock (&server->lock);
  /* The watchdog may have answered meanwhile. */
  if (self->state == HTTP_WORK)
    balai_http_exchange_wake (self, g_steal_pointer (&reply), g_get_monotonic_time ());
  g_mutex_unlock (&server->lock);
  g_clear_pointer (&reply, balai_http_reply_free);
  balai_http_exchange_unref (self);
}

/* The library is done with it, whatever became of it. */
void
balai_http_exchange_complete (HttpExchange *self)
{
  BalaiHttpServer *server = self->server;
  int64_t now = g_get_monotonic_time ();
  HttpState state;

  g_mutex_lock (&server->lock);
  state = self->state;
  if (state == HTTP_ROOM)
    {
      g_queue_remove (&server->waiters, self);
      self->room = 0;
    }
  exchange_enter (self, HTTP_DONE, now);
  self->connection = NULL;
  if (self->link != NULL)
    {
      self->link->exchange = NULL;
      self->link->since = now;
      self->link->again = TRUE;
      self->link = NULL;
    }
  if (self->stream != NULL)
    server->counts.streams--;
  server->counts.active--;
  server->counts.room -= self->room;
  self->room = 0;
  balai_http_server_grant_room (server, now);
  if (server->stopping)
    g_cond_broadcast (&server->changed);
  g_mutex_unlock (&server->lock);

  if (self->stream != NULL)
    balai_http_stream_abandon (self->stream);
  if (state != HTTP_SENDING && self->request != NULL)
    g_cancellable_cancel (self->request->cancellable);
  if (server->options.log != NULL)
    {
      BalaiHttpLogEntry entry = {
        .serial = self->request != NULL ? self->request->serial : 0,
        .method = self->method,
        .route = self->route != NULL ? self->route->path : NULL,
        .status = self->status,
        .code = self->code,
        .received = self->received,
        .sent = self->sent,
        .duration = now - self->started,
      };

      server->options.log (&entry, server->options.log_data);
    }
  balai_http_exchange_unref (self);
}

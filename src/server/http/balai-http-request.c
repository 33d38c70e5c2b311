/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-http-request-private.h"

/* An empty request, to be filled by the server. */
BalaiHttpRequest *
balai_http_request_new (guint64 serial)
{
  BalaiHttpRequest *self = g_new0 (BalaiHttpRequest, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->serial = serial;
  self->params = balai_http_fields_new ();
  self->query = balai_http_fields_new ();
  self->headers = balai_http_fields_new ();
  self->cancellable = g_cancellable_new ();
  return self;
}

/**
 * balai_http_request_ref:
 * @self: a request
 *
 * Returns: (transfer full): @self
 */
BalaiHttpRequest *
balai_http_request_ref (BalaiHttpRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * balai_http_request_unref:
 * @self: (transfer full): a request
 */
void
balai_http_request_unref (BalaiHttpRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  if (self->rate != NULL)
    balai_http_rate_leave (self->rate, self->key);
  g_clear_pointer (&self->rate, balai_http_rate_unref);
  g_free (self->key);
  g_free (self->path);
  g_free (self->peer);
  g_ptr_array_unref (self->params);
  g_ptr_array_unref (self->query);
  g_ptr_array_unref (self->headers);
  g_clear_pointer (&self->incoming, g_byte_array_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_object_unref (self->cancellable);
  g_free (self);
}

/**
 * balai_http_request_get_serial:
 * @self: a request
 *
 * Returns: the number of the request, as it stands in the log
 */
guint64
balai_http_request_get_serial (BalaiHttpRequest *self)
{
  return self->serial;
}

/**
 * balai_http_request_get_method:
 * @self: a request
 *
 * Returns: the method of the route; "GET" for a HEAD of it
 */
const char *
balai_http_request_get_method (BalaiHttpRequest *self)
{
  return self->method;
}

/**
 * balai_http_request_get_path:
 * @self: a request
 *
 * Returns: the path, decoded
 */
const char *
balai_http_request_get_path (BalaiHttpRequest *self)
{
  return self->path;
}

/**
 * balai_http_request_get_param:
 * @self: a request
 * @name: name of a segment of the route, as in "/v1/files/{name}"
 *
 * Returns: (nullable): the segment, decoded, never empty
 */
const char *
balai_http_request_get_param (BalaiHttpRequest *self,
                              const char       *name)
{
  return balai_http_fields_get (self->params, name);
}

/**
 * balai_http_request_get_query:
 * @self: a request
 * @name: name of a parameter of the query
 *
 * Returns: (nullable): its value, decoded
 */
const char *
balai_http_request_get_query (BalaiHttpRequest *self,
                              const char       *name)
{
  return balai_http_fields_get (self->query, name);
}

/**
 * balai_http_request_get_header:
 * @self: a request
 * @name: name of a header
 *
 * Returns: (nullable): its value; it may be any bytes but control characters
 */
const char *
balai_http_request_get_header (BalaiHttpRequest *self,
                               const char       *name)
{
  return balai_http_fields_get (self->headers, name);
}

/**
 * balai_http_request_get_body:
 * @self: a request
 *
 * Returns: (transfer none): the body, exactly as long as was announced and no longer than the route takes; any bytes
 */
GBytes *
balai_http_request_get_body (BalaiHttpRequest *self)
{
  return self->body;
}

/**
 * balai_http_request_get_peer:
 * @self: a request
 *
 * The address the request comes from, numeric. What a proxy says of it is believed only of the configured ones. It is
 * personal data: not for the log.
 *
 * Returns: an address, or "local" on a Unix socket
 */
const char *
balai_http_request_get_peer (BalaiHttpRequest *self)
{
  return self->peer;
}

/**
 * balai_http_request_get_worker:
 * @self: a request that a handler has
 *
 * Returns: the number of the worker that runs the handler, from 0: what one thread alone may use (a connection to the
 * database) is found by it
 */
guint
balai_http_request_get_worker (BalaiHttpRequest *self)
{
  return self->worker;
}

/**
 * balai_http_request_get_cancellable:
 * @self: a request
 *
 * Returns: (transfer none): cancelled when nobody waits for the answer any more: its time is over or the server stops
 */
GCancellable *
balai_http_request_get_cancellable (BalaiHttpRequest *self)
{
  return self->cancellable;
}

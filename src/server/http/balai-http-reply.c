/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-http-reply-private.h"

#include <string.h>

#include "balai-http-guard.h"
#include "balai-http-stream-private.h"

static BalaiHttpReply *
reply_new (int         status,
           const char *type)
{
  BalaiHttpReply *self = g_new0 (BalaiHttpReply, 1);

  self->status = status;
  self->type = g_intern_string (type);
  self->headers = balai_http_fields_new ();
  balai_http_fields_add (self->headers, "X-Content-Type-Options", -1, "nosniff", -1);
  balai_http_fields_add (self->headers, "Cache-Control", -1, "no-store", -1);
  balai_http_fields_add (self->headers, "Content-Security-Policy", -1, "default-src 'none'; frame-ancestors 'none'",
                         -1);
  return self;
}

/**
 * balai_http_reply_new:
 * @status: the status, 200 to 599
 * @type: media type of the body, exact
 * @body: (transfer none): the body
 *
 * Returns: (transfer full): a reply
 */
BalaiHttpReply *
balai_http_reply_new (int         status,
                      const char *type,
                      GBytes     *body)
{
  BalaiHttpReply *self;

  g_return_val_if_fail (status >= 200 && status <= 599, NULL);
  g_return_val_if_fail (type != NULL && body != NULL, NULL);

  self = reply_new (status, type);
  self->body = g_bytes_ref (body);
  return self;
}

/**
 * balai_http_reply_new_json:
 * @status: the status
 * @text: JSON, copied
 *
 * Returns: (transfer full): a reply
 */
BalaiHttpReply *
balai_http_reply_new_json (int         status,
                           const char *text)
{
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return balai_http_reply_new (status, "application/json", body);
}

/**
 * balai_http_reply_new_error:
 * @status: the status, 400 to 599
 * @code: a word of lower-case letters, digits and underscores that says why, the same in every version; one of a few,
 *   as it is kept for good
 *
 * Returns: (transfer full): a reply {"error":"code"}
 */
BalaiHttpReply *
balai_http_reply_new_error (int         status,
                            const char *code)
{
  g_autofree char *text = NULL;
  BalaiHttpReply *self;

  g_return_val_if_fail (strspn (code, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen (code), NULL);

  text = g_strdup_printf ("{\"error\":\"%s\"}", code);
  self = balai_http_reply_new_json (status, text);
  self->code = g_intern_string (code);
  return self;
}

/**
 * balai_http_reply_new_busy:
 * @status: 429 when the client asks too much, 503 when the server has too much to do
 * @code: as in balai_http_reply_new_error()
 * @retry_after: seconds
 *
 * Returns: (transfer full): a reply with Retry-After
 */
BalaiHttpReply *
balai_http_reply_new_busy (int         status,
                           const char *code,
                           guint       retry_after)
{
  BalaiHttpReply *self = balai_http_reply_new_error (status, code);
  g_autofree char *seconds = g_strdup_printf ("%u", retry_after);

  balai_http_reply_add_header (self, "Retry-After", seconds);
  return self;
}

/**
 * balai_http_reply_new_stream:
 * @stream: (transfer none): a stream that no other reply has
 *
 * Returns: (transfer full): a reply whose body is what is sent through @stream, as long as it lasts
 */
BalaiHttpReply *
balai_http_reply_new_stream (BalaiHttpStream *stream)
{
  BalaiHttpReply *self = reply_new (200, "text/event-stream");

  self->stream = balai_http_stream_ref (stream);
  self->close = TRUE;
  return self;
}

/**
 * balai_http_reply_add_header:
 * @self: a reply
 * @name: name of a header the reply does not have yet; those about the length and the connection are not the caller's
 * @value: its value, without control characters
 */
void
balai_http_reply_add_header (BalaiHttpReply *self,
                             const char     *name,
                             const char     *value)
{
  g_return_if_fail (strpbrk (name, "\r\n:") == NULL && strpbrk (value, "\r\n") == NULL);
  g_return_if_fail (balai_http_fields_get (self->headers, name) == NULL);

  balai_http_fields_add (self->headers, name, -1, value, -1);
}

/**
 * balai_http_reply_close:
 * @self: a reply
 *
 * Ends the connection behind the reply.
 */
void
balai_http_reply_close (BalaiHttpReply *self)
{
  self->close = TRUE;
}

/**
 * balai_http_reply_get_status:
 * @self: a reply
 *
 * Returns: its status
 */
int
balai_http_reply_get_status (BalaiHttpReply *self)
{
  return self->status;
}

/**
 * balai_http_reply_free:
 * @self: (transfer full): a reply; a stream that never began is told that nobody listens
 */
void
balai_http_reply_free (BalaiHttpReply *self)
{
  if (self->stream != NULL)
    balai_http_stream_abandon (self->stream);
  g_clear_pointer (&self->stream, balai_http_stream_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_ptr_array_unref (self->headers);
  g_free (self);
}

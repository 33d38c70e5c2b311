/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "http-client.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int
http_client_connect (guint16 port)
{
  struct sockaddr_in place = { .sin_family = AF_INET, .sin_port = g_htons (port) };
  struct timeval patience = { .tv_sec = HTTP_CLIENT_DEADLINE_S };
  int fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  place.sin_addr.s_addr = g_htonl (INADDR_LOOPBACK);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience), ==, 0);
  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience), ==, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *) &place, sizeof place), ==, 0);
  return fd;
}

/* FALSE if the server has closed meanwhile. */
gboolean
http_client_send (int         fd,
                  const char *data,
                  gssize      length)
{
  gsize left = length < 0 ? strlen (data) : (gsize) length;

  while (left > 0)
    {
      ssize_t sent = send (fd, data, left, MSG_NOSIGNAL);

      if (sent < 0)
        {
          if (errno != EPIPE && errno != ECONNRESET)
            g_error ("nothing was taken within %d s: %s", HTTP_CLIENT_DEADLINE_S, g_strerror (errno));
          return FALSE;
        }
      data += sent;
      left -= (gsize) sent;
    }
  return TRUE;
}

/* 0 at the end of the connection, however it ended. */
static gsize
receive (int    fd,
         char  *buffer,
         gsize  size)
{
  ssize_t got = recv (fd, buffer, size, 0);

  if (got < 0 && errno == ECONNRESET)
    return 0;
  if (got < 0)
    g_error ("nothing came within %d s: %s", HTTP_CLIENT_DEADLINE_S, g_strerror (errno));
  return (gsize) got;
}

/* Reads until the server closes; at most @limit bytes are kept. */
char *
http_client_drain (int   fd,
                   gsize limit)
{
  GString *all = g_string_new (NULL);
  char buffer[4096];
  gsize got;

  while ((got = receive (fd, buffer, sizeof buffer)) > 0)
    if (all->len < limit)
      g_string_append_len (all, buffer, (gssize) got);
  return g_string_free (all, FALSE);
}

/* Reads one answer with a length and leaves the connection open; "" if there is none. */
char *
http_client_answer (int fd)
{
  GString *all = g_string_new (NULL);
  const char *body = NULL, *length;
  char letter;

  while (body == NULL && receive (fd, &letter, 1) == 1)
    {
      g_string_append_c (all, letter);
      if (g_str_has_suffix (all->str, "\r\n\r\n"))
        body = "";
    }
  length = strstr (all->str, "Content-Length: ");
  if (body != NULL && length != NULL)
    for (guint64 left = g_ascii_strtoull (length + 16, NULL, 10); left > 0 && receive (fd, &letter, 1) == 1; left--)
      g_string_append_c (all, letter);
  return g_string_free (all, FALSE);
}

/* Reads until @words have come; fails if the server closes before. */
char *
http_client_await (int         fd,
                   const char *words)
{
  GString *all = g_string_new (NULL);
  char buffer[4096];

  while (strstr (all->str, words) == NULL)
    {
      gsize got = receive (fd, buffer, sizeof buffer);

      if (got == 0)
        g_error ("closed before \"%s\": %s", words, all->str);
      g_string_append_len (all, buffer, (gssize) got);
    }
  return g_string_free (all, FALSE);
}

/* Sends @text and reads all that comes. A client that says that no more will come (@done) is not answered by a worker:
 * the library takes it for gone. */
char *
http_client_ask (guint16     port,
                 const char *text,
                 gssize      length,
                 gboolean    done)
{
  int fd = http_client_connect (port);
  char *all;

  http_client_send (fd, text, length);
  if (done)
    shutdown (fd, SHUT_WR);
  all = http_client_drain (fd, 1 << 20);
  close (fd);
  return all;
}

/* "200 400": the statuses of all answers in @answers. */
char *
http_client_statuses (const char *answers)
{
  GString *statuses = g_string_new (NULL);

  for (const char *at = answers; (at = strstr (at, "HTTP/1.1 ")) != NULL; at += 9)
    g_string_append_printf (statuses, "%s%.3s", statuses->len > 0 ? " " : "", at + 9);
  return g_string_free (statuses, FALSE);
}

char *
http_client_get (guint16     port,
                 const char *target)
{
  g_autofree char *text = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
                                           target);

  return http_client_ask (port, text, -1, FALSE);
}

static BalaiHttpReply *
answer_ping (BalaiHttpRequest *request,
             gpointer          data)
{
  return balai_http_reply_new_json (200, "{\"pong\":1}");
}

static BalaiHttpReply *
answer_echo (BalaiHttpRequest *request,
             gpointer          data)
{
  return balai_http_reply_new (200, "application/json", balai_http_request_get_body (request));
}

static BalaiHttpReply *
answer_file (BalaiHttpRequest *request,
             gpointer          data)
{
  const char *name = balai_http_request_get_param (request, "name");
  const char *query = balai_http_request_get_query (request, "v");
  g_autofree char *text = g_strdup_printf ("%s|%s|%s", name, query != NULL ? query : "-",
                                           balai_http_request_get_path (request));
  g_autoptr (GBytes) body = g_bytes_new (text, strlen (text));

  return balai_http_reply_new (200, "text/plain; charset=utf-8", body);
}

BalaiHttpServer *
http_client_server (const BalaiHttpOptions *options)
{
  static const BalaiHttpRoute routes[] = {
    { .method = "GET", .path = "/v1/ping", .open = TRUE, .handler = answer_ping },
    { .method = "POST", .path = "/v1/echo", .type = "application/json", .body_max = 65536, .handler = answer_echo },
    { .method = "GET", .path = "/v1/files/{name}", .handler = answer_file },
    { .method = "GET", .path = "/v1/both", .handler = answer_ping },
    { .method = "PUT", .path = "/v1/both", .handler = answer_ping },
  };
  BalaiHttpServer *server = balai_http_server_new (options);

  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    balai_http_server_add_route (server, &routes[i]);
  return server;
}

void
http_client_await_counts (BalaiHttpServer *server,
                          guint            connections,
                          guint            streams)
{
  int64_t deadline = g_get_monotonic_time () + HTTP_CLIENT_DEADLINE_S * G_USEC_PER_SEC;
  BalaiHttpCounts counts;

  do
    {
      balai_http_server_get_counts (server, &counts);
      if (counts.connections == connections && counts.streams == streams)
        return;
      g_usleep (2000);
    }
  while (g_get_monotonic_time () < deadline);
  g_error ("%u connections and %u streams are left", counts.connections, counts.streams);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "balai-test.h"
#include "http-client.h"

/* What the server promises to those who write handlers. */

#define GET(path) "GET " path " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"

typedef struct
{
  GMutex       lock;
  GCond        changed;
  GPtrArray   *streams;   /* (owned) (element-type BalaiHttpStream) */
  gboolean     open;      /* handlers of /v1/wait may go on */
  gboolean     stubborn;  /* and do not ask whether anybody still waits */
  int          inside;    /* handlers that wait */
  int          cancelled; /* handlers that were told to stop */
  int          logged;
  guint        workers;   /* a bit for each worker that ran a handler */
  BalaiHttpServer *server; /* (owned) (nullable) */
  guint16      port;
} Fixture;

static BalaiHttpReply *
answer_wait (BalaiHttpRequest *request,
             gpointer          data)
{
  Fixture *fixture = data;
  GCancellable *cancellable = balai_http_request_get_cancellable (request);
  int64_t deadline = g_get_monotonic_time () + HTTP_CLIENT_DEADLINE_S * G_USEC_PER_SEC;

  g_mutex_lock (&fixture->lock);
  fixture->inside++;
  fixture->workers |= 1u << balai_http_request_get_worker (request);
  g_cond_broadcast (&fixture->changed);
  while (!fixture->open && (fixture->stubborn || !g_cancellable_is_cancelled (cancellable)) &&
         g_get_monotonic_time () < deadline)
    g_cond_wait_until (&fixture->changed, &fixture->lock, g_get_monotonic_time () + 2000);
  if (g_cancellable_is_cancelled (cancellable))
    fixture->cancelled++;
  fixture->inside--;
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->lock);
  return balai_http_reply_new_json (200, "{}");
}

static BalaiHttpReply *
answer_events (BalaiHttpRequest *request,
               gpointer          data)
{
  Fixture *fixture = data;
  BalaiHttpStream *stream = balai_http_stream_new ();
  BalaiHttpReply *reply;

  g_assert_true (balai_http_stream_send (stream, "hello", "a\nb"));
  reply = balai_http_reply_new_stream (stream);
  g_mutex_lock (&fixture->lock);
  g_ptr_array_add (fixture->streams, stream);
  g_mutex_unlock (&fixture->lock);
  return reply;
}

static BalaiHttpReply *
answer_own (BalaiHttpRequest *request,
            gpointer          data)
{
  Fixture *fixture = data;
  BalaiHttpReply *reply = balai_http_server_admit (fixture->server, request, "device-1");

  return reply != NULL ? reply : answer_wait (request, data);
}

static BalaiHttpReply *
answer_peer (BalaiHttpRequest *request,
             gpointer          data)
{
  g_autofree char *text = g_strdup_printf ("{\"peer\":\"%s\"}", balai_http_request_get_peer (request));

  return balai_http_reply_new_json (200, text);
}

static BalaiHttpReply *
answer_nothing (BalaiHttpRequest *request,
                gpointer          data)
{
  return NULL;
}

static BalaiHttpReply *
answer_large (BalaiHttpRequest *request,
              gpointer          data)
{
  g_autoptr (GBytes) body = g_bytes_new_take (g_malloc0 (4 << 20), 4 << 20);

  return balai_http_reply_new (200, "application/octet-stream", body);
}

static void
on_log (const BalaiHttpLogEntry *entry,
        gpointer                 data)
{
  Fixture *fixture = data;

  /* Nothing a client sends may stand in it. */
  g_assert_true (entry->route == NULL || strstr (entry->route, "canary") == NULL);
  g_assert_true (entry->code == NULL || strstr (entry->code, "canary") == NULL);
  g_assert_true (entry->method == NULL || strcmp (entry->method, "CANARY") != 0);
  g_atomic_int_inc (&fixture->logged);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->changed);
  fixture->streams = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_http_stream_unref);
}

static void
fixture_options (Fixture          *fixture,
                 BalaiHttpOptions *options)
{
  balai_http_options_init (options);
  options->open_per_minute = options->open_burst = 1000000;
  options->log = on_log;
  options->log_data = fixture;
}

static void
fixture_start (Fixture                *fixture,
               const BalaiHttpOptions *options)
{
  const BalaiHttpRoute routes[] = {
    { .method = "GET", .path = "/v1/wait", .handler = answer_wait, .data = fixture },
    { .method = "GET", .path = "/v1/own", .handler = answer_own, .data = fixture },
    { .method = "GET", .path = "/v1/events", .handler = answer_events, .data = fixture },
    { .method = "GET", .path = "/v1/peer", .open = TRUE, .handler = answer_peer },
    { .method = "GET", .path = "/v1/nothing", .handler = answer_nothing },
    { .method = "GET", .path = "/v1/large", .handler = answer_large },
  };
  g_autoptr (GError) error = NULL;

  fixture->server = http_client_server (options);
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    balai_http_server_add_route (fixture->server, &routes[i]);
  balai_http_server_start (fixture->server, &error);
  g_assert_no_error (error);
  fixture->port = balai_http_server_get_port (fixture->server);
  g_assert_cmpuint (fixture->port, >, 0);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_clear_pointer (&fixture->server, balai_http_server_free);
  g_ptr_array_unref (fixture->streams);
  g_mutex_clear (&fixture->lock);
  g_cond_clear (&fixture->changed);
}

static void
await_inside (Fixture *fixture,
              int      inside)
{
  g_mutex_lock (&fixture->lock);
  while (fixture->inside != inside)
    g_assert_true (g_cond_wait_until (&fixture->changed, &fixture->lock,
                                      g_get_monotonic_time () + HTTP_CLIENT_DEADLINE_S * G_USEC_PER_SEC));
  g_mutex_unlock (&fixture->lock);
}

static void
let_go (Fixture *fixture)
{
  g_mutex_lock (&fixture->lock);
  fixture->open = TRUE;
  g_cond_broadcast (&fixture->changed);
  g_mutex_unlock (&fixture->lock);
}

static void
assert_answer (guint16     port,
               const char *target,
               const char *status,
               const char *words)
{
  g_autofree char *answer = http_client_get (port, target);
  g_autofree char *statuses = http_client_statuses (answer);

  g_assert_cmpstr (statuses, ==, status);
  if (strstr (answer, words) == NULL)
    g_error ("no \"%s\" in: %s", words, answer);
}

static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  BalaiHttpOptions options;
  g_autofree char *head = NULL;

  fixture_options (fixture, &options);
  fixture_start (fixture, &options);
  assert_answer (fixture->port, "/v1/ping", "200", "Content-Type: application/json\r\n");
  assert_answer (fixture->port, "/v1/ping", "200", "X-Content-Type-Options: nosniff\r\n");
  assert_answer (fixture->port, "/v1/ping", "200", "Cache-Control: no-store\r\n");
  assert_answer (fixture->port, "/v1/ping", "200", "Content-Security-Policy: default-src 'none'");
  assert_answer (fixture->port, "/v1/ping", "200", "\r\n\r\n{\"pong\":1}");
  assert_answer (fixture->port, "/v1/files/a%20b?v=1%2B1&x", "200", "a b|1+1|/v1/files/a b");
  assert_answer (fixture->port, "/v1/files/", "404", "{\"error\":\"not_found\"}");
  assert_answer (fixture->port, "/v1/files/a/b", "404", "{\"error\":\"not_found\"}");
  assert_answer (fixture->port, "/v1/echo", "405", "Allow: POST\r\n");
  assert_answer (fixture->port, "/v1/nothing", "500", "{\"error\":\"internal\"}");
  assert_answer (fixture->port, "/v1/canary", "404", "not_found");
  head = http_client_ask (fixture->port,
                          "HEAD /v1/ping HTTP/1.1\r\nHost: localhost:1234\r\nConnection: close\r\n\r\n", -1, FALSE);
  g_assert_nonnull (strstr (head, "Content-Length: 10\r\n"));
  g_assert_true (g_str_has_suffix (head, "\r\n\r\n"));
  g_assert_null (strstr (head, "Server:"));
  g_assert_true (balai_http_server_stop (fixture->server));
  g_assert_cmpint (fixture->logged, ==, 12);
}

static void
test_workers (Fixture       *fixture,
              gconstpointer  data)
{
  enum { MANY = 200 };
  BalaiHttpOptions options;
  int fds[MANY];

  fixture_options (fixture, &options);
  fixture_start (fixture, &options);
  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *body = g_strdup_printf ("{\"n\":%d}", i);
      g_autofree char *text = i % 2 == 0 ? g_strdup (GET ("/v1/wait"))
                                         : g_strdup_printf ("POST /v1/echo HTTP/1.1\r\nHost: localhost\r\n"
                                                            "Content-Type: application/json\r\n"
                                                            "Connection: close\r\nContent-Length: %zu\r\n\r\n%s",
                                                            strlen (body), body);

      fds[i] = http_client_connect (fixture->port);
      g_assert_true (http_client_send (fds[i], text, -1));
    }
  /* All workers are busy: the others wait their turn, and a request that needs none is refused all the same. */
  await_inside (fixture, (int) options.workers);
  assert_answer (fixture->port, "/v1/none", "404", "not_found");
  let_go (fixture);
  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *answer = http_client_drain (fds[i], 4096);
      g_autofree char *body = i % 2 == 0 ? g_strdup ("{}") : g_strdup_printf ("{\"n\":%d}", i);

      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
      g_assert_true (g_str_has_suffix (answer, body));
      close (fds[i]);
    }
  g_assert_cmpuint (fixture->workers, ==, (1u << options.workers) - 1);
}

static void
test_queue (Fixture       *fixture,
            gconstpointer  data)
{
  BalaiHttpOptions options;
  int one, two;
  BalaiHttpCounts counts;

  fixture_options (fixture, &options);
  options.workers = options.queue = 1;
  fixture_start (fixture, &options);
  one = http_client_connect (fixture->port);
  http_client_send (one, GET ("/v1/wait"), -1);
  await_inside (fixture, 1);
  two = http_client_connect (fixture->port);
  http_client_send (two, GET ("/v1/wait"), -1);
  do
    balai_http_server_get_counts (fixture->server, &counts);
  while (counts.active < 2);
  assert_answer (fixture->port, "/v1/ping", "503", "Retry-After: 1\r\n");
  assert_answer (fixture->port, "/v1/ping", "503", "{\"error\":\"busy\"}");
  let_go (fixture);
  g_free (http_client_drain (one, 1));
  g_free (http_client_drain (two, 1));
  close (one);
  close (two);
}

static void
test_deadline (Fixture       *fixture,
               gconstpointer  data)
{
  BalaiHttpOptions options;

  fixture_options (fixture, &options);
  options.request = 600;
  fixture_start (fixture, &options);
  assert_answer (fixture->port, "/v1/wait", "503", "{\"error\":\"deadline\"}");
  await_inside (fixture, 0);
  g_assert_cmpint (fixture->cancelled, ==, 1);
}

static int
begin_upload (Fixture *fixture,
              gsize    announced,
              gsize    sent)
{
  g_autofree char *text = g_strdup_printf ("POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                           "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n", announced);
  g_autofree char *body = g_strnfill (sent, 'x');
  int fd = http_client_connect (fixture->port);

  g_assert_true (http_client_send (fd, text, -1));
  g_assert_true (http_client_send (fd, body, -1));
  return fd;
}

static void
await_room (Fixture *fixture,
            gsize    room,
            guint    active)
{
  BalaiHttpCounts counts;
  int64_t deadline = g_get_monotonic_time () + HTTP_CLIENT_DEADLINE_S * G_USEC_PER_SEC;

  do
    {
      balai_http_server_get_counts (fixture->server, &counts);
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
    }
  while (counts.room != room || counts.active != active);
}

static void
test_room (Fixture       *fixture,
           gconstpointer  data)
{
  BalaiHttpOptions options;
  int one, two, three;
  g_autofree char *first = NULL, *second = NULL, *third = NULL;

  fixture_options (fixture, &options);
  options.room = 65536;
  options.waiters = 1;
  fixture_start (fixture, &options);
  one = begin_upload (fixture, 40000, 39999);
  await_room (fixture, 40000, 1);
  two = begin_upload (fixture, 40000, 40000);
  await_room (fixture, 40000, 2);
  three = begin_upload (fixture, 40000, 1);
  third = http_client_drain (three, 4096);
  g_assert_nonnull (strstr (third, "{\"error\":\"busy\"}"));
  /* A small one needs no room. */
  close (begin_upload (fixture, 10, 5));
  g_assert_true (http_client_send (one, "x", 1));
  first = http_client_drain (one, 65536);
  second = http_client_drain (two, 65536);
  g_assert_true (g_str_has_prefix (first, "HTTP/1.1 200 "));
  g_assert_true (g_str_has_prefix (second, "HTTP/1.1 200 "));
  g_assert_cmpuint (strlen (strstr (second, "\r\n\r\n") + 4), ==, 40000);
  close (one);
  close (two);
  close (three);
  http_client_await_counts (fixture->server, 0, 0);
  await_room (fixture, 0, 0);
}

static void
test_room_late (Fixture       *fixture,
                gconstpointer  data)
{
  BalaiHttpOptions options;
  int one, two;
  g_autofree char *second = NULL;

  fixture_options (fixture, &options);
  options.room = 65536;
  options.head = 1000;
  fixture_start (fixture, &options);
  one = begin_upload (fixture, 40000, 1);
  await_room (fixture, 40000, 1);
  two = begin_upload (fixture, 40000, 40000);
  second = http_client_drain (two, 4096);
  g_assert_true (g_str_has_prefix (second, "HTTP/1.1 503 "));
  close (one);
  close (two);
}

static void
test_streams (Fixture       *fixture,
              gconstpointer  data)
{
  enum { MANY = 100 };
  BalaiHttpOptions options;
  int fds[MANY];

  fixture_options (fixture, &options);
  fixture_start (fixture, &options);
  for (int i = 0; i < MANY; i++)
    {
      fds[i] = http_client_connect (fixture->port);
      http_client_send (fds[i], GET ("/v1/events"), -1);
    }
  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *head = http_client_await (fds[i], "event: hello\ndata: a\ndata: b\n\n");

      g_assert_nonnull (strstr (head, "Content-Type: text/event-stream\r\n"));
      g_assert_nonnull (strstr (head, "Connection: close\r\n"));
    }
  http_client_await_counts (fixture->server, MANY, MANY);
  for (int round = 0; round < 3; round++)
    {
      g_autofree char *text = g_strdup_printf ("{\"ref\":%d}", round);
      g_autofree char *line = g_strdup_printf ("data: %s\n\n", text);

      for (guint i = 0; i < MANY; i++)
        g_assert_true (balai_http_stream_send (g_ptr_array_index (fixture->streams, i), NULL, text));
      for (int i = 0; i < MANY; i++)
        g_free (http_client_await (fds[i], line));
    }
  /* One goes by its own will; one is ended; the others, all asleep, by the end of the server. */
  close (fds[0]);
  balai_http_stream_end (g_ptr_array_index (fixture->streams, 1));
  g_assert_false (balai_http_stream_is_open (g_ptr_array_index (fixture->streams, 1)));
  g_assert_false (balai_http_stream_send (g_ptr_array_index (fixture->streams, 1), NULL, "late"));
  g_assert_true (balai_http_server_stop (fixture->server));
  for (int i = 1; i < MANY; i++)
    {
      g_free (http_client_drain (fds[i], 4096));
      close (fds[i]);
    }
  for (guint i = 0; i < MANY; i++)
    g_assert_false (balai_http_stream_send (g_ptr_array_index (fixture->streams, i), NULL, "late"));
}

static void
test_heartbeat (Fixture       *fixture,
                gconstpointer  data)
{
  BalaiHttpOptions options;
  int stays, goes;

  fixture_options (fixture, &options);
  options.heartbeat = 40;
  fixture_start (fixture, &options);
  stays = http_client_connect (fixture->port);
  goes = http_client_connect (fixture->port);
  http_client_send (stays, GET ("/v1/events"), -1);
  http_client_send (goes, GET ("/v1/events"), -1);
  g_free (http_client_await (goes, ":\n\n"));
  http_client_await_counts (fixture->server, 2, 2);
  /* A sleeping connection does not notice by itself that its client has gone. */
  close (goes);
  http_client_await_counts (fixture->server, 1, 1);
  g_free (http_client_await (stays, ":\n\n"));
  close (stays);
  http_client_await_counts (fixture->server, 0, 0);
}

static void
test_stream_ends (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *answer = NULL;
  BalaiHttpOptions options;

  fixture_options (fixture, &options);
  options.stream = 150;
  options.heartbeat = 40;
  fixture_start (fixture, &options);
  answer = http_client_get (fixture->port, "/v1/events");
  g_assert_nonnull (strstr (answer, "event: hello"));
}

static void
test_stream_behind (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autofree char *text = g_strnfill (16 * 1024, 'x');
  BalaiHttpOptions options;
  int fd = -1, small = 4096, sent = 0;

  fixture_options (fixture, &options);
  options.idle = 1000;
  fixture_start (fixture, &options);
  fd = http_client_connect (fixture->port);
  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small), ==, 0);
  http_client_send (fd, GET ("/v1/events"), -1);
  http_client_await_counts (fixture->server, 1, 1);
  /* It does not read: at some point it is behind, and given up. */
  while (balai_http_stream_send (g_ptr_array_index (fixture->streams, 0), NULL, text))
    g_assert_cmpint (sent++, <, 100000);
  http_client_await_counts (fixture->server, 0, 0);
  close (fd);
}

static void
test_own_limit (Fixture       *fixture,
                gconstpointer  data)
{
  BalaiHttpOptions options;
  int fds[2];

  fixture_options (fixture, &options);
  options.key_at_once = 2;
  options.key_burst = 4;
  options.key_per_minute = 1;
  fixture_start (fixture, &options);
  for (gsize i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      fds[i] = http_client_connect (fixture->port);
      http_client_send (fds[i], GET ("/v1/own"), -1);
    }
  await_inside (fixture, 2);
  assert_answer (fixture->port, "/v1/own", "429", "Retry-After: 1\r\n");
  let_go (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (fds); i++)
    {
      g_autofree char *answer = http_client_drain (fds[i], 4096);

      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
      close (fds[i]);
    }
  http_client_await_counts (fixture->server, 0, 0);
  /* Two of four are left, and no more for a minute. */
  assert_answer (fixture->port, "/v1/own", "200", "{}");
  http_client_await_counts (fixture->server, 0, 0);
  assert_answer (fixture->port, "/v1/own", "200", "{}");
  http_client_await_counts (fixture->server, 0, 0);
  assert_answer (fixture->port, "/v1/own", "429", "{\"error\":\"too_many\"}");
}

static void
test_open_limit (Fixture       *fixture,
                 gconstpointer  data)
{
  BalaiHttpOptions options;

  fixture_options (fixture, &options);
  options.open_burst = 2;
  options.open_per_minute = 1;
  fixture_start (fixture, &options);
  assert_answer (fixture->port, "/v1/peer", "200", "127.0.0.1");
  assert_answer (fixture->port, "/v1/peer", "200", "127.0.0.1");
  assert_answer (fixture->port, "/v1/peer", "429", "Retry-After: ");
  /* Whoever is signed in is not counted by address. */
  assert_answer (fixture->port, "/v1/files/a", "200", "a|");
}

static void
test_proxy (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const forged = "GET /v1/peer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                    "X-Forwarded-For: 10.1.1.1, 10.2.2.2\r\n\r\n";
  static const char *const junk = "GET /v1/peer HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                                  "X-Forwarded-For: 10.1.1.1, cow\r\n\r\n";
  const char *proxies[] = { "10.0.0.0/8", NULL };
  BalaiHttpOptions options;
  g_autofree char *answer = NULL;

  fixture_options (fixture, &options);
  options.proxies = proxies;
  fixture_start (fixture, &options);
  answer = http_client_ask (fixture->port, forged, -1, FALSE);
  g_assert_nonnull (strstr (answer, "{\"peer\":\"127.0.0.1\"}"));
  g_clear_pointer (&fixture->server, balai_http_server_free);
  g_clear_pointer (&answer, g_free);

  proxies[0] = "127.0.0.0/8";
  fixture_start (fixture, &options);
  answer = http_client_ask (fixture->port, forged, -1, FALSE);
  g_assert_nonnull (strstr (answer, "{\"peer\":\"10.2.2.2\"}"));
  g_clear_pointer (&answer, g_free);
  answer = http_client_ask (fixture->port, junk, -1, FALSE);
  g_assert_nonnull (strstr (answer, "{\"peer\":\"127.0.0.1\"}"));
}

static void
test_crowded (Fixture       *fixture,
              gconstpointer  data)
{
  enum { LIMIT = 8 };
  BalaiHttpOptions options;
  g_autofree char *answer = NULL;
  int fds[LIMIT], late;

  fixture_options (fixture, &options);
  options.connections = LIMIT;
  fixture_start (fixture, &options);
  for (int i = 0; i < LIMIT; i++)
    fds[i] = http_client_connect (fixture->port);
  http_client_await_counts (fixture->server, LIMIT, 0);
  /* Who comes too late waits, and is not forgotten. */
  late = http_client_connect (fixture->port);
  http_client_send (late, GET ("/v1/ping"), -1);
  for (int i = 0; i < LIMIT; i++)
    close (fds[i]);
  answer = http_client_drain (late, 4096);
  g_assert_nonnull (strstr (answer, "pong"));
  close (late);
}

/* One of each that can be asleep when the server stops. */
static void
test_stop (Fixture       *fixture,
           gconstpointer  data)
{
  BalaiHttpOptions options;
  int fds[7];
  gboolean stubborn = data != NULL, ended;
  g_autofree char *refused = NULL;

  fixture_options (fixture, &options);
  options.workers = 2;
  options.room = 65536;
  options.stop = 2000;
  fixture->stubborn = stubborn;
  fixture_start (fixture, &options);
  for (int i = 0; i < 4; i++)
    {
      fds[i] = http_client_connect (fixture->port);
      http_client_send (fds[i], GET ("/v1/wait"), -1);
    }
  await_inside (fixture, 2);
  fds[4] = begin_upload (fixture, 40000, 1);
  await_room (fixture, 40000, 5);
  fds[5] = begin_upload (fixture, 40000, 1);
  await_room (fixture, 40000, 6);
  fds[6] = http_client_connect (fixture->port);
  ended = balai_http_server_stop (fixture->server);
  g_assert_true (ended == !stubborn);
  for (int i = 0; i < 4; i++)
    {
      g_autofree char *answer = http_client_drain (fds[i], 4096);

      /* The two that no worker had begun, and those whose handlers were too slow, are told to come again. */
      g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 503 "));
    }
  refused = http_client_drain (fds[5], 4096);
  g_assert_true (g_str_has_prefix (refused, "HTTP/1.1 503 "));
  g_free (http_client_drain (fds[4], 4096));
  g_free (http_client_drain (fds[6], 4096));
  for (gsize i = 0; i < G_N_ELEMENTS (fds); i++)
    close (fds[i]);
  /* A second time does nothing. */
  g_assert_true (balai_http_server_stop (fixture->server));
  /* The stubborn ones end after the server is gone. */
  g_clear_pointer (&fixture->server, balai_http_server_free);
  let_go (fixture);
  await_inside (fixture, 0);
  g_assert_cmpint (fixture->cancelled, ==, 2);
}

static void
test_slow_reader (Fixture       *fixture,
                  gconstpointer  data)
{
  BalaiHttpOptions options;
  int64_t deadline = g_get_monotonic_time () + HTTP_CLIENT_DEADLINE_S * G_USEC_PER_SEC;
  BalaiHttpCounts counts;
  int fd, small = 4096;

  fixture_options (fixture, &options);
  options.grace = 100;
  options.speed = 100 * 1024 * 1024;
  fixture_start (fixture, &options);
  fd = http_client_connect (fixture->port);
  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small), ==, 0);
  http_client_send (fd, GET ("/v1/large"), -1);
  do
    {
      g_assert_cmpint (g_get_monotonic_time (), <, deadline);
      balai_http_server_get_counts (fixture->server, &counts);
    }
  while (counts.cut == 0);
  http_client_await_counts (fixture->server, 0, 0);
  close (fd);
}

static void
test_idle (Fixture       *fixture,
           gconstpointer  data)
{
  BalaiHttpOptions options;
  BalaiHttpCounts counts;
  int fd;

  fixture_options (fixture, &options);
  options.idle = 1000;
  fixture_start (fixture, &options);
  fd = http_client_connect (fixture->port);
  http_client_send (fd, "GET /v1/", -1);
  g_free (http_client_drain (fd, 1));
  close (fd);
  http_client_await_counts (fixture->server, 0, 0);
  balai_http_server_get_counts (fixture->server, &counts);
  g_assert_cmpuint (counts.cut, ==, 0);
}

static void
assert_no_start (const BalaiHttpOptions *options,
                 int                     code)
{
  g_autoptr (BalaiHttpServer) server = http_client_server (options);
  g_autoptr (GError) error = NULL;

  g_assert_false (balai_http_server_start (server, &error));
  g_assert_error (error, BALAI_HTTP_ERROR, code);
}

static void
test_no_start (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const proxies[] = { "the proxy", NULL };
  BalaiHttpOptions options;

  fixture_options (fixture, &options);
  fixture_start (fixture, &options);
  options.port = fixture->port;
  assert_no_start (&options, BALAI_HTTP_ERROR_LISTEN);
  options.port = 0;
  options.address = "0.0.0.0";
  assert_no_start (&options, BALAI_HTTP_ERROR_REMOTE);
  options.address = "localhost";
  assert_no_start (&options, BALAI_HTTP_ERROR_ADDRESS);
  options.address = "127.0.0.1";
  options.proxies = proxies;
  assert_no_start (&options, BALAI_HTTP_ERROR_ADDRESS);
  options.proxies = NULL;
  options.connections = 100000000;
  assert_no_start (&options, BALAI_HTTP_ERROR_DESCRIPTORS);
  options.connections = 10;
  options.room = 65535;
  assert_no_start (&options, BALAI_HTTP_ERROR_ROOM);
}

static void
test_handed_socket (Fixture       *fixture,
                    gconstpointer  data)
{
  struct sockaddr_in place = { .sin_family = AF_INET };
  BalaiHttpOptions options;

  fixture_options (fixture, &options);
  place.sin_addr.s_addr = g_htonl (INADDR_LOOPBACK);
  options.listen_fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  g_assert_cmpint (bind (options.listen_fd, (struct sockaddr *) &place, sizeof place), ==, 0);
  g_assert_cmpint (listen (options.listen_fd, 16), ==, 0);
  fixture_start (fixture, &options);
  assert_answer (fixture->port, "/v1/ping", "200", "pong");
}

static void
test_rate (void)
{
  g_autoptr (BalaiHttpRate) rate = balai_http_rate_new (60, 3, 0, 2);
  int64_t now = 1000 * G_USEC_PER_SEC;
  guint retry = 0;

  g_assert_true (balai_http_rate_take (rate, "a", 3, now, &retry));
  g_assert_false (balai_http_rate_take (rate, "a", 1, now, &retry));
  g_assert_cmpuint (retry, ==, 1);
  g_assert_false (balai_http_rate_take (rate, "a", 3, now, &retry));
  g_assert_cmpuint (retry, ==, 3);
  g_assert_true (balai_http_rate_take (rate, "b", 1, now, &retry));
  g_assert_false (balai_http_rate_take (rate, "c", 1, now, &retry));
  g_assert_false (balai_http_rate_take (rate, "b", 4, now, &retry));
  /* One is earned in a second; idle keys make place. */
  now += G_USEC_PER_SEC;
  g_assert_true (balai_http_rate_take (rate, "c", 1, now, &retry));
  g_assert_true (balai_http_rate_take (rate, "a", 1, now, &retry));
  g_assert_false (balai_http_rate_take (rate, "a", 1, now, &retry));
  g_assert_cmpuint (balai_http_rate_keys (rate), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);

#define ADD(name, data, test) \
  g_test_add ("/http/server/" name, Fixture, data, fixture_set_up, test, fixture_tear_down)
  ADD ("answers", NULL, test_answers);
  ADD ("workers", NULL, test_workers);
  ADD ("queue", NULL, test_queue);
  ADD ("deadline", NULL, test_deadline);
  ADD ("room", NULL, test_room);
  ADD ("room-late", NULL, test_room_late);
  ADD ("streams", NULL, test_streams);
  ADD ("heartbeat", NULL, test_heartbeat);
  ADD ("stream-ends", NULL, test_stream_ends);
  ADD ("stream-behind", NULL, test_stream_behind);
  ADD ("own-limit", NULL, test_own_limit);
  ADD ("open-limit", NULL, test_open_limit);
  ADD ("proxy", NULL, test_proxy);
  ADD ("crowded", NULL, test_crowded);
  ADD ("stop", NULL, test_stop);
  ADD ("stop-stubborn", GINT_TO_POINTER (1), test_stop);
  ADD ("slow-reader", NULL, test_slow_reader);
  ADD ("idle", NULL, test_idle);
  ADD ("no-start", NULL, test_no_start);
  ADD ("handed-socket", NULL, test_handed_socket);
  g_test_add_func ("/http/server/rate", test_rate);

  return g_test_run ();
}

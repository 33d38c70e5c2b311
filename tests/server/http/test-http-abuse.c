/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "balai-test.h"
#include "http-client.h"

/* What is thrown at a server on a public network, and what comes of it. A good client asks all the while. */

#define HOST "Host: localhost\r\n"
#define GET "GET /v1/ping HTTP/1.1\r\n" HOST
#define POST "POST /v1/echo HTTP/1.1\r\n" HOST "Content-Type: application/json\r\n"
#define MORE GET "\r\n"
/* What somebody would slip through behind a request; where all is well it is answered and ends the connection. */
#define NEXT GET "Connection: close\r\n\r\n"
#define LEN(n) "Content-Length: " n "\r\n"

/* @before, @times times @unit, @after, NEXT. @statuses are those of all answers until the server closes; words between
 * | are each as good. Where there may be none, the client says instead of NEXT that no more will come.
 * A row that says "today" holds what the library of Debian 12 lets through and nobody above it can see; with another
 * library it may fail, and is then to be made stricter. */
typedef struct
{
  const char *name;
  const char *before;
  const char *unit;
  guint       times;
  const char *after;
  const char *statuses;
} Abuse;

static const Abuse abuses[] = {
  /* What must go well, so that the rest means something. */
  { "good/get", GET "\r\n", "", 0, "", "200 200" },
  { "good/head", "HEAD /v1/ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "200 200" },
  { "good/post", POST LEN ("2") "\r\n{}", "", 0, "", "200 200" },
  { "good/post-empty", POST LEN ("0") "\r\n", "", 0, "", "200 200" },
  { "good/pipelined", GET "\r\n" MORE MORE, "", 0, "", "200 200 200 200" },
  { "good/pipelined-post", POST LEN ("2") "\r\n{}" MORE, "", 0, "", "200 200 200" },
  { "good/expect", POST "Expect: 100-continue\r\n" LEN ("2") "\r\n{}", "", 0, "", "100 200 200|200 200" },
  { "good/1.0", "GET /v1/ping HTTP/1.0\r\n" HOST "\r\n", "", 0, "", "200" },
  { "good/leading-line-end", "\r\n" GET "\r\n", "", 0, "", "200 200" },
  { "good/body-at-the-cap", POST LEN ("65536") "\r\n", "x", 65536, "", "200 200" },

  /* How long the body is. */
  { "length/with-chunked", POST LEN ("5") "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "", 0, "", "400" },
  { "length/chunked", POST "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n", "", 0, "", "411" },
  { "length/chunked-endless", POST "Transfer-Encoding: chunked\r\n\r\n", "400\r\n", 20000, "", "411" },
  { "length/encoding-unknown", POST "Transfer-Encoding: cow\r\n\r\n", "", 0, "", "411" },
  { "length/encoding-gzip", POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n", "", 0, "", "411" },
  { "length/encoding-twice", POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "", 0, "", "411" },
  { "length/encoding-1.0", "POST /v1/echo HTTP/1.0\r\n" HOST "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n", "", 0, "",
    "411" },
  { "length/chunk-size", POST "Transfer-Encoding: chunked\r\n\r\nzz\r\n", "", 0, "", "411" },
  { "length/chunk-overflow", POST "Transfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n", "", 0, "", "411" },
  { "length/twice", POST LEN ("2") LEN ("5") "\r\n{}", "", 0, "", "400" },
  { "length/twice-same", POST LEN ("2") LEN ("2") "\r\n{}", "", 0, "", "400" },
  { "length/list", POST LEN ("2, 2") "\r\n{}", "", 0, "", "400|400 400" },
  { "length/plus", POST LEN ("+2") "\r\n{}", "", 0, "", "400|400 400" },
  { "length/minus", POST LEN ("-1") "\r\n{}", "", 0, "", "400|400 400" },
  { "length/hexadecimal", POST LEN ("0x2") "\r\n{}", "", 0, "", "400|400 400" },
  { "length/empty", POST "Content-Length:\r\n\r\n", "", 0, "", "400|400 400" },
  { "length/overflow", POST LEN ("99999999999999999999999") "\r\n{}", "", 0, "", "413|413 413|400|400 400" },
  { "length/sixteen-digits", POST LEN ("0000000000000002") "\r\n{}", "", 0, "", "400" },
  { "length/space-before-colon", POST "Content-Length : 2\r\n\r\n{}", "", 0, "", "400" },
  { "length/over-cap", POST LEN ("65537") "\r\n", "x", 65537, "", "413" },
  { "length/huge", POST LEN ("629145600") "\r\n", "x", 4 << 20, "", "413" },
  { "length/huge-expect", POST "Expect: 100-continue\r\n" LEN ("629145600") "\r\n", "", 0, "", "413" },
  { "length/body-of-get", GET LEN ("2") "\r\n{}", "", 0, "", "413" },
  { "length/short", POST LEN ("20") "\r\n{}", "", 0, "", "" },
  { "length/missing", POST "\r\n{}", "", 0, "", "200 405" },

  /* Who is asked. */
  { "host/missing", "GET /v1/ping HTTP/1.1\r\n\r\n", "", 0, "", "400|400 400" },
  { "host/missing-1.0", "GET /v1/ping HTTP/1.0\r\n\r\n", "", 0, "", "400" },
  { "host/twice", GET "Host: localhost\r\n\r\n", "", 0, "", "400" },
  { "host/other", "GET /v1/ping HTTP/1.1\r\nHost: evil.example\r\n\r\n", "", 0, "", "421" },
  { "host/longer", "GET /v1/ping HTTP/1.1\r\nHost: localhost.evil.example\r\n\r\n", "", 0, "", "421" },
  { "host/port-junk", "GET /v1/ping HTTP/1.1\r\nHost: localhost:80x\r\n\r\n", "", 0, "", "421" },
  { "host/empty", "GET /v1/ping HTTP/1.1\r\nHost:\r\n\r\n", "", 0, "", "421" },

  /* Which headers. */
  { "header/many", GET, "X: 1\r\n", 100, "\r\n", "431" },
  { "header/very-many", GET, "X: 1\r\n", 10000, "\r\n", "431" },
  { "header/long", GET "X: ", "x", 1 << 20, "\r\n\r\n", "431" },
  { "header/name-odd", GET "X(1): 2\r\n\r\n", "", 0, "", "400" },
  { "header/no-colon", GET "cow\r\n\r\n", "", 0, "", "400" },
  { "header/bare-cr", GET "X: a\rb\r\n\r\n", "", 0, "", "400" },
  { "header/control", GET "X: a\x01z\r\n\r\n", "", 0, "", "400" },
  { "header/authorization-twice", GET "Authorization: a\r\nAuthorization: b\r\n\r\n", "", 0, "", "400" },
  { "header/expect-other", POST "Expect: cow\r\n" LEN ("2") "\r\n{}", "", 0, "", "417" },
  { "header/gzip-bomb", POST "Content-Encoding: gzip\r\n" LEN ("2") "\r\n{}", "", 0, "", "415" },
  { "header/type-other", "POST /v1/echo HTTP/1.1\r\n" HOST "Content-Type: text/plain\r\n" LEN ("2") "\r\n{}",
    "", 0, "", "415" },
  { "header/type-none", "POST /v1/echo HTTP/1.1\r\n" HOST LEN ("2") "\r\n{}", "", 0, "", "415" },
  { "header/range-bomb", GET "Range: bytes=", "0-,", 2000, "0-\r\n\r\n", "200 200" },
  { "header/web-socket", GET "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n", "", 0,
    "\x81\x85\x01\x02\x03\x04\x05\x06\x07\x08", "200 405" },

  /* Which line. */
  { "line/method-trace", "TRACE /v1/ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "405" },
  { "line/method-connect", "CONNECT localhost:1 HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "405" },
  { "line/method-options", "OPTIONS * HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "405" },
  { "line/method-pri", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "", 0, "", "505|400|400 400" },
  { "line/method-invented", "FOO /v1/ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "405" },
  { "line/method-lower", "get /v1/ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "405" },
  { "line/method-long", "", "M", 1 << 20, " /v1/ping HTTP/1.1\r\n" HOST "\r\n", "414|431|413" },
  { "line/method-of-others", "DELETE /v1/both HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "405" },
  { "line/target-4097", "GET /", "x", 4097, " HTTP/1.1\r\n" HOST "\r\n", "414" },
  { "line/target-long", "GET /", "x", 1 << 20, " HTTP/1.1\r\n" HOST "\r\n", "414" },
  { "line/target-prefix", "GET /v1/pingxyz HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "404" },
  { "line/target-absolute", "GET http://localhost/v1/ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-dots", "GET /v1/files/../ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-dots-escaped", "GET /v1/files/%2e%2E/ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-zero", "GET /v1/files/a%00b HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-slash", "GET /v1/files/a%2Fb HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-two-slashes", "GET //v1/ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-escape-half", "GET /v1/files/a%2 HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-latin-1", "GET /v1/files/%e9 HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-raw-bytes", "GET /v1/files/\xff HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-backslash", "GET /v1\\ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/target-escaped-literal", "GET /v1/%70ing HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "404" },
  { "line/target-double-escape", "GET /v1/files/%252e%252e HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "200 200" },
  { "line/query-twice", "GET /v1/files/a?v=1&v=2 HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "400" },
  { "line/query-many", "GET /v1/files/a?", "a&", 100, " HTTP/1.1\r\n" HOST "\r\n", "400" },
  { "line/version-0.9", "GET /v1/ping\r\n" HOST "\r\n", "", 0, "", "505|400|400 400" },
  { "line/version-2", "GET /v1/ping HTTP/2.0\r\n" HOST "\r\n", "", 0, "", "505|505 505" },
  { "line/version-1.2", "GET /v1/ping HTTP/1.2\r\n" HOST "\r\n", "", 0, "", "505" },
  { "line/version-none", "GET /v1/ping COW/1.1\r\n" HOST "\r\n", "", 0, "", "400|400 400|505" },
  { "line/space-in-target", "GET /v1/ping x HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "|400" },
  { "line/tls-hello", "\x16\x03\x01\x02\x01\x01\x01\xfd\x03\x03 junk\r\n\r\n", "", 0, "", "|400|400 400|505|405" },
  { "line/brackets", "", "[", 80000, "\r\n\r\n", "|400|400 400|414|431|413" },

  /* Let through below us. */
  { "today/bare-lf", "GET /v1/ping HTTP/1.1\nHost: localhost\n\n", "", 0, "", "200 200" },
  { "today/two-spaces", "GET  /v1/ping HTTP/1.1\r\n" HOST "\r\n", "", 0, "", "200 200" },
  { "today/name-empty", GET ": 2\r\n\r\n", "", 0, "", "200 200" },
  { "today/fold", GET "X: a\r\n b\r\n\r\n", "", 0, "", "200 200" },
  { "today/fold-length", POST "Content-Length:\r\n 2\r\n\r\n", "", 0, "", "200 200" },
};

/* A request holding a zero, which no C string of the table can hold. */
#define ZERO(text) text, sizeof (text) - 1
#define END "Connection: close\r\n\r\n"
static const struct
{
  const char *name;
  const char *text;
  gsize       length;
  const char *statuses;
} zeros[] = {
  { "zero/name", ZERO (GET "X\0Y: 1\r\n" END), "400" },
  /* Today: what is behind the zero is dropped below us. */
  { "zero/today-value", ZERO (GET "X: a\0b\r\n" END), "200" },
  { "zero/today-target", ZERO ("GET /v1/ping\0x HTTP/1.1\r\n" HOST END), "200" },
};

/* Sends @before, then @unit every @pause ms, and goes on until it is thrown out. */
typedef struct
{
  const char *name;
  const char *before;
  const char *unit;
  guint       pause;
  const char *statuses;
} Patience;

static const Patience patiences[] = {
  { "slow/silent", "", "", 100, "" },
  { "slow/half-line", "GET /v1/pi", "", 100, "" },
  { "slow/half-headers", GET "X: 1\r\n", "", 100, "" },
  { "slow/half-body", POST LEN ("2000") "\r\n{", "", 100, "" },
  { "slow/drip-line", "GET /", "x", 100, "" },
  { "slow/drip-headers", GET, "X: 1\r\n", 300, "" },
  { "slow/drip-body", POST LEN ("65536") "\r\n", "x", 100, "" },
  { "slow/drip-line-ends", "", "\r\n", 100, "" },
  { "slow/expect-and-wait", POST "Expect: 100-continue\r\n" LEN ("2000") "\r\n", "", 100, "100" },
  { "slow/keep-alive", GET "\r\n", "", 100, "200" },
  { "slow/keep-alive-drip", GET "\r\n", "G", 100, "200" },
};

static guint16 fast_port, slow_port;

static gboolean
is_one_of (const char *statuses,
           const char *allowed)
{
  g_auto (GStrv) words = g_strsplit (allowed, "|", -1);

  return *allowed == '\0' ? *statuses == '\0' : g_strv_contains ((const char * const *) words, statuses);
}

static void
check_statuses (const char *name,
                const char *answers,
                const char *allowed)
{
  g_autofree char *statuses = http_client_statuses (answers);

  if (!is_one_of (statuses, allowed))
    g_test_fail_printf ("%s: \"%s\" instead of \"%s\"", name, statuses, allowed);
}

static void
test_abuse (gconstpointer data)
{
  const Abuse *abuse = data;
  g_autoptr (GString) text = g_string_new (abuse->before);
  g_autofree char *answers = NULL;
  gboolean silent = *abuse->statuses == '\0' || *abuse->statuses == '|';

  for (guint i = 0; i < abuse->times; i++)
    g_string_append (text, abuse->unit);
  g_string_append (text, abuse->after);
  if (!silent)
    g_string_append (text, NEXT);
  answers = http_client_ask (fast_port, text->str, (gssize) text->len, silent);
  check_statuses (abuse->name, answers, abuse->statuses);
}

static void
test_zero (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *answers = http_client_ask (fast_port, zeros[i].text, (gssize) zeros[i].length, FALSE);

  check_statuses (zeros[i].name, answers, zeros[i].statuses);
}

static gpointer
be_patient (gpointer data)
{
  const Patience *patience = data;
  int fd = http_client_connect (slow_port);
  gboolean open = http_client_send (fd, patience->before, -1);
  g_autoptr (GString) all = g_string_new (NULL);

  while (open)
    {
      char buffer[4096];
      ssize_t got;

      g_usleep (patience->pause * 1000);
      if (*patience->unit != '\0')
        open = http_client_send (fd, patience->unit, -1);
      while ((got = recv (fd, buffer, sizeof buffer, MSG_DONTWAIT)) > 0)
        g_string_append_len (all, buffer, got);
      open = open && got != 0;
    }
  close (fd);
  return http_client_statuses (all->str);
}

/* Started with the program, looked at when their turn comes: they wait beside each other. */
static GThread *patient[G_N_ELEMENTS (patiences)];

static void
test_patience (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *statuses = g_thread_join (g_steal_pointer (&patient[i]));

  g_assert_cmpstr (statuses, ==, patiences[i].statuses);
}

static gsize
resident (void)
{
  g_autofree char *text = NULL;
  gsize size, pages;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  g_assert_cmpint (sscanf (text, "%zu %zu", &size, &pages), ==, 2);
  return pages * (gsize) sysconf (_SC_PAGESIZE);
}

/* Many at once that say half a request and wait: all thrown out, and the memory given back. */
static void
test_crowd (void)
{
  enum { CROWD = 400 };
  static const char *const texts[] = { "", "GET /", GET "X: 1\r\n", POST LEN ("60000") "\r\n{" };
  gsize before = resident (), after;
  int fds[CROWD];

  for (gsize i = 0; i < CROWD; i++)
    {
      fds[i] = http_client_connect (slow_port);
      http_client_send (fds[i], texts[i % G_N_ELEMENTS (texts)], -1);
    }
  after = resident ();
  for (gsize i = 0; i < CROWD; i++)
    {
      g_autofree char *all = http_client_drain (fds[i], 4096);

      g_assert_cmpstr (all, ==, "");
      close (fds[i]);
    }
#ifdef __SANITIZE_ADDRESS__
  g_test_message ("%zu kB more; the sanitizer keeps what is freed", (MAX (after, before) - before) / 1024);
#else
  g_assert_cmpuint (MAX (after, before) - before, <, 32 * 1024 * 1024);
#endif
}

/* Many that ask and vanish without a word of farewell. */
static void
test_resets (void)
{
  struct linger at_once = { .l_onoff = 1, .l_linger = 0 };

  for (int i = 0; i < 500; i++)
    {
      int fd = http_client_connect (fast_port);

      http_client_send (fd, i % 2 == 0 ? POST LEN ("60000") "\r\n{" : GET "\r\n", -1);
      g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once), ==, 0);
      close (fd);
    }
}

/* One that asks without end and never reads. */
static void
test_never_reads (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int fd = http_client_connect (slow_port), small = 4096;

  g_assert_cmpint (setsockopt (fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small), ==, 0);
  for (int i = 0; i < 1000; i++)
    g_string_append (text, MORE);
  /* Ends only when the server closes. */
  while (http_client_send (fd, text->str, (gssize) text->len))
    continue;
  close (fd);
}

static int good_stop, good_answers;
static GArray *good_times; /* (element-type int64_t): µs, told but not judged: the machine has other things to do */

static gpointer
be_good (gpointer data)
{
  while (!g_atomic_int_get (&good_stop))
    {
      int64_t start = g_get_monotonic_time (), took;
      g_autofree char *answer = http_client_get (slow_port, "/v1/ping");

      took = g_get_monotonic_time () - start;
      g_array_append_val (good_times, took);
      check_statuses ("a good client", answer, "200");
      g_assert_nonnull (strstr (answer, "{\"pong\":1}"));
      g_atomic_int_inc (&good_answers);
      g_usleep (5000);
    }
  return NULL;
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  const int64_t *one = a, *two = b;

  return *one < *two ? -1 : *one > *two;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (BalaiHttpServer) fast = NULL, slow = NULL;
  g_autoptr (GError) error = NULL;
  BalaiHttpOptions options;
  BalaiHttpCounts counts;
  GThread *good;
  gsize before;
  int result;

  balai_test_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (abuses); i++)
    {
      g_autofree char *name = g_strconcat ("/http/abuse/", abuses[i].name, NULL);

      g_test_add_data_func (name, &abuses[i], test_abuse);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (zeros); i++)
    {
      g_autofree char *name = g_strconcat ("/http/abuse/", zeros[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_zero);
    }
  g_test_add_func ("/http/abuse/crowd", test_crowd);
  g_test_add_func ("/http/abuse/resets", test_resets);
  g_test_add_func ("/http/abuse/never-reads", test_never_reads);
  for (gsize i = 0; i < G_N_ELEMENTS (patiences); i++)
    {
      g_autofree char *name = g_strconcat ("/http/abuse/", patiences[i].name, NULL);

      g_test_add_data_func (name, GSIZE_TO_POINTER (i), test_patience);
    }

  balai_http_options_init (&options);
  options.open_per_minute = options.open_burst = 1000000;
  /* An end of the line that comes together with data is not always noticed below us; then this ends it. */
  options.grace = 2000;
  fast = http_client_server (&options);
  g_assert_true (balai_http_server_start (fast, &error));
  fast_port = balai_http_server_get_port (fast);
  /* Our own deadlines come first; that of the library has a test elsewhere. */
  options.idle = 10 * 1000;
  options.head = options.keep_alive = 1500;
  options.grace = 800;
  options.speed = 1024;
  options.request = 20000;
  slow = http_client_server (&options);
  g_assert_true (balai_http_server_start (slow, &error));
  slow_port = balai_http_server_get_port (slow);

  before = resident ();
  for (gsize i = 0; i < G_N_ELEMENTS (patiences); i++)
    patient[i] = g_thread_new ("patient", be_patient, (gpointer) &patiences[i]);
  good_times = g_array_new (FALSE, FALSE, sizeof (int64_t));
  good = g_thread_new ("good", be_good, NULL);
  result = g_test_run ();
  for (gsize i = 0; i < G_N_ELEMENTS (patiences); i++)
    if (patient[i] != NULL)
      g_free (g_thread_join (patient[i]));
  g_atomic_int_set (&good_stop, 1);
  g_thread_join (good);

  http_client_await_counts (fast, 0, 0);
  http_client_await_counts (slow, 0, 0);
  balai_http_server_get_counts (slow, &counts);
  g_assert_cmpint (good_answers, >, 0);
  g_array_sort (good_times, compare_times);
  g_test_message ("good answers: %d, median %" G_GINT64_FORMAT " us, p99 %" G_GINT64_FORMAT " us; cut: %u, "
                  "resident: %+zd kB", good_answers, g_array_index (good_times, int64_t, good_times->len / 2),
                  g_array_index (good_times, int64_t, good_times->len * 99 / 100), (guint) counts.cut,
                  (gssize) (resident () - before) / 1024);
  g_array_unref (good_times);
  g_assert_cmpuint (counts.room, ==, 0);
  g_assert_cmpuint (counts.active, ==, 0);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpint ((gssize) (resident () - before), <, 32 * 1024 * 1024);
#endif
  return result;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <stdint.h>

#include "balai-http-rate.h"
#include "balai-http-reply.h"
#include "balai-http-request.h"
#include "balai-http-stream.h"

G_BEGIN_DECLS

/**
 * BalaiHttpError:
 * @BALAI_HTTP_ERROR_ADDRESS: the address to listen on, or one of a proxy, cannot be read
 * @BALAI_HTTP_ERROR_REMOTE: the address can be reached from other machines and that was not allowed
 * @BALAI_HTTP_ERROR_LISTEN: the address is taken or not this machine's
 * @BALAI_HTTP_ERROR_DESCRIPTORS: the process may not open as many files as connections were asked for
 * @BALAI_HTTP_ERROR_ROOM: a route takes a larger body than all bodies together may have
 * @BALAI_HTTP_ERROR_START: the library could not be started
 */
typedef enum
{
  BALAI_HTTP_ERROR_ADDRESS,
  BALAI_HTTP_ERROR_REMOTE,
  BALAI_HTTP_ERROR_LISTEN,
  BALAI_HTTP_ERROR_DESCRIPTORS,
  BALAI_HTTP_ERROR_ROOM,
  BALAI_HTTP_ERROR_START,
} BalaiHttpError;

#define BALAI_HTTP_ERROR (balai_http_error_quark ())
GQuark balai_http_error_quark (void);

/**
 * BalaiHttpLogEntry:
 * @serial: number of the request; 0 for what is no request
 * @method: (nullable): method, one of the known ones
 * @route: (nullable): the route as it was added, never the path that was asked for
 * @status: status of the answer; 0 if there was none of ours
 * @code: (nullable): what was wrong; or how the library put it, without anything a client sent
 * @received: bytes of the body
 * @sent: bytes of the body of the answer; 0 for a stream
 * @duration: µs from the line of the request to the end of the answer
 *
 * What may be written down: no address, no path, no name, no text of a client.
 */
typedef struct
{
  guint64     serial;
  const char *method;
  const char *route;
  int         status;
  const char *code;
  guint64     received;
  guint64     sent;
  int64_t     duration;
} BalaiHttpLogEntry;

/* Called from the server's threads; must be quick and must not call the server. */
typedef void (*BalaiHttpLog) (const BalaiHttpLogEntry *entry,
                              gpointer                 data);

/**
 * BalaiHttpOptions:
 * @address: numeric address to listen on
 * @port: port to listen on, 0 for any that is free
 * @listen_fd: (transfer full): a listening socket instead of both, or -1
 * @allow_remote: whether @address may be one that other machines reach
 * @hosts: (array zero-terminated=1): what Host may say, without a port
 * @proxies: (array zero-terminated=1) (nullable): addresses or networks whose X-Forwarded-For is believed
 * @workers: threads that run handlers
 * @connections: connections at the same time
 * @per_address: of these from one address; not counted where there are @proxies
 * @queue: requests that may wait for a worker; more are told to come again
 * @room: bytes that all bodies together may take; a request waits until it has room for its own
 * @waiters: requests that may wait for room
 * @key_per_minute: requests of a key (device, account), see balai_http_server_admit()
 * @key_burst: how many of them in one go
 * @key_at_once: how many of them at the same time
 * @open_per_minute: requests from one address to open routes
 * @open_burst: how many of them in one go
 * @idle: ms a connection may be silent, in whole seconds
 * @head: ms for the headers of the first request, or of another once it has begun
 * @keep_alive: ms for a further request to begin and be read
 * @grace: ms before the least speed of a body or an answer counts
 * @speed: least bytes in a second, after @grace
 * @request: ms for a body to come, and again for the handler
 * @stream: ms a stream may last
 * @heartbeat: ms between two signs of life on a stream
 * @stop: ms until balai_http_server_stop() is over
 * @log: (nullable): is told of each request
 * @log_data: (unowned) (nullable): for @log
 *
 * How a server behaves. What it points at is copied.
 */
typedef struct
{
  const char         *address;
  guint16             port;
  int                 listen_fd;
  gboolean            allow_remote;
  const char * const *hosts;
  const char * const *proxies;
  guint               workers;
  guint               connections;
  guint               per_address;
  guint               queue;
  gsize               room;
  guint               waiters;
  guint               key_per_minute;
  guint               key_burst;
  guint               key_at_once;
  guint               open_per_minute;
  guint               open_burst;
  guint               idle;
  guint               head;
  guint               keep_alive;
  guint               grace;
  guint               speed;
  guint               request;
  guint               stream;
  guint               heartbeat;
  guint               stop;
  BalaiHttpLog        log;
  gpointer            log_data;
} BalaiHttpOptions;

/* On a worker: answers @request. Returns: (transfer full). May take its time, and looks at the request's cancellable
 * meanwhile. */
typedef BalaiHttpReply *(*BalaiHttpHandler) (BalaiHttpRequest *request,
                                             gpointer          data);

/**
 * BalaiHttpRoute:
 * @method: GET, POST, PUT or DELETE; who has GET has HEAD
 * @path: the path to the letter; a segment "{name}" stands for any one
 * @type: (nullable): media type that a body must have, to the letter but for parameters; %NULL takes no body
 * @body_max: bytes of the largest body
 * @open: whether somebody not signed in may ask, whose address is counted then
 * @handler: answers
 * @data: (unowned) (nullable): for @handler
 *
 * What can be asked for.
 */
typedef struct
{
  const char      *method;
  const char      *path;
  const char      *type;
  gsize            body_max;
  gboolean         open;
  BalaiHttpHandler handler;
  gpointer         data;
} BalaiHttpRoute;

/**
 * BalaiHttpCounts:
 * @connections: open ones
 * @accepted: ever accepted
 * @requests: ever begun
 * @refused: answered by the server itself, without a handler
 * @cut: connections that were ended because they took too long
 * @active: requests being read, worked on or answered
 * @streams: of these, streams
 * @room: bytes reserved for bodies
 *
 * How things stand.
 */
typedef struct
{
  guint   connections;
  guint64 accepted;
  guint64 requests;
  guint64 refused;
  guint64 cut;
  guint   active;
  guint   streams;
  gsize   room;
} BalaiHttpCounts;

/**
 * BalaiHttpServer:
 *
 * Listens, keeps out what is no decent request, and hands the rest to workers. The library below is seen in this folder
 * only.
 */
typedef struct _BalaiHttpServer BalaiHttpServer;

void             balai_http_options_init      (BalaiHttpOptions       *options);
BalaiHttpServer *balai_http_server_new        (const BalaiHttpOptions *options);
void             balai_http_server_add_route  (BalaiHttpServer        *self,
                                               const BalaiHttpRoute   *route);
gboolean         balai_http_server_start      (BalaiHttpServer        *self,
                                               GError                **error);
guint16          balai_http_server_get_port   (BalaiHttpServer        *self);
BalaiHttpReply  *balai_http_server_admit      (BalaiHttpServer        *self,
                                               BalaiHttpRequest       *request,
                                               const char             *key);
void             balai_http_server_get_counts (BalaiHttpServer        *self,
                                               BalaiHttpCounts        *counts);
gboolean         balai_http_server_stop       (BalaiHttpServer        *self);
void             balai_http_server_free       (BalaiHttpServer        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiHttpServer, balai_http_server_free)

G_END_DECLS

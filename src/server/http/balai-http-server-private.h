/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <microhttpd.h>

#include "balai-http-server.h"
#include "balai-http-workers.h"

G_BEGIN_DECLS

typedef struct _HttpExchange HttpExchange;

/* One lock for connections, exchanges and the room of bodies. The order of locks: this one, a stream's, the library's
 * own. The library calls us without its own. */
struct _BalaiHttpServer
{
  gatomicrefcount    ref_count;
  BalaiHttpOptions   options;     /* the strings in it are not used: see the next three */
  char              *address;     /* (owned) */
  char             **hosts;       /* (owned) */
  GPtrArray         *proxies;     /* (owned) (element-type GInetAddressMask) (nullable): not all could be read */
  GPtrArray         *routes;      /* (owned) (element-type HttpRoute): does not change once started */
  BalaiHttpRate     *keys;        /* (owned) */
  BalaiHttpRate     *addresses;   /* (owned) */
  struct MHD_Daemon *daemon;      /* (owned) (nullable) */
  BalaiHttpWorkers  *workers;     /* (owned) (nullable) */
  GThread           *watchdog;    /* (owned) (nullable) */
  guint16            port;

  GMutex             lock;
  GCond              changed;     /* something ended, or the watchdog shall */
  gboolean           stopping;
  gboolean           watch_over;
  GQueue             connections; /* HttpConnection.link */
  GQueue             waiters;     /* (element-type HttpExchange): unowned, they wait for room */
  guint64            serial;
  BalaiHttpCounts    counts;
};

typedef struct
{
  char             *path;     /* (owned) */
  char            **segments; /* (owned) */
  const char       *method;   /* (unowned): interned */
  const char       *type;     /* (unowned) (nullable): interned */
  gsize             body_max;
  gboolean          open;
  BalaiHttpHandler  handler;
  gpointer          data;     /* (unowned) (nullable) */
} HttpRoute;

/* A connection, as the watchdog sees it. */
typedef struct
{
  GList         link;
  int           fd;       /* open as long as this exists */
  int64_t       since;    /* µs: accepted, or the last answer was out */
  gboolean      again;    /* has had an answer */
  gboolean      cut;
  HttpExchange *exchange; /* (unowned) (nullable) */
} HttpConnection;

typedef enum
{
  HTTP_HEAD,    /* the line has come, the headers have not */
  HTTP_ROOM,    /* sleeps until there is room for the body */
  HTTP_GRANTED, /* there is room, the library is about to come */
  HTTP_BODY,    /* the body comes */
  HTTP_WORK,    /* sleeps while a worker has it */
  HTTP_READY,   /* the reply stands, the library is about to come for it */
  HTTP_SENDING, /* the library has the reply */
  HTTP_DONE,    /* the library has forgotten it */
} HttpState;

/* One request and its answer. The state and what hangs on it are guarded by the server's lock. */
struct _HttpExchange
{
  gatomicrefcount        ref_count;
  BalaiHttpServer       *server;     /* (owned) */
  HttpConnection        *link;       /* (unowned) (nullable) */
  struct MHD_Connection *connection; /* (unowned) (nullable): only to be resumed outside the library's thread */
  char                  *target;     /* (owned) (nullable): as it came; %NULL is too long */
  HttpState              state;
  int64_t                started;    /* µs */
  int64_t                since;      /* µs: when this state began */
  BalaiHttpRequest      *request;    /* (owned) (nullable) */
  const HttpRoute       *route;      /* (unowned) (nullable) */
  BalaiHttpReply        *reply;      /* (owned) (nullable): in HTTP_READY */
  BalaiHttpStream       *stream;     /* (owned) (nullable) */
  guint64                expected;   /* bytes of the body */
  gsize                  room;       /* bytes reserved for it */
  guint64                received;
  guint64                sent;
  const char            *method;     /* (unowned) (nullable): static */
  const char            *code;       /* (unowned) (nullable): interned */
  int                    status;
};

HttpExchange    *balai_http_exchange_new       (BalaiHttpServer        *server,
                                                struct MHD_Connection  *connection,
                                                HttpConnection         *link,
                                                const char             *target);
void             balai_http_exchange_unref     (HttpExchange           *self);
enum MHD_Result  balai_http_exchange_handle    (HttpExchange           *self,
                                                const char             *method,
                                                const char             *version,
                                                const char             *data,
                                                size_t                 *size);
void             balai_http_exchange_run       (gpointer                job,
                                                guint                   worker);
void             balai_http_exchange_complete  (HttpExchange           *self);
void             balai_http_exchange_wake      (HttpExchange           *self,
                                                BalaiHttpReply         *reply,
                                                int64_t                 now);
void             balai_http_exchange_crowd_out (HttpExchange           *self,
                                                const char             *code,
                                                int64_t                 now);
const HttpRoute *balai_http_server_find_route  (BalaiHttpServer        *self,
                                                const char             *method,
                                                const char             *target,
                                                const char             *path,
                                                GPtrArray              *params,
                                                GString                *allowed);
void             balai_http_server_grant_room  (BalaiHttpServer        *self,
                                                int64_t                 now);
BalaiHttpServer *balai_http_server_ref         (BalaiHttpServer        *self);
void             balai_http_server_unref       (BalaiHttpServer        *self);
gpointer         balai_http_server_watch       (gpointer                data);
int              balai_http_listen             (const BalaiHttpOptions *options,
                                                guint16                *port,
                                                GError                **error);

G_END_DECLS

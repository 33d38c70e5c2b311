/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-http-server.h"

G_BEGIN_DECLS

/* A client that sends any bytes, and a server to send them to. */

/* No test waits longer than this for a byte; only a hung server makes it wait so long. */
#define HTTP_CLIENT_DEADLINE_S 30

int              http_client_connect (guint16                 port);
gboolean         http_client_send    (int                     fd,
                                      const char             *data,
                                      gssize                  length);
char            *http_client_drain   (int                     fd,
                                      gsize                   limit);
char            *http_client_answer  (int                     fd);
char            *http_client_await   (int                     fd,
                                      const char             *words);
char            *http_client_ask     (guint16                 port,
                                      const char             *text,
                                      gssize                  length,
                                      gboolean                done);
char            *http_client_statuses (const char            *answers);
char            *http_client_get     (guint16                 port,
                                      const char             *target);

/* Routes: GET /v1/ping, POST /v1/echo (JSON, 64 KiB), GET /v1/files/{name}, GET and PUT /v1/both. */
BalaiHttpServer *http_client_server  (const BalaiHttpOptions *options);
void             http_client_await_counts (BalaiHttpServer   *server,
                                           guint              connections,
                                           guint              streams);

G_END_DECLS

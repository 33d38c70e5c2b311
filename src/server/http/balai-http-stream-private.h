/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <microhttpd.h>
#include <stdint.h>

#include "balai-http-stream.h"

G_BEGIN_DECLS

ssize_t balai_http_stream_read    (BalaiHttpStream       *self,
                                   char                  *buffer,
                                   gsize                  size);
void    balai_http_stream_attach  (BalaiHttpStream       *self,
                                   struct MHD_Connection *connection,
                                   int64_t                now);
void    balai_http_stream_abandon (BalaiHttpStream       *self);
void    balai_http_stream_tick    (BalaiHttpStream       *self,
                                   int64_t                now,
                                   int64_t                heartbeat,
                                   int64_t                longest);

G_END_DECLS

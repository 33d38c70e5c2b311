/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalaiHttpStream:
 *
 * Server-sent events to one client. Any thread may send.
 */
typedef struct _BalaiHttpStream BalaiHttpStream;

/* What may wait for a client that does not read; a client that is further behind is cut off and comes again. */
#define BALAI_HTTP_STREAM_PENDING_MAX (64 * 1024)

BalaiHttpStream *balai_http_stream_new     (void);
BalaiHttpStream *balai_http_stream_ref     (BalaiHttpStream *self);
void             balai_http_stream_unref   (BalaiHttpStream *self);
gboolean         balai_http_stream_send    (BalaiHttpStream *self,
                                            const char      *event,
                                            const char      *data);
void             balai_http_stream_end     (BalaiHttpStream *self);
gboolean         balai_http_stream_is_open (BalaiHttpStream *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiHttpStream, balai_http_stream_unref)

G_END_DECLS

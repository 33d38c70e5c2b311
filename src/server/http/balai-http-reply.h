/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "balai-http-stream.h"

G_BEGIN_DECLS

/**
 * BalaiHttpReply:
 *
 * What is answered. Every reply says no-store, nosniff and a Content-Security-Policy that allows nothing.
 */
typedef struct _BalaiHttpReply BalaiHttpReply;

BalaiHttpReply *balai_http_reply_new        (int              status,
                                             const char      *type,
                                             GBytes          *body);
BalaiHttpReply *balai_http_reply_new_json   (int              status,
                                             const char      *text);
BalaiHttpReply *balai_http_reply_new_error  (int              status,
                                             const char      *code);
BalaiHttpReply *balai_http_reply_new_busy   (int              status,
                                             const char      *code,
                                             guint            retry_after);
BalaiHttpReply *balai_http_reply_new_stream (BalaiHttpStream *stream);
void            balai_http_reply_add_header (BalaiHttpReply  *self,
                                             const char      *name,
                                             const char      *value);
void            balai_http_reply_close      (BalaiHttpReply  *self);
int             balai_http_reply_get_status (BalaiHttpReply  *self);
void            balai_http_reply_free       (BalaiHttpReply  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiHttpReply, balai_http_reply_free)

G_END_DECLS

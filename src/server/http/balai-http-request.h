/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BalaiHttpRequest:
 *
 * What a client asks: whole, checked, and without the library that read it. It does not change once a handler has it,
 * and may be kept.
 */
typedef struct _BalaiHttpRequest BalaiHttpRequest;

BalaiHttpRequest *balai_http_request_ref             (BalaiHttpRequest *self);
void              balai_http_request_unref           (BalaiHttpRequest *self);
guint64           balai_http_request_get_serial      (BalaiHttpRequest *self);
const char       *balai_http_request_get_method      (BalaiHttpRequest *self);
const char       *balai_http_request_get_path        (BalaiHttpRequest *self);
const char       *balai_http_request_get_param       (BalaiHttpRequest *self,
                                                      const char       *name);
const char       *balai_http_request_get_query       (BalaiHttpRequest *self,
                                                      const char       *name);
const char       *balai_http_request_get_header      (BalaiHttpRequest *self,
                                                      const char       *name);
GBytes           *balai_http_request_get_body        (BalaiHttpRequest *self);
const char       *balai_http_request_get_peer        (BalaiHttpRequest *self);
guint             balai_http_request_get_worker      (BalaiHttpRequest *self);
GCancellable     *balai_http_request_get_cancellable (BalaiHttpRequest *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiHttpRequest, balai_http_request_unref)

G_END_DECLS

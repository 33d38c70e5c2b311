/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-http-guard.h"
#include "balai-http-rate.h"
#include "balai-http-request.h"

G_BEGIN_DECLS

struct _BalaiHttpRequest
{
  gatomicrefcount ref_count;
  guint64         serial;
  const char     *method;      /* (unowned): of the route */
  char           *path;        /* (owned) */
  char           *peer;        /* (owned): address of the client, as far as the proxies can be believed */
  GPtrArray      *params;      /* (owned) (element-type BalaiHttpField) */
  GPtrArray      *query;       /* (owned) (element-type BalaiHttpField) */
  GPtrArray      *headers;     /* (owned) (element-type BalaiHttpField) */
  GByteArray     *incoming;    /* (owned) (nullable): the body while it comes */
  GBytes         *body;        /* (owned) (nullable): set before a handler sees it */
  GCancellable   *cancellable; /* (owned) */
  guint           worker;
  BalaiHttpRate  *rate;        /* (owned) (nullable): where @key is counted as inside */
  char           *key;         /* (owned) (nullable) */
};

BalaiHttpRequest *balai_http_request_new (guint64 serial);

G_END_DECLS

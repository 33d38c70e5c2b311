/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-http-reply.h"

G_BEGIN_DECLS

struct _BalaiHttpReply
{
  int              status;
  const char      *type;    /* (unowned): interned */
  const char      *code;    /* (unowned) (nullable): interned: of an error */
  GBytes          *body;    /* (owned) (nullable): %NULL with a stream */
  BalaiHttpStream *stream;  /* (owned) (nullable) */
  GPtrArray       *headers; /* (owned) (element-type BalaiHttpField) */
  gboolean         close;
};

G_END_DECLS

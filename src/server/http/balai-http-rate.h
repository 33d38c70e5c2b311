/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiHttpRate:
 *
 * How often and how many at once, for each key (a device, an account, an address).
 */
typedef struct _BalaiHttpRate BalaiHttpRate;

BalaiHttpRate *balai_http_rate_new   (guint          per_minute,
                                      guint          burst,
                                      guint          at_once,
                                      guint          keys);
BalaiHttpRate *balai_http_rate_ref   (BalaiHttpRate *self);
void           balai_http_rate_unref (BalaiHttpRate *self);
gboolean       balai_http_rate_take  (BalaiHttpRate *self,
                                      const char    *key,
                                      guint          cost,
                                      int64_t        now,
                                      guint         *retry_after);
gboolean       balai_http_rate_enter (BalaiHttpRate *self,
                                      const char    *key,
                                      int64_t        now,
                                      guint         *retry_after);
void           balai_http_rate_leave (BalaiHttpRate *self,
                                      const char    *key);
guint          balai_http_rate_keys  (BalaiHttpRate *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiHttpRate, balai_http_rate_unref)

G_END_DECLS

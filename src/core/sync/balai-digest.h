/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

#define BALAI_DIGEST_LENGTH 32

/**
 * BalaiDigest:
 * @high: the upper half of the sum
 * @low: the lower half
 *
 * What a stream holds, in 128 bits; one of no records is all zeros. It is added to and taken from as records come and
 * go, in any order.
 */
typedef struct
{
  guint64 high;
  guint64 low;
} BalaiDigest;

#define BALAI_DIGEST_EMPTY ((BalaiDigest) { 0, 0 })

void     balai_digest_add       (BalaiDigest       *self,
                                 const char        *id,
                                 int64_t            revision,
                                 const char        *view,
                                 const char        *hash);
void     balai_digest_remove    (BalaiDigest       *self,
                                 const char        *id,
                                 int64_t            revision,
                                 const char        *view,
                                 const char        *hash);
gboolean balai_digest_equal     (const BalaiDigest *self,
                                 const BalaiDigest *other);
char    *balai_digest_to_text   (const BalaiDigest *self);
gboolean balai_digest_from_text (const char        *text,
                                 BalaiDigest       *digest);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/* A key and the number of what it belongs to. */
typedef struct
{
  uint64_t key;
  uint32_t at;
} BalaiKeyed;

void balai_radix_sort (BalaiKeyed **items,
                       BalaiKeyed **scratch,
                       size_t       n);

G_END_DECLS

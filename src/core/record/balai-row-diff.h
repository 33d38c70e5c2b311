/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiRowHunk:
 * @position: where, in the old list
 * @removed: how many rows go
 * @source: where in the new list those that come stand
 * @added: how many rows come
 */
typedef struct
{
  guint position;
  guint removed;
  guint source;
  guint added;
} BalaiRowHunk;

GArray *balai_row_diff (const int64_t *before,
                        guint          n_before,
                        const int64_t *after,
                        guint          n_after);

G_END_DECLS

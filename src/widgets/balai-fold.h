/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *balai_fold_text    (const char *text);
gboolean balai_fold_matches (const char *folded,
                             const char *query);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean balai_codes_find (const char *const *codes,
                           unsigned           n_codes,
                           const char        *code,
                           unsigned          *index);

G_END_DECLS

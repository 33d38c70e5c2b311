/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

gboolean balai_date_parse (const char *text,
                           int64_t     today,
                           int64_t    *day);
gboolean balai_time_parse (const char *text,
                           int        *second);

G_END_DECLS

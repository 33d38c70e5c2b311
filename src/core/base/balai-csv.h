/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void balai_csv_append_cell (GString    *line,
                            const char *text);
void balai_csv_end_row     (GString    *line);
GPtrArray *balai_csv_parse (const char *text);

G_END_DECLS

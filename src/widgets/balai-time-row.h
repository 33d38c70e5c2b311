/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BALAI_TYPE_TIME_ROW (balai_time_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiTimeRow, balai_time_row, BALAI, TIME_ROW, AdwEntryRow)

GtkWidget *balai_time_row_new        (const char   *title);
void       balai_time_row_set_second (BalaiTimeRow *self,
                                      int           second);
int        balai_time_row_get_second (BalaiTimeRow *self);
gboolean   balai_time_row_is_valid   (BalaiTimeRow *self);

G_END_DECLS

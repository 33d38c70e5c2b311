/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define BALAI_TYPE_DATE_ROW (balai_date_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiDateRow, balai_date_row, BALAI, DATE_ROW, AdwEntryRow)

GtkWidget *balai_date_row_new       (const char   *title);
void       balai_date_row_set_day   (BalaiDateRow *self,
                                     int64_t       day);
int64_t    balai_date_row_get_day   (BalaiDateRow *self);
gboolean   balai_date_row_is_valid  (BalaiDateRow *self);
void       balai_date_row_set_today (BalaiDateRow *self,
                                     int64_t       today);

G_END_DECLS

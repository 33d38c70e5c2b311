/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-typed-row.h"

G_BEGIN_DECLS

#define BALAI_TYPE_DATE_ROW (balai_date_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiDateRow, balai_date_row, BALAI, DATE_ROW, BalaiTypedRow)

GtkWidget *balai_date_row_new       (const char   *title);
void       balai_date_row_set_today (BalaiDateRow *self,
                                     int64_t       today);

G_END_DECLS

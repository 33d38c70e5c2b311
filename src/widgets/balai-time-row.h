/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-typed-row.h"

G_BEGIN_DECLS

#define BALAI_TYPE_TIME_ROW (balai_time_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiTimeRow, balai_time_row, BALAI, TIME_ROW, BalaiTypedRow)

GtkWidget *balai_time_row_new (const char *title);

G_END_DECLS

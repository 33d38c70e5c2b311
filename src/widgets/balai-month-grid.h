/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-calendar-view.h"

G_BEGIN_DECLS

#define BALAI_TYPE_MONTH_GRID (balai_month_grid_get_type ())
G_DECLARE_FINAL_TYPE (BalaiMonthGrid, balai_month_grid, BALAI, MONTH_GRID, BalaiCalendarView)

GtkWidget *balai_month_grid_new (void);

G_END_DECLS

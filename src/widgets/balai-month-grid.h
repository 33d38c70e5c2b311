/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-items.h"

G_BEGIN_DECLS

#define BALAI_TYPE_MONTH_GRID (balai_month_grid_get_type ())
G_DECLARE_FINAL_TYPE (BalaiMonthGrid, balai_month_grid, BALAI, MONTH_GRID, GtkWidget)

GtkWidget *balai_month_grid_new          (void);
void       balai_month_grid_set_items    (BalaiMonthGrid     *self,
                                          BalaiCalendarItems *items);
void       balai_month_grid_set_day      (BalaiMonthGrid     *self,
                                          int64_t             day);
int64_t    balai_month_grid_get_day      (BalaiMonthGrid     *self);
void       balai_month_grid_set_today    (BalaiMonthGrid     *self,
                                          int64_t             today);
void       balai_month_grid_set_holidays (BalaiMonthGrid     *self,
                                          GHashTable         *names);
void       balai_month_grid_get_range    (BalaiMonthGrid     *self,
                                          int64_t            *first_day,
                                          int64_t            *last_day);
gboolean   balai_month_grid_focus_item   (BalaiMonthGrid     *self,
                                          const char         *key,
                                          int64_t             start);

G_END_DECLS

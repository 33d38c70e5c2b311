/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-items.h"
#include "balai-item-chip.h"
#include "balai-month-cell.h"

G_BEGIN_DECLS

#define BALAI_TYPE_MONTH_WEEK (balai_month_week_get_type ())
G_DECLARE_FINAL_TYPE (BalaiMonthWeek, balai_month_week, BALAI, MONTH_WEEK, GtkWidget)

GtkWidget      *balai_month_week_new             (void);
void            balai_month_week_bind            (BalaiMonthWeek     *self,
                                                  int64_t             monday,
                                                  int                 month,
                                                  int64_t             today,
                                                  GHashTable         *holidays,
                                                  BalaiCalendarItems *items);
int64_t         balai_month_week_get_monday      (BalaiMonthWeek     *self);
BalaiMonthCell *balai_month_week_get_cell        (BalaiMonthWeek     *self,
                                                  guint               column);
int             balai_month_week_get_column_at   (BalaiMonthWeek     *self,
                                                  double              x);
GPtrArray      *balai_month_week_list_chips      (BalaiMonthWeek     *self,
                                                  guint               column);

G_END_DECLS

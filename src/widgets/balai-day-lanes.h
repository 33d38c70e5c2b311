/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-calendar-view.h"
#include "balai-clock.h"

G_BEGIN_DECLS

#define BALAI_TYPE_DAY_LANES (balai_day_lanes_get_type ())
G_DECLARE_FINAL_TYPE (BalaiDayLanes, balai_day_lanes, BALAI, DAY_LANES, BalaiCalendarView)

GtkWidget *balai_day_lanes_new              (guint             n_days);
void       balai_day_lanes_set_clock        (BalaiDayLanes    *self,
                                             const BalaiClock *clock);
void       balai_day_lanes_scroll_to_second (BalaiDayLanes    *self,
                                             int               second);

G_END_DECLS

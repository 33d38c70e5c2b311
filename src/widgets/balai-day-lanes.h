/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-items.h"
#include "balai-clock.h"

G_BEGIN_DECLS

#define BALAI_TYPE_DAY_LANES (balai_day_lanes_get_type ())
G_DECLARE_FINAL_TYPE (BalaiDayLanes, balai_day_lanes, BALAI, DAY_LANES, GtkWidget)

GtkWidget *balai_day_lanes_new              (void);
void       balai_day_lanes_set_items        (BalaiDayLanes      *self,
                                             BalaiCalendarItems *items);
void       balai_day_lanes_set_days         (BalaiDayLanes      *self,
                                             int64_t             first_day,
                                             guint               n_days);
void       balai_day_lanes_set_day          (BalaiDayLanes      *self,
                                             int64_t             day);
int64_t    balai_day_lanes_get_day          (BalaiDayLanes      *self);
void       balai_day_lanes_get_range        (BalaiDayLanes      *self,
                                             int64_t            *first_day,
                                             int64_t            *last_day);
void       balai_day_lanes_set_clock        (BalaiDayLanes      *self,
                                             const BalaiClock   *clock);
void       balai_day_lanes_look             (BalaiDayLanes      *self);
void       balai_day_lanes_set_holidays     (BalaiDayLanes      *self,
                                             GHashTable         *names);
void       balai_day_lanes_set_hours        (BalaiDayLanes      *self,
                                             int                 opens,
                                             int                 closes);
void       balai_day_lanes_scroll_to_second (BalaiDayLanes      *self,
                                             int                 second);
gboolean   balai_day_lanes_focus_item       (BalaiDayLanes      *self,
                                             const char         *key,
                                             int64_t             start);

G_END_DECLS

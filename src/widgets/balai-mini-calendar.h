/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-items.h"

G_BEGIN_DECLS

#define BALAI_TYPE_MINI_CALENDAR (balai_mini_calendar_get_type ())
G_DECLARE_FINAL_TYPE (BalaiMiniCalendar, balai_mini_calendar, BALAI, MINI_CALENDAR, GtkWidget)

GtkWidget   *balai_mini_calendar_new          (void);
void         balai_mini_calendar_set_day      (BalaiMiniCalendar  *self,
                                               int64_t             day);
int64_t      balai_mini_calendar_get_day      (BalaiMiniCalendar  *self);
void         balai_mini_calendar_set_today    (BalaiMiniCalendar  *self,
                                               int64_t             today);
void         balai_mini_calendar_set_items    (BalaiMiniCalendar  *self,
                                               BalaiCalendarItems *items);
void         balai_mini_calendar_set_holidays (BalaiMiniCalendar  *self,
                                               GHashTable         *names);
GtkCalendar *balai_mini_calendar_get_calendar (BalaiMiniCalendar  *self);

G_END_DECLS

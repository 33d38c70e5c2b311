/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-items.h"

G_BEGIN_DECLS

#define BALAI_TYPE_CALENDAR_VIEW (balai_calendar_view_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalaiCalendarView, balai_calendar_view, BALAI, CALENDAR_VIEW, GtkWidget)

/**
 * BalaiCalendarViewClass:
 * @bind: items, holidays or today are others
 * @show_day: the day is about to be another, see balai_calendar_view_set_day(); balai_calendar_view_get_day() still
 *   says the old one
 * @focus_item: see balai_calendar_view_focus_item()
 */
struct _BalaiCalendarViewClass
{
  GtkWidgetClass parent_class;

  void     (*bind)       (BalaiCalendarView *self);
  void     (*show_day)   (BalaiCalendarView *self,
                          int64_t            day);
  gboolean (*focus_item) (BalaiCalendarView *self,
                          const char        *key,
                          int64_t            start);
};

void                balai_calendar_view_set_items      (BalaiCalendarView  *self,
                                                        BalaiCalendarItems *items);
BalaiCalendarItems *balai_calendar_view_get_items      (BalaiCalendarView  *self);
const BalaiZone    *balai_calendar_view_get_zone       (BalaiCalendarView  *self);
void                balai_calendar_view_set_holidays   (BalaiCalendarView  *self,
                                                        GHashTable         *names);
GHashTable         *balai_calendar_view_get_holidays   (BalaiCalendarView  *self);
const char         *balai_calendar_view_get_holiday    (BalaiCalendarView  *self,
                                                        int64_t             day);
void                balai_calendar_view_set_today      (BalaiCalendarView  *self,
                                                        int64_t             today);
int64_t             balai_calendar_view_get_today      (BalaiCalendarView  *self);
void                balai_calendar_view_set_day        (BalaiCalendarView  *self,
                                                        int64_t             day);
int64_t             balai_calendar_view_get_day        (BalaiCalendarView  *self);
gboolean            balai_calendar_view_focus_item     (BalaiCalendarView  *self,
                                                        const char         *key,
                                                        int64_t             start);

void                balai_calendar_view_select_day     (BalaiCalendarView  *self,
                                                        int64_t             day);
void                balai_calendar_view_activate_day   (BalaiCalendarView  *self,
                                                        int64_t             day);
void                balai_calendar_view_activate_item  (BalaiCalendarView  *self,
                                                        const BalaiCalendarItem *item);
void                balai_calendar_view_request_new    (BalaiCalendarView  *self,
                                                        int64_t             start,
                                                        int64_t             end,
                                                        gboolean            all_day);
void                balai_calendar_view_request_period (BalaiCalendarView  *self,
                                                        int                 step);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-schedule-page.h"

#include "balai-agenda-view.h"
#include "balai-conflict-list.h"
#include "balai-day-lanes.h"
#include "balai-fold-pane.h"
#include "balai-mini-calendar.h"
#include "balai-month-grid.h"
#include "balai-schedule-bar.h"
#include "balai-schedule-desk.h"
#include "balai-schedule-filters.h"
#include "balai-schedule-model.h"
#include "balai-schedule-search.h"
#include "balai-today.h"

/**
 * BalaiSchedulePage:
 *
 * The calendar: a small one to find the way, the conflicts, and the views.
 */
struct _BalaiSchedulePage
{
  BalaiRecordPage     parent_instance;

  BalaiScheduleModel *model;    /* (owned) */
  BalaiScheduleDesk  *desk;     /* (owned): what is done with events: editor, details, import */
  BalaiToday         *today;    /* (owned) (nullable): once it is set up */
  GSettings          *settings; /* (owned) */
  char               *view;     /* (owned): "month", "week", "day" or "agenda" */
  char               *wanted_key; /* (owned) (nullable): item that gets the focus once it is there */
  int64_t             wanted_start;
  int64_t             day;
  int64_t             shown_today;
  int64_t             agenda_first; /* how far the agenda reaches */
  int64_t             agenda_last;
  gboolean            searching;
  gboolean            had_focus;
  gulong              painted;   /* handler at the frame clock, or 0 */
  guint               filling;   /* source, or 0 */
  gboolean            moving; /* while the page sets the day of its views */

  BalaiFoldPane      *pane;
  GtkBox             *side;
  BalaiMiniCalendar  *mini;      /* (unowned) (nullable): these three after the first frame */
  BalaiConflictList  *conflicts; /* (unowned) (nullable) */
  BalaiScheduleFilters *filters; /* (unowned) (nullable) */
  BalaiScheduleBar   *bar;
  GtkWidget          *filtered;  /* above the views while a filter hides events */
  GtkLabel           *filtered_label;
  GtkStack           *stack;
  BalaiMonthGrid     *month;     /* the other views are made when they are first seen */
  BalaiScheduleSearch *search;   /* (unowned) (nullable): as these */
};

/* How many days the agenda grows by */
#define BALAI_AGENDA_STEP 60

void balai_schedule_page_add_actions  (BalaiSchedulePage *self);
void balai_schedule_page_fill_side    (BalaiSchedulePage *self);
void balai_schedule_page_leave_search (BalaiSchedulePage *self);
void balai_schedule_page_begin_view   (BalaiSchedulePage *self,
                                       BalaiCalendarView *view);
void balai_schedule_page_make_view    (BalaiSchedulePage *self,
                                       const char        *name);
void balai_schedule_page_show_title   (BalaiSchedulePage *self);
void balai_schedule_page_show_view    (BalaiSchedulePage *self);
void balai_schedule_page_show_items   (BalaiSchedulePage *self);
void balai_schedule_page_show_filter  (BalaiSchedulePage *self);
void balai_schedule_page_show_day     (BalaiSchedulePage *self);
void balai_schedule_page_show_today   (BalaiSchedulePage *self);
void balai_schedule_page_go_to_day    (BalaiSchedulePage *self,
                                       int64_t            day);
void balai_schedule_page_go_to_item   (BalaiSchedulePage *self,
                                       const char        *key,
                                       int64_t            start);
void balai_schedule_page_set_view     (BalaiSchedulePage *self,
                                       const char        *view);
void balai_schedule_page_step         (BalaiSchedulePage *self,
                                       int                by);

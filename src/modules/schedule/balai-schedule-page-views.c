/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-page-private.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-month-layout.h"
#include "balai-schedule-notice.h"
#include "balai-schedule-period.h"

/* The views of the page, and how a person gets about in them. */

void
balai_schedule_page_show_title (BalaiSchedulePage *self)
{
  gboolean narrow = balai_fold_pane_get_folded (self->pane);
  g_autofree char *title = self->searching ? g_strdup (_("Search results"))
                                           : balai_schedule_period_title (self->view, self->day, narrow);

  balai_schedule_bar_set_title (self->bar, title);
  /* What was found is none of the views: one would be pressed, and not be seen. */
  g_simple_action_set_state (balai_record_page_get_action (BALAI_RECORD_PAGE (self), "view"),
                             g_variant_new_string (self->searching ? "" : self->view));
  balai_schedule_bar_set_view (self->bar, self->searching ? _("View") : balai_schedule_period_view (self->view));
}

/* Six weeks around the month of the day hold the week and the day too, and what the small calendar shows. */
static void
ask_for_range (BalaiSchedulePage *self)
{
  int year, month, date;
  int64_t first;

  balai_day_to_ymd (self->day, &year, &month, &date);
  first = balai_day_monday (balai_day_from_ymd (year, month, 1));
  if (g_str_equal (self->view, "agenda"))
    balai_schedule_model_show (self->model, MIN (first, self->agenda_first), MAX (first + 41, self->agenda_last));
  else
    balai_schedule_model_show (self->model, first, first + 41);
}

/* Nobody may take a part of the calendar for the whole of it. Search looks through everything. */
void
balai_schedule_page_show_filter (BalaiSchedulePage *self)
{
  BalaiScheduleState state = balai_schedule_model_get_state (self->model);
  BalaiCalendarItems *items = balai_schedule_model_get_items (self->model);
  g_autofree char *summary = self->filters ? balai_schedule_filters_dup_summary (self->filters) : NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->filtered, balai_schedule_filters_are_set () && !self->searching
                                          && state != BALAI_SCHEDULE_EMPTY && state != BALAI_SCHEDULE_FAILED);
  if (summary == NULL)
    text = g_strdup (_("Only a part of the calendar is shown."));
  else if (items != NULL && balai_calendar_items_get_n (items) == 0)
    /* Translators: what is shown: the name of an office, or "Confirmed only", or both */
    text = g_strdup_printf (_("No event around this time fits the filter: %s"), summary);
  else
    /* Translators: what is shown: the name of an office, or "Confirmed only", or both */
    text = g_strdup_printf (_("Filter is on: %s"), summary);
  gtk_label_set_label (self->filtered_label, text);
}

void
balai_schedule_page_show_view (BalaiSchedulePage *self)
{
  const char *name = self->view;

  if (self->searching)
    name = "search";
  else if (balai_schedule_model_get_state (self->model) == BALAI_SCHEDULE_LOADING)
    name = "loading";
  else if (balai_schedule_model_get_state (self->model) == BALAI_SCHEDULE_FAILED)
    name = "failed";
  else if (balai_schedule_model_get_state (self->model) == BALAI_SCHEDULE_EMPTY)
    name = "empty";
  balai_schedule_page_make_view (self, name);
  gtk_stack_set_visible_child_name (self->stack, name);
  balai_schedule_page_show_filter (self);
}

static BalaiCalendarView *
view_seen (BalaiSchedulePage *self)
{
  balai_schedule_page_make_view (self, self->view);
  return BALAI_CALENDAR_VIEW (gtk_stack_get_child_by_name (self->stack, self->view));
}

/* Who goes to a day or a view wants to see it. */
void
balai_schedule_page_leave_search (BalaiSchedulePage *self)
{
  if (!self->searching)
    return;
  balai_page_end_search (BALAI_PAGE (self));
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->stack));
}

static void
focus_wanted (BalaiSchedulePage *self)
{
  if (self->wanted_key == NULL)
    return;
  if (balai_calendar_view_focus_item (view_seen (self), self->wanted_key, self->wanted_start))
    g_clear_pointer (&self->wanted_key, g_free);
}

/* A person who starts Balai and takes the keys is in the calendar, not at a button above it. */
static void
focus_first (BalaiSchedulePage *self)
{
  GtkWidget *view = gtk_stack_get_visible_child (self->stack);

  if (self->had_focus || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->had_focus = TRUE;
  if (balai_schedule_model_get_state (self->model) == BALAI_SCHEDULE_READY)
    gtk_widget_grab_focus (view);
}

void
balai_schedule_page_show_items (BalaiSchedulePage *self)
{
  BalaiCalendarItems *items = balai_schedule_model_get_items (self->model);
  GHashTable *holidays = balai_schedule_model_get_holidays (self->model);

  if (items == NULL)
    return;
  if (self->today != NULL)
    balai_today_set_zone (self->today, balai_schedule_model_get_zone (self->model));
  /* The view that is seen comes first, the others when they are about to be. */
  balai_calendar_view_set_holidays (view_seen (self), holidays);
  balai_calendar_view_set_items (view_seen (self), items);
  if (self->mini != NULL)
    {
      balai_mini_calendar_set_holidays (self->mini, holidays);
      balai_mini_calendar_set_items (self->mini, items);
    }
  balai_schedule_page_show_view (self);
  focus_wanted (self);
  focus_first (self);
}

static void
set_day (BalaiCalendarView *view,
         BalaiSchedulePage *self)
{
  balai_calendar_view_set_day (view, self->day);
}

static void
set_today (BalaiCalendarView *view,
           BalaiSchedulePage *self)
{
  balai_calendar_view_set_today (view, self->shown_today);
}

static void
each_view (BalaiSchedulePage *self,
           void             (*set) (BalaiCalendarView *view,
                                    BalaiSchedulePage *self))
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->stack)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (BALAI_IS_CALENDAR_VIEW (child))
      set (BALAI_CALENDAR_VIEW (child), self);
}

void
balai_schedule_page_show_today (BalaiSchedulePage *self)
{
  each_view (self, set_today);
  if (self->mini != NULL)
    balai_mini_calendar_set_today (self->mini, self->shown_today);
}

void
balai_schedule_page_show_day (BalaiSchedulePage *self)
{
  self->moving = TRUE;
  each_view (self, set_day);
  if (self->mini != NULL)
    balai_mini_calendar_set_day (self->mini, self->day);
  self->moving = FALSE;
  balai_schedule_page_show_title (self);
  ask_for_range (self);
}

void
balai_schedule_page_go_to_day (BalaiSchedulePage *self,
                               int64_t            day)
{
  day = CLAMP (day, BALAI_DAY_MIN + 400, BALAI_DAY_MAX - 400);
  if (day == self->day)
    return;
  self->day = day;
  self->agenda_first = MIN (day, self->agenda_first);
  self->agenda_last = MAX (day + BALAI_AGENDA_STEP, self->agenda_last);
  /* Far away: what lies between is not wanted. */
  if (self->agenda_last - self->agenda_first > 12 * BALAI_AGENDA_STEP)
    {
      self->agenda_first = day;
      self->agenda_last = day + BALAI_AGENDA_STEP;
    }
  balai_schedule_page_show_day (self);
}

void
balai_schedule_page_set_view (BalaiSchedulePage *self,
                              const char        *view)
{
  if (g_strcmp0 (self->view, view) == 0)
    return;
  g_free (self->view);
  self->view = g_strdup (view);
  g_settings_set_string (self->settings, "calendar-view", view);
  balai_schedule_page_make_view (self, view);
  balai_schedule_page_show_title (self);
  ask_for_range (self);
  balai_schedule_page_show_items (self);
  balai_schedule_page_show_view (self);
}

void
balai_schedule_page_step (BalaiSchedulePage *self,
                          int                by)
{
  balai_schedule_page_go_to_day (self, balai_schedule_period_step (self->view, self->day, by));
}

void
balai_schedule_page_go_to_item (BalaiSchedulePage *self,
                                const char        *key,
                                int64_t            start)
{
  g_free (self->wanted_key);
  self->wanted_key = g_strdup (key);
  self->wanted_start = start;
  balai_schedule_page_go_to_day (self, balai_zone_day (balai_schedule_model_get_zone (self->model), start));
  focus_wanted (self);
}

static void
on_view_day (GtkWidget         *view,
             int64_t            day,
             BalaiSchedulePage *self)
{
  if (!self->moving)
    balai_schedule_page_go_to_day (self, day);
}

static void
on_day_activated (GtkWidget         *view,
                  int64_t            day,
                  BalaiSchedulePage *self)
{
  balai_schedule_page_go_to_day (self, day);
  balai_schedule_page_set_view (self, "day");
}

static void
on_item_activated (GtkWidget         *view,
                   const char        *key,
                   int64_t            start,
                   BalaiSchedulePage *self)
{
  balai_schedule_desk_show_event (self->desk, key, start);
}

static void
on_create_requested (GtkWidget         *view,
                     int64_t            start,
                     int64_t            end,
                     gboolean           all_day,
                     BalaiSchedulePage *self)
{
  balai_schedule_desk_create (self->desk, (BalaiSpan) { start, end }, all_day);
}

static void
on_period_requested (GtkWidget         *view,
                     int                by,
                     BalaiSchedulePage *self)
{
  balai_schedule_page_step (self, by);
}

static void
on_need_range (BalaiAgendaView   *agenda,
               int                direction,
               BalaiSchedulePage *self)
{
  if (direction < 0)
    self->agenda_first -= BALAI_AGENDA_STEP;
  else
    self->agenda_last += BALAI_AGENDA_STEP;
  ask_for_range (self);
}

static void
on_found_activated (BalaiScheduleSearch *search,
                    const char          *key,
                    int64_t              start,
                    BalaiSchedulePage   *self)
{
  balai_schedule_page_go_to_day (self, balai_zone_day (balai_schedule_model_get_zone (self->model), start));
  balai_schedule_desk_show_event (self->desk, key, start);
}

void
balai_schedule_page_begin_view (BalaiSchedulePage *self,
                                BalaiCalendarView *view)
{
  if (BALAI_IS_DAY_LANES (view))
    balai_day_lanes_set_clock (BALAI_DAY_LANES (view),
                               balai_store_get_clock (balai_record_page_get_store (BALAI_RECORD_PAGE (self))));
  if (BALAI_IS_AGENDA_VIEW (view))
    g_signal_connect_object (view, "need-range", G_CALLBACK (on_need_range), self, 0);
  balai_calendar_view_set_today (view, self->shown_today);
  balai_calendar_view_set_day (view, self->day);
  g_signal_connect_object (view, "day-selected", G_CALLBACK (on_view_day), self, 0);
  g_signal_connect_object (view, "day-activated", G_CALLBACK (on_day_activated), self, 0);
  g_signal_connect_object (view, "item-activated", G_CALLBACK (on_item_activated), self, 0);
  g_signal_connect_object (view, "create-requested", G_CALLBACK (on_create_requested), self, 0);
  g_signal_connect_object (view, "period-requested", G_CALLBACK (on_period_requested), self, 0);
}

/* A view that is not seen costs nothing. */
void
balai_schedule_page_make_view (BalaiSchedulePage *self,
                               const char        *name)
{
  GtkWidget *view = NULL;

  if (gtk_stack_get_child_by_name (self->stack, name) != NULL)
    return;
  if (g_str_equal (name, "week"))
    view = balai_day_lanes_new (BALAI_WEEK_DAYS);
  else if (g_str_equal (name, "day"))
    view = balai_day_lanes_new (1);
  else if (g_str_equal (name, "agenda"))
    view = balai_agenda_view_new ();
  else if (g_str_equal (name, "search"))
    {
      self->search = g_object_new (BALAI_TYPE_SCHEDULE_SEARCH, NULL);
      g_signal_connect_object (self->search, "item-activated", G_CALLBACK (on_found_activated), self, 0);
      view = GTK_WIDGET (self->search);
      balai_page_set_found (BALAI_PAGE (self), view);
    }
  else if (g_str_equal (name, "empty"))
    view = balai_schedule_notice_new_empty ();
  else
    view = balai_schedule_notice_new_failed ();
  if (BALAI_IS_CALENDAR_VIEW (view))
    balai_schedule_page_begin_view (self, BALAI_CALENDAR_VIEW (view));
  gtk_stack_add_named (self->stack, view, name);
}

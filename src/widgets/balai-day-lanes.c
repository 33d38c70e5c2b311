/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-day-lanes.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-format.h"
#include "balai-lanes-canvas.h"
#include "balai-lanes-head.h"
#include "balai-month-layout.h"

#define FIRST_SEEN (7 * (int) BALAI_HOUR)
#define ABOVE_HOUR ((int) BALAI_HOUR / 3)

/**
 * BalaiDayLanes:
 *
 * One to seven days with their hours: names and whole days on top, lanes below.
 */
struct _BalaiDayLanes
{
  BalaiCalendarView parent_instance;

  const BalaiClock *clock;     /* (unowned) */
  GtkWidget *head;             /* (unowned): child */
  GtkWidget *scrolled;         /* (unowned): child */
  GtkWidget *canvas;           /* (unowned) */
  int64_t first_day;
  guint n_days;
  guint minute_timer;
  int wanted_second;           /* to scroll there once there is a height; -1 none */
  gboolean allocating;
};

G_DEFINE_FINAL_TYPE (BalaiDayLanes, balai_day_lanes, BALAI_TYPE_CALENDAR_VIEW)

enum
{
  PROP_N_DAYS = 1,
};

static void
balai_day_lanes_bind (BalaiCalendarView *view)
{
  BalaiDayLanes *self = BALAI_DAY_LANES (view);

  balai_lanes_canvas_set_now (BALAI_LANES_CANVAS (self->canvas), balai_clock_now (self->clock));
  balai_lanes_canvas_bind (BALAI_LANES_CANVAS (self->canvas), self->first_day, self->n_days);
  balai_lanes_head_bind (BALAI_LANES_HEAD (self->head), self->first_day, self->n_days);
}

/* Where the line of now stands, and which day is today. */
static void
look_at_clock (BalaiDayLanes *self)
{
  BalaiCalendarView *view = BALAI_CALENDAR_VIEW (self);
  int64_t now = balai_clock_now (self->clock);

  balai_lanes_canvas_set_now (BALAI_LANES_CANVAS (self->canvas), now);
  balai_calendar_view_set_today (view, balai_zone_day (balai_calendar_view_get_zone (view), now));
}

static gboolean minute_passed (gpointer data);

static void
wait_for_minute (BalaiDayLanes *self)
{
  /* Just after the minute, so that the line never stands a minute behind. */
  guint left = 60 - (guint) (balai_clock_now (self->clock) % 60);

  self->minute_timer = g_timeout_add_seconds (left, minute_passed, self);
}

static gboolean
minute_passed (gpointer data)
{
  BalaiDayLanes *self = data;

  look_at_clock (self);
  wait_for_minute (self);
  return G_SOURCE_REMOVE;
}

static void
balai_day_lanes_map (GtkWidget *widget)
{
  BalaiDayLanes *self = BALAI_DAY_LANES (widget);

  GTK_WIDGET_CLASS (balai_day_lanes_parent_class)->map (widget);
  look_at_clock (self);
  if (self->minute_timer == 0)
    wait_for_minute (self);
}

static void
balai_day_lanes_unmap (GtkWidget *widget)
{
  BalaiDayLanes *self = BALAI_DAY_LANES (widget);

  g_clear_handle_id (&self->minute_timer, g_source_remove);
  GTK_WIDGET_CLASS (balai_day_lanes_parent_class)->unmap (widget);
}

static void
scroll_to (BalaiDayLanes *self,
           double         y,
           double         end)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  gtk_adjustment_clamp_page (adjustment, y, end);
}

/* Just before the hours get their place, so that the very first frame begins where it should. */
static void
go_to_wanted_second (BalaiDayLanes *self,
                     int            page)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  BalaiLanesCanvas *canvas = BALAI_LANES_CANVAS (self->canvas);
  double upper = balai_lanes_canvas_y_of_second (canvas, (int) BALAI_DAY);

  if (self->wanted_second < 0 || page < 2)
    return;
  /* The name of an hour stands on its line and reaches above it. */
  gtk_adjustment_configure (adjustment,
                            balai_lanes_canvas_y_of_second (canvas, MAX (0, self->wanted_second - ABOVE_HOUR)), 0,
                            MAX (upper, page), page * 0.1, page * 0.9, page);
  self->wanted_second = -1;
}

/* To what has the focus, or else the day of the cursor, where not all of the width is seen. */
static void
scroll_aside (BalaiDayLanes *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  int from, to;

  if (balai_lanes_canvas_get_wanted (BALAI_LANES_CANVAS (self->canvas), &from, &to))
    gtk_adjustment_clamp_page (adjustment, from, to);
}

static void
view_moved (BalaiDayLanes *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));

  balai_lanes_canvas_set_view (BALAI_LANES_CANVAS (self->canvas), (int) gtk_adjustment_get_value (adjustment),
                               (int) gtk_adjustment_get_page_size (adjustment));
  /* The names of the days go along. */
  if (!self->allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
cursor_moved (BalaiLanesCanvas *canvas,
              gint64            wall,
              BalaiDayLanes    *self)
{
  int second = balai_wall_second (wall);

  scroll_to (self, balai_lanes_canvas_y_of_second (canvas, MAX (0, second - (int) BALAI_HOUR / 2)),
             balai_lanes_canvas_y_of_second (canvas, MIN ((int) BALAI_DAY, second + 3 * (int) BALAI_HOUR / 2)));
  scroll_aside (self);
  balai_calendar_view_select_day (BALAI_CALENDAR_VIEW (self), balai_wall_day (wall));
}

static void
balai_day_lanes_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  BalaiDayLanes *self = BALAI_DAY_LANES (widget);
  int least, wish;

  balai_lanes_head_set_gutter (BALAI_LANES_HEAD (self->head),
                               balai_lanes_canvas_get_gutter (BALAI_LANES_CANVAS (self->canvas)));
  gtk_widget_measure (self->head, orientation, -1, minimum, natural, NULL, NULL);
  gtk_widget_measure (self->scrolled, orientation, -1, &least, &wish, NULL, NULL);
  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? *minimum + least : MAX (*minimum, least);
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? *natural + wish : MAX (*natural, wish);
}

static void
balai_day_lanes_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  BalaiDayLanes *self = BALAI_DAY_LANES (widget);
  GtkAdjustment *aside = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  int head, wide;

  self->allocating = TRUE;
  gtk_widget_measure (self->head, GTK_ORIENTATION_VERTICAL, -1, &head, NULL, NULL, NULL);
  gtk_widget_measure (self->canvas, GTK_ORIENTATION_HORIZONTAL, -1, &wide, NULL, NULL, NULL);
  go_to_wanted_second (self, height - head);
  gtk_widget_size_allocate (self->scrolled, &(GtkAllocation) { 0, head, width, MAX (0, height - head) }, -1);
  gtk_widget_size_allocate (self->head,
                            &(GtkAllocation) {
                              -(int) gtk_adjustment_get_value (aside), 0, MAX (width, wide), head
                            }, -1);
  self->allocating = FALSE;
}

/* Moves the cursor to the day, to the hour it had. */
static void
balai_day_lanes_show_day (BalaiCalendarView *view,
                          int64_t            day)
{
  BalaiDayLanes *self = BALAI_DAY_LANES (view);
  BalaiLanesCanvas *canvas = BALAI_LANES_CANVAS (self->canvas);
  int64_t first_day = self->n_days == BALAI_WEEK_DAYS ? balai_day_monday (day) : day;
  int64_t cursor = balai_lanes_canvas_get_cursor (canvas);

  if (first_day != self->first_day)
    {
      self->first_day = first_day;
      balai_day_lanes_bind (view);
    }
  balai_lanes_canvas_set_cursor (canvas, day * BALAI_DAY
                                         + (cursor == 0 ? 9 * BALAI_HOUR : balai_wall_second (cursor)));
}

static gboolean
balai_day_lanes_focus_item (BalaiCalendarView *view,
                            const char        *key,
                            int64_t            start)
{
  BalaiDayLanes *self = BALAI_DAY_LANES (view);
  int64_t wall = balai_zone_to_wall (balai_calendar_view_get_zone (view), start);

  balai_day_lanes_scroll_to_second (self, MAX (0, balai_wall_second (wall) - (int) BALAI_HOUR));
  return balai_lanes_canvas_focus_item (BALAI_LANES_CANVAS (self->canvas), key, start);
}

static void
balai_day_lanes_set_property (GObject      *object,
                              guint         id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  if (id == PROP_N_DAYS)
    BALAI_DAY_LANES (object)->n_days = g_value_get_uint (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
balai_day_lanes_dispose (GObject *object)
{
  g_clear_handle_id (&BALAI_DAY_LANES (object)->minute_timer, g_source_remove);
  G_OBJECT_CLASS (balai_day_lanes_parent_class)->dispose (object);
}

static void
balai_day_lanes_class_init (BalaiDayLanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiCalendarViewClass *view_class = BALAI_CALENDAR_VIEW_CLASS (klass);

  object_class->set_property = balai_day_lanes_set_property;
  object_class->dispose = balai_day_lanes_dispose;
  widget_class->measure = balai_day_lanes_measure;
  widget_class->size_allocate = balai_day_lanes_size_allocate;
  widget_class->map = balai_day_lanes_map;
  widget_class->unmap = balai_day_lanes_unmap;
  view_class->bind = balai_day_lanes_bind;
  view_class->show_day = balai_day_lanes_show_day;
  view_class->focus_item = balai_day_lanes_focus_item;

  /**
   * BalaiDayLanes:n-days:
   *
   * How many days are seen side by side: a week, which begins on Monday, or fewer, which begin with the selected one.
   */
  g_object_class_install_property (object_class, PROP_N_DAYS,
                                   g_param_spec_uint ("n-days", NULL, NULL, 1, BALAI_WEEK_DAYS, BALAI_WEEK_DAYS,
                                                      G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY
                                                      | G_PARAM_STATIC_STRINGS));
  gtk_widget_class_set_css_name (widget_class, "daylanes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
balai_day_lanes_init (BalaiDayLanes *self)
{
  GtkAdjustment *aside;

  self->clock = balai_clock_system ();
  self->wanted_second = FIRST_SEEN;
  self->head = balai_lanes_head_new (BALAI_CALENDAR_VIEW (self));
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  self->canvas = balai_lanes_canvas_new (BALAI_CALENDAR_VIEW (self));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->canvas);
  /* The canvas is as high as the day: scrolling to it as a whole would always lead to midnight. */
  gtk_viewport_set_scroll_to_focus (
    GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->scrolled))), FALSE);
  aside = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (aside, "value-changed", G_CALLBACK (view_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (aside, "changed", G_CALLBACK (view_moved), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self->canvas, "cursor-moved", G_CALLBACK (cursor_moved), self);
}

/**
 * balai_day_lanes_new:
 * @n_days: how many days are seen, 1 to 7
 *
 * Returns: (transfer floating): lanes; they are empty until a day is set
 */
GtkWidget *
balai_day_lanes_new (guint n_days)
{
  return g_object_new (BALAI_TYPE_DAY_LANES, "n-days", n_days, NULL);
}

/**
 * balai_day_lanes_set_clock:
 * @self: lanes
 * @clock: (transfer none): what time it is; must outlive @self
 *
 * Takes another clock than that of the computer.
 */
void
balai_day_lanes_set_clock (BalaiDayLanes    *self,
                           const BalaiClock *clock)
{
  g_return_if_fail (BALAI_IS_DAY_LANES (self) && clock != NULL);

  self->clock = clock;
  look_at_clock (self);
}

/**
 * balai_day_lanes_scroll_to_second:
 * @self: lanes
 * @second: second of the day
 *
 * Puts an hour at the top, now or as soon as there is a size.
 */
void
balai_day_lanes_scroll_to_second (BalaiDayLanes *self,
                                  int            second)
{
  g_return_if_fail (BALAI_IS_DAY_LANES (self));

  self->wanted_second = second;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

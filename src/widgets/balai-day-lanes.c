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

/**
 * BalaiDayLanes:
 *
 * One to seven days with their hours: names and whole days on top, lanes below.
 */
struct _BalaiDayLanes
{
  GtkWidget parent_instance;

  BalaiCalendarItems *items;   /* (owned) (nullable) */
  GHashTable *holidays;        /* (owned) (nullable) (element-type int64 utf8) */
  const BalaiClock *clock;     /* (unowned) */
  GtkWidget *head;             /* (unowned): child */
  GtkWidget *scrolled;         /* (unowned): child */
  GtkWidget *canvas;           /* (unowned) */
  int64_t first_day;
  int64_t day;
  guint n_days;
  guint minute_timer;
  int wanted_second;           /* to scroll there once there is a height; -1 none */
  gboolean allocating;
};

G_DEFINE_FINAL_TYPE (BalaiDayLanes, balai_day_lanes, GTK_TYPE_WIDGET)

enum
{
  DAY_SELECTED,
  DAY_ACTIVATED,
  ITEM_ACTIVATED,
  CREATE_REQUESTED,
  PERIOD_REQUESTED,
  RANGE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static int64_t
today (BalaiDayLanes *self)
{
  return balai_zone_day (balai_lanes_canvas_get_zone (BALAI_LANES_CANVAS (self->canvas)),
                         balai_clock_now (self->clock));
}

static void
bind (BalaiDayLanes *self)
{
  balai_lanes_canvas_bind (BALAI_LANES_CANVAS (self->canvas), self->first_day, self->n_days, self->holidays,
                           self->items);
  balai_lanes_head_bind (BALAI_LANES_HEAD (self->head), self->first_day, self->n_days, today (self), self->holidays,
                         self->items);
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

  balai_lanes_canvas_set_now (BALAI_LANES_CANVAS (self->canvas), balai_clock_now (self->clock));
  wait_for_minute (self);
  return G_SOURCE_REMOVE;
}

static void
balai_day_lanes_map (GtkWidget *widget)
{
  BalaiDayLanes *self = BALAI_DAY_LANES (widget);

  GTK_WIDGET_CLASS (balai_day_lanes_parent_class)->map (widget);
  balai_lanes_canvas_set_now (BALAI_LANES_CANVAS (self->canvas), balai_clock_now (self->clock));
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
  gtk_adjustment_configure (adjustment, balai_lanes_canvas_y_of_second (canvas, self->wanted_second), 0,
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
  if (balai_wall_day (wall) == self->day)
    return;
  self->day = balai_wall_day (wall);
  g_signal_emit (self, signals[DAY_SELECTED], 0, (gint64) self->day);
}

static void
day_activated (GtkWidget     *child,
               gint64         day,
               BalaiDayLanes *self)
{
  g_signal_emit (self, signals[DAY_ACTIVATED], 0, day);
}

static void
item_activated (GtkWidget     *child,
                const char    *key,
                gint64         start,
                BalaiDayLanes *self)
{
  g_signal_emit (self, signals[ITEM_ACTIVATED], 0, key, start);
}

static void
create_requested (GtkWidget     *child,
                  gint64         start,
                  gint64         end,
                  gboolean       all_day,
                  BalaiDayLanes *self)
{
  g_signal_emit (self, signals[CREATE_REQUESTED], 0, start, end, all_day);
}

static void
period_requested (GtkWidget     *child,
                  int            step,
                  BalaiDayLanes *self)
{
  g_signal_emit (self, signals[PERIOD_REQUESTED], 0, step);
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

static void
balai_day_lanes_dispose (GObject *object)
{
  BalaiDayLanes *self = BALAI_DAY_LANES (object);
  GtkWidget *child;

  g_clear_handle_id (&self->minute_timer, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  G_OBJECT_CLASS (balai_day_lanes_parent_class)->dispose (object);
}

static void
balai_day_lanes_class_init (BalaiDayLanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = balai_day_lanes_dispose;
  widget_class->measure = balai_day_lanes_measure;
  widget_class->size_allocate = balai_day_lanes_size_allocate;
  widget_class->map = balai_day_lanes_map;
  widget_class->unmap = balai_day_lanes_unmap;

  /**
   * BalaiDayLanes::day-selected:
   * @self: the lanes
   * @day: days since 1970-01-01
   *
   * The cursor moved to another day.
   */
  signals[DAY_SELECTED] = g_signal_new ("day-selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_INT64);
  /**
   * BalaiDayLanes::day-activated:
   * @self: the lanes
   * @day: days since 1970-01-01
   *
   * The name of a day was chosen, or what is folded on it.
   */
  signals[DAY_ACTIVATED] = g_signal_new ("day-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_INT64);
  /**
   * BalaiDayLanes::item-activated:
   * @self: the lanes
   * @key: key of the item
   * @start: its start, seconds since 1970-01-01 UTC
   */
  signals[ITEM_ACTIVATED] = g_signal_new ("item-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          2, G_TYPE_STRING, G_TYPE_INT64);
  /**
   * BalaiDayLanes::create-requested:
   * @self: the lanes
   * @start: seconds since 1970-01-01 UTC
   * @end: seconds since 1970-01-01 UTC
   * @all_day: whether whole days were meant
   *
   * A drag over free time, a double click, or Enter on it; the span is snapped to quarters of an hour.
   */
  signals[CREATE_REQUESTED] = g_signal_new ("create-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_BOOLEAN);
  /**
   * BalaiDayLanes::period-requested:
   * @self: the lanes
   * @step: -1 for the days before, 1 for those after
   */
  signals[PERIOD_REQUESTED] = g_signal_new ("period-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * BalaiDayLanes::range-changed:
   * @self: the lanes
   * @first_day: first day that is seen
   * @last_day: last day that is seen
   *
   * Other days are seen than before; their items are wanted.
   */
  signals[RANGE_CHANGED] = g_signal_new ("range-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                         G_TYPE_INT64, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "daylanes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
balai_day_lanes_init (BalaiDayLanes *self)
{
  GtkAdjustment *aside;

  self->clock = balai_clock_system ();
  self->n_days = BALAI_WEEK_DAYS;
  self->wanted_second = FIRST_SEEN;
  self->head = balai_lanes_head_new ();
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_AUTOMATIC,
                                  GTK_POLICY_AUTOMATIC);
  self->canvas = balai_lanes_canvas_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->canvas);
  /* The canvas is as high as the day: scrolling to it as a whole would always lead to midnight. */
  gtk_viewport_set_scroll_to_focus (
    GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (self->scrolled))), FALSE);
  aside = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (self->scrolled));
  g_signal_connect_object (aside, "value-changed", G_CALLBACK (view_moved), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (aside, "changed", G_CALLBACK (view_moved), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  g_signal_connect (self->head, "day-activated", G_CALLBACK (day_activated), self);
  g_signal_connect (self->head, "item-activated", G_CALLBACK (item_activated), self);
  g_signal_connect (self->canvas, "item-activated", G_CALLBACK (item_activated), self);
  g_signal_connect (self->canvas, "day-activated", G_CALLBACK (day_activated), self);
  g_signal_connect (self->canvas, "create-requested", G_CALLBACK (create_requested), self);
  g_signal_connect (self->canvas, "period-requested", G_CALLBACK (period_requested), self);
  g_signal_connect (self->canvas, "cursor-moved", G_CALLBACK (cursor_moved), self);
}

/**
 * balai_day_lanes_new:
 *
 * Returns: (transfer full): lanes for a week; they are empty until days are set
 */
GtkWidget *
balai_day_lanes_new (void)
{
  return g_object_new (BALAI_TYPE_DAY_LANES, NULL);
}

/**
 * balai_day_lanes_set_items:
 * @self: lanes
 * @items: (nullable): what happens; a reference is taken
 */
void
balai_day_lanes_set_items (BalaiDayLanes      *self,
                           BalaiCalendarItems *items)
{
  g_return_if_fail (BALAI_IS_DAY_LANES (self));

  if (items != NULL)
    balai_calendar_items_ref (items);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  self->items = items;
  bind (self);
}

/**
 * balai_day_lanes_set_days:
 * @self: lanes
 * @first_day: first day that is seen, days since 1970-01-01
 * @n_days: how many, 1 to 7
 *
 * Shows other days. Emits #BalaiDayLanes::range-changed where they are others.
 */
void
balai_day_lanes_set_days (BalaiDayLanes *self,
                          int64_t        first_day,
                          guint          n_days)
{
  g_return_if_fail (BALAI_IS_DAY_LANES (self) && n_days >= 1 && n_days <= BALAI_WEEK_DAYS);

  if (self->first_day == first_day && self->n_days == n_days)
    return;
  self->first_day = first_day;
  self->n_days = n_days;
  if (self->day < first_day || self->day >= first_day + n_days)
    balai_day_lanes_set_day (self, first_day);
  bind (self);
  g_signal_emit (self, signals[RANGE_CHANGED], 0, (gint64) first_day, (gint64) (first_day + n_days - 1));
}

/**
 * balai_day_lanes_set_day:
 * @self: lanes
 * @day: one of the days that are seen
 *
 * Moves the cursor to the day, to the hour it had.
 */
void
balai_day_lanes_set_day (BalaiDayLanes *self,
                         int64_t        day)
{
  int64_t cursor;

  g_return_if_fail (BALAI_IS_DAY_LANES (self));

  cursor = balai_lanes_canvas_get_cursor (BALAI_LANES_CANVAS (self->canvas));
  self->day = day;
  balai_lanes_canvas_set_cursor (BALAI_LANES_CANVAS (self->canvas),
                                 day * BALAI_DAY + (cursor == 0 ? 9 * BALAI_HOUR : balai_wall_second (cursor)));
}

int64_t
balai_day_lanes_get_day (BalaiDayLanes *self)
{
  g_return_val_if_fail (BALAI_IS_DAY_LANES (self), 0);

  return self->day;
}

void
balai_day_lanes_get_range (BalaiDayLanes *self,
                           int64_t       *first_day,
                           int64_t       *last_day)
{
  g_return_if_fail (BALAI_IS_DAY_LANES (self) && first_day != NULL && last_day != NULL);

  *first_day = self->first_day;
  *last_day = self->first_day + self->n_days - 1;
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
  balai_lanes_canvas_set_now (BALAI_LANES_CANVAS (self->canvas), balai_clock_now (clock));
  bind (self);
}

/**
 * balai_day_lanes_look:
 * @self: lanes
 *
 * Looks at the clock: another day may have begun.
 */
void
balai_day_lanes_look (BalaiDayLanes *self)
{
  g_return_if_fail (BALAI_IS_DAY_LANES (self));

  balai_lanes_canvas_set_now (BALAI_LANES_CANVAS (self->canvas), balai_clock_now (self->clock));
  bind (self);
}

/**
 * balai_day_lanes_set_holidays:
 * @self: lanes
 * @names: (nullable) (element-type int64 utf8): names by day, hashed with g_int64_hash(); must not change any more
 */
void
balai_day_lanes_set_holidays (BalaiDayLanes *self,
                              GHashTable    *names)
{
  g_return_if_fail (BALAI_IS_DAY_LANES (self));

  if (names != NULL)
    g_hash_table_ref (names);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  self->holidays = names;
  bind (self);
}

/**
 * balai_day_lanes_set_hours:
 * @self: lanes
 * @opens: second of the day
 * @closes: second of the day; where it is not after @opens, nothing is shaded
 *
 * Shades what lies outside the opening hours.
 */
void
balai_day_lanes_set_hours (BalaiDayLanes *self,
                           int            opens,
                           int            closes)
{
  g_return_if_fail (BALAI_IS_DAY_LANES (self));

  balai_lanes_canvas_set_hours (BALAI_LANES_CANVAS (self->canvas), opens, closes);
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

/**
 * balai_day_lanes_focus_item:
 * @self: lanes
 * @key: key of an item
 * @start: its start
 *
 * Puts the focus on an item and scrolls to it.
 *
 * Returns: whether it is seen
 */
gboolean
balai_day_lanes_focus_item (BalaiDayLanes *self,
                            const char    *key,
                            int64_t        start)
{
  int64_t wall;

  g_return_val_if_fail (BALAI_IS_DAY_LANES (self) && key != NULL, FALSE);

  wall = balai_zone_to_wall (balai_lanes_canvas_get_zone (BALAI_LANES_CANVAS (self->canvas)), start);
  balai_day_lanes_scroll_to_second (self, MAX (0, balai_wall_second (wall) - (int) BALAI_HOUR));
  return balai_lanes_canvas_focus_item (BALAI_LANES_CANVAS (self->canvas), key, start);
}

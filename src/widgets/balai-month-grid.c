/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-month-grid.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-format.h"
#include "balai-item-chip.h"
#include "balai-month-cell.h"
#include "balai-month-layout.h"
#include "balai-month-week.h"
#include "balai-widget-tools.h"

#define N_WEEKS 6
#define DEFAULT_HOUR 9

/**
 * BalaiMonthGrid:
 *
 * A month of days with what happens on them. Arrows move the day, Tab goes through what happens on it, Enter opens.
 */
struct _BalaiMonthGrid
{
  BalaiCalendarView parent_instance;

  GtkWidget *headings;               /* (unowned): child */
  GtkWidget *heading[BALAI_WEEK_DAYS]; /* (unowned) */
  GtkWidget *weeks[N_WEEKS];         /* (unowned): children */
  int64_t first_monday;
  int64_t drag_from;
  int64_t drag_to;
  int n_weeks;
  int month;
  gboolean bound;
  gboolean dragging;
};

G_DEFINE_FINAL_TYPE (BalaiMonthGrid, balai_month_grid, BALAI_TYPE_CALENDAR_VIEW)

static int64_t
selected_day (BalaiMonthGrid *self)
{
  return balai_calendar_view_get_day (BALAI_CALENDAR_VIEW (self));
}

static BalaiMonthCell *
cell_of (BalaiMonthGrid *self,
         int64_t         day)
{
  int64_t off = day - self->first_monday;

  if (off < 0 || off >= (int64_t) self->n_weeks * BALAI_WEEK_DAYS)
    return NULL;
  return balai_month_week_get_cell (BALAI_MONTH_WEEK (self->weeks[off / BALAI_WEEK_DAYS]),
                                    (guint) (off % BALAI_WEEK_DAYS));
}

static void
balai_month_grid_bind (BalaiCalendarView *view)
{
  BalaiMonthGrid *self = BALAI_MONTH_GRID (view);

  if (!self->bound)
    return;
  for (int i = 0; i < N_WEEKS; i++)
    {
      gboolean used = i < self->n_weeks;

      if (used)
        balai_month_week_bind (BALAI_MONTH_WEEK (self->weeks[i]), self->first_monday + i * BALAI_WEEK_DAYS,
                               self->month, balai_calendar_view_get_today (view),
                               balai_calendar_view_get_holidays (view), balai_calendar_view_get_items (view));
      gtk_widget_set_visible (self->weeks[i], used);
    }
}

/* Returns whether other weeks are shown than before. */
static gboolean
show_month_of (BalaiMonthGrid *self,
               int64_t         day)
{
  int year, month;
  int64_t first, monday;
  int n_weeks;
  gboolean other;

  balai_day_to_ymd (day, &year, &month, NULL);
  first = balai_day_from_ymd (year, month, 1);
  monday = balai_day_monday (first);
  n_weeks = (int) ((first + balai_day_in_month (year, month) - monday + BALAI_WEEK_DAYS - 1) / BALAI_WEEK_DAYS);
  other = !self->bound || monday != self->first_monday || n_weeks != self->n_weeks || month != self->month;
  self->first_monday = monday;
  self->n_weeks = n_weeks;
  self->month = month;
  self->bound = TRUE;
  return other;
}

static void
mark_selected (BalaiMonthGrid *self,
               int64_t         day,
               gboolean        selected)
{
  BalaiMonthCell *cell = cell_of (self, day);

  if (cell != NULL)
    balai_month_cell_set_selected (cell, selected);
}

static void
balai_month_grid_show_day (BalaiCalendarView *view,
                           int64_t            day)
{
  BalaiMonthGrid *self = BALAI_MONTH_GRID (view);

  mark_selected (self, selected_day (self), FALSE);
  if (show_month_of (self, day))
    {
      g_autofree char *label = balai_format_month_year (day);

      balai_month_grid_bind (view);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
  mark_selected (self, day, TRUE);
}

/* The person goes to a day. */
static void
go_to_day (BalaiMonthGrid *self,
           int64_t         day,
           gboolean        focus)
{
  day = CLAMP (day, BALAI_DAY_MIN, BALAI_DAY_MAX);
  balai_month_grid_show_day (BALAI_CALENDAR_VIEW (self), day);
  if (focus)
    gtk_widget_grab_focus (GTK_WIDGET (cell_of (self, day)));
  balai_calendar_view_select_day (BALAI_CALENDAR_VIEW (self), day);
}

static void
week_day_activated (BalaiMonthWeek *week,
                    gint64          day,
                    BalaiMonthGrid *self)
{
  go_to_day (self, day, FALSE);
  balai_calendar_view_activate_day (BALAI_CALENDAR_VIEW (self), day);
}

static void
week_chip_activated (BalaiMonthWeek *week,
                     BalaiItemChip  *chip,
                     BalaiMonthGrid *self)
{
  const BalaiCalendarItem *item = balai_item_chip_get_item (chip);

  if (item != NULL)
    balai_calendar_view_activate_item (BALAI_CALENDAR_VIEW (self), item);
}

/* The day at a point, and what lies there: a chip, or NULL for the ground. */
static gboolean
day_at (BalaiMonthGrid *self,
        double          x,
        double          y,
        int64_t        *day,
        BalaiItemChip **chip)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (self), x, y, GTK_PICK_DEFAULT);
  GtkWidget *week, *found;
  graphene_point_t point;

  if (picked == NULL)
    return FALSE;
  week = gtk_widget_get_ancestor (picked, BALAI_TYPE_MONTH_WEEK);
  if (week == NULL ||
      !gtk_widget_compute_point (GTK_WIDGET (self), week, &GRAPHENE_POINT_INIT ((float) x, (float) y), &point))
    return FALSE;
  found = gtk_widget_get_ancestor (picked, BALAI_TYPE_ITEM_CHIP);
  if (chip != NULL)
    *chip = found != NULL ? BALAI_ITEM_CHIP (found) : NULL;
  *day = balai_month_week_get_monday (BALAI_MONTH_WEEK (week)) +
         balai_month_week_get_column_at (BALAI_MONTH_WEEK (week), point.x);
  return TRUE;
}

static void
request_new (BalaiMonthGrid *self,
             int64_t         first,
             int64_t         last)
{
  const BalaiZone *zone = balai_calendar_view_get_zone (BALAI_CALENDAR_VIEW (self));
  int64_t start, end;
  gboolean all_day = first != last;

  if (all_day)
    {
      start = balai_zone_day_start (zone, first);
      end = balai_zone_day_start (zone, last + 1);
    }
  else
    {
      start = balai_zone_to_instant (zone, first * BALAI_DAY + DEFAULT_HOUR * BALAI_HOUR);
      end = start + BALAI_HOUR;
    }
  balai_calendar_view_request_new (BALAI_CALENDAR_VIEW (self), start, end, all_day);
}

static void
pressed (GtkGestureClick *gesture,
         int              n_press,
         double           x,
         double           y,
         BalaiMonthGrid  *self)
{
  BalaiItemChip *chip = NULL;
  int64_t day;

  if (!day_at (self, x, y, &day, &chip) || chip != NULL)
    return;
  go_to_day (self, day, TRUE);
  if (n_press == 2)
    request_new (self, day, day);
}

static void
released (GtkGestureClick *gesture,
          int              n_press,
          double           x,
          double           y,
          BalaiMonthGrid  *self)
{
  BalaiItemChip *chip = NULL;
  int64_t day;

  if (n_press != 1 || !day_at (self, x, y, &day, &chip) || chip == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (chip));
  go_to_day (self, day, FALSE);
  g_signal_emit_by_name (chip, "activated");
}

static void
show_drag (BalaiMonthGrid *self,
           gboolean        on)
{
  int64_t first = MIN (self->drag_from, self->drag_to), last = MAX (self->drag_from, self->drag_to);

  for (int64_t day = first; day <= last; day++)
    {
      BalaiMonthCell *cell = cell_of (self, day);

      if (cell == NULL)
        continue;
      if (on)
        gtk_widget_add_css_class (GTK_WIDGET (cell), "dragged");
      else
        gtk_widget_remove_css_class (GTK_WIDGET (cell), "dragged");
    }
}

static void
drag_begin (GtkGestureDrag *gesture,
            double          x,
            double          y,
            BalaiMonthGrid *self)
{
  BalaiItemChip *chip = NULL;

  self->dragging = day_at (self, x, y, &self->drag_from, &chip) && chip == NULL;
  self->drag_to = self->drag_from;
  if (!self->dragging)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
}

static void
drag_update (GtkGestureDrag *gesture,
             double          dx,
             double          dy,
             BalaiMonthGrid *self)
{
  double x, y;
  int64_t day;

  if (!self->dragging || !gtk_gesture_drag_get_start_point (gesture, &x, &y) ||
      !day_at (self, x + dx, y + dy, &day, NULL) || day == self->drag_to)
    return;
  show_drag (self, FALSE);
  self->drag_to = day;
  show_drag (self, self->drag_to != self->drag_from);
}

static void
drag_end (GtkGestureDrag *gesture,
          double          dx,
          double          dy,
          BalaiMonthGrid *self)
{
  if (!self->dragging)
    return;
  self->dragging = FALSE;
  show_drag (self, FALSE);
  if (self->drag_from != self->drag_to)
    request_new (self, MIN (self->drag_from, self->drag_to), MAX (self->drag_from, self->drag_to));
}

static GtkWidget *
focused_chip (BalaiMonthGrid *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;
  return gtk_widget_get_ancestor (focus, BALAI_TYPE_ITEM_CHIP);
}

static GPtrArray *
chips_of_day (BalaiMonthGrid *self)
{
  int64_t off = selected_day (self) - self->first_monday;

  return balai_month_week_list_chips (BALAI_MONTH_WEEK (self->weeks[CLAMP (off / BALAI_WEEK_DAYS, 0, N_WEEKS - 1)]),
                                      (guint) (off % BALAI_WEEK_DAYS));
}

/* From the day to what happens on it and back. Returns FALSE where there is nothing more in that direction. */
static gboolean
walk_chips (BalaiMonthGrid *self,
            int             step)
{
  g_autoptr (GPtrArray) chips = chips_of_day (self);
  GtkWidget *chip = focused_chip (self);
  guint at = 0;
  int next;

  if (chip == NULL)
    next = step > 0 ? 0 : -2;
  else if (g_ptr_array_find (chips, chip, &at))
    next = (int) at + step;
  else
    next = -1;
  if (next == -1)
    return gtk_widget_grab_focus (GTK_WIDGET (cell_of (self, selected_day (self))));
  if (next < 0 || next >= (int) chips->len)
    return FALSE;
  return gtk_widget_grab_focus (g_ptr_array_index (chips, next));
}

static gboolean
balai_month_grid_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  BalaiMonthGrid *self = BALAI_MONTH_GRID (widget);

  if (!self->bound)
    return FALSE;
  if (gtk_widget_get_focus_child (widget) == NULL)
    return gtk_widget_grab_focus (GTK_WIDGET (cell_of (self, selected_day (self))));
  if (direction == GTK_DIR_TAB_FORWARD)
    return walk_chips (self, 1);
  if (direction == GTK_DIR_TAB_BACKWARD)
    return walk_chips (self, -1);
  return FALSE;
}

static gboolean
balai_month_grid_grab_focus (GtkWidget *widget)
{
  BalaiMonthGrid *self = BALAI_MONTH_GRID (widget);

  return self->bound && gtk_widget_grab_focus (GTK_WIDGET (cell_of (self, selected_day (self))));
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        state,
             BalaiMonthGrid        *self)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  gboolean on_chip = focused_chip (self) != NULL;

  if (!self->bound || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      go_to_day (self, selected_day (self) - forward, TRUE);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      go_to_day (self, selected_day (self) + forward, TRUE);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (on_chip)
        return walk_chips (self, -1);
      go_to_day (self, selected_day (self) - BALAI_WEEK_DAYS, TRUE);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (on_chip)
        return walk_chips (self, 1) || TRUE;
      go_to_day (self, selected_day (self) + BALAI_WEEK_DAYS, TRUE);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      balai_calendar_view_request_period (BALAI_CALENDAR_VIEW (self), -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      balai_calendar_view_request_period (BALAI_CALENDAR_VIEW (self), 1);
      return TRUE;
    case GDK_KEY_Escape:
      return on_chip && gtk_widget_grab_focus (GTK_WIDGET (cell_of (self, selected_day (self))));
    default:
      return FALSE;
    }
}

static void
balai_month_grid_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  BalaiMonthGrid *self = BALAI_MONTH_GRID (widget);

  gtk_widget_measure (self->headings, orientation, -1, minimum, natural, NULL, NULL);
  for (int i = 0; i < N_WEEKS; i++)
    {
      int least = 0, wish = 0;

      if (!gtk_widget_get_visible (self->weeks[i]))
        continue;
      gtk_widget_measure (self->weeks[i], orientation, -1, &least, &wish, NULL, NULL);
      *minimum = orientation == GTK_ORIENTATION_VERTICAL ? *minimum + least : MAX (*minimum, least);
      *natural = orientation == GTK_ORIENTATION_VERTICAL ? *natural + wish : MAX (*natural, wish);
    }
}

static void
balai_month_grid_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (balai_month_grid_parent_class)->root (widget);
  balai_widget_set_css_class (widget, "large", balai_widget_text_scale (widget) >= 1.4);
}

static void
balai_month_grid_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  BalaiMonthGrid *self = BALAI_MONTH_GRID (widget);
  int head, rest, y;

  gtk_widget_measure (self->headings, GTK_ORIENTATION_VERTICAL, -1, NULL, &head, NULL, NULL);
  gtk_widget_size_allocate (self->headings, &(GtkAllocation) { 0, 0, width, head }, -1);
  rest = height - head;
  y = head;
  for (int i = 0; i < self->n_weeks; i++)
    {
      int to = head + rest * (i + 1) / self->n_weeks;

      if (!gtk_widget_get_visible (self->weeks[i]))
        continue;
      gtk_widget_size_allocate (self->weeks[i], &(GtkAllocation) { 0, y, width, to - y }, -1);
      y = to;
    }
}

static gboolean
balai_month_grid_focus_item (BalaiCalendarView *view,
                             const char        *key,
                             int64_t            start)
{
  BalaiMonthGrid *self = BALAI_MONTH_GRID (view);
  BalaiCalendarItems *items = balai_calendar_view_get_items (view);
  guint position;
  g_autoptr (GPtrArray) chips = NULL;

  if (items == NULL || !balai_calendar_items_find (items, key, start, &position))
    return FALSE;
  go_to_day (self, balai_calendar_items_get (items, position)->first_day, TRUE);
  chips = chips_of_day (self);
  for (guint i = 0; i < chips->len; i++)
    {
      BalaiItemChip *chip = g_ptr_array_index (chips, i);

      if (balai_item_chip_get_item (chip) != NULL && balai_item_chip_get_position (chip) == position)
        return gtk_widget_grab_focus (GTK_WIDGET (chip));
    }
  return TRUE;
}

static void
balai_month_grid_dispose (GObject *object)
{
  /* Before the weeks go: what binds them again has nothing to bind. */
  BALAI_MONTH_GRID (object)->bound = FALSE;
  G_OBJECT_CLASS (balai_month_grid_parent_class)->dispose (object);
}

static void
balai_month_grid_class_init (BalaiMonthGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiCalendarViewClass *view_class = BALAI_CALENDAR_VIEW_CLASS (klass);

  object_class->dispose = balai_month_grid_dispose;
  widget_class->measure = balai_month_grid_measure;
  widget_class->root = balai_month_grid_root;
  widget_class->size_allocate = balai_month_grid_size_allocate;
  widget_class->focus = balai_month_grid_focus;
  widget_class->grab_focus = balai_month_grid_grab_focus;
  view_class->bind = balai_month_grid_bind;
  view_class->show_day = balai_month_grid_show_day;
  view_class->focus_item = balai_month_grid_focus_item;

  gtk_widget_class_set_css_name (widget_class, "monthgrid");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GRID);
}

static void
add_gestures (BalaiMonthGrid *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

static void
balai_month_grid_init (BalaiMonthGrid *self)
{
  self->headings = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "accessible-role", GTK_ACCESSIBLE_ROLE_ROW,
                                 "css-name", "monthheadings", NULL);
  gtk_widget_set_parent (self->headings, GTK_WIDGET (self));
  for (int i = 0; i < BALAI_WEEK_DAYS; i++)
    {
      self->heading[i] = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_COLUMN_HEADER,
                                       "label", balai_format_weekday_short (i + 1), "xalign", 0.f,
                                       "ellipsize", PANGO_ELLIPSIZE_END, NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->heading[i]), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                      balai_format_weekday (i + 1), -1);
      if (i + 1 == BALAI_WEEK_DAYS)
        gtk_widget_add_css_class (self->heading[i], "restday");
      gtk_box_append (GTK_BOX (self->headings), self->heading[i]);
    }
  for (int i = 0; i < N_WEEKS; i++)
    {
      self->weeks[i] = balai_month_week_new ();
      g_signal_connect (self->weeks[i], "day-activated", G_CALLBACK (week_day_activated), self);
      g_signal_connect (self->weeks[i], "chip-activated", G_CALLBACK (week_chip_activated), self);
      gtk_widget_set_parent (self->weeks[i], GTK_WIDGET (self));
    }
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  add_gestures (self);
}

/**
 * balai_month_grid_new:
 *
 * Returns: (transfer full): a grid; it is empty until a day is set
 */
GtkWidget *
balai_month_grid_new (void)
{
  return g_object_new (BALAI_TYPE_MONTH_GRID, NULL);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-lanes-canvas-private.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "balai-day.h"
#include "balai-format.h"
#include "balai-item-chip.h"
#include "balai-month-layout.h"

#define STEP BALAI_LANES_STEP

G_DEFINE_FINAL_TYPE (BalaiLanesCanvas, balai_lanes_canvas, GTK_TYPE_WIDGET)

enum
{
  CURSOR_MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

double
balai_lanes_canvas_y_of_second (BalaiLanesCanvas *self,
                                int               second)
{
  return (double) second * balai_lanes_canvas_hour_height (self) / (double) BALAI_HOUR;
}

/* The hours stay where they are seen, over what is scrolled under them. */
static gboolean
is_over_hours (BalaiLanesCanvas *self,
               double            from_edge)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int hidden = rtl ? width - self->view_x - self->view_width : self->view_x;

  return self->view_width > 0 && from_edge < hidden + self->gutter;
}

/* Wall time at a point, to the quarter of an hour below it. */
static gboolean
wall_at (BalaiLanesCanvas *self,
         double            x,
         double            y,
         int64_t          *wall)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int room = MAX (1, width - self->gutter);
  int64_t second;
  int column;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    x = width - x;
  if (x < self->gutter || is_over_hours (self, x))
    return FALSE;
  column = CLAMP ((int) ((x - self->gutter) * self->n_days / room), 0, (int) self->n_days - 1);
  second = (int64_t) (y * (double) BALAI_HOUR / balai_lanes_canvas_hour_height (self));
  second = CLAMP (second, 0, BALAI_DAY - 1) / STEP * STEP;
  *wall = (self->first_day + column) * BALAI_DAY + second;
  return TRUE;
}

void
balai_lanes_canvas_say_cursor (BalaiLanesCanvas *self)
{
  g_autofree char *date = balai_format_date_long (balai_wall_day (self->cursor));
  g_autofree char *time = balai_format_time (balai_wall_second (self->cursor));
  g_autofree char *count = NULL;
  g_autofree char *label = NULL;
  const BalaiZone *zone = balai_calendar_view_get_zone (self->view);
  BalaiCalendarItems *items = balai_calendar_view_get_items (self->view);
  BalaiSpan span = { balai_zone_to_instant (zone, self->cursor), 0 };
  guint n = 0;

  span.end = span.start + self->cursor_length;
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = &g_array_index (self->blocks, Block, i);

      n += balai_span_meets (balai_calendar_items_get (items, block->item)->span, span);
    }
  count = n == 0 ? g_strdup (_("no events"))
                 : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", n), n);
  label = g_strdup_printf ("%s, %s, %s", date, time, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

static void
move_cursor (BalaiLanesCanvas *self,
             int64_t           wall)
{
  int64_t first = self->first_day * BALAI_DAY, last = (self->first_day + self->n_days) * BALAI_DAY - STEP;

  self->cursor = CLAMP (wall, first, last);
  self->cursor_length = BALAI_HOUR;
  balai_lanes_canvas_say_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CURSOR_MOVED], 0, (gint64) self->cursor);
}

static void
request_new (BalaiLanesCanvas *self,
             int64_t           wall,
             int64_t           length)
{
  const BalaiZone *zone = balai_calendar_view_get_zone (self->view);
  int64_t start = balai_zone_to_instant (zone, wall);

  balai_calendar_view_request_new (self->view, start, start + length, FALSE);
}

/* Gives everything on the day its lane, and the focus to the first of those that had none. */
static void
unfold (BalaiLanesCanvas *self,
        BalaiItemChip    *chip)
{
  guint first = G_MAXUINT;

  for (guint i = 0; i < self->blocks->len && first == G_MAXUINT; i++)
    {
      const Block *block = &g_array_index (self->blocks, Block, i);

      if (block->fold != BALAI_LANE_NO_FOLD &&
          g_array_index (self->folds, Fold, block->fold).chip == GTK_WIDGET (chip))
        first = i;
    }
  self->unfolded = TRUE;
  balai_lanes_canvas_populate (self);
  /* The blocks are the same, in the same order. */
  if (first < self->blocks->len)
    gtk_widget_grab_focus (g_array_index (self->blocks, Block, first).chip);
}

static void
chip_activated (BalaiItemChip    *chip,
                BalaiLanesCanvas *self)
{
  const BalaiCalendarItem *item = balai_item_chip_get_item (chip);

  if (item != NULL)
    balai_calendar_view_activate_item (self->view, item);
  else if (self->n_days > 1)
    balai_calendar_view_activate_day (self->view, balai_item_chip_get_day (chip));
  else
    unfold (self, chip);
}

GtkWidget *
balai_lanes_canvas_new_chip (BalaiLanesCanvas *self)
{
  GtkWidget *chip = balai_item_chip_new ();

  g_signal_connect (chip, "activated", G_CALLBACK (chip_activated), self);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
  return chip;
}

static void
pressed (GtkGestureClick  *gesture,
         int               n_press,
         double            x,
         double            y,
         BalaiLanesCanvas *self)
{
  int64_t wall;

  if (balai_item_chip_pick (GTK_WIDGET (self), x, y) != NULL || !wall_at (self, x, y, &wall))
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  move_cursor (self, wall);
  if (n_press == 2)
    request_new (self, wall, BALAI_HOUR);
}

static void
drag_begin (GtkGestureDrag   *gesture,
            double            x,
            double            y,
            BalaiLanesCanvas *self)
{
  if (balai_item_chip_pick (GTK_WIDGET (self), x, y) != NULL || !wall_at (self, x, y, &self->drag_from))
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_DENIED);
  self->drag_to = self->drag_from;
}

static void
drag_update (GtkGestureDrag   *gesture,
             double            dx,
             double            dy,
             BalaiLanesCanvas *self)
{
  double x, y;
  int64_t wall;

  if (!gtk_gesture_drag_get_start_point (gesture, &x, &y) || fabs (dy) < 6)
    return;
  /* A drag stays on its day. */
  if (!wall_at (self, x, CLAMP (y + dy, 0, gtk_widget_get_height (GTK_WIDGET (self)) - 1), &wall))
    return;
  if (!self->dragging)
    gtk_gesture_set_state (GTK_GESTURE (gesture), GTK_EVENT_SEQUENCE_CLAIMED);
  self->dragging = TRUE;
  self->drag_to = wall;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
drag_end (GtkGestureDrag   *gesture,
          double            dx,
          double            dy,
          BalaiLanesCanvas *self)
{
  int64_t from = MIN (self->drag_from, self->drag_to), to = MAX (self->drag_from, self->drag_to) + STEP;

  if (!self->dragging)
    return;
  self->dragging = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  request_new (self, from, to - from);
}

static GtkWidget *
focused_chip (BalaiLanesCanvas *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL && BALAI_IS_ITEM_CHIP (child) ? child : NULL;
}

static gboolean
walk_blocks (BalaiLanesCanvas *self,
             int               step)
{
  GtkWidget *chip = focused_chip (self);
  int at = -1;

  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = &g_array_index (self->stops, Stop, i);

      if (chip != NULL ? stop->chip == chip : step > 0 && stop->end > self->cursor)
        {
          at = (int) i + (chip != NULL ? step : 0);
          break;
        }
    }
  if (chip != NULL && at < 0)
    return gtk_widget_grab_focus (GTK_WIDGET (self));
  if (at < 0 || at >= (int) self->stops->len)
    return FALSE;
  return gtk_widget_grab_focus (g_array_index (self->stops, Stop, at).chip);
}

static gboolean
balai_lanes_canvas_focus (GtkWidget        *widget,
                          GtkDirectionType  direction)
{
  BalaiLanesCanvas *self = BALAI_LANES_CANVAS (widget);

  if (!gtk_widget_is_focus (widget) && focused_chip (self) == NULL)
    return gtk_widget_grab_focus (widget);
  if (direction == GTK_DIR_TAB_FORWARD)
    return walk_blocks (self, 1);
  if (direction == GTK_DIR_TAB_BACKWARD)
    return walk_blocks (self, -1);
  return FALSE;
}

/* The first block or fold that lies under the cursor. */
static GtkWidget *
chip_under_cursor (BalaiLanesCanvas *self)
{
  for (guint i = 0; i < self->stops->len; i++)
    {
      const Stop *stop = &g_array_index (self->stops, Stop, i);

      if (stop->start <= self->cursor && self->cursor < stop->end)
        return stop->chip;
    }
  return NULL;
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        state,
             BalaiLanesCanvas      *self)
{
  int forward = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -1 : 1;
  gboolean shift = (state & GDK_SHIFT_MASK) != 0;
  GtkWidget *chip = focused_chip (self);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK)) != 0)
    return FALSE;
  if (chip != NULL)
    {
      if (key == GDK_KEY_Escape)
        return gtk_widget_grab_focus (GTK_WIDGET (self));
      if (key == GDK_KEY_Up || key == GDK_KEY_Down)
        return walk_blocks (self, key == GDK_KEY_Up ? -1 : 1) || TRUE;
      if (key != GDK_KEY_Page_Up && key != GDK_KEY_Page_Down)
        return FALSE;
    }
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      {
        gboolean up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up;

        if (shift)
          {
            int64_t left = BALAI_DAY - balai_wall_second (self->cursor);

            self->cursor_length = CLAMP (self->cursor_length + (up ? -STEP : STEP), STEP, left);
            balai_lanes_canvas_say_cursor (self);
            gtk_widget_queue_draw (GTK_WIDGET (self));
          }
        else
          {
            move_cursor (self, self->cursor + (up ? -2 : 2) * STEP);
          }
        return TRUE;
      }
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      {
        int step = key == GDK_KEY_Left || key == GDK_KEY_KP_Left ? -forward : forward;
        int64_t wall = self->cursor + step * BALAI_DAY;
        int64_t column = balai_wall_day (wall) - self->first_day;

        if (column < 0 || column >= self->n_days)
          balai_calendar_view_request_period (self->view, step);
        else
          move_cursor (self, wall);
        return TRUE;
      }
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      balai_calendar_view_request_period (self->view, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      balai_calendar_view_request_period (self->view, 1);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      chip = chip_under_cursor (self);
      if (chip != NULL && !shift)
        g_signal_emit_by_name (chip, "activated");
      else
        request_new (self, self->cursor, self->cursor_length);
      return TRUE;
    default:
      return FALSE;
    }
}

/* The cursor goes along with the focus, so that Escape leads back to the hour, and the view scrolls to what has it. */
static void
balai_lanes_canvas_set_focus_child (GtkWidget *widget,
                                    GtkWidget *child)
{
  BalaiLanesCanvas *self = BALAI_LANES_CANVAS (widget);

  GTK_WIDGET_CLASS (balai_lanes_canvas_parent_class)->set_focus_child (widget, child);
  for (guint i = 0; child != NULL && i < self->stops->len; i++)
    if (g_array_index (self->stops, Stop, i).chip == child)
      {
        move_cursor (self, g_array_index (self->stops, Stop, i).start / STEP * STEP);
        break;
      }
}

static void
state_flags_changed (GtkWidget     *widget,
                     GtkStateFlags  before)
{
  if (((before ^ gtk_widget_get_state_flags (widget)) & GTK_STATE_FLAG_FOCUS_VISIBLE) != 0)
    gtk_widget_queue_draw (widget);
}

static void
balai_lanes_canvas_dispose (GObject *object)
{
  BalaiLanesCanvas *self = BALAI_LANES_CANVAS (object);
  GtkWidget *child;

  balai_lanes_canvas_forget_texts (self);
  g_ptr_array_set_size (self->chips, 0);
  g_ptr_array_set_size (self->fold_chips, 0);
  g_array_set_size (self->blocks, 0);
  g_array_set_size (self->folds, 0);
  g_array_set_size (self->stops, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (balai_lanes_canvas_parent_class)->dispose (object);
}

static void
balai_lanes_canvas_finalize (GObject *object)
{
  BalaiLanesCanvas *self = BALAI_LANES_CANVAS (object);

  g_clear_pointer (&self->chips, g_ptr_array_unref);
  g_clear_pointer (&self->fold_chips, g_ptr_array_unref);
  g_clear_pointer (&self->blocks, g_array_unref);
  g_clear_pointer (&self->folds, g_array_unref);
  g_clear_pointer (&self->stops, g_array_unref);
  G_OBJECT_CLASS (balai_lanes_canvas_parent_class)->finalize (object);
}

static void
balai_lanes_canvas_class_init (BalaiLanesCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balai_lanes_canvas_dispose;
  object_class->finalize = balai_lanes_canvas_finalize;
  widget_class->measure = balai_lanes_canvas_measure;
  widget_class->size_allocate = balai_lanes_canvas_size_allocate;
  widget_class->snapshot = balai_lanes_canvas_snapshot;
  widget_class->focus = balai_lanes_canvas_focus;
  widget_class->set_focus_child = balai_lanes_canvas_set_focus_child;
  widget_class->state_flags_changed = state_flags_changed;

  /* With the wall time: the view follows with its scrolling and its selected day. */
  signals[CURSOR_MOVED] = g_signal_new ("cursor-moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "lanes");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
balai_lanes_canvas_init (BalaiLanesCanvas *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *key = gtk_event_controller_key_new ();

  self->blocks = g_array_new (FALSE, TRUE, sizeof (Block));
  self->folds = g_array_new (FALSE, TRUE, sizeof (Fold));
  self->stops = g_array_new (FALSE, TRUE, sizeof (Stop));
  self->chips = g_ptr_array_new ();
  self->fold_chips = g_ptr_array_new ();
  self->n_days = BALAI_WEEK_DAYS;
  self->cursor_length = BALAI_HOUR;
  self->now = G_MININT32;
  self->line_height = 16;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  balai_item_chip_open_on_click (GTK_GESTURE_CLICK (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), key);
}

/**
 * balai_lanes_canvas_new:
 * @view: (transfer none): the view it is part of, which must outlive it
 *
 * Returns: (transfer floating): a canvas, empty until it is bound
 */
GtkWidget *
balai_lanes_canvas_new (BalaiCalendarView *view)
{
  BalaiLanesCanvas *self = g_object_new (BALAI_TYPE_LANES_CANVAS, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

/**
 * balai_lanes_canvas_bind:
 * @self: a canvas
 * @first_day: first day
 * @n_days: how many, 1 to 7
 *
 * Shows these days of its view.
 */
void
balai_lanes_canvas_bind (BalaiLanesCanvas *self,
                         int64_t           first_day,
                         guint             n_days)
{
  g_return_if_fail (BALAI_IS_LANES_CANVAS (self) && n_days >= 1 && n_days <= BALAI_WEEK_DAYS);

  if (self->first_day != first_day || self->n_days != n_days)
    self->unfolded = FALSE;
  self->first_day = first_day;
  if (self->n_days != n_days)
    gtk_widget_queue_resize (GTK_WIDGET (self));
  self->n_days = n_days;
  balai_lanes_canvas_populate (self);
}

void
balai_lanes_canvas_set_now (BalaiLanesCanvas *self,
                            int64_t           now)
{
  g_return_if_fail (BALAI_IS_LANES_CANVAS (self));

  self->now = now;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
balai_lanes_canvas_set_cursor (BalaiLanesCanvas *self,
                               int64_t           wall)
{
  g_return_if_fail (BALAI_IS_LANES_CANVAS (self));

  self->cursor = wall;
  self->cursor_length = BALAI_HOUR;
  balai_lanes_canvas_say_cursor (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

int64_t
balai_lanes_canvas_get_cursor (BalaiLanesCanvas *self)
{
  g_return_val_if_fail (BALAI_IS_LANES_CANVAS (self), 0);

  return self->cursor;
}

/**
 * balai_lanes_canvas_focus_item:
 * @self: a canvas
 * @key: key of an item
 * @start: its start
 *
 * Puts the focus on an item. Where it is folded, a single day is unfolded for it; of several days the fold takes the
 * focus, since it leads there.
 *
 * Returns: whether it is among the blocks
 */
gboolean
balai_lanes_canvas_focus_item (BalaiLanesCanvas *self,
                               const char       *key,
                               int64_t           start)
{
  g_return_val_if_fail (BALAI_IS_LANES_CANVAS (self) && key != NULL, FALSE);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = &g_array_index (self->blocks, Block, i);
      const BalaiCalendarItem *item = balai_calendar_items_get (balai_calendar_view_get_items (self->view),
                                                                block->item);

      if (item->span.start != start || !g_str_equal (item->key, key))
        continue;
      if (block->chip == NULL && self->n_days == 1)
        {
          self->unfolded = TRUE;
          balai_lanes_canvas_populate (self);
          block = &g_array_index (self->blocks, Block, i);
        }
      return gtk_widget_grab_focus (block->chip != NULL ? block->chip
                                                        : g_array_index (self->folds, Fold, block->fold).chip);
    }
  return FALSE;
}

/**
 * balai_lanes_canvas_set_view:
 * @self: a canvas
 * @x: left edge of what is seen of it
 * @width: how wide that is
 *
 * Keeps the hours in sight.
 */
void
balai_lanes_canvas_set_view (BalaiLanesCanvas *self,
                             int               x,
                             int               width)
{
  g_return_if_fail (BALAI_IS_LANES_CANVAS (self));

  if (self->view_x == x && self->view_width == width)
    return;
  self->view_x = x;
  self->view_width = width;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * balai_lanes_canvas_get_wanted:
 * @self: a canvas
 * @from: (out): left edge
 * @to: (out): right edge
 *
 * Says what should be seen of the width: what has the focus, or else the day of the cursor. The hours, which stay in
 * sight over it, are counted in.
 *
 * Returns: whether there is a width yet
 */
gboolean
balai_lanes_canvas_get_wanted (BalaiLanesCanvas *self,
                               int              *from,
                               int              *to)
{
  GtkWidget *chip;
  graphene_rect_t area;
  int width;
  gboolean rtl;

  g_return_val_if_fail (BALAI_IS_LANES_CANVAS (self) && from != NULL && to != NULL, FALSE);

  chip = focused_chip (self);
  width = gtk_widget_get_width (GTK_WIDGET (self));
  rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  if (chip != NULL && gtk_widget_compute_bounds (chip, GTK_WIDGET (self), &area) && area.size.width > 0)
    {
      *from = (int) area.origin.x - (rtl ? 2 : self->gutter + 2);
      *to = (int) (area.origin.x + area.size.width) + (rtl ? self->gutter + 2 : 2);
    }
  else
    {
      guint column = (guint) CLAMP (balai_wall_day (self->cursor) - self->first_day, 0, (int64_t) self->n_days - 1);
      int left = balai_lanes_canvas_column_x (self, column), right = balai_lanes_canvas_column_x (self, column + 1);

      *from = rtl ? width - right : left - self->gutter;
      *to = rtl ? width - left + self->gutter : right;
    }
  return width > 0;
}

int
balai_lanes_canvas_get_gutter (BalaiLanesCanvas *self)
{
  g_return_val_if_fail (BALAI_IS_LANES_CANVAS (self), 0);

  balai_lanes_canvas_prepare_texts (self);
  return self->gutter;
}

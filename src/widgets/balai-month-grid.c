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

#define N_WEEKS 6
#define DEFAULT_HOUR 9

/**
 * BalaiMonthGrid:
 *
 * A month of days with what happens on them. Arrows move the day, Tab goes through what happens on it, Enter opens.
 */
struct _BalaiMonthGrid
{
  GtkWidget parent_instance;

  BalaiCalendarItems *items;         /* (owned) (nullable) */
  GHashTable *holidays;              /* (owned) (nullable) (element-type int64 utf8) */
  GtkWidget *headings;               /* (unowned): child */
  GtkWidget *heading[BALAI_WEEK_DAYS]; /* (unowned) */
  GtkWidget *weeks[N_WEEKS];         /* (unowned): children */
  int64_t day;
  int64_t today;
  int64_t first_monday;
  int64_t drag_from;
  int64_t drag_to;
  int n_weeks;
  int month;
  gboolean bound;
  gboolean dragging;
};

G_DEFINE_FINAL_TYPE (BalaiMonthGrid, balai_month_grid, GTK_TYPE_WIDGET)

enum
{
  PROP_ITEMS = 1,
};

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
bind_weeks (BalaiMonthGrid *self)
{
  if (!self->bound)
    return;
  for (int i = 0; i < N_WEEKS; i++)
    {
      gboolean used = i < self->n_weeks;

      if (used)
        balai_month_week_bind (BALAI_MONTH_WEEK (self->weeks[i]), self->first_monday + i * BALAI_WEEK_DAYS,
                               self->month, self->today, self->holidays, self->items);
      gtk_widget_set_visible (self->weeks[i], used);
    }
}

static void
mark_selected (BalaiMonthGrid *self,
               gboolean        selected)
{
  BalaiMonthCell *cell = cell_of (self, self->day);

  if (cell != NULL)
    balai_month_cell_set_selected (cell, selected);
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
select_day (BalaiMonthGrid *self,
            int64_t         day,
            gboolean        focus,
            gboolean        tell)
{
  gboolean other_day = day != self->day;
  BalaiMonthCell *cell;

  day = CLAMP (day, BALAI_DAY_MIN, BALAI_DAY_MAX);
  mark_selected (self, FALSE);
  self->day = day;
  if (show_month_of (self, day))
    {
      g_autofree char *label = balai_format_month_year (day);

      bind_weeks (self);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
      g_signal_emit (self, signals[RANGE_CHANGED], 0, (gint64) self->first_monday,
                     (gint64) (self->first_monday + self->n_weeks * BALAI_WEEK_DAYS - 1));
    }
  mark_selected (self, TRUE);
  cell = cell_of (self, day);
  if (focus && cell != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (cell));
  if (tell && other_day)
    g_signal_emit (self, signals[DAY_SELECTED], 0, (gint64) day);
}

static void
week_day_activated (BalaiMonthWeek *week,
                    gint64          day,
                    BalaiMonthGrid *self)
{
  select_day (self, day, FALSE, TRUE);
  g_signal_emit (self, signals[DAY_ACTIVATED], 0, day);
}

static void
week_chip_activated (BalaiMonthWeek *week,
                     BalaiItemChip  *chip,
                     BalaiMonthGrid *self)
{
  const BalaiCalendarItem *item = balai_item_chip_get_item (chip);

  if (item != NULL)
    g_signal_emit (self, signals[ITEM_ACTIVATED], 0, item->key, (gint64) item->span.start);
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
  const BalaiZone *zone = self->items != NULL ? balai_calendar_items_get_zone (self->items)
                                              : balai_zone_get (BALAI_ZONE_JAKARTA);
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
  g_signal_emit (self, signals[CREATE_REQUESTED], 0, (gint64) start, (gint64) end, all_day);
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
  select_day (self, day, TRUE, TRUE);
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
  select_day (self, day, FALSE, TRUE);
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
  int64_t off = self->day - self->first_monday;

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
    return gtk_widget_grab_focus (GTK_WIDGET (cell_of (self, self->day)));
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
    return gtk_widget_grab_focus (GTK_WIDGET (cell_of (self, self->day)));
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

  return self->bound && gtk_widget_grab_focus (GTK_WIDGET (cell_of (self, self->day)));
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
      select_day (self, self->day - forward, TRUE, TRUE);
      return TRUE;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      select_day (self, self->day + forward, TRUE, TRUE);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (on_chip)
        return walk_chips (self, -1);
      select_day (self, self->day - BALAI_WEEK_DAYS, TRUE, TRUE);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (on_chip)
        return walk_chips (self, 1) || TRUE;
      select_day (self, self->day + BALAI_WEEK_DAYS, TRUE, TRUE);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      g_signal_emit (self, signals[PERIOD_REQUESTED], 0, -1);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      g_signal_emit (self, signals[PERIOD_REQUESTED], 0, 1);
      return TRUE;
    case GDK_KEY_Escape:
      return on_chip && gtk_widget_grab_focus (GTK_WIDGET (cell_of (self, self->day)));
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

static void
balai_month_grid_dispose (GObject *object)
{
  BalaiMonthGrid *self = BALAI_MONTH_GRID (object);
  GtkWidget *child;

  self->bound = FALSE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  G_OBJECT_CLASS (balai_month_grid_parent_class)->dispose (object);
}

static void
balai_month_grid_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  if (id == PROP_ITEMS)
    g_value_set_boxed (value, BALAI_MONTH_GRID (object)->items);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
balai_month_grid_class_init (BalaiMonthGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = balai_month_grid_dispose;
  object_class->get_property = balai_month_grid_get_property;
  widget_class->measure = balai_month_grid_measure;
  widget_class->size_allocate = balai_month_grid_size_allocate;
  widget_class->focus = balai_month_grid_focus;
  widget_class->grab_focus = balai_month_grid_grab_focus;

  /**
   * BalaiMonthGrid:items:
   *
   * What is shown; %NULL until there is something to show.
   */
  g_object_class_install_property (object_class, PROP_ITEMS,
                                   g_param_spec_boxed ("items", NULL, NULL, BALAI_TYPE_CALENDAR_ITEMS,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));

  /**
   * BalaiMonthGrid::day-selected:
   * @self: the grid
   * @day: days since 1970-01-01
   *
   * The person moved to another day.
   */
  signals[DAY_SELECTED] = g_signal_new ("day-selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_INT64);
  /**
   * BalaiMonthGrid::day-activated:
   * @self: the grid
   * @day: days since 1970-01-01
   *
   * The person wants to see the day: Enter, or "+3 more".
   */
  signals[DAY_ACTIVATED] = g_signal_new ("day-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_INT64);
  /**
   * BalaiMonthGrid::item-activated:
   * @self: the grid
   * @key: key of the item
   * @start: its start, seconds since 1970-01-01 UTC
   */
  signals[ITEM_ACTIVATED] = g_signal_new ("item-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          2, G_TYPE_STRING, G_TYPE_INT64);
  /**
   * BalaiMonthGrid::create-requested:
   * @self: the grid
   * @start: seconds since 1970-01-01 UTC
   * @end: seconds since 1970-01-01 UTC
   * @all_day: whether whole days were meant
   *
   * A double click on a day, or a drag over several.
   */
  signals[CREATE_REQUESTED] = g_signal_new ("create-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_BOOLEAN);
  /**
   * BalaiMonthGrid::period-requested:
   * @self: the grid
   * @step: -1 for the month before, 1 for the one after
   */
  signals[PERIOD_REQUESTED] = g_signal_new ("period-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT);
  /**
   * BalaiMonthGrid::range-changed:
   * @self: the grid
   * @first_day: first day that is seen
   * @last_day: last day that is seen
   *
   * Other days are seen than before; their items are wanted.
   */
  signals[RANGE_CHANGED] = g_signal_new ("range-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                         G_TYPE_INT64, G_TYPE_INT64);

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
  self->today = G_MININT64;
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

/**
 * balai_month_grid_set_items:
 * @self: a grid
 * @items: (nullable): what happens; a reference is taken
 *
 * Shows other items; cells and chips are bound again, not made anew.
 */
void
balai_month_grid_set_items (BalaiMonthGrid     *self,
                            BalaiCalendarItems *items)
{
  g_return_if_fail (BALAI_IS_MONTH_GRID (self));

  if (items != NULL)
    balai_calendar_items_ref (items);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  self->items = items;
  bind_weeks (self);
  g_object_notify (G_OBJECT (self), "items");
}

/**
 * balai_month_grid_set_day:
 * @self: a grid
 * @day: days since 1970-01-01
 *
 * Selects a day and shows its month. Emits #BalaiMonthGrid::range-changed where other weeks are seen.
 */
void
balai_month_grid_set_day (BalaiMonthGrid *self,
                          int64_t         day)
{
  g_return_if_fail (BALAI_IS_MONTH_GRID (self));

  select_day (self, day, FALSE, FALSE);
}

int64_t
balai_month_grid_get_day (BalaiMonthGrid *self)
{
  g_return_val_if_fail (BALAI_IS_MONTH_GRID (self), 0);

  return self->day;
}

/**
 * balai_month_grid_set_today:
 * @self: a grid
 * @today: days since 1970-01-01
 *
 * Says which day is today; the grid does not look at the clock.
 */
void
balai_month_grid_set_today (BalaiMonthGrid *self,
                            int64_t         today)
{
  g_return_if_fail (BALAI_IS_MONTH_GRID (self));

  if (self->today == today)
    return;
  self->today = today;
  bind_weeks (self);
}

/**
 * balai_month_grid_set_holidays:
 * @self: a grid
 * @names: (nullable) (element-type int64 utf8): names by day, hashed with g_int64_hash(); must not change any more
 *
 * Names the holidays.
 */
void
balai_month_grid_set_holidays (BalaiMonthGrid *self,
                               GHashTable     *names)
{
  g_return_if_fail (BALAI_IS_MONTH_GRID (self));

  if (names != NULL)
    g_hash_table_ref (names);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  self->holidays = names;
  bind_weeks (self);
}

/**
 * balai_month_grid_get_range:
 * @self: a grid with a day
 * @first_day: (out): first day that is seen
 * @last_day: (out): last day that is seen
 */
void
balai_month_grid_get_range (BalaiMonthGrid *self,
                            int64_t        *first_day,
                            int64_t        *last_day)
{
  g_return_if_fail (BALAI_IS_MONTH_GRID (self) && first_day != NULL && last_day != NULL);

  *first_day = self->first_monday;
  *last_day = self->first_monday + self->n_weeks * BALAI_WEEK_DAYS - 1;
}

/**
 * balai_month_grid_focus_item:
 * @self: a grid
 * @key: key of an item
 * @start: its start
 *
 * Selects the day of an item and puts the focus on it, or on its day where there is no room for the item.
 *
 * Returns: whether there is such an item
 */
gboolean
balai_month_grid_focus_item (BalaiMonthGrid *self,
                             const char     *key,
                             int64_t         start)
{
  guint position;
  g_autoptr (GPtrArray) chips = NULL;

  g_return_val_if_fail (BALAI_IS_MONTH_GRID (self) && key != NULL, FALSE);

  if (self->items == NULL || !balai_calendar_items_find (self->items, key, start, &position))
    return FALSE;
  select_day (self, balai_calendar_items_get (self->items, position)->first_day, TRUE, TRUE);
  chips = chips_of_day (self);
  for (guint i = 0; i < chips->len; i++)
    {
      BalaiItemChip *chip = g_ptr_array_index (chips, i);

      if (balai_item_chip_get_item (chip) != NULL && balai_item_chip_get_position (chip) == position)
        return gtk_widget_grab_focus (GTK_WIDGET (chip));
    }
  return TRUE;
}

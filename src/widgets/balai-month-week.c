/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-month-week.h"

#include <adwaita.h>

#include "balai-day.h"
#include "balai-month-layout.h"
#include "balai-paint.h"

#define GAP 2
#define MARGIN 3
#define FIRST_GUESS 4

/**
 * BalaiMonthWeek:
 *
 * A row of a month: seven cells, and over them the chips of what happens. Cells and chips are made once and bound again
 * for every month; a chip exists only for what has room.
 */
struct _BalaiMonthWeek
{
  GtkWidget parent_instance;

  BalaiCalendarItems *items;                    /* (owned) (nullable) */
  GArray *segments;                             /* (owned) (nullable) (element-type BalaiWeekSegment) */
  gboolean *visible;                            /* (owned) (nullable): per segment */
  GtkWidget **chip_of;                          /* (owned) (nullable): per segment, a chip of ours or NULL */
  GPtrArray *chips;                             /* (owned) (element-type BalaiItemChip): children */
  GtkWidget *cells[BALAI_WEEK_DAYS];            /* (unowned): children */
  GtkWidget *more[BALAI_WEEK_DAYS];             /* (unowned) (nullable): children */
  int64_t monday;
  guint n_lines;                                /* room as last seen */
  guint tick;
  int line_height;
};

G_DEFINE_FINAL_TYPE (BalaiMonthWeek, balai_month_week, GTK_TYPE_WIDGET)

enum
{
  CHIP_ACTIVATED,
  DAY_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
cell_activated (BalaiMonthCell *cell,
                BalaiMonthWeek *self)
{
  g_signal_emit (self, signals[DAY_ACTIVATED], 0, (gint64) balai_month_cell_get_date (cell));
}

static void
chip_activated (BalaiItemChip  *chip,
                BalaiMonthWeek *self)
{
  if (balai_item_chip_get_style (chip) == BALAI_CHIP_MORE)
    g_signal_emit (self, signals[DAY_ACTIVATED], 0, (gint64) balai_item_chip_get_day (chip));
  else
    g_signal_emit (self, signals[CHIP_ACTIVATED], 0, chip);
}

static GtkWidget *
new_chip (BalaiMonthWeek *self)
{
  GtkWidget *chip = balai_item_chip_new ();

  g_signal_connect (chip, "activated", G_CALLBACK (chip_activated), self);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
  return chip;
}

static int
head_height (BalaiMonthWeek *self)
{
  return self->line_height + 8;
}

static gboolean
is_narrow (BalaiMonthWeek *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return width > 0 && width / BALAI_WEEK_DAYS < self->line_height * 7 / 2;
}

static int
chip_height (BalaiMonthWeek *self)
{
  return is_narrow (self) ? 8 : self->line_height + 4;
}

static guint
room_for_lines (BalaiMonthWeek *self,
                int             height)
{
  return (guint) MAX (1, (height - head_height (self) - GAP) / (chip_height (self) + GAP));
}

/* Where what happens are ticks, "+12" is as high as several of them. */
static guint
lines_for_words (BalaiMonthWeek *self)
{
  guint line = (guint) (chip_height (self) + GAP), words = (guint) (self->line_height + 4 + GAP);

  return (words + line - 1) / line;
}

/* What of a day is not seen although it is in conflict; the words for the rest say so. */
static guint
count_hidden_conflicts (BalaiMonthWeek *self,
                        guint           day)
{
  guint n = 0;

  for (guint i = 0; i < self->segments->len; i++)
    {
      const BalaiWeekSegment *segment = &g_array_index (self->segments, BalaiWeekSegment, i);

      /* Those in conflict come first. */
      if (!segment->clash)
        break;
      n += !self->visible[i] && segment->column <= day && day < (guint) segment->column + segment->n_columns;
    }
  return n;
}

/* Binds chips to what has room, as far as the room is known; called again when it turns out to be another. */
static void
populate (BalaiMonthWeek *self)
{
  guint hidden[BALAI_WEEK_DAYS];
  guint used = 0;
  gboolean narrow = is_narrow (self);

  if (self->segments == NULL)
    return;
  memset (self->chip_of, 0, self->segments->len * sizeof *self->chip_of);
  balai_month_layout_fit (self->segments, self->n_lines, lines_for_words (self), hidden, self->visible);
  for (guint i = 0; i < self->segments->len; i++)
    {
      const BalaiWeekSegment *segment = &g_array_index (self->segments, BalaiWeekSegment, i);
      GtkWidget *chip;

      if (!self->visible[i])
        continue;
      if (used == self->chips->len)
        g_ptr_array_add (self->chips, new_chip (self));
      chip = g_ptr_array_index (self->chips, used++);
      balai_item_chip_set_line (BALAI_ITEM_CHIP (chip), self->line_height);
      balai_item_chip_bind (BALAI_ITEM_CHIP (chip), self->items, segment->item,
                            narrow ? BALAI_CHIP_TICK : segment->bar ? BALAI_CHIP_BAR : BALAI_CHIP_LINE);
      balai_item_chip_set_ends (BALAI_ITEM_CHIP (chip), segment->continues_before, segment->continues_after);
      gtk_widget_set_visible (chip, TRUE);
      self->chip_of[i] = chip;
    }
  for (guint i = used; i < self->chips->len; i++)
    {
      GtkWidget *chip = g_ptr_array_index (self->chips, i);

      balai_item_chip_unbind (BALAI_ITEM_CHIP (chip));
      gtk_widget_set_visible (chip, FALSE);
    }
  for (guint day = 0; day < BALAI_WEEK_DAYS; day++)
    {
      if (self->more[day] == NULL && hidden[day] > 0)
        self->more[day] = new_chip (self);
      if (self->more[day] == NULL)
        continue;
      if (hidden[day] > 0)
        {
          balai_item_chip_set_line (BALAI_ITEM_CHIP (self->more[day]), self->line_height);
          balai_item_chip_bind_more (BALAI_ITEM_CHIP (self->more[day]), self->monday + day, hidden[day],
                                     count_hidden_conflicts (self, day), narrow);
        }
      gtk_widget_set_visible (self->more[day], hidden[day] > 0);
    }
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
populate_tick (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       data)
{
  BalaiMonthWeek *self = BALAI_MONTH_WEEK (widget);

  self->tick = 0;
  populate (self);
  return G_SOURCE_REMOVE;
}

static void
place_children (BalaiMonthWeek *self,
                int             width,
                int             height,
                gboolean        rtl)
{
  guint hidden[BALAI_WEEK_DAYS];
  gboolean again = FALSE;
  int room = chip_height (self);

  balai_month_layout_fit (self->segments, self->n_lines, lines_for_words (self), hidden, self->visible);
  for (guint i = 0; i < self->segments->len; i++)
    {
      const BalaiWeekSegment *segment = &g_array_index (self->segments, BalaiWeekSegment, i);
      GtkWidget *chip = self->chip_of[i];
      int from, to;

      again |= self->visible[i] != (chip != NULL);
      if (chip == NULL)
        continue;
      again |= is_narrow (self) != (balai_item_chip_get_style (BALAI_ITEM_CHIP (chip)) == BALAI_CHIP_TICK);
      gtk_widget_set_child_visible (chip, self->visible[i]);
      if (!self->visible[i])
        continue;
      from = width * segment->column / BALAI_WEEK_DAYS + (segment->continues_before ? 0 : MARGIN);
      to = width * (segment->column + segment->n_columns) / BALAI_WEEK_DAYS - (segment->continues_after ? 0 : MARGIN);
      gtk_widget_measure (chip, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (chip,
                                &(GtkAllocation) {
                                  rtl ? width - to : from,
                                  head_height (self) + (int) segment->line * (room + GAP),
                                  MAX (1, to - from), room
                                }, -1);
    }
  for (guint day = 0; day < BALAI_WEEK_DAYS; day++)
    {
      int from = width * (int) day / BALAI_WEEK_DAYS + MARGIN, to = width * ((int) day + 1) / BALAI_WEEK_DAYS - MARGIN;
      int high = MAX (room, self->line_height + 4);

      again |= (hidden[day] > 0) != (self->more[day] != NULL && gtk_widget_get_visible (self->more[day]));
      if (self->more[day] == NULL || !gtk_widget_get_visible (self->more[day]))
        continue;
      gtk_widget_set_child_visible (self->more[day], hidden[day] > 0);
      if (hidden[day] == 0)
        continue;
      balai_item_chip_bind_more (BALAI_ITEM_CHIP (self->more[day]), self->monday + day, hidden[day],
                                 count_hidden_conflicts (self, day), is_narrow (self));
      gtk_widget_measure (self->more[day], GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (self->more[day],
                                &(GtkAllocation) {
                                  rtl ? width - to : from,
                                  MIN (head_height (self)
                                         + MAX (0, (int) self->n_lines - (int) lines_for_words (self)) * (room + GAP),
                                       height - high - 1),
                                  MAX (1, to - from), high
                                }, -1);
    }
  /* Widgets are not made in the middle of an allocation; the next frame has the missing ones. */
  if (again && self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), populate_tick, NULL, NULL);
}

static void
balai_month_week_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  BalaiMonthWeek *self = BALAI_MONTH_WEEK (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;

  for (int day = 0; day < BALAI_WEEK_DAYS; day++)
    {
      int from = width * day / BALAI_WEEK_DAYS, to = width * (day + 1) / BALAI_WEEK_DAYS;

      gtk_widget_size_allocate (self->cells[day],
                                &(GtkAllocation) { rtl ? width - to : from, 0, to - from, height }, -1);
    }
  self->n_lines = room_for_lines (self, height);
  if (self->segments != NULL)
    place_children (self, width, height, rtl);
}

static void
balai_month_week_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  BalaiMonthWeek *self = BALAI_MONTH_WEEK (widget);
  int ignored;

  self->line_height = balai_paint_line_height (widget);
  for (int day = 0; day < BALAI_WEEK_DAYS; day++)
    gtk_widget_measure (self->cells[day], orientation, -1, &ignored, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = BALAI_WEEK_DAYS * 40;
      *natural = BALAI_WEEK_DAYS * MAX (40, self->line_height * 7);
    }
  else
    {
      *minimum = head_height (self) + self->line_height + 4 + 2 * GAP;
      *natural = head_height (self) + 3 * (self->line_height + 4 + GAP) + GAP;
    }
}

/* Lines between the days. As borders of the cells they would cost more than all the rest of the month: cairo fills
 * the area between two outlines of every cell. */
static void
draw_lines (BalaiMonthWeek *self,
            GtkSnapshot    *snapshot)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)), height = gtk_widget_get_height (GTK_WIDGET (self));
  GdkRGBA colour;

  balai_paint_get_colour (GTK_WIDGET (self), &colour);
  colour.alpha *= adw_style_manager_get_high_contrast (adw_style_manager_get_default ()) ? 0.5f : 0.12f;
  for (int day = 1; day < BALAI_WEEK_DAYS; day++)
    gtk_snapshot_append_color (snapshot, &colour,
                               &GRAPHENE_RECT_INIT ((float) (width * day / BALAI_WEEK_DAYS) - 1, 0, 1, height - 1));
  gtk_snapshot_append_color (snapshot, &colour, &GRAPHENE_RECT_INIT (0, height - 1, width, 1));
}

static void
balai_month_week_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  BalaiMonthWeek *self = BALAI_MONTH_WEEK (widget);

  for (int day = 0; day < BALAI_WEEK_DAYS; day++)
    gtk_widget_snapshot_child (widget, self->cells[day], snapshot);
  draw_lines (self, snapshot);
  for (guint i = 0; i < self->chips->len; i++)
    gtk_widget_snapshot_child (widget, g_ptr_array_index (self->chips, i), snapshot);
  for (int day = 0; day < BALAI_WEEK_DAYS; day++)
    if (self->more[day] != NULL)
      gtk_widget_snapshot_child (widget, self->more[day], snapshot);
}

static void
forget_segments (BalaiMonthWeek *self)
{
  g_clear_pointer (&self->segments, g_array_unref);
  g_clear_pointer (&self->visible, g_free);
  g_clear_pointer (&self->chip_of, g_free);
}

static void
balai_month_week_dispose (GObject *object)
{
  BalaiMonthWeek *self = BALAI_MONTH_WEEK (object);
  GtkWidget *child;

  forget_segments (self);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  if (self->chips != NULL)
    g_ptr_array_set_size (self->chips, 0);
  for (int day = 0; day < BALAI_WEEK_DAYS; day++)
    self->cells[day] = self->more[day] = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (balai_month_week_parent_class)->dispose (object);
}

static void
balai_month_week_finalize (GObject *object)
{
  BalaiMonthWeek *self = BALAI_MONTH_WEEK (object);

  g_clear_pointer (&self->chips, g_ptr_array_unref);
  G_OBJECT_CLASS (balai_month_week_parent_class)->finalize (object);
}

static void
balai_month_week_class_init (BalaiMonthWeekClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balai_month_week_dispose;
  object_class->finalize = balai_month_week_finalize;
  widget_class->measure = balai_month_week_measure;
  widget_class->size_allocate = balai_month_week_size_allocate;
  widget_class->snapshot = balai_month_week_snapshot;

  signals[CHIP_ACTIVATED] = g_signal_new ("chip-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, BALAI_TYPE_ITEM_CHIP);
  signals[DAY_ACTIVATED] = g_signal_new ("day-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_css_name (widget_class, "monthweek");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static void
balai_month_week_init (BalaiMonthWeek *self)
{
  self->chips = g_ptr_array_new ();
  self->n_lines = FIRST_GUESS;
  self->line_height = 16;
  for (int day = 0; day < BALAI_WEEK_DAYS; day++)
    {
      self->cells[day] = balai_month_cell_new ();
      g_signal_connect (self->cells[day], "activated", G_CALLBACK (cell_activated), self);
      gtk_widget_set_parent (self->cells[day], GTK_WIDGET (self));
    }
}

GtkWidget *
balai_month_week_new (void)
{
  return g_object_new (BALAI_TYPE_MONTH_WEEK, NULL);
}

/**
 * balai_month_week_bind:
 * @self: a row
 * @monday: its first day
 * @month: which month is shown, 1 to 12; days of others are dimmed
 * @today: what day it is
 * @holidays: (nullable) (element-type int64 utf8): names by day
 * @items: (nullable): what happens
 *
 * Shows another week.
 */
void
balai_month_week_bind (BalaiMonthWeek     *self,
                       int64_t             monday,
                       int                 month,
                       int64_t             today,
                       GHashTable         *holidays,
                       BalaiCalendarItems *items)
{
  guint n_items[BALAI_WEEK_DAYS] = { 0 }, n_conflicts[BALAI_WEEK_DAYS] = { 0 };

  g_return_if_fail (BALAI_IS_MONTH_WEEK (self));

  self->monday = monday;
  if (items != NULL)
    balai_calendar_items_ref (items);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  self->items = items;
  forget_segments (self);
  self->segments = items != NULL ? balai_month_layout_row (items, monday, BALAI_WEEK_DAYS, FALSE)
                                 : g_array_new (FALSE, FALSE, sizeof (BalaiWeekSegment));
  self->visible = g_new0 (gboolean, self->segments->len + 1);
  self->chip_of = g_new0 (GtkWidget *, self->segments->len + 1);
  for (guint i = 0; i < self->segments->len; i++)
    {
      const BalaiWeekSegment *segment = &g_array_index (self->segments, BalaiWeekSegment, i);
      const BalaiCalendarItem *item = balai_calendar_items_get (items, segment->item);

      for (guint day = segment->column; day < (guint) segment->column + segment->n_columns; day++)
        {
          n_items[day]++;
          n_conflicts[day] += item->state == BALAI_STATE_CONFLICT;
        }
    }
  for (int day = 0; day < BALAI_WEEK_DAYS; day++)
    {
      int64_t date = monday + day;
      int cell_month;
      BalaiMonthCellFacts facts = { .date = date, .n_items = n_items[day], .n_conflicts = n_conflicts[day] };

      balai_day_to_ymd (date, NULL, &cell_month, NULL);
      facts.other_month = cell_month != month;
      facts.today = date == today;
      facts.holiday = holidays != NULL ? g_hash_table_lookup (holidays, &date) : NULL;
      balai_month_cell_bind (BALAI_MONTH_CELL (self->cells[day]), &facts);
    }
  populate (self);
}

int64_t
balai_month_week_get_monday (BalaiMonthWeek *self)
{
  g_return_val_if_fail (BALAI_IS_MONTH_WEEK (self), 0);

  return self->monday;
}

BalaiMonthCell *
balai_month_week_get_cell (BalaiMonthWeek *self,
                           guint           column)
{
  g_return_val_if_fail (BALAI_IS_MONTH_WEEK (self) && column < BALAI_WEEK_DAYS, NULL);

  return BALAI_MONTH_CELL (self->cells[column]);
}

/**
 * balai_month_week_get_column_at:
 * @self: a row
 * @x: in its coordinates
 *
 * Returns: the column there, 0 to 6
 */
int
balai_month_week_get_column_at (BalaiMonthWeek *self,
                                double          x)
{
  int width, column;

  g_return_val_if_fail (BALAI_IS_MONTH_WEEK (self), 0);

  width = MAX (1, gtk_widget_get_width (GTK_WIDGET (self)));
  column = CLAMP ((int) (x * BALAI_WEEK_DAYS / width), 0, BALAI_WEEK_DAYS - 1);
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? BALAI_WEEK_DAYS - 1 - column : column;
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  graphene_rect_t x = GRAPHENE_RECT_INIT_ZERO, y = GRAPHENE_RECT_INIT_ZERO;
  GtkWidget *first = *(GtkWidget *const *) a, *second = *(GtkWidget *const *) b;

  if (!gtk_widget_compute_bounds (first, gtk_widget_get_parent (first), &x) ||
      !gtk_widget_compute_bounds (second, gtk_widget_get_parent (second), &y))
    return 0;
  return x.origin.y < y.origin.y ? -1 : x.origin.y > y.origin.y;
}

/**
 * balai_month_week_list_chips:
 * @self: a row
 * @column: a day
 *
 * Returns: (transfer container) (element-type BalaiItemChip): what is seen of the day, from top to bottom
 */
GPtrArray *
balai_month_week_list_chips (BalaiMonthWeek *self,
                             guint           column)
{
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (BALAI_IS_MONTH_WEEK (self) && column < BALAI_WEEK_DAYS, found);

  for (guint i = 0; self->segments != NULL && i < self->segments->len; i++)
    {
      const BalaiWeekSegment *segment = &g_array_index (self->segments, BalaiWeekSegment, i);

      if (self->chip_of[i] != NULL && gtk_widget_get_child_visible (self->chip_of[i]) && segment->column <= column &&
          column < (guint) segment->column + segment->n_columns)
        g_ptr_array_add (found, self->chip_of[i]);
    }
  if (self->more[column] != NULL && gtk_widget_get_visible (self->more[column]) &&
      gtk_widget_get_child_visible (self->more[column]))
    g_ptr_array_add (found, self->more[column]);
  g_ptr_array_sort (found, compare_lines);
  return found;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-lanes-head.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-format.h"
#include "balai-item-chip.h"
#include "balai-month-layout.h"
#include "balai-paint.h"
#include "balai-widget-tools.h"

#define GAP 2
#define MARGIN 2
#define FOLDED_LINES 3

/**
 * BalaiLanesHead:
 *
 * What stands above the hours of a few days: their names, and what takes whole days. It stays in place while the hours
 * scroll.
 */
struct _BalaiLanesHead
{
  GtkWidget parent_instance;

  BalaiCalendarView *view;               /* (unowned): what it is part of */
  GArray *segments;                      /* (owned) (nullable) (element-type BalaiWeekSegment) */
  GPtrArray *chips;                      /* (owned) (element-type BalaiItemChip): children, first those in use */
  GtkWidget *headings[BALAI_WEEK_DAYS];  /* (unowned): children */
  GtkWidget *more[BALAI_WEEK_DAYS];      /* (unowned): children */
  int64_t first_day;
  guint n_days;
  guint n_lines;
  int gutter;
  int line_height;
  gboolean unfolded;
};

G_DEFINE_FINAL_TYPE (BalaiLanesHead, balai_lanes_head, GTK_TYPE_WIDGET)

static void populate (BalaiLanesHead *self);

static void
heading_clicked (GtkButton      *button,
                 BalaiLanesHead *self)
{
  for (guint i = 0; i < self->n_days; i++)
    if (self->headings[i] == GTK_WIDGET (button))
      balai_calendar_view_activate_day (self->view, self->first_day + i);
}

static void
chip_activated (BalaiItemChip  *chip,
                BalaiLanesHead *self)
{
  const BalaiCalendarItem *item = balai_item_chip_get_item (chip);

  if (item != NULL)
    {
      balai_calendar_view_activate_item (self->view, item);
      return;
    }
  self->unfolded = TRUE;
  populate (self);
}

static GtkWidget *
new_chip (BalaiLanesHead *self)
{
  GtkWidget *chip = balai_item_chip_new ();

  g_signal_connect (chip, "activated", G_CALLBACK (chip_activated), self);
  gtk_widget_set_parent (chip, GTK_WIDGET (self));
  return chip;
}

static void
bind_heading (BalaiLanesHead *self,
              guint           i)
{
  GtkWidget *heading = self->headings[i];
  int64_t date = self->first_day + i;
  const char *holiday = balai_calendar_view_get_holiday (self->view, date);
  int weekday = balai_day_weekday (date), day;
  GtkWidget *name = gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (heading)));
  GtkWidget *number = gtk_widget_get_first_child (gtk_widget_get_next_sibling (name));
  GtkWidget *caption = gtk_widget_get_next_sibling (number);
  g_autofree char *text = NULL, *label = balai_format_date_long (date);

  balai_day_to_ymd (date, NULL, NULL, &day);
  text = g_strdup_printf ("%d", day);
  gtk_label_set_label (GTK_LABEL (name), self->n_days == 1 ? balai_format_weekday (weekday)
                                                          : balai_format_weekday_short (weekday));
  gtk_label_set_label (GTK_LABEL (number), text);
  gtk_label_set_label (GTK_LABEL (caption), holiday != NULL ? holiday : "");
  gtk_widget_set_visible (caption, holiday != NULL);
  gtk_widget_set_tooltip_text (heading, holiday);
  balai_widget_set_css_class (heading, "today", date == balai_calendar_view_get_today (self->view));
  balai_widget_set_css_class (heading, "restday", weekday == 7 || holiday != NULL);
  if (holiday != NULL)
    {
      g_autofree char *both = g_strdup_printf ("%s, %s", label, holiday);

      gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL, both, -1);
    }
  else
    {
      gtk_accessible_update_property (GTK_ACCESSIBLE (heading), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    }
}

static guint
count_hidden_conflicts (BalaiLanesHead *self,
                        const gboolean *visible,
                        guint           day)
{
  guint n = 0;

  for (guint i = 0; i < self->segments->len; i++)
    {
      const BalaiWeekSegment *segment = &g_array_index (self->segments, BalaiWeekSegment, i);

      n += segment->clash && !visible[i] && segment->column <= day &&
           day < (guint) segment->column + segment->n_columns;
    }
  return n;
}

static void
populate (BalaiLanesHead *self)
{
  guint hidden[BALAI_WEEK_DAYS];
  g_autofree gboolean *visible = NULL;
  guint used = 0, n_lines = 0;

  if (self->segments == NULL)
    return;
  visible = g_new0 (gboolean, self->segments->len + 1);
  for (guint i = 0; i < self->segments->len; i++)
    n_lines = MAX (n_lines, g_array_index (self->segments, BalaiWeekSegment, i).line + 1);
  if (!self->unfolded)
    n_lines = MIN (n_lines, FOLDED_LINES);
  self->n_lines = n_lines;
  balai_month_layout_fit (self->segments, n_lines, 1, hidden, visible);
  for (guint i = 0; i < self->segments->len; i++)
    {
      BalaiWeekSegment *segment = &g_array_index (self->segments, BalaiWeekSegment, i);
      GtkWidget *chip;

      if (used == self->chips->len)
        g_ptr_array_add (self->chips, new_chip (self));
      chip = g_ptr_array_index (self->chips, used++);
      balai_item_chip_bind (BALAI_ITEM_CHIP (chip), balai_calendar_view_get_items (self->view), segment->item,
                            BALAI_CHIP_BAR);
      balai_item_chip_set_ends (BALAI_ITEM_CHIP (chip), segment->continues_before, segment->continues_after);
      gtk_widget_set_visible (chip, visible[i]);
    }
  for (guint i = used; i < self->chips->len; i++)
    {
      balai_item_chip_unbind (g_ptr_array_index (self->chips, i));
      gtk_widget_set_visible (g_ptr_array_index (self->chips, i), FALSE);
    }
  for (guint i = 0; i < BALAI_WEEK_DAYS; i++)
    {
      gboolean shown = i < self->n_days && hidden[i] > 0;

      if (shown)
        balai_item_chip_bind_more (BALAI_ITEM_CHIP (self->more[i]), self->first_day + i, hidden[i],
                                   count_hidden_conflicts (self, visible, i), self->n_days > 3);
      gtk_widget_set_visible (self->more[i], shown);
    }
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static int
heading_height (BalaiLanesHead *self)
{
  int height = 0;

  for (guint i = 0; i < self->n_days; i++)
    {
      int natural;

      gtk_widget_measure (self->headings[i], GTK_ORIENTATION_VERTICAL, -1, NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }
  return height;
}

static void
place (GtkWidget *child,
       gboolean   rtl,
       int        width,
       int        from,
       int        to,
       int        y,
       int        height)
{
  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &(GtkAllocation) { rtl ? width - to : from, y, MAX (1, to - from), height }, -1);
}

static int
column_x (BalaiLanesHead *self,
          int             width,
          guint           column)
{
  return self->gutter + (width - self->gutter) * (int) column / (int) self->n_days;
}

static void
balai_lanes_head_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  BalaiLanesHead *self = BALAI_LANES_HEAD (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int head = heading_height (self), line = self->line_height + 4;

  for (guint i = 0; i < self->n_days; i++)
    {
      int from = column_x (self, width, i), to = column_x (self, width, i + 1);

      place (self->headings[i], rtl, width, from, to, 0, head);
      if (gtk_widget_get_visible (self->more[i]))
        place (self->more[i], rtl, width, from + MARGIN, to - MARGIN,
               head + GAP + (int) (self->n_lines - 1) * (line + GAP), line);
    }
  for (guint i = 0; self->segments != NULL && i < self->segments->len; i++)
    {
      BalaiWeekSegment *segment = &g_array_index (self->segments, BalaiWeekSegment, i);
      GtkWidget *chip = g_ptr_array_index (self->chips, i);

      if (gtk_widget_get_visible (chip))
        place (chip, rtl, width, column_x (self, width, segment->column) + (segment->continues_before ? 0 : MARGIN),
               column_x (self, width, segment->column + segment->n_columns) - (segment->continues_after ? 0 : MARGIN),
               head + GAP + (int) segment->line * (line + GAP), line);
    }
}

static void
balai_lanes_head_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  BalaiLanesHead *self = BALAI_LANES_HEAD (widget);

  self->line_height = balai_paint_line_height (widget);
  for (guint i = 0; i < self->chips->len; i++)
    balai_item_chip_set_line (g_ptr_array_index (self->chips, i), self->line_height);
  for (guint i = 0; i < BALAI_WEEK_DAYS; i++)
    balai_item_chip_set_line (BALAI_ITEM_CHIP (self->more[i]), self->line_height);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = self->gutter + (int) self->n_days * 36;
  else
    *minimum = *natural = heading_height (self) + GAP + (int) self->n_lines * (self->line_height + 4 + GAP) + GAP;
}

static void
balai_lanes_head_dispose (GObject *object)
{
  BalaiLanesHead *self = BALAI_LANES_HEAD (object);
  GtkWidget *child;

  g_clear_pointer (&self->segments, g_array_unref);
  if (self->chips != NULL)
    g_ptr_array_set_size (self->chips, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (balai_lanes_head_parent_class)->dispose (object);
}

static void
balai_lanes_head_finalize (GObject *object)
{
  g_clear_pointer (&BALAI_LANES_HEAD (object)->chips, g_ptr_array_unref);
  G_OBJECT_CLASS (balai_lanes_head_parent_class)->finalize (object);
}

static void
balai_lanes_head_class_init (BalaiLanesHeadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balai_lanes_head_dispose;
  object_class->finalize = balai_lanes_head_finalize;
  widget_class->measure = balai_lanes_head_measure;
  widget_class->size_allocate = balai_lanes_head_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "laneshead");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ROW);
}

static GtkWidget *
new_heading (BalaiLanesHead *self)
{
  GtkWidget *button = gtk_button_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (NULL), *number = gtk_label_new (NULL), *caption = gtk_label_new (NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "dayheading");
  gtk_widget_add_css_class (name, "name");
  gtk_widget_add_css_class (number, "number");
  gtk_widget_add_css_class (caption, "holiday");
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (caption), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (line), number);
  gtk_box_append (GTK_BOX (line), caption);
  gtk_box_append (GTK_BOX (box), line);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_set_overflow (button, GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_parent (button, GTK_WIDGET (self));
  g_signal_connect (button, "clicked", G_CALLBACK (heading_clicked), self);
  return button;
}

static void
balai_lanes_head_init (BalaiLanesHead *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->chips = g_ptr_array_new ();
  self->n_days = BALAI_WEEK_DAYS;
  self->line_height = 16;
  for (guint i = 0; i < BALAI_WEEK_DAYS; i++)
    self->headings[i] = new_heading (self);
  for (guint i = 0; i < BALAI_WEEK_DAYS; i++)
    {
      self->more[i] = new_chip (self);
      gtk_widget_set_visible (self->more[i], FALSE);
    }
  balai_item_chip_open_on_click (GTK_GESTURE_CLICK (click));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * balai_lanes_head_new:
 * @view: (transfer none): the view it is part of, which must outlive it
 *
 * Returns: (transfer floating): a head, empty until it is bound
 */
GtkWidget *
balai_lanes_head_new (BalaiCalendarView *view)
{
  BalaiLanesHead *self = g_object_new (BALAI_TYPE_LANES_HEAD, NULL);

  self->view = view;
  return GTK_WIDGET (self);
}

/**
 * balai_lanes_head_bind:
 * @self: a head
 * @first_day: first day
 * @n_days: how many, 1 to 7
 *
 * Shows these days of its view.
 */
void
balai_lanes_head_bind (BalaiLanesHead *self,
                       int64_t         first_day,
                       guint           n_days)
{
  BalaiCalendarItems *items;

  g_return_if_fail (BALAI_IS_LANES_HEAD (self) && n_days >= 1 && n_days <= BALAI_WEEK_DAYS);

  items = balai_calendar_view_get_items (self->view);
  if (self->first_day != first_day || self->n_days != n_days)
    self->unfolded = FALSE;
  self->first_day = first_day;
  self->n_days = n_days;
  g_clear_pointer (&self->segments, g_array_unref);
  self->segments = items != NULL ? balai_month_layout_row (items, first_day, n_days, TRUE)
                                 : g_array_new (FALSE, FALSE, sizeof (BalaiWeekSegment));
  for (guint i = 0; i < BALAI_WEEK_DAYS; i++)
    {
      if (i < n_days)
        bind_heading (self, i);
      gtk_widget_set_visible (self->headings[i], i < n_days);
    }
  populate (self);
}

void
balai_lanes_head_set_gutter (BalaiLanesHead *self,
                             int             gutter)
{
  g_return_if_fail (BALAI_IS_LANES_HEAD (self));

  if (self->gutter == gutter)
    return;
  self->gutter = gutter;
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

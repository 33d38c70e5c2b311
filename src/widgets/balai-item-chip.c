/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-item-chip-private.h"

#include <glib/gi18n-lib.h>

#include "balai-format.h"
#include "balai-paint.h"
#include "balai-widget-tools.h"

#define BAR_WIDTH 4
#define PADDING BALAI_CHIP_PADDING
#define RADIUS 5

G_DEFINE_FINAL_TYPE (BalaiItemChip, balai_item_chip, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
draw_ground (BalaiItemChip           *self,
             GtkSnapshot             *snapshot,
             const BalaiCalendarItem *item,
             int                      width,
             int                      height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, width, height);
  GskRoundedRect shape;
  GdkRGBA colour, tint, ground;
  float left = (rtl ? self->continues_after : self->continues_before) ? 0 : RADIUS;
  float right = (rtl ? self->continues_before : self->continues_after) ? 0 : RADIUS;

  balai_paint_get_palette (item->colour, &colour);
  tint = colour;
  tint.alpha = self->style == BALAI_CHIP_LINE ? 0.10f : 0.18f;
  if (item->status != BALAI_ITEM_CONFIRMED)
    tint.alpha *= 0.5f;
  gsk_rounded_rect_init (&shape, &area, &GRAPHENE_SIZE_INIT (left, left), &GRAPHENE_SIZE_INIT (right, right),
                         &GRAPHENE_SIZE_INIT (right, right), &GRAPHENE_SIZE_INIT (left, left));
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  if (self->style == BALAI_CHIP_BLOCK)
    {
      /* Blocks lie over the lines of the hours, which must not be read through them. */
      balai_paint_get_named (GTK_WIDGET (self), "view_bg_color", &ground);
      gtk_snapshot_append_color (snapshot, &ground, &area);
    }
  gtk_snapshot_append_color (snapshot, &tint, &area);
  if (item->state == BALAI_STATE_CONFLICT)
    {
      GdkRGBA error;

      balai_paint_get_named (GTK_WIDGET (self), "error_color", &error);
      if (self->style == BALAI_CHIP_BLOCK)
        {
          for (guint i = 0; i < item->n_clash; i++)
            {
              BalaiSpan part = balai_span_intersect (item->clash[i], self->shown);
              float y = (float) ((double) (part.start - self->shown.start) * self->pixels_per_second);
              float end = (float) ((double) (part.end - self->shown.start) * self->pixels_per_second);

              if (part.start < part.end)
                balai_paint_hatch (snapshot, &GRAPHENE_RECT_INIT (0, y, width, MAX (2, MIN (end, height) - y)), &error);
            }
        }
      else
        {
          balai_paint_hatch (snapshot, &area, &error);
        }
    }
  if (!self->continues_before)
    gtk_snapshot_append_color (snapshot, &colour,
                               &GRAPHENE_RECT_INIT (rtl ? width - BAR_WIDTH : 0, 0, BAR_WIDTH, height));
  gtk_snapshot_pop (snapshot);
}

/* Neutral, since many offices are in it. */
static void
draw_fold (BalaiItemChip *self,
           GtkSnapshot   *snapshot,
           int            width,
           int            height)
{
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, width, height);
  int size = balai_item_chip_get_sign_size (self), text_height = 0;
  GdkRGBA colour;

  balai_paint_get_named (GTK_WIDGET (self), "view_bg_color", &colour);
  balai_paint_rounded (snapshot, &area, RADIUS, &colour);
  balai_paint_get_colour (GTK_WIDGET (self), &colour);
  colour.alpha *= 0.10f;
  balai_paint_rounded (snapshot, &area, RADIUS, &colour);
  pango_layout_get_pixel_size (self->layout, NULL, &text_height);
  if (self->n_conflicts == 0 || height < text_height + size + 2 * PADDING)
    return;
  balai_paint_get_named (GTK_WIDGET (self), "error_color", &colour);
  balai_paint_conflict (snapshot, (float) (width - size) / 2.f, (float) (text_height + PADDING + 2), size, &colour);
}

static void
balai_item_chip_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  BalaiItemChip *self = BALAI_ITEM_CHIP (widget);
  const BalaiCalendarItem *item = balai_item_chip_get_item (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int before = self->style == BALAI_CHIP_FOLD ? 1 : self->style == BALAI_CHIP_MORE ? PADDING : BAR_WIDTH + PADDING;
  int after = self->style == BALAI_CHIP_FOLD ? 1 : PADDING;
  int text_width;
  float x, y;
  GdkRGBA colour;

  if (width <= 0 || height <= 0)
    return;
  /* Where a lane is narrow, every pixel goes to the words. */
  if (self->style == BALAI_CHIP_BLOCK && width < 5 * self->line_height)
    {
      before = BAR_WIDTH + 2;
      after = 1;
    }
  text_width = width - before - after;
  x = rtl ? after : before;
  if (item != NULL)
    draw_ground (self, snapshot, item, width, height);
  if (self->style == BALAI_CHIP_TICK || text_width < 6)
    {
      if (balai_item_chip_is_conflict (self) && height >= 5)
        {
          balai_paint_get_named (widget, "error_color", &colour);
          balai_paint_outline (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height), 2, 1, &colour);
        }
      return;
    }
  balai_item_chip_prepare (self, text_width, height);
  if (self->layout == NULL)
    return;
  if (self->style == BALAI_CHIP_FOLD)
    {
      draw_fold (self, snapshot, width, height);
      pango_layout_set_alignment (self->layout, PANGO_ALIGN_CENTER);
    }
  balai_paint_get_colour (widget, &colour);
  if (self->style == BALAI_CHIP_BLOCK || self->style == BALAI_CHIP_FOLD)
    {
      y = height < self->line_height + 4 ? (float) (height - self->line_height) / 2.f : 2.f;
      gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
    }
  else
    {
      y = (float) (height - self->line_height) / 2.f;
    }
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_snapshot_append_layout (snapshot, self->layout, &colour);
  if (self->details != NULL)
    {
      int title_height;
      GdkRGBA dim = colour;

      dim.alpha *= 0.8f;
      pango_layout_get_pixel_size (self->layout, NULL, &title_height);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, title_height));
      gtk_snapshot_append_layout (snapshot, self->details, &dim);
    }
  gtk_snapshot_restore (snapshot);
  if (balai_item_chip_has_sign (self))
    {
      int size = balai_item_chip_get_sign_size (self);
      float sign_x = rtl ? x + text_width - size : x, sign_y = y + (float) (self->line_height - size) / 2.f;
      gboolean conflict = balai_item_chip_is_conflict (self);

      balai_paint_get_named (widget, conflict ? "error_color" : "warning_color", &colour);
      (conflict ? balai_paint_conflict : balai_paint_attention) (snapshot, sign_x, sign_y, size, &colour);
    }
  if (self->style == BALAI_CHIP_BLOCK || self->style == BALAI_CHIP_FOLD)
    gtk_snapshot_pop (snapshot);
}

static void
balai_item_chip_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  BalaiItemChip *self = BALAI_ITEM_CHIP (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_VERTICAL && self->style == BALAI_CHIP_TICK)
    *minimum = *natural = 6;
  else if (orientation == GTK_ORIENTATION_VERTICAL && self->style != BALAI_CHIP_BLOCK &&
           self->style != BALAI_CHIP_FOLD)
    *minimum = *natural = self->line_height + 2;
  else if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *natural = self->line_height * 8;
}

static gboolean
balai_item_chip_query_tooltip (GtkWidget  *widget,
                               int         x,
                               int         y,
                               gboolean    keyboard,
                               GtkTooltip *tooltip)
{
  BalaiItemChip *self = BALAI_ITEM_CHIP (widget);
  const BalaiCalendarItem *item = balai_item_chip_get_item (self);
  GString *text;

  if (item == NULL)
    return FALSE;
  text = g_string_new (item->title);
  {
    g_autofree char *when = balai_format_when (item->span, item->all_day, balai_calendar_items_get_zone (self->items));

    g_string_append_printf (text, "\n%s", when);
  }
  if (item->place != NULL && *item->place != '\0')
    g_string_append_printf (text, "\n%s", item->place);
  if (item->opd != NULL && *item->opd != '\0')
    g_string_append_printf (text, "\n%s", item->opd);
  if (item->repeats != NULL)
    g_string_append_printf (text, "\n%s", item->repeats);
  if (item->state != BALAI_STATE_SAFE)
    g_string_append_printf (text, "\n%s", balai_state_get_word (item->state));
  gtk_tooltip_set_text (tooltip, text->str);
  g_string_free (text, TRUE);
  return TRUE;
}

static void
balai_item_chip_dispose (GObject *object)
{
  BalaiItemChip *self = BALAI_ITEM_CHIP (object);

  balai_item_chip_drop_layouts (self);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  G_OBJECT_CLASS (balai_item_chip_parent_class)->dispose (object);
}

static void
balai_item_chip_class_init (BalaiItemChipClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balai_item_chip_dispose;
  widget_class->snapshot = balai_item_chip_snapshot;
  widget_class->measure = balai_item_chip_measure;
  widget_class->query_tooltip = balai_item_chip_query_tooltip;

  /**
   * BalaiItemChip::activated:
   *
   * Someone chose it, by key, by pointer or through an assistive technology.
   */
  signals[ACTIVATED] = balai_widget_class_activate (widget_class, "chip.activate");
  gtk_widget_class_set_css_name (widget_class, "chip");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_BUTTON);
}

static void
balai_item_chip_init (BalaiItemChip *self)
{
  self->line_height = 16;
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * balai_item_chip_new:
 *
 * Returns: (transfer full): a chip that shows nothing yet
 */
GtkWidget *
balai_item_chip_new (void)
{
  return g_object_new (BALAI_TYPE_ITEM_CHIP, NULL);
}

/**
 * balai_item_chip_bind:
 * @self: a chip
 * @items: a collection
 * @position: which of them to show
 * @style: how
 *
 * Shows another item.
 */
void
balai_item_chip_bind (BalaiItemChip      *self,
                      BalaiCalendarItems *items,
                      guint               position,
                      BalaiChipStyle      style)
{
  const BalaiCalendarItem *item;
  g_autofree char *label = NULL;

  g_return_if_fail (BALAI_IS_ITEM_CHIP (self) && items != NULL);

  item = balai_calendar_items_get (items, position);
  g_return_if_fail (item != NULL);

  balai_calendar_items_ref (items);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  self->items = items;
  self->position = position;
  self->day = item->first_day;
  self->style = style;
  self->continues_before = self->continues_after = FALSE;
  self->shown = item->span;
  balai_item_chip_drop_layouts (self);
  balai_widget_set_css_class (GTK_WIDGET (self), "unsettled", item->status != BALAI_ITEM_CONFIRMED);
  balai_widget_set_css_class (GTK_WIDGET (self), "cancelled", item->status == BALAI_ITEM_CANCELLED);
  balai_widget_set_css_class (GTK_WIDGET (self), "conflict", item->state == BALAI_STATE_CONFLICT);
  label = balai_calendar_items_describe (items, position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
bind_hidden (BalaiItemChip  *self,
             BalaiChipStyle  style,
             int64_t         day,
             guint           n_hidden,
             guint           n_conflicts,
             const char     *words)
{
  g_autofree char *label = NULL;

  g_clear_pointer (&self->items, balai_calendar_items_unref);
  balai_item_chip_drop_layouts (self);
  self->style = style;
  self->day = day;
  self->n_hidden = n_hidden;
  self->n_conflicts = n_conflicts;
  if (n_conflicts > 0)
    {
      g_autofree char *conflicts =
        g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event in conflict", "%u events in conflict", n_conflicts),
                         n_conflicts);

      label = g_strdup_printf ("%s, %s", words, conflicts);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label != NULL ? label : words, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "more");
  balai_widget_set_css_class (GTK_WIDGET (self), "conflict", n_conflicts > 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * balai_item_chip_bind_more:
 * @self: a chip
 * @day: whose items are not all seen
 * @n_hidden: how many are not
 * @n_conflicts: how many of those are in conflict
 * @narrow: whether there is no room for words
 *
 * Shows "+3 lagi".
 */
void
balai_item_chip_bind_more (BalaiItemChip *self,
                           int64_t        day,
                           guint          n_hidden,
                           guint          n_conflicts,
                           gboolean       narrow)
{
  g_autofree char *date = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (BALAI_IS_ITEM_CHIP (self));

  if (self->style == BALAI_CHIP_MORE && self->day == day && self->n_hidden == n_hidden &&
      self->n_conflicts == n_conflicts && self->narrow == narrow)
    return;
  self->narrow = narrow != FALSE;
  date = balai_format_date_long (day);
  /* Translators: %1$u is a number of events that have no room, %2$s a date */
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$u more event on %2$s", "%1$u more events on %2$s",
                                        n_hidden),
                           n_hidden, date);
  bind_hidden (self, BALAI_CHIP_MORE, day, n_hidden, n_conflicts, words);
}

/**
 * balai_item_chip_bind_fold:
 * @self: a chip
 * @day: whose items are not all seen
 * @n_hidden: how many are not
 * @n_conflicts: how many of those are in conflict
 *
 * Shows "+3 lagi" over the time of what is not seen.
 */
void
balai_item_chip_bind_fold (BalaiItemChip *self,
                           int64_t        day,
                           guint          n_hidden,
                           guint          n_conflicts)
{
  g_autofree char *words = NULL;

  g_return_if_fail (BALAI_IS_ITEM_CHIP (self));

  /* Translators: %u is a number of simultaneous events that have no room beside the others */
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more event", "%u more events", n_hidden), n_hidden);
  bind_hidden (self, BALAI_CHIP_FOLD, day, n_hidden, n_conflicts, words);
}

/**
 * balai_item_chip_unbind:
 * @self: a chip
 *
 * Lets go of the item; the chip is kept for the next one.
 */
void
balai_item_chip_unbind (BalaiItemChip *self)
{
  g_return_if_fail (BALAI_IS_ITEM_CHIP (self));

  g_clear_pointer (&self->items, balai_calendar_items_unref);
  balai_item_chip_drop_layouts (self);
}

/**
 * balai_item_chip_set_part:
 * @self: a chip drawn as block
 * @shown: what its height stands for
 * @pixels_per_second: scale
 *
 * Says which part of the item is seen, so that the hatching lies on the exact minutes.
 */
void
balai_item_chip_set_part (BalaiItemChip *self,
                          BalaiSpan      shown,
                          double         pixels_per_second)
{
  g_return_if_fail (BALAI_IS_ITEM_CHIP (self));

  self->shown = shown;
  self->pixels_per_second = pixels_per_second;
}

/**
 * balai_item_chip_set_ends:
 * @self: a chip
 * @continues_before: whether it began before what is seen
 * @continues_after: whether it goes on after
 *
 * Such ends are drawn cut off.
 */
void
balai_item_chip_set_ends (BalaiItemChip *self,
                          gboolean       continues_before,
                          gboolean       continues_after)
{
  g_return_if_fail (BALAI_IS_ITEM_CHIP (self));

  self->continues_before = continues_before != FALSE;
  self->continues_after = continues_after != FALSE;
}

/**
 * balai_item_chip_set_line:
 * @self: a chip
 * @line_height: height of a line of text in the parent, in pixels
 *
 * Spares every chip a look at the metrics of the font.
 */
void
balai_item_chip_set_line (BalaiItemChip *self,
                          int            line_height)
{
  g_return_if_fail (BALAI_IS_ITEM_CHIP (self));

  if (self->line_height == line_height)
    return;
  self->line_height = line_height;
  balai_item_chip_drop_layouts (self);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

/**
 * balai_item_chip_get_item:
 * @self: a chip
 *
 * Returns: (transfer none) (nullable): what it shows, valid until it is bound again
 */
const BalaiCalendarItem *
balai_item_chip_get_item (BalaiItemChip *self)
{
  g_return_val_if_fail (BALAI_IS_ITEM_CHIP (self), NULL);

  return self->items == NULL ? NULL : balai_calendar_items_get (self->items, self->position);
}

guint
balai_item_chip_get_position (BalaiItemChip *self)
{
  g_return_val_if_fail (BALAI_IS_ITEM_CHIP (self), 0);

  return self->position;
}

BalaiChipStyle
balai_item_chip_get_style (BalaiItemChip *self)
{
  g_return_val_if_fail (BALAI_IS_ITEM_CHIP (self), BALAI_CHIP_LINE);

  return self->style;
}

/**
 * balai_item_chip_get_day:
 * @self: a chip
 *
 * Returns: first day of its item, or the day whose items it stands for
 */
int64_t
balai_item_chip_get_day (BalaiItemChip *self)
{
  g_return_val_if_fail (BALAI_IS_ITEM_CHIP (self), 0);

  return self->day;
}

/**
 * balai_item_chip_pick:
 * @widget: what the chips lie in
 * @x: a point in it
 * @y: a point in it
 *
 * Returns: (transfer none) (nullable): the chip at a point
 */
BalaiItemChip *
balai_item_chip_pick (GtkWidget *widget,
                      double     x,
                      double     y)
{
  GtkWidget *picked, *chip;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), NULL);

  picked = gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT);
  chip = picked != NULL ? gtk_widget_get_ancestor (picked, BALAI_TYPE_ITEM_CHIP) : NULL;
  return chip != NULL ? BALAI_ITEM_CHIP (chip) : NULL;
}

static void
released (GtkGestureClick *gesture,
          int              n_press,
          double           x,
          double           y,
          gpointer         data)
{
  BalaiItemChip *chip = balai_item_chip_pick (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (gesture)), x, y);

  if (n_press != 1 || chip == NULL)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (chip));
  g_signal_emit (chip, signals[ACTIVATED], 0);
}

/**
 * balai_item_chip_open_on_click:
 * @gesture: a gesture of the widget in which chips lie
 *
 * Gives the focus to a chip that is clicked, and activates it.
 */
void
balai_item_chip_open_on_click (GtkGestureClick *gesture)
{
  g_return_if_fail (GTK_IS_GESTURE_CLICK (gesture));

  g_signal_connect (gesture, "released", G_CALLBACK (released), NULL);
}

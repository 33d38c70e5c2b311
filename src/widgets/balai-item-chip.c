/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-item-chip.h"

#include <glib/gi18n-lib.h>

#include "balai-format.h"
#include "balai-paint.h"

#define BAR_WIDTH 4
#define PADDING 4
#define RADIUS 5

/**
 * BalaiItemChip:
 *
 * One item in a month, a week or a day. There are hundreds of them on a page, so that it draws itself instead of being
 * built from labels, takes the text context of its parent, and waits to be bound to another item.
 */
struct _BalaiItemChip
{
  GtkWidget parent_instance;

  BalaiCalendarItems *items;   /* (owned) (nullable) */
  PangoLayout *layout;         /* (owned) (nullable): title, or all there is */
  PangoLayout *details;        /* (owned) (nullable): hour and place of a block */
  BalaiSpan shown;
  double pixels_per_second;
  int64_t day;
  guint position;
  guint n_hidden;
  int line_height;
  int layout_width;
  int layout_height;
  BalaiChipStyle style;
  guint continues_before : 1;
  guint continues_after : 1;
  guint narrow : 1;
};

G_DEFINE_FINAL_TYPE (BalaiItemChip, balai_item_chip, GTK_TYPE_WIDGET)

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
drop_layouts (BalaiItemChip *self)
{
  g_clear_object (&self->layout);
  g_clear_object (&self->details);
}

static PangoAttrList *
make_attributes (const BalaiCalendarItem *item,
                 gboolean                 strong,
                 guint                    dim_until)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (item->status == BALAI_ITEM_CANCELLED)
    pango_attr_list_insert (attributes, pango_attr_strikethrough_new (TRUE));
  if (strong)
    {
      PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_SEMIBOLD);

      weight->start_index = dim_until;
      pango_attr_list_insert (attributes, weight);
    }
  return attributes;
}

static int
sign_size (BalaiItemChip *self)
{
  return MAX (9, self->line_height * 6 / 10);
}

static gboolean
is_conflict (BalaiItemChip *self)
{
  const BalaiCalendarItem *item = balai_item_chip_get_item (self);

  return item != NULL && item->state == BALAI_STATE_CONFLICT;
}

static PangoLayout *
new_layout (BalaiItemChip *self,
            const char    *text)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  PangoLayout *layout = gtk_widget_create_pango_layout (parent != NULL ? parent : GTK_WIDGET (self), text);

  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  return layout;
}

/* Without the zone: it is that of the whole view, and a lane is narrow. */
static char *
make_times (BalaiItemChip           *self,
            const BalaiCalendarItem *item)
{
  const BalaiZone *zone = balai_calendar_items_get_zone (self->items);
  g_autofree char *end = balai_format_time (balai_wall_second (balai_zone_to_wall (zone, item->span.end)));

  return g_strdup_printf ("%s–%s", item->time_text, end);
}

static void
prepare_block (BalaiItemChip           *self,
               const BalaiCalendarItem *item,
               int                      width,
               int                      height)
{
  int lines = MAX (1, (height - 2) / MAX (1, self->line_height));
  g_autoptr (PangoAttrList) attributes = NULL;
  g_autofree char *times = NULL;

  if (lines == 1)
    {
      g_autofree char *text = g_strdup_printf ("%s  %s", item->title, item->time_text);

      self->layout = new_layout (self, text);
    }
  else if (width < self->line_height * 7 / 2)
    {
      /* No hour fits beside so little; the scale at the side tells it. */
      self->layout = new_layout (self, item->title);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (self->layout, lines * self->line_height * PANGO_SCALE);
    }
  else
    {
      g_autoptr (PangoAttrList) plain = make_attributes (item, FALSE, 0);
      gboolean place = lines >= 4 && item->place != NULL && *item->place != '\0';
      g_autofree char *text = NULL;

      times = make_times (self, item);
      text = place ? g_strdup_printf ("%s\n%s", times, item->place) : g_strdup (times);
      self->layout = new_layout (self, item->title);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD_CHAR);
      pango_layout_set_height (self->layout, (lines - (place ? 2 : 1)) * self->line_height * PANGO_SCALE);
      self->details = new_layout (self, text);
      pango_layout_set_width (self->details, width * PANGO_SCALE);
      pango_layout_set_height (self->details, (place ? 2 : 1) * self->line_height * PANGO_SCALE);
      pango_layout_set_attributes (self->details, plain);
    }
  attributes = make_attributes (item, TRUE, 0);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_width (self->layout, width * PANGO_SCALE);
}

static void
prepare (BalaiItemChip *self,
         int            width,
         int            height)
{
  const BalaiCalendarItem *item = balai_item_chip_get_item (self);

  if (self->layout != NULL && self->layout_width == width && self->layout_height == height)
    return;
  drop_layouts (self);
  self->layout_width = width;
  self->layout_height = height;
  if (self->style == BALAI_CHIP_MORE)
    {
      g_autofree char *text = NULL;

      if (self->narrow)
        text = g_strdup_printf ("+%u", self->n_hidden);
      else
        text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "+%u more", "+%u more", self->n_hidden), self->n_hidden);
      self->layout = new_layout (self, text);
      pango_layout_set_width (self->layout, width * PANGO_SCALE);
    }
  else if (item != NULL && self->style == BALAI_CHIP_BLOCK)
    {
      prepare_block (self, item, width, height);
    }
  else if (item != NULL)
    {
      g_autoptr (PangoAttrList) attributes = NULL;
      gboolean timed = *item->time_text != '\0' && !self->continues_before;
      g_autofree char *text = timed ? g_strdup_printf ("%s %s", item->time_text, item->title) : g_strdup (item->title);

      self->layout = new_layout (self, text);
      attributes = make_attributes (item, self->style == BALAI_CHIP_BAR, 0);
      pango_layout_set_attributes (self->layout, attributes);
      pango_layout_set_width (self->layout, width * PANGO_SCALE);
    }
  if (self->layout != NULL && is_conflict (self))
    pango_layout_set_indent (self->layout, (sign_size (self) + PADDING) * PANGO_SCALE);
}

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

static void
balai_item_chip_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  BalaiItemChip *self = BALAI_ITEM_CHIP (widget);
  const BalaiCalendarItem *item = balai_item_chip_get_item (self);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  int before = self->style == BALAI_CHIP_MORE ? PADDING : BAR_WIDTH + PADDING;
  int text_width = width - before - PADDING;
  float x = rtl ? PADDING : before, y;
  GdkRGBA colour;

  if (width <= 0 || height <= 0)
    return;
  if (item != NULL)
    draw_ground (self, snapshot, item, width, height);
  if (self->style == BALAI_CHIP_TICK || text_width < 6)
    {
      if (is_conflict (self) && height >= 5)
        {
          balai_paint_get_named (widget, "error_color", &colour);
          balai_paint_outline (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height), 2, 1, &colour);
        }
      return;
    }
  prepare (self, text_width, height);
  if (self->layout == NULL)
    return;
  balai_paint_get_colour (widget, &colour);
  if (self->style == BALAI_CHIP_BLOCK)
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
  if (is_conflict (self))
    {
      int size = sign_size (self);

      balai_paint_get_named (widget, "error_color", &colour);
      balai_paint_conflict (snapshot, rtl ? x + text_width - size : x, y + (float) (self->line_height - size) / 2.f,
                            size, &colour);
    }
  if (self->style == BALAI_CHIP_BLOCK)
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
  else if (orientation == GTK_ORIENTATION_VERTICAL && self->style != BALAI_CHIP_BLOCK)
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
  if (item->state != BALAI_STATE_SAFE)
    g_string_append_printf (text, "\n%s", balai_state_get_word (item->state));
  gtk_tooltip_set_text (tooltip, text->str);
  g_string_free (text, TRUE);
  return TRUE;
}

static void
activate_action (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  g_signal_emit (widget, signals[ACTIVATED], 0);
}

static void
balai_item_chip_dispose (GObject *object)
{
  BalaiItemChip *self = BALAI_ITEM_CHIP (object);

  drop_layouts (self);
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
  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  gtk_widget_class_set_activate_signal (widget_class, signals[ACTIVATED]);
  gtk_widget_class_install_action (widget_class, "chip.activate", NULL, activate_action);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_Return, 0, "activated", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_KP_Enter, 0, "activated", NULL);
  gtk_widget_class_add_binding_signal (widget_class, GDK_KEY_space, 0, "activated", NULL);
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

static void
set_css_class (GtkWidget  *widget,
               const char *name,
               gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
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
  drop_layouts (self);
  set_css_class (GTK_WIDGET (self), "unsettled", item->status != BALAI_ITEM_CONFIRMED);
  set_css_class (GTK_WIDGET (self), "cancelled", item->status == BALAI_ITEM_CANCELLED);
  set_css_class (GTK_WIDGET (self), "conflict", item->state == BALAI_STATE_CONFLICT);
  label = balai_calendar_items_describe (items, position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * balai_item_chip_bind_more:
 * @self: a chip
 * @day: whose items are not all seen
 * @n_hidden: how many are not
 * @narrow: whether there is no room for words
 *
 * Shows "+3 lagi".
 */
void
balai_item_chip_bind_more (BalaiItemChip *self,
                           int64_t        day,
                           guint          n_hidden,
                           gboolean       narrow)
{
  g_autofree char *date = NULL;
  g_autofree char *label = NULL;

  g_return_if_fail (BALAI_IS_ITEM_CHIP (self));

  if (self->style == BALAI_CHIP_MORE && self->day == day && self->n_hidden == n_hidden && self->narrow == narrow)
    return;
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  drop_layouts (self);
  self->style = BALAI_CHIP_MORE;
  self->day = day;
  self->n_hidden = n_hidden;
  self->narrow = narrow;
  date = balai_format_date_long (day);
  /* Translators: %1$u is a number of events that have no room, %2$s a date */
  label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$u more event on %2$s", "%1$u more events on %2$s",
                                        n_hidden),
                           n_hidden, date);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_add_css_class (GTK_WIDGET (self), "more");
  gtk_widget_queue_draw (GTK_WIDGET (self));
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
  drop_layouts (self);
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
  drop_layouts (self);
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

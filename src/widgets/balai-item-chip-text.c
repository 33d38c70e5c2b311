/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-item-chip-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balai-format.h"

#define PADDING BALAI_CHIP_PADDING
#define NO_BREAK_SPACE "\302\240"

void
balai_item_chip_drop_layouts (BalaiItemChip *self)
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
      PangoAttribute *weight = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      weight->start_index = dim_until;
      pango_attr_list_insert (attributes, weight);
    }
  return attributes;
}

int
balai_item_chip_get_sign_size (BalaiItemChip *self)
{
  return MAX (9, self->line_height * 6 / 10);
}

gboolean
balai_item_chip_is_conflict (BalaiItemChip *self)
{
  const BalaiCalendarItem *item = balai_item_chip_get_item (self);

  return item != NULL ? item->state == BALAI_STATE_CONFLICT : self->style == BALAI_CHIP_MORE && self->n_conflicts > 0;
}

/* What is worth a look has a sign too, which is not that of a conflict. */
gboolean
balai_item_chip_has_sign (BalaiItemChip *self)
{
  const BalaiCalendarItem *item = balai_item_chip_get_item (self);

  return balai_item_chip_is_conflict (self) || (item != NULL && item->state == BALAI_STATE_ATTENTION);
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

/* Without the zone: it is that of the whole view, and a lane is narrow; without the end where that does not fit. */
static char *
make_times (BalaiItemChip           *self,
            const BalaiCalendarItem *item,
            int                      width)
{
  const BalaiZone *zone = balai_calendar_items_get_zone (self->items);
  g_autofree char *end = balai_format_time (balai_wall_second (balai_zone_to_wall (zone, item->span.end)));

  g_autofree char *both = g_strdup_printf ("%s–%s", item->time_text, end);
  g_autoptr (PangoLayout) layout = new_layout (self, both);
  g_autoptr (PangoAttrList) attributes = make_attributes (item, FALSE, 0);
  int natural;

  /* Figures of one width are wider than others. */
  pango_layout_set_attributes (layout, attributes);
  pango_layout_get_pixel_size (layout, &natural, NULL);
  return natural <= width ? g_steal_pointer (&both) : g_strdup (item->time_text);
}

/* Room for a sign at the start of a text, glued to its first word. */
static void
leave_room_for_sign (BalaiItemChip *self,
                     PangoAttrList *attributes)
{
  PangoRectangle room = { 0, -PANGO_SCALE, (balai_item_chip_get_sign_size (self) + PADDING) * PANGO_SCALE,
                          PANGO_SCALE };
  PangoAttribute *shape = pango_attr_shape_new (&room, &room);

  shape->start_index = 0;
  shape->end_index = strlen (NO_BREAK_SPACE);
  pango_attr_list_insert (attributes, shape);
}

/* A line ends between words. A word that is longer than a line is cut short with dots rather than broken: each line
 * becomes a paragraph of its own then, since Pango cuts only the last line of one. */
static void
set_title (BalaiItemChip           *self,
           const BalaiCalendarItem *item,
           int                      width,
           int                      n_lines)
{
  g_autoptr (PangoAttrList) attributes = make_attributes (item, TRUE, 0);
  g_autofree char *lead = g_strconcat (balai_item_chip_has_sign (self) ? NO_BREAK_SPACE : "", item->title, NULL);
  g_autoptr (GString) broken = NULL;
  int natural;

  if (balai_item_chip_has_sign (self))
    leave_room_for_sign (self, attributes);
  self->layout = new_layout (self, lead);
  pango_layout_set_attributes (self->layout, attributes);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD);
  pango_layout_set_width (self->layout, width * PANGO_SCALE);
  pango_layout_set_height (self->layout, n_lines * self->line_height * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, &natural, NULL);
  if (n_lines > 1 && natural <= width)
    return;
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_NONE);
  broken = g_string_new (NULL);
  for (GSList *at = pango_layout_get_lines_readonly (self->layout); at != NULL && n_lines > 0; at = at->next)
    {
      const PangoLayoutLine *line = at->data;
      gboolean last = --n_lines == 0 || at->next == NULL;

      g_string_append_len (broken, lead + line->start_index, last ? -1 : line->length);
      if (!last)
        g_string_append_c (broken, '\n');
    }
  pango_layout_set_text (self->layout, broken->str, -1);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_height (self->layout, -1);
}

static void
prepare_block (BalaiItemChip           *self,
               const BalaiCalendarItem *item,
               int                      width,
               int                      height)
{
  int lines = MAX (1, (height - 2) / MAX (1, self->line_height));
  gboolean narrow = width < self->line_height * 7 / 2;
  gboolean place = lines >= 4 && item->place != NULL && *item->place != '\0';

  if (lines == 1)
    {
      g_autoptr (PangoAttrList) attributes = make_attributes (item, TRUE, 0);
      g_autofree char *text = g_strdup_printf ("%s  %s", item->title, item->time_text);

      self->layout = new_layout (self, text);
      pango_layout_set_attributes (self->layout, attributes);
      pango_layout_set_width (self->layout, width * PANGO_SCALE);
      if (balai_item_chip_has_sign (self))
        pango_layout_set_indent (self->layout, (balai_item_chip_get_sign_size (self) + PADDING) * PANGO_SCALE);
    }
  else if (narrow)
    {
      /* No hour fits beside so little; the scale at the side tells it. */
      set_title (self, item, width, lines);
    }
  else
    {
      g_autoptr (PangoAttrList) plain = make_attributes (item, FALSE, 0);
      g_autofree char *times = make_times (self, item, width);
      g_autofree char *text = place ? g_strdup_printf ("%s\n%s", times, item->place) : g_strdup (times);

      set_title (self, item, width, lines - (place ? 2 : 1));
      self->details = new_layout (self, text);
      pango_layout_set_width (self->details, width * PANGO_SCALE);
      pango_layout_set_height (self->details, -1);
      pango_layout_set_attributes (self->details, plain);
    }
}

/* "+12 lagi", over two lines or without the word where there is no room for it. */
static void
prepare_fold (BalaiItemChip *self,
              int            width,
              int            height)
{
  g_autofree char *text =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "+%u more", "+%u more", self->n_hidden), self->n_hidden);
  int natural, lines_height;

  self->layout = new_layout (self, text);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_NONE);
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD);
  pango_layout_set_width (self->layout, width * PANGO_SCALE);
  pango_layout_get_pixel_size (self->layout, &natural, &lines_height);
  if (natural > width || lines_height > height)
    {
      g_autofree char *number = g_strdup_printf ("+%u", self->n_hidden);

      pango_layout_set_text (self->layout, number, -1);
    }
}

/* A number that ends in dots is none: where large text meets a narrow column, it is written smaller. */
static void
shrink (PangoLayout *layout,
        int          width)
{
  g_autoptr (PangoAttrList) attributes = NULL;
  int natural;

  pango_layout_get_pixel_size (layout, &natural, NULL);
  if (natural <= width)
    return;
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (MAX (.5, .95 * width / natural)));
  pango_layout_set_attributes (layout, attributes);
}

void
balai_item_chip_prepare (BalaiItemChip *self,
                         int            width,
                         int            height)
{
  const BalaiCalendarItem *item = balai_item_chip_get_item (self);

  if (self->layout != NULL && self->layout_width == width && self->layout_height == height)
    return;
  balai_item_chip_drop_layouts (self);
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
      if (self->narrow)
        shrink (self->layout, width);
      pango_layout_set_width (self->layout, width * PANGO_SCALE);
    }
  else if (self->style == BALAI_CHIP_FOLD)
    {
      prepare_fold (self, width, height);
    }
  else if (item != NULL && self->style == BALAI_CHIP_BLOCK)
    {
      prepare_block (self, item, width, height);
      return;
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
  if (self->layout != NULL && balai_item_chip_has_sign (self))
    pango_layout_set_indent (self->layout, (balai_item_chip_get_sign_size (self) + PADDING) * PANGO_SCALE);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-lanes-canvas-private.h"

#include "balai-day.h"
#include "balai-format.h"
#include "balai-item-chip.h"
#include "balai-paint.h"

#define HOURS BALAI_LANES_HOURS
#define STEP BALAI_LANES_STEP

void
balai_lanes_canvas_forget_texts (BalaiLanesCanvas *self)
{
  for (int i = 0; i < HOURS; i++)
    g_clear_object (&self->hour_text[i]);
}

/* How wide things must be to be read, in the font as it is now. */
static void
prepare_widths (BalaiLanesCanvas *self)
{
  PangoFontMetrics *metrics =
    pango_context_get_metrics (gtk_widget_get_pango_context (GTK_WIDGET (self)), NULL, NULL);
  int letter = pango_font_metrics_get_approximate_char_width (metrics);
  int digit = pango_font_metrics_get_approximate_digit_width (metrics);

  /* Seven letters, beside the bar of the office and what is left free around them. */
  self->lane_width = PANGO_PIXELS_CEIL (7 * letter) + 14;
  self->fold_width = PANGO_PIXELS_CEIL (3 * digit) + 6;
  self->fold_words_width = PANGO_PIXELS_CEIL (9 * digit) + 8;
  pango_font_metrics_unref (metrics);
}

void
balai_lanes_canvas_prepare_texts (BalaiLanesCanvas *self)
{
  int line = balai_paint_line_height (GTK_WIDGET (self));

  if (self->hour_text[0] != NULL && self->line_height == line)
    return;
  balai_lanes_canvas_forget_texts (self);
  self->line_height = line;
  self->gutter = 0;
  for (int hour = 0; hour < HOURS; hour++)
    {
      g_autofree char *text = balai_format_time (hour * (int) BALAI_HOUR);
      g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
      int width;

      pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
      self->hour_text[hour] = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
      pango_layout_set_attributes (self->hour_text[hour], attributes);
      pango_layout_get_pixel_size (self->hour_text[hour], &width, NULL);
      self->gutter = MAX (self->gutter, width + 14);
    }
  prepare_widths (self);
  for (guint i = 0; i < self->chips->len; i++)
    balai_item_chip_set_line (g_ptr_array_index (self->chips, i), line);
  for (guint i = 0; i < self->fold_chips->len; i++)
    balai_item_chip_set_line (g_ptr_array_index (self->fold_chips, i), line);
}

static void
fill (BalaiLanesCanvas *self,
      GtkSnapshot      *snapshot,
      int               from,
      int               to,
      double            y,
      double            end,
      const GdkRGBA    *colour)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  gtk_snapshot_append_color (snapshot, colour,
                             &GRAPHENE_RECT_INIT ((float) (rtl ? width - to : from), (float) y, (float) (to - from),
                                                  (float) (end - y)));
}

static void
draw_ground (BalaiLanesCanvas *self,
             GtkSnapshot      *snapshot,
             int               width,
             int               height)
{
  GdkRGBA text, line, faint, closed;

  balai_paint_get_colour (GTK_WIDGET (self), &text);
  line = faint = closed = text;
  line.alpha *= 0.13f;
  faint.alpha *= 0.06f;
  closed.alpha *= 0.045f;
  for (guint i = 0; i < self->n_days; i++)
    {
      int64_t date = self->first_day + i;
      int from = balai_lanes_canvas_column_x (self, i), to = balai_lanes_canvas_column_x (self, i + 1);
      gboolean off = balai_day_weekday (date) >= 6 || balai_calendar_view_get_holiday (self->view, date) != NULL;

      if (off)
        fill (self, snapshot, from, to, 0, height, &closed);
      fill (self, snapshot, from, from + 1, 0, height, &line);
    }
  for (int hour = 0; hour < HOURS; hour++)
    {
      double y = balai_lanes_canvas_y_of_second (self, hour * (int) BALAI_HOUR);
      double half = y + balai_lanes_canvas_hour_height (self) / 2;

      if (hour > 0)
        fill (self, snapshot, self->gutter - 4, width, y, y + 1, &line);
      fill (self, snapshot, self->gutter, width, half, half + 1, &faint);
    }
}

/* The hours keep their place at the edge of what is seen, over what is scrolled away under them. */
static void
draw_hours (BalaiLanesCanvas *self,
            GtkSnapshot      *snapshot,
            int               width,
            int               height)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int x = self->view_width <= 0 ? 0 : rtl ? MIN (0, self->view_x + self->view_width - width) : MAX (0, self->view_x);
  GdkRGBA text, ground;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) x, 0));
  if (x != 0)
    {
      balai_paint_get_named (GTK_WIDGET (self), "view_bg_color", &ground);
      fill (self, snapshot, 0, self->gutter, 0, height, &ground);
    }
  balai_paint_get_colour (GTK_WIDGET (self), &text);
  text.alpha *= 0.75f;
  for (int hour = 1; hour < HOURS; hour++)
    {
      double y = balai_lanes_canvas_y_of_second (self, hour * (int) BALAI_HOUR);
      int text_width, text_height;

      pango_layout_get_pixel_size (self->hour_text[hour], &text_width, &text_height);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot,
                              &GRAPHENE_POINT_INIT (rtl ? width - self->gutter + 8 : self->gutter - 8 - text_width,
                                                    (float) (y - text_height / 2.0)));
      gtk_snapshot_append_layout (snapshot, self->hour_text[hour], &text);
      gtk_snapshot_restore (snapshot);
    }
  gtk_snapshot_restore (snapshot);
}

static void
draw_marked (BalaiLanesCanvas *self,
             GtkSnapshot      *snapshot,
             int64_t           from,
             int64_t           to,
             float             strength)
{
  int64_t column = balai_wall_day (from) - self->first_day;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double y = balai_lanes_canvas_y_of_second (self, balai_wall_second (from));
  double end = y + balai_lanes_canvas_y_of_second (self, (int) (to - from));
  graphene_rect_t area;
  GdkRGBA colour, ground;
  int left, right;

  if (column < 0 || column >= self->n_days)
    return;
  left = balai_lanes_canvas_column_x (self, (guint) column) + 1;
  right = balai_lanes_canvas_column_x (self, (guint) column + 1);
  area = GRAPHENE_RECT_INIT ((float) (rtl ? width - right : left), (float) y, (float) (right - left),
                             (float) (end - y));
  balai_paint_get_named (GTK_WIDGET (self), "accent_bg_color", &colour);
  ground = colour;
  ground.alpha *= 0.22f * strength;
  colour.alpha *= strength;
  balai_paint_rounded (snapshot, &area, 5, &ground);
  balai_paint_outline (snapshot, &area, 5, 2, &colour);
}

/* The line lies beneath what happens, whose words it must not strike out; its knob at the edge of the day over it. */
static void
draw_now (BalaiLanesCanvas *self,
          GtkSnapshot      *snapshot,
          gboolean          knob)
{
  int64_t wall = balai_zone_to_wall (balai_calendar_view_get_zone (self->view), self->now);
  int64_t column = balai_wall_day (wall) - self->first_day;
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double y = balai_lanes_canvas_y_of_second (self, balai_wall_second (wall));
  GdkRGBA colour, faint;
  int from, to;

  if (column < 0 || column >= self->n_days)
    return;
  from = balai_lanes_canvas_column_x (self, (guint) column);
  to = balai_lanes_canvas_column_x (self, (guint) column + 1);
  balai_paint_get_named (GTK_WIDGET (self), "accent_color", &colour);
  if (knob)
    {
      balai_paint_rounded (snapshot, &GRAPHENE_RECT_INIT ((float) (rtl ? width - from : from) - 4, (float) y - 4, 8, 8),
                           4, &colour);
      return;
    }
  faint = colour;
  faint.alpha *= 0.35f;
  fill (self, snapshot, self->gutter, width, y, y + 1, &faint);
  fill (self, snapshot, from, to, y - 1, y + 1, &colour);
}

void
balai_lanes_canvas_snapshot (GtkWidget   *widget,
                             GtkSnapshot *snapshot)
{
  BalaiLanesCanvas *self = BALAI_LANES_CANVAS (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  balai_lanes_canvas_prepare_texts (self);
  draw_ground (self, snapshot, width, height);
  draw_now (self, snapshot, FALSE);
  for (guint i = 0; i < self->stops->len; i++)
    gtk_widget_snapshot_child (widget, g_array_index (self->stops, Stop, i).chip, snapshot);
  if (self->dragging)
    draw_marked (self, snapshot, MIN (self->drag_from, self->drag_to), MAX (self->drag_from, self->drag_to) + STEP, 1);
  else if (gtk_widget_has_visible_focus (widget))
    draw_marked (self, snapshot, self->cursor, self->cursor + self->cursor_length, 0.8f);
  draw_now (self, snapshot, TRUE);
  draw_hours (self, snapshot, width, height);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-paint.h"

#include <adwaita.h>

#include "balai-palette.h"

/**
 * balai_paint_get_colour:
 * @widget: a widget
 * @colour: (out caller-allocates): the colour of its text as the style says
 */
void
balai_paint_get_colour (GtkWidget *widget,
                        GdkRGBA   *colour)
{
  gtk_style_context_get_color (gtk_widget_get_style_context (widget), colour);
}

/**
 * balai_paint_get_named:
 * @widget: a widget
 * @name: a colour of the style, such as "error_color"
 * @colour: (out caller-allocates): that colour, or the one of the text where the style does not know it
 */
void
balai_paint_get_named (GtkWidget  *widget,
                       const char *name,
                       GdkRGBA    *colour)
{
  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, colour))
    balai_paint_get_colour (widget, colour);
}

/**
 * balai_paint_get_palette:
 * @index: colour of an OPD
 * @colour: (out caller-allocates): as it is now, in light or dark
 */
void
balai_paint_get_palette (guint    index,
                         GdkRGBA *colour)
{
  balai_palette_get (index, adw_style_manager_get_dark (adw_style_manager_get_default ()), colour);
}

/**
 * balai_paint_hatch:
 * @snapshot: where to draw
 * @area: what to fill, and no pixel beyond
 * @colour: colour of the lines; they are drawn thin enough for text to stay legible over them
 */
void
balai_paint_hatch (GtkSnapshot           *snapshot,
                   const graphene_rect_t *area,
                   const GdkRGBA         *colour)
{
  const float step = 4.2f;
  GdkRGBA line = *colour, ground = *colour;
  GskColorStop stops[4];

  line.alpha *= 0.34f;
  ground.alpha *= 0.10f;
  stops[0] = (GskColorStop) { 0.f, line };
  stops[1] = (GskColorStop) { 0.30f, line };
  stops[2] = (GskColorStop) { 0.36f, ground };
  stops[3] = (GskColorStop) { 1.f, ground };
  gtk_snapshot_append_repeating_linear_gradient (snapshot, area,
                                                 &GRAPHENE_POINT_INIT (0, 0), &GRAPHENE_POINT_INIT (step, step),
                                                 stops, G_N_ELEMENTS (stops));
}

void
balai_paint_rounded (GtkSnapshot           *snapshot,
                     const graphene_rect_t *area,
                     float                  radius,
                     const GdkRGBA         *colour)
{
  GskRoundedRect shape;

  gsk_rounded_rect_init_from_rect (&shape, area, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &shape);
  gtk_snapshot_append_color (snapshot, colour, area);
  gtk_snapshot_pop (snapshot);
}

void
balai_paint_outline (GtkSnapshot           *snapshot,
                     const graphene_rect_t *area,
                     float                  radius,
                     float                  width,
                     const GdkRGBA         *colour)
{
  GskRoundedRect shape;
  const float widths[4] = { width, width, width, width };
  const GdkRGBA colours[4] = { *colour, *colour, *colour, *colour };

  gsk_rounded_rect_init_from_rect (&shape, area, radius);
  gtk_snapshot_append_border (snapshot, &shape, widths, colours);
}

/**
 * balai_paint_conflict:
 * @snapshot: where to draw
 * @x: left edge
 * @y: upper edge
 * @size: width and height
 * @colour: what to draw it with
 *
 * The sign of a conflict, two overlapping squares, small enough to stand in a line of text.
 */
void
balai_paint_conflict (GtkSnapshot   *snapshot,
                      float          x,
                      float          y,
                      float          size,
                      const GdkRGBA *colour)
{
  float side = size * 0.66f, width = MAX (1.f, size * 0.11f), off = size - side;
  GdkRGBA common = *colour;

  balai_paint_outline (snapshot, &GRAPHENE_RECT_INIT (x, y, side, side), 1.5f, width, colour);
  balai_paint_outline (snapshot, &GRAPHENE_RECT_INIT (x + off, y + off, side, side), 1.5f, width, colour);
  common.alpha *= 0.7f;
  gtk_snapshot_append_color (snapshot, &common, &GRAPHENE_RECT_INIT (x + off, y + off, side - off, side - off));
}

/**
 * balai_paint_attention:
 * @snapshot: where to draw
 * @x: left edge
 * @y: upper edge
 * @size: width and height
 * @colour: what to draw it with
 *
 * The sign of what is worth a look, a triangle, small enough to stand in a line of text.
 */
void
balai_paint_attention (GtkSnapshot   *snapshot,
                       float          x,
                       float          y,
                       float          size,
                       const GdkRGBA *colour)
{
  /* In half pixels, so that its edges are not stairs. */
  for (float line = 0; line < size; line += 0.5f)
    {
      float width = MAX (1.f, size * (line + 0.5f) / size);

      gtk_snapshot_append_color (snapshot, colour,
                                 &GRAPHENE_RECT_INIT (x + (size - width) / 2.f, y + line, width, 0.5f));
    }
}

/**
 * balai_paint_line_height:
 * @widget: a widget
 *
 * Returns: height of a line of its text in pixels, whatever size the person has chosen for text
 */
int
balai_paint_line_height (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int height = pango_font_metrics_get_height (metrics);

  if (height <= 0)
    height = pango_font_metrics_get_ascent (metrics) + pango_font_metrics_get_descent (metrics);
  pango_font_metrics_unref (metrics);
  return PANGO_PIXELS_CEIL (height);
}

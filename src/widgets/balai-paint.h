/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What several widgets draw alike. GtkStyleContext is looked at here and nowhere else. */

void balai_paint_get_colour   (GtkWidget             *widget,
                               GdkRGBA               *colour);
void balai_paint_get_named    (GtkWidget             *widget,
                               const char            *name,
                               GdkRGBA               *colour);
void balai_paint_get_palette  (guint                  index,
                               GdkRGBA               *colour);
void balai_paint_hatch        (GtkSnapshot           *snapshot,
                               const graphene_rect_t *area,
                               const GdkRGBA         *colour);
void balai_paint_rounded      (GtkSnapshot           *snapshot,
                               const graphene_rect_t *area,
                               float                  radius,
                               const GdkRGBA         *colour);
void balai_paint_outline      (GtkSnapshot           *snapshot,
                               const graphene_rect_t *area,
                               float                  radius,
                               float                  width,
                               const GdkRGBA         *colour);
void balai_paint_conflict     (GtkSnapshot           *snapshot,
                               float                  x,
                               float                  y,
                               float                  size,
                               const GdkRGBA         *colour);
void balai_paint_attention    (GtkSnapshot           *snapshot,
                               float                  x,
                               float                  y,
                               float                  size,
                               const GdkRGBA         *colour);
int  balai_paint_line_height  (GtkWidget             *widget);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-colour-bar.h"

#include "balai-paint.h"

#define WIDTH 4

/**
 * BalaiColourBar:
 *
 * A narrow bar in the colour of an OPD, to stand beside its text. It says nothing by itself, and is no part of what a
 * screen reader sees.
 */
struct _BalaiColourBar
{
  GtkWidget parent_instance;

  guint colour;
};

G_DEFINE_FINAL_TYPE (BalaiColourBar, balai_colour_bar, GTK_TYPE_WIDGET)

static void
balai_colour_bar_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  GdkRGBA colour;

  balai_paint_get_palette (BALAI_COLOUR_BAR (widget)->colour, &colour);
  balai_paint_rounded (snapshot,
                       &GRAPHENE_RECT_INIT (0, 0, gtk_widget_get_width (widget), gtk_widget_get_height (widget)),
                       WIDTH / 2.f, &colour);
}

static void
balai_colour_bar_measure (GtkWidget      *widget,
                          GtkOrientation  orientation,
                          int             for_size,
                          int            *minimum,
                          int            *natural,
                          int            *minimum_baseline,
                          int            *natural_baseline)
{
  *minimum = *natural = WIDTH;
}

static void
balai_colour_bar_class_init (BalaiColourBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = balai_colour_bar_snapshot;
  widget_class->measure = balai_colour_bar_measure;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
balai_colour_bar_init (BalaiColourBar *self)
{
}

/**
 * balai_colour_bar_set_colour:
 * @self: a bar
 * @colour: index in the palette
 */
void
balai_colour_bar_set_colour (BalaiColourBar *self,
                             guint           colour)
{
  g_return_if_fail (BALAI_IS_COLOUR_BAR (self));

  self->colour = colour;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

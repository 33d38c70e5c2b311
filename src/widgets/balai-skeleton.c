/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-skeleton.h"

#include <glib/gi18n-lib.h>

#include "balai-paint.h"

/**
 * BalaiSkeleton:
 *
 * The shape of a list that is on its way. It stands still: what is loaded in a moment needs no show.
 */
struct _BalaiSkeleton
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (BalaiSkeleton, balai_skeleton, GTK_TYPE_WIDGET)

static void
balai_skeleton_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  static const float lengths[] = { 0.55f, 0.72f, 0.43f, 0.64f, 0.5f };
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  float width = (float) gtk_widget_get_width (widget), height = (float) gtk_widget_get_height (widget);
  float line = (float) balai_paint_line_height (widget), step = line * 3;
  GdkRGBA strong, faint;

  balai_paint_get_colour (widget, &strong);
  faint = strong;
  strong.alpha *= 0.12f;
  faint.alpha *= 0.07f;
  for (int i = 0; (float) i * step + 2 * line + 12 < height; i++)
    {
      float y = 12 + (float) i * step, length = lengths[i % (int) G_N_ELEMENTS (lengths)] * (width - 24);
      float second = length * 0.6f;

      balai_paint_rounded (snapshot,
                           &GRAPHENE_RECT_INIT (rtl ? width - 12 - length : 12, y, MAX (1, length), line * 0.8f), 4,
                           &strong);
      balai_paint_rounded (snapshot,
                           &GRAPHENE_RECT_INIT (rtl ? width - 12 - second : 12, y + line * 1.2f, MAX (1, second),
                                                line * 0.6f), 4, &faint);
    }
}

static void
balai_skeleton_class_init (BalaiSkeletonClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->snapshot = balai_skeleton_snapshot;
  gtk_widget_class_set_css_name (widget_class, "skeleton");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
balai_skeleton_init (BalaiSkeleton *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Loading"), -1);
}

GtkWidget *
balai_skeleton_new (void)
{
  return g_object_new (BALAI_TYPE_SKELETON, NULL);
}

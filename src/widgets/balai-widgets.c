/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-widgets.h"

#include <gtk/gtk.h>

#define PREFIX "/id/go/kedirikota/Balai/widgets"

/**
 * balai_widgets_init:
 *
 * Gives the default display the style and the signs of the widgets. To be called once after GTK is up; calling it again
 * does nothing.
 */
void
balai_widgets_init (void)
{
  static gsize done = 0;
  GdkDisplay *display = gdk_display_get_default ();
  g_autoptr (GtkCssProvider) provider = NULL;

  if (display == NULL || !g_once_init_enter (&done))
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, PREFIX "/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  gtk_icon_theme_add_resource_path (gtk_icon_theme_get_for_display (display), PREFIX "/icons");
  g_once_init_leave (&done, 1);
}

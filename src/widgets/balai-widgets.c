/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-widgets.h"

#include <adwaita.h>

#define PREFIX "/id/go/kedirikota/Balai/widgets"
#define ICONS  "/id/go/kedirikota/Balai/icons"

static void
contrast_changed (AdwStyleManager *manager,
                  GParamSpec      *pspec,
                  GtkCssProvider  *provider)
{
  GdkDisplay *display = gdk_display_get_default ();

  if (adw_style_manager_get_high_contrast (manager))
    gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                                GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  else
    gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (provider));
}

/* An application whose resources lie below the same path has told GTK already, which would look there twice. */
static void
add_icons (GdkDisplay *display)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (display);
  g_auto (GStrv) paths = gtk_icon_theme_get_resource_path (theme);

  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    if (g_str_has_prefix (paths[i], ICONS))
      return;
  gtk_icon_theme_add_resource_path (theme, ICONS);
}

/**
 * balai_widgets_init:
 *
 * Gives the default display the style and the signs of the widgets. To be called once after libadwaita is up; calling
 * it again does nothing.
 */
void
balai_widgets_init (void)
{
  static gsize done = 0;
  GdkDisplay *display = gdk_display_get_default ();
  AdwStyleManager *manager;
  g_autoptr (GtkCssProvider) provider = NULL;
  g_autoptr (GtkCssProvider) contrast = NULL;

  if (display == NULL || !g_once_init_enter (&done))
    return;
  provider = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (provider, PREFIX "/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (provider),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  contrast = gtk_css_provider_new ();
  gtk_css_provider_load_from_resource (contrast, PREFIX "/style-hc.css");
  manager = adw_style_manager_get_default ();
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (contrast_changed), contrast, 0);
  contrast_changed (manager, NULL, contrast);
  /* The style manager outlives every window, and so must what listens to it. */
  g_object_set_data_full (G_OBJECT (manager), "balai-high-contrast", g_steal_pointer (&contrast), g_object_unref);
  add_icons (display);
  g_once_init_leave (&done, 1);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-about.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "balai-widget-tools.h"

static void
add_line (GtkBox     *box,
          const char *text,
          const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "justify", GTK_JUSTIFY_CENTER, "selectable", TRUE, "focusable", FALSE, NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  gtk_box_append (box, label);
}

static GtkWidget *
new_text (void)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 12, "margin-top", 12,
                                 "margin-bottom", 24, "margin-start", 18, "margin-end", 18, NULL);
  GtkWidget *logo = g_object_new (GTK_TYPE_IMAGE, "icon-name", APP_ID, "pixel-size", 128, "accessible-role",
                                  GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box), logo);
  add_line (GTK_BOX (box), _("Balai"), "title-1");
  add_line (GTK_BOX (box), PACKAGE_VERSION, "numeric");
  add_line (GTK_BOX (box), _("See at a glance which rooms and people are double-booked"), NULL);
  add_line (GTK_BOX (box), _("© The Balai authors"), "caption");
  add_line (GTK_BOX (box), _("Free software under the GNU General Public License, version 3 or later. It comes without "
                             "any warranty."), "caption");
  /* Translators: your names, one on a line */
  if (g_strcmp0 (_("translator-credits"), "translator-credits") != 0)
    add_line (GTK_BOX (box), _("translator-credits"), "caption");
  return box;
}

/**
 * balai_about_new:
 *
 * Returns: (transfer floating): a window that says what Balai is
 */
GtkWidget *
balai_about_new (void)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, "title", _("About Balai"), "modal", TRUE, "default-width", 400,
                                    "default-height", 460, "width-request", 300, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *scrolled = g_object_new (GTK_TYPE_SCROLLED_WINDOW, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                                      "child", new_text (), NULL);

  balai_window_fit_text (GTK_WINDOW (window));
  gtk_widget_add_css_class (header, "flat");
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scrolled);
  adw_window_set_content (ADW_WINDOW (window), box);
  balai_widget_add_key (window, GDK_KEY_Escape, "window.close");
  return window;
}

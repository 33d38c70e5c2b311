/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-about.h"

#include <glib/gi18n-lib.h>

/**
 * balai_about_new:
 *
 * Returns: (transfer floating): a window that says what Balai is
 */
GtkWidget *
balai_about_new (void)
{
  static const char *const authors[] = { "The Balai authors", NULL };

  return g_object_new (GTK_TYPE_ABOUT_DIALOG,
                       "modal", TRUE,
                       "program-name", _("Balai"),
                       "logo-icon-name", APP_ID,
                       "version", PACKAGE_VERSION,
                       "comments", _("See at a glance which rooms and people are double-booked"),
                       "copyright", "© The Balai authors",
                       "license-type", GTK_LICENSE_GPL_3_0,
                       "authors", authors,
                       /* Translators: your names, one on a line */
                       "translator-credits", _("translator-credits"),
                       NULL);
}

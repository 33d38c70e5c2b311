/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-help.h"

#include <glib/gi18n-lib.h>

#include "balai-toasts.h"

static void
on_launched (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  GWeakRef *ref = user_data;
  g_autoptr (GtkWidget) from = g_weak_ref_get (ref);
  g_autoptr (GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error) && from != NULL)
    {
      g_debug ("The help was not opened: %s", error->message);
      balai_toast_show (from, _("The help cannot be shown. Install the program Help (Yelp) to read it."));
    }
  g_weak_ref_clear (ref);
  g_free (ref);
}

/**
 * balai_help_show:
 * @from: a widget of the window
 * @uri: what is to be read, %BALAI_HELP_URI for all of it
 *
 * Opens the help in the program of the desktop for it, and says so where there is none.
 */
void
balai_help_show (GtkWidget  *from,
                 const char *uri)
{
  GWeakRef *ref;

  g_return_if_fail (GTK_IS_WIDGET (from) && uri != NULL);

  ref = g_new0 (GWeakRef, 1);
  g_weak_ref_init (ref, from);
  g_app_info_launch_default_for_uri_async (uri, NULL, NULL, on_launched, ref);
}

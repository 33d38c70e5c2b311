/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-notice.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

/* What stands in the place of the views while there is nothing to show in them. */

static GtkWidget *
make_notice (const char *icon,
             const char *title,
             const char *description,
             const char *label,
             const char *action)
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "label", label, "use-underline", TRUE, "halign", GTK_ALIGN_CENTER,
                                    "action-name", action, NULL);

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_add_css_class (button, "suggested-action");
  return g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", icon, "title", title, "description", description, "child",
                       button, NULL);
}

/**
 * balai_schedule_notice_new_empty:
 *
 * Returns: (transfer floating): says that nothing was entered yet, and what to do
 */
GtkWidget *
balai_schedule_notice_new_empty (void)
{
  return make_notice ("x-office-calendar-symbolic", _("The calendar is empty"),
                      _("Bring in the calendar file you already have, or press Ctrl+N to enter an event."),
                      _("_Import Calendar File…"), "schedule.import");
}

/**
 * balai_schedule_notice_new_failed:
 *
 * Returns: (transfer floating): says that the records could not be read, and what to do
 */
GtkWidget *
balai_schedule_notice_new_failed (void)
{
  return make_notice ("balai-attention-symbolic", _("The calendar could not be read"),
                      _("Nothing was changed. Try again; if it does not help, close Balai and start it again."),
                      _("_Try Again"), "schedule.reload");
}

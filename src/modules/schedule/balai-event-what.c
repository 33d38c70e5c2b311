/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-what.h"

#include <glib/gi18n-lib.h>

#include "balai-widget-tools.h"

/**
 * BalaiEventWhat:
 *
 * What the event is: the field an editor opens with.
 */
struct _BalaiEventWhat
{
  BalaiEventSection parent_instance;

  GtkWidget *title_row; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiEventWhat, balai_event_what, BALAI_TYPE_EVENT_SECTION)

static void
balai_event_what_fill (BalaiEventSection *section)
{
  balai_event_section_bind_text (section, BALAI_EVENT_WHAT (section)->title_row, BALAI_EVENT_TITLE);
}

static gboolean
balai_event_what_focus_at (BalaiEventSection *section,
                           const char        *field,
                           const char        *resource)
{
  return g_str_equal (field, "title") && gtk_widget_grab_focus (BALAI_EVENT_WHAT (section)->title_row);
}

static void
balai_event_what_class_init (BalaiEventWhatClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiEventSectionClass *section_class = BALAI_EVENT_SECTION_CLASS (klass);

  section_class->fill = balai_event_what_fill;
  section_class->focus_at = balai_event_what_focus_at;
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-what.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWhat, title_row);
}

static void
balai_event_what_init (BalaiEventWhat *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  balai_widget_name_lists (GTK_WIDGET (self), _("Title"));
}

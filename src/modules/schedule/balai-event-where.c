/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-where.h"

#include "balai-picker-row.h"

/**
 * BalaiEventWhere:
 *
 * Where the event is: a venue of the register, any other place, a link.
 */
struct _BalaiEventWhere
{
  BalaiEventSection parent_instance;

  GtkWidget *venue_row;  /* (unowned) */
  GtkWidget *note;       /* (unowned) */
  GtkWidget *place_row;  /* (unowned) */
  GtkWidget *online_row; /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiEventWhere, balai_event_where, BALAI_TYPE_EVENT_SECTION)

static BalaiRegisterPicker *
picker (BalaiEventWhere *self)
{
  return balai_picker_row_get_picker (BALAI_PICKER_ROW (self->venue_row));
}

static void
venue_changed (BalaiEventWhere *self)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  BalaiRegisterEntry *venue = balai_register_picker_get_single (picker (self));

  if (balai_event_section_is_filling (section))
    return;
  balai_record_set_text (balai_event_section_get_event (section), BALAI_EVENT_VENUE,
                         venue ? balai_register_entry_get_id (venue) : NULL);
  balai_event_section_touch (section);
}

/* A place that is in no register is a place all the same. */
static void
venue_proposed (BalaiEventWhere *self,
                const char      *text)
{
  g_autofree char *place = g_strdup (text);

  balai_register_picker_set_text (picker (self), "");
  gtk_editable_set_text (GTK_EDITABLE (self->place_row), place);
  gtk_widget_grab_focus (self->place_row);
}

static void
balai_event_where_fill (BalaiEventSection *section)
{
  BalaiEventWhere *self = BALAI_EVENT_WHERE (section);
  const char *venue = balai_record_get_text (balai_event_section_get_event (section), BALAI_EVENT_VENUE);

  balai_register_picker_set_model (picker (self), balai_event_section_get_registers (section)->venues);
  balai_register_picker_select (picker (self), (const char *const[]) { venue, NULL });
  balai_event_section_bind_text (section, self->place_row, BALAI_EVENT_PLACE);
  balai_event_section_bind_text (section, self->online_row, BALAI_EVENT_ONLINE);
}

static void
balai_event_where_show_check (BalaiEventSection     *section,
                              const BalaiEventCheck *check)
{
  balai_event_section_say (section, BALAI_NOTE_ROW (BALAI_EVENT_WHERE (section)->note), check, BALAI_EVENT_PART_VENUE,
                           NULL);
}

static gboolean
balai_event_where_focus_at (BalaiEventSection *section,
                            const char        *field,
                            const char        *resource)
{
  BalaiEventWhere *self = BALAI_EVENT_WHERE (section);
  GtkWidget *row = g_str_equal (field, "venue") ? self->venue_row
                   : g_str_equal (field, "place") ? self->place_row
                   : g_str_equal (field, "online") ? self->online_row : NULL;

  return row != NULL && gtk_widget_grab_focus (row);
}

static void
balai_event_where_class_init (BalaiEventWhereClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiEventSectionClass *section_class = BALAI_EVENT_SECTION_CLASS (klass);

  section_class->fill = balai_event_where_fill;
  section_class->show_check = balai_event_where_show_check;
  section_class->focus_at = balai_event_where_focus_at;
  g_type_ensure (BALAI_TYPE_PICKER_ROW);
  g_type_ensure (BALAI_TYPE_NOTE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-where.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWhere, venue_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWhere, note);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWhere, place_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWhere, online_row);
}

static void
balai_event_where_init (BalaiEventWhere *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (picker (self), "changed", G_CALLBACK (venue_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (picker (self), "proposed", G_CALLBACK (venue_proposed), self, G_CONNECT_SWAPPED);
  balai_note_row_describe (BALAI_NOTE_ROW (self->note),
                           GTK_WIDGET (balai_register_picker_get_editable (picker (self))));
}

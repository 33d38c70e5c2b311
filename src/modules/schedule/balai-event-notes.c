/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-notes.h"

#include "balai-html-text.h"

/**
 * BalaiEventNotes:
 *
 * Whom to ask, and whatever else there is to say.
 */
struct _BalaiEventNotes
{
  BalaiEventSection parent_instance;

  GtkWidget *contact_row; /* (unowned) */
  GtkWidget *description; /* (unowned) */
  char      *stored;      /* (owned) (nullable): the description as it came */
  char      *shown;       /* (owned) (nullable): the same for a person to read */
};

G_DEFINE_FINAL_TYPE (BalaiEventNotes, balai_event_notes, BALAI_TYPE_EVENT_SECTION)

static void
description_changed (BalaiEventNotes *self,
                     GtkTextBuffer   *buffer)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  if (balai_event_section_is_filling (section))
    return;
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  /* What was not changed in the end is kept with its marks, as the file had it. */
  balai_record_set_text (balai_event_section_get_event (section), BALAI_EVENT_DESCRIPTION,
                         g_strcmp0 (text, self->shown) == 0 ? self->stored : text);
  balai_event_section_touch (section);
}

static void
balai_event_notes_fill (BalaiEventSection *section)
{
  BalaiEventNotes *self = BALAI_EVENT_NOTES (section);
  const char *text = balai_record_get_text (balai_event_section_get_event (section), BALAI_EVENT_DESCRIPTION);

  balai_event_section_bind_text (section, self->contact_row, BALAI_EVENT_CONTACT);
  g_free (self->stored);
  self->stored = g_strdup (text);
  g_free (self->shown);
  self->shown = balai_html_to_text (text);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description)),
                            self->shown ? self->shown : "", -1);
}

static gboolean
balai_event_notes_focus_at (BalaiEventSection *section,
                            const char        *field,
                            const char        *resource)
{
  BalaiEventNotes *self = BALAI_EVENT_NOTES (section);
  GtkWidget *row = g_str_equal (field, "contact") ? self->contact_row
                   : g_str_equal (field, "description") ? self->description : NULL;

  return row != NULL && gtk_widget_grab_focus (row);
}

static void
balai_event_notes_finalize (GObject *object)
{
  BalaiEventNotes *self = BALAI_EVENT_NOTES (object);

  g_free (self->stored);
  g_free (self->shown);
  G_OBJECT_CLASS (balai_event_notes_parent_class)->finalize (object);
}

static void
balai_event_notes_class_init (BalaiEventNotesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiEventSectionClass *section_class = BALAI_EVENT_SECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balai_event_notes_finalize;
  section_class->fill = balai_event_notes_fill;
  section_class->focus_at = balai_event_notes_focus_at;
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-notes.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiEventNotes, contact_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventNotes, description);
}

static void
balai_event_notes_init (BalaiEventNotes *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->description)), "changed",
                           G_CALLBACK (description_changed), self, G_CONNECT_SWAPPED);
}

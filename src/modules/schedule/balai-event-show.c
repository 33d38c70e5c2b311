/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-show.h"

#include <glib/gi18n-lib.h>

#include "balai-picker-row.h"

/**
 * BalaiEventShow:
 *
 * Whose event it is, how far it has come, who may read it, and on which calendar it stands. The gate of the city's
 * calendar is said here, kindly, and closes nothing.
 */
struct _BalaiEventShow
{
  BalaiEventSection parent_instance;

  GtkWidget *opd_row;        /* (unowned) */
  GtkWidget *status_row;     /* (unowned) */
  GtkWidget *status_note;    /* (unowned) */
  GtkWidget *visibility_row; /* (unowned) */
  GtkWidget *scope_row;      /* (unowned) */
  GtkWidget *scope_note;     /* (unowned) */
  GtkWidget *priority_row;   /* (unowned) */
  GtkWidget *busy_row;       /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiEventShow, balai_event_show, BALAI_TYPE_EVENT_SECTION)

static BalaiRegisterPicker *
picker (BalaiEventShow *self)
{
  return balai_picker_row_get_picker (BALAI_PICKER_ROW (self->opd_row));
}

static void
opd_changed (BalaiEventShow *self)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  BalaiRegisterEntry *opd = balai_register_picker_get_single (picker (self));

  if (balai_event_section_is_filling (section))
    return;
  balai_record_set_text (balai_event_section_get_event (section), BALAI_EVENT_OPD,
                         opd ? balai_register_entry_get_id (opd) : NULL);
  balai_event_section_touch (section);
}

/* The same question as the rule asks, of what is being typed. */
static gboolean
concerns_others (BalaiEventShow *self)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  const BalaiEventRegisters *registers = balai_event_section_get_registers (section);
  BalaiEventDraft *draft = balai_event_section_get_draft (section);
  BalaiRecord *event = balai_event_section_get_event (section);
  const char *own = balai_record_get_text (event, BALAI_EVENT_OPD);
  const char *venue = balai_record_get_text (event, BALAI_EVENT_VENUE);
  const char *manager = venue ? g_hash_table_lookup (registers->venue_opds, venue) : NULL;
  GListModel *people = balai_event_draft_get_list (draft, &balai_event_person_kind);
  GListModel *opds = balai_event_draft_get_list (draft, &balai_event_opd_kind);

  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (BalaiRecord) person = g_list_model_get_item (people, i);
      const char *id = balai_record_get_text (person, BALAI_EVENT_PERSON_PERSON);
      const char *role = balai_record_get_text (person, BALAI_EVENT_PERSON_ROLE);

      if (g_strcmp0 (role, "leader") == 0 || g_strcmp0 (role, "leader_invited") == 0
          || (id != NULL && g_hash_table_contains (registers->leaders, id)))
        return TRUE;
    }
  for (guint i = 0; i < g_list_model_get_n_items (opds); i++)
    {
      g_autoptr (BalaiRecord) opd = g_list_model_get_item (opds, i);

      if (g_strcmp0 (balai_record_get_text (opd, BALAI_EVENT_OPD_OPD), own) != 0)
        return TRUE;
    }
  return manager != NULL && g_strcmp0 (manager, own) != 0;
}

static void
balai_event_show_show_check (BalaiEventSection     *section,
                             const BalaiEventCheck *check)
{
  BalaiEventShow *self = BALAI_EVENT_SHOW (section);
  gboolean city = g_strcmp0 (balai_record_get_text (balai_event_section_get_event (section), BALAI_EVENT_SCOPE),
                             "city") == 0;
  gboolean others = concerns_others (self);

  if (city && !others)
    balai_note_row_say (BALAI_NOTE_ROW (self->scope_note), BALAI_STATE_ATTENTION,
                        _("The city's calendar shows what concerns several OPDs or the leadership. This event concerns "
                          "only your OPD and stays internal."),
                        NULL);
  else if (!city && others)
    balai_note_row_say (BALAI_NOTE_ROW (self->scope_note), BALAI_STATE_SAFE,
                        _("This event concerns other OPDs or the leadership. "
                          "On the city's calendar they would see it."),
                        NULL);
  else
    balai_note_row_hush (BALAI_NOTE_ROW (self->scope_note));
}

static void
balai_event_show_fill (BalaiEventSection *section)
{
  BalaiEventShow *self = BALAI_EVENT_SHOW (section);
  const char *opd = balai_record_get_text (balai_event_section_get_event (section), BALAI_EVENT_OPD);

  balai_register_picker_set_model (picker (self), balai_event_section_get_registers (section)->opds);
  balai_register_picker_select (picker (self), (const char *const[]) { opd, NULL });
  balai_event_section_bind_enum (section, self->status_row, BALAI_EVENT_STATUS);
  balai_event_section_bind_enum (section, self->visibility_row, BALAI_EVENT_VISIBILITY);
  balai_event_section_bind_enum (section, self->scope_row, BALAI_EVENT_SCOPE);
  balai_event_section_bind_enum (section, self->priority_row, BALAI_EVENT_PRIORITY);
  balai_event_section_bind_enum (section, self->busy_row, BALAI_EVENT_BUSY);
}

static gboolean
balai_event_show_focus_at (BalaiEventSection *section,
                           const char        *field,
                           const char        *resource)
{
  BalaiEventShow *self = BALAI_EVENT_SHOW (section);
  GtkWidget *row = g_str_equal (field, "opd") ? self->opd_row
                   : g_str_equal (field, "status") ? self->status_row
                   : g_str_equal (field, "visibility") ? self->visibility_row
                   : g_str_equal (field, "scope") ? self->scope_row : NULL;

  return row != NULL && gtk_widget_grab_focus (row);
}

static void
balai_event_show_class_init (BalaiEventShowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiEventSectionClass *section_class = BALAI_EVENT_SECTION_CLASS (klass);

  section_class->fill = balai_event_show_fill;
  section_class->show_check = balai_event_show_show_check;
  section_class->focus_at = balai_event_show_focus_at;
  g_type_ensure (BALAI_TYPE_PICKER_ROW);
  g_type_ensure (BALAI_TYPE_NOTE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-show.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiEventShow, opd_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventShow, status_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventShow, status_note);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventShow, visibility_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventShow, scope_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventShow, scope_note);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventShow, priority_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventShow, busy_row);
}

static void
balai_event_show_init (BalaiEventShow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (picker (self), "changed", G_CALLBACK (opd_changed), self, G_CONNECT_SWAPPED);
  balai_note_row_describe (BALAI_NOTE_ROW (self->scope_note), self->scope_row);
  balai_note_row_describe (BALAI_NOTE_ROW (self->status_note), self->status_row);
}

/**
 * balai_event_show_say_status:
 * @self: a section
 * @text: (nullable): why the event cannot be confirmed as it is, or %NULL where it can
 */
void
balai_event_show_say_status (BalaiEventShow *self,
                             const char     *text)
{
  g_return_if_fail (BALAI_IS_EVENT_SHOW (self));

  if (text != NULL)
    balai_note_row_say (BALAI_NOTE_ROW (self->status_note), BALAI_STATE_WAITING, text, NULL);
  else
    balai_note_row_hush (BALAI_NOTE_ROW (self->status_note));
}

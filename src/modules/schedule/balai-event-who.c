/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-who.h"

#include "balai-event-person-row.h"
#include "balai-event-use-list.h"
#include "balai-picker-row.h"

/**
 * BalaiEventWho:
 *
 * Who comes to the event: people, offices, and how many heads.
 */
struct _BalaiEventWho
{
  BalaiEventSection parent_instance;

  GtkWidget *person_row;        /* (unowned) */
  GtkWidget *opds_row;          /* (unowned) */
  GtkWidget *opds_note;         /* (unowned) */
  GtkWidget *participants_row;  /* (unowned) */
  GtkWidget *participants;      /* (unowned) */
  GtkWidget *participants_note; /* (unowned) */
  BalaiEventUseList people;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (BalaiEventWho, balai_event_who, BALAI_TYPE_EVENT_SECTION)

/* A leader comes as one. */
static void
person_added (BalaiEventSection *section,
              BalaiRecord       *person)
{
  if (balai_record_is_new (person)
      && g_hash_table_contains (balai_event_section_get_registers (section)->leaders,
                                balai_record_get_text (person, BALAI_EVENT_PERSON_PERSON)))
    balai_record_set_text (person, BALAI_EVENT_PERSON_ROLE, "leader");
}

static const BalaiEventUseKind person_kind = {
  &balai_event_person_kind, BALAI_EVENT_PERSON_PERSON, BALAI_RESOURCE_PERSON, BALAI_EVENT_PART_PEOPLE, "people",
  balai_event_person_row_new, person_added,
};

static BalaiRegisterPicker *
opds_picker (BalaiEventWho *self)
{
  return balai_picker_row_get_picker (BALAI_PICKER_ROW (self->opds_row));
}

static void
opds_picked (BalaiEventWho *self)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  BalaiEventDraft *draft = balai_event_section_get_draft (section);
  GListModel *picked = balai_register_picker_get_selected (opds_picker (self));
  GListModel *opds;
  g_autoptr (GHashTable) wanted = NULL;

  if (balai_event_section_is_filling (section))
    return;
  wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (picked); i++)
    {
      g_autoptr (BalaiRegisterEntry) entry = g_list_model_get_item (picked, i);

      g_hash_table_add (wanted, g_strdup (balai_register_entry_get_id (entry)));
      balai_event_draft_add (draft, &balai_event_opd_kind, balai_register_entry_get_id (entry));
    }
  opds = balai_event_draft_get_list (draft, &balai_event_opd_kind);
  for (guint i = g_list_model_get_n_items (opds); i > 0; i--)
    {
      g_autoptr (BalaiRecord) opd = g_list_model_get_item (opds, i - 1);

      if (!g_hash_table_contains (wanted, balai_record_get_text (opd, BALAI_EVENT_OPD_OPD)))
        balai_event_draft_remove (draft, opd);
    }
}

static void
participants_changed (BalaiEventWho *self)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  BalaiRecord *event;
  int heads = gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->participants));

  if (balai_event_section_is_filling (section))
    return;
  event = balai_event_section_get_event (section);
  if (heads > 0)
    balai_record_set_int (event, BALAI_EVENT_PARTICIPANTS, heads);
  else
    balai_record_set_null (event, BALAI_EVENT_PARTICIPANTS);
  balai_event_section_touch (section);
}

static void
fill_opds (BalaiEventWho *self)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  GListModel *opds = balai_event_draft_get_list (balai_event_section_get_draft (section), &balai_event_opd_kind);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (opds); i++)
    {
      g_autoptr (BalaiRecord) opd = g_list_model_get_item (opds, i);

      g_ptr_array_add (ids, (gpointer) balai_record_get_text (opd, BALAI_EVENT_OPD_OPD));
    }
  g_ptr_array_add (ids, NULL);
  balai_register_picker_set_model (opds_picker (self), balai_event_section_get_registers (section)->opds);
  balai_register_picker_select (opds_picker (self), (const char *const *) ids->pdata);
}

static void
balai_event_who_fill (BalaiEventSection *section)
{
  BalaiEventWho *self = BALAI_EVENT_WHO (section);

  balai_event_use_list_fill (&self->people, balai_event_section_get_registers (section)->people);
  fill_opds (self);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->participants),
                             (double) balai_record_get_int (balai_event_section_get_event (section),
                                                            BALAI_EVENT_PARTICIPANTS));
}

static void
balai_event_who_show_check (BalaiEventSection     *section,
                               const BalaiEventCheck *check)
{
  BalaiEventWho *self = BALAI_EVENT_WHO (section);

  balai_event_use_list_show_check (&self->people, check);
  balai_event_section_say (section, BALAI_NOTE_ROW (self->opds_note), check, BALAI_EVENT_PART_OPDS, NULL);
  balai_event_section_say (section, BALAI_NOTE_ROW (self->participants_note), check, BALAI_EVENT_PART_PARTICIPANTS,
                           NULL);
}

static gboolean
balai_event_who_focus_at (BalaiEventSection *section,
                             const char        *field,
                             const char        *resource)
{
  BalaiEventWho *self = BALAI_EVENT_WHO (section);

  if (g_str_equal (field, "opds"))
    return gtk_widget_grab_focus (self->opds_row);
  if (g_str_equal (field, "participants"))
    return gtk_widget_grab_focus (self->participants);
  return balai_event_use_list_focus_at (&self->people, field, resource);
}

static void
balai_event_who_finalize (GObject *object)
{
  balai_event_use_list_clear (&BALAI_EVENT_WHO (object)->people);
  G_OBJECT_CLASS (balai_event_who_parent_class)->finalize (object);
}

static void
balai_event_who_class_init (BalaiEventWhoClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiEventSectionClass *section_class = BALAI_EVENT_SECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balai_event_who_finalize;
  section_class->fill = balai_event_who_fill;
  section_class->show_check = balai_event_who_show_check;
  section_class->focus_at = balai_event_who_focus_at;
  g_type_ensure (BALAI_TYPE_PICKER_ROW);
  g_type_ensure (BALAI_TYPE_NOTE_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-who.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWho, person_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWho, opds_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWho, opds_note);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWho, participants_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWho, participants);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventWho, participants_note);
}

static void
balai_event_who_init (BalaiEventWho *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  balai_event_use_list_init (&self->people, &person_kind, BALAI_EVENT_SECTION (self), self->person_row);
  g_signal_connect_object (opds_picker (self), "changed", G_CALLBACK (opds_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->participants, "value-changed", G_CALLBACK (participants_changed), self,
                           G_CONNECT_SWAPPED);
  balai_note_row_describe (BALAI_NOTE_ROW (self->opds_note),
                           GTK_WIDGET (balai_register_picker_get_editable (opds_picker (self))));
  balai_note_row_describe (BALAI_NOTE_ROW (self->participants_note), self->participants);
}

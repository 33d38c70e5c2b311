/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-who.h"

#include "balai-event-person-row.h"
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
  GPtrArray *rows;              /* (owned) (element-type BalaiEventPersonRow): unowned */
  GPtrArray *notes;             /* (owned) (element-type BalaiNoteRow): one for each row */
};

G_DEFINE_FINAL_TYPE (BalaiEventWho, balai_event_who, BALAI_TYPE_EVENT_SECTION)

static BalaiRegisterPicker *
picker (BalaiEventWho *self)
{
  return balai_picker_row_get_picker (BALAI_PICKER_ROW (self->person_row));
}

static void
drop_row (BalaiEventWho *self,
          guint             position)
{
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[position]);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->notes->pdata[position]);
  g_ptr_array_remove_index (self->rows, position);
  g_ptr_array_remove_index (self->notes, position);
}

static void
row_removed (BalaiEventWho  *self,
             BalaiEventPersonRow *row)
{
  g_autoptr (BalaiRecord) person = g_object_ref (balai_event_person_row_get_person (row));
  guint position;

  if (!g_ptr_array_find (self->rows, row, &position))
    return;
  /* The focus goes where the next action is. */
  gtk_widget_grab_focus (self->person_row);
  drop_row (self, position);
  balai_event_draft_remove (balai_event_section_get_draft (BALAI_EVENT_SECTION (self)), person);
}

static GtkWidget *
add_row (BalaiEventWho *self,
         BalaiRecord      *person)
{
  const BalaiEventRegisters *registers = balai_event_section_get_registers (BALAI_EVENT_SECTION (self));
  const char *id = balai_record_get_text (person, BALAI_EVENT_PERSON_PERSON);
  const char *name = balai_event_registers_name (registers, id, BALAI_RESOURCE_PERSON);
  GtkWidget *row = balai_event_person_row_new (person, name ? name : "?");
  GtkWidget *note = balai_note_row_new ();

  g_signal_connect_object (row, "changed", G_CALLBACK (balai_event_section_touch), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (row_removed), self, G_CONNECT_SWAPPED);
  balai_note_row_describe (BALAI_NOTE_ROW (note), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), note);
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->notes, note);
  return row;
}

static void
person_picked (BalaiEventWho *self)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  BalaiEventDraft *draft = balai_event_section_get_draft (section);
  BalaiRegisterEntry *entry = balai_register_picker_get_single (picker (self));
  g_autofree char *id = NULL;
  BalaiRecord *person;

  if (balai_event_section_is_filling (section) || entry == NULL)
    return;
  id = g_strdup (balai_register_entry_get_id (entry));
  balai_register_picker_select (picker (self), NULL);
  person = balai_event_draft_find (draft, &balai_event_person_kind, id);
  if (person != NULL)
    {
      balai_event_section_focus_at (section, "people", id);
      return;
    }
  person = balai_event_draft_add (draft, &balai_event_person_kind, id);
  if (balai_record_is_new (person) && g_hash_table_contains (balai_event_section_get_registers (section)->leaders, id))
    balai_record_set_text (person, BALAI_EVENT_PERSON_ROLE, "leader");
  gtk_widget_grab_focus (add_row (self, person));
  balai_event_section_touch (section);
}

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
  GListModel *people = balai_event_draft_get_list (balai_event_section_get_draft (section),
                                                  &balai_event_person_kind);

  balai_register_picker_set_model (picker (self), balai_event_section_get_registers (section)->people);
  while (self->rows->len > 0)
    drop_row (self, 0);
  for (guint i = 0; i < g_list_model_get_n_items (people); i++)
    {
      g_autoptr (BalaiRecord) person = g_list_model_get_item (people, i);

      add_row (self, person);
    }
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

  for (guint i = 0; i < self->rows->len; i++)
    balai_event_section_say (section, self->notes->pdata[i], check, BALAI_EVENT_PART_PEOPLE,
                             balai_record_get_text (balai_event_person_row_get_person (self->rows->pdata[i]),
                                                    BALAI_EVENT_PERSON_PERSON));
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
  if (!g_str_equal (field, "people"))
    return FALSE;
  for (guint i = 0; resource != NULL && i < self->rows->len; i++)
    if (g_strcmp0 (resource, balai_record_get_text (balai_event_person_row_get_person (self->rows->pdata[i]),
                                                    BALAI_EVENT_PERSON_PERSON)) == 0)
      return gtk_widget_grab_focus (self->rows->pdata[i]);
  return gtk_widget_grab_focus (self->person_row);
}

static void
balai_event_who_finalize (GObject *object)
{
  BalaiEventWho *self = BALAI_EVENT_WHO (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
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
  self->rows = g_ptr_array_new ();
  self->notes = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (picker (self), "changed", G_CALLBACK (person_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (opds_picker (self), "changed", G_CALLBACK (opds_picked), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->participants, "value-changed", G_CALLBACK (participants_changed), self,
                           G_CONNECT_SWAPPED);
  balai_note_row_describe (BALAI_NOTE_ROW (self->opds_note),
                           GTK_WIDGET (balai_register_picker_get_editable (opds_picker (self))));
  balai_note_row_describe (BALAI_NOTE_ROW (self->participants_note), self->participants);
}

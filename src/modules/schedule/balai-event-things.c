/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-things.h"

#include "balai-event-pool-row.h"
#include "balai-picker-row.h"

/**
 * BalaiEventThings:
 *
 * What is lent for the event.
 */
struct _BalaiEventThings
{
  BalaiEventSection parent_instance;

  GtkWidget *pool_row; /* (unowned) */
  GPtrArray *rows;     /* (owned) (element-type BalaiEventPoolRow): unowned */
  GPtrArray *notes;    /* (owned) (element-type BalaiNoteRow): one for each row */
};

G_DEFINE_FINAL_TYPE (BalaiEventThings, balai_event_things, BALAI_TYPE_EVENT_SECTION)

static BalaiRegisterPicker *
picker (BalaiEventThings *self)
{
  return balai_picker_row_get_picker (BALAI_PICKER_ROW (self->pool_row));
}

static void
drop_row (BalaiEventThings *self,
          guint             position)
{
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[position]);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->notes->pdata[position]);
  g_ptr_array_remove_index (self->rows, position);
  g_ptr_array_remove_index (self->notes, position);
}

static void
row_removed (BalaiEventThings  *self,
             BalaiEventPoolRow *row)
{
  g_autoptr (BalaiRecord) pool = g_object_ref (balai_event_pool_row_get_pool (row));
  guint position;

  if (!g_ptr_array_find (self->rows, row, &position))
    return;
  /* The focus goes where the next action is. */
  gtk_widget_grab_focus (self->pool_row);
  drop_row (self, position);
  balai_event_draft_remove (balai_event_section_get_draft (BALAI_EVENT_SECTION (self)), pool);
}

static GtkWidget *
add_row (BalaiEventThings *self,
         BalaiRecord      *pool)
{
  const BalaiEventRegisters *registers = balai_event_section_get_registers (BALAI_EVENT_SECTION (self));
  const char *id = balai_record_get_text (pool, BALAI_EVENT_EQUIPMENT_EQUIPMENT);
  const char *name = balai_event_registers_name (registers, id, BALAI_RESOURCE_EQUIPMENT);
  GtkWidget *row = balai_event_pool_row_new (pool, name ? name : "?");
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
pool_picked (BalaiEventThings *self)
{
  BalaiEventSection *section = BALAI_EVENT_SECTION (self);
  BalaiEventDraft *draft = balai_event_section_get_draft (section);
  BalaiRegisterEntry *entry = balai_register_picker_get_single (picker (self));
  g_autofree char *id = NULL;
  BalaiRecord *pool;

  if (balai_event_section_is_filling (section) || entry == NULL)
    return;
  id = g_strdup (balai_register_entry_get_id (entry));
  balai_register_picker_select (picker (self), NULL);
  pool = balai_event_draft_find (draft, &balai_event_equipment_kind, id);
  if (pool != NULL)
    {
      balai_event_section_focus_at (section, "equipment", id);
      return;
    }
  gtk_widget_grab_focus (add_row (self, balai_event_draft_add (draft, &balai_event_equipment_kind, id)));
}

static void
balai_event_things_fill (BalaiEventSection *section)
{
  BalaiEventThings *self = BALAI_EVENT_THINGS (section);
  GListModel *pools = balai_event_draft_get_list (balai_event_section_get_draft (section),
                                                  &balai_event_equipment_kind);

  balai_register_picker_set_model (picker (self), balai_event_section_get_registers (section)->equipment);
  while (self->rows->len > 0)
    drop_row (self, 0);
  for (guint i = 0; i < g_list_model_get_n_items (pools); i++)
    {
      g_autoptr (BalaiRecord) pool = g_list_model_get_item (pools, i);

      add_row (self, pool);
    }
}

static void
balai_event_things_show_check (BalaiEventSection     *section,
                               const BalaiEventCheck *check)
{
  BalaiEventThings *self = BALAI_EVENT_THINGS (section);

  for (guint i = 0; i < self->rows->len; i++)
    balai_event_section_say (section, self->notes->pdata[i], check, BALAI_EVENT_PART_EQUIPMENT,
                             balai_record_get_text (balai_event_pool_row_get_pool (self->rows->pdata[i]),
                                                    BALAI_EVENT_EQUIPMENT_EQUIPMENT));
}

static gboolean
balai_event_things_focus_at (BalaiEventSection *section,
                             const char        *field,
                             const char        *resource)
{
  BalaiEventThings *self = BALAI_EVENT_THINGS (section);

  if (!g_str_equal (field, "equipment"))
    return FALSE;
  for (guint i = 0; resource != NULL && i < self->rows->len; i++)
    if (g_strcmp0 (resource, balai_record_get_text (balai_event_pool_row_get_pool (self->rows->pdata[i]),
                                                    BALAI_EVENT_EQUIPMENT_EQUIPMENT)) == 0)
      return gtk_widget_grab_focus (self->rows->pdata[i]);
  return gtk_widget_grab_focus (self->pool_row);
}

static void
balai_event_things_finalize (GObject *object)
{
  BalaiEventThings *self = BALAI_EVENT_THINGS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  G_OBJECT_CLASS (balai_event_things_parent_class)->finalize (object);
}

static void
balai_event_things_class_init (BalaiEventThingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiEventSectionClass *section_class = BALAI_EVENT_SECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balai_event_things_finalize;
  section_class->fill = balai_event_things_fill;
  section_class->show_check = balai_event_things_show_check;
  section_class->focus_at = balai_event_things_focus_at;
  g_type_ensure (BALAI_TYPE_PICKER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-things.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiEventThings, pool_row);
}

static void
balai_event_things_init (BalaiEventThings *self)
{
  self->rows = g_ptr_array_new ();
  self->notes = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (picker (self), "changed", G_CALLBACK (pool_picked), self, G_CONNECT_SWAPPED);
}

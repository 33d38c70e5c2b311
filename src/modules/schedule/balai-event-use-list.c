/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-use-list.h"

#include "balai-picker-row.h"

static BalaiRegisterPicker *
picker (BalaiEventUseList *self)
{
  return balai_picker_row_get_picker (BALAI_PICKER_ROW (self->picker_row));
}

static void
drop (BalaiEventUseList *self,
      guint              position)
{
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->section), self->rows->pdata[position]);
  adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->section), self->notes->pdata[position]);
  g_ptr_array_remove_index (self->rows, position);
  g_ptr_array_remove_index (self->notes, position);
  g_ptr_array_remove_index (self->uses, position);
}

/* The list is part of its section, which outlives its rows. */
static void
removed (GtkWidget         *row,
         BalaiEventUseList *self)
{
  g_autoptr (BalaiRecord) use = NULL;
  guint position;

  if (!g_ptr_array_find (self->rows, row, &position))
    return;
  use = g_object_ref (self->uses->pdata[position]);
  /* The focus goes where the next action is. */
  gtk_widget_grab_focus (self->picker_row);
  drop (self, position);
  balai_event_draft_remove (balai_event_section_get_draft (self->section), use);
}

static GtkWidget *
add (BalaiEventUseList *self,
     BalaiRecord       *use)
{
  const char *id = balai_record_get_text (use, self->what->field);
  const char *name = balai_event_registers_name (balai_event_section_get_registers (self->section), id,
                                                 self->what->resource);
  GtkWidget *row = self->what->new_row (use, name ? name : "?");
  GtkWidget *note = balai_note_row_new ();

  g_signal_connect_object (row, "changed", G_CALLBACK (balai_event_section_touch), self->section, G_CONNECT_SWAPPED);
  g_signal_connect (row, "removed", G_CALLBACK (removed), self);
  balai_note_row_describe (BALAI_NOTE_ROW (note), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->section), row);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->section), note);
  g_ptr_array_add (self->uses, g_object_ref (use));
  g_ptr_array_add (self->rows, row);
  g_ptr_array_add (self->notes, note);
  return row;
}

static void
picked (BalaiRegisterPicker *source,
        BalaiEventUseList   *self)
{
  BalaiEventDraft *draft = balai_event_section_get_draft (self->section);
  BalaiRegisterEntry *entry = balai_register_picker_get_single (source);
  g_autofree char *id = NULL;
  BalaiRecord *use;

  if (balai_event_section_is_filling (self->section) || entry == NULL)
    return;
  id = g_strdup (balai_register_entry_get_id (entry));
  balai_register_picker_select (source, NULL);
  if (balai_event_draft_find (draft, self->what->kind, id) != NULL)
    {
      balai_event_use_list_focus_at (self, self->what->name, id);
      return;
    }
  use = balai_event_draft_add (draft, self->what->kind, id);
  if (self->what->added != NULL)
    self->what->added (self->section, use);
  gtk_widget_grab_focus (add (self, use));
  balai_event_section_touch (self->section);
}

/**
 * balai_event_use_list_init:
 * @self: a list, part of @section
 * @what: (transfer none): of what; must outlive it
 * @section: a section
 * @picker_row: the row of @section in which more are picked
 */
void
balai_event_use_list_init (BalaiEventUseList       *self,
                           const BalaiEventUseKind *what,
                           BalaiEventSection       *section,
                           GtkWidget               *picker_row)
{
  *self = (BalaiEventUseList) {
    what, section, picker_row,
    g_ptr_array_new_with_free_func (g_object_unref), g_ptr_array_new (), g_ptr_array_new (),
  };
  g_signal_connect (picker (self), "changed", G_CALLBACK (picked), self);
}

void
balai_event_use_list_clear (BalaiEventUseList *self)
{
  g_clear_pointer (&self->uses, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
}

/**
 * balai_event_use_list_fill:
 * @self: a list
 * @model: (transfer none): what more can be picked from
 *
 * Shows what the draft of the section takes.
 */
void
balai_event_use_list_fill (BalaiEventUseList *self,
                           GListModel        *model)
{
  GListModel *uses = balai_event_draft_get_list (balai_event_section_get_draft (self->section), self->what->kind);

  balai_register_picker_set_model (picker (self), model);
  while (self->rows->len > 0)
    drop (self, 0);
  for (guint i = 0; i < g_list_model_get_n_items (uses); i++)
    {
      g_autoptr (BalaiRecord) use = g_list_model_get_item (uses, i);

      add (self, use);
    }
}

/**
 * balai_event_use_list_show_check:
 * @self: a list
 * @check: (nullable): what stands against the event
 *
 * Says under each what stands against it.
 */
void
balai_event_use_list_show_check (BalaiEventUseList     *self,
                                 const BalaiEventCheck *check)
{
  for (guint i = 0; i < self->uses->len; i++)
    balai_event_section_say (self->section, self->notes->pdata[i], check, self->what->part,
                             balai_record_get_text (self->uses->pdata[i], self->what->field));
}

/**
 * balai_event_use_list_focus_at:
 * @self: a list
 * @field: name of a field
 * @resource: (nullable): id of somebody or something
 *
 * Returns: whether the field is this list; then the focus is on the row of @resource, or where one is picked
 */
gboolean
balai_event_use_list_focus_at (BalaiEventUseList *self,
                               const char        *field,
                               const char        *resource)
{
  if (!g_str_equal (field, self->what->name))
    return FALSE;
  for (guint i = 0; resource != NULL && i < self->uses->len; i++)
    if (g_strcmp0 (resource, balai_record_get_text (self->uses->pdata[i], self->what->field)) == 0)
      return gtk_widget_grab_focus (self->rows->pdata[i]);
  return gtk_widget_grab_focus (self->picker_row);
}

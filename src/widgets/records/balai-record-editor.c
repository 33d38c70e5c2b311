/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-record-editor.h"

#include <glib/gi18n-lib.h>

#include "balai-error-text.h"
#include "balai-register-entry.h"
#include "balai-zone.h"

/**
 * BalaiRecordEditor:
 *
 * The window in which a record of any kind is made or changed: its form comes from the table of the kind.
 */
struct _BalaiRecordEditor
{
  BalaiStoreEditor  parent_instance;

  BalaiRecord      *record; /* (owned): as it is typed */
  GtkWidget        *form;   /* (unowned) */
  GtkWidget        *remove; /* (unowned) */
  GCancellable     *advising; /* (owned) (nullable): what is being looked up */
  char             *advice; /* (owned) (nullable): what a person should know before saving */
  char             *detail; /* (owned) (nullable): of it */
  int               advised; /* field it concerns */
  gboolean          refused; /* what was wrong when it was last saved is still said above the form */
};

G_DEFINE_FINAL_TYPE (BalaiRecordEditor, balai_record_editor, BALAI_TYPE_STORE_EDITOR)

/**
 * balai_register_entries_load:
 * @repository: a reader
 * @kind: a kind
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type BalaiRegisterEntry): its records by name, to pick from
 */
GListModel *
balai_register_entries_load (BalaiRepository  *repository,
                             const BalaiKind  *kind,
                             GError          **error)
{
  g_autoptr (GPtrArray) records = balai_repository_list_by_title (repository, kind, error);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);
  GListStore *store;

  if (records == NULL)
    return NULL;
  for (guint i = 0; i < records->len; i++)
    {
      const char *title = balai_record_get_title (records->pdata[i]);

      g_ptr_array_add (entries, balai_register_entry_new (balai_record_get_id (records->pdata[i]), title ? title : "",
                                                          NULL, NULL));
    }
  store = g_list_store_new (BALAI_TYPE_REGISTER_ENTRY);
  g_list_store_splice (store, 0, 0, entries->pdata, entries->len);
  return G_LIST_MODEL (store);
}

static gpointer
load_registers (BalaiRepository  *repository,
                gpointer          data,
                GCancellable     *cancellable,
                GError          **error)
{
  const BalaiKind *kind = data;
  g_autoptr (GHashTable) registers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      const BalaiField *field = &kind->fields[i];
      const BalaiKind *other = field->type == BALAI_FIELD_REFERENCE && (field->flags & BALAI_FIELD_HIDDEN) == 0
                                 ? balai_registry_find (balai_repository_get_registry (repository), field->kind) : NULL;
      GListModel *entries;

      if (other == NULL || g_hash_table_contains (registers, other->name))
        continue;
      entries = balai_register_entries_load (repository, other, error);
      if (entries == NULL)
        return NULL;
      g_hash_table_insert (registers, (gpointer) other->name, entries);
    }
  return g_steal_pointer (&registers);
}

static void
registers_loaded (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (BalaiRecordEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) registers = balai_store_read_finish (BALAI_STORE (source), result, &error);
  GHashTableIter iter;
  gpointer kind, entries;

  if (balai_store_editor_is_closed (BALAI_STORE_EDITOR (self)))
    return;
  if (registers == NULL)
    {
      g_autofree char *text = balai_error_to_text (error);

      balai_editor_window_failed (BALAI_EDITOR_WINDOW (self), text);
      return;
    }
  g_hash_table_iter_init (&iter, registers);
  while (g_hash_table_iter_next (&iter, &kind, &entries))
    balai_record_form_set_register (BALAI_RECORD_FORM (self->form), kind, entries);
}

typedef struct
{
  char *text;   /* (owned) (nullable) */
  char *detail; /* (owned) (nullable) */
  int   field;
} Advice;

static void
advice_free (gpointer data)
{
  Advice *advice = data;

  g_free (advice->text);
  g_free (advice->detail);
  g_free (advice);
}

static gpointer
read_advice (BalaiRepository  *repository,
             gpointer          data,
             GCancellable     *cancellable,
             GError          **error)
{
  Advice *advice = g_new0 (Advice, 1);

  advice->text = balai_record_get_kind (data)->advise (data, repository, &advice->field, &advice->detail);
  return advice;
}

static void
check (BalaiRecordEditor *self)
{
  g_autoptr (GPtrArray) findings = balai_findings_new ();
  const BalaiKind *kind = balai_record_get_kind (self->record);
  BalaiRecordForm *form = BALAI_RECORD_FORM (self->form);
  const char *problem = balai_record_form_get_problem (form);
  const BalaiFinding *block;
  g_autofree char *blocked = NULL;

  balai_kind_check (kind, self->record, findings);
  if (kind->alone)
    kind->validate (self->record, NULL, findings);
  balai_record_form_show (form, findings);
  if (self->advice != NULL)
    balai_record_form_advise (form, self->advised, self->advice, self->detail);
  block = balai_findings_get_block (findings);
  if (problem != NULL)
    blocked = g_strdup (problem);
  else if (block != NULL)
    blocked = balai_finding_to_text (block);
  balai_editor_window_set_blocked (BALAI_EDITOR_WINDOW (self), blocked);
}

static void
advice_read (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (BalaiRecordEditor) self = user_data;
  g_autoptr (GError) error = NULL;
  Advice *advice = balai_store_read_finish (BALAI_STORE (source), result, &error);

  /* Where it cannot be known there is nothing to say: saving does not depend on it. */
  if (advice == NULL)
    return;
  if (!balai_store_editor_is_closed (BALAI_STORE_EDITOR (self)))
    {
      g_free (self->advice);
      g_free (self->detail);
      self->advice = g_steal_pointer (&advice->text);
      self->detail = g_steal_pointer (&advice->detail);
      self->advised = advice->field;
      balai_record_form_advise (BALAI_RECORD_FORM (self->form), self->advised, self->advice, self->detail);
    }
  advice_free (advice);
}

static void
stop_advice (BalaiRecordEditor *self)
{
  g_cancellable_cancel (self->advising);
  g_clear_object (&self->advising);
}

static void
ask_advice (BalaiRecordEditor *self)
{
  if (balai_record_get_kind (self->record)->advise == NULL)
    return;
  stop_advice (self);
  self->advising = g_cancellable_new ();
  balai_store_read_async (balai_store_editor_get_store (BALAI_STORE_EDITOR (self)), read_advice,
                          balai_record_copy (self->record), g_object_unref, advice_free, self->advising, advice_read,
                          g_object_ref (self));
}

static void
form_changed (BalaiRecordEditor *self)
{
  balai_editor_window_set_dirty (BALAI_EDITOR_WINDOW (self), TRUE);
  if (self->refused)
    balai_editor_window_hush (BALAI_EDITOR_WINDOW (self));
  self->refused = FALSE;
  check (self);
  ask_advice (self);
}

static void
balai_record_editor_failed (BalaiStoreEditor *editor,
                            BalaiBatch       *batch,
                            const GError     *error)
{
  BalaiRecordForm *form = BALAI_RECORD_FORM (BALAI_RECORD_EDITOR (editor)->form);
  const BalaiFinding *block = balai_findings_get_block (balai_batch_get_findings (batch));

  BALAI_STORE_EDITOR_CLASS (balai_record_editor_parent_class)->failed (editor, batch, error);
  if (!g_error_matches (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_INVALID) || block == NULL)
    return;
  BALAI_RECORD_EDITOR (editor)->refused = TRUE;
  balai_record_form_focus (form, block->field);
  balai_record_form_show (form, balai_batch_get_findings (batch));
}

static char *
name_of (BalaiRecord *record)
{
  char *name = balai_record_format_field (record, balai_record_get_kind (record)->title_field);

  return name ? name : g_strdup ("");
}

static void
balai_record_editor_save (BalaiEditorWindow *window)
{
  BalaiRecordEditor *self = BALAI_RECORD_EDITOR (window);
  /* The writer has it until it answers; the form keeps its own. */
  g_autoptr (BalaiRecord) record = balai_record_copy (self->record);
  const char *kind = balai_kind_get_label (balai_record_get_kind (record));
  g_autofree char *name = name_of (record);
  g_autofree char *label = NULL;
  g_autoptr (BalaiBatch) batch = NULL;

  /* Translators: a kind of thing ("Venue") and its name */
  label = g_strdup_printf (balai_record_is_new (record) ? _("%1$s “%2$s” added") : _("%1$s “%2$s” changed"), kind,
                           name);
  batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  balai_batch_put (batch, record);
  balai_store_editor_save_batch (BALAI_STORE_EDITOR (self), batch, balai_record_get_id (self->record));
}

static void
delete_action (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  BalaiRecordEditor *self = BALAI_RECORD_EDITOR (widget);
  g_autoptr (BalaiRecord) record = NULL;
  g_autofree char *title = NULL, *label = NULL;
  g_autoptr (BalaiBatch) batch = NULL;

  if (!gtk_widget_get_visible (self->remove) || balai_editor_window_is_busy (BALAI_EDITOR_WINDOW (self)))
    return;
  record = balai_record_copy (self->record);
  title = name_of (record);
  /* Translators: a kind of thing ("Venue") and its name */
  label = g_strdup_printf (_("%1$s “%2$s” deleted"), balai_kind_get_label (balai_record_get_kind (record)), title);
  batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  balai_batch_delete (batch, record);
  balai_store_editor_delete_batch (BALAI_STORE_EDITOR (self), batch, balai_record_get_id (self->record));
}

static void
balai_record_editor_dispose (GObject *object)
{
  stop_advice (BALAI_RECORD_EDITOR (object));
  G_OBJECT_CLASS (balai_record_editor_parent_class)->dispose (object);
}

static void
balai_record_editor_finalize (GObject *object)
{
  g_free (BALAI_RECORD_EDITOR (object)->advice);
  g_free (BALAI_RECORD_EDITOR (object)->detail);
  g_clear_object (&BALAI_RECORD_EDITOR (object)->record);
  G_OBJECT_CLASS (balai_record_editor_parent_class)->finalize (object);
}

static void
balai_record_editor_class_init (BalaiRecordEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_record_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_record_editor_finalize;
  BALAI_EDITOR_WINDOW_CLASS (klass)->save = balai_record_editor_save;
  BALAI_STORE_EDITOR_CLASS (klass)->failed = balai_record_editor_failed;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "editor.delete", NULL, delete_action);
}

static void
balai_record_editor_init (BalaiRecordEditor *self)
{
}

static gboolean
focus_first (GtkWidget     *widget,
             GdkFrameClock *clock,
             gpointer       data)
{
  balai_record_form_focus (BALAI_RECORD_FORM (BALAI_RECORD_EDITOR (widget)->form), -1);
  return G_SOURCE_REMOVE;
}

/**
 * balai_record_editor_new:
 * @store: a store
 * @record: a record, new or as it is stored; the editor works on a copy
 * @zone: (nullable): zone of the city, in which days are counted
 *
 * Returns: (transfer full): an editor, to be presented
 */
GtkWidget *
balai_record_editor_new (BalaiStore      *store,
                         BalaiRecord     *record,
                         const BalaiZone *zone)
{
  BalaiRecordEditor *self;
  const BalaiKind *kind;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  g_return_val_if_fail (BALAI_IS_STORE (store) && BALAI_IS_RECORD (record), NULL);

  if (zone == NULL)
    zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  self = g_object_new (BALAI_TYPE_RECORD_EDITOR, "store", store, NULL);
  kind = balai_record_get_kind (record);
  self->record = balai_record_copy (record);
  self->form = balai_record_form_new (self->record, NULL, zone,
                                      balai_zone_day (zone, balai_clock_now (balai_store_get_clock (store))));
  g_signal_connect_object (self->form, "changed", G_CALLBACK (form_changed), self, G_CONNECT_SWAPPED);
  self->remove = gtk_button_new_with_mnemonic (_("_Delete"));
  gtk_widget_add_css_class (self->remove, "destructive-action");
  gtk_widget_set_halign (self->remove, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->remove, !balai_record_is_new (record) && !kind->single);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->remove), "editor.delete");
  gtk_box_append (GTK_BOX (box), self->form);
  gtk_box_append (GTK_BOX (box), self->remove);
  balai_editor_window_set_body (BALAI_EDITOR_WINDOW (self), box);
  gtk_window_set_title (GTK_WINDOW (self), balai_kind_get_label (kind));
  check (self);
  ask_advice (self);
  balai_store_read_async (store, load_registers, (gpointer) kind, NULL, (GDestroyNotify) g_hash_table_unref,
                          balai_store_editor_get_cancellable (BALAI_STORE_EDITOR (self)), registers_loaded,
                          g_object_ref (self));
  gtk_widget_add_tick_callback (GTK_WIDGET (self), focus_first, NULL, NULL);
  return GTK_WIDGET (self);
}

/**
 * balai_record_editor_get_form:
 * @self: an editor
 *
 * Returns: (transfer none): its form
 */
BalaiRecordForm *
balai_record_editor_get_form (BalaiRecordEditor *self)
{
  g_return_val_if_fail (BALAI_IS_RECORD_EDITOR (self), NULL);

  return BALAI_RECORD_FORM (self->form);
}

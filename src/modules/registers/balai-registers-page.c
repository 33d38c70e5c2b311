/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-registers-page.h"

#include <glib/gi18n-lib.h>

#include "balai-error-text.h"
#include "balai-fold-pane.h"
#include "balai-record-editor.h"
#include "balai-register-view.h"
#include "balai-register.h"
#include "balai-toasts.h"
#include "balai-undo-toast.h"
#include "balai-widget-tools.h"

#define SCHEMA "id.go.kedirikota.Balai"

/**
 * BalaiRegistersPage:
 *
 * What the calendar picks from, and what its rules go by: one register at a time, beside it the list of all.
 */
struct _BalaiRegistersPage
{
  BalaiRecordPage    parent_instance;

  GSettings         *settings;    /* (owned) */
  GtkWidget         *pane;        /* (unowned) */
  GtkWidget         *kinds;       /* (unowned) */
  GtkWidget         *heading;     /* (unowned) */
  GtkWidget         *side_button; /* (unowned) */
  GtkWidget         *add_stack;   /* (unowned) */
  GtkWidget         *add_button;  /* (unowned) */
  BalaiRegisterView *view;        /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiRegistersPage, balai_registers_page, BALAI_TYPE_RECORD_PAGE)

static void
enable (BalaiRegistersPage *self,
        const char         *action,
        gboolean            enabled)
{
  g_simple_action_set_enabled (balai_record_page_get_action (BALAI_RECORD_PAGE (self), action), enabled);
}

static void
view_changed (BalaiRegistersPage *self)
{
  gboolean single = balai_register_view_get_shown (self->view)->kind->single;
  guint n = balai_register_view_count (self->view);

  /* Its room stays, so that the heading does not jump. */
  gtk_stack_set_visible_child_name (GTK_STACK (self->add_stack),
                                    single || balai_register_view_is_empty (self->view) ? "nothing" : "add");
  enable (self, "add", !single || (n == 0 && !balai_register_view_is_loading (self->view)));
  enable (self, "delete", !single && n > 0);
  enable (self, "edit", n > 0);
}

static void
kind_selected (BalaiRegistersPage *self,
               GtkListBoxRow      *row)
{
  guint n;
  const BalaiRegister *registers = balai_registers_get (&n), *shown;

  if (row == NULL)
    return;
  shown = &registers[gtk_list_box_row_get_index (row)];
  gtk_label_set_label (GTK_LABEL (self->heading), _(shown->title));
  balai_register_view_show (self->view, shown);
  g_settings_set_string (self->settings, "last-register", shown->kind->name);
}

/* Looking through them leaves the list of registers open; choosing one closes it where it lies over the page. */
static void
kind_activated (BalaiRegistersPage *self)
{
  if (balai_fold_pane_get_folded (BALAI_FOLD_PANE (self->pane)))
    balai_fold_pane_set_revealed (BALAI_FOLD_PANE (self->pane), FALSE);
}

/* What is done with it */

static void
tell (BalaiRegistersPage *self,
      const char         *id,
      const char         *label,
      int64_t             batch)
{
  /* The window may be closed by now. */
  if (self->view != NULL)
    balai_register_view_touch (self->view, id);
  balai_undo_toast_show (GTK_WIDGET (self), label, balai_record_page_get_store (BALAI_RECORD_PAGE (self)), batch);
}

static void
editor_done (BalaiRegistersPage *self,
             const char         *id,
             const char         *label,
             gint64              batch)
{
  tell (self, id, label, batch);
}

static void
open_editor (BalaiRegistersPage *self,
             BalaiRecord        *record)
{
  GtkWidget *editor = balai_record_editor_new (balai_record_page_get_store (BALAI_RECORD_PAGE (self)), record,
                                               balai_register_view_get_zone (self->view));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  g_signal_connect_object (editor, "saved", G_CALLBACK (editor_done), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "deleted", G_CALLBACK (editor_done), self, G_CONNECT_SWAPPED);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (GTK_WINDOW (editor), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (editor));
}

static void
add_action (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  BalaiRegistersPage *self = data;
  const BalaiRegister *shown = balai_register_view_get_shown (self->view);
  g_autoptr (BalaiRecord) record = NULL;

  if (shown == NULL)
    return;
  record = balai_record_new (shown->kind);
  open_editor (self, record);
}

static void
edit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  BalaiRegistersPage *self = data;
  BalaiRecord *record = balai_register_view_get_record (self->view);

  if (record != NULL)
    open_editor (self, record);
}

typedef struct
{
  BalaiRegistersPage *self;  /* (owned) */
  BalaiBatch         *batch; /* (owned) */
  char               *id;    /* (owned) */
} Deleting;

static void
deleted (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Deleting *deleting = user_data;
  g_autoptr (BalaiRegistersPage) self = deleting->self;
  g_autoptr (BalaiBatch) batch = deleting->batch;
  g_autofree char *id = deleting->id;
  g_autoptr (GError) error = NULL;
  int64_t number = 0;

  g_free (deleting);
  if (balai_store_apply_finish (BALAI_STORE (source), result, &number, &error))
    tell (self, id, balai_batch_get_label (batch), number);
  else
    {
      g_autofree char *text = balai_error_to_text (error);

      balai_toast_show (GTK_WIDGET (self), text);
    }
}

static void
delete_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       data)
{
  BalaiRegistersPage *self = data;
  BalaiRecord *record = balai_register_view_get_record (self->view);
  g_autoptr (BalaiRecord) copy = NULL;
  g_autofree char *name = NULL, *label = NULL;
  Deleting *deleting;

  if (record == NULL)
    return;
  copy = balai_record_copy (record);
  name = balai_register_view_format_name (self->view, record);
  /* Translators: a kind of thing ("Venue") and its name */
  label = g_strdup_printf (_("%1$s “%2$s” deleted"), balai_kind_get_label (balai_record_get_kind (record)), name);
  deleting = g_new0 (Deleting, 1);
  deleting->self = g_object_ref (self);
  deleting->batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  deleting->id = g_strdup (balai_record_get_id (copy));
  balai_batch_delete (deleting->batch, copy);
  balai_store_apply_async (balai_record_page_get_store (BALAI_RECORD_PAGE (self)), deleting->batch, NULL, deleted,
                           deleting);
}

static void
side_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  BalaiRegistersPage *self = data;
  BalaiFoldPane *pane = BALAI_FOLD_PANE (self->pane);

  balai_fold_pane_set_revealed (pane, !balai_fold_pane_get_revealed (pane));
}

static void
fold_changed (BalaiRegistersPage *self)
{
  gtk_widget_set_visible (self->side_button, balai_fold_pane_get_folded (BALAI_FOLD_PANE (self->pane)));
}

static void
balai_registers_page_setup (BalaiPage *page)
{
  BalaiRegistersPage *self = BALAI_REGISTERS_PAGE (page);
  g_autofree char *last = g_settings_get_string (self->settings, "last-register");

  if (!balai_registers_page_show (self, last))
    gtk_list_box_select_row (GTK_LIST_BOX (self->kinds), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->kinds), 0));
}

static gboolean
balai_registers_page_search (BalaiPage  *page,
                             const char *text)
{
  balai_register_view_search (BALAI_REGISTERS_PAGE (page)->view, text);
  return TRUE;
}

static void
balai_registers_page_constructed (GObject *object)
{
  BalaiRegistersPage *self = BALAI_REGISTERS_PAGE (object);

  G_OBJECT_CLASS (balai_registers_page_parent_class)->constructed (object);
  balai_register_view_set_store (self->view, balai_record_page_get_store (BALAI_RECORD_PAGE (self)));
}

static void
balai_registers_page_finalize (GObject *object)
{
  g_clear_object (&BALAI_REGISTERS_PAGE (object)->settings);
  G_OBJECT_CLASS (balai_registers_page_parent_class)->finalize (object);
}

static void
balai_registers_page_class_init (BalaiRegistersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = balai_registers_page_constructed;
  G_OBJECT_CLASS (klass)->finalize = balai_registers_page_finalize;
  BALAI_PAGE_CLASS (klass)->setup = balai_registers_page_setup;
  BALAI_PAGE_CLASS (klass)->search = balai_registers_page_search;

  g_type_ensure (BALAI_TYPE_FOLD_PANE);
  g_type_ensure (BALAI_TYPE_REGISTER_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/registers/balai-registers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, pane);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, heading);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, side_button);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, add_stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, view);
}

static void
add_kinds (BalaiRegistersPage *self)
{
  guint n;
  const BalaiRegister *registers = balai_registers_get (&n);

  for (guint i = 0; i < n; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
      GtkWidget *label = gtk_label_new (_(registers[i].title));
      GtkWidget *row = gtk_list_box_row_new ();

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (registers[i].icon_name));
      gtk_box_append (GTK_BOX (box), label);
      gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(registers[i].title), -1);
      gtk_list_box_append (GTK_LIST_BOX (self->kinds), row);
    }
}

static void
balai_registers_page_init (BalaiRegistersPage *self)
{
  static const GActionEntry actions[] = {
    { "add", add_action, NULL, NULL, NULL, { 0 } },
    { "edit", edit_action, NULL, NULL, NULL, { 0 } },
    { "delete", delete_action, NULL, NULL, NULL, { 0 } },
    { "side", side_action, NULL, NULL, NULL, { 0 } },
  };
  static const struct
  {
    guint       key;
    const char *action;
  } keys[] = {
    { GDK_KEY_Insert, "registers.add" },
    { GDK_KEY_F2, "registers.edit" },
    { GDK_KEY_Delete, "registers.delete" },
  };
  GtkWidget *list;

  self->settings = g_settings_new (SCHEMA);
  balai_record_page_add_actions (BALAI_RECORD_PAGE (self), "registers", actions, G_N_ELEMENTS (actions));
  gtk_widget_init_template (GTK_WIDGET (self));

  list = balai_register_view_get_list (self->view);
  balai_page_set_found (BALAI_PAGE (self), list);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    balai_widget_add_key (list, keys[i].key, keys[i].action);
  balai_register_view_set_beside (self->view, self->add_button);
  g_signal_connect_object (self->view, "changed", G_CALLBACK (view_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "activated", G_CALLBACK (open_editor), self, G_CONNECT_SWAPPED);
  add_kinds (self);
  g_signal_connect_object (self->kinds, "row-selected", G_CALLBACK (kind_selected), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->kinds, "row-activated", G_CALLBACK (kind_activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "notify::folded", G_CALLBACK (fold_changed), self, G_CONNECT_SWAPPED);
}

/**
 * balai_registers_page_show:
 * @self: a page
 * @kind: name of a kind
 *
 * Returns: whether there is a register of that kind, which is now shown
 */
gboolean
balai_registers_page_show (BalaiRegistersPage *self,
                           const char         *kind)
{
  guint n;
  const BalaiRegister *registers = balai_registers_get (&n);

  g_return_val_if_fail (BALAI_IS_REGISTERS_PAGE (self) && kind != NULL, FALSE);

  for (guint i = 0; i < n; i++)
    if (g_str_equal (registers[i].kind->name, kind))
      {
        gtk_list_box_select_row (GTK_LIST_BOX (self->kinds),
                                 gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->kinds), (int) i));
        return TRUE;
      }
  return FALSE;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-registers-page.h"

#include <glib/gi18n-lib.h>

#include "balai-error-text.h"
#include "balai-fold-pane.h"
#include "balai-record-editor.h"
#include "balai-record-list.h"
#include "balai-register-names.h"
#include "balai-register-row.h"
#include "balai-register-tree.h"
#include "balai-register.h"
#include "balai-skeleton.h"
#include "balai-toasts.h"
#include "balai-undo-toast.h"

/* How far down a long register what was just saved is looked for: a page of it. */
#define MOST_SOUGHT 100

/**
 * BalaiRegistersPage:
 *
 * What the calendar picks from, and what its rules go by: one register at a time, beside it the list of all.
 */
struct _BalaiRegistersPage
{
  BalaiPage parent_instance;

  BalaiStore          *store;      /* (owned) */
  GSimpleActionGroup  *actions;    /* (owned) */
  GCancellable        *cancellable; /* (owned) */
  GHashTable          *names;      /* (owned) (element-type utf8 utf8): what records are called, by id */
  const BalaiZone     *zone;       /* (unowned) (nullable): of the city, once it is read */
  const BalaiRegister *shown;      /* (nullable): until it is set up */
  BalaiRecordList     *records;    /* (owned) (nullable): of a register that is read by pages, or of a search */
  GListStore          *nodes;      /* (owned): of one that is read whole */
  GtkSingleSelection  *selection;  /* (owned) */
  char                *words;      /* (owned) (nullable): what is searched for */
  char                *touched;    /* (owned) (nullable): id of what was just saved or deleted, "" if not
                                     known, until the focus is set */
  guint                reload_source;
  guint                focus_source;
  guint                reading;    /* how many reloads are under way */
  gboolean             nodes_read;

  GtkWidget           *pane;        /* (unowned) */
  GtkWidget           *kinds;       /* (unowned) */
  GtkWidget           *heading;     /* (unowned) */
  GtkWidget           *side_button; /* (unowned) */
  GtkWidget           *add_stack;   /* (unowned) */
  GtkWidget           *add_button;  /* (unowned) */
  GtkWidget           *stack;       /* (unowned) */
  GtkWidget           *list;        /* (unowned) */
  GtkWidget           *empty;       /* (unowned) */
  GtkWidget           *failed;      /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiRegistersPage, balai_registers_page, BALAI_TYPE_PAGE)

typedef enum
{
  PROP_STORE = 1,
  PROP_ACTIONS,
} BalaiRegistersPageProperty;

static GParamSpec *properties[PROP_ACTIONS + 1];

static gboolean
is_searching (BalaiRegistersPage *self)
{
  return self->words != NULL && *self->words != '\0';
}

static gboolean
shows_nodes (BalaiRegistersPage *self)
{
  return balai_register_is_read_whole (self->shown) && !is_searching (self);
}

/* Rows */

static void
show_row (BalaiRegistersPage *self,
          GtkListItem        *list_item)
{
  balai_register_row_show (BALAI_REGISTER_ROW (gtk_list_item_get_child (list_item)), self->shown,
                           gtk_list_item_get_item (list_item), self->names);
}

static void
setup_row (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  gtk_list_item_set_child (list_item, balai_register_row_new ());
}

static void
item_filled (GtkListItem *list_item)
{
  BalaiRegistersPage *self =
    BALAI_REGISTERS_PAGE (gtk_widget_get_ancestor (gtk_list_item_get_child (list_item), BALAI_TYPE_REGISTERS_PAGE));

  if (self != NULL)
    show_row (self, list_item);
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          BalaiRegistersPage       *self)
{
  gpointer item = gtk_list_item_get_item (list_item);

  show_row (self, list_item);
  if (BALAI_IS_RECORD_ITEM (item))
    g_signal_connect_object (item, "notify::record", G_CALLBACK (item_filled), list_item, G_CONNECT_SWAPPED);
}

static void
unbind_row (GtkSignalListItemFactory *factory,
            GtkListItem              *list_item)
{
  gpointer item = gtk_list_item_get_item (list_item);

  if (BALAI_IS_RECORD_ITEM (item))
    g_signal_handlers_disconnect_by_func (item, item_filled, list_item);
}

static void
new_factory (BalaiRegistersPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  g_object_unref (factory);
}

/* What is seen of the register */

static void
enable (BalaiRegistersPage *self,
        const char         *action,
        gboolean            enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), action)),
                               enabled);
}

static void queue_focus (BalaiRegistersPage *self);

/* Returns whether it is known by now; @position is then where it is, if it is among the first. */
static gboolean
find_record (BalaiRegistersPage *self,
             const char         *id,
             guint              *position)
{
  GListModel *model = gtk_single_selection_get_model (self->selection);
  guint n = model ? g_list_model_get_n_items (model) : 0;

  *position = GTK_INVALID_LIST_POSITION;
  /* Looking at an item reads it: one that lies far down is not worth that. */
  if (!shows_nodes (self))
    n = MIN (n, MOST_SOUGHT);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (model, i);
      BalaiRecord *record = balai_register_row_get_record (item);

      if (record == NULL)
        {
          g_signal_connect_object (item, "notify::record", G_CALLBACK (queue_focus), self, G_CONNECT_SWAPPED);
          return FALSE;
        }
      if (g_str_equal (balai_record_get_id (record), id))
        {
          *position = i;
          return TRUE;
        }
    }
  return TRUE;
}

static void
focus_row (BalaiRegistersPage *self,
           guint               position)
{
  gtk_single_selection_set_selected (self->selection, position);
  balai_register_row_focus (GTK_LIST_VIEW (self->list), position);
}

/* The button that was pressed, or the row, may be gone by now: the toolkit would go on to the toast's button, and the
 * next Enter would take back what was just kept. */
static gboolean
focus_touched (gpointer data)
{
  BalaiRegistersPage *self = data;
  guint position;

  self->focus_source = 0;
  if (self->touched == NULL || self->reload_source != 0 || self->reading > 0
      || (self->records != NULL && balai_record_list_get_loading (self->records))
      || !find_record (self, self->touched, &position))
    return G_SOURCE_REMOVE;
  g_clear_pointer (&self->touched, g_free);
  if (position == GTK_INVALID_LIST_POSITION)
    position = gtk_single_selection_get_selected (self->selection);
  if (position != GTK_INVALID_LIST_POSITION)
    focus_row (self, position);
  else if (!balai_register_has_focus (self->stack)
           && !gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->add_button);
  return G_SOURCE_REMOVE;
}

static void
queue_focus (BalaiRegistersPage *self)
{
  if (self->touched != NULL && self->focus_source == 0)
    self->focus_source = g_idle_add (focus_touched, self);
}

static void
show_state (BalaiRegistersPage *self)
{
  GListModel *model = gtk_single_selection_get_model (self->selection);
  const GError *error = self->records ? balai_record_list_get_error (self->records) : NULL;
  gboolean loading = shows_nodes (self) ? !self->nodes_read
                                       : self->records != NULL && balai_record_list_get_loading (self->records);
  guint n = model ? g_list_model_get_n_items (model) : 0;
  const char *page = n > 0 ? "list" : loading ? "loading" : is_searching (self) ? "nothing" : "empty";
  gboolean single;

  if (error != NULL)
    {
      g_autofree char *text = balai_error_to_text (error);
      g_autofree char *escaped = g_markup_escape_text (text, -1);

      adw_status_page_set_description (ADW_STATUS_PAGE (self->failed), escaped);
      page = "failed";
    }
  if (self->touched == NULL && !g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), page)
      && balai_register_has_focus (self->stack))
    self->touched = g_strdup ("");
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), page);
  single = self->shown->kind->single;
  /* Its room stays, so that the heading does not jump. */
  gtk_stack_set_visible_child_name (GTK_STACK (self->add_stack),
                                    single || g_str_equal (page, "empty") ? "nothing" : "add");
  enable (self, "add", !single || (n == 0 && !loading));
  enable (self, "delete", !single && n > 0);
  enable (self, "edit", n > 0);
  queue_focus (self);
}

static guint
find_node (BalaiRegistersPage *self,
           const char         *id)
{
  for (guint i = 0; id != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->nodes)); i++)
    {
      g_autoptr (BalaiRegisterNode) node = g_list_model_get_item (G_LIST_MODEL (self->nodes), i);

      if (g_str_equal (balai_record_get_id (balai_register_node_get_record (node)), id))
        return i;
    }
  return 0;
}

static void
names_read (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (BalaiRegistersPage) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean had_focus;
  BalaiRegisterNames *read = balai_store_read_finish (BALAI_STORE (source), result, &error);

  self->reading--;
  queue_focus (self);
  if (g_cancellable_is_cancelled (self->cancellable) || read == NULL || read->shown != self->shown)
    {
      g_clear_pointer (&read, balai_register_names_free);
      return;
    }
  had_focus = balai_register_has_focus (self->list);
  g_hash_table_unref (self->names);
  self->names = g_hash_table_ref (read->names);
  self->zone = read->zone;
  if (read->nodes != NULL)
    {
      BalaiRecord *at = balai_register_row_get_record (gtk_single_selection_get_selected_item (self->selection));
      g_autofree char *id = at ? g_strdup (balai_record_get_id (at)) : NULL;

      g_list_store_splice (self->nodes, 0, g_list_model_get_n_items (G_LIST_MODEL (self->nodes)), read->nodes->pdata,
                           read->nodes->len);
      self->nodes_read = TRUE;
      if (shows_nodes (self) && read->nodes->len > 0)
        gtk_single_selection_set_selected (self->selection, find_node (self, id));
    }
  else
    {
      /* Rows that are there already learn the names. */
      new_factory (self);
    }
  balai_register_names_free (read);
  show_state (self);
  /* The rows are others now. */
  if (had_focus && gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION)
    focus_row (self, gtk_single_selection_get_selected (self->selection));
}

static gboolean
reload (gpointer data)
{
  BalaiRegistersPage *self = data;

  self->reload_source = 0;
  self->reading++;
  balai_store_read_async (self->store, balai_register_names_read, (gpointer) self->shown, NULL,
                          balai_register_names_free, self->cancellable, names_read, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
queue_reload (BalaiRegistersPage *self)
{
  if (self->reload_source == 0)
    self->reload_source = g_idle_add (reload, self);
}

static void
store_changed (BalaiRegistersPage *self,
               BalaiChanges       *changes)
{
  if (self->shown != NULL && balai_register_names_change (self->shown, changes))
    queue_reload (self);
}

static void
show_model (BalaiRegistersPage *self)
{
  if (shows_nodes (self))
    {
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->nodes));
      g_clear_object (&self->records);
    }
  else
    {
      g_autoptr (BalaiQuery) query = balai_register_new_query (self->shown);

      g_clear_object (&self->records);
      self->records = balai_record_list_new (self->store, query);
      if (is_searching (self))
        balai_record_list_set_search (self->records, self->words);
      g_signal_connect_object (self->records, "notify::loading", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->records, "items-changed", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
      gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->records));
    }
  show_state (self);
}

static void
show_register (BalaiRegistersPage  *self,
               const BalaiRegister *shown)
{
  g_autofree char *hint = NULL;

  if (self->shown == shown)
    return;
  self->shown = shown;
  g_clear_pointer (&self->touched, g_free);
  self->nodes_read = FALSE;
  g_list_store_remove_all (self->nodes);
  hint = g_markup_escape_text (_(shown->hint), -1);
  gtk_label_set_label (GTK_LABEL (self->heading), _(shown->title));
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), shown->icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _(shown->title));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _(shown->title), -1);
  show_model (self);
  queue_reload (self);
}

static void
kind_selected (BalaiRegistersPage *self,
               GtkListBoxRow      *row)
{
  guint n;
  const BalaiRegister *registers = balai_registers_get (&n);

  if (row == NULL)
    return;
  show_register (self, &registers[gtk_list_box_row_get_index (row)]);
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
  g_free (self->touched);
  self->touched = g_strdup (id);
  queue_focus (self);
  balai_undo_toast_show (GTK_WIDGET (self), label, self->store, batch);
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
  GtkWidget *editor = balai_record_editor_new (self->store, record, self->zone);
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
  g_autoptr (BalaiRecord) record = NULL;

  if (self->shown == NULL)
    return;
  record = balai_record_new (self->shown->kind);
  open_editor (self, record);
}

static BalaiRecord *
selected_record (BalaiRegistersPage *self)
{
  return balai_register_row_get_record (gtk_single_selection_get_selected_item (self->selection));
}

static void
edit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  BalaiRecord *record = selected_record (data);

  if (record != NULL)
    open_editor (data, record);
}

static void
row_activated (BalaiRegistersPage *self,
               guint               position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  BalaiRecord *record = balai_register_row_get_record (item);

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
  BalaiRecord *record = selected_record (self);
  g_autoptr (BalaiRecord) copy = NULL;
  g_autofree char *name = NULL, *label = NULL;
  Deleting *deleting;

  if (record == NULL)
    return;
  copy = balai_record_copy (record);
  name = balai_register_format_title (self->shown, record, self->names);
  /* Translators: a kind of thing ("Venue") and its name */
  label = g_strdup_printf (_("%1$s “%2$s” deleted"), balai_kind_get_label (self->shown->kind), name);
  deleting = g_new0 (Deleting, 1);
  deleting->self = g_object_ref (self);
  deleting->batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  deleting->id = g_strdup (balai_record_get_id (copy));
  balai_batch_delete (deleting->batch, copy);
  balai_store_apply_async (self->store, deleting->batch, NULL, deleted, deleting);
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

  gtk_list_box_select_row (GTK_LIST_BOX (self->kinds), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->kinds), 0));
}

static gboolean
balai_registers_page_search (BalaiPage  *page,
                             const char *text)
{
  BalaiRegistersPage *self = BALAI_REGISTERS_PAGE (page);

  g_free (self->words);
  self->words = g_strdup (text);
  g_clear_pointer (&self->touched, g_free);
  if (self->shown == NULL)
    return TRUE;
  if (self->records != NULL && !balai_register_is_read_whole (self->shown))
    {
      balai_record_list_set_search (self->records, is_searching (self) ? self->words : NULL);
      show_state (self);
    }
  else
    show_model (self);
  return TRUE;
}

static void
balai_registers_page_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  BalaiRegistersPage *self = BALAI_REGISTERS_PAGE (object);

  switch ((BalaiRegistersPageProperty) prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_ACTIONS:
      g_value_set_object (value, self->actions);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_registers_page_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  BalaiRegistersPage *self = BALAI_REGISTERS_PAGE (object);

  switch ((BalaiRegistersPageProperty) prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_ACTIONS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_registers_page_constructed (GObject *object)
{
  BalaiRegistersPage *self = BALAI_REGISTERS_PAGE (object);

  G_OBJECT_CLASS (balai_registers_page_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (store_changed), self, G_CONNECT_SWAPPED);
}

static void
balai_registers_page_dispose (GObject *object)
{
  BalaiRegistersPage *self = BALAI_REGISTERS_PAGE (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "registers", NULL);
  G_OBJECT_CLASS (balai_registers_page_parent_class)->dispose (object);
}

static void
balai_registers_page_finalize (GObject *object)
{
  BalaiRegistersPage *self = BALAI_REGISTERS_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->actions);
  g_clear_object (&self->records);
  g_clear_object (&self->nodes);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_free (self->words);
  g_free (self->touched);
  G_OBJECT_CLASS (balai_registers_page_parent_class)->finalize (object);
}

static void
balai_registers_page_class_init (BalaiRegistersPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = balai_registers_page_get_property;
  object_class->set_property = balai_registers_page_set_property;
  object_class->constructed = balai_registers_page_constructed;
  object_class->dispose = balai_registers_page_dispose;
  object_class->finalize = balai_registers_page_finalize;
  BALAI_PAGE_CLASS (klass)->setup = balai_registers_page_setup;
  BALAI_PAGE_CLASS (klass)->search = balai_registers_page_search;
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, BALAI_TYPE_STORE,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACTIONS] = g_param_spec_object ("actions", NULL, NULL, G_TYPE_ACTION_GROUP,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (BALAI_TYPE_FOLD_PANE);
  g_type_ensure (BALAI_TYPE_SKELETON);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/registers/balai-registers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, pane);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, kinds);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, heading);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, side_button);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, add_button);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, add_stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, list);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, empty);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegistersPage, failed);
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
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  self->cancellable = g_cancellable_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->nodes = g_list_store_new (BALAI_TYPE_REGISTER_NODE);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), actions, G_N_ELEMENTS (actions), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "registers", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));

  self->selection = gtk_single_selection_new (NULL);
  new_factory (self);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  balai_page_set_found (BALAI_PAGE (self), self->list);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (row_activated), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (shortcuts),
      gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, 0), gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (self->list, shortcuts);
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

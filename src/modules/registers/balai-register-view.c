/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-register-view.h"

#include <glib/gi18n-lib.h>

#include "balai-error-text.h"
#include "balai-record-list.h"
#include "balai-register-names.h"
#include "balai-register-row.h"
#include "balai-register-tree.h"
#include "balai-skeleton.h"

/* How far down a long register what was just saved is looked for: a page of it. */
#define MOST_SOUGHT 100

/**
 * BalaiRegisterView:
 *
 * What is in one register, or what of it was found.
 */
struct _BalaiRegisterView
{
  AdwBin               parent_instance;

  BalaiStore          *store;       /* (owned) (nullable): until it is set up */
  GCancellable        *cancellable; /* (owned) */
  GHashTable          *names;       /* (owned) (element-type utf8 utf8): what records are called, by id */
  const BalaiZone     *zone;        /* (unowned) (nullable): of the city, once it is read */
  const BalaiRegister *shown;       /* (nullable): until it is set up */
  BalaiRecordList     *records;     /* (owned) (nullable): of a register that is read by pages, or of a search */
  GListStore          *nodes;       /* (owned): of one that is read whole */
  GtkSingleSelection  *selection;   /* (owned) */
  char                *words;       /* (owned) (nullable): what is searched for */
  char                *touched;     /* (owned) (nullable): id of what was just saved or deleted, "" if not
                                      known, until the focus is set */
  guint                reload_source;
  guint                focus_source;
  guint                reading;     /* how many reloads are under way */
  gboolean             nodes_read;

  GtkWidget           *beside;      /* (unowned) (nullable) */
  GtkWidget           *stack;       /* (unowned) */
  GtkWidget           *list;        /* (unowned) */
  GtkWidget           *empty;       /* (unowned) */
  GtkWidget           *failed;      /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiRegisterView, balai_register_view, ADW_TYPE_BIN)

enum
{
  SIGNAL_CHANGED,
  SIGNAL_ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
is_searching (BalaiRegisterView *self)
{
  return self->words != NULL && *self->words != '\0';
}

static gboolean
shows_nodes (BalaiRegisterView *self)
{
  return balai_register_is_read_whole (self->shown) && !is_searching (self);
}

/* Rows */

static void
show_row (BalaiRegisterView *self,
          GtkListItem       *list_item)
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
  BalaiRegisterView *self =
    BALAI_REGISTER_VIEW (gtk_widget_get_ancestor (gtk_list_item_get_child (list_item), BALAI_TYPE_REGISTER_VIEW));

  if (self != NULL)
    show_row (self, list_item);
}

static void
bind_row (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          BalaiRegisterView        *self)
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
new_factory (BalaiRegisterView *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row), self, 0);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), NULL);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  g_object_unref (factory);
}

/* What is seen of the register */

static void queue_focus (BalaiRegisterView *self);

/* Returns whether it is known by now; @position is then where it is, if it is among the first. */
static gboolean
find_record (BalaiRegisterView *self,
             const char        *id,
             guint             *position)
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
focus_row (BalaiRegisterView *self,
           guint              position)
{
  gtk_single_selection_set_selected (self->selection, position);
  balai_register_row_focus (GTK_LIST_VIEW (self->list), position);
}

/* The button that was pressed, or the row, may be gone by now: the toolkit would go on to the toast's button, and the
 * next Enter would take back what was just kept. */
static gboolean
focus_touched (gpointer data)
{
  BalaiRegisterView *self = data;
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
  else if (self->beside != NULL && !balai_register_has_focus (self->stack)
           && !gtk_widget_child_focus (gtk_stack_get_visible_child (GTK_STACK (self->stack)), GTK_DIR_TAB_FORWARD))
    gtk_widget_grab_focus (self->beside);
  return G_SOURCE_REMOVE;
}

static void
queue_focus (BalaiRegisterView *self)
{
  if (self->touched != NULL && self->focus_source == 0 && !g_cancellable_is_cancelled (self->cancellable))
    self->focus_source = g_idle_add (focus_touched, self);
}

static void
show_state (BalaiRegisterView *self)
{
  const GError *error = self->records ? balai_record_list_get_error (self->records) : NULL;
  const char *page = balai_register_view_count (self) > 0 ? "list"
                     : balai_register_view_is_loading (self) ? "loading"
                     : is_searching (self) ? "nothing" : "empty";

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
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
  queue_focus (self);
}

static guint
find_node (BalaiRegisterView *self,
           const char        *id)
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
  g_autoptr (BalaiRegisterView) self = user_data;
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
  BalaiRegisterView *self = data;

  self->reload_source = 0;
  self->reading++;
  balai_store_read_async (self->store, balai_register_names_read, (gpointer) self->shown, NULL,
                          balai_register_names_free, self->cancellable, names_read, g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
queue_reload (BalaiRegisterView *self)
{
  if (self->reload_source == 0)
    self->reload_source = g_idle_add (reload, self);
}

static void
store_changed (BalaiRegisterView *self,
               BalaiChanges      *changes)
{
  if (self->shown != NULL && balai_register_names_change (self->shown, changes))
    queue_reload (self);
}

static void
show_model (BalaiRegisterView *self)
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
row_activated (BalaiRegisterView *self,
               guint              position)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);
  BalaiRecord *record = balai_register_row_get_record (item);

  if (record != NULL)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, record);
}

static void
balai_register_view_dispose (GObject *object)
{
  BalaiRegisterView *self = BALAI_REGISTER_VIEW (object);

  g_clear_handle_id (&self->reload_source, g_source_remove);
  g_clear_handle_id (&self->focus_source, g_source_remove);
  g_clear_weak_pointer (&self->beside);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (balai_register_view_parent_class)->dispose (object);
}

static void
balai_register_view_finalize (GObject *object)
{
  BalaiRegisterView *self = BALAI_REGISTER_VIEW (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->records);
  g_clear_object (&self->nodes);
  g_clear_object (&self->selection);
  g_clear_object (&self->store);
  g_clear_pointer (&self->names, g_hash_table_unref);
  g_free (self->words);
  g_free (self->touched);
  G_OBJECT_CLASS (balai_register_view_parent_class)->finalize (object);
}

static void
balai_register_view_class_init (BalaiRegisterViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = balai_register_view_dispose;
  object_class->finalize = balai_register_view_finalize;

  /**
   * BalaiRegisterView::changed:
   * @self: a view
   *
   * It may count other records now, or have been read.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", BALAI_TYPE_REGISTER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  /**
   * BalaiRegisterView::activated:
   * @self: a view
   * @record: a record
   *
   * The person opens a record.
   */
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", BALAI_TYPE_REGISTER_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 1, BALAI_TYPE_RECORD);

  g_type_ensure (BALAI_TYPE_SKELETON);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/registers/balai-register-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiRegisterView, stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegisterView, list);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegisterView, empty);
  gtk_widget_class_bind_template_child (widget_class, BalaiRegisterView, failed);
}

static void
balai_register_view_init (BalaiRegisterView *self)
{
  self->cancellable = g_cancellable_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->nodes = g_list_store_new (BALAI_TYPE_REGISTER_NODE);
  gtk_widget_init_template (GTK_WIDGET (self));

  self->selection = gtk_single_selection_new (NULL);
  new_factory (self);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->list, "activate", G_CALLBACK (row_activated), self, G_CONNECT_SWAPPED);
}

/**
 * balai_register_view_set_store:
 * @self: a view that shows nothing yet
 * @store: the records
 */
void
balai_register_view_set_store (BalaiRegisterView *self,
                               BalaiStore        *store)
{
  g_return_if_fail (BALAI_IS_REGISTER_VIEW (self) && BALAI_IS_STORE (store) && self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed), self, G_CONNECT_SWAPPED);
}

/**
 * balai_register_view_set_beside:
 * @self: a view
 * @beside: (nullable): what gets the focus where nothing is left in the view that could have it
 */
void
balai_register_view_set_beside (BalaiRegisterView *self,
                                GtkWidget         *beside)
{
  g_return_if_fail (BALAI_IS_REGISTER_VIEW (self));

  g_set_weak_pointer (&self->beside, beside);
}

/**
 * balai_register_view_show:
 * @self: a view with a store
 * @shown: (transfer none): a register
 */
void
balai_register_view_show (BalaiRegisterView   *self,
                          const BalaiRegister *shown)
{
  g_autofree char *hint = NULL;

  g_return_if_fail (BALAI_IS_REGISTER_VIEW (self) && self->store != NULL && shown != NULL);

  if (self->shown == shown)
    return;
  self->shown = shown;
  g_clear_pointer (&self->touched, g_free);
  self->nodes_read = FALSE;
  g_list_store_remove_all (self->nodes);
  hint = g_markup_escape_text (_(shown->hint), -1);
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->empty), shown->icon_name);
  adw_status_page_set_title (ADW_STATUS_PAGE (self->empty), _(shown->title));
  adw_status_page_set_description (ADW_STATUS_PAGE (self->empty), hint);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _(shown->title), -1);
  show_model (self);
  queue_reload (self);
}

/**
 * balai_register_view_search:
 * @self: a view
 * @words: (nullable): what to look for; %NULL or "" shows all again
 */
void
balai_register_view_search (BalaiRegisterView *self,
                            const char        *words)
{
  g_return_if_fail (BALAI_IS_REGISTER_VIEW (self));

  g_free (self->words);
  self->words = g_strdup (words);
  g_clear_pointer (&self->touched, g_free);
  if (self->shown == NULL)
    return;
  if (self->records != NULL && !balai_register_is_read_whole (self->shown))
    {
      balai_record_list_set_search (self->records, is_searching (self) ? self->words : NULL);
      show_state (self);
    }
  else
    show_model (self);
}

/**
 * balai_register_view_touch:
 * @self: a view
 * @id: id of a record that was just saved or deleted
 *
 * Gives it the focus, or what stands in its place, once it is read.
 */
void
balai_register_view_touch (BalaiRegisterView *self,
                           const char        *id)
{
  g_return_if_fail (BALAI_IS_REGISTER_VIEW (self) && id != NULL);

  g_free (self->touched);
  self->touched = g_strdup (id);
  queue_focus (self);
}

/**
 * balai_register_view_get_shown:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the register
 */
const BalaiRegister *
balai_register_view_get_shown (BalaiRegisterView *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_VIEW (self), NULL);

  return self->shown;
}

/**
 * balai_register_view_get_list:
 * @self: a view
 *
 * Returns: (transfer none): what has the focus while the person looks through the register
 */
GtkWidget *
balai_register_view_get_list (BalaiRegisterView *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_VIEW (self), NULL);

  return self->list;
}

/**
 * balai_register_view_get_record:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the record that is selected
 */
BalaiRecord *
balai_register_view_get_record (BalaiRegisterView *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_VIEW (self), NULL);

  return balai_register_row_get_record (gtk_single_selection_get_selected_item (self->selection));
}

/**
 * balai_register_view_get_zone:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): the zone of the city, once it is read
 */
const BalaiZone *
balai_register_view_get_zone (BalaiRegisterView *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_VIEW (self), NULL);

  return self->zone;
}

/**
 * balai_register_view_count:
 * @self: a view
 *
 * Returns: how many records it shows
 */
guint
balai_register_view_count (BalaiRegisterView *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_VIEW (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->selection));
}

/**
 * balai_register_view_is_loading:
 * @self: a view of a register
 *
 * Returns: whether it is not known yet what is in the register
 */
gboolean
balai_register_view_is_loading (BalaiRegisterView *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_VIEW (self) && self->shown != NULL, FALSE);

  return shows_nodes (self) ? !self->nodes_read
                            : self->records != NULL && balai_record_list_get_loading (self->records);
}

/**
 * balai_register_view_is_empty:
 * @self: a view
 *
 * Returns: whether it says that nothing is in the register, and offers to add the first
 */
gboolean
balai_register_view_is_empty (BalaiRegisterView *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_VIEW (self), FALSE);

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (self->stack)), "empty");
}

/**
 * balai_register_view_format_name:
 * @self: a view of a register
 * @record: one of its records
 *
 * Returns: (transfer full): what it is called in the list
 */
char *
balai_register_view_format_name (BalaiRegisterView *self,
                                 BalaiRecord       *record)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_VIEW (self) && self->shown != NULL, NULL);

  return balai_register_format_title (self->shown, record, self->names);
}

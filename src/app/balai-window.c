/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-window.h"

#include <glib/gi18n-lib.h>

#include "balai-banner.h"
#include "balai-fold-pane.h"
#include "balai-module-registry.h"
#include "balai-record-page.h"
#include "balai-sidebar-row.h"
#include "balai-store-status.h"
#include "balai-trouble-page.h"
#include "balai-undo-toast.h"
#include "balai-welcome.h"
#include "balai-whole-title.h"
#include "balai-widget-tools.h"

#define SCHEMA "id.go.kedirikota.Balai"
#define NARROW 420

struct _BalaiWindow
{
  AdwApplicationWindow  parent_instance;

  BalaiStore           *store;    /* (owned) */
  GSettings            *settings; /* (owned) */
  GCancellable         *cancellable; /* (owned) */
  GSimpleAction        *undo;     /* (owned) */
  GSimpleAction        *redo;     /* (owned) */
  BalaiPage            *page;     /* (unowned) (nullable): the one that is seen */

  AdwToastOverlay      *overlay;
  GtkStack             *root;
  BalaiFoldPane        *pane;
  GtkListBox           *sidebar;
  GtkWidget            *sidebar_button;
  BalaiWholeTitle      *title;
  BalaiStoreStatus     *status;
  GtkSearchBar         *search_bar;
  GtkEditable          *search_entry;
  BalaiBanner          *banner;
  GtkMenuButton        *menu_button;
  GMenu                *primary_menu;
  GMenu                *undo_section;
  GtkStack             *pages;
};

G_DEFINE_FINAL_TYPE (BalaiWindow, balai_window, ADW_TYPE_APPLICATION_WINDOW)

typedef enum
{
  PROP_STORE = 1,
} BalaiWindowProperty;

static GParamSpec *properties[PROP_STORE + 1];

static void
show_title (BalaiWindow *self)
{
  balai_whole_title_set_title (self->title, self->page ? balai_page_get_title (self->page) : _("Balai"));
}

static BalaiSidebarRow *
find_row (BalaiWindow *self,
          const char  *id)
{
  GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->sidebar));

  while (row != NULL && !g_str_equal (balai_sidebar_row_get_id (BALAI_SIDEBAR_ROW (row)), id))
    row = gtk_widget_get_next_sibling (row);
  return row ? BALAI_SIDEBAR_ROW (row) : NULL;
}

static void
on_search_ended (BalaiPage   *page,
                 BalaiWindow *self)
{
  if (page == self->page)
    gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
make_page (BalaiWindow       *self,
           const BalaiModule *module)
{
  BalaiPage *page = g_object_new (module->get_type (),
                                  "store", self->store,
                                  "title", _(module->title),
                                  NULL);

  g_signal_connect_object (page, "search-ended", G_CALLBACK (on_search_ended), self, 0);
  gtk_stack_add_named (self->pages, GTK_WIDGET (page), module->id);
  balai_sidebar_row_set_page (find_row (self, module->id), page);
  gtk_widget_insert_action_group (GTK_WIDGET (self), module->id,
                                  balai_record_page_get_actions (BALAI_RECORD_PAGE (page)));
}

/* A narrow header has no room for a sign that all is well. */
static void
show_status (BalaiWindow *self)
{
  int width;

  g_object_get (self, "default-width", &width, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->status),
                          balai_store_get_state (self->store) != BALAI_STORE_OPEN
                            || balai_store_get_disk_full (self->store)
                            || gtk_window_is_maximized (GTK_WINDOW (self)) || width < 0
                            || width > NARROW * balai_widget_text_scale (GTK_WIDGET (self)));
}

static void
show_page (BalaiWindow *self,
           const char  *name)
{
  guint n_modules;
  const BalaiModule *modules = balai_modules_get (&n_modules);
  GtkWidget *child;

  for (guint i = 0; i < n_modules; i++)
    if (g_str_equal (modules[i].id, name) && gtk_stack_get_child_by_name (self->pages, name) == NULL)
      make_page (self, &modules[i]);
  child = gtk_stack_get_child_by_name (self->pages, name);
  if (child == NULL || BALAI_PAGE (child) == self->page)
    return;
  if (self->page != NULL)
    {
      gtk_search_bar_set_search_mode (self->search_bar, FALSE);
      balai_page_switch_from (self->page);
    }
  self->page = BALAI_PAGE (child);
  balai_page_switch_to (self->page);
  gtk_stack_set_visible_child (self->pages, child);
  gtk_list_box_select_row (self->sidebar, GTK_LIST_BOX_ROW (find_row (self, name)));
  show_title (self);
}

static void
on_row_activated (GtkListBox    *list,
                  GtkListBoxRow *row,
                  BalaiWindow   *self)
{
  const char *id = balai_sidebar_row_get_id (BALAI_SIDEBAR_ROW (row));

  show_page (self, id);
  g_settings_set_string (self->settings, "last-page", id);
  balai_fold_pane_set_revealed (self->pane, FALSE);
}

static void
on_search_changed (GtkSearchEntry *entry,
                   BalaiWindow    *self)
{
  if (self->page != NULL)
    balai_page_search (self->page, gtk_editable_get_text (self->search_entry));
}

static void
go_to_found (BalaiWindow *self,
             const char  *how)
{
  GtkWidget *found = self->page != NULL ? balai_page_get_found (self->page) : NULL;

  /* A list goes to its first row; what is more than a list knows better what comes first. */
  if (found != NULL && gtk_widget_get_mapped (found) && !gtk_widget_activate_action (found, how, NULL))
    gtk_widget_child_focus (found, GTK_DIR_TAB_FORWARD);
}

/* Also from what was found: the entry itself only knows of the key while it has the focus. */
static gboolean
on_escape (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  BalaiWindow *self = BALAI_WINDOW (widget);

  if (!gtk_search_bar_get_search_mode (self->search_bar))
    return GDK_EVENT_PROPAGATE;
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  return GDK_EVENT_STOP;
}

static void
on_search_activate (GtkSearchEntry *entry,
                    BalaiWindow    *self)
{
  /* The entry waits for a pause in the typing; who presses Enter has made it. */
  on_search_changed (entry, self);
  go_to_found (self, "found.open");
}

static gboolean
on_search_key (GtkEventControllerKey *controller,
               guint                  key,
               guint                  code,
               GdkModifierType        state,
               BalaiWindow           *self)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  go_to_found (self, "found.focus");
  return GDK_EVENT_STOP;
}

static void
on_search_mode (GtkSearchBar *bar,
                GParamSpec   *pspec,
                BalaiWindow  *self)
{
  gboolean active = gtk_search_bar_get_search_mode (bar);

  g_action_change_state (g_action_map_lookup_action (G_ACTION_MAP (self), "search"), g_variant_new_boolean (active));
  if (!active && self->page != NULL)
    balai_page_search (self->page, NULL);
}

static void
on_search_state (GSimpleAction *action,
                 GVariant      *state,
                 gpointer       user_data)
{
  BalaiWindow *self = user_data;
  gboolean active = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  if (active)
    gtk_widget_set_visible (GTK_WIDGET (self->search_bar), TRUE);
  gtk_search_bar_set_search_mode (self->search_bar, active);
  if (active)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* Asking for the search again goes to its entry; it does not end it. */
static void
on_search (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       user_data)
{
  BalaiWindow *self = user_data;
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  gboolean active = gtk_search_bar_get_search_mode (self->search_bar);
  gboolean here = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->search_entry));

  if (active && !here)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  else
    g_action_change_state (G_ACTION (action), g_variant_new_boolean (!active));
}

static void
on_sidebar (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       user_data)
{
  BalaiWindow *self = user_data;

  balai_fold_pane_set_revealed (self->pane, !balai_fold_pane_get_revealed (self->pane));
}

static void
on_revealed (BalaiFoldPane *pane,
             GParamSpec    *pspec,
             BalaiWindow   *self)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "sidebar");

  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (balai_fold_pane_get_revealed (pane)));
}

static void
on_close (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  gtk_window_close (GTK_WINDOW (user_data));
}

static void
on_menu (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  gtk_menu_button_popup (BALAI_WINDOW (user_data)->menu_button);
}

static void
on_undo (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  BalaiWindow *self = user_data;

  balai_undo_and_tell (GTK_WIDGET (self->overlay), self->store, balai_store_get_undo_batch (self->store));
}

static void
on_redo (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  BalaiWindow *self = user_data;

  balai_redo_and_tell (GTK_WIDGET (self->overlay), self->store, balai_store_get_redo_batch (self->store));
}

static void
show_undo (BalaiWindow *self)
{
  const char *label = balai_store_get_undo_label (self->store);
  const char *redo_label = balai_store_get_redo_label (self->store);
  g_autofree char *words = label ? g_strdup_printf (_("_Undo: %s"), label) : g_strdup (_("_Undo"));
  g_autofree char *redo_words = redo_label ? g_strdup_printf (_("_Redo: %s"), redo_label) : g_strdup (_("_Redo"));

  g_simple_action_set_enabled (self->undo, label != NULL);
  g_simple_action_set_enabled (self->redo, redo_label != NULL);
  g_menu_remove_all (self->undo_section);
  g_menu_append (self->undo_section, words, "win.undo");
  g_menu_append (self->undo_section, redo_words, "win.redo");
}

/* The first time that it is wanted. */
static void
make_menu (GtkMenuButton *button,
           gpointer       user_data)
{
  if (gtk_menu_button_get_menu_model (button) == NULL)
    gtk_menu_button_set_menu_model (button, G_MENU_MODEL (BALAI_WINDOW (user_data)->primary_menu));
}

static void
show_disk (BalaiWindow *self)
{
  if (balai_store_get_disk_full (self->store))
    {
      balai_banner_set_grave (self->banner, TRUE);
      balai_banner_show (self->banner, _("The disk is full. Free some space: what you enter now may not be kept."),
                         NULL);
    }
  else
    balai_banner_hide (self->banner);
}

static void
on_welcomed (BalaiWelcome *welcome,
             BalaiWindow  *self)
{
  gtk_stack_set_visible_child_name (self->root, "work");
  gtk_stack_remove (self->root, GTK_WIDGET (welcome));
}

static void
on_welcome_needed (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean needed = balai_welcome_is_needed_finish (BALAI_STORE (object), result, &error);
  BalaiWindow *self;
  GtkWidget *welcome;

  if (!needed || gtk_stack_get_child_by_name (BALAI_WINDOW (user_data)->root, "welcome") != NULL)
    return;
  self = BALAI_WINDOW (user_data);
  welcome = balai_welcome_new (self->store);
  g_signal_connect_object (welcome, "done", G_CALLBACK (on_welcomed), self, 0);
  gtk_stack_add_named (self->root, welcome, "welcome");
  gtk_stack_set_visible_child (self->root, welcome);
}

static void
show_state (BalaiWindow *self)
{
  GtkWidget *trouble = gtk_stack_get_child_by_name (self->root, "trouble");

  if (balai_store_get_state (self->store) == BALAI_STORE_FAILED)
    {
      if (trouble == NULL)
        {
          trouble = balai_trouble_page_new (self->store);
          gtk_stack_add_named (self->root, trouble, "trouble");
        }
      gtk_stack_set_visible_child (self->root, trouble);
    }
  else if (balai_store_get_state (self->store) == BALAI_STORE_OPEN)
    {
      if (trouble != NULL)
        {
          gtk_stack_set_visible_child_name (self->root, "work");
          gtk_stack_remove (self->root, trouble);
        }
      balai_welcome_is_needed_async (self->store, self->cancellable, on_welcome_needed, self);
    }
}

static void
add_modules (BalaiWindow *self)
{
  g_autofree char *last = g_settings_get_string (self->settings, "last-page");
  guint n_modules;
  const BalaiModule *modules = balai_modules_get (&n_modules);

  for (guint i = 0; i < n_modules; i++)
    {
      gtk_list_box_append (self->sidebar,
                           balai_sidebar_row_new (modules[i].id, _(modules[i].title), modules[i].icon_name));
      if (modules[i].always)
        make_page (self, &modules[i]);
    }
  show_page (self, modules[0].id);
  show_page (self, last);
}

static void
balai_window_constructed (GObject *object)
{
  BalaiWindow *self = BALAI_WINDOW (object);

  G_OBJECT_CLASS (balai_window_parent_class)->constructed (object);
  balai_store_status_set_store (self->status, self->store);
  g_signal_connect_object (self, "notify::default-width", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self, "notify::maximized", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::state", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::disk-full", G_CALLBACK (show_status), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::state", G_CALLBACK (show_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::undo-label", G_CALLBACK (show_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::redo-label", G_CALLBACK (show_undo), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->store, "notify::disk-full", G_CALLBACK (show_disk), self, G_CONNECT_SWAPPED);
  add_modules (self);
  show_undo (self);
  show_disk (self);
  show_state (self);
}

static void
balai_window_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  BalaiWindow *self = BALAI_WINDOW (object);

  switch ((BalaiWindowProperty) prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_window_dispose (GObject *object)
{
  BalaiWindow *self = BALAI_WINDOW (object);
  guint n_modules;
  const BalaiModule *modules = balai_modules_get (&n_modules);

  g_cancellable_cancel (self->cancellable);
  /* The pages hold their actions: the window must not hold them after the pages are gone. */
  for (guint i = 0; self->page != NULL && i < n_modules; i++)
    gtk_widget_insert_action_group (GTK_WIDGET (self), modules[i].id, NULL);
  self->page = NULL;
  g_clear_object (&self->undo);
  g_clear_object (&self->redo);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (balai_window_parent_class)->dispose (object);
}

static void
balai_window_finalize (GObject *object)
{
  BalaiWindow *self = BALAI_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (balai_window_parent_class)->finalize (object);
}

static void
balai_window_class_init (BalaiWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = balai_window_constructed;
  object_class->set_property = balai_window_set_property;
  object_class->dispose = balai_window_dispose;
  object_class->finalize = balai_window_finalize;

  /**
   * BalaiWindow:store:
   *
   * The records that its pages show.
   */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, BALAI_TYPE_STORE,
                                                G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (BALAI_TYPE_BANNER);
  g_type_ensure (BALAI_TYPE_FOLD_PANE);
  g_type_ensure (BALAI_TYPE_STORE_STATUS);
  g_type_ensure (BALAI_TYPE_WHOLE_TITLE);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/app/balai-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, root);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, title);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, status);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, search_bar);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, search_entry);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, primary_menu);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, undo_section);
  gtk_widget_class_bind_template_child (widget_class, BalaiWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, on_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, on_search_changed);
  gtk_widget_class_bind_template_callback (widget_class, on_search_activate);
}

static void
balai_window_init (BalaiWindow *self)
{
  static const GActionEntry actions[] = {
    { "search", on_search, NULL, "false", on_search_state, { 0 } },
    { "sidebar", on_sidebar, NULL, "false", NULL, { 0 } },
    { "close", on_close, NULL, NULL, NULL, { 0 } },
    { "menu", on_menu, NULL, NULL, NULL, { 0 } },
    { "undo", on_undo, NULL, NULL, NULL, { 0 } },
    { "redo", on_redo, NULL, NULL, NULL, { 0 } },
  };
  GtkEventController *keys = gtk_shortcut_controller_new (), *search_keys = gtk_event_controller_key_new ();

  self->settings = g_settings_new (SCHEMA);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  self->undo = G_SIMPLE_ACTION (g_object_ref (g_action_map_lookup_action (G_ACTION_MAP (self), "undo")));
  self->redo = G_SIMPLE_ACTION (g_object_ref (g_action_map_lookup_action (G_ACTION_MAP (self), "redo")));

  /* Behind what has the focus: an entry undoes its own typing first. */
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK),
                                                          gtk_named_action_new ("win.undo")));
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_z, GDK_CONTROL_MASK | GDK_SHIFT_MASK),
                      gtk_named_action_new ("win.redo")));
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (keys),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                          gtk_callback_action_new (on_escape, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);

  gtk_menu_button_set_create_popup_func (self->menu_button, make_menu, self, NULL);
  gtk_search_bar_connect_entry (self->search_bar, self->search_entry);
  gtk_event_controller_set_propagation_phase (search_keys, GTK_PHASE_CAPTURE);
  g_signal_connect (search_keys, "key-pressed", G_CALLBACK (on_search_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search_entry), search_keys);
  g_signal_connect_object (self->search_bar, "notify::search-mode-enabled", G_CALLBACK (on_search_mode), self, 0);
  g_signal_connect_object (self->pane, "notify::revealed", G_CALLBACK (on_revealed), self, 0);
  g_object_bind_property (self->pane, "folded", self->sidebar_button, "visible", G_BINDING_SYNC_CREATE);

  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
  if (BALAI_DEVEL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");
}

/**
 * balai_window_new:
 * @application: the program
 * @store: the records that its pages show
 *
 * Returns: (transfer none): the window, not yet shown
 */
BalaiWindow *
balai_window_new (GtkApplication *application,
                  BalaiStore     *store)
{
  g_return_val_if_fail (GTK_IS_APPLICATION (application), NULL);
  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);

  return g_object_new (BALAI_TYPE_WINDOW, "application", application, "store", store, NULL);
}

/**
 * balai_window_import:
 * @self: a window
 * @files: (array length=n_files): calendar files
 * @n_files: how many
 *
 * Offers to bring in the files.
 */
void
balai_window_import (BalaiWindow  *self,
                     GFile       **files,
                     guint         n_files)
{
  GVariantBuilder uris;

  g_return_if_fail (BALAI_IS_WINDOW (self));

  g_variant_builder_init (&uris, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; i < n_files; i++)
    g_variant_builder_add_value (&uris, g_variant_new_take_string (g_file_get_uri (files[i])));
  gtk_widget_activate_action (GTK_WIDGET (self), "schedule.import-files", "@as", g_variant_builder_end (&uris));
}

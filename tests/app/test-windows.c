/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <unistd.h>

#include <glib/gstdio.h>

#include "balai-about.h"
#include "balai-application.h"
#include "balai-fold-pane.h"
#include "balai-help.h"
#include "balai-kinds.h"
#include "balai-module-registry.h"
#include "balai-own-opd.h"
#include "balai-page.h"
#include "balai-preferences.h"
#include "balai-record-editor.h"
#include "balai-reference.h"
#include "balai-registers.h"
#include "balai-schedule-data.h"
#include "balai-shortcuts.h"
#include "balai-test-folder.h"
#include "balai-test-ui.h"
#include "balai-trouble-page.h"
#include "balai-welcome.h"
#include "balai-widgets.h"
#include "balai-window.h"
#include "small-city.h"

static gpointer
part (gpointer    widget,
      GType       type,
      const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (widget), type, name);
}

static const char *
root_of (GtkWindow *window)
{
  return gtk_stack_get_visible_child_name (part (window, BALAI_TYPE_WINDOW, "root"));
}

static void
test_window (void)
{
  SmallCity city;
  g_autoptr (BalaiRecord) event = NULL;
  GtkWindow *window;
  BalaiPage *calendar;
  guint n_modules;

  small_city_open (&city);
  event = small_city_event (&city, "Rapat", small_city_at (15, 9, 0), small_city_at (15, 11, 0), city.room);
  window = GTK_WINDOW (balai_window_new (balai_test_ui_get_application (), city.store));
  balai_test_ui_present (window);
  g_assert_cmpstr (root_of (window), ==, "work");

  balai_modules_get (&n_modules);
  for (guint i = 0; i < n_modules; i++)
    g_assert_nonnull (gtk_list_box_get_row_at_index (part (window, BALAI_TYPE_WINDOW, "sidebar"), (int) i));
  g_assert_null (gtk_list_box_get_row_at_index (part (window, BALAI_TYPE_WINDOW, "sidebar"), (int) n_modules));

  calendar = BALAI_PAGE (gtk_stack_get_visible_child (part (window, BALAI_TYPE_WINDOW, "pages")));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL));
  g_assert_true (gtk_search_bar_get_search_mode (part (window, BALAI_TYPE_WINDOW, "search_bar")));
  g_action_group_change_action_state (G_ACTION_GROUP (window), "search", g_variant_new_boolean (FALSE));
  g_assert_false (gtk_search_bar_get_search_mode (part (window, BALAI_TYPE_WINDOW, "search_bar")));

  /* Going elsewhere ends it. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.search", NULL));
  gtk_editable_set_text (part (window, BALAI_TYPE_WINDOW, "search_entry"), "rapat");
  g_assert_true (balai_page_search (calendar, "rapat"));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "schedule.view", "s", "week"));
  g_assert_false (gtk_search_bar_get_search_mode (part (window, BALAI_TYPE_WINDOW, "search_bar")));
  g_assert_cmpstr (gtk_editable_get_text (part (window, BALAI_TYPE_WINDOW, "search_entry")), ==, "");
  balai_test_settle ();
  balai_test_ui_destroy (window);
  small_city_close (&city);
}

/* A page that does not call from the start is made when its row is chosen, once. */
static void
test_pages (void)
{
  SmallCity city;
  GtkWindow *window;
  GtkListBox *sidebar;
  GtkStack *pages;
  guint n_modules;
  const BalaiModule *modules = balai_modules_get (&n_modules);

  small_city_open (&city);
  window = GTK_WINDOW (balai_window_new (balai_test_ui_get_application (), city.store));
  balai_test_ui_present (window);
  sidebar = part (window, BALAI_TYPE_WINDOW, "sidebar");
  pages = part (window, BALAI_TYPE_WINDOW, "pages");
  for (guint i = 0; i < n_modules; i++)
    g_assert_true ((gtk_stack_get_child_by_name (pages, modules[i].id) != NULL) == (modules[i].always || i == 0));
  for (int round = 0; round < 2; round++)
    for (int i = (int) n_modules - 1; i >= 0; i--)
      {
        GtkWidget *before = gtk_stack_get_child_by_name (pages, modules[i].id);
        GtkListBoxRow *row = gtk_list_box_get_row_at_index (sidebar, i);

        g_signal_emit_by_name (sidebar, "row-activated", row);
        g_assert_cmpstr (gtk_stack_get_visible_child_name (pages), ==, modules[i].id);
        g_assert_true (gtk_list_box_get_selected_row (sidebar) == row);
        g_assert_true (before == NULL || before == gtk_stack_get_visible_child (pages));
      }
  balai_test_settle ();
  balai_test_ui_destroy (window);
  small_city_close (&city);
}

/* Where no program can show the help, the window says so. */
static void
test_help (void)
{
  SmallCity city;
  GtkWindow *window;
  const char *words = g_dgettext (GETTEXT_PACKAGE,
                                  "The help cannot be shown. Install the program Help (Yelp) to read it.");

  small_city_open (&city);
  window = GTK_WINDOW (balai_window_new (balai_test_ui_get_application (), city.store));
  balai_test_ui_present (window);
  balai_help_show (GTK_WIDGET (window), "no-such-scheme:balai");
  balai_test_await (balai_test_ui_find (GTK_WIDGET (window), GTK_TYPE_LABEL, words) != NULL);
  balai_test_settle ();
  balai_test_ui_destroy (window);
  small_city_close (&city);
}

static void
test_narrow (void)
{
  SmallCity city;
  GtkWindow *window;
  BalaiFoldPane *pane;

  small_city_open (&city);
  window = GTK_WINDOW (balai_window_new (balai_test_ui_get_application (), city.store));
  gtk_window_set_default_size (window, 360, 640);
  balai_test_ui_present (window);
  pane = part (window, BALAI_TYPE_WINDOW, "pane");
  balai_test_await (balai_fold_pane_get_folded (pane));
  g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (window)), <=, 360);
  g_assert_true (gtk_widget_get_visible (part (window, BALAI_TYPE_WINDOW, "sidebar_button")));
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "win.sidebar", NULL));
  g_assert_true (balai_fold_pane_get_revealed (pane));
  g_assert_true (gtk_widget_get_child_visible (gtk_widget_get_last_child (GTK_WIDGET (pane))));
  balai_test_settle ();
  balai_test_ui_destroy (window);
  small_city_close (&city);
}

static gpointer
begin_reference (BalaiRepository  *repository,
                 gpointer          data,
                 GCancellable     *cancellable,
                 GError          **error)
{
  return balai_reference_begin (repository, error) ? g_strdup ("") : NULL;
}

static BalaiRecordForm *
form_for (GtkWidget *welcome,
          int        index)
{
  GtkWidget *form = gtk_widget_get_first_child (part (welcome, BALAI_TYPE_WELCOME, "forms"));

  for (; form != NULL && index > 0; index--)
    form = gtk_widget_get_next_sibling (form);
  return form ? BALAI_RECORD_FORM (form) : NULL;
}

static gpointer
field_of (GtkWidget *welcome,
          int        index,
          int        field)
{
  return balai_record_form_get_row (form_for (welcome, index), field);
}

static void
complain_of_wide (GtkWidget *widget,
                  int        depth)
{
  int minimum;

  if (!gtk_widget_get_visible (widget))
    return;
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum <= 320)
    return;
  g_test_message ("%*s%s asks for %d", 2 * depth, "", G_OBJECT_TYPE_NAME (widget), minimum);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    complain_of_wide (child, depth + 1);
}

static void
assert_fits (GtkWindow *window)
{
  int minimum;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  if (minimum > 360)
    complain_of_wide (GTK_WIDGET (window), 0);
  g_assert_cmpint (minimum, <=, 360);
}

/* Everything is there on a narrow screen for somebody who needs text twice as large. */
static void
test_large_text (void)
{
  static const char *const views[] = { "month", "week", "day", "agenda" };
  SmallCity city;
  g_autoptr (BalaiRecord) one = NULL, two = NULL;
  GtkWidget *(*const make[]) (void) = { balai_shortcuts_new, balai_about_new };
  GtkWindow *window;

  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 192 * 1024, NULL);
  small_city_open (&city);
  one = small_city_event (&city, "Rapat koordinasi", small_city_at (15, 9, 0), small_city_at (15, 11, 0), city.room);
  two = small_city_event (&city, "Rapat anggaran", small_city_at (15, 10, 0), small_city_at (15, 12, 0), city.room);
  window = GTK_WINDOW (balai_window_new (balai_test_ui_get_application (), city.store));
  gtk_window_set_default_size (window, 360, 640);
  balai_test_ui_present (window);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "schedule.view", "s", views[i]));
      balai_test_settle ();
      balai_test_ui_frames (GTK_WIDGET (window), 3);
      assert_fits (window);
    }
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (window), "schedule.side", NULL));
  balai_test_ui_frames (GTK_WIDGET (window), 3);
  assert_fits (window);
  balai_test_settle ();
  balai_test_ui_destroy (window);
  window = GTK_WINDOW (balai_preferences_new (city.store));
  balai_test_ui_present (window);
  balai_test_settle ();
  balai_test_ui_frames (GTK_WIDGET (window), 3);
  assert_fits (window);
  balai_test_ui_destroy (window);
  small_city_close (&city);
  for (guint i = 0; i < G_N_ELEMENTS (make); i++)
    {
      window = GTK_WINDOW (make[i] ());
      balai_test_ui_present (window);
      assert_fits (window);
      balai_test_ui_destroy (window);
    }
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024, NULL);
}

/* First start: the question is asked, what is typed becomes the office of this computer, and it is not asked again. */
static void
test_welcome (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();
  g_autoptr (BalaiOwnOpd) own = NULL;
  g_autoptr (GAsyncResult) opened = NULL, read = NULL;
  g_autoptr (GError) error = NULL;
  BalaiStore *store = balai_store_new (balai_test_folder_get_path (folder), registry, balai_clock_system ());
  GtkWindow *window = GTK_WINDOW (balai_window_new (balai_test_ui_get_application (), store));
  GPtrArray *parts;
  GtkWidget *welcome;

  balai_test_ui_present (window);
  balai_store_open_async (store, balai_test_store_result, &opened);
  balai_store_open_finish (store, balai_test_await_result (&opened), &error);
  g_assert_no_error (error);
  balai_test_await (g_strcmp0 (root_of (window), "welcome") == 0);
  welcome = gtk_stack_get_visible_child (part (window, BALAI_TYPE_WINDOW, "root"));
  g_assert_false (gtk_widget_get_sensitive (part (welcome, BALAI_TYPE_WELCOME, "go_on")));
  /* The program does this beside it. */
  balai_store_write_async (store, begin_reference, NULL, NULL, g_free, NULL, NULL, NULL);
  balai_test_await (form_for (welcome, 1) != NULL);
  gtk_editable_set_text (field_of (welcome, 0, BALAI_OPD_NAME), "Dinas Kesehatan");
  gtk_editable_set_text (field_of (welcome, 0, BALAI_OPD_SHORT_NAME), "Dinkes");
  g_assert_cmpstr (gtk_editable_get_text (field_of (welcome, 1, BALAI_CITY_NAME)), ==, "Kota Kediri");
  gtk_editable_set_text (field_of (welcome, 1, BALAI_CITY_NAME), "");
  g_assert_false (gtk_widget_get_sensitive (part (welcome, BALAI_TYPE_WELCOME, "go_on")));
  gtk_editable_set_text (field_of (welcome, 1, BALAI_CITY_NAME), "Kota Ternate");
  gtk_editable_set_text (field_of (welcome, 1, BALAI_CITY_CODE), "82.71");
  adw_combo_row_set_selected (field_of (welcome, 1, BALAI_CITY_ZONE), 2);
  g_assert_true (gtk_widget_get_sensitive (part (welcome, BALAI_TYPE_WELCOME, "go_on")));
  parts = balai_test_ui_watch (welcome);
  g_signal_emit_by_name (part (welcome, BALAI_TYPE_WELCOME, "go_on"), "clicked");
  balai_test_await (g_strcmp0 (root_of (window), "work") == 0);
  balai_test_ui_await_gone (parts);

  balai_own_opd_read_async (store, NULL, balai_test_store_result, &read);
  own = balai_own_opd_read_finish (store, balai_test_await_result (&read), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (own->opds->len, ==, 1);
  g_assert_cmpstr (own->own, ==, balai_record_get_id (own->opds->pdata[0]));
  g_assert_cmpstr (balai_record_get_text (own->opds->pdata[0], BALAI_OPD_CODE), ==, "Dinkes");
  g_assert_cmpstr (balai_record_get_text (own->city, BALAI_CITY_NAME), ==, "Kota Ternate");
  g_assert_cmpstr (balai_record_get_text (own->city, BALAI_CITY_CODE), ==, "82.71");
  g_assert_cmpstr (balai_record_get_text (own->city, BALAI_CITY_ZONE), ==, "Asia/Jayapura");
  balai_test_settle ();
  balai_test_ui_destroy (window);
  g_clear_object (&opened);
  g_clear_object (&read);
  balai_store_close (store);
  balai_test_settle ();
  g_assert_finalize_object (store);
}

/* A file that is no calendar: the person is told, and nothing is put in its place without being asked. */
static void
test_trouble (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();
  g_autofree char *text = NULL;
  g_autofree char *path = NULL;
  BalaiStore *store;
  gpointer alive;
  GtkWindow *window;
  GtkWidget *page;

  text = g_strnfill (8192, 'a');
  path = balai_test_folder_write (folder, "balai.db", text, -1);
  store = balai_store_new (balai_test_folder_get_path (folder), registry, balai_clock_system ());
  alive = store;
  window = GTK_WINDOW (balai_window_new (balai_test_ui_get_application (), store));
  balai_test_ui_present (window);
  balai_store_open_async (store, NULL, NULL);
  balai_test_await (g_strcmp0 (root_of (window), "trouble") == 0);
  page = gtk_stack_get_visible_child (part (window, BALAI_TYPE_WINDOW, "root"));
  g_assert_true (gtk_widget_get_visible (part (page, BALAI_TYPE_TROUBLE_PAGE, "anew")));
  balai_test_settle ();
  g_assert_false (gtk_widget_get_visible (part (page, BALAI_TYPE_TROUBLE_PAGE, "restore")));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  balai_test_ui_destroy (window);
  balai_store_close (store);
  /* The page has asked which backups there are; the answer holds the store. */
  g_object_add_weak_pointer (G_OBJECT (store), &alive);
  g_object_unref (store);
  balai_test_await (alive == NULL);
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window;
    }
  return NULL;
}

/* The city is seen in its line, and edited in the form that comes from its table. */
static void
edit_city (GtkWindow *preferences)
{
  AdwActionRow *row = part (preferences, BALAI_TYPE_PREFERENCES, "city");
  GtkWidget *editor;
  BalaiRecordForm *form;
  gpointer alive;

  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "Kota Kediri"));
  g_signal_emit_by_name (row, "activated");
  editor = find_window (BALAI_TYPE_RECORD_EDITOR);
  g_assert_nonnull (editor);
  balai_test_await (gtk_widget_get_mapped (editor));
  form = balai_record_editor_get_form (BALAI_RECORD_EDITOR (editor));
  gtk_editable_set_text (GTK_EDITABLE (balai_record_form_get_row (form, BALAI_CITY_NAME)), "Kota Blitar");
  adw_combo_row_set_selected (ADW_COMBO_ROW (balai_record_form_get_row (form, BALAI_CITY_ZONE)), 1);
  alive = editor;
  g_object_add_weak_pointer (G_OBJECT (editor), &alive);
  gtk_widget_activate_action (editor, "editor.save", NULL);
  balai_test_await (alive == NULL);
  balai_test_await (strstr (adw_action_row_get_subtitle (row), "Kota Blitar") != NULL);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (row), "WITA"));
}

static void
test_preferences (void)
{
  SmallCity city;
  g_autoptr (GSettings) settings = g_settings_new ("id.go.kedirikota.Balai");
  g_autoptr (GPtrArray) rules = NULL;
  g_autofree char *language = NULL;
  GtkWindow *window;
  GtkWidget *levels, *row;
  GtkDropDown *opd;

  small_city_open (&city);
  window = GTK_WINDOW (balai_preferences_new (city.store));
  balai_test_ui_present (window);
  opd = part (window, BALAI_TYPE_PREFERENCES, "opd");
  balai_test_await (g_list_model_get_n_items (gtk_drop_down_get_model (opd)) == 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (opd), ==, 2);

  adw_combo_row_set_selected (part (window, BALAI_TYPE_PREFERENCES, "language"), 2);
  language = g_settings_get_string (settings, "language");
  g_assert_cmpstr (language, ==, "en");
  adw_combo_row_set_selected (part (window, BALAI_TYPE_PREFERENCES, "language"), 0);

  edit_city (window);

  levels = GTK_WIDGET (part (window, BALAI_TYPE_PREFERENCES, "levels"));
  balai_test_await ((row = balai_test_ui_find (levels, ADW_TYPE_COMBO_ROW, NULL)) != NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  balai_test_await (balai_store_get_undo_batch (city.store) > 1);
  rules = small_city_list (&city, balai_query_new (&balai_conflict_rule_kind));
  g_assert_cmpuint (rules->len, ==, 1);
  g_assert_cmpstr (balai_record_get_text (rules->pdata[0], BALAI_CONFLICT_RULE_LEVEL), ==, "ignore");
  balai_test_settle ();
  balai_test_ui_destroy (window);
  small_city_close (&city);
}

/* Who chooses and closes the window at once has chosen. */
static void
test_preferences_in_haste (void)
{
  SmallCity city;
  g_autoptr (GPtrArray) rules = NULL;
  GtkWindow *window;
  GtkWidget *levels, *row;

  small_city_open (&city);
  window = GTK_WINDOW (balai_preferences_new (city.store));
  balai_test_ui_present (window);
  levels = GTK_WIDGET (part (window, BALAI_TYPE_PREFERENCES, "levels"));
  balai_test_await ((row = balai_test_ui_find (levels, ADW_TYPE_COMBO_ROW, NULL)) != NULL);
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), 0);
  balai_test_ui_destroy (window);
  rules = small_city_list (&city, balai_query_new (&balai_conflict_rule_kind));
  g_assert_cmpuint (rules->len, ==, 1);
  g_assert_cmpstr (balai_record_get_text (rules->pdata[0], BALAI_CONFLICT_RULE_LEVEL), ==, "ignore");
  small_city_close (&city);
}

/* A window grows with the text in it, and not beyond the screen. */
static void
test_window_fits_text (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autofree char *font = NULL;
  GtkWindow *window;
  int width, height;

  g_object_get (settings, "gtk-font-name", &font, NULL);
  g_object_set (settings, "gtk-font-name", "Cantarell 22", NULL);
  window = GTK_WINDOW (balai_about_new ());
  gtk_window_get_default_size (window, &width, &height);
  /* Pango rounds sizes. */
  g_assert_cmpint (ABS (width - 800), <=, 2);
  g_assert_cmpint (height, ==, 800);
  gtk_window_destroy (window);
  g_object_set (settings, "gtk-font-name", font, NULL);
  window = GTK_WINDOW (balai_about_new ());
  gtk_window_get_default_size (window, &width, &height);
  g_assert_cmpint (width, ==, 400);
  g_assert_cmpint (height, ==, 460);
  gtk_window_destroy (window);
}

static void
test_small_windows (void)
{
  GtkWidget *(*const make[]) (void) = { balai_shortcuts_new, balai_about_new };

  for (guint i = 0; i < G_N_ELEMENTS (make); i++)
    {
      GtkWindow *window = GTK_WINDOW (make[i] ());

      balai_test_ui_present (window);
      g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (window)));
      balai_test_ui_destroy (window);
    }
}

static void
assert_id (const char *folder,
           const char *expected)
{
  g_autofree char *id = balai_application_id_for (folder);

  g_test_message ("%s", folder);
  g_assert_cmpstr (id, ==, expected);
}

/* One folder is one program, however it is written, whether it is there already or not. */
static void
test_identity (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  const char *path = balai_test_folder_get_path (folder);
  g_autofree char *link = balai_test_folder_build (folder, "link");
  g_autofree char *data = balai_test_folder_build (folder, "data");
  g_autofree char *slash = g_strconcat (path, "/data/", NULL);
  g_autofree char *detour = g_strconcat (path, "/./data/../data//", NULL);
  g_autofree char *through = g_strconcat (path, "/link/data", NULL);
  g_autofree char *other = balai_test_folder_build (folder, "data2");
  g_autofree char *usual_folder = g_build_filename (g_get_user_data_dir (), "balai", NULL);
  g_autofree char *before = g_get_current_dir ();
  g_autofree char *id = NULL;

  assert_id (NULL, APP_ID);
  assert_id ("", APP_ID);
  assert_id (usual_folder, APP_ID);
  g_assert_cmpint (symlink (path, link), ==, 0);
  id = balai_application_id_for (data);
  g_assert_true (g_application_id_is_valid (id));
  for (int round = 0; round < 2; round++)
    {
      g_autofree char *id_of_other = balai_application_id_for (other);

      assert_id (data, id);
      assert_id (slash, id);
      assert_id (detour, id);
      assert_id (through, id);
      g_assert_cmpint (g_chdir (path), ==, 0);
      assert_id ("data", id);
      g_assert_cmpint (g_chdir (before), ==, 0);
      g_assert_cmpstr (id_of_other, !=, id);
      if (round == 0)
        g_assert_cmpint (g_mkdir (data, 0700), ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add_func ("/app/identity", test_identity);
  g_test_add_func ("/app/window/work", test_window);
  g_test_add_func ("/app/window/pages", test_pages);
  g_test_add_func ("/app/window/help", test_help);
  g_test_add_func ("/app/window/narrow", test_narrow);
  g_test_add_func ("/app/window/welcome", test_welcome);
  g_test_add_func ("/app/window/trouble", test_trouble);
  g_test_add_func ("/app/window_fits_text", test_window_fits_text);
  g_test_add_func ("/app/preferences", test_preferences);
  g_test_add_func ("/app/preferences/in_haste", test_preferences_in_haste);
  g_test_add_func ("/app/large-text", test_large_text);
  g_test_add_func ("/app/small-windows", test_small_windows);
  return g_test_run ();
}

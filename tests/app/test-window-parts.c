/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "balai-level-row.h"
#include "balai-preferences.h"
#include "balai-schedule-page.h"
#include "balai-sidebar-row.h"
#include "balai-store-status.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "balai-window.h"
#include "small-city.h"

static gpointer
part (GtkWidget  *widget,
      const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

/* It tells where the records lie and what was done last. */
static void
test_status (void)
{
  SmallCity city;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Ruang ditambah", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiRecord) room = NULL;
  GtkWidget *status = g_object_new (BALAI_TYPE_STORE_STATUS, NULL);
  GtkWindow *window;

  small_city_open (&city);
  window = balai_test_ui_wrap (status, 320, 200);
  balai_store_status_set_store (BALAI_STORE_STATUS (status), city.store);
  balai_test_ui_present (window);
  g_assert_cmpstr (gtk_label_get_text (part (status, "folder")), ==, balai_store_get_folder (city.store));
  g_assert_cmpstr (gtk_menu_button_get_icon_name (part (status, "button")), ==, "balai-safe-symbolic");
  g_assert_false (gtk_widget_get_visible (part (status, "last")));

  room = balai_record_copy (city.room);
  balai_batch_put (batch, room);
  balai_record_set_text (room, balai_record_get_kind (room)->title_field, "Ruang Baru");
  balai_store_apply_async (city.store, batch, NULL, balai_test_store_result, &result);
  balai_store_apply_finish (city.store, balai_test_await_result (&result), NULL, &error);
  g_assert_no_error (error);
  balai_test_await (gtk_widget_get_visible (part (status, "last")));
  g_assert_nonnull (strstr (gtk_label_get_text (part (status, "last")), "Ruang ditambah"));
  balai_test_settle ();
  balai_test_ui_destroy (window);
  g_clear_object (&result);
  small_city_close (&city);
}

/* The badge counts what waits on the page, and goes with it. */
static void
test_row (void)
{
  SmallCity city;
  GtkWidget *row = balai_sidebar_row_new ("schedule", "Kalender", "balai-conflict-symbolic");
  GtkWidget *list = gtk_list_box_new ();
  GtkWindow *window = balai_test_ui_wrap (list, 240, 200);
  BalaiPage *page;

  small_city_open (&city);
  page = g_object_ref_sink (balai_schedule_page_new (city.store));
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  balai_sidebar_row_set_page (BALAI_SIDEBAR_ROW (row), page);
  balai_test_ui_present (window);
  g_assert_cmpstr (balai_sidebar_row_get_id (BALAI_SIDEBAR_ROW (row)), ==, "schedule");
  g_assert_null (balai_test_ui_find (row, GTK_TYPE_LABEL, "0"));
  balai_page_set_badge (page, 3);
  g_assert_nonnull (balai_test_ui_find (row, GTK_TYPE_LABEL, "3"));
  balai_page_set_badge (page, 1000);
  g_assert_nonnull (balai_test_ui_find (row, GTK_TYPE_LABEL, "999+"));
  balai_page_set_badge (page, 0);
  g_assert_null (balai_test_ui_find (row, GTK_TYPE_LABEL, "0"));
  balai_test_ui_destroy (window);
  g_object_unref (page);
  balai_test_settle ();
  small_city_close (&city);
}

/* The windows once in high contrast, dark and light: nothing is complained of, which would end the test. */
static void
test_dress (gconstpointer data)
{
  gboolean dark = g_str_equal (data, "dark");
  AdwStyleManager *style = adw_style_manager_get_default ();
  g_autoptr (BalaiRecord) one = NULL, two = NULL;
  SmallCity city;
  GtkWindow *window, *preferences;

  adw_style_manager_set_color_scheme (style, dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  balai_test_settle ();
  g_assert_cmpint (adw_style_manager_get_dark (style), ==, dark);
  g_assert_true (adw_style_manager_get_high_contrast (style));

  small_city_open (&city);
  one = small_city_event (&city, "Rapat", small_city_at (15, 9, 0), small_city_at (15, 11, 0), city.room);
  two = small_city_event (&city, "Audiensi", small_city_at (15, 10, 0), small_city_at (15, 12, 0), city.room);
  window = GTK_WINDOW (balai_window_new (balai_test_ui_get_application (), city.store));
  balai_test_ui_present (window);
  for (guint i = 0; i < 4; i++)
    {
      static const char *const views[] = { "week", "day", "agenda", "month" };

      gtk_widget_activate_action (GTK_WIDGET (window), "schedule.view", "s", views[i]);
      balai_test_ui_frames (GTK_WIDGET (window), 2);
    }
  preferences = GTK_WINDOW (balai_preferences_new (city.store));
  balai_test_ui_present (preferences);
  balai_test_settle ();
  balai_test_ui_destroy (preferences);
  balai_test_ui_destroy (window);
  small_city_close (&city);
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_DEFAULT);
}

/* What a level means stands below its name. */
static void
test_level (void)
{
  GtkWidget *row = balai_level_row_new ("Bila keduanya terkonfirmasi", BALAI_LEVEL_REFUSE);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWindow *window = balai_test_ui_wrap (group, 400, -1);

  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  balai_test_ui_present (window);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   g_dgettext (GETTEXT_PACKAGE, "Cannot be saved as confirmed."));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), BALAI_LEVEL_WARN);
  g_assert_cmpstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (row)), ==,
                   g_dgettext (GETTEXT_PACKAGE, "May be saved; the form only warns."));
  balai_test_ui_destroy (window);
}

int
main (int   argc,
      char *argv[])
{
  /* libadwaita reads it once, when it starts. */
  g_setenv ("ADW_DEBUG_HIGH_CONTRAST", "1", TRUE);
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add_func ("/app/parts/status", test_status);
  g_test_add_func ("/app/parts/row", test_row);
  g_test_add_func ("/app/parts/level", test_level);
  g_test_add_data_func ("/app/dress/dark", "dark", test_dress);
  g_test_add_data_func ("/app/dress/light", "light", test_dress);
  return g_test_run ();
}

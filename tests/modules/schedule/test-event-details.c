/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-details.h"

#include <string.h>

#include "balai-conflict-row.h"
#include "balai-event.h"
#include "balai-undo-toast.h"
#include "balai-widgets.h"
#include "open-page.h"

static gpointer
detail (GtkWindow  *details,
        const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (details), BALAI_TYPE_EVENT_DETAILS, name);
}

static void
make_series (OpenPage *self)
{
  g_autoptr (BalaiRecord) event = NULL;

  event = small_city_event (&self->city, "Apel", small_city_at (14, 7, 0), small_city_at (14, 8, 0), NULL);
  balai_record_set_text (event, BALAI_EVENT_RRULE, "FREQ=DAILY;COUNT=5");
  small_city_import (&self->city, event);
}

static guint
count_dates_left_out (OpenPage *self)
{
  g_autoptr (BalaiRecord) event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Apel");

  g_assert_nonnull (event);
  return !balai_record_is_null (event, BALAI_EVENT_EXDATE);
}

/* One date of a series is open: the key asks how much is meant, and takes away nothing by itself. */
static void
test_delete_asks (OpenPage      *self,
                  gconstpointer  data)
{
  GtkWindow *details;
  GtkMenuButton *choice;
  gpointer alive;

  make_series (self);
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  details = alive = open_page_details (self, "Apel", small_city_at (15, 7, 0));
  g_object_add_weak_pointer (G_OBJECT (details), &alive);
  balai_test_ui_present (details);
  g_assert_true (open_page_press (GTK_WIDGET (details), GDK_KEY_Delete));
  small_city_settle (&self->city);
  balai_test_settle ();
  g_assert_nonnull (alive);
  g_assert_cmpuint (count_dates_left_out (self), ==, 0);
  choice = detail (details, "delete_choice");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_menu_button_get_popover (choice))));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (details), "details.delete-date", NULL));
  balai_test_await (alive == NULL);
  g_assert_cmpuint (count_dates_left_out (self), ==, 1);
  balai_test_ui_destroy (self->window);
}

static gboolean
says (GtkWindow  *details,
      const char *text)
{
  return balai_test_ui_find (GTK_WIDGET (details), GTK_TYPE_LABEL, text) != NULL;
}

/* An address of the web in what someone wrote can be opened, another cannot; markup is only text. */
static void
test_links (OpenPage      *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = small_city_event (&self->city, "Daring", small_city_at (14, 7, 0),
                                                    small_city_at (14, 8, 0), NULL);
  GtkWindow *details;
  GtkWidget *label;

  balai_record_set_text (event, BALAI_EVENT_PLACE, "Daring (https://meet.example/abc?a=1&b=2).");
  balai_record_set_text (event, BALAI_EVENT_DESCRIPTION, "file:///etc/passwd & javascript:1");
  small_city_import (&self->city, event);
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  details = open_page_details (self, "Daring", small_city_at (14, 7, 0));
  balai_test_await (says (details, "Daring (<a href=\"https://meet.example/abc?a=1&amp;b=2\">"
                                   "https://meet.example/abc?a=1&amp;b=2</a>)."));
  label = balai_test_ui_find (GTK_WIDGET (details), GTK_TYPE_LABEL, "file:///etc/passwd &amp; javascript:1");
  g_assert_nonnull (label);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (label)), ==, "file:///etc/passwd & javascript:1");
  gtk_window_destroy (details);
  balai_test_ui_destroy (self->window);
}

/* How much of a series goes is chosen among the same three as when it is changed; from the first date on is all. */
static void
test_delete_following (OpenPage      *self,
                       gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL;
  GtkWindow *details;
  gpointer alive;

  make_series (self);
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  details = alive = open_page_details (self, "Apel", small_city_at (14, 7, 0));
  g_object_add_weak_pointer (G_OBJECT (details), &alive);
  gtk_widget_activate_action (GTK_WIDGET (details), "details.delete-following", NULL);
  small_city_settle (&self->city);
  balai_test_settle ();
  g_assert_nonnull (alive);
  gtk_window_destroy (details);

  alive = open_page_details (self, "Apel", small_city_at (16, 7, 0));
  g_assert_true (says (alive, "Setiap hari, 5 kali"));
  g_object_add_weak_pointer (G_OBJECT (alive), &alive);
  g_assert_true (gtk_widget_activate_action (alive, "details.delete-following", NULL));
  balai_test_await (alive == NULL);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Apel");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_RRULE), ==, "FREQ=DAILY;UNTIL=20260715T235959Z");
  balai_test_ui_destroy (self->window);
}

static void
test_delete_single (OpenPage      *self,
                    gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL;
  gpointer alive;

  event = small_city_event (&self->city, "Audiensi", small_city_at (14, 9, 0), small_city_at (14, 10, 0), NULL);
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  alive = open_page_details (self, "Audiensi", small_city_at (14, 9, 0));
  g_object_add_weak_pointer (G_OBJECT (alive), &alive);
  g_assert_true (open_page_press (alive, GDK_KEY_Delete));
  balai_test_await (alive == NULL);
  g_assert_null (small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Audiensi"));
  balai_test_ui_destroy (self->window);
}

static GtkWidget *
find_button (GtkWidget *root)
{
  if (GTK_IS_BUTTON (root) && gtk_button_get_label (GTK_BUTTON (root)) != NULL
      && gtk_widget_get_visible (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *button = find_button (child);

      if (button != NULL)
        return button;
    }
  return NULL;
}

static gpointer
toast (OpenPage *self)
{
  GtkWidget *overlay = balai_test_ui_find (GTK_WIDGET (self->page), ADW_TYPE_TOAST_OVERLAY, NULL);
  GtkWidget *last = gtk_widget_get_last_child (overlay);

  return last != NULL && strstr (G_OBJECT_TYPE_NAME (last), "Toast") != NULL ? last : NULL;
}

static gboolean
toast_says (OpenPage   *self,
            const char *text)
{
  return toast (self) != NULL && balai_test_ui_find (toast (self), GTK_TYPE_LABEL, text) != NULL;
}

/* Who takes something back from the toast hears what came of it, as with the key. */
static void
test_undo_tells (OpenPage      *self,
                 gconstpointer  data)
{
  g_autofree char *deleted = g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, "“%s” deleted"), "Audiensi");
  g_autofree char *undone = g_strdup_printf (g_dgettext (GETTEXT_PACKAGE, "Undone: %s"), deleted);
  g_autoptr (BalaiRecord) event = NULL, back = NULL;
  gpointer alive;

  event = small_city_event (&self->city, "Audiensi", small_city_at (14, 9, 0), small_city_at (14, 10, 0), NULL);
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  alive = open_page_details (self, "Audiensi", small_city_at (14, 9, 0));
  g_object_add_weak_pointer (G_OBJECT (alive), &alive);
  g_assert_true (gtk_widget_activate_action (alive, "details.delete", NULL));
  balai_test_await (alive == NULL);
  balai_test_await (toast_says (self, deleted));
  g_signal_emit_by_name (find_button (toast (self)), "clicked");
  balai_test_await (toast_says (self, undone));
  back = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Audiensi");
  g_assert_nonnull (back);
  balai_undo_and_tell (GTK_WIDGET (self->page), self->city.store, 4711);
  balai_test_await (toast_says (self, g_dgettext (GETTEXT_PACKAGE, "It could not be undone.")));
  balai_test_ui_destroy (self->window);
}

static void
lend_chairs (OpenPage   *self,
             const char *title,
             int         hour,
             int         quantity)
{
  g_autoptr (BalaiRecord) event = NULL, child = balai_record_new (&balai_event_equipment_kind);

  event = small_city_event (&self->city, title, small_city_at (15, hour, 0), small_city_at (15, 12, 0), NULL);
  balai_record_set_text (child, BALAI_EVENT_EQUIPMENT_EVENT, balai_record_get_id (event));
  balai_record_set_text (child, BALAI_EVENT_EQUIPMENT_EQUIPMENT, balai_record_get_id (self->city.chairs));
  balai_record_set_int (child, BALAI_EVENT_EQUIPMENT_QUANTITY, quantity);
  small_city_import (&self->city, child);
}

static GtkWidget *
find_row (GtkWidget *root)
{
  if (ADW_IS_ACTION_ROW (root))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = find_row (child);

      if (row != NULL)
        return row;
    }
  return NULL;
}

/* More than two may want the same stock: each of them says so, and names all others. */
static void
test_stock_of_three (OpenPage      *self,
                     gconstpointer  data)
{
  static const char *const titles[] = { "Sosialisasi", "Pelatihan", "Bazar" };
  g_autoptr (BalaiConflictEntry) entry = NULL;
  g_autofree char *words = NULL;

  lend_chairs (self, "Sosialisasi", 8, 50);
  lend_chairs (self, "Pelatihan", 9, 40);
  lend_chairs (self, "Bazar", 10, 30);
  open_page_show (self);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 1);
  entry = g_list_model_get_item (open_page_conflicts (self), 0);
  words = balai_conflict_row_say (entry);
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkWindow *details = open_page_details (self, titles[i], small_city_at (15, 8 + (int) i, 0));
      GtkWidget *row = find_row (detail (details, "trouble"));
      const char *said;

      g_assert_nonnull (strstr (words, titles[i]));
      g_assert_nonnull (row);
      said = adw_action_row_get_subtitle (ADW_ACTION_ROW (row));
      for (guint other = 0; other < G_N_ELEMENTS (titles); other++)
        g_assert_cmpint (strstr (said, titles[other]) != NULL, ==, other != i);
      gtk_window_destroy (details);
      balai_test_settle ();
    }
  g_clear_object (&entry);
  balai_test_ui_destroy (self->window);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  open_page_add ("/modules/schedule/details/delete-asks", test_delete_asks);
  open_page_add ("/modules/schedule/details/delete-following", test_delete_following);
  open_page_add ("/modules/schedule/details/delete-single", test_delete_single);
  open_page_add ("/modules/schedule/details/links", test_links);
  open_page_add ("/modules/schedule/details/undo-tells", test_undo_tells);
  open_page_add ("/modules/schedule/details/stock-of-three", test_stock_of_three);
  return g_test_run ();
}

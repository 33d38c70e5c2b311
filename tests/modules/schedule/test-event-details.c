/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-details.h"

#include "balai-event.h"
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

int
main (int   argc,
      char *argv[])
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add ("/modules/schedule/details/delete-asks", OpenPage, NULL, open_page_set_up, test_delete_asks,
              open_page_tear_down);
  g_test_add ("/modules/schedule/details/delete-single", OpenPage, NULL, open_page_set_up, test_delete_single,
              open_page_tear_down);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "balai-day.h"
#include "balai-schedule-bar.h"
#include "balai-schedule-filters.h"
#include "balai-schedule-period.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "small-city.h"

static gpointer
part (GtkWidget  *widget,
      const char *name)
{
  return gtk_widget_get_template_child (widget, G_OBJECT_TYPE (widget), name);
}

/* What is shown follows the choice of an office and of a status. */
static void
test_filters (void)
{
  SmallCity city;
  g_autoptr (BalaiRecord) event = NULL;
  BalaiScheduleModel *model;
  GtkWidget *filters = g_object_new (BALAI_TYPE_SCHEDULE_FILTERS, NULL);
  GtkWindow *window;
  GtkDropDown *opd, *status;
  int64_t day = balai_day_from_ymd (2026, 7, 15);

  small_city_open (&city);
  event = small_city_event (&city, "Rapat", small_city_at (15, 9, 0), small_city_at (15, 11, 0), NULL);
  model = balai_schedule_model_new (city.store);
  window = balai_test_ui_wrap (filters, 320, 200);
  balai_schedule_filters_set_model (BALAI_SCHEDULE_FILTERS (filters), model);
  balai_test_ui_present (window);
  balai_schedule_model_show (model, day, day + 6);
  opd = part (filters, "opd");
  status = part (filters, "status");
  /* All, and the two in the order of their names: Bagian Umum, Dinas Kesehatan. */
  balai_test_await (gtk_drop_down_get_model (opd) != NULL
                    && g_list_model_get_n_items (gtk_drop_down_get_model (opd)) == 3);
  balai_test_await (balai_schedule_model_get_items (model) != NULL
                    && balai_calendar_items_get_n (balai_schedule_model_get_items (model)) == 1);
  gtk_drop_down_set_selected (opd, 2);
  balai_test_await (balai_calendar_items_get_n (balai_schedule_model_get_items (model)) == 0);
  gtk_drop_down_set_selected (opd, 1);
  balai_test_await (balai_calendar_items_get_n (balai_schedule_model_get_items (model)) == 1);
  /* The last choice is what is in conflict, and nothing is. */
  gtk_drop_down_set_selected (status, g_list_model_get_n_items (gtk_drop_down_get_model (status)) - 1);
  balai_test_await (balai_calendar_items_get_n (balai_schedule_model_get_items (model)) == 0);
  gtk_drop_down_set_selected (status, 0);
  balai_test_await (balai_calendar_items_get_n (balai_schedule_model_get_items (model)) == 1);
  balai_test_settle ();
  balai_test_ui_destroy (window);
  balai_test_settle ();
  g_assert_finalize_object (model);
  small_city_close (&city);
}

/* A wide bar shows all views in a row; where the side is folded away, also the button that brings it back. */
static void
test_bar (void)
{
  GtkWidget *bar = g_object_new (BALAI_TYPE_SCHEDULE_BAR, NULL);
  GtkWindow *window = balai_test_ui_wrap (bar, 1000, 200);

  balai_schedule_bar_set_title (BALAI_SCHEDULE_BAR (bar), "Juli 2026");
  balai_schedule_bar_set_view (BALAI_SCHEDULE_BAR (bar), "Bulan");
  balai_schedule_bar_set_narrow (BALAI_SCHEDULE_BAR (bar), FALSE);
  balai_test_ui_present (window);
  g_assert_cmpstr (gtk_label_get_text (part (bar, "title")), ==, "Juli 2026");
  g_assert_cmpstr (gtk_menu_button_get_label (part (bar, "choice")), ==, "Bulan");
  g_assert_true (gtk_widget_get_child_visible (part (bar, "views")));
  g_assert_false (gtk_widget_get_child_visible (part (bar, "choice")));
  g_assert_false (gtk_widget_get_visible (part (bar, "side")));

  balai_schedule_bar_set_narrow (BALAI_SCHEDULE_BAR (bar), TRUE);
  g_assert_true (gtk_widget_get_visible (part (bar, "side")));

  /* What is hidden with the side is counted on its button. */
  g_assert_false (gtk_widget_get_visible (part (bar, "conflicts")));
  balai_schedule_bar_set_conflicts (BALAI_SCHEDULE_BAR (bar), 3);
  g_assert_true (gtk_widget_get_visible (part (bar, "conflicts")));
  g_assert_cmpstr (gtk_label_get_text (part (bar, "conflicts")), ==, "3");
  g_assert_nonnull (strchr (gtk_widget_get_tooltip_text (part (bar, "side")), '3'));
  balai_schedule_bar_set_conflicts (BALAI_SCHEDULE_BAR (bar), 0);
  g_assert_false (gtk_widget_get_visible (part (bar, "conflicts")));
  balai_test_ui_destroy (window);
}

/* What of another day is seen without going there. */
static void
test_period_shows (void)
{
  int64_t day = balai_day_from_ymd (2026, 7, 15);

  g_assert_true (balai_schedule_period_shows ("month", day, balai_day_from_ymd (2026, 6, 29)));
  g_assert_false (balai_schedule_period_shows ("month", day, balai_day_from_ymd (2026, 6, 28)));
  g_assert_true (balai_schedule_period_shows ("month", day, balai_day_from_ymd (2026, 8, 2)));
  g_assert_false (balai_schedule_period_shows ("month", day, balai_day_from_ymd (2026, 8, 3)));
  g_assert_true (balai_schedule_period_shows ("week", day, balai_day_from_ymd (2026, 7, 13)));
  g_assert_true (balai_schedule_period_shows ("week", day, balai_day_from_ymd (2026, 7, 19)));
  g_assert_false (balai_schedule_period_shows ("week", day, balai_day_from_ymd (2026, 7, 20)));
  g_assert_true (balai_schedule_period_shows ("day", day, day));
  g_assert_false (balai_schedule_period_shows ("day", day, day + 1));
  g_assert_false (balai_schedule_period_shows ("agenda", day, day - 1));
}

int
main (int   argc,
      char *argv[])
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add_func ("/modules/schedule/parts/filters", test_filters);
  g_test_add_func ("/modules/schedule/parts/bar", test_bar);
  g_test_add_func ("/modules/schedule/parts/period-shows", test_period_shows);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-page.h"

#include <string.h>

#include "balai-calendar-view.h"
#include "balai-conflict-list.h"
#include "balai-conflict-row.h"
#include "balai-day.h"
#include "balai-event-details.h"
#include "balai-event-editor.h"
#include "balai-event.h"
#include "balai-mini-calendar.h"
#include "balai-month-cell.h"
#include "balai-schedule-bar.h"
#include "balai-registers.h"
#include "balai-schedule-filters.h"
#include "balai-schedule-search.h"
#include "balai-widgets.h"
#include "open-page.h"

static int64_t
day_of_month (OpenPage *self)
{
  return balai_calendar_view_get_day (BALAI_CALENDAR_VIEW (open_page_part (self, "month")));
}

static gpointer
view (OpenPage   *self,
      const char *name)
{
  GtkWidget *child = gtk_stack_get_child_by_name (GTK_STACK (open_page_part (self, "stack")), name);

  g_assert_nonnull (child);
  return child;
}

static void
act (OpenPage   *self,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), action, NULL));
}

static gpointer
choice (GtkWidget  *filters,
        const char *name)
{
  return gtk_widget_get_template_child (filters, BALAI_TYPE_SCHEDULE_FILTERS, name);
}

static guint
n_opds (GtkWidget *filters)
{
  GListModel *model = gtk_drop_down_get_model (choice (filters, "opd"));

  return model ? g_list_model_get_n_items (model) : 0;
}

static void
test_empty (OpenPage      *self,
            gconstpointer  data)
{
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "empty") == 0);
  balai_test_ui_destroy (self->window);
}

static void
test_conflict (OpenPage      *self,
               gconstpointer  data)
{
  open_page_make_clash (self, "Audiensi");
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 1);
  g_assert_cmpuint (balai_page_get_badge (self->page), ==, 1);

  act (self, "schedule.next-conflict");
  g_assert_cmpint (day_of_month (self), ==, balai_day_from_ymd (2026, 7, 15));
  g_assert_cmpint (balai_mini_calendar_get_day (open_page_beside (self, BALAI_TYPE_MINI_CALENDAR)), ==,
                   balai_day_from_ymd (2026, 7, 15));
  balai_test_ui_destroy (self->window);
}

/* A fix shows at once, without anybody asking for it. */
static void
test_fixed (OpenPage      *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRecord) moved = NULL;

  open_page_make_clash (self, "Audiensi");
  open_page_show (self);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 1);
  moved = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Audiensi");
  balai_record_set_int (moved, BALAI_EVENT_START, small_city_at (15, 11, 0));
  small_city_import (&self->city, moved);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 0);
  g_assert_cmpuint (balai_page_get_badge (self->page), ==, 0);
  balai_test_ui_destroy (self->window);
}

/* Nothing beside the calendar has the focus afterwards: the conflict goes from its list. */
static void
test_focus_after_fix (OpenPage      *self,
                      gconstpointer  data)
{
  g_autoptr (BalaiConflictEntry) entry = NULL;
  GtkWindow *editor;
  GtkWidget *list;

  open_page_make_clash (self, "Audiensi");
  open_page_show (self);
  list = open_page_beside (self, BALAI_TYPE_CONFLICT_LIST);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 1);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  entry = g_list_model_get_item (open_page_conflicts (self), 0);
  g_signal_emit_by_name (list, "fix-conflict", entry);
  editor = open_page_find_window (BALAI_TYPE_EVENT_EDITOR);
  g_assert_nonnull (editor);
  g_signal_emit_by_name (editor, "saved", "", "Audiensi", (gint64) 0);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (self->window), open_page_part (self, "month")));
  balai_test_ui_destroy (editor);
  balai_test_ui_destroy (self->window);
}

static void
test_views (OpenPage      *self,
            gconstpointer  data)
{
  static const char *const views[] = { "week", "day", "agenda", "month" };

  open_page_make_clash (self, "Audiensi");
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->page), "schedule.view", "s", views[i]);
      balai_test_await (g_strcmp0 (open_page_view (self), views[i]) == 0);
      balai_test_ui_frames (GTK_WIDGET (self->page), 2);
    }
  balai_test_ui_destroy (self->window);
}

static void
test_periods (OpenPage      *self,
              gconstpointer  data)
{
  open_page_make_clash (self, "Audiensi");
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  act (self, "schedule.next");
  g_assert_cmpint (day_of_month (self), ==, balai_day_from_ymd (2026, 8, 13));
  act (self, "schedule.previous");
  act (self, "schedule.previous");
  g_assert_cmpint (day_of_month (self), ==, balai_day_from_ymd (2026, 6, 13));
  act (self, "schedule.today");
  g_assert_cmpint (day_of_month (self), ==, balai_day_from_ymd (2026, 7, 13));
  balai_test_settle ();
  balai_test_ui_destroy (self->window);
}

/* Whether its button in the row of views is. */
static gboolean
view_is_pressed (OpenPage   *self,
                 const char *name)
{
  GtkWidget *views = GTK_WIDGET (gtk_widget_get_template_child (open_page_part (self, "bar"), BALAI_TYPE_SCHEDULE_BAR,
                                                                "views"));

  for (GtkWidget *child = gtk_widget_get_first_child (views); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (g_variant_get_string (gtk_actionable_get_action_target_value (GTK_ACTIONABLE (child)), NULL),
                     name))
      return gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (child));
  g_assert_not_reached ();
}

static void
test_search (OpenPage      *self,
             gconstpointer  data)
{
  GtkStack *stack;

  open_page_make_clash (self, "Audiensi");
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  g_assert_true (balai_page_search (self->page, "koordinasi"));
  g_assert_cmpstr (open_page_view (self), ==, "search");
  g_assert_false (view_is_pressed (self, "month"));
  stack = GTK_STACK (gtk_widget_get_template_child (view (self, "search"), BALAI_TYPE_SCHEDULE_SEARCH, "stack"));
  balai_test_await (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "found") == 0);
  balai_page_search (self->page, "kilisuci");
  balai_test_settle ();
  balai_test_await (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "found") == 0);
  balai_page_search (self->page, "tidakada");
  balai_test_await (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "nothing") == 0);
  balai_page_search (self->page, NULL);
  g_assert_cmpstr (open_page_view (self), ==, "month");
  g_assert_true (view_is_pressed (self, "month"));
  balai_test_ui_destroy (self->window);
}

static void
test_details (OpenPage      *self,
              gconstpointer  data)
{
  GtkWindow *details;
  gpointer alive;

  open_page_make_clash (self, "Audiensi");
  open_page_show (self);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 1);
  details = open_page_details (self, "Audiensi", small_city_at (15, 10, 0));
  alive = details;
  g_object_add_weak_pointer (G_OBJECT (details), &alive);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (details), BALAI_TYPE_EVENT_DETAILS, "trouble"))));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (details), "details.delete", NULL));
  balai_test_await (alive == NULL);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 0);
  g_assert_cmpint (balai_store_get_undo_batch (self->city.store), >, 0);
  balai_test_ui_destroy (self->window);
}

static void
test_rows (OpenPage      *self,
           gconstpointer  data)
{
  g_autoptr (BalaiConflictEntry) entry = NULL;
  g_autofree char *words = NULL;
  GtkWidget *row;

  open_page_make_clash (self, "Audiensi");
  open_page_show (self);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 1);
  entry = g_list_model_get_item (open_page_conflicts (self), 0);
  words = balai_conflict_row_say (entry);
  g_assert_nonnull (strstr (words, "Ruang Kilisuci"));
  g_assert_nonnull (strstr (words, "Rapat koordinasi"));
  g_assert_nonnull (strstr (words, "Audiensi"));
  row = g_object_ref_sink (balai_conflict_row_new ());
  balai_conflict_row_bind (BALAI_CONFLICT_ROW (row), entry);
  balai_conflict_row_bind (BALAI_CONFLICT_ROW (row), NULL);
  g_assert_finalize_object (row);
  g_clear_object (&entry);
  balai_test_ui_destroy (self->window);
}

static gboolean
cell_is_today (GtkWidget *widget,
               int64_t    day)
{
  if (BALAI_IS_MONTH_CELL (widget))
    return balai_month_cell_get_date (BALAI_MONTH_CELL (widget)) == day && gtk_widget_has_css_class (widget, "today");
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (cell_is_today (child, day))
      return TRUE;
  return FALSE;
}

/* A page that is open overnight shows the new day at midnight, and goes to it where it stood on the old one. */
static void
test_midnight (OpenPage      *self,
               gconstpointer  data)
{
  int64_t monday = small_city_at (13, 8, 0) / BALAI_DAY;
  g_autoptr (BalaiRecord) event = NULL;
  BalaiMiniCalendar *mini;

  event = small_city_event (&self->city, "Apel", small_city_at (13, 7, 0), small_city_at (13, 8, 0), NULL);
  balai_clock_advance (self->city.clock, small_city_at (13, 24, 0) - small_city_at (13, 8, 0) - 1);
  open_page_show (self);
  mini = open_page_beside (self, BALAI_TYPE_MINI_CALENDAR);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), "schedule.view", "s", "month"));
  balai_test_await (cell_is_today (open_page_part (self, "month"), monday));
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (GTK_WIDGET (mini), GTK_TYPE_LABEL, "13"), "today"));
  balai_clock_advance (self->city.clock, 2);
  balai_test_await (cell_is_today (open_page_part (self, "month"), monday + 1));
  g_assert_false (cell_is_today (open_page_part (self, "month"), monday));
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (GTK_WIDGET (mini), GTK_TYPE_LABEL, "14"), "today"));
  g_assert_cmpint (balai_mini_calendar_get_day (mini), ==, monday + 1);
  balai_test_settle ();
  balai_test_ui_destroy (self->window);
}

/* A filter outlives the window, says that it is on, and that it is why nothing is seen; one button ends it. */
static void
test_filter_remembered (OpenPage      *self,
                        gconstpointer  data)
{
  g_autoptr (GSettings) settings = g_settings_new ("id.go.kedirikota.Balai");
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiRecord) other = small_city_find (&self->city, &balai_opd_kind, BALAI_OPD_NAME, "Dinas Kesehatan");
  g_autofree char *kept = NULL;
  GtkWidget *filters;
  GtkLabel *label;

  event = small_city_event (&self->city, "Rapat", small_city_at (15, 9, 0), small_city_at (15, 11, 0), NULL);
  open_page_show (self);
  filters = open_page_beside (self, BALAI_TYPE_SCHEDULE_FILTERS);
  balai_test_await (n_opds (filters) == 3);
  g_assert_false (gtk_widget_get_visible (open_page_part (self, "filtered")));
  gtk_drop_down_set_selected (choice (filters, "opd"), 2);
  gtk_drop_down_set_selected (choice (filters, "status"), 3);
  g_assert_true (gtk_widget_get_visible (open_page_part (self, "filtered")));
  g_assert_true (gtk_widget_has_css_class (choice (filters, "opd"), "filtering"));
  balai_test_settle ();
  balai_test_ui_destroy (self->window);
  kept = g_settings_get_string (settings, "calendar-opd");
  g_assert_cmpstr (kept, ==, balai_record_get_id (other));

  open_page_show (self);
  filters = open_page_beside (self, BALAI_TYPE_SCHEDULE_FILTERS);
  balai_test_await (n_opds (filters) == 3);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice (filters, "opd")), ==, 2);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice (filters, "status")), ==, 3);
  label = open_page_part (self, "filtered_label");
  g_assert_true (gtk_widget_get_visible (open_page_part (self, "filtered")));
  balai_test_await (g_str_has_prefix (gtk_label_get_text (label), "Tidak ada kegiatan"));
  act (self, "schedule.show-all");
  g_assert_false (gtk_widget_get_visible (open_page_part (self, "filtered")));
  g_assert_cmpuint (gtk_drop_down_get_selected (choice (filters, "opd")), ==, 0);
  g_assert_cmpuint (gtk_drop_down_get_selected (choice (filters, "status")), ==, 0);
  balai_test_settle ();
  balai_test_ui_destroy (self->window);

  /* The office it asks for is gone: everything is shown. */
  g_settings_set_string (settings, "calendar-opd", "gone");
  open_page_show (self);
  filters = open_page_beside (self, BALAI_TYPE_SCHEDULE_FILTERS);
  balai_test_await (n_opds (filters) == 3);
  g_assert_false (gtk_widget_get_visible (open_page_part (self, "filtered")));
  g_assert_false (gtk_widget_has_css_class (choice (filters, "opd"), "filtering"));
  balai_test_settle ();
  balai_test_ui_destroy (self->window);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  open_page_add ("/modules/schedule/page/empty", test_empty);
  open_page_add ("/modules/schedule/page/conflict", test_conflict);
  open_page_add ("/modules/schedule/page/fixed", test_fixed);
  open_page_add ("/modules/schedule/page/focus-after-fix", test_focus_after_fix);
  open_page_add ("/modules/schedule/page/views", test_views);
  open_page_add ("/modules/schedule/page/periods", test_periods);
  open_page_add ("/modules/schedule/page/search", test_search);
  open_page_add ("/modules/schedule/page/details", test_details);
  open_page_add ("/modules/schedule/page/rows", test_rows);
  open_page_add ("/modules/schedule/page/midnight", test_midnight);
  open_page_add ("/modules/schedule/page/filter-remembered", test_filter_remembered);
  return g_test_run ();
}

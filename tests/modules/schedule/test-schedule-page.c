/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-page.h"

#include <string.h>

#include "balai-agenda-view.h"
#include "balai-conflict-list.h"
#include "balai-conflict-model.h"
#include "balai-conflict-row.h"
#include "balai-day-lanes.h"
#include "balai-day.h"
#include "balai-event-details.h"
#include "balai-event-editor.h"
#include "balai-event.h"
#include "balai-mini-calendar.h"
#include "balai-month-cell.h"
#include "balai-month-grid.h"
#include "balai-registers.h"
#include "balai-schedule-search.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "small-city.h"

typedef struct
{
  SmallCity  city;
  BalaiPage *page;   /* (unowned) */
  GtkWindow *window; /* (unowned) */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  small_city_open (&self->city);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  small_city_close (&self->city);
}

static void
open_page (Fixture *self)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->page = balai_schedule_page_new (self->city.store);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->page));
  self->window = balai_test_ui_wrap (overlay, 1024, 768);
  balai_page_switch_to (self->page);
  balai_test_ui_present (self->window);
}

static gpointer
part (Fixture    *self,
      const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self->page), BALAI_TYPE_SCHEDULE_PAGE, name);
}

static int64_t
day_of_month (Fixture *self)
{
  return balai_calendar_view_get_day (BALAI_CALENDAR_VIEW (part (self, "month")));
}

/* What is beside the views is there after the first frame only. */
static gpointer
beside (Fixture *self,
        GType    type)
{
  GtkWidget *side = part (self, "side");
  GtkWidget *child;

  balai_test_await (gtk_widget_get_first_child (side) != NULL);
  for (child = gtk_widget_get_first_child (side); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
      return child;
  g_assert_not_reached ();
}

static gpointer
view (Fixture    *self,
      const char *name)
{
  GtkWidget *child = gtk_stack_get_child_by_name (GTK_STACK (part (self, "stack")), name);

  g_assert_nonnull (child);
  return child;
}

static const char *
shown (Fixture *self)
{
  return gtk_stack_get_visible_child_name (part (self, "stack"));
}

static void
act (Fixture    *self,
     const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), action, NULL));
}

static GListModel *
conflicts (Fixture *self)
{
  GtkWidget *parts = beside (self, BALAI_TYPE_CONFLICT_LIST);
  GtkListView *list = GTK_LIST_VIEW (gtk_widget_get_template_child (parts, BALAI_TYPE_CONFLICT_LIST, "view"));

  return G_LIST_MODEL (gtk_list_view_get_model (list));
}

static void
make_clash (Fixture *self)
{
  g_autoptr (BalaiRecord) first = NULL, second = NULL;

  first = small_city_event (&self->city, "Rapat koordinasi", small_city_at (15, 9, 0), small_city_at (15, 11, 0),
                            self->city.room);
  second = small_city_event (&self->city, "Audiensi", small_city_at (15, 10, 0), small_city_at (15, 12, 0),
                             self->city.room);
}

/* The main window's other windows stand beside it in the list of toplevels. */
static GtkWindow *
find_window (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (G_OBJECT_TYPE (window) == type)
        return window;
    }
  return NULL;
}

static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  open_page (self);
  balai_test_await (g_strcmp0 (shown (self), "empty") == 0);
  balai_test_ui_destroy (self->window);
}

static void
test_conflict (Fixture       *self,
               gconstpointer  data)
{
  make_clash (self);
  open_page (self);
  balai_test_await (g_strcmp0 (shown (self), "month") == 0);
  balai_test_await (g_list_model_get_n_items (conflicts (self)) == 1);
  g_assert_cmpuint (balai_page_get_badge (self->page), ==, 1);

  act (self, "schedule.next-conflict");
  g_assert_cmpint (day_of_month (self), ==, balai_day_from_ymd (2026, 7, 15));
  g_assert_cmpint (balai_mini_calendar_get_day (beside (self, BALAI_TYPE_MINI_CALENDAR)), ==,
                   balai_day_from_ymd (2026, 7, 15));
  balai_test_ui_destroy (self->window);
}

/* A fix shows at once, without anybody asking for it. */
static void
test_fixed (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRecord) moved = NULL;

  make_clash (self);
  open_page (self);
  balai_test_await (g_list_model_get_n_items (conflicts (self)) == 1);
  moved = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Audiensi");
  balai_record_set_int (moved, BALAI_EVENT_START, small_city_at (15, 11, 0));
  small_city_import (&self->city, moved);
  balai_test_await (g_list_model_get_n_items (conflicts (self)) == 0);
  g_assert_cmpuint (balai_page_get_badge (self->page), ==, 0);
  balai_test_ui_destroy (self->window);
}

/* Nothing beside the calendar has the focus afterwards: the conflict goes from its list. */
static void
test_focus_after_fix (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (BalaiConflictEntry) entry = NULL;
  GtkWindow *editor;
  GtkWidget *list;

  make_clash (self);
  open_page (self);
  list = beside (self, BALAI_TYPE_CONFLICT_LIST);
  balai_test_await (g_list_model_get_n_items (conflicts (self)) == 1);
  g_assert_true (gtk_widget_child_focus (list, GTK_DIR_TAB_FORWARD));
  entry = g_list_model_get_item (conflicts (self), 0);
  g_signal_emit_by_name (list, "fix-conflict", entry);
  editor = find_window (BALAI_TYPE_EVENT_EDITOR);
  g_assert_nonnull (editor);
  g_signal_emit_by_name (editor, "saved", "", "Audiensi", (gint64) 0);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (self->window), part (self, "month")));
  balai_test_ui_destroy (editor);
  balai_test_ui_destroy (self->window);
}

static void
test_views (Fixture       *self,
            gconstpointer  data)
{
  static const char *const views[] = { "week", "day", "agenda", "month" };

  make_clash (self);
  open_page (self);
  balai_test_await (g_strcmp0 (shown (self), "month") == 0);
  for (guint i = 0; i < G_N_ELEMENTS (views); i++)
    {
      gtk_widget_activate_action (GTK_WIDGET (self->page), "schedule.view", "s", views[i]);
      balai_test_await (g_strcmp0 (shown (self), views[i]) == 0);
      balai_test_ui_frames (GTK_WIDGET (self->page), 2);
    }
  balai_test_ui_destroy (self->window);
}

static void
test_periods (Fixture       *self,
              gconstpointer  data)
{
  make_clash (self);
  open_page (self);
  balai_test_await (g_strcmp0 (shown (self), "month") == 0);
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

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  GtkStack *stack;

  make_clash (self);
  open_page (self);
  balai_test_await (g_strcmp0 (shown (self), "month") == 0);
  g_assert_true (balai_page_search (self->page, "koordinasi"));
  g_assert_cmpstr (shown (self), ==, "search");
  stack = GTK_STACK (gtk_widget_get_template_child (view (self, "search"), BALAI_TYPE_SCHEDULE_SEARCH, "stack"));
  balai_test_await (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "found") == 0);
  balai_page_search (self->page, "kilisuci");
  balai_test_settle ();
  balai_test_await (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "found") == 0);
  balai_page_search (self->page, "tidakada");
  balai_test_await (g_strcmp0 (gtk_stack_get_visible_child_name (stack), "nothing") == 0);
  balai_page_search (self->page, NULL);
  g_assert_cmpstr (shown (self), ==, "month");
  balai_test_ui_destroy (self->window);
}

static void
test_details (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL;
  GtkWindow *details;
  gpointer alive;

  make_clash (self);
  open_page (self);
  balai_test_await (g_list_model_get_n_items (conflicts (self)) == 1);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Audiensi");
  g_signal_emit_by_name (part (self, "month"), "item-activated", balai_record_get_id (event),
                         (gint64) small_city_at (15, 10, 0));
  details = find_window (BALAI_TYPE_EVENT_DETAILS);
  g_assert_nonnull (details);
  alive = details;
  g_object_add_weak_pointer (G_OBJECT (details), &alive);
  balai_test_await (g_strcmp0 (gtk_window_get_title (details), "Audiensi") == 0);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (gtk_widget_get_template_child (
    GTK_WIDGET (details), BALAI_TYPE_EVENT_DETAILS, "trouble"))));

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (details), "details.delete", NULL));
  balai_test_await (alive == NULL);
  balai_test_await (g_list_model_get_n_items (conflicts (self)) == 0);
  g_assert_cmpint (balai_store_get_undo_batch (self->city.store), >, 0);
  balai_test_ui_destroy (self->window);
}

static void
test_rows (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiConflictEntry) entry = NULL;
  g_autofree char *words = NULL;
  GtkWidget *row;

  make_clash (self);
  open_page (self);
  balai_test_await (g_list_model_get_n_items (conflicts (self)) == 1);
  entry = g_list_model_get_item (conflicts (self), 0);
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
test_midnight (Fixture       *self,
               gconstpointer  data)
{
  int64_t monday = small_city_at (13, 8, 0) / BALAI_DAY;
  g_autoptr (BalaiRecord) event = NULL;
  BalaiMiniCalendar *mini;

  event = small_city_event (&self->city, "Apel", small_city_at (13, 7, 0), small_city_at (13, 8, 0), NULL);
  balai_clock_advance (self->city.clock, small_city_at (13, 24, 0) - small_city_at (13, 8, 0) - 1);
  open_page (self);
  mini = beside (self, BALAI_TYPE_MINI_CALENDAR);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (self->page), "schedule.view", "s", "month"));
  balai_test_await (cell_is_today (part (self, "month"), monday));
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (GTK_WIDGET (mini), GTK_TYPE_LABEL, "13"), "today"));
  balai_clock_advance (self->city.clock, 2);
  balai_test_await (cell_is_today (part (self, "month"), monday + 1));
  g_assert_false (cell_is_today (part (self, "month"), monday));
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (GTK_WIDGET (mini), GTK_TYPE_LABEL, "14"), "today"));
  g_assert_cmpint (balai_mini_calendar_get_day (mini), ==, monday + 1);
  balai_test_settle ();
  balai_test_ui_destroy (self->window);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add ("/modules/schedule/page/empty", Fixture, NULL, set_up, test_empty, tear_down);
  g_test_add ("/modules/schedule/page/conflict", Fixture, NULL, set_up, test_conflict, tear_down);
  g_test_add ("/modules/schedule/page/fixed", Fixture, NULL, set_up, test_fixed, tear_down);
  g_test_add ("/modules/schedule/page/focus-after-fix", Fixture, NULL, set_up, test_focus_after_fix, tear_down);
  g_test_add ("/modules/schedule/page/views", Fixture, NULL, set_up, test_views, tear_down);
  g_test_add ("/modules/schedule/page/periods", Fixture, NULL, set_up, test_periods, tear_down);
  g_test_add ("/modules/schedule/page/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/modules/schedule/page/details", Fixture, NULL, set_up, test_details, tear_down);
  g_test_add ("/modules/schedule/page/rows", Fixture, NULL, set_up, test_rows, tear_down);
  g_test_add ("/modules/schedule/page/midnight", Fixture, NULL, set_up, test_midnight, tear_down);
  return g_test_run ();
}

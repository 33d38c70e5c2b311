/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-day.h"
#include "balai-format.h"
#include "balai-item-chip.h"
#include "balai-month-cell.h"
#include "balai-month-grid.h"
#include "balai-month-week.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "sample-items.h"
#include "view-tools.h"

static GtkWidget *
find_cell (GtkWidget *root,
           int64_t    day)
{
  if (BALAI_IS_MONTH_CELL (root))
    return balai_month_cell_get_date (BALAI_MONTH_CELL (root)) == day ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find_cell (child, day) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
new_month (void)
{
  GtkWidget *grid = balai_month_grid_new ();
  g_autoptr (BalaiCalendarItems) items = few_items ();
  g_autoptr (GHashTable) holidays = sample_holidays ();

  balai_calendar_view_set_today (BALAI_CALENDAR_VIEW (grid), july (14));
  balai_calendar_view_set_holidays (BALAI_CALENDAR_VIEW (grid), holidays);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (grid), july (14));
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (grid), items);
  return grid;
}

static void
test_month (void)
{
  GtkWidget *grid = new_month ();
  GtkWindow *window = balai_test_ui_wrap (grid, 900, 700);

  balai_test_ui_present (window);
  g_assert_nonnull (find_cell (grid, balai_day_from_ymd (2026, 6, 29)));
  g_assert_null (find_cell (grid, balai_day_from_ymd (2026, 6, 28)));
  g_assert_true (gtk_widget_get_mapped (find_cell (grid, balai_day_from_ymd (2026, 8, 2))));
  g_assert_cmpuint (count_chips (grid), ==, 4);
  gtk_test_accessible_assert_role (grid, GTK_ACCESSIBLE_ROLE_GRID);
  gtk_test_accessible_assert_role (find_cell (grid, july (14)), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  balai_test_ui_destroy (window);
}

static void
test_month_label (void)
{
  GtkWidget *cell = balai_month_cell_new ();
  g_autofree char *date = balai_format_date_long (july (14));
  g_autofree char *events = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", 3), 3);
  g_autofree char *conflicts = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event in conflict",
                                                             "%u events in conflict", 1), 1);
  g_autofree char *label = g_strdup_printf ("%s, %s, %s", date, events, conflicts);
  BalaiMonthCellFacts facts = { .date = july (14), .n_items = 3, .n_conflicts = 1 };

  g_object_ref_sink (cell);
  balai_month_cell_bind (BALAI_MONTH_CELL (cell), &facts);
  assert_label (cell, label);
  g_object_unref (cell);
}

static void
test_month_keys (void)
{
  GtkWidget *grid = new_month ();
  GtkWindow *window = balai_test_ui_wrap (grid, 900, 700);
  Heard day = { 0 }, step = { 0 }, open = { 0 }, item = { 0 };

  g_signal_connect (grid, "day-selected", G_CALLBACK (hear_day), &day);
  g_signal_connect (grid, "day-activated", G_CALLBACK (hear_day), &open);
  g_signal_connect (grid, "item-activated", G_CALLBACK (hear_item), &item);
  g_signal_connect (grid, "period-requested", G_CALLBACK (hear_step), &step);
  balai_test_ui_present (window);
  g_assert_true (gtk_widget_grab_focus (grid));
  g_assert_true (press_key (grid, GDK_KEY_Right, 0));
  g_assert_cmpint (day.day, ==, july (15));
  g_assert_true (press_key (grid, GDK_KEY_Down, 0));
  g_assert_cmpint (day.day, ==, july (22));
  g_assert_true (press_key (grid, GDK_KEY_Up, 0));
  g_assert_true (press_key (grid, GDK_KEY_Left, 0));
  g_assert_cmpint (balai_calendar_view_get_day (BALAI_CALENDAR_VIEW (grid)), ==, july (14));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_cell (grid, july (14)));
  g_assert_true (press_key (grid, GDK_KEY_Page_Down, 0));
  g_assert_cmpint (step.step, ==, 1);
  g_assert_false (press_key (grid, GDK_KEY_Left, GDK_ALT_MASK));

  g_signal_emit_by_name (find_cell (grid, july (14)), "activated");
  g_assert_cmpint (open.day, ==, july (14));

  /* Tab goes through what happens on the day, what is in conflict first; Escape back to the day. */
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_chip (grid, "a"));
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_chip (grid, "b"));
  g_assert_true (press_key (grid, GDK_KEY_Down, 0));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_chip (grid, "d"));
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_activate_action (find_chip (grid, "b"), "chip.activate", NULL));
  g_assert_cmpstr (item.key, ==, "b");
  g_assert_cmpint (item.start, ==, instant (14, 570));
  g_assert_true (press_key (grid, GDK_KEY_Escape, 0));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_cell (grid, july (14)));

  g_assert_true (balai_calendar_view_focus_item (BALAI_CALENDAR_VIEW (grid), "c", instant (15, 600)));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_chip (grid, "c"));
  g_assert_false (balai_calendar_view_focus_item (BALAI_CALENDAR_VIEW (grid), "z", 0));
  g_free (item.key);
  balai_test_ui_destroy (window);
}

static void
test_month_pointer (void)
{
  GtkWidget *grid = new_month ();
  GtkWindow *window = balai_test_ui_wrap (grid, 900, 700);
  Heard fresh = { 0 }, item = { 0 };

  g_signal_connect (grid, "create-requested", G_CALLBACK (hear_new), &fresh);
  g_signal_connect (grid, "item-activated", G_CALLBACK (hear_item), &item);
  balai_test_ui_present (window);
  click (grid, find_cell (grid, july (20)), 1);
  g_assert_cmpint (balai_calendar_view_get_day (BALAI_CALENDAR_VIEW (grid)), ==, july (20));
  g_assert_cmpint (fresh.n, ==, 0);
  click (grid, find_cell (grid, july (20)), 2);
  g_assert_cmpint (fresh.n, ==, 1);
  g_assert_cmpint (fresh.start, ==, instant (20, 540));
  g_assert_cmpint (fresh.end, ==, instant (20, 600));
  g_assert_false (fresh.all_day);
  click (grid, find_chip (grid, "a"), 1);
  g_assert_cmpstr (item.key, ==, "a");
  g_free (item.key);
  balai_test_ui_destroy (window);
}

/* Months with very many items: never more chips than there is room for, none left over from the month before, and the
 * day that is shown says how many are not seen. */
static void
test_month_many (void)
{
  GtkWidget *grid = balai_month_grid_new ();
  GtkWindow *window = balai_test_ui_wrap (grid, 900, 700);
  g_autoptr (BalaiCalendarItems) many = sample_items (balai_day_from_ymd (2026, 6, 1),
                                                      balai_day_from_ymd (2026, 12, 31), 20);
  Heard open = { 0 };
  guint before;

  g_signal_connect (grid, "day-activated", G_CALLBACK (hear_day), &open);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (grid), july (1));
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (grid), many);
  balai_test_ui_present (window);
  before = count_chips (grid);
  g_assert_cmpuint (before, >, 60);
  g_assert_cmpuint (before, <, 400);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (grid), balai_day_from_ymd (2026, 10, 7));
  balai_test_ui_frames (grid, 3);
  g_assert_cmpuint (count_chips (grid), <, 400);
  for (GtkWidget *week = gtk_widget_get_first_child (grid); week != NULL; week = gtk_widget_get_next_sibling (week))
    {
      g_autoptr (GPtrArray) chips = NULL;
      int64_t wednesday;

      if (!BALAI_IS_MONTH_WEEK (week) || !gtk_widget_get_visible (week))
        continue;
      wednesday = balai_month_week_get_monday (BALAI_MONTH_WEEK (week)) + 2;
      if (wednesday < balai_day_from_ymd (2026, 10, 1))
        continue;   /* to open a day of another month is to go there */
      chips = balai_month_week_list_chips (BALAI_MONTH_WEEK (week), 2);
      g_assert_cmpuint (chips->len, >=, 2);
      g_assert_cmpint (balai_item_chip_get_style (chips->pdata[chips->len - 1]), ==, BALAI_CHIP_MORE);
      g_signal_emit_by_name (chips->pdata[chips->len - 1], "activated");
      g_assert_cmpint (open.day, ==, wednesday);
    }
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (grid), NULL);
  balai_test_ui_frames (grid, 3);
  g_assert_cmpuint (count_chips (grid), ==, 0);
  balai_test_ui_destroy (window);
}

static void
test_month_narrow (void)
{
  GtkWidget *grid = new_month ();
  GtkWindow *window = balai_test_ui_wrap (grid, 360, 600);

  balai_test_ui_present (window);
  g_assert_cmpint (gtk_widget_get_width (grid), <=, 360);
  g_assert_cmpint (balai_item_chip_get_style (BALAI_ITEM_CHIP (find_chip (grid, "a"))), ==, BALAI_CHIP_TICK);
  balai_test_ui_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add_func ("/widgets/month/shown", test_month);
  g_test_add_func ("/widgets/month/label", test_month_label);
  g_test_add_func ("/widgets/month/keys", test_month_keys);
  g_test_add_func ("/widgets/month/pointer", test_month_pointer);
  g_test_add_func ("/widgets/month/many", test_month_many);
  g_test_add_func ("/widgets/month/narrow", test_month_narrow);
  return g_test_run ();
}

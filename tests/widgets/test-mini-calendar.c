/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-day.h"
#include "balai-format.h"
#include "balai-mini-calendar.h"
#include "balai-test-ui.h"
#include "balai-today.h"
#include "balai-widgets.h"
#include "sample-items.h"
#include "view-tools.h"

static void
test_mini_calendar (void)
{
  GtkWidget *mini = balai_mini_calendar_new ();
  GtkWindow *window = balai_test_ui_wrap (mini, -1, -1);
  g_autoptr (BalaiCalendarItems) items = few_items ();
  GtkCalendar *calendar = balai_mini_calendar_get_calendar (BALAI_MINI_CALENDAR (mini));
  g_autoptr (GDateTime) other = g_date_time_new_utc (2026, 9, 9, 0, 0, 0);
  Heard day = { 0 };
  GtkWidget *label;

  g_signal_connect (mini, "day-selected", G_CALLBACK (hear_day), &day);
  balai_mini_calendar_set_items (BALAI_MINI_CALENDAR (mini), items);
  balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (mini), july (10));
  balai_test_ui_present (window);
  g_assert_cmpint (day.n, ==, 0);
  g_assert_true (gtk_calendar_get_day_is_marked (calendar, 14));
  g_assert_false (gtk_calendar_get_day_is_marked (calendar, 13));
  label = balai_test_ui_find (mini, GTK_TYPE_LABEL, "14");
  g_assert_true (gtk_widget_has_css_class (label, "conflict"));
  g_assert_true (gtk_widget_has_css_class (label, "busy"));
  label = balai_test_ui_find (mini, GTK_TYPE_LABEL, "15");
  g_assert_true (gtk_widget_has_css_class (label, "busy"));
  g_assert_false (gtk_widget_has_css_class (label, "conflict"));
  label = balai_test_ui_find (mini, GTK_TYPE_LABEL, "13");
  g_assert_false (gtk_widget_has_css_class (label, "busy"));
  g_assert_nonnull (balai_test_ui_find (mini, GTK_TYPE_LABEL, balai_format_weekday_short (1)));
  g_assert_nonnull (balai_test_ui_find (mini, GTK_TYPE_LABEL, balai_format_month (7)));
  gtk_calendar_select_day (calendar, other);
  g_assert_cmpint (day.day, ==, balai_day_from_ymd (2026, 9, 9));
  g_assert_cmpint (day.n, ==, 1);
  label = balai_test_ui_find (mini, GTK_TYPE_LABEL, "14");
  g_assert_false (gtk_widget_has_css_class (label, "conflict"));
  balai_test_ui_destroy (window);
}

/* No row has a gap, and the days run on from month to month. */
static void
assert_full_rows (GtkWidget *mini)
{
  GtkWidget *grid = gtk_widget_get_parent (balai_test_ui_find (mini, GTK_TYPE_LABEL, "12"));
  int days[8][7] = { { 0 } }, last = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "day-number") && gtk_widget_get_mapped (child)
        && gtk_widget_get_opacity (child) > .5)
      {
        int column, row;

        gtk_grid_query_child (GTK_GRID (grid), child, &column, &row, NULL, NULL);
        days[row][column - 1] = atoi (gtk_label_get_label (GTK_LABEL (child)));
      }
  for (int row = 0; row < 8; row++)
    for (int column = 0; column < 7 && days[row][0] > 0; column++)
      {
        g_assert_true (last == 0 || days[row][column] == last + 1 || (days[row][column] == 1 && last >= 28));
        last = days[row][column];
      }
}

/* Whatever day a month begins with: a day stands under the name of its weekday, and the days run on without a gap. */
static void
test_mini_calendar_monday (void)
{
  GtkWidget *mini = balai_mini_calendar_new ();
  GtkWindow *window = balai_test_ui_wrap (mini, -1, -1);

  balai_test_ui_present (window);
  for (int month = 1; month <= 24; month++)
    {
      int year = 2026 + (month - 1) / 12, n;
      int64_t first = balai_day_from_ymd (year, (month - 1) % 12 + 1, 1);
      float last_y = -1;

      balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (mini), first + 9);
      balai_test_ui_frames (mini, 2);
      n = balai_day_in_month (year, (month - 1) % 12 + 1);
      for (int d = 1; d <= n; d++)
        {
          GtkWidget *grid = gtk_widget_get_parent (balai_test_ui_find (mini, GTK_TYPE_LABEL, "12"));
          GtkWidget *label = NULL, *name;
          graphene_rect_t day, head;

          for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL;
               child = gtk_widget_get_next_sibling (child))
            if (gtk_widget_has_css_class (child, "day-number") && !gtk_widget_has_css_class (child, "other-month") &&
                atoi (gtk_label_get_label (GTK_LABEL (child))) == d)
              label = child;
          g_assert_nonnull (label);
          g_assert_true (gtk_widget_get_mapped (label));
          name = balai_test_ui_find (mini, GTK_TYPE_LABEL,
                                     balai_format_weekday_short (balai_day_weekday (first + d - 1)));
          g_assert_true (gtk_widget_compute_bounds (label, mini, &day));
          g_assert_true (gtk_widget_compute_bounds (name, mini, &head));
          g_assert_cmpfloat_with_epsilon (day.origin.x + day.size.width / 2, head.origin.x + head.size.width / 2, 4);
          if (balai_day_weekday (first + d - 1) == 1)
            g_assert_cmpfloat (day.origin.y, >, last_y);
          else if (d > 1)
            g_assert_cmpfloat_with_epsilon (day.origin.y, last_y, 4);
          last_y = day.origin.y;
        }
      assert_full_rows (mini);
    }
  balai_test_ui_destroy (window);
}

/* The city's day is marked, whatever the computer's clock says; Sundays and holidays are red, Saturdays are not. */
static void
test_mini_calendar_days (void)
{
  GtkWidget *mini = balai_mini_calendar_new ();
  GtkWindow *window = balai_test_ui_wrap (mini, -1, -1);
  g_autoptr (GHashTable) holidays = sample_holidays ();

  balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (mini), july (10));
  balai_mini_calendar_set_today (BALAI_MINI_CALENDAR (mini), july (15));
  balai_test_ui_present (window);
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "15"), "today"));
  balai_mini_calendar_set_today (BALAI_MINI_CALENDAR (mini), july (16));
  g_assert_false (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "15"), "today"));
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "16"), "today"));
  g_assert_false (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "16"), "restday"));
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "19"), "restday"));
  g_assert_false (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "18"), "restday"));
  balai_mini_calendar_set_holidays (BALAI_MINI_CALENDAR (mini), holidays);
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "16"), "restday"));
  balai_test_ui_destroy (window);
}

static void
count (int *n)
{
  ++*n;
}

/* Midnight passes by the timer; what was slept through is seen when the person looks. */
static void
test_today (void)
{
  const BalaiZone *jakarta = balai_zone_get (BALAI_ZONE_JAKARTA);
  g_autoptr (BalaiClock) clock = balai_clock_new_at (balai_zone_day_start (jakarta, july (16)) - 1);
  BalaiToday *today = balai_today_new (clock, jakarta);
  int n = 0;

  g_signal_connect_swapped (today, "notify::day", G_CALLBACK (count), &n);
  g_assert_cmpint (balai_today_get_day (today), ==, july (15));
  balai_clock_advance (clock, 1);
  balai_test_await (balai_today_get_day (today) == july (16));
  g_assert_cmpint (n, ==, 1);
  balai_today_look (today);
  g_assert_cmpint (n, ==, 1);
  balai_clock_advance (clock, 3 * BALAI_DAY);
  balai_today_look (today);
  g_assert_cmpint (balai_today_get_day (today), ==, july (19));
  /* In the east it is two hours later. */
  balai_clock_advance (clock, 22 * BALAI_HOUR + 1800);
  balai_today_look (today);
  g_assert_cmpint (n, ==, 2);
  balai_today_set_zone (today, balai_zone_get ("Asia/Jayapura"));
  g_assert_cmpint (balai_today_get_day (today), ==, july (20));
  g_assert_finalize_object (today);
}

int
main (int    argc,
      char **argv)
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add_func ("/widgets/calendar/shown", test_mini_calendar);
  g_test_add_func ("/widgets/calendar/monday", test_mini_calendar_monday);
  g_test_add_func ("/widgets/calendar/days", test_mini_calendar_days);
  g_test_add_func ("/widgets/today", test_today);
  return g_test_run ();
}

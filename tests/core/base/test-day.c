/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-day.h"
#include "balai-test.h"

/* Every day from 1583 to 2400 and every fifth of the rest, against GLib's own calendar. */
static void
test_against_glib (void)
{
  g_autoptr (GDate) epoch = g_date_new_dmy (1, G_DATE_JANUARY, 1970);
  g_autoptr (GDate) date = g_date_new ();
  int64_t from = balai_day_from_ymd (1583, 1, 1);
  int64_t to = balai_day_from_ymd (2400, 12, 31);
  int checked = 0;

  for (int64_t day = BALAI_DAY_MIN; day <= BALAI_DAY_MAX; day += day >= from && day < to ? 1 : 5)
    {
      int y, m, d;

      g_date_set_julian (date, (guint32) (g_date_get_julian (epoch) + day));
      balai_day_to_ymd (day, &y, &m, &d);
      if (y != g_date_get_year (date) || m != (int) g_date_get_month (date) || d != g_date_get_day (date) ||
          balai_day_weekday (day) != (int) g_date_get_weekday (date) || balai_day_from_ymd (y, m, d) != day ||
          !balai_day_valid (y, m, d) || balai_day_in_month (y, m) != g_date_get_days_in_month (m, y))
        g_error ("day %" G_GINT64_FORMAT " is %04d-%02d-%02d here", day, y, m, d);
      checked++;
    }
  g_assert_cmpint (checked, >, 298000);
}

static void
test_bounds (void)
{
  g_assert_cmpint (balai_day_from_ymd (1970, 1, 1), ==, 0);
  g_assert_cmpint (balai_day_from_ymd (1, 1, 1), ==, BALAI_DAY_MIN);
  g_assert_cmpint (balai_day_from_ymd (9999, 12, 31), ==, BALAI_DAY_MAX);
  /* A day past the end of the month runs on. */
  g_assert_cmpint (balai_day_from_ymd (2026, 2, 31), ==, balai_day_from_ymd (2026, 3, 3));
}

static void
test_valid (void)
{
  g_assert_true (balai_day_valid (2024, 2, 29));
  g_assert_true (balai_day_valid (2000, 2, 29));
  g_assert_false (balai_day_valid (2100, 2, 29));
  g_assert_false (balai_day_valid (2026, 2, 29));
  g_assert_false (balai_day_valid (2026, 4, 31));
  g_assert_false (balai_day_valid (2026, 13, 1));
  g_assert_false (balai_day_valid (2026, 0, 1));
  g_assert_false (balai_day_valid (2026, 1, 0));
  g_assert_false (balai_day_valid (0, 1, 1));
  g_assert_false (balai_day_valid (10000, 1, 1));
}

static void
test_monday (void)
{
  int64_t monday = balai_day_from_ymd (2026, 7, 13);

  g_assert_cmpint (balai_day_weekday (monday), ==, 1);
  for (int i = 0; i < 7; i++)
    g_assert_cmpint (balai_day_monday (monday + i), ==, monday);
  g_assert_cmpint (balai_day_monday (monday + 7), ==, monday + 7);
  /* Also before 1970, where the remainder of a division is negative. */
  g_assert_cmpint (balai_day_weekday (balai_day_from_ymd (1945, 8, 17)), ==, 5);
  g_assert_cmpint (balai_day_monday (balai_day_from_ymd (1945, 8, 17)), ==, balai_day_from_ymd (1945, 8, 13));
}

static void
test_iso (void)
{
  static const char *const bad[] = {
    "", "2026", "2026-07", "2026-7-15", "2026-07-15 ", " 2026-07-15", "2026-07-15T00:00", "2026/07/15",
    "2026-02-29", "2026-13-01", "0000-01-01", "-026-07-15", "20260715", "2026-07-1x", "٢٠٢٦-07-15",
  };
  int64_t day = -1;

  g_assert_true (balai_day_parse ("2026-07-15", &day));
  g_assert_cmpint (day, ==, balai_day_from_ymd (2026, 7, 15));
  for (int64_t d = balai_day_from_ymd (1600, 1, 1); d < balai_day_from_ymd (2200, 1, 1); d += 17)
    {
      g_autofree char *text = balai_day_to_iso (d);

      g_assert_true (balai_day_parse (text, &day));
      g_assert_cmpint (day, ==, d);
    }

  day = 42;
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    if (balai_day_parse (bad[i], &day))
      g_error ("\"%s\" was taken for a day", bad[i]);
  g_assert_false (balai_day_parse (NULL, &day));
  g_assert_cmpint (day, ==, 42);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/base/day/against-glib", test_against_glib);
  g_test_add_func ("/base/day/bounds", test_bounds);
  g_test_add_func ("/base/day/valid", test_valid);
  g_test_add_func ("/base/day/monday", test_monday);
  g_test_add_func ("/base/day/iso", test_iso);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-day.h"
#include "balai-format.h"
#include "balai-test.h"

#define NINE INT64_C (1784080800) /* 2026-07-15 09:00 WIB */

static void
assert_text (char       *text,
             const char *expected)
{
  g_assert_cmpstr (text, ==, expected);
  g_free (text);
}

static void
test_dates (void)
{
  int64_t day = balai_day_from_ymd (2026, 7, 15);

  balai_test_set_language ("id");
  assert_text (balai_format_date (day), "Rab, 15 Jul 2026");
  assert_text (balai_format_date_long (day), "Rabu, 15 Juli 2026");
  assert_text (balai_format_month_year (day), "Juli 2026");
  assert_text (balai_format_date (balai_day_from_ymd (2026, 5, 1)), "Jum, 1 Mei 2026");
  assert_text (balai_format_date_long (balai_day_from_ymd (2026, 5, 1)), "Jumat, 1 Mei 2026");

  balai_test_set_language ("en");
  assert_text (balai_format_date (day), "Wed, 15 Jul 2026");
  assert_text (balai_format_date_long (day), "Wednesday, 15 July 2026");
  assert_text (balai_format_month_year (day), "July 2026");
}

static void
test_names (void)
{
  static const char *const days[] = { "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu" };
  static const char *const months[] = {
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
  };

  balai_test_set_language ("id");
  for (int i = 1; i <= 7; i++)
    {
      g_assert_cmpstr (balai_format_weekday (i), ==, days[i - 1]);
      g_assert_true (g_str_has_prefix (days[i - 1], balai_format_weekday_short (i)));
    }
  for (int i = 1; i <= 12; i++)
    {
      g_assert_cmpstr (balai_format_month (i), ==, months[i - 1]);
      /* "Agu", as offices write it */
      g_assert_true (g_str_has_prefix (months[i - 1], balai_format_month_short (i)));
    }
}

static void
test_times (void)
{
  const BalaiZone *jakarta = balai_zone_get (BALAI_ZONE_JAKARTA);
  const BalaiZone *makassar = balai_zone_get ("Asia/Makassar");
  BalaiSpan meeting = { NINE, NINE + 2 * BALAI_HOUR };
  BalaiSpan night = { NINE + 13 * BALAI_HOUR, NINE + 17 * BALAI_HOUR };
  BalaiSpan moment = { NINE, NINE };

  balai_test_set_language ("id");
  assert_text (balai_format_time (9 * 3600 + 5 * 60 + 59), "09.05");
  assert_text (balai_format_times (meeting, jakarta), "09.00–11.00 WIB");
  assert_text (balai_format_times (meeting, makassar), "10.00–12.00 WITA");
  assert_text (balai_format_times (night, jakarta), "22.00–02.00 (+1) WIB");
  assert_text (balai_format_times (moment, jakarta), "09.00 WIB");
  assert_text (balai_format_when (meeting, FALSE, jakarta), "Rab, 15 Jul 2026, 09.00–11.00 WIB");

  balai_test_set_language ("en");
  assert_text (balai_format_times (meeting, jakarta), "09:00–11:00 WIB");
}

static void
test_all_day (void)
{
  const BalaiZone *jakarta = balai_zone_get (BALAI_ZONE_JAKARTA);
  int64_t start = balai_zone_day_start (jakarta, balai_day_from_ymd (2026, 7, 15));

  balai_test_set_language ("id");
  /* The end is the first second that no longer belongs to it: one day is one day, not two. */
  assert_text (balai_format_when ((BalaiSpan) { start, start + BALAI_DAY }, TRUE, jakarta), "Rab, 15 Jul 2026");
  assert_text (balai_format_when ((BalaiSpan) { start, start + 2 * BALAI_DAY }, TRUE, jakarta),
               "Rab, 15 Jul 2026 – Kam, 16 Jul 2026");
}

static void
test_duration (void)
{
  balai_test_set_language ("id");
  assert_text (balai_format_duration (90 * BALAI_MINUTE), "1 jam 30 menit");
  assert_text (balai_format_duration (BALAI_DAY + BALAI_HOUR), "1 hari 1 jam");
  assert_text (balai_format_duration (0), "0 menit");
  assert_text (balai_format_duration (29), "0 menit");
  assert_text (balai_format_duration (30), "1 menit");
  assert_text (balai_format_duration (-45 * BALAI_MINUTE), "45 menit");

  balai_test_set_language ("en");
  assert_text (balai_format_duration (61 * BALAI_MINUTE), "1 hour 1 minute");
  assert_text (balai_format_duration (2 * BALAI_DAY + 2 * BALAI_MINUTE), "2 days 2 minutes");
}

static void
test_numbers (void)
{
  balai_test_set_language ("id");
  assert_text (balai_format_integer (0), "0");
  assert_text (balai_format_integer (999), "999");
  assert_text (balai_format_integer (1000), "1.000");
  assert_text (balai_format_integer (-1234567), "−1.234.567");
  assert_text (balai_format_integer (G_MAXINT64), "9.223.372.036.854.775.807");
  assert_text (balai_format_integer (G_MININT64), "−9.223.372.036.854.775.808");
  assert_text (balai_format_money (10000000), "Rp10.000.000");
  assert_text (balai_format_money (-2500), "−Rp2.500");

  balai_test_set_language ("en");
  assert_text (balai_format_integer (1234567), "1,234,567");
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/base/format/dates", test_dates);
  g_test_add_func ("/base/format/names", test_names);
  g_test_add_func ("/base/format/times", test_times);
  g_test_add_func ("/base/format/all-day", test_all_day);
  g_test_add_func ("/base/format/duration", test_duration);
  g_test_add_func ("/base/format/numbers", test_numbers);

  return g_test_run ();
}

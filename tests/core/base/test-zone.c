/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-day.h"
#include "balai-test.h"
#include "balai-zone.h"

static int64_t
at (int year,
    int month,
    int day,
    int hour,
    int minute)
{
  return balai_day_from_ymd (year, month, day) * BALAI_DAY + hour * BALAI_HOUR + minute * BALAI_MINUTE;
}

static void
test_indonesia (void)
{
  static const struct
  {
    const char *name, *short_name, *rfc3339;
    int         hours;
  } zones[] = {
    { "Asia/Jakarta", "WIB", "2026-07-15T09:00:00+07:00", 7 },
    { "Asia/Pontianak", "WIB", "2026-07-15T09:00:00+07:00", 7 },
    { "Asia/Makassar", "WITA", "2026-07-15T09:00:00+08:00", 8 },
    { "Asia/Jayapura", "WIT", "2026-07-15T09:00:00+09:00", 9 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      const BalaiZone *zone = balai_zone_get (zones[i].name);
      int64_t wall = at (2026, 7, 15, 9, 0);
      int64_t instant = wall - zones[i].hours * BALAI_HOUR;
      g_autofree char *text = balai_zone_to_rfc3339 (zone, instant);

      g_assert_nonnull (zone);
      g_assert_cmpstr (balai_zone_get_name (zone), ==, zones[i].name);
      g_assert_cmpstr (balai_zone_get_short_name (zone, instant), ==, zones[i].short_name);
      g_assert_cmpint (balai_zone_to_wall (zone, instant), ==, wall);
      g_assert_cmpint (balai_zone_to_instant (zone, wall), ==, instant);
      g_assert_cmpstr (text, ==, zones[i].rfc3339);
      /* Midnight is on the clock of the place: its day begins while it is still yesterday in UTC. */
      g_assert_cmpint (balai_zone_day_start (zone, balai_day_from_ymd (2026, 7, 15)), ==,
                       at (2026, 7, 15, 0, 0) - zones[i].hours * BALAI_HOUR);
      g_assert_cmpint (balai_zone_day (zone, at (2026, 7, 14, 23, 59)), ==, balai_day_from_ymd (2026, 7, 15));
    }
}

static void
test_unknown (void)
{
  g_assert_null (balai_zone_get (NULL));
  g_assert_null (balai_zone_get (""));
  g_assert_null (balai_zone_get ("Asia/Kediri"));
  g_assert_null (balai_zone_get ("SE Asia Standard Time"));
  /* One of each, so that zones can be compared by their address. */
  g_assert_true (balai_zone_get ("Asia/Jakarta") == balai_zone_get (BALAI_ZONE_JAKARTA));
}

static void
test_utc (void)
{
  const BalaiZone *utc = balai_zone_utc ();
  g_autofree char *text = balai_zone_to_rfc3339 (utc, at (1969, 12, 31, 23, 59) + 1);

  g_assert_cmpint (balai_zone_to_wall (utc, 12345), ==, 12345);
  g_assert_cmpint (balai_zone_to_instant (utc, -12345), ==, -12345);
  g_assert_cmpstr (text, ==, "1969-12-31T23:59:01Z");
}

/* On 29 March 2026 clocks in Berlin go from 02:00 to 03:00, on 25 October from 03:00 back to 02:00. */
static void
test_gap_and_overlap (void)
{
  const BalaiZone *berlin = balai_zone_get ("Europe/Berlin");

  g_assert_nonnull (berlin);
  g_assert_cmpint (balai_zone_to_instant (berlin, at (2026, 3, 29, 1, 59)), ==, at (2026, 3, 29, 0, 59));
  g_assert_cmpint (balai_zone_to_instant (berlin, at (2026, 3, 29, 3, 0)), ==, at (2026, 3, 29, 1, 0));
  /* 02:30 does not exist: it is half past three. */
  g_assert_cmpint (balai_zone_to_wall (berlin, balai_zone_to_instant (berlin, at (2026, 3, 29, 2, 30))), ==,
                   at (2026, 3, 29, 3, 30));
  /* 02:30 is there twice: the first is still in summer time. */
  g_assert_cmpint (balai_zone_to_instant (berlin, at (2026, 10, 25, 2, 30)), ==, at (2026, 10, 25, 0, 30));
  g_assert_cmpint (balai_zone_to_wall (berlin, at (2026, 10, 25, 1, 30)), ==, at (2026, 10, 25, 2, 30));
  g_assert_cmpint (balai_zone_day_start (berlin, balai_day_from_ymd (2026, 3, 30)) -
                     balai_zone_day_start (berlin, balai_day_from_ymd (2026, 3, 29)), ==, 23 * BALAI_HOUR);
  g_assert_cmpint (balai_zone_day_start (berlin, balai_day_from_ymd (2026, 10, 26)) -
                     balai_zone_day_start (berlin, balai_day_from_ymd (2026, 10, 25)), ==, 25 * BALAI_HOUR);
}

/* GLib's date and time know the same rules by another way, in the fast path and out of it. */
static void
test_against_glib (void)
{
  static const char *const names[] = {
    "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
    "Asia/Kathmandu", "Pacific/Apia", "UTC",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (1964);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const BalaiZone *zone = balai_zone_get (names[i]);
      g_autoptr (GTimeZone) tz = g_time_zone_new_identifier (names[i]);

      g_assert_nonnull (zone);
      for (int n = 0; n < 3000; n++)
        {
          int64_t instant = (int64_t) g_rand_double_range (rand, (double) at (1930, 1, 1, 0, 0),
                                                           (double) at (2090, 1, 1, 0, 0));
          g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant);
          g_autoptr (GDateTime) local = g_date_time_to_timezone (utc, tz);
          int64_t offset = g_date_time_get_utc_offset (local) / G_TIME_SPAN_SECOND;
          int64_t back;

          if (balai_zone_to_wall (zone, instant) != instant + offset)
            g_error ("%s at %" G_GINT64_FORMAT, names[i], instant);
          back = balai_zone_to_instant (zone, instant + offset);
          /* Where the clock shows a time twice the first is meant; what it shows is the same. */
          g_assert_cmpint (balai_zone_to_wall (zone, back), ==, instant + offset);
          g_assert_cmpint (back, <=, instant);
        }
    }
}

static void
test_wall (void)
{
  g_assert_cmpint (balai_wall_day (0), ==, 0);
  g_assert_cmpint (balai_wall_day (-1), ==, -1);
  g_assert_cmpint (balai_wall_second (-1), ==, 86399);
  g_assert_cmpint (balai_wall_day (-86400), ==, -1);
  g_assert_cmpint (balai_wall_second (-86400), ==, 0);
  g_assert_cmpint (balai_wall_day (86399), ==, 0);
  g_assert_cmpint (balai_wall_day (86400), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/base/zone/indonesia", test_indonesia);
  g_test_add_func ("/base/zone/unknown", test_unknown);
  g_test_add_func ("/base/zone/utc", test_utc);
  g_test_add_func ("/base/zone/gap-and-overlap", test_gap_and_overlap);
  g_test_add_func ("/base/zone/against-glib", test_against_glib);
  g_test_add_func ("/base/zone/wall", test_wall);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdio.h>
#include <string.h>

#include "balai-day.h"
#include "balai-ical-reader.h"
#include "balai-recurrence.h"
#include "balai-test.h"

#define FAR (BALAI_DAY * 3000000)

static const BalaiZone *
jakarta (void)
{
  return balai_zone_get (BALAI_ZONE_JAKARTA);
}

static int64_t
day_at (int year,
        int month,
        int day)
{
  return balai_zone_day_start (jakarta (), balai_day_from_ymd (year, month, day));
}

static char *
starts_to_text (GArray          *starts,
                const BalaiZone *zone,
                gboolean         is_date)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < starts->len; i++)
    {
      int64_t wall = balai_zone_to_wall (zone, g_array_index (starts, BalaiOccurrenceStart, i).start);
      int year, month, day;

      g_assert_cmpint (wall, ==, g_array_index (starts, BalaiOccurrenceStart, i).wall);
      balai_day_to_ymd (balai_wall_day (wall), &year, &month, &day);
      g_string_append_printf (text, "%s%04d%02d%02d", i == 0 ? "" : " ", year, month, day);
      if (!is_date)
        g_string_append_printf (text, "T%02d%02d%02d", balai_wall_second (wall) / 3600,
                                balai_wall_second (wall) / 60 % 60,
                                balai_wall_second (wall) % 60);
    }
  return g_string_free (text, FALSE);
}

/* The dates of one event in the words of a file. */
static char *
expand (const char *lines,
        int64_t     from,
        int64_t     to,
        guint       limit)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VEVENT\nUID:a\n%s\nEND:VEVENT\n", lines);
  g_autoptr (BalaiIcal) ical = balai_ical_read (text, strlen (text), jakarta ());
  BalaiRecurrence rule = balai_recurrence_of_event (g_ptr_array_index (ical->events, 0));
  g_autoptr (GArray) starts = balai_recurrence_expand (&rule, from, to, limit, NULL);

  return starts_to_text (starts, rule.start.zone, rule.start.is_date);
}

static void
assert_dates (const char *lines,
              const char *expected)
{
  g_autofree char *found = expand (lines, G_MININT64, FAR, 10);

  g_test_message ("%s", lines);
  g_assert_cmpstr (found, ==, expected);
}

static void
test_plain (void)
{
  assert_dates ("DTSTART:20260105T080000", "20260105T080000");
  assert_dates ("DTSTART:20260105T080000\nRRULE:FREQ=WEEKLY;COUNT=3",
                "20260105T080000 20260112T080000 20260119T080000");
  assert_dates ("DTSTART:20260131\nRRULE:FREQ=MONTHLY;COUNT=3", "20260131 20260331 20260531");
  assert_dates ("DTSTART:20260105T080000\nRRULE:freq=daily;count=2;", "20260105T080000 20260106T080000");
  /* Several rules are united; the date both have comes once. */
  assert_dates ("DTSTART:20260105T080000\nRRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=2",
                "20260105T080000 20260106T080000 20260112T080000");
}

/* Days that no month has, beside some that there are. */
static void
test_no_such_day (void)
{
  assert_dates ("DTSTART:20260105\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30,31;COUNT=3", "20260105");
  assert_dates ("DTSTART:20260105\nRRULE:FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=-31;COUNT=3", "20260105");
  assert_dates ("DTSTART:20260430\nRRULE:FREQ=MONTHLY;BYMONTH=2,4;BYMONTHDAY=30;COUNT=2", "20260430 20270430");
  assert_dates ("DTSTART:20240229\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29;COUNT=2", "20240229 20280229");
  assert_dates ("DTSTART:20240229\nRRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-29;COUNT=2", "20240229 20280201");
}

static void
test_until (void)
{
  /* In UTC as it must be, 08.00 in Jakarta being 01.00 there; as a date; without zone. */
  assert_dates ("DTSTART;TZID=Asia/Jakarta:20260105T080000\nRRULE:FREQ=DAILY;UNTIL=20260107T010000Z",
                "20260105T080000 20260106T080000 20260107T080000");
  assert_dates ("DTSTART;TZID=Asia/Jakarta:20260105T080000\nRRULE:FREQ=DAILY;UNTIL=20260107T005959Z",
                "20260105T080000 20260106T080000");
  assert_dates ("DTSTART;TZID=Asia/Jakarta:20260105T080000\nRRULE:FREQ=DAILY;UNTIL=20260107",
                "20260105T080000 20260106T080000 20260107T080000");
  assert_dates ("DTSTART;TZID=Asia/Jakarta:20260105T080000\nRRULE:FREQ=DAILY;UNTIL=20260107T080000",
                "20260105T080000 20260106T080000 20260107T080000");
  assert_dates ("DTSTART:20260105\nRRULE:FREQ=DAILY;UNTIL=20260107T000000Z", "20260105 20260106 20260107");
  /* Midnight in Jakarta, told in UTC. */
  assert_dates ("DTSTART:20260105\nRRULE:FREQ=DAILY;UNTIL=20260106T170000Z", "20260105 20260106 20260107");
  assert_dates ("DTSTART:20260105\nRRULE:FREQ=DAILY;COUNT=9;UNTIL=20260106", "20260105 20260106");
}

static void
test_exceptions (void)
{
  /* COUNT counts what EXDATE takes away; UTC, date and wall time all find their date. */
  assert_dates ("DTSTART;TZID=Asia/Jakarta:20260105T080000\nRRULE:FREQ=DAILY;COUNT=5\n"
                "EXDATE:20260106T010000Z\nEXDATE;VALUE=DATE:20260107\nEXDATE;TZID=Asia/Makassar:20260108T080000",
                "20260105T080000 20260109T080000");
  assert_dates ("DTSTART;VALUE=DATE:20260105\nRRULE:FREQ=DAILY;COUNT=4\n"
                "EXDATE:20260105T170000Z\nEXDATE:20260107T000000Z",
                "20260105 20260108");
  assert_dates ("DTSTART:20260105T080000\nRRULE:FREQ=DAILY;COUNT=4\nEXRULE:FREQ=DAILY;INTERVAL=2",
                "20260106T080000 20260108T080000");
  assert_dates ("DTSTART:20260105T080000\nRDATE:20260110T090000,20260103T080000",
                "20260103T080000 20260105T080000 20260110T090000");
  assert_dates ("DTSTART:20260105T080000\nRDATE;VALUE=DATE:20260110", "20260105T080000 20260110T080000");
}

/* By the clock of the place, across a change of the clock there. */
static void
test_wall_clock (void)
{
  g_autoptr (GArray) starts = NULL;
  const BalaiZone *berlin = balai_zone_get ("Europe/Berlin");
  int64_t wall = balai_day_from_ymd (2026, 3, 28) * BALAI_DAY + 9 * BALAI_HOUR;
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();
  BalaiRecurrence rule = { .start = { wall, balai_zone_to_instant (berlin, wall), berlin, FALSE }, .rrules = rules };

  g_ptr_array_add (rules, (char *) "FREQ=DAILY;COUNT=2");
  starts = balai_recurrence_expand (&rule, G_MININT64, FAR, 10, NULL);
  g_assert_cmpuint (starts->len, ==, 2);
  g_assert_cmpint (g_array_index (starts, BalaiOccurrenceStart, 1).start
                     - g_array_index (starts, BalaiOccurrenceStart, 0).start, ==, 23 * BALAI_HOUR);
}

/* Rules no date ever meets, and rules that began long ago, come back. */
static void
test_bounds (void)
{
  static const char *const never[] = {
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=31;COUNT=3",
    "FREQ=HOURLY;BYHOUR=3;BYMONTH=4;BYMONTHDAY=31", "FREQ=WEEKLY;BYMONTH=13", "FREQ=YEARLY;BYYEARDAY=366;BYMONTH=1",
    "FREQ=DAILY;INTERVAL=0;BYMONTH=2;BYMONTHDAY=30", "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
  };
  g_autofree char *old = expand ("DTSTART:19000101T080000\nRRULE:FREQ=DAILY", day_at (2026, 1, 1), day_at (2026, 1, 3),
                                 10);
  g_autofree char *seconds = expand ("DTSTART:19700101T000000\nRRULE:FREQ=SECONDLY", day_at (2026, 1, 1),
                                     day_at (2026, 1, 2), 2);

  g_assert_cmpstr (old, ==, "20260101T080000 20260102T080000");
  g_assert_cmpstr (seconds, ==, "20260101T000000 20260101T000001");
  for (gsize i = 0; i < G_N_ELEMENTS (never); i++)
    {
      g_autofree char *lines = g_strdup_printf ("DTSTART:20260110T090000\nRRULE:%s", never[i]);

      assert_dates (lines, "20260110T090000");
    }
}

static void
test_fine (void)
{
  assert_dates ("DTSTART:20260105T220000\nRRULE:FREQ=HOURLY;INTERVAL=6;COUNT=3",
                "20260105T220000 20260106T040000 20260106T100000");
  assert_dates ("DTSTART:20260105T090000\nRRULE:FREQ=HOURLY;BYHOUR=9,10;BYMINUTE=0,30;COUNT=5",
                "20260105T090000 20260105T093000 20260105T100000 20260105T103000 20260106T090000");
  assert_dates ("DTSTART:20260105T090000\nRRULE:FREQ=MINUTELY;INTERVAL=45;BYDAY=TU;COUNT=3",
                "20260105T090000 20260106T000000 20260106T004500");
}

static char *
random_rule (GRand *rand)
{
  static const char *const days[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  GString *rule = g_string_new (NULL);
  int kind = g_rand_int_range (rand, 0, 4);
  int chosen = g_rand_int_range (rand, 0, 7);
  const char *day = days[chosen];
  const char *other = days[(chosen + 3) % 7];

  g_string_printf (rule, "FREQ=%s", ((const char *[]) { "DAILY", "WEEKLY", "MONTHLY", "YEARLY" })[kind]);
  if (g_rand_boolean (rand))
    g_string_append_printf (rule, ";INTERVAL=%d", g_rand_int_range (rand, 1, 6));
  switch (kind * 4 + g_rand_int_range (rand, 0, 4))
    {
    case 0:
      g_string_append_printf (rule, ";BYDAY=%s,%s", day, other);
      break;
    case 1:
      g_string_append (rule, ";BYMONTH=2,8,11");
      break;
    case 2:
      g_string_append (rule, ";BYMONTHDAY=1,-1,-15");
      break;
    case 4:
    case 5:
      g_string_append_printf (rule, ";BYDAY=%s,%s;WKST=%s", day, other, g_rand_boolean (rand) ? "SU" : "MO");
      break;
    case 6:
      g_string_append_printf (rule, ";BYDAY=%s,%s;BYSETPOS=-1", day, other);
      break;
    case 8:
      g_string_append_printf (rule, ";BYDAY=%d%s", g_rand_boolean (rand) ? -1 : g_rand_int_range (rand, 1, 6), day);
      break;
    case 9:
      g_string_append_printf (rule, ";BYMONTHDAY=%d,-%d", g_rand_int_range (rand, 1, 32),
                              g_rand_int_range (rand, 1, 5));
      break;
    case 12:
      g_string_append_printf (rule, ";BYMONTH=%d;BYDAY=%d%s", g_rand_int_range (rand, 1, 13),
                              g_rand_boolean (rand) ? -1 : 2, day);
      break;
    case 13:
      g_string_append_printf (rule, ";BYMONTH=%d;BYMONTHDAY=%d", g_rand_int_range (rand, 1, 13),
                              g_rand_int_range (rand, 1, 29));
      break;
    case 14:
      g_string_append (rule, ";BYWEEKNO=1,53,-1,20;WKST=SU");
      break;
    default:
      break;
    }
  if (g_rand_boolean (rand))
    g_string_append_printf (rule, ";UNTIL=20%02d%02d%02dT235959", g_rand_int_range (rand, 26, 31),
                            g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1, 29));
  return g_string_free (rule, FALSE);
}

/* A window in the middle shows what the whole shows there: seeking misses nothing. */
static void
test_seek (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 600; i++)
    {
      g_autofree char *rule_text = random_rule (rand);
      g_autoptr (GPtrArray) rules = g_ptr_array_new ();
      g_autoptr (GArray) whole = NULL;
      g_autoptr (GArray) part = NULL;
      int64_t wall = (balai_day_from_ymd (2004, 1, 1) + g_rand_int_range (rand, 0, 800)) * BALAI_DAY + 8 * BALAI_HOUR;
      BalaiRecurrence rule = { .start = { wall, balai_zone_to_instant (jakarta (), wall), jakarta (), FALSE },
                               .rrules = rules };
      int64_t from = day_at (2026, g_rand_int_range (rand, 1, 13), 1) + g_rand_int_range (rand, 0, 30) * BALAI_HOUR;
      int64_t to = from + g_rand_int_range (rand, 1, 800) * BALAI_DAY;
      guint skip = 0;

      g_ptr_array_add (rules, rule_text);
      whole = balai_recurrence_expand (&rule, G_MININT64, to, 100000, NULL);
      part = balai_recurrence_expand (&rule, from, to, 100000, NULL);
      while (skip < whole->len && g_array_index (whole, BalaiOccurrenceStart, skip).start < from)
        skip++;
      g_test_message ("%s", rule_text);
      g_assert_cmpuint (part->len, ==, whole->len - skip);
      for (guint j = 0; j < part->len; j++)
        g_assert_cmpint (g_array_index (part, BalaiOccurrenceStart, j).start, ==,
                         g_array_index (whole, BalaiOccurrenceStart, skip + j).start);
    }
}

/* As dateutil, ical.js and the text of RFC 5545 have it, and libical by itself has not. */
static void
test_what_libical_lacks (void)
{
  static const struct
  {
    const char *rule;
    const char *dates; /* with the first, Thursday 8 January 2026 */
  } cases[] = {
    /* COUNT counts the first date, which no Monday is. */
    { "FREQ=WEEKLY;BYDAY=MO;COUNT=3", "20260108T080000 20260112T080000 20260119T080000" },
    { "FREQ=WEEKLY;BYDAY=TH;COUNT=3", "20260108T080000 20260115T080000 20260122T080000" },
    { "FREQ=DAILY;BYDAY=MO;COUNT=1", "20260108T080000" },
    { "FREQ=HOURLY;BYHOUR=9;BYMINUTE=0;COUNT=2", "20260108T080000 20260108T090000" },
    { "FREQ=HOURLY;INTERVAL=24;COUNT=2", "20260108T080000 20260109T080000" },
    /* A day of the month is one of the month of the first date, unless another is named (RFC 8984). */
    { "FREQ=YEARLY;BYMONTHDAY=8;COUNT=3", "20260108T080000 20270108T080000 20280108T080000" },
    { "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=8;COUNT=2", "20260108T080000 20260208T080000" },
    /* Of a week the day of the first date. */
    { "FREQ=YEARLY;BYWEEKNO=20;COUNT=3", "20260108T080000 20260514T080000 20270520T080000" },
    { "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO;COUNT=3", "20260108T080000 20260511T080000 20270517T080000" },
    /* The last day of each month, said of days. */
    { "FREQ=DAILY;BYMONTHDAY=-1;COUNT=3", "20260108T080000 20260131T080000 20260228T080000" },
    { "FREQ=DAILY;BYMONTHDAY=-1,1;BYDAY=SU,SA;COUNT=3", "20260108T080000 20260131T080000 20260201T080000" },
    { "FREQ=DAILY;INTERVAL=2;BYMONTHDAY=-1;COUNT=3", "20260108T080000 20260331T080000 20260430T080000" },
    /* The last of some days of the week; twice a day, the second time. */
    { "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYSETPOS=-1;COUNT=3", "20260108T080000 20260109T080000 20260116T080000" },
    { "FREQ=WEEKLY;BYDAY=MO,FR;BYSETPOS=-3;COUNT=3", "20260108T080000" },
    { "FREQ=DAILY;BYHOUR=13,9;BYSETPOS=-1;COUNT=3", "20260108T080000 20260108T130000 20260109T130000" },
    /* A week of the year reaches into the year before and the year after. */
    { "FREQ=YEARLY;BYWEEKNO=1;BYDAY=MO,SU;COUNT=5",
      "20260108T080000 20270104T080000 20270110T080000 20280103T080000 20280109T080000" },
    { "FREQ=YEARLY;BYWEEKNO=53;BYDAY=MO,SU;COUNT=3", "20260108T080000 20261228T080000 20270103T080000" },
    { "FREQ=YEARLY;BYWEEKNO=-52;BYDAY=TH;COUNT=2", "20260108T080000 20270107T080000" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rules = g_ptr_array_new ();
      g_autoptr (GArray) starts = NULL;
      g_autofree char *found = NULL;
      int64_t wall = balai_day_from_ymd (2026, 1, 8) * BALAI_DAY + 8 * BALAI_HOUR;
      BalaiRecurrence rule = { .start = { wall, balai_zone_to_instant (jakarta (), wall), jakarta (), FALSE },
                               .rrules = rules };

      g_ptr_array_add (rules, (char *) cases[i].rule);
      starts = balai_recurrence_expand (&rule, G_MININT64, day_at (2030, 1, 1), 50, NULL);
      found = starts_to_text (starts, jakarta (), FALSE);
      g_test_message ("%s", cases[i].rule);
      g_assert_cmpstr (found, ==, cases[i].dates);
    }
}

typedef struct
{
  const char *file;
  guint       most;  /* dates of a rule */
  guint       rules;
} Independent;

/* ical.js and dateutil are written apart from libical: all must find the same dates. Theirs are kept in files, so that
 * nobody needs them to run the tests; expand-with-ical-js.cjs and expand-with-dateutil.py make them. */
static void
test_independent_engine (gconstpointer data)
{
  const Independent *engine = data;
  g_autofree char *path = balai_test_data_path (engine->file);
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) differences = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint cases = 0, dates = 0;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (GPtrArray) rules = g_ptr_array_new ();
      g_autoptr (GArray) starts = NULL;
      g_autofree char *found = NULL;
      g_auto (GStrv) parts = NULL;
      gboolean is_date;
      int year, month, day;
      int64_t wall;
      BalaiRecurrence rule;

      if (*lines[i] == '#' || *lines[i] == '\0')
        continue;
      parts = g_strsplit (lines[i], " ", 3);
      g_assert_cmpint (sscanf (parts[1], "%4d%2d%2d", &year, &month, &day), ==, 3);
      is_date = strchr (parts[1], 'T') == NULL;
      wall = balai_day_from_ymd (year, month, day) * BALAI_DAY + (is_date ? 0 : 8 * BALAI_HOUR);
      rule = (BalaiRecurrence) { .start = { wall, balai_zone_to_instant (jakarta (), wall), jakarta (), is_date },
                                 .rrules = rules };
      g_ptr_array_add (rules, parts[0]);
      starts = balai_recurrence_expand (&rule, G_MININT64, day_at (2036, 1, 1), engine->most, NULL);
      found = starts_to_text (starts, jakarta (), is_date);
      if (!g_str_equal (found, strchr (lines[i], ' ') + 1))
        g_string_append_printf (differences, "%s\n  and not %s\n", lines[i], found);
      cases++;
      dates += starts->len;
    }
  g_test_message ("%u rules, %u dates", cases, dates);
  g_assert_cmpstr (differences->str, ==, "");
  g_assert_cmpuint (cases, ==, engine->rules);
}

static BalaiRecurrenceVerdict
check (const char *rule_text,
       int64_t     duration)
{
  g_autoptr (GPtrArray) rules = g_ptr_array_new ();
  int64_t wall = balai_day_from_ymd (2026, 7, 20) * BALAI_DAY + 8 * BALAI_HOUR;
  BalaiRecurrence rule = { .start = { wall, balai_zone_to_instant (jakarta (), wall), jakarta (), FALSE },
                           .rrules = rules };

  g_ptr_array_add (rules, (char *) rule_text);
  return balai_recurrence_check (&rule, duration, day_at (2026, 7, 15));
}

static void
test_check (void)
{
  g_assert_cmpint (check ("FREQ=WEEKLY;COUNT=10", BALAI_HOUR), ==, BALAI_RECURRENCE_FINE);
  g_assert_cmpint (check ("FREQ=WEEKLY;UNTIL=20271231", BALAI_HOUR), ==, BALAI_RECURRENCE_FINE);
  g_assert_cmpint (check ("FREQ=WEEKLY;UNTIL=20280110", BALAI_HOUR), ==, BALAI_RECURRENCE_TOO_LATE);
  g_assert_cmpint (check ("FREQ=WEEKLY", BALAI_HOUR), ==, BALAI_RECURRENCE_ENDLESS);
  g_assert_cmpint (check ("FREQ=DAILY;COUNT=400", BALAI_HOUR), ==, BALAI_RECURRENCE_FINE);
  g_assert_cmpint (check ("FREQ=DAILY;COUNT=401", BALAI_HOUR), ==, BALAI_RECURRENCE_TOO_MANY);
  g_assert_cmpint (check ("FREQ=DAILY;COUNT=3", 24 * BALAI_HOUR), ==, BALAI_RECURRENCE_FINE);
  g_assert_cmpint (check ("FREQ=DAILY;COUNT=3", 25 * BALAI_HOUR), ==, BALAI_RECURRENCE_MEETS_ITSELF);
  g_assert_cmpint (check ("FREQ=NEVER", BALAI_HOUR), ==, BALAI_RECURRENCE_UNREADABLE);
  g_assert_cmpint (check ("", BALAI_HOUR), ==, BALAI_RECURRENCE_UNREADABLE);
}

int
main (int   argc,
      char *argv[])
{
  static const Independent ical_js = { "recurrence/ical-js.txt", 12, 400 };
  static const Independent dateutil = { "recurrence/dateutil.txt", 14, 500 };

  balai_test_init (&argc, &argv);
  g_test_add_func ("/recurrence/plain", test_plain);
  g_test_add_func ("/recurrence/what-libical-lacks", test_what_libical_lacks);
  g_test_add_func ("/recurrence/no-such-day", test_no_such_day);
  g_test_add_func ("/recurrence/until", test_until);
  g_test_add_func ("/recurrence/exceptions", test_exceptions);
  g_test_add_func ("/recurrence/wall-clock", test_wall_clock);
  g_test_add_func ("/recurrence/bounds", test_bounds);
  g_test_add_func ("/recurrence/fine", test_fine);
  g_test_add_func ("/recurrence/seek", test_seek);
  g_test_add_data_func ("/recurrence/ical-js", &ical_js, test_independent_engine);
  g_test_add_data_func ("/recurrence/dateutil", &dateutil, test_independent_engine);
  g_test_add_func ("/recurrence/check", test_check);
  return g_test_run ();
}

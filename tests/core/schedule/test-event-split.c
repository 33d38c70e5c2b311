/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-day.h"
#include "balai-event-series.h"
#include "balai-event-split.h"
#include "balai-simple-rule.h"
#include "balai-test.h"

/* 14 July 2026 is a Tuesday, the second of the month. */
static int64_t
july (int day)
{
  return balai_day_from_ymd (2026, 7, day);
}

static int64_t
at (int day,
    int hour)
{
  return july (day) * BALAI_DAY + (hour - 7) * BALAI_HOUR;
}

static const BalaiZone *
jakarta (void)
{
  return balai_zone_get (BALAI_ZONE_JAKARTA);
}

/* What a form shows of a rule, it writes again as it was. */
static void
test_rules (void)
{
  static const struct
  {
    const char *rule;
    BalaiRepeat repeat;
    const char *again; /* where it is not the same */
  } cases[] = {
    { "FREQ=DAILY;COUNT=3", BALAI_REPEAT_DAILY, NULL },
    { "FREQ=DAILY;INTERVAL=2;UNTIL=20260801T165959Z", BALAI_REPEAT_DAILY, NULL },
    { "FREQ=WEEKLY;COUNT=5", BALAI_REPEAT_WEEKLY, NULL },
    { "FREQ=WEEKLY;BYDAY=TU;COUNT=5", BALAI_REPEAT_WEEKLY, "FREQ=WEEKLY;COUNT=5" },
    { "FREQ=WEEKLY;WKST=MO;BYDAY=TU,TH;COUNT=5", BALAI_REPEAT_WEEKLY, "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=5" },
    { "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;COUNT=9", BALAI_REPEAT_WORKDAYS, NULL },
    { "FREQ=MONTHLY;COUNT=4", BALAI_REPEAT_MONTHLY, NULL },
    { "FREQ=MONTHLY;BYMONTHDAY=14;COUNT=4", BALAI_REPEAT_MONTHLY, "FREQ=MONTHLY;COUNT=4" },
    { "FREQ=MONTHLY;BYDAY=2TU;COUNT=4", BALAI_REPEAT_MONTHLY_WEEKDAY, NULL },
    { "FREQ=YEARLY", BALAI_REPEAT_YEARLY, NULL },
  };
  static const char *const others[] = {
    "FREQ=MONTHLY;BYDAY=3TU", "FREQ=MONTHLY;BYMONTHDAY=15", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-1", "FREQ=HOURLY",
    "FREQ=DAILY\nFREQ=WEEKLY", "EXRULE:FREQ=DAILY", "FREQ=YEARLY;INTERVAL=2", "FREQ=DAILY;INTERVAL=0", "FREQ",
    "FREQ=WEEKLY;BYDAY=XX", "FREQ=DAILY;UNTIL=2026",
  };
  BalaiSimpleRule rule;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;

      balai_simple_rule_parse (&rule, cases[i].rule, july (14), jakarta ());
      g_assert_cmpint (rule.repeat, ==, cases[i].repeat);
      text = balai_simple_rule_format (&rule, july (14), FALSE, jakarta ());
      g_assert_cmpstr (text, ==, cases[i].again ? cases[i].again : cases[i].rule);
    }
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      balai_simple_rule_parse (&rule, others[i], july (14), jakarta ());
      g_assert_cmpint (rule.repeat, ==, BALAI_REPEAT_OTHER);
      g_assert_null (balai_simple_rule_format (&rule, july (14), FALSE, jakarta ()));
    }
  balai_simple_rule_parse (&rule, NULL, july (14), jakarta ());
  g_assert_cmpint (rule.repeat, ==, BALAI_REPEAT_NEVER);

  /* The last day is the last by the clock of the place, and of whole days a date. */
  balai_simple_rule_parse (&rule, "FREQ=DAILY;UNTIL=20260801T170000Z", july (14), jakarta ());
  g_assert_cmpint (rule.until_day, ==, balai_day_from_ymd (2026, 8, 2));
  {
    g_autofree char *text = balai_simple_rule_format (&rule, july (14), TRUE, jakarta ());

    g_assert_cmpstr (text, ==, "FREQ=DAILY;UNTIL=20260802");
  }
  /* Not every month has a fifth Wednesday. */
  rule = (BalaiSimpleRule) { .repeat = BALAI_REPEAT_MONTHLY_WEEKDAY, .interval = 1, .count = 3 };
  {
    g_autofree char *text = balai_simple_rule_format (&rule, july (29), FALSE, jakarta ());

    g_assert_cmpstr (text, ==, "FREQ=MONTHLY;BYDAY=-1WE;COUNT=3");
  }
}

static BalaiRecord *
new_series (const char *rule)
{
  BalaiRecord *series = balai_record_new (&balai_event_kind);

  balai_record_set_text (series, BALAI_EVENT_TITLE, "Rapat");
  balai_record_set_text (series, BALAI_EVENT_UID, "rapat@kediri");
  balai_record_set_int (series, BALAI_EVENT_START, at (14, 9));
  balai_record_set_int (series, BALAI_EVENT_END, at (14, 11));
  balai_record_set_text (series, BALAI_EVENT_RRULE, rule);
  return series;
}

static GArray *
dates_of (BalaiRecord *event)
{
  g_auto (BalaiEventSeries) series = { 0 };

  g_assert_true (balai_event_series_init (&series, event, BALAI_ZONE_JAKARTA));
  return balai_recurrence_expand (&series.recurrence, G_MININT64 / 4, G_MAXINT64 / 4, 1000, NULL);
}

/* Wherever a series is cut, both parts together have the dates of the whole. */
static void
test_cut (void)
{
  static const char *const rules[] = {
    "FREQ=WEEKLY;COUNT=6", "FREQ=DAILY;UNTIL=20260801T165959Z",
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (BalaiRecord) whole = new_series (rules[i]);
      g_autoptr (GArray) all = NULL;

      balai_record_set_text (whole, BALAI_EVENT_RDATE, "20260716T020000Z\n20260901T020000Z");
      balai_record_set_text (whole, BALAI_EVENT_EXDATE, "20260721T020000Z\n20260728T020000Z");
      all = dates_of (whole);
      for (guint k = 1; k < all->len; k++)
        {
          g_autoptr (BalaiRecord) before = balai_record_copy (whole);
          int64_t cut = g_array_index (all, BalaiOccurrenceStart, k).start;
          g_autoptr (BalaiRecord) after = NULL;
          g_autoptr (GArray) first = NULL, second = NULL;

          /* Only a date that the rules give begins a series. */
          if (cut == at (16, 9) || cut == balai_day_from_ymd (2026, 9, 1) * BALAI_DAY + 2 * BALAI_HOUR)
            continue;
          after = balai_event_cut_series (before, cut, BALAI_ZONE_JAKARTA);
          first = dates_of (before);
          second = dates_of (after);
          g_assert_cmpuint (first->len, ==, k);
          g_assert_cmpuint (first->len + second->len, ==, all->len);
          for (guint n = 0; n < all->len; n++)
            g_assert_cmpint (g_array_index (all, BalaiOccurrenceStart, n).start, ==,
                             n < k ? g_array_index (first, BalaiOccurrenceStart, n).start
                                   : g_array_index (second, BalaiOccurrenceStart, n - k).start);
          g_assert_null (balai_record_get_text (after, BALAI_EVENT_UID));
          g_assert_cmpstr (balai_record_get_id (after), !=, balai_record_get_id (whole));
        }
    }
}

static void
test_override (void)
{
  g_autoptr (BalaiRecord) series = new_series ("FREQ=WEEKLY;COUNT=6");
  g_autoptr (BalaiRecord) override = balai_event_new_override (series, at (21, 9), BALAI_ZONE_JAKARTA);
  g_autoptr (BalaiRecord) days = balai_record_new (&balai_event_kind);
  g_autoptr (BalaiRecord) day = NULL;

  g_assert_true (balai_record_is_new (override));
  g_assert_cmpint (balai_record_get_int (override, BALAI_EVENT_START), ==, at (21, 9));
  g_assert_cmpint (balai_record_get_int (override, BALAI_EVENT_END), ==, at (21, 11));
  g_assert_cmpint (balai_record_get_int (override, BALAI_EVENT_RECURRENCE_ID), ==, at (21, 9));
  g_assert_cmpstr (balai_record_get_text (override, BALAI_EVENT_SERIES), ==, balai_record_get_id (series));
  g_assert_cmpstr (balai_record_get_text (override, BALAI_EVENT_UID), ==, "rapat@kediri");
  g_assert_false (balai_event_is_series (override));

  balai_record_set_int (days, BALAI_EVENT_ALL_DAY, TRUE);
  balai_record_set_int (days, BALAI_EVENT_START_DATE, july (14));
  balai_record_set_int (days, BALAI_EVENT_END_DATE, july (16));
  balai_record_set_text (days, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=3");
  day = balai_event_new_override (days, balai_zone_day_start (jakarta (), july (21)), BALAI_ZONE_JAKARTA);
  g_assert_cmpint (balai_record_get_int (day, BALAI_EVENT_START_DATE), ==, july (21));
  g_assert_cmpint (balai_record_get_int (day, BALAI_EVENT_END_DATE), ==, july (23));
  g_assert_cmpint (balai_record_get_int (day, BALAI_EVENT_RECURRENCE_DATE), ==, july (21));
}

static void
test_exceptions (void)
{
  g_autoptr (BalaiRecord) series = new_series ("FREQ=WEEKLY;COUNT=6");
  g_autoptr (GArray) left = NULL, moved = NULL;

  balai_event_leave_out (series, at (21, 9), BALAI_ZONE_JAKARTA);
  g_assert_cmpstr (balai_record_get_text (series, BALAI_EVENT_EXDATE), ==, "20260721T020000Z");
  left = dates_of (series);
  g_assert_cmpuint (left->len, ==, 5);

  balai_record_set_int (series, BALAI_EVENT_START, at (14, 10));
  balai_record_set_int (series, BALAI_EVENT_END, at (14, 12));
  balai_event_shift_exceptions (series, BALAI_HOUR, BALAI_ZONE_JAKARTA);
  moved = dates_of (series);
  g_assert_cmpuint (moved->len, ==, 5);
  g_assert_cmpint (g_array_index (moved, BalaiOccurrenceStart, 1).start, ==, at (28, 10));
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/schedule/event-split/rules", test_rules);
  g_test_add_func ("/schedule/event-split/cut", test_cut);
  g_test_add_func ("/schedule/event-split/override", test_override);
  g_test_add_func ("/schedule/event-split/exceptions", test_exceptions);
  return g_test_run ();
}

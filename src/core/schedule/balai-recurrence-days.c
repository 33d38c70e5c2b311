/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-recurrence-private.h"

#include "balai-day.h"
#include "balai-recurrence.h"

/* Rules of days, weeks and years of which libical 3.0 finds other dates than RFC 5545 (3.3.10) says: positions within a
 * week or a day, which it passes over; weeks of the year that reach into another year; weeks apart that do not begin on
 * Monday; days of the month among days that are apart. Here a period of the rule is a range of days, each of which
 * meets all conditions or does not. */

#define MAX_DAYS 366

/* libical counts from Sunday = 1. */
static int
weekday_of (int64_t day)
{
  return balai_day_weekday (day) % 7 + 1;
}

static int64_t
week_start (const struct icalrecurrencetype *rule,
            int64_t                          day)
{
  int first = rule->week_start == ICAL_NO_WEEKDAY ? ICAL_MONDAY_WEEKDAY : (int) rule->week_start;

  return day - (weekday_of (day) - first + 7) % 7;
}

/* The first week of a year is the one that has four of its days. */
static int64_t
first_week (const struct icalrecurrencetype *rule,
            int                              year)
{
  return week_start (rule, balai_day_from_ymd (year, 1, 4));
}

static gboolean
week_matches (const struct icalrecurrencetype *rule,
              int                              year,
              int64_t                          day)
{
  int64_t begin = first_week (rule, year);
  int64_t end = first_week (rule, year + 1);

  if (day < begin)
    {
      end = begin;
      begin = first_week (rule, year - 1);
    }
  else if (day >= end)
    {
      begin = end;
      end = first_week (rule, year + 2);
    }
  return BALAI_RULE_HAS (rule, by_week_no, (int) ((day - begin) / 7) + 1)
         || BALAI_RULE_HAS (rule, by_week_no, (int) ((week_start (rule, day) - end) / 7));
}

/* A list of days counted from the beginning and, below 0, from the end. */
#define HAS_OF(rule, list, value, last) \
  (!BALAI_RULE_GIVES (rule, list) || BALAI_RULE_HAS (rule, list, value) \
   || BALAI_RULE_HAS (rule, list, (value) - (last) - 1))

/* What BYHOUR, BYMINUTE and BYSECOND make of one day, in order. */
static GArray *
times_of_day (const struct icalrecurrencetype *rule,
              int                              own,
              gboolean                         is_date)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (int));

  for (int second = 0; second < BALAI_DAY; second++)
    {
      int hour = second / 3600, minute = second / 60 % 60;

      if (is_date || !BALAI_RULE_GIVES (rule, by_hour) ? hour != own / 3600
                                                             : !BALAI_RULE_HAS (rule, by_hour, hour))
        {
          second = (hour + 1) * 3600 - 1;
          continue;
        }
      if (is_date || !BALAI_RULE_GIVES (rule, by_minute) ? minute != own / 60 % 60
                                                               : !BALAI_RULE_HAS (rule, by_minute, minute))
        {
          second = (second / 60 + 1) * 60 - 1;
          continue;
        }
      if (is_date || !BALAI_RULE_GIVES (rule, by_second)
              ? second % 60 == own % 60
              : BALAI_RULE_HAS (rule, by_second, second % 60))
        g_array_append_val (times, second);
    }
  return times;
}

/* Whether BYSETPOS wants the one at @index of @total. */
static gboolean
at_position (const struct icalrecurrencetype *rule,
             guint                            index,
             guint                            total)
{
  return !BALAI_RULE_GIVES (rule, by_set_pos)
         || BALAI_RULE_HAS (rule, by_set_pos, (int) index + 1)
         || BALAI_RULE_HAS (rule, by_set_pos, (int) index - (int) total);
}

gboolean
balai_recurrence_list_has (const short *list,
                           gsize        length,
                           int          value)
{
  for (gsize i = 0; i < length && list[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      if (list[i] == value)
        return TRUE;
    }
  return FALSE;
}

/**
 * balai_recurrence_day_matches:
 * @rule: a rule
 * @day: a civil date
 *
 * Returns: whether the day is one of the months, weeks, days and weekdays that the rule names; of a numbered weekday
 *   the weekday counts
 */
gboolean
balai_recurrence_day_matches (const struct icalrecurrencetype *rule,
                              int64_t                          day)
{
  int year, month, month_day;

  balai_day_to_ymd (day, &year, &month, &month_day);
  if (!BALAI_RULE_ALLOWS (rule, by_month, month)
      || !HAS_OF (rule, by_month_day, month_day, balai_day_in_month (year, month))
      || !HAS_OF (rule, by_year_day, (int) (day - balai_day_from_ymd (year, 1, 1)) + 1,
                  337 + balai_day_in_month (year, 2))
      || (BALAI_RULE_GIVES (rule, by_week_no) && !week_matches (rule, year, day)))
    return FALSE;
  if (!BALAI_RULE_GIVES (rule, by_day))
    return TRUE;
  for (int i = 0; i < ICAL_BY_DAY_SIZE && rule->by_day[i] != ICAL_RECURRENCE_ARRAY_MAX; i++)
    {
      if ((int) icalrecurrencetype_day_day_of_week (rule->by_day[i]) == weekday_of (day))
        return TRUE;
    }
  return FALSE;
}

/**
 * balai_recurrence_days_wanted:
 * @rule: a rule
 *
 * Returns: whether balai_recurrence_walk_days() is to find its dates, and not libical
 */
gboolean
balai_recurrence_days_wanted (const struct icalrecurrencetype *rule)
{
  if (rule->rscale != NULL)
    return FALSE;
  if (rule->freq == ICAL_DAILY_RECURRENCE)
    return BALAI_RULE_GIVES (rule, by_set_pos) || BALAI_RULE_GIVES (rule, by_month_day);
  if (rule->freq == ICAL_WEEKLY_RECURRENCE)
    return BALAI_RULE_GIVES (rule, by_set_pos) || (rule->interval > 1 && BALAI_RULE_GIVES (rule, by_day));
  return rule->freq == ICAL_YEARLY_RECURRENCE && BALAI_RULE_GIVES (rule, by_week_no);
}

/**
 * balai_recurrence_walk_days:
 * @rule: a rule of every so many days or weeks, or of weeks of the year
 * @start: wall time of its first date
 * @is_date: whether that has no time
 * @from: wall time before which nothing is wanted
 * @to: wall time from which on nothing is wanted
 * @func: called for each date in order
 * @user_data: for @func
 *
 * Walks over the dates of a rule. Every so many years are years of the calendar, also for a week that begins in the
 * year before. The number of steps is bounded. What COUNT says is left to @func.
 */
void
balai_recurrence_walk_days (const struct icalrecurrencetype *rule,
                            int64_t                          start,
                            gboolean                         is_date,
                            int64_t                          from,
                            int64_t                          to,
                            BalaiWallFunc                    func,
                            gpointer                         user_data)
{
  g_autoptr (GArray) times = times_of_day (rule, balai_wall_second (start), is_date);
  int64_t start_day = balai_wall_day (start);
  int64_t interval = MAX (rule->interval, 1);
  int64_t base = rule->freq == ICAL_WEEKLY_RECURRENCE ? week_start (rule, start_day) : start_day;
  int64_t period = 0;
  int year, ignored;

  balai_day_to_ymd (start_day, &year, &ignored, &ignored);
  if (rule->count <= 0 && from > start)
    {
      int64_t longest = rule->freq == ICAL_YEARLY_RECURRENCE ? 366 : rule->freq == ICAL_WEEKLY_RECURRENCE ? 7 : 1;

      period = MAX (0, (balai_wall_day (from) - base) / (longest * interval) - 1);
    }

  for (;; period++)
    {
      int64_t first, length;
      int64_t days[MAX_DAYS];
      guint n = 0;

      if (rule->freq == ICAL_YEARLY_RECURRENCE)
        {
          if (year + period * interval > 9999)
            return;
          first = balai_day_from_ymd ((int) (year + period * interval), 1, 1);
          length = balai_day_from_ymd ((int) (year + period * interval) + 1, 1, 1) - first;
        }
      else
        {
          length = rule->freq == ICAL_WEEKLY_RECURRENCE ? 7 : 1;
          first = base + period * length * interval;
        }
      if (first * BALAI_DAY >= to)
        return;

      for (int64_t day = first; day < first + length; day++)
        {
          if (balai_recurrence_day_matches (rule, day))
            days[n++] = day;
        }
      for (guint i = 0; i < n * times->len; i++)
        {
          int64_t wall = days[i / times->len] * BALAI_DAY + g_array_index (times, int, i % times->len);

          if (wall < start || !at_position (rule, i, n * times->len))
            continue;
          if (wall >= to || !func (wall, user_data))
            return;
        }
    }
}

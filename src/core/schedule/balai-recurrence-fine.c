/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-recurrence-private.h"

#include "balai-day.h"
#include "balai-zone.h"

/* Rules that repeat within a day. libical steps through them one by one inside a single call, so that "every second of
 * 30 February" never comes back; here whole days, hours and minutes that cannot match are leapt over. */

#define MAX_STEPS 1000000

static int64_t
floor_div (int64_t a,
           int64_t b)
{
  return a / b - (a % b < 0 ? 1 : 0);
}

/* Calls for the seconds and minutes that one step of the rule spreads to. */
static gboolean
spread (const struct icalrecurrencetype *rule,
        int64_t                          unit_start,
        int64_t                          start,
        int64_t                          to,
        BalaiWallFunc                    func,
        gpointer                         user_data,
        int                             *left)
{
  int own_minute = balai_wall_second (start) / 60 % 60;
  int own_second = balai_wall_second (start) % 60;
  gboolean hourly = rule->freq == ICAL_HOURLY_RECURRENCE;

  for (int minute = 0; minute < (hourly ? 60 : 1); minute++)
    {
      if (hourly && (!BALAI_RULE_GIVES (rule, by_minute) ? minute != own_minute
                                                         : !BALAI_RULE_HAS (rule, by_minute, minute)))
        continue;
      for (int second = 0; second < 60; second++)
        {
          int64_t wall = unit_start + minute * BALAI_MINUTE + second;

          if (!BALAI_RULE_GIVES (rule, by_second) ? second != own_second : !BALAI_RULE_HAS (rule, by_second, second))
            continue;
          if (wall < start)
            continue;
          if (wall >= to || (*left)-- == 0 || !func (wall, user_data))
            return FALSE;
        }
    }
  return TRUE;
}

/**
 * balai_recurrence_walk_fine:
 * @rule: a rule of every so many hours, minutes or seconds
 * @start: wall time of its first date
 * @from: wall time before which nothing is wanted
 * @to: wall time from which on nothing is wanted
 * @func: called for each date in order
 * @user_data: for @func
 *
 * Walks over the dates of a rule. BYSETPOS and numbered weekdays say nothing here (RFC 5545 has no use for them below
 * the month) and are passed over. The number of steps is bounded.
 */
void
balai_recurrence_walk_fine (const struct icalrecurrencetype *rule,
                            int64_t                          start,
                            int64_t                          from,
                            int64_t                          to,
                            BalaiWallFunc                    func,
                            gpointer                         user_data)
{
  int64_t unit = rule->freq == ICAL_HOURLY_RECURRENCE     ? BALAI_HOUR
                 : rule->freq == ICAL_MINUTELY_RECURRENCE ? BALAI_MINUTE
                                                          : 1;
  int64_t step = unit * MAX (rule->interval, 1);
  int64_t base = floor_div (start, unit) * unit;
  int64_t at = base;
  /* The first date counts also where the rule does not find it. */
  gboolean finds_start = balai_recurrence_day_matches (rule, balai_wall_day (start))
                         && BALAI_RULE_ALLOWS (rule, by_hour, balai_wall_second (start) / 3600)
                         && BALAI_RULE_ALLOWS (rule, by_minute, balai_wall_second (start) / 60 % 60)
                         && BALAI_RULE_ALLOWS (rule, by_second, balai_wall_second (start) % 60);
  int left = rule->count > 0 ? rule->count - !finds_start : G_MAXINT;

  if (rule->count <= 0 && from > base)
    at = base + floor_div (from - base, step) * step;

  for (int steps = 0; steps < MAX_STEPS && at < to; steps++)
    {
      int64_t day = balai_wall_day (at);
      int second = balai_wall_second (at);
      int64_t next = at + step;

      if (!balai_recurrence_day_matches (rule, day))
        next = (day + 1) * BALAI_DAY;
      else if (!BALAI_RULE_ALLOWS (rule, by_hour, second / 3600))
        next = floor_div (at, BALAI_HOUR) * BALAI_HOUR + BALAI_HOUR;
      else if (unit < BALAI_HOUR && !BALAI_RULE_ALLOWS (rule, by_minute, second / 60 % 60))
        next = floor_div (at, BALAI_MINUTE) * BALAI_MINUTE + BALAI_MINUTE;
      else if (unit > 1)
        {
          if (!spread (rule, at, start, to, func, user_data, &left))
            return;
        }
      else if (BALAI_RULE_ALLOWS (rule, by_second, second % 60))
        {
          if (left-- == 0 || !func (at, user_data))
            return;
        }
      /* On to the first step of the rule that is not before it. */
      at += MAX (1, floor_div (next - at + step - 1, step)) * step;
    }
}

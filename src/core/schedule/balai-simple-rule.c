/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-simple-rule.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "balai-day.h"

static const char *const day_codes[] = { "", "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

#define WORKDAYS (1u << 1 | 1u << 2 | 1u << 3 | 1u << 4 | 1u << 5)

/* Which weekday of its month a day is: 2 for the second Tuesday, -1 for a fifth one, which not every month has. */
static int
week_of_month (int64_t day)
{
  int y, m, d;

  balai_day_to_ymd (day, &y, &m, &d);
  return d > 28 ? -1 : (d - 1) / 7 + 1;
}

static gboolean
parse_until (BalaiSimpleRule *self,
             const char      *text,
             const BalaiZone *zone)
{
  int y, m, d, hh, mm, ss;
  char after = '\0';

  if (sscanf (text, "%4d%2d%2d%c", &y, &m, &d, &after) < 3 || !balai_day_valid (y, m, d))
    return FALSE;
  self->has_until = TRUE;
  self->until_day = balai_day_from_ymd (y, m, d);
  if (after == 'T' && g_str_has_suffix (text, "Z") && sscanf (text + 9, "%2d%2d%2d", &hh, &mm, &ss) == 3)
    self->until_day = balai_zone_day (zone, self->until_day * BALAI_DAY + hh * 3600 + mm * 60 + ss);
  return TRUE;
}

static gboolean
parse_days (const char *text,
            guint      *plain,
            int        *week,
            guint      *numbered)
{
  g_auto (GStrv) days = g_strsplit (text, ",", -1);

  for (int i = 0; days[i] != NULL; i++)
    {
      char *end;
      long number = strtol (days[i], &end, 10);
      int weekday = 0;

      for (int k = 1; k <= 7; k++)
        if (g_str_equal (end, day_codes[k]))
          weekday = k;
      if (weekday == 0)
        return FALSE;
      if (number == 0)
        *plain |= 1u << weekday;
      else
        {
          *numbered |= 1u << weekday;
          *week = (int) number;
        }
    }
  return TRUE;
}

/* The parts of one rule; FALSE where a form has no place for one of them. */
static gboolean
parse_parts (BalaiSimpleRule *self,
             const char      *rule,
             int64_t          start_day,
             const BalaiZone *zone)
{
  g_auto (GStrv) parts = g_strsplit (rule, ";", -1);
  const char *freq = "";
  guint plain = 0, numbered = 0;
  int week = 0, month_day = 0, month = 0, y, m, d;

  balai_day_to_ymd (start_day, &y, &m, &d);
  for (int i = 0; parts[i] != NULL; i++)
    {
      char *value = strchr (parts[i], '=');

      if (value == NULL)
        return FALSE;
      *value++ = '\0';
      if (g_str_equal (parts[i], "FREQ"))
        freq = value;
      else if (g_str_equal (parts[i], "INTERVAL"))
        self->interval = atoi (value);
      else if (g_str_equal (parts[i], "COUNT"))
        self->count = atoi (value);
      else if (g_str_equal (parts[i], "BYMONTHDAY"))
        month_day = atoi (value);
      else if (g_str_equal (parts[i], "BYMONTH"))
        month = atoi (value);
      else if (g_str_equal (parts[i], "UNTIL") ? !parse_until (self, value, zone)
               : g_str_equal (parts[i], "BYDAY") ? !parse_days (value, &plain, &week, &numbered)
               : !g_str_equal (parts[i], "WKST"))
        return FALSE;
    }
  if (self->interval < 1 || (month_day != 0 && month_day != d) || (month != 0 && month != m))
    return FALSE;
  if (g_str_equal (freq, "DAILY") && (plain | numbered) == 0)
    self->repeat = BALAI_REPEAT_DAILY;
  else if (g_str_equal (freq, "WEEKLY") && numbered == 0)
    {
      self->weekdays = plain ? plain : 1u << balai_day_weekday (start_day);
      self->repeat = plain == WORKDAYS && self->interval == 1 ? BALAI_REPEAT_WORKDAYS : BALAI_REPEAT_WEEKLY;
    }
  else if (g_str_equal (freq, "MONTHLY") && (plain | numbered) == 0)
    self->repeat = BALAI_REPEAT_MONTHLY;
  else if (g_str_equal (freq, "MONTHLY") && plain == 0 && numbered == 1u << balai_day_weekday (start_day)
           && week == week_of_month (start_day))
    self->repeat = BALAI_REPEAT_MONTHLY_WEEKDAY;
  else if (g_str_equal (freq, "YEARLY") && (plain | numbered) == 0 && self->interval == 1)
    self->repeat = BALAI_REPEAT_YEARLY;
  else
    return FALSE;
  return TRUE;
}

/**
 * balai_simple_rule_parse:
 * @self: what to fill
 * @rules: (nullable): what the field "rrule" of an event holds
 * @start_day: first day of the event
 * @zone: zone of the event
 *
 * Reads what a form can show; anything else becomes %BALAI_REPEAT_OTHER.
 */
void
balai_simple_rule_parse (BalaiSimpleRule *self,
                         const char      *rules,
                         int64_t          start_day,
                         const BalaiZone *zone)
{
  *self = (BalaiSimpleRule) { .repeat = BALAI_REPEAT_NEVER, .interval = 1 };
  if (rules == NULL || *rules == '\0')
    return;
  if (strchr (rules, '\n') != NULL || !parse_parts (self, rules, start_day, zone))
    self->repeat = BALAI_REPEAT_OTHER;
}

static void
append_days (GString *text,
             guint    weekdays)
{
  const char *separator = ";BYDAY=";

  for (int weekday = 1; weekday <= 7; weekday++)
    if (weekdays & (1u << weekday))
      {
        g_string_append_printf (text, "%s%s", separator, day_codes[weekday]);
        separator = ",";
      }
}

static void
append_end (GString               *text,
            const BalaiSimpleRule *self,
            gboolean               all_day,
            const BalaiZone       *zone)
{
  int y, m, d, second;
  int64_t last;

  if (self->count > 0)
    {
      g_string_append_printf (text, ";COUNT=%d", self->count);
      return;
    }
  if (!self->has_until)
    return;
  /* The whole of the last day, whatever the hour. */
  last = all_day ? self->until_day * BALAI_DAY : balai_zone_day_start (zone, self->until_day + 1) - 1;
  balai_day_to_ymd (balai_wall_day (last), &y, &m, &d);
  second = balai_wall_second (last);
  if (all_day)
    g_string_append_printf (text, ";UNTIL=%04d%02d%02d", y, m, d);
  else
    g_string_append_printf (text, ";UNTIL=%04d%02d%02dT%02d%02d%02dZ", y, m, d, second / 3600, second / 60 % 60,
                            second % 60);
}

/**
 * balai_simple_rule_format:
 * @self: a repetition that is not %BALAI_REPEAT_OTHER
 * @start_day: first day of the event
 * @all_day: whether the event is a matter of whole days
 * @zone: zone of the event
 *
 * Returns: (transfer full) (nullable): what the field "rrule" of an event is to hold; %NULL for once
 */
char *
balai_simple_rule_format (const BalaiSimpleRule *self,
                          int64_t                start_day,
                          gboolean               all_day,
                          const BalaiZone       *zone)
{
  static const char *const freqs[] = {
    [BALAI_REPEAT_DAILY] = "DAILY", [BALAI_REPEAT_WORKDAYS] = "WEEKLY", [BALAI_REPEAT_WEEKLY] = "WEEKLY",
    [BALAI_REPEAT_MONTHLY] = "MONTHLY", [BALAI_REPEAT_MONTHLY_WEEKDAY] = "MONTHLY", [BALAI_REPEAT_YEARLY] = "YEARLY",
  };
  GString *text;

  if (self->repeat == BALAI_REPEAT_NEVER || self->repeat == BALAI_REPEAT_OTHER)
    return NULL;
  text = g_string_new ("FREQ=");
  g_string_append (text, freqs[self->repeat]);
  if (self->interval > 1 && self->repeat != BALAI_REPEAT_WORKDAYS && self->repeat != BALAI_REPEAT_YEARLY)
    g_string_append_printf (text, ";INTERVAL=%d", self->interval);
  if (self->repeat == BALAI_REPEAT_WORKDAYS)
    append_days (text, WORKDAYS);
  else if (self->repeat == BALAI_REPEAT_WEEKLY && self->weekdays != 0
           && self->weekdays != 1u << balai_day_weekday (start_day))
    append_days (text, self->weekdays);
  else if (self->repeat == BALAI_REPEAT_MONTHLY_WEEKDAY)
    g_string_append_printf (text, ";BYDAY=%d%s", week_of_month (start_day), day_codes[balai_day_weekday (start_day)]);
  append_end (text, self, all_day, zone);
  return g_string_free (text, FALSE);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-repeat-text.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-format.h"

/* "Monday, Wednesday and Friday" */
static char *
list_weekdays (guint weekdays)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const char *last = NULL;

  for (int weekday = 1; weekday <= 7; weekday++)
    {
      if ((weekdays & (1u << weekday)) == 0)
        continue;
      if (last != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", last);
      last = balai_format_weekday (weekday);
    }
  if (text->len == 0)
    return g_strdup (last != NULL ? last : "");
  /* Translators: weekdays: "Monday, Wednesday", "Friday" */
  return g_strdup_printf (C_("weekdays", "%1$s and %2$s"), text->str, last);
}

static char *
say_weeks (const BalaiSimpleRule *self)
{
  g_autofree char *days = list_weekdays (self->weekdays);

  if (self->interval == 1)
    /* Translators: weekdays */
    return g_strdup_printf (_("Every %s"), days);
  /* Translators: number of weeks, and weekdays */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Every %1$d week on %2$s", "Every %1$d weeks on %2$s",
                                       (gulong) self->interval),
                          self->interval, days);
}

static char *
say_weekday_of_month (const BalaiSimpleRule *self,
                      int64_t                start_day)
{
  static const char *const weeks[] = { NC_("week of a month", "first"), NC_("week of a month", "second"),
                                       NC_("week of a month", "third"), NC_("week of a month", "fourth"),
                                       NC_("week of a month", "last") };
  const char *name = balai_format_weekday (balai_day_weekday (start_day));
  const char *week;
  int y, m, d;

  balai_day_to_ymd (start_day, &y, &m, &d);
  week = g_dpgettext2 (GETTEXT_PACKAGE, "week of a month", weeks[(d - 1) / 7]);
  if (self->interval == 1)
    /* Translators: "second", and a weekday */
    return g_strdup_printf (_("Every month on the %1$s %2$s"), week, name);
  /* Translators: number of months, "second", and a weekday */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Every %1$d month on the %2$s %3$s",
                                       "Every %1$d months on the %2$s %3$s", (gulong) self->interval),
                          self->interval, week, name);
}

static char *
say_repeat (const BalaiSimpleRule *self,
            int64_t                start_day)
{
  int y, m, d;

  balai_day_to_ymd (start_day, &y, &m, &d);
  switch (self->repeat)
    {
    case BALAI_REPEAT_DAILY:
      if (self->interval == 1)
        return g_strdup (_("Every day"));
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Every %d day", "Every %d days", (gulong) self->interval),
                              self->interval);
    case BALAI_REPEAT_WORKDAYS:
      return g_strdup (_("Every working day"));
    case BALAI_REPEAT_WEEKLY:
      return say_weeks (self);
    case BALAI_REPEAT_MONTHLY:
      if (self->interval == 1)
        return g_strdup_printf (_("Every month on day %d"), d);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Every %1$d month on day %2$d",
                                           "Every %1$d months on day %2$d", (gulong) self->interval),
                              self->interval, d);
    case BALAI_REPEAT_MONTHLY_WEEKDAY:
      return say_weekday_of_month (self, start_day);
    case BALAI_REPEAT_YEARLY:
      /* Translators: day of the month and month */
      return g_strdup_printf (_("Every year on %1$d %2$s"), d, balai_format_month (m));
    case BALAI_REPEAT_OTHER:
      return g_strdup (_("As the calendar file says"));
    case BALAI_REPEAT_NEVER:
    default:
      return NULL;
    }
}

/**
 * balai_simple_rule_describe:
 * @self: a repetition
 * @start_day: first day of the event
 *
 * Returns: (transfer full) (nullable): how it repeats, in words: "Setiap Senin sampai 30 Juni 2026"; %NULL for once
 */
char *
balai_simple_rule_describe (const BalaiSimpleRule *self,
                            int64_t                start_day)
{
  g_autofree char *words = say_repeat (self, start_day);
  int y, m, d;

  if (words == NULL || self->repeat == BALAI_REPEAT_OTHER)
    return g_steal_pointer (&words);
  if (self->count > 0)
    /* Translators: how an event repeats ("Every day"), and how often it takes place in all */
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s, %2$d time", "%1$s, %2$d times", (gulong) self->count),
                            words, self->count);
  if (!self->has_until)
    /* Translators: how an event repeats ("Every day") */
    return g_strdup_printf (_("%s, without end"), words);
  balai_day_to_ymd (self->until_day, &y, &m, &d);
  /* Translators: how an event repeats ("Every day"), and the last day: day of the month, month, year */
  return g_strdup_printf (_("%1$s until %2$d %3$s %4$d"), words, d, balai_format_month (m), y);
}

/* One on a line. */
static guint
count_dates (const char *dates)
{
  guint n = dates != NULL && *dates != '\0' ? 1 : 0;

  for (const char *p = dates; p != NULL && *p != '\0'; p++)
    n += *p == '\n';
  return n;
}

/**
 * balai_repeat_describe:
 * @rules: (nullable): what the field "rrule" of an event holds
 * @further: (nullable): what its field "rdate" holds
 * @start_day: its first day
 * @zone: its zone
 *
 * Returns: (transfer full) (nullable): how it repeats, in words; %NULL for what happens once
 */
char *
balai_repeat_describe (const char      *rules,
                       const char      *further,
                       int64_t          start_day,
                       const BalaiZone *zone)
{
  guint n = count_dates (further);
  g_autofree char *words = NULL;
  BalaiSimpleRule rule;

  balai_simple_rule_parse (&rule, rules, start_day, zone);
  words = balai_simple_rule_describe (&rule, start_day);
  if (n == 0)
    return g_steal_pointer (&words);
  if (words == NULL)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "On %u further date", "On %u further dates", n), n);
  /* Translators: how an event repeats ("Every day"), and on how many dates beside */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%1$s, and on %2$u further date",
                                       "%1$s, and on %2$u further dates", n),
                          words, n);
}

/**
 * balai_event_describe_repeat:
 * @event: an event
 * @city_zone: (nullable): zone in which whole days are counted
 *
 * Returns: (transfer full) (nullable): how it repeats, in words; %NULL for what happens once
 */
char *
balai_event_describe_repeat (BalaiRecord *event,
                             const char  *city_zone)
{
  const char *name = balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY)
                       ? city_zone : balai_record_get_text (event, BALAI_EVENT_ZONE);
  const BalaiZone *zone = name != NULL ? balai_zone_get (name) : NULL;
  BalaiSpan span;

  if (!balai_event_is_series (event) || !balai_event_get_span (event, city_zone, &span))
    return NULL;
  if (zone == NULL)
    zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  return balai_repeat_describe (balai_record_get_text (event, BALAI_EVENT_RRULE),
                                balai_record_get_text (event, BALAI_EVENT_RDATE), balai_zone_day (zone, span.start),
                                zone);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-simple-rule.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-format.h"

static char *
say_weekly (const BalaiSimpleRule *self)
{
  g_autoptr (GString) days = g_string_new (NULL);

  for (int weekday = 1; weekday <= 7; weekday++)
    if (self->weekdays & 1u << weekday)
      g_string_append_printf (days, "%s%s", days->len > 0 ? ", " : "", balai_format_weekday (weekday));
  if (self->interval == 1)
    /* Translators: weekdays: "every Monday, Thursday" */
    return g_strdup_printf (_("every %s"), days->str);
  /* Translators: how many weeks, weekdays */
  return g_strdup_printf (ngettext ("every %1$d week on %2$s", "every %1$d weeks on %2$s", (gulong) self->interval),
                          self->interval, days->str);
}

static char *
say_monthly_weekday (const BalaiSimpleRule *self,
                     int64_t                start_day)
{
  static const char *const weeks[] = { NC_("week of a month", "first"), NC_("week of a month", "second"),
                                       NC_("week of a month", "third"), NC_("week of a month", "fourth") };
  const char *name = balai_format_weekday (balai_day_weekday (start_day));
  int y, m, d;

  balai_day_to_ymd (start_day, &y, &m, &d);
  if (d > 28)
    /* Translators: a weekday */
    return g_strdup_printf (_("every month on the last %s"), name);
  /* Translators: "second", a weekday */
  return g_strdup_printf (_("every month on the %1$s %2$s"),
                          g_dpgettext2 (GETTEXT_PACKAGE, "week of a month", weeks[(d - 1) / 7]), name);
}

static char *
say_repeat (const BalaiSimpleRule *self,
            int64_t                start_day)
{
  gulong n = (gulong) self->interval;
  int y, m, d;

  balai_day_to_ymd (start_day, &y, &m, &d);
  switch (self->repeat)
    {
    case BALAI_REPEAT_DAILY:
      return n == 1 ? g_strdup (_("every day"))
                    : g_strdup_printf (ngettext ("every %d day", "every %d days", n), self->interval);
    case BALAI_REPEAT_WORKDAYS:
      return g_strdup (_("every working day"));
    case BALAI_REPEAT_WEEKLY:
      return say_weekly (self);
    case BALAI_REPEAT_MONTHLY:
      if (n == 1)
        return g_strdup_printf (_("every month on day %d"), d);
      return g_strdup_printf (ngettext ("every %1$d month on day %2$d", "every %1$d months on day %2$d", n),
                              self->interval, d);
    case BALAI_REPEAT_MONTHLY_WEEKDAY:
      if (n == 1)
        return say_monthly_weekday (self, start_day);
      break;
    case BALAI_REPEAT_YEARLY:
      return g_strdup (_("every year"));
    case BALAI_REPEAT_NEVER:
      return NULL;
    case BALAI_REPEAT_OTHER:
    default:
      break;
    }
  return g_strdup (_("repeats as the calendar file says"));
}

/**
 * balai_simple_rule_to_text:
 * @self: a repetition
 * @start_day: its first day, in days since 1970-01-01
 *
 * Returns: (transfer full) (nullable): it in words, "every Monday, until Wed, 30 Dec 2026"; %NULL where it does not
 *   repeat
 */
char *
balai_simple_rule_to_text (const BalaiSimpleRule *self,
                           int64_t                start_day)
{
  g_autofree char *words = NULL;
  g_autofree char *date = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  words = say_repeat (self, start_day);
  if (words == NULL || self->repeat == BALAI_REPEAT_OTHER || (!self->has_until && self->count == 0))
    return g_steal_pointer (&words);
  if (self->count > 0)
    /* Translators: "every Monday", how many dates there are */
    return g_strdup_printf (ngettext ("%1$s, %2$d date", "%1$s, %2$d dates", (gulong) self->count), words,
                            self->count);
  date = balai_format_date (self->until_day);
  /* Translators: "every Monday", the last day */
  return g_strdup_printf (_("%1$s, until %2$s"), words, date);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-format.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balai-day.h"

static const char *const weekdays[] = {
  N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"),
};
static const char *const weekdays_short[] = {
  NC_("weekday", "Mon"), NC_("weekday", "Tue"), NC_("weekday", "Wed"), NC_("weekday", "Thu"),
  NC_("weekday", "Fri"), NC_("weekday", "Sat"), NC_("weekday", "Sun"),
};
static const char *const months[] = {
  NC_("month", "January"), NC_("month", "February"), NC_("month", "March"),     NC_("month", "April"),
  NC_("month", "May"),     NC_("month", "June"),     NC_("month", "July"),      NC_("month", "August"),
  NC_("month", "September"), NC_("month", "October"), NC_("month", "November"), NC_("month", "December"),
};
static const char *const months_short[] = {
  NC_("short month", "Jan"), NC_("short month", "Feb"), NC_("short month", "Mar"), NC_("short month", "Apr"),
  NC_("short month", "May"), NC_("short month", "Jun"), NC_("short month", "Jul"), NC_("short month", "Aug"),
  NC_("short month", "Sep"), NC_("short month", "Oct"), NC_("short month", "Nov"), NC_("short month", "Dec"),
};

/**
 * balai_format_weekday:
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: (transfer none): "Senin"
 */
const char *
balai_format_weekday (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");

  return _(weekdays[weekday - 1]);
}

/**
 * balai_format_weekday_short:
 * @weekday: 1 for Monday to 7 for Sunday
 *
 * Returns: (transfer none): "Sen"
 */
const char *
balai_format_weekday_short (int weekday)
{
  g_return_val_if_fail (weekday >= 1 && weekday <= 7, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "weekday", weekdays_short[weekday - 1]);
}

/**
 * balai_format_month:
 * @month: 1 to 12
 *
 * Returns: (transfer none): "Juli"
 */
const char *
balai_format_month (int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "month", months[month - 1]);
}

/**
 * balai_format_month_short:
 * @month: 1 to 12
 *
 * Returns: (transfer none): "Jul"
 */
const char *
balai_format_month_short (int month)
{
  g_return_val_if_fail (month >= 1 && month <= 12, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "short month", months_short[month - 1]);
}

/**
 * balai_format_date:
 * @date: days since 1970-01-01
 *
 * Returns: (transfer full): "Rab, 15 Jul 2026"
 */
char *
balai_format_date (int64_t date)
{
  int y, m, d;

  balai_day_to_ymd (date, &y, &m, &d);
  /* Translators: a short date: weekday, day of the month, month, year ("Wed, 15 Jul 2026") */
  return g_strdup_printf (C_("date", "%1$s, %2$d %3$s %4$d"), balai_format_weekday_short (balai_day_weekday (date)), d,
                          balai_format_month_short (m), y);
}

/**
 * balai_format_date_long:
 * @date: days since 1970-01-01
 *
 * Returns: (transfer full): "Rabu, 15 Juli 2026"
 */
char *
balai_format_date_long (int64_t date)
{
  int y, m, d;

  balai_day_to_ymd (date, &y, &m, &d);
  /* Translators: a long date: weekday, day of the month, month, year ("Wednesday, 15 July 2026") */
  return g_strdup_printf (C_("long date", "%1$s, %2$d %3$s %4$d"), balai_format_weekday (balai_day_weekday (date)), d,
                          balai_format_month (m), y);
}

/**
 * balai_format_month_year:
 * @date: any day of the month, in days since 1970-01-01
 *
 * Returns: (transfer full): "Juli 2026"
 */
char *
balai_format_month_year (int64_t date)
{
  int y, m;

  balai_day_to_ymd (date, &y, &m, NULL);
  /* Translators: a month and its year ("July 2026") */
  return g_strdup_printf (C_("month and year", "%1$s %2$d"), balai_format_month (m), y);
}

/**
 * balai_format_time:
 * @second_of_day: seconds since midnight
 *
 * Returns: (transfer full): "09.00"
 */
char *
balai_format_time (int second_of_day)
{
  /* Translators: hours and minutes of a time of day; Indonesian writes a dot between them */
  return g_strdup_printf (C_("time of day", "%1$02d:%2$02d"), second_of_day / 3600, second_of_day / 60 % 60);
}

/**
 * balai_format_times:
 * @span: from when to when
 * @zone: on whose clock
 *
 * Returns: (transfer full): "09.00–11.00 WIB"; where it ends on another day, "22.00–02.00 (+1) WIB"
 */
char *
balai_format_times (BalaiSpan        span,
                    const BalaiZone *zone)
{
  int64_t start = balai_zone_to_wall (zone, span.start);
  int64_t end = balai_zone_to_wall (zone, span.end);
  g_autofree char *from = balai_format_time (balai_wall_second (start));
  g_autofree char *to = balai_format_time (balai_wall_second (end));
  int64_t days = balai_wall_day (end) - balai_wall_day (start);

  if (span.end <= span.start)
    return g_strdup_printf ("%s %s", from, balai_zone_get_short_name (zone, span.start));
  if (days > 0)
    return g_strdup_printf ("%s–%s (+%d) %s", from, to, (int) days, balai_zone_get_short_name (zone, span.start));
  return g_strdup_printf ("%s–%s %s", from, to, balai_zone_get_short_name (zone, span.start));
}

/**
 * balai_format_when:
 * @span: from when to when
 * @all_day: whether it is a matter of whole days
 * @zone: on whose clock
 *
 * Returns: (transfer full): "Rab, 15 Jul 2026, 09.00–11.00 WIB" or "Rab, 15 Jul 2026 – Kam, 16 Jul 2026"
 */
char *
balai_format_when (BalaiSpan        span,
                   gboolean         all_day,
                   const BalaiZone *zone)
{
  int64_t first = balai_zone_day (zone, span.start);
  g_autofree char *date = balai_format_date (first);
  g_autofree char *times = NULL;

  if (all_day)
    {
      int64_t last = balai_zone_day (zone, MAX (span.start, span.end - 1));
      g_autofree char *until = NULL;

      if (last <= first)
        return g_steal_pointer (&date);
      until = balai_format_date (last);
      return g_strdup_printf ("%s – %s", date, until);
    }
  times = balai_format_times (span, zone);
  return g_strdup_printf ("%s, %s", date, times);
}

/**
 * balai_format_duration:
 * @seconds: how long
 *
 * Returns: (transfer full): "1 jam 30 menit"
 */
char *
balai_format_duration (int64_t seconds)
{
  int64_t minutes = (ABS (seconds) + 30) / 60;
  int64_t days = minutes / (24 * 60), hours = minutes / 60 % 24;
  GString *text = g_string_new (NULL);

  minutes %= 60;
  if (days > 0)
    g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%d day", "%d days", (gulong) days), (int) days);
  if (hours > 0)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%d hour", "%d hours", (gulong) hours), (int) hours);
    }
  if (minutes > 0 || text->len == 0)
    {
      if (text->len > 0)
        g_string_append_c (text, ' ');
      g_string_append_printf (text, g_dngettext (GETTEXT_PACKAGE, "%d minute", "%d minutes", (gulong) minutes),
                              (int) minutes);
    }
  return g_string_free (text, FALSE);
}

/**
 * balai_format_integer:
 * @value: a count
 *
 * Returns: (transfer full): "1.234.567"
 */
char *
balai_format_integer (int64_t value)
{
  char digits[32];
  GString *text = g_string_new (value < 0 ? "−" : NULL);
  /* Translators: what stands between thousands; a dot in Indonesian */
  const char *separator = C_("thousands", ",");
  int n = g_snprintf (digits, sizeof digits, "%" G_GUINT64_FORMAT,
                      value < 0 ? (guint64) 0 - (guint64) value : (guint64) value);

  for (int i = 0; i < n; i++)
    {
      if (i > 0 && (n - i) % 3 == 0)
        g_string_append (text, separator);
      g_string_append_c (text, digits[i]);
    }
  return g_string_free (text, FALSE);
}

/**
 * balai_format_money:
 * @rupiah: whole rupiah
 *
 * Returns: (transfer full): "Rp10.000.000"
 */
char *
balai_format_money (int64_t rupiah)
{
  g_autofree char *number = balai_format_integer (rupiah);

  if (rupiah < 0)
    return g_strdup_printf ("−Rp%s", number + strlen ("−"));
  return g_strdup_printf ("Rp%s", number);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-period.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-format.h"

/* What the views of the calendar show at once: a month, a week or a day. The agenda goes by months. */

static int64_t
month_step (int64_t day,
            int     step)
{
  int year, month, date;

  balai_day_to_ymd (day, &year, &month, &date);
  month += step;
  year += month < 1 ? -1 : month > 12 ? 1 : 0;
  month = month < 1 ? 12 : month > 12 ? 1 : month;
  if (year < 1 || year > 9999)
    return day;
  return balai_day_from_ymd (year, month, MIN (date, balai_day_in_month (year, month)));
}

static char *
say_week (int64_t monday)
{
  int year, month, day, last_year, last_month, last_day;

  balai_day_to_ymd (monday, &year, &month, &day);
  balai_day_to_ymd (monday + 6, &last_year, &last_month, &last_day);
  if (month == last_month)
    /* Translators: a week: first day, last day, short name of the month, year */
    return g_strdup_printf (_("%1$d–%2$d %3$s %4$d"), day, last_day, balai_format_month_short (month), year);
  /* Translators: a week over two months: day, month, day, month, year */
  return g_strdup_printf (_("%1$d %2$s – %3$d %4$s %5$d"), day, balai_format_month_short (month), last_day,
                          balai_format_month_short (last_month), last_year);
}

/**
 * balai_schedule_period_step:
 * @view: "month", "week", "day" or "agenda"
 * @day: days since 1970-01-01
 * @by: 1 for the next period, -1 for the one before
 *
 * Returns: the day in that period
 */
int64_t
balai_schedule_period_step (const char *view,
                            int64_t     day,
                            int         by)
{
  if (g_str_equal (view, "day"))
    return day + by;
  if (g_str_equal (view, "week"))
    return day + 7 * by;
  return month_step (day, by);
}

/**
 * balai_schedule_period_title:
 * @view: "month", "week", "day" or "agenda"
 * @day: days since 1970-01-01
 * @brief: whether there is little room
 *
 * Returns: (transfer full): how the period of the day is called
 */
char *
balai_schedule_period_title (const char *view,
                             int64_t     day,
                             gboolean    brief)
{
  if (g_str_equal (view, "day"))
    return brief ? balai_format_date (day) : balai_format_date_long (day);
  if (g_str_equal (view, "week"))
    return say_week (balai_day_monday (day));
  return balai_format_month_year (day);
}

/**
 * balai_schedule_period_view:
 * @view: "month", "week", "day" or "agenda"
 *
 * Returns: (transfer none): what the view is called
 */
const char *
balai_schedule_period_view (const char *view)
{
  if (g_str_equal (view, "week"))
    return _("Week");
  if (g_str_equal (view, "day"))
    return _("Day");
  if (g_str_equal (view, "agenda"))
    return _("Agenda");
  return _("Month");
}

/**
 * balai_schedule_period_shows:
 * @view: "month", "week", "day" or "agenda"
 * @day: days since 1970-01-01
 * @other: another day
 *
 * Returns: whether @other is seen where the view stands at @day: a month has the rest of its first and last week too,
 *   and of the agenda a week is sure to be near
 */
gboolean
balai_schedule_period_shows (const char *view,
                             int64_t     day,
                             int64_t     other)
{
  int64_t first = day, last = day;
  int year, month;

  if (g_str_equal (view, "month"))
    {
      balai_day_to_ymd (day, &year, &month, NULL);
      first = balai_day_from_ymd (year, month, 1);
      last = first + balai_day_in_month (year, month) - 1;
    }
  if (g_str_equal (view, "month") || g_str_equal (view, "week"))
    {
      first = balai_day_monday (first);
      last = balai_day_monday (last) + 6;
    }
  else if (g_str_equal (view, "agenda"))
    {
      last = day + 6;
    }
  return first <= other && other <= last;
}

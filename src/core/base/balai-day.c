/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-day.h"

/**
 * balai_day_from_ymd:
 * @year: year, 1 to 9999
 * @month: month, 1 to 12
 * @day: day of the month, 1 to 31
 *
 * Returns: days since 1970-01-01; a day past the month's end runs on into the next month
 */
int64_t
balai_day_from_ymd (int year,
                    int month,
                    int day)
{
  /* Years that begin in March put the leap day last. */
  int64_t y = year - (month <= 2);
  int64_t era = (y >= 0 ? y : y - 399) / 400;
  int64_t of_era = y - era * 400;
  int64_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;

  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

/**
 * balai_day_in_month:
 * @year: year
 * @month: month, 1 to 12
 *
 * Returns: how many days the month has
 */
int
balai_day_in_month (int year,
                    int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return 29;
  return days[CLAMP (month, 1, 12) - 1];
}

/**
 * balai_day_valid:
 * @year: year
 * @month: month
 * @day: day
 *
 * Returns: whether the three name a day between 0001-01-01 and 9999-12-31
 */
gboolean
balai_day_valid (int year,
                 int month,
                 int day)
{
  return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 && day <= balai_day_in_month (year, month);
}

/**
 * balai_day_to_ymd:
 * @date: days since 1970-01-01
 * @year: (out) (optional): year
 * @month: (out) (optional): month, 1 to 12
 * @day: (out) (optional): day of the month, 1 to 31
 */
void
balai_day_to_ymd (int64_t  date,
                  int     *year,
                  int     *month,
                  int     *day)
{
  int64_t z = date + 719468;
  int64_t era = (z >= 0 ? z : z - 146096) / 146097;
  int64_t of_era = z - era * 146097;
  int64_t y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  int64_t of_year = of_era - (365 * y + y / 4 - y / 100);
  int64_t m = (5 * of_year + 2) / 153;

  if (day)
    *day = (int) (of_year - (153 * m + 2) / 5 + 1);
  if (month)
    *month = (int) (m < 10 ? m + 3 : m - 9);
  if (year)
    *year = (int) (y + era * 400 + (m >= 10));
}

/**
 * balai_day_weekday:
 * @date: days since 1970-01-01
 *
 * Returns: 1 for Monday to 7 for Sunday (ISO 8601)
 */
int
balai_day_weekday (int64_t date)
{
  int64_t r = (date + 3) % 7;

  return (int) (r < 0 ? r + 7 : r) + 1;
}

/**
 * balai_day_monday:
 * @date: days since 1970-01-01
 *
 * Returns: the Monday of its week
 */
int64_t
balai_day_monday (int64_t date)
{
  return date - (balai_day_weekday (date) - 1);
}

/**
 * balai_day_parse:
 * @text: (nullable): "2026-07-15"
 * @date: (out): days since 1970-01-01
 *
 * Returns: whether @text is a day in the form of ISO 8601
 */
gboolean
balai_day_parse (const char *text,
                 int64_t    *date)
{
  int part[3] = { 0, 0, 0 };
  static const int width[3] = { 4, 2, 2 };

  if (text == NULL)
    return FALSE;
  for (int i = 0; i < 3; i++)
    {
      for (int n = 0; n < width[i]; n++, text++)
        {
          if (!g_ascii_isdigit (*text))
            return FALSE;
          part[i] = part[i] * 10 + (*text - '0');
        }
      if (i < 2 && *text++ != '-')
        return FALSE;
    }
  if (*text != '\0' || !balai_day_valid (part[0], part[1], part[2]))
    return FALSE;
  *date = balai_day_from_ymd (part[0], part[1], part[2]);
  return TRUE;
}

/**
 * balai_day_to_iso:
 * @date: days since 1970-01-01
 *
 * Returns: (transfer full): "2026-07-15"
 */
char *
balai_day_to_iso (int64_t date)
{
  int y, m, d;

  balai_day_to_ymd (date, &y, &m, &d);
  return g_strdup_printf ("%04d-%02d-%02d", y, m, d);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-ical-values-private.h"

#include <libical/ical.h>
#include <string.h>

#include "balai-day.h"
#include "balai-span.h"
#include "balai-zone.h"

static int
number (const char *digits,
        int         count)
{
  int value = 0;

  for (int i = 0; i < count; i++)
    value = value * 10 + digits[i] - '0';
  return value;
}

/**
 * balai_ical_parse_time:
 * @text: a DATE or DATE-TIME
 * @wall: (out): what it shows, in seconds since 1970-01-01 00:00 of its own clock
 *
 * Takes the forms of RFC 5545, those of ISO 8601 with their signs and offsets ("+07:00", which make an instant of it),
 * times without seconds, 24:00 and leap seconds.
 *
 * Returns: which form it has
 */
BalaiIcalForm
balai_ical_parse_time (const char *text,
                       int64_t    *wall)
{
  char digits[15];
  int count = 0;
  gboolean has_time = FALSE;
  gboolean utc = FALSE;
  int64_t offset = 0;
  int year, month, day, hour, minute, second;

  while (g_ascii_isspace (*text))
    text++;
  for (; *text != '\0'; text++)
    {
      if (g_ascii_isdigit (*text))
        {
          if (count == 14)
            return BALAI_ICAL_FORM_BAD;
          digits[count++] = *text;
        }
      else if ((*text == 'T' || *text == 't') && count == 8 && !has_time)
        has_time = TRUE;
      else if ((*text == 'Z' || *text == 'z') && has_time)
        {
          utc = TRUE;
          text++;
          break;
        }
      else if ((*text == '+' || *text == '-') && count >= 12 && balai_ical_parse_offset (text, &offset))
        {
          utc = TRUE;
          text += strlen (text);
          break;
        }
      else if (!((*text == '-' && (count == 4 || count == 6)) || (*text == ':' && (count == 10 || count == 12))))
        break;
    }
  while (g_ascii_isspace (*text))
    text++;
  if (*text != '\0' || !(count == 8 || (has_time && (count == 12 || count == 14))))
    return BALAI_ICAL_FORM_BAD;
  year = number (digits, 4);
  month = number (digits + 4, 2);
  day = number (digits + 6, 2);
  if (year < 1 || !balai_day_valid (year, month, day))
    return BALAI_ICAL_FORM_BAD;
  *wall = balai_day_from_ymd (year, month, day) * BALAI_DAY;
  if (!has_time)
    return BALAI_ICAL_FORM_DATE;
  if (count == 8)
    return BALAI_ICAL_FORM_BAD;
  hour = number (digits + 8, 2);
  minute = number (digits + 10, 2);
  second = count == 14 ? MIN (number (digits + 12, 2), 60) : 0;
  if (hour > 24 || minute > 59 || (hour == 24 && minute + second > 0) || (count == 14 && number (digits + 12, 2) > 60))
    return BALAI_ICAL_FORM_BAD;
  *wall += hour * BALAI_HOUR + minute * BALAI_MINUTE + MIN (second, 59) - offset;
  /* 24:00 of the last day of all. */
  if (balai_wall_day (*wall) > BALAI_DAY_MAX || *wall < balai_day_from_ymd (1, 1, 1) * BALAI_DAY)
    return BALAI_ICAL_FORM_BAD;
  return utc ? BALAI_ICAL_FORM_UTC : BALAI_ICAL_FORM_WALL;
}

/**
 * balai_ical_parse_duration:
 * @text: a DURATION
 * @seconds: (out): how long it is
 * @has_time: (out): whether it names hours, minutes or seconds
 *
 * Returns: whether it could be read; one that goes backwards or is longer than the calendar could not
 */
gboolean
balai_ical_parse_duration (const char *text,
                           int64_t    *seconds,
                           gboolean   *has_time)
{
  g_autofree char *copy = g_ascii_strup (text, -1);
  struct icaldurationtype duration;
  guint run = 0;

  g_strstrip (copy);
  /* libical reads figures into an int. */
  for (const char *p = copy; *p != '\0'; p++)
    {
      run = g_ascii_isdigit (*p) ? run + 1 : 0;
      if (run > 9)
        return FALSE;
    }
  duration = icaldurationtype_from_string (copy);
  if (icaldurationtype_is_bad_duration (duration) || duration.is_neg)
    return FALSE;
  *seconds = (int64_t) duration.weeks * 7 * BALAI_DAY + (int64_t) duration.days * BALAI_DAY
             + (int64_t) duration.hours * BALAI_HOUR + (int64_t) duration.minutes * BALAI_MINUTE + duration.seconds;
  *has_time = strchr (copy, 'T') != NULL;
  return *seconds <= BALAI_DAY_MAX * BALAI_DAY;
}

/**
 * balai_ical_append_duration:
 * @out: where to write
 * @seconds: a length, not below zero
 *
 * Writes a DURATION in hours and below, which are of one length whatever the clock does. Hours and not seconds alone:
 * who reads it may have no room for more than nine figures.
 */
void
balai_ical_append_duration (GString *out,
                            int64_t  seconds)
{
  g_string_append_printf (out, "PT%" G_GINT64_FORMAT "H", seconds / BALAI_HOUR);
  if (seconds % BALAI_HOUR != 0)
    g_string_append_printf (out, "%dM", (int) (seconds % BALAI_HOUR / BALAI_MINUTE));
  if (seconds % BALAI_MINUTE != 0)
    g_string_append_printf (out, "%dS", (int) (seconds % BALAI_MINUTE));
}

/**
 * balai_ical_parse_offset:
 * @text: a UTC-OFFSET, "+0700"
 * @seconds: (out): seconds east of UTC
 *
 * Returns: whether it could be read
 */
gboolean
balai_ical_parse_offset (const char *text,
                         int64_t    *seconds)
{
  g_autofree char *copy = g_strstrip (g_strdelimit (g_strdup (text), ":", ' '));
  char digits[6] = "000000";
  int count = 0;

  if (*copy != '+' && *copy != '-')
    return FALSE;
  for (const char *p = copy + 1; *p != '\0'; p++)
    {
      if (*p == ' ')
        continue;
      if (!g_ascii_isdigit (*p) || count == 6)
        return FALSE;
      digits[count++] = *p;
    }
  if (count != 4 && count != 6 && count != 2)
    return FALSE;
  *seconds = number (digits, 2) * BALAI_HOUR + number (digits + 2, 2) * BALAI_MINUTE + number (digits + 4, 2);
  if (*copy == '-')
    *seconds = -*seconds;
  return ABS (*seconds) < BALAI_DAY;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-ical-zone-writer-private.h"

#include "balai-day.h"

/* Time zones as Google and Outlook take them: one block for a zone whose clock does not change, two with a yearly rule
 * for one whose clock does; never RDATE, never a start with a zone. The name is that of the IANA database, which
 * every program of today knows by itself; the block is for the others. */

static const char *const weekdays[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };

typedef struct
{
  int64_t wall; /* on the clock that holds before it */
  int64_t before;
  int64_t after;
} Change;

static int64_t
offset_at (const BalaiZone *zone,
           int64_t          instant)
{
  return balai_zone_to_wall (zone, instant) - instant;
}

static guint
changes_of_year (const BalaiZone *zone,
                 int              year,
                 Change           changes[2])
{
  int64_t first = balai_day_from_ymd (year, 1, 1) * BALAI_DAY;
  int64_t end = balai_day_from_ymd (year + 1, 1, 1) * BALAI_DAY;
  guint count = 0;

  for (int64_t at = first; at < end; at += BALAI_DAY)
    {
      int64_t low = at, high = at + BALAI_DAY;
      int64_t before = offset_at (zone, low);
      int64_t after = offset_at (zone, high);

      if (before == after)
        continue;
      if (count == 2)
        return 3;
      while (high - low > 1)
        {
          int64_t middle = low + (high - low) / 2;

          if (offset_at (zone, middle) == before)
            low = middle;
          else
            high = middle;
        }
      changes[count++] = (Change) { high + before, before, after };
    }
  return count;
}

/* The day of the nth such weekday of a month; the last one when nth is -1. Monday is 0. */
static int64_t
nth_weekday (int year,
             int month,
             int weekday,
             int nth)
{
  int64_t day;

  if (nth > 0)
    {
      day = balai_day_from_ymd (year, month, 1);
      return day + (weekday - (int) ((day + 3) % 7 + 7) % 7 + 7) % 7 + 7 * (nth - 1);
    }
  day = balai_day_from_ymd (year, month, balai_day_in_month (year, month));
  return day - ((int) ((day + 3) % 7 + 7) % 7 - weekday + 7) % 7;
}

/* Whether every one of the coming years changes its clock by the rule. */
static gboolean
rule_holds (const BalaiZone *zone,
            int              year,
            guint            which,
            int              month,
            int              weekday,
            int              nth,
            int64_t          second)
{
  for (int y = year; y < year + 5; y++)
    {
      Change changes[2];

      if (changes_of_year (zone, y, changes) != 2
          || changes[which].wall != nth_weekday (y, month, weekday, nth) * BALAI_DAY + second)
        return FALSE;
    }
  return TRUE;
}

static void
append_offset (GString    *out,
               const char *name,
               int64_t     offset)
{
  int64_t length = ABS (offset);

  g_string_append_printf (out, "%s:%c%02d%02d\r\n", name, offset < 0 ? '-' : '+', (int) (length / 3600),
                          (int) (length / 60 % 60));
}

static void
append_block (GString    *out,
              const char *kind,
              int64_t     start,
              int64_t     before,
              int64_t     after,
              const char *rule)
{
  int year, month, day;
  int second = balai_wall_second (start);

  balai_day_to_ymd (balai_wall_day (start), &year, &month, &day);
  g_string_append_printf (out, "BEGIN:%s\r\nDTSTART:%04d%02d%02dT%02d%02d%02d\r\n", kind, year, month, day,
                          second / 3600, second / 60 % 60, second % 60);
  append_offset (out, "TZOFFSETFROM", before);
  append_offset (out, "TZOFFSETTO", after);
  if (rule != NULL)
    g_string_append_printf (out, "RRULE:%s\r\n", rule);
  g_string_append_printf (out, "END:%s\r\n", kind);
}

static gboolean
append_yearly (GString         *out,
               const BalaiZone *zone,
               int              year)
{
  Change changes[2];

  if (changes_of_year (zone, year, changes) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      int64_t day = balai_wall_day (changes[i].wall);
      int64_t second = balai_wall_second (changes[i].wall);
      int weekday = (int) ((day + 3) % 7 + 7) % 7;
      g_autofree char *rule = NULL;
      int ignored, month, month_day, nth;

      balai_day_to_ymd (day, &ignored, &month, &month_day);
      nth = (month_day - 1) / 7 + 1;
      if (!rule_holds (zone, year, i, month, weekday, nth, second))
        nth = -1;
      if (nth == -1 && !rule_holds (zone, year, i, month, weekday, nth, second))
        return FALSE;
      rule = g_strdup_printf ("FREQ=YEARLY;BYMONTH=%d;BYDAY=%d%s", month, nth, weekdays[weekday]);
      append_block (out, changes[i].after > changes[i].before ? "DAYLIGHT" : "STANDARD",
                    nth_weekday (1970, month, weekday, nth) * BALAI_DAY + second, changes[i].before, changes[i].after,
                    rule);
    }
  return TRUE;
}

/**
 * balai_ical_write_zone:
 * @out: where to write
 * @zone: a zone
 * @now: the year this lies in is the one whose rules are written
 *
 * Writes a VTIMEZONE.
 */
void
balai_ical_write_zone (GString         *out,
                       const BalaiZone *zone,
                       int64_t          now)
{
  g_autoptr (GString) yearly = g_string_new (NULL);
  int year, month, day;

  balai_day_to_ymd (balai_wall_day (now), &year, &month, &day);
  g_string_append_printf (out, "BEGIN:VTIMEZONE\r\nTZID:%s\r\nX-LIC-LOCATION:%s\r\n", balai_zone_get_name (zone),
                          balai_zone_get_name (zone));
  if (append_yearly (yearly, zone, year))
    g_string_append_len (out, yearly->str, (gssize) yearly->len);
  else
    {
      int64_t offset = offset_at (zone, balai_day_from_ymd (year, 1, 1) * BALAI_DAY);

      append_block (out, "STANDARD", 0, offset, offset, NULL);
    }
  g_string_append (out, "END:VTIMEZONE\r\n");
}

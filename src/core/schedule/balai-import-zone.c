/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-import-zone-private.h"

#include <string.h>

#include "balai-day.h"

/* Programs write an event of one time in UTC, whatever clock its owner reads. Nobody reads UTC: the event is shown and
 * edited by the clock of its calendar, at the same instant. */

/* Until when the clocks of the world are known: the last year that the files of the time zone database spell out. */
#define KNOWN_YEARS 2037

/* Whether the clock there is never put forward or back from the instant on. */
static gboolean
keeps_offset (const BalaiZone *zone,
              int64_t          from)
{
  int64_t offset = balai_zone_to_wall (zone, from) - from;
  int64_t end = balai_day_from_ymd (KNOWN_YEARS, 12, 31) * BALAI_DAY;

  for (int64_t at = from; at < end; at += 30 * BALAI_DAY)
    {
      if (balai_zone_to_wall (zone, at) - at != offset)
        return FALSE;
    }
  return TRUE;
}

static gboolean
rule_counts_days (const char *rule)
{
  static const char *const finer[] = { "SECONDLY", "MINUTELY", "HOURLY", "BYHOUR", "BYMINUTE", "BYSECOND" };
  g_autofree char *upper = g_ascii_strup (rule, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (finer); i++)
    {
      if (strstr (upper, finer[i]) != NULL)
        return FALSE;
    }
  return TRUE;
}

/* A rule counts the days and hours of the clock it is written for. Read by another clock it finds the same instants
 * only where the two are on the same day at that time, and never move against each other. */
static gboolean
repeats_the_same (GPtrArray           *rules,
                  const BalaiIcalTime *start,
                  const BalaiZone     *zone)
{
  if (rules == NULL || rules->len == 0)
    return TRUE;
  if (balai_zone_day (zone, start->instant) != balai_wall_day (start->wall) || !keeps_offset (zone, start->instant))
    return FALSE;
  for (guint i = 0; i < rules->len; i++)
    {
      if (!rule_counts_days (rules->pdata[i]))
        return FALSE;
    }
  return TRUE;
}

/**
 * balai_import_zone_of:
 * @event: an event out of a file, not one of whole days
 * @rrules: (nullable) (element-type utf8): the rules it will have
 * @city: the zone of the city
 *
 * An event whose times are in UTC belongs to the zone of its calendar (X-WR-TIMEZONE), or to that of the city where the
 * calendar has none but UTC. A series stays in UTC where its rules would mean other instants in that zone.
 *
 * Returns: (transfer none): the zone it is shown, edited and repeated in
 */
const BalaiZone *
balai_import_zone_of (const BalaiIcalEvent *event,
                      GPtrArray            *rrules,
                      const BalaiZone      *city)
{
  const BalaiZone *home = event->home != NULL && event->home != balai_zone_utc () ? event->home : city;

  if (event->start.zone != balai_zone_utc ())
    return event->start.zone;
  if ((event->is_override && !event->this_and_future)
      || (repeats_the_same (rrules, &event->start, home) && repeats_the_same (event->exrules, &event->start, home)))
    return home;
  return event->start.zone;
}

/**
 * balai_import_left_out:
 * @event: an event out of a file
 * @dates: (element-type BalaiIcalTime): dates that are left out of it
 * @city: the zone of the city
 *
 * Returns: (transfer full) (element-type BalaiIcalTime): the same; of an all-day series days, however they were written
 */
GArray *
balai_import_left_out (const BalaiIcalEvent *event,
                       GArray               *dates,
                       const BalaiZone      *city)
{
  GArray *days;

  if (!event->all_day)
    return g_array_ref (dates);
  days = g_array_new (FALSE, FALSE, sizeof (BalaiIcalTime));
  for (guint i = 0; i < dates->len; i++)
    {
      BalaiIcalTime day = balai_ical_time_on (
        balai_ical_time_day (&g_array_index (dates, BalaiIcalTime, i), city), city);

      g_array_append_val (days, day);
    }
  return days;
}

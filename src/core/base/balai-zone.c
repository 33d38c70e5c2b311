/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-zone.h"

#include "balai-day.h"

struct _BalaiZone
{
  char      *name; /* (owned) */
  GTimeZone *tz;   /* (owned) */
  /* From this instant on the offset stays what it is: three of Indonesia's zones have not moved since 1964, and
   * nearly every look-up is later. G_MAXINT64 where a zone still changes. */
  int64_t    fixed_since;
  int64_t    fixed_offset;
};

static GMutex zones_lock;
static GHashTable *zones; /* (element-type utf8 BalaiZone), kept for the life of the process */

static BalaiZone *
zone_new (const char *name)
{
  BalaiZone *self;
  /* Not g_time_zone_new(), which answers UTC for what it does not know. */
  g_autoptr (GTimeZone) tz = g_time_zone_new_identifier (name);
  int last, first;

  if (tz == NULL)
    return NULL;

  self = g_new0 (BalaiZone, 1);
  self->name = g_strdup (name);
  self->tz = g_steal_pointer (&tz);

  /* Compared between 2100 and the first year it was the same, by halving: only a zone whose rules go on for ever has
   * two offsets within one year. */
  last = g_time_zone_find_interval (self->tz, G_TIME_TYPE_UNIVERSAL, balai_day_from_ymd (2099, 7, 1) * BALAI_DAY);
  first = g_time_zone_find_interval (self->tz, G_TIME_TYPE_UNIVERSAL, balai_day_from_ymd (2098, 7, 1) * BALAI_DAY);
  self->fixed_since = G_MAXINT64;
  if (last == first)
    {
      int64_t low = balai_day_from_ymd (1800, 1, 1) * BALAI_DAY;
      int64_t high = balai_day_from_ymd (2099, 7, 1) * BALAI_DAY;

      while (high - low > 1)
        {
          int64_t middle = low + (high - low) / 2;

          if (g_time_zone_find_interval (self->tz, G_TIME_TYPE_UNIVERSAL, middle) == last)
            high = middle;
          else
            low = middle;
        }
      self->fixed_since = high;
      self->fixed_offset = g_time_zone_get_offset (self->tz, last);
    }
  return self;
}

/**
 * balai_zone_get:
 * @name: (nullable): name in the IANA database, such as "Asia/Jakarta"
 *
 * Returns: (transfer none) (nullable): the zone, or %NULL when the database does not know it
 */
const BalaiZone *
balai_zone_get (const char *name)
{
  g_autoptr (GMutexLocker) locker = NULL;
  BalaiZone *zone;

  if (name == NULL || *name == '\0')
    return NULL;

  locker = g_mutex_locker_new (&zones_lock);
  if (zones == NULL)
    zones = g_hash_table_new (g_str_hash, g_str_equal);
  zone = g_hash_table_lookup (zones, name);
  if (zone == NULL && (zone = zone_new (name)) != NULL)
    g_hash_table_insert (zones, zone->name, zone);
  return zone;
}

const BalaiZone *
balai_zone_utc (void)
{
  return balai_zone_get ("UTC");
}

const char *
balai_zone_get_name (const BalaiZone *self)
{
  return self->name;
}

static int64_t
zone_offset (const BalaiZone *self,
             int64_t          instant)
{
  int interval;

  if (instant >= self->fixed_since)
    return self->fixed_offset;

  interval = g_time_zone_find_interval (self->tz, G_TIME_TYPE_UNIVERSAL, instant);
  return interval < 0 ? 0 : g_time_zone_get_offset (self->tz, interval);
}

/**
 * balai_zone_to_wall:
 * @self: a zone
 * @instant: seconds since 1970-01-01 UTC
 *
 * Returns: what the clock of the place shows
 */
int64_t
balai_zone_to_wall (const BalaiZone *self,
                    int64_t          instant)
{
  return instant + zone_offset (self, instant);
}

/**
 * balai_zone_to_instant:
 * @self: a zone
 * @wall: what the clock of the place shows
 *
 * A time that the clock shows twice is the first of the two; one that it never shows is counted from before the gap, so
 * that it moves on by its length (RFC 5545, 3.3.5).
 *
 * Returns: the instant
 */
int64_t
balai_zone_to_instant (const BalaiZone *self,
                       int64_t          wall)
{
  int64_t before, after;

  /* A day of slack keeps wall times clear of the last change itself. */
  if (self->fixed_since != G_MAXINT64 && wall >= self->fixed_since + BALAI_DAY)
    return wall - self->fixed_offset;

  /* No place is a whole day away from UTC, so that these are its offsets on both sides of any change nearby. */
  before = zone_offset (self, wall - BALAI_DAY);
  after = zone_offset (self, wall + BALAI_DAY);
  if (zone_offset (self, wall - before) != before && zone_offset (self, wall - after) == after)
    return wall - after;
  return wall - before;
}

/**
 * balai_zone_day_start:
 * @self: a zone
 * @date: days since 1970-01-01
 *
 * Returns: the instant at which the day begins there
 */
int64_t
balai_zone_day_start (const BalaiZone *self,
                      int64_t          date)
{
  return balai_zone_to_instant (self, date * BALAI_DAY);
}

/**
 * balai_zone_day:
 * @self: a zone
 * @instant: seconds since 1970-01-01 UTC
 *
 * Returns: the civil date there, in days since 1970-01-01
 */
int64_t
balai_zone_day (const BalaiZone *self,
                int64_t          instant)
{
  return balai_wall_day (balai_zone_to_wall (self, instant));
}

/**
 * balai_zone_get_short_name:
 * @self: a zone
 * @instant: seconds since 1970-01-01 UTC
 *
 * Returns: (transfer none): "WIB", "WITA", "WIT" or what the database calls it at that instant
 */
const char *
balai_zone_get_short_name (const BalaiZone *self,
                           int64_t          instant)
{
  return g_time_zone_get_abbreviation (self->tz, g_time_zone_find_interval (self->tz, G_TIME_TYPE_UNIVERSAL, instant));
}

/**
 * balai_zone_to_rfc3339:
 * @self: a zone
 * @instant: seconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): "2026-07-15T09:00:00+07:00", with "Z" in UTC
 */
char *
balai_zone_to_rfc3339 (const BalaiZone *self,
                       int64_t          instant)
{
  int64_t wall = balai_zone_to_wall (self, instant);
  int64_t offset = (wall - instant) / 60;
  int second = balai_wall_second (wall);
  int y, m, d;

  balai_day_to_ymd (balai_wall_day (wall), &y, &m, &d);
  if (self == balai_zone_utc ())
    return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02dZ", y, m, d, second / 3600, second / 60 % 60, second % 60);
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d", y, m, d, second / 3600, second / 60 % 60,
                          second % 60, offset < 0 ? '-' : '+', (int) (ABS (offset) / 60), (int) (ABS (offset) % 60));
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-ical-zones.h"

#include <string.h>

#include "balai-day.h"
#include "balai-ical-values-private.h"
#include "balai-recurrence.h"
#include "balai-windows-zones.h"

/* A rule that goes on for ever is followed to this many changes: four hundred years of two a year. */
#define MAX_CHANGES 1000

/* Zones a file may define for itself; no calendar has as many, but a file that means harm has. */
#define MAX_DEFINITIONS 200

typedef struct
{
  int64_t wall;   /* the clock shows this when it begins to hold */
  int64_t offset; /* seconds east of UTC from then on */
} Change;

typedef struct
{
  int64_t    start_wall;
  int64_t    offset;
  GPtrArray *rrules; /* (owned) (element-type utf8) */
  GArray    *rdates; /* (owned) (element-type BalaiIcalExtra) */
} Observance;

struct _BalaiIcalZoneDefinition
{
  char            *location;    /* (owned) (nullable), the name in the IANA database that the file gives itself */
  GPtrArray       *observances; /* (owned) (element-type Observance) */
  GArray          *changes;     /* (owned) (nullable) (element-type Change), sorted; made at first use */
  const BalaiZone *zone;        /* (unowned) (nullable), the one of the IANA database that behaves the same */
};

struct _BalaiIcalZones
{
  GHashTable *definitions; /* (owned) (element-type utf8 BalaiIcalZoneDefinition) */
  GHashTable *found;       /* (owned) (element-type utf8 BalaiZone), values may be %NULL */
  guint       n_prepared;
};

static void
observance_free (Observance *self)
{
  g_ptr_array_unref (self->rrules);
  g_array_unref (self->rdates);
  g_free (self);
}

static void
definition_free (BalaiIcalZoneDefinition *self)
{
  g_free (self->location);
  g_ptr_array_unref (self->observances);
  g_clear_pointer (&self->changes, g_array_unref);
  g_free (self);
}

/* Only what can be a file of zone rules may reach the database on disk: its folder also holds lists and links, and a
 * name out of a file could climb out of it. */
static gboolean
name_is_safe (const char *name)
{
  static const char *const areas[] = {
    "Africa/", "America/", "Antarctica/", "Arctic/", "Asia/", "Atlantic/", "Australia/", "Brazil/", "Canada/", "Chile/",
    "Etc/", "Europe/", "Indian/", "Mexico/", "Pacific/", "US/",
  };
  static const char *const plain[] = {
    "CET", "CST6CDT", "Cuba", "EET", "EST", "EST5EDT", "Egypt", "Eire", "GB", "GB-Eire", "HST", "Hongkong", "Iceland",
    "Iran", "Israel", "Jamaica", "Japan", "Kwajalein", "Libya", "MET", "MST", "MST7MDT", "NZ", "NZ-CHAT", "Navajo",
    "PRC", "PST8PDT", "Poland", "Portugal", "ROC", "ROK", "Singapore", "Turkey", "W-SU", "WET",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plain); i++)
    {
      if (g_str_equal (name, plain[i]))
        return TRUE;
    }
  if (strlen (name) > 60 || strstr (name, "//") != NULL || g_str_has_suffix (name, "/")
      || strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+-/") != strlen (name))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      if (g_str_has_prefix (name, areas[i]))
        return TRUE;
    }
  return FALSE;
}

static const BalaiZone *
zone_by_iana_name (const char *name)
{
  static const struct
  {
    const char *name;
    const char *iana;
  } others[] = {
    { "UTC", "UTC" },      { "Etc/UTC", "UTC" },   { "GMT", "UTC" },           { "Etc/GMT", "UTC" },
    { "Z", "UTC" },        { "Zulu", "UTC" },      { "Etc/Zulu", "UTC" },      { "UCT", "UTC" },
    { "Etc/UCT", "UTC" },  { "Universal", "UTC" }, { "Etc/Universal", "UTC" }, { "Greenwich", "UTC" },
    { "Etc/Greenwich", "UTC" },
    { "WIB", "Asia/Jakarta" }, { "WITA", "Asia/Makassar" }, { "WIT", "Asia/Jayapura" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      if (g_ascii_strcasecmp (name, others[i].name) == 0)
        return balai_zone_get (others[i].iana);
    }
  return name_is_safe (name) ? balai_zone_get (name) : NULL;
}

/* "Coordinated Universal Time" and such do not occur as TZID; what does is the Windows name with a number behind it
 * where a mailbox held the zone twice. */
static const BalaiZone *
zone_by_windows_name (const char *name)
{
  const char *iana = balai_windows_zone_to_iana (name);

  if (iana == NULL)
    {
      g_autofree char *shorter = g_strdup (name);
      char *space = strrchr (shorter, ' ');

      if (space == NULL || space[1] == '\0' || strspn (space + 1, "0123456789") != strlen (space + 1))
        return NULL;
      *space = '\0';
      iana = balai_windows_zone_to_iana (shorter);
    }
  return iana == NULL ? NULL : zone_by_iana_name (iana);
}

static int64_t
offset_of (const BalaiZone *zone,
           int64_t          wall)
{
  return wall - balai_zone_to_instant (zone, wall);
}

static const BalaiZone *
zone_of_offset (int64_t offset)
{
  g_autofree char *name = NULL;
  int hours = (int) (offset / BALAI_HOUR);

  if (offset == 7 * BALAI_HOUR)
    return balai_zone_get (BALAI_ZONE_JAKARTA);
  if (offset == 8 * BALAI_HOUR)
    return balai_zone_get ("Asia/Makassar");
  if (offset == 9 * BALAI_HOUR)
    return balai_zone_get ("Asia/Jayapura");
  if (offset == 0 || offset % BALAI_HOUR != 0 || hours < -12 || hours > 14)
    return balai_zone_utc ();
  /* POSIX counts westward. */
  name = g_strdup_printf ("Etc/GMT%+d", -hours);
  return balai_zone_get (name);
}

/* "(UTC+07:00) Bangkok, Hanoi, Jakarta": what people see in Outlook, sent as the name by some of its versions. */
static const BalaiZone *
zone_by_display_name (const char *name)
{
  static const struct
  {
    const char *words;
    const char *iana;
  } known[] = {
    { "Eastern Time", "America/New_York" },  { "Central Time", "America/Chicago" },
    { "Mountain Time", "America/Denver" },   { "Pacific Time", "America/Los_Angeles" },
    { "Makassar", "Asia/Makassar" },         { "Jayapura", "Asia/Jayapura" },
  };
  const char *p = name;
  int64_t offset;
  int hours, minutes = 0;
  int sign;

  if (*p++ != '(' || (g_ascii_strncasecmp (p, "UTC", 3) != 0 && g_ascii_strncasecmp (p, "GMT", 3) != 0))
    return NULL;
  p += 3;
  if (*p == ')')
    return balai_zone_utc ();
  if (*p != '+' && *p != '-')
    return NULL;
  sign = *p++ == '-' ? -1 : 1;
  if (!g_ascii_isdigit (p[0]) || !g_ascii_isdigit (p[1]))
    return NULL;
  hours = (p[0] - '0') * 10 + p[1] - '0';
  p += 2;
  if ((*p == ':' || *p == '.') && g_ascii_isdigit (p[1]) && g_ascii_isdigit (p[2]))
    minutes = (p[1] - '0') * 10 + p[2] - '0';
  offset = sign * (hours * BALAI_HOUR + minutes * BALAI_MINUTE);

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++)
    {
      if (strstr (p, known[i].words) != NULL)
        return balai_zone_get (known[i].iana);
    }
  for (guint i = 0; balai_windows_zone_nth (i) != NULL; i++)
    {
      const char *iana = balai_windows_zone_nth (i);
      const char *slash = strrchr (iana, '/');
      g_autofree char *city = g_strdelimit (g_strdup (slash == NULL ? iana : slash + 1), "_", ' ');

      if (!g_str_has_prefix (iana, "Etc/") && strstr (p, city) != NULL)
        {
          const BalaiZone *zone = balai_zone_get (iana);

          /* The name tells the offset of the winter of the north. */
          if (zone != NULL && offset_of (zone, balai_day_from_ymd (2026, 1, 15) * BALAI_DAY) == offset)
            return zone;
        }
    }
  return zone_of_offset (offset);
}

/* "GMT+8", "UTC+08:00", "+0800": east of Greenwich, as people mean it. */
static const BalaiZone *
zone_by_offset (const char *name)
{
  g_autofree char *hours = NULL;
  int64_t offset;

  if (g_ascii_strncasecmp (name, "UTC", 3) == 0 || g_ascii_strncasecmp (name, "GMT", 3) == 0)
    name += 3;
  while (*name == ' ')
    name++;
  if (*name != '+' && *name != '-')
    return NULL;
  hours = g_ascii_isdigit (name[1]) && !g_ascii_isdigit (name[2]) ? g_strdup_printf ("%c0%s", *name, name + 1)
                                                                  : g_strdup (name);
  if (!balai_ical_parse_offset (hours, &offset) || offset % BALAI_HOUR != 0)
    return NULL;
  return zone_of_offset (offset);
}

/* Names that carry the zone behind a path: "/freeassociation.sourceforge.net/Asia/Jakarta". */
static const BalaiZone *
zone_by_path (const char *name)
{
  for (const char *slash = strchr (name, '/'); slash != NULL; slash = strchr (slash + 1, '/'))
    {
      const BalaiZone *zone = zone_by_iana_name (slash + 1);

      if (zone != NULL)
        return zone;
    }
  return NULL;
}

/**
 * balai_zone_from_tzid:
 * @tzid: what a file calls a time zone
 *
 * Knows the names of the IANA database, those of Windows (with Indonesia as the territory, after the CLDR), names with
 * a path before them, and those that people see in Outlook.
 *
 * Returns: (transfer none) (nullable): the zone
 */
const BalaiZone *
balai_zone_from_tzid (const char *tzid)
{
  g_autofree char *name = g_strstrip (g_strdup (tzid));
  const BalaiZone *zone;

  if ((zone = zone_by_iana_name (name)) != NULL || (zone = zone_by_windows_name (name)) != NULL
      || (zone = zone_by_path (name)) != NULL || (zone = zone_by_offset (name)) != NULL)
    return zone;
  return zone_by_display_name (name);
}

/**
 * balai_ical_zones_new:
 *
 * Returns: (transfer full): the zones of one file
 */
BalaiIcalZones *
balai_ical_zones_new (void)
{
  BalaiIcalZones *self = g_new0 (BalaiIcalZones, 1);

  self->definitions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) definition_free);
  self->found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
balai_ical_zones_free (BalaiIcalZones *self)
{
  g_hash_table_unref (self->definitions);
  g_hash_table_unref (self->found);
  g_free (self);
}

/**
 * balai_ical_zones_define:
 * @self: zones
 * @tzid: the name a VTIMEZONE gives itself
 * @location: (nullable): its X-LIC-LOCATION
 *
 * Returns: (transfer none) (nullable): the definition, to be filled; %NULL when the name has one already
 */
BalaiIcalZoneDefinition *
balai_ical_zones_define (BalaiIcalZones *self,
                         const char     *tzid,
                         const char     *location)
{
  BalaiIcalZoneDefinition *definition;

  if (g_hash_table_contains (self->definitions, tzid))
    return NULL;
  definition = g_new0 (BalaiIcalZoneDefinition, 1);
  definition->location = g_strdup (location);
  definition->observances = g_ptr_array_new_with_free_func ((GDestroyNotify) observance_free);
  g_hash_table_insert (self->definitions, g_strdup (tzid), definition);
  return definition;
}

/**
 * balai_ical_zone_definition_add:
 * @self: a definition
 * @start_wall: DTSTART of a STANDARD or DAYLIGHT
 * @offset: its TZOFFSETTO, seconds east of UTC
 * @rrules: (element-type utf8): its rules
 * @rdates: (element-type BalaiIcalExtra): its further dates
 */
void
balai_ical_zone_definition_add (BalaiIcalZoneDefinition *self,
                                int64_t                  start_wall,
                                int64_t                  offset,
                                GPtrArray               *rrules,
                                GArray                  *rdates)
{
  Observance *observance = g_new0 (Observance, 1);

  observance->start_wall = start_wall;
  observance->offset = offset;
  observance->rrules = g_ptr_array_ref (rrules);
  observance->rdates = g_array_ref (rdates);
  g_ptr_array_add (self->observances, observance);
}

static int
compare_changes (const void *a,
                 const void *b)
{
  int64_t x = ((const Change *) a)->wall;
  int64_t y = ((const Change *) b)->wall;

  return (x > y) - (x < y);
}

static int64_t
definition_offset (const BalaiIcalZoneDefinition *self,
                   int64_t                        wall)
{
  /* Before the first change the first one that is known holds; a definition without any is UTC. */
  int64_t offset = self->changes->len > 0 ? g_array_index (self->changes, Change, 0).offset : 0;

  for (guint i = 0; i < self->changes->len && g_array_index (self->changes, Change, i).wall <= wall; i++)
    offset = g_array_index (self->changes, Change, i).offset;
  return offset;
}

static gboolean
behaves_like (const BalaiIcalZoneDefinition *self,
              const BalaiZone               *zone,
              int                            year)
{
  /* The middle and the end of every month of two years: changes fall on week-ends near the end. */
  for (int month = 0; month < 24; month++)
    {
      int64_t wall = balai_day_from_ymd (year + month / 12, month % 12 + 1, 15) * BALAI_DAY + 12 * BALAI_HOUR;

      if (offset_of (zone, wall) != definition_offset (self, wall)
          || offset_of (zone, wall + 13 * BALAI_DAY) != definition_offset (self, wall + 13 * BALAI_DAY))
        return FALSE;
    }
  return TRUE;
}

/* Follows the rules of the definition to two years after the wall time, then looks for a zone of the IANA database that
 * has the same offsets in those two years, those of Indonesia first: a zone that can be named goes on being right
 * after the next change of a law, and a series needs one. */
static void
definition_prepare (BalaiIcalZoneDefinition *self,
                    const BalaiZone         *floating,
                    int64_t                  wall)
{
  static const char *const first[] = { BALAI_ZONE_JAKARTA, "Asia/Makassar", "Asia/Jayapura" };
  int year, month, day;

  self->changes = g_array_new (FALSE, FALSE, sizeof (Change));
  balai_day_to_ymd (balai_wall_day (wall), &year, &month, &day);
  for (guint i = 0; i < self->observances->len; i++)
    {
      const Observance *observance = g_ptr_array_index (self->observances, i);
      BalaiRecurrence rule = {
        .start = { observance->start_wall, observance->start_wall, balai_zone_utc (), FALSE },
        .rrules = observance->rrules,
        .rdates = observance->rdates,
      };
      g_autoptr (GArray) starts = NULL;

      starts = balai_recurrence_expand (&rule, G_MININT64, balai_day_from_ymd (MIN (year, 9990) + 3, 1, 1) * BALAI_DAY,
                                        MAX_CHANGES, NULL);
      for (guint j = 0; j < starts->len; j++)
        {
          Change change = { g_array_index (starts, BalaiOccurrenceStart, j).wall, observance->offset };

          g_array_append_val (self->changes, change);
        }
    }
  g_array_sort (self->changes, compare_changes);
  if (self->location != NULL && (self->zone = balai_zone_from_tzid (self->location)) != NULL)
    return;
  if (self->changes->len == 0)
    return;

  for (gsize i = 0; i < G_N_ELEMENTS (first); i++)
    {
      const BalaiZone *zone = balai_zone_get (first[i]);

      if (zone != NULL && behaves_like (self, zone, year))
        {
          self->zone = zone;
          return;
        }
    }
  if (behaves_like (self, floating, year))
    {
      self->zone = floating;
      return;
    }
  for (guint i = 0; balai_windows_zone_nth (i) != NULL; i++)
    {
      const BalaiZone *zone = balai_zone_get (balai_windows_zone_nth (i));

      if (zone != NULL && behaves_like (self, zone, year))
        {
          self->zone = zone;
          return;
        }
    }
}

static const BalaiZone *
zones_find (BalaiIcalZones *self,
            const char     *tzid)
{
  gpointer zone;

  if (!g_hash_table_lookup_extended (self->found, tzid, NULL, &zone))
    {
      zone = (gpointer) balai_zone_from_tzid (tzid);
      /* What only the display name or the offset tells comes after what the file defines. */
      if (zone != NULL && (*tzid == '(' || zone_by_offset (tzid) != NULL)
          && g_hash_table_contains (self->definitions, tzid))
        zone = NULL;
      g_hash_table_insert (self->found, g_strdup (tzid), zone);
    }
  return zone;
}

/**
 * balai_ical_zones_place:
 * @self: zones
 * @tzid: (nullable): the name of a zone, %NULL for a time that names none
 * @floating: the zone of times that name none
 * @wall: what its clock shows
 * @unknown: (out) (optional): whether the name says nothing and the time was placed as one that names none
 *
 * Places a wall time: by name, then as the file defines the zone. A defined zone that no zone of the database behaves
 * like gives instants that are right, and a zone of the same fixed offset (UTC where there is none).
 *
 * Returns: the time
 */
BalaiIcalTime
balai_ical_zones_place (BalaiIcalZones  *self,
                        const char      *tzid,
                        const BalaiZone *floating,
                        int64_t          wall,
                        gboolean        *unknown)
{
  const BalaiZone *zone = floating;

  if (unknown != NULL)
    *unknown = FALSE;
  if (tzid != NULL && *tzid != '\0')
    {
      zone = zones_find (self, tzid);
      if (zone == NULL)
        {
          BalaiIcalZoneDefinition *definition = g_hash_table_lookup (self->definitions, tzid);

          if (definition != NULL && definition->changes == NULL && self->n_prepared++ < MAX_DEFINITIONS)
            definition_prepare (definition, floating, wall);
          if (definition != NULL && definition->changes == NULL)
            definition = NULL;
          if (definition != NULL && definition->zone == NULL && definition->changes->len > 0)
            {
              int64_t offset = definition_offset (definition, wall);

              return balai_ical_time_at (wall - offset, zone_of_offset (offset));
            }
          if (definition != NULL && definition->zone != NULL)
            zone = definition->zone;
        }
      if (zone == NULL)
        {
          if (unknown != NULL)
            *unknown = TRUE;
          zone = floating;
        }
    }
  return (BalaiIcalTime) { wall, balai_zone_to_instant (zone, wall), zone, FALSE };
}

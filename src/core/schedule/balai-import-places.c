/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-places-private.h"

#include <string.h>

#include "balai-registers.h"

/* Where events take place, of all files at once: what one of them writes as "Balai Kota, Jl. Basuki Rahmat 15" another
 * calls "Balai Kota", and in whatever order they stand that is one venue. */

#define SEPARATORS ",;\n()/|"

void
balai_import_place_free (BalaiImportPlace *self)
{
  g_free (self->name);
  g_free (self);
}

/**
 * balai_import_place_is_online:
 * @location: where an event takes place
 *
 * Returns: whether it is no place but a meeting on the net
 */
gboolean
balai_import_place_is_online (const char *location)
{
  static const char *const words[] = { "daring", "online", "zoom", "zoom meeting", "google meet", "microsoft teams",
                                       "teams", "microsoft teams meeting", "rapat microsoft teams", "virtual" };
  g_autofree char *key = NULL;

  if (g_str_has_prefix (location, "http://") || g_str_has_prefix (location, "https://"))
    return TRUE;
  key = balai_name_key (location);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_equal (key, words[i]))
        return TRUE;
    }
  return FALSE;
}

static char *
first_line (const char *text)
{
  return g_strndup (text, strcspn (text, "\n"));
}

static gboolean
begins_like_room (const char *key)
{
  static const char *const words[] = { "ruang ", "aula ", "lab ", "laboratorium ", "studio ", "pendopo ",
                                       "lapangan " };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (g_str_has_prefix (key, words[i]))
        return TRUE;
    }
  return FALSE;
}

/* "Ruang A1; Ruang B1", "Aula Utara dan Aula Selatan". */
static gboolean
names_several (const char *location)
{
  g_auto (GStrv) parts = g_strsplit_set (location, SEPARATORS, -1);
  g_autoptr (GHashTable) rooms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *key = balai_name_key (parts[i]);
      g_auto (GStrv) names = g_strsplit (key, " dan ", -1);

      for (guint j = 0; names[j] != NULL; j++)
        {
          if (begins_like_room (names[j]) && !balai_name_says_nothing (names[j]))
            g_hash_table_add (rooms, g_strdup (names[j]));
        }
    }
  return g_hash_table_size (rooms) > 1;
}

static gboolean
is_address (const char *text)
{
  g_autofree char *part = g_strndup (text, strcspn (text, SEPARATORS));
  g_autofree char *key = balai_name_key (part);

  return g_str_has_prefix (key, "jalan ");
}

/* The shortest beginning that is a name of its own: one that a file uses alone, one that an address follows, and the
 * first where there are several rooms. */
static char *
name_of (BalaiImportNames *names,
         const char       *location,
         gboolean          several)
{
  g_autofree char *line = first_line (location);

  for (const char *end = line + strcspn (line, SEPARATORS); *end != '\0'; end += 1 + strcspn (end + 1, SEPARATORS))
    {
      g_autofree char *name = g_strstrip (g_strndup (line, (gsize) (end - line)));
      g_autofree char *key = balai_name_key (name);

      if (balai_name_says_nothing (name))
        continue;
      if (g_hash_table_contains (names->said, key) || is_address (end + 1) || (several && begins_like_room (key)))
        return g_steal_pointer (&name);
    }
  return g_steal_pointer (&line);
}

/**
 * balai_import_places_find:
 * @names: the registers
 * @location: where an event takes place, as a file writes it
 *
 * Returns: (transfer none): what it says, from the registers as they were before the import
 */
const BalaiImportPlace *
balai_import_places_find (BalaiImportNames *names,
                          const char       *location)
{
  BalaiImportPlace *place = g_hash_table_lookup (names->places, location);

  if (place == NULL)
    {
      place = g_new0 (BalaiImportPlace, 1);
      place->venue = balai_name_matcher_place (names->matcher, location, &place->whole, &place->ambiguous);
      place->several = !place->whole && names_several (location);
      if (place->venue == NULL && !place->ambiguous)
        place->name = name_of (names, location, place->several);
      g_hash_table_insert (names->places, g_strdup (location), place);
    }
  return place;
}

static void
learn_name (BalaiImportNames *names,
            const char       *name)
{
  g_autofree char *line = first_line (name);
  g_autofree char *key = balai_name_key (line);

  g_hash_table_add (names->said, g_steal_pointer (&key));
}

/**
 * balai_import_places_learn:
 * @names: the registers
 * @files: (element-type BalaiIcal): the files
 *
 * Looks up every place of the files before any new venue is known, so that their order decides nothing.
 */
void
balai_import_places_learn (BalaiImportNames *names,
                           GPtrArray        *files)
{
  for (int pass = 0; pass < 2; pass++)
    for (guint i = 0; i < files->len; i++)
      {
        const BalaiIcal *ical = files->pdata[i];

        for (guint j = 0; j < ical->events->len; j++)
          {
            const BalaiIcalEvent *event = ical->events->pdata[j];
            const char *location = event->location;

            if (balai_ical_event_get (event, BALAI_ICAL_OWN) != NULL)
              continue;
            for (guint k = 0; pass == 0 && k < event->attendees->len; k++)
              {
                const BalaiIcalAttendee *attendee = event->attendees->pdata[k];

                if (g_strcmp0 (attendee->cutype, "ROOM") == 0 && attendee->name != NULL)
                  learn_name (names, attendee->name);
              }
            if (location == NULL || *location == '\0' || balai_import_place_is_online (location))
              continue;
            if (pass == 0)
              learn_name (names, location);
            else
              balai_import_places_find (names, location);
          }
      }
}

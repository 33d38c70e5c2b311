/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-export-data-private.h"

#include "balai-calendar-part.h"
#include "balai-event.h"
#include "balai-ical-text.h"

/* What was kept of the imported files beside their events goes out with the calendar of all and with that of its OPD. A
 * room or a person has no tasks and no colour. */

static int
compare_parts (gconstpointer a,
               gconstpointer b)
{
  static const int fields[] = {
    BALAI_CALENDAR_PART_COMPONENT, BALAI_CALENDAR_PART_UID, BALAI_CALENDAR_PART_RECURRENCE,
  };
  BalaiRecord *x = *(BalaiRecord *const *) a;
  BalaiRecord *y = *(BalaiRecord *const *) b;
  int order = 0;

  for (gsize i = 0; order == 0 && i < G_N_ELEMENTS (fields); i++)
    order = g_strcmp0 (balai_record_get_text (x, fields[i]), balai_record_get_text (y, fields[i]));
  return order == 0 ? g_strcmp0 (balai_record_get_id (x), balai_record_get_id (y)) : order;
}

static gboolean
is_component (BalaiRecord *part,
              const char  *component)
{
  return g_strcmp0 (balai_record_get_text (part, BALAI_CALENDAR_PART_COMPONENT), component) == 0;
}

static gboolean
in_scope (BalaiRecord            *part,
          const BalaiExportScope *scope)
{
  return scope->opd == NULL || is_component (part, BALAI_CALENDAR_PART_ZONE_KIND)
         || g_strcmp0 (balai_record_get_text (part, BALAI_CALENDAR_PART_OPD), scope->opd) == 0;
}

static void
add_component (BalaiIcal   *ical,
               BalaiRecord *part)
{
  g_autoptr (BalaiIcal) parsed = balai_calendar_part_parse (balai_record_get_text (part, BALAI_CALENDAR_PART_VERBATIM));

  while (parsed->others->len > 0)
    {
      BalaiIcalOther *other = g_ptr_array_steal_index (parsed->others, 0);

      other->calendar = 0;
      g_ptr_array_add (ical->others, other);
    }
}

/* The zones that something in the calendar names. */
static void
add_zones (BalaiIcal *ical,
           GPtrArray *parts)
{
  g_autoptr (GHashTable) tzids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ical->others->len; i++)
    balai_ical_find_tzids (((const BalaiIcalOther *) ical->others->pdata[i])->text, tzids);
  for (guint i = 0; i < ical->events->len; i++)
    balai_ical_find_tzids (((const BalaiIcalEvent *) ical->events->pdata[i])->raw, tzids);
  for (guint i = 0; i < parts->len; i++)
    {
      const char *tzid = balai_record_get_text (parts->pdata[i], BALAI_CALENDAR_PART_UID);

      if (is_component (parts->pdata[i], BALAI_CALENDAR_PART_ZONE_KIND) && g_hash_table_contains (tzids, tzid))
        add_component (ical, parts->pdata[i]);
    }
}

/* Whether all events of the calendar belong to OPDs whose calendars these are. */
static gboolean
speak_for_all (GPtrArray *sources,
               GPtrArray *events)
{
  g_autoptr (GHashTable) opds = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < sources->len; i++)
    {
      const char *opd = balai_record_get_text (sources->pdata[i], BALAI_CALENDAR_PART_OPD);

      g_hash_table_add (opds, (gpointer) (opd == NULL ? "" : opd));
    }
  for (guint i = 0; i < events->len; i++)
    {
      const char *opd = balai_record_get_text (events->pdata[i], BALAI_EVENT_OPD);

      if (!g_hash_table_contains (opds, opd == NULL ? "" : opd))
        return FALSE;
    }
  return TRUE;
}

/* The lines of the first that all the others have too. */
static char *
common_lines (const char *first,
              GPtrArray  *others)
{
  g_auto (GStrv) lines = g_strsplit (first, "\n", -1);
  GString *common = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean missing = *lines[i] == '\0';

      for (guint j = 0; !missing && j < others->len; j++)
        missing = !g_strv_contains (others->pdata[j], lines[i]);
      if (!missing)
        g_string_append_printf (common, "%s\n", lines[i]);
    }
  return g_string_free (common, FALSE);
}

/* What all the calendars that came in say alike. One alone says all of it, and an import of the export finds it. */
static void
add_properties (BalaiIcalCalendar *calendar,
                GPtrArray         *sources)
{
  g_autoptr (GPtrArray) others = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  g_autofree char *common = NULL, *name = NULL;

  for (guint i = 1; i < sources->len; i++)
    g_ptr_array_add (others, g_strsplit (balai_record_get_text (sources->pdata[i], BALAI_CALENDAR_PART_VERBATIM), "\n",
                                         -1));
  common = common_lines (balai_record_get_text (sources->pdata[0], BALAI_CALENDAR_PART_VERBATIM), others);
  g_free (calendar->raw);
  name = balai_calendar_part_name (common, &calendar->raw);
  if (name != NULL)
    {
      g_free (calendar->name);
      calendar->name = g_steal_pointer (&name);
    }
  if (sources->len == 1)
    {
      char *raw = g_strdup_printf ("%s" BALAI_CALENDAR_PART_SOURCE ":%s\n", calendar->raw,
                                   balai_record_get_id (sources->pdata[0]));

      g_free (calendar->raw);
      calendar->raw = raw;
    }
}

/**
 * balai_export_parts_add:
 * @data: what is exported
 * @repository: a repository
 * @scope: which part of the calendar
 * @ical: the calendar, with its events
 * @error: return location for a #BalaiDbError
 *
 * Adds what was kept of imported files beside their events.
 *
 * Returns: whether it could be read
 */
gboolean
balai_export_parts_add (const BalaiExportData   *data,
                        BalaiRepository         *repository,
                        const BalaiExportScope  *scope,
                        BalaiIcal               *ical,
                        GError                 **error)
{
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GPtrArray) sources = g_ptr_array_new ();

  if (scope->venue != NULL || scope->person != NULL)
    return TRUE;
  parts = balai_repository_list_all (repository, &balai_calendar_part_kind, error);
  if (parts == NULL)
    return FALSE;
  g_ptr_array_sort (parts, compare_parts);
  for (guint i = 0; i < parts->len; i++)
    {
      if (!in_scope (parts->pdata[i], scope) || is_component (parts->pdata[i], BALAI_CALENDAR_PART_ZONE_KIND))
        continue;
      if (is_component (parts->pdata[i], BALAI_CALENDAR_PART_CALENDAR))
        g_ptr_array_add (sources, parts->pdata[i]);
      else
        add_component (ical, parts->pdata[i]);
    }
  add_zones (ical, parts);
  if (sources->len > 0 && (scope->opd != NULL || speak_for_all (sources, data->events)))
    add_properties (ical->calendars->pdata[0], sources);
  return TRUE;
}

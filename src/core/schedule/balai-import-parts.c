/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-parts-private.h"

#include "balai-calendar-part.h"
#include "balai-import-entries-private.h"

/* What is kept of a file beside its events. A component is known by its kind, identifier and date, as an event is,
 * whoever brings it; a calendar by the OPD too, since many are simply called "Calendar". */

typedef struct
{
  BalaiImportPlan *plan;       /* (unowned) */
  BalaiRepository *repository; /* (unowned) */
  const char      *opd;        /* (unowned) (nullable) */
  GHashTable      *known;      /* (owned) (element-type utf8 BalaiRecord), what was looked up or is planned */
  GHashTable      *planned;    /* (owned) (element-type BalaiRecord), those among the puts of the plan */
} Planner;

static gboolean
is_calendar (const BalaiCalendarPart *part)
{
  return g_str_equal (part->component, BALAI_CALENDAR_PART_CALENDAR);
}

static gboolean
is_zone (const BalaiCalendarPart *part)
{
  return g_str_equal (part->component, BALAI_CALENDAR_PART_ZONE_KIND);
}

static gboolean
is_record_of (const Planner           *self,
              const BalaiCalendarPart *part,
              BalaiRecord             *record)
{
  if (g_strcmp0 (balai_record_get_text (record, BALAI_CALENDAR_PART_COMPONENT), part->component) != 0
      || g_strcmp0 (balai_record_get_text (record, BALAI_CALENDAR_PART_UID), part->uid) != 0)
    return FALSE;
  return is_calendar (part)
           ? g_strcmp0 (balai_record_get_text (record, BALAI_CALENDAR_PART_OPD), self->opd) == 0
           : g_strcmp0 (balai_record_get_text (record, BALAI_CALENDAR_PART_RECURRENCE), part->recurrence) == 0;
}

/* Looks for what Balai has of the part: planned before it, or stored. */
static gboolean
find_record (Planner                  *self,
             const BalaiCalendarPart  *part,
             const char               *key,
             BalaiRecord             **record,
             GError                  **error)
{
  g_autoptr (BalaiQuery) query = NULL;
  g_autoptr (GPtrArray) records = NULL;

  *record = g_hash_table_lookup (self->known, key);
  if (*record != NULL)
    return TRUE;
  query = balai_query_new (&balai_calendar_part_kind);
  if (part->uid == NULL)
    balai_query_where_null (query, BALAI_CALENDAR_PART_UID, TRUE);
  else
    balai_query_where_text (query, BALAI_CALENDAR_PART_UID, BALAI_EQUAL, part->uid);
  records = balai_repository_list (self->repository, query, error);
  for (guint i = 0; records != NULL && *record == NULL && i < records->len; i++)
    {
      if (is_record_of (self, part, records->pdata[i]))
        *record = records->pdata[i];
    }
  if (*record != NULL)
    g_hash_table_insert (self->known, g_strdup (key), g_object_ref (*record));
  return records != NULL;
}

static char *
key_of (const BalaiCalendarPart *part)
{
  return g_strjoin ("\n", part->component, part->recurrence == NULL ? "" : part->recurrence,
                    part->uid == NULL ? "" : part->uid, NULL);
}

/* The stored version, as far as it says which one it is. */
static gboolean
is_older (const BalaiCalendarPart *part,
          BalaiRecord             *record)
{
  g_autoptr (BalaiIcal) stored = NULL;
  BalaiCalendarPart version = { 0 };

  if (is_calendar (part))
    return FALSE;
  stored = balai_calendar_part_parse (balai_record_get_text (record, BALAI_CALENDAR_PART_VERBATIM));
  if (stored->others->len > 0)
    {
      const BalaiIcalOther *other = stored->others->pdata[0];

      version.sequence = other->sequence;
      version.last_modified = other->last_modified;
      version.dtstamp = other->dtstamp;
    }
  return balai_calendar_part_compare (part, &version) < 0;
}

static void
put (Planner                 *self,
     const BalaiCalendarPart *part,
     const char              *key,
     BalaiRecord             *old)
{
  gboolean planned = old != NULL && g_hash_table_contains (self->planned, old);
  g_autoptr (BalaiRecord) record = planned         ? g_object_ref (old)
                                   : old != NULL   ? balai_record_copy (old)
                                                   : balai_record_new (&balai_calendar_part_kind);
  g_autofree char *zone_key = part->zone == NULL ? NULL : key_of (part->zone);
  BalaiRecord *zone = zone_key == NULL ? NULL : g_hash_table_lookup (self->known, zone_key);

  /* A zone is nobody's: whatever names it takes it along. */
  if (old == NULL && self->opd != NULL && !is_zone (part))
    balai_record_set_text (record, BALAI_CALENDAR_PART_OPD, self->opd);
  balai_record_set_text (record, BALAI_CALENDAR_PART_COMPONENT, part->component);
  balai_record_set_text (record, BALAI_CALENDAR_PART_UID, part->uid);
  balai_record_set_text (record, BALAI_CALENDAR_PART_RECURRENCE, part->recurrence);
  balai_record_set_text (record, BALAI_CALENDAR_PART_ZONE, zone == NULL ? NULL : balai_record_get_id (zone));
  balai_record_set_text (record, BALAI_CALENDAR_PART_VERBATIM, part->verbatim);
  if (planned)
    return;
  g_hash_table_add (self->planned, record);
  g_ptr_array_add (self->plan->puts, g_object_ref (record));
  self->plan->n_new_parts += !is_zone (part);
  g_hash_table_insert (self->known, g_strdup (key), g_steal_pointer (&record));
}

static gboolean
plan_part (Planner                  *self,
           const BalaiCalendarPart  *part,
           guint                     file,
           GError                  **error)
{
  g_autofree char *key = key_of (part);
  BalaiRecord *record = NULL;
  GError *local = NULL;

  if (!balai_calendar_part_fits (part))
    {
      balai_import_plan_note (self->plan, NULL, file, part->line, BALAI_ICAL_PROBLEM_TOO_LARGE, part->component);
      return TRUE;
    }
  if (part->source != NULL)
    {
      /* Written by this Balai: its own export says nothing new to it. */
      g_autoptr (BalaiRecord) own = balai_repository_get (self->repository, &balai_calendar_part_kind, part->source,
                                                          &local);

      if (local != NULL)
        g_propagate_error (error, local);
      if (own != NULL || local != NULL)
        return local == NULL;
    }
  if (!find_record (self, part, key, &record, error))
    return FALSE;
  self->plan->n_parts += !is_zone (part) && !is_calendar (part);
  if (record == NULL
      || (g_strcmp0 (balai_record_get_text (record, BALAI_CALENDAR_PART_VERBATIM), part->verbatim) != 0
          && !is_older (part, record)))
    put (self, part, key, record);
  return TRUE;
}

/**
 * balai_import_parts_plan:
 * @plan: a plan
 * @repository: a repository, only read from
 * @files: (element-type BalaiIcal): what the reader made of the files
 * @opd: (nullable): id of the OPD that new parts belong to
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #BalaiDbError, or %G_IO_ERROR_CANCELLED
 *
 * Adds to the plan what is kept of the files beside their events.
 *
 * Returns: whether it could be looked up
 */
gboolean
balai_import_parts_plan (BalaiImportPlan  *plan,
                         BalaiRepository  *repository,
                         GPtrArray        *files,
                         const char       *opd,
                         GCancellable     *cancellable,
                         GError          **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_autoptr (GHashTable) planned = g_hash_table_new (NULL, NULL);
  Planner self = { plan, repository, opd, known, planned };

  for (guint i = 0; i < files->len; i++)
    {
      g_autoptr (GPtrArray) parts = balai_calendar_parts_read (files->pdata[i]);

      for (guint j = 0; j < parts->len; j++)
        {
          if ((j % 256 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
              || !plan_part (&self, parts->pdata[j], i, error))
            return FALSE;
        }
    }
  return TRUE;
}

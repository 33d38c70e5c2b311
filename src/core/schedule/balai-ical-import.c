/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-ical-import.h"

#include <string.h>

#include "balai-event-series.h"
#include "balai-event.h"
#include "balai-import-invitation-private.h"
#include "balai-import-known-private.h"
#include "balai-import-merge.h"
#include "balai-import-parts-private.h"
#include "balai-import-places-private.h"
#include "balai-import-twins-private.h"
#include "balai-import-values-private.h"
#include "balai-registers.h"
#include "balai-schedule-data.h"
#include "balai-schedule-derive.h"

/* Between two calls of the progress function. */
#define PROGRESS_STEP 200

typedef struct
{
  BalaiImportPlan          *plan;       /* (unowned) */
  BalaiRepository          *repository; /* (unowned) */
  const BalaiImportOptions *options;    /* (unowned) */
  const BalaiZone          *city;       /* (unowned) */
  BalaiImportNames          names;
  BalaiImportKnown          known;
  BalaiImportTwins          twins;
  GPtrArray                *series;     /* (owned) (element-type Entry): new series */
} Planner;

static void
put (Planner     *self,
     BalaiRecord *record)
{
  g_ptr_array_add (self->plan->puts, g_object_ref (record));
}

static void
set_stamp (BalaiRecord *record,
           int          field,
           int64_t      instant)
{
  if (instant == BALAI_ICAL_NONE)
    balai_record_set_null (record, field);
  else
    balai_record_set_int (record, field, instant);
}

/* Keeps what the file said. */
static void
put_source (Planner     *self,
            const Entry *entry,
            BalaiRecord *old,
            const char  *event,
            const char  *json,
            const char  *verbatim)
{
  g_autoptr (BalaiRecord) source = old == NULL ? balai_record_new (&balai_import_source_kind) : balai_record_copy (old);

  balai_record_set_text (source, BALAI_IMPORT_SOURCE_UID, entry->uid);
  balai_record_set_text (source, BALAI_IMPORT_SOURCE_RECURRENCE, entry->recurrence);
  balai_record_set_text (source, BALAI_IMPORT_SOURCE_EVENT, event);
  balai_record_set_text (source, BALAI_IMPORT_SOURCE_IMPORTED, json);
  balai_record_set_text (source, BALAI_IMPORT_SOURCE_VERBATIM, verbatim);
  balai_record_set_int (source, BALAI_IMPORT_SOURCE_SEQUENCE, entry->event->sequence);
  set_stamp (source, BALAI_IMPORT_SOURCE_LAST_MODIFIED, entry->event->last_modified);
  set_stamp (source, BALAI_IMPORT_SOURCE_STAMP, entry->event->dtstamp);
  put (self, source);
}

static void
set_series (Planner     *self,
            const Entry *entry,
            BalaiRecord *event)
{
  const char *series = entry->master == NULL ? entry->series_id : entry->master->event_id;

  if (entry->recurrence == NULL || entry->splits)
    return;
  /* Without its series it is an event like others, which keeps its date for the day the series comes. */
  if (series != NULL)
    balai_record_set_text (event, BALAI_EVENT_SERIES, series);
  if (strchr (entry->recurrence, 'T') == NULL)
    {
      balai_record_set_null (event, BALAI_EVENT_RECURRENCE_ID);
      balai_record_set_int (event, BALAI_EVENT_RECURRENCE_DATE, balai_wall_day (entry->replaces.wall));
    }
  else
    {
      balai_record_set_null (event, BALAI_EVENT_RECURRENCE_DATE);
      balai_record_set_int (event, BALAI_EVENT_RECURRENCE_ID, entry->replaces.instant);
    }
}

/* Times to set up and to clear are those of the venue, as in an entry that is typed. */
static void
take_buffers (Planner     *self,
              BalaiRecord *event)
{
  BalaiRecord *venue = balai_name_matcher_get (self->names.matcher, &balai_venue_kind,
                                               balai_record_get_text (event, BALAI_EVENT_VENUE));

  if (venue == NULL)
    return;
  if (balai_record_get_int (venue, BALAI_VENUE_SETUP) > 0)
    balai_record_set_int (event, BALAI_EVENT_SETUP, balai_record_get_int (venue, BALAI_VENUE_SETUP));
  if (balai_record_get_int (venue, BALAI_VENUE_TEARDOWN) > 0)
    balai_record_set_int (event, BALAI_EVENT_TEARDOWN, balai_record_get_int (venue, BALAI_VENUE_TEARDOWN));
}

/* An invitation asks; only what a person has agreed to is done of it. */
static gboolean
asks (const Entry *entry)
{
  return g_strcmp0 (entry->method, "REQUEST") == 0;
}

static gboolean
add_new (Planner            *self,
         Entry              *entry,
         BalaiImportValues  *values,
         BalaiRecord        *source,
         GError            **error)
{
  BalaiRecord *event = values->event;

  if ((values->fields & (G_GUINT64_CONSTANT (1) << BALAI_EVENT_OPD)) == 0 && self->options->opd != NULL)
    balai_record_set_text (event, BALAI_EVENT_OPD, self->options->opd);
  if (asks (entry))
    balai_import_invite (values, self->options->opd);
  balai_record_set_text (event, BALAI_EVENT_UID, entry->event_uid);
  set_series (self, entry, event);
  if (balai_ical_event_get (entry->event, BALAI_ICAL_OWN) == NULL)
    take_buffers (self, event);
  entry->item->state = BALAI_IMPORT_NEW;
  entry->item->event = g_object_ref (event);
  entry->event_id = g_strdup (balai_record_get_id (event));
  put (self, event);
  if (self->known.any_events && entry->recurrence == NULL && balai_event_is_series (event))
    g_ptr_array_add (self->series, entry);
  for (guint i = 0; i < values->links->len; i++)
    {
      BalaiRecord *link = values->links->pdata[i];
      const BalaiKind *kind = balai_record_get_kind (link);

      balai_record_set_text (link, balai_kind_find_field (kind, kind->parent_field), entry->event_id);
      put (self, link);
    }
  put_source (self, entry, source, entry->event_id, values->json, values->verbatim);
  return balai_import_twins_find (&self->twins, entry, self->known.any_events, error);
}

static BalaiImportResolution
resolution_of (Planner     *self,
               const Entry *entry)
{
  if (self->options->resolutions == NULL)
    return BALAI_IMPORT_ASK;
  return (BalaiImportResolution) GPOINTER_TO_INT (g_hash_table_lookup (self->options->resolutions, entry->item->key));
}

static void
tell_status (BalaiImportItem *item,
             BalaiRecord     *event,
             const char      *theirs)
{
  const BalaiField *field = &balai_event_kind.fields[BALAI_EVENT_STATUS];
  BalaiImportDifference *difference = g_new0 (BalaiImportDifference, 1);

  difference->kind = &balai_event_kind;
  difference->field = BALAI_EVENT_STATUS;
  difference->ours = balai_record_format_field (event, BALAI_EVENT_STATUS);
  difference->theirs = g_strdup (balai_field_get_enum_label (field, theirs));
  difference->conflicting = TRUE;
  g_ptr_array_add (item->differences, difference);
}

static void
name_reference (Planner  *self,
                char    **id)
{
  static const BalaiKind *const kinds[] = { &balai_venue_kind, &balai_person_kind, &balai_opd_kind,
                                            &balai_equipment_kind };

  for (gsize i = 0; *id != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      BalaiRecord *record = balai_name_matcher_get (self->names.matcher, kinds[i], *id);

      if (record != NULL)
        {
          g_free (*id);
          *id = g_strdup (balai_record_get_title (record));
          return;
        }
    }
}

/* Names for what the records know by their ids. */
static void
name_references (Planner         *self,
                 BalaiImportItem *item)
{
  for (guint i = 0; i < item->differences->len; i++)
    {
      BalaiImportDifference *difference = item->differences->pdata[i];

      name_reference (self, &difference->who);
      if (difference->kind->fields[difference->field].type == BALAI_FIELD_REFERENCE)
        {
          name_reference (self, &difference->ours);
          name_reference (self, &difference->theirs);
        }
    }
}

/* The file has the event as we know it, or nobody has changed it here; else fields meet fields. */
static gboolean
merge_known (Planner            *self,
             Entry              *entry,
             BalaiImportValues  *values,
             BalaiRecord        *source,
             BalaiRecord        *ours,
             GError            **error)
{
  g_autoptr (BalaiImportValues) base = NULL;
  g_autoptr (GPtrArray) links = balai_import_known_links (&self->known, balai_record_get_id (ours), error);
  g_auto (BalaiImportMerge) merge = { 0 };
  const char *revision = balai_ical_event_get (entry->event, "X-BALAI-REVISION");
  gboolean own = balai_ical_event_get (entry->event, BALAI_ICAL_OWN) != NULL;
  gboolean older = revision != NULL && g_ascii_strtoll (revision, NULL, 10) < balai_record_get_revision (ours);

  if (links == NULL)
    return FALSE;
  if (source != NULL)
    base = balai_import_values_from_json (balai_record_get_text (source, BALAI_IMPORT_SOURCE_IMPORTED));
  balai_import_merge_init (&merge, ours, links, base, values, older, asks (entry), resolution_of (self, entry),
                           entry->item->differences);
  name_references (self, entry->item);
  set_series (self, entry, merge.ours);
  entry->item->event = g_object_ref (merge.ours);
  entry->item->state = merge.conflicting ? BALAI_IMPORT_CONFLICTING
                       : merge.changed   ? BALAI_IMPORT_CHANGED
                                         : BALAI_IMPORT_SAME;
  if (merge.changed)
    {
      put (self, merge.ours);
      for (guint i = 0; i < merge.links->len; i++)
        put (self, merge.links->pdata[i]);
      for (guint i = 0; i < merge.removed->len; i++)
        g_ptr_array_add (self->plan->deletes, g_object_ref (merge.removed->pdata[i]));
    }
  if (own && !merge.changed)
    return TRUE;
  if (merge.base != NULL
      && (source == NULL || g_strcmp0 (balai_record_get_text (source, BALAI_IMPORT_SOURCE_IMPORTED), merge.base) != 0
          || g_strcmp0 (balai_record_get_text (source, BALAI_IMPORT_SOURCE_VERBATIM), values->verbatim) != 0))
    put_source (self, entry, source, balai_record_get_id (ours), merge.base, values->verbatim);
  return TRUE;
}

/* By SEQUENCE, then LAST-MODIFIED, then DTSTAMP. */
static gboolean
is_older (const BalaiIcalEvent *event,
          BalaiRecord          *source)
{
  int64_t known = balai_record_get_int (source, BALAI_IMPORT_SOURCE_SEQUENCE);

  if (event->sequence != known)
    return event->sequence < known;
  if (event->last_modified != BALAI_ICAL_NONE && !balai_record_is_null (source, BALAI_IMPORT_SOURCE_LAST_MODIFIED))
    {
      known = balai_record_get_int (source, BALAI_IMPORT_SOURCE_LAST_MODIFIED);
      if (event->last_modified != known)
        return event->last_modified < known;
    }
  return event->dtstamp != BALAI_ICAL_NONE && !balai_record_is_null (source, BALAI_IMPORT_SOURCE_STAMP)
         && event->dtstamp < balai_record_get_int (source, BALAI_IMPORT_SOURCE_STAMP);
}

/* What is passed over is told by its name and time all the same; the names in it are asked of nobody. */
static void
only_show (Planner *self,
           Entry   *entry)
{
  g_autoptr (GHashTable) proposals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                            (GDestroyNotify) balai_import_proposal_free);
  g_autoptr (GHashTable) created = g_hash_table_new (g_str_hash, g_str_equal);
  BalaiImportNames names = { self->names.matcher, proposals, FALSE, NULL, self->names.places, self->names.said,
                             created, 0 };
  g_autoptr (BalaiImportValues) values = balai_import_values_new (entry->event, entry->method, NULL, &names,
                                                                  self->city);

  entry->item->event = g_object_ref (values->event);
}

/* Somebody else takes a meeting back, or answers: a person decides. */
static gboolean
plan_answer (Planner     *self,
             Entry       *entry,
             BalaiRecord *ours,
             GError     **error)
{
  gboolean theirs = resolution_of (self, entry) == BALAI_IMPORT_THEIRS;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (BalaiImportValues) values = NULL;

  if (ours == NULL)
    {
      only_show (self, entry);
      return TRUE;
    }
  entry->item->event = balai_record_copy (ours);
  if (g_str_equal (entry->method, "CANCEL"))
    {
      if (g_strcmp0 (balai_record_get_text (ours, BALAI_EVENT_STATUS), "cancelled") == 0)
        return TRUE;
      tell_status (entry->item, ours, "cancelled");
      entry->item->state = theirs ? BALAI_IMPORT_CHANGED : BALAI_IMPORT_CONFLICTING;
      if (theirs)
        {
          balai_record_set_text (entry->item->event, BALAI_EVENT_STATUS, "cancelled");
          put (self, entry->item->event);
        }
      return TRUE;
    }

  values = balai_import_values_new (entry->event, entry->method, NULL, &self->names, self->city);
  links = balai_import_known_links (&self->known, balai_record_get_id (ours), error);
  if (links == NULL)
    return FALSE;
  for (guint i = 0; i < values->links->len; i++)
    {
      BalaiRecord *answer = values->links->pdata[i];

      for (guint j = 0; j < links->len; j++)
        {
          BalaiRecord *link = links->pdata[j];
          BalaiImportDifference *difference;
          BalaiRecord *person;

          if (balai_record_get_kind (link) != &balai_event_person_kind
              || balai_record_get_kind (answer) != &balai_event_person_kind
              || g_strcmp0 (balai_import_link_get_target (link), balai_import_link_get_target (answer)) != 0
              || balai_record_field_equal (link, answer, BALAI_EVENT_PERSON_ATTENDANCE))
            continue;
          difference = g_new0 (BalaiImportDifference, 1);
          difference->kind = &balai_event_person_kind;
          difference->field = BALAI_EVENT_PERSON_ATTENDANCE;
          person = balai_name_matcher_get (self->names.matcher, &balai_person_kind,
                                           balai_import_link_get_target (link));
          difference->who = g_strdup (person == NULL ? NULL : balai_record_get_title (person));
          difference->ours = balai_record_format_field (link, BALAI_EVENT_PERSON_ATTENDANCE);
          difference->theirs = balai_record_format_field (answer, BALAI_EVENT_PERSON_ATTENDANCE);
          difference->conflicting = !theirs;
          g_ptr_array_add (entry->item->differences, difference);
          entry->item->state = theirs ? BALAI_IMPORT_CHANGED : BALAI_IMPORT_CONFLICTING;
          if (theirs)
            {
              g_autoptr (BalaiRecord) changed = balai_record_copy (link);

              balai_record_copy_field (changed, answer, BALAI_EVENT_PERSON_ATTENDANCE);
              put (self, changed);
            }
        }
    }
  return TRUE;
}

static gboolean
find_ours (Planner      *self,
           const Entry  *entry,
           BalaiRecord  *source,
           BalaiRecord **ours,
           GError      **error)
{
  GError *local = NULL;

  *ours = NULL;
  if (source != NULL)
    *ours = balai_repository_get (self->repository, &balai_event_kind,
                                  balai_record_get_text (source, BALAI_IMPORT_SOURCE_EVENT), &local);
  /* A date may have been moved here after the invitation to move it was refused. */
  if (local == NULL && *ours == NULL && (source == NULL || entry->recurrence != NULL))
    *ours = balai_import_known_event (&self->known, entry, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* That somebody invites to what we know says nothing of how far it has got here. */
static gboolean
keep_status (Planner            *self,
             const Entry        *entry,
             BalaiImportValues  *values,
             BalaiRecord        *source,
             GError            **error)
{
  g_autoptr (BalaiImportValues) base = NULL;
  g_autoptr (BalaiRecord) ours = NULL;
  BalaiRecord *known;

  if (!asks (entry) || entry->event->status == BALAI_ICAL_STATUS_CANCELLED)
    return TRUE;
  if (source != NULL)
    base = balai_import_values_from_json (balai_record_get_text (source, BALAI_IMPORT_SOURCE_IMPORTED));
  else if (!find_ours (self, entry, source, &ours, error))
    return FALSE;
  known = base != NULL ? base->event : ours;
  if (known != NULL && !balai_record_is_null (known, BALAI_EVENT_STATUS))
    {
      balai_record_copy_field (values->event, known, BALAI_EVENT_STATUS);
      balai_import_values_write_json (values);
    }
  return TRUE;
}

/* Whether an invitation would move a date of a series that we know. */
static gboolean
moves_known (const Entry *entry)
{
  return asks (entry) && entry->recurrence != NULL
         && (entry->series_id != NULL
             || (entry->master != NULL && entry->master->item->state != BALAI_IMPORT_NEW));
}

static gboolean
plan_entry (Planner  *self,
            Entry    *entry,
            GError  **error)
{
  g_autoptr (BalaiImportValues) values = NULL;
  g_autoptr (BalaiRecord) ours = NULL;
  BalaiImportSeries series = { entry->rrules, entry->rdates, entry->exdates };
  BalaiRecord *source = NULL;

  if (entry->superseded)
    {
      only_show (self, entry);
      return TRUE;
    }
  entry->item->key = balai_import_source_key (entry->uid, entry->recurrence);
  if (!balai_import_known_source (&self->known, entry->uid, entry->recurrence, &source, error))
    return FALSE;
  if (balai_import_is_answer (entry->method))
    return find_ours (self, entry, source, &ours, error) && plan_answer (self, entry, ours, error);

  /* An override whose master came with an earlier file. */
  if (entry->recurrence != NULL && entry->master == NULL)
    {
      BalaiRecord *master = NULL;

      if (!balai_import_known_source (&self->known, entry->uid, NULL, &master, error))
        return FALSE;
      if (master != NULL)
        entry->series_id = g_strdup (balai_record_get_text (master, BALAI_IMPORT_SOURCE_EVENT));
      else if (self->known.any_events)
        {
          g_autoptr (BalaiRecord) event = balai_import_known_named (&self->known, entry->uid, NULL, NULL);

          entry->series_id = event == NULL ? NULL : g_strdup (balai_record_get_id (event));
        }
    }

  values = balai_import_values_new (entry->event, entry->method, entry->rrules != NULL ? &series : NULL, &self->names,
                                    self->city);
  if (values->several_rooms)
    balai_import_plan_note (self->plan, entry->item, entry->item->file, entry->item->line,
                            BALAI_ICAL_PROBLEM_SEVERAL_ROOMS, entry->event->location);
  entry->item->invitation = asks (entry);
  entry->item->inviter = g_strdup (values->inviter);
  if (!keep_status (self, entry, values, source, error))
    return FALSE;
  if (source != NULL)
    {
      entry->event_id = g_strdup (balai_record_get_text (source, BALAI_IMPORT_SOURCE_EVENT));
      if (is_older (entry->event, source))
        {
          entry->item->event = g_object_ref (values->event);
          return TRUE;
        }
      if (g_strcmp0 (balai_record_get_text (source, BALAI_IMPORT_SOURCE_IMPORTED), values->json) == 0)
        {
          entry->item->event = g_object_ref (values->event);
          if (g_strcmp0 (balai_record_get_text (source, BALAI_IMPORT_SOURCE_VERBATIM), values->verbatim) != 0)
            put_source (self, entry, source, entry->event_id, values->json, values->verbatim);
          return TRUE;
        }
    }
  if (!find_ours (self, entry, source, &ours, error))
    return FALSE;
  if (ours != NULL)
    {
      g_free (entry->event_id);
      entry->event_id = g_strdup (balai_record_get_id (ours));
      return merge_known (self, entry, values, source, ours, error);
    }
  if (source != NULL && resolution_of (self, entry) != BALAI_IMPORT_THEIRS)
    {
      /* Deleted here, changed there. */
      entry->item->event = g_object_ref (values->event);
      entry->item->state = resolution_of (self, entry) == BALAI_IMPORT_ASK ? BALAI_IMPORT_CONFLICTING
                                                                           : BALAI_IMPORT_SAME;
      if (entry->item->state == BALAI_IMPORT_SAME)
        put_source (self, entry, source, entry->event_id, values->json, values->verbatim);
      return TRUE;
    }
  if (moves_known (entry) && resolution_of (self, entry) != BALAI_IMPORT_THEIRS)
    {
      entry->item->event = g_object_ref (values->event);
      entry->item->state = resolution_of (self, entry) == BALAI_IMPORT_ASK ? BALAI_IMPORT_CONFLICTING
                                                                           : BALAI_IMPORT_SAME;
      /* What was refused is known from then on, without an event of its own. */
      if (entry->item->state == BALAI_IMPORT_SAME)
        put_source (self, entry, NULL, balai_record_get_id (values->event), values->json, values->verbatim);
      return TRUE;
    }
  g_clear_pointer (&entry->event_id, g_free);
  return add_new (self, entry, values, source, error);
}

/* Dates of a series may have come before it, with another file: now they belong to it. */
static gboolean
adopt_dates (Planner  *self,
             GError  **error)
{
  g_autoptr (GHashTable) planned = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; self->series->len > 0 && i < self->plan->puts->len; i++)
    g_hash_table_add (planned, (gpointer) balai_record_get_id (self->plan->puts->pdata[i]));
  for (guint i = 0; i < self->series->len; i++)
    {
      const Entry *entry = self->series->pdata[i];
      g_autoptr (BalaiQuery) query = balai_query_new (&balai_event_kind);
      g_autoptr (GPtrArray) events = NULL;

      balai_query_where_text (query, BALAI_EVENT_UID, BALAI_EQUAL, entry->event_uid);
      events = balai_repository_list (self->repository, query, error);
      if (events == NULL)
        return FALSE;
      for (guint j = 0; j < events->len; j++)
        {
          g_autofree char *replaced = balai_import_recurrence_of (events->pdata[j]);

          if (replaced == NULL || !balai_record_is_null (events->pdata[j], BALAI_EVENT_SERIES)
              || g_hash_table_contains (planned, balai_record_get_id (events->pdata[j])))
            continue;
          balai_record_set_text (events->pdata[j], BALAI_EVENT_SERIES, entry->event_id);
          put (self, events->pdata[j]);
        }
    }
  return TRUE;
}

static int
compare_uses (gconstpointer a,
              gconstpointer b)
{
  const BalaiImportProposal *x = *(const BalaiImportProposal *const *) a;
  const BalaiImportProposal *y = *(const BalaiImportProposal *const *) b;

  if (x->uses != y->uses)
    return x->uses < y->uses ? 1 : -1;
  return strcmp (x->key, y->key);
}

static void
collect_proposals (Planner *self)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, self->names.proposals);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      BalaiImportProposal *proposal = value;

      g_ptr_array_add (self->plan->proposals, proposal);
      g_hash_table_iter_steal (&iter);
      g_free (key);
    }
  g_ptr_array_sort (self->plan->proposals, compare_uses);
  for (guint i = self->plan->proposals->len; i > 0; i--)
    {
      BalaiImportProposal *proposal = self->plan->proposals->pdata[i - 1];

      /* What events point at is saved before them. */
      if (proposal->record != NULL)
        g_ptr_array_insert (self->plan->puts, 0, g_object_ref (proposal->record));
    }
}

static int
compare_notes (gconstpointer a,
               gconstpointer b)
{
  const BalaiImportNote *x = *(const BalaiImportNote *const *) a;
  const BalaiImportNote *y = *(const BalaiImportNote *const *) b;

  if (x->file != y->file)
    return x->file < y->file ? -1 : 1;
  return (x->line > y->line) - (x->line < y->line);
}

static gboolean
planner_init (Planner                   *self,
              BalaiRepository           *repository,
              const BalaiImportOptions  *options,
              BalaiImportPlan           *plan,
              GError                   **error)
{
  g_autofree char *zone = balai_schedule_city_zone (repository);

  self->plan = plan;
  self->repository = repository;
  self->options = options;
  self->city = balai_zone_get (zone);
  self->names.proposals = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                 (GDestroyNotify) balai_import_proposal_free);
  self->names.places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                              (GDestroyNotify) balai_import_place_free);
  self->names.said = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->names.created = g_hash_table_new (g_str_hash, g_str_equal);
  self->names.create_all = options->create_all;
  self->names.create = options->create;
  balai_import_twins_init (&self->twins, repository);
  self->series = g_ptr_array_new ();
  self->names.matcher = balai_name_matcher_new (repository, options->opd, error);
  if (self->names.matcher != NULL && options->unsaved_opd != NULL)
    balai_name_matcher_add (self->names.matcher, options->unsaved_opd);
  return self->names.matcher != NULL && balai_import_known_init (&self->known, repository, plan->n_events, error);
}

static void
planner_clear (Planner *self)
{
  g_clear_pointer (&self->names.matcher, balai_name_matcher_free);
  g_clear_pointer (&self->names.created, g_hash_table_unref);
  g_clear_pointer (&self->names.proposals, g_hash_table_unref);
  g_clear_pointer (&self->names.places, g_hash_table_unref);
  g_clear_pointer (&self->names.said, g_hash_table_unref);
  balai_import_known_clear (&self->known);
  balai_import_twins_clear (&self->twins);
  g_clear_pointer (&self->series, g_ptr_array_unref);
}

static char *
name_venue (Planner     *self,
            BalaiRecord *event)
{
  const char *id = event == NULL ? NULL : balai_record_get_text (event, BALAI_EVENT_VENUE);
  BalaiRecord *venue = balai_name_matcher_get (self->names.matcher, &balai_venue_kind, id);

  return venue == NULL ? NULL : g_strdup (balai_record_get_title (venue));
}

/**
 * balai_import_plan_new:
 * @repository: a repository, only read from
 * @files: (element-type BalaiIcal): what the reader made of the files
 * @options: how to import
 * @progress: (nullable) (scope call): told how far it is
 * @user_data: for @progress
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #BalaiDbError, or %G_IO_ERROR_CANCELLED
 *
 * Works out what an import would do: what is new, what has changed, what stays, where both sides have changed. Values
 * are compared with those of the last import of the same event (three ways), so a correction made in Balai stays until
 * the file itself says something new. Names that no register knows become proposals.
 *
 * A plan is as good as the moment: after anything else was saved, make another. To carry out a person's answers, make
 * it again with them among the @options.
 *
 * Returns: (transfer full) (nullable): the plan
 */
BalaiImportPlan *
balai_import_plan_new (BalaiRepository           *repository,
                       GPtrArray                 *files,
                       const BalaiImportOptions  *options,
                       BalaiImportProgressFunc    progress,
                       gpointer                   user_data,
                       GCancellable              *cancellable,
                       GError                   **error)
{
  g_autoptr (BalaiImportPlan) plan = g_new0 (BalaiImportPlan, 1);
  g_autoptr (GPtrArray) entries = NULL;
  Planner self = { 0 };
  gboolean fine;

  plan->items = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_import_item_free);
  plan->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_import_note_free);
  plan->proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_import_proposal_free);
  plan->puts = g_ptr_array_new_with_free_func (g_object_unref);
  plan->deletes = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < files->len; i++)
    plan->n_events += ((const BalaiIcal *) files->pdata[i])->n_components;

  fine = planner_init (&self, repository, options, plan, error)
         && (entries = balai_import_entries_new (files, plan, &self.known, error)) != NULL;
  if (fine)
    balai_import_places_learn (&self.names, files);
  for (guint i = 0; fine && i < entries->len; i++)
    {
      if (i % PROGRESS_STEP == 0)
        {
          if (progress != NULL)
            progress (i, entries->len, user_data);
          fine = !g_cancellable_set_error_if_cancelled (cancellable, error);
        }
      fine = fine && plan_entry (&self, entries->pdata[i], error);
    }
  fine = fine && adopt_dates (&self, error)
         && balai_import_parts_plan (plan, repository, files, options->opd, cancellable, error);
  if (fine)
    {
      collect_proposals (&self);
      g_ptr_array_sort (plan->notes, compare_notes);
      for (guint i = 0; i < plan->items->len; i++)
        {
          BalaiImportItem *item = plan->items->pdata[i];

          plan->counts[item->state]++;
          item->venue = name_venue (&self, item->event);
        }
      if (progress != NULL)
        progress (entries->len, entries->len, user_data);
    }
  planner_clear (&self);
  return fine ? g_steal_pointer (&plan) : NULL;
}

void
balai_import_plan_free (BalaiImportPlan *self)
{
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_clear_pointer (&self->puts, g_ptr_array_unref);
  g_clear_pointer (&self->deletes, g_ptr_array_unref);
  g_free (self);
}

/**
 * balai_import_plan_to_batch:
 * @self: a plan
 * @label: what is done, in the language of the program
 *
 * Returns: (transfer full): the whole import as one step that can be undone; of size 0 when nothing is to be done
 */
BalaiBatch *
balai_import_plan_to_batch (BalaiImportPlan *self,
                            const char      *label)
{
  BalaiBatch *batch = balai_batch_new (label, BALAI_BATCH_IMPORT);

  for (guint i = 0; i < self->puts->len; i++)
    balai_batch_put (batch, self->puts->pdata[i]);
  for (guint i = 0; i < self->deletes->len; i++)
    balai_batch_delete (batch, self->deletes->pdata[i]);
  return batch;
}

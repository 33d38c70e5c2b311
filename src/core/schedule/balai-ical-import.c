/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-ical-import.h"

#include <string.h>

#include "balai-event-series.h"
#include "balai-event.h"
#include "balai-import-known-private.h"
#include "balai-import-merge.h"
#include "balai-import-places-private.h"
#include "balai-registers.h"
#include "balai-same-meeting.h"
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
  GHashTable               *by_time;    /* (owned) (element-type utf8 Entry): new events by time and place */
  GPtrArray                *series;     /* (owned) (element-type Entry): new series */
} Planner;

static void
item_free (BalaiImportItem *self)
{
  g_free (self->key);
  g_free (self->text);
  g_clear_object (&self->event);
  g_ptr_array_unref (self->differences);
  g_ptr_array_unref (self->notes);
  g_free (self->twin_title);
  g_free (self->twin_uid);
  g_free (self->clash_title);
  g_free (self->clash_resource);
  g_free (self);
}

static void
difference_free (BalaiImportDifference *self)
{
  g_free (self->who);
  g_free (self->ours);
  g_free (self->theirs);
  g_free (self);
}

/**
 * balai_import_item_new:
 * @file: number of the file
 * @line: line in it
 *
 * Returns: (transfer full): an item that stays as it is
 */
BalaiImportItem *
balai_import_item_new (guint file,
                       guint line)
{
  BalaiImportItem *self = g_new0 (BalaiImportItem, 1);

  self->state = BALAI_IMPORT_SAME;
  self->file = file;
  self->line = line;
  self->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);
  self->notes = g_ptr_array_new ();
  return self;
}

static void
note_free (BalaiImportNote *self)
{
  g_free (self->text);
  g_free (self);
}

/**
 * balai_import_plan_note:
 * @plan: a plan
 * @item: (nullable): the event it is about
 * @file: number of the file
 * @line: line in it
 * @problem: what was passed over
 * @text: (nullable): what stands there
 *
 * Notes what comes in otherwise than a file says.
 */
void
balai_import_plan_note (BalaiImportPlan      *plan,
                        BalaiImportItem      *item,
                        guint                 file,
                        guint                 line,
                        BalaiIcalProblemCode  problem,
                        const char           *text)
{
  BalaiImportNote *note = g_new0 (BalaiImportNote, 1);

  note->file = file;
  note->line = line;
  note->problem = problem;
  note->text = g_strdup (text);
  g_ptr_array_add (plan->notes, note);
  if (item != NULL)
    g_ptr_array_add (item->notes, note);
}

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
  else if (balai_record_is_null (record, field) || balai_record_get_int (record, field) != instant)
    balai_record_set_int (record, field, instant);
}

static void
set_if_other (BalaiRecord *record,
              int          field,
              const char  *text)
{
  if (g_strcmp0 (balai_record_get_text (record, field), text) == 0)
    return;
  if (text == NULL)
    balai_record_set_null (record, field);
  else
    balai_record_set_text (record, field, text);
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

  set_if_other (source, BALAI_IMPORT_SOURCE_UID, entry->uid);
  set_if_other (source, BALAI_IMPORT_SOURCE_RECURRENCE, entry->recurrence);
  set_if_other (source, BALAI_IMPORT_SOURCE_EVENT, event);
  set_if_other (source, BALAI_IMPORT_SOURCE_IMPORTED, json);
  set_if_other (source, BALAI_IMPORT_SOURCE_VERBATIM, verbatim);
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
    set_if_other (event, BALAI_EVENT_SERIES, series);
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

static char *
time_and_place (BalaiRecord *event)
{
  const char *venue = balai_record_get_text (event, BALAI_EVENT_VENUE);
  const char *place = balai_record_get_text (event, BALAI_EVENT_PLACE);
  g_autofree char *place_key = venue != NULL ? g_strdup (venue) : balai_name_key (place == NULL ? "" : place);
  gboolean all_day = balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY);

  return g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s",
                          balai_record_get_int (event, all_day ? BALAI_EVENT_START_DATE : BALAI_EVENT_START),
                          balai_record_get_int (event, all_day ? BALAI_EVENT_END_DATE : BALAI_EVENT_END), place_key);
}

static BalaiMeeting
meeting_of (BalaiRecord *event,
            BalaiSpan   *span)
{
  balai_event_get_span (event, NULL, span);
  return (BalaiMeeting) {
    balai_record_get_title (event),
    balai_record_get_text (event, BALAI_EVENT_PLACE),
    balai_record_get_text (event, BALAI_EVENT_VENUE),
  };
}

static gboolean
is_twin (BalaiRecord *event,
         BalaiRecord *other)
{
  const char *uid = balai_record_get_text (event, BALAI_EVENT_UID);
  BalaiSpan span = { 0, 0 }, other_span = { 0, 0 };
  BalaiMeeting one = meeting_of (event, &span), two = meeting_of (other, &other_span);

  return !g_str_equal (balai_record_get_id (event), balai_record_get_id (other))
         && g_strcmp0 (uid, balai_record_get_text (other, BALAI_EVENT_UID)) != 0
         && balai_meetings_alike (&one, span, &two, other_span);
}

/* The same meeting under two identifiers: same time, same place, a title alike. */
static gboolean
find_twin (Planner  *self,
           Entry    *entry,
           GError  **error)
{
  BalaiRecord *event = entry->item->event;
  g_autofree char *key = NULL;
  Entry *other;
  gboolean all_day = balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY);
  BalaiRecord *twin = NULL;
  g_autoptr (GPtrArray) events = NULL;

  if (g_strcmp0 (balai_record_get_text (event, BALAI_EVENT_STATUS), "cancelled") == 0)
    return TRUE;
  key = time_and_place (event);
  other = g_hash_table_lookup (self->by_time, key);
  if (other == NULL)
    g_hash_table_insert (self->by_time, g_strdup (key), entry);
  else if (is_twin (event, other->item->event))
    twin = other->item->event;
  if (twin == NULL && self->known.any_events && !all_day)
    {
      g_autoptr (BalaiQuery) query = balai_query_new (&balai_event_kind);

      balai_query_where_int (query, BALAI_EVENT_START, BALAI_EQUAL, balai_record_get_int (event, BALAI_EVENT_START));
      balai_query_limit (query, 50, 0);
      events = balai_repository_list (self->repository, query, error);
      if (events == NULL)
        return FALSE;
      for (guint i = 0; i < events->len && twin == NULL; i++)
        {
          if (is_twin (event, events->pdata[i]))
            twin = events->pdata[i];
        }
    }
  if (twin != NULL)
    {
      const char *uid = balai_record_get_text (twin, BALAI_EVENT_UID);

      entry->item->twin_title = g_strdup (balai_record_get_title (twin));
      entry->item->twin_uid = g_strdup (uid == NULL ? balai_record_get_id (twin) : uid);
    }
  return TRUE;
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
  return find_twin (self, entry, error);
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
  balai_import_merge_init (&merge, ours, links, base, values, older, resolution_of (self, entry),
                           entry->item->differences);
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
    return TRUE;
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
           Entry        *entry,
           BalaiRecord  *source,
           BalaiRecord **ours,
           GError      **error)
{
  GError *local = NULL;

  *ours = source != NULL ? balai_repository_get (self->repository, &balai_event_kind,
                                                 balai_record_get_text (source, BALAI_IMPORT_SOURCE_EVENT), &local)
                         : balai_import_known_event (&self->known, entry, &local);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
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
    return TRUE;
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
  if (source != NULL)
    {
      entry->event_id = g_strdup (balai_record_get_text (source, BALAI_IMPORT_SOURCE_EVENT));
      if (is_older (entry->event, source))
        return TRUE;
      if (g_strcmp0 (balai_record_get_text (source, BALAI_IMPORT_SOURCE_IMPORTED), values->json) == 0)
        {
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
  self->names.create_all = options->create_all;
  self->names.create = options->create;
  self->by_time = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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
  g_clear_pointer (&self->names.proposals, g_hash_table_unref);
  g_clear_pointer (&self->names.places, g_hash_table_unref);
  g_clear_pointer (&self->names.said, g_hash_table_unref);
  balai_import_known_clear (&self->known);
  g_clear_pointer (&self->by_time, g_hash_table_unref);
  g_clear_pointer (&self->series, g_ptr_array_unref);
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

  plan->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  plan->notes = g_ptr_array_new_with_free_func ((GDestroyNotify) note_free);
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
  fine = fine && adopt_dates (&self, error);
  if (fine)
    {
      collect_proposals (&self);
      g_ptr_array_sort (plan->notes, compare_notes);
      for (guint i = 0; i < plan->items->len; i++)
        plan->counts[((BalaiImportItem *) plan->items->pdata[i])->state]++;
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

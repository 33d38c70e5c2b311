/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-entries-private.h"

#include <string.h>

#include "balai-day.h"
#include "balai-event-series.h"
#include "balai-event.h"
#include "balai-import-known-private.h"
#include "balai-import-split-private.h"
#include "balai-schedule-data.h"

static void
entry_free (Entry *self)
{
  g_free (self->uid);
  g_free (self->event_uid);
  g_free (self->recurrence);
  g_free (self->series_id);
  g_free (self->event_id);
  g_clear_pointer (&self->rrules, g_ptr_array_unref);
  g_clear_pointer (&self->rdates, g_array_unref);
  g_clear_pointer (&self->exdates, g_array_unref);
  g_free (self);
}

/**
 * balai_import_recurrence_of:
 * @event: an event of Balai
 *
 * Returns: (transfer full) (nullable): the date of its series that it replaces, as sources of imports name it
 */
char *
balai_import_recurrence_of (BalaiRecord *event)
{
  BalaiIcalTime time;

  if (!balai_record_is_null (event, BALAI_EVENT_RECURRENCE_DATE))
    time = balai_ical_time_on (balai_record_get_int (event, BALAI_EVENT_RECURRENCE_DATE), balai_zone_utc ());
  else if (!balai_record_is_null (event, BALAI_EVENT_RECURRENCE_ID))
    time = balai_ical_time_at (balai_record_get_int (event, BALAI_EVENT_RECURRENCE_ID), balai_zone_utc ());
  else
    return NULL;
  return balai_event_format_date (&time);
}

static gboolean
is_newer (const BalaiIcalEvent *a,
          const BalaiIcalEvent *b)
{
  if (a->sequence != b->sequence)
    return a->sequence > b->sequence;
  if (a->last_modified != BALAI_ICAL_NONE && b->last_modified != BALAI_ICAL_NONE
      && a->last_modified != b->last_modified)
    return a->last_modified > b->last_modified && g_strcmp0 (a->summary, b->summary) == 0;
  return FALSE;
}

static gboolean
says_the_same (const BalaiIcalEvent *a,
               const BalaiIcalEvent *b)
{
  return balai_ical_time_equal (&a->start, &b->start) && balai_ical_time_equal (&a->end, &b->end)
         && g_strcmp0 (a->summary, b->summary) == 0 && g_strcmp0 (a->location, b->location) == 0
         && g_strcmp0 (a->description, b->description) == 0 && a->status == b->status
         && a->rrules->len == b->rrules->len && a->exdates->len == b->exdates->len && a->rdates->len == b->rdates->len;
}

static int
compare_numbers (int64_t a,
                 int64_t b)
{
  return (a > b) - (a < b);
}

static const char *
first_rule (const BalaiIcalEvent *event)
{
  return event->rrules->len == 0 ? "" : event->rrules->pdata[0];
}

/* An order of events that share an identifier, the newest first, which no order of the file changes. */
static int
compare_versions (gconstpointer one,
                  gconstpointer other)
{
  const BalaiIcalEvent *a = (*(const Entry *const *) one)->event;
  const BalaiIcalEvent *b = (*(const Entry *const *) other)->event;
  const int64_t numbers[][2] = {
    { b->sequence, a->sequence },
    { b->last_modified, a->last_modified },
    { b->dtstamp, a->dtstamp },
    { a->start.instant, b->start.instant },
    { a->end.instant, b->end.instant },
    { a->status, b->status },
    { a->exdates->len, b->exdates->len },
    { a->rdates->len, b->rdates->len },
    { a->attendees->len, b->attendees->len },
  };
  const char *const texts[][2] = {
    { a->summary, b->summary },
    { a->location, b->location },
    { a->description, b->description },
    { first_rule (a), first_rule (b) },
    { a->url, b->url },
    { a->raw, b->raw },
  };
  int order = 0;

  for (gsize i = 0; order == 0 && i < G_N_ELEMENTS (numbers); i++)
    order = compare_numbers (numbers[i][0], numbers[i][1]);
  for (gsize i = 0; order == 0 && i < G_N_ELEMENTS (texts); i++)
    order = g_strcmp0 (texts[i][0], texts[i][1]);
  return order;
}

static char *
marked_uid (const Entry *entry)
{
  const BalaiIcalEvent *event = entry->event;
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %s\n%s\n%s", event->start.instant,
                                           event->end.instant, event->summary == NULL ? "" : event->summary,
                                           event->location == NULL ? "" : event->location, first_rule (event));
  g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  return g_strdup_printf ("%s#%.12s", entry->uid, sum);
}

/**
 * balai_import_is_answer:
 * @method: (nullable): METHOD of a calendar
 *
 * Returns: whether the calendar holds no events but what somebody says about events (RFC 5546)
 */
gboolean
balai_import_is_answer (const char *method)
{
  static const char *const methods[] = { "CANCEL", "REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH" };

  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    {
      if (g_strcmp0 (method, methods[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

static char *
key_of (const char  *uid,
        const Entry *entry)
{
  return balai_import_source_key (uid, entry->recurrence);
}

/* How much an event looks like the one that was imported under its identifier. */
static int
likeness (const Entry             *entry,
          const BalaiImportValues *before)
{
  const BalaiIcalTime *start = &entry->event->start;
  int points = 0;

  if (before == NULL)
    return 0;
  if (start->is_date ? balai_record_get_int (before->event, BALAI_EVENT_START_DATE) == balai_wall_day (start->wall)
                     : balai_record_get_int (before->event, BALAI_EVENT_START) == start->instant)
    points += 2;
  if (g_strcmp0 (balai_record_get_title (before->event), entry->event->summary) == 0)
    points++;
  return points;
}

/* Of several events under one identifier one keeps it. Which one must not depend on their order in the file: the one
 * that had it at the last import, and at the first the first by content. */
static gboolean
choose_heir (GPtrArray         *events,
             BalaiImportKnown  *known,
             const Entry      **heir,
             GError           **error)
{
  const Entry *first = events->pdata[0];
  g_autoptr (BalaiImportValues) before = NULL;
  BalaiRecord *source = NULL;
  int best = -1;

  *heir = NULL;
  if (!balai_import_known_source (known, first->uid, first->recurrence, &source, error))
    return FALSE;
  if (source != NULL)
    before = balai_import_values_from_json (balai_record_get_text (source, BALAI_IMPORT_SOURCE_IMPORTED));
  for (guint i = 0; i < events->len; i++)
    {
      const Entry *entry = events->pdata[i];
      g_autofree char *uid = marked_uid (entry);
      int points = likeness (entry, before);
      BalaiRecord *marked;

      if (!balai_import_known_source (known, uid, entry->recurrence, &marked, error))
        return FALSE;
      if (marked == NULL && points > best)
        {
          best = points;
          *heir = entry;
        }
    }
  return TRUE;
}

/* One identifier for several events happens. A newer version replaces an older one, a copy says nothing new, and what
 * is another event after all gets a mark of its own. */
static gboolean
settle (GPtrArray         *group,
        GHashTable        *settled,
        BalaiImportKnown  *known,
        GError           **error)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();
  const Entry *heir = group->pdata[0];

  g_ptr_array_sort (group, compare_versions);
  for (guint i = 0; i < group->len; i++)
    {
      Entry *entry = group->pdata[i];

      for (guint j = 0; j < events->len && !entry->superseded; j++)
        {
          const Entry *newer = events->pdata[j];

          entry->superseded = says_the_same (newer->event, entry->event) || is_newer (newer->event, entry->event);
        }
      if (!entry->superseded)
        g_ptr_array_add (events, entry);
    }
  if (events->len > 1 && !choose_heir (events, known, &heir, error))
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      Entry *entry = events->pdata[i];
      g_autofree char *uid = events->len == 1 || entry == heir ? g_strdup (entry->uid) : marked_uid (entry);
      g_autofree char *key = key_of (uid, entry);

      if (g_hash_table_contains (settled, key))
        {
          entry->superseded = TRUE;
          continue;
        }
      g_hash_table_insert (settled, g_steal_pointer (&key), entry);
      g_free (entry->event_uid);
      entry->event_uid = g_strdup (uid);
      g_free (entry->uid);
      entry->uid = g_steal_pointer (&uid);
    }
  return TRUE;
}

static gboolean
settle_all (GPtrArray         *entries,
            GHashTable        *settled,
            BalaiImportKnown  *known,
            GError           **error)
{
  g_autoptr (GHashTable) groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GPtrArray) several = g_ptr_array_new ();

  for (guint i = 0; i < entries->len; i++)
    {
      Entry *entry = entries->pdata[i];
      g_autofree char *key = key_of (entry->uid, entry);
      GPtrArray *group;
      Entry *other;

      if (balai_import_is_answer (entry->method))
        continue;
      group = g_hash_table_lookup (groups, key);
      other = g_hash_table_lookup (settled, key);
      if (group == NULL && other == NULL)
        {
          g_hash_table_insert (settled, g_steal_pointer (&key), entry);
          continue;
        }
      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_ptr_array_add (group, other);
          g_ptr_array_add (several, group);
          g_hash_table_insert (groups, g_strdup (key), group);
        }
      g_ptr_array_add (group, entry);
    }
  for (guint i = 0; i < several->len; i++)
    {
      GPtrArray *group = several->pdata[i];
      g_autofree char *key = key_of (((const Entry *) group->pdata[0])->uid, group->pdata[0]);

      g_hash_table_remove (settled, key);
      if (!settle (group, settled, known, error))
        return FALSE;
    }
  return TRUE;
}

/* An identifier of a file may be as long as it likes. */
static char *
short_uid (const char *uid)
{
  g_autofree char *sum = NULL;

  if (g_utf8_strlen (uid, -1) <= 1000)
    return g_strdup (uid);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, uid, -1);
  return g_strdup_printf ("%s@balai", sum);
}

/* RECURRENCE-ID in the form the series has: a day for a series of days, the time of that day for one of times. */
static void
place_override (Entry      *entry,
                GHashTable *known)
{
  g_autofree char *key = g_strdup_printf ("%s\n", entry->uid);
  Entry *master = g_hash_table_lookup (known, key);

  entry->replaces = entry->event->recurrence_id;
  if (master != NULL)
    {
      const BalaiIcalTime *start = &master->event->start;

      entry->master = master;
      if (start->is_date && !entry->replaces.is_date)
        entry->replaces = balai_ical_time_on (balai_ical_time_day (&entry->replaces, start->zone), start->zone);
      else if (!start->is_date && entry->replaces.is_date)
        {
          int64_t wall = entry->replaces.wall + balai_wall_second (start->wall);

          entry->replaces = (BalaiIcalTime) { wall, balai_zone_to_instant (start->zone, wall), start->zone, FALSE };
        }
    }
  entry->recurrence = balai_event_format_date (&entry->replaces);
}

/* Which event a line stands in that is of no use to any. Of a file in another encoding the first event tells it. */
static BalaiImportItem *
item_at (GPtrArray *items,
         guint      begin,
         guint      line)
{
  BalaiImportItem *found = items->len > begin ? items->pdata[begin] : NULL;
  guint low = begin, high = items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      BalaiImportItem *item = items->pdata[middle];

      if (item->line > line)
        high = middle;
      else
        {
          found = item;
          low = middle + 1;
        }
    }
  return found;
}

/* What was passed over in events that come in all the same; their items begin at @begin, in the order of the file. */
static void
add_notes (BalaiImportPlan *plan,
           const BalaiIcal *ical,
           guint            file,
           guint            begin)
{
  for (guint i = 0; i < ical->problems->len; i++)
    {
      const BalaiIcalProblem *problem = ical->problems->pdata[i];
      BalaiImportItem *item = NULL;

      if (balai_ical_problem_loses (problem->code))
        continue;
      if (problem->event != NULL)
        item = item_at (plan->items, begin, problem->event->line);
      else if (problem->code == BALAI_ICAL_PROBLEM_BAD_LINE || problem->code == BALAI_ICAL_PROBLEM_NOT_CLOSED
               || problem->code == BALAI_ICAL_PROBLEM_ENCODING)
        item = item_at (plan->items, begin, problem->line);
      balai_import_plan_note (plan, item, file, problem->line, problem->code, problem->text);
    }
}

static void
add_problems (BalaiImportPlan *plan,
              const BalaiIcal *ical,
              guint            file)
{
  for (guint i = 0; i < ical->problems->len; i++)
    {
      const BalaiIcalProblem *problem = ical->problems->pdata[i];
      BalaiImportItem *item;

      if (!balai_ical_problem_loses (problem->code))
        continue;
      item = balai_import_item_new (file, problem->line);
      item->state = BALAI_IMPORT_UNREADABLE;
      item->problem = problem->code;
      item->text = g_strdup (problem->text);
      g_ptr_array_add (plan->items, item);
    }
}

static const char *
method_of (const BalaiIcal      *ical,
           const BalaiIcalEvent *event)
{
  return ((const BalaiIcalCalendar *) ical->calendars->pdata[event->calendar])->method;
}

/**
 * balai_import_entries_new:
 * @files: (element-type BalaiIcal): the files
 * @plan: where to add an item for each event
 * @known: what was imported before
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type Entry): what is to be planned, each series before what hangs on it
 */
GPtrArray *
balai_import_entries_new (GPtrArray         *files,
                          BalaiImportPlan   *plan,
                          BalaiImportKnown  *known,
                          GError           **error)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr (GPtrArray) overrides = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_autoptr (GHashTable) settled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < files->len; i++)
    {
      const BalaiIcal *ical = files->pdata[i];
      guint begin;

      add_problems (plan, ical, i);
      begin = plan->items->len;
      for (guint j = 0; j < ical->events->len; j++)
        {
          Entry *entry = g_new0 (Entry, 1);

          entry->event = ical->events->pdata[j];
          entry->method = method_of (ical, entry->event);
          entry->uid = short_uid (entry->event->uid);
          entry->event_uid = g_strdup (entry->uid);
          entry->item = balai_import_item_new (i, entry->event->line);
          g_ptr_array_add (plan->items, entry->item);
          g_ptr_array_add (entry->event->is_override ? overrides : entries, entry);
        }
      add_notes (plan, ical, i, begin);
    }
  if (!settle_all (entries, settled, known, error))
    return NULL;
  for (guint i = 0; i < overrides->len; i++)
    place_override (overrides->pdata[i], settled);
  if (!settle_all (overrides, settled, known, error))
    return NULL;
  balai_import_split_series (overrides);
  g_ptr_array_set_free_func (overrides, NULL);
  for (int splits = 1; splits >= 0; splits--)
    {
      for (guint i = 0; i < overrides->len; i++)
        {
          Entry *entry = overrides->pdata[i];

          if (entry->splits == (splits == 1))
            g_ptr_array_add (entries, entry);
        }
    }
  return g_steal_pointer (&entries);
}

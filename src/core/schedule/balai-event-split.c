/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event-split.h"

#include <stdlib.h>
#include <string.h>

#include "balai-event-series.h"

/* "This date only" makes an event of its own that stands in for one date of its series; "this date and those after"
 * ends the series before it, and begins another. */

static BalaiRecord *
copy_values (BalaiRecord *record)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  BalaiRecord *copy = balai_record_new_with_id (kind, NULL);

  for (guint i = 0; i < kind->n_fields; i++)
    if (!balai_record_is_null (record, (int) i))
      balai_record_copy_field (copy, record, (int) i);
  return copy;
}

/**
 * balai_event_new_like:
 * @record: a person, an office or equipment of an event
 * @parent_field: index of its reference to the event
 * @parent: id of another event
 *
 * Returns: (transfer full): its like for that event
 */
BalaiRecord *
balai_event_new_like (BalaiRecord *record,
                      int          parent_field,
                      const char  *parent)
{
  BalaiRecord *copy = copy_values (record);

  balai_record_set_text (copy, parent_field, parent);
  return copy;
}

static const BalaiZone *
zone_of (const char *city_zone)
{
  const BalaiZone *zone = balai_zone_get (city_zone);

  return zone ? zone : balai_zone_get (BALAI_ZONE_JAKARTA);
}

/* Moves the event to where its occurrence is, as long as it was. */
static void
move_to (BalaiRecord *event,
         int64_t      occurrence,
         const char  *city_zone)
{
  BalaiSpan span;

  if (balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY))
    {
      int64_t first = balai_record_get_int (event, BALAI_EVENT_START_DATE);
      int64_t day = balai_zone_day (zone_of (city_zone), occurrence);

      if (!balai_record_is_null (event, BALAI_EVENT_END_DATE))
        balai_record_set_int (event, BALAI_EVENT_END_DATE,
                              balai_record_get_int (event, BALAI_EVENT_END_DATE) + day - first);
      balai_record_set_int (event, BALAI_EVENT_START_DATE, day);
    }
  else if (balai_event_get_span (event, city_zone, &span))
    {
      balai_record_set_int (event, BALAI_EVENT_START, occurrence);
      if (!balai_record_is_null (event, BALAI_EVENT_END))
        balai_record_set_int (event, BALAI_EVENT_END, occurrence + balai_span_length (span));
    }
}

/**
 * balai_event_new_override:
 * @series: an event that repeats
 * @occurrence: start of one of its dates
 * @city_zone: (nullable): zone in which whole days are counted
 *
 * Returns: (transfer full): an event that replaces that date, not saved yet
 */
BalaiRecord *
balai_event_new_override (BalaiRecord *series,
                          int64_t      occurrence,
                          const char  *city_zone)
{
  BalaiRecord *event = copy_values (series);

  balai_record_set_null (event, BALAI_EVENT_RRULE);
  balai_record_set_null (event, BALAI_EVENT_RDATE);
  balai_record_set_null (event, BALAI_EVENT_EXDATE);
  balai_record_set_text (event, BALAI_EVENT_SERIES, balai_record_get_id (series));
  if (balai_record_get_boolean (series, BALAI_EVENT_ALL_DAY))
    balai_record_set_int (event, BALAI_EVENT_RECURRENCE_DATE, balai_zone_day (zone_of (city_zone), occurrence));
  else
    balai_record_set_int (event, BALAI_EVENT_RECURRENCE_ID, occurrence);
  move_to (event, occurrence, city_zone);
  return event;
}

/* A rule without its end, and with another. */
static char *
with_end (const char *rule,
          const char *end)
{
  g_auto (GStrv) parts = g_strsplit (rule, ";", -1);
  GString *text = g_string_new (NULL);

  for (int i = 0; parts[i] != NULL; i++)
    if (!g_str_has_prefix (parts[i], "COUNT=") && !g_str_has_prefix (parts[i], "UNTIL="))
      g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", parts[i]);
  if (end != NULL)
    g_string_append_printf (text, ";%s", end);
  return g_string_free (text, FALSE);
}

static int
count_of (const char *rule)
{
  const char *count = strstr (rule, "COUNT=");

  return count ? atoi (count + strlen ("COUNT=")) : 0;
}

static int
dates_before (const BalaiEventSeries *series,
              char                   *rule,
              int64_t                 at)
{
  g_autoptr (GPtrArray) alone = g_ptr_array_new ();
  g_autoptr (GArray) starts = NULL;
  BalaiRecurrence recurrence = { .start = series->recurrence.start, .rrules = alone };

  g_ptr_array_add (alone, rule);
  starts = balai_recurrence_expand (&recurrence, G_MININT64 / 4, at, G_MAXUINT, NULL);
  return (int) starts->len;
}

/* Lists of dates on both sides of the cut. */
static void
cut_extras (GArray       *extras,
            int64_t       at,
            BalaiRecord  *before,
            BalaiRecord  *after)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (BalaiIcalExtra));
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (BalaiIcalExtra));

  for (guint i = 0; extras != NULL && i < extras->len; i++)
    {
      BalaiIcalExtra *extra = &g_array_index (extras, BalaiIcalExtra, i);

      g_array_append_vals (extra->time.instant < at ? kept : moved, extra, 1);
    }
  balai_record_take_text (before, BALAI_EVENT_RDATE, balai_event_format_extras (kept));
  balai_record_take_text (after, BALAI_EVENT_RDATE, balai_event_format_extras (moved));
}

static void
cut_exceptions (GArray      *dates,
                int64_t      at,
                BalaiRecord *before,
                BalaiRecord *after)
{
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (BalaiIcalTime));
  g_autoptr (GArray) moved = g_array_new (FALSE, FALSE, sizeof (BalaiIcalTime));

  for (guint i = 0; dates != NULL && i < dates->len; i++)
    {
      BalaiIcalTime *date = &g_array_index (dates, BalaiIcalTime, i);

      g_array_append_vals (date->instant < at ? kept : moved, date, 1);
    }
  balai_record_take_text (before, BALAI_EVENT_EXDATE, balai_event_format_dates (kept));
  balai_record_take_text (after, BALAI_EVENT_EXDATE, balai_event_format_dates (moved));
}

/**
 * balai_event_cut_series:
 * @series: an event that repeats; it is made to end before @occurrence
 * @occurrence: start of one of its dates, not the first
 * @city_zone: (nullable): zone in which whole days are counted
 *
 * Neither of the two is saved; events that replace a date from @occurrence on are to be given the new series.
 *
 * Returns: (transfer full) (nullable): an event with the dates from @occurrence on; %NULL where @series has no time
 */
BalaiRecord *
balai_event_cut_series (BalaiRecord *series,
                        int64_t      occurrence,
                        const char  *city_zone)
{
  g_auto (BalaiEventSeries) dates = { 0 };
  g_autoptr (BalaiRecord) following = NULL;
  g_autoptr (GPtrArray) before = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) after = g_ptr_array_new_with_free_func (g_free);
  BalaiIcalTime last;
  g_autofree char *until = NULL, *end = NULL;

  if (!balai_event_series_init (&dates, series, city_zone))
    return NULL;
  following = copy_values (series);
  balai_record_set_null (following, BALAI_EVENT_UID);
  if (balai_record_get_boolean (series, BALAI_EVENT_ALL_DAY))
    last = balai_ical_time_on (balai_zone_day (dates.zone, occurrence) - 1, dates.zone);
  else
    last = balai_ical_time_at (occurrence - 1, dates.zone);
  until = balai_event_format_date (&last);
  end = g_strconcat ("UNTIL=", until, NULL);

  for (guint i = 0; dates.recurrence.rrules != NULL && i < dates.recurrence.rrules->len; i++)
    {
      char *rule = dates.recurrence.rrules->pdata[i];
      int count = count_of (rule);

      g_ptr_array_add (before, with_end (rule, end));
      if (count > 0)
        {
          int left = count - dates_before (&dates, rule, occurrence);
          g_autofree char *rest = g_strdup_printf ("COUNT=%d", left);

          if (left > 0)
            g_ptr_array_add (after, with_end (rule, rest));
        }
      else
        g_ptr_array_add (after, g_strdup (rule));
    }
  balai_record_take_text (series, BALAI_EVENT_RRULE, balai_event_format_rules (before, dates.recurrence.exrules));
  balai_record_take_text (following, BALAI_EVENT_RRULE, balai_event_format_rules (after, dates.recurrence.exrules));
  cut_extras (dates.recurrence.rdates, occurrence, series, following);
  cut_exceptions (dates.recurrence.exdates, occurrence, series, following);
  move_to (following, occurrence, city_zone);
  return g_steal_pointer (&following);
}

/**
 * balai_event_shift_exceptions:
 * @series: an event that repeats, at its new time
 * @seconds: how much later its dates are than before
 * @city_zone: (nullable): zone in which whole days are counted
 *
 * Moves the dates that are left out along with the others.
 */
void
balai_event_shift_exceptions (BalaiRecord *series,
                              int64_t      seconds,
                              const char  *city_zone)
{
  g_auto (BalaiEventSeries) dates = { 0 };

  if (seconds == 0 || balai_record_is_null (series, BALAI_EVENT_EXDATE)
      || !balai_event_series_init (&dates, series, city_zone))
    return;
  for (guint i = 0; i < dates.recurrence.exdates->len; i++)
    {
      BalaiIcalTime *date = &g_array_index (dates.recurrence.exdates, BalaiIcalTime, i);

      if (date->is_date)
        *date = balai_ical_time_on (balai_wall_day (date->wall + seconds), dates.zone);
      else
        *date = balai_ical_time_at (date->instant + seconds, dates.zone);
    }
  balai_record_take_text (series, BALAI_EVENT_EXDATE, balai_event_format_dates (dates.recurrence.exdates));
}

/**
 * balai_event_get_replaced:
 * @event: an event
 * @city_zone: (nullable): zone in which whole days are counted
 *
 * Returns: start of the date of its series that the event stands in for; the smallest number where it does for none
 */
int64_t
balai_event_get_replaced (BalaiRecord *event,
                          const char  *city_zone)
{
  if (!balai_record_is_null (event, BALAI_EVENT_RECURRENCE_DATE))
    return balai_zone_day_start (zone_of (city_zone), balai_record_get_int (event, BALAI_EVENT_RECURRENCE_DATE));
  return balai_record_is_null (event, BALAI_EVENT_RECURRENCE_ID)
           ? G_MININT64 : balai_record_get_int (event, BALAI_EVENT_RECURRENCE_ID);
}

/**
 * balai_event_delete_in:
 * @batch: what is to be done
 * @event: an event that is stored
 * @series: (nullable): the series of which it stands in for a date
 * @city_zone: (nullable): zone in which whole days are counted
 *
 * Adds that the event is deleted, and that its series leaves out the date it stood in for: else that would come back.
 * What hangs on the event goes with it.
 */
void
balai_event_delete_in (BalaiBatch  *batch,
                       BalaiRecord *event,
                       BalaiRecord *series,
                       const char  *city_zone)
{
  g_autoptr (BalaiRecord) gone = balai_record_copy (event);

  if (series != NULL && balai_event_get_replaced (event, city_zone) != G_MININT64)
    {
      g_autoptr (BalaiRecord) kept = balai_record_copy (series);

      balai_event_leave_out (kept, balai_event_get_replaced (event, city_zone), city_zone);
      balai_batch_put (batch, kept);
    }
  balai_batch_delete (batch, gone);
}

/**
 * balai_event_leave_out:
 * @series: an event that repeats
 * @occurrence: start of one of its dates
 * @city_zone: (nullable): zone in which whole days are counted
 *
 * Takes the date away.
 */
void
balai_event_leave_out (BalaiRecord *series,
                       int64_t      occurrence,
                       const char  *city_zone)
{
  g_auto (BalaiEventSeries) dates = { 0 };
  BalaiIcalTime date;

  if (!balai_event_series_init (&dates, series, city_zone))
    return;
  date = balai_record_get_boolean (series, BALAI_EVENT_ALL_DAY)
           ? balai_ical_time_on (balai_zone_day (dates.zone, occurrence), dates.zone)
           : balai_ical_time_at (occurrence, dates.zone);
  g_array_append_val (dates.recurrence.exdates, date);
  balai_record_take_text (series, BALAI_EVENT_EXDATE, balai_event_format_dates (dates.recurrence.exdates));
}

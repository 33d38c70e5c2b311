/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event-series.h"

#include <string.h>

#include "balai-day.h"

#define EXRULE "EXRULE:"

/**
 * balai_event_format_date:
 * @time: a time of iCalendar
 *
 * Returns: (transfer full): "20260720T020000Z" for an instant, "20260720" for a day
 */
char *
balai_event_format_date (const BalaiIcalTime *time)
{
  int64_t seconds = time->is_date ? time->wall : time->instant;
  int second = balai_wall_second (seconds);
  int y, m, d;

  balai_day_to_ymd (balai_wall_day (seconds), &y, &m, &d);
  if (time->is_date)
    return g_strdup_printf ("%04d%02d%02d", y, m, d);
  return g_strdup_printf ("%04d%02d%02dT%02d%02d%02dZ", y, m, d, second / 3600, second / 60 % 60, second % 60);
}

static gboolean
read_number (const char *text,
             int         digits,
             int        *number)
{
  *number = 0;
  for (int i = 0; i < digits; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      *number = *number * 10 + (text[i] - '0');
    }
  return TRUE;
}

static gboolean
read_date (const char      *text,
           const BalaiZone *zone,
           BalaiIcalTime   *time)
{
  int y, m, d, hh, mm, ss;
  int64_t day;

  if (strlen (text) < 8 || !read_number (text, 4, &y) || !read_number (text + 4, 2, &m)
      || !read_number (text + 6, 2, &d)
      || !balai_day_valid (y, m, d))
    return FALSE;
  day = balai_day_from_ymd (y, m, d);
  if (text[8] == '\0' || text[8] == '/')
    {
      *time = balai_ical_time_on (day, zone);
      return TRUE;
    }
  if (strlen (text) < 16 || text[8] != 'T' || text[15] != 'Z' || !read_number (text + 9, 2, &hh)
      || !read_number (text + 11, 2, &mm) || !read_number (text + 13, 2, &ss))
    return FALSE;
  *time = balai_ical_time_at (day * BALAI_DAY + hh * 3600 + mm * 60 + ss, zone);
  return TRUE;
}

/**
 * balai_event_format_rules:
 * @rrules: (nullable) (element-type utf8): rules that add
 * @exrules: (nullable) (element-type utf8): rules that take away
 *
 * Returns: (transfer full) (nullable): what the field "rrule" of an event holds
 */
char *
balai_event_format_rules (GPtrArray *rrules,
                          GPtrArray *exrules)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; rrules != NULL && i < rrules->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", (const char *) rrules->pdata[i]);
  for (guint i = 0; exrules != NULL && i < exrules->len; i++)
    g_string_append_printf (text, "%s" EXRULE "%s", text->len > 0 ? "\n" : "", (const char *) exrules->pdata[i]);
  return g_string_free (text, text->len == 0);
}

/**
 * balai_event_format_dates:
 * @dates: (nullable) (element-type BalaiIcalTime): dates
 *
 * Returns: (transfer full) (nullable): what the field "exdate" of an event holds
 */
char *
balai_event_format_dates (GArray *dates)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; dates != NULL && i < dates->len; i++)
    {
      g_autofree char *date = balai_event_format_date (&g_array_index (dates, BalaiIcalTime, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", date);
    }
  return g_string_free (text, text->len == 0);
}

/**
 * balai_event_format_extras:
 * @extras: (nullable) (element-type BalaiIcalExtra): dates, perhaps with ends of their own
 *
 * Returns: (transfer full) (nullable): what the field "rdate" of an event holds
 */
char *
balai_event_format_extras (GArray *extras)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; extras != NULL && i < extras->len; i++)
    {
      const BalaiIcalExtra *extra = &g_array_index (extras, BalaiIcalExtra, i);
      g_autofree char *date = balai_event_format_date (&extra->time);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", date);
      if (extra->end != BALAI_ICAL_NONE)
        {
          BalaiIcalTime end = balai_ical_time_at (extra->end, balai_zone_utc ());
          g_autofree char *until = balai_event_format_date (&end);

          g_string_append_printf (text, "/%s", until);
        }
    }
  return g_string_free (text, text->len == 0);
}

static void
read_rules (BalaiEventSeries *self,
            const char       *text)
{
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    return;
  lines = g_strsplit (text, "\n", -1);
  for (int i = 0; lines[i] != NULL; i++)
    {
      gboolean away = g_str_has_prefix (lines[i], EXRULE);
      GPtrArray **rules = away ? &self->exrules : &self->rrules;

      if (*lines[i] == '\0')
        continue;
      if (*rules == NULL)
        *rules = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (*rules, g_strdup (lines[i] + (away ? strlen (EXRULE) : 0)));
    }
}

static void
read_exdates (BalaiEventSeries *self,
              const char       *text)
{
  g_auto (GStrv) lines = text ? g_strsplit (text, "\n", -1) : NULL;

  self->exdates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalTime));
  for (int i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      BalaiIcalTime time;

      if (read_date (lines[i], self->zone, &time))
        g_array_append_val (self->exdates, time);
    }
}

static void
read_rdates (BalaiEventSeries *self,
             const char       *text)
{
  g_auto (GStrv) lines = text ? g_strsplit (text, "\n", -1) : NULL;

  self->rdates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalExtra));
  for (int i = 0; lines != NULL && lines[i] != NULL; i++)
    {
      BalaiIcalExtra extra = { .end = BALAI_ICAL_NONE };
      BalaiIcalTime end;
      const char *until = strchr (lines[i], '/');

      if (!read_date (lines[i], self->zone, &extra.time))
        continue;
      if (until != NULL && read_date (until + 1, self->zone, &end))
        extra.end = end.instant;
      g_array_append_val (self->rdates, extra);
    }
}

/**
 * balai_event_series_init:
 * @self: what to fill
 * @event: an event
 * @city_zone: (nullable): zone in which whole days are counted
 *
 * Returns: whether the event has a time; then @self is to be cleared with balai_event_series_clear()
 */
gboolean
balai_event_series_init (BalaiEventSeries *self,
                         BalaiRecord      *event,
                         const char       *city_zone)
{
  const BalaiZone *zone = NULL;
  BalaiSpan span;

  memset (self, 0, sizeof *self);
  if (!balai_event_get_span (event, city_zone, &span))
    return FALSE;
  if (!balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY))
    zone = balai_zone_get (balai_record_get_text (event, BALAI_EVENT_ZONE));
  if (zone == NULL)
    zone = balai_zone_get (city_zone);
  if (zone == NULL)
    zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  self->zone = zone;
  self->duration = balai_span_length (span);
  if (balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY))
    self->recurrence.start = balai_ical_time_on (balai_record_get_int (event, BALAI_EVENT_START_DATE), zone);
  else
    self->recurrence.start = balai_ical_time_at (span.start, zone);
  read_rules (self, balai_record_get_text (event, BALAI_EVENT_RRULE));
  read_rdates (self, balai_record_get_text (event, BALAI_EVENT_RDATE));
  read_exdates (self, balai_record_get_text (event, BALAI_EVENT_EXDATE));
  self->recurrence.rrules = self->rrules;
  self->recurrence.exrules = self->exrules;
  self->recurrence.rdates = self->rdates;
  self->recurrence.exdates = self->exdates;
  return TRUE;
}

/**
 * balai_event_series_skip:
 * @self: the dates of a series
 * @override: an event that replaces one of them
 *
 * Takes the date away that the override stands for.
 */
void
balai_event_series_skip (BalaiEventSeries *self,
                         BalaiRecord      *override)
{
  BalaiIcalTime time;

  if (!balai_record_is_null (override, BALAI_EVENT_RECURRENCE_DATE))
    time = balai_ical_time_on (balai_record_get_int (override, BALAI_EVENT_RECURRENCE_DATE), self->zone);
  else if (!balai_record_is_null (override, BALAI_EVENT_RECURRENCE_ID))
    time = balai_ical_time_at (balai_record_get_int (override, BALAI_EVENT_RECURRENCE_ID), self->zone);
  else
    return;
  g_array_append_val (self->exdates, time);
}

void
balai_event_series_clear (BalaiEventSeries *self)
{
  g_clear_pointer (&self->rrules, g_ptr_array_unref);
  g_clear_pointer (&self->exrules, g_ptr_array_unref);
  g_clear_pointer (&self->rdates, g_array_unref);
  g_clear_pointer (&self->exdates, g_array_unref);
}

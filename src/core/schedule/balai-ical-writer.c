/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-ical-writer.h"

#include <string.h>

#include "balai-day.h"
#include "balai-ical-text.h"
#include "balai-ical-values-private.h"
#include "balai-ical-zone-writer-private.h"

typedef struct
{
  GString        *out;  /* (unowned) */
  GString        *line; /* (owned), the logical line being made */
  int64_t         now;
} Writer;

static void
end_line (Writer *self)
{
  balai_ical_append_folded (self->out, self->line->str);
  g_string_truncate (self->line, 0);
}

/* Lines kept from a file: unfolded, each with its '\n'. */
static void
write_raw (Writer     *self,
           const char *raw)
{
  while (*raw != '\0')
    {
      const char *end = strchr (raw, '\n');

      if (end == NULL)
        end = raw + strlen (raw);
      g_string_append_len (self->line, raw, end - raw);
      if (self->line->len > 0)
        end_line (self);
      raw = *end == '\0' ? end : end + 1;
    }
}

static void
write_text (Writer     *self,
            const char *name,
            const char *params,
            const char *text)
{
  if (text == NULL)
    return;
  g_string_append (self->line, name);
  if (params != NULL)
    g_string_append (self->line, params);
  g_string_append_c (self->line, ':');
  balai_ical_append_escaped (self->line, text);
  end_line (self);
}

static void
write_plain (Writer     *self,
             const char *name,
             const char *params,
             const char *value)
{
  if (value == NULL)
    return;
  g_string_append_printf (self->line, "%s%s:%s", name, params == NULL ? "" : params, value);
  end_line (self);
}

static void
append_wall (GString *line,
             int64_t  wall,
             gboolean is_date)
{
  int year, month, day;
  int second = balai_wall_second (wall);

  balai_day_to_ymd (balai_wall_day (wall), &year, &month, &day);
  g_string_append_printf (line, "%04d%02d%02d", year, month, day);
  if (!is_date)
    g_string_append_printf (line, "T%02d%02d%02d", second / 3600, second / 60 % 60, second % 60);
}

/* A clock that is put back shows an hour twice, and what it shows names the first of the two. */
static gboolean
is_second_of_two (const BalaiIcalTime *time)
{
  return !time->is_date && time->zone != balai_zone_utc ()
         && balai_zone_to_instant (time->zone, time->wall) != time->instant;
}

static gboolean
is_in_utc (const BalaiIcalTime *time)
{
  return !time->is_date && (time->zone == balai_zone_utc () || is_second_of_two (time));
}

/* The value of a time, without its zone: wall time there, or UTC. */
static void
append_time (GString             *line,
             const BalaiIcalTime *time)
{
  append_wall (line, is_in_utc (time) ? time->instant : time->wall, time->is_date);
  if (is_in_utc (time))
    g_string_append_c (line, 'Z');
}

static void
append_zone_param (GString             *line,
                   const BalaiIcalTime *time)
{
  if (time->is_date)
    g_string_append (line, ";VALUE=DATE");
  else if (!is_in_utc (time))
    g_string_append_printf (line, ";TZID=%s", balai_zone_get_name (time->zone));
}

static void
write_time (Writer              *self,
            const char          *name,
            const BalaiIcalTime *time)
{
  g_string_append (self->line, name);
  append_zone_param (self->line, time);
  g_string_append_c (self->line, ':');
  append_time (self->line, time);
  end_line (self);
}

static void
write_stamp (Writer     *self,
             const char *name,
             int64_t     instant)
{
  if (instant == BALAI_ICAL_NONE)
    return;
  g_string_append_printf (self->line, "%s:", name);
  append_wall (self->line, instant, FALSE);
  g_string_append_c (self->line, 'Z');
  end_line (self);
}

static void
write_extra (Writer               *self,
             const BalaiIcalExtra *extra)
{
  g_string_append (self->line, "RDATE");
  if (extra->end == BALAI_ICAL_NONE)
    append_zone_param (self->line, &extra->time);
  else if (!extra->time.is_date)
    {
      g_string_append (self->line, ";VALUE=PERIOD");
      append_zone_param (self->line, &extra->time);
    }
  g_string_append_c (self->line, ':');
  append_time (self->line, &extra->time);
  if (extra->end != BALAI_ICAL_NONE && !extra->time.is_date)
    {
      g_string_append_c (self->line, '/');
      balai_ical_append_duration (self->line, extra->end - extra->time.instant);
    }
  else if (extra->end != BALAI_ICAL_NONE)
    {
      /* A day has no instant of its own to count from. */
      g_string_append_c (self->line, '/');
      append_wall (self->line, extra->end, FALSE);
      g_string_append_c (self->line, 'Z');
    }
  end_line (self);
}

static void
write_attendee (Writer                  *self,
                const char              *name,
                const BalaiIcalAttendee *attendee)
{
  if (attendee == NULL)
    return;
  g_string_append (self->line, name);
  balai_ical_append_param (self->line, "CUTYPE", attendee->cutype);
  balai_ical_append_param (self->line, "ROLE", attendee->role);
  balai_ical_append_param (self->line, "PARTSTAT", attendee->partstat);
  balai_ical_append_param (self->line, "CN", attendee->name);
  if (attendee->params != NULL)
    g_string_append (self->line, attendee->params);
  g_string_append_c (self->line, ':');
  if (attendee->address != NULL)
    g_string_append (self->line, attendee->address);
  else if (attendee->mail != NULL)
    g_string_append_printf (self->line, "mailto:%s", attendee->mail);
  else
    g_string_append (self->line, "invalid:nomail");
  end_line (self);
}

static const char *
params_of (const BalaiIcalEvent *event,
           const char           *name)
{
  for (guint i = 0; i < event->params->len; i++)
    {
      const BalaiIcalProperty *property = g_ptr_array_index (event->params, i);

      if (g_str_equal (property->name, name))
        return property->value;
    }
  return NULL;
}

static void
write_times (Writer               *self,
             const BalaiIcalEvent *event)
{
  if (event->is_override)
    {
      g_string_append (self->line, "RECURRENCE-ID");
      if (event->this_and_future)
        g_string_append (self->line, ";RANGE=THISANDFUTURE");
      append_zone_param (self->line, &event->recurrence_id);
      g_string_append_c (self->line, ':');
      append_time (self->line, &event->recurrence_id);
      end_line (self);
    }
  write_time (self, "DTSTART", &event->start);
  if (is_second_of_two (&event->end) && event->end.zone == event->start.zone)
    {
      g_string_append (self->line, "DURATION:");
      balai_ical_append_duration (self->line, event->end.instant - event->start.instant);
      end_line (self);
    }
  else if (!balai_ical_time_equal (&event->start, &event->end))
    write_time (self, "DTEND", &event->end);
  for (guint i = 0; i < event->rrules->len; i++)
    write_plain (self, "RRULE", NULL, g_ptr_array_index (event->rrules, i));
  for (guint i = 0; i < event->exrules->len; i++)
    write_plain (self, "EXRULE", NULL, g_ptr_array_index (event->exrules, i));
  for (guint i = 0; i < event->rdates->len; i++)
    write_extra (self, &g_array_index (event->rdates, BalaiIcalExtra, i));
  for (guint i = 0; i < event->exdates->len; i++)
    write_time (self, "EXDATE", &g_array_index (event->exdates, BalaiIcalTime, i));
}

static void
write_event (Writer               *self,
             const BalaiIcalEvent *event)
{
  static const char *const statuses[] = {
    [BALAI_ICAL_STATUS_TENTATIVE] = "TENTATIVE",
    [BALAI_ICAL_STATUS_CONFIRMED] = "CONFIRMED",
    [BALAI_ICAL_STATUS_CANCELLED] = "CANCELLED",
  };

  write_plain (self, "BEGIN", NULL, "VEVENT");
  write_text (self, "UID", NULL, event->uid);
  write_stamp (self, "DTSTAMP", event->dtstamp == BALAI_ICAL_NONE ? self->now : event->dtstamp);
  write_times (self, event);
  write_stamp (self, "CREATED", event->created);
  write_stamp (self, "LAST-MODIFIED", event->last_modified);
  if (event->sequence > 0)
    {
      g_string_append_printf (self->line, "SEQUENCE:%" G_GINT64_FORMAT, event->sequence);
      end_line (self);
    }
  write_text (self, "SUMMARY", params_of (event, "SUMMARY"), event->summary);
  write_text (self, "DESCRIPTION", params_of (event, "DESCRIPTION"), event->description);
  write_text (self, "LOCATION", params_of (event, "LOCATION"), event->location);
  if (event->categories->len > 0)
    {
      g_string_append (self->line, "CATEGORIES:");
      for (guint i = 0; i < event->categories->len; i++)
        {
          if (i > 0)
            g_string_append_c (self->line, ',');
          balai_ical_append_escaped (self->line, g_ptr_array_index (event->categories, i));
        }
      end_line (self);
    }
  write_plain (self, "STATUS", NULL, statuses[event->status]);
  if (event->transparent)
    write_plain (self, "TRANSP", NULL, "TRANSPARENT");
  write_plain (self, "CLASS", NULL, event->class_name);
  write_plain (self, "URL", params_of (event, "URL"), event->url);
  if (event->conference != NULL)
    {
      g_autofree char *params = g_strconcat (";VALUE=URI", params_of (event, "CONFERENCE"), NULL);

      write_plain (self, "CONFERENCE", params, event->conference);
    }
  write_attendee (self, "ORGANIZER", event->organizer);
  for (guint i = 0; i < event->attendees->len; i++)
    write_attendee (self, "ATTENDEE", g_ptr_array_index (event->attendees, i));
  for (guint i = 0; i < event->balai->len; i++)
    {
      const BalaiIcalProperty *property = g_ptr_array_index (event->balai, i);

      write_text (self, property->name, NULL, property->value);
    }
  write_raw (self, event->raw);
  write_plain (self, "END", NULL, "VEVENT");
}

/**
 * balai_ical_write_rest:
 * @event: an event
 *
 * Writes what an event holds beside its own values: who organised it and who is asked, parameters that were not
 * understood, unknown properties and components. Read again with balai_ical_read_rest().
 *
 * Returns: (transfer full) (nullable): the lines; %NULL when there is nothing
 */
char *
balai_ical_write_rest (const BalaiIcalEvent *event)
{
  GString *out = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);
  Writer self = { out, line, 0 };

  for (guint i = 0; i < event->params->len; i++)
    {
      const BalaiIcalProperty *property = g_ptr_array_index (event->params, i);

      write_plain (&self, property->name, property->value, "");
    }
  write_plain (&self, "CLASS", NULL, event->class_name);
  write_stamp (&self, "CREATED", event->created);
  write_attendee (&self, "ORGANIZER", event->organizer);
  for (guint i = 0; i < event->attendees->len; i++)
    write_attendee (&self, "ATTENDEE", g_ptr_array_index (event->attendees, i));
  write_raw (&self, event->raw);
  return g_string_free (out, out->len == 0);
}

static void
note_zone (GHashTable          *zones,
           const BalaiIcalTime *time)
{
  if (time->zone != NULL && !time->is_date && time->zone != balai_zone_utc ())
    g_hash_table_add (zones, (gpointer) balai_zone_get_name (time->zone));
}

static void
note_zones (GHashTable           *zones,
            const BalaiIcalEvent *event)
{
  note_zone (zones, &event->start);
  note_zone (zones, &event->end);
  if (event->is_override)
    note_zone (zones, &event->recurrence_id);
  for (guint i = 0; i < event->exdates->len; i++)
    note_zone (zones, &g_array_index (event->exdates, BalaiIcalTime, i));
  for (guint i = 0; i < event->rdates->len; i++)
    note_zone (zones, &g_array_index (event->rdates, BalaiIcalExtra, i).time);
}

/* Zones that nobody but the lines kept verbatim names, and of which the file has no description. */
static GList *
zones_of_others (const BalaiIcal *ical,
                 guint            index,
                 GHashTable      *written,
                 GHashTable      *tzids)
{
  GHashTableIter iter;
  gpointer tzid;

  for (guint i = 0; i < ical->others->len; i++)
    {
      const BalaiIcalOther *other = g_ptr_array_index (ical->others, i);

      if (other->calendar == index && !g_str_equal (other->kind, "VTIMEZONE"))
        balai_ical_find_tzids (other->text, tzids);
    }
  for (guint i = 0; i < ical->events->len; i++)
    {
      const BalaiIcalEvent *event = g_ptr_array_index (ical->events, i);

      if (event->calendar == index)
        balai_ical_find_tzids (event->raw, tzids);
    }
  for (guint i = 0; i < ical->others->len; i++)
    {
      const BalaiIcalOther *other = g_ptr_array_index (ical->others, i);

      if (other->calendar == index && g_str_equal (other->kind, "VTIMEZONE") && other->id != NULL)
        g_hash_table_remove (tzids, other->id);
    }
  g_hash_table_iter_init (&iter, tzids);
  while (g_hash_table_iter_next (&iter, &tzid, NULL))
    {
      const BalaiZone *zone = balai_zone_get (tzid);

      if (zone == NULL || zone == balai_zone_utc () || g_hash_table_contains (written, tzid))
        g_hash_table_iter_remove (&iter);
    }
  return g_list_sort (g_hash_table_get_keys (tzids), (GCompareFunc) strcmp);
}

static void
write_calendar (Writer          *self,
                const BalaiIcal *ical,
                guint            index)
{
  const BalaiIcalCalendar *calendar = g_ptr_array_index (ical->calendars, index);
  g_autoptr (GHashTable) zones = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) tzids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) names = NULL, more_names = NULL;

  for (guint i = 0; i < ical->events->len; i++)
    {
      const BalaiIcalEvent *event = g_ptr_array_index (ical->events, i);

      if (event->calendar == index)
        note_zones (zones, event);
    }

  write_plain (self, "BEGIN", NULL, "VCALENDAR");
  write_plain (self, "VERSION", NULL, "2.0");
  write_plain (self, "PRODID", NULL, BALAI_ICAL_PRODUCT "Kalender//ID");
  write_plain (self, "CALSCALE", NULL, "GREGORIAN");
  write_plain (self, "METHOD", NULL, calendar->method);
  write_text (self, "X-WR-CALNAME", NULL, calendar->name);
  write_text (self, "X-WR-TIMEZONE", NULL, calendar->timezone);
  write_raw (self, calendar->raw);
  names = g_list_sort (g_hash_table_get_keys (zones), (GCompareFunc) strcmp);
  for (GList *l = names; l != NULL; l = l->next)
    balai_ical_write_zone (self->out, balai_zone_get (l->data), self->now);
  more_names = zones_of_others (ical, index, zones, tzids);
  /* Zones of the file come before what may name them. */
  for (int zones_first = 1; zones_first >= 0; zones_first--)
    {
      for (guint i = 0; i < ical->others->len; i++)
        {
          const BalaiIcalOther *other = g_ptr_array_index (ical->others, i);
          gboolean is_zone = g_str_equal (other->kind, "VTIMEZONE");

          if (other->calendar != index || is_zone != (zones_first == 1))
            continue;
          if (is_zone && other->id != NULL && g_hash_table_contains (zones, other->id))
            continue;
          write_raw (self, other->text);
        }
      for (GList *l = zones_first == 1 ? more_names : NULL; l != NULL; l = l->next)
        balai_ical_write_zone (self->out, balai_zone_get (l->data), self->now);
    }
  for (guint i = 0; i < ical->events->len; i++)
    {
      const BalaiIcalEvent *event = g_ptr_array_index (ical->events, i);

      if (event->calendar == index)
        write_event (self, event);
    }
  write_plain (self, "END", NULL, "VCALENDAR");
}

/**
 * balai_ical_write:
 * @ical: what shall stand in the file
 * @now: seconds since 1970-01-01 UTC, the DTSTAMP of events that have none
 *
 * Writes RFC 5545 as Google and Outlook take it: CRLF, folded at 75 octets, one fixed block for each zone of Indonesia.
 * What was kept as unknown is written as it was; reading the text again gives an equal model.
 *
 * Returns: (transfer full): the text, UTF-8
 */
char *
balai_ical_write (const BalaiIcal *ical,
                  int64_t          now)
{
  GString *out = g_string_sized_new (ical->events->len * 400 + 1000);
  g_autoptr (GString) line = g_string_sized_new (200);
  Writer self = { out, line, now };

  for (guint i = 0; i < ical->calendars->len; i++)
    write_calendar (&self, ical, i);
  return g_string_free (out, FALSE);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-ical.h"

void
balai_ical_other_free (BalaiIcalOther *self)
{
  g_free (self->kind);
  g_free (self->id);
  g_free (self->uid);
  g_free (self->recurrence);
  g_free (self->text);
  g_free (self);
}

static void
problem_free (BalaiIcalProblem *self)
{
  g_free (self->text);
  g_free (self);
}

/**
 * balai_ical_new:
 *
 * Returns: (transfer full): a model without content
 */
BalaiIcal *
balai_ical_new (void)
{
  BalaiIcal *self = g_new0 (BalaiIcal, 1);

  self->calendars = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_calendar_free);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_event_free);
  self->others = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_other_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) problem_free);
  return self;
}

void
balai_ical_free (BalaiIcal *self)
{
  g_ptr_array_unref (self->calendars);
  g_ptr_array_unref (self->events);
  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->problems);
  g_free (self);
}

BalaiIcalCalendar *
balai_ical_calendar_new (void)
{
  BalaiIcalCalendar *self = g_new0 (BalaiIcalCalendar, 1);

  self->raw = g_strdup ("");
  return self;
}

void
balai_ical_calendar_free (BalaiIcalCalendar *self)
{
  g_free (self->name);
  g_free (self->method);
  g_free (self->timezone);
  g_free (self->raw);
  g_free (self);
}

BalaiIcalAttendee *
balai_ical_attendee_new (void)
{
  return g_new0 (BalaiIcalAttendee, 1);
}

void
balai_ical_attendee_free (BalaiIcalAttendee *self)
{
  g_free (self->address);
  g_free (self->mail);
  g_free (self->name);
  g_free (self->cutype);
  g_free (self->role);
  g_free (self->partstat);
  g_free (self->params);
  g_free (self);
}

BalaiIcalProperty *
balai_ical_property_new (const char *name,
                         const char *value)
{
  BalaiIcalProperty *self = g_new0 (BalaiIcalProperty, 1);

  self->name = g_strdup (name);
  self->value = g_strdup (value);
  return self;
}

void
balai_ical_property_free (BalaiIcalProperty *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self);
}

/**
 * balai_ical_event_new:
 *
 * Returns: (transfer full): an event without content, busy, at no time
 */
BalaiIcalEvent *
balai_ical_event_new (void)
{
  BalaiIcalEvent *self = g_new0 (BalaiIcalEvent, 1);

  self->last_modified = self->dtstamp = self->created = BALAI_ICAL_NONE;
  self->categories = g_ptr_array_new_with_free_func (g_free);
  self->attendees = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_attendee_free);
  self->rrules = g_ptr_array_new_with_free_func (g_free);
  self->exrules = g_ptr_array_new_with_free_func (g_free);
  self->exdates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalTime));
  self->rdates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalExtra));
  self->balai = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_property_free);
  self->params = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_property_free);
  self->raw = g_strdup ("");
  return self;
}

void
balai_ical_event_free (BalaiIcalEvent *self)
{
  g_free (self->uid);
  g_free (self->summary);
  g_free (self->description);
  g_free (self->location);
  g_free (self->url);
  g_free (self->conference);
  g_free (self->class_name);
  g_clear_pointer (&self->organizer, balai_ical_attendee_free);
  g_ptr_array_unref (self->categories);
  g_ptr_array_unref (self->attendees);
  g_ptr_array_unref (self->rrules);
  g_ptr_array_unref (self->exrules);
  g_array_unref (self->exdates);
  g_array_unref (self->rdates);
  g_ptr_array_unref (self->balai);
  g_ptr_array_unref (self->params);
  g_free (self->raw);
  g_free (self);
}

/**
 * balai_ical_event_get:
 * @self: an event
 * @name: one of our own properties, "X-BALAI-STATUS"
 *
 * Returns: (transfer none) (nullable): its value
 */
const char *
balai_ical_event_get (const BalaiIcalEvent *self,
                      const char           *name)
{
  for (guint i = 0; i < self->balai->len; i++)
    {
      const BalaiIcalProperty *property = g_ptr_array_index (self->balai, i);

      if (g_str_equal (property->name, name))
        return property->value;
    }
  return NULL;
}

/**
 * balai_ical_event_set:
 * @self: an event
 * @name: one of our own properties, "X-BALAI-STATUS"
 * @value: (nullable): what it shall say; %NULL adds nothing
 *
 * Adds a property of our own; one name may stand several times.
 */
void
balai_ical_event_set (BalaiIcalEvent *self,
                      const char     *name,
                      const char     *value)
{
  if (value != NULL)
    g_ptr_array_add (self->balai, balai_ical_property_new (name, value));
}

/**
 * balai_ical_problem_loses:
 * @code: what could not be read
 *
 * Returns: whether the event (or the whole file) is not there because of it
 */
gboolean
balai_ical_problem_loses (BalaiIcalProblemCode code)
{
  return code <= BALAI_ICAL_PROBLEM_BAD_RECURRENCE_ID;
}

BalaiIcalTime
balai_ical_time_at (int64_t          instant,
                    const BalaiZone *zone)
{
  return (BalaiIcalTime) { balai_zone_to_wall (zone, instant), instant, zone, FALSE };
}

BalaiIcalTime
balai_ical_time_on (int64_t          day,
                    const BalaiZone *zone)
{
  return (BalaiIcalTime) { day * BALAI_DAY, balai_zone_day_start (zone, day), zone, TRUE };
}

/**
 * balai_ical_time_day:
 * @self: a time that names a date of an all-day series
 * @zone: the zone of the series
 *
 * Programs write such dates as midnight of the zone of their author (Exchange), as midnight UTC, or as the instant of
 * midnight in UTC.
 *
 * Returns: the number of the day it means
 */
int64_t
balai_ical_time_day (const BalaiIcalTime *self,
                     const BalaiZone     *zone)
{
  if (!self->is_date && self->zone == balai_zone_utc () && balai_wall_second (self->wall) != 0)
    return balai_zone_day (zone, self->instant);
  return balai_wall_day (self->wall);
}

gboolean
balai_ical_time_equal (const BalaiIcalTime *a,
                       const BalaiIcalTime *b)
{
  return a->is_date == b->is_date && a->wall == b->wall && a->instant == b->instant && a->zone == b->zone;
}

static gboolean
attendee_equal (gconstpointer first,
                gconstpointer second)
{
  const BalaiIcalAttendee *a = first;
  const BalaiIcalAttendee *b = second;

  if (a == NULL || b == NULL)
    return a == b;
  return g_strcmp0 (a->address, b->address) == 0 && g_strcmp0 (a->mail, b->mail) == 0
         && g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->cutype, b->cutype) == 0
         && g_strcmp0 (a->role, b->role) == 0 && g_strcmp0 (a->partstat, b->partstat) == 0
         && g_strcmp0 (a->params, b->params) == 0;
}

static gboolean
property_equal (gconstpointer first,
                gconstpointer second)
{
  const BalaiIcalProperty *a = first;
  const BalaiIcalProperty *b = second;

  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->value, b->value) == 0;
}

static gboolean
arrays_equal (GPtrArray *a,
              GPtrArray *b,
              GEqualFunc equal)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      if (!equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
dates_equal (const BalaiIcalEvent *a,
             const BalaiIcalEvent *b)
{
  if (a->exdates->len != b->exdates->len || a->rdates->len != b->rdates->len)
    return FALSE;
  for (guint i = 0; i < a->exdates->len; i++)
    {
      if (!balai_ical_time_equal (&g_array_index (a->exdates, BalaiIcalTime, i),
                                  &g_array_index (b->exdates, BalaiIcalTime, i)))
        return FALSE;
    }
  for (guint i = 0; i < a->rdates->len; i++)
    {
      const BalaiIcalExtra *x = &g_array_index (a->rdates, BalaiIcalExtra, i);
      const BalaiIcalExtra *y = &g_array_index (b->rdates, BalaiIcalExtra, i);

      if (!balai_ical_time_equal (&x->time, &y->time) || x->end != y->end)
        return FALSE;
    }
  return TRUE;
}

/**
 * balai_ical_event_equal:
 * @a: an event
 * @b: another
 *
 * Returns: whether the two say the same; where they stand in their files does not count
 */
gboolean
balai_ical_event_equal (const BalaiIcalEvent *a,
                        const BalaiIcalEvent *b)
{
  return g_strcmp0 (a->uid, b->uid) == 0 && a->is_override == b->is_override
         && a->this_and_future == b->this_and_future && balai_ical_time_equal (&a->recurrence_id, &b->recurrence_id)
         && a->sequence == b->sequence && a->last_modified == b->last_modified && a->created == b->created
         && (a->dtstamp == b->dtstamp || a->dtstamp == BALAI_ICAL_NONE || b->dtstamp == BALAI_ICAL_NONE)
         && g_strcmp0 (a->summary, b->summary) == 0 && g_strcmp0 (a->description, b->description) == 0
         && g_strcmp0 (a->location, b->location) == 0 && g_strcmp0 (a->url, b->url) == 0
         && g_strcmp0 (a->conference, b->conference) == 0 && g_strcmp0 (a->class_name, b->class_name) == 0
         && arrays_equal (a->categories, b->categories, g_str_equal) && a->status == b->status && a->busy == b->busy
         && a->transparent == b->transparent && a->all_day == b->all_day && balai_ical_time_equal (&a->start, &b->start)
         && balai_ical_time_equal (&a->end, &b->end) && attendee_equal (a->organizer, b->organizer)
         && arrays_equal (a->attendees, b->attendees, attendee_equal)
         && arrays_equal (a->rrules, b->rrules, g_str_equal)
         && arrays_equal (a->exrules, b->exrules, g_str_equal) && dates_equal (a, b)
         && arrays_equal (a->balai, b->balai, property_equal) && arrays_equal (a->params, b->params, property_equal)
         && g_strcmp0 (a->raw, b->raw) == 0 && a->calendar == b->calendar;
}

static gboolean
calendar_equal (gconstpointer first,
                gconstpointer second)
{
  const BalaiIcalCalendar *a = first;
  const BalaiIcalCalendar *b = second;

  return g_strcmp0 (a->name, b->name) == 0 && g_strcmp0 (a->method, b->method) == 0
         && g_strcmp0 (a->timezone, b->timezone) == 0 && g_strcmp0 (a->raw, b->raw) == 0;
}

static const BalaiIcalOther *
next_other (GPtrArray *others,
            guint     *position)
{
  while (*position < others->len)
    {
      const BalaiIcalOther *other = g_ptr_array_index (others, (*position)++);

      if (!g_str_equal (other->kind, "VTIMEZONE"))
        return other;
    }
  return NULL;
}

/**
 * balai_ical_equal:
 * @a: the content of a file
 * @b: that of another
 *
 * Returns: whether the two say the same. Where things stand, what could not be read, and the descriptions of time zones
 *   do not count: times are compared as they were understood.
 */
gboolean
balai_ical_equal (const BalaiIcal *a,
                  const BalaiIcal *b)
{
  guint i = 0, j = 0;

  if (!arrays_equal (a->calendars, b->calendars, calendar_equal)
      || !arrays_equal (a->events, b->events, (GEqualFunc) balai_ical_event_equal))
    return FALSE;
  for (;;)
    {
      const BalaiIcalOther *x = next_other (a->others, &i);
      const BalaiIcalOther *y = next_other (b->others, &j);

      if (x == NULL || y == NULL)
        return x == y;
      if (!g_str_equal (x->text, y->text) || x->calendar != y->calendar)
        return FALSE;
    }
}

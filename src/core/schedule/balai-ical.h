/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-zone.h"

G_BEGIN_DECLS

/* What stands in an iCalendar file, as plain C values: made by the reader, read by import, written by the writer. */

#define BALAI_ICAL_NONE G_MININT64 /* an instant that is not given */

/**
 * BalaiIcalTime:
 * @wall: what the clock there shows, in seconds since 1970-01-01 00:00; midnight for a date
 * @instant: the same in seconds since 1970-01-01 UTC; for a date its midnight in @zone
 * @zone: (unowned): the zone it counts in; the zone of the city for a date
 * @is_date: whether it is a civil date without time
 */
typedef struct
{
  int64_t          wall;
  int64_t          instant;
  const BalaiZone *zone; /* (unowned), zones live for ever; %NULL when the time is not given */
  gboolean         is_date;
} BalaiIcalTime;

/**
 * BalaiIcalExtra:
 * @time: a date that is added to a series
 * @end: where it ends, an instant, or %BALAI_ICAL_NONE when it is as long as the others
 */
typedef struct
{
  BalaiIcalTime time;
  int64_t       end;
} BalaiIcalExtra;

typedef enum
{
  BALAI_ICAL_STATUS_NONE,
  BALAI_ICAL_STATUS_TENTATIVE,
  BALAI_ICAL_STATUS_CONFIRMED,
  BALAI_ICAL_STATUS_CANCELLED,
} BalaiIcalStatus;

/**
 * BalaiIcalBusy:
 *
 * What the event does to the time of those who take part: TRANSP, outranked by what Outlook writes.
 */
typedef enum
{
  BALAI_ICAL_BUSY_BUSY,
  BALAI_ICAL_BUSY_FREE,
  BALAI_ICAL_BUSY_TENTATIVE,
  BALAI_ICAL_BUSY_AWAY,
} BalaiIcalBusy;

typedef struct
{
  char *address;  /* (owned), as in the file, "mailto:ani@example.go.id" */
  char *mail;     /* (owned) (nullable), lower case, without the scheme */
  char *name;     /* (owned) (nullable) */
  char *cutype;   /* (owned) (nullable), upper case, as are the two below */
  char *role;     /* (owned) (nullable) */
  char *partstat; /* (owned) (nullable) */
  char *params;   /* (owned) (nullable), every other parameter as in the file, each with its semicolon before it */
} BalaiIcalAttendee;

typedef struct
{
  char *name;  /* (owned), upper case */
  char *value; /* (owned), unescaped */
} BalaiIcalProperty;

typedef struct
{
  char           *uid;           /* (owned), made from the content when the file has none */
  gboolean        uid_made;
  gboolean        is_override;
  gboolean        this_and_future;
  BalaiIcalTime   recurrence_id;
  int64_t         sequence;
  int64_t         last_modified; /* instant or BALAI_ICAL_NONE, as are the two below */
  int64_t         dtstamp;
  int64_t         created;
  char           *summary;       /* (owned) (nullable) */
  char           *description;   /* (owned) (nullable) */
  char           *location;      /* (owned) (nullable) */
  char           *url;           /* (owned) (nullable) */
  char           *conference;    /* (owned) (nullable) */
  char           *class_name;    /* (owned) (nullable), upper case */
  GPtrArray      *categories;    /* (owned) (element-type utf8) */
  BalaiIcalStatus status;
  BalaiIcalBusy   busy;
  gboolean        transparent;
  gboolean        all_day;
  BalaiIcalTime   start;
  BalaiIcalTime   end;           /* exclusive; equal to the start for an entry without length */
  BalaiIcalAttendee *organizer;  /* (owned) (nullable) */
  GPtrArray      *attendees;     /* (owned) (element-type BalaiIcalAttendee) */
  GPtrArray      *rrules;        /* (owned) (element-type utf8), as in the file */
  GPtrArray      *exrules;       /* (owned) (element-type utf8), as in the file */
  GArray         *exdates;       /* (owned) (element-type BalaiIcalTime) */
  GArray         *rdates;        /* (owned) (element-type BalaiIcalExtra) */
  GPtrArray      *balai;         /* (owned) (element-type BalaiIcalProperty), our own properties: X-BALAI-… */
  GPtrArray      *params;        /* (owned) (element-type BalaiIcalProperty), other parameters of known properties */
  char           *raw;           /* (owned), unknown properties and components, unfolded, each line with its '\n' */
  const BalaiZone *home;         /* (unowned) (nullable), the zone its calendar is kept in */
  guint           calendar;      /* index of its calendar */
  guint           line;          /* of its BEGIN in the file, from 1 */
} BalaiIcalEvent;

typedef struct
{
  char    *name;     /* (owned) (nullable), X-WR-CALNAME */
  char    *method;   /* (owned) (nullable), upper case */
  char    *timezone; /* (owned) (nullable), X-WR-TIMEZONE as in the file */
  char    *raw;      /* (owned), unknown properties, unfolded, each line with its '\n' */
  gboolean own;      /* whether Balai wrote it */
} BalaiIcalCalendar;

typedef struct
{
  char   *kind;          /* (owned), upper case: VTODO, VFREEBUSY, VTIMEZONE … */
  char   *id;            /* (owned) (nullable), the TZID of a time zone */
  char   *uid;           /* (owned) (nullable) */
  char   *recurrence;    /* (owned) (nullable), the value of its RECURRENCE-ID */
  int64_t sequence;
  int64_t last_modified; /* instant or BALAI_ICAL_NONE, as is the one below */
  int64_t dtstamp;
  char   *text;          /* (owned), unfolded, BEGIN and END included */
  guint   calendar;      /* index of its calendar */
  guint   line;          /* of its BEGIN in the file, from 1 */
} BalaiIcalOther;

/**
 * BalaiIcalProblemCode:
 * @BALAI_ICAL_PROBLEM_NOT_ICALENDAR: nothing in the file is iCalendar
 * @BALAI_ICAL_PROBLEM_NO_START: an event does not say when it begins
 * @BALAI_ICAL_PROBLEM_BAD_START: its beginning is not a date
 * @BALAI_ICAL_PROBLEM_BAD_RECURRENCE_ID: it replaces a date that cannot be read
 * @BALAI_ICAL_PROBLEM_BAD_END: its end is not a date; it is taken in without length
 * @BALAI_ICAL_PROBLEM_END_BEFORE_START: it ends before it begins; it is taken in without length
 * @BALAI_ICAL_PROBLEM_BAD_DURATION: its length cannot be read; it is taken in without length
 * @BALAI_ICAL_PROBLEM_BAD_RULE: its repetition cannot be read; it is taken in once
 * @BALAI_ICAL_PROBLEM_BAD_DATE: a date among those added or left out cannot be read; that date is passed over
 * @BALAI_ICAL_PROBLEM_BAD_LINE: a line that is not "name:value"; it is passed over
 * @BALAI_ICAL_PROBLEM_UNKNOWN_ZONE: a time zone nobody knows; the zone of the city is taken
 * @BALAI_ICAL_PROBLEM_NOT_CLOSED: a component has no END; its end is taken to be where the next one begins
 * @BALAI_ICAL_PROBLEM_ENCODING: the file is not UTF-8; it is read as Windows-1252
 * @BALAI_ICAL_PROBLEM_SEVERAL_ROOMS: an event names several rooms and takes one; told by an import, not by the reader
 * @BALAI_ICAL_PROBLEM_TOO_LARGE: what stands beside the events is too large to be kept; told by an import too
 *
 * What could not be read. The first four lose the event or the file; after the others the event is there.
 */
typedef enum
{
  BALAI_ICAL_PROBLEM_NOT_ICALENDAR,
  BALAI_ICAL_PROBLEM_NO_START,
  BALAI_ICAL_PROBLEM_BAD_START,
  BALAI_ICAL_PROBLEM_BAD_RECURRENCE_ID,
  BALAI_ICAL_PROBLEM_BAD_END,
  BALAI_ICAL_PROBLEM_END_BEFORE_START,
  BALAI_ICAL_PROBLEM_BAD_DURATION,
  BALAI_ICAL_PROBLEM_BAD_RULE,
  BALAI_ICAL_PROBLEM_BAD_DATE,
  BALAI_ICAL_PROBLEM_BAD_LINE,
  BALAI_ICAL_PROBLEM_UNKNOWN_ZONE,
  BALAI_ICAL_PROBLEM_NOT_CLOSED,
  BALAI_ICAL_PROBLEM_ENCODING,
  BALAI_ICAL_PROBLEM_SEVERAL_ROOMS,
  BALAI_ICAL_PROBLEM_TOO_LARGE,
} BalaiIcalProblemCode;

typedef struct
{
  BalaiIcalProblemCode  code;
  guint                 line;  /* from 1 */
  char                 *text;  /* (owned), what stands there, shortened */
  const BalaiIcalEvent *event; /* (unowned) (nullable), whose values could not be read */
} BalaiIcalProblem;

/**
 * BalaiIcal:
 * @n_components: every VEVENT that was met, the unreadable ones included
 */
typedef struct
{
  GPtrArray *calendars; /* (owned) (element-type BalaiIcalCalendar) */
  GPtrArray *events;    /* (owned) (element-type BalaiIcalEvent) */
  GPtrArray *others;    /* (owned) (element-type BalaiIcalOther) */
  GPtrArray *problems;  /* (owned) (element-type BalaiIcalProblem) */
  guint      n_components;
} BalaiIcal;

BalaiIcal         *balai_ical_new            (void);
void               balai_ical_free           (BalaiIcal                *self);
gboolean           balai_ical_equal          (const BalaiIcal          *a,
                                              const BalaiIcal          *b);
void               balai_ical_other_free     (BalaiIcalOther           *self);
BalaiIcalEvent    *balai_ical_event_new      (void);
void               balai_ical_event_free     (BalaiIcalEvent           *self);
gboolean           balai_ical_event_equal    (const BalaiIcalEvent     *a,
                                              const BalaiIcalEvent     *b);
const char        *balai_ical_event_get      (const BalaiIcalEvent     *self,
                                              const char               *name);
void               balai_ical_event_set      (BalaiIcalEvent           *self,
                                              const char               *name,
                                              const char               *value);
BalaiIcalAttendee *balai_ical_attendee_new   (void);
void               balai_ical_attendee_free  (BalaiIcalAttendee        *self);
BalaiIcalCalendar *balai_ical_calendar_new   (void);
void               balai_ical_calendar_free  (BalaiIcalCalendar        *self);
BalaiIcalProperty *balai_ical_property_new   (const char               *name,
                                              const char               *value);
void               balai_ical_property_free  (BalaiIcalProperty        *self);
gboolean           balai_ical_problem_loses  (BalaiIcalProblemCode      code);
gboolean           balai_ical_time_equal     (const BalaiIcalTime      *a,
                                              const BalaiIcalTime      *b);
BalaiIcalTime      balai_ical_time_at        (int64_t                   instant,
                                              const BalaiZone          *zone);
BalaiIcalTime      balai_ical_time_on        (int64_t                   day,
                                              const BalaiZone          *zone);
int64_t            balai_ical_time_day       (const BalaiIcalTime      *self,
                                              const BalaiZone          *zone);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiIcal, balai_ical_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiIcalEvent, balai_ical_event_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiIcalAttendee, balai_ical_attendee_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiIcalCalendar, balai_ical_calendar_free)

G_END_DECLS

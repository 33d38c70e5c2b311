/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical.h"
#include "balai-record.h"
#include "balai-registry.h"

G_BEGIN_DECLS

/* What stands beside the events of a calendar file and is no matter of Balai's, word for word: a task, a journal, the
 * description of a time zone they name, and the properties of the calendar itself (VCALENDAR, the lines alone). */
#define BALAI_CALENDAR_PART_FIELDS(F, P) \
  F (P, COMPONENT, "component", CODE, N_("Component"), .flags = BALAI_FIELD_REQUIRED, .group = "file", \
     .policy = BALAI_MERGE_LAST) \
  F (P, UID, "uid", CODE, N_("Calendar identifier"), .flags = BALAI_FIELD_INDEXED, .group = "file", \
     .policy = BALAI_MERGE_LAST) \
  F (P, RECURRENCE, "recurrence", CODE, N_("Replaces the start"), .group = "file", .policy = BALAI_MERGE_LAST) \
  F (P, OPD, "opd", REFERENCE, N_("OPD"), .kind = "opd", .flags = BALAI_FIELD_OWNER) \
  F (P, ZONE, "zone", REFERENCE, N_("Time zone"), .kind = "calendar_part", .group = "file", \
     .policy = BALAI_MERGE_LAST) \
  F (P, VERBATIM, "verbatim", CODE, N_("Not understood"), .maximum = 16777216, .group = "file", \
     .policy = BALAI_MERGE_LAST, .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_MULTILINE | BALAI_FIELD_PERSONAL)
BALAI_DECLARE_RECORD (BalaiCalendarPartRecord, balai_calendar_part, CALENDAR_PART)

#define BALAI_CALENDAR_PART_CALENDAR "VCALENDAR"
#define BALAI_CALENDAR_PART_ZONE_KIND "VTIMEZONE"

/* Says in an export which record the properties of the calendar are from. */
#define BALAI_CALENDAR_PART_SOURCE "X-BALAI-SOURCE"

/**
 * BalaiCalendarPart:
 * @component: (owned): its kind, upper case
 * @uid: (owned) (nullable): its identifier, made from the content where it has none; the TZID of a zone; what a
 *   calendar is known by, or %NULL
 * @recurrence: (owned) (nullable): which date of a series it replaces
 * @verbatim: (owned): as it stood in the file, unfolded
 * @zone: (unowned) (nullable): the first zone of the file that it names
 * @source: (owned) (nullable): of a calendar that Balai wrote, id of the record
 * @sequence: how often it was changed
 * @last_modified: an instant or %BALAI_ICAL_NONE, as is @dtstamp
 * @dtstamp: when it was written
 * @line: line in the file, from 1
 *
 * One of these as it stands in a file.
 */
typedef struct _BalaiCalendarPart BalaiCalendarPart;
struct _BalaiCalendarPart
{
  char                    *component;
  char                    *uid;
  char                    *recurrence;
  char                    *verbatim;
  const BalaiCalendarPart *zone;
  char                    *source;
  int64_t                  sequence;
  int64_t                  last_modified;
  int64_t                  dtstamp;
  guint                    line;
};

GPtrArray *balai_calendar_parts_read   (const BalaiIcal         *ical);
int        balai_calendar_part_compare (const BalaiCalendarPart *a,
                                        const BalaiCalendarPart *b);
gboolean   balai_calendar_part_fits    (const BalaiCalendarPart *self);
BalaiIcal *balai_calendar_part_parse   (const char              *verbatim);
char      *balai_calendar_part_name    (const char              *verbatim,
                                        char                   **rest);

G_END_DECLS

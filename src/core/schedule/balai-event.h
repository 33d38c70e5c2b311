/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-record.h"
#include "balai-span.h"

G_BEGIN_DECLS

extern const BalaiEnumValue balai_event_status_values[];
extern const BalaiEnumValue balai_event_visibility_values[];
extern const BalaiEnumValue balai_event_scope_values[];
extern const BalaiEnumValue balai_event_priority_values[];
extern const BalaiEnumValue balai_event_busy_values[];
extern const BalaiEnumValue balai_event_role_values[];
extern const BalaiEnumValue balai_event_attendance_values[];

/* An event has either instants (start, end) in its zone or, for whole days, civil dates (start_date, end_date, the
 * latter the first day that no longer belongs to it). An override of one date of a series is an event of its own, with
 * the series and the date it replaces. Lists of dates are written as in iCalendar. */

#define BALAI_EVENT_FIELDS(F, P) \
  F (P, TITLE, "title", TEXT, N_("Title"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_SEARCHABLE) \
  F (P, DESCRIPTION, "description", TEXT, N_("Description"), .flags = BALAI_FIELD_SEARCHABLE | BALAI_FIELD_MULTILINE) \
  F (P, OPD, "opd", REFERENCE, N_("Organised by"), .kind = "opd", .view = BALAI_VIEW_BUSY) \
  F (P, STATUS, "status", ENUM, N_("Status"), .values = balai_event_status_values, .initial = "confirmed", \
     .flags = BALAI_FIELD_REQUIRED, .view = BALAI_VIEW_BUSY) \
  F (P, VISIBILITY, "visibility", ENUM, N_("Who may read it"), .values = balai_event_visibility_values, \
     .initial = "internal", .flags = BALAI_FIELD_REQUIRED) \
  F (P, SCOPE, "scope", ENUM, N_("Calendar"), .values = balai_event_scope_values, .initial = "internal", \
     .flags = BALAI_FIELD_REQUIRED) \
  F (P, PRIORITY, "priority", ENUM, N_("Priority"), .values = balai_event_priority_values, .initial = "normal") \
  F (P, START, "start", INSTANT, N_("Start"), .group = "time", .view = BALAI_VIEW_BUSY, .flags = BALAI_FIELD_INDEXED) \
  F (P, END, "end", INSTANT, N_("End"), .group = "time", .view = BALAI_VIEW_BUSY) \
  F (P, ZONE, "zone", CODE, N_("Time zone"), .initial = "Asia/Jakarta", .group = "time", .view = BALAI_VIEW_BUSY) \
  F (P, ALL_DAY, "all_day", BOOLEAN, N_("All day"), .initial = "false", .group = "time", .view = BALAI_VIEW_BUSY) \
  F (P, START_DATE, "start_date", DATE, N_("First day"), .group = "time", .view = BALAI_VIEW_BUSY) \
  F (P, END_DATE, "end_date", DATE, N_("Until (last day)"), .group = "time", .view = BALAI_VIEW_BUSY, \
     .flags = BALAI_FIELD_DAY_AFTER) \
  F (P, VENUE, "venue", REFERENCE, N_("Venue"), .kind = "venue", .group = "time", .view = BALAI_VIEW_BUSY) \
  F (P, PLACE, "place", TEXT, N_("Place"), .flags = BALAI_FIELD_SEARCHABLE) \
  F (P, SETUP, "setup", DURATION, N_("Time to set up"), .group = "time", .minimum = 0, .maximum = 604800) \
  F (P, TEARDOWN, "teardown", DURATION, N_("Time to clear"), .group = "time", .minimum = 0, .maximum = 604800) \
  F (P, ONLINE, "online", TEXT, N_("Online at"), .flags = BALAI_FIELD_SEARCHABLE) \
  F (P, PARTICIPANTS, "participants", INTEGER, N_("Number of participants"), .minimum = 0, .maximum = 1000000) \
  F (P, BUSY, "busy", ENUM, N_("Shown as"), .values = balai_event_busy_values, .initial = "busy") \
  F (P, CONTACT, "contact", TEXT, N_("Contact")) \
  F (P, CATEGORIES, "categories", TEXT, N_("Categories"), .flags = BALAI_FIELD_SEARCHABLE,                             \
     .policy = BALAI_MERGE_UNION)                                                                                      \
  F (P, URL, "url", TEXT, N_("Web address"), .maximum = 4000) \
  F (P, RRULE, "rrule", CODE, N_("Repeats"), .flags = BALAI_FIELD_MULTILINE, .group = "time", \
     .view = BALAI_VIEW_BUSY) \
  F (P, RDATE, "rdate", CODE, N_("Further dates"), .flags = BALAI_FIELD_MULTILINE, .group = "time", \
     .view = BALAI_VIEW_BUSY) \
  F (P, EXDATE, "exdate", CODE, N_("Except on"), .flags = BALAI_FIELD_MULTILINE, .group = "time", \
     .view = BALAI_VIEW_BUSY) \
  F (P, SERIES, "series", REFERENCE, N_("Series"), .kind = "event", .group = "replaced", \
     .flags = BALAI_FIELD_HIDDEN | BALAI_FIELD_OWNER) \
  F (P, RECURRENCE_ID, "recurrence_id", INSTANT, N_("Replaces the start"), .group = "replaced", \
     .flags = BALAI_FIELD_HIDDEN) \
  F (P, RECURRENCE_DATE, "recurrence_date", DATE, N_("Replaces the day"), .group = "replaced", \
     .flags = BALAI_FIELD_HIDDEN) \
  F (P, UID, "uid", CODE, N_("Calendar identifier"), .flags = BALAI_FIELD_INDEXED | BALAI_FIELD_HIDDEN, .maximum = 4000)
BALAI_DECLARE_RECORD (BalaiEvent, balai_event, EVENT)

#define BALAI_EVENT_PERSON_FIELDS(F, P) \
  F (P, EVENT, "event", REFERENCE, N_("Event"), .kind = "event", .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_OWNER) \
  F (P, PERSON, "person", REFERENCE, N_("Person"), .kind = "person", .flags = BALAI_FIELD_REQUIRED) \
  F (P, ROLE, "role", ENUM, N_("Role"), .values = balai_event_role_values, .initial = "participant", \
     .flags = BALAI_FIELD_REQUIRED) \
  F (P, ONLINE, "online", BOOLEAN, N_("Takes part online"), .initial = "false") \
  F (P, DELEGABLE, "delegable", BOOLEAN, N_("May send somebody else"), .initial = "false") \
  F (P, ATTENDANCE, "attendance", ENUM, N_("Answer"), .values = balai_event_attendance_values, .initial = "open", \
     .group = "answer") \
  F (P, DELEGATE, "delegate", REFERENCE, N_("Represented by"), .kind = "person", .group = "answer")
BALAI_DECLARE_RECORD (BalaiEventPerson, balai_event_person, EVENT_PERSON)

#define BALAI_EVENT_OPD_FIELDS(F, P) \
  F (P, EVENT, "event", REFERENCE, N_("Event"), .kind = "event", .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_OWNER) \
  F (P, OPD, "opd", REFERENCE, N_("OPD"), .kind = "opd", .flags = BALAI_FIELD_REQUIRED)
BALAI_DECLARE_RECORD (BalaiEventOpd, balai_event_opd, EVENT_OPD)

#define BALAI_EVENT_EQUIPMENT_FIELDS(F, P) \
  F (P, EVENT, "event", REFERENCE, N_("Event"), .kind = "event", .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_OWNER) \
  F (P, EQUIPMENT, "equipment", REFERENCE, N_("Equipment"), .kind = "equipment", .group = "what", \
     .flags = BALAI_FIELD_REQUIRED) \
  F (P, QUANTITY, "quantity", INTEGER, N_("Quantity"), .initial = "1", .group = "what", .flags = BALAI_FIELD_REQUIRED, \
     .minimum = 1, .maximum = 1000000)
BALAI_DECLARE_RECORD (BalaiEventEquipment, balai_event_equipment, EVENT_EQUIPMENT)

/* What hangs on an event: who and what takes part in it. */
#define BALAI_N_EVENT_CHILD_KINDS 3
extern const BalaiKind *const balai_event_child_kinds[BALAI_N_EVENT_CHILD_KINDS];

gboolean balai_event_get_span  (BalaiRecord     *event,
                                const char      *city_zone,
                                BalaiSpan       *span);
gboolean balai_event_is_series (BalaiRecord     *event);
gboolean balai_event_claims    (BalaiRecord     *event);

G_END_DECLS

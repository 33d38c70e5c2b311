/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-registry.h"
#include "balai-record.h"

G_BEGIN_DECLS

/* What the rules of the calendar go by, and what it keeps for itself. Everything here is data: a city edits it. */

extern const BalaiEnumValue balai_closure_kind_values[];
extern const BalaiEnumValue balai_holiday_kind_values[];
extern const BalaiEnumValue balai_season_values[];
extern const BalaiEnumValue balai_weekday_values[];
extern const BalaiEnumValue balai_level_values[];

/* Closed is a venue, a pool or, where neither is named, the whole city; away is a person. */
#define BALAI_CLOSURE_FIELDS(F, P) \
  F (P, REASON, "reason", TEXT, N_("Reason"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_SEARCHABLE) \
  F (P, KIND, "kind", ENUM, N_("Kind"), .values = balai_closure_kind_values, .initial = "closed", .group = "what", \
     .flags = BALAI_FIELD_REQUIRED) \
  F (P, VENUE, "venue", REFERENCE, N_("Venue"), .kind = "venue", .group = "what", .flags = BALAI_FIELD_OWNER) \
  F (P, PERSON, "person", REFERENCE, N_("Person"), .kind = "person", .group = "what", .flags = BALAI_FIELD_OWNER) \
  F (P, EQUIPMENT, "equipment", REFERENCE, N_("Equipment"), .kind = "equipment", .group = "what", \
     .flags = BALAI_FIELD_OWNER) \
  F (P, START, "start", INSTANT, N_("Start"), .group = "time") \
  F (P, END, "end", INSTANT, N_("End"), .group = "time") \
  F (P, START_DATE, "start_date", DATE, N_("First day"), .group = "time") \
  F (P, END_DATE, "end_date", DATE, N_("Until (last day)"), .group = "time", .flags = BALAI_FIELD_DAY_AFTER)
BALAI_DECLARE_RECORD (BalaiClosureRecord, balai_closure, CLOSURE)

#define BALAI_OPENING_HOURS_FIELDS(F, P) \
  F (P, WEEKDAY, "weekday", ENUM, N_("Weekday"), .values = balai_weekday_values, .group = "when", \
     .flags = BALAI_FIELD_REQUIRED) \
  F (P, VENUE, "venue", REFERENCE, N_("Venue"), .kind = "venue", .group = "when", .flags = BALAI_FIELD_OWNER) \
  F (P, SEASON, "season", ENUM, N_("Season"), .values = balai_season_values, .initial = "regular", .group = "when") \
  F (P, FROM, "from", TIME, N_("Opens"), .group = "hours", .flags = BALAI_FIELD_REQUIRED) \
  F (P, TO, "to", TIME, N_("Closes"), .group = "hours", .flags = BALAI_FIELD_REQUIRED) \
  F (P, BREAK_FROM, "break_from", TIME, N_("Break begins"), .group = "hours") \
  F (P, BREAK_TO, "break_to", TIME, N_("Break ends"), .group = "hours") \
  F (P, SOURCE, "source", TEXT, N_("Legal source"))
BALAI_DECLARE_RECORD (BalaiOpeningHours, balai_opening_hours, OPENING_HOURS)

#define BALAI_SEASON_FIELDS(F, P) \
  F (P, SEASON, "season", ENUM, N_("Season"), .values = balai_season_values, .initial = "ramadan", .group = "time", \
     .flags = BALAI_FIELD_REQUIRED) \
  F (P, FIRST, "first", DATE, N_("First day"), .group = "time", .flags = BALAI_FIELD_REQUIRED) \
  F (P, LAST, "last", DATE, N_("Last day"), .group = "time", .flags = BALAI_FIELD_REQUIRED) \
  F (P, SOURCE, "source", TEXT, N_("Legal source"))
BALAI_DECLARE_RECORD (BalaiSeasonRecord, balai_season, SEASON)

#define BALAI_TRAVEL_TIME_FIELDS(F, P) \
  F (P, VENUE, "venue", REFERENCE, N_("From"), .kind = "venue", .group = "way", \
     .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_OWNER) \
  F (P, OTHER, "other", REFERENCE, N_("To"), .kind = "venue", .group = "way", \
     .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_OWNER) \
  F (P, MINUTES, "minutes", INTEGER, N_("Minutes"), .group = "way", .flags = BALAI_FIELD_REQUIRED, .minimum = 0, \
     .maximum = 600)
BALAI_DECLARE_RECORD (BalaiTravelTime, balai_travel_time, TRAVEL_TIME)

/* One cell of the matrix of levels: which rule, in which case, and what it does. */
#define BALAI_CONFLICT_RULE_FIELDS(F, P) \
  F (P, RULE, "rule", CODE, N_("Rule"), .group = "cell", .flags = BALAI_FIELD_REQUIRED) \
  F (P, CASE, "case", CODE, N_("Case"), .group = "cell", .flags = BALAI_FIELD_REQUIRED) \
  F (P, LEVEL, "level", ENUM, N_("Level"), .values = balai_level_values, .group = "cell", \
     .flags = BALAI_FIELD_REQUIRED)
BALAI_DECLARE_RECORD (BalaiConflictRule, balai_conflict_rule, CONFLICT_RULE)

#define BALAI_HOLIDAY_FIELDS(F, P) \
  F (P, NAME, "name", TEXT, N_("Name"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_SEARCHABLE) \
  F (P, DATE, "date", DATE, N_("Date"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_INDEXED) \
  F (P, KIND, "kind", ENUM, N_("Kind"), .values = balai_holiday_kind_values, .initial = "national", \
     .flags = BALAI_FIELD_REQUIRED) \
  F (P, SOURCE, "source", TEXT, N_("Legal source"))
BALAI_DECLARE_RECORD (BalaiHolidayRecord, balai_holiday, HOLIDAY)

/* What a calendar file last said of an event: the ground of a three-way merge at the next import, and what Balai does
 * not understand, to be written out again as it came. Nobody types it, so nobody is asked: the last import stands, as a
 * whole. */
#define BALAI_IMPORT_SOURCE_FIELDS(F, P) \
  F (P, UID, "uid", CODE, N_("Calendar identifier"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_INDEXED, \
     .maximum = 4000, .group = "file", .policy = BALAI_MERGE_LAST) \
  F (P, RECURRENCE, "recurrence", CODE, N_("Replaces the start"), .group = "file", .policy = BALAI_MERGE_LAST) \
  F (P, EVENT, "event", REFERENCE, N_("Event"), .kind = "event", .flags = BALAI_FIELD_REQUIRED) \
  F (P, SEQUENCE, "sequence", INTEGER, N_("Sequence"), .group = "file", .policy = BALAI_MERGE_LAST) \
  F (P, LAST_MODIFIED, "last_modified", INSTANT, N_("Last changed"), .group = "file", .policy = BALAI_MERGE_LAST) \
  F (P, STAMP, "stamp", INSTANT, N_("Written"), .group = "file", .policy = BALAI_MERGE_LAST) \
  F (P, IMPORTED, "imported", JSON, N_("Values as imported"), .maximum = 16777216, .group = "file", \
     .policy = BALAI_MERGE_LAST) \
  F (P, VERBATIM, "verbatim", CODE, N_("Not understood"), .flags = BALAI_FIELD_MULTILINE | BALAI_FIELD_PERSONAL, \
     .maximum = 16777216, .group = "file", .policy = BALAI_MERGE_LAST)
BALAI_DECLARE_RECORD (BalaiImportSource, balai_import_source, IMPORT_SOURCE)

#define BALAI_SAVED_FILTER_FIELDS(F, P) \
  F (P, NAME, "name", TEXT, N_("Name"), .flags = BALAI_FIELD_REQUIRED) \
  F (P, PAGE, "page", CODE, N_("Page"), .flags = BALAI_FIELD_REQUIRED) \
  F (P, FILTER, "filter", JSON, N_("Filter"), .flags = BALAI_FIELD_REQUIRED)
BALAI_DECLARE_RECORD (BalaiSavedFilter, balai_saved_filter, SAVED_FILTER)

/* Derived from events, and rebuilt with each change of theirs. */
#define BALAI_OCCURRENCE_FIELDS(F, P) \
  F (P, EVENT, "event", REFERENCE, N_("Event"), .kind = "event") \
  F (P, START, "start", INSTANT, N_("Start")) \
  F (P, END, "end", INSTANT, N_("End"))
BALAI_DECLARE_FIELDS (OCCURRENCE)
extern const BalaiKind balai_occurrence_kind;

#define BALAI_CLAIM_ROW_FIELDS(F, P) \
  F (P, EVENT, "event", REFERENCE, N_("Event"), .kind = "event") \
  F (P, OCCURRENCE, "occurrence", INSTANT, N_("Start of the occurrence")) \
  F (P, RESOURCE, "resource", CODE, N_("Resource")) \
  F (P, START, "start", INSTANT, N_("Start")) \
  F (P, END, "end", INSTANT, N_("End")) \
  F (P, SETUP, "setup", DURATION, N_("Time to set up")) \
  F (P, TEARDOWN, "teardown", DURATION, N_("Time to clear")) \
  F (P, QUANTITY, "quantity", INTEGER, N_("Quantity")) \
  F (P, PLACE, "place", CODE, N_("Place")) \
  F (P, ROLE, "role", INTEGER, N_("Role")) \
  F (P, STATUS, "status", INTEGER, N_("Status")) \
  F (P, FLAGS, "flags", INTEGER, N_("Flags"))
BALAI_DECLARE_FIELDS (CLAIM_ROW)
extern const BalaiKind balai_claim_kind;

void balai_schedule_register (BalaiRegistry *registry);

G_END_DECLS

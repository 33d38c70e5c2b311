/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-record.h"
#include "balai-registry.h"

G_BEGIN_DECLS

/* Kinds of the tests: one with every type of field, one that hangs on it, one that stays on the computer, one that is
 * derived. The names of the city's kinds mean nothing here. */

#define BALAI_THING_FIELDS(F, P) \
  F (P, NAME, "name", TEXT, "Name", .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_SEARCHABLE) \
  F (P, NOTE, "note", TEXT, "Note", .flags = BALAI_FIELD_SEARCHABLE | BALAI_FIELD_MULTILINE) \
  F (P, COUNT, "count", INTEGER, "Count", .flags = BALAI_FIELD_INDEXED, .maximum = 1000000, .minimum = -1000000) \
  F (P, WEIGHT, "weight", REAL, "Weight") \
  F (P, ACTIVE, "active", BOOLEAN, "Active", .initial = "true") \
  F (P, COST, "cost", MONEY, "Cost") \
  F (P, SHARE, "share", BASIS_POINTS, "Share") \
  F (P, DAY, "day", DATE, "Day") \
  F (P, AT, "at", INSTANT, "At", .group = "span") \
  F (P, TIME, "time", TIME, "Time") \
  F (P, LENGTH, "length", DURATION, "Length", .group = "span") \
  F (P, PLACE, "place", COORDINATES, "Place") \
  F (P, STATUS, "status", ENUM, "Status", .values = balai_thing_statuses, .initial = "new") \
  F (P, OWNER, "owner", REFERENCE, "Owner", .kind = "thing") \
  F (P, CODE, "code", CODE, "Code", .flags = BALAI_FIELD_SEARCHABLE) \
  F (P, FILE, "file", ATTACHMENT, "File") \
  F (P, DATA, "data", JSON, "Data") \
  F (P, PHONE, "phone", TEXT, "Phone", .flags = BALAI_FIELD_SEARCHABLE | BALAI_FIELD_PERSONAL)
BALAI_DECLARE_RECORD (BalaiThing, balai_thing, THING)

#define BALAI_PART_FIELDS(F, P) \
  F (P, THING, "thing", REFERENCE, "Thing", .kind = "thing", .flags = BALAI_FIELD_OWNER) \
  F (P, LABEL, "label", TEXT, "Label") \
  F (P, AMOUNT, "amount", INTEGER, "Amount")
BALAI_DECLARE_RECORD (BalaiPart, balai_part, PART)

#define BALAI_NOTE_FIELDS(F, P) \
  F (P, TEXT, "text", TEXT, "Text")
BALAI_DECLARE_RECORD (BalaiNote, balai_note, NOTE)

/* The sum of the amounts of the parts of a thing */
#define BALAI_SUM_FIELDS(F, P) \
  F (P, THING, "thing", REFERENCE, "Thing", .kind = "thing") \
  F (P, TOTAL, "total", INTEGER, "Total")
BALAI_DECLARE_FIELDS (SUM)
extern const BalaiKind balai_sum_kind;

extern const BalaiEnumValue balai_thing_statuses[];

BalaiRegistry *balai_test_registry_new (void);
BalaiThing    *balai_test_thing_new    (const char *name);
BalaiRecord   *balai_test_part_new     (gpointer    thing,
                                        int64_t     amount);
void           balai_test_randomize    (BalaiRecord *record,
                                        GRand       *rand);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-record.h"

G_BEGIN_DECLS

/* The registers the calendar picks from: the city, its offices, people, venues and equipment. Other names, one on a
 * line, are what import and typing may call an entry by. */

extern const BalaiEnumValue balai_city_zone_values[];

#define BALAI_CITY_FIELDS(F, P) \
  F (P, NAME, "name", TEXT, N_("Name of the city"), .flags = BALAI_FIELD_REQUIRED) \
  F (P, CODE, "code", CODE, N_("Region code"), .maximum = 13) \
  F (P, ZONE, "zone", CODE, N_("Time zone"), .values = balai_city_zone_values, .flags = BALAI_FIELD_REQUIRED, \
     .initial = "Asia/Jakarta") \
  F (P, TRAVEL_MINUTES, "travel_minutes", INTEGER, N_("Minutes of travel where none were entered"), .initial = "30", \
     .minimum = 0, .maximum = 600)
BALAI_DECLARE_RECORD (BalaiCity, balai_city, CITY)

#define BALAI_OPD_FIELDS(F, P) \
  F (P, NAME, "name", TEXT, N_("Name"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_SEARCHABLE) \
  F (P, SHORT_NAME, "short_name", TEXT, N_("Short name"), .flags = BALAI_FIELD_SEARCHABLE, .maximum = 40) \
  F (P, CODE, "code", CODE, N_("Code"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_INDEXED | BALAI_FIELD_SEARCHABLE, \
     .maximum = 40, \
     .hint = N_("As the city's lists have it, like 1.02.01. Until you know it, an abbreviation will do.")) \
  F (P, CONTACT, "contact", TEXT, N_("Contact")) \
  F (P, EMAIL, "email", TEXT, N_("E-mail"), .flags = BALAI_FIELD_INDEXED) \
  F (P, OTHER_NAMES, "other_names", TEXT, N_("Other names"), .flags = BALAI_FIELD_MULTILINE | BALAI_FIELD_SEARCHABLE, \
     .policy = BALAI_MERGE_UNION)
BALAI_DECLARE_RECORD (BalaiOpd, balai_opd, OPD)

#define BALAI_PERSON_FIELDS(F, P) \
  F (P, NAME, "name", TEXT, N_("Name or position"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_SEARCHABLE) \
  F (P, OPD, "opd", REFERENCE, N_("OPD"), .kind = "opd") \
  F (P, LEADER, "leader", BOOLEAN, N_("Leader"), .initial = "false") \
  F (P, CONTACT, "contact", TEXT, N_("Contact"), .flags = BALAI_FIELD_PERSONAL) \
  F (P, EMAIL, "email", TEXT, N_("E-mail"), .flags = BALAI_FIELD_PERSONAL | BALAI_FIELD_INDEXED) \
  F (P, OTHER_NAMES, "other_names", TEXT, N_("Other names"), .flags = BALAI_FIELD_MULTILINE | BALAI_FIELD_SEARCHABLE, \
     .policy = BALAI_MERGE_UNION)
BALAI_DECLARE_RECORD (BalaiPerson, balai_person, PERSON)

#define BALAI_VENUE_FIELDS(F, P) \
  F (P, NAME, "name", TEXT, N_("Name"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_SEARCHABLE) \
  F (P, PARENT, "parent", REFERENCE, N_("Part of"), .kind = "venue") \
  F (P, OPD, "opd", REFERENCE, N_("Managed by"), .kind = "opd") \
  F (P, BUILDING, "building", TEXT, N_("Building"), .group = "address", .flags = BALAI_FIELD_SEARCHABLE) \
  F (P, ADDRESS, "address", TEXT, N_("Address"), .group = "address") \
  F (P, CAPACITY, "capacity", INTEGER, N_("Capacity"), .group = "capacity", .minimum = 0, .maximum = 1000000) \
  F (P, CAPACITY_STRICT, "capacity_strict", BOOLEAN, N_("Capacity is a safety limit"), .initial = "false", \
     .group = "capacity") \
  F (P, SETUP, "setup", DURATION, N_("Time to set up"), .initial = "0", .group = "gap", .minimum = 0, \
     .maximum = 604800) \
  F (P, TEARDOWN, "teardown", DURATION, N_("Time to clear"), .initial = "0", .group = "gap", .minimum = 0, \
     .maximum = 604800) \
  F (P, SEQUENTIAL, "sequential", BOOLEAN, N_("Clearing ends before setting up begins"), .initial = "false", \
     .group = "gap") \
  F (P, STRICT_GAP, "strict_gap", BOOLEAN, N_("Time between is strict"), .initial = "false", .group = "gap") \
  F (P, FIXED_HOURS, "fixed_hours", BOOLEAN, N_("Opening hours are strict"), .initial = "false") \
  F (P, CONTACT, "contact", TEXT, N_("Contact")) \
  F (P, EMAIL, "email", TEXT, N_("E-mail"), .flags = BALAI_FIELD_INDEXED) \
  F (P, OTHER_NAMES, "other_names", TEXT, N_("Other names"), .flags = BALAI_FIELD_MULTILINE | BALAI_FIELD_SEARCHABLE, \
     .policy = BALAI_MERGE_UNION)
BALAI_DECLARE_RECORD (BalaiVenue, balai_venue, VENUE)

#define BALAI_EQUIPMENT_FIELDS(F, P) \
  F (P, NAME, "name", TEXT, N_("Name"), .flags = BALAI_FIELD_REQUIRED | BALAI_FIELD_SEARCHABLE) \
  F (P, OPD, "opd", REFERENCE, N_("Managed by"), .kind = "opd") \
  F (P, STOCK, "stock", INTEGER, N_("Stock"), .flags = BALAI_FIELD_REQUIRED, .initial = "1", .group = "stock", \
     .minimum = 0, .maximum = 1000000) \
  F (P, DAMAGED, "damaged", INTEGER, N_("Of these damaged"), .initial = "0", .group = "stock", .minimum = 0, \
     .maximum = 1000000) \
  F (P, CONTACT, "contact", TEXT, N_("Contact")) \
  F (P, EMAIL, "email", TEXT, N_("E-mail"), .flags = BALAI_FIELD_INDEXED) \
  F (P, OTHER_NAMES, "other_names", TEXT, N_("Other names"), .flags = BALAI_FIELD_MULTILINE | BALAI_FIELD_SEARCHABLE, \
     .policy = BALAI_MERGE_UNION)
BALAI_DECLARE_RECORD (BalaiEquipment, balai_equipment, EQUIPMENT)

G_END_DECLS

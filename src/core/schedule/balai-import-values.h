/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical.h"
#include "balai-name-matcher.h"
#include "balai-record.h"

G_BEGIN_DECLS

/**
 * BalaiImportProposal:
 * @kind: (unowned): the register it would go into
 * @name: (owned): what it would be called
 * @mail: (owned) (nullable): its address
 * @key: (owned): names it among the proposals of a plan
 * @uses: how many events name it
 * @counted: the event that was counted last
 * @record: (owned) (nullable): what will be created, when a person has agreed
 *
 * A name in a file that no register knows.
 */
typedef struct
{
  const BalaiKind *kind;
  char            *name;
  char            *mail;
  char            *key;
  guint            uses;
  guint            counted;
  BalaiRecord     *record;
} BalaiImportProposal;

/**
 * BalaiImportNames:
 * @matcher: (unowned): the registers
 * @proposals: (unowned) (element-type utf8 BalaiImportProposal): by key
 * @create_all: whether every proposal is agreed to
 * @create: (unowned) (nullable) (element-type utf8): keys of those agreed to
 * @places: (owned) (element-type utf8 BalaiImportPlace): what the places of the files say
 * @said: (owned) (element-type utf8): keys of the places and rooms that the files name
 * @created: (owned) (element-type utf8 BalaiImportProposal): those agreed to, by the id of their record
 * @n_read: how many events were read
 */
typedef struct
{
  BalaiNameMatcher *matcher;
  GHashTable       *proposals;
  gboolean          create_all;
  GHashTable       *create;
  GHashTable       *places;
  GHashTable       *said;
  GHashTable       *created;
  guint             n_read;
} BalaiImportNames;

/**
 * BalaiImportValues:
 * @event: (owned): what the file says, as a record that is not saved
 * @fields: a bit for each field the file speaks of
 * @links: (owned) (element-type BalaiRecord): people, OPDs and equipment, not saved
 * @json: (owned): the same as text, kept for the next import
 * @verbatim: (owned) (nullable): what Balai does not understand
 * @several_rooms: whether it names more rooms than the one that is taken
 * @inviter: (owned) (nullable): who invites, where it is an invitation: the OPD, or what the file calls whom
 */
typedef struct
{
  BalaiRecord *event;
  guint64      fields;
  GPtrArray   *links;
  char        *json;
  char        *verbatim;
  gboolean     several_rooms;
  char        *inviter;
} BalaiImportValues;

/**
 * BalaiImportSeries:
 * @rrules: (unowned) (element-type utf8): rules, perhaps cut where a later part of the series begins
 * @rdates: (unowned) (element-type BalaiIcalExtra): dates added
 * @exdates: (unowned) (element-type BalaiIcalTime): dates left out
 *
 * How an event repeats, where it is not as the file says.
 */
typedef struct
{
  GPtrArray *rrules;
  GArray    *rdates;
  GArray    *exdates;
} BalaiImportSeries;

BalaiImportValues *balai_import_values_new       (const BalaiIcalEvent    *event,
                                                  const char              *method,
                                                  const BalaiImportSeries *series,
                                                  BalaiImportNames        *names,
                                                  const BalaiZone         *city);
BalaiImportValues *balai_import_values_from_json (const char              *json);
void               balai_import_values_free      (BalaiImportValues       *self);
void               balai_import_proposal_free    (BalaiImportProposal     *self);
BalaiRecord       *balai_import_find_attendee    (BalaiNameMatcher        *matcher,
                                                  const BalaiIcalAttendee *attendee,
                                                  gboolean                *ambiguous);
char              *balai_attendee_get_param      (const BalaiIcalAttendee *attendee,
                                                  const char              *name);
const char        *balai_import_link_get_target  (BalaiRecord             *link);
int                balai_import_link_get_field   (BalaiRecord             *link);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiImportValues, balai_import_values_free)

/* Present on every event that Balai wrote; then what only Balai knows is taken from its own properties. */
#define BALAI_ICAL_OWN "X-BALAI-VERSION"

G_END_DECLS

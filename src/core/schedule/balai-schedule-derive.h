/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-claim.h"
#include "balai-resources.h"
#include "balai-event.h"
#include "balai-repository.h"

G_BEGIN_DECLS

/* Conditions of the three indexes that a query for what meets a span asks; see balai_length_classes. */
#define BALAI_LENGTH_DAY    "\"end\" - \"start\" <= 86400"
#define BALAI_LENGTH_MONTH  "\"end\" - \"start\" > 86400 AND \"end\" - \"start\" <= 2678400"
#define BALAI_LENGTH_LONGER "\"end\" - \"start\" > 2678400"
#define BALAI_CLAIM_HAS_BUFFERS "(setup > 0 OR teardown > 0)"

/**
 * BalaiLengthClass:
 * @condition: what the rows of one of the indexes have in common
 * @longest: the most seconds one of them takes
 *
 * What meets a span begins no earlier before it than the longest of its class takes: three questions, each on an index
 * of its own, and one booking of ninety days does not make every look-up read ninety days of rows.
 */
typedef struct
{
  const char *condition;
  int64_t     longest;
} BalaiLengthClass;

#define BALAI_N_LENGTH_CLASSES 3
extern const BalaiLengthClass balai_length_classes[BALAI_N_LENGTH_CLASSES];

/**
 * BalaiDerivedClaim:
 * @resource: (nullable): id of what is used; %NULL for the event itself
 * @place: (nullable): id of the venue where a person must be
 * @claim: the rest; its numbers of resource, place, event and occurrence are not set
 */
typedef struct
{
  const char *resource;
  const char *place;
  BalaiClaim  claim;
} BalaiDerivedClaim;

/**
 * BalaiEventUses:
 * @people: (nullable) (element-type BalaiRecord): who comes
 * @opds: (nullable) (element-type BalaiRecord): which offices are invited
 * @equipment: (nullable) (element-type BalaiRecord): what is lent
 *
 * What hangs on an event, as it is stored or as it is being edited. The arrays are not owned.
 */
typedef struct
{
  GPtrArray *people;
  GPtrArray *opds;
  GPtrArray *equipment;
} BalaiEventUses;

/**
 * BalaiScheduleFrame:
 * @city_zone: the zone of the city
 * @horizon: within which the dates of long series are stored
 *
 * What is the same for all events. The zone is not owned.
 */
typedef struct
{
  char      *city_zone;
  BalaiSpan  horizon;
} BalaiScheduleFrame;

/**
 * BalaiOccurrenceFunc:
 * @event: the event
 * @span: when
 * @claims: (array length=n_claims): what it uses then
 * @n_claims: how many
 * @data: what was given
 * @error: return location for an error
 *
 * Returns: whether to go on
 */
typedef gboolean (*BalaiOccurrenceFunc) (BalaiRecord             *event,
                                         BalaiSpan                span,
                                         const BalaiDerivedClaim *claims,
                                         guint                    n_claims,
                                         gpointer                 data,
                                         GError                 **error);

gboolean  balai_schedule_derive       (BalaiRepository      *repository,
                                       BalaiChanges         *changes,
                                       GError              **error);
gboolean  balai_schedule_expand       (BalaiRepository      *repository,
                                       BalaiRecord          *event,
                                       const BalaiSpan      *range,
                                       BalaiOccurrenceFunc   func,
                                       gpointer              data,
                                       GError              **error);
gboolean  balai_schedule_expand_with  (BalaiRepository      *repository,
                                       BalaiRecord          *event,
                                       const BalaiEventUses *uses,
                                       const BalaiSpan      *range,
                                       BalaiOccurrenceFunc   func,
                                       gpointer              data,
                                       GError              **error);
gboolean  balai_schedule_expand_in_frame (BalaiRepository           *repository,
                                          const BalaiScheduleFrame  *frame,
                                          BalaiRecord               *event,
                                          const BalaiEventUses      *uses,
                                          const BalaiSpan           *range,
                                          BalaiOccurrenceFunc        func,
                                          gpointer                   data,
                                          GError                   **error);
gboolean  balai_schedule_is_partial   (BalaiRepository      *repository,
                                       BalaiRecord          *event);
BalaiSpan balai_schedule_get_stored   (BalaiRepository      *repository,
                                       BalaiRecord          *event,
                                       gboolean             *is_cut);
BalaiSpan balai_schedule_get_horizon  (BalaiRepository      *repository);
gboolean  balai_schedule_roll_horizon (BalaiRepository      *repository,
                                       GError              **error);
char     *balai_schedule_city_zone    (BalaiRepository      *repository);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-span.h"

G_BEGIN_DECLS

/**
 * BalaiClaimRole:
 * @BALAI_CLAIM_VENUE: uses a venue
 * @BALAI_CLAIM_LEADER_REQUIRED: a leader who must attend
 * @BALAI_CLAIM_LEADER_INVITED: a leader who is invited or may send another
 * @BALAI_CLAIM_SPEAKER: a speaker
 * @BALAI_CLAIM_PARTICIPANT: anybody else who comes; judged as one who may send another
 * @BALAI_CLAIM_POOL: units of a pool
 * @BALAI_CLAIM_OPD: an office that is invited
 * @BALAI_CLAIM_EVENT: the event itself, of no resource: emitted for one that uses no registered venue, so that
 *   opening hours, holidays and closures of the whole city still see it
 */
typedef enum
{
  BALAI_CLAIM_VENUE,
  BALAI_CLAIM_LEADER_REQUIRED,
  BALAI_CLAIM_LEADER_INVITED,
  BALAI_CLAIM_SPEAKER,
  BALAI_CLAIM_PARTICIPANT,
  BALAI_CLAIM_POOL,
  BALAI_CLAIM_OPD,
  BALAI_CLAIM_EVENT,
} BalaiClaimRole;

#define BALAI_N_CLAIM_ROLES (BALAI_CLAIM_EVENT + 1)

/**
 * BalaiClaimStatus:
 * @BALAI_CLAIM_NONE: claims nothing (draft, cancelled, refused, displaced)
 * @BALAI_CLAIM_TENTATIVE: tentatif
 * @BALAI_CLAIM_SUBMITTED: diajukan
 * @BALAI_CLAIM_CONFIRMED: terkonfirmasi
 */
typedef enum
{
  BALAI_CLAIM_NONE,
  BALAI_CLAIM_TENTATIVE,
  BALAI_CLAIM_SUBMITTED,
  BALAI_CLAIM_CONFIRMED,
} BalaiClaimStatus;

/**
 * BalaiClaimFlags:
 * @BALAI_CLAIM_ONLINE: a person takes part from wherever they are
 * @BALAI_CLAIM_ALL_DAY: the span is whole civil days
 */
typedef enum
{
  BALAI_CLAIM_ONLINE = 1 << 0,
  BALAI_CLAIM_ALL_DAY = 1 << 1,
} BalaiClaimFlags;

/* No event has this number: excludes nothing. */
#define BALAI_NO_EVENT G_MAXUINT32

/**
 * BalaiClaim:
 * @start: first second, UTC
 * @end: first second after; a claim that does not end after it starts claims nothing
 * @setup: seconds needed before, copied from the venue when the event was saved
 * @teardown: seconds needed after
 * @resource: number in the #BalaiResources of the rules
 * @quantity: units of a pool; heads expected in a venue; otherwise 0
 * @place: of a person: the venue where they must be, or %BALAI_NO_RESOURCE
 * @event: the caller's number of the event; claims of one event never meet each other
 * @occurrence: the caller's number of the occurrence
 * @role: a #BalaiClaimRole
 * @status: a #BalaiClaimStatus
 * @flags: #BalaiClaimFlags
 *
 * One occurrence using one resource. All-day claims of people are informational: the caller emits none, unless they
 * are leave, which is a closure of the person.
 */
typedef struct
{
  int64_t  start;
  int64_t  end;
  int32_t  setup;
  int32_t  teardown;
  int32_t  resource;
  int32_t  quantity;
  int32_t  place;
  uint32_t event;
  uint32_t occurrence;
  uint8_t  role;
  uint8_t  status;
  uint8_t  flags;
} BalaiClaim;

static inline BalaiSpan
balai_claim_span (const BalaiClaim *claim)
{
  return (BalaiSpan) { claim->start, claim->end };
}

static inline gboolean
balai_claim_is_live (const BalaiClaim *claim)
{
  return claim->status != BALAI_CLAIM_NONE && claim->start < claim->end;
}

G_END_DECLS

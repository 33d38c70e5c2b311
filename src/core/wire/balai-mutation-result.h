/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>
#include <json-glib/json-glib.h>
#include <stdint.h>

#include "balai-wire-reader.h"
#include "balai-wire-row.h"

G_BEGIN_DECLS

/**
 * BalaiVerdict:
 * @BALAI_VERDICT_ACCEPTED: took effect as sent
 * @BALAI_VERDICT_MERGED: took effect beside changes of others
 * @BALAI_VERDICT_CONFLICT: a field has two values: the server's stands, the one that was sent is kept there
 * @BALAI_VERDICT_REJECTED: a rule said no; nothing of it took effect
 * @BALAI_VERDICT_BLOCKED: it waits for one that did not take effect
 * @BALAI_VERDICT_RETRY: not now; it may be sent again as it is
 *
 * What became of a mutation.
 */
typedef enum
{
  BALAI_VERDICT_ACCEPTED,
  BALAI_VERDICT_MERGED,
  BALAI_VERDICT_CONFLICT,
  BALAI_VERDICT_REJECTED,
  BALAI_VERDICT_BLOCKED,
  BALAI_VERDICT_RETRY,
} BalaiVerdict;

/**
 * BalaiReason:
 * @BALAI_REASON_NONE: none was given
 * @BALAI_REASON_STATE_LOCKED: the record is in a state in which it may not be changed
 * @BALAI_REASON_TRANSITION_FORBIDDEN: the action does not lead on from the state the record is in
 * @BALAI_REASON_SLOT_TAKEN: another has the room, the thing or the person at that time
 * @BALAI_REASON_NOT_AUTHORIZED: who did it may not do it
 * @BALAI_REASON_SCOPE_REVOKED: who did it may no longer see the record; what was sent is kept for its office
 * @BALAI_REASON_FIELD_FORBIDDEN: who did it may not set one of the fields
 * @BALAI_REASON_INVALID_FIELD: a value that its field cannot hold, or a mutation that cannot be read
 * @BALAI_REASON_ATTACHMENT_MISSING: a file it needs has not arrived
 * @BALAI_REASON_DEADLINE_PASSED: it came too late
 * @BALAI_REASON_DEPENDENCY_FAILED: one it waits for did not take effect
 * @BALAI_REASON_SCHEMA_TOO_OLD: it was written by a Balai that is too old
 * @BALAI_REASON_ID_TAKEN: the id of a new record is no longer free
 * @BALAI_REASON_MID_REUSE: its own id was used for another mutation
 * @BALAI_REASON_QUOTA: too many in too little time, or too much
 * @BALAI_REASON_DEVICE_BLOCKED: the device may no longer send
 * @BALAI_REASON_OTHER: a reason of a newer Balai
 *
 * Why. The words for people are made from it, at the edge.
 */
typedef enum
{
  BALAI_REASON_NONE,
  BALAI_REASON_STATE_LOCKED,
  BALAI_REASON_TRANSITION_FORBIDDEN,
  BALAI_REASON_SLOT_TAKEN,
  BALAI_REASON_NOT_AUTHORIZED,
  BALAI_REASON_SCOPE_REVOKED,
  BALAI_REASON_FIELD_FORBIDDEN,
  BALAI_REASON_INVALID_FIELD,
  BALAI_REASON_ATTACHMENT_MISSING,
  BALAI_REASON_DEADLINE_PASSED,
  BALAI_REASON_DEPENDENCY_FAILED,
  BALAI_REASON_SCHEMA_TOO_OLD,
  BALAI_REASON_ID_TAKEN,
  BALAI_REASON_MID_REUSE,
  BALAI_REASON_QUOTA,
  BALAI_REASON_DEVICE_BLOCKED,
  BALAI_REASON_OTHER,
} BalaiReason;

/* A kind has no more fields than this. */
#define BALAI_MUTATION_RESULT_FIELDS 64

/**
 * BalaiMutationResult:
 * @mid: (owned): the mutation
 * @verdict: what became of it
 * @rev: revision of the record as it now is; 0 where there is none to tell of
 * @row: (owned) (nullable): the record as it now is, as whoever sent the mutation may see it; where it is not there,
 *   the next pull brings it
 * @why: (owned) (nullable): the word of the reason, which balai_mutation_result_get_reason() knows
 * @fields: (owned) (nullable): names of the fields it is about
 *
 * What the server made of one mutation. Public while it is filled, and then only read.
 */
typedef struct
{
  /*< private >*/
  gatomicrefcount  ref_count;

  /*< public >*/
  char            *mid;
  BalaiVerdict     verdict;
  int64_t          rev;
  BalaiWireRow    *row;
  char            *why;
  char           **fields;
} BalaiMutationResult;

BalaiMutationResult *balai_mutation_result_new         (const char           *mid,
                                                        BalaiVerdict          verdict,
                                                        BalaiReason           reason);
BalaiMutationResult *balai_mutation_result_ref         (BalaiMutationResult  *self);
void                 balai_mutation_result_unref       (BalaiMutationResult  *self);
BalaiReason          balai_mutation_result_get_reason  (BalaiMutationResult  *self);
void                 balai_mutation_result_append      (BalaiMutationResult  *self,
                                                        GString              *json,
                                                        gboolean              row);
char                *balai_mutation_result_encode      (BalaiMutationResult  *self);
BalaiMutationResult *balai_mutation_result_from_object (JsonObject           *object,
                                                        GError              **error);
BalaiMutationResult *balai_mutation_result_decode      (const char           *text,
                                                        gssize                length,
                                                        GError              **error);

const char          *balai_verdict_to_word             (BalaiVerdict          verdict);
const char          *balai_reason_to_word              (BalaiReason           reason);
BalaiReason          balai_reason_from_word            (const char           *word);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiMutationResult, balai_mutation_result_unref)

G_END_DECLS

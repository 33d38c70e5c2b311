/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-record.h"

G_BEGIN_DECLS

/**
 * BalaiMergeOutcome:
 * @BALAI_MERGE_OUTCOME_UNCHANGED: what was asked for is what the server has; nothing is to be written
 * @BALAI_MERGE_OUTCOME_ACCEPTED: all is taken as it was sent, and nothing else had changed
 * @BALAI_MERGE_OUTCOME_MERGED: something had changed meanwhile, and nobody needs to be asked
 * @BALAI_MERGE_OUTCOME_CONFLICT: something waits for a person; what does not is taken all the same
 */
typedef enum
{
  BALAI_MERGE_OUTCOME_UNCHANGED,
  BALAI_MERGE_OUTCOME_ACCEPTED,
  BALAI_MERGE_OUTCOME_MERGED,
  BALAI_MERGE_OUTCOME_CONFLICT,
} BalaiMergeOutcome;

/**
 * BalaiMergeReason:
 * @BALAI_MERGE_REASON_VALUES: both sides have changed it, each to another value
 * @BALAI_MERGE_REASON_RULE: each alone would do; together they break a rule
 * @BALAI_MERGE_REASON_DELETED: the server's record has been deleted
 */
typedef enum
{
  BALAI_MERGE_REASON_VALUES,
  BALAI_MERGE_REASON_RULE,
  BALAI_MERGE_REASON_DELETED,
} BalaiMergeReason;

/**
 * BalaiMergeConflict:
 * @fields: what is in question, one bit for each field: a whole group, or one field
 * @reason: why
 * @code: (nullable): of a rule, its code, a literal
 */
typedef struct
{
  guint64           fields;
  BalaiMergeReason  reason;
  const char       *code;
} BalaiMergeConflict;

/**
 * BalaiMerge:
 * @outcome: what came out
 * @record: (owned): what is to stand: the server's record with all that is taken, and that alone marked as changed
 * @taken: fields of @record that differ from the server's
 * @combined: of these, what is put together from both
 * @passed: fields asked for of which the policy prefers what the server has
 * @conflicts: (owned) (element-type BalaiMergeConflict): in the order of the fields; rules after them
 * @base: (owned): what the change was made on, as far as it is known
 * @theirs: (owned): the server's record as it was
 * @mine: (owned): what the change asks for, with the values of @base where it leaves one of a group alone
 * @known: fields of @base, and of @mine beside what was set, that have a meaning
 *
 * How a change meets what happened since it was made. Of the fields of a conflict @base, @theirs and @mine tell what to
 * put before a person.
 */
typedef struct
{
  BalaiMergeOutcome  outcome;
  BalaiRecord       *record;
  guint64            taken;
  guint64            combined;
  guint64            passed;
  GArray            *conflicts;
  BalaiRecord       *base;
  BalaiRecord       *theirs;
  BalaiRecord       *mine;
  guint64            known;
  /*< private >*/
  gboolean           moved; /* whether the server's record has another revision than the one changed */
} BalaiMerge;

BalaiMerge *balai_merge_new   (BalaiRecord *theirs,
                               int64_t      base_revision,
                               BalaiRecord *base,
                               guint64      known,
                               BalaiRecord *mine,
                               guint64      fields);
void        balai_merge_free  (BalaiMerge  *self);
void        balai_merge_yield (BalaiMerge  *self,
                               int          field,
                               const char  *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiMerge, balai_merge_free)

G_END_DECLS

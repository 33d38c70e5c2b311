/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-claim.h"
#include "balai-rule-matrix.h"

G_BEGIN_DECLS

/**
 * BalaiConflictClass:
 * @BALAI_CONFLICT_OVERLAP: two claims on one resource at the same time
 * @BALAI_CONFLICT_GAP: too little time between two claims to clear and set up
 * @BALAI_CONFLICT_FAMILY: a whole and one of its parts at the same time
 * @BALAI_CONFLICT_STOCK: more units lent at once than there are
 * @BALAI_CONFLICT_TRAVEL: a person cannot get from one place to the other in time
 * @BALAI_CONFLICT_CAPACITY: more heads than the venue holds
 * @BALAI_CONFLICT_CLOSURE: closed, or the person is away
 * @BALAI_CONFLICT_HOURS: outside the opening hours
 * @BALAI_CONFLICT_HOLIDAY: on a holiday
 */
typedef enum
{
  BALAI_CONFLICT_OVERLAP,
  BALAI_CONFLICT_GAP,
  BALAI_CONFLICT_FAMILY,
  BALAI_CONFLICT_STOCK,
  BALAI_CONFLICT_TRAVEL,
  BALAI_CONFLICT_CAPACITY,
  BALAI_CONFLICT_CLOSURE,
  BALAI_CONFLICT_HOURS,
  BALAI_CONFLICT_HOLIDAY,
} BalaiConflictClass;

#define BALAI_N_CONFLICT_CLASSES (BALAI_CONFLICT_HOLIDAY + 1)

#define BALAI_CONFLICT_FLAG(class_) (1u << (class_))
#define BALAI_CONFLICT_ALL (BALAI_CONFLICT_FLAG (BALAI_N_CONFLICT_CLASSES) - 1)

/**
 * BalaiConflict:
 * @class_: what is wrong
 * @level: what it forbids
 * @has_b: whether @b is set; otherwise one claim alone is at fault
 * @resource: where they meet; of a family the part; %BALAI_NO_RESOURCE for an event without venue
 * @closure: of a closure its number in the rules, of a holiday the number of the holiday, otherwise -1
 * @span: the exact seconds that are in both; for a gap or travel the part of the later claim that comes too early; for
 *   stock the time over stock; for capacity the claim
 * @amount: seconds of overlap; seconds missing of a gap or travel; units missing; heads over; seconds out of hours
 * @a: the claim; in a check the candidate, in an audit the one that starts first; for stock the one that tips it over
 * @b: its rival
 * @n_others: how many more are involved (stock); see balai_conflict_array_get_others()
 * @others: where they begin
 *
 * One thing that is wrong. The class is always shown, the level governs only what may be saved or confirmed.
 */
typedef struct
{
  BalaiClaim         a;
  BalaiClaim         b;
  BalaiSpan          span;
  int64_t            amount;
  BalaiConflictClass class_;
  BalaiLevel         level;
  gboolean           has_b;
  int32_t            resource;
  int32_t            closure;
  uint32_t           n_others;
  size_t             others;
} BalaiConflict;

/* Bounds what a file full of nonsense can make of memory: a million all-day bookings of one room are 5·10¹¹ pairs. */
#define BALAI_CONFLICT_LIMIT 1000000

/**
 * BalaiConflictArray:
 * @items: (owned): the conflicts
 * @n: how many there are
 * @classes: which classes are wanted, as bits of BALAI_CONFLICT_FLAG(); all at first
 * @keep_ignored: whether gaps, travel and the like of level "ignore" are kept; overlap, family and stock always are
 * @limit: not more than this many; %BALAI_CONFLICT_LIMIT at first
 * @truncated: whether there would have been more
 *
 * What a check or an audit found. May be used again after balai_conflict_array_reset().
 */
typedef struct
{
  BalaiConflict *items;        /* (owned) */
  size_t         n;
  unsigned       classes;
  gboolean       keep_ignored;
  size_t         limit;
  gboolean       truncated;
  /*< private >*/
  size_t         allocated;
  BalaiClaim    *others;       /* (owned) */
  size_t         n_others;
  size_t         others_allocated;
} BalaiConflictArray;

void              balai_conflict_array_init         (BalaiConflictArray       *self);
void              balai_conflict_array_clear        (BalaiConflictArray       *self);
void              balai_conflict_array_reset        (BalaiConflictArray       *self);
gboolean          balai_conflict_array_wants        (const BalaiConflictArray *self,
                                                     BalaiConflictClass        class_,
                                                     BalaiLevel                level);
BalaiConflict    *balai_conflict_array_add          (BalaiConflictArray       *self,
                                                     const BalaiConflict      *conflict);
void              balai_conflict_array_add_other    (BalaiConflictArray       *self,
                                                     const BalaiClaim         *other);
const BalaiClaim *balai_conflict_array_get_others   (const BalaiConflictArray *self,
                                                     size_t                    index,
                                                     size_t                   *n_others);
void              balai_conflict_array_sort         (BalaiConflictArray       *self);

const char       *balai_conflict_class_to_code      (BalaiConflictClass        class_);
gboolean          balai_conflict_class_from_code    (const char               *code,
                                                     BalaiConflictClass       *class_);
gboolean          balai_conflict_class_is_clash     (BalaiConflictClass        class_);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalaiConflictArray, balai_conflict_array_clear)

G_END_DECLS

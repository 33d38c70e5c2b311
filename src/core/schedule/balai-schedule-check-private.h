/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-claim.h"
#include "balai-conflict.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

/* Times come from files, so sums with them must not overflow. */
static inline int64_t
balai_time_add (int64_t time,
                int64_t seconds)
{
  int64_t sum;

  if (__builtin_add_overflow (time, seconds, &sum))
    return seconds < 0 ? G_MININT64 : G_MAXINT64;
  return sum;
}

static inline int64_t
balai_time_between (int64_t from,
                    int64_t to)
{
  int64_t difference;

  return __builtin_sub_overflow (to, from, &difference) ? (to > from ? G_MAXINT64 : G_MININT64) : difference;
}

/* What the first needs to be cleared and the second to be set up (R2). */
static inline int64_t
balai_turnover (const BalaiClaim *first,
                const BalaiClaim *second,
                gboolean          sequential)
{
  int64_t teardown = MAX (0, first->teardown), setup = MAX (0, second->setup);

  return sequential ? teardown + setup : MAX (teardown, setup);
}

static inline int64_t
balai_pool_units (const BalaiResource *pool)
{
  return MAX ((int64_t) 0, (int64_t) pool->stock - MAX (0, pool->damaged));
}

BalaiRuleRow balai_claim_person_row  (const BalaiClaim         *claim);
void         balai_claim_check_alone (const BalaiScheduleRules *rules,
                                      const BalaiClaim         *claim,
                                      BalaiConflictArray       *out);

/*
 * BalaiPoolFunc:
 * @conflict: stock or gap, without b
 * @a: the claim that tips it over or comes too early
 * @others: the other claims involved, by start; the receiver may change their order
 *
 * Who is b is for the receiver to choose, who knows from whose side it is told.
 *
 * Returns: whether to go on
 */
typedef gboolean (*BalaiPoolFunc) (const BalaiConflict  *conflict,
                                   const BalaiClaim     *a,
                                   const BalaiClaim    **others,
                                   size_t                n_others,
                                   gpointer              data);

void balai_pool_sweep       (const BalaiScheduleRules  *rules,
                             int32_t                    pool,
                             const BalaiClaim         **sorted,
                             size_t                     n_sorted,
                             BalaiSpan                  window,
                             unsigned                   classes,
                             BalaiPoolFunc              func,
                             gpointer                   data);
void balai_pool_add_conflict (BalaiConflictArray        *out,
                              const BalaiConflict       *conflict,
                              const BalaiClaim         **others,
                              size_t                     n_others);

G_END_DECLS

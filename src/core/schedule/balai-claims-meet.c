/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-check.h"
#include "balai-schedule-check-private.h"

/* The row of a person who is there in person. */
BalaiRuleRow
balai_claim_person_row (const BalaiClaim *claim)
{
  switch ((BalaiClaimRole) claim->role)
    {
    case BALAI_CLAIM_LEADER_REQUIRED:
      return BALAI_RULE_LEADER_REQUIRED;
    case BALAI_CLAIM_SPEAKER:
      return BALAI_RULE_SPEAKER;
    case BALAI_CLAIM_LEADER_INVITED:
    case BALAI_CLAIM_PARTICIPANT:
    case BALAI_CLAIM_VENUE:
    case BALAI_CLAIM_POOL:
    case BALAI_CLAIM_OPD:
    case BALAI_CLAIM_EVENT:
    default:
      return BALAI_RULE_LEADER_INVITED;
    }
}

static BalaiLevel
pair_level (const BalaiRuleMatrix *matrix,
            BalaiResourceKind      kind,
            const BalaiClaim      *a,
            const BalaiClaim      *b,
            BalaiRuleColumn        column)
{
  switch (kind)
    {
    case BALAI_RESOURCE_VENUE:
      return matrix->cell[BALAI_RULE_VENUE][column];
    case BALAI_RESOURCE_PERSON:
      if (((a->flags | b->flags) & BALAI_CLAIM_ONLINE) != 0)
        return matrix->cell[BALAI_RULE_SPEAKER_ONLINE][column];
      return MIN (matrix->cell[balai_claim_person_row (a)][column], matrix->cell[balai_claim_person_row (b)][column]);
    case BALAI_RESOURCE_EQUIPMENT:
      return matrix->cell[BALAI_RULE_POOL][column];
    case BALAI_RESOURCE_OPD:
      return matrix->cell[BALAI_RULE_OPD][column];
    default:
      g_return_val_if_reached (BALAI_LEVEL_REFUSE);
    }
}

/* The pair of a pool: do these two alone take more than there is? Three and more are for the sweep. */
static gboolean
pool_short (const BalaiResource *pool,
            const BalaiClaim    *a,
            const BalaiClaim    *b,
            int64_t             *missing,
            gboolean            *hard)
{
  int64_t units = balai_pool_units (pool);
  int64_t of_a = MAX (0, a->quantity), of_b = MAX (0, b->quantity);
  int64_t confirmed = 0;

  if (pool->stock < 0 || of_a == 0 || of_b == 0)
    return FALSE;
  if (a->status == BALAI_CLAIM_CONFIRMED)
    confirmed += of_a;
  if (b->status == BALAI_CLAIM_CONFIRMED)
    confirmed += of_b;
  *missing = of_a + of_b - units;
  *hard = confirmed > units;
  return *missing > 0;
}

/**
 * balai_claims_meet:
 * @rules: sealed rules
 * @a: a claim
 * @b: another claim
 * @conflict: (out) (optional): what is wrong between them
 *
 * Do these two meet? The one answer that a single check, the check of a series and a full audit share: R1 overlap, R2
 * the time to clear and set up, R3 the way between two places, R4 the whole and its parts, R5 as far as two claims go,
 * and of R10 the level. Which of the two is given first changes nothing but which is called a.
 *
 * Claims of one event do not meet, nor does what claims nothing. Two roles of one person are judged by the more lenient
 * one. The column of confirmed claims counts only when both are; so does the strictness of a venue about gaps, as
 * otherwise a tentative booking beside would weigh more than one on top.
 *
 * Returns: whether they meet, at whatever level
 */
gboolean
balai_claims_meet (const BalaiScheduleRules *rules,
                   const BalaiClaim         *a,
                   const BalaiClaim         *b,
                   BalaiConflict            *conflict)
{
  const BalaiResources *resources = balai_schedule_rules_get_resources (rules);
  const BalaiRuleMatrix *matrix = balai_schedule_rules_get_matrix (rules);
  const BalaiResource *ra, *rb;
  gboolean hard = a->status == BALAI_CLAIM_CONFIRMED && b->status == BALAI_CLAIM_CONFIRMED;
  BalaiConflictClass class_;
  BalaiLevel level;
  BalaiSpan span;
  int64_t amount;

  if (a->event == b->event || !balai_claim_is_live (a) || !balai_claim_is_live (b))
    return FALSE;
  ra = balai_resources_get (resources, a->resource);
  rb = a->resource == b->resource ? ra : balai_resources_get (resources, b->resource);
  if (ra == NULL || rb == NULL)
    return FALSE;
  if (ra != rb && !balai_resources_are_family (resources, a->resource, b->resource))
    return FALSE;

  if (balai_span_meets (balai_claim_span (a), balai_claim_span (b)))
    {
      span = balai_span_intersect (balai_claim_span (a), balai_claim_span (b));
      amount = balai_time_between (span.start, span.end);
      class_ = ra == rb ? BALAI_CONFLICT_OVERLAP : BALAI_CONFLICT_FAMILY;
      if (ra->kind == BALAI_RESOURCE_EQUIPMENT)
        {
          class_ = BALAI_CONFLICT_STOCK;
          if (!pool_short (ra, a, b, &amount, &hard))
            return FALSE;
        }
      level = pair_level (matrix, ra->kind, a, b, hard ? BALAI_RULE_CONFIRMED : BALAI_RULE_SOFT);
    }
  else
    {
      const BalaiClaim *first = a->end <= b->start ? a : b;
      const BalaiClaim *second = first == a ? b : a;
      int64_t gap = balai_time_between (first->end, second->start);
      int64_t need = 0;
      gboolean sums_hard;

      class_ = BALAI_CONFLICT_GAP;
      switch (ra->kind)
        {
        case BALAI_RESOURCE_VENUE:
          need = balai_turnover (first, second, ra->sequential || rb->sequential);
          break;
        case BALAI_RESOURCE_EQUIPMENT:
          need = balai_turnover (first, second, FALSE);
          break;
        case BALAI_RESOURCE_PERSON:
          class_ = BALAI_CONFLICT_TRAVEL;
          if (gap < balai_schedule_rules_get_longest_travel (rules)
              && ((a->flags | b->flags) & BALAI_CLAIM_ONLINE) == 0)
            need = balai_schedule_rules_get_travel (rules, first->place, second->place);
          break;
        case BALAI_RESOURCE_OPD:
        default:
          break;
        }
      if (gap >= need)
        return FALSE;
      if (ra->kind == BALAI_RESOURCE_EQUIPMENT && !pool_short (ra, a, b, &amount, &sums_hard))
        return FALSE;
      amount = need - gap;
      span.start = second->start;
      span.end = MIN (second->end, balai_time_add (first->end, need));
      level = pair_level (matrix, ra->kind, a, b, BALAI_RULE_GAP);
      if (ra->kind == BALAI_RESOURCE_VENUE && hard && (ra->strict_gap || rb->strict_gap))
        level = BALAI_LEVEL_REFUSE;
    }

  if (conflict != NULL)
    {
      int n_above = 0, n_above_b = 0;

      *conflict = (BalaiConflict) {
        .a = *a, .b = *b, .has_b = TRUE, .span = span, .amount = amount, .class_ = class_, .level = level,
        .closure = -1, .resource = a->resource,
      };
      if (ra != rb)
        {
          balai_resources_get_above (resources, a->resource, &n_above);
          balai_resources_get_above (resources, b->resource, &n_above_b);
          if (n_above_b > n_above)
            conflict->resource = b->resource;
        }
    }
  return TRUE;
}

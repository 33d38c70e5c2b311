/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-audit.h"

#include "balai-radix-private.h"
#include "balai-schedule-check.h"
#include "balai-schedule-check-private.h"

/* A claim that may still meet what starts before until. */
typedef struct
{
  const BalaiClaim *claim; /* (unowned) */
  int64_t           until;
} Running;

typedef struct
{
  Running *items; /* (owned) */
  size_t   n;
  size_t   allocated;
} RunningList;

typedef struct
{
  const BalaiScheduleRules *rules;
  const BalaiResources     *resources;
  const BalaiSpan          *range; /* (nullable) */
  BalaiConflictArray       *out;
  RunningList              *on;    /* (owned): by venue, what runs there */
  RunningList              *below; /* (owned): by venue, what runs in its parts */
  RunningList               alone; /* of a person or an office */
  const BalaiClaim        **pool;  /* (owned): claims of a pool, by start */
  size_t                    pool_allocated;
} Audit;

static gboolean
in_range (const Audit *audit,
          BalaiSpan    span)
{
  return audit->range == NULL || balai_span_meets (span, *audit->range);
}

static void
running_add (RunningList      *list,
             const BalaiClaim *claim,
             int64_t           until)
{
  if (list->n == list->allocated)
    {
      list->allocated = MAX (8, list->allocated * 2);
      list->items = g_renew (Running, list->items, list->allocated);
    }
  list->items[list->n++] = (Running) { claim, until };
}

/* What is over leaves the list, what is not is asked: every pair that is asked overlaps, or all but. */
static void
running_meet (Audit            *audit,
              RunningList      *list,
              const BalaiClaim *claim)
{
  size_t i = 0;

  while (i < list->n && !audit->out->truncated)
    {
      const BalaiClaim *rival = list->items[i].claim;
      BalaiConflict conflict;
      gboolean rival_first;

      if (list->items[i].until <= claim->start)
        {
          list->items[i] = list->items[--list->n];
          continue;
        }
      i++;
      rival_first = rival->start != claim->start ? rival->start < claim->start : rival->event < claim->event;
      if (balai_claims_meet (audit->rules, rival_first ? rival : claim, rival_first ? claim : rival, &conflict)
          && in_range (audit, conflict.span))
        balai_conflict_array_add (audit->out, &conflict);
    }
}

static void
sweep_venues (Audit              *audit,
              const BalaiClaim   *claims,
              const BalaiKeyed   *items,
              size_t              n)
{
  int64_t longest_setup = 0;

  for (size_t i = 0; i < n; i++)
    longest_setup = MAX (longest_setup, claims[items[i].at].setup);
  for (size_t i = 0; i < n && !audit->out->truncated; i++)
    {
      const BalaiClaim *claim = &claims[items[i].at];
      int64_t until = balai_time_add (claim->end, longest_setup + MAX (0, claim->teardown));
      int n_above;
      const int32_t *above = balai_resources_get_above (audit->resources, claim->resource, &n_above);

      running_meet (audit, &audit->on[claim->resource], claim);
      running_meet (audit, &audit->below[claim->resource], claim);
      for (int k = 0; k < n_above; k++)
        running_meet (audit, &audit->on[above[k]], claim);

      running_add (&audit->on[claim->resource], claim, until);
      for (int k = 0; k < n_above; k++)
        running_add (&audit->below[above[k]], claim, until);
    }
}

static void
sweep_alone (Audit            *audit,
             const BalaiClaim *claims,
             const BalaiKeyed *items,
             size_t            n,
             int64_t           travel)
{
  audit->alone.n = 0;
  for (size_t i = 0; i < n && !audit->out->truncated; i++)
    {
      const BalaiClaim *claim = &claims[items[i].at];
      gboolean travels = claim->place >= 0 && (claim->flags & BALAI_CLAIM_ONLINE) == 0;

      running_meet (audit, &audit->alone, claim);
      running_add (&audit->alone, claim, travels ? balai_time_add (claim->end, travel) : claim->end);
    }
}

static gboolean
add_pool_conflict (const BalaiConflict  *conflict,
                   const BalaiClaim     *a,
                   const BalaiClaim    **others,
                   size_t                n_others,
                   gpointer              data)
{
  Audit *audit = data;

  if (in_range (audit, conflict->span))
    balai_pool_add_conflict (audit->out, conflict, others, n_others);
  return !audit->out->truncated;
}

static void
sweep_pool (Audit            *audit,
            const BalaiClaim *claims,
            const BalaiKeyed *items,
            size_t            n)
{
  BalaiSpan all = { G_MININT64, G_MAXINT64 };

  if (n > audit->pool_allocated)
    {
      audit->pool_allocated = n;
      audit->pool = g_renew (const BalaiClaim *, audit->pool, n);
    }
  for (size_t i = 0; i < n; i++)
    audit->pool[i] = &claims[items[i].at];
  balai_pool_sweep (audit->rules, audit->pool[0]->resource, audit->pool, n, all, audit->out->classes,
                    add_pool_conflict, audit);
}

static void
sweep_group (Audit            *audit,
             const BalaiClaim *claims,
             const BalaiKeyed *items,
             size_t            n)
{
  int32_t resource = claims[items[0].at].resource;

  switch (balai_resources_get (audit->resources, resource)->kind)
    {
    case BALAI_RESOURCE_VENUE:
      sweep_venues (audit, claims, items, n);
      break;
    case BALAI_RESOURCE_PERSON:
      sweep_alone (audit, claims, items, n, balai_schedule_rules_get_longest_travel (audit->rules));
      break;
    case BALAI_RESOURCE_EQUIPMENT:
      sweep_pool (audit, claims, items, n);
      break;
    case BALAI_RESOURCE_OPD:
      sweep_alone (audit, claims, items, n, 0);
      break;
    default:
      g_return_if_reached ();
    }
}

static void
check_alone (Audit            *audit,
             const BalaiClaim *claim)
{
  size_t n = audit->out->n, kept = n;

  balai_claim_check_alone (audit->rules, claim, audit->out);
  for (size_t i = n; i < audit->out->n; i++)
    if (in_range (audit, audit->out->items[i].span))
      audit->out->items[kept++] = audit->out->items[i];
  audit->out->n = kept;
}

/* The claims that take part, sorted by group and start within the group; a group is a venue with all that is part of
 * it, or any other resource. */
static BalaiKeyed *
sorted_by_group (const BalaiResources *resources,
                 const BalaiClaim     *claims,
                 size_t                n_claims,
                 BalaiSpan             wide,
                 size_t               *n_sorted)
{
  int32_t n_resources = balai_resources_get_n (resources);
  BalaiKeyed *items = g_new (BalaiKeyed, MAX (1, n_claims));
  BalaiKeyed *scratch = g_new (BalaiKeyed, MAX (1, n_claims));
  int64_t earliest = G_MAXINT64, latest = G_MININT64;
  int bits;
  size_t n = 0;

  for (size_t i = 0; i < n_claims; i++)
    {
      const BalaiClaim *claim = &claims[i];

      if (!balai_claim_is_live (claim) || claim->resource < 0 || claim->resource >= n_resources
          || claim->role == BALAI_CLAIM_EVENT)
        continue;
      /* A stretch over stock may begin long before the range, so of a pool all claims count. */
      if (!balai_span_meets (balai_claim_span (claim), wide)
          && balai_resources_get (resources, claim->resource)->kind != BALAI_RESOURCE_EQUIPMENT)
        continue;
      earliest = MIN (earliest, claim->start);
      latest = MAX (latest, claim->start);
      items[n++].at = (uint32_t) i;
    }

  /* Both in one key where they fit, which they do within a thousand years. */
  bits = n == 0 ? 0 : 64 - __builtin_clzll (((uint64_t) latest - (uint64_t) earliest) | 1);
  for (size_t i = 0; i < n; i++)
    items[i].key = (uint64_t) claims[items[i].at].start - (uint64_t) earliest;
  if (bits > 33)
    {
      balai_radix_sort (&items, &scratch, n);
      bits = 0;
      for (size_t i = 0; i < n; i++)
        items[i].key = 0;
    }
  for (size_t i = 0; i < n; i++)
    items[i].key |= (uint64_t) balai_resources_get_root (resources, claims[items[i].at].resource) << bits;
  balai_radix_sort (&items, &scratch, n);
  for (size_t i = 0; i < n; i++)
    items[i].key >>= bits;
  g_free (scratch);
  *n_sorted = n;
  return items;
}

/**
 * balai_schedule_audit:
 * @rules: sealed rules
 * @claims: all claims, in any order
 * @n_claims: how many, less than 2³²
 * @range: (nullable): only conflicts of which some second lies in here; the claims around it must be given as well
 * @out: where conflicts are added; says which classes are wanted
 *
 * Finds everything that is wrong with a whole calendar, by sorting the starts and sweeping over them, once for each
 * family of venues, person, pool and office. Of a pair the one that starts first is a. The order of the result is that
 * of no reader: see balai_conflict_array_sort().
 */
void
balai_schedule_audit (const BalaiScheduleRules *rules,
                      const BalaiClaim         *claims,
                      size_t                    n_claims,
                      const BalaiSpan          *range,
                      BalaiConflictArray       *out)
{
  Audit audit = { .rules = rules, .range = range, .out = out };
  BalaiSpan wide = { G_MININT64, G_MAXINT64 };
  g_autofree BalaiKeyed *items = NULL;
  size_t n_items = 0;
  int32_t n_resources;

  g_return_if_fail (rules != NULL && balai_schedule_rules_is_sealed (rules));
  g_return_if_fail (claims != NULL || n_claims == 0);
  g_return_if_fail (n_claims < G_MAXUINT32 && out != NULL);

  audit.resources = balai_schedule_rules_get_resources (rules);
  n_resources = balai_resources_get_n (audit.resources);
  if (range != NULL)
    {
      int64_t reach = balai_schedule_rules_get_longest_travel (rules), turnover = 0;

      for (size_t i = 0; i < n_claims; i++)
        turnover = MAX (turnover, MAX (claims[i].setup, claims[i].teardown));
      reach = MAX (reach, turnover * 2);
      wide = (BalaiSpan) { balai_time_add (range->start, -reach), balai_time_add (range->end, reach) };
    }

  for (size_t i = 0; i < n_claims && !out->truncated; i++)
    if (balai_span_meets (balai_claim_span (&claims[i]), wide))
      check_alone (&audit, &claims[i]);

  items = sorted_by_group (audit.resources, claims, n_claims, wide, &n_items);
  audit.on = g_new0 (RunningList, MAX (1, n_resources));
  audit.below = g_new0 (RunningList, MAX (1, n_resources));
  for (size_t from = 0, to; from < n_items && !out->truncated; from = to)
    {
      for (to = from + 1; to < n_items && items[to].key == items[from].key;)
        to++;
      sweep_group (&audit, claims, items + from, to - from);
    }

  for (int32_t i = 0; i < n_resources; i++)
    {
      g_free (audit.on[i].items);
      g_free (audit.below[i].items);
    }
  g_free (audit.on);
  g_free (audit.below);
  g_free (audit.alone.items);
  g_free (audit.pool);
}

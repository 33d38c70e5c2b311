/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-check.h"

#include "balai-schedule-check-private.h"

#include <stdlib.h>

typedef struct
{
  const BalaiScheduleRules *rules;
  const BalaiClaimSource   *source;
  const BalaiClaim         *candidate;
  uint32_t                  exclude_event;
  BalaiConflictArray       *out;
  GArray                   *found;  /* (owned) (nullable) (element-type BalaiClaim): claims on a pool */
  GPtrArray                *sorted; /* (owned) (nullable) (element-type unowned) */
  GPtrArray                *own;    /* (owned) (nullable) (element-type unowned): candidates on pools, by pool */
  int32_t                   own_reach;
} Check;

static BalaiSpan
widened (const BalaiClaim *claim,
         int64_t           before,
         int64_t           after)
{
  return (BalaiSpan) { balai_time_add (claim->start, -before), balai_time_add (claim->end, after) };
}

static int32_t
reach_of (const Check *check,
          int32_t      resource)
{
  return check->source->reach != NULL ? MAX (0, check->source->reach (check->source, resource)) : 0;
}

static void
meet_rival (const BalaiClaim *rival,
            gpointer          data)
{
  Check *check = data;
  BalaiConflict conflict;

  if (rival->event != check->exclude_event
      && balai_claims_meet (check->rules, check->candidate, rival, &conflict))
    balai_conflict_array_add (check->out, &conflict);
}

static void
check_venue (Check   *check,
             int32_t  resource)
{
  const BalaiClaim *claim = check->candidate;
  int64_t reach = reach_of (check, resource);

  /* The sum of both is the most that any venue asks for. */
  check->source->each (check->source, resource,
                       widened (claim, reach + MAX (0, claim->setup), reach + MAX (0, claim->teardown)),
                       meet_rival, check);
}

static void
check_venue_family (Check *check)
{
  const BalaiResources *resources = balai_schedule_rules_get_resources (check->rules);
  int n_above, n_below;
  const int32_t *above = balai_resources_get_above (resources, check->candidate->resource, &n_above);
  const int32_t *below = balai_resources_get_below (resources, check->candidate->resource, &n_below);

  check_venue (check, check->candidate->resource);
  for (int i = 0; i < n_above; i++)
    check_venue (check, above[i]);
  for (int i = 0; i < n_below; i++)
    check_venue (check, below[i]);
}

static void
check_person (Check *check)
{
  const BalaiClaim *claim = check->candidate;
  int64_t travel = 0;

  if (claim->place >= 0 && (claim->flags & BALAI_CLAIM_ONLINE) == 0)
    travel = balai_schedule_rules_get_longest_travel (check->rules);
  check->source->each (check->source, claim->resource, widened (claim, travel, travel), meet_rival, check);
}

/* What takes nothing stays out from the start: a sweep moves such claims aside, and here two sweeps read one array. */
static gboolean
takes_units (const BalaiClaim *claim)
{
  return balai_claim_is_live (claim) && claim->quantity > 0;
}

static void
find_rival (const BalaiClaim *rival,
            gpointer          data)
{
  Check *check = data;

  if (rival->event != check->exclude_event && takes_units (rival))
    g_array_append_val (check->found, *rival);
}

static int
compare_starts (const void *a,
                const void *b)
{
  const BalaiClaim *x = *(const BalaiClaim *const *) a, *y = *(const BalaiClaim *const *) b;

  return (x->start > y->start) - (x->start < y->start);
}

/* Seen from the candidate: it is a, whoever tips the stock over; and what does not involve it is not its business. */
static gboolean
add_pool_conflict (const BalaiConflict  *conflict,
                   const BalaiClaim     *a,
                   const BalaiClaim    **others,
                   size_t                n_others,
                   gpointer              data)
{
  Check *check = data;
  BalaiConflict seen = *conflict;

  if (a != check->candidate)
    {
      size_t i = 0;

      while (i < n_others && others[i] != check->candidate)
        i++;
      if (i == n_others)
        return TRUE;
      /* The one that comes too early is the rival of whom it leaves too little time. */
      others[i] = a;
      if (conflict->class_ == BALAI_CONFLICT_GAP)
        {
          others[i] = others[0];
          others[0] = a;
        }
      seen.a = *check->candidate;
    }
  balai_pool_add_conflict (check->out, &seen, others, n_others);
  return !check->out->truncated;
}

static int
compare_pools (const void *a,
               const void *b)
{
  const BalaiClaim *x = *(const BalaiClaim *const *) a, *y = *(const BalaiClaim *const *) b;

  return (x->resource > y->resource) - (x->resource < y->resource);
}

/* What the event itself takes on this or another date is taken as well. Looked for once, as a series has many dates. */
static void
gather_own (Check            *check,
            const BalaiClaim *candidates,
            size_t            n_candidates)
{
  const BalaiResources *resources = balai_schedule_rules_get_resources (check->rules);

  check->found = g_array_new (FALSE, FALSE, sizeof (BalaiClaim));
  check->sorted = g_ptr_array_new ();
  check->own = g_ptr_array_new ();
  for (size_t i = 0; i < n_candidates; i++)
    {
      const BalaiResource *resource = balai_resources_get (resources, candidates[i].resource);

      if (resource == NULL || resource->kind != BALAI_RESOURCE_EQUIPMENT || !takes_units (&candidates[i]))
        continue;
      g_ptr_array_add (check->own, (gpointer) &candidates[i]);
      check->own_reach = MAX (check->own_reach, MAX (candidates[i].setup, candidates[i].teardown));
    }
  qsort (check->own->pdata, check->own->len, sizeof (gpointer), compare_pools);
}

static void
add_own (Check     *check,
         int32_t    pool,
         BalaiSpan  wide)
{
  guint low = 0, high = check->own->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (((const BalaiClaim *) check->own->pdata[middle])->resource < pool)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < check->own->len; low++)
    {
      const BalaiClaim *own = check->own->pdata[low];

      if (own->resource != pool)
        break;
      if (balai_span_meets (balai_claim_span (own), wide))
        g_ptr_array_add (check->sorted, (gpointer) own);
    }
}

static void
check_pool (Check            *check,
            const BalaiClaim *candidates,
            size_t            n_candidates)
{
  const BalaiClaim *claim = check->candidate;
  const BalaiResource *pool = balai_resources_get (balai_schedule_rules_get_resources (check->rules), claim->resource);
  BalaiSpan all = { G_MININT64, G_MAXINT64 };
  int64_t reach, units = 0;
  BalaiSpan wide;

  if (pool->stock < 0 || claim->quantity <= 0)
    return;
  if (check->own == NULL)
    gather_own (check, candidates, n_candidates);
  reach = MAX (reach_of (check, claim->resource), check->own_reach);
  wide = widened (claim, reach, reach);

  g_array_set_size (check->found, 0);
  g_ptr_array_set_size (check->sorted, 0);
  check->source->each (check->source, claim->resource, wide, find_rival, check);
  for (guint i = 0; i < check->found->len; i++)
    g_ptr_array_add (check->sorted, &g_array_index (check->found, BalaiClaim, i));
  add_own (check, claim->resource, wide);

  for (guint i = 0; i < check->sorted->len; i++)
    units += ((const BalaiClaim *) check->sorted->pdata[i])->quantity;
  if (units <= balai_pool_units (pool))
    return;
  qsort (check->sorted->pdata, check->sorted->len, sizeof (gpointer), compare_starts);
  /* Once for the time it lasts, and once with what lies around it, for the time to make ready. */
  if (reach > 0)
    balai_pool_sweep (check->rules, claim->resource, (const BalaiClaim **) check->sorted->pdata, check->sorted->len,
                      all, BALAI_CONFLICT_FLAG (BALAI_CONFLICT_GAP), add_pool_conflict, check);
  balai_pool_sweep (check->rules, claim->resource, (const BalaiClaim **) check->sorted->pdata, check->sorted->len,
                    balai_claim_span (claim), BALAI_CONFLICT_FLAG (BALAI_CONFLICT_STOCK), add_pool_conflict, check);
}

/**
 * balai_schedule_check:
 * @rules: sealed rules
 * @source: the claims that are there
 * @candidates: the claims of one event as it would be saved, of one occurrence or of a whole series
 * @n_candidates: how many
 * @exclude_event: the event that they replace, or %BALAI_NO_EVENT
 * @out: where conflicts are added, in the order of the candidates; each candidate is the a of its own
 *
 * What stands against saving? Claims of @exclude_event are looked past, however they lie (R8). What wishes there are,
 * which classes and whether also those of level "ignore", says @out.
 */
void
balai_schedule_check (const BalaiScheduleRules *rules,
                      const BalaiClaimSource   *source,
                      const BalaiClaim         *candidates,
                      size_t                    n_candidates,
                      uint32_t                  exclude_event,
                      BalaiConflictArray       *out)
{
  Check check = { .rules = rules, .source = source, .exclude_event = exclude_event, .out = out };

  g_return_if_fail (rules != NULL && balai_schedule_rules_is_sealed (rules));
  g_return_if_fail (source != NULL && out != NULL);
  g_return_if_fail (candidates != NULL || n_candidates == 0);

  for (size_t i = 0; i < n_candidates && !out->truncated; i++)
    {
      const BalaiResource *resource;

      check.candidate = &candidates[i];
      balai_claim_check_alone (rules, check.candidate, out);
      resource = balai_resources_get (balai_schedule_rules_get_resources (rules), candidates[i].resource);
      if (resource == NULL || !balai_claim_is_live (check.candidate) || candidates[i].role == BALAI_CLAIM_EVENT)
        continue;
      switch (resource->kind)
        {
        case BALAI_RESOURCE_VENUE:
          check_venue_family (&check);
          break;
        case BALAI_RESOURCE_PERSON:
          check_person (&check);
          break;
        case BALAI_RESOURCE_EQUIPMENT:
          check_pool (&check, candidates, n_candidates);
          break;
        case BALAI_RESOURCE_OPD:
          source->each (source, candidates[i].resource, balai_claim_span (check.candidate), meet_rival, &check);
          break;
        default:
          g_return_if_reached ();
        }
    }
  g_clear_pointer (&check.found, g_array_unref);
  g_clear_pointer (&check.sorted, g_ptr_array_unref);
  g_clear_pointer (&check.own, g_ptr_array_unref);
}

typedef struct
{
  BalaiSpan span;
  size_t    index;
} SeriesDate;

static int
compare_dates (const void *a,
               const void *b)
{
  const SeriesDate *x = a, *y = b;

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/**
 * balai_series_overlaps_itself:
 * @spans: the dates of a series, in any order
 * @n_spans: how many
 * @first: (out) (optional): the number of one that meets another
 * @second: (out) (optional): the number of that other
 *
 * Claims of one event do not meet, so that a series stands in nobody's way when it is moved; that it does not stand in
 * its own is asked here (R8).
 *
 * Returns: whether two of the dates meet
 */
gboolean
balai_series_overlaps_itself (const BalaiSpan *spans,
                              size_t           n_spans,
                              size_t          *first,
                              size_t          *second)
{
  g_autofree SeriesDate *dates = g_new (SeriesDate, MAX (1, n_spans));
  size_t n = 0;

  for (size_t i = 0; i < n_spans; i++)
    if (spans[i].start < spans[i].end)
      dates[n++] = (SeriesDate) { spans[i], i };
  qsort (dates, n, sizeof *dates, compare_dates);
  for (size_t i = 1; i < n; i++)
    if (balai_span_meets (dates[i - 1].span, dates[i].span))
      {
        if (first != NULL)
          *first = dates[i - 1].index;
        if (second != NULL)
          *second = dates[i].index;
        return TRUE;
      }
  return FALSE;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>

#include "balai-schedule-check-private.h"

/* R5: the most units that are out at once, by a sweep over the ends and starts, ends before starts at equal time. */

typedef struct
{
  const BalaiClaim **items; /* (owned) (element-type unowned) */
  size_t             n;
  size_t             allocated;
} Pile;

typedef struct
{
  const BalaiScheduleRules *rules;
  int32_t                   pool;
  BalaiSpan                 window;
  int64_t                   units;
  BalaiPoolFunc             func;
  gpointer                  data;
  Pile                      out;      /* lent now, a heap by end */
  Pile                      back;     /* given back lately, by end; from back_at on */
  size_t                    back_at;
  int64_t                   back_units;
  Pile                      involved; /* in the stretch over stock that is running */
  BalaiConflict             stretch;
  const BalaiClaim         *first;    /* (unowned) (nullable): the one that began it */
  gboolean                  running;
  gboolean                  hard;
  gboolean                  enough;   /* nobody wants to know more */
} Sweep;

static void
pile_add (Pile             *pile,
          const BalaiClaim *claim)
{
  if (pile->n == pile->allocated)
    {
      pile->allocated = MAX (16, pile->allocated * 2);
      pile->items = g_renew (const BalaiClaim *, pile->items, pile->allocated);
    }
  pile->items[pile->n++] = claim;
}

static void
heap_push (Pile             *heap,
           const BalaiClaim *claim)
{
  size_t at = heap->n;

  pile_add (heap, claim);
  while (at > 0 && heap->items[(at - 1) / 2]->end > claim->end)
    {
      heap->items[at] = heap->items[(at - 1) / 2];
      at = (at - 1) / 2;
    }
  heap->items[at] = claim;
}

static const BalaiClaim *
heap_pop (Pile *heap)
{
  const BalaiClaim *top = heap->items[0];
  const BalaiClaim *moved = heap->items[--heap->n];
  size_t at = 0;

  for (;;)
    {
      size_t child = at * 2 + 1;

      if (child >= heap->n)
        break;
      if (child + 1 < heap->n && heap->items[child + 1]->end < heap->items[child]->end)
        child++;
      if (heap->items[child]->end >= moved->end)
        break;
      heap->items[at] = heap->items[child];
      at = child;
    }
  heap->items[at] = moved;
  return top;
}

static int
compare_claims (const void *a,
                const void *b)
{
  const BalaiClaim *x = *(const BalaiClaim *const *) a, *y = *(const BalaiClaim *const *) b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  if (x->event != y->event)
    return x->event < y->event ? -1 : 1;
  if (x->occurrence != y->occurrence)
    return x->occurrence < y->occurrence ? -1 : 1;
  if (x->end != y->end)
    return x->end < y->end ? -1 : 1;
  return (x->quantity > y->quantity) - (x->quantity < y->quantity);
}

static void
tell (Sweep               *sweep,
      const BalaiConflict *conflict,
      const BalaiClaim    *a,
      Pile                *involved)
{
  size_t n = 0;

  qsort (involved->items, involved->n, sizeof *involved->items, compare_claims);
  for (size_t i = 0; i < involved->n; i++)
    if (involved->items[i] != a)
      involved->items[n++] = involved->items[i];
  sweep->enough = !sweep->func (conflict, a, involved->items, n, sweep->data);
}

/* Of those that begin in this moment, in their fixed order, the first with which there is too little. */
static const BalaiClaim *
tipping (Sweep             *sweep,
         const BalaiClaim **batch,
         size_t             n_batch,
         int64_t            load)
{
  qsort (batch, n_batch, sizeof *batch, compare_claims);
  for (size_t i = n_batch; i-- > 0;)
    {
      load -= batch[i]->quantity;
      if (load <= sweep->units)
        return batch[i];
    }
  g_return_val_if_reached (batch[0]);
}

static void
stretch_begin (Sweep             *sweep,
               int64_t            at,
               const BalaiClaim **batch,
               size_t             n_batch,
               int64_t            load)
{
  const BalaiClaim *first = tipping (sweep, batch, n_batch, load);

  sweep->running = TRUE;
  sweep->hard = FALSE;
  sweep->first = first;
  sweep->stretch = (BalaiConflict) {
    .a = *first, .span = { at, at }, .class_ = BALAI_CONFLICT_STOCK, .resource = sweep->pool, .closure = -1,
  };
  sweep->involved.n = 0;
  for (size_t i = 0; i < sweep->out.n; i++)
    pile_add (&sweep->involved, sweep->out.items[i]);
}

static void
stretch_end (Sweep  *sweep,
             int64_t at)
{
  const BalaiRuleMatrix *matrix = balai_schedule_rules_get_matrix (sweep->rules);

  sweep->running = FALSE;
  sweep->stretch.span.end = at;
  sweep->stretch.level = matrix->cell[BALAI_RULE_POOL][sweep->hard ? BALAI_RULE_CONFIRMED : BALAI_RULE_SOFT];
  tell (sweep, &sweep->stretch, sweep->first, &sweep->involved);
}

/* Units that came back so lately that they are not ready: with them counted as still out, is there too little? */
static void
check_gap (Sweep            *sweep,
           const BalaiClaim *claim,
           int64_t           load)
{
  const BalaiRuleMatrix *matrix = balai_schedule_rules_get_matrix (sweep->rules);
  Pile late = { NULL, 0, 0 };
  int64_t missing = 0;

  for (size_t i = sweep->back_at; i < sweep->back.n; i++)
    {
      const BalaiClaim *before = sweep->back.items[i];
      int64_t short_by = balai_turnover (before, claim, FALSE) - balai_time_between (before->end, claim->start);

      if (before->event == claim->event || short_by <= 0)
        continue;
      load += before->quantity;
      missing = MAX (missing, short_by);
      pile_add (&late, before);
    }
  if (late.n > 0 && load > sweep->units)
    tell (sweep, &(BalaiConflict) {
      .a = *claim, .span = { claim->start, MIN (claim->end, balai_time_add (claim->start, missing)) },
      .amount = missing, .class_ = BALAI_CONFLICT_GAP, .level = matrix->cell[BALAI_RULE_POOL][BALAI_RULE_GAP],
      .resource = sweep->pool, .closure = -1 }, claim, &late);
  g_free (late.items);
}

static void
forget_back (Sweep  *sweep,
             int64_t now,
             int64_t setup)
{
  while (sweep->back_at < sweep->back.n)
    {
      const BalaiClaim *oldest = sweep->back.items[sweep->back_at];

      if (balai_time_add (oldest->end, setup) > now)
        break;
      sweep->back_units -= oldest->quantity;
      sweep->back_at++;
    }
  if (sweep->back_at == sweep->back.n)
    sweep->back_at = sweep->back.n = 0;
}

/*
 * balai_pool_sweep:
 * @rules: sealed rules
 * @pool: the pool
 * @sorted: its live claims by start; put into a fixed order among equals, and those outside the window or of no units
 *   are lost from it
 * @n_sorted: how many
 * @window: only what happens in here is told, and stretches are cut to it
 * @classes: which of stock and gap to look for
 * @func: is told of every stretch over stock, from the first instant on to the last, and of every claim that comes so
 *   soon that it would need units that are still being made ready
 * @data: for @func
 *
 * A stretch is hard where the confirmed claims alone are too many.
 */
void
balai_pool_sweep (const BalaiScheduleRules  *rules,
                  int32_t                    pool,
                  const BalaiClaim         **sorted,
                  size_t                     n_sorted,
                  BalaiSpan                  window,
                  unsigned                   classes,
                  BalaiPoolFunc              func,
                  gpointer                   data)
{
  const BalaiResource *resource = balai_resources_get (balai_schedule_rules_get_resources (rules), pool);
  Sweep sweep = { .rules = rules, .pool = pool, .window = window, .func = func, .data = data };
  gboolean stock = (classes & BALAI_CONFLICT_FLAG (BALAI_CONFLICT_STOCK)) != 0;
  gboolean gaps = (classes & BALAI_CONFLICT_FLAG (BALAI_CONFLICT_GAP)) != 0;
  int64_t load = 0, confirmed = 0, longest = 0;
  size_t next = 0, n = 0;

  if (resource->stock < 0)
    return;
  sweep.units = balai_pool_units (resource);
  for (size_t i = 0; i < n_sorted; i++)
    if (sorted[i]->quantity > 0 && balai_span_meets (balai_claim_span (sorted[i]), window))
      {
        sorted[n++] = sorted[i];
        longest = MAX (longest, MAX (sorted[i]->setup, sorted[i]->teardown));
      }
  gaps = gaps && longest > 0;

  while (!sweep.enough && (next < n || (sweep.running && sweep.out.n > 0)))
    {
      int64_t now = next < n ? MAX (sorted[next]->start, window.start) : G_MAXINT64;
      size_t batch = next;

      if (sweep.out.n > 0)
        now = MIN (now, sweep.out.items[0]->end);
      now = MIN (now, window.end);
      while (sweep.out.n > 0 && sweep.out.items[0]->end <= now)
        {
          const BalaiClaim *claim = heap_pop (&sweep.out);

          load -= claim->quantity;
          if (claim->status == BALAI_CLAIM_CONFIRMED)
            confirmed -= claim->quantity;
          if (gaps)
            {
              pile_add (&sweep.back, claim);
              sweep.back_units += claim->quantity;
            }
        }
      if (now >= window.end)
        break;
      while (next < n && sorted[next]->start <= now)
        {
          const BalaiClaim *claim = sorted[next++];

          heap_push (&sweep.out, claim);
          load += claim->quantity;
          if (claim->status == BALAI_CLAIM_CONFIRMED)
            confirmed += claim->quantity;
        }

      if (load > sweep.units && stock)
        {
          if (!sweep.running)
            stretch_begin (&sweep, now, sorted + batch, next - batch, load);
          else
            for (size_t i = batch; i < next; i++)
              pile_add (&sweep.involved, sorted[i]);
          sweep.stretch.amount = MAX (sweep.stretch.amount, load - sweep.units);
          sweep.hard = sweep.hard || confirmed > sweep.units;
        }
      else if (sweep.running)
        stretch_end (&sweep, now);

      if (gaps && load <= sweep.units && next > batch)
        {
          forget_back (&sweep, now, longest);
          for (size_t i = batch; i < next && !sweep.enough && load + sweep.back_units > sweep.units; i++)
            check_gap (&sweep, sorted[i], load);
        }
    }
  if (sweep.running)
    stretch_end (&sweep, window.end);
  g_free (sweep.out.items);
  g_free (sweep.back.items);
  g_free (sweep.involved.items);
}

/* Puts a conflict of a pool on the list: the first of the others that belongs to another event is its b. */
void
balai_pool_add_conflict (BalaiConflictArray   *out,
                         const BalaiConflict  *conflict,
                         const BalaiClaim    **others,
                         size_t                n_others)
{
  BalaiConflict *kept = balai_conflict_array_add (out, conflict);
  const BalaiClaim *b = NULL;

  if (kept == NULL)
    return;
  for (size_t i = 0; i < n_others && b == NULL; i++)
    if (others[i]->event != conflict->a.event)
      b = others[i];
  if (b != NULL)
    {
      kept->has_b = TRUE;
      kept->b = *b;
    }
  for (size_t i = 0; i < n_others; i++)
    if (others[i] != b)
      balai_conflict_array_add_other (out, others[i]);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>
#include <string.h>

#include "balai-claim-index.h"
#include "balai-schedule-audit.h"
#include "balai-schedule-check.h"
#include "balai-test.h"

/* Random small cities against an oracle that knows the rules only as sentences: it counts minutes, compares everything
 * with everything, and shares no line with the engine. Check through the index, check of a whole series, check through
 * a source that knows no order, and audit must all find what the oracle finds, no more and no less. */

#define N_CASES    10000
#define N_MINUTES  120
#define MAX_CLAIMS 28
#define N_VENUES   8
#define N_PERSONS  2
#define N_POOLS    3
#define N_OPDS     2
#define N_ALL      (N_VENUES + N_PERSONS + N_POOLS + N_OPDS)

typedef struct
{
  BalaiScheduleRules *rules; /* (owned) */
  BalaiRuleMatrix     matrix;
  int                 parent[N_VENUES];
  BalaiResource       rows[N_ALL];
  BalaiClosure        closures[4];
  int                 n_closures;
  BalaiClaim          claims[MAX_CLAIMS];
  int                 n_claims;
} City;

/* What two ways of finding conflicts must agree on. Claims are named by their occurrence, which is unique here. */
typedef struct
{
  int      class_, level, resource, closure;
  int64_t  start, end, amount;
  uint64_t involved; /* bit by claim */
  int      by;       /* of pools: who tips or comes too early; otherwise -1 */
} Fact;

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
}

static void
city_init (City *city)
{
  static const char *const names[] = { "v0", "v1", "v2", "v3", "v4", "v5", "v6", "v7", "p0", "p1", "e0", "e1",
                                       "e2", "o0", "o1" };

  G_STATIC_ASSERT (G_N_ELEMENTS (names) == N_ALL);
  memset (city, 0, sizeof *city);
  city->rules = balai_schedule_rules_new (balai_zone_get (BALAI_ZONE_JAKARTA));
  for (int i = 0; i < N_ALL; i++)
    {
      BalaiResource *row = &city->rows[i];

      row->id = (char *) names[i];
      row->parent = BALAI_NO_RESOURCE;
      row->kind = i < N_VENUES ? BALAI_RESOURCE_VENUE
                  : i < N_VENUES + N_PERSONS ? BALAI_RESOURCE_PERSON
                  : i < N_VENUES + N_PERSONS + N_POOLS ? BALAI_RESOURCE_EQUIPMENT : BALAI_RESOURCE_OPD;
      if (row->kind == BALAI_RESOURCE_VENUE)
        {
          city->parent[i] = i == 0 || pick (5) < 2 ? -1 : pick (i);
          row->parent = city->parent[i];
          row->sequential = pick (4) == 0;
          row->strict_gap = pick (4) == 0;
          row->capacity = pick (2) * 50;
          row->capacity_strict = pick (2);
          if (pick (3) == 0)
            row->building = (char *) (pick (2) ? "east" : "West ");
        }
      row->stock = pick (6) == 0 ? -1 : pick (9);
      row->damaged = pick (3);
      g_assert_cmpint (balai_resources_add (balai_schedule_rules_get_resources (city->rules), row), ==, i);
    }
  for (int i = pick (5); i > 0; i--)
    balai_schedule_rules_set_travel (city->rules, pick (N_VENUES), pick (N_VENUES), pick (4) * 12);
  if (pick (2))
    balai_schedule_rules_set_travel_buildings (city->rules, "West", "East", pick (20));
  balai_schedule_rules_set_travel_default (city->rules, pick (3) * 20);
  city->n_closures = pick (4);
  for (int i = 0; i < city->n_closures; i++)
    {
      BalaiClosure *closure = &city->closures[i];

      closure->span.start = pick (N_MINUTES) * 60;
      closure->span.end = closure->span.start + pick (40) * 60;
      closure->resource = pick (N_ALL + 1) - 1;
      balai_schedule_rules_add_closure (city->rules, closure);
    }
  for (int r = 0; r < BALAI_N_RULE_ROWS; r++)
    for (int c = 0; c < BALAI_N_RULE_COLUMNS; c++)
      if (pick (3) == 0)
        balai_rule_matrix_set (balai_schedule_rules_get_matrix (city->rules), (BalaiRuleRow) r, (BalaiRuleColumn) c,
                               (BalaiLevel) pick (BALAI_N_LEVELS));
  city->matrix = *balai_schedule_rules_get_matrix (city->rules);
  balai_schedule_rules_seal (city->rules);

  city->n_claims = 2 + pick (MAX_CLAIMS - 1);
  for (int i = 0; i < city->n_claims; i++)
    {
      BalaiClaim *claim = &city->claims[i];
      /* Crowded on purpose: half of them on one resource of each kind. */
      int32_t resource = pick (2) ? pick (N_ALL) : (int[]) { 0, N_VENUES, N_VENUES + N_PERSONS, N_ALL - 1 }[pick (4)];

      claim->start = pick (N_MINUTES) * 60;
      claim->end = claim->start + (pick (8) == 0 ? pick (90) : pick (25)) * 60;
      claim->resource = resource;
      claim->setup = pick (2) * pick (12) * 60;
      claim->teardown = pick (2) * pick (12) * 60;
      claim->place = BALAI_NO_RESOURCE;
      claim->event = (uint32_t) pick (10);
      claim->occurrence = (uint32_t) i;
      claim->status = (uint8_t) (pick (10) == 0 ? BALAI_CLAIM_NONE : pick (2) ? BALAI_CLAIM_CONFIRMED
                                 : BALAI_CLAIM_TENTATIVE + pick (2));
      switch (city->rows[resource].kind)
        {
        case BALAI_RESOURCE_VENUE:
          claim->role = BALAI_CLAIM_VENUE;
          claim->quantity = pick (80);
          break;
        case BALAI_RESOURCE_PERSON:
          claim->role = (uint8_t) (BALAI_CLAIM_LEADER_REQUIRED + pick (4));
          claim->place = pick (N_VENUES + 1) - 1;
          claim->flags = pick (4) == 0 ? BALAI_CLAIM_ONLINE : 0;
          break;
        case BALAI_RESOURCE_EQUIPMENT:
          claim->role = BALAI_CLAIM_POOL;
          claim->quantity = pick (6);
          break;
        case BALAI_RESOURCE_OPD:
        default:
          claim->role = BALAI_CLAIM_OPD;
          break;
        }
    }
}

static void
city_clear (City *city)
{
  balai_schedule_rules_unref (city->rules);
}

/* The oracle. */

static gboolean
holds (const BalaiClaim *claim,
       int               m)
{
  return claim->status != BALAI_CLAIM_NONE && claim->start <= m * 60 && m * 60 < claim->end;
}

static gboolean
counts (const BalaiClaim *claim)
{
  for (int m = 0; m < N_MINUTES * 2; m++)
    if (holds (claim, m))
      return TRUE;
  return FALSE;
}

static gboolean
part_of (const City *city,
         int         venue,
         int         whole)
{
  for (; venue >= 0; venue = city->parent[venue])
    if (venue == whole)
      return TRUE;
  return FALSE;
}

static int
row_of (const BalaiClaim *claim)
{
  return claim->role == BALAI_CLAIM_LEADER_REQUIRED ? BALAI_RULE_LEADER_REQUIRED
         : claim->role == BALAI_CLAIM_SPEAKER ? BALAI_RULE_SPEAKER : BALAI_RULE_LEADER_INVITED;
}

static void
oracle_add (GArray     *facts,
            const Fact *fact)
{
  gboolean clash = fact->class_ == BALAI_CONFLICT_OVERLAP || fact->class_ == BALAI_CONFLICT_FAMILY
                   || fact->class_ == BALAI_CONFLICT_STOCK;

  if (clash || fact->level != BALAI_LEVEL_IGNORE)
    g_array_append_vals (facts, fact, 1);
}

static void
oracle_pair (const City       *city,
             const BalaiClaim *a,
             const BalaiClaim *b,
             GArray           *facts)
{
  const BalaiResource *ra = &city->rows[a->resource], *rb = &city->rows[b->resource];
  int both = 0, first_both = -1, rows[2], n_rows = 1, level = BALAI_LEVEL_REFUSE, column;
  gboolean confirmed = a->status == BALAI_CLAIM_CONFIRMED && b->status == BALAI_CLAIM_CONFIRMED;
  gboolean online = ((a->flags | b->flags) & BALAI_CLAIM_ONLINE) != 0;
  Fact fact = { .resource = a->resource, .closure = -1, .by = -1,
                .involved = UINT64_C (1) << a->occurrence | UINT64_C (1) << b->occurrence };

  if (ra->kind == BALAI_RESOURCE_EQUIPMENT || rb->kind == BALAI_RESOURCE_EQUIPMENT || a->event == b->event
      || !counts (a) || !counts (b))
    return;
  if (a->resource != b->resource)
    {
      if (ra->kind != BALAI_RESOURCE_VENUE || rb->kind != BALAI_RESOURCE_VENUE)
        return;
      if (part_of (city, b->resource, a->resource))
        fact.resource = b->resource;
      else if (!part_of (city, a->resource, b->resource))
        return;
    }
  for (int m = 0; m < N_MINUTES * 2; m++)
    if (holds (a, m) && holds (b, m))
      {
        first_both = both == 0 ? m : first_both;
        both++;
      }

  rows[0] = rows[1] = BALAI_RULE_VENUE;
  if (ra->kind == BALAI_RESOURCE_OPD)
    rows[0] = BALAI_RULE_OPD;
  if (ra->kind == BALAI_RESOURCE_PERSON)
    {
      n_rows = 2;
      rows[0] = online ? (int) BALAI_RULE_SPEAKER_ONLINE : row_of (a);
      rows[1] = online ? (int) BALAI_RULE_SPEAKER_ONLINE : row_of (b);
    }
  column = both == 0 ? BALAI_RULE_GAP : confirmed ? BALAI_RULE_CONFIRMED : BALAI_RULE_SOFT;
  for (int i = 0; i < n_rows; i++)
    level = MIN (level, (int) city->matrix.cell[rows[i]][column]);

  if (both > 0)
    {
      fact.class_ = a->resource == b->resource ? BALAI_CONFLICT_OVERLAP : BALAI_CONFLICT_FAMILY;
      fact.start = first_both * 60;
      fact.end = fact.start + both * 60;
      fact.amount = both * 60;
    }
  else
    {
      const BalaiClaim *first = a->start < b->start ? a : b, *second = a->start < b->start ? b : a;
      int64_t need = 0;

      if (ra->kind == BALAI_RESOURCE_OPD || (ra->kind == BALAI_RESOURCE_PERSON && online))
        return;
      fact.class_ = BALAI_CONFLICT_TRAVEL;
      if (ra->kind == BALAI_RESOURCE_PERSON)
        need = balai_schedule_rules_get_travel (city->rules, a->place, b->place);
      else
        {
          fact.class_ = BALAI_CONFLICT_GAP;
          need = ra->sequential || rb->sequential ? first->teardown + second->setup
                                                  : MAX (first->teardown, second->setup);
          if (confirmed && (ra->strict_gap || rb->strict_gap))
            level = BALAI_LEVEL_REFUSE;
        }
      fact.amount = need - (second->start - first->end);
      if (fact.amount <= 0)
        return;
      fact.start = second->start;
      fact.end = MIN (second->end, second->start + fact.amount);
    }
  fact.level = level;
  oracle_add (facts, &fact);
}

static void
oracle_alone (const City       *city,
              const BalaiClaim *claim,
              GArray           *facts)
{
  const BalaiResource *row = &city->rows[claim->resource];
  static const int rows[] = { BALAI_RULE_VENUE, 0, BALAI_RULE_POOL, BALAI_RULE_OPD };
  int rule = rows[row->kind];
  Fact fact = { .resource = claim->resource, .by = -1, .involved = UINT64_C (1) << claim->occurrence };

  if (!counts (claim))
    return;
  if (row->kind == BALAI_RESOURCE_PERSON)
    rule = (claim->flags & BALAI_CLAIM_ONLINE) != 0 ? (int) BALAI_RULE_SPEAKER_ONLINE : row_of (claim);
  for (int i = 0; i < city->n_closures; i++)
    {
      const BalaiClosure *closure = &city->closures[i];
      gboolean here = closure->resource == claim->resource;
      int both = 0;

      if (closure->resource < 0)
        here = row->kind == BALAI_RESOURCE_VENUE || row->kind == BALAI_RESOURCE_EQUIPMENT;
      else if (closure->resource < N_VENUES && row->kind == BALAI_RESOURCE_VENUE)
        here = part_of (city, closure->resource, claim->resource) || part_of (city, claim->resource, closure->resource);
      for (int m = 0; here && m < N_MINUTES * 2; m++)
        if (holds (claim, m) && closure->span.start <= m * 60 && m * 60 < closure->span.end)
          {
            fact.start = both == 0 ? m * 60 : fact.start;
            both++;
          }
      if (both == 0)
        continue;
      fact.class_ = BALAI_CONFLICT_CLOSURE;
      fact.closure = i;
      fact.end = fact.start + both * 60;
      fact.amount = both * 60;
      fact.level = city->matrix.cell[rule][BALAI_RULE_CLOSURE];
      oracle_add (facts, &fact);
    }
  if (row->kind == BALAI_RESOURCE_VENUE && row->capacity > 0 && claim->quantity > row->capacity)
    {
      fact.class_ = BALAI_CONFLICT_CAPACITY;
      fact.closure = -1;
      fact.start = claim->start;
      fact.end = claim->end;
      fact.amount = claim->quantity - row->capacity;
      fact.level = row->capacity_strict ? (int) BALAI_LEVEL_REFUSE
                   : (int) city->matrix.cell[BALAI_RULE_CAPACITY][claim->status == BALAI_CLAIM_CONFIRMED
                                                                    ? BALAI_RULE_CONFIRMED : BALAI_RULE_SOFT];
      oracle_add (facts, &fact);
    }
}

/* Over stock, minute by minute; @only (nullable) narrows it to the minutes of one claim. */
static void
oracle_stock (const City        *city,
              int                pool,
              const BalaiClaim **claims,
              int                n_claims,
              const BalaiClaim  *only,
              GArray            *facts)
{
  int units = MAX (0, city->rows[pool].stock - city->rows[pool].damaged);
  gboolean running = FALSE, hard = FALSE;
  Fact fact = { .class_ = BALAI_CONFLICT_STOCK, .resource = pool, .closure = -1, .by = -1 };

  for (int m = 0; m <= N_MINUTES * 2; m++)
    {
      int load = 0, confirmed = 0;
      uint64_t involved = 0;

      for (int i = 0; i < n_claims; i++)
        if (claims[i]->resource == pool && claims[i]->quantity > 0 && holds (claims[i], m)
            && (only == NULL || holds (only, m)))
          {
            load += claims[i]->quantity;
            confirmed += claims[i]->status == BALAI_CLAIM_CONFIRMED ? claims[i]->quantity : 0;
            involved |= UINT64_C (1) << claims[i]->occurrence;
          }
      if (load > units && !running)
        {
          fact.start = m * 60;
          fact.amount = 0;
          fact.involved = 0;
          hard = FALSE;
        }
      if (load <= units && running)
        {
          fact.end = m * 60;
          fact.level = city->matrix.cell[BALAI_RULE_POOL][hard ? BALAI_RULE_CONFIRMED : BALAI_RULE_SOFT];
          oracle_add (facts, &fact);
        }
      running = load > units;
      if (running)
        {
          fact.amount = MAX (fact.amount, load - units);
          fact.involved |= involved;
          hard = hard || confirmed > units;
        }
    }
}

static void
oracle_ready (const City        *city,
              int                pool,
              const BalaiClaim **claims,
              int                n_claims,
              const BalaiClaim  *only,
              GArray            *facts)
{
  int units = MAX (0, city->rows[pool].stock - city->rows[pool].damaged);

  for (int i = 0; i < n_claims; i++)
    {
      const BalaiClaim *b = claims[i];
      int load = 0, late = 0;
      Fact fact = { .class_ = BALAI_CONFLICT_GAP, .resource = pool, .closure = -1, .by = (int) b->occurrence,
                    .level = city->matrix.cell[BALAI_RULE_POOL][BALAI_RULE_GAP],
                    .involved = UINT64_C (1) << b->occurrence };

      if (b->resource != pool || b->quantity <= 0 || !counts (b))
        continue;
      for (int k = 0; k < n_claims; k++)
        {
          const BalaiClaim *a = claims[k];
          int64_t missing = MAX (a->teardown, b->setup) - (b->start - a->end);

          if (a->resource != pool || a->quantity <= 0 || !counts (a))
            continue;
          if (holds (a, (int) (b->start / 60)))
            load += a->quantity;
          else if (a->end <= b->start && missing > 0 && a->event != b->event)
            {
              late += a->quantity;
              fact.amount = MAX (fact.amount, missing);
              fact.involved |= UINT64_C (1) << a->occurrence;
            }
        }
      if (late == 0 || load > units || load + late <= units)
        continue;
      fact.start = b->start;
      fact.end = MIN (b->end, b->start + fact.amount);
      if (only == NULL || (fact.involved >> only->occurrence & 1) != 0)
        oracle_add (facts, &fact);
    }
}

static void
oracle_audit (const City *city,
              GArray     *facts)
{
  const BalaiClaim *claims[MAX_CLAIMS];

  for (int i = 0; i < city->n_claims; i++)
    {
      claims[i] = &city->claims[i];
      oracle_alone (city, &city->claims[i], facts);
      for (int k = i + 1; k < city->n_claims; k++)
        oracle_pair (city, &city->claims[i], &city->claims[k], facts);
    }
  for (int p = N_VENUES + N_PERSONS; p < N_VENUES + N_PERSONS + N_POOLS; p++)
    if (city->rows[p].stock >= 0)
      {
        oracle_stock (city, p, claims, city->n_claims, NULL, facts);
        oracle_ready (city, p, claims, city->n_claims, NULL, facts);
      }
}

/* What stands against @candidate, when of its event only @with (bits) are there. */
static void
oracle_check (const City       *city,
              const BalaiClaim *candidate,
              uint64_t          with,
              GArray           *facts)
{
  const BalaiClaim *claims[MAX_CLAIMS];
  int n = 0;

  for (int i = 0; i < city->n_claims; i++)
    if (city->claims[i].event != candidate->event || (with >> i & 1) != 0)
      claims[n++] = &city->claims[i];
  oracle_alone (city, candidate, facts);
  for (int i = 0; i < n; i++)
    if (claims[i] != candidate)
      oracle_pair (city, candidate, claims[i], facts);
  if (city->rows[candidate->resource].kind == BALAI_RESOURCE_EQUIPMENT && city->rows[candidate->resource].stock >= 0
      && counts (candidate) && candidate->quantity > 0)
    {
      oracle_stock (city, candidate->resource, claims, n, candidate, facts);
      oracle_ready (city, candidate->resource, claims, n, candidate, facts);
    }
}

/* The comparison. */

static int
compare_facts (const void *a,
               const void *b)
{
  const Fact *x = a, *y = b;
  int64_t left[] = { x->class_, x->level, x->resource, x->closure, x->start, x->end, x->amount,
                     (int64_t) x->involved, x->by };
  int64_t right[] = { y->class_, y->level, y->resource, y->closure, y->start, y->end, y->amount,
                      (int64_t) y->involved, y->by };

  for (size_t i = 0; i < G_N_ELEMENTS (left); i++)
    if (left[i] != right[i])
      return left[i] < right[i] ? -1 : 1;
  return 0;
}

static void
found_to_facts (const BalaiConflictArray *found,
                gboolean                  from_check,
                GArray                   *facts)
{
  g_assert_false (found->truncated);
  for (size_t i = 0; i < found->n; i++)
    {
      const BalaiConflict *conflict = &found->items[i];
      size_t n_others;
      const BalaiClaim *others = balai_conflict_array_get_others (found, i, &n_others);
      Fact fact = { .class_ = conflict->class_, .level = conflict->level, .resource = conflict->resource,
                    .closure = conflict->closure, .start = conflict->span.start, .end = conflict->span.end,
                    .amount = conflict->amount, .involved = UINT64_C (1) << conflict->a.occurrence, .by = -1 };

      if (conflict->has_b)
        {
          g_assert_cmpint (conflict->a.event, !=, conflict->b.event);
          fact.involved |= UINT64_C (1) << conflict->b.occurrence;
        }
      for (size_t k = 0; k < n_others; k++)
        {
          g_assert_cmpint (fact.involved >> others[k].occurrence & 1, ==, 0);
          fact.involved |= UINT64_C (1) << others[k].occurrence;
        }
      if (!from_check && conflict->has_b && conflict->class_ != BALAI_CONFLICT_STOCK
          && !(conflict->class_ == BALAI_CONFLICT_GAP && conflict->a.role == BALAI_CLAIM_POOL))
        g_assert_true (conflict->a.start < conflict->b.start
                       || (conflict->a.start == conflict->b.start && conflict->a.event < conflict->b.event));
      if (!from_check && conflict->class_ == BALAI_CONFLICT_STOCK)
        g_assert_cmpint (conflict->a.start, ==, conflict->span.start);
      if (conflict->class_ == BALAI_CONFLICT_GAP && conflict->a.role == BALAI_CLAIM_POOL)
        {
          /* The one that comes too early starts where the time is missing. */
          if (conflict->a.start == conflict->span.start)
            fact.by = (int) conflict->a.occurrence;
          else
            fact.by = (int) conflict->b.occurrence;
        }
      g_array_append_val (facts, fact);
    }
}

static void
assert_same (int         which,
             const char *what,
             GArray     *expected,
             GArray     *actual)
{
  g_array_sort (expected, compare_facts);
  g_array_sort (actual, compare_facts);
  for (guint i = 0; i < MAX (expected->len, actual->len); i++)
    {
      const Fact *e = i < expected->len ? &g_array_index (expected, Fact, i) : NULL;
      const Fact *a = i < actual->len ? &g_array_index (actual, Fact, i) : NULL;

      if (e != NULL && a != NULL && compare_facts (e, a) == 0)
        continue;
      for (int side = 0; side < 2; side++)
        {
          const Fact *f = side == 0 ? e : a;

          if (f != NULL)
            g_test_message ("%s: class %s level %s resource %d closure %d %d..%d amount %d involved %" G_GINT64_MODIFIER
                            "x by %d", side == 0 ? "expected" : "found",
                            balai_conflict_class_to_code ((BalaiConflictClass) f->class_),
                            balai_level_to_code ((BalaiLevel) f->level), f->resource, f->closure, (int) f->start / 60,
                            (int) f->end / 60, (int) f->amount, f->involved, f->by);
        }
      g_error ("case %d, %s: %u conflicts expected, %u found, they differ at %u", which, what, expected->len,
               actual->len, i);
    }
}

/* A source without any order, that answers more than it is asked for. */
typedef struct
{
  BalaiClaimSource source;
  const City      *city;
} PlainSource;

static void
plain_each (const BalaiClaimSource *source,
            int32_t                 resource,
            BalaiSpan               span,
            BalaiClaimFunc          func,
            gpointer                data)
{
  const City *city = ((const PlainSource *) source)->city;

  for (int i = city->n_claims - 1; i >= 0; i--)
    if (city->claims[i].resource == resource)
      func (&city->claims[i], data);
}

static int32_t
plain_reach (const BalaiClaimSource *source,
             int32_t                 resource)
{
  return 3600;
}

static void
shuffle (BalaiClaim *claims,
         int         n)
{
  for (int i = n - 1; i > 0; i--)
    {
      int k = pick (i + 1);
      BalaiClaim kept = claims[i];

      claims[i] = claims[k];
      claims[k] = kept;
    }
}

/* An index that came about by all sorts of changes. */
static BalaiClaimIndex *
grown_index (const City *city)
{
  BalaiClaimIndex *index = balai_claim_index_new_from (city->claims, (size_t) city->n_claims / 2);

  for (int i = city->n_claims / 2; i < city->n_claims; i++)
    balai_claim_index_add (index, &city->claims[i]);
  for (int turn = 0; turn < 3; turn++)
    {
      uint32_t event = (uint32_t) pick (10);
      BalaiClaim own[MAX_CLAIMS];
      size_t n = 0;

      for (int i = 0; i < city->n_claims; i++)
        if (city->claims[i].event == event)
          own[n++] = city->claims[i];
      if (pick (2))
        balai_claim_index_remove_event (index, event);
      balai_claim_index_replace_event (index, event, own, n);
    }
  return index;
}

static void
check_event (const City             *city,
             int                     which,
             const BalaiClaimSource *source,
             const char             *what,
             uint32_t                event,
             GArray                 *expected,
             GArray                 *actual)
{
  BalaiClaim own[MAX_CLAIMS];
  uint64_t all = 0;
  size_t n = 0;
  g_auto (BalaiConflictArray) found = { 0 };

  for (int i = 0; i < city->n_claims; i++)
    if (city->claims[i].event == event)
      {
        all |= UINT64_C (1) << i;
        own[n++] = city->claims[i];
      }
  if (n == 0)
    return;

  /* As a series: all at once. */
  g_array_set_size (expected, 0);
  g_array_set_size (actual, 0);
  balai_conflict_array_init (&found);
  balai_schedule_check (city->rules, source, own, n, event, &found);
  for (size_t i = 0; i < found.n; i++)
    g_assert_cmpint (found.items[i].a.event, ==, event);
  for (size_t i = 0; i < n; i++)
    oracle_check (city, &city->claims[own[i].occurrence], all, expected);
  found_to_facts (&found, TRUE, actual);
  assert_same (which, what, expected, actual);

  /* One occurrence alone, as if it were all of the event. */
  for (size_t i = 0; i < n; i++)
    {
      g_array_set_size (expected, 0);
      g_array_set_size (actual, 0);
      balai_conflict_array_reset (&found);
      balai_schedule_check (city->rules, source, &own[i], 1, event, &found);
      oracle_check (city, &city->claims[own[i].occurrence], UINT64_C (1) << own[i].occurrence, expected);
      found_to_facts (&found, TRUE, actual);
      assert_same (which, what, expected, actual);
    }
}

static void
test_brute_force (void)
{
  g_autoptr (GArray) expected = g_array_new (FALSE, FALSE, sizeof (Fact));
  g_autoptr (GArray) actual = g_array_new (FALSE, FALSE, sizeof (Fact));
  size_t seen[BALAI_N_CONFLICT_CLASSES] = { 0 };

  for (int which = 0; which < N_CASES; which++)
    {
      City city;
      BalaiClaim shuffled[MAX_CLAIMS];
      g_auto (BalaiConflictArray) found = { 0 };
      g_autoptr (BalaiClaimIndex) index = NULL, grown = NULL;
      g_autofree BalaiClaim *copy = NULL;
      PlainSource plain = { { plain_each, plain_reach }, &city };
      size_t n_copy;
      BalaiSpan range;

      city_init (&city);
      memcpy (shuffled, city.claims, sizeof shuffled);
      shuffle (shuffled, city.n_claims);
      balai_conflict_array_init (&found);

      /* Audit, whatever the order. */
      g_array_set_size (expected, 0);
      g_array_set_size (actual, 0);
      oracle_audit (&city, expected);
      balai_schedule_audit (city.rules, shuffled, (size_t) city.n_claims, NULL, &found);
      for (size_t i = 0; i < found.n; i++)
        seen[found.items[i].class_]++;
      found_to_facts (&found, FALSE, actual);
      assert_same (which, "audit", expected, actual);

      /* Audit of a part: the same, less what lies outside. */
      range.start = pick (N_MINUTES) * 60;
      range.end = range.start + (1 + pick (30)) * 60;
      for (guint i = expected->len; i-- > 0;)
        {
          const Fact *fact = &g_array_index (expected, Fact, i);

          if (fact->start >= range.end || fact->end <= range.start)
            g_array_remove_index (expected, i);
        }
      g_array_set_size (actual, 0);
      balai_conflict_array_reset (&found);
      balai_schedule_audit (city.rules, city.claims, (size_t) city.n_claims, &range, &found);
      found_to_facts (&found, FALSE, actual);
      assert_same (which, "audit of a part", expected, actual);

      index = balai_claim_index_new_from (shuffled, (size_t) city.n_claims);
      grown = grown_index (&city);
      copy = balai_claim_index_copy (grown, &n_copy);
      g_assert_cmpuint (n_copy, ==, balai_claim_index_get_n (grown));
      g_assert_cmpuint (n_copy, ==, balai_claim_index_get_n (index));
      for (uint32_t event = 0; event < 10; event++)
        {
          check_event (&city, which, balai_claim_index_get_source (index), "index", event, expected, actual);
          check_event (&city, which, balai_claim_index_get_source (grown), "grown index", event, expected, actual);
          check_event (&city, which, &plain.source, "plain source", event, expected, actual);
        }
      city_clear (&city);
    }

  /* A comparison of nothing with nothing would prove nothing. */
  for (int i = 0; i < BALAI_CONFLICT_HOURS; i++)
    {
      g_test_message ("%s: %" G_GSIZE_FORMAT, balai_conflict_class_to_code ((BalaiConflictClass) i), seen[i]);
      g_assert_cmpuint (seen[i], >, N_CASES / 100);
    }
}

/* The same claims, the same list in the same order, however they were given. */
static void
test_order (void)
{
  for (int which = 0; which < 500; which++)
    {
      City city;
      g_auto (BalaiConflictArray) once = { 0 };
      g_auto (BalaiConflictArray) again = { 0 };

      city_init (&city);
      balai_conflict_array_init (&once);
      balai_conflict_array_init (&again);
      balai_schedule_audit (city.rules, city.claims, (size_t) city.n_claims, NULL, &once);
      shuffle (city.claims, city.n_claims);
      balai_schedule_audit (city.rules, city.claims, (size_t) city.n_claims, NULL, &again);
      balai_conflict_array_sort (&once);
      balai_conflict_array_sort (&again);
      g_assert_cmpuint (once.n, ==, again.n);
      for (size_t i = 0; i < once.n; i++)
        {
          size_t n_once, n_again;
          const BalaiClaim *of_once = balai_conflict_array_get_others (&once, i, &n_once);
          const BalaiClaim *of_again = balai_conflict_array_get_others (&again, i, &n_again);

          g_assert_cmpint (once.items[i].class_, ==, again.items[i].class_);
          g_assert_cmpint (once.items[i].a.occurrence, ==, again.items[i].a.occurrence);
          g_assert_cmpint (once.items[i].b.occurrence, ==, again.items[i].b.occurrence);
          g_assert_cmpuint (n_once, ==, n_again);
          for (size_t k = 0; k < n_once; k++)
            g_assert_cmpint (of_once[k].occurrence, ==, of_again[k].occurrence);
        }
      city_clear (&city);
    }
}

static void
test_nothing (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (balai_zone_utc ());
  g_autoptr (BalaiClaimIndex) index = balai_claim_index_new_from (NULL, 0);
  g_auto (BalaiConflictArray) found = { 0 };
  BalaiClaim stray = { .start = 0, .end = 60, .resource = 5, .status = BALAI_CLAIM_CONFIRMED, .event = 1 };

  balai_schedule_rules_seal (rules);
  balai_conflict_array_init (&found);
  balai_schedule_audit (rules, NULL, 0, NULL, &found);
  balai_schedule_audit (rules, &stray, 1, NULL, &found);
  balai_schedule_check (rules, balai_claim_index_get_source (index), &stray, 1, BALAI_NO_EVENT, &found);
  balai_schedule_check (rules, balai_claim_index_get_source (index), NULL, 0, BALAI_NO_EVENT, &found);
  g_assert_cmpuint (found.n, ==, 0);
  balai_claim_index_remove_event (index, 1);
  g_assert_cmpuint (balai_claim_index_get_n (index), ==, 0);
}

static void
count_found (const BalaiClaim *claim,
             gpointer          data)
{
  ((uint8_t *) data)[claim->event]++;
}

/* What an index answers is what looking at every claim answers, however unevenly they lie. */
static void
test_index_queries (void)
{
  enum { N = 1500 };
  g_autofree BalaiClaim *claims = g_new0 (BalaiClaim, N);
  g_autofree uint8_t *seen = g_new (uint8_t, N);

  for (int shape = 0; shape < 4; shape++)
    {
      g_autoptr (BalaiClaimIndex) index = NULL;
      const BalaiClaimSource *source;

      for (int i = 0; i < N; i++)
        {
          BalaiClaim *claim = &claims[i];
          int64_t when = pick (1 << 20);

          claim->event = (uint32_t) i;
          claim->resource = pick (2);
          claim->status = BALAI_CLAIM_CONFIRMED;
          /* Evenly; crowded at the start; at few moments; and with one far away. */
          claim->start = shape == 0 ? when * 60 : shape == 1 ? when * when / 4096 : shape == 2 ? when % 7 * 5000 : when;
          if (shape == 3 && i == 0)
            claim->start = INT64_C (1) << 55;
          claim->end = claim->start + 1 + (pick (20) == 0 ? pick (100) * BALAI_DAY : pick (7200));
        }
      index = balai_claim_index_new_from (claims, N);
      source = balai_claim_index_get_source (index);
      for (int turn = 0; turn < 2000; turn++)
        {
          const BalaiClaim *near = &claims[pick (N)];
          BalaiSpan span = { near->start - 100 + pick (200), 0 };
          int32_t resource = pick (3);

          span.end = span.start + 1 + pick (7200);
          memset (seen, 0, N);
          source->each (source, resource, span, count_found, seen);
          for (int i = 0; i < N; i++)
            g_assert_cmpint (seen[i], ==, claims[i].resource == resource
                                          && balai_span_meets (balai_claim_span (&claims[i]), span));
        }
    }
}

/* An index that is changed for a long time still says what one made afresh says. */
static void
test_index_changes (void)
{
  g_autoptr (BalaiClaimIndex) index = balai_claim_index_new ();
  g_autofree BalaiClaim *kept = g_new0 (BalaiClaim, 300);

  for (int turn = 0; turn < 9000; turn++)
    {
      uint32_t event = (uint32_t) pick (300);
      BalaiClaim *claim = &kept[event];

      claim->event = event;
      claim->resource = pick (5);
      claim->start = pick (1000) * BALAI_DAY;
      claim->end = claim->start + (pick (3) == 0 ? pick (90) * BALAI_DAY : pick (10) * BALAI_HOUR);
      claim->status = (uint8_t) pick (4);
      balai_claim_index_replace_event (index, event, claim, 1);
      if (turn % 1000 == 999)
        {
          g_autofree BalaiClaim *copy = NULL;
          size_t n, live = 0;

          copy = balai_claim_index_copy (index, &n);
          for (int i = 0; i < 300; i++)
            live += kept[i].status != BALAI_CLAIM_NONE && kept[i].start < kept[i].end;
          g_assert_cmpuint (n, ==, live);
          for (size_t i = 0; i < n; i++)
            {
              g_assert_cmpmem (&copy[i], sizeof *copy, &kept[copy[i].event], sizeof *copy);
              if (i > 0 && copy[i].resource == copy[i - 1].resource
                  && (copy[i].end - copy[i].start > BALAI_DAY) == (copy[i - 1].end - copy[i - 1].start > BALAI_DAY)
                  && (copy[i].end - copy[i].start > 31 * BALAI_DAY)
                       == (copy[i - 1].end - copy[i - 1].start > 31 * BALAI_DAY))
                g_assert_cmpint (copy[i - 1].start, <=, copy[i].start);
            }
        }
    }
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/schedule/audit/nothing", test_nothing);
  g_test_add_func ("/schedule/audit/brute-force", test_brute_force);
  g_test_add_func ("/schedule/audit/order", test_order);
  g_test_add_func ("/schedule/audit/index-queries", test_index_queries);
  g_test_add_func ("/schedule/audit/index-changes", test_index_changes);
  return g_test_run ();
}

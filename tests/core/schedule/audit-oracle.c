/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "audit-oracle.h"
#include "balai-conflict.h"

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
}

/* Fills @city with what the dice of the test say. */
void
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

void
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

/* All that is wrong in @city, appended to @facts. */
void
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
void
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

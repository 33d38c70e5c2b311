/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>
#include <string.h>

#include "audit-oracle.h"
#include "balai-claim-index.h"
#include "balai-schedule-audit.h"
#include "balai-schedule-check.h"
#include "balai-test.h"

/* Random small cities against an oracle: check through the index, check of a whole series, check through a source that
 * knows no order, and audit must all find what the oracle finds, no more and no less. */

#define N_CASES 10000

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
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

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/schedule/audit/nothing", test_nothing);
  g_test_add_func ("/schedule/audit/brute-force", test_brute_force);
  g_test_add_func ("/schedule/audit/order", test_order);
  return g_test_run ();
}

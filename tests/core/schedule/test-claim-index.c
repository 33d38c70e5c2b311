/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-claim-index.h"
#include "balai-day.h"
#include "balai-test.h"

static int
pick (int n)
{
  return g_test_rand_int_range (0, n);
}

static void
count_found (const BalaiClaim *claim,
             gpointer          data)
{
  ((uint8_t *) data)[claim->event]++;
}

/* What an index answers is what looking at every claim answers, however unevenly they lie. */
static void
test_queries (void)
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
test_changes (void)
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

  g_test_add_func ("/schedule/claim-index/queries", test_queries);
  g_test_add_func ("/schedule/claim-index/changes", test_changes);
  return g_test_run ();
}

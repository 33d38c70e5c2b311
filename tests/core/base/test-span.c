/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-span.h"
#include "balai-test.h"

static void
test_meets (void)
{
  BalaiSpan nine_to_ten = { 9 * BALAI_HOUR, 10 * BALAI_HOUR };
  BalaiSpan ten_to_eleven = { 10 * BALAI_HOUR, 11 * BALAI_HOUR };
  BalaiSpan inside = { 9 * BALAI_HOUR + 600, 9 * BALAI_HOUR + 1200 };

  g_assert_true (balai_span_meets (nine_to_ten, nine_to_ten));
  g_assert_false (balai_span_meets (nine_to_ten, ten_to_eleven));
  g_assert_false (balai_span_meets (ten_to_eleven, nine_to_ten));
  g_assert_true (balai_span_meets (nine_to_ten, inside));
  g_assert_true (balai_span_meets (inside, nine_to_ten));
  g_assert_true (balai_span_meets (nine_to_ten, (BalaiSpan) { 10 * BALAI_HOUR - 1, 12 * BALAI_HOUR }));
}

/* Second by second, over every pair of short spans, also empty ones and such before 1970. */
static void
test_against_seconds (void)
{
  int pairs = 0;

  for (int64_t a = -4; a <= 4; a++)
    for (int64_t b = a; b <= 5; b++)
      for (int64_t c = -4; c <= 4; c++)
        for (int64_t d = c; d <= 5; d++)
          {
            BalaiSpan one = { a, b }, two = { c, d };
            BalaiSpan both = balai_span_intersect (one, two);
            int64_t shared = 0;

            for (int64_t s = -5; s <= 6; s++)
              shared += s >= a && s < b && s >= c && s < d;
            /* An empty span lies in nothing, so it is the callers' duty not to ask about one. */
            if (a < b && c < d)
              g_assert_cmpint (balai_span_meets (one, two), ==, shared > 0);
            g_assert_cmpint (balai_span_meets (one, two), ==, balai_span_meets (two, one));
            g_assert_cmpint (MAX (balai_span_length (both), 0), ==, shared);
            pairs++;
          }
  g_assert_cmpint (pairs, ==, 54 * 54);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/base/span/meets", test_meets);
  g_test_add_func ("/base/span/against-seconds", test_against_seconds);

  return g_test_run ();
}

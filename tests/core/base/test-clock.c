/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-clock.h"
#include "balai-test.h"

static void
test_still (void)
{
  g_autoptr (BalaiClock) clock = balai_clock_new_at (1784077200);

  g_assert_cmpint (balai_clock_now (clock), ==, 1784077200);
  g_assert_cmpint (balai_clock_now_ms (clock), ==, INT64_C (1784077200000));
  balai_clock_advance (clock, 90);
  g_assert_cmpint (balai_clock_now (clock), ==, 1784077290);
  balai_clock_advance (clock, -3690);
  g_assert_cmpint (balai_clock_now (clock), ==, 1784073600);
}

static void
test_system (void)
{
  int64_t before = g_get_real_time () / 1000;
  int64_t now = balai_clock_now_ms (balai_clock_system ());
  int64_t after = g_get_real_time () / 1000;

  g_assert_cmpint (now, >=, before);
  g_assert_cmpint (now, <=, after);
  /* It belongs to nobody: freeing it is harmless. */
  balai_clock_free ((BalaiClock *) balai_clock_system ());
  g_assert_cmpint (balai_clock_now (balai_clock_system ()), >=, before / 1000);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/base/clock/still", test_still);
  g_test_add_func ("/base/clock/system", test_system);

  return g_test_run ();
}

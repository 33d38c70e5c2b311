/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-codes.h"

#include "balai-test.h"

static const char *const codes[] = { "national", "collective", "local" };

static void
test_known (void)
{
  for (unsigned i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      unsigned index = 99;

      g_assert_true (balai_codes_find (codes, G_N_ELEMENTS (codes), codes[i], &index));
      g_assert_cmpuint (index, ==, i);
    }
}

static void
test_unknown (void)
{
  static const char *const unknown[] = { NULL, "", "loca", "locals", "Local", " local" };

  for (unsigned i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      unsigned index = 99;

      g_assert_false (balai_codes_find (codes, G_N_ELEMENTS (codes), unknown[i], &index));
      g_assert_cmpuint (index, ==, 99);
    }
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/base/codes/known", test_known);
  g_test_add_func ("/base/codes/unknown", test_unknown);
  return g_test_run ();
}

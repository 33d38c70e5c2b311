/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-test.h"
#include "balai-uuid.h"

static void
test_form (void)
{
  int64_t now_ms = INT64_C (0x0123456789ab);
  g_autofree char *id = balai_uuid_new (now_ms);

  /* RFC 9562: 48 bits of time, version 7, variant 10. */
  g_assert_cmpuint (strlen (id), ==, BALAI_UUID_LENGTH);
  g_assert_true (g_str_has_prefix (id, "01234567-89ab-7"));
  g_assert_nonnull (strchr ("89ab", id[19]));
  g_assert_true (balai_uuid_is_valid (id));
  g_assert_true (g_uuid_string_is_valid (id));
}

static void
test_unique (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (int i = 0; i < 20000; i++)
    g_assert_true (g_hash_table_add (seen, balai_uuid_new (1784077200000)));
}

static gpointer
make_many (gpointer data)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (int i = 0; i < 5000; i++)
    g_ptr_array_add (ids, balai_uuid_new (1784077200000));
  return ids;
}

/* Each thread draws from a pool of its own. */
static void
test_unique_across_threads (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GThread *threads[4];
  GPtrArray *made[4];

  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("make-many", make_many, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      made[i] = g_thread_join (threads[i]);
      for (guint n = 0; n < made[i]->len; n++)
        g_assert_true (g_hash_table_add (seen, g_ptr_array_index (made[i], n)));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_ptr_array_unref (made[i]);
}

static void
test_repeatable (void)
{
  g_autoptr (GRand) one = g_rand_new_with_seed (7), two = g_rand_new_with_seed (7), other = g_rand_new_with_seed (8);

  for (int i = 0; i < 100; i++)
    {
      g_autofree char *a = balai_uuid_new_from (1784077200000 + i, one);
      g_autofree char *b = balai_uuid_new_from (1784077200000 + i, two);
      g_autofree char *c = balai_uuid_new_from (1784077200000 + i, other);

      g_assert_cmpstr (a, ==, b);
      g_assert_cmpstr (a, !=, c);
      g_assert_true (balai_uuid_is_valid (a));
    }
}

static void
test_valid (void)
{
  g_assert_true (balai_uuid_is_valid ("01890a5d-ac96-774b-bcce-b302099a8057"));
  g_assert_false (balai_uuid_is_valid (NULL));
  g_assert_false (balai_uuid_is_valid (""));
  g_assert_false (balai_uuid_is_valid ("01890A5D-AC96-774B-BCCE-B302099A8057"));
  g_assert_false (balai_uuid_is_valid ("01890a5d-ac96-774b-bcce-b302099a805"));
  g_assert_false (balai_uuid_is_valid ("01890a5d-ac96-774b-bcce-b302099a80571"));
  g_assert_false (balai_uuid_is_valid ("01890a5dxac96-774b-bcce-b302099a8057"));
  g_assert_false (balai_uuid_is_valid ("01890a5g-ac96-774b-bcce-b302099a8057"));
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/base/uuid/form", test_form);
  g_test_add_func ("/base/uuid/unique", test_unique);
  g_test_add_func ("/base/uuid/unique-across-threads", test_unique_across_threads);
  g_test_add_func ("/base/uuid/repeatable", test_repeatable);
  g_test_add_func ("/base/uuid/valid", test_valid);

  return g_test_run ();
}

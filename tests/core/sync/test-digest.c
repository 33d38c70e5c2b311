/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-digest.h"

#include <string.h>

#include "balai-test.h"

#define ID "018f0000-0000-7000-8000-000000000001"

typedef struct
{
  char       *id;   /* (owned) */
  int64_t     revision;
  const char *view; /* (unowned) */
  char       *hash; /* (owned) */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->id);
  g_free (entry->hash);
  g_free (entry);
}

static Entry *
random_entry (GRand *rand)
{
  static const char *const views[] = { "full", "masked", "busy" };
  Entry *entry = g_new0 (Entry, 1);

  entry->id = g_strdup_printf ("018f%04x-0000-7000-8000-%012x", g_rand_int_range (rand, 0, 65536), g_rand_int (rand));
  entry->revision = g_rand_int_range (rand, 1, 1000);
  entry->view = views[g_rand_int_range (rand, 0, 3)];
  entry->hash = g_strdup_printf ("%08x%08x", g_rand_int (rand), g_rand_int (rand));
  return entry;
}

static void
add (BalaiDigest *digest,
     const Entry *entry)
{
  balai_digest_add (digest, entry->id, entry->revision, entry->view, entry->hash);
}

/* Worked out with another program: what stands in the protocol. */
static void
test_known (void)
{
  BalaiDigest digest = BALAI_DIGEST_EMPTY;
  g_autofree char *empty = balai_digest_to_text (&digest), *one = NULL, *two = NULL;

  g_assert_cmpstr (empty, ==, "00000000000000000000000000000000");
  balai_digest_add (&digest, ID, 3, "full", "0123456789abcdef");
  one = balai_digest_to_text (&digest);
  g_assert_cmpstr (one, ==, "0f368f18a84c0bb2243a7cc67d35a128");
  balai_digest_add (&digest, ID, 4, "busy", "0123456789abcdef");
  two = balai_digest_to_text (&digest);
  g_assert_cmpstr (two, ==, "2c0f66bdbae75e13b899e89e835e72f1");
}

/* Each of the four counts. */
static void
test_parts (void)
{
  static const Entry entries[] = {
    { (char *) ID, 3, "full", (char *) "0123456789abcdef" },
    { (char *) "018f0000-0000-7000-8000-000000000002", 3, "full", (char *) "0123456789abcdef" },
    { (char *) ID, 4, "full", (char *) "0123456789abcdef" },
    { (char *) ID, 3, "busy", (char *) "0123456789abcdef" },
    { (char *) ID, 3, "full", (char *) "0123456789abcdee" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    for (guint j = 0; j < G_N_ELEMENTS (entries); j++)
      {
        BalaiDigest a = BALAI_DIGEST_EMPTY, b = BALAI_DIGEST_EMPTY;

        add (&a, &entries[i]);
        add (&b, &entries[j]);
        g_assert_cmpint (balai_digest_equal (&a, &b), ==, i == j);
      }
}

/* Kept up as records come, change and go, it is the one that is counted anew, in whatever order. */
static void
test_incremental (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (128);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (entry_free);
  BalaiDigest digest = BALAI_DIGEST_EMPTY;

  for (int step = 0; step < 3000; step++)
    {
      if (entries->len > 0 && g_rand_int_range (rand, 0, 5) < 2)
        {
          guint position = (guint) g_rand_int_range (rand, 0, (int) entries->len);
          Entry *entry = g_ptr_array_index (entries, position);

          balai_digest_remove (&digest, entry->id, entry->revision, entry->view, entry->hash);
          /* Changed, or gone; what is last comes here, so that the order is mixed. */
          if (g_rand_boolean (rand))
            {
              entry->revision++;
              add (&digest, entry);
            }
          else
            g_ptr_array_remove_index_fast (entries, position);
        }
      else
        {
          Entry *entry = random_entry (rand);

          g_ptr_array_add (entries, entry);
          add (&digest, entry);
        }
      if (step % 100 == 0)
        {
          BalaiDigest forwards = BALAI_DIGEST_EMPTY, backwards = BALAI_DIGEST_EMPTY;

          for (guint i = 0; i < entries->len; i++)
            {
              add (&forwards, g_ptr_array_index (entries, i));
              add (&backwards, g_ptr_array_index (entries, entries->len - 1 - i));
            }
          g_assert_true (balai_digest_equal (&digest, &forwards));
          g_assert_true (balai_digest_equal (&digest, &backwards));
        }
    }
  g_assert_cmpuint (entries->len, >, 100);
  while (entries->len > 0)
    {
      Entry *entry = g_ptr_array_index (entries, 0);

      balai_digest_remove (&digest, entry->id, entry->revision, entry->view, entry->hash);
      g_ptr_array_remove_index_fast (entries, 0);
    }
  g_assert_cmpuint (digest.high, ==, 0);
  g_assert_cmpuint (digest.low, ==, 0);
}

static void
test_text (void)
{
  static const char *const wrong[] = {
    "", "0", "0000000000000000000000000000000", "000000000000000000000000000000000", "0000000000000000000000000000000A",
    "0000000000000000000000000000000g", " 0000000000000000000000000000000", "0x000000000000000000000000000000",
    "-0000000000000000000000000000000", "00000000000000000000000000000000\n",
  };
  BalaiDigest digest = BALAI_DIGEST_EMPTY, read = { 7, 7 };
  g_autofree char *text = NULL;

  balai_digest_add (&digest, ID, 3, "full", "0123456789abcdef");
  text = balai_digest_to_text (&digest);
  g_assert_cmpuint (strlen (text), ==, BALAI_DIGEST_LENGTH);
  g_assert_true (balai_digest_from_text (text, &read));
  g_assert_true (balai_digest_equal (&digest, &read));

  read = (BalaiDigest) { 1, G_MAXUINT64 };
  g_free (text);
  text = balai_digest_to_text (&read);
  g_assert_cmpstr (text, ==, "0000000000000001ffffffffffffffff");
  g_assert_false (balai_digest_equal (&read, &(BalaiDigest) { 1, 0 }));
  g_assert_false (balai_digest_equal (&read, &(BalaiDigest) { 0, G_MAXUINT64 }));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_false (balai_digest_from_text (wrong[i], &read));
      g_assert_cmpuint (read.high, ==, 1);
      g_assert_cmpuint (read.low, ==, G_MAXUINT64);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/sync/digest/known", test_known);
  g_test_add_func ("/sync/digest/parts", test_parts);
  g_test_add_func ("/sync/digest/incremental", test_incremental);
  g_test_add_func ("/sync/digest/text", test_text);

  return g_test_run ();
}

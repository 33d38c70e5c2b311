/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-cursor.h"

#include <string.h>

#include "balai-test.h"

#define EPOCH "018f0000-0000-7000-8000-000000000001"
#define OTHER "018f0000-0000-7000-8000-000000000002"

static const uint8_t key[BALAI_CURSOR_KEY_LENGTH] = "0123456789abcdef0123456789abcde";
static const uint8_t other_key[BALAI_CURSOR_KEY_LENGTH] = "0123456789abcdef0123456789abcdf";

static BalaiCursor *
example (void)
{
  BalaiCursor *cursor = balai_cursor_new (EPOCH);

  g_assert_true (balai_cursor_set (cursor, "unit:018f", 7));
  g_assert_true (balai_cursor_set (cursor, "ref", 42));
  g_assert_true (balai_cursor_set (cursor, "cal:busy.2026-07", BALAI_CURSOR_MAX_SEQ));
  g_assert_true (balai_cursor_set (cursor, "role:bupati", 0));
  return cursor;
}

static void
assert_refused (const char       *text,
                gssize            length,
                BalaiCursorError  code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (balai_cursor_from_text (text, length, EPOCH, key, &error));
  if (!g_error_matches (error, BALAI_CURSOR_ERROR, (int) code))
    g_test_message ("“%s”", text);
  g_assert_error (error, BALAI_CURSOR_ERROR, (int) code);
}

/* As the server would seal it, whatever it says. */
static char *
sealed (const char *body)
{
  g_autofree char *seal = g_compute_hmac_for_string (G_CHECKSUM_SHA256, key, sizeof key, body, -1);

  return g_strconcat (body, ";", seal, NULL);
}

static void
test_round_trip (void)
{
  g_autoptr (BalaiCursor) cursor = example (), read = NULL, copy = NULL;
  g_autofree char *text = balai_cursor_to_text (cursor, key), *again = NULL, *expected = NULL, *longer = NULL;
  g_autoptr (GError) error = NULL;
  int64_t seq;

  expected = sealed ("1;" EPOCH ";cal:busy.2026-07=9007199254740991;ref=42;role:bupati=0;unit:018f=7");
  g_assert_cmpstr (text, ==, expected);
  read = balai_cursor_from_text (text, -1, EPOCH, key, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (balai_cursor_get_epoch (read), ==, EPOCH);
  g_assert_cmpuint (balai_cursor_get_n_streams (read), ==, 4);
  g_assert_cmpstr (balai_cursor_get_stream (read, 1, &seq), ==, "ref");
  g_assert_cmpint (seq, ==, 42);
  g_assert_true (balai_cursor_lookup (read, "cal:busy.2026-07", &seq));
  g_assert_cmpint (seq, ==, BALAI_CURSOR_MAX_SEQ);
  g_assert_true (balai_cursor_lookup (read, "role:bupati", &seq));
  g_assert_cmpint (seq, ==, 0);
  seq = 5;
  g_assert_false (balai_cursor_lookup (read, "user:1", &seq));
  g_assert_cmpint (seq, ==, 0);
  again = balai_cursor_to_text (read, key);
  g_assert_cmpstr (again, ==, text);

  copy = balai_cursor_copy (read);
  g_assert_true (balai_cursor_remove (read, "ref"));
  g_assert_false (balai_cursor_remove (read, "ref"));
  g_assert_true (balai_cursor_set (read, "unit:018f", 8));
  g_free (again);
  again = balai_cursor_to_text (copy, key);
  g_assert_cmpstr (again, ==, text);

  /* Of a longer text, the length is what counts. */
  g_clear_pointer (&copy, balai_cursor_free);
  longer = g_strconcat (text, "and more", NULL);
  copy = balai_cursor_from_text (longer, (gssize) strlen (text), EPOCH, key, &error);
  g_assert_no_error (error);
  g_assert_nonnull (copy);
}

static void
test_empty (void)
{
  g_autoptr (BalaiCursor) cursor = balai_cursor_new (EPOCH), read = NULL;
  g_autofree char *text = balai_cursor_to_text (cursor, key);
  g_autoptr (GError) error = NULL;

  read = balai_cursor_from_text (text, -1, EPOCH, key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (balai_cursor_get_n_streams (read), ==, 0);
}

/* Whatever byte of it is changed, to whatever, nobody takes it for ours; nor cut off, nor with more. */
static void
test_tampered (void)
{
  g_autoptr (BalaiCursor) cursor = example ();
  g_autofree char *text = balai_cursor_to_text (cursor, key);
  const gsize length = strlen (text);
  int forged = 0;

  for (gsize i = 0; i < length; i++)
    for (int byte = 0; byte < 256; byte++)
      {
        g_autofree char *changed = g_memdup2 (text, length + 1);
        g_autoptr (GError) error = NULL;

        if ((char) byte == text[i])
          continue;
        changed[i] = (char) byte;
        g_assert_null (balai_cursor_from_text (changed, (gssize) length, EPOCH, key, &error));
        g_assert_true (error->domain == BALAI_CURSOR_ERROR);
        g_assert_cmpint (error->code, !=, BALAI_CURSOR_ERROR_FOREIGN_EPOCH);
        forged += error->code == BALAI_CURSOR_ERROR_FORGED;
      }
  g_assert_cmpint (forged, >, 1000);
  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (balai_cursor_from_text (text, (gssize) cut, EPOCH, key, &error));
      g_assert_true (error->domain == BALAI_CURSOR_ERROR);
    }
}

static void
test_foreign (void)
{
  g_autoptr (BalaiCursor) cursor = example (), other = balai_cursor_new (OTHER);
  g_autofree char *text = balai_cursor_to_text (cursor, other_key), *foreign = NULL, *both = NULL;

  assert_refused (text, -1, BALAI_CURSOR_ERROR_FORGED);
  foreign = balai_cursor_to_text (other, key);
  assert_refused (foreign, -1, BALAI_CURSOR_ERROR_FOREIGN_EPOCH);
  /* Of another epoch, says somebody. */
  both = balai_cursor_to_text (other, other_key);
  assert_refused (both, -1, BALAI_CURSOR_ERROR_FORGED);
}

/* Even under our seal there is one form. */
static void
test_malformed (void)
{
  static const char *const bodies[] = {
    "",
    "1",
    "1;",
    "2;" EPOCH,
    "1:" EPOCH,
    "1;018f0000-0000-7000-8000-00000000000",
    "1;018F0000-0000-7000-8000-000000000001",
    "1;" EPOCH "x",
    "1;" EPOCH ";",
    "1;" EPOCH ";ref",
    "1;" EPOCH ";=1",
    "1;" EPOCH ";ref=",
    "1;" EPOCH ";ref=1;",
    "1;" EPOCH ";ref=1;;unit=1",
    "1;" EPOCH ";ref=01",
    "1;" EPOCH ";ref=+1",
    "1;" EPOCH ";ref=-1",
    "1;" EPOCH ";ref= 1",
    "1;" EPOCH ";ref=1 ",
    "1;" EPOCH ";ref=1:",
    "1;" EPOCH ";ref=1=2",
    "1;" EPOCH ";ref=9007199254740992",
    "1;" EPOCH ";ref=10000000000000000",
    "1;" EPOCH ";Ref=1",
    "1;" EPOCH ";7ref=1",
    "1;" EPOCH ";re f=1",
    "1;" EPOCH ";re/f=1",
    "1;" EPOCH ";r\xc3\xa9=1",
    "1;" EPOCH ";ref=1;ref=1",
    "1;" EPOCH ";ref=1;ref=2",
    "1;" EPOCH ";unit=1;ref=2",
  };
  g_autoptr (GString) huge = g_string_new (NULL);
  g_autofree char *name = g_strnfill (BALAI_CURSOR_STREAM_LENGTH + 1, 'a'), *body = NULL, *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autofree char *one = sealed (bodies[i]);

      assert_refused (one, -1, BALAI_CURSOR_ERROR_MALFORMED);
    }
  body = g_strdup_printf ("1;%s;%s=1", EPOCH, name);
  text = sealed (body);
  assert_refused (text, -1, BALAI_CURSOR_ERROR_MALFORMED);
  for (int i = 0; i < 600000; i++)
    g_string_append_c (huge, ';');
  assert_refused (huge->str, -1, BALAI_CURSOR_ERROR_MALFORMED);
}

static void
test_limits (void)
{
  g_autoptr (BalaiCursor) cursor = balai_cursor_new (EPOCH), read = NULL;
  g_autofree char *longest = g_strnfill (BALAI_CURSOR_STREAM_LENGTH, 'z'), *too_long = NULL, *text = NULL, *more = NULL;
  g_autoptr (GString) body = g_string_new ("1;" EPOCH);
  g_autoptr (GError) error = NULL;

  too_long = g_strconcat (longest, "z", NULL);
  g_assert_false (balai_cursor_set (cursor, "", 1));
  g_assert_false (balai_cursor_set (cursor, "Ref", 1));
  g_assert_false (balai_cursor_set (cursor, too_long, 1));
  g_assert_false (balai_cursor_set (cursor, "ref", -1));
  g_assert_false (balai_cursor_set (cursor, "ref", BALAI_CURSOR_MAX_SEQ + 1));
  g_assert_false (balai_cursor_is_stream ("re\0f", 4));
  g_assert_true (balai_cursor_is_stream ("refx", 3));
  g_assert_true (balai_cursor_set (cursor, longest, BALAI_CURSOR_MAX_SEQ));
  for (int i = 1; i < BALAI_CURSOR_MAX_STREAMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("%.95s%04d", longest + 1, i);

      name[0] = 'a';
      g_assert_true (balai_cursor_set (cursor, name, BALAI_CURSOR_MAX_SEQ));
    }
  g_assert_false (balai_cursor_set (cursor, "ref", 1));
  g_assert_true (balai_cursor_set (cursor, longest, 1));

  /* As many as there may be are read again, and not one more. */
  text = balai_cursor_to_text (cursor, key);
  read = balai_cursor_from_text (text, -1, EPOCH, key, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (balai_cursor_get_n_streams (read), ==, BALAI_CURSOR_MAX_STREAMS);
  for (int i = 0; i <= BALAI_CURSOR_MAX_STREAMS; i++)
    g_string_append_printf (body, ";s%04d=1", i);
  more = sealed (body->str);
  assert_refused (more, -1, BALAI_CURSOR_ERROR_MALFORMED);
}

/* Against a plain table, step by step. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2026);
  g_autoptr (BalaiCursor) cursor = balai_cursor_new (EPOCH);
  int64_t model[50];

  for (int i = 0; i < 50; i++)
    model[i] = -1;
  for (int step = 0; step < 5000; step++)
    {
      int stream = g_rand_int_range (rand, 0, 50), known = 0;
      g_autofree char *name = g_strdup_printf ("unit:%d", stream);
      int64_t seq = 0;

      if (g_rand_int_range (rand, 0, 3) == 0)
        {
          g_assert_cmpint (balai_cursor_remove (cursor, name), ==, model[stream] >= 0);
          model[stream] = -1;
        }
      else
        {
          model[stream] = g_rand_int (rand);
          g_assert_true (balai_cursor_set (cursor, name, model[stream]));
        }
      for (int i = 0; i < 50; i++)
        {
          g_autofree char *one = g_strdup_printf ("unit:%d", i);

          g_assert_cmpint (balai_cursor_lookup (cursor, one, &seq), ==, model[i] >= 0);
          g_assert_cmpint (seq, ==, MAX (model[i], 0));
          known += model[i] >= 0;
        }
      g_assert_cmpuint (balai_cursor_get_n_streams (cursor), ==, (guint) known);
      if (step % 50 == 0)
        {
          g_autofree char *text = balai_cursor_to_text (cursor, key), *again = NULL;
          g_autoptr (BalaiCursor) read = balai_cursor_from_text (text, -1, EPOCH, key, NULL);

          again = balai_cursor_to_text (read, key);
          g_assert_cmpstr (text, ==, again);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/sync/cursor/round-trip", test_round_trip);
  g_test_add_func ("/sync/cursor/empty", test_empty);
  g_test_add_func ("/sync/cursor/tampered", test_tampered);
  g_test_add_func ("/sync/cursor/foreign", test_foreign);
  g_test_add_func ("/sync/cursor/malformed", test_malformed);
  g_test_add_func ("/sync/cursor/limits", test_limits);
  g_test_add_func ("/sync/cursor/random", test_random);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-canonical.h"

#include <math.h>

#include "balai-json-gate.h"
#include "balai-record-json.h"
#include "balai-test.h"
#include "balai-wire-row.h"

static char **
read_vectors (const char *name)
{
  g_autofree char *file = g_strdup_printf ("wire/%s", name), *path = balai_test_data_path (file), *contents = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &contents, NULL, &error);
  g_assert_no_error (error);
  g_strchomp (contents);
  return g_strsplit (contents, "\n", -1);
}

/* canonical-with-python.py wrote them: another program comes to the same bytes, and so to the same hashes. */
static void
test_vectors (void)
{
  g_auto (GStrv) lines = read_vectors ("canonical.tsv");

  g_assert_cmpuint (g_strv_length (lines), ==, 400);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) cells = g_strsplit (*line, "\t", -1);
      g_autofree char *form = NULL, *again = NULL, *sha = NULL;

      g_assert_cmpuint (g_strv_length (cells), ==, 3);
      form = balai_canonical_from_text (cells[0], -1, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (form, ==, cells[1]);
      again = balai_canonical_from_text (form, -1, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, form);
      sha = g_compute_checksum_for_string (G_CHECKSUM_SHA256, form, -1);
      g_assert_cmpstr (sha, ==, cells[2]);
    }
}

static void
test_rows (void)
{
  g_auto (GStrv) lines = read_vectors ("rows.tsv");

  g_assert_cmpuint (g_strv_length (lines), ==, 60);
  for (char **line = lines; *line != NULL; line++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) cells = g_strsplit (*line, "\t", -1);
      g_autoptr (JsonObject) values = balai_wire_parse (cells[5], -1, NULL, &error);
      g_autoptr (BalaiWireRow) row = balai_wire_row_new (cells[0], cells[1], g_ascii_strtoll (cells[2], NULL, 10));
      g_autofree char *hash = NULL;

      g_assert_no_error (error);
      row->state = g_str_equal (cells[3], "-") ? NULL : g_strdup (cells[3]);
      row->deleted = g_str_equal (cells[4], "yes");
      balai_wire_row_set_fields (row, values);
      balai_wire_row_seal (row);
      g_assert_cmpstr (row->hash, ==, cells[6]);
      hash = balai_wire_row_hash (row->kind, row->id, row->rev, row->state, row->fields, row->deleted);
      g_assert_cmpstr (hash, ==, cells[6]);
    }
}

/* Of any number there is, what is written passes the gate and reads back as the same. */
static void
test_numbers (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 100000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      union { uint64_t bits; double number; } any = { ((uint64_t) g_rand_int (rand) << 32) | g_rand_int (rand) };
      double back;

      if (!isfinite (any.number))
        continue;
      balai_json_append_number (text, any.number);
      g_assert_true (balai_json_check (text->str, -1, NULL, NULL));
      back = g_ascii_strtod (text->str, NULL);
      g_assert_false (back < any.number || back > any.number);
    }
}

static void
test_no_number (void)
{
  g_autoptr (GString) text = g_string_new (NULL);

  balai_json_append_number (text, NAN);
  balai_json_append_number (text, INFINITY);
  g_assert_cmpstr (text->str, ==, "nullnull");
}

static void
test_refused (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (balai_canonical_from_text ("[1]", -1, &error));
  g_assert_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_NOT_OBJECT);
  g_clear_error (&error);
  g_assert_null (balai_canonical_from_text ("{\"a\":010}", -1, &error));
  g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_SYNTAX);
}

/* A field without a value is one that is not there; deeper, null is a value like any other. */
static void
test_values (void)
{
  g_autoptr (JsonObject) object = balai_wire_parse ("{\"b\":null,\"a\":{\"c\":null},\"d\":[null]}", -1, NULL, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  balai_canonical_append_values (text, object);
  g_assert_cmpstr (text->str, ==, "{\"a\":{\"c\":null},\"d\":[null]}");
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/wire/canonical/vectors", test_vectors);
  g_test_add_func ("/wire/canonical/rows", test_rows);
  g_test_add_func ("/wire/canonical/numbers", test_numbers);
  g_test_add_func ("/wire/canonical/no-number", test_no_number);
  g_test_add_func ("/wire/canonical/refused", test_refused);
  g_test_add_func ("/wire/canonical/values", test_values);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-csv.h"
#include "balai-test.h"

static char *
written (const char *const *cells)
{
  GString *line = g_string_new (NULL);

  for (; *cells != NULL; cells++)
    balai_csv_append_cell (line, *cells);
  balai_csv_end_row (line);
  return g_string_free (line, FALSE);
}

static void
test_write (void)
{
  g_autofree char *plain = written ((const char *[]) { "Bagian Umum", "08.00", NULL });
  g_autofree char *quoted = written ((const char *[]) { "Rapat \"A\", B", "dua\nbaris", "", NULL });

  g_assert_cmpstr (plain, ==, "Bagian Umum,08.00\r\n");
  g_assert_cmpstr (quoted, ==, "\"Rapat \"\"A\"\", B\",\"dua\nbaris\",\"\"\r\n");
}

static void
test_write_rows (void)
{
  g_autoptr (GString) table = g_string_new (NULL);

  /* The first cell of a later row has no comma before it. */
  balai_csv_append_cell (table, "a");
  balai_csv_append_cell (table, NULL);
  balai_csv_end_row (table);
  balai_csv_append_cell (table, "b");
  balai_csv_end_row (table);
  g_assert_cmpstr (table->str, ==, "a,\"\"\r\nb\r\n");
}

static void
test_formula (void)
{
  static const char *const formulas[] = { "=1+1", "+62354", "-1", "@SUM(A1)", "\tx", "\rx" };

  for (gsize i = 0; i < G_N_ELEMENTS (formulas); i++)
    {
      g_autofree char *line = written ((const char *[]) { formulas[i], NULL });
      g_autofree char *expected = g_strdup_printf ("\"'%s\"\r\n", formulas[i]);

      g_assert_cmpstr (line, ==, expected);
    }
}

static void
assert_row (GPtrArray          *rows,
            guint               row,
            const char *const  *cells)
{
  g_assert_cmpuint (row, <, rows->len);
  g_assert_cmpstrv (g_ptr_array_index (rows, row), cells);
}

static void
test_parse (void)
{
  g_autoptr (GPtrArray) rows = balai_csv_parse ("\xef\xbb\xbfkode,nama\r\n1.01,\"Dinas \"\"X\"\", Kota\"\n"
                                                "\n,kosong\nakhir,\"dua\r\nbaris\"");

  g_assert_cmpuint (rows->len, ==, 4);
  assert_row (rows, 0, (const char *[]) { "kode", "nama", NULL });
  assert_row (rows, 1, (const char *[]) { "1.01", "Dinas \"X\", Kota", NULL });
  assert_row (rows, 2, (const char *[]) { "", "kosong", NULL });
  assert_row (rows, 3, (const char *[]) { "akhir", "dua\r\nbaris", NULL });
}

static void
test_parse_nothing (void)
{
  g_autoptr (GPtrArray) none = balai_csv_parse ("");
  g_autoptr (GPtrArray) blank = balai_csv_parse ("\r\n\r\n");
  g_autoptr (GPtrArray) unclosed = balai_csv_parse ("a,\"b\nc");

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (blank->len, ==, 0);
  /* A quote that is never closed runs to the end and nothing is lost. */
  g_assert_cmpuint (unclosed->len, ==, 1);
  assert_row (unclosed, 0, (const char *[]) { "a", "b\nc", NULL });
}

/* What was written is read again, whatever stands in the cells. */
static void
test_round_trip (void)
{
  static const char alphabet[] = "ab \",;\n\r'.é";
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260715);

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) rows = NULL;
      int count = g_rand_int_range (rand, 2, 6);

      for (int c = 0; c < count; c++)
        {
          g_autoptr (GString) cell = g_string_new ("x");

          for (int n = g_rand_int_range (rand, 0, 8); n > 0; n--)
            g_string_append_c (cell, alphabet[g_rand_int_range (rand, 0, sizeof alphabet - 1)]);
          balai_csv_append_cell (line, cell->str);
          g_ptr_array_add (cells, g_strdup (cell->str));
        }
      balai_csv_end_row (line);
      g_ptr_array_add (cells, NULL);

      rows = balai_csv_parse (line->str);
      g_assert_cmpuint (rows->len, ==, 1);
      assert_row (rows, 0, (const char *const *) cells->pdata);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/base/csv/write", test_write);
  g_test_add_func ("/base/csv/write-rows", test_write_rows);
  g_test_add_func ("/base/csv/formula", test_formula);
  g_test_add_func ("/base/csv/parse", test_parse);
  g_test_add_func ("/base/csv/parse-nothing", test_parse_nothing);
  g_test_add_func ("/base/csv/round-trip", test_round_trip);

  return g_test_run ();
}

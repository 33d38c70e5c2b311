/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-html-text.h"

#include <string.h>

#include "balai-test.h"

/* Descriptions as other calendars write them, for a person to read. */

static void
test_marks (void)
{
  static const struct
  {
    const char *html;
    const char *text;
  } cases[] = {
    { "<b>Agenda</b><br>1. Pembukaan&nbsp;acara<br/>2. Doa", "Agenda\n1. Pembukaan acara\n2. Doa" },
    { "<p>Satu</p><p>Dua</p>", "Satu\nDua" },
    { "Bawa:<ul><li>Laptop</li><li>Bahan <i>rapat</i></li></ul>Terima kasih",
      "Bawa:\n• Laptop\n• Bahan rapat\nTerima kasih" },
    { "Lihat <a href=\"https://contoh.go.id/x?a=1&amp;b=2\" target=\"_blank\">undangan</a>.",
      "Lihat undangan (https://contoh.go.id/x?a=1&b=2)." },
    { "<a href=\"https://contoh.go.id\">https://contoh.go.id</a>", "https://contoh.go.id" },
    { "<a href='mailto:sekda@contoh.go.id'>sekda@contoh.go.id</a>", "sekda@contoh.go.id" },
    { "<a href=https://contoh.go.id></a>", "https://contoh.go.id" },
    { "<a href=\"javascript:alert(1)\">klik</a>", "klik" },
    { "R&amp;D &lt;umum&gt; &quot;A&quot; &#39;B&#x27; &ndash; C", "R&D <umum> \"A\" 'B' – C" },
    { "<html><head><title>x</title><style>p { color: red; }</style></head>"
      "<body><P CLASS=\"a>b\">Isi</P></body></html>", "Isi" },
    { "Satu<!-- nanti -->dua<br>", "Satudua" },
    { "<div>A</div><br><br><br><br><div>B</div>", "A\n\nB" },
    { "Baris 1\nBaris 2 <b>tebal</b>\r\n", "Baris 1\nBaris 2 tebal" },
    { "&amp;lt;b&amp;gt;", "&lt;b&gt;" },
    { "<style>tanpa akhir <b>tetap</b>", "tanpa akhir tetap" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = balai_html_to_text (cases[i].html);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

/* What is no mark stays as it stands, to the last space. */
static void
test_plain (void)
{
  static const char *const texts[] = {
    "", "Rapat 3 < 5 > 2", "  Dua\r\n\r\n\r\n\r\nbaris ", "Tulis ke <sekda@contoh.go.id>",
    "<https://contoh.go.id/a?b=1&c=2>",
    "a & b; c &x; &copy=2 &#0; &#xd800; &#1114112;", "<", "<b", "</", "<a href=\"", "&", "&;", "&#;",
    "<!-- tanpa akhir",
  };

  g_assert_null (balai_html_to_text (NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *text = balai_html_to_text (texts[i]);

      g_assert_cmpstr (text, ==, texts[i]);
    }
}

/* Any heap of pieces gives text. The sanitizers measure the rest of a text at each look into it: no larger heaps. */
static void
test_any (void)
{
  static const char *const pieces[] = {
    "<", ">", "&", ";", "\"", "'", "=", "/", "#", "x", "<b>", "</b>", "<a href=", "</a>", "<a href=\"http://x\">",
    "<li>", "<br", "<style>", "</style>", "<!--", "-->", "&nbsp;", "&#", "é", "\n", " ", "<p ", "https://",
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autofree char *text = NULL;

      for (int n = g_rand_int_range (rand, 0, 30); n > 0; n--)
        g_string_append (html, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      text = balai_html_to_text (html->str);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_null (strstr (text, "</style>"));
    }
  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) html = g_string_new ("<b>");
      g_autofree char *text = NULL;

      for (int n = 0; n < 8000; n++)
        g_string_append (html, pieces[i]);
      text = balai_html_to_text (html->str);
      g_assert_nonnull (text);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/html-text/marks", test_marks);
  g_test_add_func ("/html-text/plain", test_plain);
  g_test_add_func ("/html-text/any", test_any);
  return g_test_run ();
}

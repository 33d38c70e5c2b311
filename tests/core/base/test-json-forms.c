/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-json-gate.h"
#include "balai-test.h"

/* What is JSON and what is not, form by form: each value stands alone and within others, since a fault may hide behind
 * what follows it. */

static const char *const places[][2] = {
  { "", "" }, { " \t\r\n", "\n" }, { "[", "]" }, { "[0,", "]" }, { "[", " ,{}]" }, { "{\"a\":", "}" },
  { "{\"a\" : ", ",\"b\":[]}" }, { "[[{\"a\":[", "]}],1]" },
};

static const char *const good_values[] = {
  "null", "true", "false", "0", "-0", "7", "-12", "1024", "0.0", "-0.5", "3.25", "0e0", "0E+7", "1e5", "1E-5", "1e+5",
  "12.5e-1", "1e-999", "-1e-999", "9007199254740991", "-9007199254740991", "9007199254740992.0", "1e20", "{}", "[]",
  "{ }", "[ ]", "\"\"", "\" \"", "\"/\"", "\"\\/\"", "\"\\\\\"", "\"\\\"\"", "\"\\b\\f\\n\\r\\t\"", "\"\\u0001\"",
  "\"\\u001f\"", "\"\\u007F\"", "\"\x7f\"", "\"\\u00e9\\u6f22\"", "\"\\ud83d\\ude00\"", "\"\\uDBFF\\uDFFF\"",
  "\"\\ufffe\\uFDD0\"", "\"é\"", "\"漢字\"", "\"😀\"", "\"\xe2\x80\xa8\"", "\"\xef\xbb\xbf\"", "\"\xf4\x8f\xbf\xbf\"",
  "\"'\"", "\"// no comment\"", "\"{[,:]}\"", "\"\\\\u0000\"", "{\"\":0}", "{\"a\":0,\"A\":1,\"\":2}",
  "{\"a\":{\"a\":{\"a\":0}}}", "[[],[[]],[{}]]", "{\"é\":1,\"e\\u0301\":2}",
};

static const char *const bad_values[] = {
  /* Words */
  "nul", "nulll", "Null", "NULL", "tru", "truE", "True", "fals", "falsey", "yes", "undefined", "NaN", "-NaN", "Inf",
  "Infinity", "-Infinity", "+Infinity", "x", "é", "\xe2\x81\xa0", "*", "#", "$", "&", "<a>", "(1)", "\\n", "\\u0020",
  /* Numbers */
  "-", "+", "+0", "+1", "++1", "--1", "-+1", "- 1", "00", "-00", "01", "-01", "007", "1.", "-1.", ".5", "-.5", ".",
  "1..2", "1.2.3", "0.", "0.e1", "1.e5", "1e", "1E", "1e+", "1e-", "1e+-1", "1ee1", "1eE1", "1e1.5", "1e 5", "1 000",
  "1_000", "0x", "0x1F", "0b1", "0o7", "1a", "-1a", "1.5f", "10L", "1-2", "1+2", "1/2", "5%", "\xef\xbc\x91",
  "-x", "1ex",
  /* Strings */
  "\"", "\"a", "\"\\", "\"\\\"", "\"\\\\\\\"", "'a'", "'", "`a`", "a", "a\"", "\"a\"b", "\"a\" \"b\"", "\"\\a\"",
  "\"\\x41\"", "\"\\'\"", "\"\\0\"", "\"\\U0041\"", "\"\\u\"", "\"\\u1\"", "\"\\u12\"", "\"\\u123\"", "\"\\u123g\"",
  "\"\\u-123\"", "\"\\u 123\"", "\"\\u12\\u1234\"", "\"\\é\"", "\"\\\n\"", "\"\n\"", "\"\t\"", "\"\r\"", "\"\x01\"",
  "\"\x1f\"", "\"\\ud83d\\u\"", "\"\\ud83d\\u1\"", "\"\\ud83d\\ude0\"",
  /* Arrays */
  "[", "]", "[,]", "[,1]", "[1,]", "[1,,2]", "[1,,]", "[1 2]", "[1;2]", "[1:2]", "[\"a\":1]", "[1", "[1,", "[[1]",
  "[1]]", "[1}", "[\f]", "[\v1]", "[\xc2\xa0]", "[1[2]]", "[1{}]",
  /* Objects */
  "{", "}", "{,}", "{]", "{1}", "{1:2}", "{null:1}", "{[]:1}", "{{}:1}", "{a:1}", "{'a':1}", "{\"a\"}", "{\"a\":}",
  "{\"a\",1}", "{\"a\" 1}", "{\"a\"::1}", "{:1}", "{\"a\":1", "{\"a\":1,", "{\"a\":1,}", "{\"a\":1,,\"b\":2}",
  "{,\"a\":1}", "{\"a\":1 \"b\":2}", "{\"a\":1;\"b\":2}", "{\"a\":1:2}", "{\"a\":1]", "{\"a\":1}}", "{\"a\"=1}",
  "{\"a", "{\"a\":\"b", "{\"a\":1,\"b\"}", "{\"a\" \"b\"}",
  /* Comments, and more than one */
  "/**/1", "1/**/", "1//", "1//\n", "1/", "/1", "#\n1", "1#", "<!-- -->1", "var x = 1", "1;", "1 1", "{}{}", "[][]",
  "[] []", "{}[]", "null null", ",", ":", "1,", "1:",
};

/* Refused as well, for what they hold and not for their form. */
static const struct
{
  const char     *text;
  BalaiJsonError  code;
} bad_contents[] = {
  { "\"\\u0000\"", BALAI_JSON_ERROR_NUL },
  { "\"a\\u0000b\"", BALAI_JSON_ERROR_NUL },
  { "{\"\\u0000\":1}", BALAI_JSON_ERROR_NUL },
  { "\"\\ud800\"", BALAI_JSON_ERROR_HALF },
  { "\"\\ud800a\"", BALAI_JSON_ERROR_HALF },
  { "\"\\ud800\\n\"", BALAI_JSON_ERROR_HALF },
  { "\"\\ud800\\ud800\"", BALAI_JSON_ERROR_HALF },
  { "\"\\ud800\\ue000\"", BALAI_JSON_ERROR_HALF },
  { "\"\\udfff\"", BALAI_JSON_ERROR_HALF },
  { "\"\\udc00\\ud800\"", BALAI_JSON_ERROR_HALF },
  { "{\"\\udc00\":1}", BALAI_JSON_ERROR_HALF },
  { "\"\x80\"", BALAI_JSON_ERROR_ENCODING },
  { "\"\xc3\"", BALAI_JSON_ERROR_ENCODING },
  { "\"\xc0\xaf\"", BALAI_JSON_ERROR_ENCODING },
  { "\"\xe0\x80\x80\"", BALAI_JSON_ERROR_ENCODING },
  { "\"\xed\xbf\xbf\"", BALAI_JSON_ERROR_ENCODING },
  { "\"\xf4\x90\x80\x80\"", BALAI_JSON_ERROR_ENCODING },
  { "\"\xff\"", BALAI_JSON_ERROR_ENCODING },
  { "1\xe5", BALAI_JSON_ERROR_ENCODING },
  { "\xe5", BALAI_JSON_ERROR_ENCODING },
  { "9007199254740992", BALAI_JSON_ERROR_NUMBER },
  { "-9007199254740992", BALAI_JSON_ERROR_NUMBER },
  { "99999999999999999999999", BALAI_JSON_ERROR_NUMBER },
  { "-99999999999999999999999", BALAI_JSON_ERROR_NUMBER },
  { "1e309", BALAI_JSON_ERROR_NUMBER },
  { "-1e309", BALAI_JSON_ERROR_NUMBER },
  { "0.1e9999", BALAI_JSON_ERROR_NUMBER },
  { "{\"a\":1,\"a\":1}", BALAI_JSON_ERROR_DUPLICATE },
  { "{\"a\":1,\"b\":2,\"\\u0061\":3}", BALAI_JSON_ERROR_DUPLICATE },
  { "{\"\":1,\"\":2}", BALAI_JSON_ERROR_DUPLICATE },
  { "{\"\\n\":1,\"\\u000A\":2}", BALAI_JSON_ERROR_DUPLICATE },
  { "{\"\\ud83d\\ude00\":1,\"😀\":2}", BALAI_JSON_ERROR_DUPLICATE },
};

static gboolean
check (const char  *text,
       gsize        length,
       GError     **error)
{
  /* Of just so many bytes: a sanitizer sees who reads beyond. */
  g_autofree char *exact = length > 0 ? g_memdup2 (text, length) : g_malloc (1);

  return balai_json_check (exact, (gssize) length, NULL, error);
}

static void
test_good (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (good_values); i++)
    for (gsize p = 0; p < G_N_ELEMENTS (places); p++)
      {
        g_autofree char *text = g_strconcat (places[p][0], good_values[i], places[p][1], NULL);
        g_autoptr (GError) error = NULL;

        g_test_message ("%s", text);
        check (text, strlen (text), &error);
        g_assert_no_error (error);
      }
}

static void
test_bad (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_values); i++)
    for (gsize p = 0; p < G_N_ELEMENTS (places); p++)
      {
        g_autofree char *text = g_strconcat (places[p][0], bad_values[i], places[p][1], NULL);
        g_autoptr (GError) error = NULL;

        /* In the midst of a list these are no fault, or another one. */
        if (p > 1 && strchr ("1,:", bad_values[i][0]) && (strstr (bad_values[i], ",") || strstr (bad_values[i], ":")))
          continue;
        g_test_message ("%s", text);
        g_assert_false (check (text, strlen (text), &error));
        if (!g_error_matches (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_TRAILING))
          g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_SYNTAX);
        g_assert_false (check (text, strlen (text), NULL));
      }
}

static void
test_bad_content (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bad_contents); i++)
    for (gsize p = 0; p < G_N_ELEMENTS (places); p++)
      {
        g_autofree char *text = g_strconcat (places[p][0], bad_contents[i].text, places[p][1], NULL);
        g_autoptr (GError) error = NULL;

        g_test_message ("%s", text);
        g_assert_false (check (text, strlen (text), &error));
        g_assert_error (error, BALAI_JSON_ERROR, (int) bad_contents[i].code);
      }
}

static const char whole[] =
  "{\"a\":[1,-2.5e+3,true,false,null],\"b\\u00e9\":{\"c\":\"d\\n\\ud83d\\ude00é\",\"e\":{}},\"f\":[[],\"\"]}";

/* What is cut off anywhere is no message. */
static void
test_cut (void)
{
  const gsize length = strlen (whole);

  g_assert_true (check (whole, length, NULL));
  for (gsize n = 0; n < length; n++)
    {
      g_assert_false (check (whole, n, NULL));
      g_assert_false (check (whole + length - n, n, NULL));
    }
}

/* And what has a byte too much or lacks one of those that give it its form. */
static void
test_touched (void)
{
  static const char extra[] = "#'\x01\x7f\x80\xff\0@\\";
  const gsize length = strlen (whole);
  gboolean within = FALSE, was_within;

  for (gsize at = 0; at < length; at++)
    {
      g_autoptr (GString) text = g_string_new_len (whole, (gssize) length);

      was_within = within;
      if (whole[at] == '"' && (at == 0 || whole[at - 1] != '\\'))
        within = !within;
      if (strchr ("{}[]:,\"", whole[at]) == NULL)
        continue;
      g_string_erase (text, (gssize) at, 1);
      g_test_message ("without byte %d: %s", (int) at, text->str);
      g_assert_false (check (text->str, text->len, NULL));
      for (gsize i = 0; i < sizeof extra && !was_within; i++)
        {
          g_string_assign (text, whole);
          g_string_insert_len (text, (gssize) at, extra + i, 1);
          g_assert_false (check (text->str, text->len, NULL));
        }
    }
}

static void
test_limits (void)
{
  static const struct
  {
    const char     *before, *again, *after;
    gsize           most;
    BalaiJsonError  code;
  } cases[] = {
    { "[1", ",1", "]", BALAI_JSON_TOKENS - 2, BALAI_JSON_ERROR_TOKENS },
    { "[1", ",{}", ",{\"a\":0}]", BALAI_JSON_TOKENS - 5, BALAI_JSON_ERROR_TOKENS },
    { "\"", "a", "\"", BALAI_JSON_STRING, BALAI_JSON_ERROR_STRING },
    { "{\"", "a", "\":0}", BALAI_JSON_STRING, BALAI_JSON_ERROR_STRING },
    { "\"\\u0041", "é", "\"", (BALAI_JSON_STRING - 6) / 2, BALAI_JSON_ERROR_STRING },
    { "[", " ", "]", BALAI_JSON_SIZE - 2, BALAI_JSON_ERROR_SIZE },
    { "0.", "0", "", 1098, BALAI_JSON_ERROR_NUMBER },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (gsize more = 0; more < 3; more++)
      {
        g_autoptr (GString) text = g_string_new (cases[i].before);
        g_autoptr (GError) error = NULL;

        for (gsize n = 0; n < cases[i].most + more; n++)
          g_string_append (text, cases[i].again);
        g_string_append (text, cases[i].after);
        g_test_message ("case %d", (int) i);
        g_assert_cmpint (check (text->str, text->len, &error), ==, more == 0);
        if (more > 0)
          g_assert_error (error, BALAI_JSON_ERROR, (int) cases[i].code);
      }
}

static void
test_depth (void)
{
  for (int more = 0; more < 2; more++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      const int depth = BALAI_JSON_DEPTH + more;

      for (int i = 0; i < depth; i++)
        g_string_append (text, i % 2 ? "{\"a\":" : "[");
      g_string_append_c (text, '0');
      for (int i = depth - 1; i >= 0; i--)
        g_string_append (text, i % 2 ? "}" : "]");
      g_assert_cmpint (check (text->str, text->len, &error), ==, more == 0);
      if (more == 1)
        g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_DEPTH);
    }
}

/* A public set of files, whose names say what is to become of each: y_ is JSON, n_ is not, i_ is for the reader to
 * decide. Two of the gate's rules are stricter: no name twice, and no NUL. */
static void
test_public_set (void)
{
  g_autofree char *folder = balai_test_samples ("json");
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  static const char letters[] = "yni";
  int counts[3] = { 0, 0, 0 };

  if (folder == NULL)
    return;
  dir = g_dir_open (folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL), *contents = NULL;
      g_autoptr (GError) refusal = NULL;
      gboolean taken;
      gsize length;

      if (strlen (name) < 2 || name[1] != '_' || strchr (letters, name[0]) == NULL)
        continue;
      counts[strchr (letters, name[0]) - letters]++;
      g_file_get_contents (path, &contents, &length, &error);
      g_assert_no_error (error);
      taken = check (contents, length, &refusal);
      g_assert_cmpint (taken, ==, refusal == NULL);
      g_test_message ("%s: %s", name, taken ? "taken" : refusal->message);
      if (name[0] == 'n')
        g_assert_false (taken);
      else if (name[0] == 'y' && !taken && !g_error_matches (refusal, BALAI_JSON_ERROR, BALAI_JSON_ERROR_NUL))
        g_assert_error (refusal, BALAI_JSON_ERROR, BALAI_JSON_ERROR_DUPLICATE);
    }
  g_test_message ("%d to take, %d to refuse, %d either way", counts[0], counts[1], counts[2]);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/base/json-forms/good", test_good);
  g_test_add_func ("/base/json-forms/bad", test_bad);
  g_test_add_func ("/base/json-forms/bad-content", test_bad_content);
  g_test_add_func ("/base/json-forms/cut", test_cut);
  g_test_add_func ("/base/json-forms/touched", test_touched);
  g_test_add_func ("/base/json-forms/limits", test_limits);
  g_test_add_func ("/base/json-forms/depth", test_depth);
  g_test_add_func ("/base/json-forms/public-set", test_public_set);

  return g_test_run ();
}

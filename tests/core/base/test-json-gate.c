/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-json-gate.h"
#include "balai-test.h"

static void
test_good (void)
{
  static const char *const texts[] = {
    "{}", "[]", "0", "-0", "1.5e-3", "\"\"", "true", "null",
    " {\"a\" : [ 1 , 2 ] } \n", "\"\\ud83d\\ude00\\u00e9\\n\\/\"",
    "9007199254740991", "-9007199254740991", "{\"a\":1,\"b\":{\"a\":1}}", "\"é漢😀\x7f\"", "[[],{},\"\"]", "1E+2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      balai_json_check (texts[i], -1, NULL, &error);
      g_assert_no_error (error);
    }
}

static void
test_bad (void)
{
  static const struct
  {
    const char     *text;
    BalaiJsonError  code;
  } cases[] = {
    { "", BALAI_JSON_ERROR_SYNTAX },
    { " ", BALAI_JSON_ERROR_SYNTAX },
    { "{", BALAI_JSON_ERROR_SYNTAX },
    { "{\"a\"}", BALAI_JSON_ERROR_SYNTAX },
    { "{\"a\":}", BALAI_JSON_ERROR_SYNTAX },
    { "{\"a\":1,}", BALAI_JSON_ERROR_SYNTAX },
    { "{a:1}", BALAI_JSON_ERROR_SYNTAX },
    { "{'a':1}", BALAI_JSON_ERROR_SYNTAX },
    { "[1,]", BALAI_JSON_ERROR_SYNTAX },
    { "[1 2]", BALAI_JSON_ERROR_SYNTAX },
    { "[1", BALAI_JSON_ERROR_SYNTAX },
    { "{} {}", BALAI_JSON_ERROR_TRAILING },
    { "// a\n1", BALAI_JSON_ERROR_SYNTAX },
    { "/* a */1", BALAI_JSON_ERROR_SYNTAX },
    { "01", BALAI_JSON_ERROR_TRAILING },
    { "+1", BALAI_JSON_ERROR_SYNTAX },
    { "1.", BALAI_JSON_ERROR_SYNTAX },
    { ".5", BALAI_JSON_ERROR_SYNTAX },
    { "1e", BALAI_JSON_ERROR_SYNTAX },
    { "-", BALAI_JSON_ERROR_SYNTAX },
    { "0x10", BALAI_JSON_ERROR_TRAILING },
    { "NaN", BALAI_JSON_ERROR_SYNTAX },
    { "Infinity", BALAI_JSON_ERROR_SYNTAX },
    { "True", BALAI_JSON_ERROR_SYNTAX },
    { "tru", BALAI_JSON_ERROR_SYNTAX },
    { "truee", BALAI_JSON_ERROR_TRAILING },
    { "\"", BALAI_JSON_ERROR_SYNTAX },
    { "\"\\\"", BALAI_JSON_ERROR_SYNTAX },
    { "\"\\x\"", BALAI_JSON_ERROR_SYNTAX },
    { "\"\\u12\"", BALAI_JSON_ERROR_SYNTAX },
    { "\"\\u12g4\"", BALAI_JSON_ERROR_SYNTAX },
    { "\"a\nb\"", BALAI_JSON_ERROR_SYNTAX },
    { "\"a\tb\"", BALAI_JSON_ERROR_SYNTAX },
    { "\xef\xbb\xbf{}", BALAI_JSON_ERROR_SYNTAX },
    { "\"\xff\"", BALAI_JSON_ERROR_ENCODING },
    { "\"\xc0\x80\"", BALAI_JSON_ERROR_ENCODING },
    { "\"\xed\xa0\x80\"", BALAI_JSON_ERROR_ENCODING },
    { "\"\\u0000\"", BALAI_JSON_ERROR_NUL },
    { "\"\\ud800\"", BALAI_JSON_ERROR_HALF },
    { "\"\\ud800x\"", BALAI_JSON_ERROR_HALF },
    { "\"\\ud800\\u0041\"", BALAI_JSON_ERROR_HALF },
    { "\"\\udc00\"", BALAI_JSON_ERROR_HALF },
    { "9007199254740992", BALAI_JSON_ERROR_NUMBER },
    { "-9007199254740992", BALAI_JSON_ERROR_NUMBER },
    { "9223372036854775807", BALAI_JSON_ERROR_NUMBER },
    { "-9223372036854775808", BALAI_JSON_ERROR_NUMBER },
    { "9223372036854775808", BALAI_JSON_ERROR_NUMBER },
    { "-9223372036854775809", BALAI_JSON_ERROR_NUMBER },
    { "1e999", BALAI_JSON_ERROR_NUMBER },
    { "{\"a\":1,\"a\":2}", BALAI_JSON_ERROR_DUPLICATE },
    { "{\"a\":1,\"\\u0061\":2}", BALAI_JSON_ERROR_DUPLICATE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %d", (int) i);
      g_assert_false (balai_json_check (cases[i].text, -1, NULL, &error));
      g_assert_error (error, BALAI_JSON_ERROR, (int) cases[i].code);
    }
}

static void
test_length (void)
{
  /* What lies behind the end is not looked at, and a NUL within is no end. */
  g_assert_true (balai_json_check ("12345", 2, NULL, NULL));
  g_assert_false (balai_json_check ("1\0", 2, NULL, NULL));
  g_assert_false (balai_json_check ("\"a\0\"", 4, NULL, NULL));
}

static void
test_place (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (balai_json_check ("{\n  \"a\": 1,\n  \"a\": 2\n}", -1, NULL, &error));
  g_assert_true (g_str_has_prefix (error->message, "line 3, byte 6:"));
}

static void
test_limits (void)
{
  const BalaiJsonLimits limits = { .size = 200, .depth = 3, .tokens = 6, .string = 5, .integer = 9 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autoptr (GString) names = g_string_new ("{");

  g_assert_true (balai_json_check ("[[[1]]]", -1, &limits, NULL));
  g_assert_false (balai_json_check ("[[[[1]]]]", -1, &limits, NULL));
  g_assert_true (balai_json_check ("[1,2,3,4,5]", -1, &limits, NULL));
  g_assert_false (balai_json_check ("[1,2,3,4,5,6]", -1, &limits, NULL));
  g_assert_true (balai_json_check ("\"12345\"", -1, &limits, NULL));
  g_assert_false (balai_json_check ("\"123456\"", -1, &limits, NULL));

  /* Deep enough to end a stack that follows it. */
  for (int i = 0; i < 1000000; i++)
    g_string_append_c (deep, '[');
  g_assert_false (balai_json_check (deep->str, -1, NULL, &error));
  g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_DEPTH);

  for (int i = 0; i < 1000; i++)
    g_string_append_printf (names, "\"n%d\":0,", i);
  g_string_append (names, "\"m\":0");
  g_string_append_c (names, '}');
  g_assert_true (balai_json_check (names->str, -1, NULL, NULL));
  g_string_truncate (names, names->len - 1);
  g_string_append (names, ",\"n500\":0}");
  g_assert_false (balai_json_check (names->str, -1, NULL, NULL));
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/base/json-gate/good", test_good);
  g_test_add_func ("/base/json-gate/bad", test_bad);
  g_test_add_func ("/base/json-gate/length", test_length);
  g_test_add_func ("/base/json-gate/place", test_place);
  g_test_add_func ("/base/json-gate/limits", test_limits);

  return g_test_run ();
}

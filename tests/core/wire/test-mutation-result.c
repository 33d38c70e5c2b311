/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-mutation-result.h"

#include "balai-test-thing.h"
#include "balai-test.h"

#define ID "01980c1e-7b00-7000-8000-000000000001"
#define MID "01980c1e-7b00-7000-8000-0000000000a1"
#define SHA "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

static void
test_result (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRecord) record = BALAI_RECORD (balai_test_thing_new ("Rapat"));
  g_autoptr (BalaiMutationResult) result =
    balai_mutation_result_new (MID, BALAI_VERDICT_REJECTED, BALAI_REASON_SLOT_TAKEN);
  g_autoptr (BalaiMutationResult) back = NULL, other = NULL;
  g_autofree char *text = NULL, *again = NULL;

  balai_record_set_identity (record, ID, 3, 3, FALSE);
  result->rev = 3;
  result->fields = g_strsplit ("start end", " ", -1);
  result->row = balai_wire_row_new_from_record (record, &error);
  g_assert_no_error (error);
  text = balai_mutation_result_encode (result);
  back = balai_mutation_result_decode (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->mid, ==, MID);
  g_assert_cmpint (back->verdict, ==, BALAI_VERDICT_REJECTED);
  g_assert_cmpint (balai_mutation_result_get_reason (back), ==, BALAI_REASON_SLOT_TAKEN);
  g_assert_cmpint (back->rev, ==, 3);
  g_assert_cmpstr (back->fields[1], ==, "end");
  g_assert_cmpstr (back->row->hash, ==, result->row->hash);
  again = balai_mutation_result_encode (back);
  g_assert_cmpstr (again, ==, text);
  other = balai_mutation_result_ref (back);
  g_assert_true (other == back);
}

static void
test_words (void)
{
  static const char *const verdicts[] = { "accepted", "merged", "conflict", "rejected", "blocked", "retry" };

  for (int i = 0; i < (int) G_N_ELEMENTS (verdicts); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"mid\":\"" MID "\",\"r\":\"%s\"}", verdicts[i]);
      g_autoptr (BalaiMutationResult) result = balai_mutation_result_decode (text, -1, NULL);

      g_assert_nonnull (result);
      g_assert_cmpint (result->verdict, ==, i);
      g_assert_cmpstr (balai_verdict_to_word (result->verdict), ==, verdicts[i]);
      g_assert_cmpint (balai_mutation_result_get_reason (result), ==, BALAI_REASON_NONE);
    }
  g_assert_null (balai_reason_to_word (BALAI_REASON_NONE));
  g_assert_null (balai_reason_to_word (BALAI_REASON_OTHER));
  g_assert_cmpint (balai_reason_from_word ("moon_phase"), ==, BALAI_REASON_OTHER);
  for (int reason = BALAI_REASON_STATE_LOCKED; reason < BALAI_REASON_OTHER; reason++)
    g_assert_cmpint (balai_reason_from_word (balai_reason_to_word ((BalaiReason) reason)), ==, reason);
  g_assert_cmpstr (balai_reason_to_word (BALAI_REASON_STATE_LOCKED), ==, "state_locked");
  g_assert_cmpstr (balai_reason_to_word (BALAI_REASON_DEVICE_BLOCKED), ==, "device_blocked");
}

static void
test_misuse (void)
{
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*balai_mutation_result_new*");
  g_assert_null (balai_mutation_result_new (NULL, BALAI_VERDICT_RETRY, BALAI_REASON_NONE));
  g_test_assert_expected_messages ();
}

static void
test_refused (void)
{
  static const struct
  {
    const char     *text;
    BalaiWireError  code;
  } cases[] = {
    { "{\"r\":\"accepted\"}", BALAI_WIRE_ERROR_MISSING },
    { "{\"mid\":\"a\",\"r\":\"accepted\"}", BALAI_WIRE_ERROR_FORM },
    { "{\"mid\":\"" MID "\"}", BALAI_WIRE_ERROR_MISSING },
    { "{\"mid\":\"" MID "\",\"r\":\"maybe\"}", BALAI_WIRE_ERROR_WORD },
    { "{\"mid\":\"" MID "\",\"r\":\"merged\",\"rev\":-1}", BALAI_WIRE_ERROR_RANGE },
    { "{\"mid\":\"" MID "\",\"r\":\"merged\",\"why\":\"A B\"}", BALAI_WIRE_ERROR_FORM },
    { "{\"mid\":\"" MID "\",\"r\":\"merged\",\"fields\":[\"A\"]}", BALAI_WIRE_ERROR_FORM },
    { "{\"mid\":\"" MID "\",\"r\":\"merged\",\"row\":[]}", BALAI_WIRE_ERROR_TYPE },
    { "{\"mid\":\"" MID "\",\"r\":\"merged\",\"row\":{}}", BALAI_WIRE_ERROR_MISSING },
    { "{\"mid\":\"" MID "\",\"r\":\"merged\",\"row\":{}", -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (balai_mutation_result_decode (cases[i].text, -1, &error));
      if ((int) cases[i].code < 0)
        g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_SYNTAX);
      else
        g_assert_error (error, BALAI_WIRE_ERROR, (int) cases[i].code);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/wire/mutation-result/result", test_result);
  g_test_add_func ("/wire/mutation-result/words", test_words);
  g_test_add_func ("/wire/mutation-result/misuse", test_misuse);
  g_test_add_func ("/wire/mutation-result/refused", test_refused);

  return g_test_run ();
}

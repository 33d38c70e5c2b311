/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-mutation.h"

#include <string.h>

#include "balai-canonical.h"
#include "balai-test.h"

#define ID "01980c1e-7b00-7000-8000-000000000001"
#define MID "01980c1e-7b00-7000-8000-0000000000a1"
#define OTHER "01980c1e-7b00-7000-8000-0000000000a2"
#define SHA "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

/* What every mutation has; the tests put the rest before it. */
#define ENDS "\"actor\":\"ani\",\"at\":1784080800000,\"id\":\"" ID "\",\"mid\":\"" MID "\",\"n\":17,\"sv\":1," \
  "\"t\":\"thing\"}"
#define PATCH "{\"op\":\"patch\",\"set\":{\"a\":1},\"base\":{\"a\":null},\"base_rev\":3,"

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiMutation) mutation =
    balai_mutation_decode ("{\"op\":\"act\",\"act\":\"approve\",\"args\":{\"note\":\"ya\"},\"base_rev\":3,"
                           "\"base\":{\"a\":1,\"b\":null},\"set\":{\"a\":2},\"deps\":[\"" OTHER "\"],"
                           "\"att\":[\"" SHA "\"],"
                           "\"grp\":\"" ID "\",\"boot\":\"" ID "\",\"off\":52000,\"replaces\":\"" OTHER "\","
                           "\"new\":[1]," ENDS,
                           -1, &error);
  g_autofree char *text = NULL, *sha = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (mutation->mid, ==, MID);
  g_assert_cmpint (mutation->n, ==, 17);
  g_assert_cmpstr (mutation->group, ==, ID);
  g_assert_cmpstr (mutation->kind, ==, "thing");
  g_assert_cmpstr (mutation->id, ==, ID);
  g_assert_cmpint (mutation->op, ==, BALAI_MUTATION_ACT);
  g_assert_cmpstr (mutation->act, ==, "approve");
  g_assert_cmpint (mutation->base_rev, ==, 3);
  g_assert_cmpint (json_object_get_int_member (mutation->base, "a"), ==, 1);
  g_assert_true (json_object_get_null_member (mutation->base, "b"));
  g_assert_cmpint (json_object_get_int_member (mutation->set, "a"), ==, 2);
  g_assert_cmpstr (json_object_get_string_member (mutation->args, "note"), ==, "ya");
  g_assert_cmpstr (mutation->deps[0], ==, OTHER);
  g_assert_null (mutation->deps[1]);
  g_assert_cmpstr (mutation->att[0], ==, SHA);
  g_assert_cmpint (mutation->sv, ==, 1);
  g_assert_cmpstr (mutation->actor, ==, "ani");
  g_assert_cmpint (mutation->at, ==, 1784080800000);
  g_assert_cmpstr (mutation->boot, ==, ID);
  g_assert_cmpint (mutation->off, ==, 52000);
  g_assert_cmpstr (mutation->replaces, ==, OTHER);

  text = balai_mutation_encode (mutation);
  g_assert_cmpstr (text, ==,
                   "{\"act\":\"approve\",\"actor\":\"ani\",\"args\":{\"note\":\"ya\"},\"at\":1784080800000,"
                   "\"att\":[\"" SHA "\"],\"base\":{\"a\":1,\"b\":null},\"base_rev\":3,\"boot\":\"" ID "\","
                   "\"deps\":[\"" OTHER "\"],\"grp\":\"" ID "\",\"id\":\"" ID "\",\"mid\":\"" MID "\",\"n\":17,"
                   "\"off\":52000,"
                   "\"op\":\"act\",\"replaces\":\"" OTHER "\",\"set\":{\"a\":2},\"sv\":1,\"t\":\"thing\"}");
  /* The hash is of what came, the member nobody knows included. */
  sha = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_assert_cmpstr (mutation->sha, !=, sha);
}

/* One that was made here is sent, read, and known by the same hash. */
static void
test_made (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiMutation) mutation = balai_mutation_new (MID, BALAI_MUTATION_CREATE, "thing", ID), read = NULL, other;
  g_autofree char *text = NULL, *again = NULL, *sha = NULL, *read_sha = NULL;

  g_assert_false (balai_mutation_check (mutation, &error));
  g_assert_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_RANGE);
  g_clear_error (&error);

  mutation->n = 1;
  mutation->sv = 1;
  mutation->actor = g_strdup ("ani");
  mutation->set = json_object_new ();
  json_object_set_string_member (mutation->set, "z", "é\n");
  json_object_set_double_member (mutation->set, "a", 0.1);
  balai_mutation_check (mutation, &error);
  g_assert_no_error (error);

  text = balai_mutation_encode (mutation);
  g_assert_nonnull (strstr (text, "\"set\":{\"a\":0.1,\"z\":\"é\\n\"}"));
  read = balai_mutation_decode (text, -1, &error);
  g_assert_no_error (error);
  again = balai_mutation_encode (read);
  g_assert_cmpstr (again, ==, text);
  sha = balai_mutation_hash (mutation);
  read_sha = balai_mutation_hash (read);
  g_assert_cmpstr (sha, ==, read_sha);
  g_assert_true (balai_wire_is_sha (sha));

  other = balai_mutation_ref (mutation);
  g_assert_true (other == mutation);
}

/* The hash does not hang on the order or the spelling of what was sent, and hangs on every value. */
static void
test_hash (void)
{
  static const char *const same[] = {
    PATCH ENDS,
    "{\"base_rev\":3,\"base\":{\"a\":null},\"set\" : {\"a\":1.0}, \"op\":\"pat\\u0063h\"," ENDS,
  };
  static const char *const others[] = {
    "{\"op\":\"patch\",\"set\":{\"a\":2},\"base\":{\"a\":null},\"base_rev\":3," ENDS,
    "{\"op\":\"patch\",\"set\":{\"a\":1},\"base\":{\"a\":0},\"base_rev\":3," ENDS,
    "{\"op\":\"patch\",\"set\":{\"a\":1},\"base\":{\"a\":null},\"base_rev\":4," ENDS,
    "{\"new\":0,\"op\":\"patch\",\"set\":{\"a\":1},\"base\":{\"a\":null},\"base_rev\":3," ENDS,
  };
  g_autofree char *first = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalaiMutation) mutation = balai_mutation_decode (same[i], -1, &error);

      g_assert_no_error (error);
      if (first == NULL)
        first = balai_mutation_hash (mutation);
      g_assert_cmpstr (mutation->sha, ==, first);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr (BalaiMutation) mutation = balai_mutation_decode (others[i], -1, NULL);

      g_assert_nonnull (mutation);
      g_assert_cmpstr (mutation->sha, !=, first);
    }
}

static void
test_good (void)
{
  static const char *const texts[] = {
    PATCH ENDS,
    "{\"op\":\"create\"," ENDS,
    "{\"op\":\"create\",\"base_rev\":0,\"base\":{},\"set\":{}," ENDS,
    "{\"op\":\"act\",\"act\":\"submit\"," ENDS,
    "{\"op\":\"void\",\"base_rev\":1," ENDS,
    "{\"op\":\"void\",\"set\":{},\"base\":{\"a\":1},\"deps\":[],\"att\":[]," ENDS,
    "{\"op\":\"create\",\"boot\":\"" ID "\"," ENDS,
    "{\"op\":\"create\",\"deps\":[\"" OTHER "\",\"" ID "\"]," ENDS,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalaiMutation) mutation = balai_mutation_decode (texts[i], -1, &error);

      g_test_message ("%s", texts[i]);
      g_assert_no_error (error);
      g_assert_true (balai_mutation_check (mutation, &error));
    }
}

static void
test_refused (void)
{
  static const struct
  {
    const char     *text;
    BalaiWireError  code;
  } cases[] = {
    { "[]", BALAI_WIRE_ERROR_NOT_OBJECT },
    { "{}", BALAI_WIRE_ERROR_MISSING },
    { "{\"op\":\"create\",\"actor\":\"ani\",\"at\":1,\"id\":\"" ID "\",\"n\":1,\"sv\":1,\"t\":\"thing\"}",
      BALAI_WIRE_ERROR_MISSING },
    { "{\"op\":\"create\",\"actor\":\"ani\",\"at\":1,\"id\":\"" ID "\",\"mid\":\"" MID "\",\"n\":0,\"sv\":1,"
      "\"t\":\"a\"}",
      BALAI_WIRE_ERROR_RANGE },
    { "{\"op\":\"create\",\"actor\":\"ani\",\"at\":1,\"id\":\"" ID "\",\"mid\":\"" MID "\",\"n\":1,\"sv\":0,"
      "\"t\":\"a\"}",
      BALAI_WIRE_ERROR_RANGE },
    { "{\"op\":\"create\",\"actor\":\"ani\",\"at\":-1,\"id\":\"" ID "\",\"mid\":\"" MID "\",\"n\":1,\"sv\":1,"
      "\"t\":\"a\"}",
      BALAI_WIRE_ERROR_RANGE },
    { "{\"op\":\"create\",\"actor\":\"\",\"at\":1,\"id\":\"" ID "\",\"mid\":\"" MID "\",\"n\":1,\"sv\":1,\"t\":\"a\"}",
      BALAI_WIRE_ERROR_FORM },
    { "{\"op\":\"create\",\"actor\":\"ani\",\"at\":1,\"id\":\"" ID "\",\"mid\":\"" MID "\",\"n\":1,\"sv\":1,"
      "\"t\":\"A\"}",
      BALAI_WIRE_ERROR_FORM },
    { "{\"op\":\"create\",\"actor\":\"ani\",\"at\":1,\"id\":\"1\",\"mid\":\"" MID "\",\"n\":1,\"sv\":1,\"t\":\"a\"}",
      BALAI_WIRE_ERROR_FORM },
    { "{\"op\":\"delete\"," ENDS, BALAI_WIRE_ERROR_WORD },
    { "{\"op\":3," ENDS, BALAI_WIRE_ERROR_TYPE },
    { "{\"op\":null," ENDS, BALAI_WIRE_ERROR_TYPE },
    { "{\"op\":\"create\",\"set\":[]," ENDS, BALAI_WIRE_ERROR_TYPE },
    { "{\"op\":\"create\",\"set\":null," ENDS, BALAI_WIRE_ERROR_TYPE },
    { "{\"op\":\"create\",\"base_rev\":-1," ENDS, BALAI_WIRE_ERROR_RANGE },
    { "{\"op\":\"create\",\"base_rev\":1.5," ENDS, BALAI_WIRE_ERROR_TYPE },
    { "{\"op\":\"create\",\"deps\":{}," ENDS, BALAI_WIRE_ERROR_TYPE },
    { "{\"op\":\"create\",\"deps\":[1]," ENDS, BALAI_WIRE_ERROR_TYPE },
    { "{\"op\":\"create\",\"deps\":[null]," ENDS, BALAI_WIRE_ERROR_TYPE },
    { "{\"op\":\"create\",\"deps\":[\"x\"]," ENDS, BALAI_WIRE_ERROR_FORM },
    { "{\"op\":\"create\",\"deps\":[\"" OTHER "\",\"" OTHER "\"]," ENDS, BALAI_WIRE_ERROR_COUNT },
    { "{\"op\":\"create\",\"att\":[\"" OTHER "\"]," ENDS, BALAI_WIRE_ERROR_FORM },
    { "{\"op\":\"create\",\"grp\":\"a\"," ENDS, BALAI_WIRE_ERROR_FORM },
    { "{\"op\":\"create\",\"act\":\"submit\"," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"act\"," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"create\",\"args\":{}," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"create\",\"base_rev\":1," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"create\",\"base\":{\"a\":1}," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"patch\"," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"patch\",\"set\":{},\"base\":{\"a\":1}," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"patch\",\"set\":{\"a\":1}," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"patch\",\"set\":{\"a\":1,\"b\":1},\"base\":{\"a\":0}," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"act\",\"act\":\"a\",\"set\":{\"a\":1},\"base\":{}," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"void\",\"set\":{\"a\":1},\"base\":{\"a\":1}," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"create\",\"off\":1," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"create\",\"deps\":[\"" MID "\"]," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"op\":\"create\",\"replaces\":\"" MID "\"," ENDS, BALAI_WIRE_ERROR_CONTRADICTION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (balai_mutation_decode (cases[i].text, -1, &error));
      g_assert_error (error, BALAI_WIRE_ERROR, (int) cases[i].code);
      /* And without anyone who wants to know why. */
      g_assert_null (balai_mutation_decode (cases[i].text, -1, NULL));
    }
}

static void
test_long_list (void)
{
  g_autoptr (GString) text = g_string_new ("{\"op\":\"create\",\"deps\":[");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i <= BALAI_MUTATION_LIST_LIMIT; i++)
    g_string_append_printf (text, "%s\"01980c1e-7b00-7000-8000-%012d\"", i > 0 ? "," : "", i);
  g_string_append (text, "]," ENDS);
  g_assert_null (balai_mutation_decode (text->str, -1, &error));
  g_assert_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_COUNT);
}

static void
test_gate (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (balai_mutation_decode ("{\"op\":\"void\",\"op\":\"void\"," ENDS, -1, &error));
  g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_DUPLICATE);
}

/* An empty list is none, in what is written too. */
static void
test_empty_list (void)
{
  g_autoptr (BalaiMutation) mutation = balai_mutation_new (MID, BALAI_MUTATION_VOID, "thing", ID);
  g_autofree char *text = NULL;

  mutation->deps = g_new0 (char *, 1);
  text = balai_mutation_encode (mutation);
  g_assert_null (strstr (text, "deps"));
}

/* Names, kinds and texts as long as they may be, and longer. */
static void
test_lengths (void)
{
  static const struct
  {
    const char *before, *after;
    guint       most;
    gboolean    shorter; /* whether it may be shorter */
  } cases[] = {
    { "{\"op\":\"create\",\"at\":1,\"id\":\"" ID "\",\"mid\":\"" MID "\",\"n\":1,\"sv\":1,\"actor\":\"ani\",\"t\":\"",
      "\"}", BALAI_WIRE_NAME_LIMIT, TRUE },
    { "{\"op\":\"create\",\"at\":1,\"id\":\"" ID "\",\"mid\":\"" MID "\",\"n\":1,\"sv\":1,\"t\":\"a\","
      "\"actor\":\"", "\"}",
      BALAI_WIRE_TEXT_LIMIT, TRUE },
    { "{\"op\":\"create\",\"att\":[\"", "\"]," ENDS, 64, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint length = cases[i].most - 1; length <= cases[i].most + 1; length++)
      {
        g_autofree char *name = g_strnfill (length, 'a');
        g_autofree char *text = g_strconcat (cases[i].before, name, cases[i].after, NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (BalaiMutation) mutation = balai_mutation_decode (text, -1, &error);
        gboolean good = length == cases[i].most || (length < cases[i].most && cases[i].shorter);

        g_test_message ("%s", text);
        if (good)
          g_assert_no_error (error);
        else
          g_assert_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_FORM);
      }
}

static void
test_misuse (void)
{
  const char *const given[][3] = { { NULL, "thing", ID }, { MID, NULL, ID }, { MID, "thing", NULL } };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    {
      g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*balai_mutation_new*");
      g_assert_null (balai_mutation_new (given[i][0], BALAI_MUTATION_VOID, given[i][1], given[i][2]));
      g_test_assert_expected_messages ();
    }
}

static void
test_words (void)
{
  g_assert_cmpstr (balai_mutation_op_to_word (BALAI_MUTATION_CREATE), ==, "create");
  g_assert_cmpstr (balai_mutation_op_to_word (BALAI_MUTATION_PATCH), ==, "patch");
  g_assert_cmpstr (balai_mutation_op_to_word (BALAI_MUTATION_ACT), ==, "act");
  g_assert_cmpstr (balai_mutation_op_to_word (BALAI_MUTATION_VOID), ==, "void");
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/wire/mutation/read", test_read);
  g_test_add_func ("/wire/mutation/made", test_made);
  g_test_add_func ("/wire/mutation/hash", test_hash);
  g_test_add_func ("/wire/mutation/good", test_good);
  g_test_add_func ("/wire/mutation/refused", test_refused);
  g_test_add_func ("/wire/mutation/long-list", test_long_list);
  g_test_add_func ("/wire/mutation/gate", test_gate);
  g_test_add_func ("/wire/mutation/empty-list", test_empty_list);
  g_test_add_func ("/wire/mutation/lengths", test_lengths);
  g_test_add_func ("/wire/mutation/misuse", test_misuse);
  g_test_add_func ("/wire/mutation/words", test_words);

  return g_test_run ();
}

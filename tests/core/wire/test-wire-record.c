/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-wire-record.h"

#include "balai-test-thing.h"
#include "balai-test.h"

#define ID "01980c1e-7b00-7000-8000-000000000001"

static BalaiRecord *
decode (const char  *text,
        GError     **error)
{
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();

  return balai_wire_record_decode (registry, text, -1, error);
}

static void
test_envelope (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRecord) record =
    decode ("{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":3,\"base_rev\":2,\"del\":true,\"later\":[1],"
            "\"f\":{\"name\":\"Rapat\",\"day\":\"2026-07-15\",\"at\":\"2026-07-15T02:00:00Z\",\"time\":\"09:30\","
            "\"active\":false,\"cost\":10000000,\"count\":null,\"colour\":\"blue\"}}",
            &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (balai_record_get_id (record), ==, ID);
  g_assert_cmpint (balai_record_get_revision (record), ==, 3);
  g_assert_cmpint (balai_record_get_base_revision (record), ==, 2);
  g_assert_true (balai_record_is_deleted (record));
  g_assert_false (balai_record_is_dirty (record));
  g_assert_cmpint (balai_record_get_int (record, BALAI_THING_DAY), ==, 20649);
  g_assert_cmpint (balai_record_get_int (record, BALAI_THING_AT), ==, 1784080800);
  g_assert_cmpint (balai_record_get_int (record, BALAI_THING_TIME), ==, 34200);
  g_assert_false (balai_record_is_null (record, BALAI_THING_ACTIVE));
  g_assert_false (balai_record_get_boolean (record, BALAI_THING_ACTIVE));
  g_assert_true (balai_record_is_null (record, BALAI_THING_COUNT));
  g_assert_cmpstr (balai_record_get_extra (record), ==, "{\"colour\":\"blue\"}");

  text = balai_wire_record_encode (record);
  g_assert_cmpstr (text, ==,
                   "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":3,\"base_rev\":2,\"del\":true,"
                   "\"f\":{\"name\":\"Rapat\",\"active\":false,\"cost\":10000000,\"day\":\"2026-07-15\","
                   "\"at\":\"2026-07-15T02:00:00Z\",\"time\":\"09:30\",\"colour\":\"blue\"}}");
}

#define WITH(fields) "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":1,\"base_rev\":0,\"f\":{" fields "}}"

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
    { "{\"t\":1,\"id\":\"" ID "\",\"rev\":1,\"base_rev\":0,\"f\":{}}", BALAI_WIRE_ERROR_TYPE },
    { "{\"t\":\"thing\",\"id\":\"x\",\"rev\":1,\"base_rev\":0,\"f\":{}}", BALAI_WIRE_ERROR_FORM },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":-1,\"base_rev\":0,\"f\":{}}", BALAI_WIRE_ERROR_RANGE },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":1.5,\"base_rev\":0,\"f\":{}}", BALAI_WIRE_ERROR_TYPE },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":1,\"base_rev\":0,\"f\":[]}", BALAI_WIRE_ERROR_TYPE },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":1,\"base_rev\":0,\"del\":1,\"f\":{}}", BALAI_WIRE_ERROR_TYPE },
    { "{\"t\":\"what\",\"id\":\"" ID "\",\"rev\":1,\"base_rev\":0,\"f\":{}}", BALAI_WIRE_ERROR_UNKNOWN_KIND },
    { "{\"t\":\"note\",\"id\":\"" ID "\",\"rev\":1,\"base_rev\":0,\"f\":{}}", BALAI_WIRE_ERROR_UNKNOWN_KIND },
    { "{\"t\":\"sum\",\"id\":\"" ID "\",\"rev\":1,\"base_rev\":0,\"f\":{}}", BALAI_WIRE_ERROR_UNKNOWN_KIND },
    { WITH ("\"name\":1"), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"name\":{}"), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"count\":1.5"), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"count\":\"1\""), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"count\":1000001"), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"active\":1"), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"day\":\"2026-02-30\""), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"day\":20649"), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"day\":[]"), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"at\":\"2026-07-15T02:00:00+07:00\""), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"at\":\"2026-07-15T25:00:00Z\""), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"time\":\"24:01\""), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"place\":\"91,0\""), BALAI_WIRE_ERROR_BAD_VALUE },
    { WITH ("\"owner\":\"x\""), BALAI_WIRE_ERROR_BAD_VALUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (decode (cases[i].text, &error));
      g_assert_error (error, BALAI_WIRE_ERROR, (int) cases[i].code);
    }
}

/* The gate stands before the parser, and a word of a newer Balai passes. */
static void
test_gate (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRecord) record = NULL;

  g_assert_null (decode (WITH ("\"name\":\"a\",\"name\":\"b\""), &error));
  g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_DUPLICATE);
  g_clear_error (&error);

  record = decode (WITH ("\"status\":\"archived\""), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (balai_record_get_text (record, BALAI_THING_STATUS), ==, "archived");
}

static void
test_round_trip (void)
{
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (int i = 0; i < 2000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalaiRecord) record = balai_record_new (i % 2 ? &balai_thing_kind : &balai_part_kind), back = NULL;
      g_autofree char *text = NULL;

      balai_test_randomize (record, rand);
      text = balai_wire_record_encode (record);
      back = balai_wire_record_decode (registry, text, -1, &error);
      g_assert_no_error (error);
      g_assert_true (balai_record_equal (record, back));
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/wire/record/envelope", test_envelope);
  g_test_add_func ("/wire/record/refused", test_refused);
  g_test_add_func ("/wire/record/gate", test_gate);
  g_test_add_func ("/wire/record/round-trip", test_round_trip);

  return g_test_run ();
}

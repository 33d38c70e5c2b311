/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-wire-row.h"

#include <string.h>

#include "balai-test-thing.h"
#include "balai-test.h"

#define ID "01980c1e-7b00-7000-8000-000000000001"
#define SHA "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"

static BalaiWireRow *
make_row (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) values = balai_wire_parse ("{\"name\":\"Rapat\",\"count\":3,\"day\":null}", -1, NULL, &error);
  BalaiWireRow *row = balai_wire_row_new ("thing", ID, 3);

  g_assert_no_error (error);
  row->seq = 101;
  row->view = BALAI_VIEW_MASKED;
  row->sv = 2;
  row->state = g_strdup ("open");
  row->by = g_strdup ("ani");
  row->at = 1784080800000;
  row->lock = g_strsplit ("time", " ", -1);
  balai_wire_row_set_fields (row, values);
  balai_wire_row_add_file (row, SHA, 52000, "image/jpeg", TRUE);
  balai_wire_row_add_file (row, SHA, 0, "text/plain", FALSE);
  balai_wire_row_seal (row);
  return row;
}

/* Made by another program, from the text that the description of the hash gives. */
#define HASH_OF_ROW "155bedf340db03bc"

static void
test_round_trip (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();
  g_autoptr (BalaiWireRow) row = make_row (), back = NULL, other = NULL;
  g_autoptr (BalaiRecord) record = NULL;
  g_autofree char *text = balai_wire_row_encode (row), *again = NULL;

  g_assert_cmpstr (text, ==,
                   "{\"at\":1784080800000,\"att\":[{\"mime\":\"image/jpeg\",\"ok\":true,\"sha\":\"" SHA "\","
                   "\"size\":52000},"
                   "{\"mime\":\"text/plain\",\"sha\":\"" SHA "\",\"size\":0}],\"by\":\"ani\","
                   "\"f\":{\"count\":3,\"name\":\"Rapat\"},\"h\":\"" HASH_OF_ROW "\",\"id\":\"" ID "\","
                   "\"lock\":[\"time\"],"
                   "\"rev\":3,\"seq\":101,\"st\":\"open\",\"sv\":2,\"t\":\"thing\",\"view\":\"masked\"}");
  back = balai_wire_row_decode (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (back->seq, ==, 101);
  g_assert_cmpint (back->view, ==, BALAI_VIEW_MASKED);
  g_assert_cmpstr (back->fields, ==, "{\"count\":3,\"name\":\"Rapat\"}");
  g_assert_cmpuint (back->files->len, ==, 2);
  again = balai_wire_row_encode (back);
  g_assert_cmpstr (again, ==, text);

  record = balai_wire_row_to_record (back, registry, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (balai_record_get_text (record, BALAI_THING_NAME), ==, "Rapat");
  g_assert_cmpint (balai_record_get_int (record, BALAI_THING_COUNT), ==, 3);
  g_assert_cmpint (balai_record_get_revision (record), ==, 3);
  g_assert_cmpint (balai_record_get_base_revision (record), ==, 3);
  other = balai_wire_row_ref (back);
  g_assert_true (other == back);
  g_assert_cmpstr (balai_view_to_word (BALAI_VIEW_FULL), ==, "full");
  g_assert_cmpstr (balai_view_to_word (BALAI_VIEW_BUSY), ==, "busy");
}

/* The same for records of every make, and a record says the same hash on both sides. */
static void
test_records (void)
{
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (int i = 0; i < 1000; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalaiRecord) record = balai_record_new (i % 2 ? &balai_thing_kind : &balai_part_kind), back = NULL;
      g_autoptr (BalaiWireRow) row = NULL, read = NULL, again = NULL;
      g_autofree char *text = NULL;

      balai_test_randomize (record, rand);
      balai_record_set_identity (record, balai_record_get_id (record), 1 + i, 1 + i, i % 3 == 0);
      if (i % 5 == 0)
        balai_record_set_extra (record, "{\"Aim\":[1.5e+300],\"zeal\":1}");
      row = balai_wire_row_new_from_record (record, &error);
      g_assert_no_error (error);
      text = balai_wire_row_encode (row);
      read = balai_wire_row_decode (text, -1, &error);
      g_assert_no_error (error);
      back = balai_wire_row_to_record (read, registry, &error);
      g_assert_no_error (error);
      g_assert_true (balai_record_equal (record, back));
      g_assert_cmpint (balai_record_is_deleted (back), ==, i % 3 == 0);
      again = balai_wire_row_new_from_record (back, &error);
      g_assert_cmpstr (again->hash, ==, row->hash);
    }
}

static void
test_gone (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiWireRow) row = balai_wire_row_new_gone ("thing", ID, 7), back = NULL;
  g_autofree char *text = balai_wire_row_encode (row), *again = NULL;

  g_assert_cmpstr (text, ==, "{\"gone\":true,\"id\":\"" ID "\",\"seq\":7,\"t\":\"thing\"}");
  back = balai_wire_row_decode (text, -1, &error);
  g_assert_no_error (error);
  g_assert_true (back->gone);
  again = balai_wire_row_encode (back);
  g_assert_cmpstr (again, ==, text);
}

/* Any change of what the hash covers is seen. */
static void
test_hash (void)
{
  static const struct
  {
    const char *from, *to;
  } changes[] = {
    { "\"count\":3", "\"count\":4" }, { "Rapat", "Papat" }, { "\"rev\":3", "\"rev\":4" },
    { "\"st\":\"open\",", "" }, { "\"t\":\"thing\"", "\"t\":\"part\"" }, { "000001\",\"lock\"", "000002\",\"lock\"" },
    { "\"at\":", "\"del\":true,\"at\":" },
  };
  g_autoptr (BalaiWireRow) row = make_row ();
  g_autofree char *text = balai_wire_row_encode (row);

  for (gsize i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GError) error = NULL;
      g_auto (GStrv) parts = g_strsplit (text, changes[i].from, 2);
      g_autofree char *changed = g_strjoinv (changes[i].to, parts);

      g_assert_cmpuint (g_strv_length (parts), ==, 2);
      g_assert_null (balai_wire_row_decode (changed, -1, &error));
      g_assert_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_HASH);
    }
}

/* A row is filled anew: what it said before is gone. */
static void
test_filled_twice (void)
{
  g_autoptr (BalaiWireRow) row = make_row ();
  g_autoptr (JsonObject) values = balai_wire_parse ("{\"name\":\"Apel\"}", -1, NULL, NULL);
  g_autofree char *hash = g_strdup (row->hash);

  balai_wire_row_set_fields (row, values);
  balai_wire_row_set_fields (row, values);
  g_assert_cmpstr (row->fields, ==, "{\"name\":\"Apel\"}");
  balai_wire_row_seal (row);
  g_assert_cmpstr (row->hash, !=, hash);
}

/* What no message can carry is found where it would be sent. */
static void
test_too_long (void)
{
  g_autoptr (BalaiRecord) record = balai_record_new (&balai_thing_kind);
  g_autoptr (GError) error = NULL;

  balai_record_take_text (record, BALAI_THING_NAME, g_strnfill (BALAI_JSON_STRING + 1, 'a'));
  g_assert_null (balai_wire_row_new_from_record (record, &error));
  g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_STRING);
}

/* Within a page the fields lie deeper than by themselves: as deep as they may be there, and one more. */
static void
test_too_deep (void)
{
  for (int more = 0; more < 2; more++)
    {
      g_autoptr (BalaiRecord) record = balai_record_new (&balai_thing_kind);
      g_autofree char *open = g_strnfill (BALAI_WIRE_ROW_DEPTH - 1 + (gsize) more, '[');
      g_autofree char *close = g_strnfill (BALAI_WIRE_ROW_DEPTH - 1 + (gsize) more, ']');
      g_autofree char *extra = g_strconcat ("{\"x\":", open, close, "}", NULL);
      g_autoptr (BalaiWireRow) row = NULL;
      g_autoptr (GError) error = NULL;

      balai_record_set_extra (record, extra);
      row = balai_wire_row_new_from_record (record, &error);
      g_assert_cmpint (row != NULL, ==, more == 0);
      if (more == 1)
        g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_DEPTH);
    }
}

static void
test_misuse (void)
{
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();
  g_autoptr (BalaiWireRow) row = balai_wire_row_new ("thing", ID, 1);
  g_autofree char *text = NULL;

  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*balai_wire_row_new*");
  g_assert_null (balai_wire_row_new (NULL, ID, 1));
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*balai_wire_row_new*");
  g_assert_null (balai_wire_row_new ("thing", NULL, 1));
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*balai_wire_row_seal*");
  balai_wire_row_seal (row);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*balai_wire_row_append*");
  text = balai_wire_row_encode (row);
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*balai_wire_row_to_record*");
  g_assert_null (balai_wire_row_to_record (row, registry, NULL));
  g_test_assert_expected_messages ();
}

#define ROW(rest) "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":1,\"sv\":1,\"at\":1,\"f\":{}," \
  "\"h\":\"0123456789abcdef\"" rest "}"

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
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"gone\":true}", BALAI_WIRE_ERROR_MISSING },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"gone\":true,\"seq\":0}", BALAI_WIRE_ERROR_RANGE },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"gone\":1,\"seq\":1}", BALAI_WIRE_ERROR_TYPE },
    { ROW (""), BALAI_WIRE_ERROR_MISSING },
    { ROW (",\"view\":\"all\""), BALAI_WIRE_ERROR_WORD },
    { ROW (",\"view\":\"full\""), BALAI_WIRE_ERROR_HASH },
    { ROW (",\"view\":\"full\",\"del\":false"), BALAI_WIRE_ERROR_HASH },
    { ROW (",\"view\":\"full\",\"seq\":-1"), BALAI_WIRE_ERROR_RANGE },
    { ROW (",\"view\":\"full\",\"att\":1"), BALAI_WIRE_ERROR_TYPE },
    { ROW (",\"view\":\"full\",\"att\":[1]"), BALAI_WIRE_ERROR_NOT_OBJECT },
    { ROW (",\"view\":\"full\",\"att\":[{}]"), BALAI_WIRE_ERROR_MISSING },
    { ROW (",\"view\":\"full\",\"att\":[{\"sha\":\"" SHA "\",\"mime\":\"a\",\"size\":-1}]"), BALAI_WIRE_ERROR_RANGE },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":1,\"sv\":1,\"at\":1,\"f\":{},\"h\":\"0123456789abcdeF\","
      "\"view\":\"full\"}",
      BALAI_WIRE_ERROR_FORM },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":1,\"sv\":1,\"at\":1,\"f\":{},\"h\":\"01\",\"view\":\"full\"}",
      BALAI_WIRE_ERROR_FORM },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":1,\"sv\":1,\"at\":1,\"f\":1,\"h\":\"0123456789abcdef\","
      "\"view\":\"full\"}",
      BALAI_WIRE_ERROR_TYPE },
    { "{\"t\":\"thing\",\"id\":\"" ID "\",\"rev\":0,\"sv\":1,\"at\":1,\"f\":{},\"h\":\"0123456789abcdef\","
      "\"view\":\"full\"}",
      BALAI_WIRE_ERROR_RANGE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (balai_wire_row_decode (cases[i].text, -1, &error));
      g_assert_error (error, BALAI_WIRE_ERROR, (int) cases[i].code);
    }
}

/* Fields are looked at when a record is made of them: a page is not unreadable for a kind that is not known. */
static void
test_to_record (void)
{
  static const struct
  {
    const char     *kind;
    const char     *values;
    BalaiWireError  code;
  } cases[] = {
    { "what", "{}", BALAI_WIRE_ERROR_UNKNOWN_KIND },
    { "note", "{}", BALAI_WIRE_ERROR_UNKNOWN_KIND },
    { "thing", "{\"name\":1}", BALAI_WIRE_ERROR_BAD_VALUE },
    { "thing", "{\"count\":1000001}", BALAI_WIRE_ERROR_BAD_VALUE },
  };
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) values = balai_wire_parse (cases[i].values, -1, NULL, NULL);
      g_autoptr (BalaiWireRow) row = balai_wire_row_new (cases[i].kind, ID, 1);

      balai_wire_row_set_fields (row, values);
      g_assert_null (balai_wire_row_to_record (row, registry, &error));
      g_assert_error (error, BALAI_WIRE_ERROR, (int) cases[i].code);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/wire/row/round-trip", test_round_trip);
  g_test_add_func ("/wire/row/records", test_records);
  g_test_add_func ("/wire/row/gone", test_gone);
  g_test_add_func ("/wire/row/hash", test_hash);
  g_test_add_func ("/wire/row/filled-twice", test_filled_twice);
  g_test_add_func ("/wire/row/too-long", test_too_long);
  g_test_add_func ("/wire/row/too-deep", test_too_deep);
  g_test_add_func ("/wire/row/misuse", test_misuse);
  g_test_add_func ("/wire/row/refused", test_refused);
  g_test_add_func ("/wire/row/to-record", test_to_record);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-canonical.h"
#include "balai-hello.h"
#include "balai-pull-answer.h"
#include "balai-pull-request.h"
#include "balai-push-answer.h"
#include "balai-push-request.h"
#include "balai-test-thing.h"
#include "balai-test.h"

#define EPOCH "01980c1e-7b00-7000-8000-00000000000e"
#define ID "01980c1e-7b00-7000-8000-000000000001"
#define MID "01980c1e-7b00-7000-8000-0000000000a1"
#define OTHER "01980c1e-7b00-7000-8000-0000000000a2"

typedef struct
{
  const char *text;
  GQuark    (*domain) (void);
  int         code;
} Case;

#define WIRE balai_wire_error_quark
#define JSON balai_json_error_quark

/* Each is refused for its own reason, also where nobody asks for it. */
#define REFUSED(cases, decode)                                                                                         \
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)                                                                     \
    {                                                                                                                  \
      g_autoptr (GError) refusal = NULL;                                                                               \
                                                                                                                       \
      g_test_message ("%s", cases[i].text);                                                                            \
      g_assert_null (decode (cases[i].text, -1, &refusal));                                                            \
      g_assert_error (refusal, cases[i].domain (), cases[i].code);                                                     \
      g_assert_null (decode (cases[i].text, -1, NULL));                                                                \
    }

static void
test_pull_request (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiPullRequest) request = balai_pull_request_new (EPOCH, 1, 2), back = NULL, other = NULL;
  g_autofree char *text = NULL, *again = NULL;
  int64_t seq;

  balai_pull_request_set_seq (request, "unit:" ID, 5);
  balai_pull_request_set_seq (request, "cal:busy:2026-07", 0);
  balai_pull_request_set_seq (request, "ref", 100);
  balai_pull_request_set_seq (request, "ref", 101);
  request->grants_rev = 4;
  request->max_bytes = 32768;
  request->cursor = g_strdup ("sealed");
  request->want = g_strsplit ("event venue", " ", -1);
  text = balai_pull_request_encode (request);
  g_assert_cmpstr (text, ==,
                   "{\"cursor\":\"sealed\",\"epoch\":\"" EPOCH "\",\"grants_rev\":4,\"max_bytes\":32768,\"proto\":1,"
                   "\"streams\":{\"cal:busy:2026-07\":0,\"ref\":101,\"unit:" ID "\":5},\"sv\":2,"
                   "\"want\":[\"event\",\"venue\"]}");
  back = balai_pull_request_decode (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->epoch, ==, EPOCH);
  g_assert_cmpint (back->sv, ==, 2);
  g_assert_cmpint (back->grants_rev, ==, 4);
  g_assert_cmpint (back->max_bytes, ==, 32768);
  g_assert_cmpstr (back->cursor, ==, "sealed");
  g_assert_cmpstr (back->want[1], ==, "venue");
  g_assert_cmpint (g_tree_nnodes (back->streams), ==, 3);
  g_assert_true (balai_pull_request_get_seq (back, "ref", &seq));
  g_assert_cmpint (seq, ==, 101);
  g_assert_true (balai_pull_request_get_seq (back, "cal:busy:2026-07", &seq));
  g_assert_false (balai_pull_request_get_seq (back, "unit:" EPOCH, &seq));
  g_assert_cmpint (seq, ==, 0);
  again = balai_pull_request_encode (back);
  g_assert_cmpstr (again, ==, text);
  other = balai_pull_request_ref (back);
  g_assert_true (other == back);
}

/* The least there is to say, before anything is known. */
static void
test_pull_first (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiPullRequest) request = balai_pull_request_decode ("{\"proto\":1,\"sv\":1,"
                                                                    "\"streams\":{}}", -1, &error);

  g_assert_no_error (error);
  g_assert_null (request->epoch);
  g_assert_null (request->cursor);
  g_assert_null (request->want);
  g_assert_cmpint (request->max_bytes, ==, 0);
}

static void
test_pull_request_refused (void)
{
  static const Case cases[] = {
    { "{", JSON, BALAI_JSON_ERROR_SYNTAX },
    { "1", WIRE, BALAI_WIRE_ERROR_NOT_OBJECT },
    { "{}", WIRE, BALAI_WIRE_ERROR_MISSING },
    { "{\"proto\":0,\"sv\":1,\"streams\":{}}", WIRE, BALAI_WIRE_ERROR_RANGE },
    { "{\"proto\":1,\"sv\":1,\"streams\":[]}", WIRE, BALAI_WIRE_ERROR_TYPE },
    { "{\"proto\":1,\"sv\":1,\"streams\":{\"Ref\":1}}", WIRE, BALAI_WIRE_ERROR_FORM },
    { "{\"proto\":1,\"sv\":1,\"streams\":{\"\":1}}", WIRE, BALAI_WIRE_ERROR_FORM },
    { "{\"proto\":1,\"sv\":1,\"streams\":{\"1a\":1}}", WIRE, BALAI_WIRE_ERROR_FORM },
    { "{\"proto\":1,\"sv\":1,\"streams\":{\"ref\":-1}}", WIRE, BALAI_WIRE_ERROR_RANGE },
    { "{\"proto\":1,\"sv\":1,\"streams\":{\"ref\":\"1\"}}", WIRE, BALAI_WIRE_ERROR_TYPE },
    { "{\"proto\":1,\"sv\":1,\"streams\":{},\"epoch\":1}", WIRE, BALAI_WIRE_ERROR_TYPE },
    { "{\"proto\":1,\"sv\":1,\"streams\":{},\"cursor\":\"\"}", WIRE, BALAI_WIRE_ERROR_FORM },
    { "{\"proto\":1,\"sv\":1,\"streams\":{},\"want\":[\"event\",\"event\"]}", WIRE, BALAI_WIRE_ERROR_COUNT },
    { "{\"proto\":1,\"sv\":1,\"streams\":{},\"max_bytes\":-1}", WIRE, BALAI_WIRE_ERROR_RANGE },
  };

  REFUSED (cases, balai_pull_request_decode)
}

static void
test_too_many_streams (void)
{
  g_autoptr (BalaiPullRequest) request = balai_pull_request_new (EPOCH, 1, 1), back = NULL;
  g_autoptr (BalaiPullAnswer) answer = balai_pull_answer_new (EPOCH, 1, 0), read = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *most = NULL, *more = NULL, *text = NULL;

  for (int i = 0; i <= BALAI_PULL_STREAMS; i++)
    {
      g_autofree char *name = g_strdup_printf ("s%d", i);

      if (i == BALAI_PULL_STREAMS)
        most = balai_pull_request_encode (request);
      balai_pull_request_set_seq (request, name, i);
      balai_pull_answer_add_stream (answer, name);
    }
  more = balai_pull_request_encode (request);
  back = balai_pull_request_decode (most, -1, &error);
  g_assert_no_error (error);
  g_assert_null (balai_pull_request_decode (more, -1, &error));
  g_assert_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_COUNT);
  g_clear_error (&error);

  text = balai_pull_answer_encode (answer);
  g_assert_null (balai_pull_answer_decode (text, -1, &error));
  g_assert_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_COUNT);
}

static BalaiWireRow *
make_row (const char *values,
          int64_t     seq)
{
  g_autoptr (JsonObject) object = balai_wire_parse (values, -1, NULL, NULL);
  BalaiWireRow *row = balai_wire_row_new ("thing", ID, 3);

  row->seq = seq;
  balai_wire_row_set_fields (row, object);
  balai_wire_row_seal (row);
  return row;
}

static BalaiPullAnswer *
make_answer (void)
{
  BalaiPullAnswer *answer = balai_pull_answer_new (EPOCH, 1784080800000, 4);
  BalaiPullStream *unit = balai_pull_answer_add_stream (answer, "unit:" ID);
  BalaiPullStream *ref = balai_pull_answer_add_stream (answer, "ref");

  answer->add = g_strsplit ("ref", " ", -1);
  answer->drop = g_strsplit ("user:" ID " user:" EPOCH, " ", -1);
  answer->cursor = g_strdup ("sealed");
  g_ptr_array_add (unit->rows, make_row ("{\"name\":\"Rapat\"}", 7));
  g_ptr_array_add (unit->rows, balai_wire_row_new_gone ("thing", ID, 9));
  unit->next = 9;
  unit->head = 12;
  unit->floor = 2;
  unit->more = TRUE;
  ref->next = ref->head = 101;
  ref->digest = g_strdup ("0123456789abcdef0123456789abcdef");
  return answer;
}

static void
test_pull_answer (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiPullAnswer) answer = make_answer (), back = NULL, other = NULL;
  g_autofree char *text = balai_pull_answer_encode (answer), *again = NULL, *canonical = NULL;
  const BalaiPullStream *unit, *ref;

  canonical = balai_canonical_from_text (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (canonical, ==, text);
  back = balai_pull_answer_decode (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->epoch, ==, EPOCH);
  g_assert_cmpint (back->now, ==, 1784080800000);
  g_assert_cmpint (back->grants_rev, ==, 4);
  g_assert_cmpstr (back->add[0], ==, "ref");
  g_assert_cmpstr (back->drop[1], ==, "user:" EPOCH);
  g_assert_cmpstr (back->cursor, ==, "sealed");
  g_assert_null (balai_pull_answer_get_stream (back, "a"));
  g_assert_null (balai_pull_answer_get_stream (back, "z"));
  unit = balai_pull_answer_get_stream (back, "unit:" ID);
  ref = balai_pull_answer_get_stream (back, "ref");
  g_assert_cmpuint (unit->rows->len, ==, 2);
  g_assert_cmpint (unit->next, ==, 9);
  g_assert_cmpint (unit->head, ==, 12);
  g_assert_cmpint (unit->floor, ==, 2);
  g_assert_true (unit->more);
  g_assert_null (unit->digest);
  g_assert_false (ref->more);
  g_assert_cmpstr (ref->digest, ==, "0123456789abcdef0123456789abcdef");
  again = balai_pull_answer_encode (back);
  g_assert_cmpstr (again, ==, text);
  other = balai_pull_answer_ref (back);
  g_assert_true (other == back);
}

#define ANSWER(streams) "{\"epoch\":\"" EPOCH "\",\"now\":1,\"grants_rev\":0,\"streams\":{" streams "}}"
#define GONE(seq) "{\"gone\":true,\"t\":\"thing\",\"id\":\"" ID "\",\"seq\":" seq "}"

static void
test_pull_answer_refused (void)
{
  static const Case cases[] = {
    { "{", JSON, BALAI_JSON_ERROR_SYNTAX },
    { "{}", WIRE, BALAI_WIRE_ERROR_MISSING },
    { "{\"epoch\":\"" EPOCH "\",\"now\":1,\"grants_rev\":0,\"streams\":1}", WIRE, BALAI_WIRE_ERROR_TYPE },
    { ANSWER ("\"A\":{}"), WIRE, BALAI_WIRE_ERROR_FORM },
    { ANSWER ("\"a\":1"), WIRE, BALAI_WIRE_ERROR_TYPE },
    { ANSWER ("\"a\":{}"), WIRE, BALAI_WIRE_ERROR_MISSING },
    { ANSWER ("\"a\":{\"rows\":[],\"next\":0,\"head\":-1}"), WIRE, BALAI_WIRE_ERROR_RANGE },
    { ANSWER ("\"a\":{\"rows\":{},\"next\":0,\"head\":0}"), WIRE, BALAI_WIRE_ERROR_TYPE },
    { ANSWER ("\"a\":{\"rows\":[1],\"next\":0,\"head\":0}"), WIRE, BALAI_WIRE_ERROR_NOT_OBJECT },
    { ANSWER ("\"a\":{\"rows\":[{}],\"next\":0,\"head\":0}"), WIRE, BALAI_WIRE_ERROR_MISSING },
    { ANSWER ("\"a\":{\"rows\":[],\"next\":0,\"head\":0,\"digest\":\"12\"}"), WIRE, BALAI_WIRE_ERROR_FORM },
    { ANSWER ("\"a\":{\"rows\":[],\"next\":0,\"head\":0,\"digest\":\"0123456789ABCDEF0123456789abcdef\"}"), WIRE,
      BALAI_WIRE_ERROR_FORM },
    { ANSWER ("\"a\":{\"rows\":[],\"next\":2,\"head\":1}"), WIRE, BALAI_WIRE_ERROR_CONTRADICTION },
    { ANSWER ("\"a\":{\"rows\":[" GONE ("3") "],\"next\":2,\"head\":9}"), WIRE, BALAI_WIRE_ERROR_CONTRADICTION },
    { ANSWER ("\"a\":{\"rows\":[" GONE ("3") "," GONE ("3") "],\"next\":3,\"head\":3}"), WIRE,
      BALAI_WIRE_ERROR_CONTRADICTION },
    { ANSWER ("\"a\":{\"rows\":[" GONE ("3") "," GONE ("2") "],\"next\":3,\"head\":3}"), WIRE,
      BALAI_WIRE_ERROR_CONTRADICTION },
  };

  REFUSED (cases, balai_pull_answer_decode)
}

/* Streams stand in the order of their names, whatever order they were added in, and none twice. */
static void
test_stream_order (void)
{
  static const char *const names[] = { "m", "a", "z", "b", "y" }, *const sorted[] = { "a", "b", "m", "y", "z" };
  g_autoptr (BalaiPullAnswer) answer = balai_pull_answer_new (EPOCH, 1, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    balai_pull_answer_add_stream (answer, names[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (sorted); i++)
    {
      const BalaiPullStream *stream = answer->streams->pdata[i];

      g_assert_cmpstr (stream->name, ==, sorted[i]);
      g_assert_true (balai_pull_answer_get_stream (answer, sorted[i]) == stream);
    }
  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*balai_pull_answer_add_stream*");
  g_assert_null (balai_pull_answer_add_stream (answer, "m"));
  g_test_assert_expected_messages ();
}

static void
test_stream_names (void)
{
  static const struct
  {
    const char *name;
    gboolean    good;
  } cases[] = {
    { "a", TRUE }, { "cal:busy:2026-07", TRUE }, { "role:a_b.c", TRUE }, { "", FALSE }, { "a b", FALSE },
    { "aé", FALSE }, { ":a", FALSE }, { "A", FALSE }, { "9", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (balai_wire_is_stream (cases[i].name), ==, cases[i].good);
  for (guint length = 99; length <= 101; length++)
    {
      g_autofree char *name = g_strnfill (length, 'a');

      g_assert_cmpint (balai_wire_is_stream (name), ==, length <= 100);
    }
}

/* One digit changed on the way, and the page is refused. */
static void
test_damaged_row (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiPullAnswer) answer = make_answer ();
  g_autofree char *text = balai_pull_answer_encode (answer);
  char *name = strstr (text, "Rapat");

  name[0] = 'S';
  g_assert_null (balai_pull_answer_decode (text, -1, &error));
  g_assert_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_HASH);
}

static BalaiMutation *
make_mutation (const char *mid)
{
  BalaiMutation *mutation = balai_mutation_new (mid, BALAI_MUTATION_CREATE, "thing", ID);

  mutation->n = 1;
  mutation->sv = 1;
  mutation->actor = g_strdup ("ani");
  mutation->group = g_strdup (EPOCH);
  return mutation;
}

static void
test_push_request (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiPushRequest) request = balai_push_request_new (ID, EPOCH, 1), back = NULL, other = NULL;
  g_autoptr (BalaiMutation) first = make_mutation (MID), second = make_mutation (OTHER);
  g_autofree char *text = NULL, *again = NULL, *canonical = NULL;
  const BalaiMutation *read;

  balai_push_request_add (request, second);
  balai_push_request_add (request, first);
  text = balai_push_request_encode (request);
  canonical = balai_canonical_from_text (text, -1, &error);
  g_assert_cmpstr (canonical, ==, text);
  back = balai_push_request_decode (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (back->device, ==, ID);
  g_assert_cmpstr (back->epoch, ==, EPOCH);
  g_assert_cmpint (back->proto, ==, 1);
  g_assert_cmpuint (back->mutations->len, ==, 2);
  g_assert_cmpuint (back->faults->len, ==, 0);
  read = back->mutations->pdata[0];
  g_assert_cmpstr (read->mid, ==, OTHER);
  again = balai_push_request_encode (back);
  g_assert_cmpstr (again, ==, text);
  other = balai_push_request_ref (back);
  g_assert_true (other == back);
}

#define PUSH(muts) "{\"device\":\"" ID "\",\"epoch\":\"" EPOCH "\",\"proto\":1,\"muts\":[" muts "]}"

/* One that cannot be read does not keep the others from being read. */
static void
test_push_faults (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiMutation) mutation = make_mutation (MID);
  g_autofree char *good = balai_mutation_encode (mutation), *text = NULL;
  g_autoptr (BalaiPushRequest) request = NULL;
  const BalaiPushFault *fault;

  text = g_strdup_printf (PUSH ("{\"mid\":\"" OTHER "\",\"grp\":\"" EPOCH "\",\"n\":0},%s,{\"mid\":\"" ID "\","
                                "\"grp\":1}"),
                          good);
  request = balai_push_request_decode (text, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (request->mutations->len, ==, 1);
  g_assert_cmpuint (request->faults->len, ==, 2);
  fault = request->faults->pdata[0];
  g_assert_cmpstr (fault->mid, ==, OTHER);
  g_assert_cmpstr (fault->group, ==, EPOCH);
  g_assert_error (fault->error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_RANGE);
  g_assert_cmpint (json_object_get_int_member (fault->body, "n"), ==, 0);
  fault = request->faults->pdata[1];
  g_assert_cmpstr (fault->mid, ==, ID);
  g_assert_null (fault->group);
}

static void
test_push_request_refused (void)
{
  static const Case cases[] = {
    { "<html>", JSON, BALAI_JSON_ERROR_SYNTAX },
    { "{}", WIRE, BALAI_WIRE_ERROR_MISSING },
    { PUSH ("1"), WIRE, BALAI_WIRE_ERROR_NOT_OBJECT },
    { PUSH ("{}"), WIRE, BALAI_WIRE_ERROR_MISSING },
    { PUSH ("{\"mid\":\"x\"}"), WIRE, BALAI_WIRE_ERROR_FORM },
    { "{\"device\":\"" ID "\",\"epoch\":\"" EPOCH "\",\"proto\":1,\"muts\":{}}", WIRE, BALAI_WIRE_ERROR_TYPE },
    { "{\"device\":\"x\",\"epoch\":\"" EPOCH "\",\"proto\":1,\"muts\":[]}", WIRE, BALAI_WIRE_ERROR_FORM },
  };
  g_autoptr (BalaiPushRequest) request = balai_push_request_new (ID, EPOCH, 1);
  g_autoptr (BalaiMutation) mutation = make_mutation (MID);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL, *large = NULL, *filler = g_strnfill (BALAI_PUSH_SIZE, ' ');

  REFUSED (cases, balai_push_request_decode)

  for (int i = 0; i <= BALAI_PUSH_MUTATIONS; i++)
    balai_push_request_add (request, mutation);
  text = balai_push_request_encode (request);
  g_assert_null (balai_push_request_decode (text, -1, &error));
  g_assert_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_COUNT);
  g_clear_error (&error);

  large = g_strconcat (PUSH (""), filler, NULL);
  g_assert_null (balai_push_request_decode (large, -1, &error));
  g_assert_error (error, BALAI_JSON_ERROR, BALAI_JSON_ERROR_SIZE);
}

static void
test_push_answer (void)
{
  static const Case cases[] = {
    { "", JSON, BALAI_JSON_ERROR_SYNTAX },
    { "{}", WIRE, BALAI_WIRE_ERROR_MISSING },
    { "{\"epoch\":\"" EPOCH "\",\"now\":1,\"results\":{}}", WIRE, BALAI_WIRE_ERROR_TYPE },
    { "{\"epoch\":\"" EPOCH "\",\"now\":1,\"results\":[[]]}", WIRE, BALAI_WIRE_ERROR_NOT_OBJECT },
    { "{\"epoch\":\"" EPOCH "\",\"now\":1,\"results\":[{}]}", WIRE, BALAI_WIRE_ERROR_MISSING },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiPushAnswer) answer = balai_push_answer_new (EPOCH, 1784080800000), back = NULL, other = NULL;
  g_autoptr (BalaiMutationResult) first = balai_mutation_result_new (MID, BALAI_VERDICT_ACCEPTED, BALAI_REASON_NONE);
  g_autoptr (BalaiMutationResult) second =
    balai_mutation_result_new (OTHER, BALAI_VERDICT_REJECTED, BALAI_REASON_QUOTA);
  g_autofree char *text = NULL, *again = NULL;

  balai_push_answer_add (answer, first);
  balai_push_answer_add (answer, second);
  text = balai_push_answer_encode (answer);
  g_assert_cmpstr (text, ==,
                   "{\"epoch\":\"" EPOCH "\",\"now\":1784080800000,\"results\":[{\"mid\":\"" MID "\","
                   "\"r\":\"accepted\","
                   "\"rev\":0},{\"mid\":\"" OTHER "\",\"r\":\"rejected\",\"rev\":0,\"why\":\"quota\"}]}");
  back = balai_push_answer_decode (text, -1, &error);
  g_assert_no_error (error);
  again = balai_push_answer_encode (back);
  g_assert_cmpstr (again, ==, text);
  other = balai_push_answer_ref (back);
  g_assert_true (other == back);

  REFUSED (cases, balai_push_answer_decode)
}

/* The largest record of each make that can be sent at all: it is read back within the largest message there is. */
static BalaiWireRow *
make_large (gsize i)
{
  static const struct
  {
    const char *before, *again, *after;
    gsize       times;
  } makes[] = {
    { "[0", ",0", "]", BALAI_WIRE_ROW_TOKENS - 20 },
    { "[\"\"", ",\"12345678901234567890\"", "]", (BALAI_WIRE_ROW_SIZE - 200) / 23 },
    { "", "[", "", BALAI_WIRE_ROW_DEPTH - 1 },
  };
  g_autoptr (BalaiRecord) record = balai_record_new (&balai_thing_kind);
  g_autoptr (GString) extra = g_string_new ("{\"x\":");
  g_autoptr (GError) error = NULL;
  BalaiWireRow *row;

  g_string_append (extra, makes[i].before);
  for (gsize n = 0; n < makes[i].times; n++)
    g_string_append (extra, makes[i].again);
  g_string_append (extra, makes[i].after);
  for (gsize n = 0; i == 2 && n < makes[i].times; n++)
    g_string_append_c (extra, ']');
  g_string_append_c (extra, '}');
  balai_record_set_extra (record, extra->str);
  balai_record_set_identity (record, ID, 1, 1, FALSE);
  row = balai_wire_row_new_from_record (record, &error);
  g_assert_no_error (error);
  return row;
}

static void
test_large (void)
{
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < 3; i++)
    {
      g_autoptr (BalaiPullAnswer) page = balai_pull_answer_new (EPOCH, 1, 0), back = NULL;
      g_autoptr (BalaiPushAnswer) answer = balai_push_answer_new (EPOCH, 1), read = NULL;
      BalaiPullStream *stream = balai_pull_answer_add_stream (page, "ref");
      g_autofree char *text = NULL, *push = NULL;
      gsize bytes = 0;

      while (bytes < BALAI_WIRE_ROWS_SIZE && stream->rows->len < BALAI_PULL_ROWS)
        {
          BalaiWireRow *row = make_large (i);

          row->seq = ++stream->next;
          stream->head = stream->next;
          bytes += strlen (row->fields);
          g_ptr_array_add (stream->rows, row);
        }
      text = balai_pull_answer_encode (page);
      back = balai_pull_answer_decode (text, -1, &error);
      g_assert_no_error (error);

      for (int n = 0; n < BALAI_PUSH_MUTATIONS; n++)
        {
          g_autoptr (BalaiMutationResult) result =
            balai_mutation_result_new (MID, BALAI_VERDICT_ACCEPTED, BALAI_REASON_NONE);

          result->row = balai_wire_row_ref (stream->rows->pdata[0]);
          balai_push_answer_add (answer, result);
        }
      push = balai_push_answer_encode (answer);
      read = balai_push_answer_decode (push, -1, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (read->results->len, ==, BALAI_PUSH_MUTATIONS);
      g_assert_nonnull (((BalaiMutationResult *) read->results->pdata[0])->row);
      if (i < 2)
        g_assert_null (((BalaiMutationResult *) read->results->pdata[BALAI_PUSH_MUTATIONS - 1])->row);
    }
}

static void
test_hello (void)
{
  static const Case cases[] = {
    { "[", JSON, BALAI_JSON_ERROR_SYNTAX },
    { "{}", WIRE, BALAI_WIRE_ERROR_MISSING },
    { "{\"epoch\":\"" EPOCH "\",\"now\":1,\"proto_max\":1,\"proto_min\":2,\"sv\":1,\"sv_min\":1}", WIRE,
      BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"epoch\":\"" EPOCH "\",\"now\":1,\"proto_max\":1,\"proto_min\":1,\"sv\":1,\"sv_min\":2}", WIRE,
      BALAI_WIRE_ERROR_CONTRADICTION },
    { "{\"epoch\":\"" EPOCH "\",\"now\":1,\"proto_max\":1,\"proto_min\":0,\"sv\":1,\"sv_min\":1}", WIRE,
      BALAI_WIRE_ERROR_RANGE },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiHello) hello = balai_hello_new (EPOCH, 1784080800000, 1, 3), back = NULL, other = NULL;
  g_autofree char *text = NULL, *again = NULL;

  hello->features = g_strsplit ("files hints", " ", -1);
  hello->client_min = g_strdup ("1.0");
  text = balai_hello_encode (hello);
  g_assert_cmpstr (text, ==,
                   "{\"client_min\":\"1.0\",\"epoch\":\"" EPOCH "\",\"features\":[\"files\",\"hints\"],"
                   "\"now\":1784080800000,\"proto_max\":1,\"proto_min\":1,\"sv\":3,\"sv_min\":1}");
  back = balai_hello_decode (text, -1, &error);
  g_assert_no_error (error);
  again = balai_hello_encode (back);
  g_assert_cmpstr (again, ==, text);
  other = balai_hello_ref (back);
  g_assert_true (other == back);

  REFUSED (cases, balai_hello_decode)
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/wire/messages/pull-request", test_pull_request);
  g_test_add_func ("/wire/messages/pull-first", test_pull_first);
  g_test_add_func ("/wire/messages/pull-request-refused", test_pull_request_refused);
  g_test_add_func ("/wire/messages/too-many-streams", test_too_many_streams);
  g_test_add_func ("/wire/messages/pull-answer", test_pull_answer);
  g_test_add_func ("/wire/messages/pull-answer-refused", test_pull_answer_refused);
  g_test_add_func ("/wire/messages/stream-order", test_stream_order);
  g_test_add_func ("/wire/messages/stream-names", test_stream_names);
  g_test_add_func ("/wire/messages/damaged-row", test_damaged_row);
  g_test_add_func ("/wire/messages/push-request", test_push_request);
  g_test_add_func ("/wire/messages/push-faults", test_push_faults);
  g_test_add_func ("/wire/messages/push-request-refused", test_push_request_refused);
  g_test_add_func ("/wire/messages/push-answer", test_push_answer);
  g_test_add_func ("/wire/messages/large", test_large);
  g_test_add_func ("/wire/messages/hello", test_hello);

  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-merge-mutation.h"

#include "balai-record-json.h"
#include "balai-repository.h"
#include "balai-test.h"

/* A kind with every policy, alone and in groups, and with rules that look at several fields. */
#define BALAI_MIX_FIELDS(F, P) \
  F (P, TITLE, "title", TEXT, "Title", .flags = BALAI_FIELD_REQUIRED) \
  F (P, PLACE, "place", TEXT, "Place") \
  F (P, TAGS, "tags", TEXT, "Tags", .policy = BALAI_MERGE_UNION) \
  F (P, NAMES, "names", CODE, "Names", .policy = BALAI_MERGE_UNION, .flags = BALAI_FIELD_MULTILINE) \
  F (P, SHORT, "short", TEXT, "Short", .policy = BALAI_MERGE_UNION, .maximum = 8) \
  F (P, NEEDED, "needed", TEXT, "Needed", .policy = BALAI_MERGE_UNION, .flags = BALAI_FIELD_REQUIRED) \
  F (P, NOTES, "notes", TEXT, "Notes", .policy = BALAI_MERGE_APPEND, .flags = BALAI_FIELD_MULTILINE) \
  F (P, COUNT, "count", INTEGER, "Count", .policy = BALAI_MERGE_MAX) \
  F (P, SHARE, "share", REAL, "Share", .policy = BALAI_MERGE_MAX) \
  F (P, OWNER, "owner", TEXT, "Owner", .policy = BALAI_MERGE_SERVER) \
  F (P, COLOUR, "colour", TEXT, "Colour", .policy = BALAI_MERGE_LAST) \
  F (P, START, "start", INTEGER, "Start", .group = "time") \
  F (P, END, "end", INTEGER, "End", .group = "time") \
  F (P, ROOM, "room", TEXT, "Room", .group = "time") \
  F (P, SEEN, "seen", INTEGER, "Seen", .group = "server", .policy = BALAI_MERGE_SERVER) \
  F (P, SEEN_BY, "seen_by", TEXT, "Seen by", .group = "server", .policy = BALAI_MERGE_SERVER) \
  F (P, X, "x", INTEGER, "X", .group = "last", .policy = BALAI_MERGE_LAST) \
  F (P, Y, "y", INTEGER, "Y", .group = "last", .policy = BALAI_MERGE_LAST) \
  F (P, MIXED, "mixed", INTEGER, "Mixed", .group = "mixed", .policy = BALAI_MERGE_LAST) \
  F (P, OTHER, "other", INTEGER, "Other", .group = "mixed", .policy = BALAI_MERGE_SERVER) \
  F (P, LIST, "list", TEXT, "List", .group = "lists", .policy = BALAI_MERGE_UNION) \
  F (P, LIST_TOO, "list_too", TEXT, "List too", .group = "lists", .policy = BALAI_MERGE_UNION) \
  F (P, HIGH, "high", INTEGER, "High", .group = "heights", .policy = BALAI_MERGE_MAX) \
  F (P, HIGHER, "higher", INTEGER, "Higher", .group = "heights", .policy = BALAI_MERGE_MAX) \
  F (P, LABEL, "label", TEXT, "Label", .policy = BALAI_MERGE_MAX) \
  F (P, NUMBER, "number", INTEGER, "Number", .policy = BALAI_MERGE_APPEND) \
  F (P, DATA, "data", JSON, "Data", .policy = BALAI_MERGE_UNION) \
  F (P, STOCK, "stock", INTEGER, "Stock") \
  F (P, DAMAGED, "damaged", INTEGER, "Damaged") \
  F (P, A, "a", BOOLEAN, "A") \
  F (P, B, "b", BOOLEAN, "B") \
  F (P, C, "c", BOOLEAN, "C")
BALAI_DECLARE_RECORD (BalaiMix, balai_mix, MIX)

static void
mix_validate (BalaiRecord     *record,
              BalaiRepository *repository,
              GPtrArray       *findings)
{
  g_assert_null (repository);
  if (!balai_record_is_null (record, BALAI_MIX_STOCK)
      && balai_record_get_int (record, BALAI_MIX_DAMAGED) > balai_record_get_int (record, BALAI_MIX_STOCK))
    balai_finding_add (findings, record, BALAI_MIX_DAMAGED, BALAI_SEVERITY_BLOCK, "more-damaged");
  if (balai_record_get_int (record, BALAI_MIX_COUNT) > 100)
    balai_finding_add (findings, record, BALAI_MIX_COUNT, BALAI_SEVERITY_WARN, "many");
  /* Neither B nor C goes with A. */
  if (balai_record_get_boolean (record, BALAI_MIX_A)
      && (balai_record_get_boolean (record, BALAI_MIX_B) || balai_record_get_boolean (record, BALAI_MIX_C)))
    balai_finding_add (findings, record, -1, BALAI_SEVERITY_BLOCK, "crowd");
}

BALAI_DEFINE_RECORD (BalaiMix, balai_mix, MIX, .name = "mix", .label = "Mix", .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_MIX_TITLE, .validate = mix_validate, .alone = TRUE)

/* One without rules of its own. */
#define BALAI_PLAIN_FIELDS(F, P) \
  F (P, TITLE, "title", TEXT, "Title") \
  F (P, PLACE, "place", TEXT, "Place")
BALAI_DECLARE_RECORD (BalaiPlain, balai_plain, PLAIN)

BALAI_DEFINE_RECORD (BalaiPlain, balai_plain, PLAIN, .name = "plain", .label = "Plain", .flags = BALAI_KIND_SYNCED)

typedef struct
{
  const char        *name;
  const char        *base;    /* what the change was made on; what it does not name is not known */
  const char        *theirs;  /* in addition to @base; null for none */
  const char        *mine;    /* the fields that are set */
  BalaiMergeOutcome  outcome;
  const char        *record;  /* how the record stands then, of the fields that one of the three names */
  const char        *conflicts; /* (nullable): "field+field:reason:code", parted by spaces */
} Case;

#define UNCHANGED BALAI_MERGE_OUTCOME_UNCHANGED
#define ACCEPTED BALAI_MERGE_OUTCOME_ACCEPTED
#define MERGED BALAI_MERGE_OUTCOME_MERGED
#define CONFLICT BALAI_MERGE_OUTCOME_CONFLICT

#define TIME "{\"start\":9,\"end\":10,\"room\":\"Aula\"}"

static const Case cases[] = {
  /* Without a policy */
  { "theirs-moved", "{\"title\":\"A\"}", "{\"place\":\"P\"}", "{\"title\":\"B\"}", MERGED,
    "{\"title\":\"B\",\"place\":\"P\"}" },
  { "same", "{\"title\":\"A\"}", "{\"title\":\"B\"}", "{\"title\":\"B\"}", UNCHANGED, "{\"title\":\"B\"}" },
  { "not-changed", "{\"title\":\"A\"}", "{\"title\":\"B\"}", "{\"title\":\"A\"}", UNCHANGED, "{\"title\":\"B\"}" },
  { "ask", "{\"title\":\"A\"}", "{\"title\":\"B\"}", "{\"title\":\"C\"}", CONFLICT, "{\"title\":\"B\"}", "title:0" },
  { "ask-cleared", "{\"place\":\"A\"}", "{\"place\":null}", "{\"place\":\"C\"}", CONFLICT, "{}", "place:0" },
  { "ask-clear", "{\"place\":\"A\"}", "{\"place\":\"B\"}", "{\"place\":null}", CONFLICT, "{\"place\":\"B\"}",
    "place:0" },
  { "clear", "{\"place\":\"A\"}", "{}", "{\"place\":null}", MERGED, "{}" },
  { "both", "{\"title\":\"A\",\"place\":\"P\"}", "{\"title\":\"B\"}", "{\"title\":\"C\",\"place\":\"Q\"}", CONFLICT,
    "{\"title\":\"B\",\"place\":\"Q\"}", "title:0" },
  { "base-unknown", "{}", "{\"place\":\"B\"}", "{\"place\":\"C\"}", CONFLICT, "{\"place\":\"B\"}", "place:0" },
  { "base-unknown-same", "{}", "{\"place\":\"B\"}", "{\"place\":\"B\"}", UNCHANGED, "{\"place\":\"B\"}" },
  { "nothing", "{\"title\":\"A\"}", "{\"title\":\"B\"}", "{}", UNCHANGED, "{\"title\":\"B\"}" },

  /* Sets */
  { "union", "{\"tags\":\"a, b\"}", "{\"tags\":\"a, b, c\"}", "{\"tags\":\"d, a, b\"}", MERGED,
    "{\"tags\":\"a, b, c, d\"}" },
  { "union-removed", "{\"tags\":\"a, b, c\"}", "{\"tags\":\"a, c\"}", "{\"tags\":\"a, b\"}", MERGED,
    "{\"tags\":\"a\"}" },
  { "union-removed-by-both", "{\"tags\":\"a, b\"}", "{\"tags\":\"a\"}", "{\"tags\":\"a, x\"}", MERGED,
    "{\"tags\":\"a, x\"}" },
  { "union-contained", "{\"tags\":\"a\"}", "{\"tags\":\"a, b, c\"}", "{\"tags\":\"a, c\"}", UNCHANGED,
    "{\"tags\":\"a, b, c\"}" },
  { "union-contains", "{\"tags\":\"a\"}", "{\"tags\":\"a, b\"}", "{\"tags\":\"a, b, c\"}", MERGED,
    "{\"tags\":\"a, b, c\"}" },
  { "union-twice", "{\"tags\":\"a\"}", "{\"tags\":\"a,  b, , b\"}", "{\"tags\":\"a, c, b\"}", MERGED,
    "{\"tags\":\"a, b, c\"}" },
  { "union-base-unknown", "{}", "{\"tags\":\"a, b\"}", "{\"tags\":\"b, c\"}", MERGED, "{\"tags\":\"a, b, c\"}" },
  { "union-none-left", "{\"tags\":\"a, b\"}", "{\"tags\":\"a\"}", "{\"tags\":\"b\"}", MERGED, "{}" },
  { "union-lines", "{\"names\":\"Aula, besar\"}", "{\"names\":\"Aula, besar\\nR. 1\"}",
    "{\"names\":\"Aula, besar\\nR. 2\"}", MERGED, "{\"names\":\"Aula, besar\\nR. 1\\nR. 2\"}" },
  { "union-too-long", "{\"short\":\"abc\"}", "{\"short\":\"abc, d\"}", "{\"short\":\"abc, e\"}", CONFLICT,
    "{\"short\":\"abc, d\"}", "short:1:too-long" },
  { "union-too-long-alone", "{\"short\":\"abc\"}", "{\"short\":\"abc, d\"}", "{\"short\":\"abc, efgh\"}", MERGED,
    "{\"short\":\"abc, d, efgh\"}" },
  { "union-required", "{\"needed\":\"a, b\"}", "{\"needed\":\"a\"}", "{\"needed\":\"b\"}", CONFLICT,
    "{\"needed\":\"a\"}", "needed:1:required" },

  /* One below the other */
  { "append", "{\"notes\":\"1\"}", "{\"notes\":\"1\\n2\"}", "{\"notes\":\"1\\n3\"}", MERGED,
    "{\"notes\":\"1\\n2\\n3\"}" },
  { "append-ended", "{\"notes\":\"1\\n\"}", "{\"notes\":\"1\\n2\\n\"}", "{\"notes\":\"1\\n3\\n\"}", MERGED,
    "{\"notes\":\"1\\n2\\n3\\n\"}" },
  { "append-first", "{\"notes\":null}", "{\"notes\":\"2\"}", "{\"notes\":\"3\"}", MERGED, "{\"notes\":\"2\\n3\"}" },
  { "append-base-unknown", "{}", "{\"notes\":\"2\"}", "{\"notes\":\"3\"}", MERGED, "{\"notes\":\"2\\n3\"}" },
  { "append-to-none", "{}", "{\"notes\":null}", "{\"notes\":\"3\"}", MERGED, "{\"notes\":\"3\"}" },
  { "append-there", "{\"notes\":\"1\"}", "{\"notes\":\"1\\n2\\n3\"}", "{\"notes\":\"1\\n3\"}", UNCHANGED,
    "{\"notes\":\"1\\n2\\n3\"}" },
  { "append-there-first", "{\"notes\":\"1\"}", "{\"notes\":\"1\\n2\\n3\"}", "{\"notes\":\"1\\n2\"}", UNCHANGED,
    "{\"notes\":\"1\\n2\\n3\"}" },
  { "append-there-alone", "{\"notes\":\"1\"}", "{\"notes\":\"1\\n2\"}", "{\"notes\":\"1\\n\\n2\"}", MERGED,
    "{\"notes\":\"1\\n2\\n\\n2\"}" },
  { "append-there-ended", "{\"notes\":\"1\\n\"}", "{\"notes\":\"1\\n\\n2\"}", "{\"notes\":\"1\\n2\"}", UNCHANGED,
    "{\"notes\":\"1\\n\\n2\"}" },
  { "append-same-lines", "{\"notes\":\"1\\n\"}", "{\"notes\":\"1\\n\\n2\"}", "{\"notes\":\"1\\n\\n2\\n3\"}", MERGED,
    "{\"notes\":\"1\\n\\n2\\n3\"}" },
  { "append-like", "{\"notes\":\"1\"}", "{\"notes\":\"1\\n23\"}", "{\"notes\":\"1\\n3\"}", MERGED,
    "{\"notes\":\"1\\n23\\n3\"}" },
  { "append-edited-here", "{\"notes\":\"1\"}", "{\"notes\":\"1\\n2\"}", "{\"notes\":\"0\"}", CONFLICT,
    "{\"notes\":\"1\\n2\"}", "notes:0" },
  { "append-edited-there", "{\"notes\":\"1\"}", "{\"notes\":\"0\"}", "{\"notes\":\"1\\n2\"}", CONFLICT,
    "{\"notes\":\"0\"}", "notes:0" },
  { "append-in-line", "{\"notes\":\"1\"}", "{\"notes\":\"1\\n2\"}", "{\"notes\":\"12\"}", CONFLICT,
    "{\"notes\":\"1\\n2\"}", "notes:0" },

  /* The greater */
  { "max-mine", "{\"count\":1}", "{\"count\":2}", "{\"count\":3}", MERGED, "{\"count\":3}" },
  { "max-theirs", "{\"count\":1}", "{\"count\":3}", "{\"count\":2}", MERGED, "{\"count\":3}" },
  { "max-warned", "{\"count\":1}", "{\"count\":2}", "{\"count\":200}", MERGED, "{\"count\":200}" },
  { "max-real-mine", "{\"share\":1}", "{\"share\":1.5}", "{\"share\":1.75}", MERGED, "{\"share\":1.75}" },
  { "max-real-theirs", "{\"share\":1}", "{\"share\":-1.5}", "{\"share\":-1.75}", MERGED, "{\"share\":-1.5}" },
  { "max-theirs-none", "{\"count\":1}", "{\"count\":null}", "{\"count\":-5}", MERGED, "{\"count\":-5}" },
  { "max-mine-none", "{\"count\":1}", "{\"count\":-5}", "{\"count\":null}", MERGED, "{\"count\":-5}" },
  { "max-of-text", "{\"label\":\"1\"}", "{\"label\":\"2\"}", "{\"label\":\"3\"}", CONFLICT, "{\"label\":\"2\"}",
    "label:0" },
  { "append-of-numbers", "{\"number\":1}", "{\"number\":2}", "{\"number\":3}", CONFLICT, "{\"number\":2}",
    "number:0" },
  { "union-of-json", "{\"data\":[1]}", "{\"data\":[2]}", "{\"data\":[3]}", CONFLICT, "{\"data\":[2]}", "data:0" },

  /* One side */
  { "server", "{\"owner\":\"A\"}", "{\"owner\":\"B\"}", "{\"owner\":\"C\"}", MERGED, "{\"owner\":\"B\"}" },
  { "server-alone", "{\"owner\":\"A\"}", "{}", "{\"owner\":\"C\"}", MERGED, "{\"owner\":\"C\"}" },
  { "last", "{\"colour\":\"A\"}", "{\"colour\":\"B\"}", "{\"colour\":\"C\"}", MERGED, "{\"colour\":\"C\"}" },
  { "last-base-unknown", "{}", "{\"colour\":\"B\"}", "{\"colour\":\"C\"}", MERGED, "{\"colour\":\"C\"}" },

  /* Groups */
  { "group-one-of-each", TIME, "{\"start\":8}", "{\"end\":11}", CONFLICT, "{\"start\":8,\"end\":10,\"room\":\"Aula\"}",
    "start+end+room:0" },
  { "group-mine", TIME, "{\"place\":\"P\"}", "{\"end\":11}", MERGED,
    "{\"start\":9,\"end\":11,\"room\":\"Aula\",\"place\":\"P\"}" },
  { "group-theirs", TIME, "{\"room\":\"R\"}", "{\"end\":10}", UNCHANGED, "{\"start\":9,\"end\":10,\"room\":\"R\"}" },
  { "group-same", TIME, "{\"end\":11}", "{\"end\":11}", UNCHANGED, "{\"start\":9,\"end\":11,\"room\":\"Aula\"}" },
  { "group-more-there", TIME, "{\"end\":11,\"start\":10}", "{\"end\":11}", CONFLICT,
    "{\"start\":10,\"end\":11,\"room\":\"Aula\"}", "start+end+room:0" },
  { "group-beside", "{\"start\":9,\"end\":10,\"room\":\"Aula\",\"title\":\"A\"}", "{\"start\":8}",
    "{\"end\":11,\"title\":\"B\"}", CONFLICT, "{\"start\":8,\"end\":10,\"room\":\"Aula\",\"title\":\"B\"}",
    "start+end+room:0" },
  { "group-half-known", "{\"end\":10}", "{\"start\":9}", "{\"end\":11}", CONFLICT, "{\"start\":9,\"end\":10}",
    "start+end+room:0" },
  { "group-half-known-same", "{\"end\":10}", "{\"start\":9,\"end\":11}", "{\"end\":11}", UNCHANGED,
    "{\"start\":9,\"end\":11}" },
  { "group-server", "{\"seen\":1,\"seen_by\":\"A\"}", "{\"seen\":2}", "{\"seen_by\":\"B\"}", MERGED,
    "{\"seen\":2,\"seen_by\":\"A\"}" },
  { "group-last", "{\"x\":1,\"y\":1}", "{\"x\":2}", "{\"y\":3}", MERGED, "{\"x\":1,\"y\":3}" },
  { "group-last-half-known", "{\"y\":1}", "{\"x\":2}", "{\"y\":3}", CONFLICT, "{\"x\":2,\"y\":1}", "x+y:0" },
  { "group-last-all-set", "{}", "{\"x\":2,\"y\":2}", "{\"x\":3,\"y\":3}", MERGED, "{\"x\":3,\"y\":3}" },
  { "group-two-policies", "{\"mixed\":1,\"other\":1}", "{\"mixed\":2}", "{\"other\":3}", CONFLICT,
    "{\"mixed\":2,\"other\":1}", "mixed+other:0" },
  { "group-union", "{\"list\":\"a\",\"list_too\":\"a\"}", "{\"list\":\"a, b\"}", "{\"list\":\"a, c\"}", CONFLICT,
    "{\"list\":\"a, b\",\"list_too\":\"a\"}", "list+list_too:0" },
  { "group-max", "{\"high\":1,\"higher\":2}", "{\"high\":2}", "{\"higher\":3}", CONFLICT, "{\"high\":2,\"higher\":2}",
    "high+higher:0" },

  /* Rules */
  { "rule-elsewhere", "{\"stock\":10,\"title\":\"A\"}", "{\"damaged\":5}", "{\"stock\":3,\"title\":\"B\"}", CONFLICT,
    "{\"stock\":10,\"damaged\":5,\"title\":\"B\"}", "stock:1:more-damaged" },
  { "rule-there", "{\"damaged\":0}", "{\"stock\":3}", "{\"damaged\":5}", CONFLICT, "{\"stock\":3,\"damaged\":0}",
    "damaged:1:more-damaged" },
  { "rule-kept", "{\"stock\":10}", "{\"damaged\":5}", "{\"stock\":6}", MERGED, "{\"stock\":6,\"damaged\":5}" },
  { "rule-broken-by-mine", "{\"stock\":10,\"damaged\":0}", "{\"title\":\"B\"}", "{\"damaged\":11}", MERGED,
    "{\"stock\":10,\"damaged\":11,\"title\":\"B\"}" },
  { "rule-broken-there", "{\"title\":\"A\"}", "{\"stock\":1,\"damaged\":2}", "{\"title\":\"B\"}", MERGED,
    "{\"stock\":1,\"damaged\":2,\"title\":\"B\"}" },
  { "rule-of-all", "{\"b\":false,\"c\":false,\"title\":\"A\"}", "{\"a\":true}",
    "{\"b\":true,\"c\":true,\"title\":\"B\"}", CONFLICT,
    "{\"a\":true,\"b\":false,\"c\":false,\"title\":\"A\"}", "title:1:crowd b:1:crowd c:1:crowd" },
  { "rule-of-one", "{\"b\":false,\"title\":\"A\"}", "{\"a\":true}", "{\"b\":true,\"title\":\"B\"}", CONFLICT,
    "{\"a\":true,\"b\":false,\"title\":\"B\"}", "b:1:crowd" },
  { "rule-two", "{\"b\":false,\"stock\":9,\"title\":\"A\"}", "{\"a\":true,\"damaged\":2}",
    "{\"b\":true,\"stock\":1,\"title\":\"B\"}", CONFLICT,
    "{\"a\":true,\"b\":false,\"stock\":9,\"damaged\":2,\"title\":\"B\"}", "stock:1:more-damaged b:1:crowd" },
};

/* The record with these values, and which of its fields the text names. */
static guint64
read_fields (BalaiRecord *record,
             const char  *json)
{
  g_autoptr (JsonNode) node = json_from_string (json, NULL);
  JsonObjectIter iter;
  const char *name;
  guint64 fields = 0;

  g_assert_true (balai_record_set_from_object (record, json_node_get_object (node), NULL));
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, NULL))
    fields |= G_GUINT64_CONSTANT (1) << balai_kind_find_field (&balai_mix_kind, name);
  return fields;
}

static char *
conflicts_to_text (const BalaiMerge *merge)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const BalaiMergeConflict *conflict = &g_array_index (merge->conflicts, BalaiMergeConflict, i);
      const char *before = i > 0 ? " " : "";

      for (guint f = 0; f < BALAI_MIX_N_FIELDS; f++)
        if ((conflict->fields >> f & 1) != 0)
          {
            g_string_append_printf (text, "%s%s", before, balai_mix_kind.fields[f].name);
            before = "+";
          }
      g_string_append_printf (text, ":%d", (int) conflict->reason);
      if (conflict->code != NULL)
        g_string_append_printf (text, ":%s", conflict->code);
    }
  return g_string_free (text, FALSE);
}

typedef struct
{
  BalaiRecord *base;   /* (owned) */
  BalaiRecord *theirs; /* (owned) */
  BalaiRecord *mine;   /* (owned) */
  guint64      known;
  guint64      fields;
  guint64      named;
} Sides;

static void
sides_init (Sides      *self,
            const char *base,
            const char *theirs,
            const char *mine)
{
  *self = (Sides) { balai_record_new (&balai_mix_kind), balai_record_new (&balai_mix_kind),
                    balai_record_new (&balai_mix_kind), 0, 0, 0 };
  self->known = read_fields (self->base, base);
  self->named = self->known | read_fields (self->theirs, base) | read_fields (self->theirs, theirs);
  self->fields = read_fields (self->mine, mine);
  self->named |= self->fields;
  balai_record_set_identity (self->theirs, balai_record_get_id (self->theirs), 7, 7, FALSE);
}

static void
sides_clear (Sides *self)
{
  g_object_unref (self->base);
  g_object_unref (self->theirs);
  g_object_unref (self->mine);
}

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (BalaiMerge) merge = NULL;
  g_autoptr (GString) record = g_string_new (NULL), expected = g_string_new (NULL);
  g_autoptr (BalaiRecord) wanted = balai_record_new (&balai_mix_kind);
  g_autofree char *conflicts = NULL;
  Sides sides;

  sides_init (&sides, one->base, one->theirs, one->mine);
  merge = balai_merge_new (sides.theirs, 6, sides.base, sides.known, sides.mine, sides.fields);
  conflicts = conflicts_to_text (merge);
  g_assert_cmpstr (conflicts, ==, one->conflicts ? one->conflicts : "");
  read_fields (wanted, one->record);
  balai_record_append_json (wanted, expected, sides.named);
  balai_record_append_json (merge->record, record, sides.named);
  g_assert_cmpstr (record->str, ==, expected->str);
  g_assert_cmpint (merge->outcome, ==, one->outcome);

  /* What is taken is what differs, and nothing else is marked as changed. */
  for (int f = 0; f < BALAI_MIX_N_FIELDS; f++)
    g_assert_cmpint ((int) (merge->taken >> f & 1), ==,
                     !balai_record_field_equal (merge->record, sides.theirs, f));
  g_assert_cmpuint (balai_record_get_dirty (merge->record), ==, merge->taken);
  g_assert_cmpuint (merge->combined & ~merge->taken, ==, 0);
  g_assert_true (balai_record_equal (merge->theirs, sides.theirs));
  g_assert_cmpint (balai_record_get_revision (merge->record), ==, 7);
  for (guint i = 0; i < merge->conflicts->len; i++)
    g_assert_cmpuint (g_array_index (merge->conflicts, BalaiMergeConflict, i).fields & merge->taken, ==, 0);
  sides_clear (&sides);
}

/* At the revision it was made on, a change is taken as it is, whatever it says of what was before. */
static void
test_fresh (void)
{
  g_autoptr (BalaiMerge) merge = NULL, nothing = NULL;
  Sides sides;

  sides_init (&sides, "{\"title\":\"A\",\"stock\":3}", "{\"title\":\"X\",\"owner\":\"O\",\"start\":1,\"end\":2}",
              "{\"title\":\"B\",\"owner\":\"P\",\"damaged\":5,\"end\":3}");
  merge = balai_merge_new (sides.theirs, 7, sides.base, sides.known, sides.mine, sides.fields);
  g_assert_cmpint (merge->outcome, ==, BALAI_MERGE_OUTCOME_ACCEPTED);
  g_assert_cmpstr (balai_record_get_text (merge->record, BALAI_MIX_TITLE), ==, "B");
  g_assert_cmpstr (balai_record_get_text (merge->record, BALAI_MIX_OWNER), ==, "P");
  g_assert_cmpint (balai_record_get_int (merge->record, BALAI_MIX_START), ==, 1);
  g_assert_cmpint (balai_record_get_int (merge->record, BALAI_MIX_END), ==, 3);
  g_assert_cmpint (balai_record_get_int (merge->record, BALAI_MIX_DAMAGED), ==, 5);
  g_assert_cmpuint (merge->taken, ==, sides.fields);

  nothing = balai_merge_new (sides.theirs, 7, sides.base, sides.known, sides.theirs, sides.fields);
  g_assert_cmpint (nothing->outcome, ==, BALAI_MERGE_OUTCOME_UNCHANGED);
  sides_clear (&sides);
}

/* Of a record that is gone, what was typed waits for a person. */
static void
test_deleted (void)
{
  g_autoptr (BalaiMerge) merge = NULL;
  g_autofree char *conflicts = NULL;
  Sides sides;

  sides_init (&sides, "{\"title\":\"A\",\"owner\":\"O\",\"place\":\"P\"}", "{}",
              "{\"title\":\"B\",\"owner\":\"Q\",\"place\":\"P\"}");
  balai_record_set_identity (sides.theirs, balai_record_get_id (sides.theirs), 8, 8, TRUE);
  merge = balai_merge_new (sides.theirs, 7, sides.base, sides.known, sides.mine, sides.fields);
  conflicts = conflicts_to_text (merge);
  g_assert_cmpstr (conflicts, ==, "title:2 owner:2");
  g_assert_cmpint (merge->outcome, ==, BALAI_MERGE_OUTCOME_CONFLICT);
  g_assert_cmpuint (merge->taken, ==, 0);
  sides_clear (&sides);
}

/* What is put before a person: all three, of the whole group. */
static void
test_values (void)
{
  g_autoptr (BalaiMerge) merge = NULL;
  g_autoptr (GString) base = g_string_new (NULL), theirs = g_string_new (NULL), mine = g_string_new (NULL);
  Sides sides;
  guint64 fields;

  sides_init (&sides, TIME, "{\"start\":8}", "{\"end\":11}");
  merge = balai_merge_new (sides.theirs, 6, sides.base, sides.known, sides.mine, sides.fields);
  g_assert_cmpuint (merge->conflicts->len, ==, 1);
  fields = g_array_index (merge->conflicts, BalaiMergeConflict, 0).fields;
  balai_record_append_json (merge->base, base, fields);
  balai_record_append_json (merge->theirs, theirs, fields);
  balai_record_append_json (merge->mine, mine, fields);
  g_assert_cmpstr (base->str, ==, TIME);
  g_assert_cmpstr (theirs->str, ==, "{\"start\":8,\"end\":10,\"room\":\"Aula\"}");
  g_assert_cmpstr (mine->str, ==, "{\"start\":9,\"end\":11,\"room\":\"Aula\"}");
  sides_clear (&sides);
}

/* Rules that need a store speak afterwards. */
static void
test_yield (void)
{
  g_autoptr (BalaiMerge) one = NULL, all = NULL, none = NULL;
  g_autofree char *conflicts = NULL, *others = NULL, *of_none = NULL;
  Sides sides;

  sides_init (&sides, "{\"title\":\"A\",\"start\":1,\"end\":2,\"room\":null}", "{\"place\":\"P\"}",
              "{\"title\":\"B\",\"end\":3}");
  one = balai_merge_new (sides.theirs, 6, sides.base, sides.known, sides.mine, sides.fields);
  g_assert_cmpint (one->outcome, ==, BALAI_MERGE_OUTCOME_MERGED);
  balai_merge_yield (one, BALAI_MIX_ROOM, "taken");
  conflicts = conflicts_to_text (one);
  g_assert_cmpstr (conflicts, ==, "start+end+room:1:taken");
  g_assert_cmpint (one->outcome, ==, BALAI_MERGE_OUTCOME_CONFLICT);
  g_assert_cmpint (balai_record_get_int (one->record, BALAI_MIX_END), ==, 2);
  g_assert_cmpstr (balai_record_get_text (one->record, BALAI_MIX_TITLE), ==, "B");
  g_assert_cmpuint (one->taken, ==, 1 << BALAI_MIX_TITLE);
  g_assert_cmpuint (balai_record_get_dirty (one->record), ==, one->taken);

  all = balai_merge_new (sides.theirs, 6, sides.base, sides.known, sides.mine, sides.fields);
  balai_merge_yield (all, BALAI_MIX_PLACE, "taken");
  others = conflicts_to_text (all);
  g_assert_cmpstr (others, ==, "title:1:taken start+end+room:1:taken");
  g_assert_cmpuint (all->taken, ==, 0);
  g_assert_true (balai_record_equal (all->record, sides.theirs));

  none = balai_merge_new (sides.theirs, 6, sides.base, sides.known, sides.mine, sides.fields);
  balai_merge_yield (none, -1, "taken");
  of_none = conflicts_to_text (none);
  g_assert_cmpstr (of_none, ==, others);
  sides_clear (&sides);
}

static void
test_plain (void)
{
  g_autoptr (BalaiRecord) theirs = balai_record_new (&balai_plain_kind), base = NULL, mine = NULL;
  g_autoptr (BalaiMerge) merge = NULL;

  base = balai_record_copy (theirs);
  mine = balai_record_copy (theirs);
  balai_record_set_text (theirs, BALAI_PLAIN_TITLE, "A");
  balai_record_set_text (mine, BALAI_PLAIN_PLACE, "P");
  merge = balai_merge_new (theirs, 1, base, G_MAXUINT64, mine, 1 << BALAI_PLAIN_PLACE);
  g_assert_cmpint (merge->outcome, ==, BALAI_MERGE_OUTCOME_MERGED);
  g_assert_cmpstr (balai_record_get_text (merge->record, BALAI_PLAIN_TITLE), ==, "A");
  g_assert_cmpstr (balai_record_get_text (merge->record, BALAI_PLAIN_PLACE), ==, "P");
}

/* As it comes over the wire; null is no value, and what is not known here stands aside. */
static void
test_mutation (void)
{
  static const struct
  {
    const char        *base; /* (nullable) */
    const char        *set;
    int64_t            base_rev;
    BalaiMergeOutcome  outcome;
    const char        *record;
  } mutations[] = {
    { TIME, "{\"end\":11}", 6, MERGED, "{\"start\":9,\"end\":11,\"room\":\"Aula\",\"place\":\"P\"}" },
    { TIME, "{\"room\":null,\"moon\":1}", 6, MERGED, "{\"start\":9,\"end\":10,\"place\":\"P\"}" },
    { "{\"place\":null,\"moon\":2}", "{\"place\":\"Q\"}", 6, CONFLICT,
      "{\"start\":9,\"end\":10,\"room\":\"Aula\",\"place\":\"P\"}" },
    { "{\"place\":null}", "{\"place\":\"Q\"}", 7, ACCEPTED,
      "{\"start\":9,\"end\":10,\"room\":\"Aula\",\"place\":\"Q\"}" },
    { NULL, "{\"place\":\"P\"}", 6, UNCHANGED,
      "{\"start\":9,\"end\":10,\"room\":\"Aula\",\"place\":\"P\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (mutations); i++)
    {
      g_autoptr (BalaiRecord) theirs = balai_record_new (&balai_mix_kind), wanted = balai_record_copy (theirs);
      g_autoptr (JsonNode) base = mutations[i].base ? json_from_string (mutations[i].base, NULL) : NULL;
      g_autoptr (JsonNode) set = json_from_string (mutations[i].set, NULL);
      g_autoptr (BalaiMutation) mutation = balai_mutation_new ("018f0000-0000-7000-8000-000000000001",
                                                               BALAI_MUTATION_PATCH, "mix",
                                                               balai_record_get_id (theirs));
      g_autoptr (BalaiMerge) merge = NULL;
      g_autoptr (GError) error = NULL;

      read_fields (theirs, TIME);
      read_fields (theirs, "{\"place\":\"P\"}");
      read_fields (wanted, mutations[i].record);
      balai_record_set_identity (theirs, balai_record_get_id (theirs), 7, 7, FALSE);
      mutation->base_rev = mutations[i].base_rev;
      mutation->base = base ? json_node_dup_object (base) : NULL;
      mutation->set = json_node_dup_object (set);
      merge = balai_merge_new_from_mutation (theirs, mutation, &error);
      g_assert_no_error (error);
      g_assert_cmpint (merge->outcome, ==, mutations[i].outcome);
      g_assert_true (balai_record_equal (merge->record, wanted));
      json_object_set_string_member (mutation->base ? mutation->base : mutation->set, "start", "nine");
      g_assert_null (balai_merge_new_from_mutation (theirs, mutation, &error));
      g_assert_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_BAD_VALUE);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/sync/merge/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/sync/merge/fresh", test_fresh);
  g_test_add_func ("/sync/merge/record-deleted", test_deleted);
  g_test_add_func ("/sync/merge/values", test_values);
  g_test_add_func ("/sync/merge/yield", test_yield);
  g_test_add_func ("/sync/merge/mutation", test_mutation);
  g_test_add_func ("/sync/merge/without-rules", test_plain);

  return g_test_run ();
}

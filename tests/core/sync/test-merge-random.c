/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdlib.h>
#include <string.h>

#include "balai-kinds.h"
#include "balai-merge.h"
#include "balai-record-json.h"
#include "balai-test-thing.h"
#include "balai-test.h"

/* Kinds put together by chance from the fields of the city's own, with groups and policies by chance, and changes by
 * chance: what comes out is what a simple-minded reading of the rules says, and has the properties of a merge. */

#define KINDS 100
#define CASES_OF_KIND 100
#define MAX_FIELDS 16

static const BalaiKind *current;

/* Of the kind made last. */
static GType
current_get_type (void)
{
  static GHashTable *types;
  GType type;

  if (types == NULL)
    types = g_hash_table_new (g_direct_hash, g_direct_equal);
  type = GPOINTER_TO_SIZE (g_hash_table_lookup (types, current));
  if (type == 0)
    {
      GTypeInfo info = {
        .class_size = sizeof (BalaiRecordClass), .class_init = (GClassInitFunc) balai_record_class_set_kind,
        .class_data = current, .instance_size = sizeof (BalaiRecord),
      };
      g_autofree char *name = g_strdup_printf ("BalaiRandom%u", g_hash_table_size (types));

      type = g_type_register_static (BALAI_TYPE_RECORD, name, &info, 0);
      g_hash_table_insert (types, (gpointer) current, GSIZE_TO_POINTER (type));
    }
  return type;
}

/* The kind's own rule: of its first and its last number the last is not the smaller. */
static gboolean
find_pair (const BalaiKind *kind,
           int             *first,
           int             *last)
{
  *first = *last = -1;
  for (guint i = 0; i < kind->n_fields; i++)
    if (kind->fields[i].type == BALAI_FIELD_INTEGER)
      {
        if (*first < 0)
          *first = (int) i;
        *last = (int) i;
      }
  return *first < *last;
}

static gboolean
pair_broken (BalaiRecord *record)
{
  int first, last;

  return find_pair (balai_record_get_kind (record), &first, &last) && !balai_record_is_null (record, first)
         && !balai_record_is_null (record, last)
         && balai_record_get_int (record, last) < balai_record_get_int (record, first);
}

static void
validate_pair (BalaiRecord     *record,
               BalaiRepository *repository,
               GPtrArray       *findings)
{
  int first, last;

  if (pair_broken (record) && find_pair (balai_record_get_kind (record), &first, &last))
    balai_finding_add (findings, record, last, BALAI_SEVERITY_BLOCK, "order");
}

static const BalaiField *
random_field (BalaiRegistry *registry,
              GRand         *rand)
{
  const BalaiKind *kind;

  do
    kind = balai_registry_get_kind (registry,
                                    (guint) g_rand_int_range (rand, 0, (int) balai_registry_get_n_kinds (registry)));
  while (kind->flags == BALAI_KIND_DERIVED);
  return &kind->fields[g_rand_int_range (rand, 0, (int) kind->n_fields)];
}

static BalaiKind *
random_kind (BalaiRegistry *registry,
             GRand         *rand)
{
  static const char *const groups[] = { NULL, NULL, NULL, "one", "two", "three" };
  const BalaiMergePolicy common = (BalaiMergePolicy) g_rand_int_range (rand, 0, BALAI_MERGE_LAST + 1);
  const int n = g_rand_int_range (rand, 1, MAX_FIELDS + 1), numbers = g_rand_int_range (rand, 0, 4);
  BalaiField *fields = g_new0 (BalaiField, MAX_FIELDS);
  BalaiKind *kind = g_new0 (BalaiKind, 1);

  *kind = (BalaiKind) {
    .name = "random", .label = "Random", .fields = fields, .get_type = current_get_type, .alone = TRUE,
    .validate = validate_pair,
  };
  while (kind->n_fields < (guint) n)
    {
      BalaiField field = *random_field (registry, rand);

      /* Often enough two numbers, for the rule. */
      if (balai_kind_find_field (kind, field.name) >= 0
          || (kind->n_fields < (guint) numbers && field.type != BALAI_FIELD_INTEGER))
        continue;
      field.group = groups[g_rand_int_range (rand, 0, G_N_ELEMENTS (groups))];
      field.policy = g_rand_boolean (rand) ? common
                                           : (BalaiMergePolicy) g_rand_int_range (rand, 0, BALAI_MERGE_LAST + 1);
      /* Short texts, which two together make too long. */
      if (field.type == BALAI_FIELD_TEXT && g_rand_int_range (rand, 0, 4) == 0)
        field.maximum = 12;
      if (field.type == BALAI_FIELD_INTEGER)
        field.minimum = field.maximum = 0;
      fields[kind->n_fields++] = field;
    }
  return kind;
}

/* Lists and lines that have much in common; few numbers; of the rest what the field may have. */
static void
random_value (BalaiRecord *record,
              int          index,
              GRand       *rand)
{
  const BalaiField *field = &balai_record_get_kind (record)->fields[index];
  const char *separator = field->policy == BALAI_MERGE_APPEND || (field->flags & BALAI_FIELD_MULTILINE) != 0 ? "\n"
                                                                                                             : ", ";

  /* What is in whole lines has no empty ones, since the oracle counts by lines. */
  if ((field->type == BALAI_FIELD_TEXT || field->type == BALAI_FIELD_CODE)
      && (field->policy == BALAI_MERGE_APPEND || g_rand_int_range (rand, 0, 5) > 0))
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int i = 0; i < 5; i++)
        if (g_rand_boolean (rand))
          g_string_append_printf (text, "%s%c", text->len > 0 ? separator : "", 'a' + i);
      balai_record_set_text (record, index, text->str);
    }
  else if (field->type == BALAI_FIELD_INTEGER)
    balai_record_set_int (record, index, g_rand_int_range (rand, 0, 6));
  else
    {
      g_autoptr (BalaiRecord) other = balai_record_new (balai_record_get_kind (record));

      balai_test_randomize (other, rand);
      balai_record_copy_field (record, other, index);
    }
}

/* Another value, or of lines often more of them. */
static void
change_value (BalaiRecord *record,
              int          index,
              GRand       *rand)
{
  const BalaiField *field = &balai_record_get_kind (record)->fields[index];

  if (field->policy == BALAI_MERGE_APPEND && balai_field_get_storage (field) == BALAI_STORAGE_TEXT
      && g_rand_int_range (rand, 0, 4) > 0)
    {
      const char *old = balai_record_get_text (record, index);

      balai_record_take_text (record, index, g_strdup_printf ("%s%s%c", old ? old : "", old ? "\n" : "",
                                                              'p' + g_rand_int_range (rand, 0, 4)));
    }
  else if ((field->flags & BALAI_FIELD_REQUIRED) == 0 && g_rand_int_range (rand, 0, 6) == 0)
    balai_record_set_null (record, index);
  else
    random_value (record, index, rand);
}

typedef struct
{
  BalaiRecord *base;   /* (owned) */
  BalaiRecord *theirs; /* (owned) */
  BalaiRecord *mine;   /* (owned) */
  guint64      known;
  guint64      fields;
} Change;

static void
change_init (Change          *self,
             const BalaiKind *kind,
             GRand           *rand)
{
  const int eager = g_rand_int_range (rand, 1, 5);
  const guint64 all = G_MAXUINT64 >> (64 - kind->n_fields);
  int first, last;

  self->base = balai_record_new (kind);
  for (int i = 0; i < (int) kind->n_fields; i++)
    random_value (self->base, i, rand);
  if (pair_broken (self->base) && find_pair (kind, &first, &last))
    balai_record_set_int (self->base, last, balai_record_get_int (self->base, first));
  self->theirs = balai_record_copy (self->base);
  self->mine = balai_record_copy (self->base);
  self->fields = 0;
  for (int i = 0; i < (int) kind->n_fields; i++)
    {
      if (g_rand_int_range (rand, 0, 5) < eager)
        change_value (self->theirs, i, rand);
      if (g_rand_int_range (rand, 0, 5) < eager)
        {
          if (g_rand_int_range (rand, 0, 5) == 0)
            balai_record_copy_field (self->mine, self->theirs, i);
          else
            change_value (self->mine, i, rand);
          self->fields |= G_GUINT64_CONSTANT (1) << i;
        }
    }
  self->known = g_rand_int_range (rand, 0, 4) > 0 ? all : all & (((guint64) g_rand_int (rand) << 32)
                                                                 | g_rand_int (rand));
  /* What is not set has no meaning. */
  for (int i = 0; i < (int) kind->n_fields; i++)
    if ((self->fields >> i & 1) == 0)
      random_value (self->mine, i, rand);
  balai_record_set_identity (self->theirs, balai_record_get_id (self->theirs), 5, 5, FALSE);
}

static void
change_clear (Change *self)
{
  g_object_unref (self->base);
  g_object_unref (self->theirs);
  g_object_unref (self->mine);
}

static BalaiMerge *
merge_change (const Change *change)
{
  return balai_merge_new (change->theirs, 4, change->base, change->known, change->mine, change->fields);
}

/* The simple-minded reading: each value is a text, and a group is gone through member by member. */

static char *
value_of (BalaiRecord *record,
          int          field)
{
  g_autoptr (GString) json = g_string_new (NULL);

  balai_record_append_json (record, json, G_GUINT64_CONSTANT (1) << field);
  return g_strdup (json->str);
}

static gboolean
same_value (BalaiRecord *a,
            BalaiRecord *b,
            int          field)
{
  g_autofree char *x = value_of (a, field), *y = value_of (b, field);

  return g_str_equal (x, y);
}

static gboolean
in_list (char       **list,
         const char  *word)
{
  for (int i = 0; list[i] != NULL; i++)
    {
      g_autofree char *stripped = g_strstrip (g_strdup (list[i]));

      if (g_str_equal (stripped, word))
        return TRUE;
    }
  return FALSE;
}

/* Every word of the two, one after the other: does it stay? */
static char *
oracle_union (const char *base,
              const char *theirs,
              const char *mine,
              const char *separator)
{
  g_auto (GStrv) before = g_strsplit (base, separator, -1), there = g_strsplit (theirs, separator, -1);
  g_auto (GStrv) here = g_strsplit (mine, separator, -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) words = NULL, result = NULL;
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);

  g_strv_builder_addv (builder, (const char **) there);
  g_strv_builder_addv (builder, (const char **) here);
  words = g_strv_builder_end (builder);
  for (int i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = g_strstrip (g_strdup (words[i]));
      gboolean stays = in_list (before, word) ? in_list (there, word) && in_list (here, word) : TRUE;

      if (*word != '\0' && stays && !g_ptr_array_find_with_equal_func (kept, word, g_str_equal, NULL))
        g_ptr_array_add (kept, g_steal_pointer (&word));
    }
  g_ptr_array_add (kept, NULL);
  return g_strjoinv (separator, (char **) kept->pdata);
}

/* In lines, none of which is empty: are the lines of the first the first lines of the second? */
static gboolean
begins (char **first,
        char **second)
{
  guint i = 0;

  while (first[i] != NULL && second[i] != NULL && g_str_equal (first[i], second[i]))
    i++;
  return first[i] == NULL;
}

static char *
oracle_append (const char *base,
               const char *theirs,
               const char *mine)
{
  g_auto (GStrv) before = g_strsplit (base, "\n", -1), there = g_strsplit (theirs, "\n", -1);
  g_auto (GStrv) here = g_strsplit (mine, "\n", -1);
  guint n = g_strv_length (before), n_there = g_strv_length (there), n_here = g_strv_length (here);
  g_autofree char *rest = NULL;

  if (!begins (before, there) || !begins (before, here))
    return NULL;
  if (begins (there, here))
    return g_strdup (mine);
  if (begins (here, there) || (n_there >= n + n_here - n && begins (here + n, there + n_there - (n_here - n))))
    return g_strdup (theirs);
  rest = g_strjoinv ("\n", here + n);
  return g_strjoin ("\n", theirs, rest, NULL);
}

static gboolean
is_greater (BalaiRecord *a,
            BalaiRecord *b,
            int          field)
{
  if (balai_record_is_null (a, field) || balai_record_is_null (b, field))
    return !balai_record_is_null (a, field);
  if (balai_field_get_storage (&balai_record_get_kind (a)->fields[field]) == BALAI_STORAGE_INTEGER)
    return balai_record_get_int (a, field) > balai_record_get_int (b, field);
  return balai_record_get_real (a, field) > balai_record_get_real (b, field);
}

/* What is to become of a group, values and policies alone: '=' the server's, 'm' mine, '?' a conflict, or 'c' with the
 * text of both in @text. */
static char
oracle_group (const Change  *change,
              BalaiRecord   *wish,
              guint64        members,
              char         **text)
{
  const BalaiKind *kind = balai_record_get_kind (change->theirs);
  gboolean all_there = TRUE, nothing_asked = TRUE, untouched = TRUE, whole = TRUE, one_policy = TRUE;
  int count = 0, first = -1;
  const char *base, *theirs, *mine;
  const BalaiField *field;

  for (int i = 0; i < (int) kind->n_fields; i++)
    {
      gboolean known = (change->known >> i & 1) != 0, set = (change->fields >> i & 1) != 0;

      if ((members >> i & 1) == 0)
        continue;
      if (first < 0)
        first = i;
      count++;
      if ((known || set) && !same_value (wish, change->theirs, i))
        all_there = FALSE;
      if (set && (!known || !same_value (wish, change->base, i)))
        nothing_asked = FALSE;
      if (!known || !same_value (change->base, change->theirs, i))
        untouched = FALSE;
      if (!known && !set)
        whole = FALSE;
      if (kind->fields[i].policy != kind->fields[first].policy)
        one_policy = FALSE;
    }
  if (all_there || nothing_asked)
    return '=';
  if (untouched)
    return 'm';
  field = &kind->fields[first];
  if (!one_policy)
    return '?';
  if (field->policy == BALAI_MERGE_SERVER)
    return '=';
  if (field->policy == BALAI_MERGE_LAST)
    return whole ? 'm' : '?';
  if (count > 1 || field->policy == BALAI_MERGE_ASK)
    return '?';
  if (field->policy == BALAI_MERGE_MAX)
    {
      if (balai_field_get_storage (field) == BALAI_STORAGE_TEXT)
        return '?';
      return is_greater (wish, change->theirs, first) ? 'm' : '=';
    }
  if (field->type != BALAI_FIELD_TEXT && field->type != BALAI_FIELD_CODE)
    return '?';
  base = (change->known >> first & 1) != 0 ? balai_record_get_text (change->base, first) : NULL;
  theirs = balai_record_get_text (change->theirs, first);
  mine = balai_record_get_text (wish, first);
  if (field->policy == BALAI_MERGE_UNION)
    *text = oracle_union (base ? base : "", theirs ? theirs : "", mine ? mine : "",
                          (field->flags & BALAI_FIELD_MULTILINE) != 0 ? "\n" : ", ");
  else
    *text = oracle_append (base ? base : "", theirs ? theirs : "", mine ? mine : "");
  return *text != NULL ? 'c' : '?';
}

static gboolean
is_too_long (BalaiRecord *record,
             int          field)
{
  const char *text = balai_record_get_text (record, field);

  return text != NULL
         && g_utf8_strlen (text, -1) > balai_field_get_text_limit (&balai_record_get_kind (record)->fields[field]);
}

static gboolean
is_missing (BalaiRecord *record,
            int          field)
{
  return (balai_record_get_kind (record)->fields[field].flags & BALAI_FIELD_REQUIRED) != 0
         && balai_record_is_null (record, field);
}

/* The merged record, and which fields are in conflict. */
static BalaiRecord *
oracle_merge (const Change *change,
              guint64      *conflicts)
{
  const BalaiKind *kind = balai_record_get_kind (change->theirs);
  g_autoptr (BalaiRecord) wish = balai_record_new_with_id (kind, balai_record_get_id (change->theirs));
  BalaiRecord *record = balai_record_copy (change->theirs);
  int pair[2];

  for (int i = 0; i < (int) kind->n_fields; i++)
    {
      if ((change->fields >> i & 1) != 0)
        balai_record_copy_field (wish, change->mine, i);
      else if ((change->known >> i & 1) != 0)
        balai_record_copy_field (wish, change->base, i);
    }
  *conflicts = 0;
  for (int i = 0; i < (int) kind->n_fields; i++)
    {
      guint64 members = balai_kind_get_group (kind, i);
      g_autofree char *text = NULL;
      char what;

      if ((members & change->fields) == 0)
        continue;
      what = oracle_group (change, wish, members, &text);
      if (what == 'm')
        balai_record_copy_field (record, wish, i);
      else if (what == '?')
        *conflicts |= members;
      else if (what == 'c')
        {
          balai_record_set_text (record, i, text);
          if ((is_too_long (record, i) && !is_too_long (wish, i) && !is_too_long (change->theirs, i))
              || (is_missing (record, i) && !is_missing (wish, i) && !is_missing (change->theirs, i)))
            {
              *conflicts |= members;
              balai_record_copy_field (record, change->theirs, i);
            }
        }
    }
  /* The pair: the group of the last goes back, and if that does not mend it, that of the first. */
  if (find_pair (kind, &pair[1], &pair[0]) && !pair_broken (wish) && !pair_broken (change->theirs))
    for (int p = 0; p < 2 && pair_broken (record); p++)
      {
        guint64 members = balai_kind_get_group (kind, pair[p]);
        gboolean taken = FALSE;

        for (int i = 0; i < (int) kind->n_fields; i++)
          taken = taken || ((members >> i & 1) != 0 && !same_value (record, change->theirs, i));
        if (taken)
          *conflicts |= members;
        for (int i = 0; taken && i < (int) kind->n_fields; i++)
          if ((members >> i & 1) != 0)
            balai_record_copy_field (record, change->theirs, i);
      }
  return record;
}

static guint64
conflicting (const BalaiMerge *merge)
{
  guint64 fields = 0;

  for (guint i = 0; i < merge->conflicts->len; i++)
    {
      const BalaiMergeConflict *conflict = &g_array_index (merge->conflicts, BalaiMergeConflict, i);

      g_assert_cmpuint (conflict->fields & fields, ==, 0);
      fields |= conflict->fields;
    }
  return fields;
}

static void
assert_as_oracle (const Change     *change,
                  const BalaiMerge *merge)
{
  const BalaiKind *kind = balai_record_get_kind (change->theirs);
  guint64 conflicts;
  g_autoptr (BalaiRecord) expected = oracle_merge (change, &conflicts);

  for (int i = 0; i < (int) kind->n_fields; i++)
    {
      g_autofree char *got = value_of (merge->record, i), *wanted = value_of (expected, i);

      g_assert_cmpstr (got, ==, wanted);
      g_assert_cmpint ((int) (merge->taken >> i & 1), ==, !same_value (merge->record, change->theirs, i));
    }
  g_assert_cmpuint (conflicting (merge), ==, conflicts);
  g_assert_cmpint (merge->outcome == BALAI_MERGE_OUTCOME_CONFLICT, ==, conflicts != 0);
  if (merge->outcome == BALAI_MERGE_OUTCOME_UNCHANGED)
    g_assert_cmpuint (merge->taken, ==, 0);
  g_assert_cmpuint (balai_record_get_dirty (merge->record), ==, merge->taken);
}

/* Of a group all is the server's, or all is what the change asks for; of one in conflict the server's. */
static void
assert_groups_whole (const Change     *change,
                     const BalaiMerge *merge)
{
  const BalaiKind *kind = balai_record_get_kind (change->theirs);
  const guint64 conflicts = conflicting (merge);

  for (int i = 0; i < (int) kind->n_fields; i++)
    {
      guint64 members = balai_kind_get_group (kind, i);
      gboolean as_theirs = TRUE, as_mine = TRUE;

      for (int j = 0; j < (int) kind->n_fields; j++)
        if ((members >> j & 1) != 0)
          {
            as_theirs = as_theirs && balai_record_field_equal (merge->record, change->theirs, j);
            as_mine = as_mine && balai_record_field_equal (merge->record, merge->mine, j);
          }
      if (members != G_GUINT64_CONSTANT (1) << i)
        g_assert_true (as_theirs || as_mine);
      if ((conflicts >> i & 1) != 0)
        {
          g_assert_true (as_theirs);
          g_assert_cmpuint (members & conflicts, ==, members);
        }
    }
}

/* Sent again, a change does nothing, and what waits still waits. */
static void
assert_idempotent (const Change     *change,
                   const BalaiMerge *merge)
{
  g_autoptr (BalaiMerge) again = balai_merge_new (merge->record, 4, change->base, change->known, change->mine,
                                                  change->fields);

  g_assert_cmpuint (again->taken, ==, 0);
  g_assert_cmpuint (conflicting (again), ==, conflicting (merge));
}

static int
compare_words (const void *a,
               const void *b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
sorted_words (BalaiRecord *record,
              int          field)
{
  const char *text = balai_record_get_text (record, field);
  g_auto (GStrv) words = g_strsplit_set (text ? text : "", ", \n", -1);
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (int i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_ptr_array_add (list, words[i]);
  if (list->len > 0)
    qsort (list->pdata, list->len, sizeof (gpointer), compare_words);
  g_ptr_array_add (list, NULL);
  return g_strjoinv (" ", (char **) list->pdata);
}

/* Whoever comes first: the same is in conflict, and what is not stands the same, but for policies that look at who came
 * first. Told where a rule has spoken, which looks at what stands in conflicts too. */
static gboolean
assert_symmetric (const Change *change)
{
  const BalaiKind *kind = balai_record_get_kind (change->theirs);
  Change one = *change, other;
  g_autoptr (BalaiRecord) mine = balai_record_copy (change->base);
  g_autoptr (BalaiMerge) there = NULL, back = NULL;
  guint64 conflicts;

  for (int i = 0; i < (int) kind->n_fields; i++)
    if ((change->fields >> i & 1) != 0)
      balai_record_copy_field (mine, change->mine, i);
  balai_record_set_identity (mine, balai_record_get_id (mine), 5, 5, FALSE);
  one.known = one.fields = G_MAXUINT64;
  one.mine = mine;
  other = one;
  other.theirs = one.mine;
  other.mine = one.theirs;
  there = merge_change (&one);
  back = merge_change (&other);
  for (guint i = 0; i < there->conflicts->len; i++)
    if (g_array_index (there->conflicts, BalaiMergeConflict, i).reason == BALAI_MERGE_REASON_RULE)
      return FALSE;
  for (guint i = 0; i < back->conflicts->len; i++)
    if (g_array_index (back->conflicts, BalaiMergeConflict, i).reason == BALAI_MERGE_REASON_RULE)
      return FALSE;
  conflicts = conflicting (there);
  g_assert_cmpuint (conflicts, ==, conflicting (back));
  for (int i = 0; i < (int) kind->n_fields; i++)
    {
      const BalaiMergePolicy policy = kind->fields[i].policy;

      if ((conflicts >> i & 1) != 0)
        continue;
      if (policy == BALAI_MERGE_ASK || policy == BALAI_MERGE_MAX)
        g_assert_true (balai_record_field_equal (there->record, back->record, i));
      else if (balai_field_get_storage (&kind->fields[i]) == BALAI_STORAGE_TEXT
               && (policy == BALAI_MERGE_UNION || policy == BALAI_MERGE_APPEND))
        {
          g_autofree char *a = sorted_words (there->record, i), *b = sorted_words (back->record, i);

          /* Both in whatever order; of lines said on both sides one may stand at another's end. */
          if (policy == BALAI_MERGE_UNION)
            g_assert_cmpstr (a, ==, b);
        }
    }
  return TRUE;
}

static void
assert_trivial (const Change *change)
{
  const BalaiKind *kind = balai_record_get_kind (change->theirs);
  Change one = *change;
  g_autoptr (BalaiMerge) same = NULL, alone = NULL, fresh = NULL, none = NULL;
  g_autoptr (BalaiRecord) base = balai_record_copy (change->theirs);

  /* What is there already */
  one.mine = change->theirs;
  one.fields = G_MAXUINT64;
  same = merge_change (&one);
  g_assert_cmpint (same->outcome, ==, BALAI_MERGE_OUTCOME_UNCHANGED);
  g_assert_true (balai_record_equal (same->record, change->theirs));

  /* Nothing has happened since: by the values, and by the revision */
  one = *change;
  one.base = base;
  one.known = G_MAXUINT64;
  alone = merge_change (&one);
  fresh = balai_merge_new (change->theirs, 5, change->base, 0, change->mine, change->fields);
  for (int i = 0; i < (int) kind->n_fields; i++)
    {
      BalaiRecord *side = (change->fields >> i & 1) != 0 ? change->mine : change->theirs;

      g_assert_true (balai_record_field_equal (alone->record, side, i));
      g_assert_true (balai_record_field_equal (fresh->record, side, i));
    }
  g_assert_cmpuint (alone->conflicts->len, ==, 0);
  g_assert_cmpint (fresh->outcome, ==, fresh->taken != 0 ? BALAI_MERGE_OUTCOME_ACCEPTED
                                                         : BALAI_MERGE_OUTCOME_UNCHANGED);

  /* Nothing is asked for */
  one = *change;
  one.mine = change->base;
  one.known = G_MAXUINT64;
  none = merge_change (&one);
  g_assert_cmpint (none->outcome, ==, BALAI_MERGE_OUTCOME_UNCHANGED);
}

static void
test_oracle (void)
{
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260716);
  int outcomes[4] = { 0 }, rules = 0, combined = 0, grouped = 0, symmetric = 0;

  for (int k = 0; k < KINDS; k++)
    {
      /* A class keeps its kind for good. */
      current = random_kind (registry, rand);
      for (int i = 0; i < CASES_OF_KIND; i++)
        {
          g_autoptr (BalaiMerge) merge = NULL;
          Change change;

          change_init (&change, current, rand);
          merge = merge_change (&change);
          assert_as_oracle (&change, merge);
          assert_groups_whole (&change, merge);
          assert_idempotent (&change, merge);
          assert_trivial (&change);
          symmetric += assert_symmetric (&change);
          outcomes[merge->outcome]++;
          combined += merge->combined != 0;
          for (guint c = 0; c < merge->conflicts->len; c++)
            {
              const BalaiMergeConflict *conflict = &g_array_index (merge->conflicts, BalaiMergeConflict, c);

              rules += conflict->reason == BALAI_MERGE_REASON_RULE;
              grouped += (conflict->fields & (conflict->fields - 1)) != 0;
            }
          change_clear (&change);
        }
    }
  g_test_message ("%d unchanged, %d merged, %d in conflict; %d rules, %d put together, %d groups, %d symmetric",
                  outcomes[BALAI_MERGE_OUTCOME_UNCHANGED], outcomes[BALAI_MERGE_OUTCOME_MERGED],
                  outcomes[BALAI_MERGE_OUTCOME_CONFLICT], rules, combined, grouped, symmetric);
  /* All of it has been tried. */
  g_assert_cmpint (outcomes[BALAI_MERGE_OUTCOME_MERGED], >, 1000);
  g_assert_cmpint (outcomes[BALAI_MERGE_OUTCOME_CONFLICT], >, 1000);
  g_assert_cmpint (rules, >, 50);
  g_assert_cmpint (combined, >, 500);
  g_assert_cmpint (grouped, >, 1000);
  g_assert_cmpint (symmetric, >, 5000);
}

/* The tables of the city's kinds say nothing that the merge would pass over. */
static void
test_tables (void)
{
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();
  int groups = 0;

  for (guint k = 0; k < balai_registry_get_n_kinds (registry); k++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, k);

      for (int i = 0; i < (int) kind->n_fields; i++)
        {
          const BalaiField *field = &kind->fields[i];
          guint64 members = balai_kind_get_group (kind, i);

          g_test_message ("%s.%s", kind->name, field->name);
          g_assert_cmpuint (members >> i & 1, ==, 1);
          if (field->group != NULL)
            {
              g_assert_cmpuint (members & (members - 1), !=, 0);
              g_assert_true (field->policy == BALAI_MERGE_ASK || field->policy == BALAI_MERGE_SERVER
                             || field->policy == BALAI_MERGE_LAST);
              groups++;
            }
          for (int j = 0; j < (int) kind->n_fields; j++)
            if ((members >> j & 1) != 0)
              g_assert_cmpint (kind->fields[j].policy, ==, field->policy);
          if (field->policy == BALAI_MERGE_UNION || field->policy == BALAI_MERGE_APPEND)
            g_assert_true (field->type == BALAI_FIELD_TEXT || field->type == BALAI_FIELD_CODE);
          if (field->policy == BALAI_MERGE_MAX)
            g_assert_cmpint (balai_field_get_storage (field), !=, BALAI_STORAGE_TEXT);
        }
      if (kind->alone)
        g_assert_nonnull (kind->validate);
    }
  g_assert_cmpint (groups, >, 40);
}

/* The rules that say they look at the record alone do so. */
static void
test_alone (void)
{
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  int kinds = 0;

  for (guint k = 0; k < balai_registry_get_n_kinds (registry); k++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, k);

      if (!kind->alone)
        continue;
      kinds++;
      for (int i = 0; i < 200; i++)
        {
          g_autoptr (BalaiRecord) record = balai_record_new (kind);
          g_autoptr (GPtrArray) findings = balai_findings_new ();

          balai_test_randomize (record, rand);
          kind->validate (record, NULL, findings);
        }
    }
  g_assert_cmpint (kinds, >=, 6);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/sync/merge-random/oracle", test_oracle);
  g_test_add_func ("/sync/merge-random/tables", test_tables);
  g_test_add_func ("/sync/merge-random/alone", test_alone);

  return g_test_run ();
}

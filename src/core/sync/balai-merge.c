/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-merge.h"

#include <string.h>

/* Three values of each field: what the change was made on, what the server has, what the change asks for (sync
 * reference, 2.5). No clock decides: who comes later has seen less, and is told. */

#define BIT(field) (G_GUINT64_CONSTANT (1) << (field))
#define FIRST(fields) (__builtin_ctzll (fields))

static guint64
differing (BalaiRecord *a,
           BalaiRecord *b,
           guint64      fields)
{
  const BalaiKind *kind = balai_record_get_kind (a);
  guint64 result = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    if ((fields & BIT (i)) != 0 && !balai_record_field_equal (a, b, (int) i))
      result |= BIT (i);
  return result;
}

static void
copy_fields (BalaiRecord *to,
             BalaiRecord *from,
             guint64      fields)
{
  const BalaiKind *kind = balai_record_get_kind (to);

  for (guint i = 0; i < kind->n_fields; i++)
    if ((fields & BIT (i)) != 0)
      balai_record_copy_field (to, from, (int) i);
}

static const char *
text_of (BalaiRecord *record,
         int          field)
{
  const char *text = balai_record_get_text (record, field);

  return text ? text : "";
}

/* Words of a line are divided as a calendar's categories are, names of several lines by the lines. */
static GHashTable *
split (const char        *text,
       const BalaiField  *field,
       char            ***words)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  *words = g_strsplit (text, (field->flags & BALAI_FIELD_MULTILINE) != 0 ? "\n" : ", ", -1);
  for (char **word = *words; *word != NULL; word++)
    g_hash_table_add (set, g_strstrip (*word));
  return set;
}

/* What one side took away is gone, what one side added is there: first in the server's order, then in mine. */
static char *
unite (const BalaiField *field,
       const char       *base,
       const char       *theirs,
       const char       *mine)
{
  g_auto (GStrv) base_words = NULL, their_words = NULL, my_words = NULL;
  g_autoptr (GHashTable) before = split (base, field, &base_words);
  g_autoptr (GHashTable) there = split (theirs, field, &their_words);
  g_autoptr (GHashTable) here = split (mine, field, &my_words);
  g_autoptr (GHashTable) done = g_hash_table_new (g_str_hash, g_str_equal);
  char **const sides[] = { their_words, my_words };
  GHashTable *const others[] = { here, there };
  GString *result = g_string_new (NULL);

  g_hash_table_add (done, (char *) "");
  for (int side = 0; side < 2; side++)
    for (char **word = sides[side]; *word != NULL; word++)
      {
        if ((g_hash_table_contains (before, *word) && !g_hash_table_contains (others[side], *word))
            || !g_hash_table_add (done, *word))
          continue;
        if (result->len > 0)
          g_string_append (result, (field->flags & BALAI_FIELD_MULTILINE) != 0 ? "\n" : ", ");
        g_string_append (result, *word);
      }
  return g_string_free (result, FALSE);
}

/* What stands below the first in the second, in whole lines; NULL where the second is not the first with more below. */
static const char *
added_below (const char *first,
             const char *second)
{
  gsize length = strlen (first);

  if (strncmp (first, second, length) != 0)
    return NULL;
  second += length;
  if (*second == '\n')
    return second + 1;
  return length == 0 || first[length - 1] == '\n' ? second : NULL;
}

/* Both additions, the server's first; one that the other begins or ends with is not said twice. NULL where a side has
 * changed what was there before, which no order of the two mends. */
static char *
append (const char *base,
        const char *theirs,
        const char *mine)
{
  const char *their_lines = added_below (base, theirs), *my_lines = added_below (base, mine);
  gsize length = strlen (theirs);

  if (their_lines == NULL || my_lines == NULL)
    return NULL;
  if (added_below (theirs, mine) != NULL)
    return g_strdup (mine);
  if (added_below (mine, theirs) != NULL)
    return g_strdup (theirs);
  if (g_str_has_suffix (their_lines, my_lines)
      && (strlen (their_lines) == strlen (my_lines) || theirs[length - strlen (my_lines) - 1] == '\n'))
    return g_strdup (theirs);
  return g_strconcat (theirs, theirs[length - 1] == '\n' ? "" : "\n", my_lines, NULL);
}

/* -1, 0 or 1; no value is less than any. */
static int
compare_numbers (BalaiRecord *a,
                 BalaiRecord *b,
                 int          field)
{
  int has_a = !balai_record_is_null (a, field), has_b = !balai_record_is_null (b, field);

  if (!has_a || !has_b)
    return has_a - has_b;
  if (balai_field_get_storage (&balai_record_get_kind (a)->fields[field]) == BALAI_STORAGE_INTEGER)
    {
      int64_t x = balai_record_get_int (a, field), y = balai_record_get_int (b, field);

      return (x > y) - (x < y);
    }
  else
    {
      double x = balai_record_get_real (a, field), y = balai_record_get_real (b, field);

      return (x > y) - (x < y);
    }
}

/* How two changes of these fields meet. A policy that looks into a value would put a group together from both sides;
 * one that looks into a value of another type has nothing to look at: both ask. */
static BalaiMergePolicy
policy_of (const BalaiKind *kind,
           guint64          members)
{
  const guint first = (guint) FIRST (members);
  const BalaiField *field = &kind->fields[first];
  const gboolean is_text = field->type == BALAI_FIELD_TEXT || field->type == BALAI_FIELD_CODE;

  for (guint i = first + 1; i < kind->n_fields; i++)
    if ((members & BIT (i)) != 0 && kind->fields[i].policy != field->policy)
      return BALAI_MERGE_ASK;
  switch (field->policy)
    {
    case BALAI_MERGE_UNION:
    case BALAI_MERGE_APPEND:
      return members == BIT (first) && is_text ? field->policy : BALAI_MERGE_ASK;
    case BALAI_MERGE_MAX:
      return members == BIT (first) && balai_field_get_storage (field) != BALAI_STORAGE_TEXT ? BALAI_MERGE_MAX
                                                                                             : BALAI_MERGE_ASK;
    case BALAI_MERGE_ASK:
    case BALAI_MERGE_SERVER:
    case BALAI_MERGE_LAST:
    default:
      return field->policy;
    }
}

static void
take (BalaiMerge *self,
      guint64     members)
{
  copy_fields (self->record, self->mine, members);
  self->taken |= differing (self->theirs, self->mine, members);
}

static void
take_text (BalaiMerge *self,
           guint64     member,
           char       *text)
{
  const int field = FIRST (member);

  balai_record_take_text (self->record, field, text);
  self->taken |= differing (self->theirs, self->record, member);
  self->combined |= differing (self->mine, self->record, member) & self->taken;
}

static void
ask (BalaiMerge       *self,
     guint64           members,
     BalaiMergeReason  reason,
     const char       *code)
{
  BalaiMergeConflict conflict = { members, reason, code };

  g_array_append_val (self->conflicts, conflict);
}

static void
merge_by_policy (BalaiMerge *self,
                 guint64     members,
                 guint64     asked)
{
  const BalaiKind *kind = balai_record_get_kind (self->theirs);
  const int first = FIRST (members);
  const char *base = NULL, *theirs = NULL, *mine = NULL;
  BalaiMergePolicy policy = policy_of (kind, members);
  char *text;

  if (policy == BALAI_MERGE_UNION || policy == BALAI_MERGE_APPEND)
    {
      base = text_of (self->base, first);
      theirs = text_of (self->theirs, first);
      mine = text_of (self->mine, first);
    }
  switch (policy)
    {
    case BALAI_MERGE_UNION:
      take_text (self, members, unite (&kind->fields[first], base, theirs, mine));
      return;
    case BALAI_MERGE_APPEND:
      text = append (base, theirs, mine);
      if (text == NULL)
        break;
      take_text (self, members, text);
      return;
    case BALAI_MERGE_MAX:
      if (compare_numbers (self->mine, self->theirs, first) > 0)
        take (self, members);
      else
        self->passed |= members;
      return;
    case BALAI_MERGE_SERVER:
      self->passed |= differing (self->mine, self->theirs, asked);
      return;
    case BALAI_MERGE_LAST:
      /* Where nothing says what the rest of a group was, there is no whole of it to be taken. */
      if ((members & ~self->known & ~asked) != 0)
        break;
      take (self, members);
      return;
    case BALAI_MERGE_ASK:
    default:
      break;
    }
  ask (self, members, BALAI_MERGE_REASON_VALUES, NULL);
}

static void
merge_group (BalaiMerge *self,
             guint64     members,
             guint64     asked)
{
  /* Here already, or asked for without being changed. */
  if (differing (self->mine, self->theirs, members & (self->known | asked)) == 0
      || ((asked & ~self->known) == 0 && differing (self->mine, self->base, asked) == 0))
    return;
  if (balai_record_is_deleted (self->theirs))
    ask (self, members, BALAI_MERGE_REASON_DELETED, NULL);
  /* What the change does not know of a group may have been changed. */
  else if ((members & ~self->known) == 0 && differing (self->base, self->theirs, members) == 0)
    take (self, members);
  else
    merge_by_policy (self, members, asked);
}

/* The server's record with what is taken, without some of it. */
static BalaiRecord *
taken_without (BalaiMerge *self,
               guint64     members)
{
  BalaiRecord *record = balai_record_copy (self->theirs);

  balai_record_clear_dirty (record);
  copy_fields (record, self->record, self->taken & ~members);
  return record;
}

/* What the table says, and the rules that look at the record alone; the others are asked where there is a store. */
static GPtrArray *
check (BalaiRecord *record)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  GPtrArray *findings = balai_findings_new ();

  balai_kind_check (kind, record, findings);
  if (kind->alone)
    kind->validate (record, NULL, findings);
  return findings;
}

static gboolean
has_finding (GPtrArray          *findings,
             const BalaiFinding *finding)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const BalaiFinding *other = g_ptr_array_index (findings, i);

      if (other->field == finding->field && g_str_equal (other->code, finding->code))
        return TRUE;
    }
  return FALSE;
}

/* What blocks the record and is the doing of the merge: neither side breaks that rule by itself. What one side brings
 * along is a matter of the rules, which refuse it with their reason. */
static const BalaiFinding *
find_broken (GPtrArray *findings,
             GPtrArray *theirs,
             GPtrArray *mine)
{
  for (guint i = 0; i < findings->len; i++)
    {
      const BalaiFinding *finding = g_ptr_array_index (findings, i);

      if (finding->severity == BALAI_SEVERITY_BLOCK && !has_finding (theirs, finding) && !has_finding (mine, finding))
        return finding;
    }
  return NULL;
}

/* In the field's group where something of it is taken; else in the one whose going mends it; else in all. */
static guint64
find_culprit (BalaiMerge         *self,
              const BalaiFinding *finding)
{
  const BalaiKind *kind = balai_record_get_kind (self->theirs);
  guint64 left = self->taken;

  if (finding->field >= 0 && (balai_kind_get_group (kind, finding->field) & self->taken) != 0)
    return balai_kind_get_group (kind, finding->field);
  while (left != 0)
    {
      guint64 members = balai_kind_get_group (kind, FIRST (left));
      g_autoptr (BalaiRecord) without = taken_without (self, members);
      g_autoptr (GPtrArray) findings = check (without);

      if (!has_finding (findings, finding))
        return members;
      left &= ~members;
    }
  return self->taken;
}

/* Gives up what is taken of these fields, group by group. */
static void
yield_fields (BalaiMerge *self,
              guint64     fields,
              const char *code)
{
  const BalaiKind *kind = balai_record_get_kind (self->theirs);
  BalaiRecord *record = taken_without (self, fields);

  for (guint64 left = fields & self->taken; left != 0;)
    {
      guint64 members = balai_kind_get_group (kind, FIRST (left));

      ask (self, members, BALAI_MERGE_REASON_RULE, code);
      left &= ~members;
    }
  self->taken &= ~fields;
  self->combined &= ~fields;
  g_object_unref (self->record);
  self->record = record;
}

static void
check_merged (BalaiMerge *self)
{
  g_autoptr (GPtrArray) theirs = check (self->theirs), mine = check (self->mine);

  while (self->taken != 0)
    {
      g_autoptr (GPtrArray) findings = check (self->record);
      const BalaiFinding *finding = find_broken (findings, theirs, mine);

      if (finding == NULL)
        return;
      yield_fields (self, find_culprit (self, finding), finding->code);
    }
}

static void
decide (BalaiMerge *self)
{
  if (self->conflicts->len > 0)
    self->outcome = BALAI_MERGE_OUTCOME_CONFLICT;
  else if (self->taken == 0 && self->passed == 0)
    self->outcome = BALAI_MERGE_OUTCOME_UNCHANGED;
  else
    self->outcome = self->moved ? BALAI_MERGE_OUTCOME_MERGED : BALAI_MERGE_OUTCOME_ACCEPTED;
}

/**
 * balai_merge_new:
 * @theirs: the server's record
 * @base_revision: its revision when the change was made
 * @base: a record of the same kind with the values the change was made on
 * @known: which fields of @base are such values; of a group that is changed all should be
 * @mine: a record of the same kind with the values asked for
 * @fields: which fields of @mine are asked for
 *
 * Merges a change into what the server has (sync reference, 2.5). Per group of fields, a field without one being its
 * own: the same value does nothing; where the server's is still that of @base, the change is taken; else the policy of
 * the table decides, and of a group only one that prefers a whole side. A value of @base that is not known counts as
 * changed by the server. At the revision of the change itself nothing else has happened, and @base is not looked at.
 *
 * Then the rules that need no store look at what has come together, and a group that breaks one becomes a conflict,
 * unless one side breaks it alone. Fields that this Balai does not know are not merged: the server's stand.
 *
 * Returns: (transfer full): what came out; it keeps no part of what it was given
 */
BalaiMerge *
balai_merge_new (BalaiRecord *theirs,
                 int64_t      base_revision,
                 BalaiRecord *base,
                 guint64      known,
                 BalaiRecord *mine,
                 guint64      fields)
{
  const BalaiKind *kind = balai_record_get_kind (theirs);
  BalaiMerge *self;

  g_return_val_if_fail (balai_record_get_kind (base) == kind && balai_record_get_kind (mine) == kind, NULL);

  self = g_new0 (BalaiMerge, 1);
  self->moved = base_revision != balai_record_get_revision (theirs);
  self->known = self->moved ? known : G_MAXUINT64;
  self->conflicts = g_array_new (FALSE, FALSE, sizeof (BalaiMergeConflict));
  self->theirs = balai_record_copy (theirs);
  self->base = balai_record_new_with_id (kind, balai_record_get_id (theirs));
  copy_fields (self->base, self->moved ? base : theirs, self->known);
  self->mine = balai_record_copy (self->base);
  copy_fields (self->mine, mine, fields);
  self->record = balai_record_copy (theirs);
  balai_record_clear_dirty (self->record);

  for (guint i = 0; i < kind->n_fields; i++)
    {
      guint64 members = balai_kind_get_group (kind, (int) i);

      if (FIRST (members) == (int) i && (members & fields) != 0)
        merge_group (self, members, members & fields);
    }
  if (self->moved)
    check_merged (self);
  decide (self);
  return self;
}

/**
 * balai_merge_free:
 * @self: (transfer full): what came out of a merge
 */
void
balai_merge_free (BalaiMerge *self)
{
  g_object_unref (self->record);
  g_object_unref (self->base);
  g_object_unref (self->theirs);
  g_object_unref (self->mine);
  g_array_unref (self->conflicts);
  g_free (self);
}

/**
 * balai_merge_yield:
 * @self: what came out of a merge
 * @field: the field at which a rule found fault with the merged record, or -1
 * @code: code of the rule, a literal
 *
 * For the rules that need a store, asked by who has one: turns the group of the field into a conflict, or all that was
 * taken where nothing of that group was, as the merge itself does with its own rules. Of a change that met no other,
 * nothing is a matter of the merge, and a rule refuses it instead.
 */
void
balai_merge_yield (BalaiMerge *self,
                   int         field,
                   const char *code)
{
  guint64 members = field >= 0 ? balai_kind_get_group (balai_record_get_kind (self->theirs), field) : 0;

  g_return_if_fail (self->moved);

  yield_fields (self, (members & self->taken) != 0 ? members : self->taken, code);
  decide (self);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-mutation-result.h"

#include "balai-canonical.h"

static const char *const verdict_words[] = { "accepted", "merged", "conflict", "rejected", "blocked", "retry", NULL };

/* In the order of BalaiReason. */
static const char *const reason_words[] = {
  NULL,
  "state_locked",
  "transition_forbidden",
  "slot_taken",
  "not_authorized",
  "scope_revoked",
  "field_forbidden",
  "invalid_field",
  "attachment_missing",
  "deadline_passed",
  "dependency_failed",
  "schema_too_old",
  "id_taken",
  "mid_reuse",
  "quota",
  "device_blocked",
};

G_STATIC_ASSERT (G_N_ELEMENTS (reason_words) == BALAI_REASON_OTHER);

static BalaiMutationResult *
result_alloc (void)
{
  BalaiMutationResult *self = g_new0 (BalaiMutationResult, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

/**
 * balai_mutation_result_new:
 * @mid: the mutation
 * @verdict: what became of it
 * @reason: why
 *
 * Returns: (transfer full): a result to be filled
 */
BalaiMutationResult *
balai_mutation_result_new (const char   *mid,
                           BalaiVerdict  verdict,
                           BalaiReason   reason)
{
  BalaiMutationResult *self;

  g_return_val_if_fail (mid != NULL, NULL);

  self = result_alloc ();
  self->mid = g_strdup (mid);
  self->verdict = verdict;
  self->why = g_strdup (balai_reason_to_word (reason));
  return self;
}

BalaiMutationResult *
balai_mutation_result_ref (BalaiMutationResult *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_mutation_result_unref (BalaiMutationResult *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->mid);
  g_clear_pointer (&self->row, balai_wire_row_unref);
  g_free (self->why);
  g_strfreev (self->fields);
  g_free (self);
}

/**
 * balai_mutation_result_get_reason:
 * @self: a result
 *
 * Returns: why the mutation became what it became; %BALAI_REASON_OTHER for a word that only a newer Balai knows
 */
BalaiReason
balai_mutation_result_get_reason (BalaiMutationResult *self)
{
  return balai_reason_from_word (self->why);
}

/**
 * balai_mutation_result_append:
 * @self: a result
 * @json: where to write
 * @row: whether the record goes with it
 *
 * Appends its canonical form.
 */
void
balai_mutation_result_append (BalaiMutationResult *self,
                              GString             *json,
                              gboolean             row)
{
  g_string_append_c (json, '{');
  balai_canonical_add_list (json, "fields", self->fields);
  balai_canonical_add_text (json, "mid", self->mid);
  balai_canonical_add_text (json, "r", verdict_words[self->verdict]);
  balai_canonical_add_int (json, "rev", self->rev);
  if (row && self->row != NULL)
    {
      balai_canonical_add_name (json, "row");
      balai_wire_row_append (self->row, json);
    }
  balai_canonical_add_text (json, "why", self->why);
  g_string_append_c (json, '}');
}

/**
 * balai_mutation_result_encode:
 * @self: a result
 *
 * Returns: (transfer full): its canonical form, as the server keeps it to give it again
 */
char *
balai_mutation_result_encode (BalaiMutationResult *self)
{
  GString *json = g_string_new (NULL);

  balai_mutation_result_append (self, json, TRUE);
  return g_string_free (json, FALSE);
}

/**
 * balai_mutation_result_from_object:
 * @object: an object of a text that has passed the gate
 * @error: return location for a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the result
 */
BalaiMutationResult *
balai_mutation_result_from_object (JsonObject  *object,
                                   GError     **error)
{
  BalaiWireReader reader = { object, error, FALSE };
  g_autoptr (BalaiMutationResult) self = result_alloc ();
  JsonObject *row;

  self->mid = g_strdup (balai_wire_reader_get_text (&reader, "mid", balai_wire_is_id));
  self->verdict = (BalaiVerdict) balai_wire_reader_get_word (&reader, "r", verdict_words);
  self->rev = balai_wire_reader_find_int (&reader, "rev", 0);
  self->why = g_strdup (balai_wire_reader_find_text (&reader, "why", balai_wire_is_name));
  self->fields = balai_wire_reader_find_list (&reader, "fields", balai_wire_is_name, BALAI_MUTATION_RESULT_FIELDS);
  row = balai_wire_reader_find_object (&reader, "row");
  if (reader.failed)
    return NULL;
  if (row != NULL && (self->row = balai_wire_row_from_object (row, error)) == NULL)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * balai_mutation_result_decode:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the result
 */
BalaiMutationResult *
balai_mutation_result_decode (const char  *text,
                              gssize       length,
                              GError     **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, error);

  return object == NULL ? NULL : balai_mutation_result_from_object (object, error);
}

/**
 * balai_verdict_to_word:
 * @verdict: what became of a mutation
 *
 * Returns: (transfer none): its word on the wire
 */
const char *
balai_verdict_to_word (BalaiVerdict verdict)
{
  return verdict_words[verdict];
}

/**
 * balai_reason_to_word:
 * @reason: why
 *
 * Returns: (transfer none) (nullable): its word on the wire; %NULL for %BALAI_REASON_NONE and %BALAI_REASON_OTHER
 */
const char *
balai_reason_to_word (BalaiReason reason)
{
  return reason < BALAI_REASON_OTHER ? reason_words[reason] : NULL;
}

/**
 * balai_reason_from_word:
 * @word: (nullable): a word of the wire
 *
 * Returns: the reason; %BALAI_REASON_NONE for %NULL, %BALAI_REASON_OTHER for a word that only a newer Balai knows
 */
BalaiReason
balai_reason_from_word (const char *word)
{
  if (word == NULL)
    return BALAI_REASON_NONE;
  for (int reason = BALAI_REASON_STATE_LOCKED; reason < BALAI_REASON_OTHER; reason++)
    if (g_str_equal (word, reason_words[reason]))
      return (BalaiReason) reason;
  return BALAI_REASON_OTHER;
}

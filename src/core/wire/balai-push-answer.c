/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-push-answer.h"

#include "balai-canonical.h"
#include "balai-push-request.h"

/* {"epoch":"…","now":1784080800000,"results":[…]} */

/**
 * balai_push_answer_new:
 * @epoch: the line of the server's history
 * @now: the time of the server, in milliseconds since 1970
 *
 * Returns: (transfer full): an answer to be filled
 */
BalaiPushAnswer *
balai_push_answer_new (const char *epoch,
                       int64_t     now)
{
  BalaiPushAnswer *self = g_new0 (BalaiPushAnswer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->epoch = g_strdup (epoch);
  self->now = now;
  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_mutation_result_unref);
  return self;
}

BalaiPushAnswer *
balai_push_answer_ref (BalaiPushAnswer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_push_answer_unref (BalaiPushAnswer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->epoch);
  g_ptr_array_unref (self->results);
  g_free (self);
}

/**
 * balai_push_answer_add:
 * @self: an answer that is being filled
 * @result: what became of one mutation
 */
void
balai_push_answer_add (BalaiPushAnswer     *self,
                       BalaiMutationResult *result)
{
  g_ptr_array_add (self->results, balai_mutation_result_ref (result));
}

/**
 * balai_push_answer_encode:
 * @self: an answer
 *
 * Writes every result, and their records as long as there is room: a verdict that could not be read for the size of
 * what came with it would be asked for over and over.
 *
 * Returns: (transfer full): its canonical form
 */
char *
balai_push_answer_encode (BalaiPushAnswer *self)
{
  GString *json = g_string_new ("{");

  balai_canonical_add_text (json, "epoch", self->epoch);
  balai_canonical_add_int (json, "now", self->now);
  balai_canonical_add_name (json, "results");
  g_string_append_c (json, '[');
  for (guint i = 0; i < self->results->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      balai_mutation_result_append (self->results->pdata[i], json, json->len < BALAI_WIRE_ROWS_SIZE);
    }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

/**
 * balai_push_answer_decode:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the answer
 */
BalaiPushAnswer *
balai_push_answer_decode (const char  *text,
                          gssize       length,
                          GError     **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, error);
  BalaiWireReader reader = { object, error, FALSE };
  g_autoptr (BalaiPushAnswer) self = NULL;
  JsonArray *array;

  if (object == NULL)
    return NULL;
  self = balai_push_answer_new (balai_wire_reader_get_text (&reader, "epoch", balai_wire_is_id),
                                balai_wire_reader_get_int (&reader, "now", 0));
  array = balai_wire_reader_get_array (&reader, "results", BALAI_PUSH_MUTATIONS);
  for (guint i = 0; !reader.failed && i < json_array_get_length (array); i++)
    {
      JsonObject *body = balai_wire_reader_get_item (&reader, "results", array, i);
      BalaiMutationResult *result = body == NULL ? NULL : balai_mutation_result_from_object (body, error);

      if (result == NULL)
        return NULL;
      g_ptr_array_add (self->results, result);
    }
  return reader.failed ? NULL : g_steal_pointer (&self);
}

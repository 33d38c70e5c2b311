/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-mutation.h"

#include "balai-canonical.h"
#include "balai-record-json.h"

/* A mutation on its way (protocol of sync, push):
 *
 *   {"act":"approve","actor":"…","args":{…},"at":1784080800000,"att":["…"],"base":{…},"base_rev":3,"boot":"…",
 *    "deps":["…"],"grp":"…","id":"…","mid":"…","n":17,"off":52000,"op":"act","replaces":"…","set":{…},"sv":1,
 *    "t":"event"}
 *
 * Whether the kind, its fields and the action are known is for the server to say, mutation by mutation: a message is
 * not unreadable because of one of them. */

static const char *const op_words[] = { "create", "patch", "act", "void", NULL };

static BalaiMutation *
mutation_alloc (void)
{
  BalaiMutation *self = g_new0 (BalaiMutation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

/**
 * balai_mutation_new:
 * @mid: its id, a UUIDv7 that was never used
 * @op: what is done
 * @kind: name of the kind of the record
 * @id: the record
 *
 * Returns: (transfer full): a mutation to be filled; balai_mutation_check() says whether it is complete
 */
BalaiMutation *
balai_mutation_new (const char      *mid,
                    BalaiMutationOp  op,
                    const char      *kind,
                    const char      *id)
{
  BalaiMutation *self;

  g_return_val_if_fail (mid != NULL && kind != NULL && id != NULL, NULL);

  self = mutation_alloc ();
  self->mid = g_strdup (mid);
  self->op = op;
  self->kind = g_strdup (kind);
  self->id = g_strdup (id);
  return self;
}

BalaiMutation *
balai_mutation_ref (BalaiMutation *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_mutation_unref (BalaiMutation *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->mid);
  g_free (self->group);
  g_free (self->kind);
  g_free (self->id);
  g_free (self->act);
  g_clear_pointer (&self->base, json_object_unref);
  g_clear_pointer (&self->set, json_object_unref);
  g_clear_pointer (&self->args, json_object_unref);
  g_strfreev (self->deps);
  g_strfreev (self->att);
  g_free (self->actor);
  g_free (self->boot);
  g_free (self->replaces);
  g_free (self->sha);
  g_free (self);
}

/**
 * balai_mutation_append:
 * @self: a mutation
 * @json: where to write
 *
 * Appends its canonical form.
 */
void
balai_mutation_append (BalaiMutation *self,
                       GString       *json)
{
  g_string_append_c (json, '{');
  balai_canonical_add_text (json, "act", self->act);
  balai_canonical_add_text (json, "actor", self->actor);
  balai_canonical_add_object (json, "args", self->args);
  balai_canonical_add_int (json, "at", self->at);
  balai_canonical_add_list (json, "att", self->att);
  balai_canonical_add_object (json, "base", self->base);
  balai_canonical_add_int (json, "base_rev", self->base_rev);
  balai_canonical_add_text (json, "boot", self->boot);
  balai_canonical_add_list (json, "deps", self->deps);
  balai_canonical_add_text (json, "grp", self->group);
  balai_canonical_add_text (json, "id", self->id);
  balai_canonical_add_text (json, "mid", self->mid);
  balai_canonical_add_int (json, "n", self->n);
  balai_canonical_add_int (json, "off", self->off);
  balai_canonical_add_text (json, "op", op_words[self->op]);
  balai_canonical_add_text (json, "replaces", self->replaces);
  balai_canonical_add_object (json, "set", self->set);
  balai_canonical_add_int (json, "sv", self->sv);
  balai_canonical_add_text (json, "t", self->kind);
  g_string_append_c (json, '}');
}

/**
 * balai_mutation_encode:
 * @self: a mutation
 *
 * Returns: (transfer full): its canonical form
 */
char *
balai_mutation_encode (BalaiMutation *self)
{
  GString *json = g_string_new (NULL);

  balai_mutation_append (self, json);
  return g_string_free (json, FALSE);
}

/**
 * balai_mutation_hash:
 * @self: a mutation
 *
 * The hash by which the server knows whether it was handed the same mutation again: of what was received where it came
 * from elsewhere, so that it does not hang on what this Balai knows of it.
 *
 * Returns: (transfer full): SHA-256 over its canonical form
 */
char *
balai_mutation_hash (BalaiMutation *self)
{
  g_autofree char *text = NULL;

  if (self->sha != NULL)
    return g_strdup (self->sha);
  text = balai_mutation_encode (self);
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}

static gboolean
has_members (JsonObject *object)
{
  return object != NULL && json_object_get_size (object) > 0;
}

/* What it was before must be told of all that is set, or two people's changes could not be told apart. */
static gboolean
base_covers_set (BalaiMutation *self)
{
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, self->set);
  while (json_object_iter_next (&iter, &name, NULL))
    if (self->base == NULL || !json_object_has_member (self->base, name))
      return FALSE;
  return TRUE;
}

static void
check_together (BalaiMutation   *self,
                BalaiWireReader *reader)
{
  const BalaiWireError code = BALAI_WIRE_ERROR_CONTRADICTION;
  const gboolean sets = has_members (self->set);

  if ((self->op == BALAI_MUTATION_ACT) != (self->act != NULL))
    balai_wire_reader_fail (reader, code, "act", "does not go with the operation");
  if (self->op != BALAI_MUTATION_ACT && self->args != NULL)
    balai_wire_reader_fail (reader, code, "args", "does not go with the operation");
  if (self->op == BALAI_MUTATION_CREATE && (self->base_rev != 0 || has_members (self->base)))
    balai_wire_reader_fail (reader, code, "base", "does not go with a new record");
  if (self->op == BALAI_MUTATION_PATCH && !sets)
    balai_wire_reader_fail (reader, code, "set", "changes nothing");
  if (self->op == BALAI_MUTATION_VOID && sets)
    balai_wire_reader_fail (reader, code, "set", "does not go with the operation");
  if (self->op != BALAI_MUTATION_CREATE && sets && !base_covers_set (self))
    balai_wire_reader_fail (reader, code, "base", "lacks what is set");
  if (self->boot == NULL && self->off != 0)
    balai_wire_reader_fail (reader, code, "off", "does not tell of which run");
  if (self->deps != NULL && g_strv_contains ((const char *const *) self->deps, self->mid))
    balai_wire_reader_fail (reader, code, "deps", "waits for itself");
  if (g_strcmp0 (self->replaces, self->mid) == 0)
    balai_wire_reader_fail (reader, code, "replaces", "stands in for itself");
}

static JsonObject *
ref_object (JsonObject *object)
{
  return object == NULL ? NULL : json_object_ref (object);
}

/**
 * balai_mutation_from_object:
 * @object: an object of a text that has passed the gate
 * @error: return location for a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the mutation
 */
BalaiMutation *
balai_mutation_from_object (JsonObject  *object,
                            GError     **error)
{
  BalaiWireReader reader = { object, error, FALSE };
  g_autoptr (BalaiMutation) self = mutation_alloc ();
  g_autofree char *text = NULL;

  self->mid = g_strdup (balai_wire_reader_get_text (&reader, "mid", balai_wire_is_id));
  self->n = balai_wire_reader_get_int (&reader, "n", 1);
  self->group = g_strdup (balai_wire_reader_find_text (&reader, "grp", balai_wire_is_id));
  self->kind = g_strdup (balai_wire_reader_get_text (&reader, "t", balai_wire_is_name));
  self->id = g_strdup (balai_wire_reader_get_text (&reader, "id", balai_wire_is_id));
  self->op = (BalaiMutationOp) balai_wire_reader_get_word (&reader, "op", op_words);
  self->act = g_strdup (balai_wire_reader_find_text (&reader, "act", balai_wire_is_name));
  self->base_rev = balai_wire_reader_find_int (&reader, "base_rev", 0);
  self->base = ref_object (balai_wire_reader_find_object (&reader, "base"));
  self->set = ref_object (balai_wire_reader_find_object (&reader, "set"));
  self->args = ref_object (balai_wire_reader_find_object (&reader, "args"));
  self->deps = balai_wire_reader_find_list (&reader, "deps", balai_wire_is_id, BALAI_MUTATION_LIST_LIMIT);
  self->att = balai_wire_reader_find_list (&reader, "att", balai_wire_is_sha, BALAI_MUTATION_LIST_LIMIT);
  self->sv = balai_wire_reader_get_int (&reader, "sv", 1);
  self->actor = g_strdup (balai_wire_reader_get_text (&reader, "actor", balai_wire_is_text));
  self->at = balai_wire_reader_get_int (&reader, "at", 0);
  self->boot = g_strdup (balai_wire_reader_find_text (&reader, "boot", balai_wire_is_id));
  self->off = balai_wire_reader_find_int (&reader, "off", 0);
  self->replaces = g_strdup (balai_wire_reader_find_text (&reader, "replaces", balai_wire_is_id));
  if (!reader.failed)
    check_together (self, &reader);
  if (reader.failed)
    return NULL;
  text = balai_canonical_from_object (object);
  self->sha = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  return g_steal_pointer (&self);
}

/**
 * balai_mutation_decode:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the mutation
 */
BalaiMutation *
balai_mutation_decode (const char  *text,
                       gssize       length,
                       GError     **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, error);

  return object == NULL ? NULL : balai_mutation_from_object (object, error);
}

/**
 * balai_mutation_check:
 * @self: a mutation that was made here
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Reads what would be sent, as the server would: what it could not read must never come to wait for it.
 *
 * Returns: whether it can be sent
 */
gboolean
balai_mutation_check (BalaiMutation  *self,
                      GError        **error)
{
  g_autofree char *text = balai_mutation_encode (self);
  g_autoptr (BalaiMutation) read = balai_mutation_decode (text, -1, error);

  return read != NULL;
}

/**
 * balai_mutation_op_to_word:
 * @op: what is done
 *
 * Returns: (transfer none): its word on the wire
 */
const char *
balai_mutation_op_to_word (BalaiMutationOp op)
{
  return op_words[op];
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-push-request.h"

#include "balai-canonical.h"

/* {"device":"…","epoch":"…","muts":[…],"proto":1} */

static const BalaiJsonLimits limits = {
  BALAI_PUSH_SIZE, BALAI_JSON_DEPTH, BALAI_JSON_TOKENS, BALAI_JSON_STRING, BALAI_JSON_INTEGER
};

static void
fault_free (gpointer data)
{
  BalaiPushFault *fault = data;

  g_free (fault->mid);
  g_free (fault->group);
  json_object_unref (fault->body);
  g_error_free (fault->error);
  g_free (fault);
}

/**
 * balai_push_request_new:
 * @device: the device that sends
 * @epoch: the line of the server's history that it knows
 * @proto: version of the protocol
 *
 * Returns: (transfer full): a request to be filled
 */
BalaiPushRequest *
balai_push_request_new (const char *device,
                        const char *epoch,
                        int64_t     proto)
{
  BalaiPushRequest *self = g_new0 (BalaiPushRequest, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->device = g_strdup (device);
  self->epoch = g_strdup (epoch);
  self->proto = proto;
  self->mutations = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_mutation_unref);
  self->faults = g_ptr_array_new_with_free_func (fault_free);
  return self;
}

BalaiPushRequest *
balai_push_request_ref (BalaiPushRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_push_request_unref (BalaiPushRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->device);
  g_free (self->epoch);
  g_ptr_array_unref (self->mutations);
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/**
 * balai_push_request_add:
 * @self: a request that is being filled
 * @mutation: what to send; %BALAI_PUSH_MUTATIONS are the most, and %BALAI_PUSH_SIZE bytes in all
 */
void
balai_push_request_add (BalaiPushRequest *self,
                        BalaiMutation    *mutation)
{
  g_ptr_array_add (self->mutations, balai_mutation_ref (mutation));
}

/**
 * balai_push_request_encode:
 * @self: a request
 *
 * Returns: (transfer full): its canonical form, of what can be read
 */
char *
balai_push_request_encode (BalaiPushRequest *self)
{
  GString *json = g_string_new ("{");

  balai_canonical_add_text (json, "device", self->device);
  balai_canonical_add_text (json, "epoch", self->epoch);
  balai_canonical_add_name (json, "muts");
  g_string_append_c (json, '[');
  for (guint i = 0; i < self->mutations->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      balai_mutation_append (self->mutations->pdata[i], json);
    }
  g_string_append_c (json, ']');
  balai_canonical_add_int (json, "proto", self->proto);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/* Without its id it cannot be answered, and then nothing of the request can be. */
static void
add_fault (BalaiPushRequest *self,
           BalaiWireReader  *reader,
           JsonObject       *body,
           GError           *error)
{
  BalaiWireReader item = { body, reader->error, FALSE }, group = { body, NULL, FALSE };
  const char *mid = balai_wire_reader_get_text (&item, "mid", balai_wire_is_id);
  BalaiPushFault *fault;

  reader->failed = item.failed;
  if (item.failed)
    return;
  fault = g_new0 (BalaiPushFault, 1);
  fault->mid = g_strdup (mid);
  fault->group = g_strdup (balai_wire_reader_find_text (&group, "grp", balai_wire_is_id));
  fault->body = json_object_ref (body);
  fault->error = g_error_copy (error);
  g_ptr_array_add (self->faults, fault);
}

/**
 * balai_push_request_decode:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the request; %NULL where it is unreadable as a whole
 */
BalaiPushRequest *
balai_push_request_decode (const char  *text,
                           gssize       length,
                           GError     **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, &limits, error);
  BalaiWireReader reader = { object, error, FALSE };
  g_autoptr (BalaiPushRequest) self = NULL;
  JsonArray *array;

  if (object == NULL)
    return NULL;
  self = balai_push_request_new (balai_wire_reader_get_text (&reader, "device", balai_wire_is_id),
                                 balai_wire_reader_get_text (&reader, "epoch", balai_wire_is_id),
                                 balai_wire_reader_get_int (&reader, "proto", 1));
  array = balai_wire_reader_get_array (&reader, "muts", BALAI_PUSH_MUTATIONS);
  for (guint i = 0; !reader.failed && i < json_array_get_length (array); i++)
    {
      JsonObject *body = balai_wire_reader_get_item (&reader, "muts", array, i);
      g_autoptr (GError) local = NULL;
      BalaiMutation *mutation = body == NULL ? NULL : balai_mutation_from_object (body, &local);

      if (mutation != NULL)
        g_ptr_array_add (self->mutations, mutation);
      else if (body != NULL)
        add_fault (self, &reader, body, local);
    }
  return reader.failed ? NULL : g_steal_pointer (&self);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-pull-request.h"

#include <string.h>

#include "balai-canonical.h"

/* {"cursor":"…","epoch":"…","grants_rev":4,"max_bytes":32768,"proto":1,"streams":{"ref":101,"unit:…":0},"sv":1,
 *  "want":["event"]} */

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  return strcmp (a, b);
}

/**
 * balai_pull_request_new:
 * @epoch: (nullable): the line of the server's history that the client knows
 * @proto: version of the protocol
 * @sv: version of the format the client reads
 *
 * Returns: (transfer full): a request to be filled
 */
BalaiPullRequest *
balai_pull_request_new (const char *epoch,
                        int64_t     proto,
                        int64_t     sv)
{
  BalaiPullRequest *self = g_new0 (BalaiPullRequest, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->epoch = g_strdup (epoch);
  self->proto = proto;
  self->sv = sv;
  self->streams = g_tree_new_full (compare_names, NULL, g_free, g_free);
  return self;
}

BalaiPullRequest *
balai_pull_request_ref (BalaiPullRequest *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_pull_request_unref (BalaiPullRequest *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->epoch);
  g_tree_unref (self->streams);
  g_free (self->cursor);
  g_strfreev (self->want);
  g_free (self);
}

/**
 * balai_pull_request_set_seq:
 * @self: a request that is being filled
 * @stream: a stream
 * @seq: the last change of it that the client has; 0 for none
 */
void
balai_pull_request_set_seq (BalaiPullRequest *self,
                            const char       *stream,
                            int64_t           seq)
{
  g_tree_replace (self->streams, g_strdup (stream), g_memdup2 (&seq, sizeof seq));
}

/**
 * balai_pull_request_get_seq:
 * @self: a request
 * @stream: a stream
 * @seq: (out): the last change of it that the client has; 0 for none
 *
 * Returns: whether the stream is asked for
 */
gboolean
balai_pull_request_get_seq (BalaiPullRequest *self,
                            const char       *stream,
                            int64_t          *seq)
{
  const int64_t *found = g_tree_lookup (self->streams, stream);

  *seq = found == NULL ? 0 : *found;
  return found != NULL;
}

static gboolean
append_stream (gpointer stream,
               gpointer seq,
               gpointer json)
{
  balai_canonical_add_int (json, stream, *(const int64_t *) seq);
  return FALSE;
}

/**
 * balai_pull_request_encode:
 * @self: a request
 *
 * Returns: (transfer full): its canonical form
 */
char *
balai_pull_request_encode (BalaiPullRequest *self)
{
  GString *json = g_string_new ("{");

  balai_canonical_add_text (json, "cursor", self->cursor);
  balai_canonical_add_text (json, "epoch", self->epoch);
  balai_canonical_add_int (json, "grants_rev", self->grants_rev);
  balai_canonical_add_int (json, "max_bytes", self->max_bytes);
  balai_canonical_add_int (json, "proto", self->proto);
  balai_canonical_add_name (json, "streams");
  g_string_append_c (json, '{');
  g_tree_foreach (self->streams, append_stream, json);
  g_string_append_c (json, '}');
  balai_canonical_add_int (json, "sv", self->sv);
  balai_canonical_add_list (json, "want", self->want);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

static void
read_streams (BalaiPullRequest *self,
              BalaiWireReader  *reader)
{
  BalaiWireReader streams = { balai_wire_reader_get_object (reader, "streams"), reader->error, FALSE };
  JsonObjectIter iter;
  const char *stream;

  if (reader->failed)
    return;
  if (json_object_get_size (streams.object) > BALAI_PULL_STREAMS)
    balai_wire_reader_fail (&streams, BALAI_WIRE_ERROR_COUNT, "streams", "is too long");
  json_object_iter_init (&iter, streams.object);
  while (!streams.failed && json_object_iter_next (&iter, &stream, NULL))
    {
      if (!balai_wire_is_stream (stream))
        balai_wire_reader_fail (&streams, BALAI_WIRE_ERROR_FORM, "streams", "names what is no stream");
      balai_pull_request_set_seq (self, stream, balai_wire_reader_get_int (&streams, stream, 0));
    }
  reader->failed = streams.failed;
}

/**
 * balai_pull_request_decode:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the request
 */
BalaiPullRequest *
balai_pull_request_decode (const char  *text,
                           gssize       length,
                           GError     **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, error);
  BalaiWireReader reader = { object, error, FALSE };
  g_autoptr (BalaiPullRequest) self = NULL;

  if (object == NULL)
    return NULL;
  self = balai_pull_request_new (balai_wire_reader_find_text (&reader, "epoch", balai_wire_is_id),
                                 balai_wire_reader_get_int (&reader, "proto", 1),
                                 balai_wire_reader_get_int (&reader, "sv", 1));
  self->grants_rev = balai_wire_reader_find_int (&reader, "grants_rev", 0);
  read_streams (self, &reader);
  self->cursor = g_strdup (balai_wire_reader_find_text (&reader, "cursor", balai_wire_is_some));
  self->want = balai_wire_reader_find_list (&reader, "want", balai_wire_is_name, BALAI_PULL_KINDS);
  self->max_bytes = balai_wire_reader_find_int (&reader, "max_bytes", 0);
  return reader.failed ? NULL : g_steal_pointer (&self);
}

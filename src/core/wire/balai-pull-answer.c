/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-pull-answer.h"

#include <string.h>

#include "balai-canonical.h"
#include "balai-pull-request.h"

/* {"add":["…"],"cursor":"…","drop":["…"],"epoch":"…","grants_rev":4,"now":1784080800000,
 *  "streams":{"ref":{"digest":"…","floor":0,"head":101,"more":true,"next":101,"rows":[…]}}} */

static void
stream_free (gpointer data)
{
  BalaiPullStream *stream = data;

  g_free (stream->name);
  g_ptr_array_unref (stream->rows);
  g_free (stream->digest);
  g_free (stream);
}

/**
 * balai_pull_answer_new:
 * @epoch: the line of the server's history
 * @now: the time of the server, in milliseconds since 1970
 * @grants_rev: the rights as they are
 *
 * Returns: (transfer full): an answer to be filled
 */
BalaiPullAnswer *
balai_pull_answer_new (const char *epoch,
                       int64_t     now,
                       int64_t     grants_rev)
{
  BalaiPullAnswer *self = g_new0 (BalaiPullAnswer, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->epoch = g_strdup (epoch);
  self->now = now;
  self->grants_rev = grants_rev;
  self->streams = g_ptr_array_new_with_free_func (stream_free);
  return self;
}

BalaiPullAnswer *
balai_pull_answer_ref (BalaiPullAnswer *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_pull_answer_unref (BalaiPullAnswer *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->epoch);
  g_strfreev (self->add);
  g_strfreev (self->drop);
  g_ptr_array_unref (self->streams);
  g_free (self->cursor);
  g_free (self);
}

/* The first whose name is not before the one asked for. */
static guint
find_place (BalaiPullAnswer *self,
            const char      *name)
{
  guint from = 0, to = self->streams->len;

  while (from < to)
    {
      guint middle = (from + to) / 2;
      const BalaiPullStream *stream = self->streams->pdata[middle];

      if (strcmp (stream->name, name) < 0)
        from = middle + 1;
      else
        to = middle;
    }
  return from;
}

/**
 * balai_pull_answer_get_stream:
 * @self: an answer
 * @name: a stream
 *
 * Returns: (transfer none) (nullable): its page
 */
BalaiPullStream *
balai_pull_answer_get_stream (BalaiPullAnswer *self,
                              const char      *name)
{
  guint place = find_place (self, name);
  BalaiPullStream *stream = place < self->streams->len ? self->streams->pdata[place] : NULL;

  return stream != NULL && g_str_equal (stream->name, name) ? stream : NULL;
}

/**
 * balai_pull_answer_add_stream:
 * @self: an answer that is being filled
 * @name: a stream that is not in it
 *
 * Returns: (transfer none): its page, to be filled
 */
BalaiPullStream *
balai_pull_answer_add_stream (BalaiPullAnswer *self,
                              const char      *name)
{
  BalaiPullStream *stream;

  g_return_val_if_fail (balai_pull_answer_get_stream (self, name) == NULL, NULL);

  stream = g_new0 (BalaiPullStream, 1);
  stream->name = g_strdup (name);
  stream->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_wire_row_unref);
  g_ptr_array_insert (self->streams, (int) find_place (self, name), stream);
  return stream;
}

static void
append_stream (const BalaiPullStream *stream,
               GString               *json)
{
  balai_canonical_add_name (json, stream->name);
  g_string_append_c (json, '{');
  balai_canonical_add_text (json, "digest", stream->digest);
  balai_canonical_add_int (json, "floor", stream->floor);
  balai_canonical_add_int (json, "head", stream->head);
  balai_canonical_add_true (json, "more", stream->more);
  balai_canonical_add_int (json, "next", stream->next);
  balai_canonical_add_name (json, "rows");
  g_string_append_c (json, '[');
  for (guint i = 0; i < stream->rows->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      balai_wire_row_append (stream->rows->pdata[i], json);
    }
  g_string_append (json, "]}");
}

/**
 * balai_pull_answer_encode:
 * @self: an answer
 *
 * Returns: (transfer full): its canonical form
 */
char *
balai_pull_answer_encode (BalaiPullAnswer *self)
{
  GString *json = g_string_new ("{");

  balai_canonical_add_list (json, "add", self->add);
  balai_canonical_add_text (json, "cursor", self->cursor);
  balai_canonical_add_list (json, "drop", self->drop);
  balai_canonical_add_text (json, "epoch", self->epoch);
  balai_canonical_add_int (json, "grants_rev", self->grants_rev);
  balai_canonical_add_int (json, "now", self->now);
  balai_canonical_add_name (json, "streams");
  g_string_append_c (json, '{');
  for (guint i = 0; i < self->streams->len; i++)
    append_stream (self->streams->pdata[i], json);
  g_string_append (json, "}}");
  return g_string_free (json, FALSE);
}

static gboolean
is_digest (const char *text)
{
  return strlen (text) == 32 && strspn (text, "0123456789abcdef") == 32;
}

/* What a client applies must lead forward, row by row, and not beyond what there is. */
static void
read_rows (BalaiPullStream *stream,
           BalaiWireReader *reader)
{
  JsonArray *rows = balai_wire_reader_get_array (reader, "rows", G_MAXUINT);
  int64_t seq = 0;

  for (guint i = 0; !reader->failed && i < json_array_get_length (rows); i++)
    {
      JsonObject *object = balai_wire_reader_get_item (reader, "rows", rows, i);
      BalaiWireRow *row = object == NULL ? NULL : balai_wire_row_from_object (object, reader->error);

      if (row == NULL)
        {
          reader->failed = TRUE;
          return;
        }
      g_ptr_array_add (stream->rows, row);
      if (row->seq <= seq)
        balai_wire_reader_fail (reader, BALAI_WIRE_ERROR_CONTRADICTION, "rows", "do not lead forward");
      seq = row->seq;
    }
  if (!reader->failed && (seq > stream->next || stream->next > stream->head))
    balai_wire_reader_fail (reader, BALAI_WIRE_ERROR_CONTRADICTION, "next", "does not lie where the rows end");
}

static void
read_stream (BalaiPullAnswer *self,
             BalaiWireReader *streams,
             const char      *name)
{
  JsonObject *object = balai_wire_reader_get_object (streams, name);
  BalaiWireReader reader = { object, streams->error, streams->failed };
  BalaiPullStream *stream = balai_pull_answer_add_stream (self, name);

  stream->next = balai_wire_reader_get_int (&reader, "next", 0);
  stream->more = balai_wire_reader_find_flag (&reader, "more");
  stream->head = balai_wire_reader_get_int (&reader, "head", 0);
  stream->floor = balai_wire_reader_find_int (&reader, "floor", 0);
  stream->digest = g_strdup (balai_wire_reader_find_text (&reader, "digest", is_digest));
  read_rows (stream, &reader);
  streams->failed = reader.failed;
}

static void
read_streams (BalaiPullAnswer *self,
              BalaiWireReader *reader)
{
  BalaiWireReader streams = { balai_wire_reader_get_object (reader, "streams"), reader->error, FALSE };
  JsonObjectIter iter;
  const char *name;

  if (reader->failed)
    return;
  if (json_object_get_size (streams.object) > BALAI_PULL_STREAMS)
    balai_wire_reader_fail (&streams, BALAI_WIRE_ERROR_COUNT, "streams", "is too long");
  json_object_iter_init (&iter, streams.object);
  while (!streams.failed && json_object_iter_next (&iter, &name, NULL))
    if (balai_wire_is_stream (name))
      read_stream (self, &streams, name);
    else
      balai_wire_reader_fail (&streams, BALAI_WIRE_ERROR_FORM, "streams", "names what is no stream");
  reader->failed = streams.failed;
}

/**
 * balai_pull_answer_decode:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the answer, whole: a page of which one row was changed on the way is no page
 */
BalaiPullAnswer *
balai_pull_answer_decode (const char  *text,
                          gssize       length,
                          GError     **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, error);
  BalaiWireReader reader = { object, error, FALSE };
  g_autoptr (BalaiPullAnswer) self = NULL;

  if (object == NULL)
    return NULL;
  self = balai_pull_answer_new (balai_wire_reader_get_text (&reader, "epoch", balai_wire_is_id),
                                balai_wire_reader_get_int (&reader, "now", 0),
                                balai_wire_reader_get_int (&reader, "grants_rev", 0));
  self->add = balai_wire_reader_find_list (&reader, "add", balai_wire_is_stream, BALAI_PULL_STREAMS);
  self->drop = balai_wire_reader_find_list (&reader, "drop", balai_wire_is_stream, BALAI_PULL_STREAMS);
  self->cursor = g_strdup (balai_wire_reader_find_text (&reader, "cursor", balai_wire_is_some));
  read_streams (self, &reader);
  return reader.failed ? NULL : g_steal_pointer (&self);
}

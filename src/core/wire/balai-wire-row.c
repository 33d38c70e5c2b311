/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-wire-row.h"

#include <string.h>

#include "balai-canonical.h"
#include "balai-record-json.h"
#include "balai-wire-record.h"

/* A record on its way from the server (protocol of sync, record envelope):
 *
 *   {"at":1784080800000,"att":[{"mime":"image/jpeg","ok":true,"sha":"…","size":52000}],"by":"…","f":{…},"h":"…",
 *    "id":"…","lock":["venue"],"rev":3,"seq":101,"st":"approved","sv":1,"t":"event","view":"full"}
 *
 * with "del":true of one that is deleted; of one that left the stream {"gone":true,"id":"…","seq":101,"t":"event"}. */

static const char *const view_words[] = { "full", "masked", "busy", NULL };

G_STATIC_ASSERT (BALAI_VIEW_BUSY == 2);

static const BalaiJsonLimits field_limits = {
  BALAI_WIRE_ROW_SIZE, BALAI_WIRE_ROW_DEPTH, BALAI_WIRE_ROW_TOKENS, BALAI_JSON_STRING, BALAI_JSON_INTEGER
};

static BalaiWireRow *
row_alloc (void)
{
  BalaiWireRow *self = g_new0 (BalaiWireRow, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

static void
file_free (gpointer data)
{
  BalaiWireFile *file = data;

  g_free (file->sha);
  g_free (file->mime);
  g_free (file);
}

/**
 * balai_wire_row_new:
 * @kind: name of the kind of the record
 * @id: the record
 * @rev: its revision
 *
 * Returns: (transfer full): a row to be filled, and then sealed
 */
BalaiWireRow *
balai_wire_row_new (const char *kind,
                    const char *id,
                    int64_t     rev)
{
  BalaiWireRow *self;

  g_return_val_if_fail (kind != NULL && id != NULL, NULL);

  self = row_alloc ();
  self->kind = g_strdup (kind);
  self->id = g_strdup (id);
  self->rev = rev;
  self->sv = 1;
  return self;
}

/**
 * balai_wire_row_new_gone:
 * @kind: name of the kind of the record
 * @id: the record
 * @seq: the number of the change in its stream
 *
 * Returns: (transfer full): the row of a record that left the stream
 */
BalaiWireRow *
balai_wire_row_new_gone (const char *kind,
                         const char *id,
                         int64_t     seq)
{
  BalaiWireRow *self = balai_wire_row_new (kind, id, 0);

  self->gone = TRUE;
  self->seq = seq;
  return self;
}

/**
 * balai_wire_row_new_from_record:
 * @record: a record
 * @error: return location for a #BalaiJsonError
 *
 * Returns: (transfer full) (nullable): the row of all its values, sealed for the full view of a kind without states;
 *   %NULL for values that no message could carry: a text that is too long, or too much in all
 */
BalaiWireRow *
balai_wire_row_new_from_record (BalaiRecord  *record,
                                GError      **error)
{
  g_autofree char *text = balai_record_to_json (record);
  g_autoptr (JsonObject) values = balai_wire_parse (text, -1, &field_limits, error);
  BalaiWireRow *self;

  if (values == NULL)
    return NULL;
  self = balai_wire_row_new (balai_record_get_kind (record)->name, balai_record_get_id (record),
                             balai_record_get_revision (record));
  self->deleted = balai_record_is_deleted (record);
  balai_wire_row_set_fields (self, values);
  balai_wire_row_seal (self);
  return self;
}

BalaiWireRow *
balai_wire_row_ref (BalaiWireRow *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_wire_row_unref (BalaiWireRow *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->kind);
  g_free (self->id);
  g_free (self->state);
  g_free (self->fields);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self->by);
  g_free (self->hash);
  g_strfreev (self->lock);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

/**
 * balai_wire_row_set_fields:
 * @self: a row that is being filled
 * @values: the fields; those that are null count as not there
 */
void
balai_wire_row_set_fields (BalaiWireRow *self,
                           JsonObject   *values)
{
  GString *text = g_string_new (NULL);

  balai_canonical_append_values (text, values);
  g_free (self->fields);
  self->fields = g_string_free (text, FALSE);
  json_object_ref (values);
  g_clear_pointer (&self->values, json_object_unref);
  self->values = values;
}

/**
 * balai_wire_row_add_file:
 * @self: a row that is being filled
 * @sha: SHA-256 of the file
 * @size: its bytes
 * @mime: its type
 * @ok: whether the server has all of it
 */
void
balai_wire_row_add_file (BalaiWireRow *self,
                         const char   *sha,
                         int64_t       size,
                         const char   *mime,
                         gboolean      ok)
{
  BalaiWireFile *file = g_new0 (BalaiWireFile, 1);

  file->sha = g_strdup (sha);
  file->size = size;
  file->mime = g_strdup (mime);
  file->ok = ok;
  if (self->files == NULL)
    self->files = g_ptr_array_new_with_free_func (file_free);
  g_ptr_array_add (self->files, file);
}

/**
 * balai_wire_row_hash:
 * @kind: name of the kind of the record
 * @id: the record
 * @rev: its revision
 * @state: (nullable): its state
 * @fields: canonical form of its fields, none of them null
 * @deleted: whether it is deleted
 *
 * The hash of what a record says: the first eight bytes of SHA-256 over the canonical form of
 * {"del":…,"f":{…},"id":…,"rev":…,"st":…,"t":…}, where "st" is left out of a record without states.
 *
 * Returns: (transfer full): 16 digits
 */
char *
balai_wire_row_hash (const char *kind,
                     const char *id,
                     int64_t     rev,
                     const char *state,
                     const char *fields,
                     gboolean    deleted)
{
  g_autoptr (GString) text = g_string_new (NULL);
  char *hash;

  g_string_append_printf (text, "{\"del\":%s,\"f\":%s", deleted ? "true" : "false", fields);
  balai_canonical_add_text (text, "id", id);
  balai_canonical_add_int (text, "rev", rev);
  balai_canonical_add_text (text, "st", state);
  balai_canonical_add_text (text, "t", kind);
  g_string_append_c (text, '}');
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text->str, (gssize) text->len);
  hash[BALAI_WIRE_HASH_LENGTH] = '\0';
  return hash;
}

static char *
make_hash (BalaiWireRow *self)
{
  return balai_wire_row_hash (self->kind, self->id, self->rev, self->state, self->fields, self->deleted);
}

/**
 * balai_wire_row_seal:
 * @self: a row that is filled, but for seq, view, by, at, lock and files, which the hash does not cover
 *
 * Sets its hash.
 */
void
balai_wire_row_seal (BalaiWireRow *self)
{
  g_return_if_fail (self->fields != NULL);

  g_free (self->hash);
  self->hash = make_hash (self);
}

static void
append_files (BalaiWireRow *self,
              GString      *json)
{
  if (self->files == NULL)
    return;
  balai_canonical_add_name (json, "att");
  g_string_append_c (json, '[');
  for (guint i = 0; i < self->files->len; i++)
    {
      const BalaiWireFile *file = self->files->pdata[i];

      g_string_append (json, i > 0 ? ",{" : "{");
      balai_canonical_add_text (json, "mime", file->mime);
      balai_canonical_add_true (json, "ok", file->ok);
      balai_canonical_add_text (json, "sha", file->sha);
      balai_canonical_add_int (json, "size", file->size);
      g_string_append_c (json, '}');
    }
  g_string_append_c (json, ']');
}

/**
 * balai_wire_row_append:
 * @self: a row that is sealed, or gone
 * @json: where to write
 *
 * Appends its canonical form.
 */
void
balai_wire_row_append (BalaiWireRow *self,
                       GString      *json)
{
  g_return_if_fail (self->gone || self->hash != NULL);

  g_string_append_c (json, '{');
  if (self->gone)
    {
      balai_canonical_add_true (json, "gone", TRUE);
      balai_canonical_add_text (json, "id", self->id);
      balai_canonical_add_int (json, "seq", self->seq);
      balai_canonical_add_text (json, "t", self->kind);
      g_string_append_c (json, '}');
      return;
    }
  balai_canonical_add_int (json, "at", self->at);
  append_files (self, json);
  balai_canonical_add_text (json, "by", self->by);
  balai_canonical_add_true (json, "del", self->deleted);
  balai_canonical_add_name (json, "f");
  g_string_append (json, self->fields);
  balai_canonical_add_text (json, "h", self->hash);
  balai_canonical_add_text (json, "id", self->id);
  balai_canonical_add_list (json, "lock", self->lock);
  balai_canonical_add_int (json, "rev", self->rev);
  balai_canonical_add_int (json, "seq", self->seq);
  balai_canonical_add_text (json, "st", self->state);
  balai_canonical_add_int (json, "sv", self->sv);
  balai_canonical_add_text (json, "t", self->kind);
  balai_canonical_add_text (json, "view", view_words[self->view]);
  g_string_append_c (json, '}');
}

/**
 * balai_wire_row_encode:
 * @self: a row that is sealed, or gone
 *
 * Returns: (transfer full): its canonical form
 */
char *
balai_wire_row_encode (BalaiWireRow *self)
{
  GString *json = g_string_new (NULL);

  balai_wire_row_append (self, json);
  return g_string_free (json, FALSE);
}

static void
read_files (BalaiWireRow    *self,
            BalaiWireReader *reader)
{
  JsonArray *array = balai_wire_reader_find_array (reader, "att", BALAI_WIRE_ROW_FILES);

  for (guint i = 0; array != NULL && !reader->failed && i < json_array_get_length (array); i++)
    {
      JsonObject *object = balai_wire_reader_get_item (reader, "att", array, i);
      BalaiWireReader item = { object, reader->error, reader->failed };
      const char *sha = balai_wire_reader_get_text (&item, "sha", balai_wire_is_sha);
      const char *mime = balai_wire_reader_get_text (&item, "mime", balai_wire_is_text);
      int64_t size = balai_wire_reader_get_int (&item, "size", 0);
      gboolean ok = balai_wire_reader_find_flag (&item, "ok");

      reader->failed = item.failed;
      if (!item.failed)
        balai_wire_row_add_file (self, sha, size, mime, ok);
    }
}

static gboolean
is_hash (const char *text)
{
  return strlen (text) == BALAI_WIRE_HASH_LENGTH && strspn (text, "0123456789abcdef") == BALAI_WIRE_HASH_LENGTH;
}

static void
read_body (BalaiWireRow    *self,
           BalaiWireReader *reader)
{
  g_autofree char *hash = NULL;
  JsonObject *values;

  self->rev = balai_wire_reader_get_int (reader, "rev", 1);
  self->seq = balai_wire_reader_find_int (reader, "seq", 0);
  self->view = (BalaiView) balai_wire_reader_get_word (reader, "view", view_words);
  self->sv = balai_wire_reader_get_int (reader, "sv", 1);
  self->state = g_strdup (balai_wire_reader_find_text (reader, "st", balai_wire_is_name));
  values = balai_wire_reader_get_object (reader, "f");
  self->deleted = balai_wire_reader_find_flag (reader, "del");
  self->by = g_strdup (balai_wire_reader_find_text (reader, "by", balai_wire_is_text));
  self->at = balai_wire_reader_get_int (reader, "at", 0);
  self->hash = g_strdup (balai_wire_reader_get_text (reader, "h", is_hash));
  self->lock = balai_wire_reader_find_list (reader, "lock", balai_wire_is_name, BALAI_WIRE_ROW_LOCKS);
  read_files (self, reader);
  if (reader->failed)
    return;
  balai_wire_row_set_fields (self, values);
  hash = make_hash (self);
  if (!g_str_equal (hash, self->hash))
    balai_wire_reader_fail (reader, BALAI_WIRE_ERROR_HASH, "h", "is of another record");
}

/**
 * balai_wire_row_from_object:
 * @object: an object of a text that has passed the gate
 * @error: return location for a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the row
 */
BalaiWireRow *
balai_wire_row_from_object (JsonObject  *object,
                            GError     **error)
{
  BalaiWireReader reader = { object, error, FALSE };
  g_autoptr (BalaiWireRow) self = row_alloc ();

  self->kind = g_strdup (balai_wire_reader_get_text (&reader, "t", balai_wire_is_name));
  self->id = g_strdup (balai_wire_reader_get_text (&reader, "id", balai_wire_is_id));
  self->gone = balai_wire_reader_find_flag (&reader, "gone");
  if (self->gone)
    self->seq = balai_wire_reader_get_int (&reader, "seq", 1);
  else
    read_body (self, &reader);
  return reader.failed ? NULL : g_steal_pointer (&self);
}

/**
 * balai_wire_row_decode:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the row
 */
BalaiWireRow *
balai_wire_row_decode (const char  *text,
                       gssize       length,
                       GError     **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, error);

  return object == NULL ? NULL : balai_wire_row_from_object (object, error);
}

/**
 * balai_wire_row_to_record:
 * @self: a row that is not gone
 * @registry: the kinds
 * @error: return location for a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the record, as the server has it
 */
BalaiRecord *
balai_wire_row_to_record (BalaiWireRow   *self,
                          BalaiRegistry  *registry,
                          GError        **error)
{
  g_return_val_if_fail (self->values != NULL, NULL);

  return balai_wire_record_from_values (registry, self->kind, self->id, self->rev, self->rev, self->deleted,
                                        self->values, error);
}

/**
 * balai_view_to_word:
 * @view: how much of a record is seen
 *
 * Returns: (transfer none): its word on the wire
 */
const char *
balai_view_to_word (BalaiView view)
{
  return view_words[view];
}

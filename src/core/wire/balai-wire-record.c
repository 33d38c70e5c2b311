/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-wire-record.h"

#include "balai-record-json.h"
#include "balai-uuid.h"

/* A record between two computers:
 *
 *   {"t":"event","id":"0190…","rev":3,"base_rev":2,"f":{"title":"Rapat","start":"2026-07-15T02:00:00Z"}}
 *
 * t is the kind, f its fields by their names; a tombstone has "del":true. A member that is missing in f has no value.
 * Members of the envelope that are not known are passed over, those of f are kept with the record: a newer Balai may
 * have sent them. */

/**
 * balai_wire_record_append:
 * @record: a record of a kind that is synced
 * @json: where to write
 */
void
balai_wire_record_append (BalaiRecord *record,
                          GString     *json)
{
  g_string_append_printf (json, "{\"t\":\"%s\",\"id\":", balai_record_get_kind (record)->name);
  balai_json_append_string (json, balai_record_get_id (record));
  g_string_append_printf (json, ",\"rev\":%" G_GINT64_FORMAT ",\"base_rev\":%" G_GINT64_FORMAT,
                          balai_record_get_revision (record), balai_record_get_base_revision (record));
  if (balai_record_is_deleted (record))
    g_string_append (json, ",\"del\":true");
  g_string_append (json, ",\"f\":");
  balai_record_append_json (record, json, BALAI_ALL_FIELDS);
  g_string_append_c (json, '}');
}

/**
 * balai_wire_record_encode:
 * @record: a record of a kind that is synced
 *
 * Returns: (transfer full): the record as JSON
 */
char *
balai_wire_record_encode (BalaiRecord *record)
{
  GString *json = g_string_new (NULL);

  balai_wire_record_append (record, json);
  return g_string_free (json, FALSE);
}

/* What is required is a rule and comes later; a word that is not known may be one of a newer Balai. */
static gboolean
check_values (BalaiRecord  *record,
              GError      **error)
{
  const BalaiKind *kind = balai_record_get_kind (record);
  g_autoptr (GPtrArray) findings = balai_findings_new ();

  balai_kind_check (kind, record, findings);
  for (guint i = 0; i < findings->len; i++)
    {
      const BalaiFinding *finding = g_ptr_array_index (findings, i);

      if (g_str_equal (finding->code, "required") || g_str_equal (finding->code, "unknown-code"))
        continue;
      g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_BAD_VALUE, "%s.%s: %s", kind->name,
                   kind->fields[finding->field].name, finding->code);
      return FALSE;
    }
  return TRUE;
}

/**
 * balai_wire_record_from_values:
 * @registry: the kinds
 * @kind: name of the kind
 * @id: a well-formed id
 * @revision: revision of the record
 * @base_revision: revision of the server it stands on
 * @deleted: whether it is deleted
 * @values: fields, of a text that has passed the gate
 * @error: return location for a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the record
 */
BalaiRecord *
balai_wire_record_from_values (BalaiRegistry  *registry,
                               const char     *kind,
                               const char     *id,
                               int64_t         revision,
                               int64_t         base_revision,
                               gboolean        deleted,
                               JsonObject     *values,
                               GError        **error)
{
  const BalaiKind *found = balai_registry_find (registry, kind);
  g_autoptr (BalaiRecord) record = NULL;
  g_autoptr (GError) local = NULL;

  if (found == NULL || found->flags != BALAI_KIND_SYNCED)
    {
      g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_UNKNOWN_KIND, "%s", kind);
      return NULL;
    }
  record = balai_record_new_with_id (found, id);
  if (!balai_record_set_from_object (record, values, &local))
    {
      g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_BAD_VALUE, "%s", local->message);
      return NULL;
    }
  if (!check_values (record, error))
    return NULL;
  balai_record_set_identity (record, id, revision, base_revision, deleted);
  balai_record_clear_dirty (record);
  return g_steal_pointer (&record);
}

/**
 * balai_wire_record_from_object:
 * @registry: the kinds
 * @object: an object of a text that has passed the gate
 * @error: return location for a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the record
 */
BalaiRecord *
balai_wire_record_from_object (BalaiRegistry  *registry,
                               JsonObject     *object,
                               GError        **error)
{
  BalaiWireReader reader = { object, error, FALSE };
  const char *kind = balai_wire_reader_get_text (&reader, "t", balai_wire_is_name);
  const char *id = balai_wire_reader_get_text (&reader, "id", balai_wire_is_id);
  JsonObject *values = balai_wire_reader_get_object (&reader, "f");
  int64_t revision = balai_wire_reader_get_int (&reader, "rev", 0);
  int64_t base_revision = balai_wire_reader_get_int (&reader, "base_rev", 0);
  gboolean deleted = balai_wire_reader_find_flag (&reader, "del");

  if (reader.failed)
    return NULL;
  return balai_wire_record_from_values (registry, kind, id, revision, base_revision, deleted, values, error);
}

/**
 * balai_wire_record_decode:
 * @registry: the kinds
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the record
 */
BalaiRecord *
balai_wire_record_decode (BalaiRegistry  *registry,
                          const char     *text,
                          gssize          length,
                          GError        **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, error);

  return object == NULL ? NULL : balai_wire_record_from_object (registry, object, error);
}

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

G_DEFINE_QUARK (balai-wire-error-quark, balai_wire_error)

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

static JsonNode *
get_member (JsonObject  *object,
            const char  *name,
            GType        type,
            gboolean     required,
            GError     **error)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL && !required)
    return NULL;
  /* Of an object it is JSON_TYPE_OBJECT, and of null none of ours. */
  if (node != NULL && json_node_get_value_type (node) == type)
    return node;
  g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_ENVELOPE, node ? "“%s” is of another type" : "“%s” is missing",
               name);
  return NULL;
}

static gboolean
get_revision (JsonObject  *object,
              const char  *name,
              int64_t     *revision,
              GError     **error)
{
  JsonNode *node = get_member (object, name, G_TYPE_INT64, TRUE, error);

  if (node == NULL)
    return FALSE;
  *revision = json_node_get_int (node);
  if (*revision >= 0)
    return TRUE;
  g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_ENVELOPE, "“%s” is negative", name);
  return FALSE;
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
  g_autoptr (BalaiRecord) record = NULL;
  JsonNode *type, *id, *fields, *deleted;
  const BalaiKind *kind;
  int64_t revision, base_revision;
  GError *local = NULL;

  if ((type = get_member (object, "t", G_TYPE_STRING, TRUE, error)) == NULL
      || (id = get_member (object, "id", G_TYPE_STRING, TRUE, error)) == NULL
      || (fields = get_member (object, "f", JSON_TYPE_OBJECT, TRUE, error)) == NULL
      || !get_revision (object, "rev", &revision, error) || !get_revision (object, "base_rev", &base_revision, error))
    return NULL;
  deleted = get_member (object, "del", G_TYPE_BOOLEAN, FALSE, &local);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  kind = balai_registry_find (registry, json_node_get_string (type));
  if (kind == NULL || kind->flags != BALAI_KIND_SYNCED)
    {
      g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_UNKNOWN_KIND, "%s", json_node_get_string (type));
      return NULL;
    }
  if (!balai_uuid_is_valid (json_node_get_string (id)))
    {
      g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_ENVELOPE, "“id” is no id");
      return NULL;
    }
  record = balai_record_new_with_id (kind, json_node_get_string (id));
  if (!balai_record_set_from_object (record, json_node_get_object (fields), &local))
    {
      g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_BAD_VALUE, "%s", local->message);
      g_clear_error (&local);
      return NULL;
    }
  if (!check_values (record, error))
    return NULL;
  balai_record_set_identity (record, balai_record_get_id (record), revision, base_revision,
                             deleted != NULL && json_node_get_boolean (deleted));
  balai_record_clear_dirty (record);
  return g_steal_pointer (&record);
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
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  JsonNode *root;

  if (!balai_json_check (text, length, NULL, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, &local))
    {
      g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_NOT_JSON, "%s", local->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_ENVELOPE, "not an object");
      return NULL;
    }
  return balai_wire_record_from_object (registry, json_node_get_object (root), error);
}

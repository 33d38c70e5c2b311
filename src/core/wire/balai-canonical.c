/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-canonical.h"

#include <string.h>

#include "balai-record-json.h"
#include "balai-wire-reader.h"

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_members (GString    *json,
                JsonObject *object,
                gboolean    nulls)
{
  g_autoptr (GPtrArray) names = g_ptr_array_sized_new (json_object_get_size (object));
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, &node))
    if (nulls || !JSON_NODE_HOLDS_NULL (node))
      g_ptr_array_add (names, (gpointer) name);
  g_ptr_array_sort (names, compare_names);

  g_string_append_c (json, '{');
  for (guint i = 0; i < names->len; i++)
    {
      balai_canonical_add_name (json, names->pdata[i]);
      balai_canonical_append (json, json_object_get_member (object, names->pdata[i]));
    }
  g_string_append_c (json, '}');
}

/**
 * balai_canonical_append_object:
 * @json: where to write
 * @object: an object, no deeper than the gate allows
 *
 * Appends the canonical form of the object.
 */
void
balai_canonical_append_object (GString    *json,
                               JsonObject *object)
{
  append_members (json, object, TRUE);
}

/**
 * balai_canonical_append_values:
 * @json: where to write
 * @object: the fields of a record, no deeper than the gate allows
 *
 * Appends the canonical form of the object without those of its own members that are null: a field without a value is
 * a field that is not there.
 */
void
balai_canonical_append_values (GString    *json,
                               JsonObject *object)
{
  append_members (json, object, FALSE);
}

/**
 * balai_canonical_append:
 * @json: where to write
 * @node: a value, no deeper than the gate allows
 *
 * Appends the canonical form of the value.
 */
void
balai_canonical_append (GString  *json,
                        JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    balai_canonical_append_object (json, json_node_get_object (node));
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      g_string_append_c (json, '[');
      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          if (i > 0)
            g_string_append_c (json, ',');
          balai_canonical_append (json, json_array_get_element (array, i));
        }
      g_string_append_c (json, ']');
    }
  else
    balai_json_append_node (json, node);
}

/**
 * balai_canonical_from_object:
 * @object: an object, no deeper than the gate allows
 *
 * Returns: (transfer full): its canonical form
 */
char *
balai_canonical_from_object (JsonObject *object)
{
  GString *json = g_string_new (NULL);

  balai_canonical_append_object (json, object);
  return g_string_free (json, FALSE);
}

/**
 * balai_canonical_from_text:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): the canonical form of the object that the text is
 */
char *
balai_canonical_from_text (const char  *text,
                           gssize       length,
                           GError     **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, error);

  return object == NULL ? NULL : balai_canonical_from_object (object);
}

/**
 * balai_canonical_add_name:
 * @json: where to write, within an object
 * @name: name of the next member
 *
 * Appends what stands before the value of a member.
 */
void
balai_canonical_add_name (GString    *json,
                          const char *name)
{
  /* The bracket that opens an object is the only one that can stand here: a string ends with its quote. */
  if (json->str[json->len - 1] != '{')
    g_string_append_c (json, ',');
  balai_json_append_string (json, name);
  g_string_append_c (json, ':');
}

/**
 * balai_canonical_add_text:
 * @json: where to write, within an object
 * @name: name of the member
 * @value: (nullable): its value; without one there is no member
 */
void
balai_canonical_add_text (GString    *json,
                          const char *name,
                          const char *value)
{
  if (value == NULL)
    return;
  balai_canonical_add_name (json, name);
  balai_json_append_string (json, value);
}

/**
 * balai_canonical_add_int:
 * @json: where to write, within an object
 * @name: name of the member
 * @value: its value
 */
void
balai_canonical_add_int (GString    *json,
                         const char *name,
                         int64_t     value)
{
  balai_canonical_add_name (json, name);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

/**
 * balai_canonical_add_true:
 * @json: where to write, within an object
 * @name: name of the member
 * @value: whether it is there, as true
 */
void
balai_canonical_add_true (GString    *json,
                          const char *name,
                          gboolean    value)
{
  if (!value)
    return;
  balai_canonical_add_name (json, name);
  g_string_append (json, "true");
}

/**
 * balai_canonical_add_object:
 * @json: where to write, within an object
 * @name: name of the member
 * @value: (nullable): its value; without one there is no member
 */
void
balai_canonical_add_object (GString    *json,
                            const char *name,
                            JsonObject *value)
{
  if (value == NULL)
    return;
  balai_canonical_add_name (json, name);
  balai_canonical_append_object (json, value);
}

/**
 * balai_canonical_add_list:
 * @json: where to write, within an object
 * @name: name of the member
 * @value: (nullable): its texts; without any there is no member
 */
void
balai_canonical_add_list (GString     *json,
                          const char  *name,
                          char       **value)
{
  if (value == NULL || *value == NULL)
    return;
  balai_canonical_add_name (json, name);
  g_string_append_c (json, '[');
  for (char **text = value; *text != NULL; text++)
    {
      if (text != value)
        g_string_append_c (json, ',');
      balai_json_append_string (json, *text);
    }
  g_string_append_c (json, ']');
}

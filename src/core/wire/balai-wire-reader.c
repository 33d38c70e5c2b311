/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-wire-reader.h"

#include <string.h>

#include "balai-uuid.h"

G_DEFINE_QUARK (balai-wire-error-quark, balai_wire_error)

#define SHA_LENGTH 64
#define STREAM_LIMIT 100

/**
 * balai_wire_parse:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @limits: (nullable): what is still taken in; %NULL for balai_json_check()'s own
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * The one way in: first the gate, then the parser.
 *
 * Returns: (transfer full) (nullable): the object that the text is
 */
JsonObject *
balai_wire_parse (const char             *text,
                  gssize                  length,
                  const BalaiJsonLimits  *limits,
                  GError                **error)
{
  g_autoptr (JsonParser) parser = NULL;
  g_autoptr (GError) local = NULL;
  JsonNode *root;

  if (!balai_json_check (text, length, limits, error))
    return NULL;
  parser = json_parser_new_immutable ();
  if (!json_parser_load_from_data (parser, text, length, &local))
    {
      g_set_error (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_NOT_JSON, "%s", local->message);
      return NULL;
    }
  root = json_parser_get_root (parser);
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, BALAI_WIRE_ERROR, BALAI_WIRE_ERROR_NOT_OBJECT, "not an object");
      return NULL;
    }
  return json_object_ref (json_node_get_object (root));
}

gboolean
balai_wire_is_id (const char *text)
{
  return balai_uuid_is_valid (text);
}

static gboolean
is_of (const char *text,
       const char *allowed,
       gsize       limit)
{
  gsize length = strspn (text, allowed);

  return length > 0 && length <= limit && text[length] == '\0';
}

/**
 * balai_wire_is_name:
 * @text: a text of an envelope
 *
 * Returns: whether it can be the name of a kind, a field, an action
 */
gboolean
balai_wire_is_name (const char *text)
{
  return is_of (text, "abcdefghijklmnopqrstuvwxyz0123456789_-", BALAI_WIRE_NAME_LIMIT);
}

/**
 * balai_wire_is_stream:
 * @text: a text of an envelope
 *
 * Returns: whether it can be the name of a stream, such as "unit:01980c1e-…" or "cal:busy:2026-07"
 */
gboolean
balai_wire_is_stream (const char *text)
{
  return g_ascii_islower (*text) && is_of (text, "abcdefghijklmnopqrstuvwxyz0123456789_-:.", STREAM_LIMIT);
}

/**
 * balai_wire_is_some:
 * @text: a text of an envelope
 *
 * Returns: whether it is some text, of whatever length the gate lets through
 */
gboolean
balai_wire_is_some (const char *text)
{
  return *text != '\0';
}

/**
 * balai_wire_is_text:
 * @text: a text of an envelope
 *
 * Returns: whether it is some text, and not too much
 */
gboolean
balai_wire_is_text (const char *text)
{
  return *text != '\0' && strlen (text) <= BALAI_WIRE_TEXT_LIMIT;
}

/**
 * balai_wire_is_sha:
 * @text: a text of an envelope
 *
 * Returns: whether it is a SHA-256, in digits of lower case
 */
gboolean
balai_wire_is_sha (const char *text)
{
  return is_of (text, "0123456789abcdef", SHA_LENGTH) && strlen (text) == SHA_LENGTH;
}

/**
 * balai_wire_reader_fail:
 * @self: a reader
 * @code: the cause
 * @name: the member
 * @reason: for a log
 *
 * Refuses what is read, if nothing was wrong with it so far.
 */
void
balai_wire_reader_fail (BalaiWireReader *self,
                        BalaiWireError   code,
                        const char      *name,
                        const char      *reason)
{
  if (self->failed)
    return;
  self->failed = TRUE;
  g_set_error (self->error, BALAI_WIRE_ERROR, code, "“%s” %s", name, reason);
}

static JsonNode *
find_member (BalaiWireReader *self,
             const char      *name,
             GType            type)
{
  JsonNode *node = self->failed ? NULL : json_object_get_member (self->object, name);

  /* Of an object it is JSON_TYPE_OBJECT, and of null none of ours. */
  if (node == NULL || json_node_get_value_type (node) == type)
    return node;
  balai_wire_reader_fail (self, BALAI_WIRE_ERROR_TYPE, name, "is of another type");
  return NULL;
}

static JsonNode *
get_member (BalaiWireReader *self,
            const char      *name,
            GType            type)
{
  JsonNode *node = find_member (self, name, type);

  if (node == NULL)
    balai_wire_reader_fail (self, BALAI_WIRE_ERROR_MISSING, name, "is missing");
  return node;
}

static const char *
read_text (BalaiWireReader *self,
           const char      *name,
           JsonNode        *node,
           BalaiWireCheck   check)
{
  const char *text = node == NULL ? NULL : json_node_get_string (node);

  if (text == NULL || check (text))
    return text;
  balai_wire_reader_fail (self, BALAI_WIRE_ERROR_FORM, name, "has not the form it must have");
  return NULL;
}

/**
 * balai_wire_reader_get_text:
 * @self: a reader
 * @name: a member that must be there
 * @check: what its form must be
 *
 * Returns: (transfer none) (nullable): the text, or %NULL after a fault
 */
const char *
balai_wire_reader_get_text (BalaiWireReader *self,
                            const char      *name,
                            BalaiWireCheck   check)
{
  return read_text (self, name, get_member (self, name, G_TYPE_STRING), check);
}

/**
 * balai_wire_reader_find_text:
 * @self: a reader
 * @name: a member that may be there
 * @check: what its form must be
 *
 * Returns: (transfer none) (nullable): the text, or %NULL where it is not there, and after a fault
 */
const char *
balai_wire_reader_find_text (BalaiWireReader *self,
                             const char      *name,
                             BalaiWireCheck   check)
{
  return read_text (self, name, find_member (self, name, G_TYPE_STRING), check);
}

/**
 * balai_wire_reader_get_word:
 * @self: a reader
 * @name: a member that must be there
 * @words: the words it may be, ended by %NULL
 *
 * Returns: the place of the word in the list; 0 after a fault
 */
int
balai_wire_reader_get_word (BalaiWireReader   *self,
                            const char        *name,
                            const char *const *words)
{
  const char *text = balai_wire_reader_get_text (self, name, balai_wire_is_text);

  for (int i = 0; text != NULL && words[i] != NULL; i++)
    if (g_str_equal (text, words[i]))
      return i;
  balai_wire_reader_fail (self, BALAI_WIRE_ERROR_WORD, name, "is a word that is not known");
  return 0;
}

static int64_t
read_int (BalaiWireReader *self,
          const char      *name,
          JsonNode        *node,
          int64_t          minimum)
{
  int64_t value = node == NULL ? minimum : json_node_get_int (node);

  if (value >= minimum)
    return value;
  balai_wire_reader_fail (self, BALAI_WIRE_ERROR_RANGE, name, "is smaller than it can be");
  return minimum;
}

/**
 * balai_wire_reader_get_int:
 * @self: a reader
 * @name: a member that must be there
 * @minimum: the least it may be; the greatest is what the gate lets through
 *
 * Returns: the number; @minimum after a fault
 */
int64_t
balai_wire_reader_get_int (BalaiWireReader *self,
                           const char      *name,
                           int64_t          minimum)
{
  return read_int (self, name, get_member (self, name, G_TYPE_INT64), minimum);
}

/**
 * balai_wire_reader_find_int:
 * @self: a reader
 * @name: a member that may be there
 * @minimum: the least it may be, and what it is where it is not there
 *
 * Returns: the number; @minimum where it is not there, and after a fault
 */
int64_t
balai_wire_reader_find_int (BalaiWireReader *self,
                            const char      *name,
                            int64_t          minimum)
{
  return read_int (self, name, find_member (self, name, G_TYPE_INT64), minimum);
}

/**
 * balai_wire_reader_find_flag:
 * @self: a reader
 * @name: a member that may be there
 *
 * Returns: whether it is there and true
 */
gboolean
balai_wire_reader_find_flag (BalaiWireReader *self,
                             const char      *name)
{
  JsonNode *node = find_member (self, name, G_TYPE_BOOLEAN);

  return node != NULL && json_node_get_boolean (node);
}

/**
 * balai_wire_reader_get_object:
 * @self: a reader
 * @name: a member that must be there
 *
 * Returns: (transfer none) (nullable): the object, or %NULL after a fault
 */
JsonObject *
balai_wire_reader_get_object (BalaiWireReader *self,
                              const char      *name)
{
  JsonNode *node = get_member (self, name, JSON_TYPE_OBJECT);

  return node == NULL ? NULL : json_node_get_object (node);
}

/**
 * balai_wire_reader_find_object:
 * @self: a reader
 * @name: a member that may be there
 *
 * Returns: (transfer none) (nullable): the object, or %NULL where it is not there, and after a fault
 */
JsonObject *
balai_wire_reader_find_object (BalaiWireReader *self,
                               const char      *name)
{
  JsonNode *node = find_member (self, name, JSON_TYPE_OBJECT);

  return node == NULL ? NULL : json_node_get_object (node);
}

static JsonArray *
read_array (BalaiWireReader *self,
            const char      *name,
            JsonNode        *node,
            guint            limit)
{
  JsonArray *array = node == NULL ? NULL : json_node_get_array (node);

  if (array == NULL || json_array_get_length (array) <= limit)
    return array;
  balai_wire_reader_fail (self, BALAI_WIRE_ERROR_COUNT, name, "is too long");
  return NULL;
}

/**
 * balai_wire_reader_get_array:
 * @self: a reader
 * @name: a member that must be there
 * @limit: how many elements it may have
 *
 * Returns: (transfer none) (nullable): the array, or %NULL after a fault
 */
JsonArray *
balai_wire_reader_get_array (BalaiWireReader *self,
                             const char      *name,
                             guint            limit)
{
  return read_array (self, name, get_member (self, name, JSON_TYPE_ARRAY), limit);
}

/**
 * balai_wire_reader_find_array:
 * @self: a reader
 * @name: a member that may be there
 * @limit: how many elements it may have
 *
 * Returns: (transfer none) (nullable): the array, or %NULL where it is not there, and after a fault
 */
JsonArray *
balai_wire_reader_find_array (BalaiWireReader *self,
                              const char      *name,
                              guint            limit)
{
  return read_array (self, name, find_member (self, name, JSON_TYPE_ARRAY), limit);
}

/**
 * balai_wire_reader_get_item:
 * @self: a reader
 * @name: the member that @array is
 * @array: an array of objects
 * @position: which of them
 *
 * Returns: (transfer none) (nullable): the object, or %NULL after a fault
 */
JsonObject *
balai_wire_reader_get_item (BalaiWireReader *self,
                            const char      *name,
                            JsonArray       *array,
                            guint            position)
{
  JsonNode *node = json_array_get_element (array, position);

  if (JSON_NODE_HOLDS_OBJECT (node))
    return json_node_get_object (node);
  balai_wire_reader_fail (self, BALAI_WIRE_ERROR_NOT_OBJECT, name, "has what is no object");
  return NULL;
}

/**
 * balai_wire_reader_find_list:
 * @self: a reader
 * @name: a member that may be there
 * @check: the form of each text
 * @limit: how many it may be; none comes twice
 *
 * Returns: (transfer full) (nullable): the texts, or %NULL where there are none, and after a fault
 */
char **
balai_wire_reader_find_list (BalaiWireReader *self,
                             const char      *name,
                             BalaiWireCheck   check,
                             guint            limit)
{
  JsonArray *array = balai_wire_reader_find_array (self, name, limit);
  g_autoptr (GHashTable) seen = NULL;
  g_auto (GStrv) list = NULL;
  guint length;

  if (array == NULL || (length = json_array_get_length (array)) == 0)
    return NULL;
  seen = g_hash_table_new (g_str_hash, g_str_equal);
  list = g_new0 (char *, length + 1);
  for (guint i = 0; i < length; i++)
    {
      JsonNode *node = json_array_get_element (array, i);
      const char *text = json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;

      if (text == NULL)
        balai_wire_reader_fail (self, BALAI_WIRE_ERROR_TYPE, name, "has what is no text");
      else if (!check (text))
        balai_wire_reader_fail (self, BALAI_WIRE_ERROR_FORM, name, "has a text that has not the form it must have");
      else if (!g_hash_table_add (seen, (gpointer) text))
        balai_wire_reader_fail (self, BALAI_WIRE_ERROR_COUNT, name, "names something twice");
      if (self->failed)
        return NULL;
      list[i] = g_strdup (text);
    }
  return g_steal_pointer (&list);
}

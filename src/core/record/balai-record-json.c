/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-record-json.h"

#include <math.h>
#include <string.h>

#include "balai-day.h"
#include "balai-repository.h"
#include "balai-zone.h"

/* How values stand in JSON: counts, rupiah, basis points and seconds of a duration as numbers, yes and no as booleans,
 * a date as "2026-07-15", an instant as "2026-07-15T02:00:00Z", a time of day as "09:00" or "09:00:30", JSON as itself,
 * all else as a string. No value is null. */

/**
 * balai_json_append_string:
 * @json: where to write
 * @text: text in UTF-8
 *
 * Appends @text as a string of JSON, with its quotes, as RFC 8785 writes it.
 */
void
balai_json_append_string (GString    *json,
                          const char *text)
{
  const char *from = text;

  g_string_append_c (json, '"');
  for (; *text != '\0'; text++)
    {
      guchar c = (guchar) *text;

      if (c >= 0x20 && c != '"' && c != '\\')
        continue;
      g_string_append_len (json, from, text - from);
      from = text + 1;
      if (c == '"' || c == '\\')
        {
          g_string_append_c (json, '\\');
          g_string_append_c (json, (char) c);
        }
      else if (c >= '\b' && c <= '\r' && c != '\v')
        {
          g_string_append_c (json, '\\');
          g_string_append_c (json, "btn?fr"[c - '\b']);
        }
      else
        g_string_append_printf (json, "\\u%04x", c);
    }
  g_string_append_len (json, from, text - from);
  g_string_append_c (json, '"');
}

static gboolean
same_number (double a,
             double b)
{
  return !(a < b) && !(a > b);
}

static void
format_digits (char   *text,
               int     digits,
               double  number)
{
  char format[16];

  g_snprintf (format, sizeof format, "%%.%de", digits - 1);
  g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, format, number);
}

/**
 * balai_json_append_number:
 * @json: where to write
 * @number: a number
 *
 * Appends the number with the fewest digits that read back as the same one, in the form of RFC 8785, but for whole
 * numbers beyond 2⁵³-1: they get an exponent, since the gate takes none of them in digits. What is not finite is null.
 */
void
balai_json_append_number (GString *json,
                          double   number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE], digits[20];
  int least = 1, most = 17, length = 0, point;
  const gboolean whole = same_number (number, trunc (number));
  const char *at;

  if (!isfinite (number))
    {
      g_string_append (json, "null");
      return;
    }
  if (whole && fabs (number) < 9007199254740992.0)
    {
      g_string_append_printf (json, "%" G_GINT64_FORMAT, (int64_t) number);
      return;
    }
  /* What so many digits tell, more tell as well. */
  while (least < most)
    {
      int middle = (least + most) / 2;

      format_digits (text, middle, number);
      if (same_number (g_ascii_strtod (text, NULL), number))
        most = middle;
      else
        least = middle + 1;
    }
  format_digits (text, least, number);
  for (at = text; *at != 'e'; at++)
    if (g_ascii_isdigit (*at))
      digits[length++] = *at;
  point = (int) g_ascii_strtoll (at + 1, NULL, 10) + 1;

  if (number < 0)
    g_string_append_c (json, '-');
  if (point > 16 || point < -5 || whole)
    {
      g_string_append_c (json, digits[0]);
      if (length > 1)
        g_string_append_printf (json, ".%.*s", length - 1, digits + 1);
      g_string_append_printf (json, "e%+d", point - 1);
    }
  else if (point > 0)
    g_string_append_printf (json, "%.*s.%.*s", point, digits, length - point, digits + point);
  else
    g_string_append_printf (json, "0.%.*s%.*s", -point, "00000", length, digits);
}

static void
append_members (GString    *json,
                JsonObject *object)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  const char *comma = "";

  g_string_append_c (json, '{');
  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_string_append (json, comma);
      balai_json_append_string (json, name);
      g_string_append_c (json, ':');
      balai_json_append_node (json, member);
      comma = ",";
    }
  g_string_append_c (json, '}');
}

/**
 * balai_json_append_node:
 * @json: where to write
 * @node: a value, no deeper than the gate allows
 *
 * Appends the value. The generator of json-glib writes 1e-8 as "1e-08.0", which is no JSON.
 */
void
balai_json_append_node (GString  *json,
                        JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      append_members (json, json_node_get_object (node));
      break;
    case JSON_NODE_ARRAY:
      g_string_append_c (json, '[');
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        {
          if (i > 0)
            g_string_append_c (json, ',');
          balai_json_append_node (json, json_array_get_element (json_node_get_array (node), i));
        }
      g_string_append_c (json, ']');
      break;
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        balai_json_append_string (json, json_node_get_string (node));
      else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        g_string_append (json, json_node_get_boolean (node) ? "true" : "false");
      else if (json_node_get_value_type (node) == G_TYPE_INT64)
        g_string_append_printf (json, "%" G_GINT64_FORMAT, json_node_get_int (node));
      else
        balai_json_append_number (json, json_node_get_double (node));
      break;
    case JSON_NODE_NULL:
    default:
      g_string_append (json, "null");
      break;
    }
}

/* The rules refuse other days; until then they have no text. */
static gboolean
in_calendar (BalaiRecord *self,
             int          index)
{
  const BalaiField *field = &balai_record_get_kind (self)->fields[index];

  if (field->type == BALAI_FIELD_DATE)
    return balai_field_has_day (balai_record_get_int (self, index));
  if (field->type == BALAI_FIELD_INSTANT)
    return balai_field_has_instant (balai_record_get_int (self, index));
  return TRUE;
}

static void
append_value (BalaiRecord *self,
              int          index,
              GString     *json)
{
  const BalaiField *field = &balai_record_get_kind (self)->fields[index];
  g_autofree char *text = NULL;
  int64_t value;

  if (balai_record_is_null (self, index) || !in_calendar (self, index))
    {
      g_string_append (json, "null");
      return;
    }
  switch (field->type)
    {
    case BALAI_FIELD_BOOLEAN:
      g_string_append (json, balai_record_get_boolean (self, index) ? "true" : "false");
      break;
    case BALAI_FIELD_INTEGER:
    case BALAI_FIELD_MONEY:
    case BALAI_FIELD_BASIS_POINTS:
    case BALAI_FIELD_DURATION:
      g_string_append_printf (json, "%" G_GINT64_FORMAT, balai_record_get_int (self, index));
      break;
    case BALAI_FIELD_REAL:
      balai_json_append_number (json, balai_record_get_real (self, index));
      break;
    case BALAI_FIELD_DATE:
      text = balai_day_to_iso (balai_record_get_int (self, index));
      balai_json_append_string (json, text);
      break;
    case BALAI_FIELD_INSTANT:
      text = balai_zone_to_rfc3339 (balai_zone_utc (), balai_record_get_int (self, index));
      balai_json_append_string (json, text);
      break;
    case BALAI_FIELD_TIME:
      value = balai_record_get_int (self, index);
      if (value % 60 == 0)
        g_string_append_printf (json, "\"%02d:%02d\"", (int) (value / 3600), (int) (value / 60 % 60));
      else
        g_string_append_printf (json, "\"%02d:%02d:%02d\"", (int) (value / 3600), (int) (value / 60 % 60),
                                (int) (value % 60));
      break;
    case BALAI_FIELD_JSON:
      g_string_append (json, balai_record_get_text (self, index));
      break;
    case BALAI_FIELD_TEXT:
    case BALAI_FIELD_COORDINATES:
    case BALAI_FIELD_ENUM:
    case BALAI_FIELD_REFERENCE:
    case BALAI_FIELD_CODE:
    case BALAI_FIELD_ATTACHMENT:
    default:
      balai_json_append_string (json, balai_record_get_text (self, index));
      break;
    }
}

/**
 * balai_record_append_json:
 * @self: a record
 * @json: where to write
 * @fields: one bit for each field that is wanted; with %BALAI_ALL_FIELDS those that have a value
 *
 * Appends an object of the fields.
 *
 * Returns: whether there was any field
 */
gboolean
balai_record_append_json (BalaiRecord *self,
                          GString     *json,
                          guint64      fields)
{
  const BalaiKind *kind = balai_record_get_kind (self);
  gboolean any = FALSE;

  g_string_append_c (json, '{');
  for (guint i = 0; i < kind->n_fields; i++)
    {
      if (fields == BALAI_ALL_FIELDS ? balai_record_is_null (self, (int) i)
                                     : (fields & (G_GUINT64_CONSTANT (1) << i)) == 0)
        continue;
      if (any)
        g_string_append_c (json, ',');
      any = TRUE;
      g_string_append_printf (json, "\"%s\":", kind->fields[i].name);
      append_value (self, (int) i, json);
    }
  if (fields == BALAI_ALL_FIELDS && balai_record_get_extra (self) != NULL)
    {
      const char *extra = balai_record_get_extra (self);
      gsize length = strlen (extra);

      /* An object of its own: what stands between its brackets joins ours. */
      if (length > 2)
        {
          if (any)
            g_string_append_c (json, ',');
          g_string_append_len (json, extra + 1, (gssize) length - 2);
          any = TRUE;
        }
    }
  g_string_append_c (json, '}');
  return any;
}

/**
 * balai_record_to_json:
 * @self: a record
 *
 * Returns: (transfer full): an object of all values it has, those of a newer Balai included
 */
char *
balai_record_to_json (BalaiRecord *self)
{
  GString *json = g_string_new (NULL);

  balai_record_append_json (self, json, BALAI_ALL_FIELDS);
  return g_string_free (json, FALSE);
}

static gboolean
parse_digits (const char **text,
              int          digits,
              int         *number)
{
  *number = 0;
  for (int i = 0; i < digits; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *number = *number * 10 + (**text - '0');
    }
  return TRUE;
}

static gboolean
parse_time (const char *text,
            gboolean    seconds_required,
            int        *seconds)
{
  int h, m, s = 0;

  if (!parse_digits (&text, 2, &h) || *text++ != ':' || !parse_digits (&text, 2, &m))
    return FALSE;
  if (*text == ':')
    {
      text++;
      if (!parse_digits (&text, 2, &s))
        return FALSE;
    }
  else if (seconds_required)
    return FALSE;
  *seconds = h * 3600 + m * 60 + s;
  return *text == '\0' && h <= 24 && m < 60 && s < 60 && *seconds <= BALAI_DAY;
}

static gboolean
parse_instant (const char *text,
               int64_t    *instant)
{
  g_autofree char *date = NULL;
  g_autofree char *time = NULL;
  int64_t day;
  int seconds;

  if (strlen (text) != 20 || text[10] != 'T' || text[19] != 'Z')
    return FALSE;
  date = g_strndup (text, 10);
  time = g_strndup (text + 11, 8);
  if (!balai_day_parse (date, &day) || !parse_time (time, TRUE, &seconds))
    return FALSE;
  *instant = day * BALAI_DAY + seconds;
  return TRUE;
}

static gboolean
node_to_value (BalaiRecord *self,
               int          index,
               JsonNode    *node)
{
  const BalaiField *field = &balai_record_get_kind (self)->fields[index];
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;
  const char *text = type == G_TYPE_STRING ? json_node_get_string (node) : NULL;
  int64_t value;
  GString *json;
  int seconds;

  switch (field->type)
    {
    case BALAI_FIELD_BOOLEAN:
      if (type != G_TYPE_BOOLEAN)
        return FALSE;
      balai_record_set_int (self, index, json_node_get_boolean (node));
      return TRUE;
    case BALAI_FIELD_INTEGER:
    case BALAI_FIELD_MONEY:
    case BALAI_FIELD_BASIS_POINTS:
    case BALAI_FIELD_DURATION:
      if (type != G_TYPE_INT64)
        return FALSE;
      balai_record_set_int (self, index, json_node_get_int (node));
      return TRUE;
    case BALAI_FIELD_REAL:
      if (type != G_TYPE_INT64 && type != G_TYPE_DOUBLE)
        return FALSE;
      balai_record_set_real (self, index, json_node_get_double (node));
      return TRUE;
    case BALAI_FIELD_DATE:
      if (!balai_day_parse (text, &value))
        return FALSE;
      balai_record_set_int (self, index, value);
      return TRUE;
    case BALAI_FIELD_INSTANT:
      if (text == NULL || !parse_instant (text, &value))
        return FALSE;
      balai_record_set_int (self, index, value);
      return TRUE;
    case BALAI_FIELD_TIME:
      if (text == NULL || !parse_time (text, FALSE, &seconds))
        return FALSE;
      balai_record_set_int (self, index, seconds);
      return TRUE;
    case BALAI_FIELD_JSON:
      json = g_string_new (NULL);
      balai_json_append_node (json, node);
      balai_record_take_text (self, index, g_string_free (json, FALSE));
      return TRUE;
    case BALAI_FIELD_TEXT:
    case BALAI_FIELD_COORDINATES:
    case BALAI_FIELD_ENUM:
    case BALAI_FIELD_REFERENCE:
    case BALAI_FIELD_CODE:
    case BALAI_FIELD_ATTACHMENT:
    default:
      if (text == NULL || !g_utf8_validate (text, -1, NULL))
        return FALSE;
      balai_record_set_text (self, index, text);
      return TRUE;
    }
}

static JsonObject *
read_extra (BalaiRecord *self)
{
  const char *text = balai_record_get_extra (self);
  g_autoptr (JsonParser) parser = NULL;
  JsonNode *root;

  if (text == NULL)
    return json_object_new ();
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, -1, NULL))
    return json_object_new ();
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : json_object_new ();
}

static void
write_extra (BalaiRecord *self,
             JsonObject  *extra)
{
  g_autoptr (GString) text = NULL;

  if (json_object_get_size (extra) == 0)
    {
      balai_record_set_extra (self, NULL);
      return;
    }
  text = g_string_new (NULL);
  append_members (text, extra);
  balai_record_set_extra (self, text->str);
}

/**
 * balai_record_adopt_extra:
 * @self: a record as a table gave it
 *
 * Takes to their fields what an older Balai, which did not know them, kept beside. What is unknown still, or does not
 * fit, stays beside.
 *
 * Returns: one bit for each field that got its value
 */
guint64
balai_record_adopt_extra (BalaiRecord *self)
{
  const BalaiKind *kind = balai_record_get_kind (self);
  g_autoptr (JsonObject) extra = read_extra (self);
  guint64 fields = 0;

  for (guint i = 0; i < kind->n_fields; i++)
    {
      JsonNode *node = json_object_get_member (extra, kind->fields[i].name);

      if (node == NULL || !balai_record_is_null (self, (int) i) || JSON_NODE_HOLDS_NULL (node)
          || !node_to_value (self, (int) i, node))
        continue;
      fields |= G_GUINT64_CONSTANT (1) << i;
      json_object_remove_member (extra, kind->fields[i].name);
    }
  if (fields != 0)
    write_extra (self, extra);
  return fields;
}

/**
 * balai_record_set_from_object:
 * @self: a record
 * @object: values by the names of their fields
 * @error: return location for a #BalaiRecordError
 *
 * Sets the fields that the object names; null takes a value away. What the kind does not know is kept beside.
 *
 * Returns: whether every value fits; when one does not, the record may have taken some of the others
 */
gboolean
balai_record_set_from_object (BalaiRecord  *self,
                              JsonObject   *object,
                              GError      **error)
{
  const BalaiKind *kind = balai_record_get_kind (self);
  g_autoptr (JsonObject) extra = balai_record_get_extra (self) ? read_extra (self) : NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      int index = balai_kind_find_field (kind, name);

      if (extra != NULL)
        json_object_remove_member (extra, name);
      if (index < 0 && JSON_NODE_HOLDS_NULL (node))
        continue;
      if (index < 0)
        {
          if (extra == NULL)
            extra = json_object_new ();
          json_object_set_member (extra, name, json_node_copy (node));
        }
      else if (JSON_NODE_HOLDS_NULL (node))
        balai_record_set_null (self, index);
      else if (!node_to_value (self, index, node))
        {
          g_set_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_BAD_VALUE, "%s.%s", kind->name, name);
          return FALSE;
        }
    }
  if (extra != NULL)
    write_extra (self, extra);
  return TRUE;
}

/**
 * balai_record_set_from_json:
 * @self: a record
 * @json: an object that Balai itself wrote; what comes from elsewhere passes the gate of core/wire first
 * @error: return location for an error
 *
 * Returns: whether it was read
 */
gboolean
balai_record_set_from_json (BalaiRecord  *self,
                            const char   *json,
                            GError      **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  JsonNode *root;

  if (!json_parser_load_from_data (parser, json, -1, error))
    return FALSE;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_BAD_VALUE, "not an object");
      return FALSE;
    }
  return balai_record_set_from_object (self, json_node_get_object (root), error);
}

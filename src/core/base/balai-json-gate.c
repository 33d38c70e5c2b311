/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-json-gate.h"

#include <math.h>
#include <string.h>

/* The gate before the parser: json-glib takes comments, single quotes and numbers that do not fit, keeps the last of
 * two members of one name, and follows any depth. What passes here is JSON by RFC 8259 that every reader reads
 * alike. */

G_DEFINE_QUARK (balai-json-error-quark, balai_json_error)

static const BalaiJsonLimits foreign_limits = {
  BALAI_JSON_SIZE, BALAI_JSON_DEPTH, BALAI_JSON_TOKENS, BALAI_JSON_STRING, BALAI_JSON_INTEGER
};

/* How many names an object may have before they are looked up in a table instead of one by one. */
#define FEW_NAMES 16

/* As many characters as the longest number has that doubles tell apart, and some. */
#define NUMBER_LIMIT 1100

typedef struct
{
  const char            *text; /* (unowned) */
  const char            *at;   /* (unowned) */
  const char            *end;  /* (unowned) */
  const BalaiJsonLimits *limits;
  guint                  depth;
  gsize                  tokens;
  GError               **error;
} Gate;

static gboolean
refuse (Gate           *self,
        BalaiJsonError  code,
        const char     *reason)
{
  int line = 1, column = 1;

  for (const char *c = self->text; c < self->at; c++)
    if (*c == '\n')
      {
        line++;
        column = 1;
      }
    else
      column++;
  g_set_error (self->error, BALAI_JSON_ERROR, code, "line %d, byte %d: %s", line, column, reason);
  return FALSE;
}

static gboolean
count_token (Gate *self)
{
  if (++self->tokens > self->limits->tokens)
    return refuse (self, BALAI_JSON_ERROR_TOKENS, "too many values and names");
  return TRUE;
}

static void
skip_space (Gate *self)
{
  while (self->at < self->end && (*self->at == ' ' || *self->at == '\t' || *self->at == '\n' || *self->at == '\r'))
    self->at++;
}

static gboolean
read_unit (Gate     *self,
           gunichar *unit)
{
  *unit = 0;
  if (self->end - self->at < 4)
    return refuse (self, BALAI_JSON_ERROR_SYNTAX, "an escape is cut off");
  for (int i = 0; i < 4; i++, self->at++)
    {
      int digit = g_ascii_xdigit_value (*self->at);

      if (digit < 0)
        return refuse (self, BALAI_JSON_ERROR_SYNTAX, "not an escape");
      *unit = *unit * 16 + (gunichar) digit;
    }
  return TRUE;
}

static gboolean
read_escape (Gate    *self,
             GString *value)
{
  static const char plain[] = "\"\\/bfnrt", meant[] = "\"\\/\b\f\n\r\t";
  const char *found;
  gunichar unit, low;

  if (self->at == self->end)
    return refuse (self, BALAI_JSON_ERROR_SYNTAX, "a string has no end");
  found = memchr (plain, *self->at, sizeof plain - 1);
  if (found != NULL)
    {
      self->at++;
      if (value != NULL)
        g_string_append_c (value, meant[found - plain]);
      return TRUE;
    }
  if (*self->at != 'u')
    return refuse (self, BALAI_JSON_ERROR_SYNTAX, "not an escape");
  self->at++;
  if (!read_unit (self, &unit))
    return FALSE;
  if (unit == 0)
    return refuse (self, BALAI_JSON_ERROR_NUL, "a null character");
  if (unit >= 0xdc00 && unit <= 0xdfff)
    return refuse (self, BALAI_JSON_ERROR_HALF, "half of a character");
  if (unit >= 0xd800 && unit <= 0xdbff)
    {
      if (self->end - self->at < 2 || self->at[0] != '\\' || self->at[1] != 'u')
        return refuse (self, BALAI_JSON_ERROR_HALF, "half of a character");
      self->at += 2;
      if (!read_unit (self, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return refuse (self, BALAI_JSON_ERROR_HALF, "half of a character");
      unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
    }
  if (value != NULL)
    g_string_append_unichar (value, unit);
  return TRUE;
}

static gboolean
read_string (Gate    *self,
             GString *value)
{
  const char *from = ++self->at;

  while (self->at < self->end && *self->at != '"')
    {
      const char c = *self->at;

      if ((gsize) (self->at - from) >= self->limits->string)
        return refuse (self, BALAI_JSON_ERROR_STRING, "a string is too long");
      if ((guchar) c < 0x20)
        return refuse (self, BALAI_JSON_ERROR_SYNTAX, "a control character in a string");
      self->at++;
      if (c != '\\')
        {
          if (value != NULL)
            g_string_append_c (value, c);
        }
      else if (!read_escape (self, value))
        return FALSE;
    }
  if (self->at == self->end)
    return refuse (self, BALAI_JSON_ERROR_SYNTAX, "a string has no end");
  self->at++;
  return TRUE;
}

static gboolean
skip_digits (Gate *self)
{
  const char *from = self->at;

  while (self->at < self->end && g_ascii_isdigit (*self->at))
    self->at++;
  return self->at > from;
}

static gboolean
read_number (Gate *self)
{
  const char *from = self->at;
  gboolean whole = TRUE, fits;
  g_autofree char *number = NULL;

  if (*self->at == '-')
    self->at++;
  if (self->at < self->end && *self->at == '0')
    self->at++;
  else if (!skip_digits (self))
    return refuse (self, BALAI_JSON_ERROR_SYNTAX, "not a value");
  if (self->at < self->end && *self->at == '.')
    {
      self->at++;
      whole = FALSE;
      if (!skip_digits (self))
        return refuse (self, BALAI_JSON_ERROR_SYNTAX, "not a number");
    }
  if (self->at < self->end && (*self->at == 'e' || *self->at == 'E'))
    {
      self->at++;
      whole = FALSE;
      if (self->at < self->end && (*self->at == '+' || *self->at == '-'))
        self->at++;
      if (!skip_digits (self))
        return refuse (self, BALAI_JSON_ERROR_SYNTAX, "not a number");
    }
  if (self->at - from > NUMBER_LIMIT)
    return refuse (self, BALAI_JSON_ERROR_NUMBER, "a number is too long");
  number = g_strndup (from, (gsize) (self->at - from));
  if (whole)
    {
      int64_t value = g_ascii_strtoll (number, NULL, 10);

      /* What 64 bits do not hold comes out as the greatest or the least that they do. */
      fits = value >= -self->limits->integer && value <= self->limits->integer;
    }
  else
    fits = isfinite (g_ascii_strtod (number, NULL));
  if (!fits)
    return refuse (self, BALAI_JSON_ERROR_NUMBER, "a number does not fit");
  return TRUE;
}

static gboolean
read_word (Gate       *self,
           const char *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->at) < length || memcmp (self->at, word, length) != 0)
    return refuse (self, BALAI_JSON_ERROR_SYNTAX, "not a value");
  self->at += length;
  return TRUE;
}

static gboolean read_value (Gate *self);

static gboolean
read_array (Gate *self)
{
  self->at++;
  skip_space (self);
  if (self->at < self->end && *self->at == ']')
    {
      self->at++;
      return TRUE;
    }
  for (;;)
    {
      if (!read_value (self))
        return FALSE;
      skip_space (self);
      if (self->at == self->end || (*self->at != ',' && *self->at != ']'))
        return refuse (self, BALAI_JSON_ERROR_SYNTAX, "an array has no end");
      if (*self->at++ == ']')
        return TRUE;
    }
}

static gboolean
add_name (GPtrArray   *few,
          GHashTable **many,
          char        *name)
{
  if (*many == NULL && few->len < FEW_NAMES)
    {
      gboolean known = g_ptr_array_find_with_equal_func (few, name, g_str_equal, NULL);

      g_ptr_array_add (few, name);
      return !known;
    }
  if (*many == NULL)
    {
      *many = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < few->len; i++)
        g_hash_table_add (*many, g_strdup (few->pdata[i]));
    }
  return g_hash_table_add (*many, name);
}

static gboolean
read_object (Gate *self)
{
  g_autoptr (GPtrArray) few = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) many = NULL;

  self->at++;
  skip_space (self);
  if (self->at < self->end && *self->at == '}')
    {
      self->at++;
      return TRUE;
    }
  for (;;)
    {
      g_autoptr (GString) name = g_string_new (NULL);

      skip_space (self);
      if (self->at == self->end || *self->at != '"')
        return refuse (self, BALAI_JSON_ERROR_SYNTAX, "a name is missing");
      if (!count_token (self) || !read_string (self, name))
        return FALSE;
      if (!add_name (few, &many, g_string_free (g_steal_pointer (&name), FALSE)))
        return refuse (self, BALAI_JSON_ERROR_DUPLICATE, "a name comes twice");
      skip_space (self);
      if (self->at == self->end || *self->at != ':')
        return refuse (self, BALAI_JSON_ERROR_SYNTAX, "a colon is missing");
      self->at++;
      if (!read_value (self))
        return FALSE;
      skip_space (self);
      if (self->at == self->end || (*self->at != ',' && *self->at != '}'))
        return refuse (self, BALAI_JSON_ERROR_SYNTAX, "an object has no end");
      if (*self->at++ == '}')
        return TRUE;
    }
}

static gboolean
read_value (Gate *self)
{
  gboolean good;

  skip_space (self);
  if (self->at == self->end)
    return refuse (self, BALAI_JSON_ERROR_SYNTAX, "a value is missing");
  if (!count_token (self))
    return FALSE;
  switch (*self->at)
    {
    case '{':
    case '[':
      if (self->depth == self->limits->depth)
        return refuse (self, BALAI_JSON_ERROR_DEPTH, "too deep");
      self->depth++;
      good = *self->at == '{' ? read_object (self) : read_array (self);
      self->depth--;
      return good;
    case '"':
      return read_string (self, NULL);
    case 't':
      return read_word (self, "true");
    case 'f':
      return read_word (self, "false");
    case 'n':
      return read_word (self, "null");
    default:
      return read_number (self);
    }
}

/**
 * balai_json_check:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @limits: (nullable): what is still taken in; %NULL for %BALAI_JSON_SIZE and the rest of them
 * @error: return location for a #BalaiJsonError with the place and the reason
 *
 * Whether the text is one value of JSON by RFC 8259, in UTF-8, within the limits, with numbers that are finite, without
 * names that come twice and without characters that a string of C cannot hold.
 *
 * Returns: whether it may be given to a parser
 */
gboolean
balai_json_check (const char             *text,
                  gssize                  length,
                  const BalaiJsonLimits  *limits,
                  GError                **error)
{
  const gsize size = length < 0 ? strlen (text) : (gsize) length;
  Gate gate = { text, text, text + size, limits ? limits : &foreign_limits, 0, 0, error };
  const char *valid;

  if (size > gate.limits->size)
    {
      gate.at = gate.text;
      return refuse (&gate, BALAI_JSON_ERROR_SIZE, "too large");
    }
  if (!g_utf8_validate_len (text, size, &valid))
    {
      gate.at = valid;
      return refuse (&gate, BALAI_JSON_ERROR_ENCODING, "not UTF-8");
    }
  if (!read_value (&gate))
    return FALSE;
  skip_space (&gate);
  if (gate.at < gate.end)
    return refuse (&gate, BALAI_JSON_ERROR_TRAILING, "something follows the value");
  return TRUE;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-ical-text.h"

#include <string.h>

#define FOLD_OCTETS 75

/* Unicode of the bytes 0x80 to 0x9f in Windows-1252. Files that call themselves Latin-1 use them too; the five it
 * leaves open stay control characters, as in Latin-1. */
static const gunichar windows_1252[32] = {
  0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8d,
  0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a,
  0x0153, 0x9d,   0x017e, 0x0178,
};

static char *
from_windows_1252 (const char *bytes,
                   gsize       length)
{
  GString *out = g_string_sized_new (length * 2);

  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) bytes[i];

      g_string_append_unichar (out, c >= 0x80 && c < 0xa0 ? windows_1252[c - 0x80] : c);
    }
  return g_string_free (out, FALSE);
}

/* Finds name, parameters and value. A colon inside quotes belongs to a parameter; a quote that is never closed does not
 * swallow the line. */
static void
line_split (BalaiIcalLine *line)
{
  const char *text = line->text;
  const char *p = text;
  const char *first_colon = NULL;
  gboolean quoted = FALSE;

  line->name_length = 0;
  line->params = NULL;
  line->value = "";
  while (*p != '\0' && *p != ';' && *p != ':')
    p++;
  if (*p == '\0' || p == text)
    return;
  line->name_length = (gsize) (p - text);
  while (line->name_length > 0 && g_ascii_isspace (text[line->name_length - 1]))
    line->name_length--;
  if (*p == ';')
    {
      line->params = p;
      for (; *p != '\0'; p++)
        {
          if (*p == '"')
            quoted = !quoted;
          else if (*p == ':')
            {
              if (first_colon == NULL)
                first_colon = p;
              if (!quoted)
                break;
            }
        }
      if (*p == '\0')
        p = first_colon;
      if (p == NULL)
        {
          line->name_length = 0;
          line->params = NULL;
          return;
        }
    }
  line->value = p + 1;
}

/* vCalendar 1.0 folds a line of quoted printable in its own way: what ends with '=' goes on, without a space. */
static gboolean
is_soft_break (const char *start,
               const char *end)
{
  static const char word[] = "QUOTED-PRINTABLE";

  if (end - start < 2 || end[-1] != '=')
    return FALSE;
  for (const char *p = start; p + strlen (word) < end && *p != ':'; p++)
    {
      if (*p == 'Q' || *p == 'q')
        {
          if (g_ascii_strncasecmp (p, word, strlen (word)) == 0)
            return TRUE;
        }
    }
  return FALSE;
}

static void
add_line (BalaiIcalText *self,
          char          *start,
          char          *end,
          guint          number)
{
  BalaiIcalLine line = { start, 0, NULL, "", number };

  /* A fold of quoted printable behind which nothing came. */
  while (is_soft_break (start, end))
    end--;
  *end = '\0';
  if (!g_utf8_validate_len (start, (gsize) (end - start), NULL))
    {
      char *converted = from_windows_1252 (start, (gsize) (end - start));

      g_ptr_array_add (self->converted, converted);
      line.text = converted;
      if (self->recoded == 0)
        self->recoded = number;
    }
  line_split (&line);
  g_array_append_val (self->lines, line);
}

static gboolean
begins_or_ends (const char *bytes,
                gsize       length)
{
  return (length > 6 && g_ascii_strncasecmp (bytes, "BEGIN:", 6) == 0)
         || (length > 4 && g_ascii_strncasecmp (bytes, "END:", 4) == 0);
}

/* UTF-16 with its mark, as some programs save "Unicode text". */
static char *
from_utf16 (const char *bytes,
            gsize       length,
            gsize      *written)
{
  if (length < 2)
    return NULL;
  if ((guchar) bytes[0] == 0xff && (guchar) bytes[1] == 0xfe)
    return g_convert (bytes + 2, (gssize) ((length - 2) & ~(gsize) 1), "UTF-8", "UTF-16LE", NULL, written, NULL);
  if ((guchar) bytes[0] == 0xfe && (guchar) bytes[1] == 0xff)
    return g_convert (bytes + 2, (gssize) ((length - 2) & ~(gsize) 1), "UTF-8", "UTF-16BE", NULL, written, NULL);
  return NULL;
}

/**
 * balai_ical_text_new:
 * @bytes: (array length=length): a file
 * @length: how long it is
 *
 * Cuts a file into its logical lines: CRLF, LF and lone CR end a line, a line that begins with a space or a tab goes on
 * with the one before (joined as bytes, before UTF-8 is read, since folds have been seen inside a character), blank
 * lines do not count. A line that is not UTF-8 is read as Windows-1252.
 *
 * Returns: (transfer full): the lines
 */
BalaiIcalText *
balai_ical_text_new (const char *bytes,
                     gsize       length)
{
  BalaiIcalText *self = g_new0 (BalaiIcalText, 1);
  gsize converted_length = 0;
  g_autofree char *converted = from_utf16 (bytes, length, &converted_length);
  char *out, *start;
  guint number = 1, start_number = 1;
  gsize i = 0;

  if (converted != NULL)
    {
      bytes = converted;
      length = converted_length;
    }
  if (length >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    i = 3;

  self->lines = g_array_sized_new (FALSE, FALSE, sizeof (BalaiIcalLine), (guint) (length / 32 + 16));
  self->converted = g_ptr_array_new_with_free_func (g_free);
  /* Each line is written with a NUL where the file has at least one byte of line end; one more for the last. */
  self->buffer = out = start = g_malloc (length + 2);

  while (i < length)
    {
      gsize begin = i;
      gsize end;

      while (i < length && bytes[i] != '\n' && bytes[i] != '\r')
        i++;
      end = i;
      if (end > begin)
        {
          gboolean goes_on = (bytes[begin] == ' ' || bytes[begin] == '\t') && out > start;

          if (is_soft_break (start, out) && !begins_or_ends (bytes + begin, end - begin))
            out--;
          else if (goes_on)
            begin++;
          else
            {
              if (out > start)
                add_line (self, start, out, start_number);
              start = out = out > start ? out + 1 : out;
              start_number = number;
              /* Also behind a NUL, which is left out: a line that begins with a space would be written as a fold. */
              while (begin < end && (bytes[begin] == ' ' || bytes[begin] == '\t' || bytes[begin] == '\0'))
                begin++;
            }
          for (; begin < end; begin++)
            {
              if (bytes[begin] != '\0')
                *out++ = bytes[begin];
            }
        }
      if (i < length)
        {
          if (bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n')
            i++;
          i++;
          number++;
        }
    }
  if (out > start)
    add_line (self, start, out, start_number);
  return self;
}

void
balai_ical_text_free (BalaiIcalText *self)
{
  g_array_unref (self->lines);
  g_ptr_array_unref (self->converted);
  g_free (self->buffer);
  g_free (self);
}

gboolean
balai_ical_line_is (const BalaiIcalLine *line,
                    const char          *name)
{
  gsize length = strlen (name);

  return line->name_length == length && g_ascii_strncasecmp (line->text, name, length) == 0;
}

static void
trim (const char **text,
      gsize       *length)
{
  while (*length > 0 && g_ascii_isspace (**text))
    {
      (*text)++;
      (*length)--;
    }
  while (*length > 0 && g_ascii_isspace ((*text)[*length - 1]))
    (*length)--;
}

/**
 * balai_ical_param_next:
 * @cursor: (inout): at first the params of a line
 * @name: (out): where its name begins
 * @name_length: (out): how long it is
 * @value: (out): where its value begins, quotes and commas as in the file
 * @value_length: (out): how long it is
 *
 * Walks over the parameters of a line.
 *
 * Returns: whether there was one more
 */
gboolean
balai_ical_param_next (const char **cursor,
                       const char **name,
                       gsize       *name_length,
                       const char **value,
                       gsize       *value_length)
{
  const char *p = *cursor;
  gboolean quoted = FALSE;

  if (p == NULL || *p != ';')
    return FALSE;
  *name = ++p;
  while (*p != '\0' && *p != '=' && *p != ';' && *p != ':')
    p++;
  *name_length = (gsize) (p - *name);
  if (*p == '=')
    p++;
  *value = p;
  for (; *p != '\0'; p++)
    {
      if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == ';' || *p == ':'))
        break;
    }
  if (*p == '\0' && quoted)
    {
      /* The quote is never closed: it does not count. */
      for (p = *value; *p != '\0' && *p != ';' && *p != ':'; p++)
        ;
    }
  *value_length = (gsize) (p - *value);
  *cursor = p;
  trim (name, name_length);
  trim (value, value_length);
  return TRUE;
}

/**
 * balai_ical_param_decode:
 * @value: the value of a parameter as in the file
 * @length: how long it is
 *
 * Returns: (transfer full): the value without its quotes, and with the signs RFC 6868 writes with '^'
 */
char *
balai_ical_param_decode (const char *value,
                         gsize       length)
{
  GString *out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      if (value[i] == '"')
        continue;
      if (value[i] == '^' && i + 1 < length && strchr ("n'^", value[i + 1]) != NULL)
        {
          i++;
          g_string_append_c (out, value[i] == 'n' ? '\n' : value[i] == '\'' ? '"' : '^');
        }
      else
        g_string_append_c (out, value[i]);
    }
  return g_string_free (out, FALSE);
}

/**
 * balai_ical_line_get_param:
 * @line: a line
 * @name: a parameter
 *
 * Returns: (transfer full) (nullable): its value, decoded
 */
char *
balai_ical_line_get_param (const BalaiIcalLine *line,
                           const char          *name)
{
  const char *cursor = line->params;
  const char *key, *value;
  gsize key_length, value_length;

  while (balai_ical_param_next (&cursor, &key, &key_length, &value, &value_length))
    {
      if (key_length == strlen (name) && g_ascii_strncasecmp (key, name, key_length) == 0)
        return balai_ical_param_decode (value, value_length);
    }
  return NULL;
}

/* "=0A" as vCalendar 1.0 has it; what is then not UTF-8 stays as it was. */
static char *
decode_quoted_printable (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  for (; *text != '\0'; text++)
    {
      if (*text == '=' && g_ascii_isxdigit (text[1]) && g_ascii_isxdigit (text[2]))
        {
          char c = (char) (g_ascii_xdigit_value (text[1]) * 16 + g_ascii_xdigit_value (text[2]));

          if (c != '\0')
            g_string_append_c (out, c);
          text += 2;
        }
      else
        g_string_append_c (out, *text);
    }
  return g_string_free (out, FALSE);
}

/**
 * balai_ical_find_tzids:
 * @text: lines, unfolded
 * @tzids: (element-type utf8): a set that owns its keys
 *
 * Adds the time zones that the lines name with TZID.
 */
void
balai_ical_find_tzids (const char *text,
                       GHashTable *tzids)
{
  g_autoptr (BalaiIcalText) lines = NULL;

  if (strcasestr (text, "TZID") == NULL)
    return;
  lines = balai_ical_text_new (text, strlen (text));
  for (guint i = 0; i < lines->lines->len; i++)
    {
      char *tzid = balai_ical_line_get_param (&g_array_index (lines->lines, BalaiIcalLine, i), "TZID");

      if (tzid != NULL && *tzid != '\0')
        g_hash_table_add (tzids, tzid);
      else
        g_free (tzid);
    }
}

/* Whatever the encoding and the character set, a line ends with '\n' alone: a '\r' would end it once more in a file. */
static char *
take_without_returns (char *text)
{
  char *out = text;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p != '\r')
        *out++ = *p;
    }
  *out = '\0';
  return text;
}

/**
 * balai_ical_line_decode:
 * @line: a line of a text
 *
 * vCalendar 1.0 writes texts as bytes of the character set that stands beside them.
 *
 * Returns: (transfer full) (nullable): the value; %NULL where it is not written so, or cannot be read
 */
char *
balai_ical_line_decode (const BalaiIcalLine *line)
{
  g_autofree char *encoding = balai_ical_line_get_param (line, "ENCODING");
  g_autofree char *charset = balai_ical_line_get_param (line, "CHARSET");
  g_autofree char *plain = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (encoding == NULL)
    return NULL;
  if (g_ascii_strcasecmp (encoding, "QUOTED-PRINTABLE") == 0)
    {
      plain = decode_quoted_printable (line->value);
      length = strlen (plain);
    }
  else if (g_ascii_strcasecmp (encoding, "BASE64") == 0 || g_ascii_strcasecmp (encoding, "B") == 0)
    {
      guchar *bytes = g_base64_decode (line->value, &length);

      plain = g_strndup ((const char *) bytes, length);
      g_free (bytes);
      if (length == 0 || strlen (plain) != length)
        return NULL;
    }
  else
    return NULL;
  if (!g_utf8_validate (plain, -1, NULL))
    {
      text = g_convert (plain, (gssize) length, "UTF-8", charset == NULL ? "WINDOWS-1252" : charset, NULL, NULL, NULL);
      if (text == NULL || !g_utf8_validate (text, -1, NULL))
        return NULL;
      return take_without_returns (g_steal_pointer (&text));
    }
  return take_without_returns (g_steal_pointer (&plain));
}

/* A backslash before anything else stays: "C:\temp" was never escaped. */
static const char *
unescape_one (const char *p,
              GString    *out)
{
  if (*p == '\\' && p[1] != '\0' && strchr ("\\;,nN:\"", p[1]) != NULL)
    {
      p++;
      g_string_append_c (out, *p == 'n' || *p == 'N' ? '\n' : *p);
    }
  else
    g_string_append_c (out, *p);
  return p + 1;
}

/**
 * balai_ical_unescape:
 * @value: the value of a text property as in the file
 *
 * Returns: (transfer full): what a person reads
 */
char *
balai_ical_unescape (const char *value)
{
  GString *out;

  if (strchr (value, '\\') == NULL)
    return g_strdup (value);
  out = g_string_sized_new (strlen (value));
  while (*value != '\0')
    value = unescape_one (value, out);
  return g_string_free (out, FALSE);
}

/**
 * balai_ical_split_texts:
 * @value: the value of a property that holds several texts
 *
 * Returns: (transfer full) (element-type utf8): the texts between the commas that are not escaped, the empty ones left
 * out
 */
GPtrArray *
balai_ical_split_texts (const char *value)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new (NULL);

  for (;;)
    {
      if (*value == ',' || *value == '\0')
        {
          g_strstrip (text->str);
          if (*text->str != '\0')
            g_ptr_array_add (texts, g_strdup (text->str));
          g_string_truncate (text, 0);
          if (*value++ == '\0')
            return texts;
        }
      else
        value = unescape_one (value, text);
    }
}

/**
 * balai_ical_append_escaped:
 * @out: where to write
 * @text: what a person reads
 *
 * Writes the value of a text property.
 */
void
balai_ical_append_escaped (GString    *out,
                           const char *text)
{
  for (; *text != '\0'; text++)
    {
      switch (*text)
        {
        case '\\':
        case ';':
        case ',':
          g_string_append_c (out, '\\');
          g_string_append_c (out, *text);
          break;
        case '\n':
          g_string_append (out, "\\n");
          break;
        case '\r':
          break;
        default:
          g_string_append_c (out, *text);
          break;
        }
    }
}

/**
 * balai_ical_append_param:
 * @out: where to write
 * @name: a parameter
 * @value: (nullable): what a person reads; %NULL writes nothing
 *
 * Writes a parameter with its ';' before it, quoted where it must be, and with the '^' of RFC 6868.
 */
void
balai_ical_append_param (GString    *out,
                         const char *name,
                         const char *value)
{
  gboolean quoted;

  if (value == NULL)
    return;
  quoted = strpbrk (value, ",;:") != NULL;
  g_string_append_printf (out, ";%s=", name);
  if (quoted)
    g_string_append_c (out, '"');
  for (; *value != '\0'; value++)
    {
      if (*value == '\n')
        g_string_append (out, "^n");
      else if (*value == '"')
        g_string_append (out, "^'");
      else if (*value == '^')
        g_string_append (out, "^^");
      else if (*value != '\r')
        g_string_append_c (out, *value);
    }
  if (quoted)
    g_string_append_c (out, '"');
}

/**
 * balai_ical_append_folded:
 * @out: where to write
 * @line: a logical line
 *
 * Writes it with CRLF, folded so that no physical line is longer than 75 octets and no character is cut.
 */
void
balai_ical_append_folded (GString    *out,
                          const char *line)
{
  gsize length = strlen (line);
  gsize room = FOLD_OCTETS;

  while (length > room)
    {
      gsize cut = room;

      /* Behind a '=' a reader of vCalendar 1.0 takes the fold for one of quoted printable, and the space for text. */
      while (cut > 1 && (((guchar) line[cut] & 0xc0) == 0x80 || line[cut - 1] == '='))
        cut--;
      /* Nothing but these: rather a long line than another one. */
      if (line[cut - 1] == '=')
        cut = (gsize) (g_utf8_next_char (line + strspn (line, "=")) - line);
      if (cut >= length)
        break;
      g_string_append_len (out, line, (gssize) cut);
      g_string_append (out, "\r\n ");
      line += cut;
      length -= cut;
      room = FOLD_OCTETS - 1;
    }
  g_string_append_len (out, line, (gssize) length);
  g_string_append (out, "\r\n");
}

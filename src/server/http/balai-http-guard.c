/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-http-guard.h"

#include <string.h>

/* What the library lets through and nobody behind it may see: a request that two programs could read in two ways is
 * refused before anything looks at its path. Nothing here does I/O or knows the library. */

/* No header of these may come twice: whoever reads the first and whoever reads the last would see two requests. */
static const char *const single[] = {
  "Authorization", "Content-Encoding", "Content-Length", "Content-Type", "Cookie", "Expect", "Host", "If-Match",
  "If-None-Match",
};

static const char *const methods[] = { "GET", "HEAD", "POST", "PUT", "DELETE" };

static void
field_free (gpointer data)
{
  BalaiHttpField *field = data;

  g_free (field->name);
  g_free (field->value);
  g_free (field);
}

/**
 * balai_http_fields_new:
 *
 * Returns: (transfer full) (element-type BalaiHttpField): an empty list
 */
GPtrArray *
balai_http_fields_new (void)
{
  return g_ptr_array_new_with_free_func (field_free);
}

/**
 * balai_http_fields_add:
 * @fields: a list
 * @name: the name, copied
 * @name_length: bytes of @name, or -1
 * @value: (nullable): the value, copied; %NULL is the empty one
 * @value_length: bytes of @value, or -1
 */
void
balai_http_fields_add (GPtrArray  *fields,
                       const char *name,
                       gssize      name_length,
                       const char *value,
                       gssize      value_length)
{
  BalaiHttpField *field = g_new0 (BalaiHttpField, 1);

  field->name = name_length < 0 ? g_strdup (name) : g_strndup (name, (gsize) name_length);
  if (value == NULL)
    field->value = g_strdup ("");
  else
    field->value = value_length < 0 ? g_strdup (value) : g_strndup (value, (gsize) value_length);
  g_ptr_array_add (fields, field);
}

/**
 * balai_http_fields_get:
 * @fields: a list
 * @name: name, in ASCII letters of either case
 *
 * Returns: (nullable): the value of the first field of that name
 */
const char *
balai_http_fields_get (GPtrArray  *fields,
                       const char *name)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const BalaiHttpField *field = g_ptr_array_index (fields, i);

      if (g_ascii_strcasecmp (field->name, name) == 0)
        return field->value;
    }
  return NULL;
}

static gboolean
is_token (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isalnum (*text) && strchr ("!#$%&'*+-.^_`|~", *text) == NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_clean_value (const char *text)
{
  for (; *text != '\0'; text++)
    if ((g_ascii_iscntrl (*text) && *text != '\t') || *text == '\x7f')
      return FALSE;
  return TRUE;
}

/* NAME or NAME:PORT; the port is whatever somebody in front listens on. */
static gboolean
is_own_host (const char         *value,
             const char * const *hosts)
{
  for (gsize i = 0; hosts != NULL && hosts[i] != NULL; i++)
    {
      gsize length = strlen (hosts[i]);

      if (g_ascii_strncasecmp (value, hosts[i], length) != 0)
        continue;
      if (value[length] == '\0')
        return TRUE;
      if (value[length] == ':' && value[length + 1] != '\0' && strlen (value + length + 1) <= 5 &&
          strspn (value + length + 1, "0123456789") == strlen (value + length + 1))
        return TRUE;
    }
  return FALSE;
}

static BalaiHttpRefusal
refuse (int         status,
        const char *code)
{
  return (BalaiHttpRefusal) { status, code };
}

/**
 * balai_http_method_known:
 * @method: a method as it came
 *
 * Returns: whether any route may have it; TRACE, CONNECT, OPTIONS and all invented ones are not
 */
gboolean
balai_http_method_known (const char *method)
{
  for (gsize i = 0; i < G_N_ELEMENTS (methods); i++)
    if (strcmp (methods[i], method) == 0)
      return TRUE;
  return FALSE;
}

/**
 * balai_http_guard:
 * @method: the method as it came
 * @version: the version as it came
 * @headers: (element-type BalaiHttpField): the headers as they came
 * @hosts: (array zero-terminated=1): the names this server answers to, without a port
 * @head: (out caller-allocates): what they say
 *
 * Looks at a request before it is routed (RFC 9110 5.1, 5.5, 7.2; RFC 9112 6.1 to 6.3). It is stricter than they are
 * where being generous is how requests are smuggled: a body has a Content-Length or there is none.
 *
 * Returns: what is wrong, with the status 0 if nothing is
 */
BalaiHttpRefusal
balai_http_guard (const char         *method,
                  const char         *version,
                  GPtrArray          *headers,
                  const char * const *hosts,
                  BalaiHttpHead      *head)
{
  guint seen[G_N_ELEMENTS (single)] = { 0 };
  const char *host = NULL, *length = NULL, *encoding = NULL, *expect = NULL;
  gboolean transfer = FALSE;

  *head = (BalaiHttpHead) { 0 };
  if (strcmp (version, "HTTP/1.1") != 0 && strcmp (version, "HTTP/1.0") != 0)
    return refuse (505, "http_version");
  if (headers->len > BALAI_HTTP_HEADERS_MAX)
    return refuse (431, "headers_too_many");

  for (guint i = 0; i < headers->len; i++)
    {
      const BalaiHttpField *field = g_ptr_array_index (headers, i);

      if (!is_token (field->name))
        return refuse (400, "header_name");
      if (!is_clean_value (field->value))
        return refuse (400, "header_value");
      for (gsize k = 0; k < G_N_ELEMENTS (single); k++)
        if (g_ascii_strcasecmp (field->name, single[k]) == 0 && ++seen[k] > 1)
          return refuse (400, "header_twice");
      if (g_ascii_strcasecmp (field->name, "Host") == 0)
        host = field->value;
      else if (g_ascii_strcasecmp (field->name, "Content-Length") == 0)
        length = field->value;
      else if (g_ascii_strcasecmp (field->name, "Content-Encoding") == 0)
        encoding = field->value;
      else if (g_ascii_strcasecmp (field->name, "Expect") == 0)
        expect = field->value;
      else if (g_ascii_strcasecmp (field->name, "Transfer-Encoding") == 0)
        transfer = TRUE;
      else if (g_ascii_strcasecmp (field->name, "X-Forwarded-For") == 0)
        head->forwarded = field->value;
    }

  if (transfer)
    return length != NULL ? refuse (400, "length_twice") : refuse (411, "length_required");
  if (length != NULL)
    {
      gsize digits = strlen (length);

      if (digits < 1 || digits > 15 || strspn (length, "0123456789") != digits)
        return refuse (400, "length");
      head->length = g_ascii_strtoull (length, NULL, 10);
    }
  if (host == NULL)
    return refuse (400, "host_missing");
  if (!is_own_host (host, hosts))
    return refuse (421, "host");
  if (!balai_http_method_known (method))
    return refuse (405, "method");
  /* A small body that unpacks into a large one is not taken at all. */
  if (encoding != NULL)
    return refuse (415, "content_encoding");
  if (expect != NULL && g_ascii_strcasecmp (expect, "100-continue") != 0)
    return refuse (417, "expect");
  return refuse (0, NULL);
}

/* Text of %XX once decoded, or NULL; a plus stays a plus, since times with a zone are written with it. */
static char *
decode (const char *text,
        gsize       length)
{
  g_autoptr (GString) out = g_string_sized_new (length);

  for (gsize i = 0; i < length; i++)
    {
      char letter = text[i];

      if (letter == '%')
        {
          if (i + 2 >= length || !g_ascii_isxdigit (text[i + 1]) || !g_ascii_isxdigit (text[i + 2]))
            return NULL;
          letter = (char) (g_ascii_xdigit_value (text[i + 1]) * 16 + g_ascii_xdigit_value (text[i + 2]));
          i += 2;
        }
      if (g_ascii_iscntrl (letter))
        return NULL;
      g_string_append_c (out, letter);
    }
  if (!g_utf8_validate_len (out->str, out->len, NULL))
    return NULL;
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static char *
decode_path (const char *text,
             gsize       length)
{
  g_autoptr (GString) out = g_string_sized_new (length);
  const char *end = text + length;

  /* Segment by segment, so that no decoded letter can become a slash. */
  while (text < end)
    {
      const char *next = memchr (text + 1, '/', (gsize) (end - text - 1));
      g_autofree char *segment = NULL;

      if (next == NULL)
        next = end;
      segment = decode (text + 1, (gsize) (next - text - 1));
      if (segment == NULL || strpbrk (segment, "/\\") != NULL || strcmp (segment, ".") == 0 ||
          strcmp (segment, "..") == 0 || (*segment == '\0' && next != end))
        return NULL;
      g_string_append_c (out, '/');
      g_string_append (out, segment);
      text = next;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * balai_http_target_parse:
 * @target: the target as it stood on the line
 * @path: (out) (transfer full): the path, decoded once
 * @query: (out) (transfer full) (element-type BalaiHttpField): the parameters, decoded once, each name once
 *
 * Only a path of plain ASCII, with or without a query. What could be read as another path is refused: an escaped slash
 * or zero, an empty segment, "." and "..", a backslash, letters that are not UTF-8.
 *
 * Returns: whether it is one
 */
gboolean
balai_http_target_parse (const char  *target,
                         char       **path,
                         GPtrArray  **query)
{
  g_autoptr (GPtrArray) fields = balai_http_fields_new ();
  g_autofree char *decoded = NULL;
  const char *mark;

  if (*target != '/')
    return FALSE;
  for (const char *at = target; *at != '\0'; at++)
    if (*at <= ' ' || *at > '~' || *at == '#' || *at == '\\')
      return FALSE;
  mark = strchrnul (target, '?');
  decoded = decode_path (target, (gsize) (mark - target));
  if (decoded == NULL)
    return FALSE;

  while (*mark != '\0' && mark[1] != '\0')
    {
      const char *start = mark + 1, *end = strchrnul (start, '&'), *equals = memchr (start, '=', (gsize) (end - start));
      g_autofree char *name = decode (start, (gsize) ((equals != NULL ? equals : end) - start));
      g_autofree char *value = equals != NULL ? decode (equals + 1, (gsize) (end - equals - 1)) : g_strdup ("");

      if (name == NULL || *name == '\0' || value == NULL || fields->len >= BALAI_HTTP_QUERY_MAX)
        return FALSE;
      for (guint i = 0; i < fields->len; i++)
        if (strcmp (((BalaiHttpField *) g_ptr_array_index (fields, i))->name, name) == 0)
          return FALSE;
      balai_http_fields_add (fields, name, -1, value, -1);
      mark = end;
    }
  *path = g_steal_pointer (&decoded);
  *query = g_steal_pointer (&fields);
  return TRUE;
}

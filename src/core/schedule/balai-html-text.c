/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-html-text.h"

#include <string.h>

/* Descriptions come out of other calendars with the marks of a web page in them: line breaks, lists, links, bold words.
 * This is no reader of web pages: it takes away the marks that such descriptions have and leaves alone what only looks
 * like one, such as "<sekda@contoh.go.id>" or "3 < 5". */

typedef enum
{
  MARK_INLINE, /* bold, a colour: only taken away */
  MARK_BREAK,
  MARK_BLOCK,  /* begins and ends a line */
  MARK_ITEM,
  MARK_LINK,
  MARK_HIDDEN, /* what stands in it is not meant for people */
} Mark;

static const struct
{
  const char *name;
  Mark        mark;
} marks[] = {
  { "a", MARK_LINK },        { "abbr", MARK_INLINE },   { "address", MARK_BLOCK }, { "b", MARK_INLINE },
  { "big", MARK_INLINE },    { "blockquote", MARK_BLOCK }, { "body", MARK_BLOCK }, { "br", MARK_BREAK },
  { "center", MARK_BLOCK },  { "code", MARK_INLINE },   { "dd", MARK_BLOCK },      { "del", MARK_INLINE },
  { "div", MARK_BLOCK },     { "dl", MARK_BLOCK },      { "dt", MARK_BLOCK },      { "em", MARK_INLINE },
  { "font", MARK_INLINE },   { "h1", MARK_BLOCK },      { "h2", MARK_BLOCK },      { "h3", MARK_BLOCK },
  { "h4", MARK_BLOCK },      { "h5", MARK_BLOCK },      { "h6", MARK_BLOCK },      { "head", MARK_HIDDEN },
  { "hr", MARK_BLOCK },      { "html", MARK_BLOCK },    { "html-blob", MARK_BLOCK }, { "i", MARK_INLINE },
  { "img", MARK_INLINE },    { "ins", MARK_INLINE },    { "li", MARK_ITEM },       { "meta", MARK_INLINE },
  { "o:p", MARK_INLINE },    { "ol", MARK_BLOCK },      { "p", MARK_BLOCK },       { "pre", MARK_BLOCK },
  { "s", MARK_INLINE },      { "script", MARK_HIDDEN }, { "small", MARK_INLINE },  { "span", MARK_INLINE },
  { "strike", MARK_INLINE }, { "strong", MARK_INLINE }, { "style", MARK_HIDDEN },  { "sub", MARK_INLINE },
  { "sup", MARK_INLINE },    { "table", MARK_BLOCK },   { "tbody", MARK_BLOCK },   { "td", MARK_INLINE },
  { "th", MARK_INLINE },     { "tr", MARK_BLOCK },      { "u", MARK_INLINE },      { "ul", MARK_BLOCK },
};

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp", "&" },    { "apos", "'" },   { "bull", "•" },   { "copy", "©" },  { "gt", ">" },    { "hellip", "…" },
  { "laquo", "«" },  { "ldquo", "“" },  { "lsquo", "‘" },  { "lt", "<" },    { "mdash", "—" }, { "middot", "·" },
  { "nbsp", " " },   { "ndash", "–" },  { "quot", "\"" },  { "raquo", "»" }, { "rdquo", "”" }, { "rsquo", "’" },
};

#define LONGEST_ENTITY 10
#define LONGEST_TAG 4096

/* One mark as it stands in the text. */
typedef struct
{
  Mark        mark;
  const char *name;   /* static */
  gboolean    closes;
  const char *inside; /* behind the name */
  const char *end;    /* behind the whole of it */
} Tag;

/* What begins at the "<"; FALSE where it is no mark that we know. */
static gboolean
read_tag (const char *text,
          Tag        *tag)
{
  const char *name = text + 1, *after;
  char quote = '\0';

  tag->closes = *name == '/';
  if (tag->closes)
    name++;
  after = name + strcspn (name, " \t\r\n/>");
  if (*after == '\0')
    return FALSE;
  tag->name = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (marks) && tag->name == NULL; i++)
    if (strlen (marks[i].name) == (gsize) (after - name)
        && g_ascii_strncasecmp (marks[i].name, name, (gsize) (after - name)) == 0)
      {
        tag->name = marks[i].name;
        tag->mark = marks[i].mark;
      }
  if (tag->name == NULL)
    return FALSE;
  tag->inside = after;
  for (; *after != '\0' && (quote != '\0' || *after != '>'); after++)
    if (after - text > LONGEST_TAG || (quote == '\0' && *after == '<'))
      return FALSE;
    else if (quote != '\0' ? *after == quote : (*after == '"' || *after == '\'') && after[-1] == '=')
      quote = quote != '\0' ? '\0' : *after;
  if (*after == '\0')
    return FALSE;
  tag->end = after + 1;
  return TRUE;
}

/* What the "&" stands for, with its length there; NULL where it stands for itself. */
static char *
read_entity (const char *text,
             gsize      *length)
{
  gsize n = 0;

  while (n < LONGEST_ENTITY && (g_ascii_isalnum (text[n + 1]) || text[n + 1] == '#'))
    n++;
  if (n == 0 || text[n + 1] != ';')
    return NULL;
  *length = n + 2;
  if (text[1] == '#')
    {
      gboolean hex = text[2] == 'x' || text[2] == 'X';
      guint64 code = g_ascii_strtoull (text + (hex ? 3 : 2), NULL, hex ? 16 : 10);
      char utf8[7] = { 0 };

      if (code == 0xa0)
        return g_strdup (" ");
      if (code > 0x10ffff || !g_unichar_validate ((gunichar) code)
          || (code != '\n' && code != '\t' && g_unichar_iscntrl ((gunichar) code)))
        return NULL;
      utf8[g_unichar_to_utf8 ((gunichar) code, utf8)] = '\0';
      return g_strdup (utf8);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (entities); i++)
    if (strlen (entities[i].name) == n && strncmp (entities[i].name, text + 1, n) == 0)
      return g_strdup (entities[i].text);
  return NULL;
}

static gboolean
has_marks (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      Tag tag;
      gsize length;
      g_autofree char *entity = NULL;

      if (*p == '<' && read_tag (p, &tag))
        return TRUE;
      if (*p == '&' && (entity = read_entity (p, &length)) != NULL)
        return TRUE;
    }
  return FALSE;
}

static char *
decode (const char *from,
        const char *end)
{
  g_autoptr (GString) out = g_string_new (NULL);

  while (from < end)
    {
      gsize length = 1;
      g_autofree char *entity = *from == '&' ? read_entity (from, &length) : NULL;

      if (entity != NULL)
        g_string_append (out, entity);
      else
        g_string_append_len (out, from, (gssize) length);
      from += length;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/* Where a link leads, where that can be written down for a person. */
static char *
read_link (const Tag *tag)
{
  for (const char *p = tag->inside; p < tag->end; p++)
    {
      const char *end;
      g_autofree char *link = NULL;

      if (!g_ascii_isspace (*p) || g_ascii_strncasecmp (p + 1, "href=", 5) != 0)
        continue;
      p += 6;
      if (*p == '"' || *p == '\'')
        end = strchr (p + 1, *p);
      else
        end = p + strcspn (p, " \t\r\n>");
      if (end == NULL || end >= tag->end)
        return NULL;
      if (*p == '"' || *p == '\'')
        p++;
      link = g_strstrip (decode (p, end));
      if (g_str_has_prefix (link, "http://") || g_str_has_prefix (link, "https://"))
        return g_steal_pointer (&link);
      return g_str_has_prefix (link, "mailto:") ? g_strdup (link + strlen ("mailto:")) : NULL;
    }
  return NULL;
}

static void
end_line (GString *out)
{
  while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
    g_string_truncate (out, out->len - 1);
  if (out->len > 0 && out->str[out->len - 1] != '\n')
    g_string_append_c (out, '\n');
}

/* A link is written behind its words, unless these are the link. */
static void
end_link (GString *out,
          gsize    from,
          char    *link)
{
  const char *words = out->str + MIN (from, out->len);

  if (*words == '\0')
    g_string_append (out, link);
  else if (strstr (words, link) == NULL && strstr (link, words) == NULL)
    g_string_append_printf (out, " (%s)", link);
}

/* Behind the end of what is not meant for people, or NULL where it has none. */
static const char *
find_end (const Tag *tag)
{
  for (const char *p = strchr (tag->end, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      Tag other;

      if (read_tag (p, &other) && other.closes && other.name == tag->name)
        return other.end;
    }
  return NULL;
}

/* Not more than one empty line, and none at the ends. */
static char *
tidy (const char *text)
{
  g_autoptr (GString) out = g_string_new (NULL);
  guint breaks = 0;

  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\r')
        continue;
      if (*p == '\n')
        {
          while (out->len > 0 && (out->str[out->len - 1] == ' ' || out->str[out->len - 1] == '\t'))
            g_string_truncate (out, out->len - 1);
          if (out->len == 0 || ++breaks > 2)
            continue;
        }
      else if (*p != ' ' && *p != '\t')
        breaks = 0;
      g_string_append_c (out, *p);
    }
  return g_strchomp (g_string_free (g_steal_pointer (&out), FALSE));
}

/**
 * balai_html_to_text:
 * @text: (nullable): a description as a calendar file gives it
 *
 * Where it has the marks of a web page, as Google and Outlook write them, it comes without: breaks and paragraphs are
 * lines, items of a list have a dot, links stand behind their words. Plain text stays as it is, to the last sign.
 *
 * Returns: (transfer full) (nullable): the text for a person to read
 */
char *
balai_html_to_text (const char *text)
{
  g_autoptr (GString) out = NULL;
  g_autofree char *link = NULL;
  gsize link_from = 0;
  gboolean endless = FALSE, open_comment = FALSE;

  if (text == NULL || !has_marks (text))
    return g_strdup (text);
  out = g_string_new (NULL);
  for (const char *p = text; *p != '\0';)
    {
      gsize length = 1;
      g_autofree char *entity = *p == '&' ? read_entity (p, &length) : NULL;
      gboolean comment = !open_comment && g_str_has_prefix (p, "<!--");
      const char *end = comment ? strstr (p, "-->") : NULL;
      Tag tag;

      /* Looked for to the end once, and not from every other one again. */
      open_comment |= comment && end == NULL;
      if (end != NULL)
        {
          p = end + strlen ("-->");
          continue;
        }
      if (*p != '<' || !read_tag (p, &tag))
        {
          if (entity != NULL)
            g_string_append (out, entity);
          else
            g_string_append_len (out, p, (gssize) length);
          p += length;
          continue;
        }
      p = tag.end;
      switch (tag.mark)
        {
        case MARK_BREAK:
          g_string_append_c (out, '\n');
          break;
        case MARK_ITEM:
          end_line (out);
          if (!tag.closes)
            g_string_append (out, "• ");
          break;
        case MARK_BLOCK:
          end_line (out);
          break;
        case MARK_LINK:
          if (link != NULL)
            end_link (out, link_from, link);
          g_clear_pointer (&link, g_free);
          link_from = out->len;
          if (!tag.closes)
            link = read_link (&tag);
          break;
        case MARK_HIDDEN:
          end = tag.closes || endless ? NULL : find_end (&tag);
          endless |= !tag.closes && end == NULL;
          if (end != NULL)
            p = end;
          break;
        case MARK_INLINE:
        default:
          break;
        }
    }
  if (link != NULL)
    end_link (out, link_from, link);
  return tidy (out->str);
}

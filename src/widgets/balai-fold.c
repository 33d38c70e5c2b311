/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-fold.h"

#include <string.h>

/* What offices write short, with a dot; without one it might be a word of its own. */
static const struct
{
  const char *brief;
  const char *word;
} abbreviations[] = {
  { "r.", "ruang" },      { "rg.", "ruang" },    { "gd.", "gedung" },    { "kec.", "kecamatan" },
  { "kel.", "kelurahan" }, { "jl.", "jalan" },   { "dr.", "dokter" },    { "bag.", "bagian" },
  { "sek.", "sekretaris" }, { "kab.", "kabupaten" }, { "ka.", "kepala" },
};

static const char *
expand (const char *word,
        gsize       length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (strlen (abbreviations[i].brief) == length && strncmp (abbreviations[i].brief, word, length) == 0)
      return abbreviations[i].word;
  return NULL;
}

/**
 * balai_fold_text:
 * @text: (nullable): a name as people write it
 *
 * Takes away what does not tell names apart: case, diacritics, punctuation, and abbreviations ("R. Joyoboyo" is
 * "ruang joyoboyo").
 *
 * Returns: (transfer full): words with a space before each
 */
char *
balai_fold_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL);
  g_autoptr (GString) bare = g_string_new (NULL);
  GString *words = g_string_new (NULL);
  const char *p;

  for (p = normal; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (!g_unichar_ismark (c))
        g_string_append_unichar (bare, g_unichar_tolower (c));
    }
  for (p = bare->str; *p != '\0';)
    {
      const char *end = p;
      const char *word;

      while (*end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      if (end == p)
        {
          p = g_utf8_next_char (p);
          continue;
        }
      word = *end == '.' ? expand (p, (gsize) (end + 1 - p)) : NULL;
      g_string_append_c (words, ' ');
      if (word != NULL)
        g_string_append (words, word);
      else
        g_string_append_len (words, p, end - p);
      p = end;
    }
  return g_string_free (words, FALSE);
}

/**
 * balai_fold_matches:
 * @folded: a name, by balai_fold_text()
 * @query: what is looked for, by balai_fold_text()
 *
 * Returns: whether every word of @query begins a word of @folded
 */
gboolean
balai_fold_matches (const char *folded,
                    const char *query)
{
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (folded != NULL && query != NULL, FALSE);

  words = g_strsplit (query, " ", -1);
  for (int i = 0; words[i] != NULL; i++)
    {
      g_autofree char *needle = NULL;

      if (*words[i] == '\0')
        continue;
      needle = g_strconcat (" ", words[i], NULL);
      if (strstr (folded, needle) == NULL)
        return FALSE;
    }
  return TRUE;
}

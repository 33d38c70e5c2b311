/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-language.h"

#include <libintl.h>
#include <locale.h>

/**
 * balai_language_choose:
 * @preferred: (nullable): what the person chose, "id" or "en"; nothing for no choice
 * @language: (nullable): the environment's list of languages, "en_GB:de"
 * @locale: (nullable): the environment's locale for messages, "en_GB.UTF-8"
 *
 * The choice wins; otherwise an English environment means English. Whatever else, and nothing at all, means Indonesian:
 * it is the language of the offices, and their computers seldom say so.
 *
 * Returns: (transfer none): "id" or "en"
 */
const char *
balai_language_choose (const char *preferred,
                       const char *language,
                       const char *locale)
{
  const char *asked = language != NULL && *language != '\0' ? language : locale;

  if (g_strcmp0 (preferred, "id") == 0)
    return "id";
  if (g_strcmp0 (preferred, "en") == 0)
    return "en";
  if (asked == NULL || !g_str_has_prefix (asked, "en"))
    return "id";
  /* "en", "en_GB.UTF-8", "en:id", and no language that merely begins so */
  return g_ascii_isalpha (asked[2]) ? "id" : "en";
}

/**
 * balai_language_init:
 * @preferred: (nullable): what the person chose, "id" or "en"
 *
 * Sets the language of the program's texts. Call it first of all: before any text is asked for, and before another
 * thread runs.
 */
void
balai_language_init (const char *preferred)
{
  const char *folder = g_getenv ("BALAI_LOCALEDIR");
  const char *locale = g_getenv ("LC_ALL");

  if (locale == NULL || *locale == '\0')
    locale = g_getenv ("LC_MESSAGES");
  if (locale == NULL || *locale == '\0')
    locale = g_getenv ("LANG");
  g_setenv ("LANGUAGE", balai_language_choose (preferred, g_getenv ("LANGUAGE"), locale), TRUE);

  /* Under "C", which is also what an unknown locale becomes, no catalogue is read at all. */
  if (setlocale (LC_ALL, "") == NULL || g_strcmp0 (setlocale (LC_MESSAGES, NULL), "C") == 0
      || g_strcmp0 (setlocale (LC_MESSAGES, NULL), "POSIX") == 0)
    setlocale (LC_ALL, "C.UTF-8");

  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

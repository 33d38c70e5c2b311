/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-language.h"

#include <glib/gi18n-lib.h>
#include <locale.h>

#include "balai-test.h"

static void
test_choose (void)
{
  static const struct
  {
    const char *preferred;
    const char *language;
    const char *locale;
    const char *chosen;
  } cases[] = {
    /* Who says nothing is an Indonesian office. */
    { NULL, NULL, NULL, "id" },
    { "", "", "", "id" },
    { NULL, NULL, "C", "id" },
    { NULL, NULL, "C.UTF-8", "id" },
    { NULL, NULL, "id_ID.UTF-8", "id" },
    { NULL, NULL, "de_DE.UTF-8", "id" },
    { NULL, NULL, "en_US.UTF-8", "en" },
    { NULL, NULL, "en", "en" },
    { NULL, NULL, "enm_XX", "id" },
    /* The list of languages stands before the locale. */
    { NULL, "id", "en_US.UTF-8", "id" },
    { NULL, "en:id", "id_ID.UTF-8", "en" },
    { NULL, "id:en", "en_US.UTF-8", "id" },
    { NULL, "", "en_GB.UTF-8", "en" },
    /* A choice stands before all; what is none counts as no choice. */
    { "id", "en", "en_US.UTF-8", "id" },
    { "en", "id", "id_ID.UTF-8", "en" },
    { "fr", NULL, "en_US.UTF-8", "en" },
    { "fr", NULL, NULL, "id" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (balai_language_choose (cases[i].preferred, cases[i].language, cases[i].locale), ==,
                     cases[i].chosen);
}

/* Under "C" gettext reads no catalogue; Indonesian must come all the same, also where the locale is not installed. */
static void
init_under (const char *locale,
            const char *preferred,
            const char *monday)
{
  g_unsetenv ("LANGUAGE");
  g_unsetenv ("LC_MESSAGES");
  g_unsetenv ("LANG");
  if (locale != NULL)
    g_setenv ("LC_ALL", locale, TRUE);
  else
    g_unsetenv ("LC_ALL");
  balai_language_init (preferred);
  g_assert_cmpstr (_("Monday"), ==, monday);
}

static void
test_init (void)
{
  init_under (NULL, NULL, "Senin");
  init_under ("C", NULL, "Senin");
  init_under ("xx_XX.UTF-8", NULL, "Senin");
  init_under ("C.UTF-8", "en", "Monday");
  init_under ("C", "id", "Senin");
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/base/language/choose", test_choose);
  g_test_add_func ("/base/language/init", test_init);
  return g_test_run ();
}

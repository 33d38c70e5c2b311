/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balai-application.h"
#include "balai-language.h"

/* Of the program, not of a build of it. */
#define SCHEMA "id.go.kedirikota.Balai"

static char *
read_preferred_language (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = source ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;
  g_autoptr (GSettings) settings = schema ? g_settings_new_full (schema, NULL, NULL) : NULL;

  return settings ? g_settings_get_string (settings, "language") : NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *language = read_preferred_language ();
  g_autoptr (BalaiApplication) application = NULL;

  balai_language_init (language);
  /* GTK would set the locale back to what the environment says, and with "C" nothing is translated. */
  gtk_disable_setlocale ();
  g_set_application_name (_("Balai"));
  g_set_prgname (APP_ID);
  application = balai_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}

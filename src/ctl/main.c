/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "balai-ctl.h"
#include "balai-error-text.h"
#include "balai-kinds.h"
#include "balai-language.h"
#include "balai-record-json.h"
#include "balai-schedule-derive.h"
#include "balai-store-folder.h"
#include "balai-zone.h"
#include "balai-day.h"

static const BalaiCtlCommand commands[] = {
  { "import", "FILE… [--create] [--dry-run] [--opd CODE]", balai_ctl_import },
  { "export", "--format ics|csv --output FILE [--opd CODE|--venue NAME|--person NAME]", balai_ctl_export },
  { "conflicts", "[--from D --to D] [--level L] [--exit-code]", balai_ctl_conflicts },
  { "occurrences", "--from D --to D", balai_ctl_occurrences },
  { "sample", "--city kediri --seed N [--scale K] [--years Y]", balai_ctl_sample },
  { "check", "", balai_ctl_check },
  { "backup", "FILE", balai_ctl_backup },
  { "restore", "FILE", balai_ctl_restore },
};

static void
print_usage (FILE *stream)
{
  fprintf (stream, "%s\n", _("Usage: balaictl [--data-dir DIR] [--json] COMMAND"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  balaictl %s %s\n", commands[i].name, commands[i].usage);
}

/**
 * balai_ctl_open:
 * @ctl: the program
 * @writer: whether to write
 *
 * Returns: (transfer full) (nullable): the records of the folder; when they cannot be opened, why is printed
 */
BalaiRepository *
balai_ctl_open (BalaiCtl *ctl,
                gboolean  writer)
{
  g_autoptr (GError) error = NULL;
  BalaiRepository *repository = balai_store_folder_open (ctl->folder, ctl->registry, ctl->clock, writer, &error);

  if (repository == NULL)
    balai_ctl_fail (error);
  return repository;
}

/**
 * balai_ctl_fail:
 * @error: what went wrong
 *
 * Says it on the standard error.
 *
 * Returns: %BALAI_CTL_FAILED
 */
BalaiCtlExit
balai_ctl_fail (const GError *error)
{
  g_autofree char *text = balai_error_to_text (error);

  fprintf (stderr, "balaictl: %s\n", text);
  return BALAI_CTL_FAILED;
}

/**
 * balai_ctl_parse:
 * @entries: options of a command
 * @argc: (inout): number of words
 * @argv: (inout): the words after the command's name
 *
 * Returns: whether the words were understood; when not, why is printed
 */
gboolean
balai_ctl_parse (GOptionEntry   *entries,
                 int            *argc,
                 char         ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;
  fprintf (stderr, "balaictl: %s\n", error->message);
  print_usage (stderr);
  return FALSE;
}

/**
 * balai_ctl_no_more:
 * @argc: number of words left of a command that takes none
 * @argv: its name, then those words
 *
 * Returns: whether there is none; when there is, it is named
 */
gboolean
balai_ctl_no_more (int    argc,
                   char **argv)
{
  if (argc <= 1)
    return TRUE;
  fprintf (stderr, _("balaictl: %s does not know what to do with “%s”.\n"), argv[0], argv[1]);
  print_usage (stderr);
  return FALSE;
}

/**
 * balai_ctl_parse_days:
 * @from: (nullable): first day, as "2026-07-15"
 * @to: (nullable): last day, which belongs to the range
 * @days: (out): the first day, and the one after the last
 * @given: (out): whether there is a range at all
 *
 * Returns: whether the days were understood; when not, why is printed
 */
gboolean
balai_ctl_parse_days (const char *from,
                      const char *to,
                      BalaiSpan  *days,
                      gboolean   *given)
{
  *days = (BalaiSpan) { 0 };
  *given = from != NULL || to != NULL;
  if (!*given)
    return TRUE;
  if (from == NULL || to == NULL)
    {
      fprintf (stderr, "balaictl: %s\n", _("--from and --to belong together."));
      return FALSE;
    }
  if (!balai_day_parse (from, &days->start) || !balai_day_parse (to, &days->end))
    {
      fprintf (stderr, "balaictl: %s\n", _("A day is written as 2026-07-15."));
      return FALSE;
    }
  if (days->end < days->start)
    {
      fprintf (stderr, "balaictl: %s\n", _("The last day comes before the first."));
      return FALSE;
    }
  days->end++;
  return TRUE;
}

/**
 * balai_ctl_days_to_range:
 * @repository: the records
 * @days: the first day, and the one after the last
 *
 * Returns: the time they take on the clock of the city
 */
BalaiSpan
balai_ctl_days_to_range (BalaiRepository *repository,
                         BalaiSpan        days)
{
  g_autofree char *zone_name = balai_schedule_city_zone (repository);
  const BalaiZone *zone = balai_zone_get (zone_name);

  return (BalaiSpan) { balai_zone_day_start (zone, days.start), balai_zone_day_start (zone, days.end) };
}

/**
 * balai_ctl_member:
 * @json: an object that is being written
 * @name: name of a member
 * @text: (nullable): its value, or %NULL for null
 */
void
balai_ctl_member (GString    *json,
                  const char *name,
                  const char *text)
{
  g_string_append_printf (json, "%s\"%s\":", json->str[json->len - 1] == '{' ? "" : ",", name);
  if (text != NULL)
    balai_json_append_string (json, text);
  else
    g_string_append (json, "null");
}

/**
 * balai_ctl_member_instant:
 * @json: an object that is being written
 * @name: name of a member
 * @zone: by whose clock it is written
 * @instant: its value
 */
void
balai_ctl_member_instant (GString         *json,
                          const char      *name,
                          const BalaiZone *zone,
                          int64_t          instant)
{
  g_autofree char *text = balai_zone_to_rfc3339 (zone, instant);

  balai_ctl_member (json, name, text);
}

static char *
default_folder (void)
{
  const char *folder = g_getenv ("BALAI_DATA_DIR");

  return folder != NULL && *folder != '\0' ? g_strdup (folder)
                                           : g_build_filename (g_get_user_data_dir (), "balai", NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = NULL;
  gboolean json = FALSE, version = FALSE, help = FALSE;
  GOptionEntry entries[] = {
    { "data-dir", 0, 0, G_OPTION_ARG_FILENAME, &folder, NULL, NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &version, NULL, NULL },
    { "help", 'h', 0, G_OPTION_ARG_NONE, &help, NULL, NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRegistry) registry = NULL;
  BalaiCtl ctl = { 0 };

  balai_language_init (NULL);

  /* Options of ours come before the command, options of the command after it; --json may stand on either side. */
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      fprintf (stderr, "balaictl: %s\n", error->message);
      print_usage (stderr);
      return BALAI_CTL_USAGE;
    }
  if (version)
    {
      printf ("balaictl %s\n", PACKAGE_VERSION);
      return BALAI_CTL_DONE;
    }
  if (help)
    {
      print_usage (stdout);
      return BALAI_CTL_DONE;
    }
  for (int i = 1; i < argc; i++)
    if (strcmp (argv[i], "--json") == 0)
      {
        json = TRUE;
        memmove (&argv[i], &argv[i + 1], (gsize) (argc - i) * sizeof *argv);
        argc--;
        break;
      }

  registry = balai_kinds_new_registry ();
  ctl.folder = folder != NULL ? folder : (folder = default_folder ());
  ctl.json = json;
  ctl.registry = registry;
  ctl.clock = balai_clock_system ();
  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (strcmp (argv[1], commands[i].name) == 0)
      return commands[i].run (&ctl, argc - 1, argv + 1);

  if (argc > 1)
    fprintf (stderr, _("balaictl: there is no command “%s”.\n"), argv[1]);
  print_usage (stderr);
  return BALAI_CTL_USAGE;
}

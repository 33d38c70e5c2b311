/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "balai-ctl.h"
#include "balai-event.h"
#include "balai-format.h"
#include "balai-record-json.h"
#include "balai-schedule-beyond.h"
#include "balai-schema.h"
#include "balai-sqlite.h"
#include "balai-store-folder.h"

/* What a calendar does not show whole: the person may want to know why. */
static gboolean
tell_series (BalaiRepository  *repository,
             GString          *json,
             GError          **error)
{
  g_autoptr (GPtrArray) partial = balai_schedule_list_partial (repository, NULL, error);
  g_autofree char *city = balai_schedule_city_zone (repository);
  const BalaiZone *zone = balai_zone_get (city);
  BalaiSpan horizon = balai_schedule_get_horizon (repository);
  guint n = 0;

  if (partial == NULL)
    return FALSE;
  if (json != NULL)
    {
      g_string_append (json, ",\"horizon\":{");
      balai_ctl_member_instant (json, "start", zone, horizon.start);
      balai_ctl_member_instant (json, "end", zone, horizon.end);
      g_string_append_printf (json, "},\"beyond\":%u,\"partial\":[", partial->len);
    }
  for (guint i = 0; i < partial->len; i++)
    {
      BalaiRecord *event = partial->pdata[i];
      gboolean is_cut;
      BalaiSpan stored = balai_schedule_get_stored (repository, event, &is_cut);

      if (!is_cut)
        continue;
      if (json == NULL)
        {
          printf (_("“%s” repeats so often that the calendar shows only its dates from yesterday on.\n"),
                  balai_record_get_title (event));
          continue;
        }
      g_string_append (json, n++ > 0 ? ",{" : "{");
      balai_ctl_member (json, "id", balai_record_get_id (event));
      balai_ctl_member (json, "uid", balai_record_get_text (event, BALAI_EVENT_UID));
      balai_ctl_member (json, "title", balai_record_get_title (event));
      balai_ctl_member_instant (json, "start", zone, stored.start);
      balai_ctl_member_instant (json, "end", zone, stored.end);
      g_string_append_c (json, '}');
    }
  if (json != NULL)
    g_string_append_c (json, ']');
  return TRUE;
}

/**
 * balai_ctl_check:
 *
 * Checks the database and counts what is in it.
 */
BalaiCtlExit
balai_ctl_check (BalaiCtl *ctl,
                 int       argc,
                 char    **argv)
{
  GOptionEntry entries[] = { { NULL } };
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) json = g_string_new ("{\"integrity\":\"ok\",\"counts\":{");

  if (!balai_ctl_parse (entries, &argc, &argv) || !balai_ctl_no_more (argc, argv))
    return BALAI_CTL_USAGE;
  repository = balai_ctl_open (ctl, FALSE);
  if (repository == NULL)
    return BALAI_CTL_FAILED;
  if (!balai_sqlite_check (BALAI_SQLITE (balai_repository_get_database (repository)), FALSE, &error))
    return balai_ctl_fail (error);
  if (!ctl->json)
    printf ("%s\n", _("The database is sound."));
  for (guint i = 0; i < balai_registry_get_n_kinds (ctl->registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (ctl->registry, i);
      g_autoptr (BalaiQuery) query = balai_query_new (kind);
      int64_t count;

      if (!balai_repository_count (repository, query, &count, &error))
        return balai_ctl_fail (error);
      if (ctl->json)
        g_string_append_printf (json, "%s\"%s\":%" G_GINT64_FORMAT, i > 0 ? "," : "", kind->name, count);
      else
        {
          g_autofree char *number = balai_format_integer (count);

          printf ("%10s  %s\n", number, balai_kind_get_label_many (kind));
        }
    }
  g_string_append_c (json, '}');
  if (!tell_series (repository, ctl->json ? json : NULL, &error))
    return balai_ctl_fail (error);
  if (ctl->json)
    printf ("%s}\n", json->str);
  return BALAI_CTL_DONE;
}

/**
 * balai_ctl_report_file:
 * @ctl: the program
 * @path: a file that was written or read
 * @words: what was done with it
 *
 * Returns: %BALAI_CTL_DONE
 */
BalaiCtlExit
balai_ctl_report_file (BalaiCtl   *ctl,
                       const char *path,
                       const char *words)
{
  g_autoptr (GString) json = g_string_new ("{");
  g_autofree char *shown = g_filename_display_name (path);

  if (ctl->json)
    {
      balai_ctl_member (json, "file", shown);
      printf ("%s}\n", json->str);
    }
  else
    printf ("%s: %s\n", words, shown);
  return BALAI_CTL_DONE;
}

/* Any file of Balai may be replaced by a newer copy, but no letter of somebody who mistook the name. */
static gboolean
may_replace (const char *path)
{
  g_autoptr (BalaiSqlite) existing = NULL;
  int64_t application;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  existing = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? balai_sqlite_open (path, BALAI_SQLITE_READER, NULL) : NULL;
  return existing != NULL
         && balai_database_get_integer (BALAI_DATABASE (existing), "PRAGMA application_id", &application, NULL)
         && application == BALAI_APPLICATION_ID;
}

/**
 * balai_ctl_fail_to_write:
 * @path: a file
 *
 * Says of a file outside the data folder that it could not be written.
 *
 * Returns: %BALAI_CTL_FAILED
 */
BalaiCtlExit
balai_ctl_fail_to_write (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  fprintf (stderr,
           _("balaictl: “%s” could not be written. Check that its folder exists, that you may write in it and that the "
             "disk has room.\n"), shown);
  return BALAI_CTL_FAILED;
}

/**
 * balai_ctl_fail_to_read:
 * @path: a file that was to be read
 *
 * Says so.
 *
 * Returns: %BALAI_CTL_FAILED
 */
BalaiCtlExit
balai_ctl_fail_to_read (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);

  fprintf (stderr, _("balaictl: “%s” could not be read. Check that it is there and that you may read it.\n"), shown);
  return BALAI_CTL_FAILED;
}

/**
 * balai_ctl_is_data:
 * @ctl: the program
 * @path: a file
 *
 * Returns: whether it is the database itself, which is then said
 */
gboolean
balai_ctl_is_data (BalaiCtl   *ctl,
                   const char *path)
{
  g_autofree char *own_path = g_build_filename (ctl->folder, "balai.db", NULL);
  GStatBuf own, other;

  if (g_stat (own_path, &own) != 0 || g_stat (path, &other) != 0 || own.st_dev != other.st_dev
      || own.st_ino != other.st_ino)
    return FALSE;
  fprintf (stderr, "balaictl: %s\n", _("This is the data itself. Choose another name."));
  return TRUE;
}

/**
 * balai_ctl_backup:
 *
 * Writes a copy of the database, also while the desktop is open.
 */
BalaiCtlExit
balai_ctl_backup (BalaiCtl *ctl,
                  int       argc,
                  char    **argv)
{
  GOptionEntry entries[] = { { NULL } };
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GError) error = NULL;

  if (!balai_ctl_parse (entries, &argc, &argv))
    return BALAI_CTL_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, "balaictl: %s\n", _("backup needs the name of one file."));
      return BALAI_CTL_USAGE;
    }
  repository = balai_ctl_open (ctl, FALSE);
  if (repository == NULL)
    return BALAI_CTL_FAILED;
  if (!may_replace (argv[1]))
    {
      g_autofree char *shown = g_filename_display_name (argv[1]);

      fprintf (stderr, _("balaictl: “%s” is there already and is no copy of Balai's data. Choose another name.\n"),
               shown);
      return BALAI_CTL_FAILED;
    }
  if (!balai_sqlite_backup (BALAI_SQLITE (balai_repository_get_database (repository)), argv[1], NULL, &error))
    return g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CANNOT_OPEN) ? balai_ctl_fail_to_write (argv[1])
                                                                               : balai_ctl_fail (error);
  return balai_ctl_report_file (ctl, argv[1], _("Copy written"));
}

/**
 * balai_ctl_restore:
 *
 * Puts a copy in place of the database; what was there is kept beside it.
 */
BalaiCtlExit
balai_ctl_restore (BalaiCtl *ctl,
                   int       argc,
                   char    **argv)
{
  GOptionEntry entries[] = { { NULL } };
  g_autoptr (BalaiStoreFolder) folder = NULL;
  g_autoptr (GError) error = NULL;

  if (!balai_ctl_parse (entries, &argc, &argv))
    return BALAI_CTL_USAGE;
  if (argc != 2)
    {
      fprintf (stderr, "balaictl: %s\n", _("restore needs the name of one file."));
      return BALAI_CTL_USAGE;
    }
  /* Before the folder is claimed: a name that was mistyped must not make one. */
  if (access (argv[1], R_OK) != 0)
    return balai_ctl_fail_to_read (argv[1]);
  folder = balai_store_folder_claim (ctl->folder, ctl->clock, &error);
  if (folder == NULL || !balai_store_folder_restore (folder, argv[1], ctl->registry, NULL, &error))
    return balai_ctl_fail (error);
  return balai_ctl_report_file (ctl, argv[1], _("Restored from"));
}

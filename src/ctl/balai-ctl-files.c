/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "balai-ctl.h"
#include "balai-ical-export.h"
#include "balai-ical-import.h"
#include "balai-ical-reader.h"
#include "balai-ical-writer.h"
#include "balai-name-matcher.h"
#include "balai-registers.h"
#include "balai-schedule-derive.h"
#include "balai-sqlite.h"
#include "balai-store-folder.h"

static BalaiCtlExit
usage (const char *words)
{
  fprintf (stderr, "balaictl: %s\n", words);
  return BALAI_CTL_USAGE;
}

/* The OPD of a code. One that nobody knows yet is made where the caller asks for it, and where it is the first: a fresh
 * folder has no register, and the person has just said who they are. */
static BalaiRecord *
find_opd (BalaiRepository  *repository,
          const char       *code,
          gboolean          create,
          BalaiBatch       *batch,
          GError          **error)
{
  GError *local = NULL;
  BalaiRecord *opd = balai_repository_find (repository, &balai_opd_kind, BALAI_OPD_CODE, code, &local);
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_opd_kind);
  int64_t count = 0;

  if (opd != NULL || local != NULL || !balai_repository_count (repository, query, &count, &local))
    {
      if (local != NULL)
        g_propagate_error (error, local);
      return opd;
    }
  if (!create && count > 0)
    {
      g_set_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOT_FOUND, "opd %s", code);
      return NULL;
    }
  opd = balai_record_new (&balai_opd_kind);
  balai_record_set_text (opd, BALAI_OPD_CODE, code);
  balai_record_set_text (opd, BALAI_OPD_NAME, code);
  balai_batch_put (batch, opd);
  return opd;
}

/* Before the folder is opened: a name that was mistyped must not make one. */
static GPtrArray *
read_files (int    n_files,
            char **paths)
{
  g_autoptr (GPtrArray) contents = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);

  for (int i = 0; i < n_files; i++)
    {
      char *bytes = NULL;
      gsize length;

      if (!g_file_get_contents (paths[i], &bytes, &length, NULL))
        {
          balai_ctl_fail_to_read (paths[i]);
          return NULL;
        }
      g_ptr_array_add (contents, g_bytes_new_take (bytes, length));
    }
  return g_steal_pointer (&contents);
}

static GPtrArray *
parse_files (BalaiRepository *repository,
             GPtrArray       *contents)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_free);
  g_autofree char *zone = balai_schedule_city_zone (repository);

  for (guint i = 0; i < contents->len; i++)
    {
      gsize length;
      const char *bytes = g_bytes_get_data (contents->pdata[i], &length);

      g_ptr_array_add (files, balai_ical_read (bytes != NULL ? bytes : "", length, balai_zone_get (zone)));
    }
  return files;
}

/* What only looks needs no right to write, and leaves no folder behind where there was none. */
static BalaiRepository *
open_to_look (BalaiCtl *ctl)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiSqlite) database = NULL;
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GPtrArray) backups = balai_store_folder_list_backups (ctl->folder);

  repository = balai_store_folder_open (ctl->folder, ctl->registry, ctl->clock, FALSE, &error);
  if (repository == NULL && g_error_matches (error, BALAI_DB_ERROR, BALAI_DB_ERROR_MISSING) && backups->len == 0)
    {
      g_clear_error (&error);
      database = balai_sqlite_open_memory (&error);
      repository = database ? balai_repository_new (BALAI_DATABASE (database), ctl->registry, ctl->clock) : NULL;
      if (repository != NULL && !balai_repository_migrate (repository, &error))
        g_clear_object (&repository);
    }
  if (repository == NULL)
    balai_ctl_fail (error);
  return g_steal_pointer (&repository);
}

/* Something that a line of a file says, as an object of an array or in words. */
static void
report_line (BalaiCtl             *ctl,
             GString              *json,
             const char           *path,
             guint                 line,
             BalaiIcalProblemCode  problem,
             const char           *text)
{
  g_autofree char *file = g_filename_display_name (path);
  g_autofree char *reason = balai_import_problem_to_text (problem, text);

  if (!ctl->json)
    {
      printf ("%s:%u: %s\n", file, line, reason);
      return;
    }
  g_string_append (json, g_str_has_suffix (json->str, "[") ? "{" : ",{");
  balai_ctl_member (json, "file", file);
  g_string_append_printf (json, ",\"line\":%u", line);
  balai_ctl_member (json, "reason", reason);
  g_string_append_c (json, '}');
}

/* Names that were left out of the registers, which events therefore do not point at. */
static void
report_proposals (BalaiCtl              *ctl,
                  const BalaiImportPlan *plan,
                  GString               *json)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint n = 0;

  g_string_append (json, "],\"proposals\":[");
  for (guint i = 0; i < plan->proposals->len; i++)
    {
      const BalaiImportProposal *proposal = plan->proposals->pdata[i];

      if (proposal->record != NULL)
        continue;
      g_string_append_printf (names, "%s%s", n > 0 ? ", " : "", proposal->name);
      g_string_append (json, n++ > 0 ? ",{" : "{");
      balai_ctl_member (json, "kind", proposal->kind->name);
      balai_ctl_member (json, "name", proposal->name);
      g_string_append_printf (json, ",\"events\":%u}", proposal->uses);
    }
  if (n > 0 && !ctl->json)
    printf (ngettext ("%1$u name is in no register: %2$s (--create makes it)\n",
                      "%1$u names are in no register: %2$s (--create makes them)\n", n), n, names->str);
}

static void
report_import (BalaiCtl              *ctl,
               const BalaiImportPlan *plan,
               int                    n_files,
               char                 **paths)
{
  g_autoptr (GString) json = g_string_new (NULL);

  g_string_append_printf (json, "{\"files\":%d,\"events\":%u,\"new\":%u,\"changed\":%u,\"same\":%u,\"conflicting\":%u,"
                          "\"unreadable\":[",
                          n_files, plan->n_events, plan->counts[BALAI_IMPORT_NEW], plan->counts[BALAI_IMPORT_CHANGED],
                          plan->counts[BALAI_IMPORT_SAME], plan->counts[BALAI_IMPORT_CONFLICTING]);
  if (!ctl->json)
    printf (_("%u events read: %u new, %u changed, %u same, %u changed on both sides, %u unreadable\n"),
            plan->n_events, plan->counts[BALAI_IMPORT_NEW], plan->counts[BALAI_IMPORT_CHANGED],
            plan->counts[BALAI_IMPORT_SAME], plan->counts[BALAI_IMPORT_CONFLICTING],
            plan->counts[BALAI_IMPORT_UNREADABLE]);
  if (!ctl->json && plan->n_parts > 0)
    printf (ngettext ("%u other part, such as a task, is kept as it is\n",
                      "%u other parts, such as tasks, are kept as they are\n", plan->n_parts), plan->n_parts);
  for (guint i = 0; i < plan->items->len; i++)
    {
      const BalaiImportItem *item = plan->items->pdata[i];

      if (item->state == BALAI_IMPORT_UNREADABLE)
        report_line (ctl, json, paths[item->file], item->line, item->problem, item->text);
      else if (item->twin_title != NULL && !ctl->json)
        {
          g_autofree char *file = g_filename_display_name (paths[item->file]);

          printf (_("%s:%u: the same event as “%s”?\n"), file, item->line, item->twin_title);
        }
    }
  g_string_append (json, "],\"notes\":[");
  for (guint i = 0; i < plan->notes->len; i++)
    {
      const BalaiImportNote *note = plan->notes->pdata[i];

      report_line (ctl, json, paths[note->file], note->line, note->problem, note->text);
    }
  report_proposals (ctl, plan, json);
  if (ctl->json)
    printf ("%s],\"kept\":%u}\n", json->str, plan->n_parts);
}

static gboolean
apply_import (BalaiRepository  *repository,
              BalaiImportPlan  *plan,
              BalaiBatch       *opds,
              GError          **error)
{
  g_autoptr (BalaiBatch) batch = balai_import_plan_to_batch (plan, _("Import"));

  /* The OPD that was just named comes with the events or not at all. */
  for (guint i = 0; i < balai_batch_get_size (opds); i++)
    balai_batch_put (batch, balai_batch_get_record (opds, i, NULL));
  return balai_batch_get_size (batch) == 0 || balai_repository_apply (repository, batch, NULL, error);
}

/**
 * balai_ctl_import:
 *
 * Brings calendar files in.
 */
BalaiCtlExit
balai_ctl_import (BalaiCtl *ctl,
                  int       argc,
                  char    **argv)
{
  g_autofree char *opd_code = NULL;
  gboolean create = FALSE, dry_run = FALSE;
  GOptionEntry entries[] = {
    { "create", 0, 0, G_OPTION_ARG_NONE, &create, NULL, NULL },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, NULL, NULL },
    { "opd", 0, 0, G_OPTION_ARG_STRING, &opd_code, NULL, NULL },
    { NULL },
  };
  BalaiImportOptions options = { 0 };
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (BalaiBatch) opds = balai_batch_new ("", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiRecord) opd = NULL;
  g_autoptr (GPtrArray) contents = NULL, files = NULL;
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  if (!balai_ctl_parse (entries, &argc, &argv))
    return BALAI_CTL_USAGE;
  if (argc < 2)
    return usage (_("import needs the name of a file."));
  contents = read_files (argc - 1, argv + 1);
  if (contents == NULL)
    return BALAI_CTL_FAILED;
  repository = dry_run ? open_to_look (ctl) : balai_ctl_open (ctl, TRUE);
  if (repository == NULL)
    return BALAI_CTL_FAILED;
  if (opd_code != NULL)
    {
      opd = find_opd (repository, opd_code, create, opds, &error);
      if (opd == NULL && g_error_matches (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOT_FOUND))
        {
          fprintf (stderr, _("balaictl: no OPD has the code “%s”. With --create it is made.\n"), opd_code);
          return BALAI_CTL_FAILED;
        }
      if (opd == NULL)
        return balai_ctl_fail (error);
      options.opd = balai_record_get_id (opd);
      options.unsaved_opd = balai_batch_get_size (opds) > 0 ? opd : NULL;
    }
  options.create_all = create;
  files = parse_files (repository, contents);
  plan = balai_import_plan_new (repository, files, &options, NULL, NULL, NULL, &error);
  if (plan == NULL || (!dry_run && !apply_import (repository, plan, opds, &error)))
    return balai_ctl_fail (error);
  report_import (ctl, plan, argc - 1, argv + 1);
  if (plan->n_events > 0 || plan->counts[BALAI_IMPORT_UNREADABLE] == 0)
    return BALAI_CTL_DONE;
  fprintf (stderr, "balaictl: %s\n", _("Nothing in it could be read, and nothing was changed."));
  return BALAI_CTL_FAILED;
}

static gboolean
find_scope (BalaiRepository  *repository,
            const char       *opd,
            const char       *venue,
            const char       *person,
            BalaiExportScope *scope,
            GError          **error)
{
  g_autoptr (BalaiNameMatcher) matcher = balai_name_matcher_new (repository, NULL, error);
  const BalaiKind *kind = venue ? &balai_venue_kind : &balai_person_kind;
  const char *name = venue ? venue : person;
  BalaiRecord *record = NULL;

  if (matcher == NULL)
    return FALSE;
  if (opd != NULL)
    {
      g_autoptr (BalaiRecord) office = balai_repository_find (repository, &balai_opd_kind, BALAI_OPD_CODE, opd, NULL);

      record = office ? balai_name_matcher_get (matcher, &balai_opd_kind, balai_record_get_id (office)) : NULL;
      name = opd;
    }
  else if (name != NULL)
    record = balai_name_matcher_by_name (matcher, kind, name, NULL);
  else
    return TRUE;
  if (record == NULL)
    {
      fprintf (stderr, _("balaictl: the registers do not know “%s”.\n"), name);
      return FALSE;
    }
  if (opd != NULL)
    scope->opd = g_intern_string (balai_record_get_id (record));
  else if (venue != NULL)
    scope->venue = g_intern_string (balai_record_get_id (record));
  else
    scope->person = g_intern_string (balai_record_get_id (record));
  return TRUE;
}

/**
 * balai_ctl_export:
 *
 * Writes the calendar, or that of one OPD, one venue or one person, to a file.
 */
BalaiCtlExit
balai_ctl_export (BalaiCtl *ctl,
                  int       argc,
                  char    **argv)
{
  g_autofree char *format = NULL, *output = NULL, *opd = NULL, *venue = NULL, *person = NULL, *text = NULL;
  GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &format, NULL, NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, NULL, NULL },
    { "opd", 0, 0, G_OPTION_ARG_STRING, &opd, NULL, NULL },
    { "venue", 0, 0, G_OPTION_ARG_STRING, &venue, NULL, NULL },
    { "person", 0, 0, G_OPTION_ARG_STRING, &person, NULL, NULL },
    { NULL },
  };
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GError) error = NULL;
  BalaiExportScope scope = { 0 };

  if (!balai_ctl_parse (entries, &argc, &argv))
    return BALAI_CTL_USAGE;
  if (argc > 1 || output == NULL || (g_strcmp0 (format, "ics") != 0 && g_strcmp0 (format, "csv") != 0))
    return usage (_("export needs --format ics or csv, and --output."));
  if ((opd != NULL) + (venue != NULL) + (person != NULL) > 1)
    return usage (_("Name one of --opd, --venue and --person."));
  repository = balai_ctl_open (ctl, FALSE);
  if (repository == NULL)
    return BALAI_CTL_FAILED;
  if (balai_ctl_is_data (ctl, output))
    return BALAI_CTL_FAILED;
  if (!find_scope (repository, opd, venue, person, &scope, &error))
    return error ? balai_ctl_fail (error) : BALAI_CTL_FAILED;
  if (g_str_equal (format, "csv"))
    text = balai_event_to_csv (repository, &scope, NULL, &error);
  else
    {
      g_autoptr (BalaiIcal) ical = balai_ical_export (repository, &scope, NULL, &error);

      text = ical ? balai_ical_write (ical, balai_clock_now (ctl->clock)) : NULL;
    }
  if (text == NULL)
    return balai_ctl_fail (error);
  if (!g_file_set_contents_full (output, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0644, &error))
    return balai_ctl_fail_to_write (output);
  return balai_ctl_report_file (ctl, output, _("Written"));
}

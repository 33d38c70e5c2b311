/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "balai-conflict-text.h"
#include "balai-ctl.h"
#include "balai-format.h"
#include "balai-recurrence.h"
#include "balai-schedule-snapshot.h"

static void
append_event (GString                     *json,
              const BalaiScheduleSnapshot *snapshot,
              const BalaiClaim            *claim)
{
  const BalaiEventInfo *info = balai_schedule_snapshot_get_event (snapshot, claim->occurrence);
  const BalaiZone *zone = balai_schedule_rules_get_zone (balai_schedule_snapshot_get_rules (snapshot));

  g_string_append_c (json, '{');
  balai_ctl_member (json, "id", info->id);
  balai_ctl_member (json, "uid", info->uid);
  balai_ctl_member (json, "title", info->title);
  balai_ctl_member_instant (json, "start", zone, claim->start);
  balai_ctl_member_instant (json, "end", zone, claim->end);
  balai_ctl_member (json, "opd", info->opd_code);
  g_string_append_c (json, '}');
}

static void
append_conflict (GString                     *json,
                 const BalaiScheduleSnapshot *snapshot,
                 size_t                       index)
{
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (snapshot);
  const BalaiConflict *conflict = &conflicts->items[index];
  const BalaiZone *zone = balai_schedule_rules_get_zone (balai_schedule_snapshot_get_rules (snapshot));
  const char *kind;
  g_autofree char *name = balai_conflict_resource_name (snapshot, conflict, &kind);
  const char *opd = balai_schedule_snapshot_get_event (snapshot, conflict->a.occurrence)->opd_name;
  size_t n_others;
  const BalaiClaim *others = balai_conflict_array_get_others (conflicts, index, &n_others);

  g_string_append (json, "{\"a\":");
  append_event (json, snapshot, &conflict->a);
  g_string_append (json, ",\"b\":");
  if (conflict->has_b)
    append_event (json, snapshot, &conflict->b);
  else
    g_string_append (json, "null");
  g_string_append (json, ",\"others\":[");
  for (size_t i = 0; i < n_others; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_event (json, snapshot, &others[i]);
    }
  /* An event that uses nothing of the registers and yet is at the wrong time is a matter of its office. */
  g_string_append (json, "],\"resource\":{");
  balai_ctl_member (json, "kind", kind != NULL ? kind : "opd");
  balai_ctl_member (json, "name", kind != NULL ? name : opd != NULL ? opd : "");
  g_string_append_c (json, '}');
  balai_ctl_member (json, "class", balai_conflict_class_to_code (conflict->class_));
  balai_ctl_member (json, "level", balai_level_to_code (conflict->level));
  balai_ctl_member_instant (json, "start", zone, conflict->span.start);
  balai_ctl_member_instant (json, "end", zone, conflict->span.end);
  g_string_append_c (json, '}');
}

static void
print_conflict (const BalaiScheduleSnapshot *snapshot,
                size_t                       index)
{
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (snapshot);
  const BalaiConflict *conflict = &conflicts->items[index];
  const BalaiZone *zone = balai_schedule_rules_get_zone (balai_schedule_snapshot_get_rules (snapshot));
  const BalaiEventInfo *a = balai_schedule_snapshot_get_event (snapshot, conflict->a.occurrence);
  g_autofree char *name = balai_conflict_resource_name (snapshot, conflict, NULL);
  g_autofree char *when = balai_format_when (conflict->span, FALSE, zone);
  size_t n_others;
  const BalaiClaim *others = balai_conflict_array_get_others (conflicts, index, &n_others);

  printf ("%s · %s%s%s\n  %s", balai_conflict_class_get_label (conflict->class_), when, name ? " · " : "",
          name ? name : "", a->title);
  if (conflict->has_b)
    printf (" ↔ %s", balai_schedule_snapshot_get_event (snapshot, conflict->b.occurrence)->title);
  for (size_t i = 0; i < n_others; i++)
    printf (" ↔ %s", balai_schedule_snapshot_get_event (snapshot, others[i].occurrence)->title);
  printf ("\n");
}

/**
 * balai_ctl_conflicts:
 *
 * Lists what cannot both be.
 */
BalaiCtlExit
balai_ctl_conflicts (BalaiCtl *ctl,
                     int       argc,
                     char    **argv)
{
  g_autofree char *from = NULL, *to = NULL, *level_name = NULL;
  gboolean exit_code = FALSE, given;
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { "level", 0, 0, G_OPTION_ARG_STRING, &level_name, NULL, NULL },
    { "exit-code", 0, 0, G_OPTION_ARG_NONE, &exit_code, NULL, NULL },
    { NULL },
  };
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) json = g_string_new ("{\"count\":");
  const BalaiConflictArray *conflicts;
  BalaiLevel level = BALAI_LEVEL_IGNORE;
  BalaiSpan days, range;
  guint count = 0;

  if (!balai_ctl_parse (entries, &argc, &argv) || !balai_ctl_no_more (argc, argv)
      || !balai_ctl_parse_days (from, to, &days, &given))
    return BALAI_CTL_USAGE;
  if (level_name != NULL && !balai_level_from_code (level_name, &level))
    {
      fprintf (stderr, "balaictl: %s\n", _("--level is one of refuse, approve, warn and ignore."));
      return BALAI_CTL_USAGE;
    }
  repository = balai_ctl_open (ctl, FALSE);
  if (repository == NULL)
    return BALAI_CTL_FAILED;
  range = balai_ctl_days_to_range (repository, days);
  snapshot = balai_schedule_snapshot_load (repository, given ? &range : NULL, BALAI_SNAPSHOT_CONFLICTS, NULL, &error);
  if (snapshot == NULL)
    return balai_ctl_fail (error);

  conflicts = balai_schedule_snapshot_get_conflicts (snapshot);
  for (size_t i = 0; i < conflicts->n; i++)
    count += level_name == NULL || conflicts->items[i].level == level;
  g_string_append_printf (json, "%u,\"conflicts\":[", count);
  for (size_t i = 0; i < conflicts->n; i++)
    {
      if (level_name != NULL && conflicts->items[i].level != level)
        continue;
      if (!ctl->json)
        print_conflict (snapshot, i);
      else
        {
          if (json->str[json->len - 1] == '}')
            g_string_append_c (json, ',');
          append_conflict (json, snapshot, i);
        }
    }
  if (ctl->json)
    printf ("%s]}\n", json->str);
  else
    printf (ngettext ("%u conflict\n", "%u conflicts\n", count), count);
  return exit_code && count > 0 ? BALAI_CTL_CONFLICTS : BALAI_CTL_DONE;
}

/* What was called off is kept in the calendar, and takes place no more. */
static gboolean
takes_place (const BalaiEventInfo *info)
{
  return !g_str_equal (info->status, "cancelled") && !g_str_equal (info->status, "refused")
         && !g_str_equal (info->status, "displaced");
}

/**
 * balai_ctl_occurrences:
 *
 * Lists what happens on certain days.
 */
BalaiCtlExit
balai_ctl_occurrences (BalaiCtl *ctl,
                       int       argc,
                       char    **argv)
{
  g_autofree char *from = NULL, *to = NULL;
  gboolean given;
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, NULL, NULL },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, NULL, NULL },
    { NULL },
  };
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) json = g_string_new (NULL);
  g_autofree guint *dates = NULL;
  const BalaiOccurrence *occurrences;
  const BalaiZone *zone;
  BalaiSpan days, range;
  guint n_all, n = 0;

  if (!balai_ctl_parse (entries, &argc, &argv) || !balai_ctl_no_more (argc, argv)
      || !balai_ctl_parse_days (from, to, &days, &given))
    return BALAI_CTL_USAGE;
  if (!given)
    {
      fprintf (stderr, "balaictl: %s\n", _("occurrences needs --from and --to."));
      return BALAI_CTL_USAGE;
    }
  repository = balai_ctl_open (ctl, FALSE);
  if (repository == NULL)
    return BALAI_CTL_FAILED;
  range = balai_ctl_days_to_range (repository, days);
  snapshot = balai_schedule_snapshot_load (repository, &range, BALAI_SNAPSHOT_OCCURRENCES | BALAI_SNAPSHOT_EVERYTHING,
                                           NULL, &error);
  if (snapshot == NULL)
    return balai_ctl_fail (error);

  zone = balai_schedule_rules_get_zone (balai_schedule_snapshot_get_rules (snapshot));
  occurrences = balai_schedule_snapshot_get_occurrences (snapshot, &n_all);
  dates = g_new0 (guint, balai_schedule_snapshot_get_n_events (snapshot));
  g_string_append (json, ",\"occurrences\":[");
  for (guint i = 0; i < n_all; i++)
    {
      const BalaiEventInfo *info = balai_schedule_snapshot_get_event (snapshot, occurrences[i].event);

      if (!takes_place (info))
        continue;
      n++;
      if (++dates[occurrences[i].event] == BALAI_RECURRENCE_MAX_DATES)
        fprintf (stderr, _("balaictl: “%s” repeats too often to be listed whole. Ask for fewer days.\n"), info->title);
      if (!ctl->json)
        {
          g_autofree char *when = balai_format_when (occurrences[i].span, info->all_day, zone);

          printf ("%s · %s%s%s\n", when, info->title, info->place ? " · " : "", info->place ? info->place : "");
          continue;
        }
      g_string_append (json, n > 1 ? ",{" : "{");
      balai_ctl_member (json, "uid", info->uid);
      balai_ctl_member (json, "title", info->title);
      balai_ctl_member_instant (json, "start", zone, occurrences[i].span.start);
      balai_ctl_member_instant (json, "end", zone, occurrences[i].span.end);
      g_string_append_printf (json, ",\"all_day\":%s", info->all_day ? "true" : "false");
      balai_ctl_member (json, "location", info->place);
      g_string_append_c (json, '}');
    }
  if (ctl->json)
    printf ("{\"count\":%u%s]}\n", n, json->str);
  else
    printf (ngettext ("%u event\n", "%u events\n", n), n);
  return BALAI_CTL_DONE;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-import-split-private.h"

#include <string.h>

#include "balai-day.h"
#include "balai-event-series.h"
#include "balai-recurrence.h"

/* RANGE=THISANDFUTURE: the series ends before that date, and another goes on from it, each date as far from the one it
 * stands for as the first. Rules are kept where a rule says that; where none does, the dates are written down. */

/* Dates that are looked at to see whether a rule says the same, and of which there are as many where none does. */
#define MOST_DATES 1000

/* By how much the clock shows another time. */
typedef struct
{
  const BalaiZone *zone; /* (unowned) */
  int64_t          wall;
} Shift;

static int
compare_replaced (gconstpointer a,
                  gconstpointer b)
{
  int64_t x = (*(const Entry *const *) a)->replaces.instant;
  int64_t y = (*(const Entry *const *) b)->replaces.instant;

  return (x > y) - (x < y);
}

static Shift
shift_of (const Entry *part)
{
  const BalaiIcalTime *start = &part->event->start;

  return (Shift) { start->zone, start->wall - balai_zone_to_wall (start->zone, part->replaces.instant) };
}

static BalaiIcalTime
shift_time (Shift                shift,
            const BalaiIcalTime *time,
            gboolean             to_date)
{
  int64_t wall = (time->is_date ? time->wall : balai_zone_to_wall (shift.zone, time->instant)) + shift.wall;

  if (to_date)
    return balai_ical_time_on (balai_wall_day (wall), shift.zone);
  return (BalaiIcalTime) { wall, balai_zone_to_instant (shift.zone, wall), shift.zone, FALSE };
}

static char *
without_end (const char *rule)
{
  g_auto (GStrv) parts = g_strsplit (rule, ";", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (g_ascii_strncasecmp (parts[i], "UNTIL=", 6) != 0 && g_ascii_strncasecmp (parts[i], "COUNT=", 6) != 0
          && *parts[i] != '\0')
        g_string_append_printf (out, "%s%s", out->len == 0 ? "" : ";", parts[i]);
    }
  return g_string_free (out, FALSE);
}

static char *
rule_until (const char          *rule,
            const BalaiIcalTime *before)
{
  g_autofree char *plain = without_end (rule);
  BalaiIcalTime last = *before;
  g_autofree char *until = NULL;

  if (last.is_date)
    last.wall -= BALAI_DAY;
  else
    last.instant -= 1;
  until = balai_event_format_date (&last);
  return g_strdup_printf ("%s;UNTIL=%s", plain, until);
}

/* A weekly rule moves with its days; COUNT is what is left of it. */
static char *
rule_from (const char *rule,
           guint       gone,
           int64_t     days)
{
  static const char *const names[] = { "MO", "TU", "WE", "TH", "FR", "SA", "SU" };
  g_auto (GStrv) parts = g_strsplit (rule, ";", -1);
  GString *out = g_string_new (NULL);
  gboolean weekly = FALSE;

  for (guint i = 0; parts[i] != NULL; i++)
    weekly |= g_ascii_strcasecmp (parts[i], "FREQ=WEEKLY") == 0;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      if (*parts[i] == '\0')
        continue;
      if (out->len > 0)
        g_string_append_c (out, ';');
      if (g_ascii_strncasecmp (parts[i], "COUNT=", 6) == 0)
        g_string_append_printf (out, "COUNT=%" G_GINT64_FORMAT,
                                MAX ((gint64) 1, g_ascii_strtoll (parts[i] + 6, NULL, 10) - (gint64) gone));
      else if (weekly && days != 0 && g_ascii_strncasecmp (parts[i], "BYDAY=", 6) == 0)
        {
          g_auto (GStrv) days_of_week = g_strsplit (parts[i] + 6, ",", -1);

          g_string_append (out, "BYDAY=");
          for (guint j = 0; days_of_week[j] != NULL; j++)
            {
              const char *moved = days_of_week[j];

              for (int k = 0; k < 7; k++)
                {
                  if (g_ascii_strcasecmp (days_of_week[j], names[k]) == 0)
                    {
                      moved = names[((k + days) % 7 + 7) % 7];
                      break;
                    }
                }
              g_string_append_printf (out, "%s%s", j == 0 ? "" : ",", moved);
            }
        }
      else
        g_string_append (out, parts[i]);
    }
  return g_string_free (out, FALSE);
}

static GArray *
expand_rules (const BalaiIcalTime *start,
              GPtrArray           *rrules,
              int64_t              from,
              int64_t              to)
{
  BalaiRecurrence rule = { .start = *start, .rrules = rrules };

  return balai_recurrence_expand (&rule, from, to, MOST_DATES, NULL);
}

/* Rules that find the dates, with their first one at @start; %FALSE where they find others. */
static gboolean
says (GPtrArray           *rrules,
      const BalaiIcalTime *start,
      GArray              *dates)
{
  g_autoptr (GArray) found = expand_rules (start, rrules, G_MININT64 / 4, G_MAXINT64 / 4);

  if (found->len != dates->len)
    return FALSE;
  for (guint i = 0; i < dates->len; i++)
    {
      if (g_array_index (found, BalaiOccurrenceStart, i).start != g_array_index (dates, BalaiIcalTime, i).instant)
        return FALSE;
    }
  return TRUE;
}

static gpointer
copy_text (gconstpointer text,
           gpointer      data)
{
  return g_strdup (text);
}

static void
fill_rules (Entry                *part,
            const Entry          *next,
            const BalaiIcalEvent *series,
            Shift                 shift)
{
  const BalaiIcalTime *start = &part->event->start;
  int64_t days = balai_wall_day (start->wall) - balai_wall_day (start->wall - shift.wall);
  int64_t end = next == NULL ? G_MAXINT64 / 4 : next->replaces.instant;
  g_autoptr (GArray) gone = NULL, stay = NULL;
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalTime));

  if (part->event->rrules->len > 0)
    {
      /* It says itself how it goes on. */
      g_ptr_array_extend (part->rrules, part->event->rrules, copy_text, NULL);
      return;
    }
  gone = balai_recurrence_expand (&(BalaiRecurrence) { .start = series->start, .rrules = series->rrules },
                                  G_MININT64 / 4, part->replaces.instant, 100000, NULL);
  stay = expand_rules (&series->start, series->rrules, part->replaces.instant, end);
  for (guint i = 0; i < stay->len; i++)
    {
      BalaiIcalTime date = balai_ical_time_at (g_array_index (stay, BalaiOccurrenceStart, i).start, shift.zone);

      date = shift_time (shift, &date, start->is_date);
      g_array_append_val (dates, date);
    }
  for (guint i = 0; i < series->rrules->len; i++)
    {
      g_autofree char *from = rule_from (series->rrules->pdata[i], gone->len, days);
      BalaiIcalTime before = { 0 };

      if (next != NULL)
        before = shift_time (shift, &next->replaces, start->is_date);
      g_ptr_array_add (part->rrules, next != NULL ? rule_until (from, &before) : g_steal_pointer (&from));
    }
  if (says (part->rrules, start, dates))
    return;
  g_ptr_array_set_size (part->rrules, 0);
  for (guint i = 0; i < dates->len; i++)
    {
      BalaiIcalExtra extra = { g_array_index (dates, BalaiIcalTime, i), BALAI_ICAL_NONE };

      if (extra.time.instant != start->instant)
        g_array_append_val (part->rdates, extra);
    }
}

static void
fill_dates (Entry                *part,
            const Entry          *next,
            const BalaiIcalEvent *series,
            Shift                 shift)
{
  gboolean is_date = part->event->start.is_date;
  int64_t end = next == NULL ? G_MAXINT64 : next->replaces.instant;

  for (guint i = 0; i < series->exdates->len; i++)
    {
      const BalaiIcalTime *date = &g_array_index (series->exdates, BalaiIcalTime, i);
      BalaiIcalTime shifted = shift_time (shift, date, is_date || date->is_date);

      if (date->instant >= part->replaces.instant)
        g_array_append_val (part->exdates, shifted);
    }
  for (guint i = 0; i < series->rdates->len; i++)
    {
      BalaiIcalExtra extra = g_array_index (series->rdates, BalaiIcalExtra, i);

      if (extra.time.instant < part->replaces.instant || extra.time.instant >= end)
        continue;
      extra.time = shift_time (shift, &extra.time, is_date || extra.time.is_date);
      extra.end = BALAI_ICAL_NONE;
      g_array_append_val (part->rdates, extra);
    }
}

static void
cut_master (Entry       *master,
            const Entry *first)
{
  const BalaiIcalEvent *series = master->event;
  g_autoptr (GArray) gone = expand_rules (&series->start, series->rrules, G_MININT64 / 4, first->replaces.instant);
  g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalTime));

  master->rrules = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < series->rrules->len; i++)
    g_ptr_array_add (master->rrules, rule_until (series->rrules->pdata[i], &first->replaces));
  for (guint i = 0; i < gone->len; i++)
    {
      BalaiIcalTime date = balai_ical_time_at (g_array_index (gone, BalaiOccurrenceStart, i).start, series->start.zone);

      g_array_append_val (dates, date);
    }
  /* It had ended before. */
  if (!says (master->rrules, &series->start, dates) && says (series->rrules, &series->start, dates))
    {
      g_ptr_array_set_size (master->rrules, 0);
      g_ptr_array_extend (master->rrules, series->rrules, copy_text, NULL);
    }
  master->exdates = g_array_copy (series->exdates);
  /* The whole of it was moved: not even the first date is left. */
  if (first->replaces.instant <= series->start.instant)
    g_array_append_val (master->exdates, series->start);
  master->rdates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalExtra));
  for (guint i = 0; i < series->rdates->len; i++)
    {
      const BalaiIcalExtra *extra = &g_array_index (series->rdates, BalaiIcalExtra, i);

      if (extra->time.instant < first->replaces.instant)
        g_array_append_val (master->rdates, *extra);
    }
}

static void
split (Entry     *master,
       GPtrArray *parts)
{
  g_ptr_array_sort (parts, compare_replaced);
  for (guint i = 0; i < parts->len; i++)
    {
      Entry *part = parts->pdata[i];
      const Entry *next = i + 1 < parts->len ? parts->pdata[i + 1] : NULL;
      Shift shift = shift_of (part);

      part->splits = TRUE;
      part->rrules = g_ptr_array_new_with_free_func (g_free);
      part->rdates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalExtra));
      part->exdates = g_array_new (FALSE, FALSE, sizeof (BalaiIcalTime));
      fill_rules (part, next, master->event, shift);
      fill_dates (part, next, master->event, shift);
    }
  cut_master (master, parts->pdata[0]);
}

/* A date after the split belongs to the new part, and stands for the date that was moved there. */
static void
move_to_part (Entry     *override,
              GPtrArray *parts)
{
  Entry *mine = NULL;

  for (guint i = 0; i < parts->len; i++)
    {
      Entry *part = parts->pdata[i];

      if (part->replaces.instant <= override->replaces.instant)
        mine = part;
    }
  if (mine == NULL)
    return;
  override->master = mine;
  override->replaces = shift_time (shift_of (mine), &override->replaces, mine->event->start.is_date);
}

/**
 * balai_import_split_series:
 * @overrides: (element-type Entry): dates of series, each with its series
 *
 * Cuts each series where an override stands for all that follow too, and hands the later dates to the part they are of.
 */
void
balai_import_split_series (GPtrArray *overrides)
{
  g_autoptr (GHashTable) by_master = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  GHashTableIter iter;
  gpointer master, parts;

  for (guint i = 0; i < overrides->len; i++)
    {
      Entry *entry = overrides->pdata[i];

      if (!entry->event->this_and_future || entry->superseded || entry->master == NULL
          || entry->master->event->rrules->len == 0)
        continue;
      parts = g_hash_table_lookup (by_master, entry->master);
      if (parts == NULL)
        g_hash_table_insert (by_master, entry->master, parts = g_ptr_array_new ());
      g_ptr_array_add (parts, entry);
    }
  g_hash_table_iter_init (&iter, by_master);
  while (g_hash_table_iter_next (&iter, &master, &parts))
    split (master, parts);
  for (guint i = 0; i < overrides->len; i++)
    {
      Entry *entry = overrides->pdata[i];

      parts = entry->master == NULL || entry->splits ? NULL : g_hash_table_lookup (by_master, entry->master);
      if (parts != NULL)
        move_to_part (entry, parts);
      if (entry->splits)
        {
          g_free (entry->event_uid);
          entry->event_uid = g_strdup_printf ("%s#%s", entry->uid, entry->recurrence);
        }
    }
  /* A date of a series bears its name. */
  for (guint i = 0; i < overrides->len; i++)
    {
      Entry *entry = overrides->pdata[i];

      if (entry->splits || entry->master == NULL || !entry->master->splits)
        continue;
      g_free (entry->event_uid);
      entry->event_uid = g_strdup (entry->master->event_uid);
    }
}

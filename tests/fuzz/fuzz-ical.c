/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "balai-calendar-part.h"
#include "balai-day.h"
#include "balai-ical-reader.h"
#include "balai-ical-writer.h"
#include "balai-recurrence.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* abort(), since libFuzzer keeps no input of a program that ends by a trap. */
static void
fail (const char *what,
      const char *text)
{
  g_printerr ("%s:\n%s\n", what, text);
  abort ();
}

/* What is kept beside the events as if it had been stored, in a file of its own. */
static BalaiIcal *
file_of_parts (GPtrArray *parts)
{
  BalaiIcal *ical = balai_ical_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      const BalaiCalendarPart *part = parts->pdata[i];
      g_autoptr (BalaiRecord) record = balai_record_new (&balai_calendar_part_kind);
      g_autoptr (GPtrArray) findings = balai_findings_new ();
      g_autoptr (BalaiIcal) parsed = NULL;

      balai_record_set_text (record, BALAI_CALENDAR_PART_COMPONENT, part->component);
      if (part->uid != NULL)
        balai_record_set_text (record, BALAI_CALENDAR_PART_UID, part->uid);
      if (part->recurrence != NULL)
        balai_record_set_text (record, BALAI_CALENDAR_PART_RECURRENCE, part->recurrence);
      balai_record_set_text (record, BALAI_CALENDAR_PART_VERBATIM, part->verbatim);
      balai_kind_check (&balai_calendar_part_kind, record, findings);
      if (findings->len > 0)
        fail ("a part cannot be stored", part->verbatim);

      if (g_str_equal (part->component, BALAI_CALENDAR_PART_CALENDAR))
        {
          BalaiIcalCalendar *calendar = balai_ical_calendar_new ();
          g_autofree char *rest = NULL;

          calendar->name = balai_calendar_part_name (part->verbatim, &rest);
          g_free (calendar->raw);
          calendar->raw = g_strconcat (rest, BALAI_CALENDAR_PART_SOURCE ":id\n", NULL);
          g_ptr_array_add (ical->calendars, calendar);
          continue;
        }
      parsed = balai_calendar_part_parse (part->verbatim);
      if (parsed->others->len != 1 || parsed->events->len != 0
          || !g_str_equal (((const BalaiIcalOther *) parsed->others->pdata[0])->text, part->verbatim))
        fail ("a part is not one component", part->verbatim);
      g_ptr_array_add (ical->others, g_ptr_array_steal_index (parsed->others, 0));
    }
  if (ical->calendars->len == 0)
    g_ptr_array_add (ical->calendars, balai_ical_calendar_new ());
  return ical;
}

static gboolean
has_part (GPtrArray               *parts,
          const BalaiCalendarPart *wanted)
{
  for (guint i = 0; i < parts->len; i++)
    {
      const BalaiCalendarPart *part = parts->pdata[i];

      if (g_str_equal (part->component, wanted->component) && g_strcmp0 (part->uid, wanted->uid) == 0
          && g_strcmp0 (part->recurrence, wanted->recurrence) == 0 && g_str_equal (part->verbatim, wanted->verbatim))
        return TRUE;
    }
  return FALSE;
}

/* What stands beside the events can be stored, and goes out and comes in as it was. */
static void
check_parts (const BalaiIcal *ical,
             const BalaiZone *city)
{
  g_autoptr (GPtrArray) parts = balai_calendar_parts_read (ical), parts_again = NULL;
  g_autoptr (BalaiIcal) file = file_of_parts (parts), again = NULL;
  g_autofree char *text = balai_ical_write (file, 0);

  again = balai_ical_read (text, strlen (text), city);
  parts_again = balai_calendar_parts_read (again);
  if (again->events->len > 0)
    fail ("a part became an event", text);
  for (guint i = 0; i < parts->len; i++)
    {
      const BalaiCalendarPart *part = parts->pdata[i];

      /* A zone stays where something still names it. */
      if ((!g_str_equal (part->component, BALAI_CALENDAR_PART_ZONE_KIND) && !has_part (parts_again, part))
          || (part->zone != NULL && !has_part (parts_again, part->zone)))
        fail ("a round trip lost a part", text);
    }
}

/* Any bytes are read without harm, what was read expands within bounds, and what is written reads the same. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const BalaiZone *city = balai_zone_get (BALAI_ZONE_JAKARTA);
  g_autoptr (BalaiIcal) ical = balai_ical_read ((const char *) data, size, city);
  g_autofree char *text = balai_ical_write (ical, 0);
  g_autoptr (BalaiIcal) again = balai_ical_read (text, strlen (text), city);
  int64_t from = balai_day_from_ymd (2026, 1, 1) * BALAI_DAY;

  for (guint i = 0; i < ical->events->len; i++)
    {
      BalaiRecurrence rule = balai_recurrence_of_event (g_ptr_array_index (ical->events, i));
      GArray *starts = balai_recurrence_expand (&rule, from, from + 60 * BALAI_DAY, 100, NULL);

      g_array_unref (starts);
    }
  if (!g_utf8_validate (text, -1, NULL) || !balai_ical_equal (ical, again))
    fail ("a round trip changed something", text);
  check_parts (ical, city);
  return 0;
}

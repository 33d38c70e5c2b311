/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "balai-day.h"
#include "balai-ical-reader.h"
#include "balai-ical-writer.h"
#include "balai-recurrence.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

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
  /* abort(), since libFuzzer keeps no input of a program that ends by a trap. */
  if (!g_utf8_validate (text, -1, NULL) || !balai_ical_equal (ical, again))
    {
      g_printerr ("a round trip changed something:\n%s\n", text);
      abort ();
    }
  return 0;
}

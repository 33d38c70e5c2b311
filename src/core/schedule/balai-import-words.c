/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balai-ical-import.h"

static char *
reason_of (BalaiIcalProblemCode code)
{
  switch (code)
    {
    case BALAI_ICAL_PROBLEM_NOT_ICALENDAR:
      return g_strdup (_("This is not a calendar file"));
    case BALAI_ICAL_PROBLEM_NO_START:
      return g_strdup (_("The event does not say when it begins"));
    case BALAI_ICAL_PROBLEM_BAD_START:
      return g_strdup (_("The beginning of the event is not a date"));
    case BALAI_ICAL_PROBLEM_BAD_RECURRENCE_ID:
      return g_strdup (_("The event replaces a date that cannot be read"));
    case BALAI_ICAL_PROBLEM_BAD_END:
      return g_strdup (_("The end of the event is not a date; it was taken in without length"));
    case BALAI_ICAL_PROBLEM_END_BEFORE_START:
      return g_strdup (_("The event ends before it begins; it was taken in without length"));
    case BALAI_ICAL_PROBLEM_BAD_DURATION:
      return g_strdup (_("The length of the event cannot be read; it was taken in without length"));
    case BALAI_ICAL_PROBLEM_BAD_RULE:
      return g_strdup (_("How the event repeats cannot be read; it was taken in once"));
    case BALAI_ICAL_PROBLEM_BAD_DATE:
      return g_strdup (_("A date of the series cannot be read and was passed over"));
    case BALAI_ICAL_PROBLEM_BAD_LINE:
      return g_strdup (_("The line cannot be read and was passed over"));
    case BALAI_ICAL_PROBLEM_UNKNOWN_ZONE:
      return g_strdup (_("The time zone is unknown; that of the city was taken"));
    case BALAI_ICAL_PROBLEM_NOT_CLOSED:
      return g_strdup (_("The end of an entry is missing"));
    case BALAI_ICAL_PROBLEM_ENCODING:
      return g_strdup (_("The file is not UTF-8; it was read as Windows-1252"));
    case BALAI_ICAL_PROBLEM_SEVERAL_ROOMS:
      return g_strdup (_("The event names several rooms; only the first is taken"));
    case BALAI_ICAL_PROBLEM_TOO_LARGE:
      return g_strdup (_("It is too large to be kept and was passed over"));
    default:
      g_return_val_if_reached (NULL);
    }
}

/**
 * balai_import_problem_to_text:
 * @code: what could not be read
 * @text: (nullable): what stands there
 *
 * Returns: (transfer full): the reason as a person reads it
 */
char *
balai_import_problem_to_text (BalaiIcalProblemCode  code,
                              const char           *text)
{
  g_autofree char *reason = reason_of (code);

  if (text == NULL || *text == '\0')
    return g_steal_pointer (&reason);
  /* Translators: why something cannot be read, and what stands there */
  return g_strdup_printf (_("%s: %s"), reason, text);
}

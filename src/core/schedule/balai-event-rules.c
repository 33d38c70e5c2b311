/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event-rules.h"

#include "balai-event.h"

/**
 * balai_event_validate:
 * @event: an event that is to be saved
 * @repository: what else is there
 * @findings: (element-type BalaiFinding): where to add what is wrong
 *
 * The rules of an event beside its table.
 */
void
balai_event_validate (BalaiRecord     *event,
                      BalaiRepository *repository,
                      GPtrArray       *findings)
{
  if (balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY))
    {
      if (balai_record_is_null (event, BALAI_EVENT_START_DATE))
        balai_finding_add (findings, event, BALAI_EVENT_START_DATE, BALAI_SEVERITY_BLOCK, "required");
      else if (!balai_record_is_null (event, BALAI_EVENT_END_DATE)
               && balai_record_get_int (event, BALAI_EVENT_END_DATE)
                    <= balai_record_get_int (event, BALAI_EVENT_START_DATE))
        balai_finding_add (findings, event, BALAI_EVENT_END_DATE, BALAI_SEVERITY_BLOCK, "ends-before-it-starts");
      return;
    }
  if (balai_record_is_null (event, BALAI_EVENT_START))
    balai_finding_add (findings, event, BALAI_EVENT_START, BALAI_SEVERITY_BLOCK, "required");
  else if (!balai_record_is_null (event, BALAI_EVENT_END)
           && balai_record_get_int (event, BALAI_EVENT_END) < balai_record_get_int (event, BALAI_EVENT_START))
    balai_finding_add (findings, event, BALAI_EVENT_END, BALAI_SEVERITY_BLOCK, "ends-before-it-starts");
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event.h"

#include <glib/gi18n-lib.h>

#include "balai-event-rules.h"
#include "balai-zone.h"

const BalaiEnumValue balai_event_status_values[] = {
  { "draft", N_("Draft") },
  { "tentative", N_("Tentative") },
  { "submitted", N_("Submitted") },
  { "confirmed", N_("Confirmed") },
  { "cancelled", N_("Cancelled") },
  { "refused", N_("Refused") },
  { "displaced", N_("Displaced") },
  { NULL, NULL },
};

const BalaiEnumValue balai_event_visibility_values[] = {
  { "public", N_("Public") },
  { "internal", N_("All OPDs") },
  { "restricted", N_("Restricted: others see “taken”") },
  { NULL, NULL },
};

const BalaiEnumValue balai_event_scope_values[] = {
  { "city", N_("The city's calendar") },
  { "internal", N_("Only our OPD") },
  { NULL, NULL },
};

const BalaiEnumValue balai_event_priority_values[] = {
  { "emergency", N_("Emergency") },
  { "leadership", N_("Mayor and leadership forum") },
  { "required", N_("Across OPDs, required") },
  { "normal", N_("Ordinary") },
  { NULL, NULL },
};

const BalaiEnumValue balai_event_busy_values[] = {
  { "busy", N_("Busy") },
  { "free", N_("Free") },
  { "away", N_("Away on duty") },
  { NULL, NULL },
};

const BalaiEnumValue balai_event_role_values[] = {
  { "leader", N_("Leader, must attend") },
  { "leader_invited", N_("Leader, invited") },
  { "speaker", N_("Speaker") },
  { "participant", N_("Participant") },
  { NULL, NULL },
};

const BalaiEnumValue balai_event_attendance_values[] = {
  { "open", N_("Not answered") },
  { "accepted", N_("Attends") },
  { "tentative", N_("Perhaps") },
  { "declined", N_("Does not attend") },
  { "delegated", N_("Is represented") },
  { NULL, NULL },
};

BALAI_DEFINE_RECORD (BalaiEvent, balai_event, EVENT,
                     .name = "event", .label = N_("Event"), .label_many = N_("Events"), .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_EVENT_TITLE, .validate = balai_event_validate,
                     .describe = balai_event_describe)

BALAI_DEFINE_RECORD (BalaiEventPerson, balai_event_person, EVENT_PERSON,
                     .name = "event_person", .label = N_("Person of an event"), .label_many = N_("People of an event"),
                     .flags = BALAI_KIND_SYNCED, .title_field = BALAI_EVENT_PERSON_ROLE, .parent_field = "event",
                     .validate = balai_event_use_validate, .describe = balai_event_describe)

BALAI_DEFINE_RECORD (BalaiEventOpd, balai_event_opd, EVENT_OPD,
                     .name = "event_opd", .label = N_("Invited OPD"), .label_many = N_("Invited OPDs"),
                     .flags = BALAI_KIND_SYNCED, .title_field = BALAI_EVENT_OPD_OPD, .parent_field = "event",
                     .validate = balai_event_use_validate, .describe = balai_event_describe)

BALAI_DEFINE_RECORD (BalaiEventEquipment, balai_event_equipment, EVENT_EQUIPMENT,
                     .name = "event_equipment", .label = N_("Equipment of an event"),
                     .label_many = N_("Equipment of an event"), .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_EVENT_EQUIPMENT_EQUIPMENT, .parent_field = "event",
                     .validate = balai_event_use_validate, .describe = balai_event_describe)

const BalaiKind *const balai_event_child_kinds[BALAI_N_EVENT_CHILD_KINDS] = {
  &balai_event_person_kind,
  &balai_event_opd_kind,
  &balai_event_equipment_kind,
};

/**
 * balai_event_get_span:
 * @event: an event
 * @city_zone: (nullable): zone in which whole days are counted; %NULL for that of Jakarta
 * @span: (out): from when to when; empty for a note of a moment
 *
 * Returns: whether the event has a time
 */
gboolean
balai_event_get_span (BalaiRecord *event,
                      const char  *city_zone,
                      BalaiSpan   *span)
{
  if (balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY))
    {
      const BalaiZone *zone = balai_zone_get (city_zone ? city_zone : BALAI_ZONE_JAKARTA);
      int64_t first, after;

      if (zone == NULL || balai_record_is_null (event, BALAI_EVENT_START_DATE))
        return FALSE;
      first = balai_record_get_int (event, BALAI_EVENT_START_DATE);
      after = balai_record_is_null (event, BALAI_EVENT_END_DATE) ? first + 1
                                                                 : balai_record_get_int (event, BALAI_EVENT_END_DATE);
      span->start = balai_zone_day_start (zone, first);
      span->end = balai_zone_day_start (zone, MAX (after, first + 1));
      return TRUE;
    }
  if (balai_record_is_null (event, BALAI_EVENT_START))
    return FALSE;
  span->start = balai_record_get_int (event, BALAI_EVENT_START);
  span->end = balai_record_is_null (event, BALAI_EVENT_END) ? span->start
              : balai_record_get_int (event, BALAI_EVENT_END);
  span->end = MAX (span->end, span->start);
  return TRUE;
}

/**
 * balai_event_is_series:
 * @event: an event
 *
 * Returns: whether it happens more than once
 */
gboolean
balai_event_is_series (BalaiRecord *event)
{
  return !balai_record_is_null (event, BALAI_EVENT_RRULE) || !balai_record_is_null (event, BALAI_EVENT_RDATE);
}

/**
 * balai_event_claims:
 * @event: an event
 *
 * Returns: whether its status and its being shown as busy let it take what it uses (calendar rules, statuses)
 */
gboolean
balai_event_claims (BalaiRecord *event)
{
  const char *status = balai_record_get_text (event, BALAI_EVENT_STATUS);

  return g_strcmp0 (balai_record_get_text (event, BALAI_EVENT_BUSY), "free") != 0
         && (g_strcmp0 (status, "confirmed") == 0 || g_strcmp0 (status, "submitted") == 0
             || g_strcmp0 (status, "tentative") == 0);
}

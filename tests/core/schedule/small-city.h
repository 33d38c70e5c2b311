/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-claim-index.h"
#include "balai-day.h"
#include "balai-schedule-check.h"
#include "balai-test.h"

/* The smallest cities, put together by hand. Minutes are counted from Wednesday 15 July 2026, 00.00 in Jakarta. */

static inline const BalaiZone *
jakarta (void)
{
  return balai_zone_get (BALAI_ZONE_JAKARTA);
}

static inline int64_t
minute (int m)
{
  return balai_zone_day_start (jakarta (), balai_day_from_ymd (2026, 7, 15)) + m * BALAI_MINUTE;
}

#define AT(hour, minute_) ((hour) * 60 + (minute_))

static inline int32_t
add_resource (BalaiScheduleRules *rules,
              BalaiResourceKind   kind,
              const char         *id,
              int32_t             parent)
{
  return balai_resources_add (balai_schedule_rules_get_resources (rules),
                              &(BalaiResource) { .kind = kind, .id = (char *) id, .parent = parent, .stock = 1 });
}

static inline int32_t
add_venue (BalaiScheduleRules *rules,
           const char         *id,
           int32_t             parent)
{
  return add_resource (rules, BALAI_RESOURCE_VENUE, id, parent);
}

static inline BalaiResource
get_copy (BalaiScheduleRules *rules,
          int32_t             index)
{
  return *balai_resources_get (balai_schedule_rules_get_resources (rules), index);
}

static inline void
put_copy (BalaiScheduleRules  *rules,
          const BalaiResource *resource)
{
  BalaiResource changed = *resource;
  g_autofree char *id = g_strdup (resource->id);
  g_autofree char *building = g_strdup (resource->building);

  changed.id = id;
  changed.building = building;
  balai_resources_add (balai_schedule_rules_get_resources (rules), &changed);
}

static inline BalaiClaim
claim_of (uint32_t       event,
          int32_t        resource,
          BalaiClaimRole role,
          int            from,
          int            to)
{
  return (BalaiClaim) {
    .start = minute (from), .end = minute (to), .resource = resource, .place = BALAI_NO_RESOURCE, .event = event,
    .role = (uint8_t) role, .status = BALAI_CLAIM_CONFIRMED, .quantity = role == BALAI_CLAIM_POOL ? 1 : 0,
  };
}

static inline void
check_one (BalaiScheduleRules *rules,
           const BalaiClaim   *claim,
           BalaiConflictArray *found)
{
  g_autoptr (BalaiClaimIndex) nobody = balai_claim_index_new ();

  balai_schedule_rules_seal (rules);
  balai_conflict_array_reset (found);
  balai_schedule_check (rules, balai_claim_index_get_source (nobody), claim, 1, BALAI_NO_EVENT, found);
}

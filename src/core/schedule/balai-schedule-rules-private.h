/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-schedule-rules.h"

G_BEGIN_DECLS

typedef struct
{
  BalaiSpan span;
  int64_t   reach; /* the latest end up to here, so that a search backwards knows when to stop */
  int32_t   index;
} BalaiClosureSlot;

/* Slots of one resource lie from at[r] to at[r + 1], sorted by start. */
typedef struct
{
  int32_t          *at;    /* (owned) */
  BalaiClosureSlot *slots; /* (owned) */
} BalaiClosureTable;

typedef struct
{
  uint64_t pair;
  int32_t  seconds;
} BalaiTravelEntry;

typedef struct
{
  int64_t date;
  int32_t index;
} BalaiHolidaySlot;

struct _BalaiScheduleRules
{
  gatomicrefcount    ref_count;
  const BalaiZone   *zone;      /* (unowned): never freed */
  BalaiResources    *resources; /* (owned) */
  BalaiRuleMatrix    matrix;
  gboolean           sealed;

  int32_t            travel_default; /* seconds */
  int32_t            travel_longest;
  GArray            *travel;           /* (owned) (element-type BalaiTravelEntry): sorted by pair of venues */

  GArray            *closures; /* (owned) (element-type BalaiClosure) */
  BalaiClosureTable  closed;       /* by resource */
  BalaiClosureTable  closed_below; /* those of the parts of a venue */
  BalaiClosureTable  closed_city;  /* a single list */

  GArray            *openings;    /* (owned) (element-type Opening) */
  BalaiOpening      *opening_rows; /* (owned): sorted by set, season, weekday, from */
  int32_t           *opening_at;   /* (owned): (set * BALAI_N_SEASONS + season) * 7 + weekday - 1 */
  int32_t           *opening_set;  /* (owned): of each resource; 0 is the default */
  gboolean          *set_has_season; /* (owned): set * BALAI_N_SEASONS + season */
  GArray            *ramadans;    /* (owned) (element-type BalaiSpan): of days, the second not included */

  GArray            *holidays;      /* (owned) (element-type BalaiHoliday) */
  BalaiHolidaySlot  *holiday_slots; /* (owned): sorted by date */
};

const BalaiHolidaySlot *balai_schedule_rules_holidays_from (const BalaiScheduleRules *self,
                                                            int64_t                   date,
                                                            int                      *n_slots);

G_END_DECLS

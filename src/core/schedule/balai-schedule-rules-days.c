/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-rules-private.h"

/* What the sealed rules say of a day: its closures, its holiday, its hours. */

/**
 * balai_schedule_rules_get_closure:
 * @self: rules
 * @index: number of a closure
 *
 * Returns: (transfer none) (nullable): the closure
 */
const BalaiClosure *
balai_schedule_rules_get_closure (const BalaiScheduleRules *self,
                                  int32_t                   index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return index >= 0 && (guint) index < self->closures->len ? &g_array_index (self->closures, BalaiClosure, index)
                                                           : NULL;
}

/**
 * balai_schedule_rules_get_holiday:
 * @self: rules
 * @index: number of a holiday
 *
 * Returns: (transfer none) (nullable): the holiday
 */
const BalaiHoliday *
balai_schedule_rules_get_holiday (const BalaiScheduleRules *self,
                                  int32_t                   index)
{
  g_return_val_if_fail (self != NULL, NULL);

  return index >= 0 && (guint) index < self->holidays->len ? &g_array_index (self->holidays, BalaiHoliday, index)
                                                           : NULL;
}

/* (transfer none): the slots from @date on, by date. */
const BalaiHolidaySlot *
balai_schedule_rules_holidays_from (const BalaiScheduleRules *self,
                                    int64_t                   date,
                                    int                      *n_slots)
{
  int low = 0, high = (int) self->holidays->len;

  while (low < high)
    {
      int middle = low + (high - low) / 2;

      if (self->holiday_slots[middle].date < date)
        low = middle + 1;
      else
        high = middle;
    }
  *n_slots = (int) self->holidays->len - low;
  return self->holiday_slots + low;
}

/**
 * balai_schedule_rules_find_holiday:
 * @self: sealed rules
 * @date: civil date, days since 1970-01-01
 *
 * Returns: (transfer none) (nullable): the holiday on that day
 */
const BalaiHoliday *
balai_schedule_rules_find_holiday (const BalaiScheduleRules *self,
                                   int64_t                   date)
{
  const BalaiHolidaySlot *slots;
  int n;

  g_return_val_if_fail (self != NULL && self->sealed, NULL);

  slots = balai_schedule_rules_holidays_from (self, date, &n);
  return n > 0 && slots->date == date ? balai_schedule_rules_get_holiday (self, slots->index) : NULL;
}

static BalaiSeason
season_of (const BalaiScheduleRules *self,
           int64_t                   date)
{
  const BalaiSpan *days = (const BalaiSpan *) (const void *) self->ramadans->data;
  guint low = 0, high = self->ramadans->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (days[middle].start <= date)
        low = middle + 1;
      else
        high = middle;
    }
  return low > 0 && date < days[low - 1].end ? BALAI_SEASON_RAMADAN : BALAI_SEASON_REGULAR;
}

/**
 * balai_schedule_rules_get_openings:
 * @self: sealed rules
 * @venue: a venue, or %BALAI_NO_RESOURCE for the default
 * @date: civil date, days since 1970-01-01
 * @n_openings: (out): how many; 0 is closed all day, -1 when no hours are known at all
 *
 * Returns: (transfer none) (nullable): the hours of that day, by their start
 */
const BalaiOpening *
balai_schedule_rules_get_openings (const BalaiScheduleRules *self,
                                   int32_t                   venue,
                                   int64_t                   date,
                                   int                      *n_openings)
{
  int32_t set, cell;
  BalaiSeason season;
  int weekday = (int) (((date + 3) % 7 + 7) % 7); /* 1970-01-01 was a Thursday */

  g_return_val_if_fail (self != NULL && self->sealed, NULL);

  set = venue >= 0 && venue < balai_resources_get_n (self->resources) ? self->opening_set[venue] : 0;
  season = season_of (self, date);
  if (!self->set_has_season[set * BALAI_N_SEASONS + (int32_t) season])
    season = BALAI_SEASON_REGULAR;
  if (!self->set_has_season[set * BALAI_N_SEASONS + (int32_t) season])
    {
      *n_openings = -1;
      return NULL;
    }
  cell = (set * BALAI_N_SEASONS + (int32_t) season) * 7 + weekday;
  *n_openings = self->opening_at[cell + 1] - self->opening_at[cell];
  return self->opening_rows + self->opening_at[cell];
}

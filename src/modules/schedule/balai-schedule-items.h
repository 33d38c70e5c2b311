/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-calendar-items.h"
#include "balai-schedule-snapshot.h"

G_BEGIN_DECLS

/**
 * BalaiScheduleFilter:
 * @opd: (owned) (nullable): id of the only organiser that is shown
 * @statuses: which statuses are shown, as bits of 1 << #BalaiItemStatus
 * @troubled: whether only what is in conflict is shown
 *
 * What of the calendar is shown.
 */
typedef struct
{
  char    *opd;
  guint    statuses;
  gboolean troubled;
} BalaiScheduleFilter;

#define BALAI_SCHEDULE_ALL_STATUSES ((1u << (BALAI_ITEM_CANCELLED + 1)) - 1)

guint               balai_schedule_colour         (const char                  *opd_code);
BalaiItemStatus     balai_schedule_item_status    (const char                  *status);
BalaiCalendarItems *balai_schedule_items_build    (const BalaiScheduleSnapshot *snapshot,
                                                   int64_t                      first_day,
                                                   int64_t                      last_day,
                                                   const BalaiScheduleFilter   *filter);
GHashTable         *balai_schedule_items_holidays (const BalaiScheduleSnapshot *snapshot,
                                                   int64_t                      first_day,
                                                   int64_t                      last_day);
GHashTable         *balai_schedule_items_marks    (const BalaiScheduleSnapshot *snapshot);
BalaiState          balai_schedule_items_find_state (GHashTable               *marks,
                                                   const char                  *event,
                                                   BalaiSpan                    span,
                                                   GArray                      *parts);

G_END_DECLS

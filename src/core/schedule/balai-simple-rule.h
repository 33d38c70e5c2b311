/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-zone.h"

G_BEGIN_DECLS

/**
 * BalaiRepeat:
 * @BALAI_REPEAT_NEVER: once
 * @BALAI_REPEAT_DAILY: every so many days
 * @BALAI_REPEAT_WORKDAYS: Monday to Friday
 * @BALAI_REPEAT_WEEKLY: every so many weeks, on chosen weekdays
 * @BALAI_REPEAT_MONTHLY: every so many months, on the same day of the month
 * @BALAI_REPEAT_MONTHLY_WEEKDAY: every so many months, on the same weekday of the month: the second Tuesday
 * @BALAI_REPEAT_YEARLY: every year
 * @BALAI_REPEAT_OTHER: as a rule says that a form cannot show; it is kept as it is
 */
typedef enum
{
  BALAI_REPEAT_NEVER,
  BALAI_REPEAT_DAILY,
  BALAI_REPEAT_WORKDAYS,
  BALAI_REPEAT_WEEKLY,
  BALAI_REPEAT_MONTHLY,
  BALAI_REPEAT_MONTHLY_WEEKDAY,
  BALAI_REPEAT_YEARLY,
  BALAI_REPEAT_OTHER,
} BalaiRepeat;

/**
 * BalaiSimpleRule:
 * @repeat: how it repeats
 * @interval: every so many; 1 for each
 * @weekdays: of a weekly rule its days, as bits: 1 << (1 for Monday … 7 for Sunday)
 * @count: how many dates, or 0
 * @has_until: whether @until_day is its end; without it and a count the rule goes on for ever
 * @until_day: the last day, in days since 1970-01-01
 *
 * A repetition as a person chooses it in a form.
 */
typedef struct
{
  BalaiRepeat repeat;
  int         interval;
  guint       weekdays;
  int         count;
  gboolean    has_until;
  int64_t     until_day;
} BalaiSimpleRule;

void  balai_simple_rule_parse  (BalaiSimpleRule       *self,
                                const char            *rules,
                                int64_t                start_day,
                                const BalaiZone       *zone);
char *balai_simple_rule_format (const BalaiSimpleRule *self,
                                int64_t                start_day,
                                gboolean               all_day,
                                const BalaiZone       *zone);

G_END_DECLS

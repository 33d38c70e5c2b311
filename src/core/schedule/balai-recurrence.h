/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-ical.h"

G_BEGIN_DECLS

#define BALAI_RECURRENCE_MAX_TYPED 400     /* R8: occurrences of a series that is typed in Balai */
#define BALAI_RECURRENCE_MAX_DATES 1000000 /* no expansion finds more: it would be every minute for years */

/**
 * BalaiRecurrence:
 * @start: the first date
 * @rrules: (nullable) (element-type utf8): rules, as in a file; their dates are united
 * @exrules: (nullable) (element-type utf8): rules whose dates are taken away
 * @rdates: (nullable) (element-type BalaiIcalExtra): dates that are added
 * @exdates: (nullable) (element-type BalaiIcalTime): dates that are taken away
 *
 * What repeats. Nothing in it is owned.
 */
typedef struct
{
  BalaiIcalTime start;
  GPtrArray    *rrules;  /* (unowned) (nullable) */
  GPtrArray    *exrules; /* (unowned) (nullable) */
  GArray       *rdates;  /* (unowned) (nullable) */
  GArray       *exdates; /* (unowned) (nullable) */
} BalaiRecurrence;

/**
 * BalaiOccurrenceStart:
 * @start: instant at which it begins; for a date its midnight in the zone of the series
 * @wall: what the clock there shows
 * @end: its own end, an instant, or %BALAI_ICAL_NONE when it is as long as the others
 */
typedef struct
{
  int64_t start;
  int64_t wall;
  int64_t end;
} BalaiOccurrenceStart;

/**
 * BalaiRecurrenceVerdict:
 * @BALAI_RECURRENCE_FINE: the rule may be saved
 * @BALAI_RECURRENCE_UNREADABLE: it is not a rule
 * @BALAI_RECURRENCE_ENDLESS: it has neither COUNT nor UNTIL
 * @BALAI_RECURRENCE_TOO_LATE: it goes on after 31 December of the coming year
 * @BALAI_RECURRENCE_TOO_MANY: it has more than 400 occurrences
 * @BALAI_RECURRENCE_MEETS_ITSELF: an occurrence begins before the one before it has ended
 *
 * R8, for what is typed in Balai; what is imported is not asked.
 */
typedef enum
{
  BALAI_RECURRENCE_FINE,
  BALAI_RECURRENCE_UNREADABLE,
  BALAI_RECURRENCE_ENDLESS,
  BALAI_RECURRENCE_TOO_LATE,
  BALAI_RECURRENCE_TOO_MANY,
  BALAI_RECURRENCE_MEETS_ITSELF,
} BalaiRecurrenceVerdict;

BalaiRecurrence        balai_recurrence_of_event (const BalaiIcalEvent  *event);
GArray                *balai_recurrence_expand   (const BalaiRecurrence *self,
                                                  int64_t                from,
                                                  int64_t                to,
                                                  guint                  limit,
                                                  gboolean              *more);
gboolean               balai_recurrence_readable (const char            *rrule);
gboolean               balai_recurrence_endless  (GPtrArray             *rrules);
BalaiRecurrenceVerdict balai_recurrence_check    (const BalaiRecurrence *self,
                                                  int64_t                duration,
                                                  int64_t                now);

G_END_DECLS

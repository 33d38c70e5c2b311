/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event.h"
#include "balai-recurrence.h"

G_BEGIN_DECLS

/**
 * BalaiEventSeries:
 * @recurrence: what repeats, for balai_recurrence_expand(); points into the rest
 * @duration: length of an occurrence in seconds
 * @zone: (unowned): zone of the series
 *
 * The dates of an event, read from its fields. One rule, date or exception stands on each line there: rules as in
 * iCalendar ("FREQ=WEEKLY;COUNT=5", those that take away behind "EXRULE:"), dates as "20260720T020000Z" in UTC or
 * "20260720", a date of its own length as "20260720T020000Z/20260720T030000Z".
 */
typedef struct
{
  BalaiRecurrence  recurrence;
  int64_t          duration;
  const BalaiZone *zone;
  /*< private >*/
  GPtrArray       *rrules;
  GPtrArray       *exrules;
  GArray          *rdates;
  GArray          *exdates;
} BalaiEventSeries;

gboolean balai_event_series_init    (BalaiEventSeries    *self,
                                     BalaiRecord         *event,
                                     const char          *city_zone);
void     balai_event_series_clear   (BalaiEventSeries    *self);
void     balai_event_series_skip    (BalaiEventSeries    *self,
                                     BalaiRecord         *override);

char    *balai_event_format_rules   (GPtrArray           *rrules,
                                     GPtrArray           *exrules);
char    *balai_event_format_dates   (GArray              *dates);
char    *balai_event_format_extras  (GArray              *extras);
char    *balai_event_format_date    (const BalaiIcalTime *time);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalaiEventSeries, balai_event_series_clear)

G_END_DECLS

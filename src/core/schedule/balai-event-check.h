/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-conflict.h"
#include "balai-event-info.h"
#include "balai-schedule-derive.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

/**
 * BalaiEventPart:
 * @BALAI_EVENT_PART_TIME: when it is
 * @BALAI_EVENT_PART_VENUE: where
 * @BALAI_EVENT_PART_PARTICIPANTS: how many heads
 * @BALAI_EVENT_PART_PEOPLE: one of those who come
 * @BALAI_EVENT_PART_OPDS: one of the offices invited
 * @BALAI_EVENT_PART_EQUIPMENT: something that is lent
 *
 * What of an event a conflict comes from: where a form shows it.
 */
typedef enum
{
  BALAI_EVENT_PART_TIME,
  BALAI_EVENT_PART_VENUE,
  BALAI_EVENT_PART_PARTICIPANTS,
  BALAI_EVENT_PART_PEOPLE,
  BALAI_EVENT_PART_OPDS,
  BALAI_EVENT_PART_EQUIPMENT,
} BalaiEventPart;

/**
 * BalaiEventConflict:
 * @conflict: what is wrong; a is the event that was checked
 * @part: what of it causes the conflict
 * @resource: (unowned) (nullable): id of the venue, person, office or pool of the event
 * @rival: (unowned) (nullable): the other event
 * @past: whether it is over: shown, but no reason to refuse anything
 */
typedef struct
{
  BalaiConflict         conflict;
  BalaiEventPart        part;
  const char           *resource;
  const BalaiEventInfo *rival;
  gboolean              past;
} BalaiEventConflict;

/**
 * BalaiEventCheck:
 * @rules: (owned): the rules it was checked by
 * @conflicts: (owned) (element-type BalaiEventConflict): what was found, the worst first
 * @worst: the strictest level of what is not over
 * @n_dates: how many occurrences were looked at
 * @truncated: whether there was more than is told
 *
 * What stands against an event as it would be saved.
 */
typedef struct
{
  BalaiScheduleRules *rules;
  GArray             *conflicts;
  BalaiLevel          worst;
  guint               n_dates;
  gboolean            truncated;
  /*< private >*/
  GPtrArray          *rivals; /* (owned) (element-type BalaiEventInfo) */
} BalaiEventCheck;

BalaiEventCheck          *balai_event_check_run    (BalaiRepository        *repository,
                                                    BalaiScheduleRules     *rules,
                                                    BalaiRecord            *event,
                                                    const BalaiEventUses   *uses,
                                                    GCancellable           *cancellable,
                                                    GError                **error);
BalaiEventCheck          *balai_event_check_stored (BalaiRepository        *repository,
                                                    BalaiRecord            *event,
                                                    GError                **error);
void                      balai_event_check_free   (BalaiEventCheck        *self);
const BalaiEventConflict *balai_event_check_find   (const BalaiEventCheck  *self,
                                                    BalaiEventPart          part,
                                                    const char             *resource);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiEventCheck, balai_event_check_free)

G_END_DECLS

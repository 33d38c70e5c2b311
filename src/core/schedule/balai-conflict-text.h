/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-conflict.h"
#include "balai-event-info.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

/**
 * BalaiConflictTextFlags:
 * @BALAI_CONFLICT_TEXT_DATE: names the day, where the reader does not see it beside
 * @BALAI_CONFLICT_TEXT_ADVICE: ends with what can be done
 */
typedef enum
{
  BALAI_CONFLICT_TEXT_PLAIN  = 0,
  BALAI_CONFLICT_TEXT_DATE   = 1 << 0,
  BALAI_CONFLICT_TEXT_ADVICE = 1 << 1,
} BalaiConflictTextFlags;

char       *balai_conflict_to_text         (const BalaiScheduleRules *rules,
                                            const BalaiConflict      *conflict,
                                            const BalaiEventInfo     *rival,
                                            BalaiConflictTextFlags    flags);
char       *balai_conflict_rival_to_text   (const BalaiEventInfo     *rival,
                                            const char               *viewer);
const char *balai_conflict_class_get_label (BalaiConflictClass        class_);

G_END_DECLS

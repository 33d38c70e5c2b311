/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-schedule-snapshot.h"

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

/* Whole sentences, for a form and for what is refused */
char       *balai_conflict_to_text         (const BalaiScheduleRules    *rules,
                                            const BalaiConflict         *conflict,
                                            const BalaiEventInfo        *rival,
                                            BalaiConflictTextFlags       flags);
char       *balai_conflict_rival_to_text   (const BalaiEventInfo        *rival,
                                            const char                  *viewer);

/* Words and pieces, for a list */
const char *balai_conflict_class_get_label (BalaiConflictClass           class_);
const char *balai_level_word               (BalaiLevel                   level);
char       *balai_conflict_say_amount      (const BalaiConflict         *conflict);
char       *balai_conflict_say_where       (const BalaiScheduleSnapshot *snapshot,
                                            const BalaiConflict         *conflict);
char       *balai_conflict_say_when        (const BalaiScheduleSnapshot *snapshot,
                                            const BalaiConflict         *conflict);
char       *balai_conflict_say_event       (const BalaiScheduleSnapshot *snapshot,
                                            const BalaiClaim            *claim);
char       *balai_conflict_say_rivals      (const BalaiScheduleSnapshot *snapshot,
                                            const BalaiConflict         *conflict,
                                            const BalaiClaim            *ours,
                                            const char                  *separator);
char       *balai_conflict_say_contact     (const BalaiScheduleSnapshot *snapshot,
                                            const BalaiConflict         *conflict,
                                            const char                  *viewer);

G_END_DECLS

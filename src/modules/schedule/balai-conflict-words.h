/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-schedule-snapshot.h"
#include "balai-state.h"

G_BEGIN_DECLS

const char *balai_level_word           (BalaiLevel                   level);
const char *balai_level_icon_name      (BalaiLevel                   level);
BalaiState  balai_conflict_state       (const BalaiConflict         *conflict);
char       *balai_conflict_say_amount  (const BalaiConflict         *conflict);
char       *balai_conflict_say_where   (const BalaiScheduleSnapshot *snapshot,
                                        const BalaiConflict         *conflict);
char       *balai_conflict_say_when    (const BalaiScheduleSnapshot *snapshot,
                                        const BalaiConflict         *conflict);
char       *balai_conflict_say_event   (const BalaiScheduleSnapshot *snapshot,
                                        const BalaiClaim            *claim);
char       *balai_conflict_say_rival   (const BalaiScheduleSnapshot *snapshot,
                                        const BalaiConflict         *conflict);
char       *balai_conflict_say_contact (const BalaiScheduleSnapshot *snapshot,
                                        const BalaiConflict         *conflict);

G_END_DECLS

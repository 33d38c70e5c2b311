/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-schedule-snapshot.h"

G_BEGIN_DECLS

/**
 * BalaiConflictGroup:
 * @BALAI_CONFLICT_GROUP_CLASH: "Bentrok": two things cannot both be
 * @BALAI_CONFLICT_GROUP_ATTENTION: "Perhatian": somebody should look at it
 *
 * Which of two lists a conflict stands in.
 */
typedef enum
{
  BALAI_CONFLICT_GROUP_CLASH,
  BALAI_CONFLICT_GROUP_ATTENTION,
} BalaiConflictGroup;

#define BALAI_N_CONFLICT_GROUPS (BALAI_CONFLICT_GROUP_ATTENTION + 1)

/**
 * BalaiConflictTable:
 *
 * All that is wrong in a calendar, in the order of the lists: what is still to come first, the nearest first; then what
 * is over, the latest first. Immutable, and shared between threads.
 */
typedef struct _BalaiConflictTable BalaiConflictTable;

#define BALAI_TYPE_CONFLICT_TABLE (balai_conflict_table_get_type ())
GType                        balai_conflict_table_get_type     (void);
BalaiConflictTable          *balai_conflict_table_new          (BalaiScheduleSnapshot    *snapshot,
                                                                int64_t                   now,
                                                                int64_t                   until,
                                                                const char               *own_opd);
BalaiConflictTable          *balai_conflict_table_ref          (BalaiConflictTable       *self);
void                         balai_conflict_table_unref        (BalaiConflictTable       *self);
const BalaiScheduleSnapshot *balai_conflict_table_get_snapshot (const BalaiConflictTable *self);
int64_t                      balai_conflict_table_get_until    (const BalaiConflictTable *self);
const char                  *balai_conflict_table_get_own_opd  (const BalaiConflictTable *self);
const BalaiClaim            *balai_conflict_table_pick         (const BalaiConflictTable *self,
                                                                const BalaiConflict      *conflict);
guint                        balai_conflict_table_get_n        (const BalaiConflictTable *self,
                                                                BalaiConflictGroup        group);
guint                        balai_conflict_table_get_n_coming (const BalaiConflictTable *self,
                                                                BalaiConflictGroup        group);
const BalaiConflict         *balai_conflict_table_get          (const BalaiConflictTable *self,
                                                                BalaiConflictGroup        group,
                                                                guint                     position);
const BalaiClaim            *balai_conflict_table_get_others   (const BalaiConflictTable *self,
                                                                const BalaiConflict      *conflict,
                                                                size_t                   *n_others);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiConflictTable, balai_conflict_table_unref)

G_END_DECLS

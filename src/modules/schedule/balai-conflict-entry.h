/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-conflict-table.h"

G_BEGIN_DECLS

#define BALAI_TYPE_CONFLICT_ENTRY (balai_conflict_entry_get_type ())
G_DECLARE_FINAL_TYPE (BalaiConflictEntry, balai_conflict_entry, BALAI, CONFLICT_ENTRY, GObject)

BalaiConflictEntry          *balai_conflict_entry_new          (BalaiConflictTable *table,
                                                                BalaiConflictGroup  group,
                                                                guint               position);
const BalaiConflict         *balai_conflict_entry_get_conflict (BalaiConflictEntry *self);
guint                        balai_conflict_entry_get_position (BalaiConflictEntry *self);
const BalaiScheduleSnapshot *balai_conflict_entry_get_snapshot (BalaiConflictEntry *self);
gboolean                     balai_conflict_entry_is_over      (BalaiConflictEntry *self);
guint                        balai_conflict_entry_get_n_over   (BalaiConflictEntry *self);
const BalaiClaim            *balai_conflict_entry_get_claim    (BalaiConflictEntry *self);
const char                  *balai_conflict_entry_get_own_opd  (BalaiConflictEntry *self);
gboolean                     balai_conflict_entry_same         (BalaiConflictEntry *self,
                                                                BalaiConflictEntry *other);

G_END_DECLS

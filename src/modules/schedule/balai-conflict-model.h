/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "balai-conflict-entry.h"

G_BEGIN_DECLS

#define BALAI_TYPE_CONFLICT_MODEL (balai_conflict_model_get_type ())
G_DECLARE_FINAL_TYPE (BalaiConflictModel, balai_conflict_model, BALAI, CONFLICT_MODEL, GObject)

BalaiConflictModel *balai_conflict_model_new       (void);
void                balai_conflict_model_set_table (BalaiConflictModel *self,
                                                    BalaiConflictTable *table,
                                                    BalaiConflictGroup  group);
guint               balai_conflict_model_find      (BalaiConflictModel *self,
                                                    BalaiConflictEntry *entry);

G_END_DECLS

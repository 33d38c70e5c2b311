/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-conflict-entry.h"

G_BEGIN_DECLS

#define BALAI_TYPE_CONFLICT_ROW (balai_conflict_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiConflictRow, balai_conflict_row, BALAI, CONFLICT_ROW, GtkBox)

GtkWidget          *balai_conflict_row_new       (void);
void                balai_conflict_row_bind      (BalaiConflictRow   *self,
                                                  BalaiConflictEntry *entry);
BalaiConflictEntry *balai_conflict_row_get_entry (BalaiConflictRow   *self);
char               *balai_conflict_row_say       (BalaiConflictEntry *entry);

G_END_DECLS

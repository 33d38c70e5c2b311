/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-conflict-entry.h"

G_BEGIN_DECLS

#define BALAI_TYPE_CONFLICT_LIST (balai_conflict_list_get_type ())
G_DECLARE_FINAL_TYPE (BalaiConflictList, balai_conflict_list, BALAI, CONFLICT_LIST, GtkBox)

void       balai_conflict_list_set_table (BalaiConflictList  *self,
                                          BalaiConflictTable *table);
gboolean   balai_conflict_list_next      (BalaiConflictList  *self);

G_END_DECLS

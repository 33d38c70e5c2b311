/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-store.h"

G_BEGIN_DECLS

void balai_undo_and_tell   (GtkWidget  *from,
                            BalaiStore *store,
                            int64_t     batch);
void balai_redo_and_tell   (GtkWidget  *from,
                            BalaiStore *store,
                            int64_t     batch);
void balai_undo_toast_show (GtkWidget  *from,
                            const char *text,
                            BalaiStore *store,
                            int64_t     batch);

G_END_DECLS

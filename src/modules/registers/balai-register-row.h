/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-register.h"

G_BEGIN_DECLS

#define BALAI_TYPE_REGISTER_ROW (balai_register_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRegisterRow, balai_register_row, BALAI, REGISTER_ROW, GtkBox)

BalaiRecord *balai_register_row_get_record (gpointer             item);
GtkWidget   *balai_register_row_new        (void);
void         balai_register_row_focus      (GtkListView         *list,
                                            guint                position);
gboolean     balai_register_has_focus      (GtkWidget           *part);
void         balai_register_row_show       (BalaiRegisterRow    *self,
                                            const BalaiRegister *shown,
                                            gpointer             item,
                                            GHashTable          *names);

G_END_DECLS

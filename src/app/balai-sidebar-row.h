/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-page.h"

G_BEGIN_DECLS

#define BALAI_TYPE_SIDEBAR_ROW (balai_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiSidebarRow, balai_sidebar_row, BALAI, SIDEBAR_ROW, GtkListBoxRow)

GtkWidget  *balai_sidebar_row_new      (const char      *id,
                                        const char      *title,
                                        const char      *icon_name);
const char *balai_sidebar_row_get_id   (BalaiSidebarRow *self);
void        balai_sidebar_row_set_page (BalaiSidebarRow *self,
                                        BalaiPage       *page);

G_END_DECLS

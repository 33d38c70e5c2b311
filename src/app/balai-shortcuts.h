/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void       balai_shortcuts_install (GtkApplication *application);
GtkWidget *balai_shortcuts_new     (void);

G_END_DECLS

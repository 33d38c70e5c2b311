/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef void (*BalaiToastFunc) (gpointer data);

gboolean balai_toast_show      (GtkWidget      *from,
                                const char     *text);
gboolean balai_toast_show_undo (GtkWidget      *from,
                                const char     *text,
                                BalaiToastFunc  undo,
                                gpointer        data,
                                GDestroyNotify  destroy);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALAI_TYPE_COLOUR_BAR (balai_colour_bar_get_type ())
G_DECLARE_FINAL_TYPE (BalaiColourBar, balai_colour_bar, BALAI, COLOUR_BAR, GtkWidget)

void       balai_colour_bar_set_colour (BalaiColourBar *self,
                                        guint           colour);

G_END_DECLS

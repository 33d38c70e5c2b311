/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void   balai_widgets_init (void);
double balai_text_scale   (GtkWidget *widget);

G_END_DECLS

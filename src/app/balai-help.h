/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALAI_HELP_URI "help:balai"

void balai_help_show (GtkWidget  *from,
                      const char *uri);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALAI_TYPE_WHOLE_TITLE (balai_whole_title_get_type ())
G_DECLARE_FINAL_TYPE (BalaiWholeTitle, balai_whole_title, BALAI, WHOLE_TITLE, GtkWidget)

void balai_whole_title_set_title (BalaiWholeTitle *self,
                                  const char      *title);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_USE_ROW (balai_event_use_row_get_type ())
G_DECLARE_INTERFACE (BalaiEventUseRow, balai_event_use_row, BALAI, EVENT_USE_ROW, GtkWidget)

struct _BalaiEventUseRowInterface
{
  GTypeInterface parent_interface;
};

void balai_event_use_row_changed    (BalaiEventUseRow *self);
void balai_event_use_row_set_remove (BalaiEventUseRow *self,
                                     GtkWidget        *button,
                                     const char       *name);

G_END_DECLS

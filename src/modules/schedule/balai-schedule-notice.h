/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *balai_schedule_notice_new_empty  (void);
GtkWidget *balai_schedule_notice_new_failed (void);

G_END_DECLS

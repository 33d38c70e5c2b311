/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALAI_TYPE_SCHEDULE_BAR (balai_schedule_bar_get_type ())
G_DECLARE_FINAL_TYPE (BalaiScheduleBar, balai_schedule_bar, BALAI, SCHEDULE_BAR, GtkWidget)

void balai_schedule_bar_set_title     (BalaiScheduleBar *self,
                                       const char       *title);
void balai_schedule_bar_set_narrow    (BalaiScheduleBar *self,
                                       gboolean          narrow);
void balai_schedule_bar_set_view      (BalaiScheduleBar *self,
                                       const char       *name);
void balai_schedule_bar_set_conflicts (BalaiScheduleBar *self,
                                       guint             n_conflicts);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-view.h"

G_BEGIN_DECLS

#define BALAI_TYPE_LANES_HEAD (balai_lanes_head_get_type ())
G_DECLARE_FINAL_TYPE (BalaiLanesHead, balai_lanes_head, BALAI, LANES_HEAD, GtkWidget)

GtkWidget *balai_lanes_head_new        (BalaiCalendarView *view);
void       balai_lanes_head_bind       (BalaiLanesHead    *self,
                                        int64_t            first_day,
                                        guint              n_days);
void       balai_lanes_head_set_gutter (BalaiLanesHead    *self,
                                        int                gutter);

G_END_DECLS

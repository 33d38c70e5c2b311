/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-view.h"

G_BEGIN_DECLS

#define BALAI_TYPE_LANES_CANVAS (balai_lanes_canvas_get_type ())
G_DECLARE_FINAL_TYPE (BalaiLanesCanvas, balai_lanes_canvas, BALAI, LANES_CANVAS, GtkWidget)

GtkWidget *balai_lanes_canvas_new         (BalaiCalendarView *view);
void       balai_lanes_canvas_bind        (BalaiLanesCanvas  *self,
                                           int64_t            first_day,
                                           guint              n_days);
void       balai_lanes_canvas_set_now     (BalaiLanesCanvas  *self,
                                           int64_t            now);
void       balai_lanes_canvas_set_cursor  (BalaiLanesCanvas  *self,
                                           int64_t            wall);
int64_t    balai_lanes_canvas_get_cursor  (BalaiLanesCanvas  *self);
gboolean   balai_lanes_canvas_focus_item  (BalaiLanesCanvas  *self,
                                           const char        *key,
                                           int64_t            start);
void       balai_lanes_canvas_set_view    (BalaiLanesCanvas  *self,
                                           int                x,
                                           int                width);
gboolean   balai_lanes_canvas_get_wanted  (BalaiLanesCanvas  *self,
                                           int               *from,
                                           int               *to);
int        balai_lanes_canvas_get_gutter  (BalaiLanesCanvas  *self);
double     balai_lanes_canvas_y_of_second (BalaiLanesCanvas  *self,
                                           int                second);

G_END_DECLS

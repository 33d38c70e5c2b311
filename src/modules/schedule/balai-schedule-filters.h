/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-schedule-model.h"

G_BEGIN_DECLS

#define BALAI_TYPE_SCHEDULE_FILTERS (balai_schedule_filters_get_type ())
G_DECLARE_FINAL_TYPE (BalaiScheduleFilters, balai_schedule_filters, BALAI, SCHEDULE_FILTERS, GtkBox)

void     balai_schedule_filters_restore     (BalaiScheduleModel   *model);
void     balai_schedule_filters_set_model   (BalaiScheduleFilters *self,
                                             BalaiScheduleModel   *model);
gboolean balai_schedule_filters_are_set     (void);
char    *balai_schedule_filters_dup_summary (BalaiScheduleFilters *self);
void     balai_schedule_filters_clear       (BalaiScheduleFilters *self);

G_END_DECLS

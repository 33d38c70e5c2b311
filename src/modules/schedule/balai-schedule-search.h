/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-schedule-model.h"

G_BEGIN_DECLS

#define BALAI_TYPE_SCHEDULE_SEARCH (balai_schedule_search_get_type ())
G_DECLARE_FINAL_TYPE (BalaiScheduleSearch, balai_schedule_search, BALAI, SCHEDULE_SEARCH, GtkWidget)

void balai_schedule_search_set_words (BalaiScheduleSearch *self,
                                      BalaiScheduleModel  *model,
                                      const char          *words);
void balai_schedule_search_end       (BalaiScheduleSearch *self);

G_END_DECLS

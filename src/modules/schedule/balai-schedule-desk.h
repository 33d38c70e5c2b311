/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-conflict-entry.h"
#include "balai-schedule-model.h"

G_BEGIN_DECLS

#define BALAI_TYPE_SCHEDULE_DESK (balai_schedule_desk_get_type ())
G_DECLARE_FINAL_TYPE (BalaiScheduleDesk, balai_schedule_desk, BALAI, SCHEDULE_DESK, GObject)

BalaiScheduleDesk *balai_schedule_desk_new           (BalaiScheduleModel *model,
                                                      GtkWidget          *page);
GtkWidget         *balai_schedule_desk_show_event    (BalaiScheduleDesk  *self,
                                                      const char         *event,
                                                      int64_t             start);
GtkWidget         *balai_schedule_desk_edit          (BalaiScheduleDesk  *self,
                                                      const char         *event,
                                                      int64_t             start);
GtkWidget         *balai_schedule_desk_create        (BalaiScheduleDesk  *self,
                                                      BalaiSpan           span,
                                                      gboolean            all_day);
GtkWidget         *balai_schedule_desk_create_on     (BalaiScheduleDesk  *self,
                                                      int64_t             day);
GtkWidget         *balai_schedule_desk_fix           (BalaiScheduleDesk  *self,
                                                      BalaiConflictEntry *entry);
void               balai_schedule_desk_find_draft    (BalaiScheduleDesk  *self);
void               balai_schedule_desk_choose_import (BalaiScheduleDesk  *self);
GtkWidget         *balai_schedule_desk_import        (BalaiScheduleDesk  *self,
                                                      GListModel         *files);
GtkWidget         *balai_schedule_desk_export        (BalaiScheduleDesk  *self);

G_END_DECLS

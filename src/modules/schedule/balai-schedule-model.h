/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-conflict-table.h"
#include "balai-schedule-items.h"
#include "balai-store.h"

G_BEGIN_DECLS

/**
 * BalaiScheduleState:
 * @BALAI_SCHEDULE_LOADING: nothing is known yet
 * @BALAI_SCHEDULE_READY: there are items
 * @BALAI_SCHEDULE_EMPTY: there is no event in the whole calendar
 * @BALAI_SCHEDULE_FAILED: it could not be read
 *
 * What a page that shows the calendar shows.
 */
typedef enum
{
  BALAI_SCHEDULE_LOADING,
  BALAI_SCHEDULE_READY,
  BALAI_SCHEDULE_EMPTY,
  BALAI_SCHEDULE_FAILED,
} BalaiScheduleState;

#define BALAI_TYPE_SCHEDULE_STATE (balai_schedule_state_get_type ())
GType balai_schedule_state_get_type (void);

#define BALAI_TYPE_SCHEDULE_MODEL (balai_schedule_model_get_type ())
G_DECLARE_FINAL_TYPE (BalaiScheduleModel, balai_schedule_model, BALAI, SCHEDULE_MODEL, GObject)

BalaiScheduleModel  *balai_schedule_model_new           (BalaiStore          *store);
BalaiStore          *balai_schedule_model_get_store     (BalaiScheduleModel  *self);
BalaiScheduleState   balai_schedule_model_get_state     (BalaiScheduleModel  *self);
BalaiCalendarItems  *balai_schedule_model_get_items     (BalaiScheduleModel  *self);
GHashTable          *balai_schedule_model_get_holidays  (BalaiScheduleModel  *self);
BalaiConflictTable  *balai_schedule_model_get_conflicts (BalaiScheduleModel  *self);
const BalaiZone     *balai_schedule_model_get_zone      (BalaiScheduleModel  *self);
int64_t              balai_schedule_model_get_today     (BalaiScheduleModel  *self);
void                 balai_schedule_model_show          (BalaiScheduleModel  *self,
                                                         int64_t              first_day,
                                                         int64_t              last_day);
void                 balai_schedule_model_set_opd       (BalaiScheduleModel  *self,
                                                         const char          *opd);
void                 balai_schedule_model_set_statuses  (BalaiScheduleModel  *self,
                                                         guint                statuses);
void                 balai_schedule_model_set_troubled  (BalaiScheduleModel  *self,
                                                         gboolean             troubled);
void                 balai_schedule_model_reload        (BalaiScheduleModel  *self);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-conflict.h"
#include "balai-event-info.h"
#include "balai-repository.h"
#include "balai-schedule-check.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

typedef struct
{
  guint32   event; /* number of its BalaiEventInfo */
  BalaiSpan span;
} BalaiOccurrence;

/**
 * BalaiSnapshotParts:
 * @BALAI_SNAPSHOT_OCCURRENCES: what happens
 * @BALAI_SNAPSHOT_CONFLICTS: what is wrong
 * @BALAI_SNAPSHOT_EVERYTHING: also the dates that are not stored since their series repeats too often
 */
typedef enum
{
  BALAI_SNAPSHOT_OCCURRENCES = 1 << 0,
  BALAI_SNAPSHOT_CONFLICTS   = 1 << 1,
  BALAI_SNAPSHOT_EVERYTHING  = 1 << 2,
} BalaiSnapshotParts;

/**
 * BalaiScheduleSnapshot:
 *
 * A stretch of the calendar as it stood at one moment: made on a reader's thread, then only read, from any.
 * In its conflicts, "occurrence" of a claim is the number of its #BalaiEventInfo and "event" the number of its series.
 */
typedef struct _BalaiScheduleSnapshot BalaiScheduleSnapshot;

BalaiScheduleSnapshot    *balai_schedule_snapshot_load            (BalaiRepository             *repository,
                                                                   const BalaiSpan             *range,
                                                                   BalaiSnapshotParts           parts,
                                                                   GCancellable                *cancellable,
                                                                   GError                     **error);
BalaiScheduleSnapshot    *balai_schedule_snapshot_ref             (BalaiScheduleSnapshot       *self);
void                      balai_schedule_snapshot_unref           (BalaiScheduleSnapshot       *self);
const BalaiScheduleRules *balai_schedule_snapshot_get_rules       (const BalaiScheduleSnapshot *self);
guint                     balai_schedule_snapshot_get_n_events    (const BalaiScheduleSnapshot *self);
const BalaiEventInfo     *balai_schedule_snapshot_get_event       (const BalaiScheduleSnapshot *self,
                                                                   guint32                      event);
const BalaiOccurrence    *balai_schedule_snapshot_get_occurrences (const BalaiScheduleSnapshot *self,
                                                                   guint                       *n);
const BalaiConflictArray *balai_schedule_snapshot_get_conflicts   (const BalaiScheduleSnapshot *self);
char                     *balai_conflict_resource_name            (const BalaiScheduleSnapshot *self,
                                                                   const BalaiConflict         *conflict,
                                                                   const char                 **kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiScheduleSnapshot, balai_schedule_snapshot_unref)

G_END_DECLS

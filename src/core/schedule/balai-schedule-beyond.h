/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-schedule-derive.h"

G_BEGIN_DECLS

/* How far away a claim may still matter: a week to clear and a week to set up are the most that may be entered, and in
 * some venues one comes after the other. */
#define BALAI_CLAIM_REACH (14 * BALAI_DAY)

/* What has no length takes place where it begins. */
static inline gboolean
balai_occurrence_in_range (BalaiSpan span,
                           BalaiSpan range)
{
  return span.start < range.end && (span.end > range.start || span.start >= range.start);
}

GPtrArray *balai_schedule_list_partial  (BalaiRepository      *repository,
                                         GCancellable         *cancellable,
                                         GError              **error);
gboolean   balai_schedule_expand_beyond (BalaiRepository      *repository,
                                         const BalaiSpan      *range,
                                         gboolean              everything,
                                         BalaiOccurrenceFunc   func,
                                         gpointer              data,
                                         GCancellable         *cancellable,
                                         GError              **error);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-info.h"
#include "balai-span.h"

G_BEGIN_DECLS

/**
 * BalaiEventFound:
 * @event: (owned): the event in short
 * @span: its nearest date to come, else its last one
 * @why: (owned) (nullable): what has the words where its own text does not: "Diundang: Dinas Kesehatan"
 *
 * What a search found.
 */
typedef struct
{
  BalaiEventInfo *event;
  BalaiSpan       span;
  char           *why;
} BalaiEventFound;

void       balai_event_found_free (BalaiEventFound  *self);
GPtrArray *balai_event_search     (BalaiRepository  *repository,
                                   const char       *words,
                                   guint             limit,
                                   GCancellable     *cancellable,
                                   GError          **error);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-batch.h"
#include "balai-event.h"

G_BEGIN_DECLS

/**
 * BalaiEventScope:
 * @BALAI_EVENT_WHOLE: the event, with all its dates
 * @BALAI_EVENT_THIS: one date of a series
 * @BALAI_EVENT_FOLLOWING: one date of a series and those after it
 *
 * What of a series is changed or deleted.
 */
typedef enum
{
  BALAI_EVENT_WHOLE,
  BALAI_EVENT_THIS,
  BALAI_EVENT_FOLLOWING,
} BalaiEventScope;

#define BALAI_N_EVENT_SCOPES (BALAI_EVENT_FOLLOWING + 1)

const char *balai_event_scope_get_label  (BalaiEventScope  scope);
BalaiBatch *balai_event_scope_new_delete (BalaiEventScope  scope,
                                          BalaiRecord     *event,
                                          BalaiRecord     *series,
                                          GPtrArray       *overrides,
                                          int64_t          occurrence,
                                          const char      *city_zone);

G_END_DECLS

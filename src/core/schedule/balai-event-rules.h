/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-recurrence.h"
#include "balai-repository.h"

G_BEGIN_DECLS

void      balai_event_validate             (BalaiRecord            *event,
                                            BalaiRepository        *repository,
                                            GPtrArray              *findings);
gboolean  balai_event_validate_dates       (BalaiRecord            *event,
                                            BalaiRepository        *repository,
                                            GPtrArray              *findings);
void      balai_event_use_validate         (BalaiRecord            *use,
                                            BalaiRepository        *repository,
                                            GPtrArray              *findings);
char     *balai_event_describe             (const BalaiFinding     *finding);

gboolean  balai_event_reclaims             (BalaiRecord            *event);
char     *balai_recurrence_verdict_to_text (BalaiRecurrenceVerdict  verdict);
gboolean  balai_event_take_buffers         (BalaiRecord            *event,
                                            BalaiRepository        *repository,
                                            GError                **error);
gboolean  balai_event_belongs_to_city      (BalaiRecord            *event,
                                            GPtrArray              *people,
                                            GPtrArray              *opds,
                                            BalaiRepository        *repository);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-section.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_WHEN (balai_event_when_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventWhen, balai_event_when, BALAI, EVENT_WHEN, BalaiEventSection)

void balai_event_when_show_verdict (BalaiEventWhen *self,
                                    const char     *field,
                                    const char     *text);

G_END_DECLS

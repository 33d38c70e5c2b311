/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-section.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_SHOW (balai_event_show_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventShow, balai_event_show, BALAI, EVENT_SHOW, BalaiEventSection)

void balai_event_show_say_status (BalaiEventShow *self,
                                  const char     *text);

G_END_DECLS

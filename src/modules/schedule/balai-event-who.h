/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-section.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_WHO (balai_event_who_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventWho, balai_event_who, BALAI, EVENT_WHO, BalaiEventSection)

G_END_DECLS

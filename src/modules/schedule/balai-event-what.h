/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-section.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_WHAT (balai_event_what_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventWhat, balai_event_what, BALAI, EVENT_WHAT, BalaiEventSection)

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-section.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_THINGS (balai_event_things_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventThings, balai_event_things, BALAI, EVENT_THINGS, BalaiEventSection)

G_END_DECLS

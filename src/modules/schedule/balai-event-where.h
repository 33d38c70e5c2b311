/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-section.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_WHERE (balai_event_where_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventWhere, balai_event_where, BALAI, EVENT_WHERE, BalaiEventSection)

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-section.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_NOTES (balai_event_notes_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventNotes, balai_event_notes, BALAI, EVENT_NOTES, BalaiEventSection)

G_END_DECLS

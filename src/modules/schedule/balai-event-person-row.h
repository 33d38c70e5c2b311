/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-event.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_PERSON_ROW (balai_event_person_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventPersonRow, balai_event_person_row, BALAI, EVENT_PERSON_ROW, AdwPreferencesRow)

GtkWidget   *balai_event_person_row_new        (BalaiRecord         *person,
                                                const char          *name);
BalaiRecord *balai_event_person_row_get_person (BalaiEventPersonRow *self);

G_END_DECLS

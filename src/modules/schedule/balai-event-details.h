/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-schedule-model.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_DETAILS (balai_event_details_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventDetails, balai_event_details, BALAI, EVENT_DETAILS, AdwWindow)

GtkWidget *balai_event_details_new (BalaiScheduleModel *model,
                                    const char         *event,
                                    int64_t             start);

G_END_DECLS

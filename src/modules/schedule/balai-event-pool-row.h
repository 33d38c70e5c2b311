/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-event.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_POOL_ROW (balai_event_pool_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventPoolRow, balai_event_pool_row, BALAI, EVENT_POOL_ROW, AdwActionRow)

GtkWidget *balai_event_pool_row_new (BalaiRecord *pool,
                                     const char  *name);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-calendar-view.h"

G_BEGIN_DECLS

#define BALAI_TYPE_AGENDA_VIEW (balai_agenda_view_get_type ())
G_DECLARE_FINAL_TYPE (BalaiAgendaView, balai_agenda_view, BALAI, AGENDA_VIEW, BalaiCalendarView)

GtkWidget *balai_agenda_view_new (void);

G_END_DECLS

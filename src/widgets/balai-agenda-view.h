/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-items.h"

G_BEGIN_DECLS

#define BALAI_TYPE_AGENDA_VIEW (balai_agenda_view_get_type ())
G_DECLARE_FINAL_TYPE (BalaiAgendaView, balai_agenda_view, BALAI, AGENDA_VIEW, GtkWidget)

GtkWidget *balai_agenda_view_new        (void);
void       balai_agenda_view_set_items  (BalaiAgendaView    *self,
                                         BalaiCalendarItems *items);
void       balai_agenda_view_set_today  (BalaiAgendaView    *self,
                                         int64_t             today);
void       balai_agenda_view_set_day    (BalaiAgendaView    *self,
                                         int64_t             day);
gboolean   balai_agenda_view_focus_item (BalaiAgendaView    *self,
                                         const char         *key,
                                         int64_t             start);

G_END_DECLS

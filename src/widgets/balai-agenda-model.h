/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "balai-calendar-items.h"

G_BEGIN_DECLS

#define BALAI_TYPE_AGENDA_MODEL (balai_agenda_model_get_type ())
G_DECLARE_FINAL_TYPE (BalaiAgendaModel, balai_agenda_model, BALAI, AGENDA_MODEL, GObject)

BalaiAgendaModel *balai_agenda_model_new       (void);
void              balai_agenda_model_set_items (BalaiAgendaModel   *self,
                                                BalaiCalendarItems *items);
guint             balai_agenda_model_find_day  (BalaiAgendaModel   *self,
                                                int64_t             day);
gboolean          balai_agenda_model_find_item (BalaiAgendaModel   *self,
                                                const char         *key,
                                                int64_t             start,
                                                guint              *row);

G_END_DECLS

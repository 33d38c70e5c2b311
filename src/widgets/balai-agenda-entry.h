/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "balai-calendar-items.h"

G_BEGIN_DECLS

#define BALAI_TYPE_AGENDA_ENTRY (balai_agenda_entry_get_type ())
G_DECLARE_FINAL_TYPE (BalaiAgendaEntry, balai_agenda_entry, BALAI, AGENDA_ENTRY, GObject)

BalaiAgendaEntry        *balai_agenda_entry_new          (BalaiCalendarItems *items,
                                                          int64_t             day,
                                                          guint               position);
int64_t                  balai_agenda_entry_get_day      (BalaiAgendaEntry   *self);
const BalaiCalendarItem *balai_agenda_entry_get_item     (BalaiAgendaEntry   *self);
BalaiCalendarItems      *balai_agenda_entry_get_items    (BalaiAgendaEntry   *self);
guint                    balai_agenda_entry_get_position (BalaiAgendaEntry   *self);

G_END_DECLS

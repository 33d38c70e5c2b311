/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-agenda-entry.h"

G_BEGIN_DECLS

#define BALAI_TYPE_AGENDA_ROW (balai_agenda_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiAgendaRow, balai_agenda_row, BALAI, AGENDA_ROW, GtkBox)

GtkWidget *balai_agenda_row_new  (void);
void       balai_agenda_row_bind (BalaiAgendaRow   *self,
                                  BalaiAgendaEntry *entry,
                                  int64_t           today);
char      *balai_agenda_row_say  (BalaiAgendaEntry *entry);

G_END_DECLS

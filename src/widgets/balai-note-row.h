/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-state.h"

G_BEGIN_DECLS

#define BALAI_TYPE_NOTE_ROW (balai_note_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiNoteRow, balai_note_row, BALAI, NOTE_ROW, AdwPreferencesRow)

GtkWidget  *balai_note_row_new       (void);
void        balai_note_row_say       (BalaiNoteRow      *self,
                                      BalaiState         state,
                                      const char        *text,
                                      const char        *detail);
void        balai_note_row_hint      (BalaiNoteRow      *self,
                                      const char        *text);
void        balai_note_row_hush      (BalaiNoteRow      *self);
const char *balai_note_row_get_text  (BalaiNoteRow      *self);
void        balai_note_row_describe  (BalaiNoteRow      *self,
                                      GtkWidget         *field);
void        balai_note_row_hold_view (GtkScrolledWindow *view,
                                      gboolean           held);

G_END_DECLS

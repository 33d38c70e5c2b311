/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-import-entry.h"
#include "balai-import-job.h"

G_BEGIN_DECLS

#define BALAI_TYPE_IMPORT_ROW (balai_import_row_get_type ())
G_DECLARE_FINAL_TYPE (BalaiImportRow, balai_import_row, BALAI, IMPORT_ROW, GtkBox)

GtkWidget  *balai_import_row_new        (BalaiImportJob   *job);
void        balai_import_row_bind       (BalaiImportRow   *self,
                                         BalaiImportEntry *entry);
const char *balai_import_row_get_words  (BalaiImportRow   *self);
const char *balai_import_state_word     (BalaiImportState  state);
const char *balai_import_state_icon     (BalaiImportState  state);

G_END_DECLS

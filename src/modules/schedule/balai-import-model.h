/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-import-entry.h"

G_BEGIN_DECLS

/* What the list shows beside the events of one state: everything, the new names, the events with notes, or those that
 * clash with another. */
#define BALAI_IMPORT_SHOW_ALL   (BALAI_IMPORT_N_STATES)
#define BALAI_IMPORT_SHOW_NAMES (BALAI_IMPORT_N_STATES + 1)
#define BALAI_IMPORT_SHOW_NOTES (BALAI_IMPORT_N_STATES + 2)
#define BALAI_IMPORT_SHOW_CLASH (BALAI_IMPORT_N_STATES + 3)
#define BALAI_IMPORT_N_SHOWN    (BALAI_IMPORT_N_STATES + 4)

#define BALAI_TYPE_IMPORT_MODEL (balai_import_model_get_type ())
G_DECLARE_FINAL_TYPE (BalaiImportModel, balai_import_model, BALAI, IMPORT_MODEL, GObject)

BalaiImportModel      *balai_import_model_new      (BalaiImportPlan  *plan);
const BalaiImportPlan *balai_import_model_get_plan (BalaiImportModel *self);
void                   balai_import_model_show     (BalaiImportModel *self,
                                                    guint             what);
guint                  balai_import_model_count    (BalaiImportModel *self,
                                                    guint             what);

G_END_DECLS

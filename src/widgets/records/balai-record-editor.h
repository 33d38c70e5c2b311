/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-record-form.h"
#include "balai-store-editor.h"

G_BEGIN_DECLS

#define BALAI_TYPE_RECORD_EDITOR (balai_record_editor_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRecordEditor, balai_record_editor, BALAI, RECORD_EDITOR, BalaiStoreEditor)

GtkWidget       *balai_record_editor_new      (BalaiStore        *store,
                                               BalaiRecord       *record,
                                               const BalaiZone   *zone);
BalaiRecordForm *balai_record_editor_get_form (BalaiRecordEditor *self);

GListModel      *balai_register_entries_load  (BalaiRepository   *repository,
                                               const BalaiKind   *kind,
                                               GError           **error);

G_END_DECLS

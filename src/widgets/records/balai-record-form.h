/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-record.h"
#include "balai-zone.h"

G_BEGIN_DECLS

#define BALAI_TYPE_RECORD_FORM (balai_record_form_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRecordForm, balai_record_form, BALAI, RECORD_FORM, AdwPreferencesGroup)

GtkWidget   *balai_record_form_new          (BalaiRecord     *record,
                                             const int       *fields,
                                             const BalaiZone *zone,
                                             int64_t          today);
void         balai_record_form_set_register (BalaiRecordForm *self,
                                             const char      *kind,
                                             GListModel      *entries);
const char  *balai_record_form_get_problem  (BalaiRecordForm *self);
void         balai_record_form_show         (BalaiRecordForm *self,
                                             GPtrArray       *findings);
GtkWidget   *balai_record_form_get_row      (BalaiRecordForm *self,
                                             int              field);
void         balai_record_form_advise       (BalaiRecordForm *self,
                                             int              field,
                                             const char      *text,
                                             const char      *detail);
GtkSwitch   *balai_record_form_get_all_day  (BalaiRecordForm *self);
gboolean     balai_record_form_focus        (BalaiRecordForm *self,
                                             int              field);

G_END_DECLS

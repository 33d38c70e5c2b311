/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-query.h"
#include "balai-record-item.h"
#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_RECORD_LIST (balai_record_list_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRecordList, balai_record_list, BALAI, RECORD_LIST, GObject)

BalaiRecordList *balai_record_list_new         (BalaiStore      *store,
                                                BalaiQuery      *query);
void             balai_record_list_set_query   (BalaiRecordList *self,
                                                BalaiQuery      *query);
void             balai_record_list_set_search  (BalaiRecordList *self,
                                                const char      *words);
gboolean         balai_record_list_get_loading (BalaiRecordList *self);
const GError    *balai_record_list_get_error   (BalaiRecordList *self);

G_END_DECLS

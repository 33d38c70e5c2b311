/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-record.h"

G_BEGIN_DECLS

#define BALAI_TYPE_RECORD_ITEM (balai_record_item_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRecordItem, balai_record_item, BALAI, RECORD_ITEM, GObject)

BalaiRecordItem *balai_record_item_new        (int64_t          row);
int64_t          balai_record_item_get_row    (BalaiRecordItem *self);
BalaiRecord     *balai_record_item_get_record (BalaiRecordItem *self);
void             balai_record_item_set_record (BalaiRecordItem *self,
                                               BalaiRecord     *record);

G_END_DECLS

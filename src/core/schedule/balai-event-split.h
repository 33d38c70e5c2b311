/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-batch.h"
#include "balai-event.h"

G_BEGIN_DECLS

BalaiRecord *balai_event_new_override     (BalaiRecord *series,
                                           int64_t      occurrence,
                                           const char  *city_zone);
BalaiRecord *balai_event_cut_series       (BalaiRecord *series,
                                           int64_t      occurrence,
                                           const char  *city_zone);
BalaiRecord *balai_event_new_like         (BalaiRecord *record,
                                           int          parent_field,
                                           const char  *parent);
void         balai_event_shift_exceptions (BalaiRecord *series,
                                           int64_t      seconds,
                                           const char  *city_zone);
int64_t      balai_event_get_replaced     (BalaiRecord *event,
                                           const char  *city_zone);
void         balai_event_delete_in        (BalaiBatch  *batch,
                                           BalaiRecord *event,
                                           BalaiRecord *series,
                                           const char  *city_zone);
void         balai_event_leave_out        (BalaiRecord *series,
                                           int64_t      occurrence,
                                           const char  *city_zone);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-calendar-items.h"

G_BEGIN_DECLS

BalaiCalendarItems *sample_items          (int64_t  first_day,
                                           int64_t  last_day,
                                           guint    per_day);
BalaiCalendarItems *sample_items_from     (BalaiSpan range,
                                           guint     n,
                                           ...);
GHashTable         *sample_holidays       (void);

G_END_DECLS

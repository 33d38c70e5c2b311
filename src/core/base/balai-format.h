/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-span.h"
#include "balai-zone.h"

G_BEGIN_DECLS

/* Text that people read, in the language of the program: names of days and months come from our own catalogue, since
 * an Indonesian locale is seldom installed. */

const char *balai_format_weekday       (int              weekday);
const char *balai_format_weekday_short (int              weekday);
const char *balai_format_month         (int              month);
const char *balai_format_month_short   (int              month);
char       *balai_format_date          (int64_t          date);
char       *balai_format_date_long     (int64_t          date);
char       *balai_format_month_year    (int64_t          date);
char       *balai_format_time          (int              second_of_day);
char       *balai_format_times         (BalaiSpan        span,
                                        const BalaiZone *zone);
char       *balai_format_when          (BalaiSpan        span,
                                        gboolean         all_day,
                                        const BalaiZone *zone);
char       *balai_format_duration      (int64_t          seconds);
char       *balai_format_integer       (int64_t          value);
char       *balai_format_money         (int64_t          rupiah);

G_END_DECLS

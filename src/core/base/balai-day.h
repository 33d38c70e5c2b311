/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/* A civil date is a count of days since 1970-01-01 (Gregorian, also before 1582). */

#define BALAI_DAY_MIN (-719162) /* 0001-01-01 */
#define BALAI_DAY_MAX (2932896) /* 9999-12-31 */

int64_t  balai_day_from_ymd (int           year,
                             int           month,
                             int           day);
gboolean balai_day_valid    (int           year,
                             int           month,
                             int           day);
void     balai_day_to_ymd   (int64_t       date,
                             int          *year,
                             int          *month,
                             int          *day);
int      balai_day_weekday  (int64_t       date);
int      balai_day_in_month (int           year,
                             int           month);
gboolean balai_day_parse    (const char   *text,
                             int64_t      *date);
char    *balai_day_to_iso   (int64_t       date);
int64_t  balai_day_monday   (int64_t       date);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

int64_t  balai_schedule_period_step  (const char *view,
                                      int64_t     day,
                                      int         by);
char    *balai_schedule_period_title (const char *view,
                                      int64_t     day,
                                      gboolean    brief);
const char *balai_schedule_period_view (const char *view);
gboolean balai_schedule_period_shows (const char *view,
                                      int64_t     day,
                                      int64_t     other);

G_END_DECLS

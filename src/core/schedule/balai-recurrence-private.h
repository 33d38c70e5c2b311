/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <libical/ical.h>
#include <stdint.h>

G_BEGIN_DECLS

/* Called with each wall time of a rule in order; %FALSE ends the walk. */
typedef gboolean (*BalaiWallFunc) (int64_t  wall,
                                   gpointer user_data);

void balai_recurrence_walk_fine (const struct icalrecurrencetype *rule,
                                 int64_t                          start,
                                 int64_t                          from,
                                 int64_t                          to,
                                 BalaiWallFunc                    func,
                                 gpointer                         user_data);

G_END_DECLS

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

/* Whether a rule has a list, whether that has a value, and whether it lets one through. */
#define BALAI_RULE_GIVES(rule, list) ((rule)->list[0] != ICAL_RECURRENCE_ARRAY_MAX)
#define BALAI_RULE_HAS(rule, list, value) \
  balai_recurrence_list_has ((rule)->list, G_N_ELEMENTS ((rule)->list), value)
#define BALAI_RULE_ALLOWS(rule, list, value) (!BALAI_RULE_GIVES (rule, list) || BALAI_RULE_HAS (rule, list, value))

gboolean balai_recurrence_list_has    (const short                     *list,
                                       gsize                            length,
                                       int                              value);
gboolean balai_recurrence_day_matches (const struct icalrecurrencetype *rule,
                                       int64_t                          day);
gboolean balai_recurrence_days_wanted (const struct icalrecurrencetype *rule);
void     balai_recurrence_walk_days   (const struct icalrecurrencetype *rule,
                                       int64_t                          start,
                                       gboolean                         is_date,
                                       int64_t                          from,
                                       int64_t                          to,
                                       BalaiWallFunc                    func,
                                       gpointer                         user_data);
void     balai_recurrence_walk_fine   (const struct icalrecurrencetype *rule,
                                       int64_t                          start,
                                       int64_t                          from,
                                       int64_t                          to,
                                       BalaiWallFunc                    func,
                                       gpointer                         user_data);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event.h"
#include "balai-simple-rule.h"

G_BEGIN_DECLS

char *balai_simple_rule_describe  (const BalaiSimpleRule *self,
                                   int64_t                start_day);
char *balai_repeat_describe       (const char            *rules,
                                   const char            *further,
                                   int64_t                start_day,
                                   const BalaiZone       *zone);
char *balai_event_describe_repeat (BalaiRecord           *event,
                                   const char            *city_zone);

G_END_DECLS

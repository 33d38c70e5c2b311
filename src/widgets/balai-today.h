/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "balai-clock.h"
#include "balai-zone.h"

G_BEGIN_DECLS

#define BALAI_TYPE_TODAY (balai_today_get_type ())
G_DECLARE_FINAL_TYPE (BalaiToday, balai_today, BALAI, TODAY, GObject)

BalaiToday *balai_today_new      (const BalaiClock *clock,
                                  const BalaiZone  *zone);
int64_t     balai_today_get_day  (BalaiToday       *self);
void        balai_today_set_zone (BalaiToday       *self,
                                  const BalaiZone  *zone);
void        balai_today_look     (BalaiToday       *self);

G_END_DECLS

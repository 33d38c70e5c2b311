/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-span.h"

G_BEGIN_DECLS

/**
 * BalaiZone:
 *
 * A time zone of the IANA database. Zones are made once, shared by all threads and never freed.
 *
 * Wall time is counted as instants are: seconds since 1970-01-01 00:00 on the clock of the place. Its day is
 * balai_wall_day(), its second of the day balai_wall_second().
 */
typedef struct _BalaiZone BalaiZone;

#define BALAI_ZONE_JAKARTA "Asia/Jakarta"

const BalaiZone *balai_zone_get             (const char      *name);
const BalaiZone *balai_zone_utc             (void);
const char      *balai_zone_get_name        (const BalaiZone *self);
const char      *balai_zone_get_short_name  (const BalaiZone *self,
                                             int64_t          instant);
int64_t          balai_zone_to_wall         (const BalaiZone *self,
                                             int64_t          instant);
int64_t          balai_zone_to_instant      (const BalaiZone *self,
                                             int64_t          wall);
int64_t          balai_zone_day_start       (const BalaiZone *self,
                                             int64_t          date);
int64_t          balai_zone_day             (const BalaiZone *self,
                                             int64_t          instant);
char            *balai_zone_to_rfc3339      (const BalaiZone *self,
                                             int64_t          instant);

static inline int64_t
balai_wall_day (int64_t wall)
{
  return (wall >= 0 ? wall : wall - (BALAI_DAY - 1)) / BALAI_DAY;
}

static inline int
balai_wall_second (int64_t wall)
{
  return (int) (wall - balai_wall_day (wall) * BALAI_DAY);
}

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-ical.h"
#include "balai-zone.h"

G_BEGIN_DECLS

/* Which zone a TZID means. */

typedef struct _BalaiIcalZones BalaiIcalZones;
typedef struct _BalaiIcalZoneDefinition BalaiIcalZoneDefinition;

const BalaiZone         *balai_zone_from_tzid                (const char              *tzid);
BalaiIcalZones          *balai_ical_zones_new                (void);
void                     balai_ical_zones_free               (BalaiIcalZones          *self);
BalaiIcalZoneDefinition *balai_ical_zones_define             (BalaiIcalZones          *self,
                                                              const char              *tzid,
                                                              const char              *location);
void                     balai_ical_zone_definition_add      (BalaiIcalZoneDefinition *self,
                                                              int64_t                  start_wall,
                                                              int64_t                  offset,
                                                              GPtrArray               *rrules,
                                                              GArray                  *rdates);
BalaiIcalTime            balai_ical_zones_place              (BalaiIcalZones          *self,
                                                              const char              *tzid,
                                                              const BalaiZone         *floating,
                                                              int64_t                  wall,
                                                              gboolean                *unknown);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiIcalZones, balai_ical_zones_free)

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical.h"

G_BEGIN_DECLS

const BalaiZone *balai_import_zone_of  (const BalaiIcalEvent *event,
                                        GPtrArray            *rrules,
                                        const BalaiZone      *city);
GArray          *balai_import_left_out (const BalaiIcalEvent *event,
                                        GArray               *dates,
                                        const BalaiZone      *city);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-zone.h"

G_BEGIN_DECLS

void balai_ical_write_zone (GString         *out,
                            const BalaiZone *zone,
                            int64_t          now);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "balai-ical.h"

G_BEGIN_DECLS

BalaiIcal      *balai_ical_read      (const char      *bytes,
                                      gsize            length,
                                      const BalaiZone *city);
BalaiIcalEvent *balai_ical_read_rest (const char      *text,
                                      const BalaiZone *city);

G_END_DECLS

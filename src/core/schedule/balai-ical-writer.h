/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-ical.h"

G_BEGIN_DECLS

char *balai_ical_write      (const BalaiIcal      *ical,
                             int64_t               now);
char *balai_ical_write_rest (const BalaiIcalEvent *event);

G_END_DECLS

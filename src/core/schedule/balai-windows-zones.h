/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *balai_windows_zone_to_iana (const char *name);
const char *balai_windows_zone_nth     (guint       n);

G_END_DECLS

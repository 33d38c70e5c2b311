/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

#define BALAI_UUID_LENGTH 36

char    *balai_uuid_new      (int64_t     now_ms);
char    *balai_uuid_new_from (int64_t     now_ms,
                              GRand      *rand);
gboolean balai_uuid_is_valid (const char *text);

G_END_DECLS

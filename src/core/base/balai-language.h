/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void        balai_language_init   (const char *preferred);
const char *balai_language_choose (const char *preferred,
                                   const char *language,
                                   const char *locale);

G_END_DECLS

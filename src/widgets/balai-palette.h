/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

G_BEGIN_DECLS

#define BALAI_PALETTE_SIZE 12

void   balai_palette_get      (guint          index,
                               gboolean       dark,
                               GdkRGBA       *colour);
double balai_palette_contrast (const GdkRGBA *a,
                               const GdkRGBA *b);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALAI_TYPE_SKELETON (balai_skeleton_get_type ())
G_DECLARE_FINAL_TYPE (BalaiSkeleton, balai_skeleton, BALAI, SKELETON, GtkWidget)

GtkWidget *balai_skeleton_new (void);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALAI_TYPE_BANNER (balai_banner_get_type ())
G_DECLARE_FINAL_TYPE (BalaiBanner, balai_banner, BALAI, BANNER, GtkWidget)

GtkWidget *balai_banner_new       (void);
void       balai_banner_show      (BalaiBanner *self,
                                   const char  *text,
                                   const char  *button);
void       balai_banner_hide      (BalaiBanner *self);
gboolean   balai_banner_is_shown  (BalaiBanner *self);
void       balai_banner_set_grave (BalaiBanner *self,
                                   gboolean     grave);

G_END_DECLS

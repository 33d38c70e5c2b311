/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void   balai_widget_add_key          (GtkWidget      *widget,
                                      guint           key,
                                      const char     *action);
void   balai_widget_set_css_class    (GtkWidget      *widget,
                                      const char     *name,
                                      gboolean        on);
guint  balai_widget_class_activate   (GtkWidgetClass *klass,
                                      const char     *action);
void   balai_widget_class_pass_focus (GtkWidgetClass *klass);
double balai_widget_text_scale       (GtkWidget      *widget);
void   balai_window_fit_text         (GtkWindow      *window);
void   balai_widget_name_lists       (GtkWidget      *parent,
                                      const char     *name);

G_END_DECLS

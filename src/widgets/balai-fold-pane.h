/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALAI_TYPE_FOLD_PANE (balai_fold_pane_get_type ())
G_DECLARE_FINAL_TYPE (BalaiFoldPane, balai_fold_pane, BALAI, FOLD_PANE, GtkWidget)

gboolean   balai_fold_pane_get_folded   (BalaiFoldPane *self);
gboolean   balai_fold_pane_get_revealed (BalaiFoldPane *self);
void       balai_fold_pane_set_revealed (BalaiFoldPane *self,
                                         gboolean       revealed);
void       balai_fold_pane_set_side     (BalaiFoldPane *self,
                                         GtkWidget     *side);
void       balai_fold_pane_set_content  (BalaiFoldPane *self,
                                         GtkWidget     *content);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-store.h"

G_BEGIN_DECLS

#define BALAI_TYPE_WELCOME (balai_welcome_get_type ())
G_DECLARE_FINAL_TYPE (BalaiWelcome, balai_welcome, BALAI, WELCOME, GtkBox)

GtkWidget *balai_welcome_new              (BalaiStore           *store);
void       balai_welcome_is_needed_async  (BalaiStore           *store,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
gboolean   balai_welcome_is_needed_finish (BalaiStore           *store,
                                           GAsyncResult         *result,
                                           GError              **error);

G_END_DECLS

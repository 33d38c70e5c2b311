/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void     balai_confirm_async  (GtkWidget            *parent,
                               const char           *heading,
                               const char           *body,
                               const char           *cancel,
                               const char           *action,
                               gboolean              destructive,
                               GCancellable         *cancellable,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data);
gboolean balai_confirm_finish (GAsyncResult         *result,
                               GError              **error);

G_END_DECLS

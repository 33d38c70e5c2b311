/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void        balai_file_open_async  (GtkWidget            *parent,
                                    const char           *title,
                                    const char           *filter_name,
                                    const char *const    *suffixes,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GListModel *balai_file_open_finish (GAsyncResult         *result,
                                    GError              **error);
void        balai_file_save_async  (GtkWidget            *parent,
                                    const char           *title,
                                    const char           *name,
                                    GCancellable         *cancellable,
                                    GAsyncReadyCallback   callback,
                                    gpointer              user_data);
GFile      *balai_file_save_finish (GAsyncResult         *result,
                                    GError              **error);

G_END_DECLS

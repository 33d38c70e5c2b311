/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BalaiLeave:
 * @BALAI_LEAVE_STAY: the window stays open
 * @BALAI_LEAVE_DISCARD: what was typed is given up
 * @BALAI_LEAVE_SAVE: it is saved first
 */
typedef enum
{
  BALAI_LEAVE_STAY,
  BALAI_LEAVE_DISCARD,
  BALAI_LEAVE_SAVE,
} BalaiLeave;

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

void       balai_confirm_leave_async  (GtkWidget            *parent,
                                       gboolean              can_save,
                                       GCancellable         *cancellable,
                                       GAsyncReadyCallback   callback,
                                       gpointer              user_data);
BalaiLeave balai_confirm_leave_finish (GAsyncResult         *result,
                                       GError              **error);

G_END_DECLS

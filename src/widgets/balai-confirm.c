/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-confirm.h"

#include <adwaita.h>

static void
responded (AdwMessageDialog *dialog,
           const char       *response,
           gpointer          user_data)
{
  g_autoptr (GTask) task = user_data;

  g_signal_handlers_disconnect_by_data (dialog, task);
  if (g_task_get_cancellable (task) != NULL)
    g_signal_handlers_disconnect_by_data (g_task_get_cancellable (task), dialog);
  /* What the answer does may free the window that asked, while the dialog still ends and would reach for it. */
  gtk_window_set_transient_for (GTK_WINDOW (dialog), NULL);
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, g_str_equal (response, "action"));
}

static void
cancelled (GCancellable *cancellable,
           gpointer      dialog)
{
  gtk_window_close (dialog);
}

/**
 * balai_confirm_async:
 * @parent: (nullable): a widget of the window that asks
 * @heading: the question
 * @body: (nullable): what would happen; names the thing
 * @cancel: what leaves everything as it is, a verb
 * @action: what does it, a verb
 * @destructive: whether it cannot be taken back
 * @cancellable: (nullable): takes the question away
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks before what cannot be undone. The only place that knows the message dialog of the toolkit.
 */
void
balai_confirm_async (GtkWidget           *parent,
                     const char          *heading,
                     const char          *body,
                     const char          *cancel,
                     const char          *action,
                     gboolean             destructive,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;
  GTask *task;
  AdwMessageDialog *dialog;

  g_return_if_fail (heading != NULL && cancel != NULL && action != NULL);

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, balai_confirm_async);
  dialog = ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body));
  adw_message_dialog_add_response (dialog, "cancel", cancel);
  adw_message_dialog_add_response (dialog, "action", action);
  adw_message_dialog_set_close_response (dialog, "cancel");
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : "action");
  adw_message_dialog_set_response_appearance (dialog, "action",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  g_signal_connect (dialog, "response", G_CALLBACK (responded), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled), dialog, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/**
 * balai_confirm_finish:
 * @result: what the callback got
 * @error: (nullable): only ever %G_IO_ERROR_CANCELLED
 *
 * Returns: whether to do it
 */
gboolean
balai_confirm_finish (GAsyncResult  *result,
                      GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, balai_confirm_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

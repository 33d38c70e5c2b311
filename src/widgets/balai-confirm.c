/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-confirm.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

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
    g_task_return_int (task, g_str_equal (response, "action") ? BALAI_LEAVE_DISCARD
                             : g_str_equal (response, "save") ? BALAI_LEAVE_SAVE : BALAI_LEAVE_STAY);
}

static void
cancelled (GCancellable *cancellable,
           gpointer      dialog)
{
  gtk_window_close (dialog);
}

/* The window that asked is going; the question holds it, and would keep it from ever being freed. */
static void
asker_gone (GtkWidget *asker,
            GtkWindow *dialog)
{
  gtk_window_close (dialog);
}

static AdwMessageDialog *
new_dialog (GtkWidget  *parent,
            const char *heading,
            const char *body,
            const char *cancel)
{
  GtkRoot *root = parent != NULL ? gtk_widget_get_root (parent) : NULL;
  AdwMessageDialog *dialog =
    ADW_MESSAGE_DIALOG (adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, heading, body));

  adw_message_dialog_add_response (dialog, "cancel", cancel);
  adw_message_dialog_set_close_response (dialog, "cancel");
  if (root != NULL)
    g_signal_connect_object (root, "unrealize", G_CALLBACK (asker_gone), dialog, 0);
  return dialog;
}

static void
ask (AdwMessageDialog *dialog,
     GTask            *task)
{
  g_signal_connect (dialog, "response", G_CALLBACK (responded), task);
  if (g_task_get_cancellable (task) != NULL)
    g_signal_connect_object (g_task_get_cancellable (task), "cancelled", G_CALLBACK (cancelled), dialog, 0);
  gtk_window_present (GTK_WINDOW (dialog));
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
  GTask *task;
  AdwMessageDialog *dialog;

  g_return_if_fail (heading != NULL && cancel != NULL && action != NULL);

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, balai_confirm_async);
  dialog = new_dialog (parent, heading, body, cancel);
  adw_message_dialog_add_response (dialog, "action", action);
  adw_message_dialog_set_default_response (dialog, destructive ? "cancel" : "action");
  adw_message_dialog_set_response_appearance (dialog, "action",
                                              destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  ask (dialog, task);
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

  return g_task_propagate_int (G_TASK (result), error) == BALAI_LEAVE_DISCARD;
}

/**
 * balai_confirm_leave_async:
 * @parent: a widget of the window that asks
 * @can_save: whether what was typed can be saved as it is
 * @cancellable: (nullable): takes the question away
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what becomes of what was typed, before its window closes.
 */
void
balai_confirm_leave_async (GtkWidget           *parent,
                           gboolean             can_save,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;
  AdwMessageDialog *dialog;

  g_return_if_fail (GTK_IS_WIDGET (parent));

  task = g_task_new (parent, cancellable, callback, user_data);
  g_task_set_source_tag (task, balai_confirm_leave_async);
  dialog = new_dialog (parent, _("Save the changes?"),
                       can_save ? _("What you have changed here would be lost otherwise.")
                                : _("What you have changed here cannot be saved as it is, and would be lost."),
                       _("_Keep editing"));
  adw_message_dialog_add_response (dialog, "action", _("_Discard"));
  adw_message_dialog_set_response_appearance (dialog, "action", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (dialog, can_save ? "save" : "cancel");
  if (can_save)
    {
      adw_message_dialog_add_response (dialog, "save", _("_Save"));
      adw_message_dialog_set_response_appearance (dialog, "save", ADW_RESPONSE_SUGGESTED);
    }
  ask (dialog, task);
}

/**
 * balai_confirm_leave_finish:
 * @result: what the callback got
 * @error: (nullable): only ever %G_IO_ERROR_CANCELLED
 *
 * Returns: what becomes of it
 */
BalaiLeave
balai_confirm_leave_finish (GAsyncResult  *result,
                            GError       **error)
{
  gssize answer;

  g_return_val_if_fail (g_async_result_is_tagged (result, balai_confirm_leave_async), BALAI_LEAVE_STAY);

  answer = g_task_propagate_int (G_TASK (result), error);
  return answer < 0 ? BALAI_LEAVE_STAY : (BalaiLeave) answer;
}

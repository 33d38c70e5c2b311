/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-file-chooser.h"

#include <glib/gi18n-lib.h>

static void
responded (GtkNativeDialog *dialog,
           int              response,
           gpointer         user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GtkNativeDialog) kept = dialog;   /* it has no window that would keep it */

  g_signal_handlers_disconnect_by_data (dialog, task);
  if (g_task_get_cancellable (task) != NULL)
    g_signal_handlers_disconnect_by_data (g_task_get_cancellable (task), dialog);
  gtk_native_dialog_hide (dialog);
  if (g_task_return_error_if_cancelled (task))
    return;
  if (response != GTK_RESPONSE_ACCEPT)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
  else if (g_task_get_source_tag (task) == (gpointer) balai_file_open_async)
    g_task_return_pointer (task, gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog)), g_object_unref);
  else
    g_task_return_pointer (task, gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)), g_object_unref);
}

static void
cancelled (GCancellable *cancellable,
           gpointer      dialog)
{
  g_signal_emit_by_name (dialog, "response", GTK_RESPONSE_CANCEL);
}

static void
run (GtkFileChooserNative *dialog,
     GTask                *task)
{
  GCancellable *cancellable = g_task_get_cancellable (task);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  g_signal_connect (dialog, "response", G_CALLBACK (responded), task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled), dialog, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static GtkWindow *
window_of (GtkWidget *widget)
{
  GtkRoot *root = widget != NULL ? gtk_widget_get_root (widget) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

/**
 * balai_file_open_async:
 * @parent: (nullable): a widget of the window that asks
 * @title: what the files are for
 * @filter_name: (nullable): what kind of files, "Calendar files"
 * @suffixes: (nullable) (array zero-terminated=1): their suffixes, "ics"
 * @cancellable: (nullable): takes the question away
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Lets the person choose one or more files. The only place that knows the file chooser of the toolkit.
 */
void
balai_file_open_async (GtkWidget           *parent,
                       const char          *title,
                       const char          *filter_name,
                       const char *const   *suffixes,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, window_of (parent), GTK_FILE_CHOOSER_ACTION_OPEN,
                                                              _("_Open"), _("_Cancel"));

  g_task_set_source_tag (task, balai_file_open_async);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (dialog), TRUE);
  if (suffixes != NULL)
    {
      g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
      g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

      gtk_file_filter_set_name (filter, filter_name);
      for (int i = 0; suffixes[i] != NULL; i++)
        gtk_file_filter_add_suffix (filter, suffixes[i]);
      gtk_file_filter_set_name (all, _("All files"));
      gtk_file_filter_add_pattern (all, "*");
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), filter);
      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (dialog), all);
    }
  run (dialog, task);
}

/**
 * balai_file_open_finish:
 * @result: what the callback got
 * @error: (nullable): %G_IO_ERROR_CANCELLED where nothing was chosen
 *
 * Returns: (transfer full) (element-type GFile): the files
 */
GListModel *
balai_file_open_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, balai_file_open_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * balai_file_save_async:
 * @parent: (nullable): a widget of the window that asks
 * @title: what the file is for
 * @name: (nullable): a name to begin with
 * @cancellable: (nullable): takes the question away
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Lets the person say where to write.
 */
void
balai_file_save_async (GtkWidget           *parent,
                       const char          *title,
                       const char          *name,
                       GCancellable        *cancellable,
                       GAsyncReadyCallback  callback,
                       gpointer             user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (title, window_of (parent), GTK_FILE_CHOOSER_ACTION_SAVE,
                                                              _("_Save"), _("_Cancel"));

  g_task_set_source_tag (task, balai_file_save_async);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  run (dialog, task);
}

/**
 * balai_file_save_finish:
 * @result: what the callback got
 * @error: (nullable): %G_IO_ERROR_CANCELLED where nothing was chosen
 *
 * Returns: (transfer full): the file
 */
GFile *
balai_file_save_finish (GAsyncResult  *result,
                        GError       **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, balai_file_save_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

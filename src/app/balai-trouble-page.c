/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-trouble-page.h"

#include <glib/gi18n-lib.h>

#include "balai-confirm.h"
#include "balai-format.h"
#include "balai-zone.h"

/**
 * BalaiTroublePage:
 *
 * Stands in place of the pages while the records cannot be opened: says what is wrong, and offers what can be done.
 */
struct _BalaiTroublePage
{
  GtkBox         parent_instance;

  BalaiStore    *store;       /* (owned) */
  GCancellable  *cancellable; /* (owned) */
  char          *backup;      /* (owned) (nullable): path of the newest */

  AdwStatusPage *status;
  GtkButton     *restore;
  GtkWidget     *again;
  GtkWidget     *anew;
  GtkLabel      *place;
};

G_DEFINE_FINAL_TYPE (BalaiTroublePage, balai_trouble_page, GTK_TYPE_BOX)

static const struct
{
  BalaiDbError code;
  const char  *title;
  const char  *description;
  gboolean     damaged; /* a backup, or a new beginning, would help */
} troubles[] = {
  { BALAI_DB_ERROR_CORRUPT, N_("The calendar's file is damaged"),
    N_("Nothing has been deleted. The damaged file is kept beside the new one, whatever you choose."), TRUE },
  { BALAI_DB_ERROR_NOT_A_DATABASE, N_("The calendar's file is not a calendar"),
    N_("Something else lies where Balai keeps its records. It is kept beside the new one, whatever you choose."),
    TRUE },
  { BALAI_DB_ERROR_MISSING, N_("The calendar's file is gone"),
    N_("There was one in this folder. Put it back and try again, or use a backup."), TRUE },
  { BALAI_DB_ERROR_IN_USE, N_("Balai is already open"),
    N_("Another Balai works with the same folder, perhaps of somebody else on this computer. Close it and try again."),
    FALSE },
  { BALAI_DB_ERROR_BUSY, N_("Balai is already open"),
    N_("Another Balai works with the same folder, perhaps of somebody else on this computer. Close it and try again."),
    FALSE },
  { BALAI_DB_ERROR_TOO_NEW, N_("A newer Balai wrote this calendar"),
    N_("Nothing was changed. Update Balai on this computer, then it opens again."), FALSE },
  { BALAI_DB_ERROR_READ_ONLY, N_("The folder cannot be written to"),
    N_("Balai may not save in this folder. Ask whoever looks after this computer for the right to write to it."),
    FALSE },
  { BALAI_DB_ERROR_FULL, N_("The disk is full"),
    N_("Nothing was lost. Free some space on the disk and try again."), FALSE },
  { BALAI_DB_ERROR_NETWORK_FOLDER, N_("The folder lies on another computer"),
    N_("Records would not be safe there. Choose a folder on this computer."), FALSE },
  { BALAI_DB_ERROR_IO, N_("The disk cannot be read"),
    N_("Nothing was changed. Try again; if it goes on, have the disk looked at."), FALSE },
};

static void
on_opened (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* Whoever shows this page listens to the state of the store. */
  if (!balai_store_open_finish (BALAI_STORE (object), result, &error))
    g_debug ("Still not open: %s", error->message);
}

static void
set_busy (BalaiTroublePage *self,
          gboolean          busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->status), !busy);
}

static void
on_again (GtkButton        *button,
          BalaiTroublePage *self)
{
  set_busy (self, TRUE);
  balai_store_open_async (self->store, on_opened, NULL);
}

static void
on_restored (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!balai_store_restore_backup_finish (BALAI_STORE (object), result, &error))
    g_debug ("The backup did not help: %s", error->message);
}

static void
on_restore (GtkButton        *button,
            BalaiTroublePage *self)
{
  set_busy (self, TRUE);
  balai_store_restore_backup_async (self->store, self->backup, NULL, on_restored, NULL);
}

static void
on_begun (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  if (!balai_store_start_anew_finish (BALAI_STORE (object), result, &error))
    g_debug ("It could not begin anew: %s", error->message);
}

static void
on_anew_confirmed (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  gboolean confirmed = balai_confirm_finish (result, &error);
  BalaiTroublePage *self;

  if (!confirmed)
    return;
  self = BALAI_TROUBLE_PAGE (user_data);
  set_busy (self, TRUE);
  balai_store_start_anew_async (self->store, on_begun, NULL);
}

static void
on_anew (GtkButton        *button,
         BalaiTroublePage *self)
{
  balai_confirm_async (GTK_WIDGET (self), _("Start with an empty calendar?"),
                       _("Your events will not be in it. The damaged file stays in the data folder."),
                       _("_Cancel"), _("_Start Empty"), TRUE, self->cancellable, on_anew_confirmed, self);
}

static void
on_folder (GtkButton        *button,
           BalaiTroublePage *self)
{
  g_autofree char *uri = g_filename_to_uri (balai_store_get_folder (self->store), NULL, NULL);

  if (uri != NULL)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

static void
on_backups (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) backups = balai_store_list_backups_finish (BALAI_STORE (object), result, &error);
  BalaiTroublePage *self;
  const BalaiBackup *newest = NULL;
  const BalaiZone *zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  g_autofree char *when = NULL;
  g_autofree char *label = NULL;

  if (backups == NULL)
    return;
  self = BALAI_TROUBLE_PAGE (user_data);
  for (guint i = 0; i < backups->len; i++)
    {
      const BalaiBackup *backup = backups->pdata[i];

      if (newest == NULL || backup->at > newest->at)
        newest = backup;
    }
  gtk_widget_set_visible (GTK_WIDGET (self->restore), newest != NULL);
  if (newest == NULL)
    return;
  g_free (self->backup);
  self->backup = g_strdup (newest->path);
  when = balai_format_when ((BalaiSpan) { newest->at, newest->at }, FALSE, zone);
  label = g_strdup_printf (_("Use the Backup of %s"), when);
  gtk_button_set_label (self->restore, label);
}

static void
show (BalaiTroublePage *self)
{
  const GError *error = balai_store_get_error (self->store);
  const char *title = _("The calendar cannot be opened");
  const char *description = _("Nothing was changed. Try again; if it goes on, start the computer again.");
  gboolean damaged = FALSE;

  if (balai_store_get_state (self->store) != BALAI_STORE_FAILED)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (troubles); i++)
    if (g_error_matches (error, BALAI_DB_ERROR, (int) troubles[i].code))
      {
        title = _(troubles[i].title);
        description = _(troubles[i].description);
        damaged = troubles[i].damaged;
      }
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, description);
  gtk_widget_set_visible (self->anew, damaged);
  gtk_widget_set_visible (GTK_WIDGET (self->restore), FALSE);
  gtk_label_set_text (self->place, balai_store_get_folder (self->store));
  set_busy (self, FALSE);
  if (damaged)
    balai_store_list_backups_async (self->store, self->cancellable, on_backups, self);
}

static void
balai_trouble_page_dispose (GObject *object)
{
  BalaiTroublePage *self = BALAI_TROUBLE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), BALAI_TYPE_TROUBLE_PAGE);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (balai_trouble_page_parent_class)->dispose (object);
}

static void
balai_trouble_page_finalize (GObject *object)
{
  BalaiTroublePage *self = BALAI_TROUBLE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_free (self->backup);
  G_OBJECT_CLASS (balai_trouble_page_parent_class)->finalize (object);
}

static void
balai_trouble_page_class_init (BalaiTroublePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_trouble_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_trouble_page_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/app/balai-trouble-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiTroublePage, status);
  gtk_widget_class_bind_template_child (widget_class, BalaiTroublePage, restore);
  gtk_widget_class_bind_template_child (widget_class, BalaiTroublePage, again);
  gtk_widget_class_bind_template_child (widget_class, BalaiTroublePage, anew);
  gtk_widget_class_bind_template_child (widget_class, BalaiTroublePage, place);
  gtk_widget_class_bind_template_callback (widget_class, on_again);
  gtk_widget_class_bind_template_callback (widget_class, on_restore);
  gtk_widget_class_bind_template_callback (widget_class, on_anew);
  gtk_widget_class_bind_template_callback (widget_class, on_folder);
}

static void
balai_trouble_page_init (BalaiTroublePage *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balai_trouble_page_new:
 * @store: a store that could not be opened
 *
 * Returns: (transfer floating): a page that says so
 */
GtkWidget *
balai_trouble_page_new (BalaiStore *store)
{
  BalaiTroublePage *self;

  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);

  self = g_object_new (BALAI_TYPE_TROUBLE_PAGE, NULL);
  self->store = g_object_ref (store);
  g_signal_connect_object (store, "notify::state", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
  return GTK_WIDGET (self);
}

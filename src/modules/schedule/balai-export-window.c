/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-export-window.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "balai-banner.h"
#include "balai-error-text.h"
#include "balai-file-chooser.h"
#include "balai-ical-export.h"
#include "balai-ical-writer.h"
#include "balai-registers.h"
#include "balai-widget-tools.h"

enum
{
  WHAT_ALL,
  WHAT_OPD,
  WHAT_VENUE,
  WHAT_PERSON,
  N_WHAT,
};

enum
{
  FORMAT_ICS,
  FORMAT_CSV,
};

/**
 * BalaiExportWindow:
 *
 * Writes the calendar, or a part of it, into a file for other programs.
 */
struct _BalaiExportWindow
{
  AdwWindow     parent_instance;

  BalaiStore   *store;         /* (owned) */
  GCancellable *cancellable;   /* (owned) */
  GPtrArray    *lists[N_WHAT]; /* (owned) (nullable) (element-type BalaiRecord) */

  GtkWidget    *save;
  BalaiBanner  *banner;
  AdwComboRow  *what;
  GtkWidget    *whose_row;
  GtkDropDown  *whose;
  AdwComboRow  *format;
};

G_DEFINE_FINAL_TYPE (BalaiExportWindow, balai_export_window, ADW_TYPE_WINDOW)

static guint signal_exported;

typedef struct
{
  GFile *file; /* (owned) */
  char  *id;   /* (owned) (nullable) */
  guint  what;
  guint  format;
} Wish;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_object_unref (wish->file);
  g_free (wish->id);
  g_free (wish);
}

static char *
make_text (BalaiRepository  *repository,
           const Wish       *wish,
           GCancellable     *cancellable,
           GError          **error)
{
  BalaiExportScope scope = { NULL, NULL, NULL };
  g_autoptr (BalaiIcal) ical = NULL;

  if (wish->what == WHAT_OPD)
    scope.opd = wish->id;
  else if (wish->what == WHAT_VENUE)
    scope.venue = wish->id;
  else if (wish->what == WHAT_PERSON)
    scope.person = wish->id;
  if (wish->format == FORMAT_CSV)
    return balai_event_to_csv (repository, &scope, cancellable, error);
  ical = balai_ical_export (repository, &scope, cancellable, error);
  return ical ? balai_ical_write (ical, balai_clock_now (balai_repository_get_clock (repository))) : NULL;
}

static gpointer
write_file (BalaiRepository  *repository,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  const Wish *wish = data;
  g_autofree char *text = make_text (repository, wish, cancellable, error);

  if (text == NULL
      || !g_file_replace_contents (wish->file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_NONE, NULL, cancellable,
                                   error))
    return NULL;
  return g_file_get_basename (wish->file);
}

static void
on_written (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = balai_store_read_finish (BALAI_STORE (object), result, &error);
  g_autofree char *shown = name ? g_filename_display_name (name) : NULL;
  g_autofree char *words = NULL;
  BalaiExportWindow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BALAI_EXPORT_WINDOW (user_data);
  gtk_widget_set_sensitive (self->save, TRUE);
  if (name == NULL)
    {
      if (error->domain == G_IO_ERROR)
        words = g_strdup (_("The file could not be written there. Choose another folder."));
      else
        words = balai_error_to_text (error);
      balai_banner_set_grave (self->banner, TRUE);
      balai_banner_show (self->banner, words, NULL);
      return;
    }
  words = g_strdup_printf (_("%s was written."), shown);
  g_signal_emit (self, signal_exported, 0, words);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_chosen (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = balai_file_save_finish (result, &error);

  if (file != NULL)
    balai_export_window_save (BALAI_EXPORT_WINDOW (user_data), file);
}

static void
on_save (GtkButton         *button,
         BalaiExportWindow *self)
{
  const char *name = adw_combo_row_get_selected (self->format) == FORMAT_CSV ? _("calendar.csv") : _("calendar.ics");

  balai_file_save_async (GTK_WIDGET (self), _("Export Calendar"), name, self->cancellable, on_chosen, self);
}

static void
on_what (AdwComboRow       *row,
         GParamSpec        *pspec,
         BalaiExportWindow *self)
{
  guint what = adw_combo_row_get_selected (row);
  GPtrArray *records = what < N_WHAT ? self->lists[what] : NULL;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const char *title = balai_record_get_title (records->pdata[i]);

      gtk_string_list_append (names, title ? title : "");
    }
  gtk_drop_down_set_model (self->whose, G_LIST_MODEL (names));
  gtk_widget_set_visible (self->whose_row, what != WHAT_ALL);
  gtk_widget_set_sensitive (self->save, what == WHAT_ALL || (records != NULL && records->len > 0));
}

static void
lists_free (gpointer data)
{
  GPtrArray **lists = data;

  for (guint i = 0; i < N_WHAT; i++)
    g_clear_pointer (&lists[i], g_ptr_array_unref);
  g_free (lists);
}

static gpointer
read_lists (BalaiRepository  *repository,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  GPtrArray **lists = g_new0 (GPtrArray *, N_WHAT);

  lists[WHAT_OPD] = balai_repository_list_by_title (repository, &balai_opd_kind, error);
  lists[WHAT_VENUE] = lists[WHAT_OPD] ? balai_repository_list_by_title (repository, &balai_venue_kind, error) : NULL;
  lists[WHAT_PERSON] =
    lists[WHAT_VENUE] ? balai_repository_list_by_title (repository, &balai_person_kind, error) : NULL;
  if (lists[WHAT_PERSON] != NULL)
    return lists;
  lists_free (lists);
  return NULL;
}

static void
on_lists (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  GPtrArray **lists = balai_store_read_finish (BALAI_STORE (object), result, &error);
  BalaiExportWindow *self;

  if (lists == NULL)
    return;
  self = BALAI_EXPORT_WINDOW (user_data);
  for (guint i = 0; i < N_WHAT; i++)
    self->lists[i] = g_steal_pointer (&lists[i]);
  lists_free (lists);
  on_what (self->what, NULL, self);
}

static void
balai_export_window_dispose (GObject *object)
{
  BalaiExportWindow *self = BALAI_EXPORT_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (balai_export_window_parent_class)->dispose (object);
}

static void
balai_export_window_finalize (GObject *object)
{
  BalaiExportWindow *self = BALAI_EXPORT_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  for (guint i = 0; i < N_WHAT; i++)
    g_clear_pointer (&self->lists[i], g_ptr_array_unref);
  G_OBJECT_CLASS (balai_export_window_parent_class)->finalize (object);
}

static void
balai_export_window_class_init (BalaiExportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_export_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_export_window_finalize;
  /**
   * BalaiExportWindow::exported:
   * @self: the window
   * @words: what was done
   *
   * The file was written. The window closes.
   */
  signal_exported = g_signal_new ("exported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
  g_type_ensure (BALAI_TYPE_BANNER);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-export-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiExportWindow, save);
  gtk_widget_class_bind_template_child (widget_class, BalaiExportWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, BalaiExportWindow, what);
  gtk_widget_class_bind_template_child (widget_class, BalaiExportWindow, whose_row);
  gtk_widget_class_bind_template_child (widget_class, BalaiExportWindow, whose);
  gtk_widget_class_bind_template_child (widget_class, BalaiExportWindow, format);
  gtk_widget_class_bind_template_callback (widget_class, on_save);
  gtk_widget_class_bind_template_callback (widget_class, on_what);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
balai_export_window_init (BalaiExportWindow *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  balai_window_fit_text (GTK_WINDOW (self));
}

/**
 * balai_export_window_new:
 * @store: the records
 *
 * Returns: (transfer floating): a window that asks what to export
 */
GtkWidget *
balai_export_window_new (BalaiStore *store)
{
  BalaiExportWindow *self;

  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);

  self = g_object_new (BALAI_TYPE_EXPORT_WINDOW, NULL);
  self->store = g_object_ref (store);
  balai_store_read_async (store, read_lists, NULL, NULL, lists_free, self->cancellable, on_lists, self);
  return GTK_WIDGET (self);
}

/**
 * balai_export_window_save:
 * @self: the window
 * @file: where to
 *
 * Writes what was chosen.
 */
void
balai_export_window_save (BalaiExportWindow *self,
                          GFile             *file)
{
  Wish *wish;
  GPtrArray *records;
  guint selected;

  g_return_if_fail (BALAI_IS_EXPORT_WINDOW (self));
  g_return_if_fail (G_IS_FILE (file));

  wish = g_new0 (Wish, 1);
  wish->file = g_object_ref (file);
  wish->what = adw_combo_row_get_selected (self->what);
  wish->format = adw_combo_row_get_selected (self->format);
  records = wish->what < N_WHAT ? self->lists[wish->what] : NULL;
  selected = gtk_drop_down_get_selected (self->whose);
  if (records != NULL && selected < records->len)
    wish->id = g_strdup (balai_record_get_id (records->pdata[selected]));
  else
    wish->what = WHAT_ALL;
  gtk_widget_set_sensitive (self->save, FALSE);
  balai_store_read_async (self->store, write_file, wish, wish_free, g_free, self->cancellable, on_written, self);
}

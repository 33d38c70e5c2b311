/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-application.h"

#include <stdlib.h>

#include <glib/gi18n-lib.h>

#include "balai-about.h"
#include "balai-help.h"
#include "balai-kinds.h"
#include "balai-reference.h"
#include "balai-preferences.h"
#include "balai-shortcuts.h"
#include "balai-widgets.h"
#include "balai-window.h"

struct _BalaiApplication
{
  AdwApplication  parent_instance;

  BalaiStore     *store; /* (owned) (nullable): from the start on */
};

G_DEFINE_FINAL_TYPE (BalaiApplication, balai_application, ADW_TYPE_APPLICATION)

/**
 * balai_application_data_folder:
 *
 * Returns: (transfer full): where the records lie
 */
char *
balai_application_data_folder (void)
{
  const char *told = g_getenv ("BALAI_DATA_DIR");

  if (told != NULL && *told != '\0')
    return g_canonicalize_filename (told, NULL);
  return g_build_filename (g_get_user_data_dir (), "balai", NULL);
}

/* The one way to write a folder: whole, without links. What is not there yet has none. */
static char *
plain_folder (const char *folder)
{
  g_autofree char *there = g_canonicalize_filename (folder, NULL);
  g_autofree char *rest = g_strdup ("");

  for (;;)
    {
      char *resolved = realpath (there, NULL);
      g_autofree char *name = NULL;
      char *longer;

      if (resolved != NULL)
        {
          char *plain = *rest == '\0' ? g_strdup (resolved) : g_build_filename (resolved, rest, NULL);

          free (resolved);
          return plain;
        }
      if (g_path_skip_root (there) == NULL || *g_path_skip_root (there) == '\0')
        return g_canonicalize_filename (folder, NULL);
      name = g_path_get_basename (there);
      longer = *rest == '\0' ? g_strdup (name) : g_build_filename (name, rest, NULL);
      g_free (rest);
      rest = longer;
      longer = g_path_get_dirname (there);
      g_free (there);
      there = longer;
    }
}

/**
 * balai_application_id_for:
 * @folder: (nullable): a data folder, however it is written
 *
 * A second start with the same folder raises the window of the first; one with another is a program of its own. The
 * person's usual folder is the same whether it is named or not.
 *
 * Returns: (transfer full): the id to register with
 */
char *
balai_application_id_for (const char *folder)
{
  g_autofree char *usual = NULL, *usual_plain = NULL, *plain = NULL, *sum = NULL;

  if (folder == NULL || *folder == '\0')
    return g_strdup (APP_ID);
  usual = g_build_filename (g_get_user_data_dir (), "balai", NULL);
  usual_plain = plain_folder (usual);
  plain = plain_folder (folder);
  if (g_str_equal (plain, usual_plain))
    return g_strdup (APP_ID);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, plain, -1);
  sum[12] = '\0';
  return g_strconcat (APP_ID, ".Data", sum, NULL);
}

static BalaiWindow *
get_window (BalaiApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (BALAI_IS_WINDOW (l->data))
      return l->data;
  return NULL;
}

static void
on_opened (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr (GError) error = NULL;

  /* The window shows what is wrong: it listens to the state of the store. */
  if (!balai_store_open_finish (BALAI_STORE (object), result, &error))
    g_debug ("The store was not opened: %s", error->message);
}

static gpointer
begin (BalaiRepository  *repository,
       gpointer          data,
       GCancellable     *cancellable,
       GError          **error)
{
  return balai_reference_begin (repository, error) ? g_strdup ("") : NULL;
}

static void
on_begun (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *done = balai_store_write_finish (BALAI_STORE (object), result, &error);

  /* Nothing is lost: the holidays can be entered, and the next start tries again. */
  if (done == NULL)
    g_debug ("The holidays were not stored: %s", error->message);
}

/* Also after a damaged file was set aside for an empty one. */
static void
on_state (BalaiStore *store)
{
  if (balai_store_get_state (store) == BALAI_STORE_OPEN)
    balai_store_write_async (store, begin, NULL, NULL, g_free, NULL, on_begun, NULL);
}

static void
balai_application_startup (GApplication *application)
{
  BalaiApplication *self = BALAI_APPLICATION (application);
  g_autofree char *folder = balai_application_data_folder ();
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();

  /* First of all: the file is opened on another thread while this one readies the display. */
  self->store = balai_store_new (folder, registry, balai_clock_system ());
  g_signal_connect (self->store, "notify::state", G_CALLBACK (on_state), NULL);
  balai_store_open_async (self->store, on_opened, NULL);
  G_APPLICATION_CLASS (balai_application_parent_class)->startup (application);
  gtk_window_set_default_icon_name (APP_ID);
  balai_widgets_init ();
  balai_shortcuts_install (GTK_APPLICATION (self));
}

static void
balai_application_activate (GApplication *application)
{
  BalaiApplication *self = BALAI_APPLICATION (application);
  BalaiWindow *window = get_window (self);

  if (window == NULL)
    window = balai_window_new (GTK_APPLICATION (self), self->store);
  gtk_window_present (GTK_WINDOW (window));
}

static void
balai_application_open (GApplication  *application,
                        GFile        **files,
                        int            n_files,
                        const char    *hint)
{
  balai_application_activate (application);
  balai_window_import (get_window (BALAI_APPLICATION (application)), files, (guint) n_files);
}

static void
balai_application_shutdown (GApplication *application)
{
  BalaiApplication *self = BALAI_APPLICATION (application);

  /* Windows may still read from it. */
  G_APPLICATION_CLASS (balai_application_parent_class)->shutdown (application);
  if (self->store != NULL)
    balai_store_close (self->store);
  g_clear_object (&self->store);
}

static void
show_window (BalaiApplication *self,
             GtkWidget        *window)
{
  BalaiWindow *parent = get_window (self);

  if (parent != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (parent));
  gtk_window_set_application (GTK_WINDOW (window), GTK_APPLICATION (self));
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_quit (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  BalaiApplication *self = user_data;
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));
  BalaiWindow *main_window = get_window (self);

  /* Each is asked, since an editor may hold something that is not saved; then the window behind it stays. */
  for (GList *l = windows; l != NULL; l = l->next)
    if (l->data != main_window && g_list_find (gtk_application_get_windows (GTK_APPLICATION (self)), l->data) != NULL)
      gtk_window_close (l->data);
  if (main_window != NULL && g_list_length (gtk_application_get_windows (GTK_APPLICATION (self))) == 1)
    gtk_window_close (GTK_WINDOW (main_window));
}

static void
on_preferences (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  BalaiApplication *self = user_data;

  show_window (self, balai_preferences_new (self->store));
}

static void
on_shortcuts (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  show_window (user_data, balai_shortcuts_new ());
}

static void
on_help (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       user_data)
{
  BalaiWindow *window = get_window (user_data);

  if (window != NULL)
    balai_help_show (GTK_WIDGET (window), BALAI_HELP_URI);
}

static void
on_about (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  show_window (user_data, balai_about_new ());
}

static void
balai_application_finalize (GObject *object)
{
  BalaiApplication *self = BALAI_APPLICATION (object);

  g_clear_object (&self->store);
  G_OBJECT_CLASS (balai_application_parent_class)->finalize (object);
}

static void
balai_application_class_init (BalaiApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balai_application_finalize;
  application_class->startup = balai_application_startup;
  application_class->activate = balai_application_activate;
  application_class->open = balai_application_open;
  application_class->shutdown = balai_application_shutdown;
}

static void
balai_application_init (BalaiApplication *self)
{
  static const GActionEntry actions[] = {
    { "quit", on_quit, NULL, NULL, NULL, { 0 } },
    { "preferences", on_preferences, NULL, NULL, NULL, { 0 } },
    { "shortcuts", on_shortcuts, NULL, NULL, NULL, { 0 } },
    { "help", on_help, NULL, NULL, NULL, { 0 } },
    { "about", on_about, NULL, NULL, NULL, { 0 } },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
}

/**
 * balai_application_new:
 *
 * Returns: (transfer full): the program
 */
BalaiApplication *
balai_application_new (void)
{
  g_autofree char *id = balai_application_id_for (g_getenv ("BALAI_DATA_DIR"));

  return g_object_new (BALAI_TYPE_APPLICATION,
                       "application-id", id,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", APP_PATH,
                       NULL);
}

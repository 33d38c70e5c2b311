/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "balai-event.h"
#include "balai-export-window.h"
#include "balai-ical-import.h"
#include "balai-ical-reader.h"
#include "balai-import-row.h"
#include "balai-import-window.h"
#include "balai-registers.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "small-city.h"

typedef struct
{
  SmallCity city;
  char     *words; /* (owned) (nullable) */
  int64_t   batch;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  small_city_open (&self->city);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->words, g_free);
  small_city_close (&self->city);
}

static void
on_imported (BalaiImportWindow *window,
             const char        *words,
             gint64             batch,
             Fixture           *self)
{
  self->words = g_strdup (words);
  self->batch = batch;
}

static void
on_exported (BalaiExportWindow *window,
             const char        *words,
             Fixture           *self)
{
  self->words = g_strdup (words);
}

static GtkWindow *
open_import (Fixture    *self,
             const char *path)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *window;

  g_list_store_append (files, file);
  window = balai_import_window_new (self->city.store, G_LIST_MODEL (files));
  g_signal_connect (window, "imported", G_CALLBACK (on_imported), self);
  balai_test_ui_present (GTK_WINDOW (window));
  return GTK_WINDOW (window);
}

static gpointer
part (GtkWindow  *window,
      const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (window), G_OBJECT_TYPE (window), name);
}

static const char *
shown (GtkWindow *window)
{
  return gtk_stack_get_visible_child_name (part (window, "stack"));
}

static guint
count_events (Fixture *self)
{
  g_autoptr (GPtrArray) events = small_city_list (&self->city, balai_query_new (&balai_event_kind));

  return events->len;
}

static void
import_all (Fixture    *self,
            const char *path)
{
  GtkWindow *window = open_import (self, path);
  GPtrArray *parts;

  balai_test_await (g_strcmp0 (shown (window), "preview") == 0);
  balai_test_ui_frames (GTK_WIDGET (window), 3);
  g_assert_nonnull (balai_test_ui_find (GTK_WIDGET (window), BALAI_TYPE_IMPORT_ROW, NULL));
  parts = balai_test_ui_watch (GTK_WIDGET (window));
  g_assert_true (gtk_widget_get_sensitive (part (window, "import")));
  g_signal_emit_by_name (part (window, "import"), "clicked");
  balai_test_ui_await_gone (parts);
}

static void
test_import (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *path = balai_test_data_path ("ics/google.ics");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (BalaiUndone) undone = NULL;
  g_autoptr (GError) error = NULL;

  import_all (self, path);
  g_assert_nonnull (self->words);
  g_assert_cmpint (self->batch, >, 0);
  g_assert_cmpuint (count_events (self), ==, 4);

  balai_store_undo_async (self->city.store, self->batch, NULL, balai_test_store_result, &result);
  undone = balai_store_undo_finish (self->city.store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_events (self), ==, 0);
}

/* A file without an event is worth an import where it has something that is kept; once. */
static void
test_parts (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *path = balai_test_folder_build (self->city.folder, "tasks.ics");
  g_autoptr (GError) error = NULL;
  GtkWindow *window;

  g_file_set_contents (path, "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:a\nEND:VTODO\nBEGIN:VTODO\nUID:b\nEND:VTODO\n"
                       "END:VCALENDAR\n", -1, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 2; i++)
    {
      GPtrArray *parts;

      window = open_import (self, path);
      balai_test_await (g_strcmp0 (shown (window), "preview") == 0);
      balai_test_ui_frames (GTK_WIDGET (window), 3);
      g_assert_nonnull (strstr (gtk_label_get_text (part (window, "summary")), " 2 "));
      g_assert_cmpint (gtk_widget_get_sensitive (part (window, "import")), ==, i == 0);
      parts = balai_test_ui_watch (GTK_WIDGET (window));
      if (i == 0)
        g_signal_emit_by_name (part (window, "import"), "clicked");
      else
        gtk_window_destroy (window);
      balai_test_ui_await_gone (parts);
    }
  g_assert_true (g_str_has_prefix (self->words, "2 "));
  g_assert_cmpint (self->batch, >, 0);
}

/* The same file once more: nothing is to be done, and the button says so. */
static void
test_again (Fixture       *self,
            gconstpointer  data)
{
  g_autofree char *path = balai_test_data_path ("ics/google.ics");
  GtkWindow *window;

  import_all (self, path);
  window = open_import (self, path);
  balai_test_await (g_strcmp0 (shown (window), "preview") == 0);
  g_assert_false (gtk_widget_get_sensitive (part (window, "import")));
  balai_test_ui_destroy (window);
  g_assert_cmpuint (count_events (self), ==, 4);
}

static gpointer
plan_without_names (BalaiRepository  *repository,
                    gpointer          data,
                    GCancellable     *cancellable,
                    GError          **error)
{
  BalaiImportOptions options = { 0 };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_free);

  g_ptr_array_add (files, balai_ical_read (data, strlen (data), balai_zone_get (BALAI_ZONE_JAKARTA)));
  return balai_import_plan_new (repository, files, &options, NULL, NULL, cancellable, error);
}

/* Names that were left out at first can be taken at the second import, and their events are given the place. */
static void
test_names_later (Fixture       *self,
                  gconstpointer  data)
{
  static const char text[] = "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nDTSTART:20260715T020000Z\nSUMMARY:Rapat\n"
                             "LOCATION:Gedung Baru\nEND:VEVENT\nEND:VCALENDAR\n";
  g_autofree char *path = balai_test_folder_write (self->city.folder, "names.ics", text, -1);
  g_autoptr (GAsyncResult) read = NULL;
  g_autoptr (GAsyncResult) applied = NULL;
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autoptr (BalaiBatch) batch = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (GError) error = NULL;

  balai_store_read_async (self->city.store, plan_without_names, (gpointer) text, NULL,
                          (GDestroyNotify) balai_import_plan_free, NULL, balai_test_store_result, &read);
  plan = balai_store_read_finish (self->city.store, balai_test_await_result (&read), &error);
  g_assert_no_error (error);
  batch = balai_import_plan_to_batch (plan, "import");
  balai_store_apply_async (self->city.store, batch, NULL, balai_test_store_result, &applied);
  balai_store_apply_finish (self->city.store, balai_test_await_result (&applied), NULL, &error);
  g_assert_no_error (error);

  import_all (self, path);
  g_assert_nonnull (strstr (self->words, "1 "));
  g_assert_cmpuint (count_events (self), ==, 1);
  event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_UID, "a");
  g_assert_false (balai_record_is_null (event, BALAI_EVENT_VENUE));
}

/* In a narrow window the words of a field with a long name stay on one line. */
static void
test_narrow (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *path = balai_test_data_path ("ics/google.ics");
  GtkWidget *owner, *label;
  GtkWindow *window;

  balai_record_set_text (self->city.health, BALAI_OPD_NAME, "Dinas Komunikasi dan Informatika");
  small_city_import (&self->city, self->city.health);
  window = open_import (self, path);
  gtk_window_set_default_size (window, 360, 640);
  balai_test_await (g_strcmp0 (shown (window), "preview") == 0);
  owner = part (window, "owner");
  balai_test_await (gtk_widget_get_width (owner) > 0 && gtk_widget_get_width (owner) <= 360);
  label = balai_test_ui_find (owner, GTK_TYPE_LABEL, "Kegiatan baru milik");
  g_assert_nonnull (label);
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (label))), ==, 1);
  balai_test_ui_destroy (window);
}

static void
test_unreadable (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *path = balai_test_folder_write (self->city.folder, "broken.ics", "no calendar at all\n", -1);
  GtkWindow *window = open_import (self, path);

  balai_test_await (g_strcmp0 (shown (window), "preview") == 0);
  g_assert_false (gtk_widget_get_sensitive (part (window, "import")));
  balai_test_ui_frames (GTK_WIDGET (window), 2);
  balai_test_ui_destroy (window);
}

/* A room that the file itself books twice is told before anything is saved, even one that no register knows yet. */
static void
test_clashing (Fixture       *self,
               gconstpointer  data)
{
  static const char text[] =
    "BEGIN:VCALENDAR\nX-WR-TIMEZONE:Asia/Jakarta\n"
    "BEGIN:VEVENT\nUID:a\nSUMMARY:Rapat\nLOCATION:Aula Baru\nDTSTART:20260710T020000Z\nDTEND:20260710T040000Z\n"
    "END:VEVENT\n"
    "BEGIN:VEVENT\nUID:b\nSUMMARY:Senam\nLOCATION:Aula Baru\nDTSTART:20260710T033000Z\nDTEND:20260710T050000Z\n"
    "END:VEVENT\n"
    "BEGIN:VEVENT\nUID:c\nSUMMARY:Apel\nLOCATION:Aula Baru\nDTSTART:20260711T033000Z\nDTEND:20260711T050000Z\n"
    "END:VEVENT\nEND:VCALENDAR\n";
  g_autofree char *path = balai_test_folder_write (self->city.folder, "dobel.ics", text, -1);
  GtkWindow *window = open_import (self, path);
  const char *summary;

  balai_test_await (g_strcmp0 (shown (window), "preview") == 0);
  balai_test_ui_frames (GTK_WIDGET (window), 2);
  summary = gtk_label_get_text (part (window, "summary"));
  g_test_message ("%s", summary);
  g_assert_nonnull (strstr (summary, "3 "));
  g_assert_nonnull (strstr (summary, "2 "));
  balai_test_ui_destroy (window);
  g_assert_cmpuint (count_events (self), ==, 0);
}

static void
test_missing (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *path = balai_test_folder_build (self->city.folder, "nowhere.ics");
  GtkWindow *window = open_import (self, path);

  balai_test_await (g_strcmp0 (shown (window), "failed") == 0);
  balai_test_ui_destroy (window);
}

/* Closed while it reads: nothing is done, and nobody is told. */
static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autofree char *path = balai_test_data_path ("ics/google.ics");
  GtkWindow *window = open_import (self, path);

  balai_test_ui_destroy (window);
  balai_test_settle ();
  g_assert_null (self->words);
  g_assert_cmpuint (count_events (self), ==, 0);
}

static void
test_export (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL;
  g_autofree char *path = balai_test_folder_build (self->city.folder, "out.ics");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autofree char *text = NULL;
  GtkWidget *window;
  gpointer alive;

  event = small_city_event (&self->city, "Rapat koordinasi", small_city_at (15, 9, 0), small_city_at (15, 11, 0),
                            self->city.room);
  window = balai_export_window_new (self->city.store);
  g_signal_connect (window, "exported", G_CALLBACK (on_exported), self);
  balai_test_ui_present (GTK_WINDOW (window));
  alive = window;
  g_object_add_weak_pointer (G_OBJECT (window), &alive);
  balai_export_window_save (BALAI_EXPORT_WINDOW (window), file);
  balai_test_await (alive == NULL);
  g_assert_nonnull (strstr (self->words, "out.ics"));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "SUMMARY:Rapat koordinasi"));
}

static void
test_export_fails (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *path = balai_test_folder_build (self->city.folder, "no/such/folder/out.ics");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GtkWidget *window = balai_export_window_new (self->city.store);

  balai_test_ui_present (GTK_WINDOW (window));
  balai_export_window_save (BALAI_EXPORT_WINDOW (window), file);
  g_assert_false (gtk_widget_get_sensitive (part (GTK_WINDOW (window), "save")));
  balai_test_await (gtk_widget_get_sensitive (part (GTK_WINDOW (window), "save")));
  g_assert_null (self->words);
  balai_test_ui_destroy (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add ("/modules/schedule/import/all", Fixture, NULL, set_up, test_import, tear_down);
  g_test_add ("/modules/schedule/import/parts", Fixture, NULL, set_up, test_parts, tear_down);
  g_test_add ("/modules/schedule/import/again", Fixture, NULL, set_up, test_again, tear_down);
  g_test_add ("/modules/schedule/import/names-later", Fixture, NULL, set_up, test_names_later, tear_down);
  g_test_add ("/modules/schedule/import/narrow", Fixture, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/modules/schedule/import/unreadable", Fixture, NULL, set_up, test_unreadable, tear_down);
  g_test_add ("/modules/schedule/import/missing", Fixture, NULL, set_up, test_missing, tear_down);
  g_test_add ("/modules/schedule/import/clashing", Fixture, NULL, set_up, test_clashing, tear_down);
  g_test_add ("/modules/schedule/import/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/modules/schedule/export/all", Fixture, NULL, set_up, test_export, tear_down);
  g_test_add ("/modules/schedule/export/fails", Fixture, NULL, set_up, test_export_fails, tear_down);
  return g_test_run ();
}

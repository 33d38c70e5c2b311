/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-desk.h"

#include <glib/gi18n-lib.h>

#include "balai-event-details.h"
#include "balai-export-window.h"
#include "balai-file-chooser.h"
#include "balai-import-window.h"
#include "balai-toasts.h"

/**
 * BalaiScheduleDesk:
 *
 * What is done with events from the calendar's page: opens the windows for it, and offers to take back what they did.
 */
struct _BalaiScheduleDesk
{
  GObject             parent_instance;

  BalaiScheduleModel *model; /* (owned) */
  GtkWidget          *page;  /* (unowned): holds the desk */
  GCancellable       *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BalaiScheduleDesk, balai_schedule_desk, G_TYPE_OBJECT)

typedef struct
{
  BalaiStore *store; /* (owned) */
  int64_t     batch;
} Step;

static void
step_free (gpointer data)
{
  Step *step = data;

  g_object_unref (step->store);
  g_free (step);
}

static void
on_undo (gpointer data)
{
  Step *step = data;

  balai_store_undo_async (step->store, step->batch, NULL, NULL, NULL);
}

static void
offer_undo (BalaiScheduleDesk *self,
            const char        *words,
            int64_t            batch)
{
  Step *step;

  if (batch == 0)
    {
      balai_toast_show (self->page, words);
      return;
    }
  step = g_new (Step, 1);
  *step = (Step) { g_object_ref (balai_schedule_model_get_store (self->model)), batch };
  balai_toast_show_undo (self->page, words, on_undo, step, step_free);
}

static void
on_deleted (BalaiEventDetails *details,
            const char        *words,
            int64_t            batch,
            BalaiScheduleDesk *self)
{
  offer_undo (self, words, batch);
}

static void
present (BalaiScheduleDesk *self,
         GtkWidget         *window)
{
  GtkRoot *root = gtk_widget_get_root (self->page);

  if (GTK_IS_WINDOW (root))
    {
      gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (root));
      gtk_window_set_application (GTK_WINDOW (window), gtk_window_get_application (GTK_WINDOW (root)));
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
on_imported (BalaiImportWindow *window,
             const char        *words,
             int64_t            batch,
             BalaiScheduleDesk *self)
{
  offer_undo (self, words, batch);
}

static void
on_exported (BalaiExportWindow *window,
             const char        *words,
             BalaiScheduleDesk *self)
{
  balai_toast_show (self->page, words);
}

static void
on_files (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = balai_file_open_finish (result, &error);

  if (files != NULL && g_list_model_get_n_items (files) > 0)
    balai_schedule_desk_import (BALAI_SCHEDULE_DESK (user_data), files);
}

static void
balai_schedule_desk_dispose (GObject *object)
{
  g_cancellable_cancel (BALAI_SCHEDULE_DESK (object)->cancellable);
  G_OBJECT_CLASS (balai_schedule_desk_parent_class)->dispose (object);
}

static void
balai_schedule_desk_finalize (GObject *object)
{
  BalaiScheduleDesk *self = BALAI_SCHEDULE_DESK (object);

  g_clear_object (&self->model);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (balai_schedule_desk_parent_class)->finalize (object);
}

static void
balai_schedule_desk_class_init (BalaiScheduleDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_schedule_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_schedule_desk_finalize;
}

static void
balai_schedule_desk_init (BalaiScheduleDesk *self)
{
  self->cancellable = g_cancellable_new ();
}

/**
 * balai_schedule_desk_new:
 * @model: the calendar
 * @page: the page that the windows lie over; it must outlive the desk
 *
 * Returns: (transfer full): a desk
 */
BalaiScheduleDesk *
balai_schedule_desk_new (BalaiScheduleModel *model,
                         GtkWidget          *page)
{
  BalaiScheduleDesk *self;

  g_return_val_if_fail (BALAI_IS_SCHEDULE_MODEL (model), NULL);
  g_return_val_if_fail (GTK_IS_WIDGET (page), NULL);

  self = g_object_new (BALAI_TYPE_SCHEDULE_DESK, NULL);
  self->model = g_object_ref (model);
  self->page = page;
  return self;
}

/**
 * balai_schedule_desk_show_event:
 * @self: a desk
 * @event: id of an event
 * @start: start of the occurrence, seconds since 1970-01-01 UTC
 *
 * Opens the event to read.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
balai_schedule_desk_show_event (BalaiScheduleDesk *self,
                                const char        *event,
                                int64_t            start)
{
  GtkWidget *details;

  g_return_val_if_fail (BALAI_IS_SCHEDULE_DESK (self), NULL);

  details = balai_event_details_new (self->model, event, start);
  g_signal_connect_object (details, "deleted", G_CALLBACK (on_deleted), self, 0);
  present (self, details);
  return details;
}

/**
 * balai_schedule_desk_fix:
 * @self: a desk
 * @entry: a conflict
 *
 * Opens what mends it.
 */
void
balai_schedule_desk_fix (BalaiScheduleDesk  *self,
                         BalaiConflictEntry *entry)
{
  const BalaiConflict *conflict;
  const BalaiScheduleSnapshot *snapshot;

  g_return_if_fail (BALAI_IS_SCHEDULE_DESK (self));

  conflict = balai_conflict_entry_get_conflict (entry);
  snapshot = balai_conflict_entry_get_snapshot (entry);
  balai_schedule_desk_show_event (self, balai_schedule_snapshot_get_event (snapshot, conflict->a.occurrence)->id,
                                  conflict->a.start);
}

/**
 * balai_schedule_desk_choose_import:
 * @self: a desk
 *
 * Asks for calendar files and offers to bring them in.
 */
void
balai_schedule_desk_choose_import (BalaiScheduleDesk *self)
{
  static const char *const suffixes[] = { "ics", "ical", "ifb", "icalendar", NULL };

  g_return_if_fail (BALAI_IS_SCHEDULE_DESK (self));

  balai_file_open_async (self->page, _("Import Calendar File"), _("Calendar files"), suffixes, self->cancellable,
                         on_files, self);
}

/**
 * balai_schedule_desk_import:
 * @self: a desk
 * @files: (element-type GFile): calendar files
 *
 * Shows what bringing in the files would do.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
balai_schedule_desk_import (BalaiScheduleDesk *self,
                            GListModel        *files)
{
  GtkWidget *window;

  g_return_val_if_fail (BALAI_IS_SCHEDULE_DESK (self), NULL);

  window = balai_import_window_new (balai_schedule_model_get_store (self->model), files);
  g_signal_connect_object (window, "imported", G_CALLBACK (on_imported), self, 0);
  present (self, window);
  return window;
}

/**
 * balai_schedule_desk_export:
 * @self: a desk
 *
 * Asks what to export.
 *
 * Returns: (transfer none): the window
 */
GtkWidget *
balai_schedule_desk_export (BalaiScheduleDesk *self)
{
  GtkWidget *window;

  g_return_val_if_fail (BALAI_IS_SCHEDULE_DESK (self), NULL);

  window = balai_export_window_new (balai_schedule_model_get_store (self->model));
  g_signal_connect_object (window, "exported", G_CALLBACK (on_exported), self, 0);
  present (self, window);
  return window;
}

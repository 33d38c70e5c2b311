/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-desk.h"

#include <glib/gi18n-lib.h>

#include "balai-confirm.h"
#include "balai-event-details.h"
#include "balai-event-editor.h"
#include "balai-export-window.h"
#include "balai-file-chooser.h"
#include "balai-import-window.h"
#include "balai-toasts.h"
#include "balai-undo-toast.h"

/* When a day of the office is well under way, in seconds since midnight. */
#define MORNING (9 * BALAI_HOUR)

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
  char               *draft; /* (owned) (nullable): what was being typed when Balai ended */
};

G_DEFINE_FINAL_TYPE (BalaiScheduleDesk, balai_schedule_desk, G_TYPE_OBJECT)

enum
{
  EVENT_SAVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
offer_undo (BalaiScheduleDesk *self,
            const char        *words,
            int64_t            batch)
{
  balai_undo_toast_show (self->page, words, balai_schedule_model_get_store (self->model), batch);
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
on_editor_deleted (BalaiEventEditor  *editor,
                   const char        *event,
                   const char        *words,
                   int64_t            batch,
                   BalaiScheduleDesk *self)
{
  offer_undo (self, words, batch);
}

static void
on_saved (BalaiEventEditor  *editor,
          const char        *event,
          const char        *words,
          int64_t            batch,
          BalaiScheduleDesk *self)
{
  int64_t start = balai_event_editor_get_saved_start (editor);

  offer_undo (self, words, batch);
  if (start != G_MININT64)
    g_signal_emit (self, signals[EVENT_SAVED], 0, event, (gint64) start);
}

static GtkWidget *
open_editor (BalaiScheduleDesk *self,
             GtkWidget         *editor,
             const char        *field,
             const char        *resource)
{
  GtkRoot *root = gtk_widget_get_root (self->page);

  g_signal_connect_object (editor, "saved", G_CALLBACK (on_saved), self, 0);
  g_signal_connect_object (editor, "deleted", G_CALLBACK (on_editor_deleted), self, 0);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_application (GTK_WINDOW (editor), gtk_window_get_application (GTK_WINDOW (root)));
  balai_event_editor_present_at (BALAI_EVENT_EDITOR (editor), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL, field,
                                 resource);
  return editor;
}

static void
on_edit (BalaiEventDetails *details,
         const char        *event,
         int64_t            start,
         BalaiScheduleDesk *self)
{
  balai_schedule_desk_edit (self, event, start);
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
on_draft_answered (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  BalaiScheduleDesk *self;

  if (!balai_confirm_finish (result, NULL))
    return;
  self = BALAI_SCHEDULE_DESK (user_data);
  open_editor (self, balai_event_editor_new_from_draft (balai_schedule_model_get_store (self->model), self->draft),
               NULL, NULL);
}

static void
on_draft_found (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autofree char *draft = balai_event_draft_find_finish (BALAI_STORE (object), result, NULL);
  BalaiScheduleDesk *self;

  if (draft == NULL)
    return;
  self = BALAI_SCHEDULE_DESK (user_data);
  self->draft = g_steal_pointer (&draft);
  balai_confirm_async (self->page, _("Go on with the event you were entering?"),
                       _("Balai ended before it was saved. What you had typed is still here."), _("_Later"),
                       _("_Go On"), FALSE, self->cancellable, on_draft_answered, self);
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
  g_clear_pointer (&self->draft, g_free);
  G_OBJECT_CLASS (balai_schedule_desk_parent_class)->finalize (object);
}

static void
balai_schedule_desk_class_init (BalaiScheduleDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_schedule_desk_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_schedule_desk_finalize;

  /**
   * BalaiScheduleDesk::event-saved:
   * @self: a desk
   * @event: id of an event
   * @start: its start, seconds since 1970-01-01 UTC
   *
   * A person saved an event, and wants to see it. Not emitted for all dates of a series that was there before.
   */
  signals[EVENT_SAVED] = g_signal_new ("event-saved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                       NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
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
  g_signal_connect_object (details, "edit", G_CALLBACK (on_edit), self, 0);
  present (self, details);
  return details;
}

/**
 * balai_schedule_desk_edit:
 * @self: a desk
 * @event: id of an event
 * @start: start of the occurrence, seconds since 1970-01-01 UTC
 *
 * Opens the event to change it.
 *
 * Returns: (transfer none): the editor
 */
GtkWidget *
balai_schedule_desk_edit (BalaiScheduleDesk *self,
                          const char        *event,
                          int64_t            start)
{
  g_return_val_if_fail (BALAI_IS_SCHEDULE_DESK (self), NULL);

  return open_editor (self,
                      balai_event_editor_new_for_id (balai_schedule_model_get_store (self->model), event, start),
                      NULL, NULL);
}

/**
 * balai_schedule_desk_create:
 * @self: a desk
 * @span: when, seconds since 1970-01-01 UTC
 * @all_day: whether whole days are meant
 *
 * Opens an editor for a new event.
 *
 * Returns: (transfer none): the editor
 */
GtkWidget *
balai_schedule_desk_create (BalaiScheduleDesk *self,
                            BalaiSpan          span,
                            gboolean           all_day)
{
  BalaiEventPrefill prefill = { .span = span, .all_day = all_day };
  BalaiStore *store;

  g_return_val_if_fail (BALAI_IS_SCHEDULE_DESK (self), NULL);

  store = balai_schedule_model_get_store (self->model);
  return open_editor (self, balai_event_editor_new (store, NULL, &prefill), NULL, NULL);
}

/**
 * balai_schedule_desk_create_on:
 * @self: a desk
 * @day: days since 1970-01-01
 *
 * Opens an editor for a new event of a day: in the next full hour if it is today, else in the morning.
 *
 * Returns: (transfer none): the editor
 */
GtkWidget *
balai_schedule_desk_create_on (BalaiScheduleDesk *self,
                               int64_t            day)
{
  BalaiSpan span = { 0, 0 };

  g_return_val_if_fail (BALAI_IS_SCHEDULE_DESK (self), NULL);

  if (day != balai_schedule_model_get_today (self->model))
    {
      span.start = balai_zone_day_start (balai_schedule_model_get_zone (self->model), day) + MORNING;
      span.end = span.start + BALAI_HOUR;
    }
  return balai_schedule_desk_create (self, span, FALSE);
}

/* Which field of the editor mends a conflict. */
static const char *
field_of (const BalaiConflict *conflict,
          const BalaiClaim    *claim)
{
  if (conflict->class_ == BALAI_CONFLICT_CAPACITY)
    return "participants";
  if (conflict->class_ == BALAI_CONFLICT_HOURS || conflict->class_ == BALAI_CONFLICT_HOLIDAY)
    return "start";
  switch ((BalaiClaimRole) claim->role)
    {
    case BALAI_CLAIM_VENUE:
      return "venue";
    case BALAI_CLAIM_LEADER_REQUIRED:
    case BALAI_CLAIM_LEADER_INVITED:
    case BALAI_CLAIM_SPEAKER:
    case BALAI_CLAIM_PARTICIPANT:
      return "people";
    case BALAI_CLAIM_POOL:
      return "equipment";
    case BALAI_CLAIM_OPD:
      return "opds";
    case BALAI_CLAIM_EVENT:
    default:
      return "start";
    }
}

/**
 * balai_schedule_desk_fix:
 * @self: a desk
 * @entry: a conflict
 *
 * Opens the editor at the field that mends it: of the event of one's own OPD, and of the event that is less settled,
 * where they differ in that.
 *
 * Returns: (transfer none): the editor
 */
GtkWidget *
balai_schedule_desk_fix (BalaiScheduleDesk  *self,
                         BalaiConflictEntry *entry)
{
  const BalaiConflict *conflict;
  const BalaiScheduleSnapshot *snapshot;
  const BalaiResources *resources;
  const BalaiClaim *claim;
  const char *resource = NULL;

  g_return_val_if_fail (BALAI_IS_SCHEDULE_DESK (self), NULL);

  conflict = balai_conflict_entry_get_conflict (entry);
  snapshot = balai_conflict_entry_get_snapshot (entry);
  resources = balai_schedule_rules_get_resources (balai_schedule_snapshot_get_rules (snapshot));
  claim = balai_conflict_entry_get_claim (entry);
  if (claim->resource != BALAI_NO_RESOURCE)
    resource = balai_resources_get (resources, claim->resource)->id;
  return open_editor (self,
                      balai_event_editor_new_for_id (balai_schedule_model_get_store (self->model),
                                                     balai_schedule_snapshot_get_event (snapshot,
                                                                                        claim->occurrence)->id,
                                                     claim->start),
                      field_of (conflict, claim), resource);
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

/**
 * balai_schedule_desk_find_draft:
 * @self: a desk
 *
 * Offers to go on with what was being typed when Balai ended, if there is anything.
 */
void
balai_schedule_desk_find_draft (BalaiScheduleDesk *self)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_DESK (self));

  balai_event_draft_find_async (balai_schedule_model_get_store (self->model), self->cancellable, on_draft_found, self);
}

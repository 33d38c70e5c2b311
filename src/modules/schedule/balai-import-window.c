/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-window.h"

#include <glib/gi18n-lib.h>

#include "balai-error-text.h"
#include "balai-format.h"
#include "balai-import-job.h"
#include "balai-import-model.h"
#include "balai-import-row.h"
#include "balai-registers.h"
#include "balai-state.h"
#include "balai-widget-tools.h"

/**
 * BalaiImportWindow:
 *
 * Shows what bringing in calendar files would do, asks what only a person can answer, and then does it as one step that
 * can be taken back.
 */
struct _BalaiImportWindow
{
  AdwWindow          parent_instance;

  BalaiStore        *store;       /* (owned) */
  BalaiImportJob    *job;         /* (owned) */
  BalaiImportModel  *model;       /* (owned) (nullable): once there is a plan */
  GCancellable      *cancellable; /* (owned) */
  guint              pulse;       /* source, or 0 */
  gboolean           filling;
  gboolean           saving;
  guint              n_brought;   /* events of the plan that is being saved */
  guint              n_kept;

  GtkButton         *cancel;
  GtkButton         *import;
  GtkStack          *stack;
  GtkLabel          *working;
  GtkProgressBar    *progress;
  AdwStatusPage     *failed;
  GtkLabel          *summary;
  GtkFlowBox        *filters;
  GtkListView       *view;
  GtkWidget         *owner;
  GtkDropDown       *opd;
};

G_DEFINE_FINAL_TYPE (BalaiImportWindow, balai_import_window, ADW_TYPE_WINDOW)

static guint signal_imported;

static gboolean
on_pulse (gpointer data)
{
  BalaiImportWindow *self = data;
  double part = balai_import_job_get_progress (self->job);

  if (part < 0 || self->saving)
    gtk_progress_bar_pulse (self->progress);
  else
    gtk_progress_bar_set_fraction (self->progress, part);
  return G_SOURCE_CONTINUE;
}

static void
show_working (BalaiImportWindow *self,
              const char        *words)
{
  gtk_label_set_text (self->working, words);
  gtk_progress_bar_set_fraction (self->progress, 0);
  gtk_stack_set_visible_child_name (self->stack, "working");
  gtk_widget_set_sensitive (GTK_WIDGET (self->import), FALSE);
  if (self->pulse == 0)
    self->pulse = g_timeout_add (100, on_pulse, self);
}

static void
stop_working (BalaiImportWindow *self)
{
  g_clear_handle_id (&self->pulse, g_source_remove);
}

static void
show_failed (BalaiImportWindow *self,
             const GError      *error)
{
  g_autofree char *words = NULL;

  stop_working (self);
  if (error->domain == G_IO_ERROR)
    words = g_strdup (_("The file cannot be read. See that it is still there and that you may read it. "
                        "Nothing was changed."));
  else
    words = balai_error_to_text (error);
  adw_status_page_set_description (self->failed, words);
  gtk_button_set_label (self->cancel, _("_Close"));
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static guint
count_effects (BalaiImportWindow *self)
{
  return balai_import_model_count (self->model, BALAI_IMPORT_NEW)
         + balai_import_model_count (self->model, BALAI_IMPORT_CHANGED)
         + balai_import_model_count (self->model, BALAI_IMPORT_CONFLICTING);
}

/* A name that was left out before is worth another import: its events are given the place then. */
static gboolean
has_effects (BalaiImportWindow *self)
{
  return count_effects (self) > 0 || balai_import_job_get_n_create (self->job) > 0
         || balai_import_model_get_plan (self->model)->n_new_parts > 0;
}

static void
append_sentence (GString *text,
                 char    *sentence)
{
  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append (text, sentence);
  g_free (sentence);
}

static void
show_summary (BalaiImportWindow *self)
{
  const BalaiImportPlan *plan = balai_import_model_get_plan (self->model);
  guint names = balai_import_job_get_n_create (self->job);
  g_autofree char *file = balai_import_job_get_name (self->job);
  g_autofree char *events = balai_format_integer (plan->n_events);
  g_autoptr (GString) text = g_string_new (NULL);

  append_sentence (text, g_strdup_printf (ngettext ("%1$s holds %2$s event.", "%1$s holds %2$s events.",
                                                    plan->n_events), file, events));
  if (!has_effects (self))
    append_sentence (text, g_strdup (_("There is nothing new in it.")));
  else if (names > 0)
    append_sentence (text, g_strdup_printf (ngettext ("%u new name will be added to the registers.",
                                                      "%u new names will be added to the registers.", names), names));
  if (plan->n_parts > 0)
    append_sentence (text, g_strdup_printf (ngettext ("%u other part, such as a task, is kept as it is.",
                                                      "%u other parts, such as tasks, are kept as they are.",
                                                      plan->n_parts), plan->n_parts));
  if (plan->n_clashing > 0)
    append_sentence (text, g_strdup_printf (ngettext ("%u event clashes with another.",
                                                      "%u events clash with others.", plan->n_clashing),
                                            plan->n_clashing));
  gtk_label_set_text (self->summary, text->str);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import), has_effects (self));
}

static void
on_filter (GtkToggleButton   *button,
           BalaiImportWindow *self)
{
  if (gtk_toggle_button_get_active (button))
    balai_import_model_show (self->model, GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "shows")));
}

/* The sign is the one that stands before the lines it brings. */
static GtkWidget *
new_sign_and_words (const char *icon_name,
                    const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (words);

  if (icon_name != NULL)
    gtk_box_append (GTK_BOX (box), g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                                 "icon-name", icon_name, NULL));
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  return box;
}

static void
add_filter (BalaiImportWindow *self,
            guint              what,
            const char        *label,
            const char        *icon_name,
            GtkToggleButton  **group)
{
  guint n = balai_import_model_count (self->model, what);
  g_autofree char *number = balai_format_integer (n);
  g_autofree char *text = NULL;
  GtkWidget *button;

  if (n == 0)
    return;
  /* Translators: which entries, and how many: "New (12)" */
  text = g_strdup_printf (_("%1$s (%2$s)"), label, number);
  button = gtk_toggle_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), new_sign_and_words (icon_name, text));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_object_set_data (G_OBJECT (button), "shows", GUINT_TO_POINTER (what));
  if (*group != NULL)
    gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), *group);
  else
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
  *group = GTK_TOGGLE_BUTTON (button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (on_filter), self, 0);
  gtk_flow_box_append (self->filters, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

static void
fill_filters (BalaiImportWindow *self)
{
  static const BalaiImportState states[] = {
    BALAI_IMPORT_NEW, BALAI_IMPORT_CHANGED, BALAI_IMPORT_CONFLICTING, BALAI_IMPORT_SAME, BALAI_IMPORT_UNREADABLE,
  };
  GtkToggleButton *group = NULL;

  add_filter (self, BALAI_IMPORT_SHOW_ALL, C_("import", "All"), NULL, &group);
  add_filter (self, BALAI_IMPORT_SHOW_CLASH, balai_state_get_word (BALAI_STATE_CONFLICT),
              balai_state_get_icon_name (BALAI_STATE_CONFLICT), &group);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    add_filter (self, states[i], balai_import_state_word (states[i]), balai_import_state_icon (states[i]), &group);
  add_filter (self, BALAI_IMPORT_SHOW_NOTES, C_("import", "With notes"), NULL, &group);
  add_filter (self, BALAI_IMPORT_SHOW_NAMES, C_("import", "New names"), NULL, &group);
}

static void
fill_opds (BalaiImportWindow *self)
{
  GPtrArray *opds = balai_import_job_get_opds (self->job);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (names, _("No OPD"));
  for (guint i = 0; opds != NULL && i < opds->len; i++)
    {
      gtk_string_list_append (names, balai_record_get_title (opds->pdata[i]));
      if (g_strcmp0 (balai_record_get_id (opds->pdata[i]), balai_import_job_get_opd (self->job)) == 0)
        selected = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->opd, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->opd, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (self->owner, opds != NULL && opds->len > 0);
}

static void
on_opd (GtkDropDown       *list,
        GParamSpec        *pspec,
        BalaiImportWindow *self)
{
  GPtrArray *opds = balai_import_job_get_opds (self->job);
  guint selected = gtk_drop_down_get_selected (list);

  if (self->filling || opds == NULL || selected > opds->len)
    return;
  balai_import_job_set_opd (self->job, selected > 0 ? balai_record_get_id (opds->pdata[selected - 1]) : NULL);
}

static void
on_planned (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  BalaiImportPlan *plan = balai_import_job_plan_finish (BALAI_STORE (object), result, &error);
  g_autoptr (GtkSelectionModel) selection = NULL;
  BalaiImportWindow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BALAI_IMPORT_WINDOW (user_data);
  if (plan == NULL)
    {
      show_failed (self, error);
      return;
    }
  stop_working (self);
  self->model = balai_import_model_new (plan);
  selection = GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (self->model))));
  gtk_list_view_set_model (self->view, selection);
  fill_filters (self);
  fill_opds (self);
  show_summary (self);
  gtk_stack_set_visible_child_name (self->stack, "preview");
  gtk_widget_grab_focus (has_effects (self) ? GTK_WIDGET (self->import) : GTK_WIDGET (self->cancel));
}

static void
on_applied (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (BalaiImportWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  g_autofree char *number = NULL;
  int64_t batch = 0;
  guint n;
  gboolean done = balai_store_apply_finish (BALAI_STORE (object), result, &batch, &error);

  if (!done)
    {
      if (!g_cancellable_is_cancelled (self->cancellable))
        show_failed (self, error);
      return;
    }
  n = self->n_brought;
  number = balai_format_integer (n);
  words = n == 0 && self->n_kept > 0
            ? g_strdup_printf (ngettext ("%u other part, such as a task, is kept as it is.",
                                         "%u other parts, such as tasks, are kept as they are.", self->n_kept),
                               self->n_kept)
            : g_strdup_printf (ngettext ("%s event was brought in.", "%s events were brought in.", n), number);
  g_signal_emit (self, signal_imported, 0, words, batch);
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
on_planned_again (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  BalaiImportPlan *plan = balai_import_job_plan_finish (BALAI_STORE (object), result, &error);
  g_autoptr (BalaiBatch) batch = NULL;
  g_autofree char *name = NULL;
  g_autofree char *label = NULL;
  BalaiImportWindow *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = BALAI_IMPORT_WINDOW (user_data);
  if (plan == NULL)
    {
      show_failed (self, error);
      return;
    }
  name = balai_import_job_get_name (self->job);
  label = g_strdup_printf (_("Import of %s"), name);
  batch = balai_import_plan_to_batch (plan, label);
  self->n_brought = plan->counts[BALAI_IMPORT_NEW] + plan->counts[BALAI_IMPORT_CHANGED]
                    + plan->counts[BALAI_IMPORT_CONFLICTING];
  self->n_kept = plan->n_parts;
  g_object_unref (balai_import_model_new (plan));
  show_working (self, _("Saving…"));
  self->saving = TRUE;
  balai_store_apply_async (self->store, batch, self->cancellable, on_applied, g_object_ref (self));
}

static void
on_import (GtkButton         *button,
           BalaiImportWindow *self)
{
  show_working (self, _("Putting the events in order…"));
  balai_import_job_plan_async (self->job, self->store, self->cancellable, on_planned_again, self);
}

static void
on_cancel (GtkButton         *button,
           BalaiImportWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_row_answered (BalaiImportRow    *row,
                 BalaiImportWindow *self)
{
  show_summary (self);
}

static void
on_setup (GtkSignalListItemFactory *factory,
          GtkListItem              *item,
          BalaiImportWindow        *self)
{
  GtkWidget *row = balai_import_row_new (self->job);

  g_signal_connect_object (row, "answered", G_CALLBACK (on_row_answered), self, 0);
  gtk_list_item_set_child (item, row);
}

static void
on_bind (GtkSignalListItemFactory *factory,
         GtkListItem              *item,
         BalaiImportWindow        *self)
{
  BalaiImportRow *row = BALAI_IMPORT_ROW (gtk_list_item_get_child (item));
  GtkWidget *holder = gtk_widget_get_parent (GTK_WIDGET (row));

  balai_import_row_bind (row, gtk_list_item_get_item (item));
  if (holder != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (holder), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    balai_import_row_get_words (row), -1);
}

static void
on_unbind (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           BalaiImportWindow        *self)
{
  balai_import_row_bind (BALAI_IMPORT_ROW (gtk_list_item_get_child (item)), NULL);
}

/* What is at work ends; what is being saved is held by its callback, and tells itself whether it was in time. */
static gboolean
balai_import_window_close_request (GtkWindow *window)
{
  g_cancellable_cancel (BALAI_IMPORT_WINDOW (window)->cancellable);
  return GTK_WINDOW_CLASS (balai_import_window_parent_class)->close_request (window);
}

static void
balai_import_window_dispose (GObject *object)
{
  BalaiImportWindow *self = BALAI_IMPORT_WINDOW (object);

  stop_working (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (balai_import_window_parent_class)->dispose (object);
}

static void
balai_import_window_finalize (GObject *object)
{
  BalaiImportWindow *self = BALAI_IMPORT_WINDOW (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->job, balai_import_job_unref);
  G_OBJECT_CLASS (balai_import_window_parent_class)->finalize (object);
}

static void
balai_import_window_class_init (BalaiImportWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_import_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_import_window_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = balai_import_window_close_request;
  /**
   * BalaiImportWindow::imported:
   * @self: the window
   * @words: what was done
   * @batch: what takes it back
   *
   * The files were brought in. The window closes.
   */
  signal_imported = g_signal_new ("imported", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-import-window.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, cancel);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, import);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, working);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, failed);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, summary);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, filters);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, view);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, owner);
  gtk_widget_class_bind_template_child (widget_class, BalaiImportWindow, opd);
  gtk_widget_class_bind_template_callback (widget_class, on_import);
  gtk_widget_class_bind_template_callback (widget_class, on_cancel);
  gtk_widget_class_bind_template_callback (widget_class, on_opd);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
balai_import_window_init (BalaiImportWindow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  balai_window_fit_text (GTK_WINDOW (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (on_setup), self, 0);
  g_signal_connect_object (factory, "bind", G_CALLBACK (on_bind), self, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (on_unbind), self, 0);
  gtk_list_view_set_factory (self->view, factory);
}

/**
 * balai_import_window_new:
 * @store: where to bring them in
 * @files: (element-type GFile): calendar files
 *
 * Returns: (transfer floating): a window that begins to read them
 */
GtkWidget *
balai_import_window_new (BalaiStore *store,
                         GListModel *files)
{
  BalaiImportWindow *self;

  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (files), NULL);

  self = g_object_new (BALAI_TYPE_IMPORT_WINDOW, NULL);
  self->store = g_object_ref (store);
  self->job = balai_import_job_new (files);
  show_working (self, _("Reading the file…"));
  balai_import_job_plan_async (self->job, store, self->cancellable, on_planned, self);
  return GTK_WIDGET (self);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-filters.h"

#include <glib/gi18n-lib.h>

#include "balai-registers.h"

#define SCHEMA "id.go.kedirikota.Balai"
#define BIT(status) (1u << (status))

/* What the choices of the second list mean, in their order, which is that of the setting too. */
static const struct
{
  guint    statuses;
  gboolean troubled;
} choices[] = {
  { BALAI_SCHEDULE_ALL_STATUSES, FALSE },
  { BIT (BALAI_ITEM_CONFIRMED), FALSE },
  { BIT (BALAI_ITEM_TENTATIVE) | BIT (BALAI_ITEM_SUBMITTED) | BIT (BALAI_ITEM_DRAFT), FALSE },
  { BALAI_SCHEDULE_ALL_STATUSES & ~BIT (BALAI_ITEM_CANCELLED), FALSE },
  { BALAI_SCHEDULE_ALL_STATUSES, TRUE },
};

/**
 * BalaiScheduleFilters:
 *
 * What of the calendar is shown: whose events, and in which status.
 */
struct _BalaiScheduleFilters
{
  GtkBox              parent_instance;

  BalaiScheduleModel *model; /* (owned) (nullable) */
  GPtrArray          *ids;   /* (owned) (element-type utf8): of the offices, behind the first choice */
  GCancellable       *cancellable; /* (owned) */
  GSettings          *settings; /* (owned): they are kept from one start to the next */
  GtkDropDown        *opd;
  GtkDropDown        *status;
  gboolean            filling;
};

G_DEFINE_FINAL_TYPE (BalaiScheduleFilters, balai_schedule_filters, GTK_TYPE_BOX)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
mark (GtkDropDown *choice,
      gboolean     active)
{
  if (active)
    gtk_widget_add_css_class (GTK_WIDGET (choice), "filtering");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (choice), "filtering");
}

/* A choice that hides events looks unlike one that shows all. */
static void
tell (BalaiScheduleFilters *self)
{
  mark (self->opd, gtk_drop_down_get_selected (self->opd) > 0);
  mark (self->status, gtk_drop_down_get_selected (self->status) > 0);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
on_opd (GtkDropDown          *opd,
        GParamSpec           *pspec,
        BalaiScheduleFilters *self)
{
  guint selected = gtk_drop_down_get_selected (opd);
  const char *id;

  if (self->filling || self->model == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  id = selected > 0 && selected <= self->ids->len ? self->ids->pdata[selected - 1] : NULL;
  g_settings_set_string (self->settings, "calendar-opd", id ? id : "");
  balai_schedule_model_set_opd (self->model, id);
  tell (self);
}

static void
on_status (GtkDropDown          *status,
           GParamSpec           *pspec,
           BalaiScheduleFilters *self)
{
  guint selected = gtk_drop_down_get_selected (status);

  if (self->model == NULL || selected >= G_N_ELEMENTS (choices))
    return;
  g_settings_set_enum (self->settings, "calendar-status", (int) selected);
  balai_schedule_model_set_statuses (self->model, choices[selected].statuses);
  balai_schedule_model_set_troubled (self->model, choices[selected].troubled);
  tell (self);
}

static gpointer
read_opds (BalaiRepository  *repository,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  return balai_repository_list_by_title (repository, &balai_opd_kind, error);
}

static void
on_opds (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) opds = balai_store_read_finish (BALAI_STORE (object), result, &error);
  g_autoptr (GtkStringList) names = NULL;
  g_autofree char *chosen = NULL;
  BalaiScheduleFilters *self;
  guint selected;

  if (opds == NULL)
    return;
  self = BALAI_SCHEDULE_FILTERS (user_data);
  chosen = g_settings_get_string (self->settings, "calendar-opd");
  names = gtk_string_list_new (NULL);
  gtk_string_list_append (names, _("All OPDs"));
  g_ptr_array_set_size (self->ids, 0);
  selected = 0;
  for (guint i = 0; i < opds->len; i++)
    {
      const char *name = balai_record_get_text (opds->pdata[i], BALAI_OPD_SHORT_NAME);

      gtk_string_list_append (names, name ? name : balai_record_get_title (opds->pdata[i]));
      g_ptr_array_add (self->ids, g_strdup (balai_record_get_id (opds->pdata[i])));
      if (g_strcmp0 (chosen, balai_record_get_id (opds->pdata[i])) == 0)
        selected = i + 1;
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (self->opd, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->opd, selected);
  self->filling = FALSE;
  /* An office that is gone hides nothing any more. */
  on_opd (self->opd, NULL, self);
}

static void
read_again (BalaiScheduleFilters *self)
{
  balai_store_read_async (balai_schedule_model_get_store (self->model), read_opds, NULL, NULL,
                          (GDestroyNotify) g_ptr_array_unref, self->cancellable, on_opds, self);
}

static void
on_changed (BalaiStore           *store,
            BalaiChanges         *changes,
            BalaiScheduleFilters *self)
{
  if (balai_changes_has_kind (changes, &balai_opd_kind))
    read_again (self);
}

static void
balai_schedule_filters_dispose (GObject *object)
{
  BalaiScheduleFilters *self = BALAI_SCHEDULE_FILTERS (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), BALAI_TYPE_SCHEDULE_FILTERS);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (balai_schedule_filters_parent_class)->dispose (object);
}

static void
balai_schedule_filters_finalize (GObject *object)
{
  BalaiScheduleFilters *self = BALAI_SCHEDULE_FILTERS (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (balai_schedule_filters_parent_class)->finalize (object);
}

static void
balai_schedule_filters_class_init (BalaiScheduleFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_schedule_filters_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_schedule_filters_finalize;
  /**
   * BalaiScheduleFilters::changed:
   *
   * Something else is shown now, or what is shown has another name.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-schedule-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleFilters, opd);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleFilters, status);
  gtk_widget_class_bind_template_callback (widget_class, on_opd);
  gtk_widget_class_bind_template_callback (widget_class, on_status);
}

static void
balai_schedule_filters_init (BalaiScheduleFilters *self)
{
  self->cancellable = g_cancellable_new ();
  self->settings = g_settings_new (SCHEMA);
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balai_schedule_filters_restore:
 * @model: what is filtered
 *
 * Sets the filters that were set when Balai was last closed, before anything is read: nothing is shown that they hide.
 */
void
balai_schedule_filters_restore (BalaiScheduleModel *model)
{
  g_autoptr (GSettings) settings = g_settings_new (SCHEMA);
  g_autofree char *opd = g_settings_get_string (settings, "calendar-opd");
  int status = g_settings_get_enum (settings, "calendar-status");

  g_return_if_fail (BALAI_IS_SCHEDULE_MODEL (model));

  balai_schedule_model_set_opd (model, *opd != '\0' ? opd : NULL);
  balai_schedule_model_set_statuses (model, choices[status].statuses);
  balai_schedule_model_set_troubled (model, choices[status].troubled);
}

/**
 * balai_schedule_filters_set_model:
 * @self: the filters
 * @model: what they filter
 */
void
balai_schedule_filters_set_model (BalaiScheduleFilters *self,
                                  BalaiScheduleModel   *model)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_FILTERS (self));
  g_return_if_fail (BALAI_IS_SCHEDULE_MODEL (model));
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  g_signal_connect_object (balai_schedule_model_get_store (model), "changed", G_CALLBACK (on_changed), self, 0);
  balai_schedule_filters_restore (model);
  gtk_drop_down_set_selected (self->status, (guint) g_settings_get_enum (self->settings, "calendar-status"));
  read_again (self);
}

/**
 * balai_schedule_filters_are_set:
 *
 * Returns: whether the filters that are kept hide anything
 */
gboolean
balai_schedule_filters_are_set (void)
{
  g_autoptr (GSettings) settings = g_settings_new (SCHEMA);
  g_autofree char *opd = g_settings_get_string (settings, "calendar-opd");

  return *opd != '\0' || g_settings_get_enum (settings, "calendar-status") != 0;
}

static const char *
chosen_name (GtkDropDown *choice)
{
  GtkStringObject *selected = gtk_drop_down_get_selected_item (choice);

  return gtk_drop_down_get_selected (choice) > 0 && selected ? gtk_string_object_get_string (selected) : NULL;
}

/**
 * balai_schedule_filters_dup_summary:
 * @self: the filters
 *
 * Returns: (transfer full) (nullable): what is shown, or %NULL where everything is, or it is not known yet
 */
char *
balai_schedule_filters_dup_summary (BalaiScheduleFilters *self)
{
  const char *opd, *status;

  g_return_val_if_fail (BALAI_IS_SCHEDULE_FILTERS (self), NULL);

  opd = chosen_name (self->opd);
  status = chosen_name (self->status);
  if (opd != NULL && status != NULL)
    /* Translators: the name of an office, and which of its events, "Confirmed only" */
    return g_strdup_printf (_("%1$s · %2$s"), opd, status);
  return g_strdup (opd ? opd : status);
}

/**
 * balai_schedule_filters_clear:
 * @self: the filters
 *
 * Shows everything.
 */
void
balai_schedule_filters_clear (BalaiScheduleFilters *self)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_FILTERS (self));
  g_return_if_fail (self->model != NULL);

  /* The list of the offices may not be read yet. */
  g_settings_reset (self->settings, "calendar-opd");
  g_settings_reset (self->settings, "calendar-status");
  balai_schedule_filters_restore (self->model);
  gtk_drop_down_set_selected (self->opd, 0);
  gtk_drop_down_set_selected (self->status, 0);
  tell (self);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-filters.h"

#include <glib/gi18n-lib.h>

#include "balai-registers.h"

#define BIT(status) (1u << (status))

/* What the choices of the second list mean, in their order. */
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
  GtkDropDown        *opd;
  GtkDropDown        *status;
  gboolean            filling;
};

G_DEFINE_FINAL_TYPE (BalaiScheduleFilters, balai_schedule_filters, GTK_TYPE_BOX)

static void
on_opd (GtkDropDown          *opd,
        GParamSpec           *pspec,
        BalaiScheduleFilters *self)
{
  guint selected = gtk_drop_down_get_selected (opd);

  if (self->filling || self->model == NULL || selected == GTK_INVALID_LIST_POSITION)
    return;
  balai_schedule_model_set_opd (self->model, selected > 0 && selected <= self->ids->len
                                               ? self->ids->pdata[selected - 1] : NULL);
}

static void
on_status (GtkDropDown          *status,
           GParamSpec           *pspec,
           BalaiScheduleFilters *self)
{
  guint selected = gtk_drop_down_get_selected (status);

  if (self->model == NULL || selected >= G_N_ELEMENTS (choices))
    return;
  balai_schedule_model_set_statuses (self->model, choices[selected].statuses);
  balai_schedule_model_set_troubled (self->model, choices[selected].troubled);
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
  selected = gtk_drop_down_get_selected (self->opd);
  if (selected > 0 && selected <= self->ids->len)
    chosen = g_strdup (self->ids->pdata[selected - 1]);
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
  if (chosen != NULL && selected == 0)
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
  g_clear_pointer (&self->ids, g_ptr_array_unref);
  G_OBJECT_CLASS (balai_schedule_filters_parent_class)->finalize (object);
}

static void
balai_schedule_filters_class_init (BalaiScheduleFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_schedule_filters_dispose;
  G_OBJECT_CLASS (klass)->finalize = balai_schedule_filters_finalize;
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
  self->ids = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
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
  read_again (self);
}

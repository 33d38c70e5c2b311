/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-model.h"

/* A plan as a list, what asks for attention first; its items are made when a row asks for them. */
struct _BalaiImportModel
{
  GObject          parent_instance;

  BalaiImportPlan *plan;  /* (owned) */
  GArray          *order; /* (owned) (element-type guint): positions of the items that are shown */
  guint            shown;
};

/* Unreadable first, what stays as it is last. */
static const BalaiImportState state_order[BALAI_IMPORT_N_STATES] = {
  BALAI_IMPORT_UNREADABLE, BALAI_IMPORT_CONFLICTING, BALAI_IMPORT_CHANGED, BALAI_IMPORT_NEW, BALAI_IMPORT_SAME,
};

static GType
balai_import_model_get_item_type (GListModel *list)
{
  return BALAI_TYPE_IMPORT_ENTRY;
}

static guint
balai_import_model_get_n_items (GListModel *list)
{
  BalaiImportModel *self = BALAI_IMPORT_MODEL (list);

  return self->shown == BALAI_IMPORT_SHOW_NAMES ? self->plan->proposals->len : self->order->len;
}

static gpointer
balai_import_model_get_item (GListModel *list,
                             guint       position)
{
  BalaiImportModel *self = BALAI_IMPORT_MODEL (list);

  if (position >= balai_import_model_get_n_items (list))
    return NULL;
  if (self->shown == BALAI_IMPORT_SHOW_NAMES)
    return balai_import_entry_new (G_OBJECT (self), NULL, self->plan->proposals->pdata[position]);
  return balai_import_entry_new (G_OBJECT (self),
                                 self->plan->items->pdata[g_array_index (self->order, guint, position)], NULL);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = balai_import_model_get_item_type;
  iface->get_n_items = balai_import_model_get_n_items;
  iface->get_item = balai_import_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BalaiImportModel, balai_import_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
free_plan (GTask        *task,
           gpointer      source,
           gpointer      data,
           GCancellable *cancellable)
{
  balai_import_plan_free (data);
}

static void
balai_import_model_finalize (GObject *object)
{
  BalaiImportModel *self = BALAI_IMPORT_MODEL (object);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  /* Of a large file it holds so many records that letting go of them would be felt. */
  g_task_set_task_data (task, g_steal_pointer (&self->plan), NULL);
  g_task_run_in_thread (task, free_plan);
  g_clear_pointer (&self->order, g_array_unref);
  G_OBJECT_CLASS (balai_import_model_parent_class)->finalize (object);
}

static void
balai_import_model_class_init (BalaiImportModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balai_import_model_finalize;
}

static void
balai_import_model_init (BalaiImportModel *self)
{
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->shown = BALAI_IMPORT_SHOW_ALL;
}

static gboolean
is_shown (BalaiImportModel      *self,
          const BalaiImportItem *item)
{
  return self->shown == BALAI_IMPORT_SHOW_ALL || self->shown == item->state
         || (self->shown == BALAI_IMPORT_SHOW_NOTES && item->notes->len > 0)
         || (self->shown == BALAI_IMPORT_SHOW_CLASH && item->n_clashes > 0);
}

static void
put_in_order (BalaiImportModel *self)
{
  g_array_set_size (self->order, 0);
  for (guint s = 0; s < BALAI_IMPORT_N_STATES; s++)
    for (guint i = 0; i < self->plan->items->len; i++)
      {
        const BalaiImportItem *item = self->plan->items->pdata[i];

        if (item->state == state_order[s] && is_shown (self, item))
          g_array_append_val (self->order, i);
      }
}

/**
 * balai_import_model_new:
 * @plan: (transfer full): a plan
 *
 * Returns: (transfer full): its events as a list
 */
BalaiImportModel *
balai_import_model_new (BalaiImportPlan *plan)
{
  BalaiImportModel *self = g_object_new (BALAI_TYPE_IMPORT_MODEL, NULL);

  self->plan = plan;
  put_in_order (self);
  return self;
}

const BalaiImportPlan *
balai_import_model_get_plan (BalaiImportModel *self)
{
  g_return_val_if_fail (BALAI_IS_IMPORT_MODEL (self), NULL);

  return self->plan;
}

/**
 * balai_import_model_show:
 * @self: a list
 * @what: a #BalaiImportState, %BALAI_IMPORT_SHOW_ALL, %BALAI_IMPORT_SHOW_NAMES,
 *   %BALAI_IMPORT_SHOW_NOTES or %BALAI_IMPORT_SHOW_CLASH
 *
 * Chooses what the list holds.
 */
void
balai_import_model_show (BalaiImportModel *self,
                         guint             what)
{
  guint before;

  g_return_if_fail (BALAI_IS_IMPORT_MODEL (self));
  g_return_if_fail (what < BALAI_IMPORT_N_SHOWN);

  if (self->shown == what)
    return;
  before = balai_import_model_get_n_items (G_LIST_MODEL (self));
  self->shown = what;
  put_in_order (self);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, balai_import_model_get_n_items (G_LIST_MODEL (self)));
}

/**
 * balai_import_model_count:
 * @self: a list
 * @what: as for balai_import_model_show()
 *
 * Returns: how many there are of it
 */
guint
balai_import_model_count (BalaiImportModel *self,
                          guint             what)
{
  g_return_val_if_fail (BALAI_IS_IMPORT_MODEL (self), 0);
  g_return_val_if_fail (what < BALAI_IMPORT_N_SHOWN, 0);

  if (what == BALAI_IMPORT_SHOW_NAMES)
    return self->plan->proposals->len;
  if (what == BALAI_IMPORT_SHOW_ALL)
    return self->plan->items->len;
  if (what == BALAI_IMPORT_SHOW_CLASH)
    return self->plan->n_clashing;
  if (what == BALAI_IMPORT_SHOW_NOTES)
    {
      guint n = 0;

      for (guint i = 0; i < self->plan->items->len; i++)
        n += ((const BalaiImportItem *) self->plan->items->pdata[i])->notes->len > 0;
      return n;
    }
  return self->plan->counts[what];
}

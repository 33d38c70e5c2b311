/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-conflict-model.h"

#include <gtk/gtk.h>

/* How far a conflict may have moved in the list and is still looked for: a list of a hundred thousand is not searched
 * in a frame. */
#define FIND_LIMIT 2000

/* One of the lists of a table; its items are made when a row asks for them. */
struct _BalaiConflictModel
{
  GObject             parent_instance;

  BalaiConflictTable *table; /* (owned) (nullable) */
  BalaiConflictGroup  group;
};

static GType
balai_conflict_model_get_item_type (GListModel *list)
{
  return BALAI_TYPE_CONFLICT_ENTRY;
}

static guint
balai_conflict_model_get_n_items (GListModel *list)
{
  BalaiConflictModel *self = BALAI_CONFLICT_MODEL (list);

  return self->table ? balai_conflict_table_get_n (self->table, self->group) : 0;
}

static gpointer
balai_conflict_model_get_item (GListModel *list,
                               guint       position)
{
  BalaiConflictModel *self = BALAI_CONFLICT_MODEL (list);

  if (position >= balai_conflict_model_get_n_items (list))
    return NULL;
  return balai_conflict_entry_new (self->table, self->group, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = balai_conflict_model_get_item_type;
  iface->get_n_items = balai_conflict_model_get_n_items;
  iface->get_item = balai_conflict_model_get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BalaiConflictModel, balai_conflict_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
balai_conflict_model_finalize (GObject *object)
{
  BalaiConflictModel *self = BALAI_CONFLICT_MODEL (object);

  g_clear_pointer (&self->table, balai_conflict_table_unref);
  G_OBJECT_CLASS (balai_conflict_model_parent_class)->finalize (object);
}

static void
balai_conflict_model_class_init (BalaiConflictModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balai_conflict_model_finalize;
}

static void
balai_conflict_model_init (BalaiConflictModel *self)
{
}

/**
 * balai_conflict_model_new:
 *
 * Returns: (transfer full): an empty list
 */
BalaiConflictModel *
balai_conflict_model_new (void)
{
  return g_object_new (BALAI_TYPE_CONFLICT_MODEL, NULL);
}

/**
 * balai_conflict_model_set_table:
 * @self: a list
 * @table: (nullable): all conflicts
 * @group: which of its lists
 */
void
balai_conflict_model_set_table (BalaiConflictModel *self,
                                BalaiConflictTable *table,
                                BalaiConflictGroup  group)
{
  guint before;

  g_return_if_fail (BALAI_IS_CONFLICT_MODEL (self));

  before = balai_conflict_model_get_n_items (G_LIST_MODEL (self));
  if (table != NULL)
    balai_conflict_table_ref (table);
  g_clear_pointer (&self->table, balai_conflict_table_unref);
  self->table = table;
  self->group = group;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, before, balai_conflict_model_get_n_items (G_LIST_MODEL (self)));
}

/**
 * balai_conflict_model_find:
 * @self: a list
 * @entry: an entry of this list as it was
 *
 * Returns: its position, or %GTK_INVALID_LIST_POSITION when it is gone
 */
guint
balai_conflict_model_find (BalaiConflictModel *self,
                           BalaiConflictEntry *entry)
{
  guint n;

  g_return_val_if_fail (BALAI_IS_CONFLICT_MODEL (self), GTK_INVALID_LIST_POSITION);

  n = balai_conflict_model_get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; i < MIN (n, FIND_LIMIT); i++)
    {
      g_autoptr (BalaiConflictEntry) here = balai_conflict_model_get_item (G_LIST_MODEL (self), i);

      if (balai_conflict_entry_same (here, entry))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-register-tree.h"

/**
 * BalaiRegisterNode:
 *
 * A record and how deep it stands below the wholes that it is part of.
 */
struct _BalaiRegisterNode
{
  GObject parent_instance;

  BalaiRecord *record; /* (owned) */
  guint        depth;
};

G_DEFINE_FINAL_TYPE (BalaiRegisterNode, balai_register_node, G_TYPE_OBJECT)

static void
balai_register_node_finalize (GObject *object)
{
  g_clear_object (&BALAI_REGISTER_NODE (object)->record);
  G_OBJECT_CLASS (balai_register_node_parent_class)->finalize (object);
}

static void
balai_register_node_class_init (BalaiRegisterNodeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balai_register_node_finalize;
}

static void
balai_register_node_init (BalaiRegisterNode *self)
{
}

BalaiRecord *
balai_register_node_get_record (BalaiRegisterNode *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_NODE (self), NULL);

  return self->record;
}

guint
balai_register_node_get_depth (BalaiRegisterNode *self)
{
  g_return_val_if_fail (BALAI_IS_REGISTER_NODE (self), 0);

  return self->depth;
}

typedef struct
{
  GHashTable *parts; /* (element-type utf8 GPtrArray): by id of the whole */
  GHashTable *seen;  /* (element-type BalaiRecord) */
  GPtrArray  *nodes;
} Walk;

static void
visit (Walk        *walk,
       BalaiRecord *record,
       guint        depth)
{
  BalaiRegisterNode *node;
  GPtrArray *parts;

  if (!g_hash_table_add (walk->seen, record))
    return;
  node = g_object_new (BALAI_TYPE_REGISTER_NODE, NULL);
  node->record = g_object_ref (record);
  node->depth = depth;
  g_ptr_array_add (walk->nodes, node);
  parts = g_hash_table_lookup (walk->parts, balai_record_get_id (record));
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    visit (walk, parts->pdata[i], depth + 1);
}

static const char *
whole_of (BalaiRecord *record,
          int          parent_field)
{
  return parent_field >= 0 ? balai_record_get_text (record, parent_field) : NULL;
}

/**
 * balai_register_tree_sort:
 * @records: (element-type BalaiRecord): records in the order in which those beside each other are to stand
 * @parent_field: index of the reference to the whole that a record is part of, or -1 where there is none
 *
 * Returns: (transfer full) (element-type BalaiRegisterNode): all of them, each below its whole
 */
GPtrArray *
balai_register_tree_sort (GPtrArray *records,
                          int        parent_field)
{
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) parts =
    g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Walk walk = { parts, seen, g_ptr_array_new_with_free_func (g_object_unref) };

  for (guint i = 0; i < records->len; i++)
    g_hash_table_add (known, (gpointer) balai_record_get_id (records->pdata[i]));
  for (guint i = 0; i < records->len; i++)
    {
      const char *whole = whole_of (records->pdata[i], parent_field);
      GPtrArray *list = whole ? g_hash_table_lookup (parts, whole) : NULL;

      if (whole == NULL || !g_hash_table_contains (known, whole))
        continue;
      if (list == NULL)
        g_hash_table_insert (parts, (gpointer) whole, list = g_ptr_array_new ());
      g_ptr_array_add (list, records->pdata[i]);
    }
  for (guint i = 0; i < records->len; i++)
    {
      const char *whole = whole_of (records->pdata[i], parent_field);

      if (whole == NULL || !g_hash_table_contains (known, whole))
        visit (&walk, records->pdata[i], 0);
    }
  /* What goes round in a circle, in a file that was changed by hand, is to be seen all the same. */
  for (guint i = 0; i < records->len; i++)
    visit (&walk, records->pdata[i], 0);
  return walk.nodes;
}

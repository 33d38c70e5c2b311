/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-register-names.h"

#include "balai-register-tree.h"
#include "balai-registers.h"

/* Kinds whose records are named in the rows of others. */
static const BalaiKind *const named_kinds[] = {
  &balai_opd_kind, &balai_person_kind, &balai_venue_kind, &balai_equipment_kind,
};

void
balai_register_names_free (gpointer data)
{
  BalaiRegisterNames *self = data;

  g_clear_pointer (&self->names, g_hash_table_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_free (self);
}

/**
 * balai_register_names_read:
 * @repository: a reader
 * @data: the #BalaiRegister that is shown
 * @cancellable: (nullable): whether it is still wanted
 * @error: return location for a #BalaiDbError
 *
 * A #BalaiStoreFunc.
 *
 * Returns: (transfer full) (nullable): a #BalaiRegisterNames
 */
gpointer
balai_register_names_read (BalaiRepository  *repository,
                           gpointer          data,
                           GCancellable     *cancellable,
                           GError          **error)
{
  const BalaiRegister *shown = data;
  BalaiRegisterNames *self = g_new0 (BalaiRegisterNames, 1);

  self->shown = shown;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (named_kinds); i++)
    {
      g_autoptr (BalaiQuery) query = balai_query_new (named_kinds[i]);
      g_autoptr (GPtrArray) records = NULL;

      balai_query_order_by (query, named_kinds[i]->title_field, FALSE);
      records = balai_repository_list (repository, query, error);
      if (records == NULL)
        {
          balai_register_names_free (self);
          return NULL;
        }
      for (guint k = 0; k < records->len; k++)
        g_hash_table_insert (self->names, g_strdup (balai_record_get_id (records->pdata[k])),
                             g_strdup (balai_record_get_title (records->pdata[k])));
      if (shown->tree >= 0 && shown->kind == named_kinds[i])
        self->nodes = balai_register_tree_sort (records, shown->tree);
    }
  return self;
}

/**
 * balai_register_names_change:
 * @changes: what was changed in the store
 *
 * Returns: whether what was read before is out of date
 */
gboolean
balai_register_names_change (BalaiChanges *changes)
{
  for (guint i = 0; i < G_N_ELEMENTS (named_kinds); i++)
    if (balai_changes_has_kind (changes, named_kinds[i]))
      return TRUE;
  return FALSE;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-register-names.h"

#include "balai-register-tree.h"
#include "balai-registers.h"
#include "balai-schedule-derive.h"

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

static GPtrArray *
list_by (BalaiRepository  *repository,
         const BalaiKind  *kind,
         int               order,
         GError          **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (kind);

  balai_query_order_by (query, order, FALSE);
  return balai_repository_list (repository, query, error);
}

/* A table of ids can be sorted by them alone: by what the records are called it is sorted here. */
static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  BalaiRegisterNames *self = data;
  g_autofree char *title_a = balai_register_format_title (self->shown, *(BalaiRecord **) a, self->names);
  g_autofree char *title_b = balai_register_format_title (self->shown, *(BalaiRecord **) b, self->names);
  g_autofree char *more_a = NULL, *more_b = NULL;
  int order = g_utf8_collate (title_a, title_b);

  if (order != 0)
    return order;
  more_a = balai_register_format_more (self->shown, *(BalaiRecord **) a, self->names);
  more_b = balai_register_format_more (self->shown, *(BalaiRecord **) b, self->names);
  return g_utf8_collate (more_a, more_b);
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
  g_autoptr (BalaiRegisterNames) self = g_new0 (BalaiRegisterNames, 1);
  g_autofree char *zone = balai_schedule_city_zone (repository);

  self->shown = shown;
  self->zone = balai_zone_get (zone);
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (named_kinds); i++)
    {
      g_autoptr (GPtrArray) records = list_by (repository, named_kinds[i], named_kinds[i]->title_field, error);

      if (records == NULL)
        return NULL;
      for (guint k = 0; k < records->len; k++)
        g_hash_table_insert (self->names, g_strdup (balai_record_get_id (records->pdata[k])),
                             g_strdup (balai_record_get_title (records->pdata[k])));
    }
  if (balai_register_is_read_whole (shown))
    {
      g_autoptr (GPtrArray) records = list_by (repository, shown->kind, shown->order, error);

      if (records == NULL)
        return NULL;
      if (shown->tree < 0)
        g_ptr_array_sort_with_data (records, compare_names, self);
      self->nodes = balai_register_tree_sort (records, shown->tree);
    }
  return g_steal_pointer (&self);
}

/**
 * balai_register_names_change:
 * @shown: the register that is shown
 * @changes: what was changed in the store
 *
 * Returns: whether what was read before is out of date
 */
gboolean
balai_register_names_change (const BalaiRegister *shown,
                             BalaiChanges        *changes)
{
  if (balai_changes_has_kind (changes, &balai_city_kind)
      || (balai_register_is_read_whole (shown) && balai_changes_has_kind (changes, shown->kind)))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (named_kinds); i++)
    if (balai_changes_has_kind (changes, named_kinds[i]))
      return TRUE;
  return FALSE;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-export-data-private.h"

#include "balai-event.h"
#include "balai-import-values.h"
#include "balai-registers.h"
#include "balai-schedule-data.h"
#include "balai-schedule-derive.h"

static gboolean
load_links (BalaiExportData  *self,
            BalaiRepository  *repository,
            GError          **error)
{
  for (gsize i = 0; i < BALAI_N_EVENT_CHILD_KINDS; i++)
    {
      g_autoptr (GPtrArray) records = balai_repository_list_all (repository, balai_event_child_kinds[i], error);
      int parent = balai_kind_find_field (balai_event_child_kinds[i], balai_event_child_kinds[i]->parent_field);

      if (records == NULL)
        return FALSE;
      for (guint j = 0; j < records->len; j++)
        {
          const char *event = balai_record_get_text (records->pdata[j], parent);
          GPtrArray *links = event == NULL ? NULL : g_hash_table_lookup (self->links, event);

          if (event == NULL)
            continue;
          if (links == NULL)
            {
              links = g_ptr_array_new_with_free_func (g_object_unref);
              g_hash_table_insert (self->links, g_strdup (event), links);
            }
          g_ptr_array_add (links, g_object_ref (records->pdata[j]));
        }
    }
  return TRUE;
}

static gboolean
lies_in (const BalaiExportData *self,
         const char            *venue,
         const char            *wanted)
{
  for (int depth = 0; venue != NULL && depth < 32; depth++)
    {
      BalaiRecord *record;

      if (g_str_equal (venue, wanted))
        return TRUE;
      record = balai_name_matcher_get (self->names, &balai_venue_kind, venue);
      venue = record == NULL ? NULL : balai_record_get_text (record, BALAI_VENUE_PARENT);
    }
  return FALSE;
}

static gboolean
has_link (const BalaiExportData *self,
          BalaiRecord           *event,
          const BalaiKind       *kind,
          const char            *target)
{
  GPtrArray *links = balai_export_data_get_links (self, event);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      if (balai_record_get_kind (links->pdata[i]) == kind
          && g_strcmp0 (balai_import_link_get_target (links->pdata[i]), target) == 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
in_scope (const BalaiExportData  *self,
          const BalaiExportScope *scope,
          BalaiRecord            *event)
{
  if (scope->opd != NULL && g_strcmp0 (balai_record_get_text (event, BALAI_EVENT_OPD), scope->opd) != 0
      && !has_link (self, event, &balai_event_opd_kind, scope->opd))
    return FALSE;
  if (scope->venue != NULL && !lies_in (self, balai_record_get_text (event, BALAI_EVENT_VENUE), scope->venue))
    return FALSE;
  return scope->person == NULL || has_link (self, event, &balai_event_person_kind, scope->person);
}

static int64_t
sort_key (BalaiRecord *event)
{
  return balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY)
           ? balai_record_get_int (event, BALAI_EVENT_START_DATE) * BALAI_DAY
           : balai_record_get_int (event, BALAI_EVENT_START);
}

static int
compare_events (gconstpointer a,
                gconstpointer b)
{
  BalaiRecord *x = *(BalaiRecord *const *) a;
  BalaiRecord *y = *(BalaiRecord *const *) b;
  int64_t first = sort_key (x), second = sort_key (y);

  if (first != second)
    return first < second ? -1 : 1;
  return g_strcmp0 (balai_record_get_id (x), balai_record_get_id (y));
}

/**
 * balai_export_data_new:
 * @repository: a repository
 * @scope: which events
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #BalaiDbError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the events of the scope, with the dates of a series beside the series, and all
 *   that hangs on them
 */
BalaiExportData *
balai_export_data_new (BalaiRepository         *repository,
                       const BalaiExportScope  *scope,
                       GCancellable            *cancellable,
                       GError                 **error)
{
  g_autoptr (BalaiExportData) self = g_new0 (BalaiExportData, 1);
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) sources = NULL;

  self->zone = balai_schedule_city_zone (repository);
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->links = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->events = g_ptr_array_new_with_free_func (g_object_unref);
  self->names = balai_name_matcher_new (repository, NULL, error);
  all = self->names == NULL ? NULL : balai_repository_list_all (repository, &balai_event_kind, error);
  sources = all == NULL ? NULL : balai_repository_list_all (repository, &balai_import_source_kind, error);
  if (sources == NULL || !load_links (self, repository, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;

  for (guint i = 0; i < sources->len; i++)
    {
      const char *event = balai_record_get_text (sources->pdata[i], BALAI_IMPORT_SOURCE_EVENT);

      if (event != NULL)
        g_hash_table_insert (self->sources, g_strdup (event), g_object_ref (sources->pdata[i]));
    }
  for (guint i = 0; i < all->len; i++)
    g_hash_table_insert (self->by_id, (gpointer) balai_record_get_id (all->pdata[i]), g_object_ref (all->pdata[i]));
  for (guint i = 0; i < all->len; i++)
    {
      const char *series = balai_record_get_text (all->pdata[i], BALAI_EVENT_SERIES);
      BalaiRecord *master = series == NULL ? NULL : g_hash_table_lookup (self->by_id, series);

      /* A series without the dates that replace some of its own would show those twice. */
      if (in_scope (self, scope, all->pdata[i]) || (master != NULL && in_scope (self, scope, master)))
        g_ptr_array_add (self->events, g_object_ref (all->pdata[i]));
    }
  g_ptr_array_sort (self->events, compare_events);
  return g_steal_pointer (&self);
}

void
balai_export_data_free (BalaiExportData *self)
{
  g_free (self->zone);
  g_clear_pointer (&self->names, balai_name_matcher_free);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->links, g_hash_table_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_free (self);
}

/**
 * balai_export_data_get_links:
 * @self: what is exported
 * @event: an event
 *
 * Returns: (transfer none) (nullable) (element-type BalaiRecord): who and what takes part in it
 */
GPtrArray *
balai_export_data_get_links (const BalaiExportData *self,
                             BalaiRecord           *event)
{
  return g_hash_table_lookup (self->links, balai_record_get_id (event));
}

/**
 * balai_export_data_get_name:
 * @self: what is exported
 * @kind: a register
 * @id: (nullable): a record of it
 *
 * Returns: (transfer none) (nullable): what it is called
 */
const char *
balai_export_data_get_name (const BalaiExportData *self,
                            const BalaiKind       *kind,
                            const char            *id)
{
  BalaiRecord *record = balai_name_matcher_get (self->names, kind, id);

  return record == NULL ? NULL : balai_record_get_title (record);
}

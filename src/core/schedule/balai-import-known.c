/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-known-private.h"

#include "balai-event.h"
#include "balai-schedule-data.h"
#include "balai-uuid.h"

/**
 * balai_import_source_key:
 * @uid: identifier of an event
 * @recurrence: (nullable): the date of its series that it replaces
 *
 * Returns: (transfer full): the two in one
 */
char *
balai_import_source_key (const char *uid,
                         const char *recurrence)
{
  return g_strdup_printf ("%s\n%s", uid, recurrence == NULL ? "" : recurrence);
}

static gboolean
load_sources (BalaiImportKnown  *self,
              const char        *uid,
              GError           **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_import_source_kind);
  g_autoptr (GPtrArray) records = NULL;

  if (uid != NULL)
    balai_query_where_text (query, BALAI_IMPORT_SOURCE_UID, BALAI_EQUAL, uid);
  records = balai_repository_list (self->repository, query, error);
  if (records == NULL)
    return FALSE;
  for (guint i = 0; i < records->len; i++)
    {
      BalaiRecord *record = records->pdata[i];

      g_hash_table_insert (self->sources,
                           balai_import_source_key (balai_record_get_text (record, BALAI_IMPORT_SOURCE_UID),
                                                    balai_record_get_text (record, BALAI_IMPORT_SOURCE_RECURRENCE)),
                           g_object_ref (record));
    }
  return TRUE;
}

static gboolean
count_rows (BalaiRepository *repository,
            const BalaiKind *kind,
            int64_t         *count,
            GError         **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (kind);

  return balai_repository_count (repository, query, count, error);
}

/**
 * balai_import_known_init:
 * @self: what to fill
 * @repository: where to look
 * @n_events: how many events will be looked up
 * @error: return location for a #BalaiDbError
 *
 * All sources of imports are read at once where there are few, one by one where a small file meets a large store.
 *
 * Returns: whether it could be read
 */
gboolean
balai_import_known_init (BalaiImportKnown  *self,
                         BalaiRepository   *repository,
                         guint              n_events,
                         GError           **error)
{
  int64_t sources, events;

  self->repository = repository;
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!count_rows (repository, &balai_import_source_kind, &sources, error)
      || !count_rows (repository, &balai_event_kind, &events, error))
    return FALSE;
  self->any_events = events > 0;
  self->all_sources = sources <= 4 * (int64_t) n_events;
  return !self->all_sources || sources == 0 || load_sources (self, NULL, error);
}

void
balai_import_known_clear (BalaiImportKnown *self)
{
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->asked, g_hash_table_unref);
}

/**
 * balai_import_known_source:
 * @self: what is known
 * @uid: identifier of an event
 * @recurrence: (nullable): the date of its series that it replaces
 * @source: (out) (nullable) (transfer none): what was imported under it
 * @error: return location for a #BalaiDbError
 *
 * Returns: whether it could be looked up
 */
gboolean
balai_import_known_source (BalaiImportKnown  *self,
                           const char        *uid,
                           const char        *recurrence,
                           BalaiRecord      **source,
                           GError           **error)
{
  g_autofree char *key = balai_import_source_key (uid, recurrence);

  if (!self->all_sources && !g_hash_table_contains (self->asked, uid))
    {
      g_hash_table_add (self->asked, g_strdup (uid));
      if (!load_sources (self, uid, error))
        return FALSE;
    }
  *source = g_hash_table_lookup (self->sources, key);
  return TRUE;
}

/**
 * balai_import_known_named:
 * @self: what is known
 * @uid: identifier of an event; one that was made in Balai goes out under its own id
 * @recurrence: (nullable): the date of its series that it replaces
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): the event of that name
 */
BalaiRecord *
balai_import_known_named (BalaiImportKnown  *self,
                          const char        *uid,
                          const char        *recurrence,
                          GError           **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_event_kind);
  g_autoptr (GPtrArray) events = NULL;

  balai_query_where_text (query, BALAI_EVENT_UID, BALAI_EQUAL, uid);
  events = balai_repository_list (self->repository, query, error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      g_autofree char *replaced = balai_import_recurrence_of (events->pdata[i]);

      if (g_strcmp0 (replaced, recurrence) == 0)
        return g_object_ref (events->pdata[i]);
    }
  if (events != NULL && recurrence == NULL && balai_uuid_is_valid (uid))
    return balai_repository_get (self->repository, &balai_event_kind, uid, error);
  return NULL;
}

/**
 * balai_import_known_event:
 * @self: what is known
 * @entry: an event of a file that was never imported
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): the event of Balai that it once was; an override is also found by its series
 */
BalaiRecord *
balai_import_known_event (BalaiImportKnown  *self,
                          const Entry       *entry,
                          GError           **error)
{
  GError *local = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiRecord) master = NULL;
  g_autoptr (BalaiQuery) query = NULL;
  g_autoptr (GPtrArray) overrides = NULL;

  if (!self->any_events)
    return NULL;
  event = balai_import_known_named (self, entry->uid, entry->recurrence, &local);
  if (event == NULL && local == NULL && entry->recurrence != NULL)
    master = balai_import_known_named (self, entry->uid, NULL, &local);
  if (master != NULL)
    {
      query = balai_query_new (&balai_event_kind);
      balai_query_where_text (query, BALAI_EVENT_SERIES, BALAI_EQUAL, balai_record_get_id (master));
      overrides = balai_repository_list (self->repository, query, &local);
      for (guint i = 0; overrides != NULL && event == NULL && i < overrides->len; i++)
        {
          g_autofree char *replaced = balai_import_recurrence_of (overrides->pdata[i]);

          if (g_strcmp0 (replaced, entry->recurrence) == 0)
            event = g_object_ref (overrides->pdata[i]);
        }
    }
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&event);
}

/**
 * balai_import_known_links:
 * @self: what is known
 * @event: id of an event
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable) (element-type BalaiRecord): who and what takes part in it
 */
GPtrArray *
balai_import_known_links (BalaiImportKnown  *self,
                          const char        *event,
                          GError           **error)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new_with_free_func (g_object_unref);

  for (gsize i = 0; i < BALAI_N_EVENT_CHILD_KINDS; i++)
    {
      g_autoptr (GPtrArray) children = balai_repository_children (self->repository, balai_event_child_kinds[i], event,
                                                                  error);

      if (children == NULL)
        return NULL;
      g_ptr_array_extend_and_steal (links, g_steal_pointer (&children));
    }
  return g_steal_pointer (&links);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-own-opd.h"

#include "balai-event-editor.h"
#include "balai-event.h"
#include "balai-registers.h"

void
balai_own_opd_free (BalaiOwnOpd *self)
{
  g_clear_pointer (&self->opds, g_ptr_array_unref);
  g_clear_object (&self->city);
  g_free (self->own);
  g_free (self);
}

static gpointer
read_own (BalaiRepository  *repository,
          gpointer          data,
          GCancellable     *cancellable,
          GError          **error)
{
  g_autoptr (BalaiOwnOpd) own = g_new0 (BalaiOwnOpd, 1);
  g_autoptr (BalaiQuery) first = balai_query_new (&balai_event_kind);
  g_autoptr (GPtrArray) cities = NULL;
  g_autoptr (GArray) rows = NULL;

  balai_query_limit (first, 1, 0);
  own->own = balai_repository_get_setting (repository, BALAI_SETTING_OWN_OPD);
  own->opds = balai_repository_list_by_title (repository, &balai_opd_kind, error);
  cities = own->opds ? balai_repository_list_all (repository, &balai_city_kind, error) : NULL;
  rows = cities ? balai_repository_rows (repository, first, error) : NULL;
  if (rows == NULL)
    return NULL;
  own->city = cities->len > 0 ? g_object_ref (cities->pdata[0]) : NULL;
  own->empty = rows->len == 0;
  return g_steal_pointer (&own);
}

/**
 * balai_own_opd_read_async:
 * @store: the records
 * @cancellable: (nullable): to stop it
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Asks which office this computer works for.
 */
void
balai_own_opd_read_async (BalaiStore          *store,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  balai_store_read_async (store, read_own, NULL, NULL, (GDestroyNotify) balai_own_opd_free, cancellable, callback,
                          user_data);
}

BalaiOwnOpd *
balai_own_opd_read_finish (BalaiStore    *store,
                           GAsyncResult  *result,
                           GError       **error)
{
  return balai_store_read_finish (store, result, error);
}

/**
 * balai_own_opd_set_async:
 * @store: the records
 * @opd: id of an office, or "" for none
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Says which office this computer works for.
 */
void
balai_own_opd_set_async (BalaiStore          *store,
                         const char          *opd,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  balai_store_set_setting_async (store, BALAI_SETTING_OWN_OPD, opd, callback, user_data);
}

gboolean
balai_own_opd_set_finish (BalaiStore    *store,
                          GAsyncResult  *result,
                          GError       **error)
{
  return balai_store_set_setting_finish (store, result, error);
}

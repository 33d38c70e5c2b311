/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-sync-caller.h"

#include <string.h>

/**
 * balai_sync_caller_new:
 * @device: the device
 * @actor: (nullable): the one person it speaks for
 *
 * Returns: (transfer full): a caller who may do nothing
 */
BalaiSyncCaller *
balai_sync_caller_new (const char *device,
                       const char *actor)
{
  BalaiSyncCaller *self = g_new0 (BalaiSyncCaller, 1);

  self->device = g_strdup (device);
  self->actor = g_strdup (actor);
  self->grants = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
balai_sync_caller_free (BalaiSyncCaller *self)
{
  g_hash_table_unref (self->grants);
  g_free (self->device);
  g_free (self->actor);
  g_free (self);
}

/**
 * balai_sync_caller_clear:
 * @self: a caller
 *
 * Takes all rights away, before they are reckoned again.
 */
void
balai_sync_caller_clear (BalaiSyncCaller *self)
{
  g_hash_table_remove_all (self->grants);
  self->grants_rev = 0;
  self->blocked = FALSE;
}

/**
 * balai_sync_caller_grant:
 * @self: a caller
 * @stream: a stream, or with ":" at its end all streams that begin so
 * @rights: what it may do there
 */
void
balai_sync_caller_grant (BalaiSyncCaller *self,
                         const char      *stream,
                         BalaiSyncRights  rights)
{
  g_hash_table_replace (self->grants, g_strdup (stream), GINT_TO_POINTER (rights));
}

/**
 * balai_sync_caller_get_rights:
 * @self: a caller
 * @stream: a stream
 *
 * Returns: what it may do there; nothing, where nobody said so
 */
BalaiSyncRights
balai_sync_caller_get_rights (BalaiSyncCaller *self,
                              const char      *stream)
{
  BalaiSyncRights rights = (BalaiSyncRights) GPOINTER_TO_INT (g_hash_table_lookup (self->grants, stream));

  for (const char *colon = strchr (stream, ':'); colon != NULL; colon = strchr (colon + 1, ':'))
    {
      g_autofree char *beginning = g_strndup (stream, (gsize) (colon - stream + 1));
      BalaiSyncRights wider;

      wider = (BalaiSyncRights) GPOINTER_TO_INT (g_hash_table_lookup (self->grants, beginning));
      rights = MAX (rights, wider);
    }
  return rights;
}

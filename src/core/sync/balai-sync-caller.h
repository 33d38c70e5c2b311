/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiSyncRights:
 * @BALAI_SYNC_NONE: neither
 * @BALAI_SYNC_READ: may see the stream
 * @BALAI_SYNC_WRITE: may see it and change the records that are at home in it
 */
typedef enum
{
  BALAI_SYNC_NONE,
  BALAI_SYNC_READ,
  BALAI_SYNC_WRITE,
} BalaiSyncRights;

/**
 * BalaiSyncCaller:
 * @device: (owned): the device, as whoever took the message knows it
 * @actor: (owned) (nullable): the one person it speaks for; %NULL while there are no accounts
 * @grants_rev: the number of its rights, which goes up with each change of them
 * @blocked: whether the device may no longer send
 * @grants: (owned) (element-type utf8 BalaiSyncRights): by streams, and by beginnings of their names that end with ":"
 *
 * Who asks, and what it may do at this moment.
 */
typedef struct
{
  char       *device;
  char       *actor;
  int64_t     grants_rev;
  gboolean    blocked;
  GHashTable *grants;
} BalaiSyncCaller;

BalaiSyncCaller *balai_sync_caller_new        (const char       *device,
                                               const char       *actor);
void             balai_sync_caller_free       (BalaiSyncCaller  *self);
void             balai_sync_caller_clear      (BalaiSyncCaller  *self);
void             balai_sync_caller_grant      (BalaiSyncCaller  *self,
                                               const char       *stream,
                                               BalaiSyncRights   rights);
BalaiSyncRights  balai_sync_caller_get_rights (BalaiSyncCaller  *self,
                                               const char       *stream);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiSyncCaller, balai_sync_caller_free)

G_END_DECLS

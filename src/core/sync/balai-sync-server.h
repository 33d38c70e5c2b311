/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-clock.h"
#include "balai-database.h"
#include "balai-hello.h"
#include "balai-pull-answer.h"
#include "balai-pull-request.h"
#include "balai-push-answer.h"
#include "balai-push-request.h"
#include "balai-repository.h"
#include "balai-sync-caller.h"

G_BEGIN_DECLS

/**
 * BalaiSyncError:
 * @BALAI_SYNC_ERROR_NO_EPOCH: the database has not been prepared
 * @BALAI_SYNC_ERROR_PROTO: the caller speaks a protocol that is not spoken here
 * @BALAI_SYNC_ERROR_DEVICE: the message names another device than the one that was let in
 * @BALAI_SYNC_ERROR_CURSOR: the caller shows changes that were never made, and nothing sealed to prove them
 * @BALAI_SYNC_ERROR_LOST_HISTORY: the caller shows sealed proof of changes that are not there: the database is older
 *   than what it has told; balai_sync_server_new_epoch() is called for, and an alarm
 * @BALAI_SYNC_ERROR_AUDIT: the chain of audit does not hold
 */
typedef enum
{
  BALAI_SYNC_ERROR_NO_EPOCH,
  BALAI_SYNC_ERROR_PROTO,
  BALAI_SYNC_ERROR_DEVICE,
  BALAI_SYNC_ERROR_CURSOR,
  BALAI_SYNC_ERROR_LOST_HISTORY,
  BALAI_SYNC_ERROR_AUDIT,
} BalaiSyncError;

#define BALAI_SYNC_ERROR (balai_sync_error_quark ())
GQuark balai_sync_error_quark (void);

/**
 * BalaiSyncPlace:
 * @stream: (owned): a stream
 * @view: how much of the record is told there
 *
 * Where a record appears.
 */
typedef struct
{
  char      *stream;
  BalaiView  view;
} BalaiSyncPlace;

/**
 * BalaiSyncPlaceFunc:
 * @record: a record that is not deleted
 * @repository: what else there is
 * @places: (element-type BalaiSyncPlace): where to add, with balai_sync_place_add(): first its home, where who wants to
 *   change it needs the right to; none for a record that cannot be placed, which is then refused
 * @error: return location for an error
 *
 * The one function that says which streams a record appears in, and as what.
 *
 * Returns: whether it could be told
 */
typedef gboolean (*BalaiSyncPlaceFunc) (BalaiRecord      *record,
                                        BalaiRepository  *repository,
                                        GPtrArray        *places,
                                        GError          **error);

/**
 * BalaiSyncGrantsFunc:
 * @caller: a caller without rights, to be given those it has now
 * @repository: the records
 * @data: what was handed over with the function
 * @error: return location for an error
 *
 * Reckons rights anew, at each call, within the transaction of the call.
 *
 * Returns: whether they could be reckoned
 */
typedef gboolean (*BalaiSyncGrantsFunc) (BalaiSyncCaller  *caller,
                                         BalaiRepository  *repository,
                                         gpointer          data,
                                         GError          **error);

#define BALAI_TYPE_SYNC_SERVER (balai_sync_server_get_type ())
G_DECLARE_FINAL_TYPE (BalaiSyncServer, balai_sync_server, BALAI, SYNC_SERVER, GObject)

BalaiSyncServer *balai_sync_server_new            (BalaiDatabase        *database,
                                                   BalaiRegistry        *registry,
                                                   const BalaiClock     *clock,
                                                   const char           *city,
                                                   BalaiSyncPlaceFunc    place);
void             balai_sync_server_set_grants     (BalaiSyncServer      *self,
                                                   BalaiSyncGrantsFunc   func,
                                                   gpointer              data);
void             balai_sync_server_set_key        (BalaiSyncServer      *self,
                                                   const uint8_t        *key);
BalaiRepository *balai_sync_server_get_repository (BalaiSyncServer      *self);
gboolean         balai_sync_server_migrate        (BalaiSyncServer      *self,
                                                   GError              **error);
gboolean         balai_sync_server_new_epoch      (BalaiSyncServer      *self,
                                                   GError              **error);
gboolean         balai_sync_server_grant          (BalaiSyncServer      *self,
                                                   const char           *device,
                                                   const char           *stream,
                                                   BalaiSyncRights       rights,
                                                   GError              **error);
BalaiHello      *balai_sync_server_hello          (BalaiSyncServer      *self,
                                                   GError              **error);
BalaiPushAnswer *balai_sync_server_push           (BalaiSyncServer      *self,
                                                   BalaiSyncCaller      *caller,
                                                   BalaiPushRequest     *request,
                                                   GError              **error);
BalaiPullAnswer *balai_sync_server_pull           (BalaiSyncServer      *self,
                                                   BalaiSyncCaller      *caller,
                                                   BalaiPullRequest     *request,
                                                   GError              **error);
gboolean         balai_sync_server_verify_audit   (BalaiSyncServer      *self,
                                                   GError              **error);

void             balai_sync_place_add             (GPtrArray            *places,
                                                   const char           *stream,
                                                   BalaiView             view);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-sync-server.h"
#include "balai-sync-sql.h"

G_BEGIN_DECLS

struct _BalaiSyncServer
{
  GObject              parent_instance;

  BalaiDatabase       *database;   /* (owned) */
  BalaiRegistry       *registry;   /* (owned) */
  BalaiRepository     *repository; /* (owned) */
  const BalaiClock    *clock;      /* (unowned) */
  BalaiSyncSql        *sql;        /* (owned) */
  BalaiSyncPlaceFunc   place;
  BalaiSyncGrantsFunc  grants;
  gpointer             grants_data; /* (unowned) */
  uint8_t             *key;         /* (owned) (nullable): seals cursors */
};

/**
 * BalaiSyncEffect:
 * @kind: of what kind
 * @id: (owned): which record
 * @rev: its revision after it
 * @mid: (owned): the mutation that brought it about
 * @actor: (owned): who did it
 * @op: word of what was done
 * @hash: (owned): of the whole record after it
 *
 * A change of one record that is part of the transaction and not yet told of.
 */
typedef struct
{
  const BalaiKind *kind;
  char            *id;
  int64_t          rev;
  char            *mid;
  char            *actor;
  const char      *op;
  char            *hash;
} BalaiSyncEffect;

/* Statements: the short names of these two. */
#define balai_sync_prepare(self, error, text, types, ...) \
  balai_sync_sql_prepare ((self)->sql, (self)->database, error, text, types, ##__VA_ARGS__)
#define balai_sync_run(self, error, text, types, ...) \
  balai_sync_sql_run ((self)->sql, (self)->database, error, text, types, ##__VA_ARGS__)

char         *balai_sync_server_get_meta      (BalaiSyncServer   *self,
                                               const char        *name,
                                               GError           **error);
char         *balai_sync_server_get_epoch     (BalaiSyncServer   *self,
                                               GError           **error);
gboolean      balai_sync_server_reckon_grants (BalaiSyncServer   *self,
                                               BalaiSyncCaller   *caller,
                                               GError           **error);
GPtrArray    *balai_sync_places_new           (void);
GPtrArray    *balai_sync_server_get_places    (BalaiSyncServer   *self,
                                               BalaiRecord       *record,
                                               GError           **error);

/* balai-sync-row.c */
BalaiWireRow *balai_sync_row_new              (BalaiSyncServer   *self,
                                               BalaiRecord       *record,
                                               BalaiView          view,
                                               GError           **error);

/* balai-sync-feed.c */
void          balai_sync_effect_free          (gpointer           effect);
gboolean      balai_sync_feed_tell            (BalaiSyncServer   *self,
                                               const char        *device,
                                               GPtrArray         *effects,
                                               GError           **error);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-store.h"
#include "balai-worker-thread.h"

G_BEGIN_DECLS

typedef enum
{
  BALAI_STORE_OPENING_PLAIN,
  BALAI_STORE_OPENING_RESTORE,
  BALAI_STORE_OPENING_ANEW,
} BalaiStoreOpeningHow;

typedef struct
{
  guint                session;
  BalaiStoreOpeningHow how;
  char                *backup;      /* (owned) (nullable): the newest */
  GCancellable        *cancellable; /* (owned) (nullable) */
} BalaiStoreOpening;

/* What the threads of a store tell its own. */
typedef struct
{
  guint      session; /* between two times of opening */
  gboolean   opened;
  gboolean   wrote;
  gboolean   undo_known;
  int64_t    undo_batch;
  char      *undo_label; /* (owned) (nullable) */
  int64_t    redo_batch;
  char      *redo_label; /* (owned) (nullable) */
  int        disk_full;  /* -1: as before */
  GPtrArray *changes;    /* (owned) (nullable) (element-type BalaiChanges) */
  GError    *fatal;      /* (owned) (nullable): the store cannot go on */
} BalaiStoreNotice;

/* The side of the store that lies on its threads: the folder, the connections and what runs on them. */
typedef struct _BalaiStoreBackend BalaiStoreBackend;

struct _BalaiStore
{
  GObject            parent_instance;

  char              *folder;   /* (owned) */
  BalaiRegistry     *registry; /* (owned) */
  const BalaiClock  *clock;    /* (unowned) */
  GMainContext      *context;  /* (owned): where signals and notices come */
  BalaiStoreBackend *backend;  /* (owned) */
  BalaiWorkerThread *writer;   /* (owned) (nullable): while not closed */
  GQueue             waiting;  /* (element-type GTask): calls that came while it opens */
  guint              session;

  BalaiStoreState    state;
  GError            *error;      /* (owned) (nullable): of the state FAILED */
  char              *undo_label; /* (owned) (nullable) */
  int64_t            undo_batch;
  char              *redo_label; /* (owned) (nullable) */
  int64_t            redo_batch;
  gboolean           disk_full;

  guint              checkpoint_source;
  guint              upkeep_source;
};

void               balai_store_receive              (BalaiStore               *self,
                                                     BalaiStoreNotice         *notice);
void               balai_store_push_waiting         (BalaiStore               *self);
void               balai_store_tell_setting         (BalaiStore               *self,
                                                     const char               *key);
gpointer           balai_store_run_call             (GTask                    *task,
                                                     BalaiRepository          *repository,
                                                     GError                  **error);
GDestroyNotify     balai_store_get_call_destroy     (GTask                    *task);

BalaiStoreBackend *balai_store_backend_new          (BalaiStore               *store,
                                                     const char               *folder,
                                                     BalaiRegistry            *registry,
                                                     const BalaiClock         *clock);
void               balai_store_backend_free         (BalaiStoreBackend        *self);
gboolean           balai_store_backend_open         (BalaiStoreBackend        *self,
                                                     const BalaiStoreOpening  *opening,
                                                     GError                  **error);
void               balai_store_backend_close        (BalaiStoreBackend        *self);
void               balai_store_backend_write        (BalaiStoreBackend        *self,
                                                     GTask                    *task);
void               balai_store_backend_read         (BalaiStoreBackend        *self,
                                                     guint                     session,
                                                     GTask                    *task);
void               balai_store_backend_checkpoint   (BalaiStoreBackend        *self);
void               balai_store_backend_start_upkeep (BalaiStoreBackend        *self);

G_END_DECLS

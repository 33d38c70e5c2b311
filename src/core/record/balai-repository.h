/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-batch.h"
#include "balai-clock.h"
#include "balai-database.h"
#include "balai-query.h"
#include "balai-record.h"
#include "balai-registry.h"

G_BEGIN_DECLS

/**
 * BalaiRecordError:
 * @BALAI_RECORD_ERROR_STALE: the record was changed by someone else since it was read
 * @BALAI_RECORD_ERROR_INVALID: the rules forbid it; see balai_batch_get_findings()
 * @BALAI_RECORD_ERROR_NOT_FOUND: there is no such record
 * @BALAI_RECORD_ERROR_BAD_VALUE: a value of JSON does not fit its field
 * @BALAI_RECORD_ERROR_NOTHING_TO_UNDO: there is no step that could be undone
 * @BALAI_RECORD_ERROR_NOTHING_TO_REDO: the last that was done is no undo
 */
typedef enum
{
  BALAI_RECORD_ERROR_STALE,
  BALAI_RECORD_ERROR_INVALID,
  BALAI_RECORD_ERROR_NOT_FOUND,
  BALAI_RECORD_ERROR_BAD_VALUE,
  BALAI_RECORD_ERROR_NOTHING_TO_UNDO,
  BALAI_RECORD_ERROR_NOTHING_TO_REDO,
} BalaiRecordError;

#define BALAI_RECORD_ERROR (balai_record_error_quark ())
GQuark balai_record_error_quark (void);

/**
 * BalaiUndone:
 * @label: (owned): what was undone, or done again, as its batch was called
 * @undone: how many records are as they were before
 * @kept: how many were left alone, because they were changed again afterwards
 */
typedef struct
{
  char *label;
  guint undone;
  guint kept;
} BalaiUndone;

/**
 * BalaiRepositoryListener:
 * @changes: what a batch or an undo has changed
 * @data: what was handed over with the function
 *
 * Called on the thread of the repository once the change is part of the transaction; where the caller holds an outer
 * one, it may still be rolled back.
 */
typedef void (*BalaiRepositoryListener) (BalaiChanges *changes,
                                         gpointer      data);

#define BALAI_TYPE_REPOSITORY (balai_repository_get_type ())
G_DECLARE_FINAL_TYPE (BalaiRepository, balai_repository, BALAI, REPOSITORY, GObject)

BalaiRepository *balai_repository_new          (BalaiDatabase     *database,
                                                BalaiRegistry     *registry,
                                                const BalaiClock  *clock);
BalaiDatabase   *balai_repository_get_database (BalaiRepository   *self);
BalaiRegistry   *balai_repository_get_registry (BalaiRepository   *self);
const BalaiClock *balai_repository_get_clock   (BalaiRepository   *self);
void             balai_repository_set_listener (BalaiRepository   *self,
                                                BalaiRepositoryListener listener,
                                                gpointer           data);

gboolean         balai_repository_migrate      (BalaiRepository   *self,
                                                GError           **error);
gboolean         balai_repository_needs_migration (BalaiRepository *self,
                                                gboolean          *needed,
                                                GError           **error);

/* Reading. Nothing found is no error: then NULL comes without one. */
BalaiRecord     *balai_repository_get          (BalaiRepository   *self,
                                                const BalaiKind   *kind,
                                                const char        *id,
                                                GError           **error);
BalaiRecord     *balai_repository_get_row      (BalaiRepository   *self,
                                                const BalaiKind   *kind,
                                                int64_t            row,
                                                GError           **error);
GPtrArray       *balai_repository_list         (BalaiRepository   *self,
                                                BalaiQuery        *query,
                                                GError           **error);
GPtrArray       *balai_repository_list_all     (BalaiRepository   *self,
                                                const BalaiKind   *kind,
                                                GError           **error);
GPtrArray       *balai_repository_list_by_title (BalaiRepository  *self,
                                                const BalaiKind   *kind,
                                                GError           **error);
BalaiRecord     *balai_repository_find         (BalaiRepository   *self,
                                                const BalaiKind   *kind,
                                                int                field,
                                                const char        *value,
                                                GError           **error);
GPtrArray       *balai_repository_children     (BalaiRepository   *self,
                                                const BalaiKind   *kind,
                                                const char        *parent,
                                                GError           **error);
GArray          *balai_repository_rows         (BalaiRepository   *self,
                                                BalaiQuery        *query,
                                                GError           **error);
gboolean         balai_repository_count        (BalaiRepository   *self,
                                                BalaiQuery        *query,
                                                int64_t           *count,
                                                GError           **error);

/* Settings of this computer, beside the records */
char            *balai_repository_get_setting  (BalaiRepository   *self,
                                                const char        *key);
gboolean         balai_repository_set_setting  (BalaiRepository   *self,
                                                const char        *key,
                                                const char        *value,
                                                GError           **error);

/* Writing */
gboolean         balai_repository_apply        (BalaiRepository   *self,
                                                BalaiBatch        *batch,
                                                BalaiChanges     **changes,
                                                GError           **error);
gboolean         balai_repository_undo         (BalaiRepository   *self,
                                                int64_t            batch,
                                                BalaiUndone      **undone,
                                                BalaiChanges     **changes,
                                                GError           **error);
gboolean         balai_repository_last_step    (BalaiRepository   *self,
                                                int64_t           *batch,
                                                char             **label,
                                                GError           **error);
gboolean         balai_repository_redo         (BalaiRepository   *self,
                                                int64_t            batch,
                                                BalaiUndone      **redone,
                                                BalaiChanges     **changes,
                                                GError           **error);
gboolean         balai_repository_last_undo    (BalaiRepository   *self,
                                                int64_t           *batch,
                                                char             **label,
                                                GError           **error);
GPtrArray       *balai_repository_history      (BalaiRepository   *self,
                                                const BalaiKind   *kind,
                                                const char        *id,
                                                GError           **error);
gboolean         balai_repository_rebuild_search (BalaiRepository *self,
                                                GError           **error);
void             balai_undone_free             (BalaiUndone       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiUndone, balai_undone_free)

/**
 * BalaiHistoryEntry:
 * @at: when, in seconds since 1970-01-01 UTC
 * @label: (owned): what was done
 * @words: (owned): what changed, one line for each field: "Start: 09.00 → 10.00"
 */
typedef struct
{
  int64_t at;
  char   *label;
  char   *words;
} BalaiHistoryEntry;

void             balai_history_entry_free      (BalaiHistoryEntry *self);

G_END_DECLS

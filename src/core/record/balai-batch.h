/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-record.h"

G_BEGIN_DECLS

/**
 * BalaiChangeOp:
 * @BALAI_CHANGE_CREATE: the record is new
 * @BALAI_CHANGE_UPDATE: fields of it have changed
 * @BALAI_CHANGE_DELETE: it became a tombstone
 * @BALAI_CHANGE_RESTORE: it is a tombstone no longer
 */
typedef enum
{
  BALAI_CHANGE_CREATE,
  BALAI_CHANGE_UPDATE,
  BALAI_CHANGE_DELETE,
  BALAI_CHANGE_RESTORE,
} BalaiChangeOp;

/**
 * BalaiBatchFlags:
 * @BALAI_BATCH_DEFAULT: checked by the rules of each kind
 * @BALAI_BATCH_IMPORT: comes from a file: only what follows from the tables is checked, rules show as findings later
 * @BALAI_BATCH_NO_UNDO: is no step of undo (sample data, settings the program keeps for itself)
 */
typedef enum
{
  BALAI_BATCH_DEFAULT = 0,
  BALAI_BATCH_IMPORT  = 1 << 0,
  BALAI_BATCH_NO_UNDO = 1 << 1,
} BalaiBatchFlags;

typedef struct _BalaiBatch BalaiBatch;

BalaiBatch *balai_batch_new          (const char      *label,
                                      BalaiBatchFlags  flags);
BalaiBatch *balai_batch_ref          (BalaiBatch      *self);
void        balai_batch_unref        (BalaiBatch      *self);
void        balai_batch_put          (BalaiBatch      *self,
                                      BalaiRecord     *record);
void        balai_batch_delete       (BalaiBatch      *self,
                                      BalaiRecord     *record);
void        balai_batch_restore      (BalaiBatch      *self,
                                      BalaiRecord     *record);
guint       balai_batch_get_size     (BalaiBatch      *self);
const char *balai_batch_get_label    (BalaiBatch      *self);
GPtrArray  *balai_batch_get_findings (BalaiBatch      *self);

/* For the repository */
BalaiBatchFlags balai_batch_get_flags  (BalaiBatch    *self);
BalaiRecord    *balai_batch_get_record (BalaiBatch    *self,
                                        guint          position,
                                        BalaiChangeOp *op);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiBatch, balai_batch_unref)

/**
 * BalaiChanges:
 *
 * What a transaction has changed, told after it was kept. It may be shared between threads.
 */
typedef struct _BalaiChanges BalaiChanges;

/**
 * BalaiChange:
 * @kind: of what kind
 * @id: (owned): which record
 * @op: what was done with it
 * @record: (owned) (nullable): how it lies in its table now; only for what is derived, before the transaction is kept
 */
typedef struct
{
  const BalaiKind *kind;
  char            *id;
  BalaiChangeOp    op;
  BalaiRecord     *record;
} BalaiChange;

#define BALAI_TYPE_CHANGES (balai_changes_get_type ())
GType              balai_changes_get_type       (void);
BalaiChanges      *balai_changes_new            (void);
BalaiChanges      *balai_changes_new_everything (void);
BalaiChanges      *balai_changes_ref            (BalaiChanges    *self);
void               balai_changes_unref          (BalaiChanges    *self);
void               balai_changes_add            (BalaiChanges    *self,
                                                 const BalaiKind *kind,
                                                 const char      *id,
                                                 BalaiChangeOp    op,
                                                 BalaiRecord     *record);
void               balai_changes_let_go         (BalaiChanges    *self);
guint              balai_changes_get_size       (BalaiChanges    *self);
const BalaiChange *balai_changes_get            (BalaiChanges    *self,
                                                 guint            position);
gboolean           balai_changes_has_kind       (BalaiChanges    *self,
                                                 const BalaiKind *kind);
gboolean           balai_changes_is_everything  (BalaiChanges    *self);
int64_t            balai_changes_get_batch      (BalaiChanges    *self);
void               balai_changes_set_batch      (BalaiChanges    *self,
                                                 int64_t          batch);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiChanges, balai_changes_unref)

G_END_DECLS

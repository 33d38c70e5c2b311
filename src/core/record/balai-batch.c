/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-batch.h"

/**
 * BalaiBatch:
 *
 * What a person does at one go: saved in one transaction, undone in one step.
 */
struct _BalaiBatch
{
  gatomicrefcount ref_count;
  char           *label;    /* (owned): what was done, in the language of the program */
  BalaiBatchFlags flags;
  GPtrArray      *records;  /* (owned) (element-type BalaiRecord) */
  GArray         *ops;      /* (owned) (element-type BalaiChangeOp) */
  GHashTable     *places;   /* (owned) (element-type BalaiRecord guint): place of each record, counted from 1 */
  GPtrArray      *findings; /* (owned) (element-type BalaiFinding) */
};

struct _BalaiChanges
{
  gatomicrefcount ref_count;
  GArray         *changes; /* (owned) (element-type BalaiChange) */
  GHashTable     *kinds;   /* (owned) (element-type BalaiKind): as a set */
  int64_t         batch;
  gboolean        everything;
};

G_DEFINE_BOXED_TYPE (BalaiChanges, balai_changes, balai_changes_ref, balai_changes_unref)

/**
 * balai_batch_new:
 * @label: what is done, in the language of the program ("Event moved")
 * @flags: how to treat it
 *
 * Returns: (transfer full): an empty batch
 */
BalaiBatch *
balai_batch_new (const char      *label,
                 BalaiBatchFlags  flags)
{
  BalaiBatch *self = g_new0 (BalaiBatch, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->label = g_strdup (label);
  self->flags = flags;
  self->records = g_ptr_array_new_with_free_func (g_object_unref);
  self->ops = g_array_new (FALSE, FALSE, sizeof (BalaiChangeOp));
  self->places = g_hash_table_new (NULL, NULL);
  self->findings = balai_findings_new ();
  return self;
}

BalaiBatch *
balai_batch_ref (BalaiBatch *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_batch_unref (BalaiBatch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_ptr_array_unref (self->records);
  g_array_unref (self->ops);
  g_hash_table_unref (self->places);
  g_ptr_array_unref (self->findings);
  g_free (self->label);
  g_free (self);
}

/* A record is saved once: what was asked for last counts. */
static void
batch_add (BalaiBatch    *self,
           BalaiRecord   *record,
           BalaiChangeOp  op)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, record));

  if (place > 0)
    {
      g_array_index (self->ops, BalaiChangeOp, place - 1) = op;
      return;
    }
  g_ptr_array_add (self->records, g_object_ref (record));
  g_array_append_val (self->ops, op);
  g_hash_table_insert (self->places, record, GUINT_TO_POINTER (self->ops->len));
}

/**
 * balai_batch_put:
 * @self: a batch
 * @record: what to save: a new record, or one that was read and changed. From here until the batch is applied it
 *   belongs to the batch's thread.
 */
void
balai_batch_put (BalaiBatch  *self,
                 BalaiRecord *record)
{
  batch_add (self, record, balai_record_is_new (record) ? BALAI_CHANGE_CREATE : BALAI_CHANGE_UPDATE);
}

/**
 * balai_batch_delete:
 * @self: a batch
 * @record: what to delete; a tombstone stays, so that it can be undone and told to others
 */
void
balai_batch_delete (BalaiBatch  *self,
                    BalaiRecord *record)
{
  g_return_if_fail (!balai_record_is_new (record));

  batch_add (self, record, BALAI_CHANGE_DELETE);
}

/**
 * balai_batch_restore:
 * @self: a batch
 * @record: a tombstone that is to be a record again, with the values it has
 */
void
balai_batch_restore (BalaiBatch  *self,
                     BalaiRecord *record)
{
  g_return_if_fail (balai_record_is_deleted (record));

  batch_add (self, record, BALAI_CHANGE_RESTORE);
}

guint
balai_batch_get_size (BalaiBatch *self)
{
  return self->records->len;
}

const char *
balai_batch_get_label (BalaiBatch *self)
{
  return self->label;
}

BalaiBatchFlags
balai_batch_get_flags (BalaiBatch *self)
{
  return self->flags;
}

/**
 * balai_batch_get_findings:
 * @self: a batch that was applied or refused
 *
 * Returns: (transfer none) (element-type BalaiFinding): what the rules found
 */
GPtrArray *
balai_batch_get_findings (BalaiBatch *self)
{
  return self->findings;
}

BalaiRecord *
balai_batch_get_record (BalaiBatch    *self,
                        guint          position,
                        BalaiChangeOp *op)
{
  if (op)
    *op = g_array_index (self->ops, BalaiChangeOp, position);
  return g_ptr_array_index (self->records, position);
}

static void
change_clear (gpointer data)
{
  BalaiChange *change = data;

  g_free (change->id);
  g_clear_object (&change->record);
}

BalaiChanges *
balai_changes_new (void)
{
  BalaiChanges *self = g_new0 (BalaiChanges, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->changes = g_array_new (FALSE, FALSE, sizeof (BalaiChange));
  g_array_set_clear_func (self->changes, change_clear);
  self->kinds = g_hash_table_new (NULL, NULL);
  return self;
}

/**
 * balai_changes_new_everything:
 *
 * Returns: (transfer full): the change from one file to another, in which nothing need be as it was. No record is
 *   named.
 */
BalaiChanges *
balai_changes_new_everything (void)
{
  BalaiChanges *self = balai_changes_new ();

  self->everything = TRUE;
  return self;
}

BalaiChanges *
balai_changes_ref (BalaiChanges *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_changes_unref (BalaiChanges *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_array_unref (self->changes);
  g_hash_table_unref (self->kinds);
  g_free (self);
}

void
balai_changes_add (BalaiChanges    *self,
                   const BalaiKind *kind,
                   const char      *id,
                   BalaiChangeOp    op,
                   BalaiRecord     *record)
{
  BalaiChange change = { kind, g_strdup (id), op, record != NULL ? g_object_ref (record) : NULL };

  g_array_append_val (self->changes, change);
  g_hash_table_add (self->kinds, (gpointer) kind);
}

/* Before others hear of the changes: records belong to one thread. */
void
balai_changes_let_go (BalaiChanges *self)
{
  for (guint i = 0; i < self->changes->len; i++)
    g_clear_object (&g_array_index (self->changes, BalaiChange, i).record);
}

guint
balai_changes_get_size (BalaiChanges *self)
{
  return self->changes->len;
}

const BalaiChange *
balai_changes_get (BalaiChanges *self,
                   guint         position)
{
  return &g_array_index (self->changes, BalaiChange, position);
}

/**
 * balai_changes_has_kind:
 * @self: changes
 * @kind: a kind
 *
 * Returns: whether a record of the kind is among them
 */
gboolean
balai_changes_has_kind (BalaiChanges    *self,
                        const BalaiKind *kind)
{
  return self->everything || g_hash_table_contains (self->kinds, kind);
}

/**
 * balai_changes_is_everything:
 * @self: changes
 *
 * Returns: whether it is another file now
 */
gboolean
balai_changes_is_everything (BalaiChanges *self)
{
  return self->everything;
}

/**
 * balai_changes_get_batch:
 * @self: changes
 *
 * Returns: number of the batch in the journal, for an undo; 0 when it is no step of undo
 */
int64_t
balai_changes_get_batch (BalaiChanges *self)
{
  return self->batch;
}

void
balai_changes_set_batch (BalaiChanges *self,
                         int64_t       batch)
{
  self->batch = batch;
}

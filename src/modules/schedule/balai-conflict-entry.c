/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-conflict-entry.h"

/* One conflict as an item of a list: nothing but where it stands in its table. */
struct _BalaiConflictEntry
{
  GObject              parent_instance;

  BalaiConflictTable  *table;    /* (owned) */
  const BalaiConflict *conflict; /* (unowned): of the table */
  guint                position;
  gboolean             over;
  guint                n_over;   /* of the first that is over how many are, else 0 */
};

G_DEFINE_FINAL_TYPE (BalaiConflictEntry, balai_conflict_entry, G_TYPE_OBJECT)

static void
balai_conflict_entry_finalize (GObject *object)
{
  BalaiConflictEntry *self = BALAI_CONFLICT_ENTRY (object);

  g_clear_pointer (&self->table, balai_conflict_table_unref);
  G_OBJECT_CLASS (balai_conflict_entry_parent_class)->finalize (object);
}

static void
balai_conflict_entry_class_init (BalaiConflictEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balai_conflict_entry_finalize;
}

static void
balai_conflict_entry_init (BalaiConflictEntry *self)
{
}

/**
 * balai_conflict_entry_new:
 * @table: all conflicts
 * @group: which of its lists
 * @position: position in that list
 *
 * Returns: (transfer full): an entry for it
 */
BalaiConflictEntry *
balai_conflict_entry_new (BalaiConflictTable *table,
                          BalaiConflictGroup  group,
                          guint               position)
{
  BalaiConflictEntry *self = g_object_new (BALAI_TYPE_CONFLICT_ENTRY, NULL);

  self->table = balai_conflict_table_ref (table);
  self->conflict = balai_conflict_table_get (table, group, position);
  self->position = position;
  self->over = position >= balai_conflict_table_get_n_coming (table, group);
  if (position == balai_conflict_table_get_n_coming (table, group))
    self->n_over = balai_conflict_table_get_n (table, group) - position;
  return self;
}

const BalaiConflict *
balai_conflict_entry_get_conflict (BalaiConflictEntry *self)
{
  g_return_val_if_fail (BALAI_IS_CONFLICT_ENTRY (self), NULL);

  return self->conflict;
}

/**
 * balai_conflict_entry_get_position:
 * @self: an entry
 *
 * Returns: where it stands in its list
 */
guint
balai_conflict_entry_get_position (BalaiConflictEntry *self)
{
  g_return_val_if_fail (BALAI_IS_CONFLICT_ENTRY (self), 0);

  return self->position;
}

const BalaiScheduleSnapshot *
balai_conflict_entry_get_snapshot (BalaiConflictEntry *self)
{
  g_return_val_if_fail (BALAI_IS_CONFLICT_ENTRY (self), NULL);

  return balai_conflict_table_get_snapshot (self->table);
}

/**
 * balai_conflict_entry_is_over:
 * @self: an entry
 *
 * Returns: whether it lies in the past
 */
gboolean
balai_conflict_entry_is_over (BalaiConflictEntry *self)
{
  g_return_val_if_fail (BALAI_IS_CONFLICT_ENTRY (self), FALSE);

  return self->over;
}

/**
 * balai_conflict_entry_get_n_over:
 * @self: an entry
 *
 * Returns: of the first that lies in the past how many do, otherwise 0
 */
guint
balai_conflict_entry_get_n_over (BalaiConflictEntry *self)
{
  g_return_val_if_fail (BALAI_IS_CONFLICT_ENTRY (self), 0);

  return self->n_over;
}

/**
 * balai_conflict_entry_get_claim:
 * @self: an entry
 *
 * Returns: (transfer none): the claim of the event that is to give way
 */
const BalaiClaim *
balai_conflict_entry_get_claim (BalaiConflictEntry *self)
{
  g_return_val_if_fail (BALAI_IS_CONFLICT_ENTRY (self), NULL);

  return balai_conflict_table_pick (self->table, self->conflict);
}

/**
 * balai_conflict_entry_get_own_opd:
 * @self: an entry
 *
 * Returns: (transfer none) (nullable): id of the OPD that looks
 */
const char *
balai_conflict_entry_get_own_opd (BalaiConflictEntry *self)
{
  g_return_val_if_fail (BALAI_IS_CONFLICT_ENTRY (self), NULL);

  return balai_conflict_table_get_own_opd (self->table);
}

static const char *
event_id (BalaiConflictEntry *self,
          const BalaiClaim   *claim)
{
  return balai_schedule_snapshot_get_event (balai_conflict_table_get_snapshot (self->table), claim->occurrence)->id;
}

/**
 * balai_conflict_entry_same:
 * @self: an entry
 * @other: one of the same or of a newer table
 *
 * Returns: whether both tell of the same events at the same time
 */
gboolean
balai_conflict_entry_same (BalaiConflictEntry *self,
                           BalaiConflictEntry *other)
{
  const BalaiConflict *one, *two;

  g_return_val_if_fail (BALAI_IS_CONFLICT_ENTRY (self), FALSE);
  g_return_val_if_fail (BALAI_IS_CONFLICT_ENTRY (other), FALSE);

  one = self->conflict;
  two = other->conflict;
  return one->class_ == two->class_ && one->span.start == two->span.start && one->has_b == two->has_b
         && g_str_equal (event_id (self, &one->a), event_id (other, &two->a))
         && (!one->has_b || g_str_equal (event_id (self, &one->b), event_id (other, &two->b)));
}

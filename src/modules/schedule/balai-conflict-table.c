/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-conflict-table.h"

struct _BalaiConflictTable
{
  gatomicrefcount        ref_count;
  BalaiScheduleSnapshot *snapshot; /* (owned) */
  GArray                *order[BALAI_N_CONFLICT_GROUPS]; /* (owned) (element-type guint32): positions in the array */
  guint                  n_coming[BALAI_N_CONFLICT_GROUPS];
};

G_DEFINE_BOXED_TYPE (BalaiConflictTable, balai_conflict_table, balai_conflict_table_ref, balai_conflict_table_unref)

typedef struct
{
  const BalaiConflict *items;
  int64_t              now;
} Order;

static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  const Order *order = data;
  const BalaiConflict *one = &order->items[*(const guint32 *) a];
  const BalaiConflict *two = &order->items[*(const guint32 *) b];
  gboolean one_over = one->span.end <= order->now;
  gboolean two_over = two->span.end <= order->now;

  if (one_over != two_over)
    return one_over - two_over;
  if (one->span.start != two->span.start)
    return (one->span.start < two->span.start) == one_over ? 1 : -1;
  return *(const guint32 *) a < *(const guint32 *) b ? -1 : 1;
}

/**
 * balai_conflict_table_new:
 * @snapshot: a stretch of the calendar with its conflicts
 * @now: seconds since 1970-01-01 UTC
 *
 * Returns: (transfer full): its conflicts in order
 */
BalaiConflictTable *
balai_conflict_table_new (BalaiScheduleSnapshot *snapshot,
                          int64_t                now)
{
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (snapshot);
  BalaiConflictTable *self = g_new0 (BalaiConflictTable, 1);
  Order order = { conflicts->items, now };

  g_atomic_ref_count_init (&self->ref_count);
  self->snapshot = balai_schedule_snapshot_ref (snapshot);
  for (guint group = 0; group < BALAI_N_CONFLICT_GROUPS; group++)
    self->order[group] = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (guint32 i = 0; i < conflicts->n; i++)
    {
      BalaiConflictGroup group = balai_conflict_class_is_clash (conflicts->items[i].class_)
                                   ? BALAI_CONFLICT_GROUP_CLASH : BALAI_CONFLICT_GROUP_ATTENTION;

      g_array_append_val (self->order[group], i);
      self->n_coming[group] += conflicts->items[i].span.end > now;
    }
  for (guint group = 0; group < BALAI_N_CONFLICT_GROUPS; group++)
    g_array_sort_with_data (self->order[group], compare, &order);
  return self;
}

BalaiConflictTable *
balai_conflict_table_ref (BalaiConflictTable *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_conflict_table_unref (BalaiConflictTable *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint group = 0; group < BALAI_N_CONFLICT_GROUPS; group++)
    g_array_unref (self->order[group]);
  balai_schedule_snapshot_unref (self->snapshot);
  g_free (self);
}

const BalaiScheduleSnapshot *
balai_conflict_table_get_snapshot (const BalaiConflictTable *self)
{
  return self->snapshot;
}

guint
balai_conflict_table_get_n (const BalaiConflictTable *self,
                            BalaiConflictGroup        group)
{
  return self->order[group]->len;
}

/**
 * balai_conflict_table_get_n_coming:
 * @self: a table
 * @group: which list
 *
 * Returns: how many of them are not over yet; they come first
 */
guint
balai_conflict_table_get_n_coming (const BalaiConflictTable *self,
                                   BalaiConflictGroup        group)
{
  return self->n_coming[group];
}

const BalaiConflict *
balai_conflict_table_get (const BalaiConflictTable *self,
                          BalaiConflictGroup        group,
                          guint                     position)
{
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (self->snapshot);

  g_return_val_if_fail (position < self->order[group]->len, NULL);

  return &conflicts->items[g_array_index (self->order[group], guint32, position)];
}

/**
 * balai_conflict_table_get_others:
 * @self: a table
 * @conflict: one of its conflicts
 * @n_others: (out): how many
 *
 * Returns: (transfer none) (array length=n_others): what is involved beside its two claims
 */
const BalaiClaim *
balai_conflict_table_get_others (const BalaiConflictTable *self,
                                 const BalaiConflict      *conflict,
                                 size_t                   *n_others)
{
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (self->snapshot);

  return balai_conflict_array_get_others (conflicts, (size_t) (conflict - conflicts->items), n_others);
}

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
  char                  *own_opd; /* (owned) (nullable) */
  int64_t                until;
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
 * @until: where what is known ends, likewise
 * @own_opd: (nullable): id of the OPD that looks
 *
 * Returns: (transfer full): its conflicts in order
 */
BalaiConflictTable *
balai_conflict_table_new (BalaiScheduleSnapshot *snapshot,
                          int64_t                now,
                          int64_t                until,
                          const char            *own_opd)
{
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (snapshot);
  BalaiConflictTable *self = g_new0 (BalaiConflictTable, 1);
  Order order = { conflicts->items, now };

  g_atomic_ref_count_init (&self->ref_count);
  self->snapshot = balai_schedule_snapshot_ref (snapshot);
  self->until = until;
  self->own_opd = own_opd != NULL && *own_opd != '\0' ? g_strdup (own_opd) : NULL;
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
  g_free (self->own_opd);
  g_free (self);
}

const BalaiScheduleSnapshot *
balai_conflict_table_get_snapshot (const BalaiConflictTable *self)
{
  return self->snapshot;
}

/**
 * balai_conflict_table_get_until:
 * @self: a table
 *
 * Returns: where what is known ends, seconds since 1970-01-01 UTC: the dates of long series are stored so far
 */
int64_t
balai_conflict_table_get_until (const BalaiConflictTable *self)
{
  return self->until;
}

/**
 * balai_conflict_table_get_own_opd:
 * @self: a table
 *
 * Returns: (transfer none) (nullable): id of the OPD that looks
 */
const char *
balai_conflict_table_get_own_opd (const BalaiConflictTable *self)
{
  return self->own_opd;
}

static gboolean
is_own (const BalaiConflictTable *self,
        const BalaiClaim         *claim)
{
  const char *opd = balai_schedule_snapshot_get_event (self->snapshot, claim->occurrence)->opd;

  return self->own_opd != NULL && g_strcmp0 (opd, self->own_opd) == 0;
}

/**
 * balai_conflict_table_pick:
 * @self: a table
 * @conflict: one of its conflicts
 *
 * Returns: (transfer none): the claim that is to give way: of an event of the OPD that looks, if it has one in it, else
 *   of any; and of the one that is less settled, where they differ in that
 */
const BalaiClaim *
balai_conflict_table_pick (const BalaiConflictTable *self,
                           const BalaiConflict      *conflict)
{
  const BalaiClaim *best = &conflict->a;
  size_t n_others;
  const BalaiClaim *others = balai_conflict_table_get_others (self, conflict, &n_others);
  gboolean own = is_own (self, best);

  for (size_t i = 0; i < n_others + 1; i++)
    {
      const BalaiClaim *claim = i == 0 ? &conflict->b : &others[i - 1];
      gboolean here;

      if (i == 0 && !conflict->has_b)
        continue;
      here = is_own (self, claim);
      if ((here && !own) || (here == own && (own || i == 0) && claim->status < best->status))
        {
          best = claim;
          own = here;
        }
    }
  return best;
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

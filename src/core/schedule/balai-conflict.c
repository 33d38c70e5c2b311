/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-conflict.h"

#include <stdlib.h>
#include <string.h>

#include "balai-codes.h"

static const char *const class_codes[] = {
  "overlap", "gap", "family", "stock", "travel", "capacity", "closure", "hours", "holiday",
};

G_STATIC_ASSERT (G_N_ELEMENTS (class_codes) == BALAI_N_CONFLICT_CLASSES);

BALAI_DEFINE_CODES (BalaiConflictClass, balai_conflict_class, class_codes)

/**
 * balai_conflict_class_is_clash:
 * @class_: a class
 *
 * Returns: whether it is "Bentrok", which is always shown, whatever the level and the statuses of the two
 */
gboolean
balai_conflict_class_is_clash (BalaiConflictClass class_)
{
  return class_ == BALAI_CONFLICT_OVERLAP || class_ == BALAI_CONFLICT_FAMILY || class_ == BALAI_CONFLICT_STOCK;
}

void
balai_conflict_array_init (BalaiConflictArray *self)
{
  g_return_if_fail (self != NULL);

  *self = (BalaiConflictArray) { .classes = BALAI_CONFLICT_ALL, .limit = BALAI_CONFLICT_LIMIT };
}

void
balai_conflict_array_clear (BalaiConflictArray *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->items, g_free);
  g_clear_pointer (&self->others, g_free);
  self->n = self->allocated = 0;
  self->n_others = self->others_allocated = 0;
  self->truncated = FALSE;
}

/**
 * balai_conflict_array_reset:
 * @self: an array
 *
 * Forgets the conflicts, keeps the memory and what is wanted.
 */
void
balai_conflict_array_reset (BalaiConflictArray *self)
{
  g_return_if_fail (self != NULL);

  self->n = 0;
  self->n_others = 0;
  self->truncated = FALSE;
}

/**
 * balai_conflict_array_wants:
 * @self: an array
 * @class_: a class
 * @level: a level
 *
 * Returns: whether balai_conflict_array_add() would take such a conflict
 */
gboolean
balai_conflict_array_wants (const BalaiConflictArray *self,
                            BalaiConflictClass        class_,
                            BalaiLevel                level)
{
  return (self->classes & BALAI_CONFLICT_FLAG (class_)) != 0
         && (level != BALAI_LEVEL_IGNORE || self->keep_ignored || balai_conflict_class_is_clash (class_));
}

/**
 * balai_conflict_array_add:
 * @self: an array
 * @conflict: what was found; its others are not looked at
 *
 * Keeps a copy, if it is wanted and the limit is not reached.
 *
 * Returns: (nullable) (transfer none): the copy, until the next call, or %NULL when it was not kept
 */
BalaiConflict *
balai_conflict_array_add (BalaiConflictArray  *self,
                          const BalaiConflict *conflict)
{
  BalaiConflict *copy;

  if (!balai_conflict_array_wants (self, conflict->class_, conflict->level))
    return NULL;
  if (self->n >= self->limit)
    {
      self->truncated = TRUE;
      return NULL;
    }
  if (self->n == self->allocated)
    {
      self->allocated = MAX (16, self->allocated * 2);
      self->items = g_renew (BalaiConflict, self->items, self->allocated);
    }
  copy = &self->items[self->n++];
  *copy = *conflict;
  copy->others = self->n_others;
  copy->n_others = 0;
  return copy;
}

/**
 * balai_conflict_array_add_other:
 * @self: an array that holds a conflict
 * @other: one more claim that is involved in the last conflict
 *
 * All conflicts together keep four times as many others as there may be conflicts, then they are cut as well.
 */
void
balai_conflict_array_add_other (BalaiConflictArray *self,
                                const BalaiClaim   *other)
{
  g_return_if_fail (self->n > 0);

  if (self->n_others / 4 >= self->limit)
    {
      self->truncated = TRUE;
      return;
    }
  if (self->n_others == self->others_allocated)
    {
      self->others_allocated = MAX (16, self->others_allocated * 2);
      self->others = g_renew (BalaiClaim, self->others, self->others_allocated);
    }
  self->others[self->n_others++] = *other;
  self->items[self->n - 1].n_others++;
}

/**
 * balai_conflict_array_get_others:
 * @self: an array
 * @index: number of a conflict in it
 * @n_others: (out): how many
 *
 * Returns: (transfer none) (nullable): the claims involved besides a and b, until the array changes
 */
const BalaiClaim *
balai_conflict_array_get_others (const BalaiConflictArray *self,
                                 size_t                    index,
                                 size_t                   *n_others)
{
  g_return_val_if_fail (index < self->n, NULL);

  *n_others = self->items[index].n_others;
  return *n_others == 0 ? NULL : self->others + self->items[index].others;
}

static int
compare_conflicts (const void *a,
                   const void *b)
{
  const BalaiConflict *x = a, *y = b;
  int64_t left[] = { x->span.start, x->span.end, x->class_, x->resource, x->a.event, x->b.event, x->a.occurrence,
                     x->b.occurrence, x->closure };
  int64_t right[] = { y->span.start, y->span.end, y->class_, y->resource, y->a.event, y->b.event, y->a.occurrence,
                      y->b.occurrence, y->closure };

  for (size_t i = 0; i < G_N_ELEMENTS (left); i++)
    if (left[i] != right[i])
      return left[i] < right[i] ? -1 : 1;
  return 0;
}

/**
 * balai_conflict_array_sort:
 * @self: an array
 *
 * Puts the conflicts in the order in which they happen, the same for the same conflicts, however they were found.
 */
void
balai_conflict_array_sort (BalaiConflictArray *self)
{
  g_return_if_fail (self != NULL);

  if (self->n > 1)
    qsort (self->items, self->n, sizeof *self->items, compare_conflicts);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-row-diff.h"

/* More pieces than this are told as one: each costs a view the placing of its rows anew. */
#define HUNKS_KEPT 64
/* A row that moves no further than this is told in one piece, in which a selection finds it again. */
#define MOVE_SPAN  1000

#define GONE G_MAXUINT

/* Longest run of places that grows: the rows that stay where they are in relation to each other. Marks the others with
 * GONE. */
static void
keep_longest (guint *places,
              guint  n)
{
  g_autofree guint *tails = g_new (guint, n + 1);    /* position of the smallest end of a run of each length */
  g_autofree guint *previous = g_new (guint, n + 1); /* position before each in its run */
  g_autofree gboolean *kept = g_new0 (gboolean, n + 1);
  guint length = 0;

  for (guint i = 0; i < n; i++)
    {
      guint low = 0, high = length;

      if (places[i] == GONE)
        continue;
      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (places[tails[middle]] < places[i])
            low = middle + 1;
          else
            high = middle;
        }
      previous[i] = low > 0 ? tails[low - 1] : GONE;
      tails[low] = i;
      length = MAX (length, low + 1);
    }
  for (guint i = length > 0 ? tails[length - 1] : GONE; i != GONE; i = previous[i])
    kept[i] = TRUE;
  for (guint i = 0; i < n; i++)
    if (!kept[i])
      places[i] = GONE;
}

static void
add_hunk (GArray *hunks,
          guint   position,
          guint   removed,
          guint   source,
          guint   added)
{
  BalaiRowHunk hunk = { position, removed, source, added };

  if (removed > 0 || added > 0)
    g_array_append_val (hunks, hunk);
}

static void
merge (GArray *hunks,
       guint   first,
       guint   last)
{
  BalaiRowHunk *one = &g_array_index (hunks, BalaiRowHunk, first);
  const BalaiRowHunk *other = &g_array_index (hunks, BalaiRowHunk, last);

  one->removed = other->position + other->removed - one->position;
  one->added = other->source + other->added - one->source;
  g_array_remove_range (hunks, first + 1, last - first);
}

static gboolean
span_is_short (GArray *hunks,
               guint   first,
               guint   last)
{
  const BalaiRowHunk *one = &g_array_index (hunks, BalaiRowHunk, first);
  const BalaiRowHunk *other = &g_array_index (hunks, BalaiRowHunk, last);

  return other->position + other->removed - one->position <= MOVE_SPAN
         && other->source + other->added - one->source <= MOVE_SPAN;
}

/* Joins the pieces between which a row has moved. */
static void
merge_moves (GArray        *hunks,
             const int64_t *before,
             const int64_t *after)
{
  g_autoptr (GHashTable) removed = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint h = 0; h < hunks->len; h++)
    {
      const BalaiRowHunk *hunk = &g_array_index (hunks, BalaiRowHunk, h);

      for (guint i = 0; i < hunk->removed; i++)
        g_hash_table_insert (removed, (gpointer) &before[hunk->position + i], GUINT_TO_POINTER (h + 1));
    }
  /* From the last to the first, so that joining leaves the numbers of those before as they are. */
  for (guint h = hunks->len; h-- > 0;)
    {
      const BalaiRowHunk *hunk = &g_array_index (hunks, BalaiRowHunk, h);
      guint first = h, last = h;

      for (guint i = 0; i < hunk->added; i++)
        {
          guint from = GPOINTER_TO_UINT (g_hash_table_lookup (removed, &after[hunk->source + i]));

          if (from > 0)
            {
              first = MIN (first, from - 1);
              last = MAX (last, MIN (from - 1, hunks->len - 1));
            }
        }
      if (last > first && span_is_short (hunks, first, last))
        {
          merge (hunks, first, last);
          h = MIN (h, first);
        }
    }
}

/**
 * balai_row_diff:
 * @before: (array length=n_before): rows as they were, each once
 * @n_before: how many
 * @after: (array length=n_after): rows as they are, each once
 * @n_after: how many
 *
 * What has to be told of the change from one list to the other: one piece for each stretch that differs.
 *
 * Returns: (transfer full) (element-type BalaiRowHunk): the pieces, in their order; empty where nothing differs
 */
GArray *
balai_row_diff (const int64_t *before,
                guint          n_before,
                const int64_t *after,
                guint          n_after)
{
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (BalaiRowHunk));
  g_autoptr (GHashTable) found = NULL;
  g_autofree guint *places = NULL;
  guint start = 0, old, new;

  while (start < n_before && start < n_after && before[start] == after[start])
    start++;
  while (n_before > start && n_after > start && before[n_before - 1] == after[n_after - 1])
    {
      n_before--;
      n_after--;
    }
  if (start == n_before || start == n_after)
    {
      add_hunk (hunks, start, n_before - start, start, n_after - start);
      return hunks;
    }

  found = g_hash_table_new (g_int64_hash, g_int64_equal);
  for (guint i = start; i < n_after; i++)
    g_hash_table_insert (found, (gpointer) &after[i], GUINT_TO_POINTER (i + 1));
  places = g_new (guint, n_before - start);
  for (guint i = start; i < n_before; i++)
    places[i - start] = GPOINTER_TO_UINT (g_hash_table_lookup (found, &before[i])) - 1;
  keep_longest (places, n_before - start);

  old = new = start;
  for (guint i = start; i < n_before; i++)
    if (places[i - start] != GONE)
      {
        add_hunk (hunks, old, i - old, new, places[i - start] - new);
        old = i + 1;
        new = places[i - start] + 1;
      }
  add_hunk (hunks, old, n_before - old, new, n_after - new);

  merge_moves (hunks, before, after);
  if (hunks->len > HUNKS_KEPT)
    merge (hunks, 0, hunks->len - 1);
  return hunks;
}

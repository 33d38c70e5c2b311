/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-lane-layout.h"

static int
compare_numbers (int64_t a,
                 int64_t b)
{
  return a < b ? -1 : a > b;
}

/* By start, the longer first. */
static int
compare_starts (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const BalaiLaneThing *things = data;
  guint i = *(const guint *) a, k = *(const guint *) b;
  int order = compare_numbers (things[i].span.start, things[k].span.start);

  if (order == 0)
    order = compare_numbers (things[k].span.end, things[i].span.end);
  return order != 0 ? order : i < k ? -1 : i > k;
}

/* What is in conflict first, and by the clash: two that meet have it in common, and come to lie side by side. */
static int
compare_ranks (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const BalaiLaneThing *things = data;
  const BalaiLaneThing *x = &things[*(const guint *) a], *y = &things[*(const guint *) b];
  int order = 0;

  if (x->conflict != y->conflict)
    return x->conflict ? -1 : 1;
  if (x->conflict)
    order = compare_numbers (x->clash.start, y->clash.start);
  if (x->conflict && order == 0)
    order = compare_numbers (x->clash.end, y->clash.end);
  return order != 0 ? order : compare_starts (a, b, data);
}

typedef struct
{
  const BalaiLaneThing *things;
  BalaiLanePlace *places;
  GArray *folds;          /* (element-type BalaiLaneFold) */
  const guint *order;     /* the cluster, by start */
  guint n;
} Cluster;

static gboolean
lane_is_free (const Cluster *cluster,
              const guint   *placed,
              guint          n_placed,
              guint          lane,
              BalaiSpan      span)
{
  for (guint i = 0; i < n_placed; i++)
    {
      const BalaiLanePlace *place = &cluster->places[placed[i]];

      if (place->fold == BALAI_LANE_NO_FOLD && place->lane == lane &&
          balai_span_meets (cluster->things[placed[i]].span, span))
        return FALSE;
    }
  return TRUE;
}

static gboolean
all_lanes_are_free (const Cluster *cluster,
                    const guint   *placed,
                    guint          n_placed,
                    BalaiSpan      span)
{
  for (guint i = 0; i < n_placed; i++)
    if (cluster->places[placed[i]].fold == BALAI_LANE_NO_FOLD &&
        balai_span_meets (cluster->things[placed[i]].span, span))
      return FALSE;
  return TRUE;
}

/* First fit in the order of ranks; what is @squeezed shows only those in conflict side by side, and the others where
 * they have all of the width. Returns how many lanes that takes, or 0 where the limit leaves something over. */
static guint
fill_lanes (const Cluster *cluster,
            const guint   *ranked,
            guint          limit,
            gboolean       squeezed)
{
  guint used = 0, left_over = 0;

  for (guint i = 0; i < cluster->n; i++)
    {
      BalaiLanePlace *place = &cluster->places[ranked[i]];
      guint lane = 0;

      while (lane < limit && lane < used &&
             !lane_is_free (cluster, ranked, i, lane, cluster->things[ranked[i]].span))
        lane++;
      if (squeezed && !cluster->things[ranked[i]].conflict &&
          !all_lanes_are_free (cluster, ranked, i, cluster->things[ranked[i]].span))
        lane = limit;
      *place = (BalaiLanePlace) { .lane = lane, .extent = 1, .fold = BALAI_LANE_NO_FOLD };
      if (lane < limit)
        used = MAX (used, lane + 1);
      else
        /* Which fold it is turns out when all that are left over are known. */
        place->fold = 0, left_over++;
    }
  return left_over > 0 ? 0 : used;
}

/* First fit by start, which needs no more lanes than there are things at the busiest moment. */
static guint
least_lanes (const Cluster *cluster)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (int64_t));

  for (guint i = 0; i < cluster->n; i++)
    {
      BalaiSpan span = cluster->things[cluster->order[i]].span;
      guint lane = 0;

      while (lane < ends->len && g_array_index (ends, int64_t, lane) > span.start)
        lane++;
      if (lane == ends->len)
        g_array_append_val (ends, span.end);
      else
        g_array_index (ends, int64_t, lane) = span.end;
      cluster->places[cluster->order[i]] =
        (BalaiLanePlace) { .lane = lane, .extent = 1, .fold = BALAI_LANE_NO_FOLD };
    }
  return ends->len;
}

/* Whatever is left over and meets, directly or through others, is one fold. */
static void
make_folds (const Cluster *cluster)
{
  guint first = cluster->folds->len;

  for (guint i = 0; i < cluster->n; i++)
    {
      const BalaiLaneThing *thing = &cluster->things[cluster->order[i]];
      BalaiLanePlace *place = &cluster->places[cluster->order[i]];
      BalaiLaneFold *fold;

      if (place->fold == BALAI_LANE_NO_FOLD)
        continue;
      if (cluster->folds->len == first ||
          g_array_index (cluster->folds, BalaiLaneFold, cluster->folds->len - 1).span.end <= thing->span.start)
        {
          BalaiLaneFold fresh = { .span = thing->span };

          g_array_append_val (cluster->folds, fresh);
        }
      place->fold = cluster->folds->len - 1;
      fold = &g_array_index (cluster->folds, BalaiLaneFold, place->fold);
      fold->span.end = MAX (fold->span.end, thing->span.end);
      fold->n_things++;
      fold->n_conflicts += thing->conflict != FALSE;
    }
}

/* "+1" takes the room of what it hides: that is shown there instead. Returns in how many lanes; where no fold is left,
 * that of the strip is one of them. */
static guint
show_singles (const Cluster *cluster,
              guint          n_lanes,
              guint          first_fold)
{
  g_autofree guint *kept = g_new0 (guint, cluster->folds->len);
  guint n_folds = first_fold;

  for (guint i = first_fold; i < cluster->folds->len; i++)
    {
      BalaiLaneFold fold = g_array_index (cluster->folds, BalaiLaneFold, i);

      kept[i] = fold.n_things == 1 ? BALAI_LANE_NO_FOLD : n_folds;
      if (fold.n_things > 1)
        g_array_index (cluster->folds, BalaiLaneFold, n_folds++) = fold;
    }
  g_array_set_size (cluster->folds, n_folds);
  for (guint i = 0; i < cluster->n; i++)
    {
      BalaiLanePlace *place = &cluster->places[cluster->order[i]];

      if (place->fold == BALAI_LANE_NO_FOLD)
        continue;
      place->fold = kept[place->fold];
      if (place->fold != BALAI_LANE_NO_FOLD)
        continue;
      place->lane = n_lanes;
      place->in_strip = n_folds > first_fold;
    }
  return n_folds > first_fold ? n_lanes : n_lanes + 1;
}

/* Whatever meets, directly or through others, is drawn in the same number of lanes, so that edges line up. */
static void
spread (const Cluster *cluster,
        guint          n_lanes,
        guint          first_fold)
{
  for (guint i = 0; i < cluster->n; i++)
    {
      BalaiLanePlace *place = &cluster->places[cluster->order[i]];
      BalaiSpan span = cluster->things[cluster->order[i]].span;
      guint limit = n_lanes;

      place->n_lanes = n_lanes;
      place->beside = cluster->folds->len > first_fold;
      if (place->fold != BALAI_LANE_NO_FOLD || place->in_strip)
        continue;
      place->to_edge = TRUE;
      for (guint k = 0; k < cluster->n; k++)
        {
          const BalaiLanePlace *other = &cluster->places[cluster->order[k]];

          if (other->fold != BALAI_LANE_NO_FOLD || other->lane <= place->lane ||
              !balai_span_meets (span, cluster->things[cluster->order[k]].span))
            continue;
          limit = MIN (limit, other->lane);
          place->to_edge = FALSE;
        }
      place->extent = limit - place->lane;
      for (guint k = first_fold; k < cluster->folds->len; k++)
        if (balai_span_meets (span, g_array_index (cluster->folds, BalaiLaneFold, k).span))
          place->to_edge = FALSE;
    }
}

/* How many lanes those in conflict take by themselves. */
static guint
count_conflict_lanes (const Cluster *cluster,
                      const guint   *ranked)
{
  Cluster conflicts = *cluster;

  conflicts.n = 0;
  while (conflicts.n < cluster->n && cluster->things[ranked[conflicts.n]].conflict)
    conflicts.n++;
  return fill_lanes (&conflicts, ranked, BALAI_LANE_UNLIMITED, FALSE);
}

static void
place_cluster (const Cluster       *cluster,
               const BalaiLaneRoom *room)
{
  g_autofree guint *ranked = g_memdup2 (cluster->order, cluster->n * sizeof *cluster->order);
  guint first_fold = cluster->folds->len;
  guint n_lanes;

  g_qsort_with_data (ranked, (int) cluster->n, sizeof *ranked, compare_ranks, (gpointer) cluster->things);
  n_lanes = fill_lanes (cluster, ranked, room->most, FALSE);
  /* Another order than that of starts can take more lanes; rather than fold, do without it. */
  if (n_lanes == 0)
    n_lanes = least_lanes (cluster);
  if (n_lanes > room->most)
    {
      guint wanted = MIN (count_conflict_lanes (cluster, ranked), room->squeezed);

      n_lanes = MAX (room->beside, wanted);
      fill_lanes (cluster, ranked, n_lanes, wanted > room->beside);
      make_folds (cluster);
      n_lanes = show_singles (cluster, n_lanes, first_fold);
    }
  spread (cluster, n_lanes, first_fold);
}

/**
 * balai_lane_layout:
 * @things: (array length=n_things): what to place, in any order
 * @n_things: how many
 * @room: how many lanes there is room for
 * @places: (array length=n_things) (out caller-allocates): where each goes
 *
 * Gives everything a lane, so that no two that meet share one, nor the extent of one reaches the other. What is in
 * conflict takes the first lanes. Where there is no room for all, what is left over is counted in folds, unless it is
 * one alone: that is shown where the fold would be. Something in conflict is left over only where others in conflict
 * have every lane. Lanes are squeezed where those in conflict would not stand side by side otherwise; whatever else is
 * seen there has all of the width.
 *
 * Returns: (transfer full) (element-type BalaiLaneFold): the folds, by start
 */
GArray *
balai_lane_layout (const BalaiLaneThing *things,
                   guint                 n_things,
                   const BalaiLaneRoom  *room,
                   BalaiLanePlace       *places)
{
  GArray *folds = g_array_new (FALSE, TRUE, sizeof (BalaiLaneFold));
  g_autofree guint *order = g_new (guint, n_things);

  g_return_val_if_fail (n_things == 0 || (things != NULL && places != NULL), folds);
  g_return_val_if_fail (room != NULL && room->beside >= 1 && room->most >= room->beside, folds);

  for (guint i = 0; i < n_things; i++)
    order[i] = i;
  if (n_things > 1)
    g_qsort_with_data (order, (int) n_things, sizeof *order, compare_starts, (gpointer) things);
  for (guint from = 0, to; from < n_things; from = to)
    {
      int64_t end = things[order[from]].span.end;

      for (to = from + 1; to < n_things && things[order[to]].span.start < end; to++)
        end = MAX (end, things[order[to]].span.end);
      place_cluster (&(Cluster) { things, places, folds, order + from, to - from }, room);
    }
  return folds;
}

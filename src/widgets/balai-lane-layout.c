/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-lane-layout.h"

static int
compare_starts (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const BalaiSpan *spans = data;
  guint i = *(const guint *) a, k = *(const guint *) b;

  if (spans[i].start != spans[k].start)
    return spans[i].start < spans[k].start ? -1 : 1;
  if (spans[i].end != spans[k].end)
    return spans[i].end > spans[k].end ? -1 : 1;
  return i < k ? -1 : i > k;
}

/* Whatever meets, directly or through others, is drawn in the same number of lanes, so that edges line up. */
static void
finish_cluster (const BalaiSpan *spans,
                const guint     *order,
                guint            from,
                guint            to,
                guint            n_lanes,
                BalaiLanePlace  *places)
{
  for (guint i = from; i < to; i++)
    {
      BalaiLanePlace *place = &places[order[i]];
      guint limit = n_lanes;

      place->n_lanes = n_lanes;
      for (guint k = from; k < to; k++)
        {
          const BalaiLanePlace *other = &places[order[k]];

          if (other->lane > place->lane && other->lane < limit && balai_span_meets (spans[order[i]], spans[order[k]]))
            limit = other->lane;
        }
      place->extent = limit - place->lane;
    }
}

/**
 * balai_lane_layout:
 * @spans: (array length=n_spans): what to place, in any order, none of them empty
 * @n_spans: how many
 * @places: (array length=n_spans) (out caller-allocates): where each goes
 *
 * Colours the interval graph of @spans first fit by start, which needs no more lanes than there are things at the
 * busiest moment. Two that meet never share a lane, nor does the extent of one reach the other.
 */
void
balai_lane_layout (const BalaiSpan *spans,
                   guint            n_spans,
                   BalaiLanePlace  *places)
{
  g_autofree guint *order = g_new (guint, n_spans);
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (int64_t));
  int64_t cluster_end = G_MININT64;
  guint cluster = 0;

  g_return_if_fail (n_spans == 0 || (spans != NULL && places != NULL));

  for (guint i = 0; i < n_spans; i++)
    order[i] = i;
  if (n_spans > 1)
    g_qsort_with_data (order, (int) n_spans, sizeof *order, compare_starts, (gpointer) spans);
  for (guint i = 0; i < n_spans; i++)
    {
      const BalaiSpan *span = &spans[order[i]];
      guint lane = 0;

      if (i > 0 && span->start >= cluster_end)
        {
          finish_cluster (spans, order, cluster, i, ends->len, places);
          g_array_set_size (ends, 0);
          cluster = i;
        }
      while (lane < ends->len && g_array_index (ends, int64_t, lane) > span->start)
        lane++;
      if (lane == ends->len)
        g_array_append_val (ends, span->end);
      else
        g_array_index (ends, int64_t, lane) = span->end;
      places[order[i]] = (BalaiLanePlace) { .lane = lane };
      cluster_end = i == cluster ? span->end : MAX (cluster_end, span->end);
    }
  finish_cluster (spans, order, cluster, n_spans, ends->len, places);
}

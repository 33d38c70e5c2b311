/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-beyond.h"

/* Long series are stored within the horizon only: what is asked beyond it is worked out when it is asked. Of those that
 * repeat too often even for that, only who asks for everything is told. */

static gboolean
add_partial (BalaiRepository  *repository,
             BalaiQuery       *query,
             GPtrArray        *partial,
             GCancellable     *cancellable,
             GError          **error)
{
  g_autoptr (GPtrArray) events = balai_repository_list (repository, query, error);

  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (balai_schedule_is_partial (repository, events->pdata[i]))
        g_ptr_array_add (partial, g_object_ref (events->pdata[i]));
    }
  return TRUE;
}

/**
 * balai_schedule_list_partial:
 * @repository: a repository
 * @cancellable: (nullable): to stop it
 * @error: return location for a #BalaiDbError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable) (element-type BalaiRecord): the series of which only those dates are stored that
 *   lie within the horizon, whether a rule gives them or a list
 */
GPtrArray *
balai_schedule_list_partial (BalaiRepository  *repository,
                             GCancellable     *cancellable,
                             GError          **error)
{
  g_autoptr (GPtrArray) partial = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BalaiQuery) rules = balai_query_new (&balai_event_kind);
  g_autoptr (BalaiQuery) lists = balai_query_new (&balai_event_kind);

  balai_query_where_null (rules, BALAI_EVENT_RRULE, FALSE);
  balai_query_where_null (lists, BALAI_EVENT_RRULE, TRUE);
  balai_query_where_null (lists, BALAI_EVENT_RDATE, FALSE);
  if (!add_partial (repository, rules, partial, cancellable, error)
      || !add_partial (repository, lists, partial, cancellable, error))
    return NULL;
  return g_steal_pointer (&partial);
}

typedef struct
{
  const BalaiSpan     *range;  /* (unowned) */
  BalaiSpan            stored; /* where the dates of this series begin that are stored */
  BalaiOccurrenceFunc  func;
  gpointer             data;
} Beyond;

static gboolean
pass_on (BalaiRecord             *event,
         BalaiSpan                span,
         const BalaiDerivedClaim *claims,
         guint                    n_claims,
         gpointer                 data,
         GError                 **error)
{
  Beyond *beyond = data;

  if (!balai_occurrence_in_range (span, *beyond->range)
      || (span.start >= beyond->stored.start && span.start < beyond->stored.end))
    return TRUE;
  return beyond->func (event, span, claims, n_claims, beyond->data, error);
}

/**
 * balai_schedule_expand_beyond:
 * @repository: a repository
 * @range: which stretch
 * @everything: also of series that repeat so often that only what is near is stored
 * @func: called for each occurrence that lies in @range, or reaches into it, and is not stored
 * @data: for @func
 * @cancellable: (nullable): to stop it
 * @error: return location for a #BalaiDbError, an error of @func, or %G_IO_ERROR_CANCELLED
 *
 * Nothing is done where the whole of @range is stored.
 *
 * Returns: whether all of them were told
 */
gboolean
balai_schedule_expand_beyond (BalaiRepository      *repository,
                              const BalaiSpan      *range,
                              gboolean              everything,
                              BalaiOccurrenceFunc   func,
                              gpointer              data,
                              GCancellable         *cancellable,
                              GError              **error)
{
  BalaiSpan horizon = balai_schedule_get_horizon (repository);
  g_autoptr (GPtrArray) events = NULL;

  if (!everything && range->start >= horizon.start && range->end <= horizon.end)
    return TRUE;
  events = balai_schedule_list_partial (repository, cancellable, error);
  for (guint i = 0; events != NULL && i < events->len; i++)
    {
      gboolean is_cut;
      Beyond beyond = { range, balai_schedule_get_stored (repository, events->pdata[i], &is_cut), func, data };

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (is_cut && !everything)
        continue;
      if (!balai_schedule_expand (repository, events->pdata[i], range, pass_on, &beyond, error))
        return FALSE;
    }
  return events != NULL;
}

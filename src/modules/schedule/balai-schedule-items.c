/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-items.h"

#include "balai-palette.h"

/* How the rules' view of the calendar becomes what the views draw. All of it runs on a reader's thread. */

typedef struct
{
  BalaiSpan  occurrence;
  BalaiSpan  part;
  BalaiState state;
} Mark;

/**
 * balai_schedule_colour:
 * @opd_code: (nullable): code of an office
 *
 * Returns: its place in the palette, the same on every desk, or %BALAI_COLOUR_NONE without one
 */
guint
balai_schedule_colour (const char *opd_code)
{
  return opd_code ? g_str_hash (opd_code) % BALAI_PALETTE_SIZE : BALAI_COLOUR_NONE;
}

/**
 * balai_schedule_item_status:
 * @status: code of the status of an event
 *
 * Returns: how it is drawn
 */
BalaiItemStatus
balai_schedule_item_status (const char *status)
{
  if (g_strcmp0 (status, "draft") == 0)
    return BALAI_ITEM_DRAFT;
  if (g_strcmp0 (status, "tentative") == 0)
    return BALAI_ITEM_TENTATIVE;
  if (g_strcmp0 (status, "submitted") == 0)
    return BALAI_ITEM_SUBMITTED;
  if (g_strcmp0 (status, "confirmed") == 0)
    return BALAI_ITEM_CONFIRMED;
  return BALAI_ITEM_CANCELLED;
}

static void
add_mark (GHashTable          *marks,
          const BalaiConflict *conflict,
          const BalaiClaim    *claim)
{
  GArray *list = g_hash_table_lookup (marks, GUINT_TO_POINTER (claim->occurrence));
  Mark mark = { balai_claim_span (claim), balai_span_intersect (conflict->span, balai_claim_span (claim)),
                balai_conflict_class_is_clash (conflict->class_) ? BALAI_STATE_CONFLICT : BALAI_STATE_ATTENTION };

  if (list == NULL)
    {
      list = g_array_new (FALSE, FALSE, sizeof (Mark));
      g_hash_table_insert (marks, GUINT_TO_POINTER (claim->occurrence), list);
    }
  g_array_append_val (list, mark);
}

/* By number of the event. */
static GHashTable *
collect_marks (const BalaiScheduleSnapshot *snapshot)
{
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (snapshot);
  GHashTable *marks = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);

  for (size_t i = 0; i < conflicts->n; i++)
    {
      size_t n_others;
      const BalaiClaim *others = balai_conflict_array_get_others (conflicts, i, &n_others);

      add_mark (marks, &conflicts->items[i], &conflicts->items[i].a);
      if (conflicts->items[i].has_b)
        add_mark (marks, &conflicts->items[i], &conflicts->items[i].b);
      for (size_t o = 0; o < n_others; o++)
        add_mark (marks, &conflicts->items[i], &others[o]);
    }
  return marks;
}

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const BalaiSpan *one = a, *two = b;

  return one->start < two->start ? -1 : one->start > two->start;
}

/* Parts that touch become one, so that the hatching has no seams. */
static void
join_spans (GArray *spans)
{
  guint kept = 0;

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      BalaiSpan span = g_array_index (spans, BalaiSpan, i);

      if (kept > 0 && g_array_index (spans, BalaiSpan, kept - 1).end >= span.start)
        g_array_index (spans, BalaiSpan, kept - 1).end = MAX (g_array_index (spans, BalaiSpan, kept - 1).end, span.end);
      else
        g_array_index (spans, BalaiSpan, kept++) = span;
    }
  g_array_set_size (spans, kept);
}

static BalaiState
find_marks (GArray    *marks,
            BalaiSpan  span,
            GArray    *parts)
{
  BalaiState state = BALAI_STATE_SAFE;

  g_array_set_size (parts, 0);
  for (guint i = 0; marks != NULL && i < marks->len; i++)
    {
      const Mark *mark = &g_array_index (marks, Mark, i);

      if (mark->occurrence.start != span.start)
        continue;
      state = MAX (state, mark->state);
      if (mark->state == BALAI_STATE_CONFLICT && mark->part.start < mark->part.end)
        g_array_append_val (parts, mark->part);
    }
  join_spans (parts);
  return state;
}

/**
 * balai_schedule_items_marks:
 * @snapshot: a stretch of the calendar with its conflicts
 *
 * Returns: (transfer full): what is in conflict, for balai_schedule_items_find_state(); of use with any snapshot, as
 *   long as @snapshot is there
 */
GHashTable *
balai_schedule_items_marks (const BalaiScheduleSnapshot *snapshot)
{
  g_autoptr (GHashTable) numbers = collect_marks (snapshot);
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  GHashTableIter iter;
  gpointer number, marks;

  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, &number, &marks))
    g_hash_table_insert (ids, balai_schedule_snapshot_get_event (snapshot, GPOINTER_TO_UINT (number))->id,
                         g_array_ref (marks));
  return ids;
}

/**
 * balai_schedule_items_find_state:
 * @marks: what is in conflict
 * @event: id of an event
 * @span: one of its occurrences
 * @parts: (element-type BalaiSpan): becomes the parts of it that are in conflict
 *
 * Returns: how it stands
 */
BalaiState
balai_schedule_items_find_state (GHashTable *marks,
                                 const char *event,
                                 BalaiSpan   span,
                                 GArray     *parts)
{
  return find_marks (g_hash_table_lookup (marks, event), span, parts);
}

static gboolean
is_wanted (const BalaiScheduleFilter *filter,
           const BalaiEventInfo      *event,
           BalaiItemStatus            status)
{
  if (filter == NULL)
    return TRUE;
  if ((filter->statuses & (1u << status)) == 0)
    return FALSE;
  return filter->opd == NULL || g_strcmp0 (filter->opd, event->opd) == 0;
}

/**
 * balai_schedule_items_build:
 * @snapshot: a stretch of the calendar
 * @first_day: its first day, days since 1970-01-01
 * @last_day: its last day
 * @filter: (nullable): what is shown
 *
 * Returns: (transfer full): what the views draw
 */
BalaiCalendarItems *
balai_schedule_items_build (const BalaiScheduleSnapshot *snapshot,
                            int64_t                      first_day,
                            int64_t                      last_day,
                            const BalaiScheduleFilter   *filter)
{
  const BalaiZone *zone = balai_schedule_rules_get_zone (balai_schedule_snapshot_get_rules (snapshot));
  BalaiSpan range = { balai_zone_day_start (zone, first_day), balai_zone_day_start (zone, last_day + 1) };
  g_autoptr (BalaiCalendarItemsBuilder) builder = balai_calendar_items_builder_new (range, zone);
  g_autoptr (GHashTable) marks = collect_marks (snapshot);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (BalaiSpan));
  guint n;
  const BalaiOccurrence *occurrences = balai_schedule_snapshot_get_occurrences (snapshot, &n);

  for (guint i = 0; i < n; i++)
    {
      const BalaiEventInfo *event = balai_schedule_snapshot_get_event (snapshot, occurrences[i].event);
      GArray *event_marks = g_hash_table_lookup (marks, GUINT_TO_POINTER (occurrences[i].event));
      BalaiItemStatus status = balai_schedule_item_status (event->status);
      BalaiCalendarItem item = {
        .key = event->id,
        .title = event->title,
        .place = event->place,
        .opd = event->opd_name,
        .repeats = event->repeats,
        .span = occurrences[i].span,
        .colour = (guint8) balai_schedule_colour (event->opd_code),
        .status = (guint8) status,
        .all_day = (guint8) event->all_day,
      };

      if (!is_wanted (filter, event, status))
        continue;
      item.state = (guint8) find_marks (event_marks, item.span, parts);
      if (filter != NULL && filter->troubled && item.state == BALAI_STATE_SAFE)
        continue;
      item.clash = (const BalaiSpan *) parts->data;
      item.n_clash = parts->len;
      balai_calendar_items_builder_add (builder, &item);
    }
  return balai_calendar_items_builder_end (g_steal_pointer (&builder));
}

/**
 * balai_schedule_items_holidays:
 * @snapshot: a stretch of the calendar
 * @first_day: first day, days since 1970-01-01
 * @last_day: last day
 *
 * Returns: (transfer full) (element-type int64 utf8): names of the holidays, by day
 */
GHashTable *
balai_schedule_items_holidays (const BalaiScheduleSnapshot *snapshot,
                               int64_t                      first_day,
                               int64_t                      last_day)
{
  const BalaiScheduleRules *rules = balai_schedule_snapshot_get_rules (snapshot);
  GHashTable *names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);

  for (int64_t day = first_day; day <= last_day; day++)
    {
      const BalaiHoliday *holiday = balai_schedule_rules_find_holiday (rules, day);
      int64_t *key;

      if (holiday == NULL)
        continue;
      key = g_new (int64_t, 1);
      *key = day;
      g_hash_table_insert (names, key, g_strdup (holiday->name));
    }
  return names;
}

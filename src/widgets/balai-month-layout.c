/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-month-layout.h"

#include <string.h>

/* What is in conflict is seen however full the day is. Then bars, the longer the higher, so that they lie on top and
 * straight; then what has an hour, by the hour. */
static int
compare_segments (gconstpointer a,
                  gconstpointer b)
{
  const BalaiWeekSegment *x = a, *y = b;

  if (x->clash != y->clash)
    return x->clash ? -1 : 1;
  if (x->bar != y->bar)
    return x->bar ? -1 : 1;
  if (x->bar && x->continues_before != y->continues_before)
    return x->continues_before ? -1 : 1;
  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->bar && x->n_columns != y->n_columns)
    return x->n_columns > y->n_columns ? -1 : 1;
  return x->item < y->item ? -1 : x->item > y->item;
}

/* A set of lines that grows without limit: a busy day of a whole city has more than a machine word of them. */
static gboolean
line_is_free (const GArray *taken,
              guint         line,
              guint8        days)
{
  return line >= taken->len || (g_array_index (taken, guint8, line) & days) == 0;
}

/**
 * balai_month_layout_is_long:
 * @item: an item
 *
 * Returns: whether it is a matter of days rather than of hours, and belongs above the hours of a day
 */
gboolean
balai_month_layout_is_long (const BalaiCalendarItem *item)
{
  g_return_val_if_fail (item != NULL, FALSE);

  return item->all_day || balai_span_length (item->span) >= BALAI_DAY;
}

/**
 * balai_month_layout_row:
 * @items: what to place
 * @first_day: first day of the row
 * @n_days: how many days it has, 1 to 7
 * @long_only: whether only what balai_month_layout_is_long() is wanted
 *
 * Gives each item that touches the row the lowest line that is free on all of its days, those in conflict first.
 *
 * Returns: (transfer full) (element-type BalaiWeekSegment): the parts, in the order in which they were placed
 */
GArray *
balai_month_layout_row (const BalaiCalendarItems *items,
                        int64_t                   first_day,
                        guint                     n_days,
                        gboolean                  long_only)
{
  GArray *segments = g_array_new (FALSE, TRUE, sizeof (BalaiWeekSegment));
  g_autoptr (GArray) taken = g_array_new (FALSE, TRUE, sizeof (guint8));
  guint lowest[BALAI_WEEK_DAYS] = { 0 };
  int64_t last_day = first_day + n_days - 1;
  guint from, to;

  g_return_val_if_fail (items != NULL && n_days >= 1 && n_days <= BALAI_WEEK_DAYS, segments);

  balai_calendar_items_find_days (items, first_day, last_day, &from, &to);
  for (guint i = from; i < to; i++)
    {
      const BalaiCalendarItem *item = balai_calendar_items_get (items, i);
      int64_t first = MAX (item->first_day, first_day), last = MIN (item->last_day, last_day);
      BalaiWeekSegment segment = { .item = i };

      if (first > last || (long_only && !balai_month_layout_is_long (item)))
        continue;
      segment.column = (guint8) (first - first_day);
      segment.n_columns = (guint8) (last - first + 1);
      segment.bar = item->all_day || item->first_day != item->last_day;
      segment.continues_before = item->first_day < first_day;
      segment.continues_after = item->last_day > last_day;
      segment.clash = item->state == BALAI_STATE_CONFLICT;
      g_array_append_val (segments, segment);
    }
  g_array_sort (segments, compare_segments);
  for (guint i = 0; i < segments->len; i++)
    {
      BalaiWeekSegment *segment = &g_array_index (segments, BalaiWeekSegment, i);
      guint8 days = (guint8) (((1u << segment->n_columns) - 1) << segment->column);
      guint line = lowest[segment->column];

      while (!line_is_free (taken, line, days))
        line++;
      if (line >= taken->len)
        g_array_set_size (taken, line + 1);
      g_array_index (taken, guint8, line) |= days;
      segment->line = line;
      if (segment->n_columns == 1)
        lowest[segment->column] = line + 1;
    }
  return segments;
}

/**
 * balai_month_layout_fit:
 * @segments: (element-type BalaiWeekSegment): the parts of a row
 * @n_lines: how many lines there is room for
 * @n_words: how many lines the words take that say what is not seen: more than 1 where lines are lower than words
 * @hidden: (out caller-allocates): per day, how many parts are not seen; where it is not 0, the last @n_words lines are
 *   left free for the words that say so
 * @visible: (out caller-allocates) (array): per part, whether it is seen
 *
 * Decides what fits. A bar is seen whole or not at all.
 *
 * Returns: how many parts are seen
 */
guint
balai_month_layout_fit (const GArray *segments,
                        guint         n_lines,
                        guint         n_words,
                        guint         hidden[BALAI_WEEK_DAYS],
                        gboolean     *visible)
{
  gboolean full[BALAI_WEEK_DAYS] = { FALSE };
  gboolean again = TRUE;
  guint n_visible = 0;

  g_return_val_if_fail (segments != NULL && hidden != NULL, 0);

  while (again)
    {
      again = FALSE;
      n_visible = 0;
      memset (hidden, 0, BALAI_WEEK_DAYS * sizeof *hidden);
      for (guint i = 0; i < segments->len; i++)
        {
          const BalaiWeekSegment *segment = &g_array_index (segments, BalaiWeekSegment, i);
          gboolean fits = segment->line < n_lines;

          for (guint day = segment->column; fits && day < (guint) segment->column + segment->n_columns; day++)
            fits = !full[day] || segment->line + n_words < n_lines;
          visible[i] = fits;
          n_visible += fits;
          if (fits)
            continue;
          for (guint day = segment->column; day < (guint) segment->column + segment->n_columns; day++)
            {
              hidden[day]++;
              if (!full[day])
                full[day] = again = TRUE;
            }
        }
    }
  return n_visible;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-calendar-items.h"

G_BEGIN_DECLS

#define BALAI_WEEK_DAYS 7

/**
 * BalaiWeekSegment:
 * @item: position in the collection
 * @line: on which line of the week it lies, from 0
 * @column: first day of the week it covers, 0 to 6
 * @n_columns: how many days
 * @bar: whether it is drawn as a bar: all day, or over midnight
 * @continues_before: whether it began before this week
 * @continues_after: whether it goes on after this week
 * @clash: whether it cannot be together with something else
 *
 * The part of an item that lies in one week.
 */
typedef struct
{
  guint item;
  guint line;
  guint8 column;
  guint8 n_columns;
  guint8 bar;
  guint8 continues_before;
  guint8 continues_after;
  guint8 clash;
} BalaiWeekSegment;

gboolean balai_month_layout_is_long (const BalaiCalendarItem  *item);
GArray  *balai_month_layout_row     (const BalaiCalendarItems *items,
                                     int64_t                   first_day,
                                     guint                     n_days,
                                     gboolean                  long_only);
guint    balai_month_layout_fit     (const GArray             *segments,
                                     guint                     n_lines,
                                     guint                     n_words,
                                     guint                     hidden[BALAI_WEEK_DAYS],
                                     gboolean                 *visible);

G_END_DECLS

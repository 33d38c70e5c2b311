/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-time-row.h"

#include "balai-date-parse.h"
#include "balai-format.h"
#include "balai-span.h"

#define STEP (15 * (int) BALAI_MINUTE)

/**
 * BalaiTimeRow:
 *
 * A row of a form for a time of day, in seconds of the day: the arrows step by quarters of an hour, the page keys by
 * hours.
 */
struct _BalaiTimeRow
{
  BalaiTypedRow parent_instance;
};

G_DEFINE_FINAL_TYPE (BalaiTimeRow, balai_time_row, BALAI_TYPE_TYPED_ROW)

static char *
balai_time_row_say (BalaiTypedRow *row,
                    int64_t        value)
{
  return balai_format_time ((int) value);
}

static gboolean
balai_time_row_read (BalaiTypedRow *row,
                     const char    *text,
                     int64_t       *value)
{
  int second;

  if (!balai_time_parse (text, &second))
    return FALSE;
  *value = second;
  return TRUE;
}

static int64_t
balai_time_row_step (BalaiTypedRow *row,
                     int64_t        value,
                     int            steps,
                     gboolean       page)
{
  return (value + steps * (page ? 4 * STEP : STEP) + BALAI_DAY) % BALAI_DAY;
}

static void
balai_time_row_class_init (BalaiTimeRowClass *klass)
{
  BalaiTypedRowClass *row_class = BALAI_TYPED_ROW_CLASS (klass);

  row_class->say = balai_time_row_say;
  row_class->read = balai_time_row_read;
  row_class->step = balai_time_row_step;
}

static void
balai_time_row_init (BalaiTimeRow *self)
{
}

/**
 * balai_time_row_new:
 * @title: what the time is for
 *
 * Returns: (transfer floating): a row with midnight
 */
GtkWidget *
balai_time_row_new (const char *title)
{
  return g_object_new (BALAI_TYPE_TIME_ROW, "title", title, NULL);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define BALAI_TYPE_MONTH_CELL (balai_month_cell_get_type ())
G_DECLARE_FINAL_TYPE (BalaiMonthCell, balai_month_cell, BALAI, MONTH_CELL, GtkWidget)

/**
 * BalaiMonthCellFacts:
 * @date: the day, in days since 1970-01-01
 * @holiday: (nullable): name of the holiday
 * @n_items: how many items touch it
 * @n_conflicts: how many of them are in conflict
 * @other_month: whether it belongs to a neighbouring month
 * @today: whether it is today
 *
 * What a cell says.
 */
typedef struct
{
  int64_t date;
  const char *holiday;
  guint n_items;
  guint n_conflicts;
  gboolean other_month;
  gboolean today;
} BalaiMonthCellFacts;

GtkWidget *balai_month_cell_new          (void);
void       balai_month_cell_bind         (BalaiMonthCell            *self,
                                          const BalaiMonthCellFacts *facts);
int64_t    balai_month_cell_get_date     (BalaiMonthCell            *self);
void       balai_month_cell_set_selected (BalaiMonthCell            *self,
                                          gboolean                   selected);

G_END_DECLS

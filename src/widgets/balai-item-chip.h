/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

#include "balai-calendar-items.h"

G_BEGIN_DECLS

#define BALAI_TYPE_ITEM_CHIP (balai_item_chip_get_type ())
G_DECLARE_FINAL_TYPE (BalaiItemChip, balai_item_chip, BALAI, ITEM_CHIP, GtkWidget)

/**
 * BalaiChipStyle:
 * @BALAI_CHIP_LINE: one line, hour and title
 * @BALAI_CHIP_BAR: one line over whole days
 * @BALAI_CHIP_BLOCK: a stretch of time as high as it is long
 * @BALAI_CHIP_TICK: no text at all, where a day is too narrow for it
 * @BALAI_CHIP_MORE: says in one line how many are not seen
 * @BALAI_CHIP_FOLD: says it over the stretch of time in which they are
 *
 * How an item is drawn.
 */
typedef enum
{
  BALAI_CHIP_LINE,
  BALAI_CHIP_BAR,
  BALAI_CHIP_BLOCK,
  BALAI_CHIP_TICK,
  BALAI_CHIP_MORE,
  BALAI_CHIP_FOLD,
} BalaiChipStyle;

GtkWidget          *balai_item_chip_new          (void);
void                balai_item_chip_bind         (BalaiItemChip      *self,
                                                  BalaiCalendarItems *items,
                                                  guint               position,
                                                  BalaiChipStyle      style);
void                balai_item_chip_bind_more    (BalaiItemChip      *self,
                                                  int64_t             day,
                                                  guint               n_hidden,
                                                  guint               n_conflicts,
                                                  gboolean            narrow);
void                balai_item_chip_bind_fold    (BalaiItemChip      *self,
                                                  int64_t             day,
                                                  guint               n_hidden,
                                                  guint               n_conflicts);
void                balai_item_chip_unbind       (BalaiItemChip      *self);
void                balai_item_chip_set_part     (BalaiItemChip      *self,
                                                  BalaiSpan           shown,
                                                  double              pixels_per_second);
void                balai_item_chip_set_ends     (BalaiItemChip      *self,
                                                  gboolean            continues_before,
                                                  gboolean            continues_after);
void                balai_item_chip_set_line     (BalaiItemChip      *self,
                                                  int                 line_height);
const BalaiCalendarItem *
                    balai_item_chip_get_item     (BalaiItemChip      *self);
guint               balai_item_chip_get_position (BalaiItemChip      *self);
BalaiChipStyle      balai_item_chip_get_style    (BalaiItemChip      *self);
int64_t             balai_item_chip_get_day      (BalaiItemChip      *self);

BalaiItemChip      *balai_item_chip_pick         (GtkWidget          *widget,
                                                  double              x,
                                                  double              y);
void                balai_item_chip_open_on_click
                                                 (GtkGestureClick    *gesture);

G_END_DECLS

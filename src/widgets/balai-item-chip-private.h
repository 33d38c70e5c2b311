/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-item-chip.h"

G_BEGIN_DECLS

#define BALAI_CHIP_PADDING 4

/**
 * BalaiItemChip:
 *
 * One item in a month, a week or a day. There are hundreds of them on a page, so that it draws itself instead of being
 * built from labels, takes the text context of its parent, and waits to be bound to another item.
 */
struct _BalaiItemChip
{
  GtkWidget parent_instance;

  BalaiCalendarItems *items;   /* (owned) (nullable) */
  PangoLayout *layout;         /* (owned) (nullable): title, or all there is */
  PangoLayout *details;        /* (owned) (nullable): hour and place of a block */
  BalaiSpan shown;
  double pixels_per_second;
  int64_t day;
  guint position;
  guint n_hidden;
  guint n_conflicts;           /* among the hidden */
  int line_height;
  int layout_width;
  int layout_height;
  BalaiChipStyle style;
  guint continues_before : 1;
  guint continues_after : 1;
  guint narrow : 1;
};

int      balai_item_chip_get_sign_size (BalaiItemChip *self);
gboolean balai_item_chip_is_conflict   (BalaiItemChip *self);
gboolean balai_item_chip_has_sign      (BalaiItemChip *self);
void     balai_item_chip_drop_layouts  (BalaiItemChip *self);
void     balai_item_chip_prepare       (BalaiItemChip *self,
                                        int            width,
                                        int            height);

G_END_DECLS

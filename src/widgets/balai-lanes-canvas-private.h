/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-lane-layout.h"
#include "balai-lanes-canvas.h"

G_BEGIN_DECLS

#define BALAI_LANES_STEP (15 * BALAI_MINUTE)
#define BALAI_LANES_HOURS 24

/* One block: the part of an item that lies on one day. */
typedef struct
{
  guint item;
  guint column;
  BalaiSpan wall;       /* what is seen, in seconds of the day */
  BalaiLanePlace place;
} Block;

/**
 * BalaiLanesCanvas:
 *
 * The hours of a few days, with what happens side by side in lanes. Arrows move a cursor of time, Tab goes through what
 * happens in the order of time, Enter opens it or asks for something new; a drag over free time does so too.
 */
struct _BalaiLanesCanvas
{
  GtkWidget parent_instance;

  BalaiCalendarItems *items;          /* (owned) (nullable) */
  GHashTable *holidays;               /* (owned) (nullable) (element-type int64 utf8) */
  GArray *blocks;                     /* (owned) (element-type Block): by time */
  GPtrArray *chips;                   /* (owned) (element-type BalaiItemChip): children, the first per block */
  PangoLayout *hour_text[BALAI_LANES_HOURS];      /* (owned) (nullable) */
  int64_t first_day;
  int64_t now;
  int64_t cursor;                     /* wall time */
  int64_t cursor_length;              /* seconds; what Shift and arrows have marked */
  int64_t drag_from;
  int64_t drag_to;
  guint n_days;
  int opens;
  int closes;
  int line_height;
  int gutter;
  gboolean dragging;
};

static inline int
balai_lanes_canvas_hour_height (BalaiLanesCanvas *self)
{
  return MAX (44, self->line_height * 5 / 2);
}

static inline int
balai_lanes_canvas_column_x (BalaiLanesCanvas *self,
                             guint             column)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return self->gutter + (width - self->gutter) * (int) column / (int) self->n_days;
}

void balai_lanes_canvas_forget_texts  (BalaiLanesCanvas *self);
void balai_lanes_canvas_prepare_texts (BalaiLanesCanvas *self);
void balai_lanes_canvas_snapshot      (GtkWidget        *widget,
                                       GtkSnapshot      *snapshot);

G_END_DECLS

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
  guint fold;           /* in @folds, or BALAI_LANE_NO_FOLD */
  BalaiSpan wall;       /* what is seen, in seconds of the day */
  BalaiLanePlace place;
  GtkWidget *chip;      /* (unowned) (nullable): none while it is folded */
} Block;

/* Simultaneous items that have no room. */
typedef struct
{
  guint column;
  BalaiLaneFold lanes;  /* in seconds of the day */
  GtkWidget *chip;      /* (unowned) */
} Fold;

/* Where the keyboard goes: a block or a fold. */
typedef struct
{
  int64_t start;        /* wall time */
  int64_t end;
  GtkWidget *chip;      /* (unowned) */
} Stop;

/**
 * BalaiLanesCanvas:
 *
 * The hours of a few days, with what happens side by side in lanes. Arrows move a cursor of time, Tab goes through what
 * happens in the order of time, Enter opens it or asks for something new; a drag over free time does so too. Lanes stay
 * wide enough to be read: what has none of them is counted at the side, those in conflict last of all.
 */
struct _BalaiLanesCanvas
{
  GtkWidget parent_instance;

  BalaiCalendarView *view;            /* (unowned): what it is part of */
  GArray *blocks;                     /* (owned) (element-type Block): by time */
  GArray *folds;                      /* (owned) (element-type Fold) */
  GArray *stops;                      /* (owned) (element-type Stop): by time */
  GPtrArray *chips;                   /* (owned) (element-type BalaiItemChip): children, for blocks */
  GPtrArray *fold_chips;              /* (owned) (element-type BalaiItemChip): children, for folds */
  PangoLayout *hour_text[BALAI_LANES_HOURS];      /* (owned) (nullable) */
  int64_t first_day;
  int64_t now;
  int64_t cursor;                     /* wall time */
  int64_t cursor_length;              /* seconds; what Shift and arrows have marked */
  int64_t drag_from;
  int64_t drag_to;
  guint n_days;
  int line_height;
  int gutter;
  int lane_width;                     /* the least, in pixels */
  int fold_width;                     /* the least */
  int fold_words_width;               /* with which "+12 lagi" stands on one line */
  int view_x;                         /* what is seen of the width, for the hours to stay in sight */
  int view_width;
  BalaiLaneRoom room;                 /* for which the blocks are placed */
  guint widest;                       /* most lanes in which a cluster is drawn */
  guint tick;
  gboolean unfolded;
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

GtkWidget *balai_lanes_canvas_new_chip      (BalaiLanesCanvas *self);
void       balai_lanes_canvas_say_cursor    (BalaiLanesCanvas *self);
void       balai_lanes_canvas_forget_texts  (BalaiLanesCanvas *self);
void       balai_lanes_canvas_prepare_texts (BalaiLanesCanvas *self);
void       balai_lanes_canvas_snapshot      (GtkWidget        *widget,
                                             GtkSnapshot      *snapshot);
void       balai_lanes_canvas_populate      (BalaiLanesCanvas *self);
void       balai_lanes_canvas_measure       (GtkWidget        *widget,
                                             GtkOrientation    orientation,
                                             int               for_size,
                                             int              *minimum,
                                             int              *natural,
                                             int              *minimum_baseline,
                                             int              *natural_baseline);
void       balai_lanes_canvas_size_allocate (GtkWidget        *widget,
                                             int               width,
                                             int               height,
                                             int               baseline);

G_END_DECLS

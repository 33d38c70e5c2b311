/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-lanes-canvas-private.h"

#include <math.h>

#include "balai-day.h"
#include "balai-item-chip.h"
#include "balai-month-layout.h"

#define SHORTEST (20 * BALAI_MINUTE)
#define NARROWEST_DAY 36
#define GUESSED_DAY 110
#define EDGES 6

static int
compare_blocks (gconstpointer a,
                gconstpointer b)
{
  const Block *x = a, *y = b;

  if (x->column != y->column)
    return x->column < y->column ? -1 : 1;
  if (x->wall.start != y->wall.start)
    return x->wall.start < y->wall.start ? -1 : 1;
  return x->item < y->item ? -1 : x->item > y->item;
}

static int
compare_stops (gconstpointer a,
               gconstpointer b)
{
  const Stop *x = a, *y = b;

  return x->start < y->start ? -1 : x->start > y->start;
}

static int
day_width (BalaiLanesCanvas *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));

  return width > 0 ? (width - self->gutter) / (int) self->n_days : GUESSED_DAY;
}

/* How many lanes a day has room for. */
static BalaiLaneRoom
find_room (BalaiLanesCanvas *self)
{
  int room = day_width (self) - EDGES, beside = room - self->fold_width;
  int lane = MAX (1, self->lane_width);
  guint lanes_beside = (guint) MAX (1, beside / lane);

  if (self->unfolded)
    return (BalaiLaneRoom) { BALAI_LANE_UNLIMITED, BALAI_LANE_UNLIMITED, 0 };
  return (BalaiLaneRoom) {
    /* One more rather than a strip that hides but one. */
    .most = MAX ((guint) (room / lane), lanes_beside + 1),
    .beside = lanes_beside,
    /* However narrow, both sides of a conflict are seen. */
    .squeezed = (guint) MAX (2, beside * 5 / 2 / lane),
  };
}

/* What the lanes leave over goes to the strip of the folds, as far as its words need it. */
static int
strip_width (BalaiLanesCanvas *self,
             int               room)
{
  int spare = room - (int) MIN (self->room.beside, (guint) room) * self->lane_width;

  return CLAMP (spare, MIN (self->fold_width, room / 2), self->fold_words_width);
}

static void
place_day (BalaiLanesCanvas *self,
           guint             from,
           guint             to)
{
  g_autofree BalaiLaneThing *things = g_new0 (BalaiLaneThing, to - from);
  g_autofree BalaiLanePlace *places = g_new0 (BalaiLanePlace, to - from);
  BalaiCalendarItems *items = balai_calendar_view_get_items (self->view);
  g_autoptr (GArray) folds = NULL;
  guint first_fold = self->folds->len;

  for (guint i = from; i < to; i++)
    {
      const Block *block = &g_array_index (self->blocks, Block, i);
      const BalaiCalendarItem *item = balai_calendar_items_get (items, block->item);
      BalaiLaneThing *thing = &things[i - from];

      thing->span = block->wall;
      /* What is drawn higher than it is long must not be drawn over its neighbour. */
      thing->span.end = MAX (thing->span.end, thing->span.start + SHORTEST);
      thing->conflict = item->state == BALAI_STATE_CONFLICT;
      thing->clash = item->n_clash > 0 ? item->clash[0] : item->span;
    }
  folds = balai_lane_layout (things, to - from, &self->room, places);
  for (guint i = from; i < to; i++)
    {
      Block *block = &g_array_index (self->blocks, Block, i);

      block->place = places[i - from];
      block->fold = block->place.fold == BALAI_LANE_NO_FOLD ? BALAI_LANE_NO_FOLD : first_fold + block->place.fold;
      self->widest = MAX (self->widest, block->place.n_lanes);
    }
  for (guint i = 0; i < folds->len; i++)
    {
      Fold fold = { .column = g_array_index (self->blocks, Block, from).column,
                    .lanes = g_array_index (folds, BalaiLaneFold, i) };

      g_array_append_val (self->folds, fold);
    }
}

static void
make_blocks (BalaiLanesCanvas *self)
{
  const BalaiZone *zone = balai_calendar_view_get_zone (self->view);
  BalaiCalendarItems *items = balai_calendar_view_get_items (self->view);
  guint from = 0, to = 0;

  g_array_set_size (self->blocks, 0);
  g_array_set_size (self->folds, 0);
  self->widest = 1;
  if (items != NULL)
    balai_calendar_items_find_days (items, self->first_day, self->first_day + self->n_days - 1, &from, &to);
  for (guint i = from; i < to; i++)
    {
      const BalaiCalendarItem *item = balai_calendar_items_get (items, i);
      int64_t start = balai_zone_to_wall (zone, item->span.start), end = balai_zone_to_wall (zone, item->span.end);

      if (balai_month_layout_is_long (item))
        continue;
      for (int64_t day = MAX (item->first_day, self->first_day);
           day <= MIN (item->last_day, self->first_day + self->n_days - 1); day++)
        {
          Block block = { .item = i, .column = (guint) (day - self->first_day) };

          block.wall.start = MAX (start - day * BALAI_DAY, 0);
          block.wall.end = MIN (end - day * BALAI_DAY, BALAI_DAY);
          g_array_append_val (self->blocks, block);
        }
    }
  g_array_sort (self->blocks, compare_blocks);
  for (guint i = 0; i < self->blocks->len;)
    {
      guint k = i;

      while (k < self->blocks->len &&
             g_array_index (self->blocks, Block, k).column == g_array_index (self->blocks, Block, i).column)
        k++;
      place_day (self, i, k);
      i = k;
    }
}

static GtkWidget *
take_chip (BalaiLanesCanvas *self,
           GPtrArray        *chips,
           guint             i)
{
  GtkWidget *chip;

  if (i == chips->len)
    g_ptr_array_add (chips, balai_lanes_canvas_new_chip (self));
  chip = g_ptr_array_index (chips, i);
  balai_item_chip_set_line (BALAI_ITEM_CHIP (chip), self->line_height);
  gtk_widget_set_visible (chip, TRUE);
  return chip;
}

static void
put_away (GPtrArray *chips,
          guint      used)
{
  for (guint i = used; i < chips->len; i++)
    {
      balai_item_chip_unbind (g_ptr_array_index (chips, i));
      gtk_widget_set_visible (g_ptr_array_index (chips, i), FALSE);
    }
}

static void
add_stop (BalaiLanesCanvas *self,
          guint             column,
          BalaiSpan         wall,
          GtkWidget        *chip)
{
  int64_t day = (self->first_day + column) * BALAI_DAY;
  Stop stop = { day + wall.start, day + wall.end, chip };

  g_array_append_val (self->stops, stop);
}

/* Binds a chip to everything that has room. */
static void
bind_chips (BalaiLanesCanvas *self)
{
  guint used = 0;

  g_array_set_size (self->stops, 0);
  for (guint i = 0; i < self->blocks->len; i++)
    {
      Block *block = &g_array_index (self->blocks, Block, i);

      block->chip = NULL;
      if (block->fold != BALAI_LANE_NO_FOLD)
        continue;
      block->chip = take_chip (self, self->chips, used++);
      balai_item_chip_bind (BALAI_ITEM_CHIP (block->chip), balai_calendar_view_get_items (self->view), block->item,
                            BALAI_CHIP_BLOCK);
      add_stop (self, block->column, block->wall, block->chip);
    }
  put_away (self->chips, used);
  for (guint i = 0; i < self->folds->len; i++)
    {
      Fold *fold = &g_array_index (self->folds, Fold, i);

      fold->chip = take_chip (self, self->fold_chips, i);
      balai_item_chip_bind_fold (BALAI_ITEM_CHIP (fold->chip), self->first_day + fold->column, fold->lanes.n_things,
                                 fold->lanes.n_conflicts);
      add_stop (self, fold->column, fold->lanes.span, fold->chip);
    }
  put_away (self->fold_chips, self->folds->len);
  /* Stable, so that a fold comes after what begins with it and is seen. */
  g_array_sort (self->stops, compare_stops);
}

/* Places what happens in the lanes there is room for, as far as the room is known; called again when it turns out to
 * be another. The focus stays on its item. */
void
balai_lanes_canvas_populate (BalaiLanesCanvas *self)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  const BalaiCalendarItem *item =
    focus != NULL && BALAI_IS_ITEM_CHIP (focus) ? balai_item_chip_get_item (BALAI_ITEM_CHIP (focus)) : NULL;
  g_autofree char *key = item != NULL ? g_strdup (item->key) : NULL;
  int64_t start = item != NULL ? item->span.start : 0;
  int64_t cursor = self->cursor;
  guint widest = self->unfolded ? self->widest : 0;

  self->room = find_room (self);
  make_blocks (self);
  bind_chips (self);
  if (widest != (self->unfolded ? self->widest : 0))
    gtk_widget_queue_resize (GTK_WIDGET (self));
  if (focus != NULL && (key == NULL || !balai_lanes_canvas_focus_item (self, key, start)) &&
      !gtk_widget_get_visible (focus))
    gtk_widget_grab_focus (GTK_WIDGET (self));
  self->cursor = cursor;
  balai_lanes_canvas_say_cursor (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
populate_tick (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       data)
{
  BALAI_LANES_CANVAS (widget)->tick = 0;
  balai_lanes_canvas_populate (BALAI_LANES_CANVAS (widget));
  return G_SOURCE_REMOVE;
}

static void
allocate_chip (BalaiLanesCanvas *self,
               GtkWidget        *chip,
               int               from,
               int               to,
               BalaiSpan         wall)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double scale = balai_lanes_canvas_hour_height (self) / (double) BALAI_HOUR;
  int y = (int) lround ((double) wall.start * scale), end = (int) lround ((double) wall.end * scale);

  end = MAX (end, y + (int) lround (SHORTEST * scale));
  to = MAX (to, from + 4);
  gtk_widget_measure (chip, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (chip, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (chip,
                            &(GtkAllocation) {
                              rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - to : from, y + 1, to - from,
                              MAX (8, end - y - 1)
                            }, -1);
}

void
balai_lanes_canvas_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  BalaiLanesCanvas *self = BALAI_LANES_CANVAS (widget);
  const BalaiZone *zone = balai_calendar_view_get_zone (self->view);
  double scale = balai_lanes_canvas_hour_height (self) / (double) BALAI_HOUR;
  BalaiLaneRoom room_now = find_room (self);

  for (guint i = 0; i < self->blocks->len; i++)
    {
      const Block *block = &g_array_index (self->blocks, Block, i);
      const BalaiLanePlace *place = &block->place;
      int left = balai_lanes_canvas_column_x (self, block->column) + 2;
      int room = balai_lanes_canvas_column_x (self, block->column + 1) - 4 - left;
      int lanes = place->beside ? room - strip_width (self, room) : room;
      int from = left + lanes * (int) place->lane / (int) place->n_lanes;
      int to = place->to_edge || place->in_strip ? left + room
                                                 : left + lanes * (int) (place->lane + place->extent) /
                                                     (int) place->n_lanes;
      int64_t day = (self->first_day + block->column) * BALAI_DAY;
      BalaiSpan shown = { balai_zone_to_instant (zone, day + block->wall.start),
                          balai_zone_to_instant (zone, day + block->wall.end) };

      if (block->chip == NULL)
        continue;
      balai_item_chip_set_part (BALAI_ITEM_CHIP (block->chip), shown, scale);
      allocate_chip (self, block->chip, from, to - 2, block->wall);
    }
  for (guint i = 0; i < self->folds->len; i++)
    {
      const Fold *fold = &g_array_index (self->folds, Fold, i);
      int left = balai_lanes_canvas_column_x (self, fold->column) + 2;
      int right = balai_lanes_canvas_column_x (self, fold->column + 1) - 4;

      allocate_chip (self, fold->chip, right - strip_width (self, right - left), right - 2, fold->lanes.span);
    }
  /* Widgets are not made in the middle of an allocation; the next frame has other lanes. */
  if (self->tick == 0 && (room_now.most != self->room.most || room_now.beside != self->room.beside ||
                          room_now.squeezed != self->room.squeezed))
    self->tick = gtk_widget_add_tick_callback (widget, populate_tick, NULL, NULL);
}

void
balai_lanes_canvas_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  BalaiLanesCanvas *self = BALAI_LANES_CANVAS (widget);

  balai_lanes_canvas_prepare_texts (self);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = BALAI_LANES_HOURS * balai_lanes_canvas_hour_height (self);
  else if (self->unfolded)
    *minimum = *natural = self->gutter + EDGES + (int) self->widest * self->lane_width;
  else
    *minimum = *natural = self->gutter +
                          (int) self->n_days * MAX (NARROWEST_DAY, self->lane_width + self->fold_width + EDGES);
}

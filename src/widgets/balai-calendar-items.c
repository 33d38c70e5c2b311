/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-calendar-items.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balai-format.h"

struct _BalaiCalendarItems
{
  gatomicrefcount ref_count;
  BalaiSpan range;
  const BalaiZone *zone;          /* (unowned): zones are never freed */
  GArray *items;                  /* (owned) (element-type BalaiCalendarItem) */
  BalaiSpan *clashes;             /* (owned): what the items' clash points into */
  GStringChunk *text;             /* (owned): what the items' strings point into */
  int64_t longest;                /* most days an item goes beyond its first */
};

struct _BalaiCalendarItemsBuilder
{
  BalaiCalendarItems *items;      /* (owned) */
  GArray *clashes;                /* (owned) (element-type BalaiSpan) */
  GArray *first_clash;            /* (owned) (element-type guint): per item, since the array above still moves */
};

G_DEFINE_BOXED_TYPE (BalaiCalendarItems, balai_calendar_items, balai_calendar_items_ref, balai_calendar_items_unref)

/**
 * balai_calendar_items_ref:
 * @self: a collection
 *
 * Returns: (transfer full): @self; safe on any thread
 */
BalaiCalendarItems *
balai_calendar_items_ref (BalaiCalendarItems *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * balai_calendar_items_unref:
 * @self: (transfer full): a collection
 *
 * Gives a reference back, on any thread.
 */
void
balai_calendar_items_unref (BalaiCalendarItems *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->clashes, g_free);
  g_clear_pointer (&self->text, g_string_chunk_free);
  g_free (self);
}

/**
 * balai_calendar_items_get_n:
 * @self: a collection
 *
 * Returns: how many items there are
 */
guint
balai_calendar_items_get_n (const BalaiCalendarItems *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->items->len;
}

/**
 * balai_calendar_items_get:
 * @self: a collection
 * @position: less than balai_calendar_items_get_n()
 *
 * Returns: (transfer none): an item, valid as long as @self
 */
const BalaiCalendarItem *
balai_calendar_items_get (const BalaiCalendarItems *self,
                          guint                     position)
{
  g_return_val_if_fail (self != NULL && position < self->items->len, NULL);

  return &g_array_index (self->items, BalaiCalendarItem, position);
}

/**
 * balai_calendar_items_get_range:
 * @self: a collection
 *
 * Returns: the stretch of time of which @self holds everything
 */
BalaiSpan
balai_calendar_items_get_range (const BalaiCalendarItems *self)
{
  g_return_val_if_fail (self != NULL, ((BalaiSpan) { 0, 0 }));

  return self->range;
}

/**
 * balai_calendar_items_get_zone:
 * @self: a collection
 *
 * Returns: (transfer none): on whose clock the items are shown
 */
const BalaiZone *
balai_calendar_items_get_zone (const BalaiCalendarItems *self)
{
  g_return_val_if_fail (self != NULL, balai_zone_utc ());

  return self->zone;
}

/* First position whose day is at least @day: days grow with starts, since all items share one zone. */
static guint
lower_bound (const BalaiCalendarItems *self,
             int64_t                   day)
{
  guint low = 0, high = self->items->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->items, BalaiCalendarItem, middle).first_day < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * balai_calendar_items_find:
 * @self: a collection
 * @key: key of an item
 * @start: start of its span
 * @position: (out) (optional): where it is
 *
 * Returns: whether there is such an item
 */
gboolean
balai_calendar_items_find (const BalaiCalendarItems *self,
                           const char               *key,
                           int64_t                   start,
                           guint                    *position)
{
  g_return_val_if_fail (self != NULL && key != NULL, FALSE);

  for (guint i = lower_bound (self, balai_zone_day (self->zone, start)); i < self->items->len; i++)
    {
      const BalaiCalendarItem *item = &g_array_index (self->items, BalaiCalendarItem, i);

      if (item->span.start > start)
        break;
      if (item->span.start == start && strcmp (item->key, key) == 0)
        {
          if (position != NULL)
            *position = i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * balai_calendar_items_find_days:
 * @self: a collection
 * @first_day: first day of interest
 * @last_day: last day of interest
 * @from: (out): position of the first item that may touch one of the days
 * @to: (out): position after the last one
 *
 * Narrows the items down to those worth looking at. Between @from and @to there can be items that end before
 * @first_day; none outside touches the days.
 */
void
balai_calendar_items_find_days (const BalaiCalendarItems *self,
                                int64_t                   first_day,
                                int64_t                   last_day,
                                guint                    *from,
                                guint                    *to)
{
  g_return_if_fail (self != NULL && from != NULL && to != NULL);

  *from = lower_bound (self, first_day - self->longest);
  *to = lower_bound (self, last_day + 1);
}

/**
 * balai_calendar_item_get_status_word:
 * @item: an item
 *
 * Returns: (transfer none) (nullable): the word for its status; %NULL for what is confirmed, which needs none
 */
const char *
balai_calendar_item_get_status_word (const BalaiCalendarItem *item)
{
  g_return_val_if_fail (item != NULL, NULL);

  switch (item->status)
    {
    case BALAI_ITEM_CANCELLED:
      return C_("event", "cancelled");
    case BALAI_ITEM_DRAFT:
      return C_("event", "draft");
    case BALAI_ITEM_SUBMITTED:
      return C_("event", "submitted");
    case BALAI_ITEM_TENTATIVE:
      return C_("event", "tentative");
    case BALAI_ITEM_CONFIRMED:
    default:
      return NULL;
    }
}

/**
 * balai_calendar_items_describe:
 * @self: a collection
 * @position: which item
 *
 * Returns: (transfer full): all that a screen reader should say of it: title, when, where, whose, how often, and what
 *   is wrong
 */
char *
balai_calendar_items_describe (const BalaiCalendarItems *self,
                               guint                     position)
{
  const BalaiCalendarItem *item = balai_calendar_items_get (self, position);
  g_autofree char *when = NULL;
  GString *text;

  g_return_val_if_fail (item != NULL, NULL);

  if (item->all_day && item->first_day == item->last_day)
    when = g_strdup (_("all day"));
  else if (item->first_day == item->last_day)
    when = balai_format_times (item->span, self->zone);
  else
    when = balai_format_when (item->span, item->all_day, self->zone);
  text = g_string_new (item->title);
  g_string_append_printf (text, ", %s", when);
  if (item->place != NULL && *item->place != '\0')
    g_string_append_printf (text, ", %s", item->place);
  if (item->opd != NULL && *item->opd != '\0')
    g_string_append_printf (text, ", %s", item->opd);
  if (item->repeats != NULL)
    g_string_append_printf (text, ", %s", item->repeats);
  if (item->note != NULL)
    g_string_append_printf (text, ", %s", item->note);
  if (item->state != BALAI_STATE_SAFE)
    g_string_append_printf (text, ", %s", balai_state_get_word (item->state));
  if (balai_calendar_item_get_status_word (item) != NULL)
    g_string_append_printf (text, ", %s", balai_calendar_item_get_status_word (item));
  return g_string_free (text, FALSE);
}

/**
 * balai_calendar_items_builder_new:
 * @range: the stretch of time of which everything will be added
 * @zone: on whose clock the items are shown
 *
 * Returns: (transfer full): an empty builder; it belongs to one thread at a time
 */
BalaiCalendarItemsBuilder *
balai_calendar_items_builder_new (BalaiSpan        range,
                                  const BalaiZone *zone)
{
  BalaiCalendarItemsBuilder *self;

  g_return_val_if_fail (zone != NULL, NULL);

  self = g_new0 (BalaiCalendarItemsBuilder, 1);
  self->items = g_new0 (BalaiCalendarItems, 1);
  g_atomic_ref_count_init (&self->items->ref_count);
  self->items->range = range;
  self->items->zone = zone;
  self->items->items = g_array_new (FALSE, FALSE, sizeof (BalaiCalendarItem));
  self->items->text = g_string_chunk_new (16 * 1024);
  self->clashes = g_array_new (FALSE, FALSE, sizeof (BalaiSpan));
  self->first_clash = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

static const char *
keep_text (BalaiCalendarItemsBuilder *self,
           const char                *text)
{
  return text == NULL ? NULL : g_string_chunk_insert (self->items->text, text);
}

/* Places, offices and hours repeat all over a month. */
static const char *
share_text (BalaiCalendarItemsBuilder *self,
            const char                *text)
{
  return text == NULL ? NULL : g_string_chunk_insert_const (self->items->text, text);
}

/**
 * balai_calendar_items_builder_add:
 * @self: a builder
 * @item: what to copy; the fields set by the collection are ignored
 *
 * Adds an item, in any order.
 */
void
balai_calendar_items_builder_add (BalaiCalendarItemsBuilder *self,
                                  const BalaiCalendarItem   *item)
{
  BalaiCalendarItem copy;
  int64_t start, end;
  guint first;

  g_return_if_fail (self != NULL && item != NULL && item->key != NULL);

  copy = *item;
  copy.key = keep_text (self, item->key);
  copy.title = keep_text (self, item->title != NULL ? item->title : "");
  copy.place = share_text (self, item->place);
  copy.opd = share_text (self, item->opd);
  copy.repeats = share_text (self, item->repeats);
  copy.note = share_text (self, item->note);
  copy.span.end = MAX (item->span.end, item->span.start);
  if (copy.state >= BALAI_N_STATES)
    copy.state = BALAI_STATE_SAFE;
  start = balai_zone_to_wall (self->items->zone, copy.span.start);
  end = balai_zone_to_wall (self->items->zone, MAX (copy.span.start, copy.span.end - 1));
  copy.first_day = balai_wall_day (start);
  copy.last_day = MAX (copy.first_day, balai_wall_day (end));
  self->items->longest = MAX (self->items->longest, copy.last_day - copy.first_day);
  if (copy.all_day)
    {
      copy.time_text = "";
    }
  else
    {
      g_autofree char *time = balai_format_time (balai_wall_second (start));

      copy.time_text = share_text (self, time);
    }
  first = self->clashes->len;
  if (item->n_clash > 0)
    g_array_append_vals (self->clashes, item->clash, item->n_clash);
  copy.clash = NULL;
  g_array_append_val (self->first_clash, first);
  /* The position travels in a field that is overwritten once the sorting is done. */
  copy.clash = GUINT_TO_POINTER (self->items->items->len);
  g_array_append_val (self->items->items, copy);
}

static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const BalaiCalendarItem *x = a, *y = b;

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  if (x->all_day != y->all_day)
    return x->all_day ? -1 : 1;
  if (x->span.end != y->span.end)
    return x->span.end > y->span.end ? -1 : 1;
  return strcmp (x->key, y->key);
}

/**
 * balai_calendar_items_builder_end:
 * @self: (transfer full): a builder
 *
 * Returns: (transfer full): the finished collection
 */
BalaiCalendarItems *
balai_calendar_items_builder_end (BalaiCalendarItemsBuilder *self)
{
  BalaiCalendarItems *items;

  g_return_val_if_fail (self != NULL, NULL);

  items = g_steal_pointer (&self->items);
  g_array_sort (items->items, compare_items);
  items->clashes = (BalaiSpan *) (gpointer) g_array_free (g_steal_pointer (&self->clashes), FALSE);
  for (guint i = 0; i < items->items->len; i++)
    {
      BalaiCalendarItem *item = &g_array_index (items->items, BalaiCalendarItem, i);
      guint added = GPOINTER_TO_UINT (item->clash);

      item->clash = item->n_clash > 0 ? &items->clashes[g_array_index (self->first_clash, guint, added)] : NULL;
    }
  balai_calendar_items_builder_free (self);
  return items;
}

/**
 * balai_calendar_items_builder_free:
 * @self: (transfer full): a builder
 *
 * Drops a builder and what was added.
 */
void
balai_calendar_items_builder_free (BalaiCalendarItemsBuilder *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->items, balai_calendar_items_unref);
  g_clear_pointer (&self->clashes, g_array_unref);
  g_clear_pointer (&self->first_clash, g_array_unref);
  g_free (self);
}

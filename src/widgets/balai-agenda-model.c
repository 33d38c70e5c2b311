/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-agenda-model.h"

#include "balai-agenda-entry.h"

typedef struct
{
  int64_t day;
  guint item;   /* G_MAXUINT: the day itself */
} Row;

/**
 * BalaiAgendaModel:
 *
 * Days and what happens on them as a flat list. Rows are two numbers; an object is made for a row only when a list asks
 * for it, so that a hundred thousand of them cost nothing to speak of.
 */
struct _BalaiAgendaModel
{
  GObject parent_instance;

  BalaiCalendarItems *items;   /* (owned) (nullable) */
  GArray *rows;                /* (owned) (element-type Row) */
  guint skip;                  /* rows at the beginning that are not announced yet */
};

static GType
get_item_type (GListModel *model)
{
  return BALAI_TYPE_AGENDA_ENTRY;
}

static guint
get_n_items (GListModel *model)
{
  BalaiAgendaModel *self = BALAI_AGENDA_MODEL (model);

  return self->rows->len - self->skip;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  BalaiAgendaModel *self = BALAI_AGENDA_MODEL (model);
  const Row *row;

  if (position >= self->rows->len - self->skip)
    return NULL;
  row = &g_array_index (self->rows, Row, self->skip + position);
  return balai_agenda_entry_new (self->items, row->day, row->item);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BalaiAgendaModel, balai_agenda_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
balai_agenda_model_finalize (GObject *object)
{
  BalaiAgendaModel *self = BALAI_AGENDA_MODEL (object);

  g_clear_pointer (&self->items, balai_calendar_items_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (balai_agenda_model_parent_class)->finalize (object);
}

static void
balai_agenda_model_class_init (BalaiAgendaModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balai_agenda_model_finalize;
}

static void
balai_agenda_model_init (BalaiAgendaModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (Row));
}

BalaiAgendaModel *
balai_agenda_model_new (void)
{
  return g_object_new (BALAI_TYPE_AGENDA_MODEL, NULL);
}

/* Counted per day and then dealt out, in time that grows with the number of rows and not faster. What lasts several
 * days stands on each of them, as far as the collection reaches. */
static GArray *
make_rows (BalaiCalendarItems *items)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (Row));
  guint n = items != NULL ? balai_calendar_items_get_n (items) : 0;
  BalaiSpan range;
  int64_t first = G_MAXINT64, last = G_MININT64;
  const BalaiZone *zone;
  g_autofree guint *next = NULL;
  guint n_rows = 0;

  if (n == 0)
    return rows;
  range = balai_calendar_items_get_range (items);
  zone = balai_calendar_items_get_zone (items);
  for (guint i = 0; i < n; i++)
    {
      const BalaiCalendarItem *item = balai_calendar_items_get (items, i);

      first = MIN (first, item->first_day);
      last = MAX (last, item->last_day);
    }
  first = MAX (first, balai_zone_day (zone, range.start));
  last = MIN (last, balai_zone_day (zone, MAX (range.start, range.end - 1)));
  if (first > last)
    return rows;
  next = g_new0 (guint, last - first + 2);
  for (guint i = 0; i < n; i++)
    {
      const BalaiCalendarItem *item = balai_calendar_items_get (items, i);

      for (int64_t day = MAX (first, item->first_day); day <= MIN (last, item->last_day); day++)
        next[day - first]++;
    }
  for (int64_t day = first; day <= last; day++)
    {
      guint count = next[day - first];

      next[day - first] = n_rows;
      n_rows += count > 0 ? count + 1 : 0;
    }
  next[last - first + 1] = n_rows;
  g_array_set_size (rows, n_rows);
  for (int64_t day = first; day <= last; day++)
    if (next[day - first] != next[day - first + 1])
      g_array_index (rows, Row, next[day - first]) = (Row) { day, G_MAXUINT };
  for (int64_t day = first; day <= last; day++)
    next[day - first]++;
  for (guint i = 0; i < n; i++)
    {
      const BalaiCalendarItem *item = balai_calendar_items_get (items, i);

      for (int64_t day = MAX (first, item->first_day); day <= MIN (last, item->last_day); day++)
        g_array_index (rows, Row, next[day - first]++) = (Row) { day, i };
    }
  return rows;
}

static gboolean
same_text (const char *a,
           const char *b)
{
  return a == b || (a != NULL && b != NULL && g_str_equal (a, b));
}

static gboolean
rows_equal (BalaiCalendarItems *items_a,
            const Row          *a,
            BalaiCalendarItems *items_b,
            const Row          *b)
{
  const BalaiCalendarItem *x, *y;

  if (a->day != b->day || (a->item == G_MAXUINT) != (b->item == G_MAXUINT))
    return FALSE;
  if (a->item == G_MAXUINT)
    return TRUE;
  x = balai_calendar_items_get (items_a, a->item);
  y = balai_calendar_items_get (items_b, b->item);
  return x->span.start == y->span.start && x->span.end == y->span.end && x->state == y->state &&
         x->status == y->status && x->colour == y->colour && x->all_day == y->all_day && same_text (x->key, y->key) &&
         same_text (x->title, y->title) && same_text (x->place, y->place) && same_text (x->opd, y->opd);
}

/* Where all of the old rows stand, unchanged and in one piece, among the new ones: more was loaded. */
static gboolean
find_old_rows (BalaiAgendaModel   *self,
               BalaiCalendarItems *items,
               GArray             *rows,
               guint              *at)
{
  const Row *old = (const Row *) (gpointer) self->rows->data;
  guint low = 0, high = rows->len;

  if (self->rows->len == 0 || self->rows->len > rows->len)
    return FALSE;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (rows, Row, middle).day < old->day)
        low = middle + 1;
      else
        high = middle;
    }
  if (low + self->rows->len > rows->len)
    return FALSE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!rows_equal (self->items, &old[i], items, &g_array_index (rows, Row, low + i)))
      return FALSE;
  *at = low;
  return TRUE;
}

static void
replace (BalaiAgendaModel   *self,
         BalaiCalendarItems *items,
         GArray             *rows)
{
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  self->items = items != NULL ? balai_calendar_items_ref (items) : NULL;
  g_clear_pointer (&self->rows, g_array_unref);
  self->rows = rows;
}

/**
 * balai_agenda_model_set_items:
 * @self: a model
 * @items: (nullable): what happens
 *
 * Shows other items. Rows that are the same before and after stay where they are, so that a list keeps its place when
 * more is loaded at an end or something in the middle changed.
 */
void
balai_agenda_model_set_items (BalaiAgendaModel   *self,
                              BalaiCalendarItems *items)
{
  GArray *rows;
  guint n_old, before = 0, after = 0, at;

  g_return_if_fail (BALAI_IS_AGENDA_MODEL (self));

  rows = make_rows (items);
  n_old = self->rows->len;
  if (find_old_rows (self, items, rows, &at))
    {
      replace (self, items, rows);
      self->skip = at;
      if (rows->len - at > n_old)
        g_list_model_items_changed (G_LIST_MODEL (self), n_old, 0, rows->len - at - n_old);
      self->skip = 0;
      if (at > 0)
        g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, at);
      return;
    }
  while (before < MIN (n_old, rows->len) &&
         rows_equal (self->items, &g_array_index (self->rows, Row, before), items, &g_array_index (rows, Row, before)))
    before++;
  while (after < MIN (n_old, rows->len) - before &&
         rows_equal (self->items, &g_array_index (self->rows, Row, n_old - 1 - after), items,
                     &g_array_index (rows, Row, rows->len - 1 - after)))
    after++;
  replace (self, items, rows);
  if (n_old - before - after > 0 || rows->len - before - after > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), before, n_old - before - after, rows->len - before - after);
}

/**
 * balai_agenda_model_find_day:
 * @self: a model
 * @day: days since 1970-01-01
 *
 * Returns: row of the first day that is not before @day, or the number of rows
 */
guint
balai_agenda_model_find_day (BalaiAgendaModel *self,
                             int64_t           day)
{
  guint low = 0, high;

  g_return_val_if_fail (BALAI_IS_AGENDA_MODEL (self), 0);

  high = self->rows->len;
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->rows, Row, middle).day < day)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * balai_agenda_model_find_item:
 * @self: a model
 * @key: key of an item
 * @start: its start
 * @row: (out): its first row
 *
 * Returns: whether it is in the list
 */
gboolean
balai_agenda_model_find_item (BalaiAgendaModel *self,
                              const char       *key,
                              int64_t           start,
                              guint            *row)
{
  guint position;

  g_return_val_if_fail (BALAI_IS_AGENDA_MODEL (self) && key != NULL && row != NULL, FALSE);

  if (self->items == NULL || !balai_calendar_items_find (self->items, key, start, &position))
    return FALSE;
  for (guint i = balai_agenda_model_find_day (self, balai_calendar_items_get (self->items, position)->first_day);
       i < self->rows->len; i++)
    {
      if (g_array_index (self->rows, Row, i).item == position)
        {
          *row = i;
          return TRUE;
        }
    }
  return FALSE;
}

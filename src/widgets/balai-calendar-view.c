/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-calendar-view.h"

/**
 * BalaiCalendarView:
 *
 * What the views of a calendar have in common: what they show, and what a person may ask of it. Whoever shows a view
 * answers its signals and need not know which one it is.
 */
typedef struct
{
  BalaiCalendarItems *items; /* (owned) (nullable) */
  GHashTable *holidays;      /* (owned) (nullable) (element-type int64 utf8) */
  int64_t today;
  int64_t day;
} BalaiCalendarViewPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BalaiCalendarView, balai_calendar_view, GTK_TYPE_WIDGET)

enum
{
  PROP_ITEMS = 1,
};

enum
{
  DAY_SELECTED,
  DAY_ACTIVATED,
  ITEM_ACTIVATED,
  CREATE_REQUESTED,
  PERIOD_REQUESTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static BalaiCalendarViewPrivate *
private_of (BalaiCalendarView *self)
{
  return balai_calendar_view_get_instance_private (self);
}

static void
balai_calendar_view_dispose (GObject *object)
{
  BalaiCalendarViewPrivate *priv = private_of (BALAI_CALENDAR_VIEW (object));
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&priv->items, balai_calendar_items_unref);
  g_clear_pointer (&priv->holidays, g_hash_table_unref);
  G_OBJECT_CLASS (balai_calendar_view_parent_class)->dispose (object);
}

static void
balai_calendar_view_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  if (id == PROP_ITEMS)
    g_value_set_boxed (value, private_of (BALAI_CALENDAR_VIEW (object))->items);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
balai_calendar_view_class_init (BalaiCalendarViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = balai_calendar_view_dispose;
  object_class->get_property = balai_calendar_view_get_property;

  /**
   * BalaiCalendarView:items:
   *
   * What is shown; %NULL until there is something to show.
   */
  g_object_class_install_property (object_class, PROP_ITEMS,
                                   g_param_spec_boxed ("items", NULL, NULL, BALAI_TYPE_CALENDAR_ITEMS,
                                                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));

  /**
   * BalaiCalendarView::day-selected:
   * @self: the view
   * @day: days since 1970-01-01
   *
   * The person moved to another day.
   */
  signals[DAY_SELECTED] = g_signal_new ("day-selected", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                        G_TYPE_INT64);
  /**
   * BalaiCalendarView::day-activated:
   * @self: the view
   * @day: days since 1970-01-01
   *
   * The person wants to see the day: Enter, its name, or "+3 more".
   */
  signals[DAY_ACTIVATED] = g_signal_new ("day-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                         G_TYPE_INT64);
  /**
   * BalaiCalendarView::item-activated:
   * @self: the view
   * @key: key of the item
   * @start: its start, seconds since 1970-01-01 UTC
   */
  signals[ITEM_ACTIVATED] = g_signal_new ("item-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                          2, G_TYPE_STRING, G_TYPE_INT64);
  /**
   * BalaiCalendarView::create-requested:
   * @self: the view
   * @start: seconds since 1970-01-01 UTC
   * @end: seconds since 1970-01-01 UTC
   * @all_day: whether whole days were meant
   *
   * A drag over free time or several days, a double click, or Enter on it.
   */
  signals[CREATE_REQUESTED] = g_signal_new ("create-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 3, G_TYPE_INT64, G_TYPE_INT64, G_TYPE_BOOLEAN);
  /**
   * BalaiCalendarView::period-requested:
   * @self: the view
   * @step: -1 for the period before, 1 for the one after
   */
  signals[PERIOD_REQUESTED] = g_signal_new ("period-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                            G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
balai_calendar_view_init (BalaiCalendarView *self)
{
  private_of (self)->today = G_MININT64;
}

/**
 * balai_calendar_view_set_items:
 * @self: a view
 * @items: (nullable): what happens; a reference is taken
 *
 * Shows other items.
 */
void
balai_calendar_view_set_items (BalaiCalendarView  *self,
                               BalaiCalendarItems *items)
{
  BalaiCalendarViewPrivate *priv;

  g_return_if_fail (BALAI_IS_CALENDAR_VIEW (self));

  priv = private_of (self);
  if (items != NULL)
    balai_calendar_items_ref (items);
  g_clear_pointer (&priv->items, balai_calendar_items_unref);
  priv->items = items;
  BALAI_CALENDAR_VIEW_GET_CLASS (self)->bind (self);
  g_object_notify (G_OBJECT (self), "items");
}

/**
 * balai_calendar_view_get_items:
 * @self: a view
 *
 * Returns: (transfer none) (nullable): what is shown
 */
BalaiCalendarItems *
balai_calendar_view_get_items (BalaiCalendarView *self)
{
  g_return_val_if_fail (BALAI_IS_CALENDAR_VIEW (self), NULL);

  return private_of (self)->items;
}

/**
 * balai_calendar_view_get_zone:
 * @self: a view
 *
 * Returns: (transfer none): on whose clock the days and hours are
 */
const BalaiZone *
balai_calendar_view_get_zone (BalaiCalendarView *self)
{
  BalaiCalendarItems *items;

  g_return_val_if_fail (BALAI_IS_CALENDAR_VIEW (self), balai_zone_utc ());

  items = private_of (self)->items;
  return items != NULL ? balai_calendar_items_get_zone (items) : balai_zone_get (BALAI_ZONE_JAKARTA);
}

/**
 * balai_calendar_view_set_holidays:
 * @self: a view
 * @names: (nullable) (element-type int64 utf8): names by day, hashed with g_int64_hash(); must not change any more
 *
 * Names the holidays.
 */
void
balai_calendar_view_set_holidays (BalaiCalendarView *self,
                                  GHashTable        *names)
{
  BalaiCalendarViewPrivate *priv;

  g_return_if_fail (BALAI_IS_CALENDAR_VIEW (self));

  priv = private_of (self);
  if (priv->holidays == names)
    return;
  if (names != NULL)
    g_hash_table_ref (names);
  g_clear_pointer (&priv->holidays, g_hash_table_unref);
  priv->holidays = names;
  BALAI_CALENDAR_VIEW_GET_CLASS (self)->bind (self);
}

/**
 * balai_calendar_view_get_holidays:
 * @self: a view
 *
 * Returns: (transfer none) (nullable) (element-type int64 utf8): names by day
 */
GHashTable *
balai_calendar_view_get_holidays (BalaiCalendarView *self)
{
  g_return_val_if_fail (BALAI_IS_CALENDAR_VIEW (self), NULL);

  return private_of (self)->holidays;
}

/**
 * balai_calendar_view_get_holiday:
 * @self: a view
 * @day: days since 1970-01-01
 *
 * Returns: (transfer none) (nullable): the name of the holiday on that day
 */
const char *
balai_calendar_view_get_holiday (BalaiCalendarView *self,
                                 int64_t            day)
{
  GHashTable *holidays;

  g_return_val_if_fail (BALAI_IS_CALENDAR_VIEW (self), NULL);

  holidays = private_of (self)->holidays;
  return holidays != NULL ? g_hash_table_lookup (holidays, &day) : NULL;
}

/**
 * balai_calendar_view_set_today:
 * @self: a view
 * @today: days since 1970-01-01
 *
 * Says which day is today; a view does not look at the calendar of the computer.
 */
void
balai_calendar_view_set_today (BalaiCalendarView *self,
                               int64_t            today)
{
  g_return_if_fail (BALAI_IS_CALENDAR_VIEW (self));

  if (private_of (self)->today == today)
    return;
  private_of (self)->today = today;
  BALAI_CALENDAR_VIEW_GET_CLASS (self)->bind (self);
}

int64_t
balai_calendar_view_get_today (BalaiCalendarView *self)
{
  g_return_val_if_fail (BALAI_IS_CALENDAR_VIEW (self), G_MININT64);

  return private_of (self)->today;
}

/**
 * balai_calendar_view_set_day:
 * @self: a view
 * @day: days since 1970-01-01
 *
 * Shows a day and selects it, without #BalaiCalendarView::day-selected.
 */
void
balai_calendar_view_set_day (BalaiCalendarView *self,
                             int64_t            day)
{
  g_return_if_fail (BALAI_IS_CALENDAR_VIEW (self));

  BALAI_CALENDAR_VIEW_GET_CLASS (self)->show_day (self, day);
  private_of (self)->day = day;
}

/**
 * balai_calendar_view_get_day:
 * @self: a view
 *
 * Returns: the day that is selected, days since 1970-01-01
 */
int64_t
balai_calendar_view_get_day (BalaiCalendarView *self)
{
  g_return_val_if_fail (BALAI_IS_CALENDAR_VIEW (self), 0);

  return private_of (self)->day;
}

/**
 * balai_calendar_view_focus_item:
 * @self: a view
 * @key: key of an item
 * @start: its start, seconds since 1970-01-01 UTC
 *
 * Brings an item into sight and puts the focus on it, or on its day where there is no room for the item.
 *
 * Returns: whether there is such an item
 */
gboolean
balai_calendar_view_focus_item (BalaiCalendarView *self,
                                const char        *key,
                                int64_t            start)
{
  g_return_val_if_fail (BALAI_IS_CALENDAR_VIEW (self) && key != NULL, FALSE);

  return BALAI_CALENDAR_VIEW_GET_CLASS (self)->focus_item (self, key, start);
}

/**
 * balai_calendar_view_select_day:
 * @self: a view
 * @day: days since 1970-01-01
 *
 * For views: the person moved to a day, which the view shows already.
 */
void
balai_calendar_view_select_day (BalaiCalendarView *self,
                                int64_t            day)
{
  g_return_if_fail (BALAI_IS_CALENDAR_VIEW (self));

  if (private_of (self)->day == day)
    return;
  private_of (self)->day = day;
  g_signal_emit (self, signals[DAY_SELECTED], 0, day);
}

/**
 * balai_calendar_view_activate_day:
 * @self: a view
 * @day: days since 1970-01-01
 *
 * For views: the person wants to see a day.
 */
void
balai_calendar_view_activate_day (BalaiCalendarView *self,
                                  int64_t            day)
{
  g_return_if_fail (BALAI_IS_CALENDAR_VIEW (self));

  g_signal_emit (self, signals[DAY_ACTIVATED], 0, day);
}

/**
 * balai_calendar_view_activate_item:
 * @self: a view
 * @item: what is shown
 *
 * For views: the person wants to see an item.
 */
void
balai_calendar_view_activate_item (BalaiCalendarView       *self,
                                   const BalaiCalendarItem *item)
{
  g_return_if_fail (BALAI_IS_CALENDAR_VIEW (self) && item != NULL);

  g_signal_emit (self, signals[ITEM_ACTIVATED], 0, item->key, item->span.start);
}

/**
 * balai_calendar_view_request_new:
 * @self: a view
 * @start: seconds since 1970-01-01 UTC
 * @end: seconds since 1970-01-01 UTC
 * @all_day: whether whole days are meant
 *
 * For views: the person wants something new.
 */
void
balai_calendar_view_request_new (BalaiCalendarView *self,
                                 int64_t            start,
                                 int64_t            end,
                                 gboolean           all_day)
{
  g_return_if_fail (BALAI_IS_CALENDAR_VIEW (self));

  g_signal_emit (self, signals[CREATE_REQUESTED], 0, start, end, all_day);
}

/**
 * balai_calendar_view_request_period:
 * @self: a view
 * @step: -1 or 1
 *
 * For views: the person wants the period before or after.
 */
void
balai_calendar_view_request_period (BalaiCalendarView *self,
                                    int                step)
{
  g_return_if_fail (BALAI_IS_CALENDAR_VIEW (self));

  g_signal_emit (self, signals[PERIOD_REQUESTED], 0, step);
}

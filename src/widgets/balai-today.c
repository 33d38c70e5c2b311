/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-today.h"

#include "balai-day.h"
#include "balai-span.h"

/* A timer does not run while the computer sleeps: it is looked at the clock now and then, not at midnight alone. */
#define LONGEST_WAIT_S (10 * 60)

/**
 * BalaiToday:
 *
 * Which day it is in a zone, told anew at each midnight there, also when the computer slept through it.
 */
struct _BalaiToday
{
  GObject parent_instance;

  const BalaiClock *clock; /* (unowned) */
  const BalaiZone  *zone;  /* (unowned) */
  int64_t           day;
  guint             timer;
};

G_DEFINE_FINAL_TYPE (BalaiToday, balai_today, G_TYPE_OBJECT)

typedef enum
{
  PROP_DAY = 1,
} BalaiTodayProperty;

static GParamSpec *properties[PROP_DAY + 1];

static gboolean
on_timer (gpointer data)
{
  BalaiToday *self = data;

  self->timer = 0;
  balai_today_look (self);
  return G_SOURCE_REMOVE;
}

static void
wait (BalaiToday *self)
{
  int64_t left = balai_zone_day_start (self->zone, self->day + 1) - balai_clock_now (self->clock);

  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add_seconds ((guint) CLAMP (left, 1, LONGEST_WAIT_S), on_timer, self);
}

static void
balai_today_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  switch ((BalaiTodayProperty) prop_id)
    {
    case PROP_DAY:
      g_value_set_int64 (value, BALAI_TODAY (object)->day);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_today_dispose (GObject *object)
{
  g_clear_handle_id (&BALAI_TODAY (object)->timer, g_source_remove);
  G_OBJECT_CLASS (balai_today_parent_class)->dispose (object);
}

static void
balai_today_class_init (BalaiTodayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = balai_today_get_property;
  object_class->dispose = balai_today_dispose;
  /**
   * BalaiToday:day:
   *
   * Which day it is, days since 1970-01-01.
   */
  properties[PROP_DAY] = g_param_spec_int64 ("day", NULL, NULL, G_MININT64, G_MAXINT64, 0,
                                             G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
balai_today_init (BalaiToday *self)
{
}

/**
 * balai_today_new:
 * @clock: a clock; outlives it
 * @zone: where midnight is
 *
 * Returns: (transfer full): what day it is
 */
BalaiToday *
balai_today_new (const BalaiClock *clock,
                 const BalaiZone  *zone)
{
  BalaiToday *self = g_object_new (BALAI_TYPE_TODAY, NULL);

  self->clock = clock;
  self->zone = zone;
  self->day = balai_zone_day (zone, balai_clock_now (clock));
  wait (self);
  return self;
}

int64_t
balai_today_get_day (BalaiToday *self)
{
  g_return_val_if_fail (BALAI_IS_TODAY (self), 0);

  return self->day;
}

void
balai_today_set_zone (BalaiToday      *self,
                      const BalaiZone *zone)
{
  g_return_if_fail (BALAI_IS_TODAY (self) && zone != NULL);

  if (self->zone == zone)
    return;
  self->zone = zone;
  balai_today_look (self);
}

/**
 * balai_today_look:
 * @self: what day it is
 *
 * Looks at the clock at once: when a person comes back to the program.
 */
void
balai_today_look (BalaiToday *self)
{
  int64_t day;

  g_return_if_fail (BALAI_IS_TODAY (self));

  day = balai_zone_day (self->zone, balai_clock_now (self->clock));
  if (day != self->day)
    {
      self->day = day;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
    }
  wait (self);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-model.h"

#include "balai-event-editor.h"
#include "balai-event.h"
#include "balai-schedule-derive.h"

/* What is read beyond what is seen, so that the next period is there at once. */
#define MARGIN_DAYS 38
/* Changes that come within this time are one. */
#define COALESCE_MS 40
/* How long what was read first has for being painted, before the rest is asked for. */
#define FOLLOW_UP_MS 100

/**
 * BalaiScheduleModel:
 *
 * Owns what the calendar's page shows. What is seen is read first, without conflicts, so that there is something to
 * paint; then the same with its surroundings and their conflicts; then the conflicts of the whole calendar. All is read
 * and put together on readers' threads.
 */
struct _BalaiScheduleModel
{
  GObject              parent_instance;

  BalaiStore          *store;       /* (owned) */
  BalaiCalendarItems  *items;       /* (owned) (nullable) */
  GHashTable          *holidays;    /* (owned) (nullable) (element-type int64 utf8) */
  BalaiConflictTable  *conflicts;   /* (owned) (nullable) */
  GCancellable        *items_call;  /* (owned) (nullable): the reading of items that is under way */
  GCancellable        *conflicts_call; /* (owned) (nullable): the reading of conflicts that is under way */
  const BalaiZone     *zone;        /* (unowned) */
  BalaiScheduleFilter  filter;
  gboolean             asked; /* whether anything was ever read */
  BalaiScheduleState   state;
  int64_t              first_day;   /* what is seen */
  int64_t              last_day;
  int64_t              read_first;  /* what was read, with its conflicts; nothing while read_last is before it */
  int64_t              read_last;
  guint                refresh;     /* source, or 0 */
  guint                follow_up;   /* source, or 0 */
  gboolean             conflicts_due;
};

G_DEFINE_FINAL_TYPE (BalaiScheduleModel, balai_schedule_model, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (BalaiScheduleState, balai_schedule_state,
                    G_DEFINE_ENUM_VALUE (BALAI_SCHEDULE_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (BALAI_SCHEDULE_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (BALAI_SCHEDULE_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (BALAI_SCHEDULE_FAILED, "failed"))

typedef enum
{
  PROP_STORE = 1,
  PROP_STATE,
  PROP_ITEMS,
  PROP_CONFLICTS,
} BalaiScheduleModelProperty;

static GParamSpec *properties[PROP_CONFLICTS + 1];

typedef struct
{
  int64_t              first_day;
  int64_t              last_day;
  BalaiSnapshotParts   parts;
  BalaiScheduleFilter  filter;
} Wish;

typedef struct
{
  Wish                 wish;  /* without its filter */
  BalaiCalendarItems  *items; /* (owned) */
  GHashTable          *holidays; /* (owned) */
  const BalaiZone     *zone;  /* (unowned) */
  gboolean             empty;
} Answer;

static void
wish_free (gpointer data)
{
  Wish *wish = data;

  g_free (wish->filter.opd);
  g_free (wish);
}

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  g_clear_pointer (&answer->items, balai_calendar_items_unref);
  g_clear_pointer (&answer->holidays, g_hash_table_unref);
  g_free (answer);
}

static gboolean
has_events (BalaiRepository *repository)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_event_kind);
  g_autoptr (GArray) rows = NULL;

  balai_query_limit (query, 1, 0);
  rows = balai_repository_rows (repository, query, NULL);
  return rows == NULL || rows->len > 0;
}

static gpointer
read_items (BalaiRepository  *repository,
            gpointer          data,
            GCancellable     *cancellable,
            GError          **error)
{
  const Wish *wish = data;
  g_autofree char *zone_name = balai_schedule_city_zone (repository);
  const BalaiZone *zone = balai_zone_get (zone_name);
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;
  BalaiSpan range;
  Answer *answer;

  if (zone == NULL)
    zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  range = (BalaiSpan) { balai_zone_day_start (zone, wish->first_day), balai_zone_day_start (zone, wish->last_day + 1) };
  snapshot = balai_schedule_snapshot_load (repository, &range, wish->parts, cancellable, error);
  if (snapshot == NULL)
    return NULL;
  answer = g_new0 (Answer, 1);
  answer->wish = *wish;
  answer->wish.filter.opd = NULL;
  answer->zone = zone;
  answer->items = balai_schedule_items_build (snapshot, wish->first_day, wish->last_day, &wish->filter);
  answer->holidays = balai_schedule_items_holidays (snapshot, wish->first_day, wish->last_day);
  answer->empty = balai_schedule_snapshot_get_n_events (snapshot) == 0 && !has_events (repository);
  return answer;
}

static gpointer
read_conflicts (BalaiRepository  *repository,
                gpointer          data,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;
  g_autofree char *own_opd = balai_repository_get_setting (repository, BALAI_SETTING_OWN_OPD);

  snapshot = balai_schedule_snapshot_load (repository, NULL, BALAI_SNAPSHOT_CONFLICTS, cancellable, error);
  if (snapshot == NULL)
    return NULL;
  return balai_conflict_table_new (snapshot, balai_clock_now (balai_repository_get_clock (repository)),
                                   balai_schedule_get_horizon (repository).end, own_opd);
}

static void
set_state (BalaiScheduleModel *self,
           BalaiScheduleState  state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static void load_items (BalaiScheduleModel *self);

static void
on_conflicts (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr (BalaiScheduleModel) self = user_data;
  g_autoptr (GError) error = NULL;
  BalaiConflictTable *table = balai_store_read_finish (BALAI_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->conflicts_call);
  if (table == NULL)
    {
      set_state (self, BALAI_SCHEDULE_FAILED);
      return;
    }
  g_clear_pointer (&self->conflicts, balai_conflict_table_unref);
  self->conflicts = table;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONFLICTS]);
}

static void
load_conflicts (BalaiScheduleModel *self)
{
  self->conflicts_due = FALSE;
  g_cancellable_cancel (self->conflicts_call);
  g_clear_object (&self->conflicts_call);
  self->conflicts_call = g_cancellable_new ();
  balai_store_read_async (self->store, read_conflicts, NULL, NULL, (GDestroyNotify) balai_conflict_table_unref,
                          self->conflicts_call, on_conflicts, g_object_ref (self));
}

static gboolean
on_follow_up (gpointer data)
{
  BalaiScheduleModel *self = data;

  self->follow_up = 0;
  load_items (self);
  return G_SOURCE_REMOVE;
}

static void
on_items (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (BalaiScheduleModel) self = user_data;
  g_autoptr (GError) error = NULL;
  Answer *answer = balai_store_read_finish (BALAI_STORE (object), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->items_call);
  if (answer == NULL)
    {
      set_state (self, BALAI_SCHEDULE_FAILED);
      return;
    }
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  self->items = g_steal_pointer (&answer->items);
  self->holidays = g_steal_pointer (&answer->holidays);
  self->zone = answer->zone;
  if (answer->wish.parts & BALAI_SNAPSHOT_CONFLICTS)
    {
      self->read_first = answer->wish.first_day;
      self->read_last = answer->wish.last_day;
    }
  set_state (self, answer->empty ? BALAI_SCHEDULE_EMPTY : BALAI_SCHEDULE_READY);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ITEMS]);
  /* What was read first is painted before anything else is asked for: two cores are soon busy. */
  if ((answer->wish.parts & BALAI_SNAPSHOT_CONFLICTS) == 0)
    self->follow_up = g_timeout_add_full (G_PRIORITY_LOW, FOLLOW_UP_MS, on_follow_up, self, NULL);
  else if (self->conflicts_due)
    load_conflicts (self);
  answer_free (answer);
}

static void
load_items (BalaiScheduleModel *self)
{
  gboolean first_ever = self->items == NULL;
  Wish *wish = g_new0 (Wish, 1);

  self->asked = TRUE;
  wish->first_day = self->first_day - (first_ever ? 0 : MARGIN_DAYS);
  wish->last_day = self->last_day + (first_ever ? 0 : MARGIN_DAYS);
  wish->parts = BALAI_SNAPSHOT_OCCURRENCES | (first_ever ? 0 : BALAI_SNAPSHOT_CONFLICTS);
  wish->filter = self->filter;
  wish->filter.opd = g_strdup (self->filter.opd);
  g_clear_handle_id (&self->follow_up, g_source_remove);
  g_cancellable_cancel (self->items_call);
  g_clear_object (&self->items_call);
  self->items_call = g_cancellable_new ();
  balai_store_read_async (self->store, read_items, wish, wish_free, answer_free, self->items_call, on_items,
                          g_object_ref (self));
}

static gboolean
on_refresh (gpointer data)
{
  BalaiScheduleModel *self = data;

  self->refresh = 0;
  balai_schedule_model_reload (self);
  return G_SOURCE_REMOVE;
}

static void
on_changed (BalaiStore         *store,
            BalaiChanges       *changes,
            BalaiScheduleModel *self)
{
  if (self->refresh == 0)
    self->refresh = g_timeout_add (COALESCE_MS, on_refresh, self);
}

/* Another office sees another side of each conflict. */
static void
on_own_opd (BalaiStore         *store,
            const char         *key,
            BalaiScheduleModel *self)
{
  if (self->conflicts != NULL || self->conflicts_call != NULL)
    load_conflicts (self);
}

static void
balai_schedule_model_constructed (GObject *object)
{
  BalaiScheduleModel *self = BALAI_SCHEDULE_MODEL (object);

  G_OBJECT_CLASS (balai_schedule_model_parent_class)->constructed (object);
  g_signal_connect_object (self->store, "changed", G_CALLBACK (on_changed), self, 0);
  g_signal_connect_object (self->store, "setting-changed::" BALAI_SETTING_OWN_OPD, G_CALLBACK (on_own_opd), self, 0);
}

static void
balai_schedule_model_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  BalaiScheduleModel *self = BALAI_SCHEDULE_MODEL (object);

  switch ((BalaiScheduleModelProperty) prop_id)
    {
    case PROP_STORE:
      g_value_set_object (value, self->store);
      break;
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;
    case PROP_ITEMS:
      g_value_set_boxed (value, self->items);
      break;
    case PROP_CONFLICTS:
      g_value_set_boxed (value, self->conflicts);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_schedule_model_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  BalaiScheduleModel *self = BALAI_SCHEDULE_MODEL (object);

  switch ((BalaiScheduleModelProperty) prop_id)
    {
    case PROP_STORE:
      self->store = g_value_dup_object (value);
      break;
    case PROP_STATE:
    case PROP_ITEMS:
    case PROP_CONFLICTS:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_schedule_model_dispose (GObject *object)
{
  BalaiScheduleModel *self = BALAI_SCHEDULE_MODEL (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  g_clear_handle_id (&self->follow_up, g_source_remove);
  g_cancellable_cancel (self->items_call);
  g_cancellable_cancel (self->conflicts_call);
  g_clear_object (&self->items_call);
  g_clear_object (&self->conflicts_call);
  G_OBJECT_CLASS (balai_schedule_model_parent_class)->dispose (object);
}

static void
balai_schedule_model_finalize (GObject *object)
{
  BalaiScheduleModel *self = BALAI_SCHEDULE_MODEL (object);

  g_clear_object (&self->store);
  g_clear_pointer (&self->items, balai_calendar_items_unref);
  g_clear_pointer (&self->holidays, g_hash_table_unref);
  g_clear_pointer (&self->conflicts, balai_conflict_table_unref);
  g_free (self->filter.opd);
  G_OBJECT_CLASS (balai_schedule_model_parent_class)->finalize (object);
}

static void
balai_schedule_model_class_init (BalaiScheduleModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = balai_schedule_model_constructed;
  object_class->get_property = balai_schedule_model_get_property;
  object_class->set_property = balai_schedule_model_set_property;
  object_class->dispose = balai_schedule_model_dispose;
  object_class->finalize = balai_schedule_model_finalize;

  /**
   * BalaiScheduleModel:store:
   *
   * Where it reads from.
   */
  properties[PROP_STORE] = g_param_spec_object ("store", NULL, NULL, BALAI_TYPE_STORE,
                                                G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * BalaiScheduleModel:state:
   *
   * What there is to show.
   */
  properties[PROP_STATE] = g_param_spec_enum ("state", NULL, NULL, BALAI_TYPE_SCHEDULE_STATE, BALAI_SCHEDULE_LOADING,
                                              flags);
  /**
   * BalaiScheduleModel:items: (nullable)
   *
   * What the views draw; told again whenever it may be different.
   */
  properties[PROP_ITEMS] = g_param_spec_boxed ("items", NULL, NULL, BALAI_TYPE_CALENDAR_ITEMS, flags);
  /**
   * BalaiScheduleModel:conflicts: (nullable)
   *
   * All conflicts that are stored; told again whenever they may be different.
   */
  properties[PROP_CONFLICTS] = g_param_spec_boxed ("conflicts", NULL, NULL, BALAI_TYPE_CONFLICT_TABLE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
balai_schedule_model_init (BalaiScheduleModel *self)
{
  self->filter.statuses = BALAI_SCHEDULE_ALL_STATUSES;
  self->zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  self->read_last = -1;
  self->conflicts_due = TRUE;
}

/**
 * balai_schedule_model_new:
 * @store: where to read from
 *
 * Returns: (transfer full): a model that reads nothing before balai_schedule_model_show()
 */
BalaiScheduleModel *
balai_schedule_model_new (BalaiStore *store)
{
  g_return_val_if_fail (BALAI_IS_STORE (store), NULL);

  return g_object_new (BALAI_TYPE_SCHEDULE_MODEL, "store", store, NULL);
}

BalaiStore *
balai_schedule_model_get_store (BalaiScheduleModel *self)
{
  g_return_val_if_fail (BALAI_IS_SCHEDULE_MODEL (self), NULL);

  return self->store;
}

BalaiScheduleState
balai_schedule_model_get_state (BalaiScheduleModel *self)
{
  g_return_val_if_fail (BALAI_IS_SCHEDULE_MODEL (self), BALAI_SCHEDULE_FAILED);

  return self->state;
}

/**
 * balai_schedule_model_get_items:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): what the views draw
 */
BalaiCalendarItems *
balai_schedule_model_get_items (BalaiScheduleModel *self)
{
  g_return_val_if_fail (BALAI_IS_SCHEDULE_MODEL (self), NULL);

  return self->items;
}

/**
 * balai_schedule_model_get_holidays:
 * @self: a model
 *
 * Returns: (transfer none) (nullable) (element-type int64 utf8): names of holidays, by day
 */
GHashTable *
balai_schedule_model_get_holidays (BalaiScheduleModel *self)
{
  g_return_val_if_fail (BALAI_IS_SCHEDULE_MODEL (self), NULL);

  return self->holidays;
}

/**
 * balai_schedule_model_get_conflicts:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): all conflicts, once they are known
 */
BalaiConflictTable *
balai_schedule_model_get_conflicts (BalaiScheduleModel *self)
{
  g_return_val_if_fail (BALAI_IS_SCHEDULE_MODEL (self), NULL);

  return self->conflicts;
}

/**
 * balai_schedule_model_get_zone:
 * @self: a model
 *
 * Returns: (transfer none): the zone of the city
 */
const BalaiZone *
balai_schedule_model_get_zone (BalaiScheduleModel *self)
{
  g_return_val_if_fail (BALAI_IS_SCHEDULE_MODEL (self), NULL);

  return self->zone;
}

/**
 * balai_schedule_model_get_today:
 * @self: a model
 *
 * Returns: the date in the city, days since 1970-01-01
 */
int64_t
balai_schedule_model_get_today (BalaiScheduleModel *self)
{
  g_return_val_if_fail (BALAI_IS_SCHEDULE_MODEL (self), 0);

  return balai_zone_day (self->zone, balai_clock_now (balai_store_get_clock (self->store)));
}

/**
 * balai_schedule_model_show:
 * @self: a model
 * @first_day: first day that is seen, days since 1970-01-01
 * @last_day: last day that is seen
 *
 * Says what is seen. What was read before is shown at once.
 */
void
balai_schedule_model_show (BalaiScheduleModel *self,
                           int64_t             first_day,
                           int64_t             last_day)
{
  gboolean covered, same;

  g_return_if_fail (BALAI_IS_SCHEDULE_MODEL (self));
  g_return_if_fail (first_day <= last_day);

  same = self->first_day == first_day && self->last_day == last_day;
  covered = self->read_first <= first_day && last_day <= self->read_last;
  self->first_day = first_day;
  self->last_day = last_day;
  /* On the way: with a margin that begins here. */
  if (same && (covered || self->items_call != NULL))
    return;
  if (!covered || first_day - self->read_first < MARGIN_DAYS / 2 || self->read_last - last_day < MARGIN_DAYS / 2)
    load_items (self);
}

/* Before anything is asked for, there is nothing to read again. */
static void
filter_changed (BalaiScheduleModel *self)
{
  if (self->asked)
    load_items (self);
}

/**
 * balai_schedule_model_set_opd:
 * @self: a model
 * @opd: (nullable): id of the only organiser that is shown
 */
void
balai_schedule_model_set_opd (BalaiScheduleModel *self,
                              const char         *opd)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_MODEL (self));

  if (g_strcmp0 (self->filter.opd, opd) == 0)
    return;
  g_free (self->filter.opd);
  self->filter.opd = g_strdup (opd);
  filter_changed (self);
}

/**
 * balai_schedule_model_set_statuses:
 * @self: a model
 * @statuses: which are shown, as bits of 1 << #BalaiItemStatus
 */
void
balai_schedule_model_set_statuses (BalaiScheduleModel *self,
                                   guint               statuses)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_MODEL (self));

  if (self->filter.statuses == statuses)
    return;
  self->filter.statuses = statuses;
  filter_changed (self);
}

/**
 * balai_schedule_model_set_troubled:
 * @self: a model
 * @troubled: whether only what is in conflict is shown
 */
void
balai_schedule_model_set_troubled (BalaiScheduleModel *self,
                                   gboolean            troubled)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_MODEL (self));

  if (self->filter.troubled == !!troubled)
    return;
  self->filter.troubled = !!troubled;
  filter_changed (self);
}

/**
 * balai_schedule_model_reload:
 * @self: a model
 *
 * Reads everything again.
 */
void
balai_schedule_model_reload (BalaiScheduleModel *self)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_MODEL (self));

  self->conflicts_due = TRUE;
  self->read_first = 0;
  self->read_last = -1;
  load_items (self);
}

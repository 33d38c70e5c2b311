/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-derive.h"

#include <stdio.h>

#include "balai-event-series.h"
#include "balai-registers.h"
#include "balai-schedule-beyond.h"
#include "balai-schedule-data.h"

#define HORIZON_SETTING "schedule-horizon"
#define HORIZON_REACH   (2 * 366 * BALAI_DAY)
#define ZONE_SETTING    "schedule-zone"
/* A series of no more dates than may be typed is stored whole, however old it is. */
#define WHOLE_SERIES    BALAI_RECURRENCE_MAX_TYPED
/* A series of which more dates than these lie within the horizon ("every minute", which only a file can say) is stored
 * from yesterday on, as far as they reach: a calendar shows what is near, and ten lines of a file must not fill a disk.
 */
#define STORED_MOST     10000

const BalaiLengthClass balai_length_classes[BALAI_N_LENGTH_CLASSES] = {
  { BALAI_LENGTH_DAY, BALAI_DAY },
  { BALAI_LENGTH_MONTH, 31 * BALAI_DAY },
  { BALAI_LENGTH_LONGER, G_MAXINT64 / 4 },
};

/**
 * balai_schedule_city_zone:
 * @repository: a repository
 *
 * Returns: (transfer full): zone of the city, in which whole days are counted
 */
char *
balai_schedule_city_zone (BalaiRepository *repository)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_city_kind);
  g_autoptr (GPtrArray) cities = NULL;
  const char *zone = NULL;

  balai_query_limit (query, 1, 0);
  cities = balai_repository_list (repository, query, NULL);
  if (cities != NULL && cities->len > 0)
    zone = balai_record_get_text (cities->pdata[0], BALAI_CITY_ZONE);
  return g_strdup (balai_zone_get (zone) ? zone : BALAI_ZONE_JAKARTA);
}

/**
 * balai_schedule_get_horizon:
 * @repository: a repository
 *
 * Returns: the span within which the occurrences of long and endless series are stored; outside of it they are expanded
 *   when they are asked for
 */
BalaiSpan
balai_schedule_get_horizon (BalaiRepository *repository)
{
  g_autofree char *setting = balai_repository_get_setting (repository, HORIZON_SETTING);
  int64_t now = balai_clock_now (balai_repository_get_clock (repository));
  BalaiSpan span;

  if (setting != NULL
      && sscanf (setting, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, (gint64 *) &span.start, (gint64 *) &span.end) == 2)
    return span;
  now -= now % BALAI_DAY;
  return (BalaiSpan) { now - HORIZON_REACH, now + HORIZON_REACH };
}

static gboolean
keep_horizon (BalaiRepository  *repository,
              BalaiSpan         span,
              GError          **error)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, (gint64) span.start,
                                           (gint64) span.end);

  return balai_repository_set_setting (repository, HORIZON_SETTING, text, error);
}

static uint8_t
claim_status (BalaiRecord *event)
{
  const char *status = balai_record_get_text (event, BALAI_EVENT_STATUS);

  if (!balai_event_claims (event))
    return BALAI_CLAIM_NONE;
  if (g_str_equal (status, "confirmed"))
    return BALAI_CLAIM_CONFIRMED;
  return g_str_equal (status, "submitted") ? BALAI_CLAIM_SUBMITTED : BALAI_CLAIM_TENTATIVE;
}

static uint8_t
person_role (BalaiRecord *person)
{
  const char *role = balai_record_get_text (person, BALAI_EVENT_PERSON_ROLE);

  if (g_strcmp0 (role, "leader") == 0)
    return balai_record_get_boolean (person, BALAI_EVENT_PERSON_DELEGABLE) ? BALAI_CLAIM_LEADER_INVITED
                                                                           : BALAI_CLAIM_LEADER_REQUIRED;
  if (g_strcmp0 (role, "leader_invited") == 0)
    return BALAI_CLAIM_LEADER_INVITED;
  return g_strcmp0 (role, "speaker") == 0 ? BALAI_CLAIM_SPEAKER : BALAI_CLAIM_PARTICIPANT;
}

static void
add_people (BalaiRecord *event,
            GPtrArray   *people,
            BalaiClaim   base,
            GArray      *claims)
{
  const char *venue = balai_record_get_text (event, BALAI_EVENT_VENUE);
  /* A whole day says little of a person, unless they are away: R6. */
  gboolean informational = (base.flags & BALAI_CLAIM_ALL_DAY)
                           && g_strcmp0 (balai_record_get_text (event, BALAI_EVENT_BUSY), "away") != 0;
  gboolean online = venue == NULL && !balai_record_is_null (event, BALAI_EVENT_ONLINE);

  for (guint i = 0; people != NULL && !informational && i < people->len; i++)
    {
      BalaiRecord *person = people->pdata[i];
      const char *attendance = balai_record_get_text (person, BALAI_EVENT_PERSON_ATTENDANCE);
      const char *delegate = balai_record_get_text (person, BALAI_EVENT_PERSON_DELEGATE);
      BalaiDerivedClaim derived = { balai_record_get_text (person, BALAI_EVENT_PERSON_PERSON), venue, base };

      if (g_strcmp0 (attendance, "declined") == 0)
        continue;
      /* R11: naming somebody else moves the claim to them. */
      if (g_strcmp0 (attendance, "delegated") == 0)
        derived.resource = delegate;
      if (derived.resource == NULL)
        continue;
      derived.claim.role = person_role (person);
      if (online || balai_record_get_boolean (person, BALAI_EVENT_PERSON_ONLINE))
        derived.claim.flags |= BALAI_CLAIM_ONLINE;
      g_array_append_val (claims, derived);
    }
}

/* What the event uses, with the span of its first occurrence. The texts point into the records. */
static GArray *
claims_of (BalaiRecord          *event,
           const BalaiEventUses *uses)
{
  GPtrArray *opds = uses->opds, *equipment = uses->equipment;
  GArray *claims = g_array_new (FALSE, TRUE, sizeof (BalaiDerivedClaim));
  const char *venue = balai_record_get_text (event, BALAI_EVENT_VENUE);
  BalaiClaim base = { .status = claim_status (event) };
  BalaiDerivedClaim derived;

  if (base.status == BALAI_CLAIM_NONE)
    return claims;
  base.resource = BALAI_NO_RESOURCE;
  base.place = BALAI_NO_RESOURCE;
  if (balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY))
    base.flags |= BALAI_CLAIM_ALL_DAY;

  derived = (BalaiDerivedClaim) { venue, NULL, base };
  derived.claim.role = venue ? BALAI_CLAIM_VENUE : BALAI_CLAIM_EVENT;
  derived.claim.quantity = (int32_t) balai_record_get_int (event, BALAI_EVENT_PARTICIPANTS);
  derived.claim.setup = (int32_t) balai_record_get_int (event, BALAI_EVENT_SETUP);
  derived.claim.teardown = (int32_t) balai_record_get_int (event, BALAI_EVENT_TEARDOWN);
  g_array_append_val (claims, derived);

  add_people (event, uses->people, base, claims);
  for (guint i = 0; opds != NULL && i < opds->len; i++)
    {
      derived = (BalaiDerivedClaim) { balai_record_get_text (opds->pdata[i], BALAI_EVENT_OPD_OPD), venue, base };
      derived.claim.role = BALAI_CLAIM_OPD;
      if (derived.resource != NULL)
        g_array_append_val (claims, derived);
    }
  for (guint i = 0; equipment != NULL && i < equipment->len; i++)
    {
      BalaiRecord *pool = equipment->pdata[i];

      derived = (BalaiDerivedClaim) { balai_record_get_text (pool, BALAI_EVENT_EQUIPMENT_EQUIPMENT), NULL, base };
      derived.claim.role = BALAI_CLAIM_POOL;
      derived.claim.quantity = (int32_t) balai_record_get_int (pool, BALAI_EVENT_EQUIPMENT_QUANTITY);
      if (derived.resource != NULL)
        g_array_append_val (claims, derived);
    }
  return claims;
}

static gboolean
emit (BalaiRecord          *event,
      BalaiSpan             span,
      GArray               *claims,
      BalaiOccurrenceFunc   func,
      gpointer              data,
      GError              **error)
{
  for (guint i = 0; i < claims->len; i++)
    {
      BalaiClaim *claim = &g_array_index (claims, BalaiDerivedClaim, i).claim;

      claim->start = span.start;
      claim->end = span.end;
    }
  /* What has no length is a note: it may not claim. */
  return func (event, span, (gconstpointer) claims->data, span.end > span.start ? claims->len : 0, data,
               error);
}

typedef struct
{
  const char *city_zone;
  GPtrArray  *overrides; /* (nullable) (element-type BalaiRecord) */
  GArray     *claims;    /* (element-type BalaiDerivedClaim) */
} Expansion;

static gboolean
series_is_long (const BalaiEventSeries *series)
{
  g_autoptr (GArray) starts = NULL;
  gboolean more = FALSE;

  if (balai_recurrence_endless (series->rrules))
    return TRUE;
  starts = balai_recurrence_expand (&series->recurrence, G_MININT64 / 4, G_MAXINT64 / 4, WHOLE_SERIES, &more);
  return more;
}

/* Where the dates of a long series begin that are stored; and they themselves, where that is the whole horizon. */
static BalaiSpan
stored_span (const BalaiEventSeries  *series,
             BalaiSpan                horizon,
             GArray                 **whole)
{
  int64_t yesterday = horizon.start + HORIZON_REACH - BALAI_DAY;
  gboolean more = FALSE;
  g_autoptr (GArray) starts = NULL;

  horizon.start -= series->duration;
  starts = balai_recurrence_expand (&series->recurrence, horizon.start, horizon.end, STORED_MOST, &more);
  if (!more)
    {
      if (whole != NULL)
        *whole = g_steal_pointer (&starts);
      return horizon;
    }
  g_array_unref (starts);
  starts = balai_recurrence_expand (&series->recurrence, yesterday, horizon.end, STORED_MOST + 1, NULL);
  if (starts->len > 0)
    horizon.start = yesterday;
  else
    {
      /* It is over: its beginning. */
      g_array_unref (starts);
      starts = balai_recurrence_expand (&series->recurrence, horizon.start, horizon.end, STORED_MOST + 1, NULL);
    }
  if (starts->len > STORED_MOST)
    horizon.end = g_array_index (starts, BalaiOccurrenceStart, STORED_MOST).start;
  return horizon;
}

static gboolean
expand (BalaiRecord          *event,
        const Expansion      *expansion,
        const BalaiSpan      *range,
        const BalaiSpan      *horizon,
        BalaiOccurrenceFunc   func,
        gpointer              data,
        GError              **error)
{
  g_auto (BalaiEventSeries) series = { 0 };
  g_autoptr (GArray) starts = NULL;
  const BalaiSpan everything = { G_MININT64 / 4, G_MAXINT64 / 4 };
  gboolean has_overrides = expansion->overrides != NULL && expansion->overrides->len > 0;
  BalaiSpan span, stored;

  if (!balai_event_get_span (event, expansion->city_zone, &span))
    return TRUE;
  if (!balai_event_is_series (event) || !balai_record_is_null (event, BALAI_EVENT_SERIES))
    return emit (event, span, expansion->claims, func, data, error);

  balai_event_series_init (&series, event, expansion->city_zone);
  if (range == NULL)
    {
      gboolean more = FALSE;

      /* Short series whole; of long ones what lies within the horizon, or near where that is too much. Which of the two
       * it is does not hang on the dates that have become events of their own. */
      if (!balai_recurrence_endless (series.rrules))
        starts = balai_recurrence_expand (&series.recurrence, G_MININT64 / 4, G_MAXINT64 / 4, WHOLE_SERIES, &more);
      stored = everything;
      if (more)
        g_clear_pointer (&starts, g_array_unref);
      if (starts == NULL)
        stored = stored_span (&series, *horizon, &starts);
      if (has_overrides)
        g_clear_pointer (&starts, g_array_unref);
    }
  else
    stored = (BalaiSpan) { range->start - series.duration, range->end };
  for (guint i = 0; has_overrides && i < expansion->overrides->len; i++)
    balai_event_series_skip (&series, expansion->overrides->pdata[i]);
  if (starts == NULL)
    starts = balai_recurrence_expand (&series.recurrence, stored.start, stored.end, G_MAXUINT, NULL);
  for (guint i = 0; i < starts->len; i++)
    {
      const BalaiOccurrenceStart *start = &g_array_index (starts, BalaiOccurrenceStart, i);
      BalaiSpan one = { start->start, start->end != BALAI_ICAL_NONE ? start->end : start->start + series.duration };

      if (!emit (event, one, expansion->claims, func, data, error))
        return FALSE;
    }
  return TRUE;
}

static GPtrArray *
list_by (BalaiRepository *repository,
         const BalaiKind *kind,
         int              field,
         const char      *id)
{
  g_autoptr (BalaiQuery) query = balai_query_new (kind);

  balai_query_where_text (query, field, BALAI_EQUAL, id);
  return balai_repository_list (repository, query, NULL);
}

/**
 * balai_schedule_expand:
 * @repository: a repository
 * @event: an event, as it is stored or as it is being edited
 * @range: (nullable): which occurrences; without it those that are stored
 * @func: called for each of them
 * @data: for @func
 * @error: return location for an error of @func
 *
 * Works the occurrences of an event out, and what each of them uses, from the event and what hangs on it.
 *
 * Returns: whether @func was content
 */
gboolean
balai_schedule_expand (BalaiRepository      *repository,
                       BalaiRecord          *event,
                       const BalaiSpan      *range,
                       BalaiOccurrenceFunc   func,
                       gpointer              data,
                       GError              **error)
{
  const char *id = balai_record_get_id (event);
  g_autoptr (GPtrArray) people = balai_repository_children (repository, &balai_event_person_kind, id, NULL);
  g_autoptr (GPtrArray) opds = balai_repository_children (repository, &balai_event_opd_kind, id, NULL);
  g_autoptr (GPtrArray) equipment = balai_repository_children (repository, &balai_event_equipment_kind, id, NULL);
  BalaiEventUses uses = { people, opds, equipment };

  return balai_schedule_expand_with (repository, event, &uses, range, func, data, error);
}

/**
 * balai_schedule_expand_with:
 * @repository: a repository
 * @event: an event, as it is stored or as it is being edited
 * @uses: what hangs on it
 * @range: (nullable): which occurrences; without it those that would be stored
 * @func: called for each of them
 * @data: for @func
 * @error: return location for an error of @func
 *
 * As balai_schedule_expand(), with what hangs on the event handed in.
 *
 * Returns: whether @func was content
 */
gboolean
balai_schedule_expand_with (BalaiRepository       *repository,
                            BalaiRecord           *event,
                            const BalaiEventUses  *uses,
                            const BalaiSpan       *range,
                            BalaiOccurrenceFunc    func,
                            gpointer               data,
                            GError               **error)
{
  g_autofree char *zone = balai_schedule_city_zone (repository);
  BalaiScheduleFrame frame = { zone, balai_schedule_get_horizon (repository) };

  return balai_schedule_expand_in_frame (repository, &frame, event, uses, range, func, data, error);
}

/**
 * balai_schedule_expand_in_frame:
 * @repository: a repository
 * @frame: what is the same for all events
 * @event: an event, as it is stored or as it is being edited
 * @uses: what hangs on it
 * @range: (nullable): which occurrences; without it those that would be stored
 * @func: called for each of them
 * @data: for @func
 * @error: return location for an error of @func
 *
 * As balai_schedule_expand_with(), for who has many events.
 *
 * Returns: whether @func was content
 */
gboolean
balai_schedule_expand_in_frame (BalaiRepository           *repository,
                                const BalaiScheduleFrame  *frame,
                                BalaiRecord               *event,
                                const BalaiEventUses      *uses,
                                const BalaiSpan           *range,
                                BalaiOccurrenceFunc        func,
                                gpointer                   data,
                                GError                   **error)
{
  g_autoptr (GPtrArray) overrides = NULL;
  g_autoptr (GArray) claims = claims_of (event, uses);
  Expansion expansion = { frame->city_zone, NULL, claims };

  /* What was never saved has none. */
  if (balai_event_is_series (event) && balai_record_get_revision (event) > 0)
    expansion.overrides = overrides = list_by (repository, &balai_event_kind, BALAI_EVENT_SERIES,
                                               balai_record_get_id (event));
  return expand (event, &expansion, range, &frame->horizon, func, data, error);
}

/**
 * balai_schedule_is_partial:
 * @repository: a repository
 * @event: an event
 *
 * Returns: whether only those of its occurrences are stored that lie within the horizon
 */
gboolean
balai_schedule_is_partial (BalaiRepository *repository,
                           BalaiRecord     *event)
{
  g_auto (BalaiEventSeries) series = { 0 };

  return balai_event_is_series (event) && balai_event_series_init (&series, event, NULL) && series_is_long (&series);
}

/**
 * balai_schedule_get_stored:
 * @repository: a repository
 * @event: a series of which balai_schedule_is_partial()
 * @is_cut: (out) (optional): whether that is less than the horizon, since it repeats too often
 *
 * Returns: where the dates begin that are stored
 */
BalaiSpan
balai_schedule_get_stored (BalaiRepository *repository,
                           BalaiRecord     *event,
                           gboolean        *is_cut)
{
  g_autofree char *zone = balai_schedule_city_zone (repository);
  BalaiSpan horizon = balai_schedule_get_horizon (repository);
  g_auto (BalaiEventSeries) series = { 0 };
  BalaiSpan stored = horizon;

  if (balai_event_series_init (&series, event, zone))
    stored = stored_span (&series, horizon, NULL);
  if (is_cut != NULL)
    *is_cut = stored.start > horizon.start || stored.end < horizon.end;
  return stored;
}

static gboolean
store_occurrence (BalaiRecord             *event,
                  BalaiSpan                span,
                  const BalaiDerivedClaim *claims,
                  guint                    n_claims,
                  gpointer                 data,
                  GError                 **error)
{
  BalaiDatabase *database = data;
  const char *id = balai_record_get_id (event);
  BalaiStatement *statement = balai_database_get (
    database, "INSERT INTO occurrence (event, \"start\", \"end\") VALUES (?1, ?2, ?3)", error);

  if (statement == NULL)
    return FALSE;
  balai_statement_bind_text (statement, 1, id);
  balai_statement_bind_int (statement, 2, span.start);
  balai_statement_bind_int (statement, 3, span.end);
  if (!balai_statement_run (statement, error))
    return FALSE;
  for (guint i = 0; i < n_claims; i++)
    {
      const BalaiClaim *claim = &claims[i].claim;

      statement = balai_database_get (database,
                                      "INSERT INTO claim (event, occurrence, resource, \"start\", \"end\", setup,"
                                      " teardown, quantity, place, role, status, flags)"
                                      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                                      error);
      if (statement == NULL)
        return FALSE;
      balai_statement_bind_text (statement, 1, id);
      balai_statement_bind_int (statement, 2, span.start);
      balai_statement_bind_text (statement, 3, claims[i].resource);
      balai_statement_bind_int (statement, 4, claim->start);
      balai_statement_bind_int (statement, 5, claim->end);
      balai_statement_bind_int (statement, 6, claim->setup);
      balai_statement_bind_int (statement, 7, claim->teardown);
      balai_statement_bind_int (statement, 8, claim->quantity);
      balai_statement_bind_text (statement, 9, claims[i].place);
      balai_statement_bind_int (statement, 10, claim->role);
      balai_statement_bind_int (statement, 11, claim->status);
      balai_statement_bind_int (statement, 12, claim->flags);
      if (!balai_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
forget (BalaiDatabase  *database,
        const char     *id,
        GError        **error)
{
  static const char *const statements[] = {
    "DELETE FROM occurrence WHERE event = ?1",
    "DELETE FROM claim WHERE event = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      BalaiStatement *statement = balai_database_get (database, statements[i], error);

      if (statement == NULL)
        return FALSE;
      balai_statement_bind_text (statement, 1, id);
      if (!balai_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
has_rows (BalaiRepository *repository,
          const BalaiKind *kind)
{
  g_autofree char *sql = g_strdup_printf ("SELECT 1 FROM \"%s\" LIMIT 1", kind->name);
  int64_t any = 0;

  return balai_database_get_integer (balai_repository_get_database (repository), sql, &any, NULL) && any != 0;
}

typedef enum
{
  EVENT_TOUCHED = 1,
  EVENT_CREATED = 2,
} Touch;

static void
touch (GHashTable *events,
       const char *id,
       Touch       how)
{
  if (id != NULL && !g_hash_table_contains (events, id))
    g_hash_table_insert (events, g_strdup (id), GINT_TO_POINTER (how));
}

static void
touch_named (BalaiRepository   *repository,
             const BalaiChange *change,
             GHashTable        *events)
{
  const char *column = change->kind == &balai_event_kind ? "series" : "event";
  g_autofree char *sql = NULL;
  g_autoptr (BalaiStatement) statement = NULL;

  if (change->record != NULL)
    {
      touch (events, balai_record_get_text (change->record, balai_kind_find_field (change->kind, column)),
             EVENT_TOUCHED);
      return;
    }
  sql = g_strdup_printf ("SELECT \"%s\" FROM \"%s\" WHERE id = ?1", column, change->kind->name);
  statement = balai_database_get (balai_repository_get_database (repository), sql, NULL);
  if (statement == NULL)
    return;
  balai_statement_bind_text (statement, 1, change->id);
  if (balai_statement_step (statement, NULL) == BALAI_STEP_ROW)
    touch (events, balai_statement_text (statement, 0), EVENT_TOUCHED);
}

/* Events as they were just written, by id: they need not be read again. */
static GHashTable *
collect_written (BalaiChanges *changes)
{
  GHashTable *written = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < balai_changes_get_size (changes); i++)
    {
      const BalaiChange *change = balai_changes_get (changes, i);

      if (change->kind != &balai_event_kind)
        continue;
      /* What was written last counts. */
      if (change->record != NULL)
        g_hash_table_replace (written, change->id, change->record);
      else
        g_hash_table_remove (written, change->id);
    }
  return written;
}

static void
collect_touched (BalaiRepository *repository,
                 BalaiChanges    *changes,
                 GHashTable      *events)
{
  /* New events first: what hangs on them does not make them old ones. */
  for (guint i = 0; i < balai_changes_get_size (changes); i++)
    {
      const BalaiChange *change = balai_changes_get (changes, i);

      if (change->kind == &balai_event_kind)
        touch (events, change->id, change->op == BALAI_CHANGE_CREATE ? EVENT_CREATED : EVENT_TOUCHED);
    }
  for (guint i = 0; i < balai_changes_get_size (changes); i++)
    {
      const BalaiChange *change = balai_changes_get (changes, i);

      if (change->kind == &balai_event_kind || change->kind == &balai_event_person_kind
          || change->kind == &balai_event_opd_kind || change->kind == &balai_event_equipment_kind)
        touch_named (repository, change, events);
    }
}

static gboolean
follow_zone (BalaiRepository  *repository,
             const char       *zone,
             GHashTable       *events,
             GError          **error)
{
  g_autofree char *before = balai_repository_get_setting (repository, ZONE_SETTING);
  g_autoptr (BalaiStatement) statement = NULL;
  BalaiStep step;

  if (g_strcmp0 (before, zone) == 0)
    return TRUE;
  if (!balai_repository_set_setting (repository, ZONE_SETTING, zone, error))
    return FALSE;
  if (before == NULL)
    return TRUE;
  statement = balai_database_get (balai_repository_get_database (repository),
                                  "SELECT id FROM event WHERE deleted_at IS NULL"
                                  " AND (all_day = 1 OR zone IS NULL OR rrule IS NOT NULL OR rdate IS NOT NULL)",
                                  error);
  if (statement == NULL)
    return FALSE;
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    touch (events, balai_statement_text (statement, 0), EVENT_TOUCHED);
  return step == BALAI_STEP_DONE;
}

/**
 * balai_schedule_derive:
 * @repository: the writer, inside the transaction
 * @changes: what the transaction has changed
 * @error: return location for a #BalaiDbError
 *
 * Works out anew the stored occurrences and claims of the events that were changed, and of those whose people, offices,
 * equipment or overrides were; of all that count in days when the zone of the city was.
 *
 * Returns: whether it was done
 */
gboolean
balai_schedule_derive (BalaiRepository  *repository,
                       BalaiChanges     *changes,
                       GError          **error)
{
  BalaiDatabase *database = balai_repository_get_database (repository);
  g_autoptr (GHashTable) events = NULL, written = NULL;
  g_autofree char *zone = NULL;
  BalaiSpan horizon;
  gboolean any_people, any_opds, any_equipment;
  GHashTableIter iter;
  gpointer key, value;

  if (!balai_changes_has_kind (changes, &balai_event_kind) && !balai_changes_has_kind (changes, &balai_city_kind)
      && !balai_changes_has_kind (changes, &balai_event_person_kind)
      && !balai_changes_has_kind (changes, &balai_event_opd_kind)
      && !balai_changes_has_kind (changes, &balai_event_equipment_kind))
    return TRUE;
  events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  collect_touched (repository, changes, events);
  written = collect_written (changes);
  zone = balai_schedule_city_zone (repository);
  horizon = balai_schedule_get_horizon (repository);
  if (!keep_horizon (repository, horizon, error) || !follow_zone (repository, zone, events, error))
    return FALSE;
  any_people = has_rows (repository, &balai_event_person_kind);
  any_opds = has_rows (repository, &balai_event_opd_kind);
  any_equipment = has_rows (repository, &balai_event_equipment_kind);

  g_hash_table_iter_init (&iter, events);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      BalaiRecord *as_written = g_hash_table_lookup (written, key);
      g_autoptr (BalaiRecord) event = as_written ? g_object_ref (as_written) : NULL;
      g_autoptr (GPtrArray) people = NULL, opds = NULL, equipment = NULL, overrides = NULL;
      g_autoptr (GArray) claims = NULL;
      GError *local = NULL;
      Expansion expansion = { zone, NULL, NULL };

      if (GPOINTER_TO_INT (value) != EVENT_CREATED && !forget (database, key, error))
        return FALSE;
      if (event == NULL)
        event = balai_repository_get (repository, &balai_event_kind, key, &local);
      if (local != NULL)
        {
          g_propagate_error (error, local);
          return FALSE;
        }
      if (event == NULL)
        continue;
      if (any_people)
        people = balai_repository_children (repository, &balai_event_person_kind, key, NULL);
      if (any_opds)
        opds = balai_repository_children (repository, &balai_event_opd_kind, key, NULL);
      if (any_equipment)
        equipment = balai_repository_children (repository, &balai_event_equipment_kind, key, NULL);
      if (balai_event_is_series (event))
        expansion.overrides = overrides = list_by (repository, &balai_event_kind, BALAI_EVENT_SERIES, key);
      expansion.claims = claims = claims_of (event, &(BalaiEventUses) { people, opds, equipment });
      if (!expand (event, &expansion, NULL, &horizon, store_occurrence, database, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * balai_schedule_roll_horizon:
 * @repository: a writer
 * @error: return location for a #BalaiDbError
 *
 * Moves the horizon along with the calendar, when it has fallen behind by a month: long series are worked out anew. A
 * store runs it some moments after it was opened, and every hour.
 *
 * Returns: whether it was done, or needed not be
 */
gboolean
balai_schedule_roll_horizon (BalaiRepository  *repository,
                             GError          **error)
{
  BalaiDatabase *database = balai_repository_get_database (repository);
  int64_t now = balai_clock_now (balai_repository_get_clock (repository));
  BalaiSpan horizon = balai_schedule_get_horizon (repository);
  g_autoptr (GPtrArray) events = NULL;
  g_autoptr (BalaiChanges) changes = balai_changes_new ();

  now -= now % BALAI_DAY;
  if (ABS (horizon.end - (now + HORIZON_REACH)) < 30 * BALAI_DAY)
    return TRUE;
  events = balai_schedule_list_partial (repository, NULL, error);
  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    balai_changes_add (changes, &balai_event_kind, balai_record_get_id (events->pdata[i]), BALAI_CHANGE_UPDATE, NULL);
  if (!balai_database_begin (database, error))
    return FALSE;
  if (!keep_horizon (repository, (BalaiSpan) { now - HORIZON_REACH, now + HORIZON_REACH }, error)
      || !balai_schedule_derive (repository, changes, error))
    {
      balai_database_rollback (database);
      return FALSE;
    }
  return balai_database_commit (database, error);
}

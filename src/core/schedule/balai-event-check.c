/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event-check.h"

#include "balai-event.h"
#include "balai-same-meeting.h"
#include "balai-schedule-beyond.h"
#include "balai-schedule-check-private.h"
#include "balai-schedule-check.h"
#include "balai-schedule-load.h"

/* More than this no form shows; one is enough to refuse. */
#define LIMIT 400

typedef struct
{
  char    *id;     /* (owned) */
  uint32_t series;
} Rival;

/* The claims of the store, asked for one resource and one span at a time: of a million a check reads a few dozen. */
typedef struct
{
  BalaiClaimSource      source; /* first, so that a pointer to it is one to this */
  BalaiDatabase        *database;    /* (unowned) */
  const BalaiResources *resources;   /* (unowned) */
  GCancellable         *cancellable; /* (unowned) (nullable) */
  GHashTable           *series;      /* (owned) (element-type utf8 guint32): counted from 1 */
  GHashTable           *numbers;     /* (owned) (element-type utf8 guint32): of rivals, counted from 1 */
  GArray               *rivals;      /* (owned) (element-type Rival) */
  GArray               *reach;       /* (owned) (element-type int32_t): by resource; -1 where it is not known yet */
  GArray               *beyond;      /* (owned) (element-type BalaiClaim): what is not stored, as it is too far away */
  GError               *error;       /* (owned) (nullable): the first that happened */
} Source;

static void
rival_clear (gpointer data)
{
  g_free (((Rival *) data)->id);
}

static void
name_claim (Source     *self,
            BalaiClaim *claim,
            const char *event,
            const char *series)
{
  claim->event = balai_claim_number (self->series, series ? series : event);
  claim->occurrence = balai_claim_number (self->numbers, event);
  if (claim->occurrence == self->rivals->len)
    {
      Rival rival = { g_strdup (event), claim->event };

      g_array_append_val (self->rivals, rival);
    }
}

static void
read_claim (Source         *self,
            BalaiStatement *statement,
            int32_t         resource,
            BalaiClaimFunc  func,
            gpointer        data)
{
  BalaiClaim claim = balai_claim_read (statement);

  claim.resource = resource;
  claim.place = balai_claim_find_resource (self->resources, balai_statement_text (statement, BALAI_CLAIM_COLUMN_PLACE),
                                           BALAI_CLAIM_VENUE);
  name_claim (self, &claim, balai_statement_text (statement, BALAI_N_CLAIM_COLUMNS),
              balai_statement_text (statement, BALAI_N_CLAIM_COLUMNS + 1));
  func (&claim, data);
}

static gboolean
take_beyond (BalaiRecord             *event,
             BalaiSpan                span,
             const BalaiDerivedClaim *claims,
             guint                    n_claims,
             gpointer                 data,
             GError                 **error)
{
  Source *self = data;

  for (guint i = 0; i < n_claims; i++)
    {
      BalaiClaim claim = claims[i].claim;

      if (!balai_claim_locate (&claim, self->resources, claims[i].resource, claims[i].place)
          || claim.resource == BALAI_NO_RESOURCE)
        continue;
      name_claim (self, &claim, balai_record_get_id (event), NULL);
      g_array_append_val (self->beyond, claim);
    }
  return TRUE;
}

/* What lies around the candidates and beyond the horizon. */
static gboolean
load_beyond (Source           *self,
             BalaiRepository  *repository,
             GArray           *candidates,
             GError          **error)
{
  BalaiSpan around = { G_MAXINT64, G_MININT64 };

  for (guint i = 0; i < candidates->len; i++)
    {
      const BalaiClaim *claim = &g_array_index (candidates, BalaiClaim, i);

      around.start = MIN (around.start, balai_time_add (claim->start, -BALAI_CLAIM_REACH));
      around.end = MAX (around.end, balai_time_add (claim->end, BALAI_CLAIM_REACH));
    }
  return candidates->len == 0
         || balai_schedule_expand_beyond (repository, &around, FALSE, take_beyond, self, self->cancellable, error);
}

static void
source_each (const BalaiClaimSource *source,
             int32_t                 resource,
             BalaiSpan               span,
             BalaiClaimFunc          func,
             gpointer                data)
{
  Source *self = (Source *) source;
  const char *id = balai_resources_get (self->resources, resource)->id;

  for (guint i = 0; i < BALAI_N_LENGTH_CLASSES && self->error == NULL; i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT " BALAI_CLAIM_COLUMNS ", t.event, e.series"
        " FROM (SELECT * FROM claim WHERE %s AND resource = ?1 AND \"start\" >= ?2 AND \"start\" < ?3"
        " AND \"end\" > ?4) t JOIN event e ON e.id = t.event",
        balai_length_classes[i].condition);
      g_autoptr (BalaiStatement) statement = NULL;
      BalaiStep step;

      if (g_cancellable_set_error_if_cancelled (self->cancellable, &self->error))
        return;
      statement = balai_database_get (self->database, sql, &self->error);
      if (statement == NULL)
        return;
      balai_statement_bind_text (statement, 1, id);
      balai_statement_bind_int (statement, 2, MAX (span.start, G_MININT64 / 4) - balai_length_classes[i].longest);
      balai_statement_bind_int (statement, 3, span.end);
      balai_statement_bind_int (statement, 4, span.start);
      while ((step = balai_statement_step (statement, &self->error)) == BALAI_STEP_ROW)
        read_claim (self, statement, resource, func, data);
    }
  for (guint i = 0; i < self->beyond->len; i++)
    {
      const BalaiClaim *claim = &g_array_index (self->beyond, BalaiClaim, i);

      if (claim->resource == resource && balai_span_meets (balai_claim_span (claim), span))
        func (claim, data);
    }
}

static int32_t
source_reach (const BalaiClaimSource *source,
              int32_t                 resource)
{
  Source *self = (Source *) source;
  int32_t *known = &g_array_index (self->reach, int32_t, resource);

  if (*known < 0 && self->error == NULL)
    {
      g_autoptr (BalaiStatement) statement = balai_database_get (
        self->database,
        "SELECT max (max (setup, teardown)) FROM claim WHERE resource = ?1 AND " BALAI_CLAIM_HAS_BUFFERS, &self->error);

      *known = 0;
      if (statement == NULL)
        return 0;
      balai_statement_bind_text (statement, 1, balai_resources_get (self->resources, resource)->id);
      if (balai_statement_step (statement, &self->error) == BALAI_STEP_ROW)
        *known = (int32_t) balai_statement_int (statement, 0);
      for (guint i = 0; i < self->beyond->len; i++)
        {
          const BalaiClaim *claim = &g_array_index (self->beyond, BalaiClaim, i);

          if (claim->resource == resource)
            *known = MAX (*known, MAX (claim->setup, claim->teardown));
        }
    }
  return MAX (*known, 0);
}

static void
source_init (Source               *self,
             BalaiRepository      *repository,
             const BalaiResources *resources,
             GCancellable         *cancellable)
{
  *self = (Source) {
    .source = { source_each, source_reach },
    .database = balai_repository_get_database (repository),
    .resources = resources,
    .cancellable = cancellable,
    .series = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .rivals = g_array_new (FALSE, FALSE, sizeof (Rival)),
    .beyond = g_array_new (FALSE, FALSE, sizeof (BalaiClaim)),
    .reach = g_array_sized_new (FALSE, FALSE, sizeof (int32_t), (guint) balai_resources_get_n (resources)),
  };
  g_array_set_clear_func (self->rivals, rival_clear);
  for (int32_t i = 0; i < balai_resources_get_n (resources); i++)
    g_array_append_val (self->reach, (int32_t) { -1 });
}

static void
source_clear (Source *self)
{
  g_clear_pointer (&self->series, g_hash_table_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->rivals, g_array_unref);
  g_clear_pointer (&self->reach, g_array_unref);
  g_clear_pointer (&self->beyond, g_array_unref);
  g_clear_error (&self->error);
}

typedef struct
{
  const BalaiResources *resources;
  GArray               *claims;  /* (element-type BalaiClaim) */
  uint32_t              series;
  int64_t               now;
  gboolean              keep_past;
  guint                 n_dates;
} Candidate;

static gboolean
take_candidate (BalaiRecord             *event,
                BalaiSpan                span,
                const BalaiDerivedClaim *claims,
                guint                    n_claims,
                gpointer                 data,
                GError                 **error)
{
  Candidate *candidate = data;

  /* R8: of a series only what is still to come is checked. */
  if (span.end <= candidate->now && !candidate->keep_past)
    return TRUE;
  candidate->n_dates++;
  for (guint i = 0; i < n_claims; i++)
    {
      BalaiClaim claim = claims[i].claim;

      if (!balai_claim_locate (&claim, candidate->resources, claims[i].resource, claims[i].place))
        continue;
      claim.event = candidate->series;
      claim.occurrence = G_MAXUINT32;
      g_array_append_val (candidate->claims, claim);
    }
  return TRUE;
}

static BalaiEventPart
part_of (const BalaiConflict *conflict)
{
  if (conflict->class_ == BALAI_CONFLICT_HOURS || conflict->class_ == BALAI_CONFLICT_HOLIDAY)
    return BALAI_EVENT_PART_TIME;
  if (conflict->class_ == BALAI_CONFLICT_CAPACITY)
    return BALAI_EVENT_PART_PARTICIPANTS;
  switch ((BalaiClaimRole) conflict->a.role)
    {
    case BALAI_CLAIM_VENUE:
      return BALAI_EVENT_PART_VENUE;
    case BALAI_CLAIM_LEADER_REQUIRED:
    case BALAI_CLAIM_LEADER_INVITED:
    case BALAI_CLAIM_SPEAKER:
    case BALAI_CLAIM_PARTICIPANT:
      return BALAI_EVENT_PART_PEOPLE;
    case BALAI_CLAIM_POOL:
      return BALAI_EVENT_PART_EQUIPMENT;
    case BALAI_CLAIM_OPD:
      return BALAI_EVENT_PART_OPDS;
    case BALAI_CLAIM_EVENT:
    default:
      return BALAI_EVENT_PART_TIME;
    }
}

static int
compare_conflicts (gconstpointer a,
                   gconstpointer b)
{
  const BalaiEventConflict *one = a, *two = b;

  if (one->past != two->past)
    return one->past ? 1 : -1;
  if (one->conflict.level != two->conflict.level)
    return one->conflict.level > two->conflict.level ? -1 : 1;
  if (one->conflict.class_ != two->conflict.class_)
    return one->conflict.class_ < two->conflict.class_ ? -1 : 1;
  return (one->conflict.span.start > two->conflict.span.start) - (one->conflict.span.start < two->conflict.span.start);
}

static const BalaiEventInfo *
find_rival (BalaiEventCheck  *self,
            BalaiRepository  *repository,
            GHashTable       *infos,
            const Rival      *rival,
            GError          **error)
{
  const BalaiResources *resources = balai_schedule_rules_get_resources (self->rules);
  BalaiEventInfo *info = g_hash_table_lookup (infos, rival->id);

  if (info == NULL)
    {
      info = balai_event_info_load (repository, resources, rival->id, error);
      if (info == NULL)
        return NULL;
      info->series = rival->series;
      g_ptr_array_add (self->rivals, info);
      g_hash_table_insert (infos, info->id, info);
    }
  return info;
}

/* As far as it tells one meeting from another; the texts are those of the record. */
static BalaiEventInfo
describe (BalaiRecord          *event,
          const BalaiResources *resources)
{
  const char *venue = balai_record_get_text (event, BALAI_EVENT_VENUE);
  const BalaiResource *resource = balai_resources_get (resources,
                                                       balai_claim_find_resource (resources, venue, BALAI_CLAIM_VENUE));

  return (BalaiEventInfo) {
    .id = (char *) balai_record_get_id (event),
    .uid = (char *) balai_record_get_text (event, BALAI_EVENT_UID),
    .opd = (char *) balai_record_get_text (event, BALAI_EVENT_OPD),
    .title = (char *) balai_record_get_title (event),
    .venue = (char *) venue,
    .place = (char *) (resource ? resource->name : balai_record_get_text (event, BALAI_EVENT_PLACE)),
  };
}

static gboolean
take_conflicts (BalaiEventCheck           *self,
                BalaiRepository           *repository,
                const BalaiEventInfo      *own,
                const BalaiConflictArray  *found,
                const Source              *source,
                int64_t                    now,
                GError                   **error)
{
  const BalaiResources *resources = balai_schedule_rules_get_resources (self->rules);
  g_autoptr (GHashTable) infos = g_hash_table_new (g_str_hash, g_str_equal);

  for (size_t i = 0; i < found->n; i++)
    {
      BalaiEventConflict one = { .conflict = found->items[i], .past = found->items[i].a.end <= now };
      const BalaiResource *resource = balai_resources_get (resources, one.conflict.a.resource);

      one.part = part_of (&one.conflict);
      one.resource = one.conflict.a.role != BALAI_CLAIM_EVENT && resource != NULL ? resource->id : NULL;
      /* The event itself may be its own neighbour in a pool. */
      if (one.conflict.has_b && one.conflict.b.occurrence < source->rivals->len)
        {
          GError *local = NULL;

          one.rival = find_rival (self, repository, infos,
                                  &g_array_index (source->rivals, Rival, one.conflict.b.occurrence), &local);
          if (local != NULL)
            {
              g_propagate_error (error, local);
              return FALSE;
            }
          if (one.rival != NULL && balai_conflict_is_one_meeting (&one.conflict, own, one.rival))
            continue;
        }
      if (!one.past)
        self->worst = MAX (self->worst, one.conflict.level);
      g_array_append_val (self->conflicts, one);
    }
  self->truncated = found->truncated;
  g_array_sort (self->conflicts, compare_conflicts);
  return TRUE;
}

/**
 * balai_event_check_run:
 * @repository: a repository, on its own thread
 * @rules: (nullable): the rules of the city, where they are at hand; else they are loaded
 * @event: an event, as it is stored or as it would be saved
 * @uses: what hangs on it
 * @cancellable: (nullable): to stop it
 * @error: return location for a #BalaiDbError, or %G_IO_ERROR_CANCELLED
 *
 * Would the event meet another? What it takes is derived as saving it would, and held against what is stored; its own
 * claims and those of its series are looked past. It reads what lies around the event, not the calendar.
 *
 * Returns: (transfer full) (nullable): what stands against it
 */
BalaiEventCheck *
balai_event_check_run (BalaiRepository       *repository,
                       BalaiScheduleRules    *rules,
                       BalaiRecord           *event,
                       const BalaiEventUses  *uses,
                       GCancellable          *cancellable,
                       GError               **error)
{
  g_autoptr (BalaiEventCheck) self = g_new0 (BalaiEventCheck, 1);
  g_auto (BalaiConflictArray) found = { 0 };
  g_autoptr (GArray) claims = g_array_new (FALSE, FALSE, sizeof (BalaiClaim));
  const char *series = balai_record_get_text (event, BALAI_EVENT_SERIES);
  BalaiSpan future;
  Candidate candidate = { .claims = claims };
  BalaiEventInfo own;
  Source source;
  gboolean done, partial;

  self->rules = rules ? balai_schedule_rules_ref (rules) : balai_schedule_load_rules (repository, error);
  if (self->rules == NULL)
    return NULL;
  self->conflicts = g_array_new (FALSE, FALSE, sizeof (BalaiEventConflict));
  self->rivals = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_event_info_free);
  balai_conflict_array_init (&found);
  found.limit = LIMIT;
  found.keep_ignored = TRUE;

  candidate.resources = balai_schedule_rules_get_resources (self->rules);
  candidate.now = balai_clock_now (balai_repository_get_clock (repository));
  candidate.keep_past = !balai_event_is_series (event) || series != NULL;
  source_init (&source, repository, candidate.resources, cancellable);
  candidate.series = balai_claim_number (source.series, series ? series : balai_record_get_id (event));
  future = (BalaiSpan) { candidate.now, balai_schedule_get_horizon (repository).end };
  partial = balai_schedule_is_partial (repository, event);
  if (partial)
    future.end = balai_schedule_get_stored (repository, event, NULL).end;
  done = balai_schedule_expand_with (repository, event, uses, partial ? &future : NULL, take_candidate, &candidate,
                                     error)
         /* A series without end is looked at as far as it is stored. */
         && (partial || load_beyond (&source, repository, claims, error));
  if (done)
    {
      balai_schedule_check (self->rules, &source.source, (gconstpointer) claims->data, claims->len,
                            candidate.series, &found);
      self->n_dates = candidate.n_dates;
      own = describe (event, candidate.resources);
      if (source.error != NULL)
        g_propagate_error (error, g_steal_pointer (&source.error));
      else if (take_conflicts (self, repository, &own, &found, &source, candidate.now, error))
        {
          source_clear (&source);
          return g_steal_pointer (&self);
        }
    }
  source_clear (&source);
  return NULL;
}

/**
 * balai_event_check_stored:
 * @repository: a repository
 * @event: an event
 * @error: return location for a #BalaiDbError
 *
 * As balai_event_check_run(), with what the repository says hangs on the event: for the rules, inside the transaction.
 *
 * Returns: (transfer full) (nullable): what stands against it
 */
BalaiEventCheck *
balai_event_check_stored (BalaiRepository  *repository,
                          BalaiRecord      *event,
                          GError          **error)
{
  const char *id = balai_record_get_id (event);
  g_autoptr (GPtrArray) people = balai_repository_children (repository, &balai_event_person_kind, id, error);
  g_autoptr (GPtrArray) opds = people ? balai_repository_children (repository, &balai_event_opd_kind, id, error) : NULL;
  g_autoptr (GPtrArray) equipment =
    opds ? balai_repository_children (repository, &balai_event_equipment_kind, id, error) : NULL;
  BalaiEventUses uses = { people, opds, equipment };

  return equipment ? balai_event_check_run (repository, NULL, event, &uses, NULL, error) : NULL;
}

void
balai_event_check_free (BalaiEventCheck *self)
{
  g_clear_pointer (&self->rules, balai_schedule_rules_unref);
  g_clear_pointer (&self->conflicts, g_array_unref);
  g_clear_pointer (&self->rivals, g_ptr_array_unref);
  g_free (self);
}

/**
 * balai_event_check_find:
 * @self: a check
 * @part: a part of the event
 * @resource: (nullable): id of what is used, or %NULL for any
 *
 * Returns: (transfer none) (nullable): the worst conflict there, those that nobody needs to hear of left aside
 */
const BalaiEventConflict *
balai_event_check_find (const BalaiEventCheck *self,
                        BalaiEventPart         part,
                        const char            *resource)
{
  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const BalaiEventConflict *one = &g_array_index (self->conflicts, BalaiEventConflict, i);

      if (one->part == part && (resource == NULL || g_strcmp0 (resource, one->resource) == 0)
          && (one->conflict.level > BALAI_LEVEL_IGNORE || balai_conflict_class_is_clash (one->conflict.class_)))
        return one;
    }
  return NULL;
}

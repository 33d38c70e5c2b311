/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-snapshot.h"

#include "balai-event.h"
#include "balai-registers.h"
#include "balai-same-meeting.h"
#include "balai-schedule-audit.h"
#include "balai-schedule-beyond.h"
#include "balai-schedule-data.h"
#include "balai-schedule-derive.h"
#include "balai-schedule-load.h"

struct _BalaiScheduleSnapshot
{
  gatomicrefcount     ref_count;
  BalaiScheduleRules *rules;       /* (owned) */
  GPtrArray          *events;      /* (owned) (element-type BalaiEventInfo) */
  GHashTable         *numbers;     /* (owned) (element-type utf8 guint32): of events, by id; counted from 1 */
  GHashTable         *series;      /* (owned) (element-type utf8 guint32): of series, by id; counted from 1 */
  GArray             *occurrences; /* (owned) (element-type BalaiOccurrence) */
  GArray             *claims;      /* (owned) (element-type BalaiClaim): while loading */
  GHashTable         *opds;        /* (owned) (element-type utf8 BalaiRecord): while loading */
  BalaiConflictArray  conflicts;
};

BalaiScheduleSnapshot *
balai_schedule_snapshot_ref (BalaiScheduleSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_schedule_snapshot_unref (BalaiScheduleSnapshot *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_clear_pointer (&self->rules, balai_schedule_rules_unref);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->numbers, g_hash_table_unref);
  g_clear_pointer (&self->series, g_hash_table_unref);
  g_clear_pointer (&self->occurrences, g_array_unref);
  g_clear_pointer (&self->claims, g_array_unref);
  g_clear_pointer (&self->opds, g_hash_table_unref);
  balai_conflict_array_clear (&self->conflicts);
  g_free (self);
}

const BalaiScheduleRules *
balai_schedule_snapshot_get_rules (const BalaiScheduleSnapshot *self)
{
  return self->rules;
}

guint
balai_schedule_snapshot_get_n_events (const BalaiScheduleSnapshot *self)
{
  return self->events->len;
}

const BalaiEventInfo *
balai_schedule_snapshot_get_event (const BalaiScheduleSnapshot *self,
                                   guint32                      event)
{
  return g_ptr_array_index (self->events, event);
}

/**
 * balai_schedule_snapshot_get_occurrences:
 * @self: a snapshot
 * @n: (out): how many
 *
 * Returns: (transfer none) (array length=n): what happens in the range, the earliest first
 */
const BalaiOccurrence *
balai_schedule_snapshot_get_occurrences (const BalaiScheduleSnapshot *self,
                                         guint                       *n)
{
  *n = self->occurrences->len;
  return (gconstpointer) self->occurrences->data;
}

const BalaiConflictArray *
balai_schedule_snapshot_get_conflicts (const BalaiScheduleSnapshot *self)
{
  return &self->conflicts;
}

static guint32
event_number (BalaiScheduleSnapshot *self,
              BalaiStatement        *statement,
              int                    column)
{
  const char *id = balai_statement_text (statement, column);
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, id));

  if (number == 0)
    {
      BalaiEventInfo *info = balai_event_info_read (
        statement, column, balai_schedule_rules_get_resources (self->rules), self->opds);
      const char *series = balai_statement_text (statement, column + BALAI_EVENT_INFO_SERIES);

      info->series = balai_claim_number (self->series, series ? series : info->id);
      g_ptr_array_add (self->events, info);
      number = self->events->len;
      g_hash_table_insert (self->numbers, info->id, GUINT_TO_POINTER (number));
    }
  return number - 1;
}

/* One statement for each class of length, each on an index of its own. */
static gboolean
each_in_range (BalaiDatabase    *database,
               const char       *table,
               const char       *columns,
               const BalaiSpan  *range,
               gboolean        (*func) (BalaiScheduleSnapshot *self, BalaiStatement *statement),
               BalaiScheduleSnapshot *self,
               GCancellable     *cancellable,
               GError          **error)
{
  for (guint i = 0; i < BALAI_N_LENGTH_CLASSES; i++)
    {
      const BalaiLengthClass *length = &balai_length_classes[i];
      g_autofree char *sql = g_strdup_printf (
        "SELECT %s FROM (SELECT * FROM \"%s\" WHERE %s AND \"start\" >= ?1 AND \"start\" < ?2"
        " AND (\"end\" > ?3 OR \"start\" >= ?3)) t JOIN event e ON e.id = t.event",
        columns, table, length->condition);
      g_autoptr (BalaiStatement) statement = NULL;
      BalaiStep step;

      statement = balai_database_get (database, sql, error);
      if (statement == NULL)
        return FALSE;
      balai_statement_bind_int (statement, 1, range->start - MIN (length->longest, range->start - G_MININT64 / 4));
      balai_statement_bind_int (statement, 2, range->end);
      balai_statement_bind_int (statement, 3, range->start);
      while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
        if (!func (self, statement))
          break;
      if (step == BALAI_STEP_ERROR || g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
take_occurrence (BalaiScheduleSnapshot *self,
                 BalaiStatement        *statement)
{
  BalaiOccurrence occurrence = {
    event_number (self, statement, 2),
    { balai_statement_int (statement, 0), balai_statement_int (statement, 1) },
  };

  g_array_append_val (self->occurrences, occurrence);
  return TRUE;
}

static void
add_claim (BalaiScheduleSnapshot *self,
           guint32                event,
           const char            *resource,
           const char            *place,
           BalaiClaim             claim)
{
  if (!balai_claim_locate (&claim, balai_schedule_rules_get_resources (self->rules), resource, place))
    return;
  claim.event = balai_schedule_snapshot_get_event (self, event)->series;
  claim.occurrence = event;
  g_array_append_val (self->claims, claim);
}

static gboolean
take_claim (BalaiScheduleSnapshot *self,
            BalaiStatement        *statement)
{
  add_claim (self, event_number (self, statement, BALAI_N_CLAIM_COLUMNS),
             balai_statement_text (statement, BALAI_CLAIM_COLUMN_RESOURCE),
             balai_statement_text (statement, BALAI_CLAIM_COLUMN_PLACE), balai_claim_read (statement));
  return TRUE;
}

typedef struct
{
  BalaiScheduleSnapshot *self;
  BalaiRepository       *repository;
  const BalaiSpan       *range; /* (unowned): of the occurrences; of the claims it is wider */
  BalaiSnapshotParts     parts;
} Beyond;

static gboolean
take_expanded (BalaiRecord             *event,
               BalaiSpan                span,
               const BalaiDerivedClaim *claims,
               guint                    n_claims,
               gpointer                 data,
               GError                 **error)
{
  Beyond *beyond = data;
  BalaiDatabase *database = balai_repository_get_database (beyond->repository);
  g_autoptr (BalaiStatement) statement = NULL;
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (beyond->self->numbers, balai_record_get_id (event)));
  BalaiOccurrence occurrence = { number - 1, span };

  if (number == 0)
    {
      statement = balai_database_get (database, "SELECT " BALAI_EVENT_INFO_COLUMNS " FROM event e WHERE e.id = ?1",
                                      error);
      if (statement == NULL)
        return FALSE;
      balai_statement_bind_text (statement, 1, balai_record_get_id (event));
      if (balai_statement_step (statement, error) != BALAI_STEP_ROW)
        return FALSE;
      occurrence.event = event_number (beyond->self, statement, 0);
    }
  if (beyond->parts & BALAI_SNAPSHOT_OCCURRENCES && balai_occurrence_in_range (span, *beyond->range))
    g_array_append_val (beyond->self->occurrences, occurrence);
  for (guint i = 0; beyond->self->claims != NULL && i < n_claims; i++)
    add_claim (beyond->self, occurrence.event, claims[i].resource, claims[i].place, claims[i].claim);
  return TRUE;
}

static int
compare_occurrences (gconstpointer a,
                     gconstpointer b)
{
  const BalaiOccurrence *one = a, *two = b;

  if (one->span.start != two->span.start)
    return one->span.start < two->span.start ? -1 : 1;
  if (one->span.end != two->span.end)
    return one->span.end > two->span.end ? -1 : 1;
  return one->event < two->event ? -1 : one->event > two->event;
}

/* One meeting that came in under two identifiers is not in conflict with itself. */
static void
drop_same_meetings (BalaiScheduleSnapshot *self)
{
  size_t kept = 0;

  for (size_t i = 0; i < self->conflicts.n; i++)
    {
      const BalaiConflict *conflict = &self->conflicts.items[i];

      if (conflict->has_b
          && balai_conflict_is_one_meeting (conflict,
                                            balai_schedule_snapshot_get_event (self, conflict->a.occurrence),
                                            balai_schedule_snapshot_get_event (self, conflict->b.occurrence)))
        continue;
      self->conflicts.items[kept++] = *conflict;
    }
  self->conflicts.n = kept;
}

static gboolean
load (BalaiScheduleSnapshot *self,
      BalaiRepository       *repository,
      const BalaiSpan       *wanted,
      BalaiSnapshotParts     parts,
      GCancellable          *cancellable,
      GError               **error)
{
  BalaiDatabase *database = balai_repository_get_database (repository);
  /* Without a range: everything that is stored, and nothing worked out. */
  BalaiSpan everything = { G_MININT64 / 8, G_MAXINT64 / 8 };
  const BalaiSpan *range = wanted ? wanted : &everything;
  /* A claim outside of the range may still matter inside. */
  BalaiSpan wide = { range->start - BALAI_CLAIM_REACH, range->end + BALAI_CLAIM_REACH };
  Beyond beyond = { self, repository, range, parts };

  if (parts & BALAI_SNAPSHOT_OCCURRENCES
      && !each_in_range (database, "occurrence", "t.\"start\", t.\"end\", " BALAI_EVENT_INFO_COLUMNS, range,
                         take_occurrence, self, cancellable, error))
    return FALSE;
  if (parts & BALAI_SNAPSHOT_CONFLICTS)
    {
      self->claims = g_array_new (FALSE, FALSE, sizeof (BalaiClaim));
      if (!each_in_range (database, "claim", BALAI_CLAIM_COLUMNS ", " BALAI_EVENT_INFO_COLUMNS, &wide, take_claim,
                          self, cancellable, error))
        return FALSE;
    }
  if (wanted != NULL
      && !balai_schedule_expand_beyond (repository, parts & BALAI_SNAPSHOT_CONFLICTS ? &wide : range,
                                        (parts & BALAI_SNAPSHOT_EVERYTHING) != 0, take_expanded, &beyond, cancellable,
                                        error))
    return FALSE;
  g_array_sort (self->occurrences, compare_occurrences);
  if (self->claims != NULL)
    {
      balai_schedule_audit (self->rules, (gconstpointer) self->claims->data, self->claims->len, wanted,
                            &self->conflicts);
      drop_same_meetings (self);
      balai_conflict_array_sort (&self->conflicts);
    }
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/**
 * balai_schedule_snapshot_load:
 * @repository: a repository
 * @range: (nullable): which stretch; without it everything that is stored
 * @parts: what is wanted
 * @cancellable: (nullable): to stop it
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the calendar as it stands
 */
BalaiScheduleSnapshot *
balai_schedule_snapshot_load (BalaiRepository     *repository,
                              const BalaiSpan     *range,
                              BalaiSnapshotParts   parts,
                              GCancellable        *cancellable,
                              GError             **error)
{
  g_autoptr (BalaiScheduleSnapshot) self = g_new0 (BalaiScheduleSnapshot, 1);
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_opd_kind);
  g_autoptr (GPtrArray) opds = NULL;
  gboolean done;

  g_atomic_ref_count_init (&self->ref_count);
  self->events = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_event_info_free);
  self->numbers = g_hash_table_new (g_str_hash, g_str_equal);
  self->series = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->occurrences = g_array_new (FALSE, FALSE, sizeof (BalaiOccurrence));
  balai_conflict_array_init (&self->conflicts);
  self->opds = g_hash_table_new (g_str_hash, g_str_equal);

  self->rules = balai_schedule_load_rules (repository, error);
  if (self->rules == NULL || (opds = balai_repository_list (repository, query, error)) == NULL)
    return NULL;
  for (guint i = 0; i < opds->len; i++)
    g_hash_table_insert (self->opds, (gpointer) balai_record_get_id (opds->pdata[i]), opds->pdata[i]);
  done = load (self, repository, range, parts, cancellable, error);
  g_clear_pointer (&self->opds, g_hash_table_unref);
  g_clear_pointer (&self->claims, g_array_unref);
  return done ? g_steal_pointer (&self) : NULL;
}

/**
 * balai_conflict_resource_name:
 * @self: the snapshot the conflict is of
 * @conflict: a conflict
 * @kind: (out) (optional) (transfer none): "venue", "person", "equipment" or "opd"
 *
 * Returns: (transfer full) (nullable): name of what the two meet on; %NULL where an event has none
 */
char *
balai_conflict_resource_name (const BalaiScheduleSnapshot *self,
                              const BalaiConflict         *conflict,
                              const char                 **kind)
{
  const BalaiResource *resource;

  if (kind)
    *kind = NULL;
  if (conflict->resource == BALAI_NO_RESOURCE)
    return NULL;
  resource = balai_resources_get (balai_schedule_rules_get_resources (self->rules), conflict->resource);
  if (kind)
    *kind = balai_resource_kind_to_code (resource->kind);
  return g_strdup (resource->name);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-snapshot.h"

#include <string.h>

#include "balai-event.h"
#include "balai-registers.h"
#include "balai-schedule-audit.h"
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

/* How far a claim outside of the range may still matter inside: a week covers every buffer that may be entered. */
#define REACH (7 * BALAI_DAY)

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
series_number (BalaiScheduleSnapshot *self,
               const char            *id)
{
  guint32 number = GPOINTER_TO_UINT (g_hash_table_lookup (self->series, id));

  if (number == 0)
    {
      number = g_hash_table_size (self->series) + 1;
      g_hash_table_insert (self->series, g_strdup (id), GUINT_TO_POINTER (number));
    }
  return number - 1;
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

      info->series = series_number (self, series ? series : info->id);
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
  static const struct
  {
    const char *condition;
    int64_t     longest;
  } classes[] = {
    { BALAI_LENGTH_DAY, BALAI_DAY },
    { BALAI_LENGTH_MONTH, 31 * BALAI_DAY },
    { BALAI_LENGTH_LONGER, G_MAXINT64 / 4 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "SELECT %s FROM (SELECT * FROM \"%s\" WHERE %s AND \"start\" >= ?1 AND \"start\" < ?2"
        " AND (\"end\" > ?3 OR \"start\" >= ?3)) t JOIN event e ON e.id = t.event",
        columns, table, classes[i].condition);
      g_autoptr (BalaiStatement) statement = NULL;
      BalaiStep step;

      statement = balai_database_get (database, sql, error);
      if (statement == NULL)
        return FALSE;
      balai_statement_bind_int (statement, 1, range->start - MIN (classes[i].longest, range->start - G_MININT64 / 4));
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
  BalaiClaim claim = {
    .start = balai_statement_int (statement, 0),
    .end = balai_statement_int (statement, 1),
    .setup = (int32_t) balai_statement_int (statement, 3),
    .teardown = (int32_t) balai_statement_int (statement, 4),
    .quantity = (int32_t) balai_statement_int (statement, 5),
    .role = (uint8_t) balai_statement_int (statement, 7),
    .status = (uint8_t) balai_statement_int (statement, 8),
    .flags = (uint8_t) balai_statement_int (statement, 9),
  };

  add_claim (self, event_number (self, statement, 10), balai_statement_text (statement, 2),
             balai_statement_text (statement, 6), claim);
  return TRUE;
}

typedef struct
{
  BalaiScheduleSnapshot *self;
  BalaiRepository       *repository;
  BalaiSpan              part;
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
  BalaiOccurrence occurrence = { 0, span };

  if (span.start < beyond->part.start || span.start >= beyond->part.end)
    return TRUE;
  statement = balai_database_get (database, "SELECT " BALAI_EVENT_INFO_COLUMNS " FROM event e WHERE e.id = ?1", error);
  if (statement == NULL)
    return FALSE;
  balai_statement_bind_text (statement, 1, balai_record_get_id (event));
  if (balai_statement_step (statement, error) != BALAI_STEP_ROW)
    return FALSE;
  occurrence.event = event_number (beyond->self, statement, 0);
  if (beyond->parts & BALAI_SNAPSHOT_OCCURRENCES)
    g_array_append_val (beyond->self->occurrences, occurrence);
  for (guint i = 0; beyond->self->claims != NULL && i < n_claims; i++)
    add_claim (beyond->self, occurrence.event, claims[i].resource, claims[i].place, claims[i].claim);
  return TRUE;
}

/* Long series are stored within the horizon only: what is asked beyond it is worked out now. */
static gboolean
load_beyond (BalaiScheduleSnapshot *self,
             BalaiRepository       *repository,
             const BalaiSpan       *range,
             BalaiSnapshotParts     parts,
             GCancellable          *cancellable,
             GError               **error)
{
  BalaiSpan horizon = balai_schedule_get_horizon (repository);
  g_autoptr (BalaiQuery) query = NULL;
  g_autoptr (GPtrArray) events = NULL;

  if (range->start >= horizon.start && range->end <= horizon.end)
    return TRUE;
  query = balai_query_new (&balai_event_kind);
  balai_query_where_null (query, BALAI_EVENT_RRULE, FALSE);
  events = balai_repository_list (repository, query, error);
  if (events == NULL)
    return FALSE;
  for (guint i = 0; i < events->len; i++)
    {
      BalaiSpan span = { 0, 0 };
      Beyond beyond = { self, repository, { 0, 0 }, parts };
      BalaiSpan wanted;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!balai_schedule_is_partial (repository, events->pdata[i])
          || !balai_event_get_span (events->pdata[i], NULL, &span))
        continue;
      wanted = (BalaiSpan) { range->start - balai_span_length (span), range->end };
      beyond.part = (BalaiSpan) { wanted.start, MIN (wanted.end, horizon.start - balai_span_length (span)) };
      if (beyond.part.start < beyond.part.end
          && !balai_schedule_expand (repository, events->pdata[i], &beyond.part, take_expanded, &beyond, error))
        return FALSE;
      beyond.part = (BalaiSpan) { MAX (wanted.start, horizon.end), wanted.end };
      if (beyond.part.start < beyond.part.end
          && !balai_schedule_expand (repository, events->pdata[i], &beyond.part, take_expanded, &beyond, error))
        return FALSE;
    }
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

static GHashTable *
title_words (const char *title)
{
  g_autofree char *folded = g_utf8_casefold (title, -1);
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && g_unichar_isalnum (c))
        g_string_append_unichar (word, c);
      else if (word->len > 0)
        {
          g_hash_table_add (words, g_strdup (word->str));
          g_string_truncate (word, 0);
        }
      if (c == 0)
        return words;
    }
}

/* "Angkatan 1", "Bidang IV", "Kelas B": such a word alone makes another meeting. */
static gboolean
tells_apart (const char *word)
{
  return strpbrk (word, "0123456789") != NULL || strspn (word, "ivx") == strlen (word)
         || g_utf8_strlen (word, 3) < 2;
}

/* How many words of one title the other has not; -1 where one of them tells the two apart. */
static int
count_missing (GHashTable *words,
               GHashTable *others)
{
  GHashTableIter iter;
  gpointer word;
  int missing = 0;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (!g_hash_table_contains (others, word))
      {
        if (tells_apart (word))
          return -1;
        missing++;
      }
  return missing;
}

/**
 * balai_titles_alike:
 * @a: title of an event
 * @b: title of another
 *
 * A conflict too many is seen and put right, one too few is not seen. So a word in place of another makes two meetings
 * of it, however long the titles, and so does a number.
 *
 * Returns: whether the two may well name one meeting: one says no word that the other does not, whatever their case and
 *   order, and four of five words are the same
 */
gboolean
balai_titles_alike (const char *a,
                    const char *b)
{
  g_autoptr (GHashTable) one = title_words (a);
  g_autoptr (GHashTable) two = title_words (b);
  int only_one = count_missing (one, two), only_two = count_missing (two, one);
  int all;

  if (only_one < 0 || only_two < 0 || (only_one > 0 && only_two > 0))
    return FALSE;
  all = (int) g_hash_table_size (one) + only_two;
  return all > 0 && (all - only_one - only_two) * 5 >= all * 4;
}

/* One meeting that came in under two identifiers is not in conflict with itself: same time and place, similar title. */
static gboolean
is_same_meeting (BalaiScheduleSnapshot *self,
                 const BalaiConflict   *conflict)
{
  const BalaiEventInfo *a, *b;

  if (!conflict->has_b || conflict->class_ != BALAI_CONFLICT_OVERLAP || conflict->a.start != conflict->b.start
      || conflict->a.end != conflict->b.end)
    return FALSE;
  a = balai_schedule_snapshot_get_event (self, conflict->a.occurrence);
  b = balai_schedule_snapshot_get_event (self, conflict->b.occurrence);
  /* An event that nobody named was given the name of its place. */
  return g_strcmp0 (a->place, b->place) == 0 && g_strcmp0 (a->title, a->place) != 0
         && balai_titles_alike (a->title, b->title);
}

static void
drop_same_meetings (BalaiScheduleSnapshot *self)
{
  size_t kept = 0;

  for (size_t i = 0; i < self->conflicts.n; i++)
    if (!is_same_meeting (self, &self->conflicts.items[i]))
      self->conflicts.items[kept++] = self->conflicts.items[i];
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
  BalaiSpan wide = { range->start - REACH, range->end + REACH };

  if (parts & BALAI_SNAPSHOT_OCCURRENCES
      && !each_in_range (database, "occurrence", "t.\"start\", t.\"end\", " BALAI_EVENT_INFO_COLUMNS, range,
                         take_occurrence, self, cancellable, error))
    return FALSE;
  if (parts & BALAI_SNAPSHOT_CONFLICTS)
    {
      self->claims = g_array_new (FALSE, FALSE, sizeof (BalaiClaim));
      if (!each_in_range (database, "claim",
                          "t.\"start\", t.\"end\", t.resource, t.setup, t.teardown, t.quantity, t.place, t.role,"
                          " t.status, t.flags, " BALAI_EVENT_INFO_COLUMNS,
                          &wide, take_claim, self, cancellable, error))
        return FALSE;
    }
  if (wanted != NULL && !load_beyond (self, repository, range, parts, cancellable, error))
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

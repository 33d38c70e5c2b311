/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "balai-claim-index.h"
#include "balai-day.h"
#include "balai-schedule-audit.h"
#include "balai-schedule-check.h"
#include "bench.h"

/* A million claims on 200 resources over five years, always the same ones, with a booking of ninety days among them.
 * The control of a check is the query that one would write first: WHERE resource = ? AND start < ? AND end > ?, on an
 * index of (resource, start, end), in memory. The control of an audit is qsort() on the same claims. */

#define N_VENUES    80
#define N_PERSONS   70
#define N_POOLS     30
#define N_OPDS      20
#define N_RESOURCES (N_VENUES + N_PERSONS + N_POOLS + N_OPDS)
#define N_CLAIMS    1000000
#define N_DAYS      1826
#define N_CHECKS    20000

/* Rooms without family, so that the control, which knows none, answers the same question. */
#define USUAL_ROOM 70
#define LONG_ROOM  71

static uint64_t state = 20260715;

static uint32_t
roll (uint32_t n)
{
  state = state * UINT64_C (6364136223846793005) + UINT64_C (1442695040888963407);
  return (uint32_t) ((state >> 33) % n);
}

static int64_t
first_day (void)
{
  return balai_day_from_ymd (2024, 1, 1);
}

static int64_t
at (int64_t day,
    int     minute)
{
  return (first_day () + day) * BALAI_DAY - 7 * BALAI_HOUR + minute * BALAI_MINUTE;
}

static BalaiScheduleRules *
make_rules (void)
{
  BalaiScheduleRules *rules = balai_schedule_rules_new (balai_zone_get (BALAI_ZONE_JAKARTA));
  BalaiResources *resources = balai_schedule_rules_get_resources (rules);

  for (int i = 0; i < N_RESOURCES; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%d", i);
      BalaiResource row = { .id = id, .parent = BALAI_NO_RESOURCE, .stock = 20 };

      row.kind = i < N_VENUES ? BALAI_RESOURCE_VENUE
                 : i < N_VENUES + N_PERSONS ? BALAI_RESOURCE_PERSON
                 : i < N_VENUES + N_PERSONS + N_POOLS ? BALAI_RESOURCE_EQUIPMENT : BALAI_RESOURCE_OPD;
      /* Up to number 59, every third place is a hall and the next two its halves. */
      if (i < 60 && i % 3 != 0)
        row.parent = i - i % 3;
      if (row.kind == BALAI_RESOURCE_VENUE)
        row.capacity = 40 + i % 5 * 40;
      balai_resources_add (resources, &row);
    }
  balai_schedule_rules_add_default_openings (rules);
  for (int year = 0; year < 5; year++)
    {
      balai_schedule_rules_add_ramadan (rules, first_day () + year * 354 + 70, first_day () + year * 354 + 99);
      for (int i = 0; i < 16; i++)
        balai_schedule_rules_add_holiday (rules, &(BalaiHoliday) {
          .name = (char *) "holiday", .date = first_day () + year * 365 + i * 23 });
      for (int i = 0; i < 40; i++)
        balai_schedule_rules_add_closure (rules, &(BalaiClosure) {
          .span = { at (year * 365 + i * 9, 0), at (year * 365 + i * 9 + 1, 0) },
          .resource = (int32_t) roll (N_VENUES + N_PERSONS) });
    }
  balai_schedule_rules_seal (rules);
  return rules;
}

/* Offices fill their days one after the other: mostly free of conflict, one in fifty is put on top of another. */
static BalaiClaim *
make_claims (size_t n_claims)
{
  static const int slots[][2] = { { 480, 570 }, { 570, 690 }, { 780, 870 }, { 870, 950 }, { 600, 690 } };
  BalaiClaim *claims = g_new0 (BalaiClaim, n_claims);
  int64_t n_days = (int64_t) ((double) N_DAYS * (double) n_claims / N_CLAIMS);
  size_t per_resource = n_claims / N_RESOURCES;

  for (size_t i = 0; i < n_claims; i++)
    {
      BalaiClaim *claim = &claims[i];
      int32_t resource = (int32_t) (i / per_resource);
      size_t place = i % per_resource;
      /* Five days a week, so many a day that they last to the end. */
      int64_t n_weekdays = n_days * 5 / 7;
      int64_t weekday = (int64_t) place * n_weekdays / (int64_t) per_resource;
      int64_t day = weekday / 5 * 7 + weekday % 5;
      size_t of_day = place - (size_t) ((weekday * (int64_t) per_resource + n_weekdays - 1) / n_weekdays);
      const int *slot = slots[of_day % 4];

      if (roll (50) == 0)
        slot = slots[roll (5)];
      claim->resource = MIN (resource, N_RESOURCES - 1);
      claim->start = at (day, slot[0]);
      claim->end = at (day, slot[1]);
      claim->event = (uint32_t) i + 1;
      claim->status = (uint8_t) (BALAI_CLAIM_TENTATIVE + roll (3));
      claim->place = BALAI_NO_RESOURCE;
      if (claim->resource < N_VENUES)
        {
          claim->role = BALAI_CLAIM_VENUE;
          claim->quantity = (int32_t) roll (41);
          /* Halls are used as halls seldom, or their halves could never be. */
          if (claim->resource < 60 && claim->resource % 3 == 0 && place % 50 != 0)
            claim->resource += 1 + (int32_t) roll (2);
        }
      else if (claim->resource < N_VENUES + N_PERSONS)
        {
          claim->role = (uint8_t) (BALAI_CLAIM_LEADER_REQUIRED + roll (4));
          claim->place = (int32_t) (claim->resource % N_VENUES / 3 * 3);
        }
      else if (claim->resource < N_VENUES + N_PERSONS + N_POOLS)
        {
          claim->role = BALAI_CLAIM_POOL;
          claim->quantity = 1 + (int32_t) roll (12);
        }
      else
        claim->role = BALAI_CLAIM_OPD;
    }
  claims[per_resource * LONG_ROOM].start = at (n_days / 2, 0);
  claims[per_resource * LONG_ROOM].end = at (n_days / 2 + 90, 0);
  claims[per_resource * LONG_ROOM].flags = BALAI_CLAIM_ALL_DAY;
  for (size_t i = n_claims - 1; i > 0; i--)
    {
      size_t k = roll ((uint32_t) i + 1);
      BalaiClaim kept = claims[i];

      claims[i] = claims[k];
      claims[k] = kept;
    }
  return claims;
}

typedef struct
{
  const BalaiScheduleRules *rules;
  const BalaiClaimSource   *source;
  BalaiConflictArray        found;
  BalaiClaim               *questions; /* (owned) */
  size_t                    n_questions;
  size_t                    per_check; /* claims of one check */
  size_t                    n_found;
  sqlite3_stmt             *query;
  size_t                    n_rows;
} Checks;

static void
run_checks (gpointer data)
{
  Checks *checks = data;

  checks->n_found = 0;
  for (size_t i = 0; i < checks->n_questions; i += checks->per_check)
    {
      balai_conflict_array_reset (&checks->found);
      balai_schedule_check (checks->rules, checks->source, checks->questions + i, checks->per_check, BALAI_NO_EVENT,
                            &checks->found);
      checks->n_found += checks->found.n;
    }
}

static void
run_queries (gpointer data)
{
  Checks *checks = data;

  checks->n_rows = 0;
  for (size_t i = 0; i < checks->n_questions; i++)
    {
      sqlite3_bind_int (checks->query, 1, checks->questions[i].resource);
      sqlite3_bind_int64 (checks->query, 2, checks->questions[i].end);
      sqlite3_bind_int64 (checks->query, 3, checks->questions[i].start);
      while (sqlite3_step (checks->query) == SQLITE_ROW)
        checks->n_rows++;
      sqlite3_reset (checks->query);
    }
}

static BalaiClaim *
make_questions (int32_t resource,
                size_t  n)
{
  BalaiClaim *questions = g_new0 (BalaiClaim, n);

  for (size_t i = 0; i < n; i++)
    {
      int64_t day = roll (N_DAYS);
      int minute = 450 + (int) roll (36) * 10;

      questions[i] = (BalaiClaim) {
        .start = at (day, minute), .end = at (day, minute + 30 + (int) roll (10) * 15), .resource = resource,
        .place = BALAI_NO_RESOURCE, .event = 0, .quantity = 20, .status = BALAI_CLAIM_CONFIRMED,
      };
    }
  return questions;
}

static sqlite3 *
make_database (const BalaiClaim *claims,
               size_t            n_claims)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL;
  gboolean ok = sqlite3_open (":memory:", &db) == SQLITE_OK
                && sqlite3_exec (db, "CREATE TABLE booking (id INTEGER PRIMARY KEY, resource INTEGER NOT NULL,"
                                     " start INTEGER NOT NULL, end INTEGER NOT NULL, event INTEGER NOT NULL,"
                                     " status INTEGER NOT NULL) STRICT; BEGIN", NULL, NULL, NULL) == SQLITE_OK
                && sqlite3_prepare_v2 (db, "INSERT INTO booking (resource, start, end, event, status)"
                                           " VALUES (?, ?, ?, ?, ?)", -1, &insert, NULL) == SQLITE_OK;

  for (size_t i = 0; ok && i < n_claims; i++)
    {
      sqlite3_bind_int (insert, 1, claims[i].resource);
      sqlite3_bind_int64 (insert, 2, claims[i].start);
      sqlite3_bind_int64 (insert, 3, claims[i].end);
      sqlite3_bind_int64 (insert, 4, claims[i].event);
      sqlite3_bind_int (insert, 5, claims[i].status);
      ok = sqlite3_step (insert) == SQLITE_DONE;
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  ok = ok && sqlite3_exec (db, "COMMIT; CREATE INDEX booking_span ON booking (resource, start, end); ANALYZE",
                           NULL, NULL, NULL) == SQLITE_OK;
  if (!ok)
    g_error ("the control could not be set up: %s", sqlite3_errmsg (db));
  return db;
}

static void
bench_one_check (BalaiBench *bench,
                 Checks     *checks,
                 int32_t     resource,
                 const char *what,
                 double      bound,
                 double     *one)
{
  double control, cost;
  g_autofree double *each = g_new (double, N_CHECKS);
  g_autofree char *of_p99 = g_strdup_printf ("p99 of %s", what);

  g_free (checks->questions);
  checks->questions = make_questions (resource, N_CHECKS);
  checks->n_questions = N_CHECKS;
  checks->per_check = 1;
  checks->found.classes = BALAI_CONFLICT_FLAG (BALAI_CONFLICT_OVERLAP);
  run_checks (checks);
  run_queries (checks);
  /* A fast answer that is wrong is none. */
  if (checks->n_found != checks->n_rows || checks->n_rows == 0)
    g_error ("%s: %" G_GSIZE_FORMAT " conflicts, the query finds %" G_GSIZE_FORMAT, what, checks->n_found,
             checks->n_rows);

  /* All classes when it counts: also hours, holidays, closures, capacity and gaps, which the query does not look at. */
  checks->found.classes = BALAI_CONFLICT_ALL;
  balai_bench_pair (run_checks, checks, run_queries, checks, 3, &cost, &control);
  balai_bench_gate (bench, what, cost / N_CHECKS, control / N_CHECKS, BALAI_BENCH_AT_LEAST, bound);
  if (one != NULL)
    *one = cost / N_CHECKS;

  for (size_t i = 0; i < N_CHECKS; i++)
    {
      double begin = balai_bench_wall ();

      balai_conflict_array_reset (&checks->found);
      balai_schedule_check (checks->rules, checks->source, checks->questions + i, 1, BALAI_NO_EVENT, &checks->found);
      each[i] = balai_bench_wall () - begin;
    }
  balai_bench_figure (bench, of_p99, balai_bench_nth (each, N_CHECKS, 0.99));
}

/* Fifty-two weeks: a hall, a room, two people, a pool and an office each. */
static void
bench_series (BalaiBench *bench,
              Checks     *checks,
              double      one)
{
  static const int32_t what[] = { 3, USUAL_ROOM, N_VENUES + 5, N_VENUES + 6, N_VENUES + N_PERSONS + 3,
                                  N_RESOURCES - 4 };
  enum { N_SERIES = 200, N_DATES = 52 };
  BalaiClaim *questions = g_new0 (BalaiClaim, N_SERIES * N_DATES * G_N_ELEMENTS (what));
  double begin, times[5];
  size_t n = 0;

  for (int s = 0; s < N_SERIES; s++)
    {
      int64_t day = roll (N_DAYS - 52 * 7);
      int minute = 450 + (int) roll (36) * 10;

      for (int d = 0; d < N_DATES; d++)
        for (size_t r = 0; r < G_N_ELEMENTS (what); r++)
          {
            BalaiClaim *claim = &questions[n++];

            *claim = (BalaiClaim) {
              .start = at (day + d * 7, minute), .end = at (day + d * 7, minute + 120), .resource = what[r],
              .place = BALAI_NO_RESOURCE, .event = 0, .occurrence = (uint32_t) d, .status = BALAI_CLAIM_CONFIRMED,
            };
            if (what[r] < N_VENUES)
              claim->quantity = 20;
            else if (what[r] < N_VENUES + N_PERSONS)
              {
                claim->role = BALAI_CLAIM_LEADER_REQUIRED;
                claim->place = 3;
              }
            else if (what[r] < N_VENUES + N_PERSONS + N_POOLS)
              {
                claim->role = BALAI_CLAIM_POOL;
                claim->quantity = 4;
              }
            else
              claim->role = BALAI_CLAIM_OPD;
          }
    }
  g_free (checks->questions);
  checks->questions = questions;
  checks->n_questions = n;
  checks->per_check = N_DATES * G_N_ELEMENTS (what);
  run_checks (checks);
  for (size_t i = 0; i < G_N_ELEMENTS (times); i++)
    {
      begin = balai_bench_cpu ();
      run_checks (checks);
      times[i] = (balai_bench_cpu () - begin) / N_SERIES;
    }
  balai_bench_gate (bench, "series, 52 dates on 6 resources, to one check",
                    balai_bench_median (times, G_N_ELEMENTS (times)), one, BALAI_BENCH_AT_MOST, 400);
  balai_bench_note (bench, "%d series had %" G_GSIZE_FORMAT " conflicts.", N_SERIES, checks->n_found);
}

typedef struct
{
  const BalaiScheduleRules *rules;
  const BalaiClaim         *claims;
  BalaiClaim               *sorted; /* (owned) */
  size_t                    n_claims;
  BalaiConflictArray        found;
} Audits;

static void
run_audit (gpointer data)
{
  Audits *audits = data;

  balai_conflict_array_reset (&audits->found);
  balai_schedule_audit (audits->rules, audits->claims, audits->n_claims, NULL, &audits->found);
}

static int
compare_claims (const void *a,
                const void *b)
{
  const BalaiClaim *x = a, *y = b;

  if (x->resource != y->resource)
    return x->resource < y->resource ? -1 : 1;
  return (x->start > y->start) - (x->start < y->start);
}

static void
run_qsort (gpointer data)
{
  Audits *audits = data;

  memcpy (audits->sorted, audits->claims, audits->n_claims * sizeof (BalaiClaim));
  qsort (audits->sorted, audits->n_claims, sizeof (BalaiClaim), compare_claims);
}

static void
bench_audit (BalaiBench               *bench,
             const BalaiScheduleRules *rules,
             const BalaiClaim         *claims,
             size_t                    n_claims,
             int                       n_runs,
             const char               *what,
             double                   *ours,
             double                   *control)
{
  Audits audits = { .rules = rules, .claims = claims, .n_claims = n_claims };

  audits.sorted = g_new (BalaiClaim, n_claims);
  balai_conflict_array_init (&audits.found);
  balai_bench_pair (run_audit, &audits, run_qsort, &audits, n_runs, ours, control);
  balai_bench_gate (bench, what, *ours, *control, BALAI_BENCH_AT_MOST, 3);
  balai_bench_note (bench, "%s found %" G_GSIZE_FORMAT " conflicts among %" G_GSIZE_FORMAT " claims.", what,
                    audits.found.n, n_claims);
  if (audits.found.truncated || audits.found.n == 0)
    g_error ("%s found nothing, or more than it may", what);
  balai_conflict_array_clear (&audits.found);
  g_free (audits.sorted);
}

/* The same with many long bookings on top of all the others: the work must grow with what there is to tell, and with
 * nothing else. */
static void
bench_dense (BalaiBench               *bench,
             const BalaiScheduleRules *rules,
             BalaiClaim               *claims,
             size_t                    n_claims)
{
  Audits audits = { .rules = rules, .claims = claims, .n_claims = n_claims };
  double begin;

  for (size_t i = 0; i < n_claims; i += 300)
    claims[i].end = claims[i].start + 60 * BALAI_DAY;
  balai_conflict_array_init (&audits.found);
  run_audit (&audits);
  begin = balai_bench_cpu ();
  run_audit (&audits);
  balai_bench_figure (bench, "audit of 100,000, every 300th 60 days long", balai_bench_cpu () - begin);
  balai_bench_note (bench, "With long ones among them there are %" G_GSIZE_FORMAT " conflicts%s.", audits.found.n,
                    audits.found.truncated ? ", and more than are kept" : "");
  balai_conflict_array_clear (&audits.found);
}

int
main (void)
{
  BalaiBench *bench = balai_bench_new ("Conflicts: 1,000,000 claims on 200 resources over five years");
  g_autoptr (BalaiScheduleRules) rules = make_rules ();
  g_autofree BalaiClaim *claims = make_claims (N_CLAIMS);
  g_autofree BalaiClaim *tenth = NULL;
  g_autoptr (BalaiClaimIndex) index = NULL;
  Checks checks = { .rules = rules };
  sqlite3 *db = NULL;
  double one, small, small_control, large, large_control, begin;

  begin = balai_bench_cpu ();
  index = balai_claim_index_new_from (claims, N_CLAIMS);
  balai_bench_figure (bench, "making the index", balai_bench_cpu () - begin);
  begin = balai_bench_cpu ();
  for (uint32_t i = 1; i <= 1000; i++)
    {
      BalaiClaim moved = claims[i];

      moved.start += BALAI_HOUR;
      moved.end += BALAI_HOUR;
      balai_claim_index_replace_event (index, moved.event, &moved, 1);
      balai_claim_index_replace_event (index, moved.event, &claims[i], 1);
    }
  balai_bench_figure (bench, "one event moved in the index", (balai_bench_cpu () - begin) / 2000);

  checks.source = balai_claim_index_get_source (index);
  balai_conflict_array_init (&checks.found);
  db = make_database (claims, N_CLAIMS);
  if (sqlite3_prepare_v2 (db, "SELECT id FROM booking WHERE resource = ? AND start < ? AND end > ?", -1,
                          &checks.query, NULL) != SQLITE_OK)
    g_error ("the control could not be set up: %s", sqlite3_errmsg (db));
  bench_one_check (bench, &checks, USUAL_ROOM, "one check, a usual room", 50, &one);
  bench_one_check (bench, &checks, LONG_ROOM, "one check, the room booked for 90 days", 10, NULL);
  bench_series (bench, &checks, one);

  tenth = make_claims (N_CLAIMS / 10);
  bench_audit (bench, rules, tenth, N_CLAIMS / 10, 9, "audit of 100,000, to qsort()", &small, &small_control);
  bench_audit (bench, rules, claims, N_CLAIMS, 3, "audit of 1,000,000, to qsort()", &large, &large_control);
  balai_bench_growth (bench, "audit, growth from 100,000 to 1,000,000", large / small, large_control / small_control,
                      1.2);
  bench_dense (bench, rules, tenth, N_CLAIMS / 10);

  sqlite3_finalize (checks.query);
  sqlite3_close (db);
  balai_conflict_array_clear (&checks.found);
  g_free (checks.questions);
  return balai_bench_finish (bench);
}

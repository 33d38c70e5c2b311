/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-derive.h"
#include "balai-same-meeting.h"
#include "balai-schedule-snapshot.h"
#include "town-hall.h"

static BalaiScheduleSnapshot *
load (Fixture *fixture,
      int64_t  from,
      int64_t  to)
{
  g_autoptr (GError) error = NULL;
  BalaiSpan range = { from, to };
  BalaiScheduleSnapshot *snapshot =
    balai_schedule_snapshot_load (fixture->repository, from < to ? &range : NULL,
                                  BALAI_SNAPSHOT_OCCURRENCES | BALAI_SNAPSHOT_CONFLICTS, NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

static guint
occurrences_in (Fixture *fixture,
                int64_t  from,
                int64_t  to)
{
  g_autoptr (BalaiScheduleSnapshot) snapshot = load (fixture, from, to);
  guint n;

  balai_schedule_snapshot_get_occurrences (snapshot, &n);
  return n;
}

static guint
found_in (Fixture            *fixture,
          int64_t             from,
          int64_t             to,
          BalaiConflictClass  class_)
{
  g_autoptr (BalaiScheduleSnapshot) snapshot = load (fixture, from, to);
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (snapshot);
  guint n = 0;

  for (size_t i = 0; i < conflicts->n; i++)
    n += conflicts->items[i].class_ == class_;
  return n;
}

static guint
clashes (Fixture            *fixture,
         BalaiConflictClass  class_)
{
  return found_in (fixture, 0, 0, class_);
}

static void
test_clash (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (BalaiRecord) one = event_at ("Rapat koordinasi", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiRecord) two = event_at ("Sosialisasi pajak", at (15, 10, 30), at (15, 11, 45), fixture->hall);
  g_autoptr (BalaiRecord) three = event_at ("Bimtek", at (15, 11, 45), at (15, 13, 30), fixture->hall);
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;
  const BalaiConflict *conflict;
  const char *kind;
  g_autofree char *name = NULL;

  import (fixture, one);
  import (fixture, two);
  import (fixture, three);
  snapshot = load (fixture, at (15, 0, 0), at (16, 0, 0));
  g_assert_cmpuint (balai_schedule_snapshot_get_conflicts (snapshot)->n, ==, 1);
  conflict = &balai_schedule_snapshot_get_conflicts (snapshot)->items[0];
  g_assert_cmpint (conflict->class_, ==, BALAI_CONFLICT_OVERLAP);
  g_assert_cmpint (conflict->level, ==, BALAI_LEVEL_REFUSE);
  g_assert_cmpint (conflict->span.start, ==, at (15, 10, 30));
  g_assert_cmpint (conflict->span.end, ==, at (15, 11, 0));
  name = balai_conflict_resource_name (snapshot, conflict, &kind);
  g_assert_cmpstr (name, ==, "Aula");
  g_assert_cmpstr (kind, ==, "venue");

  /* Moved away, it clashes no longer. */
  balai_record_set_int (two, BALAI_EVENT_START, at (15, 14, 0));
  balai_record_set_int (two, BALAI_EVENT_END, at (15, 15, 0));
  import (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
}

static void
test_family (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (BalaiRecord) whole = event_at ("Upacara", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiRecord) half = event_at ("Rapat", at (15, 10, 0), at (15, 12, 0), fixture->side);

  import (fixture, whole);
  import (fixture, half);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_FAMILY), ==, 1);
}

static void
test_status (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (BalaiRecord) one = event_at ("Rapat", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiRecord) two = event_at ("Bimtek", at (15, 9, 0), at (15, 11, 0), fixture->hall);

  import (fixture, one);
  import (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 1);
  balai_record_set_text (two, BALAI_EVENT_STATUS, "cancelled");
  import (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
  balai_record_set_text (two, BALAI_EVENT_STATUS, "confirmed");
  balai_record_set_text (two, BALAI_EVENT_BUSY, "free");
  import (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
}

static void
test_same_meeting (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (BalaiRecord) one = event_at ("Rapat Koordinasi TPID", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiRecord) two = event_at ("RAPAT koordinasi TPID", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiRecord) other = named (fixture, &balai_opd_kind, "Dinas Perhubungan");

  import (fixture, other);
  import (fixture, one);
  import (fixture, two);
  /* Typed twice: a slip, and seen. */
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 1);
  balai_record_set_text (one, BALAI_EVENT_UID, "a@google.example");
  import (fixture, one);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 1);
  balai_record_set_text (two, BALAI_EVENT_UID, "b@outlook.example");
  import (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
  /* Two offices may both say so of two meetings. */
  balai_record_set_text (one, BALAI_EVENT_OPD, balai_record_get_id (fixture->general));
  import (fixture, one);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
  balai_record_set_text (two, BALAI_EVENT_OPD, balai_record_get_id (other));
  import (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 1);
}

static void
test_series (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (BalaiRecord) series = event_at ("Rakor", at (6, 8, 0), at (6, 9, 0), fixture->hall);
  g_autoptr (BalaiRecord) moved = event_at ("Rakor pindah", at (14, 8, 0), at (14, 9, 0), fixture->hall);

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=4");
  import (fixture, series);
  g_assert_cmpuint (occurrences_in (fixture, at (1, 0, 0), at (31, 0, 0)), ==, 4);

  /* An override takes the place of its date, and does not clash with its own series. */
  balai_record_set_text (moved, BALAI_EVENT_SERIES, balai_record_get_id (series));
  balai_record_set_int (moved, BALAI_EVENT_RECURRENCE_ID, at (13, 8, 0));
  import (fixture, moved);
  g_assert_cmpuint (occurrences_in (fixture, at (1, 0, 0), at (31, 0, 0)), ==, 4);
  g_assert_cmpuint (occurrences_in (fixture, at (13, 0, 0), at (14, 0, 0)), ==, 0);
  g_assert_cmpuint (occurrences_in (fixture, at (14, 0, 0), at (15, 0, 0)), ==, 1);

  balai_record_set_text (series, BALAI_EVENT_EXDATE, "20260720T010000Z");
  import (fixture, series);
  g_assert_cmpuint (occurrences_in (fixture, at (20, 0, 0), at (21, 0, 0)), ==, 0);
}

static void
test_beyond_horizon (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (BalaiRecord) series = event_at ("Apel", at (6, 8, 0), at (6, 9, 0), fixture->hall);
  g_autoptr (BalaiRecord) other = event_at ("Servis", 0, 0, fixture->hall);
  int64_t far = balai_day_from_ymd (2040, 1, 2) * BALAI_DAY;
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY");
  import (fixture, series);
  balai_record_set_int (other, BALAI_EVENT_START, far + BALAI_HOUR);
  balai_record_set_int (other, BALAI_EVENT_END, far + 3 * BALAI_HOUR);
  import (fixture, other);
  /* 2 January 2040 is a Monday, as 6 July 2026 is. */
  g_assert_cmpuint (occurrences_in (fixture, far - 7 * BALAI_HOUR, far + 7 * BALAI_DAY - 7 * BALAI_HOUR), ==, 2);
  snapshot = load (fixture, far - 7 * BALAI_HOUR, far + 17 * BALAI_HOUR);
  g_assert_cmpuint (balai_schedule_snapshot_get_conflicts (snapshot)->n, >=, 1);
  g_assert_cmpint (balai_schedule_snapshot_get_conflicts (snapshot)->items[0].class_, ==, BALAI_CONFLICT_OVERLAP);
}

static guint
all_occurrences_in (Fixture *fixture,
                    int64_t  from,
                    int64_t  to)
{
  g_autoptr (GError) error = NULL;
  BalaiSpan range = { from, to };
  g_autoptr (BalaiScheduleSnapshot) snapshot = balai_schedule_snapshot_load (
    fixture->repository, &range, BALAI_SNAPSHOT_OCCURRENCES | BALAI_SNAPSHOT_EVERYTHING, NULL, &error);
  guint n;

  g_assert_no_error (error);
  balai_schedule_snapshot_get_occurrences (snapshot, &n);
  return n;
}

/* Every minute for ever: what is near is stored and shown, all of it is there for who asks for everything. */
static void
test_every_minute (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (BalaiRecord) series = event_at ("Detak", at (6, 8, 0), at (6, 8, 0) + 30, fixture->hall);
  g_autoptr (BalaiRecord) past = event_at ("Detak lama", at (6, 8, 0), at (6, 8, 0) + 30, fixture->hall);
  int64_t day = balai_clock_now (fixture->clock) / BALAI_DAY * BALAI_DAY;
  int64_t far = day + 400 * BALAI_DAY;
  int64_t stored = -1;
  BalaiSpan span;
  gboolean is_cut = FALSE;
  g_autoptr (BalaiRecord) moved = NULL;

  balai_record_set_int (series, BALAI_EVENT_START, day - 300 * BALAI_DAY);
  balai_record_set_int (series, BALAI_EVENT_END, day - 300 * BALAI_DAY + 30);
  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=MINUTELY");
  import (fixture, series);
  g_assert_true (balai_database_get_integer (balai_repository_get_database (fixture->repository),
                                             "SELECT count(*) FROM occurrence", &stored, NULL));
  g_assert_cmpint (stored, ==, 10000);
  span = balai_schedule_get_stored (fixture->repository, series, &is_cut);
  g_assert_true (is_cut);
  g_assert_cmpint (span.start, <=, day);
  g_assert_cmpint (span.end, ==, span.start + 10000 * BALAI_MINUTE);
  g_assert_cmpuint (occurrences_in (fixture, day, day + BALAI_DAY), ==, 1440);
  g_assert_cmpuint (occurrences_in (fixture, far, far + BALAI_DAY), ==, 0);
  g_assert_cmpuint (all_occurrences_in (fixture, far, far + BALAI_DAY), ==, 1440);
  g_assert_cmpuint (all_occurrences_in (fixture, day - 200 * BALAI_DAY, day - 199 * BALAI_DAY), ==, 1440);
  /* Across both ends of what is stored nothing comes twice. */
  g_assert_cmpuint (all_occurrences_in (fixture, day - 20 * BALAI_DAY, day + 20 * BALAI_DAY), ==, 40 * 1440);

  /* A date that becomes an event of its own changes nothing of the rest. */
  moved = event_at ("Detak pindah", day + 3600 + 10, day + 3600 + 20, NULL);
  balai_record_set_text (moved, BALAI_EVENT_SERIES, balai_record_get_id (series));
  balai_record_set_int (moved, BALAI_EVENT_RECURRENCE_ID, day + 3600);
  import (fixture, moved);
  g_assert_cmpuint (all_occurrences_in (fixture, day - 20 * BALAI_DAY, day + 20 * BALAI_DAY), ==, 40 * 1440);

  /* One that is over: its beginning. */
  balai_record_set_int (past, BALAI_EVENT_START, day - 100 * BALAI_DAY);
  balai_record_set_int (past, BALAI_EVENT_END, day - 100 * BALAI_DAY + 30);
  balai_record_set_text (past, BALAI_EVENT_RRULE, "FREQ=MINUTELY;COUNT=20000");
  import (fixture, past);
  g_assert_cmpuint (all_occurrences_in (fixture, day - 101 * BALAI_DAY, day - 80 * BALAI_DAY), ==, 20000 + 21 * 1440);
}

/* What stands just outside of the range is told of within it, where it is not stored as where it is. */
static void
test_edge (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (BalaiRecord) series = event_at ("Apel", at (6, 8, 0), at (6, 9, 0), fixture->hall);
  g_autoptr (BalaiRecord) mayor = comes (series, fixture->mayor, "leader");
  /* 13 July 2026 is within what is stored, 2 January 2040 beyond; both are Mondays. */
  const int64_t mondays[] = { at (13, 0, 0), balai_day_from_ymd (2040, 1, 2) * BALAI_DAY - 7 * BALAI_HOUR };

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY");
  balai_record_set_int (series, BALAI_EVENT_TEARDOWN, 30 * BALAI_MINUTE);
  import (fixture, series);
  import (fixture, mayor);
  for (guint i = 0; i < G_N_ELEMENTS (mondays); i++)
    {
      int64_t nine = mondays[i] + 9 * BALAI_HOUR;
      g_autoptr (BalaiRecord) next = event_at ("Rapat", nine + 10 * BALAI_MINUTE, nine + BALAI_HOUR, fixture->hall);
      g_autoptr (BalaiRecord) away = event_at ("Kunjungan", nine + 10 * BALAI_MINUTE, nine + BALAI_HOUR,
                                               fixture->annexe);
      g_autoptr (BalaiRecord) too = comes (away, fixture->mayor, "leader");

      import (fixture, next);
      import (fixture, away);
      import (fixture, too);
      g_assert_cmpuint (found_in (fixture, nine + 5 * BALAI_MINUTE, nine + BALAI_HOUR, BALAI_CONFLICT_GAP), ==, 1);
      g_assert_cmpuint (found_in (fixture, nine + 5 * BALAI_MINUTE, nine + BALAI_HOUR, BALAI_CONFLICT_TRAVEL), ==, 1);
      /* But it does not take place there. */
      g_assert_cmpuint (occurrences_in (fixture, nine, nine + 5 * BALAI_MINUTE), ==, 0);
      g_assert_cmpuint (occurrences_in (fixture, nine - BALAI_MINUTE, nine), ==, 1);
      g_assert_cmpuint (occurrences_in (fixture, nine + 5 * BALAI_MINUTE, nine + BALAI_HOUR), ==, 2);
    }
}

/* A list of dates may reach as far as a rule. */
static void
test_long_list (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (BalaiRecord) listed = event_at ("Piket", at (6, 8, 0), at (6, 9, 0), fixture->hall);
  g_autoptr (GString) dates = g_string_new (NULL);
  int64_t day = balai_day_from_ymd (2026, 7, 13), last = 0;

  for (int i = 0; i < 500; i++, day += 7)
    {
      int y, m, d;

      balai_day_to_ymd (day, &y, &m, &d);
      g_string_append_printf (dates, "%s%04d%02d%02dT010000Z", i > 0 ? "\n" : "", y, m, d);
      last = day;
    }
  balai_record_set_text (listed, BALAI_EVENT_RDATE, dates->str);
  import (fixture, listed);
  g_assert_cmpuint (occurrences_in (fixture, at (13, 0, 0), at (14, 0, 0)), ==, 1);
  g_assert_cmpuint (occurrences_in (fixture, last * BALAI_DAY, (last + 1) * BALAI_DAY), ==, 1);
}

/* Whole days are those of the city: where its zone is corrected, they move. */
static void
test_city_zone (Fixture      *fixture,
                gconstpointer data)
{
  g_autoptr (BalaiRecord) city = balai_record_new (&balai_city_kind);
  g_autoptr (BalaiRecord) event = balai_record_new (&balai_event_kind);
  int64_t start = 0;

  balai_record_set_text (city, BALAI_CITY_NAME, "Kota Kediri");
  balai_record_set_text (city, BALAI_CITY_ZONE, "Asia/Jakarta");
  import (fixture, city);
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Hari jadi");
  balai_record_set_int (event, BALAI_EVENT_ALL_DAY, TRUE);
  balai_record_set_int (event, BALAI_EVENT_START_DATE, balai_day_from_ymd (2026, 7, 15));
  import (fixture, event);
  balai_database_get_integer (BALAI_DATABASE (fixture->database), "SELECT \"start\" FROM occurrence", &start, NULL);
  g_assert_cmpint (start, ==, at (15, 0, 0));
  balai_record_set_text (city, BALAI_CITY_ZONE, "Asia/Jayapura");
  import (fixture, city);
  balai_database_get_integer (BALAI_DATABASE (fixture->database), "SELECT \"start\" FROM occurrence", &start, NULL);
  g_assert_cmpint (start, ==, at (14, 22, 0));
}

/* Nine in Makassar is eight in Jakarta and ten in Jayapura; a series keeps the clock of its own zone. */
static void
test_zones (Fixture      *fixture,
            gconstpointer data)
{
  static const struct
  {
    const char *zone;
    int         offset;
  } zones[] = { { "Asia/Jakarta", 7 }, { "Asia/Makassar", 8 }, { "Asia/Jayapura", 9 } };
  int64_t midnight = balai_day_from_ymd (2026, 7, 15) * BALAI_DAY;

  for (guint i = 0; i < G_N_ELEMENTS (zones); i++)
    {
      int64_t nine = midnight + (9 - zones[i].offset) * BALAI_HOUR;
      g_autoptr (BalaiRecord) event = event_at (zones[i].zone, nine, nine + 90 * BALAI_MINUTE, fixture->hall);
      g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;
      const BalaiOccurrence *occurrences;
      guint n;

      balai_record_set_text (event, BALAI_EVENT_ZONE, zones[i].zone);
      balai_record_set_text (event, BALAI_EVENT_RRULE, "FREQ=WEEKLY;BYDAY=WE;COUNT=3");
      import (fixture, event);
      snapshot = load (fixture, nine, nine + BALAI_MINUTE);
      occurrences = balai_schedule_snapshot_get_occurrences (snapshot, &n);
      g_assert_cmpint (occurrences[n - 1].span.start, ==, nine);
      g_assert_cmpuint (occurrences_in (fixture, nine + 14 * BALAI_DAY, nine + 14 * BALAI_DAY + 1), >=, 1);
    }
  /* An hour and a half each, an hour apart: of three weeks the first with the second and the second with the third. */
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 6);
}

/* Who is away on leave, or for the city, is told by their register. */
static void
test_leave (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (BalaiRecord) event = event_at ("Rapat", at (15, 9, 0), at (15, 10, 0), fixture->hall);
  g_autoptr (BalaiRecord) mayor = comes (event, fixture->mayor, "leader");
  g_autoptr (BalaiRecord) leave = balai_record_new (&balai_closure_kind);
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;

  import (fixture, event);
  import (fixture, mayor);
  balai_record_set_text (leave, BALAI_CLOSURE_REASON, "Cuti tahunan");
  balai_record_set_text (leave, BALAI_CLOSURE_KIND, "leave");
  balai_record_set_text (leave, BALAI_CLOSURE_PERSON, balai_record_get_id (fixture->mayor));
  balai_record_set_int (leave, BALAI_CLOSURE_START_DATE, balai_day_from_ymd (2026, 7, 14));
  balai_record_set_int (leave, BALAI_CLOSURE_END_DATE, balai_day_from_ymd (2026, 7, 15));
  import (fixture, leave);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_CLOSURE), ==, 0);
  balai_record_set_int (leave, BALAI_CLOSURE_END_DATE, balai_day_from_ymd (2026, 7, 16));
  import (fixture, leave);
  snapshot = load (fixture, at (15, 0, 0), at (16, 0, 0));
  g_assert_cmpuint (balai_schedule_snapshot_get_conflicts (snapshot)->n, ==, 1);
  g_assert_cmpint (balai_schedule_snapshot_get_conflicts (snapshot)->items[0].level, ==, BALAI_LEVEL_REFUSE);
}

static void
test_roll (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (BalaiRecord) series = event_at ("Apel", at (6, 8, 0), at (6, 9, 0), fixture->hall);
  g_autoptr (GError) error = NULL;
  int64_t before, after;

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY");
  import (fixture, series);
  balai_database_get_integer (BALAI_DATABASE (fixture->database), "SELECT max(\"start\") FROM occurrence", &before,
                              NULL);
  balai_schedule_roll_horizon (fixture->repository, &error);
  g_assert_no_error (error);
  balai_clock_advance (fixture->clock, 100 * BALAI_DAY);
  balai_schedule_roll_horizon (fixture->repository, &error);
  g_assert_no_error (error);
  balai_database_get_integer (BALAI_DATABASE (fixture->database), "SELECT max(\"start\") FROM occurrence", &after,
                              NULL);
  g_assert_cmpint (after - before, >=, 90 * BALAI_DAY);
}

static void
test_all_day (Fixture      *fixture,
              gconstpointer data)
{
  g_autoptr (BalaiRecord) event = balai_record_new (&balai_event_kind);
  g_autoptr (BalaiRecord) person = balai_record_new (&balai_person_kind);
  g_autoptr (BalaiRecord) invited = balai_record_new (&balai_event_person_kind);
  g_autoptr (BalaiRecord) meeting = event_at ("Rapat", at (15, 9, 0), at (15, 10, 0), NULL);
  g_autoptr (BalaiRecord) attends = balai_record_new (&balai_event_person_kind);

  balai_record_set_text (person, BALAI_PERSON_NAME, "Sekretaris Daerah");
  import (fixture, person);
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Hari jadi");
  balai_record_set_int (event, BALAI_EVENT_ALL_DAY, TRUE);
  balai_record_set_int (event, BALAI_EVENT_START_DATE, balai_day_from_ymd (2026, 7, 15));
  balai_record_set_int (event, BALAI_EVENT_END_DATE, balai_day_from_ymd (2026, 7, 17));
  import (fixture, event);
  balai_record_set_text (invited, BALAI_EVENT_PERSON_EVENT, balai_record_get_id (event));
  balai_record_set_text (invited, BALAI_EVENT_PERSON_PERSON, balai_record_get_id (person));
  balai_record_set_text (invited, BALAI_EVENT_PERSON_ROLE, "leader");
  import (fixture, invited);
  import (fixture, meeting);
  balai_record_set_text (attends, BALAI_EVENT_PERSON_EVENT, balai_record_get_id (meeting));
  balai_record_set_text (attends, BALAI_EVENT_PERSON_PERSON, balai_record_get_id (person));
  balai_record_set_text (attends, BALAI_EVENT_PERSON_ROLE, "leader");
  import (fixture, attends);

  g_assert_cmpuint (occurrences_in (fixture, at (16, 12, 0), at (16, 13, 0)), ==, 1);
  g_assert_cmpuint (occurrences_in (fixture, at (17, 0, 0), at (18, 0, 0)), ==, 0);
  /* A whole day only informs, unless the person is away. */
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
  balai_record_set_text (event, BALAI_EVENT_BUSY, "away");
  import (fixture, event);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 1);
}

static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (BalaiRecord) event = event_at ("Rapat", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiUndone) undone = NULL;
  g_autoptr (GError) error = NULL;

  import (fixture, event);
  g_assert_cmpuint (occurrences_in (fixture, at (15, 0, 0), at (16, 0, 0)), ==, 1);
  balai_repository_undo (fixture->repository, 0, &undone, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->undone, ==, 1);
  g_assert_cmpuint (occurrences_in (fixture, at (15, 0, 0), at (16, 0, 0)), ==, 0);
}

static void
test_titles (void)
{
  g_assert_true (balai_titles_alike ("Rapat Koordinasi", "RAPAT koordinasi"));
  g_assert_true (balai_titles_alike ("Rapat Koordinasi TPID Kota Kediri", "Rapat koordinasi TPID - kota kediri"));
  g_assert_false (balai_titles_alike ("Rapat Koordinasi", "Rapat Evaluasi"));
  g_assert_false (balai_titles_alike ("", ""));
  g_assert_true (balai_titles_alike ("Rapat Koordinasi TPID Kota", "Rapat koordinasi TPID Kota Kediri"));

  /* However much else is the same, one word makes another meeting. */
  g_assert_false (balai_titles_alike ("Bimtek Penyusunan Laporan Keuangan OPD Kota Kediri 2026 Angkatan 1",
                                      "Bimtek Penyusunan Laporan Keuangan OPD Kota Kediri 2026 Angkatan 2"));
  g_assert_false (balai_titles_alike ("Rapat Koordinasi TPID Kota Kediri", "Rapat Koordinasi TPID Kota Kediri II"));
  g_assert_false (balai_titles_alike ("Musyawarah Perencanaan Pembangunan Kota Kediri Tahun Ini Kecamatan Mojoroto",
                                      "Musyawarah Perencanaan Pembangunan Kota Kediri Tahun Ini Kecamatan Pesantren"));
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
#define ADD(name, func) g_test_add ("/schedule/snapshot/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("clash", test_clash);
  ADD ("family", test_family);
  ADD ("status", test_status);
  ADD ("same-meeting", test_same_meeting);
  ADD ("series", test_series);
  ADD ("beyond-horizon", test_beyond_horizon);
  ADD ("every-minute", test_every_minute);
  ADD ("edge", test_edge);
  ADD ("long-list", test_long_list);
  ADD ("city-zone", test_city_zone);
  ADD ("zones", test_zones);
  ADD ("leave", test_leave);
  ADD ("roll-horizon", test_roll);
  ADD ("all-day", test_all_day);
  ADD ("undo", test_undo);
#undef ADD
  g_test_add_func ("/schedule/snapshot/titles", test_titles);
  return g_test_run ();
}

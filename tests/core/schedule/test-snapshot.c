/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-day.h"
#include "balai-event.h"
#include "balai-kinds.h"
#include "balai-registers.h"
#include "balai-repository.h"
#include "balai-schedule-data.h"
#include "balai-schedule-derive.h"
#include "balai-schedule-snapshot.h"
#include "balai-sqlite.h"
#include "balai-test.h"

typedef struct
{
  BalaiClock      *clock;
  BalaiRegistry   *registry;
  BalaiSqlite     *database;
  BalaiRepository *repository;
  BalaiRecord     *hall;
  BalaiRecord     *side;
} Fixture;

/* Wednesday 15 July 2026, 09.00 in Jakarta */
static int64_t
at (int day,
    int hour,
    int minute)
{
  return balai_day_from_ymd (2026, 7, day) * BALAI_DAY + (hour - 7) * BALAI_HOUR + minute * BALAI_MINUTE;
}

static void
save (Fixture     *fixture,
      BalaiRecord *record)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_IMPORT);
  g_autoptr (GError) error = NULL;

  balai_batch_put (batch, record);
  balai_repository_apply (fixture->repository, batch, NULL, &error);
  g_assert_no_error (error);
}

static BalaiRecord *
new_venue (Fixture     *fixture,
           const char  *name,
           BalaiRecord *parent)
{
  BalaiRecord *venue = balai_record_new (&balai_venue_kind);

  balai_record_set_text (venue, BALAI_VENUE_NAME, name);
  if (parent != NULL)
    balai_record_set_text (venue, BALAI_VENUE_PARENT, balai_record_get_id (parent));
  save (fixture, venue);
  return venue;
}

static BalaiRecord *
new_event (Fixture     *fixture,
           const char  *title,
           int64_t      start,
           int64_t      end,
           BalaiRecord *venue)
{
  BalaiRecord *event = balai_record_new (&balai_event_kind);

  balai_record_set_text (event, BALAI_EVENT_TITLE, title);
  balai_record_set_int (event, BALAI_EVENT_START, start);
  balai_record_set_int (event, BALAI_EVENT_END, end);
  if (venue != NULL)
    balai_record_set_text (event, BALAI_EVENT_VENUE, balai_record_get_id (venue));
  return event;
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = balai_clock_new_at (at (15, 8, 0));
  fixture->registry = balai_kinds_new_registry ();
  fixture->database = balai_sqlite_open_memory (&error);
  g_assert_no_error (error);
  fixture->repository = balai_repository_new (BALAI_DATABASE (fixture->database), fixture->registry, fixture->clock);
  balai_repository_migrate (fixture->repository, &error);
  g_assert_no_error (error);
  fixture->hall = new_venue (fixture, "Aula", NULL);
  fixture->side = new_venue (fixture, "Aula Sisi A", fixture->hall);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->hall);
  g_clear_object (&fixture->side);
  g_clear_object (&fixture->repository);
  g_clear_object (&fixture->database);
  g_clear_pointer (&fixture->registry, balai_registry_unref);
  g_clear_pointer (&fixture->clock, balai_clock_free);
}

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
clashes (Fixture            *fixture,
         BalaiConflictClass  class_)
{
  g_autoptr (BalaiScheduleSnapshot) snapshot = load (fixture, 0, 0);
  const BalaiConflictArray *conflicts = balai_schedule_snapshot_get_conflicts (snapshot);
  guint n = 0;

  for (size_t i = 0; i < conflicts->n; i++)
    n += conflicts->items[i].class_ == class_;
  return n;
}

static void
test_clash (Fixture      *fixture,
            gconstpointer data)
{
  g_autoptr (BalaiRecord) one = new_event (fixture, "Rapat koordinasi", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiRecord) two = new_event (fixture, "Sosialisasi pajak", at (15, 10, 30), at (15, 11, 45),
                                           fixture->hall);
  g_autoptr (BalaiRecord) three = new_event (fixture, "Bimtek", at (15, 11, 45), at (15, 13, 30), fixture->hall);
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;
  const BalaiConflict *conflict;
  const char *kind;
  g_autofree char *name = NULL;

  save (fixture, one);
  save (fixture, two);
  save (fixture, three);
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
  save (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
}

static void
test_family (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (BalaiRecord) whole = new_event (fixture, "Upacara", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiRecord) part = new_event (fixture, "Rapat", at (15, 10, 0), at (15, 12, 0), fixture->side);

  save (fixture, whole);
  save (fixture, part);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_FAMILY), ==, 1);
}

static void
test_status (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (BalaiRecord) one = new_event (fixture, "Rapat", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiRecord) two = new_event (fixture, "Bimtek", at (15, 9, 0), at (15, 11, 0), fixture->hall);

  save (fixture, one);
  save (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 1);
  balai_record_set_text (two, BALAI_EVENT_STATUS, "cancelled");
  save (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
  balai_record_set_text (two, BALAI_EVENT_STATUS, "confirmed");
  balai_record_set_text (two, BALAI_EVENT_BUSY, "free");
  save (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
}

static void
test_same_meeting (Fixture      *fixture,
                   gconstpointer data)
{
  g_autoptr (BalaiRecord) one = new_event (fixture, "Rapat Koordinasi TPID", at (15, 9, 0), at (15, 11, 0),
                                           fixture->hall);
  g_autoptr (BalaiRecord) two = new_event (fixture, "RAPAT koordinasi TPID", at (15, 9, 0), at (15, 11, 0),
                                           fixture->hall);

  save (fixture, one);
  save (fixture, two);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
}

static void
test_series (Fixture      *fixture,
             gconstpointer data)
{
  g_autoptr (BalaiRecord) series = new_event (fixture, "Rakor", at (6, 8, 0), at (6, 9, 0), fixture->hall);
  g_autoptr (BalaiRecord) moved = new_event (fixture, "Rakor pindah", at (14, 8, 0), at (14, 9, 0), fixture->hall);

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=4");
  save (fixture, series);
  g_assert_cmpuint (occurrences_in (fixture, at (1, 0, 0), at (31, 0, 0)), ==, 4);

  /* An override takes the place of its date, and does not clash with its own series. */
  balai_record_set_text (moved, BALAI_EVENT_SERIES, balai_record_get_id (series));
  balai_record_set_int (moved, BALAI_EVENT_RECURRENCE_ID, at (13, 8, 0));
  save (fixture, moved);
  g_assert_cmpuint (occurrences_in (fixture, at (1, 0, 0), at (31, 0, 0)), ==, 4);
  g_assert_cmpuint (occurrences_in (fixture, at (13, 0, 0), at (14, 0, 0)), ==, 0);
  g_assert_cmpuint (occurrences_in (fixture, at (14, 0, 0), at (15, 0, 0)), ==, 1);

  balai_record_set_text (series, BALAI_EVENT_EXDATE, "20260720T010000Z");
  save (fixture, series);
  g_assert_cmpuint (occurrences_in (fixture, at (20, 0, 0), at (21, 0, 0)), ==, 0);
}

static void
test_beyond_horizon (Fixture      *fixture,
                     gconstpointer data)
{
  g_autoptr (BalaiRecord) series = new_event (fixture, "Apel", at (6, 8, 0), at (6, 9, 0), fixture->hall);
  g_autoptr (BalaiRecord) other = new_event (fixture, "Servis", 0, 0, fixture->hall);
  int64_t far = balai_day_from_ymd (2040, 1, 2) * BALAI_DAY;
  g_autoptr (BalaiScheduleSnapshot) snapshot = NULL;

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY");
  save (fixture, series);
  balai_record_set_int (other, BALAI_EVENT_START, far + BALAI_HOUR);
  balai_record_set_int (other, BALAI_EVENT_END, far + 3 * BALAI_HOUR);
  save (fixture, other);
  /* 2 January 2040 is a Monday, as 6 July 2026 is. */
  g_assert_cmpuint (occurrences_in (fixture, far - 7 * BALAI_HOUR, far + 7 * BALAI_DAY - 7 * BALAI_HOUR), ==, 2);
  snapshot = load (fixture, far - 7 * BALAI_HOUR, far + 17 * BALAI_HOUR);
  g_assert_cmpuint (balai_schedule_snapshot_get_conflicts (snapshot)->n, >=, 1);
  g_assert_cmpint (balai_schedule_snapshot_get_conflicts (snapshot)->items[0].class_, ==, BALAI_CONFLICT_OVERLAP);
}

static void
test_roll (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (BalaiRecord) series = new_event (fixture, "Apel", at (6, 8, 0), at (6, 9, 0), fixture->hall);
  g_autoptr (GError) error = NULL;
  int64_t before, after;

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY");
  save (fixture, series);
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
  g_autoptr (BalaiRecord) meeting = new_event (fixture, "Rapat", at (15, 9, 0), at (15, 10, 0), NULL);
  g_autoptr (BalaiRecord) attends = balai_record_new (&balai_event_person_kind);

  balai_record_set_text (person, BALAI_PERSON_NAME, "Sekretaris Daerah");
  save (fixture, person);
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Hari jadi");
  balai_record_set_int (event, BALAI_EVENT_ALL_DAY, TRUE);
  balai_record_set_int (event, BALAI_EVENT_START_DATE, balai_day_from_ymd (2026, 7, 15));
  balai_record_set_int (event, BALAI_EVENT_END_DATE, balai_day_from_ymd (2026, 7, 17));
  save (fixture, event);
  balai_record_set_text (invited, BALAI_EVENT_PERSON_EVENT, balai_record_get_id (event));
  balai_record_set_text (invited, BALAI_EVENT_PERSON_PERSON, balai_record_get_id (person));
  balai_record_set_text (invited, BALAI_EVENT_PERSON_ROLE, "leader");
  save (fixture, invited);
  save (fixture, meeting);
  balai_record_set_text (attends, BALAI_EVENT_PERSON_EVENT, balai_record_get_id (meeting));
  balai_record_set_text (attends, BALAI_EVENT_PERSON_PERSON, balai_record_get_id (person));
  balai_record_set_text (attends, BALAI_EVENT_PERSON_ROLE, "leader");
  save (fixture, attends);

  g_assert_cmpuint (occurrences_in (fixture, at (16, 12, 0), at (16, 13, 0)), ==, 1);
  g_assert_cmpuint (occurrences_in (fixture, at (17, 0, 0), at (18, 0, 0)), ==, 0);
  /* A whole day only informs, unless the person is away. */
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 0);
  balai_record_set_text (event, BALAI_EVENT_BUSY, "away");
  save (fixture, event);
  g_assert_cmpuint (clashes (fixture, BALAI_CONFLICT_OVERLAP), ==, 1);
}

static void
test_undo (Fixture      *fixture,
           gconstpointer data)
{
  g_autoptr (BalaiRecord) event = new_event (fixture, "Rapat", at (15, 9, 0), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiUndone) undone = NULL;
  g_autoptr (GError) error = NULL;

  save (fixture, event);
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
  ADD ("roll-horizon", test_roll);
  ADD ("all-day", test_all_day);
  ADD ("undo", test_undo);
#undef ADD
  g_test_add_func ("/schedule/snapshot/titles", test_titles);
  return g_test_run ();
}

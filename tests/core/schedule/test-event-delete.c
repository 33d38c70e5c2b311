/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event-split.h"
#include "balai-schedule-snapshot.h"
#include "town-hall.h"

/* What goes with an event that is deleted, and comes back with it: dates that stand in for one of its own, and who and
 * what takes part in any of them. */

typedef struct
{
  BalaiRecord *series;
  BalaiRecord *early; /* stands in for the second date */
  BalaiRecord *late;  /* stands in for the fourth */
} Weekly;

static int64_t
number (Fixture    *fixture,
        const char *sql)
{
  g_autoptr (GError) error = NULL;
  int64_t value = -1;

  balai_database_get_integer (BALAI_DATABASE (fixture->database), sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

#define LIVE(table) number (fixture, "SELECT count(*) FROM " table " WHERE deleted_at IS NULL")

static void
take_part (Fixture     *fixture,
           BalaiRecord *event)
{
  g_autoptr (BalaiRecord) mayor = comes (event, fixture->mayor, "leader");
  g_autoptr (BalaiRecord) chairs = lends (event, fixture->chairs, 2);
  g_autoptr (BalaiRecord) office = balai_record_new (&balai_event_opd_kind);

  balai_record_set_text (office, BALAI_EVENT_OPD_EVENT, balai_record_get_id (event));
  balai_record_set_text (office, BALAI_EVENT_OPD_OPD, balai_record_get_id (fixture->health));
  import (fixture, mayor);
  import (fixture, chairs);
  import (fixture, office);
}

static BalaiRecord *
stand_in (Fixture     *fixture,
          BalaiRecord *series,
          int          day)
{
  BalaiRecord *event = balai_event_new_override (series, at (day, 9, 0), BALAI_ZONE_JAKARTA);

  balai_record_set_int (event, BALAI_EVENT_START, at (day + 1, 9, 0));
  balai_record_set_int (event, BALAI_EVENT_END, at (day + 1, 10, 0));
  import (fixture, event);
  take_part (fixture, event);
  return event;
}

static void
weekly_init (Weekly  *weekly,
             Fixture *fixture)
{
  weekly->series = event_at ("Rapat", at (14, 9, 0), at (14, 10, 0), fixture->hall);
  balai_record_set_text (weekly->series, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=5");
  import (fixture, weekly->series);
  take_part (fixture, weekly->series);
  weekly->early = stand_in (fixture, weekly->series, 21);
  weekly->late = stand_in (fixture, weekly->series, 35);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM occurrence"), ==, 5);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM claim"), ==, 20);
}

static void
weekly_clear (Weekly *weekly)
{
  g_clear_object (&weekly->series);
  g_clear_object (&weekly->early);
  g_clear_object (&weekly->late);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Weekly, weekly_clear)

static void
apply (Fixture    *fixture,
       BalaiBatch *batch)
{
  g_autoptr (GError) error = NULL;

  balai_repository_apply (fixture->repository, batch, NULL, &error);
  g_assert_no_error (error);
}

static void
undo (Fixture *fixture,
      guint    records)
{
  g_autoptr (BalaiUndone) undone = NULL;
  g_autoptr (GError) error = NULL;

  balai_repository_undo (fixture->repository, 0, &undone, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->undone, ==, records);
  g_assert_cmpuint (undone->kept, ==, 0);
  g_assert_cmpint (LIVE ("event"), ==, 3);
  g_assert_cmpint (LIVE ("event_person"), ==, 3);
  g_assert_cmpint (LIVE ("event_opd"), ==, 3);
  g_assert_cmpint (LIVE ("event_equipment"), ==, 3);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM occurrence"), ==, 5);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM claim"), ==, 20);
}

static void
test_series (Fixture       *fixture,
             gconstpointer  data)
{
  g_auto (Weekly) weekly = { NULL, NULL, NULL };
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_DEFAULT);

  weekly_init (&weekly, fixture);
  balai_batch_delete (batch, weekly.series);
  apply (fixture, batch);
  g_assert_cmpint (LIVE ("event"), ==, 0);
  g_assert_cmpint (LIVE ("event_person"), ==, 0);
  g_assert_cmpint (LIVE ("event_opd"), ==, 0);
  g_assert_cmpint (LIVE ("event_equipment"), ==, 0);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM occurrence"), ==, 0);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM claim"), ==, 0);
  undo (fixture, 12);
}

/* This date and those after: the series is cut, and what stood in for a later date goes, with all that hangs on it. */
static void
test_following (Fixture       *fixture,
                gconstpointer  data)
{
  g_auto (Weekly) weekly = { NULL, NULL, NULL };
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiRecord) rest = NULL;

  weekly_init (&weekly, fixture);
  rest = balai_event_cut_series (weekly.series, at (28, 9, 0), BALAI_ZONE_JAKARTA);
  balai_batch_put (batch, weekly.series);
  balai_batch_delete (batch, weekly.late);
  apply (fixture, batch);
  g_assert_cmpint (LIVE ("event"), ==, 2);
  g_assert_cmpint (LIVE ("event_person"), ==, 2);
  g_assert_cmpint (LIVE ("event_equipment"), ==, 2);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM occurrence"), ==, 2);
  undo (fixture, 5);
}

/* What stands in for a date: without it the date of the series would come back. */
static void
test_stand_in (Fixture       *fixture,
               gconstpointer  data)
{
  g_auto (Weekly) weekly = { NULL, NULL, NULL };
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_DEFAULT);

  weekly_init (&weekly, fixture);
  g_assert_cmpint (balai_event_get_replaced (weekly.early, BALAI_ZONE_JAKARTA), ==, at (21, 9, 0));
  balai_event_delete_in (batch, weekly.early, weekly.series, BALAI_ZONE_JAKARTA);
  apply (fixture, batch);
  g_assert_cmpint (LIVE ("event"), ==, 2);
  g_assert_cmpint (LIVE ("event_person"), ==, 2);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM occurrence"), ==, 4);
  undo (fixture, 5);
}

/* What is given to the series that goes on stays, whatever becomes of the old one in the same step. */
static void
test_handed_over (Fixture       *fixture,
                  gconstpointer  data)
{
  g_auto (Weekly) weekly = { NULL, NULL, NULL };
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_IMPORT);
  g_autoptr (BalaiRecord) other = event_at ("Rapat baru", at (14, 9, 0), at (14, 10, 0), fixture->hall);

  weekly_init (&weekly, fixture);
  balai_record_set_text (other, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=5");
  balai_record_set_text (weekly.late, BALAI_EVENT_SERIES, balai_record_get_id (other));
  balai_batch_delete (batch, weekly.series);
  balai_batch_put (batch, other);
  balai_batch_put (batch, weekly.late);
  apply (fixture, batch);
  g_assert_cmpint (LIVE ("event"), ==, 2);
  g_assert_cmpint (LIVE ("event_person"), ==, 1);
  g_assert_cmpint (number (fixture, "SELECT count(*) FROM occurrence"), ==, 5);
}

/* What the last import said of an event stays: deleted here, it is not brought back by the same file. */
static void
test_source (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = stored (fixture, "Rapat", at (15, 9, 0), at (15, 10, 0), fixture->hall);
  g_autoptr (BalaiRecord) source = balai_record_new (&balai_import_source_kind);
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_DEFAULT);

  balai_record_set_text (source, BALAI_IMPORT_SOURCE_UID, "a@b");
  balai_record_set_text (source, BALAI_IMPORT_SOURCE_EVENT, balai_record_get_id (event));
  import (fixture, source);
  balai_batch_delete (batch, event);
  apply (fixture, batch);
  g_assert_cmpint (LIVE ("event"), ==, 0);
  g_assert_cmpint (LIVE ("import_source"), ==, 1);
}

/* What was said of a venue alone, its hours and closures and the ways to it, says nothing without it. */
static void
test_venue (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (BalaiRecord) closure = balai_record_new (&balai_closure_kind);
  g_autoptr (BalaiRecord) city = balai_record_new (&balai_closure_kind);
  g_autoptr (BalaiRecord) way = balai_record_new (&balai_travel_time_kind);
  g_autoptr (BalaiRecord) event = stored (fixture, "Rapat", at (15, 9, 0), at (15, 10, 0), fixture->annexe);
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_DEFAULT);

  balai_record_set_text (closure, BALAI_CLOSURE_REASON, "Pengecatan");
  balai_record_set_text (closure, BALAI_CLOSURE_VENUE, balai_record_get_id (fixture->annexe));
  balai_record_set_int (closure, BALAI_CLOSURE_START_DATE, balai_day_from_ymd (2026, 7, 16));
  balai_record_set_text (city, BALAI_CLOSURE_REASON, "Libur");
  balai_record_set_int (city, BALAI_CLOSURE_START_DATE, balai_day_from_ymd (2026, 7, 17));
  balai_record_set_text (way, BALAI_TRAVEL_TIME_VENUE, balai_record_get_id (fixture->hall));
  balai_record_set_text (way, BALAI_TRAVEL_TIME_OTHER, balai_record_get_id (fixture->annexe));
  balai_record_set_int (way, BALAI_TRAVEL_TIME_MINUTES, 12);
  import (fixture, closure);
  import (fixture, city);
  import (fixture, way);
  balai_batch_delete (batch, fixture->annexe);
  apply (fixture, batch);
  g_assert_cmpint (LIVE ("closure"), ==, 1);
  g_assert_cmpint (LIVE ("travel_time"), ==, 0);
  g_assert_cmpint (LIVE ("event"), ==, 1);
}

#define CASE(name, func) g_test_add ("/schedule/event-delete/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  CASE ("series", test_series);
  CASE ("following", test_following);
  CASE ("stand-in", test_stand_in);
  CASE ("handed-over", test_handed_over);
  CASE ("source", test_source);
  CASE ("venue", test_venue);
  return g_test_run ();
}

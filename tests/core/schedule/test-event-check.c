/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-conflict-text.h"
#include "balai-event-check.h"
#include "balai-event-rules.h"
#include "balai-schedule-load.h"
#include "balai-schedule-snapshot.h"
#include "town-hall.h"

/* What stands against an event, asked of a real repository: as the form asks before it saves, and as the rules ask once
 * more inside the transaction. */

static BalaiEventCheck *
check_with (Fixture     *fixture,
            BalaiRecord *event,
            GPtrArray   *people,
            GPtrArray   *opds,
            GPtrArray   *equipment)
{
  g_autoptr (GError) error = NULL;
  BalaiEventUses uses = { people, opds, equipment };
  BalaiEventCheck *check = balai_event_check_run (fixture->repository, NULL, event, &uses, NULL, &error);

  g_assert_no_error (error);
  return check;
}

static BalaiEventCheck *
check_alone (Fixture     *fixture,
             BalaiRecord *event)
{
  return check_with (fixture, event, NULL, NULL, NULL);
}

static const BalaiEventConflict *
only (BalaiEventCheck *check)
{
  g_assert_cmpuint (check->conflicts->len, ==, 1);
  return &g_array_index (check->conflicts, BalaiEventConflict, 0);
}

static void
assert_found (BalaiEventCheck    *check,
              BalaiConflictClass  class_,
              BalaiLevel          level,
              BalaiEventPart      part_)
{
  const BalaiEventConflict *one = only (check);

  g_assert_cmpint (one->conflict.class_, ==, class_);
  g_assert_cmpint (one->conflict.level, ==, level);
  g_assert_cmpint (one->part, ==, part_);
  g_assert_cmpint (check->worst, ==, level);
}

/* Saves as the form does, and returns the code of what forbids it. */
static char *
save (Fixture     *fixture,
      BalaiRecord *event,
      BalaiRecord *use)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;

  balai_batch_put (batch, event);
  if (use != NULL)
    balai_batch_put (batch, use);
  if (balai_repository_apply (fixture->repository, batch, NULL, &error))
    return NULL;
  g_assert_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_INVALID);
  for (guint i = 0; i < balai_batch_get_findings (batch)->len; i++)
    {
      const BalaiFinding *finding = balai_batch_get_findings (batch)->pdata[i];
      g_autofree char *words = balai_finding_to_text (finding);

      g_assert_cmpuint (strlen (words), >, 10);
      if (finding->severity == BALAI_SEVERITY_BLOCK)
        return g_strdup (finding->code);
    }
  g_assert_not_reached ();
}

static void
assert_saves (Fixture     *fixture,
              BalaiRecord *event,
              BalaiRecord *use,
              const char  *expected)
{
  g_autofree char *code = save (fixture, event, use);

  g_assert_cmpstr (code, ==, expected);
}

static void
test_overlap (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = stored (fixture, "Rapat", at (15, 9, 0), at (15, 10, 30), fixture->side);
  g_autoptr (BalaiRecord) touching = event_at ("Lain", at (15, 10, 30), at (15, 11, 0), fixture->side);
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 10, 0), at (15, 11, 0), fixture->side);
  g_autoptr (BalaiEventCheck) check = check_alone (fixture, event);
  g_autoptr (BalaiEventCheck) none = check_alone (fixture, touching);
  const BalaiEventConflict *one = only (check);
  g_autofree char *words = balai_conflict_to_text (check->rules, &one->conflict, one->rival,
                                                   BALAI_CONFLICT_TEXT_ADVICE);
  g_autofree char *rival = balai_conflict_rival_to_text (one->rival, NULL);

  g_assert_cmpuint (none->conflicts->len, ==, 0);
  assert_found (check, BALAI_CONFLICT_OVERLAP, BALAI_LEVEL_REFUSE, BALAI_EVENT_PART_VENUE);
  g_assert_cmpstr (one->rival->id, ==, balai_record_get_id (there));
  g_assert_cmpstr (one->resource, ==, balai_record_get_id (fixture->side));
  g_assert_cmpint (one->conflict.span.start, ==, at (15, 10, 0));
  g_assert_cmpint (one->conflict.span.end, ==, at (15, 10, 30));
  g_assert_cmpint (one->conflict.amount, ==, 30 * BALAI_MINUTE);
  g_assert_cmpstr (words, ==, "Aula Sisi A is already used by Bagian Umum, 09:00–10:30 WIB. "
                              "Pick another time, another room, or ask to swap.");
  g_assert_cmpstr (rival, ==, "Rapat · Bagian Umum · 0354-682955");
  g_assert_nonnull (balai_event_check_find (check, BALAI_EVENT_PART_VENUE, NULL));
  g_assert_null (balai_event_check_find (check, BALAI_EVENT_PART_TIME, NULL));
}

static void
test_restricted (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = stored (fixture, "Mutasi jabatan", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (BalaiEventCheck) check = NULL;
  g_autofree char *words = NULL, *hidden = NULL, *own = NULL;

  balai_record_set_text (there, BALAI_EVENT_VISIBILITY, "restricted");
  import (fixture, there);
  check = check_alone (fixture, event);
  words = balai_conflict_to_text (check->rules, &only (check)->conflict, only (check)->rival,
                                  BALAI_CONFLICT_TEXT_DATE | BALAI_CONFLICT_TEXT_ADVICE);
  hidden = balai_conflict_rival_to_text (only (check)->rival, balai_record_get_id (fixture->health));
  own = balai_conflict_rival_to_text (only (check)->rival, balai_record_get_id (fixture->general));
  g_assert_null (strstr (words, "Mutasi"));
  g_assert_cmpstr (hidden, ==, "Taken · Bagian Umum · 0354-682955");
  g_assert_cmpstr (own, ==, "Mutasi jabatan · Bagian Umum · 0354-682955");
}

static void
test_family (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = stored (fixture, "Rapat", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) whole = event_at ("Lain", at (15, 9, 30), at (15, 11, 0), fixture->hall);
  g_autoptr (BalaiRecord) sibling = event_at ("Lain", at (15, 9, 30), at (15, 11, 0), fixture->other);
  g_autoptr (BalaiEventCheck) check = check_alone (fixture, whole);
  g_autoptr (BalaiEventCheck) none = check_alone (fixture, sibling);
  g_autofree char *words = balai_conflict_to_text (check->rules, &only (check)->conflict, only (check)->rival, 0);

  assert_found (check, BALAI_CONFLICT_FAMILY, BALAI_LEVEL_REFUSE, BALAI_EVENT_PART_VENUE);
  g_assert_cmpuint (none->conflicts->len, ==, 0);
  g_assert_cmpstr (words, ==, "Aula belongs together with Aula Sisi A, which is already used by Bagian Umum, "
                              "09:00–10:00 WIB.");
}

static void
test_buffers (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = NULL;
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 10, 20), at (15, 11, 0), fixture->annexe);
  g_autoptr (BalaiEventCheck) check = NULL, enough = NULL;
  g_autoptr (GError) error = NULL;

  /* Copied at saving: half an hour to clear. */
  balai_record_set_int (fixture->annexe, BALAI_VENUE_TEARDOWN, 1800);
  import (fixture, fixture->annexe);
  there = event_at ("Rapat", at (15, 9, 0), at (15, 10, 0), fixture->annexe);
  g_assert_true (balai_event_take_buffers (there, fixture->repository, &error));
  g_assert_no_error (error);
  g_assert_cmpint (balai_record_get_int (there, BALAI_EVENT_TEARDOWN), ==, 1800);
  import (fixture, there);

  /* A venue that needs less from now on changes nothing of what was agreed; nor does a correction of the event. */
  balai_record_set_int (fixture->annexe, BALAI_VENUE_TEARDOWN, 60);
  import (fixture, fixture->annexe);
  balai_record_set_text (there, BALAI_EVENT_TITLE, "Rapat kerja");
  g_assert_true (balai_event_take_buffers (there, fixture->repository, &error));
  g_assert_cmpint (balai_record_get_int (there, BALAI_EVENT_TEARDOWN), ==, 1800);

  check = check_alone (fixture, event);
  assert_found (check, BALAI_CONFLICT_GAP, BALAI_LEVEL_WARN, BALAI_EVENT_PART_VENUE);
  g_assert_cmpint (only (check)->conflict.amount, ==, 10 * BALAI_MINUTE);
  balai_record_set_int (event, BALAI_EVENT_START, at (15, 10, 30));
  enough = check_alone (fixture, event);
  g_assert_cmpuint (enough->conflicts->len, ==, 0);

  /* Typed by hand, they stay. */
  balai_record_set_int (event, BALAI_EVENT_SETUP, 300);
  g_assert_true (balai_event_take_buffers (event, fixture->repository, &error));
  g_assert_cmpint (balai_record_get_int (event, BALAI_EVENT_SETUP), ==, 300);
  g_assert_cmpint (balai_record_get_int (event, BALAI_EVENT_TEARDOWN), ==, 60);
}

static void
test_people (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = stored (fixture, "Apel", at (15, 9, 0), at (15, 10, 0), fixture->hall);
  g_autoptr (BalaiRecord) mayor = comes (there, fixture->mayor, "leader");
  g_autoptr (BalaiRecord) speaker = comes (there, fixture->speaker, "speaker");
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 9, 30), at (15, 11, 0), fixture->annexe);
  g_autoptr (GPtrArray) people = list_of (comes (event, fixture->mayor, "leader"));
  g_autoptr (GPtrArray) speakers = list_of (comes (event, fixture->speaker, "speaker"));
  g_autoptr (BalaiEventCheck) required = NULL, invited = NULL, online = NULL, delegated = NULL;

  import (fixture, mayor);
  import (fixture, speaker);
  required = check_with (fixture, event, people, NULL, NULL);
  assert_found (required, BALAI_CONFLICT_OVERLAP, BALAI_LEVEL_REFUSE, BALAI_EVENT_PART_PEOPLE);
  g_assert_cmpstr (only (required)->resource, ==, balai_record_get_id (fixture->mayor));

  balai_record_set_int (people->pdata[0], BALAI_EVENT_PERSON_DELEGABLE, TRUE);
  invited = check_with (fixture, event, people, NULL, NULL);
  assert_found (invited, BALAI_CONFLICT_OVERLAP, BALAI_LEVEL_WARN, BALAI_EVENT_PART_PEOPLE);

  balai_record_set_int (speakers->pdata[0], BALAI_EVENT_PERSON_ONLINE, TRUE);
  online = check_with (fixture, event, speakers, NULL, NULL);
  assert_found (online, BALAI_CONFLICT_OVERLAP, BALAI_LEVEL_WARN, BALAI_EVENT_PART_PEOPLE);

  /* R11: who is represented is free. */
  balai_record_set_text (people->pdata[0], BALAI_EVENT_PERSON_ATTENDANCE, "delegated");
  delegated = check_with (fixture, event, people, NULL, NULL);
  g_assert_cmpuint (delegated->conflicts->len, ==, 0);
}

static void
test_travel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = stored (fixture, "Apel", at (15, 9, 0), at (15, 10, 0), fixture->hall);
  g_autoptr (BalaiRecord) mayor = comes (there, fixture->mayor, "leader");
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 10, 10), at (15, 11, 0), fixture->annexe);
  g_autoptr (GPtrArray) people = list_of (comes (event, fixture->mayor, "leader"));
  g_autoptr (BalaiEventCheck) check = NULL;

  import (fixture, mayor);
  check = check_with (fixture, event, people, NULL, NULL);
  assert_found (check, BALAI_CONFLICT_TRAVEL, BALAI_LEVEL_WARN, BALAI_EVENT_PART_PEOPLE);
  g_assert_cmpint (only (check)->conflict.amount, ==, 20 * BALAI_MINUTE);
}

static void
test_pool (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = stored (fixture, "Apel", at (15, 9, 0), at (15, 10, 0), NULL);
  g_autoptr (BalaiRecord) five = lends (there, fixture->chairs, 5);
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 9, 30), at (15, 11, 0), NULL);
  g_autoptr (GPtrArray) fits = list_of (lends (event, fixture->chairs, 3));
  g_autoptr (GPtrArray) many = list_of (lends (event, fixture->chairs, 4));
  g_autoptr (BalaiEventCheck) check = NULL, none = NULL;

  import (fixture, five);
  none = check_with (fixture, event, NULL, NULL, fits);
  g_assert_cmpuint (none->conflicts->len, ==, 0);
  check = check_with (fixture, event, NULL, NULL, many);
  assert_found (check, BALAI_CONFLICT_STOCK, BALAI_LEVEL_REFUSE, BALAI_EVENT_PART_EQUIPMENT);
  g_assert_cmpint (only (check)->conflict.amount, ==, 1);
  g_assert_cmpstr (only (check)->resource, ==, balai_record_get_id (fixture->chairs));
}

static void
test_offices (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = stored (fixture, "Apel", at (15, 9, 0), at (15, 10, 0), NULL);
  g_autoptr (BalaiRecord) invited = balai_record_new (&balai_event_opd_kind);
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 9, 30), at (15, 11, 0), NULL);
  g_autoptr (GPtrArray) opds = list_of (balai_record_new (&balai_event_opd_kind));
  g_autoptr (BalaiEventCheck) check = NULL;

  balai_record_set_text (invited, BALAI_EVENT_OPD_EVENT, balai_record_get_id (there));
  balai_record_set_text (invited, BALAI_EVENT_OPD_OPD, balai_record_get_id (fixture->health));
  import (fixture, invited);
  balai_record_set_text (opds->pdata[0], BALAI_EVENT_OPD_OPD, balai_record_get_id (fixture->health));
  check = check_with (fixture, event, NULL, opds, NULL);
  assert_found (check, BALAI_CONFLICT_OVERLAP, BALAI_LEVEL_WARN, BALAI_EVENT_PART_OPDS);
}

static void
test_alone (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 9, 0), at (15, 11, 0), fixture->annexe);
  g_autoptr (BalaiRecord) closure = balai_record_new (&balai_closure_kind);
  g_autoptr (BalaiRecord) holiday = balai_record_new (&balai_holiday_kind);
  g_autofree char *words = NULL;
  g_autoptr (BalaiEventCheck) capacity = NULL, closed = NULL, hours = NULL, free_day = NULL;

  balai_record_set_int (fixture->annexe, BALAI_VENUE_CAPACITY, 50);
  import (fixture, fixture->annexe);
  balai_record_set_int (event, BALAI_EVENT_PARTICIPANTS, 60);
  capacity = check_alone (fixture, event);
  assert_found (capacity, BALAI_CONFLICT_CAPACITY, BALAI_LEVEL_WARN, BALAI_EVENT_PART_PARTICIPANTS);
  balai_record_set_null (event, BALAI_EVENT_PARTICIPANTS);

  balai_record_set_int (event, BALAI_EVENT_START, at (15, 19, 0));
  balai_record_set_int (event, BALAI_EVENT_END, at (15, 21, 0));
  hours = check_alone (fixture, event);
  assert_found (hours, BALAI_CONFLICT_HOURS, BALAI_LEVEL_WARN, BALAI_EVENT_PART_TIME);

  balai_record_set_text (closure, BALAI_CLOSURE_REASON, "Pengecatan");
  balai_record_set_text (closure, BALAI_CLOSURE_VENUE, balai_record_get_id (fixture->annexe));
  balai_record_set_int (closure, BALAI_CLOSURE_START_DATE, balai_day_from_ymd (2026, 7, 16));
  import (fixture, closure);
  balai_record_set_int (event, BALAI_EVENT_START, at (16, 9, 0));
  balai_record_set_int (event, BALAI_EVENT_END, at (16, 10, 0));
  closed = check_alone (fixture, event);
  assert_found (closed, BALAI_CONFLICT_CLOSURE, BALAI_LEVEL_REFUSE, BALAI_EVENT_PART_VENUE);
  assert_saves (fixture, event, NULL, "conflict");

  balai_record_set_text (holiday, BALAI_HOLIDAY_NAME, "Hari Jadi Kota");
  balai_record_set_int (holiday, BALAI_HOLIDAY_DATE, balai_day_from_ymd (2026, 7, 17));
  balai_record_set_text (holiday, BALAI_HOLIDAY_KIND, "collective");
  import (fixture, holiday);
  balai_record_set_int (event, BALAI_EVENT_START, at (17, 8, 0));
  balai_record_set_int (event, BALAI_EVENT_END, at (17, 9, 0));
  free_day = check_alone (fixture, event);
  assert_found (free_day, BALAI_CONFLICT_HOLIDAY, BALAI_LEVEL_WARN, BALAI_EVENT_PART_TIME);
  words = balai_conflict_to_text (free_day->rules, &only (free_day)->conflict, NULL, 0);
  g_assert_nonnull (strstr (words, "is joint leave: Hari Jadi Kota."));
  assert_saves (fixture, event, NULL, NULL);
}

/* Both looked when the room was free; the writer looks again. */
static void
test_two_writers (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (BalaiRecord) one = event_at ("Satu", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) two = event_at ("Dua", at (15, 9, 30), at (15, 10, 30), fixture->side);
  g_autoptr (BalaiEventCheck) before_one = check_alone (fixture, one);
  g_autoptr (BalaiEventCheck) before_two = check_alone (fixture, two);
  BalaiQuery *query = balai_query_new (&balai_event_kind);
  int64_t count;

  g_assert_cmpuint (before_one->conflicts->len, ==, 0);
  g_assert_cmpuint (before_two->conflicts->len, ==, 0);
  assert_saves (fixture, one, NULL, NULL);
  assert_saves (fixture, two, NULL, "conflict");
  g_assert_true (balai_repository_count (fixture->repository, query, &count, NULL));
  g_assert_cmpint (count, ==, 1);
  balai_query_free (query);

  balai_record_set_text (two, BALAI_EVENT_STATUS, "submitted");
  assert_saves (fixture, two, NULL, NULL);
  /* Confirming it later is refused, a better title is not. */
  balai_record_set_text (two, BALAI_EVENT_TITLE, "Dua, diperbaiki");
  assert_saves (fixture, two, NULL, NULL);
  balai_record_set_text (two, BALAI_EVENT_STATUS, "confirmed");
  assert_saves (fixture, two, NULL, "conflict");
}

static void
test_use_by_itself (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (BalaiRecord) one = stored (fixture, "Satu", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) mayor = comes (one, fixture->mayor, "leader");
  g_autoptr (BalaiRecord) two = stored (fixture, "Dua", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) again = comes (two, fixture->mayor, "leader");
  g_autoptr (BalaiRecord) speaker = comes (two, fixture->speaker, "speaker");
  g_autoptr (BalaiRecord) some = lends (two, fixture->chairs, 5), more = lends (two, fixture->chairs, 5);

  import (fixture, mayor);
  /* Two lines of one pool are lent together. */
  assert_saves (fixture, two, some, NULL);
  assert_saves (fixture, two, more, "conflict");
  /* That the two meet in the room is no reason to refuse a speaker who is free. */
  assert_saves (fixture, two, speaker, NULL);
  assert_saves (fixture, two, again, "conflict");
}

static void
test_approval (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (BalaiRecord) rule = balai_record_new (&balai_conflict_rule_kind);
  g_autoptr (BalaiRecord) there = stored (fixture, "Rapat", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 9, 0), at (15, 10, 0), fixture->side);

  balai_record_set_text (rule, BALAI_CONFLICT_RULE_RULE, "venue");
  balai_record_set_text (rule, BALAI_CONFLICT_RULE_CASE, "confirmed");
  balai_record_set_text (rule, BALAI_CONFLICT_RULE_LEVEL, "approve");
  import (fixture, rule);
  assert_saves (fixture, event, NULL, "needs-approval");
  balai_record_set_text (event, BALAI_EVENT_STATUS, "submitted");
  assert_saves (fixture, event, NULL, NULL);
}

static void
test_past (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = stored (fixture, "Rapat", at (10, 9, 0), at (10, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (10, 9, 0), at (10, 10, 0), fixture->side);
  g_autoptr (BalaiEventCheck) check = check_alone (fixture, event);

  g_assert_true (only (check)->past);
  g_assert_cmpint (check->worst, ==, BALAI_LEVEL_IGNORE);
  assert_saves (fixture, event, NULL, NULL);
}

static void
test_series (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (BalaiRecord) past = stored (fixture, "Lama", at (8, 9, 0), at (8, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) there = stored (fixture, "Rapat", at (22, 9, 30), at (22, 10, 30), fixture->side);
  g_autoptr (BalaiRecord) series = event_at ("Mingguan", at (8, 9, 0), at (8, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) moved = NULL, back = NULL;
  g_autoptr (BalaiEventCheck) check = NULL, own = NULL, beside = NULL;

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=5");
  check = check_alone (fixture, series);
  /* The first date is over and is not asked. */
  g_assert_cmpuint (check->n_dates, ==, 4);
  assert_found (check, BALAI_CONFLICT_OVERLAP, BALAI_LEVEL_REFUSE, BALAI_EVENT_PART_VENUE);
  assert_saves (fixture, series, NULL, "conflict");

  /* Without that date it fits; then neither it nor an override of it meets the series itself. */
  balai_record_set_text (series, BALAI_EVENT_EXDATE, "20260722T020000Z");
  assert_saves (fixture, series, NULL, NULL);
  own = check_alone (fixture, series);
  g_assert_cmpuint (own->conflicts->len, ==, 0);

  moved = event_at ("Mingguan", at (15, 9, 30), at (15, 10, 30), fixture->side);
  balai_record_set_text (moved, BALAI_EVENT_SERIES, balai_record_get_id (series));
  balai_record_set_int (moved, BALAI_EVENT_RECURRENCE_ID, at (15, 9, 0));
  beside = check_alone (fixture, moved);
  g_assert_cmpuint (beside->conflicts->len, ==, 0);
  assert_saves (fixture, moved, NULL, NULL);
  /* But it meets what is not of its series. */
  back = event_at ("Mingguan", at (22, 9, 0), at (22, 10, 0), fixture->side);
  balai_record_set_text (back, BALAI_EVENT_SERIES, balai_record_get_id (series));
  balai_record_set_int (back, BALAI_EVENT_RECURRENCE_ID, at (29, 9, 0));
  assert_saves (fixture, back, NULL, "conflict");
}

/* R8: claims of one series do not meet each other; that two of its dates do is asked by itself. */
static void
test_own_dates (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (BalaiRecord) series = event_at ("Mingguan", at (14, 9, 0), at (14, 10, 0), fixture->side);
  g_autoptr (BalaiRecord) moved = NULL, second = NULL;

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=5");
  assert_saves (fixture, series, NULL, NULL);
  /* Onto another date of the series, onto its own, and beside it. */
  moved = event_at ("Mingguan", at (21, 9, 30), at (21, 10, 30), fixture->side);
  balai_record_set_text (moved, BALAI_EVENT_SERIES, balai_record_get_id (series));
  balai_record_set_int (moved, BALAI_EVENT_RECURRENCE_ID, at (28, 9, 0));
  assert_saves (fixture, moved, NULL, "series-meets-itself");
  balai_record_set_int (moved, BALAI_EVENT_RECURRENCE_ID, at (21, 9, 0));
  assert_saves (fixture, moved, NULL, NULL);
  balai_record_set_int (moved, BALAI_EVENT_START, at (21, 9, 15));
  assert_saves (fixture, moved, NULL, NULL);

  /* Onto what stands in for another date. */
  second = event_at ("Mingguan", at (21, 10, 0), at (21, 11, 0), fixture->other);
  balai_record_set_text (second, BALAI_EVENT_SERIES, balai_record_get_id (series));
  balai_record_set_int (second, BALAI_EVENT_RECURRENCE_ID, at (28, 9, 0));
  assert_saves (fixture, second, NULL, "series-meets-itself");
  balai_record_set_int (second, BALAI_EVENT_START, at (21, 10, 30));
  assert_saves (fixture, second, NULL, NULL);

  /* The series itself may not be moved under them. */
  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=DAILY;COUNT=8");
  balai_record_set_int (series, BALAI_EVENT_START, at (14, 10, 0));
  balai_record_set_int (series, BALAI_EVENT_END, at (14, 11, 0));
  assert_saves (fixture, series, NULL, "series-meets-itself");
  balai_record_set_int (series, BALAI_EVENT_START, at (14, 11, 0));
  balai_record_set_int (series, BALAI_EVENT_END, at (14, 12, 0));
  assert_saves (fixture, series, NULL, NULL);
}

static void
test_self (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = stored (fixture, "Rapat", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (BalaiEventCheck) check = NULL;

  balai_record_set_int (event, BALAI_EVENT_END, at (15, 11, 0));
  check = check_alone (fixture, event);
  g_assert_cmpuint (check->conflicts->len, ==, 0);
  assert_saves (fixture, event, NULL, NULL);
}

/* What is not stored since it lies too far ahead is asked all the same. */
static void
test_far (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (BalaiRecord) series = event_at ("Apel", at (6, 8, 0), at (6, 9, 0), fixture->side);
  int64_t eight = balai_day_from_ymd (2040, 1, 2) * BALAI_DAY + BALAI_HOUR;
  g_autoptr (BalaiRecord) meets = event_at ("Lain", eight + BALAI_HOUR / 2, eight + 2 * BALAI_HOUR, fixture->side);
  g_autoptr (BalaiRecord) close = event_at ("Lain", eight + 70 * BALAI_MINUTE, eight + 2 * BALAI_HOUR, fixture->side);
  g_autoptr (BalaiRecord) later = event_at ("Lain", eight + 90 * BALAI_MINUTE, eight + 2 * BALAI_HOUR, fixture->side);
  g_autoptr (BalaiEventCheck) overlap = NULL, gap = NULL, none = NULL;

  balai_record_set_text (series, BALAI_EVENT_OPD, balai_record_get_id (fixture->general));
  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY");
  balai_record_set_int (series, BALAI_EVENT_TEARDOWN, 30 * BALAI_MINUTE);
  import (fixture, series);
  overlap = check_alone (fixture, meets);
  assert_found (overlap, BALAI_CONFLICT_OVERLAP, BALAI_LEVEL_REFUSE, BALAI_EVENT_PART_VENUE);
  g_assert_cmpstr (only (overlap)->rival->id, ==, balai_record_get_id (series));
  gap = check_alone (fixture, close);
  assert_found (gap, BALAI_CONFLICT_GAP, BALAI_LEVEL_WARN, BALAI_EVENT_PART_VENUE);
  none = check_alone (fixture, later);
  g_assert_cmpuint (none->conflicts->len, ==, 0);
}

/* One meeting under two identifiers is not in its own way, neither where it is typed nor where it is listed. */
static void
test_same_meeting (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (BalaiRecord) there = stored (fixture, "Rapat Koordinasi TPID", at (15, 9, 0), at (15, 10, 0),
                                          fixture->side);
  g_autoptr (BalaiRecord) mayor = comes (there, fixture->mayor, "leader");
  g_autoptr (BalaiRecord) five = lends (there, fixture->chairs, 5);
  g_autoptr (BalaiRecord) event = event_at ("RAPAT koordinasi TPID", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (GPtrArray) people = list_of (comes (event, fixture->mayor, "leader"));
  g_autoptr (GPtrArray) equipment = list_of (lends (event, fixture->chairs, 5));
  g_autoptr (BalaiEventCheck) typed = NULL, same = NULL, longer = NULL, other = NULL;
  g_autoptr (BalaiScheduleSnapshot) listed = NULL;

  import (fixture, mayor);
  import (fixture, five);
  balai_record_set_text (there, BALAI_EVENT_UID, "a@google.example");
  import (fixture, there);
  typed = check_with (fixture, event, people, NULL, equipment);
  g_assert_cmpuint (typed->conflicts->len, ==, 3);
  balai_record_set_text (event, BALAI_EVENT_UID, "b@outlook.example");
  same = check_with (fixture, event, people, NULL, equipment);
  g_assert_cmpuint (same->conflicts->len, ==, 0);

  balai_record_set_int (event, BALAI_EVENT_END, at (15, 10, 1));
  longer = check_with (fixture, event, people, NULL, equipment);
  g_assert_cmpuint (longer->conflicts->len, ==, 3);
  balai_record_set_int (event, BALAI_EVENT_END, at (15, 10, 0));
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Rapat Koordinasi Bansos");
  other = check_with (fixture, event, people, NULL, equipment);
  g_assert_cmpuint (other->conflicts->len, ==, 3);
  assert_saves (fixture, event, NULL, "conflict");

  balai_record_set_text (event, BALAI_EVENT_TITLE, "RAPAT koordinasi TPID");
  assert_saves (fixture, event, people->pdata[0], NULL);
  assert_saves (fixture, event, equipment->pdata[0], NULL);
  listed = balai_schedule_snapshot_load (fixture->repository, NULL, BALAI_SNAPSHOT_CONFLICTS, NULL, NULL);
  g_assert_cmpuint (balai_schedule_snapshot_get_conflicts (listed)->n, ==, 0);
}

static void
test_recurrence_limits (Fixture       *fixture,
                        gconstpointer  data)
{
  static const struct
  {
    const char *rule;
    const char *code;
  } cases[] = {
    { "FREQ=WEEKLY", "recurrence-endless" },
    { "FREQ=DAILY;COUNT=401", "recurrence-too-many" },
    { "FREQ=YEARLY;COUNT=5", "recurrence-too-late" },
    { "FREQ=NONSENSE", "recurrence-unreadable" },
    { "FREQ=DAILY;COUNT=400", NULL },
  };
  g_autoptr (BalaiRecord) imported = event_at ("Dari berkas", at (15, 6, 0), at (15, 7, 0), NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BalaiRecord) event = event_at ("Ulang", at (15, 9, 0), at (15, 10, 0), NULL);

      balai_record_set_text (event, BALAI_EVENT_RRULE, cases[i].rule);
      assert_saves (fixture, event, NULL, cases[i].code);
    }
  {
    g_autoptr (BalaiRecord) event = event_at ("Panjang", at (15, 9, 0), at (17, 10, 0), NULL);

    balai_record_set_text (event, BALAI_EVENT_RRULE, "FREQ=DAILY;COUNT=3");
    assert_saves (fixture, event, NULL, "recurrence-meets-itself");
  }
  /* What came in endless may be moved and renamed; another rule typed for it must end. */
  balai_record_set_text (imported, BALAI_EVENT_RRULE, "FREQ=WEEKLY");
  import (fixture, imported);
  balai_record_set_int (imported, BALAI_EVENT_END, at (15, 8, 0));
  assert_saves (fixture, imported, NULL, NULL);
  balai_record_set_text (imported, BALAI_EVENT_RRULE, "FREQ=DAILY");
  assert_saves (fixture, imported, NULL, "recurrence-endless");
}

static void
test_gate (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = event_at ("Apel", at (15, 9, 0), at (15, 10, 0), fixture->annexe);
  g_autoptr (GPtrArray) leader = list_of (comes (event, fixture->mayor, "leader"));
  g_autoptr (BalaiRecord) shared = NULL;
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  balai_record_set_text (event, BALAI_EVENT_OPD, balai_record_get_id (fixture->general));
  balai_record_set_text (event, BALAI_EVENT_SCOPE, "city");
  assert_saves (fixture, event, NULL, "city-calendar-gate");
  /* A file may bring it; then it is told of with each edit, and refused no more. */
  import (fixture, event);
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Apel pagi");
  balai_batch_put (batch, event);
  g_assert_true (balai_repository_apply (fixture->repository, batch, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (balai_batch_get_findings (batch)->len, ==, 1);
  g_assert_cmpstr (((BalaiFinding *) balai_batch_get_findings (batch)->pdata[0])->code, ==, "city-calendar-gate");
  words = balai_finding_to_text (balai_batch_get_findings (batch)->pdata[0]);
  g_assert_nonnull (strstr (words, "internal"));

  g_assert_false (balai_event_belongs_to_city (event, NULL, NULL, fixture->repository));
  g_assert_true (balai_event_belongs_to_city (event, leader, NULL, fixture->repository));
  balai_record_set_text (fixture->annexe, BALAI_VENUE_OPD, balai_record_get_id (fixture->health));
  import (fixture, fixture->annexe);
  g_assert_true (balai_event_belongs_to_city (event, NULL, NULL, fixture->repository));

  shared = event_at ("Apel bersama", at (16, 9, 0), at (16, 10, 0), fixture->annexe);
  balai_record_set_text (shared, BALAI_EVENT_OPD, balai_record_get_id (fixture->general));
  balai_record_set_text (shared, BALAI_EVENT_SCOPE, "city");
  assert_saves (fixture, shared, NULL, NULL);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = event_at ("Lain", at (15, 9, 0), at (15, 10, 0), fixture->side);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BalaiEventUses uses = { NULL, NULL, NULL };

  g_cancellable_cancel (cancellable);
  g_assert_null (balai_event_check_run (fixture->repository, NULL, event, &uses, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Each class of length is answered by its own index, so that a check reads what lies around it. */
static void
test_plan (Fixture       *fixture,
           gconstpointer  data)
{
  static const char *const conditions[] = { BALAI_LENGTH_DAY, BALAI_LENGTH_MONTH, BALAI_LENGTH_LONGER };
  static const char *const names[] = { "claim_day", "claim_month", "claim_longer" };

  for (guint i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *sql = g_strdup_printf (
        "EXPLAIN QUERY PLAN SELECT t.event, e.series FROM (SELECT * FROM claim WHERE %s AND resource = 'x'"
        " AND \"start\" >= 1 AND \"start\" < 2 AND \"end\" > 1) t JOIN event e ON e.id = t.event", conditions[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (BalaiStatement) statement = balai_database_get (BALAI_DATABASE (fixture->database), sql, &error);
      g_autoptr (GString) plan = g_string_new (NULL);

      g_assert_no_error (error);
      while (balai_statement_step (statement, &error) == BALAI_STEP_ROW)
        g_string_append_printf (plan, "%s\n", balai_statement_text (statement, 3));
      g_assert_no_error (error);
      g_assert_nonnull (strstr (plan->str, names[i]));
      g_assert_null (strstr (plan->str, "SCAN"));
    }
}

#define CASE(name, func) g_test_add ("/schedule/event-check/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  balai_test_set_language ("en");
  CASE ("overlap", test_overlap);
  CASE ("restricted", test_restricted);
  CASE ("family", test_family);
  CASE ("buffers", test_buffers);
  CASE ("people", test_people);
  CASE ("travel", test_travel);
  CASE ("pool", test_pool);
  CASE ("offices", test_offices);
  CASE ("alone", test_alone);
  CASE ("two-writers", test_two_writers);
  CASE ("use-by-itself", test_use_by_itself);
  CASE ("approval", test_approval);
  CASE ("past", test_past);
  CASE ("series", test_series);
  CASE ("own-dates", test_own_dates);
  CASE ("self", test_self);
  CASE ("far", test_far);
  CASE ("same-meeting", test_same_meeting);
  CASE ("recurrence-limits", test_recurrence_limits);
  CASE ("gate", test_gate);
  CASE ("cancelled", test_cancelled);
  CASE ("plan", test_plan);
  return g_test_run ();
}

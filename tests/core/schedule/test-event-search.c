/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event-search.h"
#include "town-hall.h"

static BalaiRecord *
meeting (Fixture     *fixture,
         const char  *title,
         BalaiRecord *organiser,
         BalaiRecord *venue)
{
  BalaiRecord *event = balai_record_new (&balai_event_kind);

  balai_record_set_text (event, BALAI_EVENT_TITLE, title);
  balai_record_set_text (event, BALAI_EVENT_OPD, balai_record_get_id (organiser));
  if (venue != NULL)
    balai_record_set_text (event, BALAI_EVENT_VENUE, balai_record_get_id (venue));
  balai_record_set_int (event, BALAI_EVENT_START, at (15, 9, 0));
  balai_record_set_int (event, BALAI_EVENT_END, at (15, 10, 0));
  import (fixture, event);
  return event;
}

static BalaiRecord *
invite (Fixture     *fixture,
        BalaiRecord *event,
        BalaiRecord *opd)
{
  BalaiRecord *invited = balai_record_new (&balai_event_opd_kind);

  balai_record_set_text (invited, BALAI_EVENT_OPD_EVENT, balai_record_get_id (event));
  balai_record_set_text (invited, BALAI_EVENT_OPD_OPD, balai_record_get_id (opd));
  import (fixture, invited);
  return invited;
}

static GPtrArray *
search (Fixture    *fixture,
        const char *words)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *found = balai_event_search (fixture->repository, words, 100, NULL, &error);

  g_assert_no_error (error);
  return found;
}

static guint
count (Fixture    *fixture,
       const char *words)
{
  g_autoptr (GPtrArray) found = search (fixture, words);

  return found->len;
}

static void
assert_why (Fixture     *fixture,
            const char  *words,
            BalaiRecord *event,
            const char  *why)
{
  g_autoptr (GPtrArray) found = search (fixture, words);
  const BalaiEventFound *it = NULL;

  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (((BalaiEventFound *) found->pdata[i])->event->id, balai_record_get_id (event)))
      it = found->pdata[i];
  g_assert_nonnull (it);
  g_assert_cmpstr (it->why, ==, why);
  g_assert_cmpint (it->span.start, ==, at (15, 9, 0));
}

/* A secretary looks for the office or the leader, and means all that they are part of. */
static void
test_who (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (BalaiRecord) plain = meeting (fixture, "Rapat anggaran", fixture->general, fixture->annexe);
  g_autoptr (BalaiRecord) event = meeting (fixture, "Rapat koordinasi", fixture->general, fixture->side);
  g_autoptr (BalaiRecord) own = meeting (fixture, "Pekan imunisasi", fixture->health, NULL);
  g_autoptr (BalaiRecord) invited = invite (fixture, event, fixture->health);
  g_autoptr (BalaiRecord) mayor = comes (event, fixture->mayor, "leader");
  g_autoptr (BalaiRecord) chairs = lends (event, fixture->chairs, 2);

  balai_record_set_text (mayor, BALAI_EVENT_PERSON_DELEGATE, balai_record_get_id (fixture->speaker));
  import (fixture, mayor);
  import (fixture, chairs);
  assert_why (fixture, "dinas kesehatan", event, "Diundang: Dinas Kesehatan");
  assert_why (fixture, "Dinas Kesehatan", own, "Penyelenggara: Dinas Kesehatan");
  g_assert_cmpuint (count (fixture, "dinas kesehatan"), ==, 2);
  assert_why (fixture, "wali ko", event, "Pimpinan, wajib hadir: Wali Kota");
  g_assert_cmpuint (count (fixture, "wali kota"), ==, 1);
  assert_why (fixture, "narasumber", event, "Diwakili oleh: Narasumber");
  assert_why (fixture, "kursi", event, "Perlengkapan: Kursi");
  assert_why (fixture, "aula", event, "Ruang: Aula Sisi A");
  assert_why (fixture, "gedung nas", plain, "Ruang: Gedung Nasional");
  assert_why (fixture, "gd nas", plain, "Ruang: Gedung Nasional");
  assert_why (fixture, "rapat", event, NULL);
  g_assert_cmpuint (count (fixture, "rapat"), ==, 2);

  /* Words may lie apart; all of them are somewhere. */
  assert_why (fixture, "rapat kesehatan", event, "Diundang: Dinas Kesehatan");
  assert_why (fixture, "kesehatan wali", event, "Diundang: Dinas Kesehatan · Pimpinan, wajib hadir: Wali Kota");
  g_assert_cmpuint (count (fixture, "rapat kesehatan"), ==, 1);
  g_assert_cmpuint (count (fixture, "anggaran kesehatan"), ==, 0);
  g_assert_cmpuint (count (fixture, " .. "), ==, 0);
}

/* A name that changes, somebody who is no longer invited, an office that is gone: nothing old is found. */
static void
test_stays_right (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = meeting (fixture, "Rapat koordinasi", fixture->general, NULL);
  g_autoptr (BalaiRecord) invited = invite (fixture, event, fixture->health);
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;

  balai_record_set_text (fixture->health, BALAI_OPD_NAME, "Dinas Sosial");
  balai_record_set_text (fixture->health, BALAI_OPD_CODE, "1.06.01");
  balai_record_set_text (fixture->health, BALAI_OPD_SHORT_NAME, "Dinsos");
  import (fixture, fixture->health);
  g_assert_cmpuint (count (fixture, "kesehatan"), ==, 0);
  assert_why (fixture, "dinas sosial", event, "Diundang: Dinas Sosial");
  assert_why (fixture, "dinsos", event, "Diundang: Dinas Sosial");

  balai_batch_delete (batch, invited);
  balai_repository_apply (fixture->repository, batch, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count (fixture, "dinas sosial"), ==, 0);
}

/* Of a series one date stands for all: the next; and where there are too many, the nearest ones are wanted. */
static void
test_nearest (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) past = stored (fixture, "Rapat lama", at (1, 9, 0), at (1, 10, 0), NULL);
  g_autoptr (BalaiRecord) series = event_at ("Rapat mingguan", at (6, 9, 0), at (6, 10, 0), NULL);
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) error = NULL;

  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=4");
  import (fixture, series);
  found = search (fixture, "rapat");
  g_assert_cmpuint (found->len, ==, 2);
  g_clear_pointer (&found, g_ptr_array_unref);
  found = balai_event_search (fixture->repository, "rapat", 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpstr (((BalaiEventFound *) found->pdata[0])->event->title, ==, "Rapat mingguan");
  g_assert_cmpint (((BalaiEventFound *) found->pdata[0])->span.start, ==, at (13, 9, 0));
}

#define CASE(name, func) g_test_add ("/schedule/event-search/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);
  CASE ("who", test_who);
  CASE ("nearest", test_nearest);
  CASE ("stays-right", test_stays_right);
  return g_test_run ();
}

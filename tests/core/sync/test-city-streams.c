/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-city-streams.h"
#include "balai-event.h"
#include "balai-kinds.h"
#include "balai-registers.h"
#include "balai-sqlite.h"
#include "balai-sync-server.h"
#include "balai-test.h"

#define NOW   1784077200 /* 2026-07-15 01:00 UTC */
#define MONTH (30 * G_GINT64_CONSTANT (86400))

/* The streams of a record, as one line. */
static char *
streams_of (BalaiRepository *repository,
            BalaiRecord     *record)
{
  g_autoptr (GPtrArray) places = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  balai_city_streams_place (record, repository, places, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < places->len; i++)
    {
      BalaiSyncPlace *place = places->pdata[i];

      g_string_append_printf (line, "%s%s=%s", i > 0 ? " " : "", place->stream, balai_view_to_word (place->view));
      g_free (place->stream);
      g_free (place);
    }
  return g_string_free (g_steal_pointer (&line), FALSE);
}

static void
assert_streams (BalaiRepository *repository,
                BalaiRecord     *record,
                const char      *expected)
{
  g_autofree char *line = streams_of (repository, record);

  g_assert_cmpstr (line, ==, expected);
}

static void
put (BalaiRepository *repository,
     BalaiRecord     *record)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("put", BALAI_BATCH_IMPORT);
  g_autoptr (GError) error = NULL;

  balai_batch_put (batch, record);
  balai_repository_apply (repository, batch, NULL, &error);
  g_assert_no_error (error);
}

static void
test_place (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();
  g_autoptr (BalaiClock) clock = balai_clock_new_at (NOW);
  g_autoptr (BalaiSqlite) database = balai_sqlite_open_memory (&error);
  g_autoptr (BalaiRepository) repository = balai_repository_new (BALAI_DATABASE (database), registry, clock);
  g_autoptr (BalaiRecord) opd = balai_record_new_with_id (&balai_opd_kind, "01980c1e-0000-7000-8000-000000000001");
  g_autoptr (BalaiRecord) event = balai_record_new (&balai_event_kind);
  g_autoptr (BalaiRecord) child = balai_record_new (&balai_event_opd_kind);

  balai_repository_migrate (repository, &error);
  g_assert_no_error (error);
  assert_streams (repository, opd, "ref=full");
  balai_record_set_text (opd, BALAI_OPD_NAME, "Dinas");
  balai_record_set_text (opd, BALAI_OPD_CODE, "1.01");
  put (repository, opd);

  balai_record_set_text (event, BALAI_EVENT_TITLE, "Rapat");
  assert_streams (repository, event, "city=full");
  balai_record_set_text (child, BALAI_EVENT_OPD_EVENT, balai_record_get_id (event));
  assert_streams (repository, child, "");
  balai_record_set_text (event, BALAI_EVENT_OPD, balai_record_get_id (opd));
  balai_record_set_int (event, BALAI_EVENT_START, NOW);
  balai_record_set_int (event, BALAI_EVENT_END, NOW + 3600);
  put (repository, event);
  assert_streams (repository, event, "unit:01980c1e-0000-7000-8000-000000000001=full cal:busy:2026-07=busy");
  assert_streams (repository, child, "unit:01980c1e-0000-7000-8000-000000000001=full");

  /* Over the end of a month and of a year; until the first second of one it is not in that one. */
  balai_record_set_int (event, BALAI_EVENT_START, 1798761600 - 60);
  balai_record_set_int (event, BALAI_EVENT_END, 1798761600);
  assert_streams (repository, event, "unit:01980c1e-0000-7000-8000-000000000001=full cal:busy:2026-12=busy");
  balai_record_set_int (event, BALAI_EVENT_END, 1798761600 + MONTH);
  assert_streams (repository, event, "unit:01980c1e-0000-7000-8000-000000000001=full cal:busy:2026-12=busy"
                                     " cal:busy:2027-01=busy");
  balai_record_set_text (event, BALAI_EVENT_STATUS, "cancelled");
  assert_streams (repository, event, "unit:01980c1e-0000-7000-8000-000000000001=full");

  /* A series is told in each month it comes to. */
  balai_record_set_text (event, BALAI_EVENT_STATUS, "confirmed");
  balai_record_set_int (event, BALAI_EVENT_START, NOW);
  balai_record_set_int (event, BALAI_EVENT_END, NOW + 3600);
  balai_record_set_text (event, BALAI_EVENT_RRULE, "FREQ=MONTHLY;COUNT=3");
  assert_streams (repository, event, "unit:01980c1e-0000-7000-8000-000000000001=full cal:busy:2026-07=busy"
                                     " cal:busy:2026-08=busy cal:busy:2026-09=busy");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/city-streams/place", test_place);
  return g_test_run ();
}

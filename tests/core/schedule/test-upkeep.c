/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-event.h"
#include "balai-kinds.h"
#include "balai-store.h"
#include "balai-test.h"

/* What a store does for the calendar by itself, some moments after it was opened. */

#define NOW 1784077200 /* 2026-07-15 08:00 WIB */

static void
open_store (BalaiStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balai_store_open_async (store, balai_test_store_result, &result);
  balai_store_open_finish (store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
}

static void
close_store (BalaiStore *store)
{
  balai_store_close (store);
  balai_test_settle ();
}

static gpointer
read_last (BalaiRepository  *repository,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  int64_t last = 0;

  balai_database_get_integer (balai_repository_get_database (repository),
                              "SELECT max(\"start\") / 86400 FROM occurrence", &last, error);
  return GSIZE_TO_POINTER ((gsize) last);
}

/* The last day of which an occurrence is stored */
static int64_t
last_day (BalaiStore *store)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer day;

  balai_store_read_async (store, read_last, NULL, NULL, NULL, NULL, balai_test_store_result, &result);
  day = balai_store_read_finish (store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  return (int64_t) GPOINTER_TO_SIZE (day);
}

static void
test_horizon (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();
  g_autoptr (BalaiClock) clock = balai_clock_new_at (NOW);
  BalaiStore *store = balai_store_new (balai_test_folder_get_path (folder), registry, clock);
  g_autoptr (BalaiRecord) series = balai_record_new (&balai_event_kind);
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_IMPORT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int64_t before;

  open_store (store);
  balai_record_set_text (series, BALAI_EVENT_TITLE, "Apel");
  balai_record_set_int (series, BALAI_EVENT_START, NOW);
  balai_record_set_int (series, BALAI_EVENT_END, NOW + 3600);
  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=DAILY");
  balai_batch_put (batch, series);
  balai_store_apply_async (store, batch, NULL, balai_test_store_result, &result);
  balai_store_apply_finish (store, balai_test_await_result (&result), NULL, &error);
  g_assert_no_error (error);
  g_clear_object (&result);
  before = last_day (store);
  close_store (store);

  /* Started again three months later: what is stored follows, and nobody has asked for it. */
  balai_clock_advance (clock, 90 * 86400);
  open_store (store);
  g_assert_cmpint (last_day (store), ==, before);
  balai_test_await (last_day (store) == before + 90);
  close_store (store);
  g_assert_finalize_object (store);
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/schedule/upkeep/horizon", test_horizon);
  return g_test_run ();
}

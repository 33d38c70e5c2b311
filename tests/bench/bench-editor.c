/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From a change in the form of an event to the words below its field, in a city with a year of events: beside the pause
 * the form waits for who types on, measured on the idle main loop of the same run. */

#include "balai-day.h"
#include "balai-event-editor.h"
#include "balai-event.h"
#include "balai-kinds.h"
#include "balai-note-row.h"
#include "balai-picker-row.h"
#include "balai-registers.h"
#include "balai-sample-city.h"
#include "balai-test-ui.h"
#include "balai-time-row.h"
#include "balai-widgets.h"
#include "bench.h"
#include "small-city.h"

#define N_RUNS   40
#define PAUSE_MS 60
/* Less than a hundred milliseconds in all. */
#define BOUND    1.6

static gpointer
make_city (BalaiRepository  *repository,
           gpointer          data,
           GCancellable     *cancellable,
           GError          **error)
{
  BalaiSampleOptions options = { .city = "kediri", .seed = 1, .scale = 1, .years = 1, .year = 2026 };

  return balai_sample_city_make (repository, &options, NULL, NULL, error);
}

static void
open_city (SmallCity *city)
{
  g_autoptr (GAsyncResult) opened = NULL, made = NULL;
  g_autoptr (GArray) planted = NULL;
  g_autoptr (GError) error = NULL;

  city->folder = balai_test_folder_new ();
  city->registry = balai_kinds_new_registry ();
  city->clock = balai_clock_new_at (small_city_at (13, 8, 0));
  city->store = balai_store_new (balai_test_folder_get_path (city->folder), city->registry, city->clock);
  balai_store_open_async (city->store, balai_test_store_result, &opened);
  balai_store_open_finish (city->store, balai_test_await_result (&opened), &error);
  g_assert_no_error (error);
  balai_store_write_async (city->store, make_city, NULL, NULL, (GDestroyNotify) g_array_unref, NULL,
                           balai_test_store_result, &made);
  planted = balai_store_write_finish (city->store, balai_test_await_result (&made), &error);
  g_assert_no_error (error);
}

static gpointer
child (GtkWidget  *editor,
       const char *section,
       const char *name)
{
  GType type = g_type_from_name (section);

  return gtk_widget_get_template_child (balai_test_ui_find (editor, type, NULL), type, name);
}

static gboolean
is_ready (GtkWidget *editor)
{
  GType what = g_type_from_name ("BalaiEventWhat");
  GtkWidget *section = what != 0 ? balai_test_ui_find (editor, what, NULL) : NULL;

  return section != NULL && gtk_widget_get_mapped (section);
}

static gboolean
on_pause (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static double
time_pause (void)
{
  double start = balai_bench_wall ();
  gboolean over = FALSE;

  g_timeout_add (PAUSE_MS, on_pause, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
  return balai_bench_wall () - start;
}

/* To half past ten the room is free again, and at nine it is not. */
static double
time_change (GtkWidget *editor,
             gboolean   clash)
{
  gpointer note = child (editor, "BalaiEventWhere", "note");
  double start = balai_bench_wall ();

  balai_typed_row_set_value (child (editor, "BalaiEventWhen", "start_time"), clash ? 9 * 3600 : 10 * 3600 + 1800);
  while ((balai_note_row_get_text (note) != NULL) != clash)
    g_main_context_iteration (NULL, TRUE);
  return balai_bench_wall () - start;
}

int
main (int    argc,
      char **argv)
{
  BalaiBench *bench = balai_bench_new ("Conflicts while one types");
  BalaiEventPrefill prefill = { .span = { small_city_at (13, 10, 30), small_city_at (13, 11, 30) } };
  SmallCity city = { 0 };
  GPtrArray *opds;
  BalaiRecord *event;
  GtkWidget *editor;
  BalaiRegisterPicker *picker;
  double ours[N_RUNS], control[N_RUNS];

  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  open_city (&city);
  opds = small_city_list (&city, balai_query_new (&balai_opd_kind));
  city.general = g_object_ref (opds->pdata[0]);
  city.room = balai_record_new (&balai_venue_kind);
  balai_record_set_text (city.room, BALAI_VENUE_NAME, "Ruang Ukur");
  small_city_import (&city, city.room);
  event = small_city_event (&city, "Apel", small_city_at (13, 9, 0), small_city_at (13, 10, 30), city.room);

  editor = balai_event_editor_new (city.store, NULL, &prefill);
  balai_event_editor_present_at (BALAI_EVENT_EDITOR (editor), NULL, "venue", NULL);
  balai_test_await (is_ready (editor));
  gtk_editable_set_text (child (editor, "BalaiEventWhat", "title_row"), "Rapat");
  picker = balai_picker_row_get_picker (child (editor, "BalaiEventWhere", "venue_row"));
  balai_register_picker_select (picker, (const char *const[]) { balai_record_get_id (city.room), NULL });
  g_signal_emit_by_name (picker, "changed");
  balai_test_settle ();
  time_change (editor, TRUE);
  time_change (editor, FALSE);
  for (int i = 0; i < N_RUNS; i++)
    {
      control[i] = time_pause ();
      ours[i] = time_change (editor, i % 2 == 0);
    }
  balai_bench_gate (bench, "from the last key to the conflict below the field, beside the pause in typing",
                    balai_bench_median (ours, N_RUNS), balai_bench_median (control, N_RUNS), BALAI_BENCH_AT_MOST,
                    BOUND);
  balai_bench_figure (bench, "the slowest of twenty", balai_bench_nth (ours, N_RUNS, 0.95));
  gtk_window_destroy (GTK_WINDOW (editor));
  balai_test_settle ();
  g_object_unref (event);
  g_ptr_array_unref (opds);
  small_city_close (&city);
  return balai_bench_finish (bench);
}

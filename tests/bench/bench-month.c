/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Going from one month to another with some 500 events: what our own code costs, and the whole of it beside painting
 * the same window once more. */

#include "balai-day.h"
#include "balai-month-grid.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "bench.h"
#include "sample-items.h"

#define N_RUNS  40
#define N_WARM  10

/* CPU of this thread from @start until the next frame is on the screen. */
static double
time_frame (GtkWidget *widget,
            double     start)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  int64_t frame = gdk_frame_clock_get_frame_counter (clock);

  balai_test_await (gdk_frame_clock_get_frame_counter (clock) > frame);
  return balai_bench_cpu () - start;
}

/* Paints all of the window once more as it is, without what GTK spares where nothing changed. */
static double
time_repaint (GtkWidget *window)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (window);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  double start = balai_bench_cpu ();

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (window),
                          gtk_widget_get_height (window));
  node = gtk_snapshot_free_to_node (g_steal_pointer (&snapshot));
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (window)), node, NULL);
  return balai_bench_cpu () - start;
}

int
main (int    argc,
      char **argv)
{
  BalaiBench *bench = balai_bench_new ("Switching the month");
  GtkWidget *grid;
  GtkWindow *window;
  BalaiCalendarItems *items[2];
  double own[N_RUNS], whole[N_RUNS], again[N_RUNS];

  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  grid = balai_month_grid_new ();
  window = balai_test_ui_wrap (grid, 1024, 720);
  items[0] = sample_items (balai_day_from_ymd (2026, 6, 29), balai_day_from_ymd (2026, 8, 2), 20);
  items[1] = sample_items (balai_day_from_ymd (2026, 8, 31), balai_day_from_ymd (2026, 10, 4), 20);
  balai_month_grid_set_day (BALAI_MONTH_GRID (grid), balai_day_from_ymd (2026, 7, 15));
  balai_test_ui_present (window);
  for (int i = 0; i < N_RUNS; i++)
    {
      double start = balai_bench_cpu ();

      balai_month_grid_set_day (BALAI_MONTH_GRID (grid), balai_day_from_ymd (2026, i % 2 ? 9 : 7, 15));
      balai_month_grid_set_items (BALAI_MONTH_GRID (grid), items[i % 2]);
      own[i] = balai_bench_cpu () - start;
      whole[i] = time_frame (grid, start);
      again[i] = time_repaint (GTK_WIDGET (window));
    }
  balai_bench_note (bench, "%u and %u events in the two months", balai_calendar_items_get_n (items[0]),
                    balai_calendar_items_get_n (items[1]));
  balai_bench_gate (bench, "our own code, without layout and paint, against 4 ms",
                    balai_bench_median (own + N_WARM, N_RUNS - N_WARM), 0.004, BALAI_BENCH_AT_MOST, 1.0);
  balai_bench_gate (bench, "the whole switch, against repainting the same window",
                    balai_bench_median (whole + N_WARM, N_RUNS - N_WARM),
                    balai_bench_median (again + N_WARM, N_RUNS - N_WARM), BALAI_BENCH_AT_MOST, 1.5);
  balai_test_ui_destroy (window);
  balai_calendar_items_unref (items[0]);
  balai_calendar_items_unref (items[1]);
  return balai_bench_finish (bench);
}

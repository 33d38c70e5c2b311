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

#define N_RUNS   60
#define N_WARM   10
#define QUIET_MS 50

/* What lies under the month: where it draws another colour, GTK has all of the window to paint again. */
typedef struct
{
  GtkWidget parent_instance;

  gboolean  other;
} Ground;

typedef GtkWidgetClass GroundClass;

GType ground_get_type (void);

G_DEFINE_TYPE (Ground, ground, GTK_TYPE_WIDGET)

static void
ground_snapshot (GtkWidget   *widget,
                 GtkSnapshot *snapshot)
{
  GdkRGBA colour = { 1, 1, ((Ground *) widget)->other ? 1 : 0.99f, 1 };

  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (0, 0, (float) gtk_widget_get_width (widget),
                                                  (float) gtk_widget_get_height (widget)));
  gtk_widget_snapshot_child (widget, gtk_widget_get_first_child (widget), snapshot);
}

static void
ground_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ground_parent_class)->dispose (object);
}

static void
ground_class_init (GroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ground_dispose;
  klass->snapshot = ground_snapshot;
  gtk_widget_class_set_layout_manager_type (klass, GTK_TYPE_BIN_LAYOUT);
}

static void
ground_init (Ground *self)
{
}

typedef struct
{
  guint    source; /* or 0 */
  gboolean quiet;
} Rest;

static gboolean
on_quiet (gpointer data)
{
  Rest *rest = data;

  rest->source = 0;
  rest->quiet = TRUE;
  return G_SOURCE_REMOVE;
}

/* There may be another frame, for what did not fit into this one: after this time, and after all that is to be done,
 * there is none. */
static void
on_painted (GdkFrameClock *clock,
            Rest          *rest)
{
  g_clear_handle_id (&rest->source, g_source_remove);
  rest->source = g_timeout_add_full (G_PRIORITY_LOW, QUIET_MS, on_quiet, rest, NULL);
}

/* CPU of this thread from @start until the frame clock has nothing more to do: all frames, with layout and paint. */
static double
time_frames (GtkWidget *widget,
             double     start)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  Rest rest = { 0, FALSE };
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (on_painted), &rest);

  balai_test_await (rest.quiet);
  g_signal_handler_disconnect (clock, handler);
  return balai_bench_cpu () - start;
}

/* What every widget drew is forgotten, so that GTK asks each again. */
static void
forget_drawing (GtkWidget *widget)
{
  gtk_widget_queue_draw (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    forget_drawing (child);
}

/* Paints the same window once more, the same way as a switch does: in a frame of its clock, to its surface.
 * Where widgets draw what they drew before, GTK finds nothing to paint; another ground under all of them makes it
 * paint all. */
static double
time_repaint (GtkWidget *window,
              Ground    *ground)
{
  double start = balai_bench_cpu ();

  ground->other = !ground->other;
  forget_drawing (window);
  return time_frames (window, start);
}

int
main (int    argc,
      char **argv)
{
  BalaiBench *bench = balai_bench_new ("Switching the month");
  Ground *ground;
  GtkWidget *grid;
  GtkWindow *window;
  BalaiCalendarItems *items[2];
  double own[N_RUNS], whole[N_RUNS], again[N_RUNS];

  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  grid = balai_month_grid_new ();
  ground = g_object_new (ground_get_type (), NULL);
  gtk_widget_set_parent (grid, GTK_WIDGET (ground));
  window = balai_test_ui_wrap (GTK_WIDGET (ground), 1024, 720);
  items[0] = sample_items (balai_day_from_ymd (2026, 6, 29), balai_day_from_ymd (2026, 8, 2), 20);
  items[1] = sample_items (balai_day_from_ymd (2026, 8, 31), balai_day_from_ymd (2026, 10, 4), 20);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (grid), balai_day_from_ymd (2026, 7, 15));
  balai_test_ui_present (window);
  for (int i = 0; i < N_RUNS; i++)
    {
      double start = balai_bench_cpu ();

      balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (grid), balai_day_from_ymd (2026, i % 2 ? 9 : 7, 15));
      balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (grid), items[i % 2]);
      own[i] = balai_bench_cpu () - start;
      whole[i] = time_frames (grid, start);
      again[i] = time_repaint (GTK_WIDGET (window), ground);
    }
  balai_bench_note (bench, "%u and %u events in the two months", balai_calendar_items_get_n (items[0]),
                    balai_calendar_items_get_n (items[1]));
  balai_bench_gate (bench, "month switch, our own code, against 4 ms",
                    balai_bench_median (own + N_WARM, N_RUNS - N_WARM), 0.004, BALAI_BENCH_AT_MOST, 1.0);
  balai_bench_gate (bench, "month switch, all of it, against repainting the window",
                    balai_bench_median (whole + N_WARM, N_RUNS - N_WARM),
                    balai_bench_median (again + N_WARM, N_RUNS - N_WARM), BALAI_BENCH_AT_MOST, 1.5);
  balai_test_ui_destroy (window);
  balai_calendar_items_unref (items[0]);
  balai_calendar_items_unref (items[1]);
  return balai_bench_finish (bench);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-day-lanes.h"
#include "balai-item-chip.h"
#include "balai-lanes-canvas.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "view-tools.h"

static GtkWidget *
new_lanes (BalaiClock *clock,
           guint       n_days)
{
  GtkWidget *lanes = balai_day_lanes_new (n_days);
  g_autoptr (BalaiCalendarItems) items = few_items ();

  balai_day_lanes_set_clock (BALAI_DAY_LANES (lanes), clock);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (lanes), n_days == 1 ? july (14) : july (13));
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (lanes), items);
  return lanes;
}

static void
test_lanes (void)
{
  g_autoptr (BalaiClock) clock = balai_clock_new_at (instant (14, 600));
  GtkWidget *lanes = new_lanes (clock, 7);
  GtkWindow *window = balai_test_ui_wrap (lanes, 900, 700);
  GtkWidget *canvas, *a, *b, *scrolled;
  graphene_rect_t x, y;
  Heard item = { 0 }, fresh = { 0 }, step = { 0 }, day = { 0 };

  g_signal_connect (lanes, "item-activated", G_CALLBACK (hear_item), &item);
  g_signal_connect (lanes, "create-requested", G_CALLBACK (hear_new), &fresh);
  g_signal_connect (lanes, "period-requested", G_CALLBACK (hear_step), &step);
  g_signal_connect (lanes, "day-selected", G_CALLBACK (hear_day), &day);
  balai_test_ui_present (window);
  canvas = balai_test_ui_find (lanes, BALAI_TYPE_LANES_CANVAS, NULL);
  scrolled = balai_test_ui_find (lanes, GTK_TYPE_SCROLLED_WINDOW, NULL);
  /* From seven, whose name reaches above its line and is not cut. */
  g_assert_cmpfloat_with_epsilon (
    gtk_adjustment_get_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled))),
    balai_lanes_canvas_y_of_second (BALAI_LANES_CANVAS (canvas), 7 * 3600 - 20 * 60), 1);

  /* Side by side, each as high as it is long. */
  a = find_chip (canvas, "a");
  b = find_chip (canvas, "b");
  g_assert_true (gtk_widget_compute_bounds (a, canvas, &x));
  g_assert_true (gtk_widget_compute_bounds (b, canvas, &y));
  g_assert_false (graphene_rect_intersection (&x, &y, NULL));
  g_assert_cmpfloat_with_epsilon (x.origin.y, balai_lanes_canvas_y_of_second (BALAI_LANES_CANVAS (canvas), 32400), 3);
  g_assert_cmpfloat_with_epsilon (y.origin.y + y.size.height,
                                  balai_lanes_canvas_y_of_second (BALAI_LANES_CANVAS (canvas), 39600), 3);
  g_assert_null (find_chip (canvas, "d"));
  g_assert_nonnull (find_chip (lanes, "d"));

  g_assert_true (gtk_widget_grab_focus (canvas));
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (lanes), july (14));
  g_assert_true (press_key (canvas, GDK_KEY_Return, 0));
  g_assert_cmpstr (item.key, ==, "a");
  g_assert_true (press_key (canvas, GDK_KEY_Left, 0));
  g_assert_cmpint (day.day, ==, july (13));
  g_assert_true (press_key (canvas, GDK_KEY_Down, 0));
  g_assert_true (press_key (canvas, GDK_KEY_Down, GDK_SHIFT_MASK));
  g_assert_true (press_key (canvas, GDK_KEY_Return, 0));
  g_assert_cmpint (fresh.start, ==, instant (13, 570));
  g_assert_cmpint (fresh.end, ==, instant (13, 570 + 75));
  g_assert_true (press_key (canvas, GDK_KEY_Left, 0));
  g_assert_cmpint (step.step, ==, -1);

  /* Tab goes through what happens in the order of time. */
  g_assert_true (gtk_widget_child_focus (canvas, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == a);
  g_assert_true (gtk_widget_child_focus (canvas, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == b);
  g_assert_true (press_key (canvas, GDK_KEY_Escape, 0));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == canvas);
  g_assert_true (balai_calendar_view_focus_item (BALAI_CALENDAR_VIEW (lanes), "c", instant (15, 600)));
  g_free (item.key);
  balai_test_ui_destroy (window);
}

static void
test_lanes_pointer (void)
{
  g_autoptr (BalaiClock) clock = balai_clock_new_at (instant (14, 600));
  GtkWidget *lanes = new_lanes (clock, 1);
  GtkWindow *window = balai_test_ui_wrap (lanes, 500, 700);
  GtkWidget *canvas;
  GtkEventController *gesture;
  Heard fresh = { 0 }, item = { 0 };
  double nine, hour;

  g_signal_connect (lanes, "create-requested", G_CALLBACK (hear_new), &fresh);
  g_signal_connect (lanes, "item-activated", G_CALLBACK (hear_item), &item);
  balai_test_ui_present (window);
  canvas = balai_test_ui_find (lanes, BALAI_TYPE_LANES_CANVAS, NULL);
  gesture = controller_of (canvas, GTK_TYPE_GESTURE_CLICK);
  nine = balai_lanes_canvas_y_of_second (BALAI_LANES_CANVAS (canvas), 13 * 3600);
  hour = balai_lanes_canvas_y_of_second (BALAI_LANES_CANVAS (canvas), 3600);
  g_signal_emit_by_name (gesture, "pressed", 2, 200.0, nine + hour * 0.3);
  g_assert_cmpint (fresh.start, ==, instant (14, 13 * 60 + 15));
  click (canvas, find_chip (canvas, "b"), 1);
  g_assert_cmpstr (item.key, ==, "b");
  g_free (item.key);
  balai_test_ui_destroy (window);
}

/* Twelve at once on the 14th, of which two meet where they should not; one more in the evening. */
static BalaiCalendarItems *
crowd (void)
{
  BalaiCalendarItemsBuilder *builder = balai_calendar_items_builder_new (
    (BalaiSpan) { instant (1, 0), instant (31, 1440) }, balai_zone_get (BALAI_ZONE_JAKARTA));
  BalaiSpan clash = { instant (14, 590), instant (14, 600) };

  for (int i = 0; i < 13; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%d", i);
      gboolean conflict = i == 8 || i == 10;
      int start = i < 12 ? 540 + 5 * i : 1140;

      balai_calendar_items_builder_add (builder, &(BalaiCalendarItem) {
        .key = key, .title = "Rapat koordinasi", .colour = 1, .span = { instant (14, start), instant (14, start + 90) },
        .state = conflict ? BALAI_STATE_CONFLICT : BALAI_STATE_SAFE,
        .clash = conflict ? &clash : NULL, .n_clash = conflict,
      });
    }
  return balai_calendar_items_builder_end (builder);
}

static GtkWidget *
find_fold (GtkWidget *canvas)
{
  for (GtkWidget *child = gtk_widget_get_first_child (canvas); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (BALAI_IS_ITEM_CHIP (child) && gtk_widget_get_visible (child) &&
        balai_item_chip_get_style (BALAI_ITEM_CHIP (child)) == BALAI_CHIP_FOLD)
      return child;
  return NULL;
}

/* What has no lane in a week is counted, reached by Tab, and leads to its day; those in conflict are seen. */
static void
test_lanes_fold (void)
{
  g_autoptr (BalaiClock) clock = balai_clock_new_at (instant (14, 600));
  GtkWidget *lanes = new_lanes (clock, 7);
  GtkWindow *window = balai_test_ui_wrap (lanes, 900, 700);
  g_autoptr (BalaiCalendarItems) items = crowd ();
  g_autofree char *words = NULL;
  GtkWidget *canvas, *fold;
  graphene_rect_t a, b, c;
  Heard day = { 0 };
  guint seen, n_stops = 0;

  g_signal_connect (lanes, "day-activated", G_CALLBACK (hear_day), &day);
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (lanes), items);
  balai_test_ui_present (window);
  balai_test_ui_frames (lanes, 3);
  canvas = balai_test_ui_find (lanes, BALAI_TYPE_LANES_CANVAS, NULL);
  fold = find_fold (canvas);
  g_assert_nonnull (fold);
  g_assert_true (gtk_widget_compute_bounds (find_chip (canvas, "k8"), canvas, &a));
  g_assert_true (gtk_widget_compute_bounds (find_chip (canvas, "k10"), canvas, &b));
  g_assert_true (gtk_widget_compute_bounds (fold, canvas, &c));
  g_assert_false (graphene_rect_intersection (&a, &b, NULL));
  g_assert_false (graphene_rect_intersection (&a, &c, NULL));
  g_assert_false (graphene_rect_intersection (&b, &c, NULL));
  g_assert_nonnull (find_chip (canvas, "k12"));
  seen = count_chips (canvas) - 1;
  words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more event", "%u more events", 13 - seen), 13 - seen);
  assert_label (fold, words);

  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (lanes), july (14));
  g_assert_true (gtk_widget_grab_focus (canvas));
  while (gtk_root_get_focus (GTK_ROOT (window)) != fold && n_stops++ < 20)
    g_assert_true (gtk_widget_child_focus (canvas, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == fold);
  g_assert_true (gtk_widget_activate_action (fold, "chip.activate", NULL));
  g_assert_cmpint (day.day, ==, july (14));

  /* What is folded is found through its fold. */
  g_assert_true (balai_calendar_view_focus_item (BALAI_CALENDAR_VIEW (lanes), "k11", instant (14, 595)));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == fold);
  balai_test_ui_destroy (window);
}

/* Two at once are both seen, however narrow the week. */
static void
test_lanes_two (void)
{
  g_autoptr (BalaiClock) clock = balai_clock_new_at (instant (14, 600));
  GtkWidget *lanes = new_lanes (clock, 7);
  GtkWindow *window = balai_test_ui_wrap (lanes, 560, 700);
  BalaiCalendarItemsBuilder *builder = balai_calendar_items_builder_new (
    (BalaiSpan) { instant (1, 0), instant (31, 1440) }, balai_zone_get (BALAI_ZONE_JAKARTA));
  g_autoptr (BalaiCalendarItems) items = NULL;
  GtkWidget *canvas;
  graphene_rect_t x, y;

  for (int i = 0; i < 2; i++)
    balai_calendar_items_builder_add (builder, &(BalaiCalendarItem) {
      .key = i == 0 ? "x" : "y", .title = "Konsultasi PPID", .span = { instant (14, 900), instant (14, 960) },
    });
  items = balai_calendar_items_builder_end (builder);
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (lanes), items);
  balai_test_ui_present (window);
  balai_test_ui_frames (lanes, 3);
  canvas = balai_test_ui_find (lanes, BALAI_TYPE_LANES_CANVAS, NULL);
  g_assert_null (find_fold (canvas));
  g_assert_true (gtk_widget_compute_bounds (find_chip (canvas, "x"), canvas, &x));
  g_assert_true (gtk_widget_compute_bounds (find_chip (canvas, "y"), canvas, &y));
  g_assert_false (graphene_rect_intersection (&x, &y, NULL));
  g_assert_cmpfloat_with_epsilon (x.size.width, y.size.width, 2);
  balai_test_ui_destroy (window);
}

/* A day widens instead, and then scrolls; another day is folded again. */
static void
test_lanes_unfold (void)
{
  g_autoptr (BalaiClock) clock = balai_clock_new_at (instant (14, 600));
  GtkWidget *lanes = new_lanes (clock, 1);
  GtkWindow *window = balai_test_ui_wrap (lanes, 360, 600);
  g_autoptr (BalaiCalendarItems) items = crowd ();
  GtkWidget *canvas, *fold, *scrolled, *focus;
  GtkAdjustment *aside;
  int least;

  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (lanes), items);
  balai_test_ui_present (window);
  balai_test_ui_frames (lanes, 3);
  canvas = balai_test_ui_find (lanes, BALAI_TYPE_LANES_CANVAS, NULL);
  scrolled = balai_test_ui_find (lanes, GTK_TYPE_SCROLLED_WINDOW, NULL);
  aside = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scrolled));
  fold = find_fold (canvas);
  g_assert_nonnull (fold);
  g_assert_cmpfloat (gtk_adjustment_get_upper (aside), <=, gtk_adjustment_get_page_size (aside));
  least = gtk_widget_get_width (find_chip (canvas, "k8"));
  g_signal_emit_by_name (fold, "activated");
  balai_test_ui_frames (lanes, 3);
  g_assert_null (find_fold (canvas));
  g_assert_cmpuint (count_chips (canvas), ==, 13);
  g_assert_cmpfloat (gtk_adjustment_get_upper (aside), >, gtk_adjustment_get_page_size (aside) * 1.5);
  g_assert_cmpint (gtk_widget_get_width (find_chip (canvas, "k11")), >=, least / 2);
  focus = gtk_root_get_focus (GTK_ROOT (window));
  g_assert_true (BALAI_IS_ITEM_CHIP (focus));
  g_assert_true (balai_calendar_view_focus_item (BALAI_CALENDAR_VIEW (lanes), "k11", instant (14, 595)));
  g_assert_cmpfloat (gtk_adjustment_get_value (aside), >, 0);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (lanes), july (15));
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (lanes), july (14));
  balai_test_ui_frames (lanes, 3);
  g_assert_nonnull (find_fold (canvas));
  balai_test_ui_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add_func ("/widgets/lanes/shown", test_lanes);
  g_test_add_func ("/widgets/lanes/pointer", test_lanes_pointer);
  g_test_add_func ("/widgets/lanes/fold", test_lanes_fold);
  g_test_add_func ("/widgets/lanes/two", test_lanes_two);
  g_test_add_func ("/widgets/lanes/unfold", test_lanes_unfold);
  return g_test_run ();
}

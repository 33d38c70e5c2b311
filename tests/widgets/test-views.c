/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-agenda-entry.h"
#include "balai-agenda-model.h"
#include "balai-agenda-view.h"
#include "balai-day-lanes.h"
#include "balai-day.h"
#include "balai-format.h"
#include "balai-item-chip.h"
#include "balai-lanes-canvas.h"
#include "balai-mini-calendar.h"
#include "balai-month-cell.h"
#include "balai-month-grid.h"
#include "balai-month-week.h"
#include "balai-test-ui.h"
#include "balai-today.h"
#include "balai-widgets.h"
#include "sample-items.h"

typedef struct
{
  char *key;   /* (owned) (nullable) */
  gint64 day;
  gint64 start;
  gint64 end;
  int step;
  int n;
  gboolean all_day;
} Heard;

static void
hear_day (GtkWidget *widget,
          gint64     day,
          Heard     *heard)
{
  heard->day = day;
  heard->n++;
}

static void
hear_item (GtkWidget  *widget,
           const char *key,
           gint64      start,
           Heard      *heard)
{
  g_free (heard->key);
  heard->key = g_strdup (key);
  heard->start = start;
  heard->n++;
}

static void
hear_new (GtkWidget *widget,
          gint64     start,
          gint64     end,
          gboolean   all_day,
          Heard     *heard)
{
  heard->start = start;
  heard->end = end;
  heard->all_day = all_day;
  heard->n++;
}

static void
hear_step (GtkWidget *widget,
           int        step,
           Heard     *heard)
{
  heard->step = step;
  heard->n++;
}

static GtkEventController *
controller_of (GtkWidget *widget,
               GType      type)
{
  g_autoptr (GListModel) all = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (all, i);

      if (G_OBJECT_TYPE (controller) == type)
        return controller;   /* the widget keeps it */
    }
  g_assert_not_reached ();
}

static gboolean
press_key (GtkWidget       *widget,
           guint            key,
           GdkModifierType  state)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (controller_of (widget, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key, 0, state, &taken);
  return taken;
}

static void
click (GtkWidget *widget,
       GtkWidget *at,
       int        n_press)
{
  GtkEventController *gesture = controller_of (widget, GTK_TYPE_GESTURE_CLICK);
  graphene_rect_t area;

  g_assert_true (gtk_widget_compute_bounds (at, widget, &area));
  for (int i = 1; i <= n_press; i++)
    {
      g_signal_emit_by_name (gesture, "pressed", i, area.origin.x + 6.0, area.origin.y + 6.0);
      g_signal_emit_by_name (gesture, "released", i, area.origin.x + 6.0, area.origin.y + 6.0);
    }
}

static int64_t
july (int day)
{
  return balai_day_from_ymd (2026, 7, day);
}

static int64_t
instant (int day,
         int minutes)
{
  return balai_zone_to_instant (balai_zone_get (BALAI_ZONE_JAKARTA), july (day) * BALAI_DAY + minutes * BALAI_MINUTE);
}

/* Two that meet on the 14th, one on the 15th, and an exhibition from the 14th to the 16th. */
static BalaiCalendarItems *
few_items (void)
{
  BalaiSpan clash = { instant (14, 570), instant (14, 600) };
  BalaiCalendarItem a = { .key = "a", .title = "Rapat A", .place = "Ruang Joyoboyo", .colour = 0,
                          .span = { instant (14, 540), instant (14, 600) }, .state = BALAI_STATE_CONFLICT,
                          .clash = &clash, .n_clash = 1 };
  BalaiCalendarItem b = { .key = "b", .title = "Rapat B", .colour = 1, .span = { instant (14, 570), instant (14, 660) },
                          .state = BALAI_STATE_CONFLICT, .clash = &clash, .n_clash = 1 };
  BalaiCalendarItem c = { .key = "c", .title = "Audiensi", .colour = 2,
                          .span = { instant (15, 600), instant (15, 615) }, .status = BALAI_ITEM_SUBMITTED };
  BalaiCalendarItem d = { .key = "d", .title = "Pameran", .colour = 3, .all_day = TRUE,
                          .span = { instant (14, 0), instant (17, 0) } };

  return sample_items_from ((BalaiSpan) { instant (1, 0), instant (31, 1440) }, 4, &a, &b, &c, &d);
}

static guint
count_chips (GtkWidget *root)
{
  guint n = 0;

  if (BALAI_IS_ITEM_CHIP (root))
    return gtk_widget_get_mapped (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n += count_chips (child);
  return n;
}

static GtkWidget *
find_chip (GtkWidget  *root,
           const char *key)
{
  if (BALAI_IS_ITEM_CHIP (root))
    {
      const BalaiCalendarItem *item = balai_item_chip_get_item (BALAI_ITEM_CHIP (root));

      return item != NULL && g_str_equal (item->key, key) ? root : NULL;
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_chip (child, key);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
find_cell (GtkWidget *root,
           int64_t    day)
{
  if (BALAI_IS_MONTH_CELL (root))
    return balai_month_cell_get_date (BALAI_MONTH_CELL (root)) == day ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = gtk_widget_get_visible (child) ? find_cell (child, day) : NULL;

      if (found != NULL)
        return found;
    }
  return NULL;
}

static GtkWidget *
new_month (void)
{
  GtkWidget *grid = balai_month_grid_new ();
  g_autoptr (BalaiCalendarItems) items = few_items ();
  g_autoptr (GHashTable) holidays = sample_holidays ();

  balai_calendar_view_set_today (BALAI_CALENDAR_VIEW (grid), july (14));
  balai_calendar_view_set_holidays (BALAI_CALENDAR_VIEW (grid), holidays);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (grid), july (14));
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (grid), items);
  return grid;
}

static void
assert_label (GtkWidget  *widget,
              const char *label)
{
  g_autofree char *wrong = NULL;

  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  g_assert_cmpstr (wrong, ==, NULL);
}

static void
test_month (void)
{
  GtkWidget *grid = new_month ();
  GtkWindow *window = balai_test_ui_wrap (grid, 900, 700);

  balai_test_ui_present (window);
  g_assert_nonnull (find_cell (grid, balai_day_from_ymd (2026, 6, 29)));
  g_assert_null (find_cell (grid, balai_day_from_ymd (2026, 6, 28)));
  g_assert_true (gtk_widget_get_mapped (find_cell (grid, balai_day_from_ymd (2026, 8, 2))));
  g_assert_cmpuint (count_chips (grid), ==, 4);
  gtk_test_accessible_assert_role (grid, GTK_ACCESSIBLE_ROLE_GRID);
  gtk_test_accessible_assert_role (find_cell (grid, july (14)), GTK_ACCESSIBLE_ROLE_GRID_CELL);
  balai_test_ui_destroy (window);
}

static void
test_month_label (void)
{
  GtkWidget *cell = balai_month_cell_new ();
  g_autofree char *date = balai_format_date_long (july (14));
  g_autofree char *events = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event", "%u events", 3), 3);
  g_autofree char *conflicts = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u event in conflict",
                                                               "%u events in conflict", 1), 1);
  g_autofree char *label = g_strdup_printf ("%s, %s, %s", date, events, conflicts);
  BalaiMonthCellFacts facts = { .date = july (14), .n_items = 3, .n_conflicts = 1 };

  g_object_ref_sink (cell);
  balai_month_cell_bind (BALAI_MONTH_CELL (cell), &facts);
  assert_label (cell, label);
  g_object_unref (cell);
}

static void
test_month_keys (void)
{
  GtkWidget *grid = new_month ();
  GtkWindow *window = balai_test_ui_wrap (grid, 900, 700);
  Heard day = { 0 }, step = { 0 }, open = { 0 }, item = { 0 };

  g_signal_connect (grid, "day-selected", G_CALLBACK (hear_day), &day);
  g_signal_connect (grid, "day-activated", G_CALLBACK (hear_day), &open);
  g_signal_connect (grid, "item-activated", G_CALLBACK (hear_item), &item);
  g_signal_connect (grid, "period-requested", G_CALLBACK (hear_step), &step);
  balai_test_ui_present (window);
  g_assert_true (gtk_widget_grab_focus (grid));
  g_assert_true (press_key (grid, GDK_KEY_Right, 0));
  g_assert_cmpint (day.day, ==, july (15));
  g_assert_true (press_key (grid, GDK_KEY_Down, 0));
  g_assert_cmpint (day.day, ==, july (22));
  g_assert_true (press_key (grid, GDK_KEY_Up, 0));
  g_assert_true (press_key (grid, GDK_KEY_Left, 0));
  g_assert_cmpint (balai_calendar_view_get_day (BALAI_CALENDAR_VIEW (grid)), ==, july (14));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_cell (grid, july (14)));
  g_assert_true (press_key (grid, GDK_KEY_Page_Down, 0));
  g_assert_cmpint (step.step, ==, 1);
  g_assert_false (press_key (grid, GDK_KEY_Left, GDK_ALT_MASK));

  g_signal_emit_by_name (find_cell (grid, july (14)), "activated");
  g_assert_cmpint (open.day, ==, july (14));

  /* Tab goes through what happens on the day, what is in conflict first; Escape back to the day. */
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_chip (grid, "a"));
  g_assert_true (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_chip (grid, "b"));
  g_assert_true (press_key (grid, GDK_KEY_Down, 0));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_chip (grid, "d"));
  g_assert_false (gtk_widget_child_focus (grid, GTK_DIR_TAB_FORWARD));
  g_assert_true (gtk_widget_activate_action (find_chip (grid, "b"), "chip.activate", NULL));
  g_assert_cmpstr (item.key, ==, "b");
  g_assert_cmpint (item.start, ==, instant (14, 570));
  g_assert_true (press_key (grid, GDK_KEY_Escape, 0));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_cell (grid, july (14)));

  g_assert_true (balai_calendar_view_focus_item (BALAI_CALENDAR_VIEW (grid), "c", instant (15, 600)));
  g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == find_chip (grid, "c"));
  g_assert_false (balai_calendar_view_focus_item (BALAI_CALENDAR_VIEW (grid), "z", 0));
  g_free (item.key);
  balai_test_ui_destroy (window);
}

static void
test_month_pointer (void)
{
  GtkWidget *grid = new_month ();
  GtkWindow *window = balai_test_ui_wrap (grid, 900, 700);
  Heard fresh = { 0 }, item = { 0 };

  g_signal_connect (grid, "create-requested", G_CALLBACK (hear_new), &fresh);
  g_signal_connect (grid, "item-activated", G_CALLBACK (hear_item), &item);
  balai_test_ui_present (window);
  click (grid, find_cell (grid, july (20)), 1);
  g_assert_cmpint (balai_calendar_view_get_day (BALAI_CALENDAR_VIEW (grid)), ==, july (20));
  g_assert_cmpint (fresh.n, ==, 0);
  click (grid, find_cell (grid, july (20)), 2);
  g_assert_cmpint (fresh.n, ==, 1);
  g_assert_cmpint (fresh.start, ==, instant (20, 540));
  g_assert_cmpint (fresh.end, ==, instant (20, 600));
  g_assert_false (fresh.all_day);
  click (grid, find_chip (grid, "a"), 1);
  g_assert_cmpstr (item.key, ==, "a");
  g_free (item.key);
  balai_test_ui_destroy (window);
}

/* Months with very many items: never more chips than there is room for, none left over from the month before, and the
 * day that is shown says how many are not seen. */
static void
test_month_many (void)
{
  GtkWidget *grid = balai_month_grid_new ();
  GtkWindow *window = balai_test_ui_wrap (grid, 900, 700);
  g_autoptr (BalaiCalendarItems) many = sample_items (balai_day_from_ymd (2026, 6, 1),
                                                      balai_day_from_ymd (2026, 12, 31), 20);
  Heard open = { 0 };
  guint before;

  g_signal_connect (grid, "day-activated", G_CALLBACK (hear_day), &open);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (grid), july (1));
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (grid), many);
  balai_test_ui_present (window);
  before = count_chips (grid);
  g_assert_cmpuint (before, >, 60);
  g_assert_cmpuint (before, <, 400);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (grid), balai_day_from_ymd (2026, 10, 7));
  balai_test_ui_frames (grid, 3);
  g_assert_cmpuint (count_chips (grid), <, 400);
  for (GtkWidget *week = gtk_widget_get_first_child (grid); week != NULL; week = gtk_widget_get_next_sibling (week))
    {
      g_autoptr (GPtrArray) chips = NULL;
      int64_t wednesday;

      if (!BALAI_IS_MONTH_WEEK (week) || !gtk_widget_get_visible (week))
        continue;
      wednesday = balai_month_week_get_monday (BALAI_MONTH_WEEK (week)) + 2;
      if (wednesday < balai_day_from_ymd (2026, 10, 1))
        continue;   /* to open a day of another month is to go there */
      chips = balai_month_week_list_chips (BALAI_MONTH_WEEK (week), 2);
      g_assert_cmpuint (chips->len, >=, 2);
      g_assert_cmpint (balai_item_chip_get_style (chips->pdata[chips->len - 1]), ==, BALAI_CHIP_MORE);
      g_signal_emit_by_name (chips->pdata[chips->len - 1], "activated");
      g_assert_cmpint (open.day, ==, wednesday);
    }
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (grid), NULL);
  balai_test_ui_frames (grid, 3);
  g_assert_cmpuint (count_chips (grid), ==, 0);
  balai_test_ui_destroy (window);
}

static void
test_month_narrow (void)
{
  GtkWidget *grid = new_month ();
  GtkWindow *window = balai_test_ui_wrap (grid, 360, 600);

  balai_test_ui_present (window);
  g_assert_cmpint (gtk_widget_get_width (grid), <=, 360);
  g_assert_cmpint (balai_item_chip_get_style (BALAI_ITEM_CHIP (find_chip (grid, "a"))), ==, BALAI_CHIP_TICK);
  balai_test_ui_destroy (window);
}

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

static void
test_agenda_model (void)
{
  g_autoptr (BalaiAgendaModel) model = balai_agenda_model_new ();
  g_autoptr (BalaiCalendarItems) items = few_items ();
  guint row;

  balai_agenda_model_set_items (model, items);
  /* 14: heading, d, a, b; 15: heading, d, c; 16: heading, d. */
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 9);
  g_assert_cmpuint (balai_agenda_model_find_day (model, july (15)), ==, 4);
  g_assert_cmpuint (balai_agenda_model_find_day (model, july (20)), ==, 9);
  g_assert_true (balai_agenda_model_find_item (model, "c", instant (15, 600), &row));
  g_assert_cmpuint (row, ==, 6);
  balai_agenda_model_set_items (model, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
}

typedef struct
{
  guint n;       /* as the signals tell it */
  guint n_removed;
} Mirror;

static void
mirror_changed (GListModel *model,
                guint       position,
                guint       removed,
                guint       added,
                Mirror     *mirror)
{
  g_assert_cmpuint (position + removed, <=, mirror->n);
  mirror->n = mirror->n - removed + added;
  mirror->n_removed += removed;
  g_assert_cmpuint (mirror->n, ==, g_list_model_get_n_items (model));
}

/* More at the ends takes nothing away, so that a list keeps its place. */
static void
test_agenda_grows (void)
{
  g_autoptr (BalaiAgendaModel) model = balai_agenda_model_new ();
  g_autoptr (BalaiCalendarItems) middle = sample_items (july (10), july (20), 4);
  g_autoptr (BalaiCalendarItems) all = sample_items (july (1) - 7 * 8, july (31) + 7 * 8, 4);
  Mirror mirror = { 0 };

  g_signal_connect (model, "items-changed", G_CALLBACK (mirror_changed), &mirror);
  balai_agenda_model_set_items (model, middle);
  g_assert_cmpuint (mirror.n, >, 20);
  balai_agenda_model_set_items (model, middle);
  g_assert_cmpuint (mirror.n_removed, ==, 0);
  balai_agenda_model_set_items (model, all);
  g_assert_cmpuint (mirror.n, ==, g_list_model_get_n_items (G_LIST_MODEL (model)));
  balai_agenda_model_set_items (model, middle);
  g_assert_cmpuint (mirror.n, ==, g_list_model_get_n_items (G_LIST_MODEL (model)));
}

static void
test_agenda_grows_timed (void)
{
  g_autoptr (BalaiAgendaModel) model = balai_agenda_model_new ();
  BalaiCalendarItem a = { .key = "a", .title = "A", .span = { instant (10, 540), instant (10, 600) } };
  BalaiCalendarItem b = { .key = "b", .title = "B", .span = { instant (12, 540), instant (12, 600) } };
  BalaiCalendarItem c = { .key = "c", .title = "C", .span = { instant (14, 540), instant (14, 600) } };
  BalaiCalendarItem changed = { .key = "b", .title = "B2", .span = { instant (12, 540), instant (12, 600) } };
  BalaiSpan wide = { instant (1, 0), instant (31, 0) }, narrow = { instant (12, 0), instant (13, 0) };
  g_autoptr (BalaiCalendarItems) one = sample_items_from (narrow, 1, &b);
  g_autoptr (BalaiCalendarItems) all = sample_items_from (wide, 3, &a, &b, &c);
  g_autoptr (BalaiCalendarItems) edited = sample_items_from (wide, 3, &a, &changed, &c);
  Mirror mirror = { 0 };

  g_signal_connect (model, "items-changed", G_CALLBACK (mirror_changed), &mirror);
  balai_agenda_model_set_items (model, one);
  balai_agenda_model_set_items (model, all);
  g_assert_cmpuint (mirror.n, ==, 6);
  g_assert_cmpuint (mirror.n_removed, ==, 0);
  balai_agenda_model_set_items (model, edited);
  g_assert_cmpuint (mirror.n_removed, ==, 1);
}

static void
test_agenda (void)
{
  GtkWidget *agenda = balai_agenda_view_new ();
  GtkWindow *window = balai_test_ui_wrap (agenda, 600, 500);
  g_autoptr (BalaiCalendarItems) items = sample_items (july (1) - 400, july (1) + 400, 60);
  GtkAdjustment *adjustment;
  GtkWidget *list;
  Heard item = { 0 }, more = { 0 };

  g_signal_connect (agenda, "item-activated", G_CALLBACK (hear_item), &item);
  g_signal_connect (agenda, "need-range", G_CALLBACK (hear_step), &more);
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (agenda), items);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (agenda), july (1));
  balai_test_ui_present (window);
  balai_test_ui_frames (agenda, 3);
  g_assert_cmpint (more.n, ==, 0);
  list = balai_test_ui_find (agenda, GTK_TYPE_LIST_VIEW, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (list)))), >, 30000);
  g_signal_emit_by_name (list, "activate", 1);
  g_assert_nonnull (item.key);
  g_assert_true (balai_calendar_view_focus_item (BALAI_CALENDAR_VIEW (agenda), item.key, item.start));
  adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (balai_test_ui_find (agenda, GTK_TYPE_SCROLLED_WINDOW, NULL)));
  more.n = 0;
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  balai_test_await (more.n > 0);
  g_assert_cmpint (more.step, ==, 1);
  balai_test_ui_frames (agenda, 3);
  g_assert_cmpint (more.n, ==, 1);
  g_free (item.key);
  balai_test_ui_destroy (window);
}

static int64_t
focused_day (GtkWindow *window)
{
  GtkWidget *focus = gtk_window_get_focus (window);
  GtkWidget *row = focus ? gtk_widget_get_first_child (focus) : NULL;
  GtkListItem *item = row ? g_object_get_data (G_OBJECT (row), "balai-list-item") : NULL;
  BalaiAgendaEntry *entry = item ? gtk_list_item_get_item (item) : NULL;

  return entry ? balai_agenda_entry_get_day (entry) : G_MININT64;
}

/* Who comes to the agenda with a key stays at the day it shows, and does not land years back at its first row. */
static void
test_agenda_focus (void)
{
  GtkWidget *agenda = balai_agenda_view_new (), *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWindow *window = balai_test_ui_wrap (box, 600, 500);
  g_autoptr (BalaiCalendarItems) items = sample_items (july (1) - 60, july (1) + 60, 20);

  gtk_widget_set_vexpand (agenda, TRUE);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), agenda);
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (agenda), items);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (agenda), july (1));
  balai_test_ui_present (window);
  gtk_widget_grab_focus (button);
  gtk_widget_child_focus (GTK_WIDGET (window), GTK_DIR_TAB_FORWARD);
  balai_test_await (focused_day (window) == july (1));
  balai_test_ui_frames (agenda, 3);
  g_assert_cmpint (focused_day (window), ==, july (1));

  /* Another day moves the list; the focus comes along when it is asked to. */
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (agenda), july (20));
  gtk_widget_grab_focus (agenda);
  balai_test_await (focused_day (window) == july (20));
  balai_test_ui_destroy (window);
}

static void
test_mini_calendar (void)
{
  GtkWidget *mini = balai_mini_calendar_new ();
  GtkWindow *window = balai_test_ui_wrap (mini, -1, -1);
  g_autoptr (BalaiCalendarItems) items = few_items ();
  GtkCalendar *calendar = balai_mini_calendar_get_calendar (BALAI_MINI_CALENDAR (mini));
  g_autoptr (GDateTime) other = g_date_time_new_utc (2026, 9, 9, 0, 0, 0);
  Heard day = { 0 };
  GtkWidget *label;

  g_signal_connect (mini, "day-selected", G_CALLBACK (hear_day), &day);
  balai_mini_calendar_set_items (BALAI_MINI_CALENDAR (mini), items);
  balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (mini), july (10));
  balai_test_ui_present (window);
  g_assert_cmpint (day.n, ==, 0);
  g_assert_true (gtk_calendar_get_day_is_marked (calendar, 14));
  g_assert_false (gtk_calendar_get_day_is_marked (calendar, 13));
  label = balai_test_ui_find (mini, GTK_TYPE_LABEL, "14");
  g_assert_true (gtk_widget_has_css_class (label, "conflict"));
  g_assert_true (gtk_widget_has_css_class (label, "busy"));
  label = balai_test_ui_find (mini, GTK_TYPE_LABEL, "15");
  g_assert_true (gtk_widget_has_css_class (label, "busy"));
  g_assert_false (gtk_widget_has_css_class (label, "conflict"));
  label = balai_test_ui_find (mini, GTK_TYPE_LABEL, "13");
  g_assert_false (gtk_widget_has_css_class (label, "busy"));
  g_assert_nonnull (balai_test_ui_find (mini, GTK_TYPE_LABEL, balai_format_weekday_short (1)));
  g_assert_nonnull (balai_test_ui_find (mini, GTK_TYPE_LABEL, balai_format_month (7)));
  gtk_calendar_select_day (calendar, other);
  g_assert_cmpint (day.day, ==, balai_day_from_ymd (2026, 9, 9));
  g_assert_cmpint (day.n, ==, 1);
  label = balai_test_ui_find (mini, GTK_TYPE_LABEL, "14");
  g_assert_false (gtk_widget_has_css_class (label, "conflict"));
  balai_test_ui_destroy (window);
}

/* No row has a gap, and the days run on from month to month. */
static void
assert_full_rows (GtkWidget *mini)
{
  GtkWidget *grid = gtk_widget_get_parent (balai_test_ui_find (mini, GTK_TYPE_LABEL, "12"));
  int days[8][7] = { { 0 } }, last = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_has_css_class (child, "day-number") && gtk_widget_get_mapped (child)
        && gtk_widget_get_opacity (child) > .5)
      {
        int column, row;

        gtk_grid_query_child (GTK_GRID (grid), child, &column, &row, NULL, NULL);
        days[row][column - 1] = atoi (gtk_label_get_label (GTK_LABEL (child)));
      }
  for (int row = 0; row < 8; row++)
    for (int column = 0; column < 7 && days[row][0] > 0; column++)
      {
        g_assert_true (last == 0 || days[row][column] == last + 1 || (days[row][column] == 1 && last >= 28));
        last = days[row][column];
      }
}

/* Whatever day a month begins with: a day stands under the name of its weekday, and the days run on without a gap. */
static void
test_mini_calendar_monday (void)
{
  GtkWidget *mini = balai_mini_calendar_new ();
  GtkWindow *window = balai_test_ui_wrap (mini, -1, -1);

  balai_test_ui_present (window);
  for (int month = 1; month <= 24; month++)
    {
      int year = 2026 + (month - 1) / 12, n;
      int64_t first = balai_day_from_ymd (year, (month - 1) % 12 + 1, 1);
      float last_y = -1;

      balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (mini), first + 9);
      balai_test_ui_frames (mini, 2);
      n = balai_day_in_month (year, (month - 1) % 12 + 1);
      for (int d = 1; d <= n; d++)
        {
          GtkWidget *grid = gtk_widget_get_parent (balai_test_ui_find (mini, GTK_TYPE_LABEL, "12"));
          GtkWidget *label = NULL, *name;
          graphene_rect_t day, head;

          for (GtkWidget *child = gtk_widget_get_first_child (grid); child != NULL;
               child = gtk_widget_get_next_sibling (child))
            if (gtk_widget_has_css_class (child, "day-number") && !gtk_widget_has_css_class (child, "other-month") &&
                atoi (gtk_label_get_label (GTK_LABEL (child))) == d)
              label = child;
          g_assert_nonnull (label);
          g_assert_true (gtk_widget_get_mapped (label));
          name = balai_test_ui_find (mini, GTK_TYPE_LABEL,
                                     balai_format_weekday_short (balai_day_weekday (first + d - 1)));
          g_assert_true (gtk_widget_compute_bounds (label, mini, &day));
          g_assert_true (gtk_widget_compute_bounds (name, mini, &head));
          g_assert_cmpfloat_with_epsilon (day.origin.x + day.size.width / 2, head.origin.x + head.size.width / 2, 4);
          if (balai_day_weekday (first + d - 1) == 1)
            g_assert_cmpfloat (day.origin.y, >, last_y);
          else if (d > 1)
            g_assert_cmpfloat_with_epsilon (day.origin.y, last_y, 4);
          last_y = day.origin.y;
        }
      assert_full_rows (mini);
    }
  balai_test_ui_destroy (window);
}

/* The city's day is marked, whatever the computer's clock says; Sundays and holidays are red, Saturdays are not. */
static void
test_mini_calendar_days (void)
{
  GtkWidget *mini = balai_mini_calendar_new ();
  GtkWindow *window = balai_test_ui_wrap (mini, -1, -1);
  g_autoptr (GHashTable) holidays = sample_holidays ();

  balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (mini), july (10));
  balai_mini_calendar_set_today (BALAI_MINI_CALENDAR (mini), july (15));
  balai_test_ui_present (window);
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "15"), "today"));
  balai_mini_calendar_set_today (BALAI_MINI_CALENDAR (mini), july (16));
  g_assert_false (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "15"), "today"));
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "16"), "today"));
  g_assert_false (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "16"), "restday"));
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "19"), "restday"));
  g_assert_false (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "18"), "restday"));
  balai_mini_calendar_set_holidays (BALAI_MINI_CALENDAR (mini), holidays);
  g_assert_true (gtk_widget_has_css_class (balai_test_ui_find (mini, GTK_TYPE_LABEL, "16"), "restday"));
  balai_test_ui_destroy (window);
}

static void
count (int *n)
{
  ++*n;
}

/* Midnight passes by the timer; what was slept through is seen when the person looks. */
static void
test_today (void)
{
  const BalaiZone *jakarta = balai_zone_get (BALAI_ZONE_JAKARTA);
  g_autoptr (BalaiClock) clock = balai_clock_new_at (balai_zone_day_start (jakarta, july (16)) - 1);
  BalaiToday *today = balai_today_new (clock, jakarta);
  int n = 0;

  g_signal_connect_swapped (today, "notify::day", G_CALLBACK (count), &n);
  g_assert_cmpint (balai_today_get_day (today), ==, july (15));
  balai_clock_advance (clock, 1);
  balai_test_await (balai_today_get_day (today) == july (16));
  g_assert_cmpint (n, ==, 1);
  balai_today_look (today);
  g_assert_cmpint (n, ==, 1);
  balai_clock_advance (clock, 3 * BALAI_DAY);
  balai_today_look (today);
  g_assert_cmpint (balai_today_get_day (today), ==, july (19));
  /* In the east it is two hours later. */
  balai_clock_advance (clock, 22 * BALAI_HOUR + 1800);
  balai_today_look (today);
  g_assert_cmpint (n, ==, 2);
  balai_today_set_zone (today, balai_zone_get ("Asia/Jayapura"));
  g_assert_cmpint (balai_today_get_day (today), ==, july (20));
  g_assert_finalize_object (today);
}

int
main (int    argc,
      char **argv)
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add_func ("/widgets/month/shown", test_month);
  g_test_add_func ("/widgets/month/label", test_month_label);
  g_test_add_func ("/widgets/month/keys", test_month_keys);
  g_test_add_func ("/widgets/month/pointer", test_month_pointer);
  g_test_add_func ("/widgets/month/many", test_month_many);
  g_test_add_func ("/widgets/month/narrow", test_month_narrow);
  g_test_add_func ("/widgets/lanes/shown", test_lanes);
  g_test_add_func ("/widgets/lanes/pointer", test_lanes_pointer);
  g_test_add_func ("/widgets/lanes/fold", test_lanes_fold);
  g_test_add_func ("/widgets/lanes/unfold", test_lanes_unfold);
  g_test_add_func ("/widgets/agenda/model", test_agenda_model);
  g_test_add_func ("/widgets/agenda/grows", test_agenda_grows);
  g_test_add_func ("/widgets/agenda/keeps", test_agenda_grows_timed);
  g_test_add_func ("/widgets/agenda/shown", test_agenda);
  g_test_add_func ("/widgets/agenda/focus", test_agenda_focus);
  g_test_add_func ("/widgets/calendar/shown", test_mini_calendar);
  g_test_add_func ("/widgets/calendar/monday", test_mini_calendar_monday);
  g_test_add_func ("/widgets/calendar/days", test_mini_calendar_days);
  g_test_add_func ("/widgets/today", test_today);
  return g_test_run ();
}

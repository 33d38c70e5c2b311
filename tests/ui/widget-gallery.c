/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shows one widget with believable data, to be looked at: widget-gallery PAGE [PNG WIDTH HEIGHT] */

#include "config.h"

#include <adwaita.h>

#include "balai-agenda-view.h"
#include "balai-day-lanes.h"
#include "balai-day.h"
#include "balai-month-grid.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "sample-items.h"

static int64_t
today (void)
{
  return balai_day_from_ymd (2026, 7, 14);
}

static BalaiCalendarItems *
july (void)
{
  return sample_items (balai_day_from_ymd (2026, 6, 1), balai_day_from_ymd (2026, 8, 31), 4);
}

static GtkWidget *
month_page (void)
{
  GtkWidget *grid = balai_month_grid_new ();
  g_autoptr (BalaiCalendarItems) items = july ();
  g_autoptr (GHashTable) holidays = sample_holidays ();

  balai_month_grid_set_today (BALAI_MONTH_GRID (grid), today ());
  balai_month_grid_set_holidays (BALAI_MONTH_GRID (grid), holidays);
  balai_month_grid_set_day (BALAI_MONTH_GRID (grid), today () + 1);
  balai_month_grid_set_items (BALAI_MONTH_GRID (grid), items);
  return grid;
}

static GtkWidget *
lanes_page (guint n_days)
{
  GtkWidget *lanes = balai_day_lanes_new ();
  int64_t ten = today () * BALAI_DAY + 10 * BALAI_HOUR + 1200;
  g_autoptr (BalaiCalendarItems) items = july ();
  g_autoptr (GHashTable) holidays = sample_holidays ();

  balai_day_lanes_set_clock (BALAI_DAY_LANES (lanes),
                             balai_clock_new_at (balai_zone_to_instant (balai_zone_get (BALAI_ZONE_JAKARTA),
                                                                        ten)));
  balai_day_lanes_set_holidays (BALAI_DAY_LANES (lanes), holidays);
  balai_day_lanes_set_hours (BALAI_DAY_LANES (lanes), 7 * 3600 + 1800, 16 * 3600);
  balai_day_lanes_set_days (BALAI_DAY_LANES (lanes), n_days == 1 ? today () : balai_day_monday (today ()), n_days);
  balai_day_lanes_set_items (BALAI_DAY_LANES (lanes), items);
  return lanes;
}

static GtkWidget *
agenda_page (void)
{
  GtkWidget *agenda = balai_agenda_view_new ();
  g_autoptr (BalaiCalendarItems) items = july ();

  balai_agenda_view_set_today (BALAI_AGENDA_VIEW (agenda), today ());
  balai_agenda_view_set_items (BALAI_AGENDA_VIEW (agenda), items);
  balai_agenda_view_set_day (BALAI_AGENDA_VIEW (agenda), today ());
  return agenda;
}

static GtkWidget *
make_page (const char *name)
{
  if (g_str_equal (name, "month"))
    return month_page ();
  if (g_str_equal (name, "week"))
    return lanes_page (7);
  if (g_str_equal (name, "day"))
    return lanes_page (1);
  if (g_str_equal (name, "agenda"))
    return agenda_page ();
  g_error ("no such page: %s", name);
}

int
main (int    argc,
      char **argv)
{
  GtkWidget *page, *box;
  GtkWindow *window;

  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_return_val_if_fail (argc == 2 || argc == 5, 2);
  page = make_page (argv[1]);
  gtk_widget_set_vexpand (page, TRUE);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  window = balai_test_ui_wrap (box, argc == 5 ? atoi (argv[3]) : 1024, argc == 5 ? atoi (argv[4]) : 700);
  gtk_window_set_title (window, "Balai");
  balai_test_ui_present (window);
  if (argc == 2)
    {
      balai_test_await (gtk_window_get_toplevels () == NULL);
      return 0;
    }
  balai_test_ui_frames (GTK_WIDGET (window), 5);
  balai_test_ui_save_png (GTK_WIDGET (window), argv[2]);
  balai_test_ui_destroy (window);
  return 0;
}

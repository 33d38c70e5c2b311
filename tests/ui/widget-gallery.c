/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shows one widget with believable data, to be looked at: widget-gallery PAGE [PNG WIDTH HEIGHT]. */

#include "config.h"

#include <adwaita.h>

#include "balai-agenda-view.h"
#include "balai-banner.h"
#include "balai-date-row.h"
#include "balai-day-lanes.h"
#include "balai-day.h"
#include "balai-mini-calendar.h"
#include "balai-month-grid.h"
#include "balai-register-picker.h"
#include "balai-skeleton.h"
#include "balai-state-tag.h"
#include "balai-test-ui.h"
#include "balai-time-row.h"
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

  balai_calendar_view_set_today (BALAI_CALENDAR_VIEW (grid), today ());
  balai_calendar_view_set_holidays (BALAI_CALENDAR_VIEW (grid), holidays);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (grid), today () + 1);
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (grid), items);
  return grid;
}

static GtkWidget *
lanes_page (guint n_days)
{
  GtkWidget *lanes = balai_day_lanes_new (n_days);
  int64_t ten = today () * BALAI_DAY + 10 * BALAI_HOUR + 1200;
  g_autoptr (BalaiCalendarItems) items = july ();
  g_autoptr (GHashTable) holidays = sample_holidays ();

  balai_day_lanes_set_clock (BALAI_DAY_LANES (lanes),
                             balai_clock_new_at (balai_zone_to_instant (balai_zone_get (BALAI_ZONE_JAKARTA),
                                                                        ten)));
  balai_calendar_view_set_holidays (BALAI_CALENDAR_VIEW (lanes), holidays);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (lanes), today ());
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (lanes), items);
  return lanes;
}

static GtkWidget *
agenda_page (void)
{
  GtkWidget *agenda = balai_agenda_view_new ();
  g_autoptr (BalaiCalendarItems) items = july ();

  balai_calendar_view_set_today (BALAI_CALENDAR_VIEW (agenda), today ());
  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (agenda), items);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (agenda), today ());
  return agenda;
}

static GtkWidget *
mini_calendar (int64_t day)
{
  GtkWidget *calendar = balai_mini_calendar_new ();
  g_autoptr (BalaiCalendarItems) items = july ();
  g_autoptr (GHashTable) holidays = sample_holidays ();

  balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (calendar), day);
  balai_mini_calendar_set_holidays (BALAI_MINI_CALENDAR (calendar), holidays);
  balai_mini_calendar_set_items (BALAI_MINI_CALENDAR (calendar), items);
  gtk_widget_set_halign (calendar, GTK_ALIGN_START);
  return calendar;
}

static GListModel *
rooms (void)
{
  GListStore *store = g_list_store_new (BALAI_TYPE_REGISTER_ENTRY);
  static const struct
  {
    const char *id, *title, *subtitle;
  } all[] = {
    { "r1", "Ruang Joyoboyo", "Balai Kota, lantai 2 · 120 orang" },
    { "r2", "Ruang Kilisuci", "Balai Kota, lantai 1 · 60 orang" },
    { "r3", "Aula Kecamatan Mojoroto", "Mojoroto · 200 orang" },
    { "r4", "Gedung Nasional Indonesia", "Kota · 500 orang" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autoptr (BalaiRegisterEntry) entry =
        balai_register_entry_new (all[i].id, all[i].title, all[i].subtitle, NULL);

      g_list_store_append (store, entry);
    }
  return G_LIST_MODEL (store);
}

static GtkWidget *
parts_page (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *states = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *group = adw_preferences_group_new ();
  GtkWidget *banner = balai_banner_new (), *one, *many, *row;
  g_autoptr (GListModel) model = rooms ();

  balai_banner_show (BALAI_BANNER (banner), "Ruang Joyoboyo sudah dipakai Bagian Umum 09.00–10.30. Pilih jam lain.",
                     "Lihat");
  balai_banner_set_grave (BALAI_BANNER (banner), TRUE);
  gtk_box_append (GTK_BOX (box), banner);
  gtk_widget_set_margin_start (line, 12);
  gtk_box_append (GTK_BOX (box), line);
  gtk_box_append (GTK_BOX (line), mini_calendar (today ()));
  gtk_box_append (GTK_BOX (line), mini_calendar (balai_day_from_ymd (2026, 8, 5)));
  for (int i = 0; i < BALAI_N_STATES; i++)
    gtk_box_append (GTK_BOX (states), balai_state_tag_new ((BalaiState) i));
  gtk_box_append (GTK_BOX (line), states);
  row = balai_date_row_new ("Tanggal");
  balai_typed_row_set_value (BALAI_TYPED_ROW (row), today ());
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  row = balai_time_row_new ("Mulai");
  balai_typed_row_set_value (BALAI_TYPED_ROW (row), 9 * 3600 + 1800);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  gtk_widget_set_margin_start (group, 12);
  gtk_widget_set_margin_end (group, 12);
  gtk_box_append (GTK_BOX (box), group);
  many = balai_register_picker_new ("Ruang / tempat", TRUE);
  balai_register_picker_set_model (BALAI_REGISTER_PICKER (many), model);
  balai_register_picker_select (BALAI_REGISTER_PICKER (many), (const char *[]) { "r1", "r3", NULL });
  gtk_widget_set_margin_start (many, 12);
  gtk_widget_set_margin_end (many, 12);
  gtk_box_append (GTK_BOX (box), many);
  one = balai_register_picker_new ("PIC", FALSE);
  balai_register_picker_set_model (BALAI_REGISTER_PICKER (one), model);
  gtk_widget_set_margin_start (one, 12);
  gtk_widget_set_margin_end (one, 12);
  gtk_box_append (GTK_BOX (box), one);
  gtk_box_append (GTK_BOX (box), balai_skeleton_new ());
  return box;
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
  if (g_str_equal (name, "parts"))
    return parts_page ();
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

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Shows one window of a module with a small city, to be looked at: module-gallery WHAT PNG WIDTH HEIGHT [SCROLL];
 * TEXT_PERCENT=200 in the environment makes its text as large. */

#include "config.h"

#include "balai-event-editor.h"
#include "balai-event.h"
#include "balai-record-editor.h"
#include "balai-registers-page.h"
#include "balai-registers.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "small-city.h"

static BalaiRecord *
busy_event (SmallCity *city)
{
  g_autoptr (BalaiRecord) there = small_city_event (city, "Rapat anggaran perubahan", small_city_at (15, 9, 0),
                                                    small_city_at (15, 10, 30), city->room);
  BalaiRecord *event = small_city_event (city, "Rapat koordinasi penurunan stunting", small_city_at (15, 10, 0),
                                         small_city_at (15, 12, 0), city->room);
  BalaiRecord *events[] = { there, event };

  balai_record_set_int (event, BALAI_EVENT_PARTICIPANTS, 55);
  balai_record_set_text (event, BALAI_EVENT_OPD, balai_record_get_id (city->health));
  balai_record_set_text (event, BALAI_EVENT_SCOPE, "city");
  small_city_import (city, event);
  for (guint i = 0; i < G_N_ELEMENTS (events); i++)
    {
      g_autoptr (BalaiRecord) mayor = balai_record_new (&balai_event_person_kind);
      g_autoptr (BalaiRecord) chairs = balai_record_new (&balai_event_equipment_kind);

      balai_record_set_text (mayor, BALAI_EVENT_PERSON_EVENT, balai_record_get_id (events[i]));
      balai_record_set_text (mayor, BALAI_EVENT_PERSON_PERSON, balai_record_get_id (city->mayor));
      balai_record_set_text (mayor, BALAI_EVENT_PERSON_ROLE, "leader");
      small_city_import (city, mayor);
      balai_record_set_text (chairs, BALAI_EVENT_EQUIPMENT_EVENT, balai_record_get_id (events[i]));
      balai_record_set_text (chairs, BALAI_EVENT_EQUIPMENT_EQUIPMENT, balai_record_get_id (city->chairs));
      balai_record_set_int (chairs, BALAI_EVENT_EQUIPMENT_QUANTITY, 60);
      small_city_import (city, chairs);
    }
  return event;
}

static GtkWindow *
make (SmallCity  *city,
      const char *what)
{
  if (g_str_equal (what, "event"))
    {
      g_autoptr (BalaiRecord) event = busy_event (city);

      return GTK_WINDOW (balai_event_editor_new_for_id (city->store, balai_record_get_id (event), G_MININT64));
    }
  if (g_str_equal (what, "series"))
    {
      g_autoptr (BalaiRecord) event = busy_event (city);

      balai_record_set_text (event, BALAI_EVENT_RRULE, "FREQ=WEEKLY;BYDAY=WE,FR;COUNT=5");
      small_city_import (city, event);
      return GTK_WINDOW (balai_event_editor_new_for_id (city->store, balai_record_get_id (event), G_MININT64));
    }
  if (g_str_equal (what, "which"))
    {
      g_autoptr (BalaiRecord) event = busy_event (city);

      balai_record_set_text (event, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=5");
      small_city_import (city, event);
      return GTK_WINDOW (balai_event_editor_new_for_id (city->store, balai_record_get_id (event),
                                                        small_city_at (22, 10, 0)));
    }
  if (g_str_equal (what, "venue"))
    return GTK_WINDOW (balai_record_editor_new (city->store, city->room, NULL));
  if (g_str_equal (what, "registers"))
    {
      GtkWidget *page = g_object_new (BALAI_TYPE_REGISTERS_PAGE, "store", city->store, NULL);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

      gtk_widget_set_vexpand (page, TRUE);
      gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
      gtk_box_append (GTK_BOX (box), page);
      balai_page_switch_to (BALAI_PAGE (page));
      balai_registers_page_show (BALAI_REGISTERS_PAGE (page), "venue");
      return balai_test_ui_wrap (box, -1, -1);
    }
  return GTK_WINDOW (balai_event_editor_new (city->store, NULL, NULL));
}

static GtkWidget *
find_scrolled (GtkWidget *root)
{
  return balai_test_ui_find (root, GTK_TYPE_SCROLLED_WINDOW, NULL);
}

static gboolean
waited (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

int
main (int    argc,
      char **argv)
{
  SmallCity city = { NULL };
  GtkWindow *window;
  gboolean ready = FALSE;

  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  if (argc < 5)
    return 1;
  if (g_getenv ("TEXT_PERCENT") != NULL)
    g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", 96 * 1024 * atoi (g_getenv ("TEXT_PERCENT")) / 100, NULL);
  small_city_open (&city);
  window = make (&city, argv[1]);
  gtk_window_set_default_size (window, atoi (argv[3]), atoi (argv[4]));
  balai_test_ui_present (window);
  g_timeout_add (700, waited, &ready);
  balai_test_await (ready);
  if (argc > 5)
    {
      GtkWidget *scrolled = find_scrolled (GTK_WIDGET (window));
      GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));

      gtk_adjustment_set_value (adjustment, atof (argv[5]));
    }
  balai_test_ui_save_png (GTK_WIDGET (window), argv[2]);
  balai_test_ui_destroy (window);
  small_city_close (&city);
  return 0;
}

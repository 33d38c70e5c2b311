/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-search.h"

#include "balai-calendar-view.h"
#include "balai-event.h"
#include "balai-widgets.h"
#include "open-page.h"

static BalaiCalendarItems *
found (OpenPage *self)
{
  GtkWidget *search = gtk_stack_get_child_by_name (open_page_part (self, "stack"), "search");
  GObject *agenda = gtk_widget_get_template_child (search, BALAI_TYPE_SCHEDULE_SEARCH, "agenda");

  return balai_calendar_view_get_items (BALAI_CALENDAR_VIEW (agenda));
}

static const char *
answer (OpenPage *self)
{
  GtkWidget *search = gtk_stack_get_child_by_name (open_page_part (self, "stack"), "search");

  return gtk_stack_get_visible_child_name (
    GTK_STACK (gtk_widget_get_template_child (search, BALAI_TYPE_SCHEDULE_SEARCH, "stack")));
}

static void
find (OpenPage   *self,
      const char *words)
{
  g_assert_true (balai_page_search (self->page, words));
  balai_test_await (g_strcmp0 (answer (self), "found") == 0);
}

/* Whoever asks for a day, a view or a conflict sees it instead of what was found. */
static void
test_left (OpenPage      *self,
           gconstpointer  data)
{
  static const char *const actions[] = {
    "schedule.today", "schedule.previous", "schedule.next", "schedule.next-conflict", "schedule.view::week",
    "schedule.view::month",
  };

  open_page_make_clash (self, "Rapat anggaran");
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 1);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GVariant) target = NULL;
      g_autofree char *name = NULL;

      find (self, "rapat");
      g_assert_cmpstr (open_page_view (self), ==, "search");
      g_assert_true (g_action_parse_detailed_name (actions[i], &name, &target, NULL));
      g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (self->page), name, target));
      g_assert_cmpstr (open_page_view (self), ==, g_str_has_suffix (actions[i], "week") ? "week" : "month");
    }
  balai_test_settle ();
  balai_test_ui_destroy (self->window);
}

/* What is found shows how it stands, as everywhere, and follows what is changed. */
static void
test_follows (OpenPage      *self,
              gconstpointer  data)
{
  g_autoptr (BalaiRecord) moved = NULL;

  open_page_make_clash (self, "Rapat anggaran");
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  find (self, "rapat");
  balai_test_await (balai_calendar_items_get (found (self), 0)->state == BALAI_STATE_CONFLICT);
  g_assert_cmpuint (balai_calendar_items_get_n (found (self)), ==, 2);
  g_assert_cmpuint (balai_calendar_items_get (found (self), 0)->n_clash, ==, 1);

  moved = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, "Rapat anggaran");
  balai_record_set_int (moved, BALAI_EVENT_START, small_city_at (15, 11, 0));
  small_city_import (&self->city, moved);
  balai_test_await (balai_calendar_items_get (found (self), 0)->state == BALAI_STATE_SAFE);

  balai_record_set_text (moved, BALAI_EVENT_TITLE, "Audiensi");
  small_city_import (&self->city, moved);
  balai_test_await (balai_calendar_items_get_n (found (self)) == 1);
  balai_test_settle ();
  balai_test_ui_destroy (self->window);
}

/* Who takes part in an event finds it, and the row says so; of a series it says how it repeats. */
static void
test_why (OpenPage      *self,
          gconstpointer  data)
{
  g_autoptr (BalaiRecord) event = NULL, invited = balai_record_new (&balai_event_opd_kind);
  const BalaiCalendarItem *item;

  event = small_city_event (&self->city, "Rapat koordinasi", small_city_at (15, 9, 0), small_city_at (15, 11, 0),
                            self->city.room);
  balai_record_set_text (event, BALAI_EVENT_OPD, balai_record_get_id (self->city.general));
  balai_record_set_text (event, BALAI_EVENT_RRULE, "FREQ=DAILY;COUNT=5");
  small_city_import (&self->city, event);
  balai_record_set_text (invited, BALAI_EVENT_OPD_EVENT, balai_record_get_id (event));
  balai_record_set_text (invited, BALAI_EVENT_OPD_OPD, balai_record_get_id (self->city.health));
  small_city_import (&self->city, invited);
  open_page_show (self);
  balai_test_await (g_strcmp0 (open_page_view (self), "month") == 0);
  find (self, "dinas kesehatan");
  g_assert_cmpuint (balai_calendar_items_get_n (found (self)), ==, 1);
  item = balai_calendar_items_get (found (self), 0);
  g_assert_cmpstr (item->note, ==, "Diundang: Dinas Kesehatan · Setiap hari, 5 kali");
  find (self, "koordinasi");
  balai_test_await (g_strcmp0 (balai_calendar_items_get (found (self), 0)->note, "Setiap hari, 5 kali") == 0);
  balai_test_settle ();
  balai_test_ui_destroy (self->window);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  open_page_add ("/modules/schedule/search/left", test_left);
  open_page_add ("/modules/schedule/search/follows", test_follows);
  open_page_add ("/modules/schedule/search/why", test_why);
  return g_test_run ();
}

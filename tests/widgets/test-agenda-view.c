/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-agenda-entry.h"
#include "balai-agenda-model.h"
#include "balai-agenda-view.h"
#include "balai-test-ui.h"
#include "balai-widgets.h"
#include "sample-items.h"
#include "view-tools.h"

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

/* The day of the topmost row that is seen. */
static int64_t
first_day_seen (GtkWidget *agenda)
{
  GtkWidget *list = balai_test_ui_find (agenda, GTK_TYPE_LIST_VIEW, NULL);
  int64_t day = G_MININT64;
  float best = G_MAXFLOAT;

  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *row = gtk_widget_get_first_child (child);
      GtkListItem *item = row ? g_object_get_data (G_OBJECT (row), "balai-list-item") : NULL;
      graphene_rect_t place;

      if (item == NULL || !gtk_widget_get_mapped (child) || !gtk_widget_compute_bounds (child, agenda, &place)
          || place.origin.y + place.size.height < 2 || place.origin.y > best)
        continue;
      best = place.origin.y;
      day = balai_agenda_entry_get_day (gtk_list_item_get_item (item));
    }
  return day;
}

/* It begins with the day it was opened at, though there are others before it. */
static void
test_agenda_opens (void)
{
  GtkWidget *agenda = balai_agenda_view_new ();
  GtkWindow *window = balai_test_ui_wrap (agenda, 600, 500);
  g_autoptr (BalaiCalendarItems) items = sample_items (july (1) - 28, july (1) + 28, 2);

  balai_calendar_view_set_items (BALAI_CALENDAR_VIEW (agenda), items);
  balai_calendar_view_set_day (BALAI_CALENDAR_VIEW (agenda), july (1));
  balai_test_ui_present (window);
  balai_test_ui_frames (agenda, 10);
  g_assert_cmpint (first_day_seen (agenda), ==, july (1));
  balai_test_ui_destroy (window);
}

int
main (int    argc,
      char **argv)
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  g_test_add_func ("/widgets/agenda/model", test_agenda_model);
  g_test_add_func ("/widgets/agenda/grows", test_agenda_grows);
  g_test_add_func ("/widgets/agenda/keeps", test_agenda_grows_timed);
  g_test_add_func ("/widgets/agenda/shown", test_agenda);
  g_test_add_func ("/widgets/agenda/focus", test_agenda_focus);
  g_test_add_func ("/widgets/agenda/opens", test_agenda_opens);
  return g_test_run ();
}

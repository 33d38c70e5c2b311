/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-conflict-list.h"

#include <string.h>

#include "balai-conflict-row.h"
#include "balai-event-editor.h"
#include "balai-event.h"
#include "balai-registers.h"
#include "balai-widgets.h"
#include "open-page.h"

static void
add_event (OpenPage    *self,
           const char  *title,
           int64_t      start,
           BalaiRecord *opd,
           const char  *contact)
{
  g_autoptr (BalaiRecord) event = NULL;

  event = small_city_event (&self->city, title, start, start + 2 * BALAI_HOUR, self->city.room);
  balai_record_set_text (event, BALAI_EVENT_OPD, balai_record_get_id (opd));
  balai_record_set_text (event, BALAI_EVENT_CONTACT, contact);
  small_city_import (&self->city, event);
}

static const char *
text_of (GtkWidget  *row,
         const char *label)
{
  return gtk_label_get_text (GTK_LABEL (gtk_widget_get_template_child (row, BALAI_TYPE_CONFLICT_ROW, label)));
}

static const char *
mended (BalaiConflictEntry *entry)
{
  const BalaiClaim *claim = balai_conflict_entry_get_claim (entry);

  return balai_schedule_snapshot_get_event (balai_conflict_entry_get_snapshot (entry), claim->occurrence)->title;
}

static gboolean
first_is (OpenPage   *self,
          const char *title)
{
  g_autoptr (BalaiConflictEntry) entry = g_list_model_get_item (open_page_conflicts (self), 0);

  return entry != NULL && g_str_equal (mended (entry), title);
}

/* Whichever of the two begins first: one's own is mended, and the others are asked. */
static void
test_own (OpenPage      *self,
          gconstpointer  data)
{
  GtkWidget *row = g_object_ref_sink (balai_conflict_row_new ());
  g_autoptr (GAsyncResult) set = NULL;

  add_event (self, "Milik kami 1", small_city_at (15, 9, 0), self->city.health, "0811");
  add_event (self, "Milik mereka 1", small_city_at (15, 10, 0), self->city.general, "0822");
  add_event (self, "Milik mereka 2", small_city_at (16, 9, 0), self->city.general, "0833");
  add_event (self, "Milik kami 2", small_city_at (16, 10, 0), self->city.health, "0844");
  add_event (self, "Milik mereka 3", small_city_at (17, 9, 0), self->city.general, "0855");
  add_event (self, "Milik mereka 4", small_city_at (17, 10, 0), self->city.general, "0866");
  open_page_show (self);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 3);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const titles[] = { "Milik kami 1", "Milik kami 2", "Milik mereka 3" };
      static const char *const contacts[] = { "0822", "0833", "0866" };
      g_autoptr (BalaiConflictEntry) entry = g_list_model_get_item (open_page_conflicts (self), i);

      g_assert_cmpstr (mended (entry), ==, titles[i]);
      balai_conflict_row_bind (BALAI_CONFLICT_ROW (row), entry);
      g_assert_nonnull (strstr (text_of (row, "contact"), contacts[i]));
    }
  balai_conflict_row_bind (BALAI_CONFLICT_ROW (row), NULL);
  g_assert_finalize_object (row);

  /* Who says that this is another office's computer sees the other side at once. */
  balai_store_set_setting_async (self->city.store, BALAI_SETTING_OWN_OPD, balai_record_get_id (self->city.general),
                                 balai_test_store_result, &set);
  g_assert_true (balai_store_set_setting_finish (self->city.store, balai_test_await_result (&set), NULL));
  balai_test_await (first_is (self, "Milik mereka 1"));
  balai_test_ui_destroy (self->window);
}

/* The sidebar and the list count the same: what is still to come. What is over stands below under its own heading. */
static void
test_over (OpenPage      *self,
           gconstpointer  data)
{
  GtkWidget *list, *label, *button, *row = g_object_ref_sink (balai_conflict_row_new ());

  add_event (self, "Lewat 1", small_city_at (8, 9, 0), self->city.general, NULL);
  add_event (self, "Lewat 2", small_city_at (8, 10, 0), self->city.general, NULL);
  add_event (self, "Lewat 3", small_city_at (9, 9, 0), self->city.general, NULL);
  add_event (self, "Lewat 4", small_city_at (9, 10, 0), self->city.general, NULL);
  add_event (self, "Nanti 1", small_city_at (15, 9, 0), self->city.general, NULL);
  add_event (self, "Nanti 2", small_city_at (15, 10, 0), self->city.general, NULL);
  open_page_show (self);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 3);
  list = open_page_beside (self, BALAI_TYPE_CONFLICT_LIST);
  label = GTK_WIDGET (gtk_widget_get_template_child (list, BALAI_TYPE_CONFLICT_LIST, "clashes_label"));
  button = GTK_WIDGET (gtk_widget_get_template_child (list, BALAI_TYPE_CONFLICT_LIST, "clashes"));
  g_assert_cmpuint (balai_page_get_badge (self->page), ==, 1);
  g_assert_nonnull (strstr (gtk_label_get_text (GTK_LABEL (label)), "(1)"));
  /* So far the dates of long series are stored. */
  g_assert_nonnull (strstr (gtk_widget_get_tooltip_text (button), "2028"));
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (BalaiConflictEntry) entry = g_list_model_get_item (open_page_conflicts (self), i);
      g_autofree char *words = balai_conflict_row_say (entry);

      balai_conflict_row_bind (BALAI_CONFLICT_ROW (row), entry);
      g_assert_cmpint (strstr (text_of (row, "heading"), "(2)") != NULL, ==, i == 1);
      g_assert_cmpint (strstr (words, "(2)") != NULL, ==, i == 1);
    }
  balai_conflict_row_bind (BALAI_CONFLICT_ROW (row), NULL);
  g_assert_finalize_object (row);
  balai_test_ui_destroy (self->window);
}

static GtkWidget *
line_at (OpenPage *self,
         guint     position)
{
  GtkWidget *list = open_page_beside (self, BALAI_TYPE_CONFLICT_LIST);
  GtkWidget *view = GTK_WIDGET (gtk_widget_get_template_child (list, BALAI_TYPE_CONFLICT_LIST, "view"));

  for (GtkWidget *line = gtk_widget_get_first_child (view); line != NULL; line = gtk_widget_get_next_sibling (line))
    {
      BalaiConflictEntry *entry = balai_conflict_row_get_entry (BALAI_CONFLICT_ROW (gtk_widget_get_first_child (line)));

      if (entry != NULL && balai_conflict_entry_get_position (entry) == position)
        return line;
    }
  return NULL;
}

static void
move_away (OpenPage   *self,
           const char *title)
{
  g_autoptr (BalaiRecord) event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, title);

  balai_record_set_int (event, BALAI_EVENT_START, balai_record_get_int (event, BALAI_EVENT_START) + 6 * BALAI_HOUR);
  balai_record_set_int (event, BALAI_EVENT_END, balai_record_get_int (event, BALAI_EVENT_END) + 6 * BALAI_HOUR);
  small_city_import (&self->city, event);
}

static gboolean
is_focused (OpenPage   *self,
            const char *title)
{
  GtkWidget *focus = gtk_window_get_focus (self->window);
  GtkWidget *row = focus ? gtk_widget_get_first_child (focus) : NULL;

  return BALAI_IS_CONFLICT_ROW (row) && g_str_has_prefix (text_of (row, "first"), title);
}

/* Who works through the list by keys stays in it when the line goes, whoever mended it. */
static void
test_focus (OpenPage      *self,
            gconstpointer  data)
{
  GtkWidget *list;

  add_event (self, "Satu", small_city_at (15, 9, 0), self->city.general, NULL);
  add_event (self, "Satu lawan", small_city_at (15, 10, 0), self->city.general, NULL);
  add_event (self, "Dua", small_city_at (16, 9, 0), self->city.general, NULL);
  add_event (self, "Dua lawan", small_city_at (16, 10, 0), self->city.general, NULL);
  add_event (self, "Tiga", small_city_at (17, 9, 0), self->city.general, NULL);
  add_event (self, "Tiga lawan", small_city_at (17, 10, 0), self->city.general, NULL);
  open_page_show (self);
  list = open_page_beside (self, BALAI_TYPE_CONFLICT_LIST);
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 3);
  g_assert_true (gtk_widget_grab_focus (line_at (self, 1)));
  g_assert_true (is_focused (self, "Dua"));

  move_away (self, "Dua");
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 2);
  g_assert_true (is_focused (self, "Tiga"));
  /* Another one went: the focus stays on its conflict. */
  move_away (self, "Satu");
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 1);
  g_assert_true (is_focused (self, "Tiga"));
  move_away (self, "Tiga");
  balai_test_await (g_list_model_get_n_items (open_page_conflicts (self)) == 0);
  g_assert_true (gtk_window_get_focus (self->window)
                 == GTK_WIDGET (gtk_widget_get_template_child (list, BALAI_TYPE_CONFLICT_LIST, "clashes")));
  balai_test_ui_destroy (self->window);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_ui_init (&argc, &argv);
  balai_widgets_init ();
  open_page_add ("/modules/schedule/conflicts/own", test_own);
  open_page_add ("/modules/schedule/conflicts/over", test_over);
  open_page_add ("/modules/schedule/conflicts/focus", test_focus);
  return g_test_run ();
}

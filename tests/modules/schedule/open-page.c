/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "open-page.h"

#include "balai-conflict-list.h"
#include "balai-event-details.h"
#include "balai-event.h"

void
open_page_set_up (OpenPage      *self,
                  gconstpointer  data)
{
  small_city_open (&self->city);
}

void
open_page_tear_down (OpenPage      *self,
                     gconstpointer  data)
{
  small_city_close (&self->city);
}

/**
 * open_page_make_clash:
 * @self: a page to be, or one that is shown
 * @second: title of an event
 *
 * Adds two events that want the same room on the 15th: "Rapat koordinasi" from 9 to 11, @second from 10 to 12.
 */
void
open_page_make_clash (OpenPage   *self,
                      const char *second)
{
  g_autoptr (BalaiRecord) one = NULL, other = NULL;

  one = small_city_event (&self->city, "Rapat koordinasi", small_city_at (15, 9, 0), small_city_at (15, 11, 0),
                          self->city.room);
  other = small_city_event (&self->city, second, small_city_at (15, 10, 0), small_city_at (15, 12, 0),
                            self->city.room);
}

/**
 * open_page_show:
 * @self: a page to be
 *
 * Shows the page under an overlay for its toasts.
 */
void
open_page_show (OpenPage *self)
{
  GtkWidget *overlay = adw_toast_overlay_new ();

  self->page = balai_schedule_page_new (self->city.store);
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), GTK_WIDGET (self->page));
  self->window = balai_test_ui_wrap (overlay, 1024, 768);
  balai_page_switch_to (self->page);
  balai_test_ui_present (self->window);
}

gpointer
open_page_part (OpenPage   *self,
                const char *name)
{
  return gtk_widget_get_template_child (GTK_WIDGET (self->page), BALAI_TYPE_SCHEDULE_PAGE, name);
}

/**
 * open_page_beside:
 * @self: a page that is shown
 * @type: what is wanted of what lies beside the views
 *
 * Returns: (transfer none): it, which is there after the first frame only
 */
gpointer
open_page_beside (OpenPage *self,
                  GType     type)
{
  GtkWidget *side = open_page_part (self, "side");
  GtkWidget *child;

  balai_test_await (gtk_widget_get_first_child (side) != NULL);
  for (child = gtk_widget_get_first_child (side); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (G_TYPE_CHECK_INSTANCE_TYPE (child, type))
      return child;
  g_assert_not_reached ();
}

const char *
open_page_view (OpenPage *self)
{
  return gtk_stack_get_visible_child_name (open_page_part (self, "stack"));
}

GListModel *
open_page_conflicts (OpenPage *self)
{
  GtkWidget *parts = open_page_beside (self, BALAI_TYPE_CONFLICT_LIST);
  GtkListView *list = GTK_LIST_VIEW (gtk_widget_get_template_child (parts, BALAI_TYPE_CONFLICT_LIST, "view"));

  return G_LIST_MODEL (gtk_list_view_get_model (list));
}

/**
 * open_page_find_window:
 * @type: its exact type
 *
 * Returns: (transfer none) (nullable): a window of that type
 */
GtkWindow *
open_page_find_window (GType type)
{
  GListModel *all = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (all, i);

      if (G_OBJECT_TYPE (window) == type)
        return window;
    }
  return NULL;
}

/**
 * open_page_details:
 * @self: a page that is shown
 * @title: title of an event
 * @start: start of one of its occurrences
 *
 * Returns: (transfer none): the window in which it is read, once it is filled
 */
GtkWindow *
open_page_details (OpenPage   *self,
                   const char *title,
                   int64_t     start)
{
  g_autoptr (BalaiRecord) event = small_city_find (&self->city, &balai_event_kind, BALAI_EVENT_TITLE, title);
  GtkWindow *details;

  g_signal_emit_by_name (open_page_part (self, "month"), "item-activated", balai_record_get_id (event), (gint64) start);
  details = open_page_find_window (BALAI_TYPE_EVENT_DETAILS);
  g_assert_nonnull (details);
  balai_test_await (g_strcmp0 (gtk_window_get_title (details), title) == 0);
  return details;
}

/**
 * open_page_press:
 * @widget: what has a key of its own
 * @key: which, without a modifier
 *
 * Does what the widget does when the key is pressed.
 *
 * Returns: whether it does anything
 */
gboolean
open_page_press (GtkWidget *widget,
                 guint      key)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint k = 0; GTK_IS_SHORTCUT_CONTROLLER (controller)
                        && k < g_list_model_get_n_items (G_LIST_MODEL (controller)); k++)
        {
          g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), k);
          GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

          if (GTK_IS_KEYVAL_TRIGGER (trigger) && gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == key
              && gtk_keyval_trigger_get_modifiers (GTK_KEYVAL_TRIGGER (trigger)) == 0)
            return gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
        }
    }
  return FALSE;
}

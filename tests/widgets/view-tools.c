/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "view-tools.h"

#include "balai-day.h"
#include "balai-item-chip.h"
#include "sample-items.h"

void
hear_day (GtkWidget *widget,
          gint64     day,
          Heard     *heard)
{
  heard->day = day;
  heard->n++;
}

void
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

void
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

void
hear_step (GtkWidget *widget,
           int        step,
           Heard     *heard)
{
  heard->step = step;
  heard->n++;
}

GtkEventController *
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

gboolean
press_key (GtkWidget       *widget,
           guint            key,
           GdkModifierType  state)
{
  gboolean taken = FALSE;

  g_signal_emit_by_name (controller_of (widget, GTK_TYPE_EVENT_CONTROLLER_KEY), "key-pressed", key, 0, state, &taken);
  return taken;
}

void
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

int64_t
july (int day)
{
  return balai_day_from_ymd (2026, 7, day);
}

int64_t
instant (int day,
         int minutes)
{
  return balai_zone_to_instant (balai_zone_get (BALAI_ZONE_JAKARTA), july (day) * BALAI_DAY + minutes * BALAI_MINUTE);
}

/* Two that meet on the 14th, one on the 15th, and an exhibition from the 14th to the 16th. */
BalaiCalendarItems *
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

guint
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

GtkWidget *
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

void
assert_label (GtkWidget  *widget,
              const char *label)
{
  g_autofree char *wrong = NULL;

  wrong = gtk_test_accessible_check_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label);
  g_assert_cmpstr (wrong, ==, NULL);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-bar.h"

#include <glib/gi18n-lib.h>

#define SPACING 6

/**
 * BalaiScheduleBar:
 *
 * Which period is seen and how: on one line where there is room for it, else on two, and with large text in a narrow
 * window on three, where a menu stands for the row of views.
 */
struct _BalaiScheduleBar
{
  GtkWidget      parent_instance;

  GtkWidget     *period;
  GtkWidget     *own_title; /* the same title on a line of its own */
  GtkWidget     *views;
  GtkWidget     *choice;    /* in place of @views */
  GtkWidget     *add;
  GtkWidget     *side;
  GtkWidget     *conflicts; /* in @side */
  GtkLabel      *title;
};

G_DEFINE_FINAL_TYPE (BalaiScheduleBar, balai_schedule_bar, GTK_TYPE_WIDGET)

typedef struct
{
  gboolean one_line;
  gboolean own_title;
  gboolean all_views;
} Shape;

static int
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         gboolean        least)
{
  int minimum, natural;

  gtk_widget_measure (widget, orientation, for_size, &minimum, &natural, NULL, NULL);
  return least ? minimum : natural;
}

static Shape
find_shape (BalaiScheduleBar *self,
            int               width)
{
  int period = measure (self->period, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  int views = measure (self->views, GTK_ORIENTATION_HORIZONTAL, -1, FALSE) + SPACING
              + measure (self->add, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);

  if (width < 0)
    return (Shape) { TRUE, FALSE, TRUE };
  return (Shape) { period + SPACING + views <= width, period > width, views <= width };
}

static GtkSizeRequestMode
balai_schedule_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static int
find_height (BalaiScheduleBar *self,
             int               width,
             gboolean          least)
{
  Shape shape = find_shape (self, width);
  int period = measure (self->period, GTK_ORIENTATION_VERTICAL, -1, least);
  int tools = MAX (measure (shape.all_views ? self->views : self->choice, GTK_ORIENTATION_VERTICAL, -1, least),
                   measure (self->add, GTK_ORIENTATION_VERTICAL, -1, least));

  if (shape.one_line)
    return MAX (period, tools);
  return period + SPACING + tools
         + (shape.own_title ? SPACING + measure (self->own_title, GTK_ORIENTATION_VERTICAL, width, least) : 0);
}

static void
balai_schedule_bar_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  BalaiScheduleBar *self = BALAI_SCHEDULE_BAR (widget);
  int add;

  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum = find_height (self, for_size, TRUE);
      *natural = find_height (self, for_size, FALSE);
      return;
    }
  add = SPACING + measure (self->add, orientation, -1, TRUE);
  *minimum = MAX (measure (self->period, orientation, -1, TRUE), measure (self->choice, orientation, -1, TRUE) + add);
  *natural = measure (self->period, orientation, -1, FALSE) + SPACING
             + measure (self->views, orientation, -1, FALSE) + add;
}

static void
put (BalaiScheduleBar *self,
     GtkWidget        *child,
     GtkAllocation     place)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    place.x = gtk_widget_get_width (GTK_WIDGET (self)) - place.x - place.width;
  gtk_widget_set_child_visible (child, TRUE);
  gtk_widget_size_allocate (child, &place, -1);
}

static void
balai_schedule_bar_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  BalaiScheduleBar *self = BALAI_SCHEDULE_BAR (widget);
  Shape shape = find_shape (self, width);
  GtkWidget *tools = shape.all_views ? self->views : self->choice;
  int add = measure (self->add, GTK_ORIENTATION_HORIZONTAL, -1, FALSE);
  int period = measure (self->period, GTK_ORIENTATION_VERTICAL, -1, FALSE);
  int wide = shape.one_line ? measure (tools, GTK_ORIENTATION_HORIZONTAL, -1, FALSE) : width - SPACING - add;
  int y = shape.one_line ? 0 : period + SPACING;

  gtk_widget_set_child_visible (shape.all_views ? self->choice : self->views, FALSE);
  gtk_widget_set_child_visible (self->own_title, shape.own_title);
  gtk_widget_set_child_visible (GTK_WIDGET (self->title), !shape.own_title);
  put (self, self->period, (GtkAllocation) { 0, 0, shape.one_line ? width - wide - add - 2 * SPACING : width,
                                             shape.one_line ? height : period });
  if (shape.own_title)
    {
      int line = measure (self->own_title, GTK_ORIENTATION_VERTICAL, width, FALSE);

      put (self, self->own_title, (GtkAllocation) { 0, y, width, line });
      y += line + SPACING;
    }
  put (self, tools, (GtkAllocation) { width - add - SPACING - wide, y, wide, height - y });
  put (self, self->add, (GtkAllocation) { width - add, y, add, height - y });
}

static void
balai_schedule_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BALAI_TYPE_SCHEDULE_BAR);
  G_OBJECT_CLASS (balai_schedule_bar_parent_class)->dispose (object);
}

static void
balai_schedule_bar_class_init (BalaiScheduleBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_schedule_bar_dispose;
  widget_class->get_request_mode = balai_schedule_bar_get_request_mode;
  widget_class->measure = balai_schedule_bar_measure;
  widget_class->size_allocate = balai_schedule_bar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "schedulebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TOOLBAR);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-schedule-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, period);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, own_title);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, views);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, choice);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, add);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, side);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, conflicts);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, title);
}

static void
balai_schedule_bar_init (BalaiScheduleBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balai_schedule_bar_set_title:
 * @self: a bar
 * @title: which period is seen
 */
void
balai_schedule_bar_set_title (BalaiScheduleBar *self,
                              const char       *title)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_BAR (self));

  gtk_label_set_text (self->title, title);
  gtk_label_set_text (GTK_LABEL (self->own_title), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
}

/**
 * balai_schedule_bar_set_view:
 * @self: a bar
 * @name: what the view is called
 *
 * Says which view is seen, for where there is no room for a row of all.
 */
void
balai_schedule_bar_set_view (BalaiScheduleBar *self,
                             const char       *name)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_BAR (self));

  gtk_menu_button_set_label (GTK_MENU_BUTTON (self->choice), name);
}

/**
 * balai_schedule_bar_set_narrow:
 * @self: a bar
 * @narrow: whether the side of the page is folded away, so that a button must bring it back
 */
void
balai_schedule_bar_set_narrow (BalaiScheduleBar *self,
                               gboolean          narrow)
{
  g_return_if_fail (BALAI_IS_SCHEDULE_BAR (self));

  gtk_widget_set_visible (self->side, narrow);
}

/**
 * balai_schedule_bar_set_conflicts:
 * @self: a bar
 * @n_conflicts: how many there are to be settled
 *
 * Says on the button that brings back the side how many conflicts are listed there.
 */
void
balai_schedule_bar_set_conflicts (BalaiScheduleBar *self,
                                  guint             n_conflicts)
{
  g_autofree char *number = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (BALAI_IS_SCHEDULE_BAR (self));

  number = n_conflicts > 999 ? g_strdup ("999+") : g_strdup_printf ("%u", n_conflicts);
  words = n_conflicts == 0
            ? g_strdup (_("Small calendar, conflicts and filters"))
            : g_strdup_printf (ngettext ("Small calendar, filters and %u conflict",
                                         "Small calendar, filters and %u conflicts", n_conflicts),
                               n_conflicts);
  gtk_label_set_text (GTK_LABEL (self->conflicts), number);
  gtk_widget_set_visible (self->conflicts, n_conflicts > 0);
  gtk_widget_set_tooltip_text (self->side, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->side), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-bar.h"

#define SPACING 6

/**
 * BalaiScheduleBar:
 *
 * Which period is seen and how: on one line where there is room for it, else on two.
 */
struct _BalaiScheduleBar
{
  GtkWidget  parent_instance;

  GtkWidget *period;
  GtkWidget *tools;
  GtkWidget *side;
  GtkLabel  *title;
};

G_DEFINE_FINAL_TYPE (BalaiScheduleBar, balai_schedule_bar, GTK_TYPE_WIDGET)

static gboolean
fits_one_line (BalaiScheduleBar *self,
               int               width)
{
  int period, tools;

  gtk_widget_measure (self->period, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &period, NULL, NULL);
  gtk_widget_measure (self->tools, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &tools, NULL, NULL);
  return width < 0 || period + SPACING + tools <= width;
}

static GtkSizeRequestMode
balai_schedule_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
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
  int period_min, period_nat, tools_min, tools_nat;

  gtk_widget_measure (self->period, orientation, -1, &period_min, &period_nat, NULL, NULL);
  gtk_widget_measure (self->tools, orientation, -1, &tools_min, &tools_nat, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = MAX (period_min, tools_min);
      *natural = period_nat + SPACING + tools_nat;
    }
  else if (fits_one_line (self, for_size))
    {
      *minimum = MAX (period_min, tools_min);
      *natural = MAX (period_nat, tools_nat);
    }
  else
    {
      *minimum = period_min + SPACING + tools_min;
      *natural = period_nat + SPACING + tools_nat;
    }
}

static void
balai_schedule_bar_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  BalaiScheduleBar *self = BALAI_SCHEDULE_BAR (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation period = { 0, 0, width, height };
  GtkAllocation tools = { 0, 0, width, height };

  if (fits_one_line (self, width))
    {
      gtk_widget_measure (self->tools, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &tools.width, NULL, NULL);
      period.width = width - tools.width - SPACING;
      period.x = rtl ? tools.width + SPACING : 0;
      tools.x = rtl ? 0 : width - tools.width;
    }
  else
    {
      gtk_widget_measure (self->period, GTK_ORIENTATION_VERTICAL, -1, NULL, &period.height, NULL, NULL);
      tools.y = period.height + SPACING;
      tools.height = MAX (0, height - tools.y);
    }
  gtk_widget_size_allocate (self->period, &period, -1);
  gtk_widget_size_allocate (self->tools, &tools, -1);
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
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, tools);
  gtk_widget_class_bind_template_child (widget_class, BalaiScheduleBar, side);
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
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), title);
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

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-date-row.h"

#include <glib/gi18n-lib.h>

#include "balai-clock.h"
#include "balai-date-parse.h"
#include "balai-day.h"
#include "balai-format.h"
#include "balai-mini-calendar.h"
#include "balai-zone.h"

/**
 * BalaiDateRow:
 *
 * A row of a form for a date, in days since 1970-01-01: typed, stepped by days or months, or picked from a calendar.
 */
struct _BalaiDateRow
{
  BalaiTypedRow parent_instance;

  GtkWidget *button;     /* (unowned) */
  GtkWidget *calendar;   /* (unowned) (nullable): made when it is first asked for */
  int64_t today;
};

G_DEFINE_FINAL_TYPE (BalaiDateRow, balai_date_row, BALAI_TYPE_TYPED_ROW)

static int64_t
same_day_of_month (int64_t day,
                   int     months)
{
  int y, m, d;

  balai_day_to_ymd (day, &y, &m, &d);
  m += months - 1;
  y += m < 0 ? -1 : m / 12;
  m = (m + 12) % 12 + 1;
  return balai_day_from_ymd (y, m, MIN (d, balai_day_in_month (y, m)));
}

static void
day_picked (BalaiMiniCalendar *calendar,
            gint64             day,
            BalaiDateRow      *self)
{
  balai_typed_row_set_value (BALAI_TYPED_ROW (self), CLAMP (day, BALAI_DAY_MIN, BALAI_DAY_MAX));
}

static void
make_popover (GtkMenuButton *button,
              gpointer       data)
{
  BalaiDateRow *self = data;
  GtkPopover *popover = gtk_menu_button_get_popover (button);

  if (popover == NULL)
    {
      GtkWidget *fresh = gtk_popover_new ();

      self->calendar = balai_mini_calendar_new ();
      g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_picked), self, 0);
      gtk_popover_set_child (GTK_POPOVER (fresh), self->calendar);
      gtk_menu_button_set_popover (button, fresh);
    }
  balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (self->calendar),
                               balai_typed_row_get_value (BALAI_TYPED_ROW (self)));
}

static char *
balai_date_row_say (BalaiTypedRow *row,
                    int64_t        value)
{
  return balai_format_date (value);
}

static gboolean
balai_date_row_read (BalaiTypedRow *row,
                     const char    *text,
                     int64_t       *value)
{
  return balai_date_parse (text, BALAI_DATE_ROW (row)->today, value);
}

static int64_t
balai_date_row_step (BalaiTypedRow *row,
                     int64_t        value,
                     int            steps,
                     gboolean       page)
{
  return CLAMP (page ? same_day_of_month (value, steps) : value + steps, BALAI_DAY_MIN, BALAI_DAY_MAX);
}

static void
balai_date_row_constructed (GObject *object)
{
  G_OBJECT_CLASS (balai_date_row_parent_class)->constructed (object);
  balai_typed_row_set_value (BALAI_TYPED_ROW (object), BALAI_DATE_ROW (object)->today);
}

static void
balai_date_row_class_init (BalaiDateRowClass *klass)
{
  BalaiTypedRowClass *row_class = BALAI_TYPED_ROW_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = balai_date_row_constructed;
  row_class->say = balai_date_row_say;
  row_class->read = balai_date_row_read;
  row_class->step = balai_date_row_step;
}

static void
balai_date_row_init (BalaiDateRow *self)
{
  self->today = balai_zone_day (balai_zone_get (BALAI_ZONE_JAKARTA), balai_clock_now (balai_clock_system ()));
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "x-office-calendar-symbolic",
                               "valign", GTK_ALIGN_CENTER, "tooltip-text", _("Choose a date"), NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a date"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a date"), -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_popover, self, NULL);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->button);
}

/**
 * balai_date_row_new:
 * @title: what the date is for
 *
 * Returns: (transfer full): a row with the date of today
 */
GtkWidget *
balai_date_row_new (const char *title)
{
  return g_object_new (BALAI_TYPE_DATE_ROW, "title", title, NULL);
}

/**
 * balai_date_row_set_today:
 * @self: a row
 * @today: days since 1970-01-01, for what is left out in typing
 */
void
balai_date_row_set_today (BalaiDateRow *self,
                          int64_t       today)
{
  g_return_if_fail (BALAI_IS_DATE_ROW (self));

  self->today = today;
}

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
 * A row of a form for a date: typed as people write it, stepped with the arrows, or picked from a calendar.
 */
struct _BalaiDateRow
{
  AdwEntryRow parent_instance;

  GtkWidget *button;     /* (unowned) */
  GtkWidget *calendar;   /* (unowned) (nullable): made when it is first asked for */
  int64_t day;
  int64_t today;
  gboolean valid;
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (BalaiDateRow, balai_date_row, ADW_TYPE_ENTRY_ROW)

typedef enum
{
  PROP_DAY = 1,
  PROP_VALID,
} BalaiDateRowProperty;

static GParamSpec *properties[PROP_VALID + 1];

static void
write_text (BalaiDateRow *self)
{
  g_autofree char *text = balai_format_date (self->day);

  self->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->writing = FALSE;
}

static void
set_valid (BalaiDateRow *self,
           gboolean      valid)
{
  if (self->valid == valid)
    return;
  self->valid = valid;
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self))),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

static void
take_day (BalaiDateRow *self,
          int64_t       day)
{
  set_valid (self, TRUE);
  if (self->day == day)
    return;
  self->day = day;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY]);
}

static void
text_changed (BalaiDateRow *self)
{
  int64_t day;

  if (self->writing)
    return;
  if (balai_date_parse (gtk_editable_get_text (GTK_EDITABLE (self)), self->today, &day))
    take_day (self, day);
  else
    set_valid (self, FALSE);
}

static void
finish_typing (BalaiDateRow *self)
{
  if (self->valid)
    write_text (self);
}

static void
step (BalaiDateRow *self,
      int64_t       day)
{
  take_day (self, CLAMP (day, BALAI_DAY_MIN, BALAI_DAY_MAX));
  write_text (self);
}

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

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        state,
             BalaiDateRow          *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step (self, self->day + 1);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step (self, self->day - 1);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      step (self, same_day_of_month (self->day, 1));
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      step (self, same_day_of_month (self->day, -1));
      return TRUE;
    default:
      return FALSE;
    }
}

static void
day_picked (BalaiMiniCalendar *calendar,
            gint64             day,
            BalaiDateRow      *self)
{
  step (self, day);
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
  balai_mini_calendar_set_day (BALAI_MINI_CALENDAR (self->calendar), self->day);
}

static void
balai_date_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  BalaiDateRow *self = BALAI_DATE_ROW (object);

  switch ((BalaiDateRowProperty) prop_id)
    {
    case PROP_DAY:
      g_value_set_int64 (value, self->day);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, self->valid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_date_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((BalaiDateRowProperty) prop_id)
    {
    case PROP_DAY:
      balai_date_row_set_day (BALAI_DATE_ROW (object), g_value_get_int64 (value));
      break;
    case PROP_VALID:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_date_row_class_init (BalaiDateRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = balai_date_row_get_property;
  object_class->set_property = balai_date_row_set_property;
  properties[PROP_DAY] = g_param_spec_int64 ("day", NULL, NULL, BALAI_DAY_MIN, BALAI_DAY_MAX, 0,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, TRUE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
balai_date_row_init (BalaiDateRow *self)
{
  GtkWidget *delegate = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self)));
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->valid = TRUE;
  self->today = balai_zone_day (balai_zone_get (BALAI_ZONE_JAKARTA), balai_clock_now (balai_clock_system ()));
  self->day = self->today;
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (delegate, key);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (finish_typing), self);
  gtk_widget_add_controller (delegate, focus);
  g_signal_connect (self, "changed", G_CALLBACK (text_changed), NULL);
  g_signal_connect (self, "entry-activated", G_CALLBACK (finish_typing), NULL);
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "x-office-calendar-symbolic",
                               "valign", GTK_ALIGN_CENTER, "tooltip-text", _("Choose a date"), NULL);
  gtk_widget_add_css_class (self->button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->button)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a date"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Choose a date"), -1);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->button), make_popover, self, NULL);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (self), self->button);
  write_text (self);
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
 * balai_date_row_set_day:
 * @self: a row
 * @day: days since 1970-01-01
 */
void
balai_date_row_set_day (BalaiDateRow *self,
                        int64_t       day)
{
  g_return_if_fail (BALAI_IS_DATE_ROW (self));

  step (self, day);
}

/**
 * balai_date_row_get_day:
 * @self: a row
 *
 * Returns: days since 1970-01-01; where what is typed is no date, the last one that was
 */
int64_t
balai_date_row_get_day (BalaiDateRow *self)
{
  g_return_val_if_fail (BALAI_IS_DATE_ROW (self), 0);

  return self->day;
}

gboolean
balai_date_row_is_valid (BalaiDateRow *self)
{
  g_return_val_if_fail (BALAI_IS_DATE_ROW (self), FALSE);

  return self->valid;
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

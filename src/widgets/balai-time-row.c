/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-time-row.h"

#include "balai-date-parse.h"
#include "balai-format.h"
#include "balai-span.h"

#define STEP (15 * (int) BALAI_MINUTE)

/**
 * BalaiTimeRow:
 *
 * A row of a form for a time of day: typed as people write it, stepped with the arrows by quarters of an hour.
 */
struct _BalaiTimeRow
{
  AdwEntryRow parent_instance;

  int second;
  gboolean valid;
  gboolean writing;
};

G_DEFINE_FINAL_TYPE (BalaiTimeRow, balai_time_row, ADW_TYPE_ENTRY_ROW)

typedef enum
{
  PROP_SECOND = 1,
  PROP_VALID,
} BalaiTimeRowProperty;

static GParamSpec *properties[PROP_VALID + 1];

static void
write_text (BalaiTimeRow *self)
{
  g_autofree char *text = balai_format_time (self->second);

  self->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  self->writing = FALSE;
}

static void
set_valid (BalaiTimeRow *self,
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
take_second (BalaiTimeRow *self,
             int           second)
{
  set_valid (self, TRUE);
  if (self->second == second)
    return;
  self->second = second;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SECOND]);
}

static void
text_changed (BalaiTimeRow *self)
{
  int second;

  if (self->writing)
    return;
  if (balai_time_parse (gtk_editable_get_text (GTK_EDITABLE (self)), &second))
    take_second (self, second);
  else
    set_valid (self, FALSE);
}

static void
finish_typing (BalaiTimeRow *self)
{
  if (self->valid)
    write_text (self);
}

static void
step (BalaiTimeRow *self,
      int           by)
{
  int second = self->second + by;

  take_second (self, (second % (int) BALAI_DAY + (int) BALAI_DAY) % (int) BALAI_DAY);
  write_text (self);
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        state,
             BalaiTimeRow          *self)
{
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      step (self, STEP);
      return TRUE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      step (self, -STEP);
      return TRUE;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      step (self, 4 * STEP);
      return TRUE;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      step (self, -4 * STEP);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
balai_time_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  BalaiTimeRow *self = BALAI_TIME_ROW (object);

  switch ((BalaiTimeRowProperty) prop_id)
    {
    case PROP_SECOND:
      g_value_set_int (value, self->second);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, self->valid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_time_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  switch ((BalaiTimeRowProperty) prop_id)
    {
    case PROP_SECOND:
      balai_time_row_set_second (BALAI_TIME_ROW (object), g_value_get_int (value));
      break;
    case PROP_VALID:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_time_row_class_init (BalaiTimeRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = balai_time_row_get_property;
  object_class->set_property = balai_time_row_set_property;
  properties[PROP_SECOND] = g_param_spec_int ("second", NULL, NULL, 0, (int) BALAI_DAY - 1, 0,
                                              G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, TRUE,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
balai_time_row_init (BalaiTimeRow *self)
{
  GtkWidget *delegate = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self)));
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->valid = TRUE;
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (delegate, key);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (finish_typing), self);
  gtk_widget_add_controller (delegate, focus);
  g_signal_connect (self, "changed", G_CALLBACK (text_changed), NULL);
  g_signal_connect (self, "entry-activated", G_CALLBACK (finish_typing), NULL);
  write_text (self);
}

/**
 * balai_time_row_new:
 * @title: what the time is for
 *
 * Returns: (transfer full): a row with midnight
 */
GtkWidget *
balai_time_row_new (const char *title)
{
  return g_object_new (BALAI_TYPE_TIME_ROW, "title", title, NULL);
}

/**
 * balai_time_row_set_second:
 * @self: a row
 * @second: second of the day, 0 to 86399
 */
void
balai_time_row_set_second (BalaiTimeRow *self,
                           int           second)
{
  g_return_if_fail (BALAI_IS_TIME_ROW (self) && second >= 0 && second < (int) BALAI_DAY);

  take_second (self, second);
  write_text (self);
}

/**
 * balai_time_row_get_second:
 * @self: a row
 *
 * Returns: second of the day; where what is typed is no time, the last one that was
 */
int
balai_time_row_get_second (BalaiTimeRow *self)
{
  g_return_val_if_fail (BALAI_IS_TIME_ROW (self), 0);

  return self->second;
}

gboolean
balai_time_row_is_valid (BalaiTimeRow *self)
{
  g_return_val_if_fail (BALAI_IS_TIME_ROW (self), FALSE);

  return self->valid;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-typed-row.h"

#include "balai-widget-tools.h"

/**
 * BalaiTypedRow:
 *
 * A row of a form for a value that is typed as people write it and stepped with the arrows. What is typed and is no
 * value is marked, and the last value stays.
 */
typedef struct
{
  int64_t value;
  gboolean valid;
  gboolean writing;
} BalaiTypedRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (BalaiTypedRow, balai_typed_row, ADW_TYPE_ENTRY_ROW)

typedef enum
{
  PROP_VALUE = 1,
  PROP_VALID,
} BalaiTypedRowProperty;

static GParamSpec *properties[PROP_VALID + 1];

static BalaiTypedRowPrivate *
private_of (BalaiTypedRow *self)
{
  return balai_typed_row_get_instance_private (self);
}

static void
write_text (BalaiTypedRow *self)
{
  BalaiTypedRowPrivate *priv = private_of (self);
  g_autofree char *text = BALAI_TYPED_ROW_GET_CLASS (self)->say (self, priv->value);

  priv->writing = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self), text);
  gtk_editable_set_position (GTK_EDITABLE (self), -1);
  priv->writing = FALSE;
}

static void
set_valid (BalaiTypedRow *self,
           gboolean       valid)
{
  BalaiTypedRowPrivate *priv = private_of (self);

  if (priv->valid == valid)
    return;
  priv->valid = valid;
  balai_widget_set_css_class (GTK_WIDGET (self), "error", !valid);
  gtk_accessible_update_state (GTK_ACCESSIBLE (gtk_editable_get_delegate (GTK_EDITABLE (self))),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALID]);
}

static void
take_value (BalaiTypedRow *self,
            int64_t        value)
{
  BalaiTypedRowPrivate *priv = private_of (self);

  set_valid (self, TRUE);
  if (priv->value == value)
    return;
  priv->value = value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_VALUE]);
}

static void
text_changed (BalaiTypedRow *self)
{
  int64_t value;

  if (private_of (self)->writing)
    return;
  if (BALAI_TYPED_ROW_GET_CLASS (self)->read (self, gtk_editable_get_text (GTK_EDITABLE (self)), &value))
    take_value (self, value);
  else
    set_valid (self, FALSE);
}

static void
finish_typing (BalaiTypedRow *self)
{
  if (private_of (self)->valid)
    write_text (self);
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint                  key,
             guint                  code,
             GdkModifierType        state,
             BalaiTypedRow         *self)
{
  gboolean page = FALSE;
  int steps;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      steps = 1;
      break;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      steps = -1;
      break;
    case GDK_KEY_Page_Up:
    case GDK_KEY_KP_Page_Up:
      steps = 1;
      page = TRUE;
      break;
    case GDK_KEY_Page_Down:
    case GDK_KEY_KP_Page_Down:
      steps = -1;
      page = TRUE;
      break;
    default:
      return FALSE;
    }
  balai_typed_row_set_value (self, BALAI_TYPED_ROW_GET_CLASS (self)->step (self, private_of (self)->value, steps,
                                                                           page));
  return TRUE;
}

static void
balai_typed_row_constructed (GObject *object)
{
  G_OBJECT_CLASS (balai_typed_row_parent_class)->constructed (object);
  write_text (BALAI_TYPED_ROW (object));
}

static void
balai_typed_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  BalaiTypedRowPrivate *priv = private_of (BALAI_TYPED_ROW (object));

  switch ((BalaiTypedRowProperty) prop_id)
    {
    case PROP_VALUE:
      g_value_set_int64 (value, priv->value);
      break;
    case PROP_VALID:
      g_value_set_boolean (value, priv->valid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_typed_row_class_init (BalaiTypedRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = balai_typed_row_constructed;
  object_class->get_property = balai_typed_row_get_property;
  /**
   * BalaiTypedRow:value:
   *
   * The value; what it counts the class says.
   */
  properties[PROP_VALUE] = g_param_spec_int64 ("value", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  /**
   * BalaiTypedRow:valid:
   *
   * Whether what is typed is a value.
   */
  properties[PROP_VALID] = g_param_spec_boolean ("valid", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
balai_typed_row_init (BalaiTypedRow *self)
{
  GtkWidget *delegate = GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self)));
  GtkEventController *key = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  private_of (self)->valid = TRUE;
  gtk_event_controller_set_propagation_phase (key, GTK_PHASE_CAPTURE);
  g_signal_connect (key, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (delegate, key);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (finish_typing), self);
  gtk_widget_add_controller (delegate, focus);
  g_signal_connect (self, "changed", G_CALLBACK (text_changed), NULL);
  g_signal_connect (self, "entry-activated", G_CALLBACK (finish_typing), NULL);
}

/**
 * balai_typed_row_set_value:
 * @self: a row
 * @value: a value that the class knows
 *
 * Takes a value and writes it as people do.
 */
void
balai_typed_row_set_value (BalaiTypedRow *self,
                           int64_t        value)
{
  g_return_if_fail (BALAI_IS_TYPED_ROW (self));

  take_value (self, value);
  write_text (self);
}

/**
 * balai_typed_row_get_value:
 * @self: a row
 *
 * Returns: the value; where what is typed is none, the last one that was
 */
int64_t
balai_typed_row_get_value (BalaiTypedRow *self)
{
  g_return_val_if_fail (BALAI_IS_TYPED_ROW (self), 0);

  return private_of (self)->value;
}

/**
 * balai_typed_row_is_valid:
 * @self: a row
 *
 * Returns: whether what is typed is a value
 */
gboolean
balai_typed_row_is_valid (BalaiTypedRow *self)
{
  g_return_val_if_fail (BALAI_IS_TYPED_ROW (self), FALSE);

  return private_of (self)->valid;
}

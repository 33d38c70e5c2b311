/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-picker-row.h"

#include "balai-widget-tools.h"

/**
 * BalaiPickerRow:
 *
 * A row of a form that picks from a register: its title, and below it the entry to type in.
 */
struct _BalaiPickerRow
{
  AdwPreferencesRow parent_instance;

  BalaiRegisterPicker *picker; /* (unowned) */
  char *placeholder;           /* (owned) (nullable) */
  gboolean multiple;
};

G_DEFINE_FINAL_TYPE (BalaiPickerRow, balai_picker_row, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  PROP_PLACEHOLDER = 1,
  PROP_MULTIPLE,
} BalaiPickerRowProperty;

static GParamSpec *properties[PROP_MULTIPLE + 1];

static gboolean
balai_picker_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (BALAI_PICKER_ROW (widget)->picker));
}

static void
title_changed (BalaiPickerRow *self)
{
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (balai_register_picker_get_editable (self->picker)),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
}

static void
balai_picker_row_constructed (GObject *object)
{
  BalaiPickerRow *self = BALAI_PICKER_ROW (object);
  const char *title = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *picker = balai_register_picker_new (title ? title : "", self->multiple);

  G_OBJECT_CLASS (balai_picker_row_parent_class)->constructed (object);

  self->picker = BALAI_REGISTER_PICKER (picker);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_entry_set_placeholder_text (GTK_ENTRY (balai_register_picker_get_editable (self->picker)), self->placeholder);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), picker);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  /* A template sets the title after the row is made. */
  g_object_bind_property (self, "title", label, "label", G_BINDING_SYNC_CREATE);
  g_signal_connect (self, "notify::title", G_CALLBACK (title_changed), NULL);
  title_changed (self);
}

static void
balai_picker_row_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  BalaiPickerRow *self = BALAI_PICKER_ROW (object);

  switch ((BalaiPickerRowProperty) prop_id)
    {
    case PROP_PLACEHOLDER:
      self->placeholder = g_value_dup_string (value);
      break;
    case PROP_MULTIPLE:
      self->multiple = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
balai_picker_row_finalize (GObject *object)
{
  g_free (BALAI_PICKER_ROW (object)->placeholder);
  G_OBJECT_CLASS (balai_picker_row_parent_class)->finalize (object);
}

static void
balai_picker_row_class_init (BalaiPickerRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = balai_picker_row_constructed;
  object_class->set_property = balai_picker_row_set_property;
  object_class->finalize = balai_picker_row_finalize;
  balai_widget_class_pass_focus (GTK_WIDGET_CLASS (klass));
  GTK_WIDGET_CLASS (klass)->grab_focus = balai_picker_row_grab_focus;
  properties[PROP_PLACEHOLDER] = g_param_spec_string (
    "placeholder", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MULTIPLE] = g_param_spec_boolean (
    "multiple", NULL, NULL, FALSE, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
balai_picker_row_init (BalaiPickerRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "pickerrow");
}

/**
 * balai_picker_row_new:
 * @title: what is picked
 * @placeholder: what to type
 * @multiple: whether several can be picked
 *
 * Returns: (transfer full): a row whose picker has no register yet
 */
GtkWidget *
balai_picker_row_new (const char *title,
                      const char *placeholder,
                      gboolean    multiple)
{
  return g_object_new (BALAI_TYPE_PICKER_ROW, "title", title, "placeholder", placeholder, "multiple", multiple, NULL);
}

BalaiRegisterPicker *
balai_picker_row_get_picker (BalaiPickerRow *self)
{
  g_return_val_if_fail (BALAI_IS_PICKER_ROW (self), NULL);

  return self->picker;
}

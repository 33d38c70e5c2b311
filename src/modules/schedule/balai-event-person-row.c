/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-person-row.h"

#include <glib/gi18n-lib.h>

#include "balai-event-use-row.h"
#include "balai-widget-tools.h"

/**
 * BalaiEventPersonRow:
 *
 * Somebody who comes: in which role, whether online, whether another may come instead.
 */
struct _BalaiEventPersonRow
{
  AdwPreferencesRow parent_instance;

  BalaiRecord *person;    /* (owned) */
  GtkWidget   *name;      /* (unowned) */
  GtkWidget   *remove;    /* (unowned) */
  GtkWidget   *role;      /* (unowned) */
  GtkWidget   *online;    /* (unowned) */
  GtkWidget   *delegable; /* (unowned) */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (BalaiEventPersonRow, balai_event_person_row, ADW_TYPE_PREFERENCES_ROW,
                               G_IMPLEMENT_INTERFACE (BALAI_TYPE_EVENT_USE_ROW, NULL))

static void
changed (BalaiEventPersonRow *self)
{
  guint role = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->role));

  if (self->person == NULL || role == GTK_INVALID_LIST_POSITION)
    return;
  balai_record_set_text (self->person, BALAI_EVENT_PERSON_ROLE, balai_event_role_values[role].code);
  balai_record_set_int (self->person, BALAI_EVENT_PERSON_ONLINE,
                        gtk_check_button_get_active (GTK_CHECK_BUTTON (self->online)));
  balai_record_set_int (self->person, BALAI_EVENT_PERSON_DELEGABLE,
                        gtk_check_button_get_active (GTK_CHECK_BUTTON (self->delegable)));
  balai_event_use_row_changed (BALAI_EVENT_USE_ROW (self));
}

static gboolean
balai_event_person_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BALAI_EVENT_PERSON_ROW (widget)->role);
}

static void
balai_event_person_row_dispose (GObject *object)
{
  g_clear_object (&BALAI_EVENT_PERSON_ROW (object)->person);
  G_OBJECT_CLASS (balai_event_person_row_parent_class)->dispose (object);
}

static void
balai_event_person_row_class_init (BalaiEventPersonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_event_person_row_dispose;
  widget_class->grab_focus = balai_event_person_row_grab_focus;
  balai_widget_class_pass_focus (widget_class);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-person-row.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiEventPersonRow, name);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventPersonRow, remove);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventPersonRow, role);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventPersonRow, online);
  gtk_widget_class_bind_template_child (widget_class, BalaiEventPersonRow, delegable);
}

static void
balai_event_person_row_init (BalaiEventPersonRow *self)
{
  g_autoptr (GtkStringList) roles = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  for (const BalaiEnumValue *value = balai_event_role_values; value->code != NULL; value++)
    gtk_string_list_append (roles, _(value->label));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->role), G_LIST_MODEL (roles));
}

/**
 * balai_event_person_row_new:
 * @person: a person of an event; the row writes into it
 * @name: what the person is called
 *
 * Returns: (transfer full): a row
 */
GtkWidget *
balai_event_person_row_new (BalaiRecord *person,
                            const char  *name)
{
  BalaiEventPersonRow *self = g_object_new (BALAI_TYPE_EVENT_PERSON_ROW, "title", name, "use-markup", FALSE, NULL);
  const char *role = balai_record_get_text (person, BALAI_EVENT_PERSON_ROLE);
  /* Translators: %s is a person */
  g_autofree char *role_of = g_strdup_printf (_("Role of %s"), name);

  gtk_label_set_label (GTK_LABEL (self->name), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->role), GTK_ACCESSIBLE_PROPERTY_LABEL, role_of, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  for (guint i = 0; balai_event_role_values[i].code != NULL; i++)
    if (g_strcmp0 (balai_event_role_values[i].code, role) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->role), i);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->online),
                               balai_record_get_boolean (person, BALAI_EVENT_PERSON_ONLINE));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->delegable),
                               balai_record_get_boolean (person, BALAI_EVENT_PERSON_DELEGABLE));
  self->person = g_object_ref (person);
  g_signal_connect_object (self->role, "notify::selected", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->online, "toggled", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->delegable, "toggled", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  balai_event_use_row_set_remove (BALAI_EVENT_USE_ROW (self), self->remove, name);
  return GTK_WIDGET (self);
}

BalaiRecord *
balai_event_person_row_get_person (BalaiEventPersonRow *self)
{
  return self->person;
}

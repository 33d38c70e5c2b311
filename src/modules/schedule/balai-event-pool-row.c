/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-pool-row.h"

#include <glib/gi18n-lib.h>

#include "balai-event-use-row.h"
#include "balai-widget-tools.h"

/**
 * BalaiEventPoolRow:
 *
 * Equipment that is lent for an event, and how many units of it.
 */
struct _BalaiEventPoolRow
{
  AdwActionRow parent_instance;

  BalaiRecord *pool;     /* (owned) */
  GtkWidget   *quantity; /* (unowned) */
};

G_DEFINE_FINAL_TYPE_WITH_CODE (BalaiEventPoolRow, balai_event_pool_row, ADW_TYPE_ACTION_ROW,
                               G_IMPLEMENT_INTERFACE (BALAI_TYPE_EVENT_USE_ROW, NULL))

static void
changed (BalaiEventPoolRow *self)
{
  balai_record_set_int (self->pool, BALAI_EVENT_EQUIPMENT_QUANTITY,
                        gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->quantity)));
  balai_event_use_row_changed (BALAI_EVENT_USE_ROW (self));
}

static gboolean
balai_event_pool_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (BALAI_EVENT_POOL_ROW (widget)->quantity);
}

static void
balai_event_pool_row_dispose (GObject *object)
{
  g_clear_object (&BALAI_EVENT_POOL_ROW (object)->pool);
  G_OBJECT_CLASS (balai_event_pool_row_parent_class)->dispose (object);
}

static void
balai_event_pool_row_class_init (BalaiEventPoolRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_event_pool_row_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = balai_event_pool_row_grab_focus;
  balai_widget_class_pass_focus (GTK_WIDGET_CLASS (klass));
}

static void
balai_event_pool_row_init (BalaiEventPoolRow *self)
{
}

/**
 * balai_event_pool_row_new:
 * @pool: equipment of an event; the row writes into it
 * @name: what the equipment is called
 *
 * Returns: (transfer full): a row
 */
GtkWidget *
balai_event_pool_row_new (BalaiRecord *pool,
                          const char  *name)
{
  BalaiEventPoolRow *self = g_object_new (BALAI_TYPE_EVENT_POOL_ROW, "use-markup", FALSE, "title", name, NULL);
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  /* Translators: %s is a kind of equipment */
  g_autofree char *quantity_words = g_strdup_printf (_("How many of %s"), name);

  self->pool = g_object_ref (pool);
  self->quantity = gtk_spin_button_new_with_range (1, 1000000, 1);
  gtk_spin_button_set_numeric (GTK_SPIN_BUTTON (self->quantity), TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->quantity), 4);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->quantity),
                             (double) MAX (balai_record_get_int (pool, BALAI_EVENT_EQUIPMENT_QUANTITY), 1));
  gtk_widget_set_valign (self->quantity, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->quantity), GTK_ACCESSIBLE_PROPERTY_LABEL, quantity_words, -1);
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), self->quantity);
  adw_action_row_add_suffix (ADW_ACTION_ROW (self), remove);
  g_signal_connect_object (self->quantity, "value-changed", G_CALLBACK (changed), self, G_CONNECT_SWAPPED);
  balai_event_use_row_set_remove (BALAI_EVENT_USE_ROW (self), remove, name);
  return GTK_WIDGET (self);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-store-status.h"

#include <glib/gi18n-lib.h>

/**
 * BalaiStoreStatus:
 *
 * A sign in the header that says whether what was entered is kept; a click tells where, and what was done last.
 */
struct _BalaiStoreStatus
{
  GtkWidget      parent_instance;

  BalaiStore    *store; /* (owned) (nullable) */

  GtkMenuButton *button;
  GtkLabel      *state;
  GtkLabel      *last;
  GtkLabel      *folder;
};

G_DEFINE_FINAL_TYPE (BalaiStoreStatus, balai_store_status, GTK_TYPE_WIDGET)

static void
show (BalaiStoreStatus *self)
{
  const char *label = balai_store_get_undo_label (self->store);
  const char *words = _("Everything is saved on this computer");
  const char *icon = "balai-safe-symbolic";
  g_autofree char *last = label ? g_strdup_printf (_("Last: %s"), label) : NULL;

  if (balai_store_get_disk_full (self->store))
    {
      words = _("The disk is full");
      icon = "balai-attention-symbolic";
    }
  else if (balai_store_get_state (self->store) == BALAI_STORE_OPENING)
    {
      words = _("Opening…");
      icon = "balai-waiting-symbolic";
    }
  else if (balai_store_get_state (self->store) != BALAI_STORE_OPEN)
    {
      words = _("Not open");
      icon = "balai-attention-symbolic";
    }
  gtk_menu_button_set_icon_name (self->button, icon);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_label_set_text (self->state, words);
  gtk_label_set_text (self->last, last ? last : "");
  gtk_widget_set_visible (GTK_WIDGET (self->last), last != NULL);
  gtk_label_set_text (self->folder, balai_store_get_folder (self->store));
}

static void
balai_store_status_dispose (GObject *object)
{
  BalaiStoreStatus *self = BALAI_STORE_STATUS (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BALAI_TYPE_STORE_STATUS);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (balai_store_status_parent_class)->dispose (object);
}

static void
balai_store_status_class_init (BalaiStoreStatusClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_store_status_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/app/balai-store-status.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiStoreStatus, button);
  gtk_widget_class_bind_template_child (widget_class, BalaiStoreStatus, state);
  gtk_widget_class_bind_template_child (widget_class, BalaiStoreStatus, last);
  gtk_widget_class_bind_template_child (widget_class, BalaiStoreStatus, folder);
}

static void
balai_store_status_init (BalaiStoreStatus *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * balai_store_status_set_store:
 * @self: the sign
 * @store: what it tells of
 */
void
balai_store_status_set_store (BalaiStoreStatus *self,
                              BalaiStore       *store)
{
  g_return_if_fail (BALAI_IS_STORE_STATUS (self));
  g_return_if_fail (BALAI_IS_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

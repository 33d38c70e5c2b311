/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-sidebar-row.h"

#include <glib/gi18n-lib.h>

/**
 * BalaiSidebarRow:
 *
 * A module in the sidebar: its sign, its name and how much waits in it. Its page may not be there yet.
 */
struct _BalaiSidebarRow
{
  GtkListBoxRow  parent_instance;

  const char    *id;    /* (unowned): of the module */
  const char    *title; /* (unowned): of the module */
  GtkWidget     *badge;
};

G_DEFINE_FINAL_TYPE (BalaiSidebarRow, balai_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_badge (BalaiSidebarRow *self,
            guint            badge)
{
  g_autofree char *number = badge > 999 ? g_strdup ("999+") : g_strdup_printf ("%u", badge);
  g_autofree char *words = NULL;

  gtk_label_set_text (GTK_LABEL (self->badge), number);
  gtk_widget_set_visible (self->badge, badge > 0);
  if (badge > 0)
    /* Translators: name of a page and how many of its entries wait for the person */
    words = g_strdup_printf (ngettext ("%1$s, %2$u waits for you", "%1$s, %2$u wait for you", badge), self->title,
                             badge);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words ? words : self->title,
                                  -1);
}

static void
on_badge (BalaiPage       *page,
          GParamSpec      *pspec,
          BalaiSidebarRow *self)
{
  show_badge (self, balai_page_get_badge (page));
}

static void
balai_sidebar_row_class_init (BalaiSidebarRowClass *klass)
{
}

static void
balai_sidebar_row_init (BalaiSidebarRow *self)
{
}

/**
 * balai_sidebar_row_new:
 * @id: (transfer none): id of a module, which outlives the row
 * @title: (transfer none): its name in the person's language, which outlives the row
 * @icon_name: its sign
 *
 * Returns: (transfer floating): a row with its sign and its name
 */
GtkWidget *
balai_sidebar_row_new (const char *id,
                       const char *title,
                       const char *icon_name)
{
  BalaiSidebarRow *self = g_object_new (BALAI_TYPE_SIDEBAR_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (title);

  self->id = id;
  self->title = title;
  self->badge = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (self->badge, "badge");
  gtk_widget_add_css_class (self->badge, "numeric");
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (icon_name));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), self->badge);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  show_badge (self, 0);
  return GTK_WIDGET (self);
}

/**
 * balai_sidebar_row_get_id:
 * @self: a row
 *
 * Returns: (transfer none): id of the module
 */
const char *
balai_sidebar_row_get_id (BalaiSidebarRow *self)
{
  g_return_val_if_fail (BALAI_IS_SIDEBAR_ROW (self), NULL);

  return self->id;
}

/**
 * balai_sidebar_row_set_page:
 * @self: a row
 * @page: the page of its module, whose badge it shows from now on
 */
void
balai_sidebar_row_set_page (BalaiSidebarRow *self,
                            BalaiPage       *page)
{
  g_return_if_fail (BALAI_IS_SIDEBAR_ROW (self));
  g_return_if_fail (BALAI_IS_PAGE (page));

  g_signal_connect_object (page, "notify::badge", G_CALLBACK (on_badge), self, 0);
  show_badge (self, balai_page_get_badge (page));
}

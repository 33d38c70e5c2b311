/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-banner.h"

/**
 * BalaiBanner:
 *
 * A line at the top of a page or a window that says what stands in the way, with one button that does something about
 * it.
 */
struct _BalaiBanner
{
  GtkWidget parent_instance;

  GtkWidget *revealer;   /* (unowned): child */
  GtkWidget *box;        /* (unowned) */
  GtkWidget *label;      /* (unowned) */
  GtkWidget *button;     /* (unowned) */
};

G_DEFINE_FINAL_TYPE (BalaiBanner, balai_banner, GTK_TYPE_WIDGET)

enum
{
  BUTTON_CLICKED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
clicked (BalaiBanner *self)
{
  g_signal_emit (self, signals[BUTTON_CLICKED], 0);
}

static void
balai_banner_dispose (GObject *object)
{
  g_clear_pointer (&BALAI_BANNER (object)->revealer, gtk_widget_unparent);
  G_OBJECT_CLASS (balai_banner_parent_class)->dispose (object);
}

static void
balai_banner_class_init (BalaiBannerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_banner_dispose;
  /**
   * BalaiBanner::button-clicked:
   * @self: the banner
   */
  signals[BUTTON_CLICKED] = g_signal_new ("button-clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "balaibanner");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
balai_banner_init (BalaiBanner *self)
{
  self->revealer = gtk_revealer_new ();
  gtk_widget_set_parent (self->revealer, GTK_WIDGET (self));
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (self->box, "banner");
  gtk_revealer_set_child (GTK_REVEALER (self->revealer), self->box);
  self->label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "wrap-mode", PANGO_WRAP_WORD_CHAR, "xalign", 0.f,
                              "hexpand", TRUE, "width-chars", 12, NULL);
  gtk_box_append (GTK_BOX (self->box), self->label);
  self->button = g_object_new (GTK_TYPE_BUTTON, "valign", GTK_ALIGN_CENTER, "visible", FALSE, NULL);
  gtk_box_append (GTK_BOX (self->box), self->button);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked), self, G_CONNECT_SWAPPED);
}

GtkWidget *
balai_banner_new (void)
{
  return g_object_new (BALAI_TYPE_BANNER, NULL);
}

/**
 * balai_banner_show:
 * @self: a banner
 * @text: what to say
 * @button: (nullable): what its button says; %NULL for none
 */
void
balai_banner_show (BalaiBanner *self,
                   const char  *text,
                   const char  *button)
{
  g_return_if_fail (BALAI_IS_BANNER (self) && text != NULL);

  gtk_label_set_label (GTK_LABEL (self->label), text);
  gtk_widget_set_visible (self->button, button != NULL);
  if (button != NULL)
    gtk_button_set_label (GTK_BUTTON (self->button), button);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
}

void
balai_banner_hide (BalaiBanner *self)
{
  g_return_if_fail (BALAI_IS_BANNER (self));

  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
}

gboolean
balai_banner_is_shown (BalaiBanner *self)
{
  g_return_val_if_fail (BALAI_IS_BANNER (self), FALSE);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}

/**
 * balai_banner_set_grave:
 * @self: a banner
 * @grave: whether it tells of an error rather than of something to know
 */
void
balai_banner_set_grave (BalaiBanner *self,
                        gboolean     grave)
{
  g_return_if_fail (BALAI_IS_BANNER (self));

  if (grave)
    gtk_widget_add_css_class (self->box, "grave");
  else
    gtk_widget_remove_css_class (self->box, "grave");
}

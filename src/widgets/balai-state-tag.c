/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-state-tag.h"

/**
 * BalaiStateTag:
 *
 * Sign, word and colour of a state, always together.
 */
struct _BalaiStateTag
{
  GtkWidget parent_instance;

  GtkWidget *icon;    /* (unowned): child */
  GtkWidget *label;   /* (unowned): child */
  BalaiState state;
};

G_DEFINE_FINAL_TYPE (BalaiStateTag, balai_state_tag, GTK_TYPE_WIDGET)

static void
balai_state_tag_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (balai_state_tag_parent_class)->dispose (object);
}

static void
balai_state_tag_class_init (BalaiStateTagClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_state_tag_dispose;
  gtk_widget_class_set_css_name (widget_class, "statetag");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
balai_state_tag_init (BalaiStateTag *self)
{
  self->icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  self->label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->label), PANGO_ELLIPSIZE_END);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self))), 6);
  gtk_widget_set_parent (self->icon, GTK_WIDGET (self));
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  balai_state_tag_set_state (self, BALAI_STATE_SAFE);
}

GtkWidget *
balai_state_tag_new (BalaiState state)
{
  GtkWidget *self = g_object_new (BALAI_TYPE_STATE_TAG, NULL);

  balai_state_tag_set_state (BALAI_STATE_TAG (self), state);
  return self;
}

/**
 * balai_state_tag_set_state:
 * @self: a tag
 * @state: what to say
 *
 * Shows the sign, the word and the colour of a state.
 */
void
balai_state_tag_set_state (BalaiStateTag *self,
                           BalaiState     state)
{
  g_return_if_fail (BALAI_IS_STATE_TAG (self) && (guint) state < BALAI_N_STATES);

  gtk_widget_remove_css_class (GTK_WIDGET (self), balai_state_get_css_class (self->state));
  self->state = state;
  gtk_widget_add_css_class (GTK_WIDGET (self), balai_state_get_css_class (state));
  gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), balai_state_get_icon_name (state));
  balai_state_tag_set_words (self, NULL);
}

/**
 * balai_state_tag_set_words:
 * @self: a tag
 * @words: (nullable): what to say in place of the plain word, such as "3 conflicts"
 */
void
balai_state_tag_set_words (BalaiStateTag *self,
                           const char    *words)
{
  g_return_if_fail (BALAI_IS_STATE_TAG (self));

  if (words == NULL)
    words = balai_state_get_word (self->state);
  gtk_label_set_label (GTK_LABEL (self->label), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

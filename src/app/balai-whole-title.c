/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-whole-title.h"

/**
 * BalaiWholeTitle:
 *
 * The title of a page in the header. Where a narrow window leaves no room for all of it, it is left out: half a word
 * says less than none, and the page below has its own heading.
 */
struct _BalaiWholeTitle
{
  GtkWidget  parent_instance;

  GtkWidget *label; /* (unowned): child */
};

G_DEFINE_FINAL_TYPE (BalaiWholeTitle, balai_whole_title, GTK_TYPE_WIDGET)

static void
balai_whole_title_measure (GtkWidget      *widget,
                           GtkOrientation  orientation,
                           int             for_size,
                           int            *minimum,
                           int            *natural,
                           int            *minimum_baseline,
                           int            *natural_baseline)
{
  gtk_widget_measure (BALAI_WHOLE_TITLE (widget)->label, orientation, -1, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static void
balai_whole_title_size_allocate (GtkWidget *widget,
                                 int        width,
                                 int        height,
                                 int        baseline)
{
  GtkWidget *label = BALAI_WHOLE_TITLE (widget)->label;
  int natural;

  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_set_child_visible (label, natural <= width);
  if (natural <= width)
    gtk_widget_size_allocate (label, &(GtkAllocation) { 0, 0, width, height }, baseline);
}

static void
balai_whole_title_dispose (GObject *object)
{
  g_clear_pointer (&BALAI_WHOLE_TITLE (object)->label, gtk_widget_unparent);
  G_OBJECT_CLASS (balai_whole_title_parent_class)->dispose (object);
}

static void
balai_whole_title_class_init (BalaiWholeTitleClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = balai_whole_title_dispose;
  widget_class->measure = balai_whole_title_measure;
  widget_class->size_allocate = balai_whole_title_size_allocate;
}

static void
balai_whole_title_init (BalaiWholeTitle *self)
{
  self->label = g_object_new (GTK_TYPE_LABEL, "css-classes", (const char *const[]) { "title", NULL }, NULL);
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

void
balai_whole_title_set_title (BalaiWholeTitle *self,
                             const char      *title)
{
  g_return_if_fail (BALAI_IS_WHOLE_TITLE (self));

  gtk_label_set_label (GTK_LABEL (self->label), title);
}

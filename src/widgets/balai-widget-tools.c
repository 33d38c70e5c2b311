/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-widget-tools.h"

/**
 * balai_widget_add_key:
 * @widget: a widget
 * @key: a key, pressed without another
 * @action: what it does while the focus is in @widget: full name of an action
 *
 * Adds a key behind what has the focus, which may want it for itself.
 */
void
balai_widget_add_key (GtkWidget  *widget,
                      guint       key,
                      const char *action)
{
  GtkEventController *keys;

  g_return_if_fail (GTK_IS_WIDGET (widget) && action != NULL);

  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (key, 0), gtk_named_action_new (action)));
  gtk_widget_add_controller (widget, keys);
}

/**
 * balai_widget_set_css_class:
 * @widget: a widget
 * @name: a CSS class
 * @on: whether it has the class
 */
void
balai_widget_set_css_class (GtkWidget  *widget,
                            const char *name,
                            gboolean    on)
{
  if (on)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}

static void
activate (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  gtk_widget_activate (widget);
}

/**
 * balai_widget_class_activate:
 * @klass: a class that draws itself
 * @action: name of the action by which assistive technologies activate it
 *
 * Gives a class the signal "activated", emitted by Enter, Space and @action.
 *
 * Returns: the signal
 */
guint
balai_widget_class_activate (GtkWidgetClass *klass,
                             const char     *action)
{
  static const guint keys[] = { GDK_KEY_Return, GDK_KEY_KP_Enter, GDK_KEY_space };
  /* A key may only emit what is marked as an action. */
  guint signal = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL,
                               NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_activate_signal (klass, signal);
  gtk_widget_class_install_action (klass, action, NULL, activate);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_signal (klass, keys[i], 0, "activated", NULL);
  return signal;
}

static gboolean
pass_focus (GtkWidget        *widget,
            GtkDirectionType  direction)
{
  GtkWidget *inside = gtk_widget_get_focus_child (widget);

  if (inside != NULL)
    return gtk_widget_child_focus (inside, direction);
  return GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_LIST_BOX_ROW))->focus (widget, direction);
}

/**
 * balai_widget_class_pass_focus:
 * @klass: a class of rows that hand the focus to a field in them
 *
 * A list box row that the focus leaves backwards takes it itself first; one that then hands it to its field again would
 * never let go. Rows of this class let it go from the field.
 */
void
balai_widget_class_pass_focus (GtkWidgetClass *klass)
{
  klass->focus = pass_focus;
}

/* "Cantarell 11" at 96 dots an inch */
#define USUAL_TEXT (11. * 96 / 72)

/**
 * balai_widget_text_scale:
 * @widget: a widget
 *
 * Returns: how many times as large as usual its text is, 1 at least: what has room for words at a width has not at that
 *   width where the person wants them twice as large
 */
double
balai_widget_text_scale (GtkWidget *widget)
{
  const PangoFontDescription *font;
  double size;

  g_return_val_if_fail (GTK_IS_WIDGET (widget), 1);

  font = pango_context_get_font_description (gtk_widget_get_pango_context (widget));
  size = font != NULL ? pango_font_description_get_size (font) / (double) PANGO_SCALE : USUAL_TEXT;
  if (font != NULL && !pango_font_description_get_size_is_absolute (font))
    size *= 96. / 72;
  return MAX (1, size / USUAL_TEXT);
}

/**
 * balai_window_fit_text:
 * @window: a window that was not shown yet
 *
 * Gives it as many times the size it is made for as its text is larger than usual, as far as the screen goes: words
 * that fit the usual window fit this one.
 */
void
balai_window_fit_text (GtkWindow *window)
{
  double scale;
  g_autoptr (GdkMonitor) monitor = NULL;
  GdkRectangle screen = { 0, 0, G_MAXINT, G_MAXINT };
  int width, height;

  g_return_if_fail (GTK_IS_WINDOW (window));

  scale = balai_widget_text_scale (GTK_WIDGET (window));
  monitor = g_list_model_get_item (gdk_display_get_monitors (gtk_widget_get_display (GTK_WIDGET (window))), 0);
  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &screen);
  gtk_window_get_default_size (window, &width, &height);
  gtk_window_set_default_size (window, width > 0 ? (int) MIN (width * scale, screen.width) : width,
                               height > 0 ? (int) MIN (height * scale, screen.height) : height);
}

/**
 * balai_widget_name_lists:
 * @parent: a form, or a row that unfolds
 * @name: what its lists of rows are about
 *
 * GTK names a list without a heading by its class, which a screen reader then says.
 */
void
balai_widget_name_lists (GtkWidget  *parent,
                         const char *name)
{
  g_return_if_fail (GTK_IS_WIDGET (parent) && name != NULL);

  for (GtkWidget *child = gtk_widget_get_first_child (parent); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_LIST_BOX (child))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      else
        balai_widget_name_lists (child, name);
    }
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A small program with one of everything, for the test of the driver itself. */

#include <adwaita.h>

static void
save (GtkButton *button,
      gpointer   data)
{
  GtkWidget *entry = g_object_get_data (G_OBJECT (button), "entry");
  GtkWidget *list = g_object_get_data (G_OBJECT (button), "list");
  GtkWidget *row = gtk_label_new (gtk_editable_get_text (GTK_EDITABLE (entry)));

  gtk_list_box_append (GTK_LIST_BOX (list), row);
}

static gboolean
wake (gpointer list)
{
  gtk_widget_set_sensitive (gtk_widget_get_parent (list), TRUE);
  return G_SOURCE_REMOVE;
}

/* All grey for a while, as a page that is at work. */
static void
work (GtkButton *button,
      gpointer   list)
{
  gtk_widget_set_sensitive (gtk_widget_get_parent (list), FALSE);
  g_timeout_add (700, wake, list);
}

static void
turn (GtkButton *button,
      gpointer   stack)
{
  const char *now = gtk_stack_get_visible_child_name (stack);

  gtk_stack_set_visible_child_name (stack, g_str_equal (now, "one") ? "two" : "one");
}

static void
quit (GSimpleAction *action,
      GVariant      *parameter,
      gpointer       application)
{
  GtkWindow *window = gtk_application_get_active_window (application);

  gtk_window_destroy (window);
}

static void
activate (GApplication *application,
          gpointer      data)
{
  static const char *const quit_keys[] = { "<Control>q", NULL };
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (application));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *header = adw_header_bar_new ();
  GtkWidget *entry = gtk_entry_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic ("_Save");
  GtkWidget *turner = gtk_button_new_with_label ("Turn");
  GtkWidget *worker = gtk_button_new_with_label ("Work");
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *stack = gtk_stack_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("quit", NULL);

  g_signal_connect (action, "activate", G_CALLBACK (quit), application);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);

  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, "Title", -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, "Saved", -1);
  g_object_set_data (G_OBJECT (button), "entry", entry);
  g_object_set_data (G_OBJECT (button), "list", list);
  g_signal_connect (button, "clicked", G_CALLBACK (save), NULL);
  g_signal_connect (turner, "clicked", G_CALLBACK (turn), stack);
  g_signal_connect (worker, "clicked", G_CALLBACK (work), list);
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("First page"), "one");
  gtk_stack_add_named (GTK_STACK (stack), gtk_label_new ("Second page"), "two");

  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), turner);
  gtk_box_append (GTK_BOX (box), worker);
  gtk_box_append (GTK_BOX (box), stack);
  gtk_box_append (GTK_BOX (box), list);
  gtk_window_set_title (GTK_WINDOW (window), "Subject");
  gtk_window_set_default_size (GTK_WINDOW (window), 500, 400);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate), NULL);
  return g_application_run (G_APPLICATION (application), argc, argv);
}

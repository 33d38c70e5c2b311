/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-shortcuts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "balai-widget-tools.h"

typedef struct
{
  const char *action; /* (nullable): the widget that has the focus listens by itself */
  const char *keys[3];
  const char *title;
} Shortcut;

typedef struct
{
  const char *title;
  Shortcut    shortcuts[12];
} Group;

/* One table for what the keys do and for what the window says of them. Keys that a text field needs are bound by the
 * page, behind the field. */
static const Group groups[] = {
  {
    N_("Calendar"),
    {
      { "schedule.new", { "<Control>n" }, N_("New event") },
      { "schedule.today", { "<Control>t" }, N_("Go to today (also Home)") },
      { "schedule.previous", { "<Alt>Left" }, N_("Back one period (also Page Up)") },
      { "schedule.next", { "<Alt>Right" }, N_("Forward one period (also Page Down)") },
      { "schedule.view::month", { "<Alt>1" }, N_("Month") },
      { "schedule.view::week", { "<Alt>2" }, N_("Week") },
      { "schedule.view::day", { "<Alt>3" }, N_("Day") },
      { "schedule.view::agenda", { "<Alt>4" }, N_("Agenda") },
      { "schedule.next-conflict", { "F6" }, N_("Next conflict") },
      { "schedule.reload", { "F5" }, N_("Read again") },
    },
  },
  {
    N_("In the calendar"),
    {
      { NULL, { "Left", "Right" }, N_("Another day; Up and Down another week or hour") },
      { NULL, { "<Shift>Up", "<Shift>Down" }, N_("In week and day: less or more time, by a quarter of an hour") },
      { NULL, { "Return" }, N_("Open the event or the day, or enter one in an empty hour") },
      { NULL, { "Delete" }, N_("Delete the opened event") },
    },
  },
  {
    N_("Registers"),
    {
      { NULL, { "Insert" }, N_("Add an entry") },
      { NULL, { "F2", "Return" }, N_("Change the chosen entry") },
      { NULL, { "Delete" }, N_("Delete the chosen entry") },
    },
  },
  {
    N_("Event"),
    {
      { NULL, { "<Control>s" }, N_("Save") },
      { NULL, { "Escape" }, N_("Close; asks when something would be lost") },
    },
  },
  {
    N_("Program"),
    {
      { "win.search", { "<Control>f" }, N_("Search") },
      { NULL, { "<Control>z" }, N_("Undo the last action") },
      { NULL, { "<Control><Shift>z" }, N_("Redo what was undone") },
      { "schedule.import", { "<Control>o" }, N_("Bring in a calendar file") },
      { "win.sidebar", { "F9" }, N_("Show or hide the sidebar") },
      { "win.menu", { "F10" }, N_("Menu") },
      { "app.preferences", { "<Control>comma" }, N_("Preferences") },
      { "app.shortcuts", { "<Control>question" }, N_("Keyboard shortcuts") },
      { "app.help", { "F1" }, N_("Help") },
      { "win.close", { "<Control>w" }, N_("Close the window") },
      { "app.quit", { "<Control>q" }, N_("Quit") },
    },
  },
};

/**
 * balai_shortcuts_install:
 * @application: the program
 *
 * Binds the keys that work wherever the focus is.
 */
void
balai_shortcuts_install (GtkApplication *application)
{
  g_return_if_fail (GTK_IS_APPLICATION (application));

  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    for (const Shortcut *shortcut = groups[i].shortcuts; shortcut->title != NULL; shortcut++)
      if (shortcut->action != NULL)
        gtk_application_set_accels_for_action (application, shortcut->action, (const char *const *) shortcut->keys);
}

static char *
format_keys (const Shortcut *shortcut)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; shortcut->keys[i] != NULL; i++)
    {
      guint key = 0;
      GdkModifierType modifiers = 0;
      g_autofree char *label = NULL;

      if (!gtk_accelerator_parse (shortcut->keys[i], &key, &modifiers))
        continue;
      label = gtk_accelerator_get_label (key, modifiers);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "  " : "", label);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
new_group (const Group *group)
{
  GtkWidget *widget = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (widget), _(group->title));
  for (const Shortcut *shortcut = group->shortcuts; shortcut->title != NULL; shortcut++)
    {
      g_autofree char *keys = format_keys (shortcut);
      GtkWidget *row = adw_action_row_new ();
      GtkWidget *label = gtk_label_new (keys);

      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_xalign (GTK_LABEL (label), 1);
      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
      gtk_widget_add_css_class (label, "keycap-text");
      gtk_widget_add_css_class (label, "dim-label");
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(shortcut->title));
      adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, _(shortcut->title),
                                      GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, keys, -1);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (widget), row);
    }
  return widget;
}

/**
 * balai_shortcuts_new:
 *
 * Returns: (transfer floating): a window that lists the keys
 */
GtkWidget *
balai_shortcuts_new (void)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW,
                                    "title", _("Keyboard Shortcuts"),
                                    "modal", TRUE,
                                    "default-width", 520,
                                    "default-height", 640,
                                    "width-request", 300,
                                    NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_preferences_page_new ();

  balai_window_fit_text (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    adw_preferences_page_add (ADW_PREFERENCES_PAGE (page), ADW_PREFERENCES_GROUP (new_group (&groups[i])));
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_window_set_content (ADW_WINDOW (window), box);
  balai_widget_add_key (window, GDK_KEY_Escape, "window.close");
  return window;
}

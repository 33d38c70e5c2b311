/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-level-row.h"

#include <glib/gi18n-lib.h>

#include "balai-schedule-data.h"

/* The name of a level alone could be read as what is to be done with events: what it means stands below it, in the list
 * of choices and in the row. */

static const char *const meanings[BALAI_N_LEVELS] = {
  [BALAI_LEVEL_IGNORE] = N_("May be saved, and nothing is said."),
  [BALAI_LEVEL_WARN] = N_("May be saved; the form only warns."),
  [BALAI_LEVEL_APPROVE] = N_("May be saved as submitted, and waits for approval."),
  [BALAI_LEVEL_REFUSE] = N_("Cannot be saved as confirmed."),
};

static void
setup_choice (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL), *meaning = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (meaning), 0);
  gtk_label_set_wrap (GTK_LABEL (meaning), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (meaning), 40);
  gtk_widget_add_css_class (meaning, "level-meaning");
  gtk_widget_add_css_class (meaning, "dim-label");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (words), meaning);
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), gtk_image_new_from_icon_name ("object-select-symbolic"));
  gtk_list_item_set_child (list_item, line);
}

static void
show_selected (AdwComboRow *row,
               GParamSpec  *pspec,
               GtkListItem *list_item)
{
  gboolean selected = adw_combo_row_get_selected (row) == gtk_list_item_get_position (list_item);

  gtk_widget_set_opacity (gtk_widget_get_last_child (gtk_list_item_get_child (list_item)), selected ? 1 : 0);
}

static void
bind_choice (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item,
             AdwComboRow              *row)
{
  GtkWidget *words = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  guint level = gtk_list_item_get_position (list_item);

  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (words)),
                       gtk_string_object_get_string (gtk_list_item_get_item (list_item)));
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (words)), level < BALAI_N_LEVELS ? _(meanings[level]) : "");
  show_selected (row, NULL, list_item);
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (show_selected), list_item, 0);
}

static void
unbind_choice (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               AdwComboRow              *row)
{
  g_signal_handlers_disconnect_by_func (row, show_selected, list_item);
}

static void
say_meaning (AdwComboRow *row)
{
  guint level = adw_combo_row_get_selected (row);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), level < BALAI_N_LEVELS ? _(meanings[level]) : "");
}

/**
 * balai_level_row_new:
 * @title: when the level holds: "When both are confirmed"
 * @level: the level that is chosen
 *
 * Returns: (transfer floating): an #AdwComboRow whose positions are levels
 */
GtkWidget *
balai_level_row_new (const char *title,
                     BalaiLevel  level)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  const BalaiField *field = &balai_conflict_rule_kind.fields[BALAI_CONFLICT_RULE_LEVEL];

  for (guint i = 0; i < BALAI_N_LEVELS; i++)
    gtk_string_list_append (words, balai_field_get_enum_label (field, balai_level_to_code (i)));
  g_signal_connect (factory, "setup", G_CALLBACK (setup_choice), NULL);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_choice), row, 0);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_choice), row, 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (row), factory);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), level);
  g_signal_connect (row, "notify::selected", G_CALLBACK (say_meaning), NULL);
  say_meaning (ADW_COMBO_ROW (row));
  return row;
}

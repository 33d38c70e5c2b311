/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-use-row.h"

#include <glib/gi18n-lib.h>

/**
 * BalaiEventUseRow:
 *
 * A row of a #BalaiEventUseList: somebody or something an event takes, which can be changed and removed.
 */
G_DEFINE_INTERFACE (BalaiEventUseRow, balai_event_use_row, GTK_TYPE_WIDGET)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
balai_event_use_row_default_init (BalaiEventUseRowInterface *iface)
{
  /**
   * BalaiEventUseRow::changed:
   * @self: a row
   *
   * The person changed how the event takes it; it stands in the record.
   */
  signals[CHANGED] = g_signal_new ("changed", BALAI_TYPE_EVENT_USE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  /**
   * BalaiEventUseRow::removed:
   * @self: a row
   *
   * The event shall not take it any more.
   */
  signals[REMOVED] = g_signal_new ("removed", BALAI_TYPE_EVENT_USE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
remove_clicked (BalaiEventUseRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/**
 * balai_event_use_row_changed:
 * @self: a row
 *
 * For the row itself, once it has written into its record.
 */
void
balai_event_use_row_changed (BalaiEventUseRow *self)
{
  g_return_if_fail (BALAI_IS_EVENT_USE_ROW (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

/**
 * balai_event_use_row_set_remove:
 * @self: a row that is being made
 * @button: the button in it that removes it
 * @name: what is removed
 */
void
balai_event_use_row_set_remove (BalaiEventUseRow *self,
                                GtkWidget        *button,
                                const char       *name)
{
  g_autofree char *words = NULL;

  g_return_if_fail (BALAI_IS_EVENT_USE_ROW (self) && GTK_IS_BUTTON (button) && name != NULL);

  /* Translators: %s is what was picked: a room, a person */
  words = g_strdup_printf (_("Remove %s"), name);
  gtk_widget_set_tooltip_text (button, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_clicked), self, G_CONNECT_SWAPPED);
}

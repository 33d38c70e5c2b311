/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-agenda-entry.h"

/**
 * BalaiAgendaEntry:
 *
 * One row of an agenda, a day or an item on a day. It exists only while a list looks at it.
 */
struct _BalaiAgendaEntry
{
  GObject parent_instance;

  BalaiCalendarItems *items;   /* (owned) */
  int64_t day;
  guint position;              /* G_MAXUINT: the day itself */
};

G_DEFINE_FINAL_TYPE (BalaiAgendaEntry, balai_agenda_entry, G_TYPE_OBJECT)

static void
balai_agenda_entry_finalize (GObject *object)
{
  g_clear_pointer (&BALAI_AGENDA_ENTRY (object)->items, balai_calendar_items_unref);
  G_OBJECT_CLASS (balai_agenda_entry_parent_class)->finalize (object);
}

static void
balai_agenda_entry_class_init (BalaiAgendaEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balai_agenda_entry_finalize;
}

static void
balai_agenda_entry_init (BalaiAgendaEntry *self)
{
}

/**
 * balai_agenda_entry_new:
 * @items: a collection
 * @day: on which day
 * @position: which item, or %G_MAXUINT for the day itself
 *
 * Returns: (transfer full): a row
 */
BalaiAgendaEntry *
balai_agenda_entry_new (BalaiCalendarItems *items,
                        int64_t             day,
                        guint               position)
{
  BalaiAgendaEntry *self = g_object_new (BALAI_TYPE_AGENDA_ENTRY, NULL);

  self->items = balai_calendar_items_ref (items);
  self->day = day;
  self->position = position;
  return self;
}

int64_t
balai_agenda_entry_get_day (BalaiAgendaEntry *self)
{
  g_return_val_if_fail (BALAI_IS_AGENDA_ENTRY (self), 0);

  return self->day;
}

/**
 * balai_agenda_entry_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): its item, or %NULL where the row is a day
 */
const BalaiCalendarItem *
balai_agenda_entry_get_item (BalaiAgendaEntry *self)
{
  g_return_val_if_fail (BALAI_IS_AGENDA_ENTRY (self), NULL);

  return self->position == G_MAXUINT ? NULL : balai_calendar_items_get (self->items, self->position);
}

BalaiCalendarItems *
balai_agenda_entry_get_items (BalaiAgendaEntry *self)
{
  g_return_val_if_fail (BALAI_IS_AGENDA_ENTRY (self), NULL);

  return self->items;
}

guint
balai_agenda_entry_get_position (BalaiAgendaEntry *self)
{
  g_return_val_if_fail (BALAI_IS_AGENDA_ENTRY (self), G_MAXUINT);

  return self->position;
}

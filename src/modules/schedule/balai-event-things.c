/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-things.h"

#include "balai-event-pool-row.h"
#include "balai-event-use-list.h"
#include "balai-picker-row.h"

/**
 * BalaiEventThings:
 *
 * What is lent for the event.
 */
struct _BalaiEventThings
{
  BalaiEventSection parent_instance;

  GtkWidget        *pool_row; /* (unowned) */
  BalaiEventUseList pools;    /* (owned) */
};

G_DEFINE_FINAL_TYPE (BalaiEventThings, balai_event_things, BALAI_TYPE_EVENT_SECTION)

static const BalaiEventUseKind pool_kind = {
  &balai_event_equipment_kind, BALAI_EVENT_EQUIPMENT_EQUIPMENT, BALAI_RESOURCE_EQUIPMENT, BALAI_EVENT_PART_EQUIPMENT,
  "equipment", balai_event_pool_row_new, NULL,
};

static void
balai_event_things_fill (BalaiEventSection *section)
{
  balai_event_use_list_fill (&BALAI_EVENT_THINGS (section)->pools,
                             balai_event_section_get_registers (section)->equipment);
}

static void
balai_event_things_show_check (BalaiEventSection     *section,
                               const BalaiEventCheck *check)
{
  balai_event_use_list_show_check (&BALAI_EVENT_THINGS (section)->pools, check);
}

static gboolean
balai_event_things_focus_at (BalaiEventSection *section,
                             const char        *field,
                             const char        *resource)
{
  return balai_event_use_list_focus_at (&BALAI_EVENT_THINGS (section)->pools, field, resource);
}

static void
balai_event_things_finalize (GObject *object)
{
  balai_event_use_list_clear (&BALAI_EVENT_THINGS (object)->pools);
  G_OBJECT_CLASS (balai_event_things_parent_class)->finalize (object);
}

static void
balai_event_things_class_init (BalaiEventThingsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  BalaiEventSectionClass *section_class = BALAI_EVENT_SECTION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = balai_event_things_finalize;
  section_class->fill = balai_event_things_fill;
  section_class->show_check = balai_event_things_show_check;
  section_class->focus_at = balai_event_things_focus_at;
  g_type_ensure (BALAI_TYPE_PICKER_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, APP_PATH "/schedule/balai-event-things.ui");
  gtk_widget_class_bind_template_child (widget_class, BalaiEventThings, pool_row);
}

static void
balai_event_things_init (BalaiEventThings *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  balai_event_use_list_init (&self->pools, &pool_kind, BALAI_EVENT_SECTION (self), self->pool_row);
}

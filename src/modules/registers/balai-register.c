/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-register.h"

#include <glib/gi18n-lib.h>

#include "balai-format.h"
#include "balai-registers.h"
#include "balai-schedule-data.h"
#include "balai-span.h"

static const BalaiRegister registers[] = {
  { &balai_opd_kind, N_("OPDs"), "balai-opd-symbolic",
    N_("The offices of the city. Events belong to them, and they are invited."), BALAI_OPD_NAME,
    { BALAI_OPD_SHORT_NAME, BALAI_OPD_CODE, BALAI_OPD_CONTACT, -1 }, -1 },
  { &balai_person_kind, N_("Leaders and people"), "avatar-default-symbolic",
    N_("The leaders of the city and others whose time is planned, best by their position."), BALAI_PERSON_NAME,
    { BALAI_PERSON_OPD, BALAI_PERSON_CONTACT, -1 }, -1 },
  { &balai_venue_kind, N_("Venues"), "balai-venue-symbolic",
    N_("Rooms, halls and squares, with their parts. Balai watches that none is used twice."), BALAI_VENUE_NAME,
    { BALAI_VENUE_BUILDING, BALAI_VENUE_CAPACITY, BALAI_VENUE_OPD, -1 }, BALAI_VENUE_PARENT },
  { &balai_equipment_kind, N_("Equipment"), "balai-equipment-symbolic",
    N_("What is lent for events, and how much of it there is."), BALAI_EQUIPMENT_NAME,
    { BALAI_EQUIPMENT_STOCK, BALAI_EQUIPMENT_DAMAGED, BALAI_EQUIPMENT_OPD, -1 }, -1 },
  { &balai_holiday_kind, N_("Holidays"), "x-office-calendar-symbolic",
    N_("National holidays, joint leave and the city's own."), BALAI_HOLIDAY_DATE,
    { BALAI_HOLIDAY_DATE, BALAI_HOLIDAY_KIND, -1 }, -1 },
  { &balai_closure_kind, N_("Closures and leave"), "action-unavailable-symbolic",
    N_("When a venue is closed, equipment is away, or a person is on duty elsewhere or on leave."),
    BALAI_CLOSURE_START_DATE,
    { BALAI_CLOSURE_KIND, BALAI_CLOSURE_VENUE, BALAI_CLOSURE_PERSON, BALAI_CLOSURE_EQUIPMENT, BALAI_CLOSURE_START_DATE,
      BALAI_CLOSURE_END_DATE, -1 }, -1 },
  { &balai_opening_hours_kind, N_("Opening hours"), "preferences-system-time-symbolic",
    N_("Working hours of the city by weekday, and those of venues that keep their own. "
       "Where there are none, the hours of the civil service apply."), BALAI_OPENING_HOURS_WEEKDAY,
    { BALAI_OPENING_HOURS_FROM, BALAI_OPENING_HOURS_TO, BALAI_OPENING_HOURS_VENUE, BALAI_OPENING_HOURS_SEASON, -1 },
    -1 },
  { &balai_season_kind, N_("Seasons"), "weather-clear-night-symbolic",
    N_("When the hours of Ramadan apply."), BALAI_SEASON_FIRST, { BALAI_SEASON_FIRST, BALAI_SEASON_LAST, -1 }, -1 },
  { &balai_travel_time_kind, N_("Travel times"), "find-location-symbolic",
    N_("How long it takes from one venue to another. Where nothing is entered, half an hour is assumed."),
    BALAI_TRAVEL_TIME_VENUE, { BALAI_TRAVEL_TIME_OTHER, BALAI_TRAVEL_TIME_MINUTES, -1 }, -1 },
  { &balai_city_kind, N_("City"), "emblem-system-symbolic",
    N_("The name of the city, its code and the time zone its days are counted in."), BALAI_CITY_NAME,
    { BALAI_CITY_CODE, BALAI_CITY_ZONE, -1 }, -1 },
};

/**
 * balai_registers_get:
 * @n_registers: (out): how many
 *
 * Returns: (transfer none) (array length=n_registers): the registers, in the order of the page
 */
const BalaiRegister *
balai_registers_get (guint *n_registers)
{
  *n_registers = G_N_ELEMENTS (registers);
  return registers;
}

/**
 * balai_register_new_query:
 * @self: a register
 *
 * Returns: (transfer full): its records, in its order
 */
BalaiQuery *
balai_register_new_query (const BalaiRegister *self)
{
  BalaiQuery *query = balai_query_new (self->kind);

  /* What lies ahead is what people look for; a list of dates of years begins with the last. */
  balai_query_order_by (query, self->order, self->kind->fields[self->order].type == BALAI_FIELD_DATE);
  return query;
}

/**
 * balai_register_is_read_whole:
 * @self: a register
 *
 * Returns: whether its order can only be worked out from all of it: a tree, or one sorted by names of other records
 */
gboolean
balai_register_is_read_whole (const BalaiRegister *self)
{
  return self->tree >= 0 || self->kind->fields[self->order].type == BALAI_FIELD_REFERENCE;
}

static char *
format_value (BalaiRecord *record,
              int          index,
              GHashTable  *names)
{
  const BalaiField *field = &balai_record_get_kind (record)->fields[index];

  if (balai_record_is_null (record, index))
    return NULL;
  if (field->type == BALAI_FIELD_REFERENCE)
    return g_strdup (names ? g_hash_table_lookup (names, balai_record_get_text (record, index)) : NULL);
  return balai_record_format_field (record, index);
}

/**
 * balai_register_format_title:
 * @self: a register
 * @record: one of its records
 * @names: (nullable) (element-type utf8 utf8): what records are called, by id
 *
 * Returns: (transfer full): what it is called
 */
char *
balai_register_format_title (const BalaiRegister *self,
                             BalaiRecord         *record,
                             GHashTable          *names)
{
  char *title = format_value (record, self->kind->title_field, names);

  return title ? title : g_strdup ("–");
}

/* "09.00" says nothing without what it is; a name says enough by itself. */
static gboolean
needs_label (const BalaiField *field)
{
  return field->type == BALAI_FIELD_INTEGER || field->type == BALAI_FIELD_TIME || field->type == BALAI_FIELD_DATE
         || field->type == BALAI_FIELD_DURATION;
}

/**
 * balai_register_format_more:
 * @self: a register
 * @record: one of its records
 * @names: (nullable) (element-type utf8 utf8): what records are called, by id
 *
 * Returns: (transfer full): what tells it from others, in a line
 */
char *
balai_register_format_more (const BalaiRegister *self,
                            BalaiRecord         *record,
                            GHashTable          *names)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (int i = 0; self->subtitle[i] >= 0; i++)
    {
      const BalaiField *field = &self->kind->fields[self->subtitle[i]];
      g_autofree char *value = format_value (record, self->subtitle[i], names);

      if (value == NULL || *value == '\0')
        continue;
      if (text->len > 0)
        g_string_append (text, " · ");
      if (needs_label (field))
        /* Translators: name of a field and its value: "Capacity: 40" */
        g_string_append_printf (text, C_("field", "%1$s: %2$s"), balai_field_get_label (field), value);
      else
        g_string_append (text, value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

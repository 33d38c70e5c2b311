/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-event-registers.h"

#include <glib/gi18n-lib.h>

#include "balai-event-editor.h"
#include "balai-format.h"
#include "balai-register-entry.h"
#include "balai-registers.h"
#include "balai-schedule-load.h"

static const char *
name_of (GHashTable *titles,
         const char *id)
{
  return id ? g_hash_table_lookup (titles, id) : NULL;
}

/* Parts of a line that tells two of the same name apart. */
static char *
join (const char *a,
      const char *b)
{
  if (a == NULL || b == NULL)
    return g_strdup (a ? a : b);
  return g_strconcat (a, " · ", b, NULL);
}

static char *
venue_subtitle (BalaiRecord *venue,
                GHashTable  *titles)
{
  const char *whole = name_of (titles, balai_record_get_text (venue, BALAI_VENUE_PARENT));
  int64_t capacity = balai_record_get_int (venue, BALAI_VENUE_CAPACITY);
  g_autofree char *number = balai_format_integer (capacity);
  g_autofree char *heads = NULL;

  if (capacity > 0)
    heads = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person", "%s people", (gulong) capacity), number);
  return join (whole ? whole : balai_record_get_text (venue, BALAI_VENUE_BUILDING), heads);
}

static char *
equipment_subtitle (BalaiRecord *pool,
                    GHashTable  *titles)
{
  int64_t units = balai_record_get_int (pool, BALAI_EQUIPMENT_STOCK)
                  - balai_record_get_int (pool, BALAI_EQUIPMENT_DAMAGED);
  g_autofree char *number = balai_format_integer (MAX (units, 0));
  g_autofree char *stock =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s unit", "%s units", (gulong) MAX (units, 0)), number);

  return join (name_of (titles, balai_record_get_text (pool, BALAI_EQUIPMENT_OPD)), stock);
}

static GListModel *
entries_of (GPtrArray  *records,
            GHashTable *titles,
            char       *(*subtitle) (BalaiRecord *record, GHashTable *titles),
            const char *icon_name)
{
  GListStore *store = g_list_store_new (BALAI_TYPE_REGISTER_ENTRY);
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < records->len; i++)
    {
      g_autofree char *more = subtitle (records->pdata[i], titles);
      const char *title = balai_record_get_title (records->pdata[i]);

      g_ptr_array_add (entries, balai_register_entry_new (balai_record_get_id (records->pdata[i]), title ? title : "",
                                                          more, icon_name));
    }
  g_list_store_splice (store, 0, 0, entries->pdata, entries->len);
  return G_LIST_MODEL (store);
}

static char *
person_subtitle (BalaiRecord *person,
                 GHashTable  *titles)
{
  return g_strdup (name_of (titles, balai_record_get_text (person, BALAI_PERSON_OPD)));
}

static char *
opd_subtitle (BalaiRecord *opd,
              GHashTable  *titles)
{
  return g_strdup (balai_record_get_text (opd, BALAI_OPD_SHORT_NAME));
}

static void
add_titles (GHashTable *titles,
            GPtrArray  *records)
{
  for (guint i = 0; i < records->len; i++)
    g_hash_table_insert (titles, (gpointer) balai_record_get_id (records->pdata[i]),
                         (gpointer) balai_record_get_title (records->pdata[i]));
}

/**
 * balai_event_registers_load:
 * @repository: a reader
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): what can be picked, and the rules
 */
BalaiEventRegisters *
balai_event_registers_load (BalaiRepository  *repository,
                            GError          **error)
{
  g_autoptr (BalaiEventRegisters) self = g_new0 (BalaiEventRegisters, 1);
  g_autoptr (GHashTable) titles = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) venues = balai_repository_list_by_title (repository, &balai_venue_kind, error);
  g_autoptr (GPtrArray) people = venues ? balai_repository_list_by_title (repository, &balai_person_kind, error) : NULL;
  g_autoptr (GPtrArray) opds = people ? balai_repository_list_by_title (repository, &balai_opd_kind, error) : NULL;
  g_autoptr (GPtrArray) equipment =
    opds ? balai_repository_list_by_title (repository, &balai_equipment_kind, error) : NULL;

  if (equipment == NULL || (self->rules = balai_schedule_load_rules (repository, error)) == NULL)
    return NULL;
  add_titles (titles, venues);
  add_titles (titles, opds);
  self->venues = entries_of (venues, titles, venue_subtitle, "balai-venue-symbolic");
  self->people = entries_of (people, titles, person_subtitle, "avatar-default-symbolic");
  self->opds = entries_of (opds, titles, opd_subtitle, "balai-opd-symbolic");
  self->equipment = entries_of (equipment, titles, equipment_subtitle, "balai-equipment-symbolic");
  self->leaders = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < people->len; i++)
    if (balai_record_get_boolean (people->pdata[i], BALAI_PERSON_LEADER))
      g_hash_table_add (self->leaders, g_strdup (balai_record_get_id (people->pdata[i])));
  self->venue_opds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = 0; i < venues->len; i++)
    if (!balai_record_is_null (venues->pdata[i], BALAI_VENUE_OPD))
      g_hash_table_insert (self->venue_opds, g_strdup (balai_record_get_id (venues->pdata[i])),
                           g_strdup (balai_record_get_text (venues->pdata[i], BALAI_VENUE_OPD)));
  self->own_opd = balai_repository_get_setting (repository, BALAI_SETTING_OWN_OPD);
  return g_steal_pointer (&self);
}

void
balai_event_registers_free (BalaiEventRegisters *self)
{
  g_clear_object (&self->venues);
  g_clear_object (&self->people);
  g_clear_object (&self->opds);
  g_clear_object (&self->equipment);
  g_clear_pointer (&self->leaders, g_hash_table_unref);
  g_clear_pointer (&self->venue_opds, g_hash_table_unref);
  g_clear_pointer (&self->rules, balai_schedule_rules_unref);
  g_free (self->own_opd);
  g_free (self);
}

/**
 * balai_event_registers_name:
 * @self: registers
 * @id: (nullable): id of a venue, a person, an office or a pool
 * @kind: which of these
 *
 * Returns: (transfer none) (nullable): what it is called
 */
const char *
balai_event_registers_name (const BalaiEventRegisters *self,
                            const char                *id,
                            BalaiResourceKind          kind)
{
  const BalaiResources *resources = balai_schedule_rules_get_resources (self->rules);
  int32_t resource = id ? balai_resources_lookup (resources, kind, id) : BALAI_NO_RESOURCE;

  return resource != BALAI_NO_RESOURCE ? balai_resources_get (resources, resource)->name : NULL;
}

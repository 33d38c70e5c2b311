/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "balai-csv.h"
#include "balai-day.h"
#include "balai-event.h"
#include "balai-export-data-private.h"
#include "balai-import-values.h"
#include "balai-registers.h"
#include "balai-zone.h"

/* Times stand as ISO 8601 on the clock of the event, so that a spreadsheet sorts them and a person reads them; of whole
 * days the last one is the end. */
static char *
time_cell (BalaiRecord     *event,
           int              field,
           int              date_field,
           const BalaiZone *zone)
{
  if (balai_record_get_boolean (event, BALAI_EVENT_ALL_DAY))
    {
      int before = (balai_event_kind.fields[date_field].flags & BALAI_FIELD_DAY_AFTER) != 0;

      return balai_record_is_null (event, date_field)
               ? NULL : balai_day_to_iso (balai_record_get_int (event, date_field) - before);
    }
  if (balai_record_is_null (event, field))
    return NULL;
  return balai_zone_to_rfc3339 (zone, balai_record_get_int (event, field));
}

static void
append_links (const BalaiExportData *data,
              BalaiRecord           *event,
              const BalaiKind       *link_kind,
              const BalaiKind       *kind,
              GString               *line)
{
  GPtrArray *links = balai_export_data_get_links (data, event);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const char *name;

      if (balai_record_get_kind (links->pdata[i]) != link_kind)
        continue;
      name = balai_export_data_get_name (data, kind, balai_import_link_get_target (links->pdata[i]));
      if (name == NULL)
        continue;
      g_string_append_printf (names, "%s%s", names->len == 0 ? "" : "; ", name);
      if (link_kind == &balai_event_equipment_kind)
        g_string_append_printf (names, " (%" G_GINT64_FORMAT ")",
                                balai_record_get_int (links->pdata[i], BALAI_EVENT_EQUIPMENT_QUANTITY));
    }
  balai_csv_append_cell (line, names->str);
}

static void
append_field (BalaiRecord *event,
              int          field,
              GString     *line)
{
  g_autofree char *text = balai_record_format_field (event, field);

  balai_csv_append_cell (line, text);
}

static void
append_event (const BalaiExportData *data,
              BalaiRecord           *event,
              GString               *line)
{
  const BalaiZone *zone = balai_zone_get (balai_record_get_text (event, BALAI_EVENT_ZONE));
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  if (zone == NULL)
    zone = balai_zone_get (data->zone);
  start = time_cell (event, BALAI_EVENT_START, BALAI_EVENT_START_DATE, zone);
  end = time_cell (event, BALAI_EVENT_END, BALAI_EVENT_END_DATE, zone);
  append_field (event, BALAI_EVENT_TITLE, line);
  balai_csv_append_cell (line, start);
  balai_csv_append_cell (line, end);
  append_field (event, BALAI_EVENT_ALL_DAY, line);
  balai_csv_append_cell (line, balai_export_data_get_name (data, &balai_opd_kind,
                                                           balai_record_get_text (event, BALAI_EVENT_OPD)));
  append_field (event, BALAI_EVENT_STATUS, line);
  balai_csv_append_cell (line, balai_export_data_get_name (data, &balai_venue_kind,
                                                           balai_record_get_text (event, BALAI_EVENT_VENUE)));
  append_field (event, BALAI_EVENT_PLACE, line);
  append_field (event, BALAI_EVENT_ONLINE, line);
  append_links (data, event, &balai_event_person_kind, &balai_person_kind, line);
  append_links (data, event, &balai_event_opd_kind, &balai_opd_kind, line);
  append_links (data, event, &balai_event_equipment_kind, &balai_equipment_kind, line);
  append_field (event, BALAI_EVENT_PARTICIPANTS, line);
  append_field (event, BALAI_EVENT_CONTACT, line);
  append_field (event, BALAI_EVENT_RRULE, line);
  append_field (event, BALAI_EVENT_DESCRIPTION, line);
  append_field (event, BALAI_EVENT_UID, line);
  balai_csv_end_row (line);
}

/**
 * balai_event_to_csv:
 * @repository: a repository
 * @scope: which events
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #BalaiDbError, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): a table of the events with a row of headings, in the form of RFC 4180
 */
char *
balai_event_to_csv (BalaiRepository         *repository,
                    const BalaiExportScope  *scope,
                    GCancellable            *cancellable,
                    GError                 **error)
{
  static const int headings[] = {
    BALAI_EVENT_TITLE, BALAI_EVENT_START, BALAI_EVENT_END, BALAI_EVENT_ALL_DAY, BALAI_EVENT_OPD, BALAI_EVENT_STATUS,
    BALAI_EVENT_VENUE, BALAI_EVENT_PLACE, BALAI_EVENT_ONLINE,
  };
  static const int last_headings[] = {
    BALAI_EVENT_PARTICIPANTS, BALAI_EVENT_CONTACT, BALAI_EVENT_RRULE, BALAI_EVENT_DESCRIPTION, BALAI_EVENT_UID,
  };
  g_autoptr (BalaiExportData) data = balai_export_data_new (repository, scope, cancellable, error);
  g_autoptr (GString) table = g_string_new (NULL);

  if (data == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (headings); i++)
    balai_csv_append_cell (table, balai_field_get_label (&balai_event_kind.fields[headings[i]]));
  balai_csv_append_cell (table, balai_kind_get_label_many (&balai_person_kind));
  balai_csv_append_cell (table, balai_kind_get_label_many (&balai_event_opd_kind));
  balai_csv_append_cell (table, balai_kind_get_label_many (&balai_equipment_kind));
  for (gsize i = 0; i < G_N_ELEMENTS (last_headings); i++)
    balai_csv_append_cell (table, balai_field_get_label (&balai_event_kind.fields[last_headings[i]]));
  balai_csv_end_row (table);
  for (guint i = 0; i < data->events->len; i++)
    {
      if (i % 256 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      append_event (data, data->events->pdata[i], table);
    }
  return g_string_free (g_steal_pointer (&table), FALSE);
}

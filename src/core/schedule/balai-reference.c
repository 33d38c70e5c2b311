/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-reference.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "balai-csv.h"
#include "balai-day.h"
#include "balai-event.h"
#include "balai-reference-resource.h"
#include "balai-registers.h"
#include "balai-schedule-data.h"
#include "balai-span.h"

#define SETTING_BEGUN "reference-begun"
#define PREFIX "/id/go/kedirikota/Balai/reference/"

static const struct
{
  const char *path;
  guint       n_columns;
} tables[] = {
  [BALAI_REFERENCE_REGENCIES] = { PREFIX "regencies.csv", 3 },
  [BALAI_REFERENCE_DISTRICTS] = { PREFIX "districts.csv", 3 },
  [BALAI_REFERENCE_VILLAGES] = { PREFIX "villages.csv", 3 },
  [BALAI_REFERENCE_HOLIDAYS] = { PREFIX "holidays-id.csv", 4 },
  [BALAI_REFERENCE_RAMADAN] = { PREFIX "ramadan-id.csv", 3 },
  [BALAI_REFERENCE_OPENING_HOURS] = { PREFIX "opening-hours-id.csv", 7 },
};

/**
 * balai_reference_rows:
 * @table: which table
 *
 * Returns: (transfer full) (element-type GStrv): its rows, without the names of the columns
 */
GPtrArray *
balai_reference_rows (BalaiReferenceTable table)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *text = NULL;
  GPtrArray *rows;
  gsize length;
  const char *data;

  g_return_val_if_fail ((guint) table < G_N_ELEMENTS (tables), NULL);

  bytes = g_resource_lookup_data (balai_reference_get_resource (), tables[table].path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                  NULL);
  g_return_val_if_fail (bytes != NULL, NULL);
  data = g_bytes_get_data (bytes, &length);
  text = g_strndup (data, length);
  rows = balai_csv_parse (text);
  for (guint i = rows->len; i-- > 0;)
    if (i == 0 || g_strv_length (rows->pdata[i]) != tables[table].n_columns)
      g_ptr_array_remove_index (rows, i);
  return rows;
}

static void
set_date (BalaiRecord *record,
          int          field,
          const char  *text)
{
  int64_t date;

  if (balai_day_parse (text, &date))
    balai_record_set_int (record, field, date);
}

static void
set_time (BalaiRecord *record,
          int          field,
          const char  *text)
{
  int hour, minute;

  if (sscanf (text, "%d:%d", &hour, &minute) == 2)
    balai_record_set_int (record, field, hour * BALAI_HOUR + minute * BALAI_MINUTE);
}

/* The table of regions writes "KOTA KEDIRI". */
static char *
capitalise (const char *name)
{
  char *text = g_ascii_strdown (name, -1);

  for (char *c = text; *c != '\0'; c++)
    if (c == text || c[-1] == ' ')
      *c = g_ascii_toupper (*c);
  return text;
}

static BalaiRecord *
city_of (char **row)
{
  BalaiRecord *record = balai_record_new (&balai_city_kind);
  g_autofree char *name = capitalise (row[2]);

  balai_record_set_text (record, BALAI_CITY_NAME, name);
  balai_record_set_text (record, BALAI_CITY_CODE, row[0]);
  return record;
}

static BalaiRecord *
holiday_of (char **row)
{
  BalaiRecord *record = balai_record_new (&balai_holiday_kind);

  set_date (record, BALAI_HOLIDAY_DATE, row[0]);
  balai_record_set_text (record, BALAI_HOLIDAY_KIND, g_str_equal (row[1], "cuti bersama") ? "collective" : "national");
  balai_record_set_text (record, BALAI_HOLIDAY_NAME, row[2]);
  balai_record_set_text (record, BALAI_HOLIDAY_SOURCE, row[3]);
  return record;
}

static BalaiRecord *
ramadan_of (char **row)
{
  BalaiRecord *record = balai_record_new (&balai_season_kind);

  balai_record_set_text (record, BALAI_SEASON_SEASON, "ramadan");
  set_date (record, BALAI_SEASON_FIRST, row[0]);
  set_date (record, BALAI_SEASON_LAST, row[1]);
  balai_record_set_text (record, BALAI_SEASON_SOURCE, row[2]);
  return record;
}

static BalaiRecord *
opening_of (char **row)
{
  BalaiRecord *record = balai_record_new (&balai_opening_hours_kind);

  balai_record_set_text (record, BALAI_OPENING_HOURS_WEEKDAY, row[0]);
  balai_record_set_text (record, BALAI_OPENING_HOURS_SEASON, row[1]);
  set_time (record, BALAI_OPENING_HOURS_FROM, row[2]);
  set_time (record, BALAI_OPENING_HOURS_TO, row[3]);
  set_time (record, BALAI_OPENING_HOURS_BREAK_FROM, row[4]);
  set_time (record, BALAI_OPENING_HOURS_BREAK_TO, row[5]);
  balai_record_set_text (record, BALAI_OPENING_HOURS_SOURCE, row[6]);
  return record;
}

/**
 * balai_reference_records:
 * @table: one of %BALAI_REFERENCE_REGENCIES, %BALAI_REFERENCE_HOLIDAYS, %BALAI_REFERENCE_RAMADAN and
 *   %BALAI_REFERENCE_OPENING_HOURS
 *
 * What a city starts with and may change: its own settings, the national holidays, the Ramadans and the office hours,
 * these each with their legal source. The records are new and not stored.
 *
 * Returns: (transfer full) (element-type BalaiRecord): the records
 */
GPtrArray *
balai_reference_records (BalaiReferenceTable table)
{
  static BalaiRecord *(*const make[]) (char **row) = {
    [BALAI_REFERENCE_REGENCIES] = city_of,
    [BALAI_REFERENCE_HOLIDAYS] = holiday_of,
    [BALAI_REFERENCE_RAMADAN] = ramadan_of,
    [BALAI_REFERENCE_OPENING_HOURS] = opening_of,
  };
  g_autoptr (GPtrArray) rows = NULL;
  GPtrArray *records;

  g_return_val_if_fail ((guint) table < G_N_ELEMENTS (make) && make[table] != NULL, NULL);

  rows = balai_reference_rows (table);
  records = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (records, make[table] (rows->pdata[i]));
  return records;
}

/* The first row of any of them, a tombstone of a record that was taken away left aside. */
static gboolean
is_empty (BalaiRepository  *repository,
          gboolean         *empty,
          GError          **error)
{
  const BalaiKind *kinds[] = {
    &balai_city_kind,   &balai_opd_kind,           &balai_person_kind, &balai_venue_kind, &balai_equipment_kind,
    &balai_season_kind, &balai_opening_hours_kind, &balai_holiday_kind, &balai_event_kind,
  };

  *empty = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds) && *empty; i++)
    {
      g_autoptr (BalaiQuery) query = balai_query_new (kinds[i]);
      g_autoptr (GArray) rows = NULL;

      balai_query_limit (query, 1, 0);
      rows = balai_repository_rows (repository, query, error);
      if (rows == NULL)
        return FALSE;
      *empty = rows->len == 0;
    }
  return TRUE;
}

/**
 * balai_reference_begin:
 * @repository: a repository that may be written
 * @error: return location for an error
 *
 * Where nothing has been entered yet, stores what a city starts with, so that an office sees its holidays and is told
 * of what lies outside the office hours from the first event on. Where something was entered, does nothing: what a
 * city has taken away does not come back. It is no step of undo.
 *
 * Returns: whether it could be read and stored
 */
gboolean
balai_reference_begin (BalaiRepository  *repository,
                       GError          **error)
{
  static const BalaiReferenceTable begin[] = {
    BALAI_REFERENCE_REGENCIES,
    BALAI_REFERENCE_OPENING_HOURS,
    BALAI_REFERENCE_RAMADAN,
    BALAI_REFERENCE_HOLIDAYS,
  };
  g_autofree char *begun = NULL;
  g_autoptr (BalaiBatch) batch = NULL;
  gboolean empty;

  g_return_val_if_fail (BALAI_IS_REPOSITORY (repository), FALSE);

  begun = balai_repository_get_setting (repository, SETTING_BEGUN);
  if (begun != NULL)
    return TRUE;
  if (!is_empty (repository, &empty, error))
    return FALSE;
  if (!empty)
    return balai_repository_set_setting (repository, SETTING_BEGUN, "0", error);
  batch = balai_batch_new (g_dgettext (GETTEXT_PACKAGE, "Holidays and office hours"), BALAI_BATCH_NO_UNDO);
  for (guint i = 0; i < G_N_ELEMENTS (begin); i++)
    {
      g_autoptr (GPtrArray) records = balai_reference_records (begin[i]);

      for (guint r = 0; r < records->len; r++)
        balai_batch_put (batch, records->pdata[r]);
    }
  return balai_repository_apply (repository, batch, NULL, error) &&
         balai_repository_set_setting (repository, SETTING_BEGUN, "1", error);
}

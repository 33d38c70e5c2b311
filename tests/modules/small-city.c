/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "small-city.h"

#include "balai-day.h"
#include "balai-event.h"
#include "balai-kinds.h"
#include "balai-registers.h"
#include "balai-test.h"
#include "balai-zone.h"

/**
 * small_city_at:
 * @day: day of July 2026
 * @hour: on the clock of Jakarta
 * @minute: likewise
 *
 * Returns: seconds since 1970-01-01 UTC
 */
int64_t
small_city_at (int day,
               int hour,
               int minute)
{
  return balai_day_from_ymd (2026, 7, day) * BALAI_DAY + (hour - 7) * BALAI_HOUR + minute * BALAI_MINUTE;
}

static gpointer
import_records (BalaiRepository  *repository,
                gpointer          data,
                GCancellable     *cancellable,
                GError          **error)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("small city", BALAI_BATCH_IMPORT | BALAI_BATCH_NO_UNDO);

  balai_batch_put (batch, data);
  return GINT_TO_POINTER (balai_repository_apply (repository, batch, NULL, error));
}

void
small_city_import (SmallCity   *self,
                   BalaiRecord *record)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  balai_store_write_async (self->store, import_records, record, NULL, NULL, NULL, balai_test_store_result, &result);
  balai_store_write_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
}

static BalaiRecord *
named (SmallCity       *self,
       const BalaiKind *kind,
       const char      *name,
       int              field,
       const char      *value)
{
  BalaiRecord *record = balai_record_new (kind);

  balai_record_set_text (record, kind->title_field, name);
  if (field >= 0)
    balai_record_set_text (record, field, value);
  small_city_import (self, record);
  return record;
}

static gpointer
own_opd (BalaiRepository  *repository,
         gpointer          data,
         GCancellable     *cancellable,
         GError          **error)
{
  return GINT_TO_POINTER (balai_repository_set_setting (repository, "own-opd", data, error));
}

void
small_city_open (SmallCity *self)
{
  g_autoptr (GAsyncResult) result = NULL, set = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiRecord) city = balai_record_new (&balai_city_kind);

  self->folder = balai_test_folder_new ();
  self->registry = balai_kinds_new_registry ();
  self->clock = balai_clock_new_at (small_city_at (13, 8, 0));
  self->store = balai_store_new (balai_test_folder_get_path (self->folder), self->registry, self->clock);
  balai_store_open_async (self->store, balai_test_store_result, &result);
  balai_store_open_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);

  balai_record_set_text (city, BALAI_CITY_NAME, "Kota Kediri");
  small_city_import (self, city);
  self->general = named (self, &balai_opd_kind, "Bagian Umum", BALAI_OPD_CODE, "4.01.01");
  balai_record_set_text (self->general, BALAI_OPD_CONTACT, "0354-682955");
  small_city_import (self, self->general);
  self->health = named (self, &balai_opd_kind, "Dinas Kesehatan", BALAI_OPD_CODE, "1.02.01");
  self->hall = named (self, &balai_venue_kind, "Aula Joyoboyo", BALAI_VENUE_OPD, balai_record_get_id (self->general));
  self->side = named (self, &balai_venue_kind, "Aula Joyoboyo Sisi Barat", BALAI_VENUE_PARENT,
                      balai_record_get_id (self->hall));
  self->room = named (self, &balai_venue_kind, "Ruang Kilisuci", BALAI_VENUE_BUILDING, "Balai Kota");
  balai_record_set_int (self->room, BALAI_VENUE_CAPACITY, 40);
  small_city_import (self, self->room);
  self->mayor = named (self, &balai_person_kind, "Wali Kota", BALAI_PERSON_OPD, balai_record_get_id (self->general));
  balai_record_set_int (self->mayor, BALAI_PERSON_LEADER, TRUE);
  small_city_import (self, self->mayor);
  self->secretary = named (self, &balai_person_kind, "Sekretaris Dinas Kesehatan", BALAI_PERSON_OPD,
                           balai_record_get_id (self->health));
  self->chairs = balai_record_new (&balai_equipment_kind);
  balai_record_set_text (self->chairs, BALAI_EQUIPMENT_NAME, "Kursi lipat");
  balai_record_set_int (self->chairs, BALAI_EQUIPMENT_STOCK, 100);
  small_city_import (self, self->chairs);

  balai_store_write_async (self->store, own_opd, (gpointer) balai_record_get_id (self->health), NULL, NULL, NULL,
                           balai_test_store_result, &set);
  balai_store_write_finish (self->store, balai_test_await_result (&set), &error);
  g_assert_no_error (error);
}

void
small_city_close (SmallCity *self)
{
  balai_store_close (self->store);
  balai_test_settle ();
  g_assert_finalize_object (g_steal_pointer (&self->store));
  g_clear_object (&self->general);
  g_clear_object (&self->health);
  g_clear_object (&self->hall);
  g_clear_object (&self->side);
  g_clear_object (&self->room);
  g_clear_object (&self->mayor);
  g_clear_object (&self->secretary);
  g_clear_object (&self->chairs);
  g_clear_pointer (&self->registry, balai_registry_unref);
  g_clear_pointer (&self->clock, balai_clock_free);
  g_clear_pointer (&self->folder, balai_test_folder_free);
}

/**
 * small_city_event:
 * @self: a city
 * @title: what it is called
 * @start: seconds since 1970-01-01 UTC
 * @end: likewise
 * @venue: (nullable): where
 *
 * Returns: (transfer full): an event of Bagian Umum, stored without any check
 */
BalaiRecord *
small_city_event (SmallCity   *self,
                  const char  *title,
                  int64_t      start,
                  int64_t      end,
                  BalaiRecord *venue)
{
  BalaiRecord *event = balai_record_new (&balai_event_kind);

  balai_record_set_text (event, BALAI_EVENT_TITLE, title);
  balai_record_set_int (event, BALAI_EVENT_START, start);
  balai_record_set_int (event, BALAI_EVENT_END, end);
  balai_record_set_text (event, BALAI_EVENT_OPD, balai_record_get_id (self->general));
  if (venue != NULL)
    balai_record_set_text (event, BALAI_EVENT_VENUE, balai_record_get_id (venue));
  small_city_import (self, event);
  return event;
}

static gpointer
list_records (BalaiRepository  *repository,
              gpointer          data,
              GCancellable     *cancellable,
              GError          **error)
{
  return balai_repository_list (repository, data, error);
}

/**
 * small_city_list:
 * @self: a city
 * @query: (transfer full): which records
 *
 * Returns: (transfer full) (element-type BalaiRecord): the records as they are stored
 */
GPtrArray *
small_city_list (SmallCity  *self,
                 BalaiQuery *query)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GPtrArray *records;

  balai_store_read_async (self->store, list_records, query, (GDestroyNotify) balai_query_free,
                          (GDestroyNotify) g_ptr_array_unref, NULL, balai_test_store_result, &result);
  records = balai_store_read_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  return records;
}

/**
 * small_city_find:
 * @self: a city
 * @kind: a kind
 * @field: index of a field held as text
 * @value: what it shall be
 *
 * Returns: (transfer full) (nullable): the one record with that value
 */
BalaiRecord *
small_city_find (SmallCity       *self,
                 const BalaiKind *kind,
                 int              field,
                 const char      *value)
{
  BalaiQuery *query = balai_query_new (kind);
  g_autoptr (GPtrArray) records = NULL;

  balai_query_where_text (query, field, BALAI_EQUAL, value);
  records = small_city_list (self, query);
  g_assert_cmpuint (records->len, <=, 1);
  return records->len > 0 ? g_object_ref (records->pdata[0]) : NULL;
}

static gpointer
nothing (BalaiRepository  *repository,
         gpointer          data,
         GCancellable     *cancellable,
         GError          **error)
{
  return GINT_TO_POINTER (1);
}

/**
 * small_city_settle:
 * @self: a city
 *
 * Waits until all that was asked to be written is written.
 */
void
small_city_settle (SmallCity *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  balai_store_write_async (self->store, nothing, NULL, NULL, NULL, NULL, balai_test_store_result, &result);
  balai_store_write_finish (self->store, balai_test_await_result (&result), NULL);
}

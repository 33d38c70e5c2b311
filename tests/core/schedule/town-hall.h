/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-day.h"
#include "balai-event.h"
#include "balai-kinds.h"
#include "balai-registers.h"
#include "balai-repository.h"
#include "balai-schedule-data.h"
#include "balai-sqlite.h"
#include "balai-test.h"

/* A small town hall in a repository of its own: what the tests of the calendar as it is stored begin with. */

typedef struct
{
  BalaiClock      *clock;
  BalaiRegistry   *registry;
  BalaiSqlite     *database;
  BalaiRepository *repository;
  BalaiRecord     *general; /* an OPD */
  BalaiRecord     *health;  /* another */
  BalaiRecord     *hall;
  BalaiRecord     *side;    /* part of the hall */
  BalaiRecord     *other;   /* another part of it */
  BalaiRecord     *annexe;  /* another building */
  BalaiRecord     *mayor;
  BalaiRecord     *speaker;
  BalaiRecord     *chairs;  /* 10, 2 of them damaged */
} Fixture;

/* July 2026 on the clock of Jakarta; the 15th is a Wednesday. */
static inline int64_t
at (int day,
    int hour,
    int minute)
{
  return balai_day_from_ymd (2026, 7, day) * BALAI_DAY + (hour - 7) * BALAI_HOUR + minute * BALAI_MINUTE;
}

static inline void
import (Fixture     *fixture,
        BalaiRecord *record)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_IMPORT);
  g_autoptr (GError) error = NULL;

  balai_batch_put (batch, record);
  balai_repository_apply (fixture->repository, batch, NULL, &error);
  g_assert_no_error (error);
}

static inline BalaiRecord *
named (Fixture         *fixture,
       const BalaiKind *kind,
       const char      *name)
{
  BalaiRecord *record = balai_record_new (kind);

  balai_record_set_text (record, kind->title_field, name);
  if (kind == &balai_opd_kind)
    balai_record_set_text (record, BALAI_OPD_CODE, name);
  import (fixture, record);
  return record;
}

static inline BalaiRecord *
part (Fixture     *fixture,
      const char  *name,
      BalaiRecord *whole)
{
  BalaiRecord *record = balai_record_new (&balai_venue_kind);

  balai_record_set_text (record, BALAI_VENUE_NAME, name);
  balai_record_set_text (record, BALAI_VENUE_PARENT, balai_record_get_id (whole));
  import (fixture, record);
  return record;
}

static inline void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->clock = balai_clock_new_at (at (13, 8, 0));
  fixture->registry = balai_kinds_new_registry ();
  fixture->database = balai_sqlite_open_memory (&error);
  g_assert_no_error (error);
  fixture->repository = balai_repository_new (BALAI_DATABASE (fixture->database), fixture->registry, fixture->clock);
  balai_repository_migrate (fixture->repository, &error);
  g_assert_no_error (error);
  fixture->general = named (fixture, &balai_opd_kind, "Bagian Umum");
  balai_record_set_text (fixture->general, BALAI_OPD_CONTACT, "0354-682955");
  import (fixture, fixture->general);
  fixture->health = named (fixture, &balai_opd_kind, "Dinas Kesehatan");
  fixture->hall = named (fixture, &balai_venue_kind, "Aula");
  fixture->side = part (fixture, "Aula Sisi A", fixture->hall);
  fixture->other = part (fixture, "Aula Sisi B", fixture->hall);
  fixture->annexe = named (fixture, &balai_venue_kind, "Gedung Nasional");
  fixture->mayor = named (fixture, &balai_person_kind, "Wali Kota");
  fixture->speaker = named (fixture, &balai_person_kind, "Narasumber");
  fixture->chairs = balai_record_new (&balai_equipment_kind);
  balai_record_set_text (fixture->chairs, BALAI_EQUIPMENT_NAME, "Kursi");
  balai_record_set_int (fixture->chairs, BALAI_EQUIPMENT_STOCK, 10);
  balai_record_set_int (fixture->chairs, BALAI_EQUIPMENT_DAMAGED, 2);
  import (fixture, fixture->chairs);
}

static inline void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->general);
  g_clear_object (&fixture->health);
  g_clear_object (&fixture->hall);
  g_clear_object (&fixture->side);
  g_clear_object (&fixture->other);
  g_clear_object (&fixture->annexe);
  g_clear_object (&fixture->mayor);
  g_clear_object (&fixture->speaker);
  g_clear_object (&fixture->chairs);
  g_clear_object (&fixture->repository);
  g_clear_object (&fixture->database);
  g_clear_pointer (&fixture->registry, balai_registry_unref);
  g_clear_pointer (&fixture->clock, balai_clock_free);
}

static inline BalaiRecord *
event_at (const char  *title,
          int64_t      start,
          int64_t      end,
          BalaiRecord *venue)
{
  BalaiRecord *event = balai_record_new (&balai_event_kind);

  balai_record_set_text (event, BALAI_EVENT_TITLE, title);
  balai_record_set_int (event, BALAI_EVENT_START, start);
  balai_record_set_int (event, BALAI_EVENT_END, end);
  if (venue != NULL)
    balai_record_set_text (event, BALAI_EVENT_VENUE, balai_record_get_id (venue));
  return event;
}

static inline BalaiRecord *
stored (Fixture     *fixture,
        const char  *title,
        int64_t      start,
        int64_t      end,
        BalaiRecord *venue)
{
  BalaiRecord *event = event_at (title, start, end, venue);

  balai_record_set_text (event, BALAI_EVENT_OPD, balai_record_get_id (fixture->general));
  import (fixture, event);
  return event;
}

static inline BalaiRecord *
comes (BalaiRecord *event,
       BalaiRecord *person,
       const char  *role)
{
  BalaiRecord *record = balai_record_new (&balai_event_person_kind);

  balai_record_set_text (record, BALAI_EVENT_PERSON_EVENT, balai_record_get_id (event));
  balai_record_set_text (record, BALAI_EVENT_PERSON_PERSON, balai_record_get_id (person));
  balai_record_set_text (record, BALAI_EVENT_PERSON_ROLE, role);
  return record;
}

static inline BalaiRecord *
lends (BalaiRecord *event,
       BalaiRecord *pool,
       int          quantity)
{
  BalaiRecord *record = balai_record_new (&balai_event_equipment_kind);

  balai_record_set_text (record, BALAI_EVENT_EQUIPMENT_EVENT, balai_record_get_id (event));
  balai_record_set_text (record, BALAI_EVENT_EQUIPMENT_EQUIPMENT, balai_record_get_id (pool));
  balai_record_set_int (record, BALAI_EVENT_EQUIPMENT_QUANTITY, quantity);
  return record;
}

static inline GPtrArray *
list_of (BalaiRecord *record)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (list, record);
  return list;
}

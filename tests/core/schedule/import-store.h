/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include "balai-event.h"
#include "balai-ical-export.h"
#include "balai-ical-import.h"
#include "balai-ical-reader.h"
#include "balai-ical-writer.h"
#include "balai-name-matcher.h"
#include "balai-registers.h"
#include "balai-schedule-data.h"
#include "balai-sqlite.h"
#include "balai-test.h"

/* A store of its own for each import, and what is asked of it afterwards. */

#define NOW G_GINT64_CONSTANT (1767225600)

typedef struct
{
  BalaiTestFolder *folder;     /* (owned) */
  BalaiClock      *clock;      /* (owned) */
  BalaiRepository *repository; /* (owned) */
} Store;

static inline void
store_init (Store *self)
{
  g_autoptr (BalaiRegistry) registry = balai_registry_new ();
  g_autoptr (BalaiSqlite) database = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = balai_test_folder_new ();
  self->clock = balai_clock_new_at (NOW);
  path = balai_test_folder_build (self->folder, "balai.db");
  balai_schedule_register (registry);
  database = balai_sqlite_open (path, BALAI_SQLITE_WRITER, &error);
  g_assert_no_error (error);
  self->repository = balai_repository_new (BALAI_DATABASE (database), registry, self->clock);
  balai_repository_migrate (self->repository, &error);
  g_assert_no_error (error);
}

static inline void
store_clear (Store *self)
{
  g_clear_object (&self->repository);
  g_clear_pointer (&self->clock, balai_clock_free);
  g_clear_pointer (&self->folder, balai_test_folder_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Store, store_clear)

static inline void
apply (Store      *store,
       BalaiBatch *batch)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *findings;

  if (balai_batch_get_size (batch) == 0)
    return;
  balai_repository_apply (store->repository, batch, NULL, &error);
  findings = balai_batch_get_findings (batch);
  for (guint i = 0; error != NULL && i < findings->len; i++)
    {
      g_autofree char *text = balai_finding_to_text (findings->pdata[i]);

      g_test_message ("%s", text);
    }
  g_assert_no_error (error);
}

static inline void
put (Store       *store,
     BalaiRecord *record)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("test", BALAI_BATCH_IMPORT);

  balai_batch_put (batch, record);
  apply (store, batch);
}

static inline BalaiImportPlan *
plan_bytes (Store                    *store,
            const char               *bytes,
            gsize                     length,
            const BalaiImportOptions *options)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_free);
  g_autoptr (GError) error = NULL;
  BalaiImportPlan *plan;
  guint sum = 0;

  g_ptr_array_add (files, balai_ical_read (bytes, length, balai_zone_get (BALAI_ZONE_JAKARTA)));
  plan = balai_import_plan_new (store->repository, files, options, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < BALAI_IMPORT_N_STATES; i++)
    sum += plan->counts[i];
  g_assert_cmpuint (sum, ==, plan->items->len);
  return plan;
}

static inline BalaiImportPlan *
import_with (Store                    *store,
             const char               *text,
             const BalaiImportOptions *options)
{
  BalaiImportPlan *plan = plan_bytes (store, text, strlen (text), options);
  g_autoptr (BalaiBatch) batch = balai_import_plan_to_batch (plan, "import");

  apply (store, batch);
  return plan;
}

static inline BalaiImportPlan *
import (Store      *store,
        const char *text)
{
  BalaiImportOptions options = { .create_all = TRUE };

  return import_with (store, text, &options);
}

static inline void
assert_counts (const BalaiImportPlan *plan,
               guint                  new,
               guint                  changed,
               guint                  same,
               guint                  conflicting)
{
  g_assert_cmpuint (plan->counts[BALAI_IMPORT_NEW], ==, new);
  g_assert_cmpuint (plan->counts[BALAI_IMPORT_CHANGED], ==, changed);
  g_assert_cmpuint (plan->counts[BALAI_IMPORT_SAME], ==, same);
  g_assert_cmpuint (plan->counts[BALAI_IMPORT_CONFLICTING], ==, conflicting);
}

static inline BalaiRecord *
find_event (Store      *store,
            const char *uid)
{
  g_autoptr (GError) error = NULL;
  BalaiRecord *event = balai_repository_find (store->repository, &balai_event_kind, BALAI_EVENT_UID, uid, &error);

  g_assert_no_error (error);
  g_assert_nonnull (event);
  return event;
}

static inline int64_t
count (Store           *store,
       const BalaiKind *kind)
{
  g_autoptr (BalaiQuery) query = balai_query_new (kind);
  int64_t n = -1;

  g_assert_true (balai_repository_count (store->repository, query, &n, NULL));
  return n;
}

static inline int64_t
count_rows (Store      *store,
            const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\"", table);
  int64_t n = -1;

  g_assert_true (balai_database_get_integer (balai_repository_get_database (store->repository), sql, &n, NULL));
  return n;
}

#define EVENT(uid, lines) \
  "BEGIN:VEVENT\nUID:" uid "\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Asia/Jakarta:20260210T090000\n" \
  "DTEND;TZID=Asia/Jakarta:20260210T110000\n" lines "END:VEVENT\n"

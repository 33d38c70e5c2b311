/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"
#include "balai-sqlite.h"
#include "balai-test-thing.h"
#include "balai-test.h"

/* A repository of things, in memory, for the tests of what it does. */

#define NOW 1784077200

typedef struct
{
  BalaiRegistry   *registry;
  BalaiClock      *clock;
  BalaiSqlite     *database;
  BalaiRepository *repository;
} Fixture;

static inline void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GError) error = NULL;

  self->registry = balai_test_registry_new ();
  self->clock = balai_clock_new_at (NOW);
  self->database = balai_sqlite_open_memory (&error);
  g_assert_no_error (error);
  self->repository = balai_repository_new (BALAI_DATABASE (self->database), self->registry, self->clock);
  balai_repository_migrate (self->repository, &error);
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_assert_finalize_object (g_steal_pointer (&self->repository));
  g_assert_finalize_object (g_steal_pointer (&self->database));
  balai_registry_unref (self->registry);
  balai_clock_free (self->clock);
}

static inline int64_t
number (Fixture    *self,
        const char *sql)
{
  g_autoptr (GError) error = NULL;
  int64_t value;

  balai_database_get_integer (BALAI_DATABASE (self->database), sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static inline BalaiRecord *
thing (const char *name)
{
  return (BalaiRecord *) balai_test_thing_new (name);
}

static inline gboolean
try_apply (Fixture      *self,
           BalaiBatch   *batch,
           int64_t      *step,
           GError      **error)
{
  g_autoptr (BalaiChanges) changes = NULL;

  if (!balai_repository_apply (self->repository, batch, &changes, error))
    return FALSE;
  if (step != NULL)
    *step = balai_changes_get_batch (changes);
  return TRUE;
}

static inline int64_t
put (Fixture     *self,
     BalaiRecord *record,
     const char  *label)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;
  int64_t step = 0;

  balai_batch_put (batch, record);
  try_apply (self, batch, &step, &error);
  g_assert_no_error (error);
  return step;
}

static inline int64_t
drop (Fixture     *self,
      BalaiRecord *record)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Deleted", BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;
  int64_t step = 0;

  balai_batch_delete (batch, record);
  try_apply (self, batch, &step, &error);
  g_assert_no_error (error);
  return step;
}

static inline BalaiRecord *
get (Fixture     *self,
     BalaiRecord *record)
{
  g_autoptr (GError) error = NULL;
  BalaiRecord *found = balai_repository_get (self->repository, balai_record_get_kind (record),
                                             balai_record_get_id (record), &error);

  g_assert_no_error (error);
  return found;
}

static inline void
assert_undo (Fixture *self,
             int64_t  step,
             guint    undone,
             guint    kept)
{
  g_autoptr (BalaiUndone) result = NULL;
  g_autoptr (GError) error = NULL;

  balai_repository_undo (self->repository, step, &result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->undone, ==, undone);
  g_assert_cmpuint (result->kept, ==, kept);
}

static inline int64_t
found (Fixture    *self,
       const char *words)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_thing_kind);
  g_autoptr (GError) error = NULL;
  int64_t count;

  balai_query_search (query, words);
  balai_repository_count (self->repository, query, &count, &error);
  g_assert_no_error (error);
  return count;
}

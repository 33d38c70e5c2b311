/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-store.h"

#include <glib/gstdio.h>

#include "balai-test-thing.h"
#include "balai-test.h"

#define NOW 1784077200 /* 2026-07-15 08:00 WIB */

typedef struct
{
  BalaiTestFolder *folder;
  BalaiRegistry   *registry;
  BalaiClock      *clock;
  BalaiStore      *store;
  int              changed;
  guint            changes;
} Fixture;

static void
on_changed (BalaiStore   *store,
            BalaiChanges *changes,
            gpointer      data)
{
  Fixture *self = data;

  self->changed++;
  self->changes += balai_changes_get_size (changes);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = balai_test_folder_new ();
  self->registry = balai_test_registry_new ();
  self->clock = balai_clock_new_at (NOW);
  self->store = balai_store_new (balai_test_folder_get_path (self->folder), self->registry, self->clock);
  g_signal_connect (self->store, "changed", G_CALLBACK (on_changed), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  balai_store_close (self->store);
  balai_test_settle ();
  g_assert_finalize_object (g_steal_pointer (&self->store));
  balai_registry_unref (self->registry);
  balai_clock_free (self->clock);
  balai_test_folder_free (self->folder);
}

static gboolean
open_store (Fixture  *self,
            GError  **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  balai_store_open_async (self->store, balai_test_store_result, &result);
  return balai_store_open_finish (self->store, balai_test_await_result (&result), error);
}

static void
assert_open (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  open_store (self, &error);
  g_assert_no_error (error);
  g_assert_cmpint (balai_store_get_state (self->store), ==, BALAI_STORE_OPEN);
}

static int64_t
apply (Fixture     *self,
       gpointer     record,
       const char  *label)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new (label, BALAI_BATCH_DEFAULT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  int64_t number;

  balai_batch_put (batch, record);
  balai_store_apply_async (self->store, batch, NULL, balai_test_store_result, &result);
  balai_store_apply_finish (self->store, balai_test_await_result (&result), &number, &error);
  g_assert_no_error (error);
  return number;
}

static gpointer
count_things (BalaiRepository  *repository,
              gpointer          data,
              GCancellable     *cancellable,
              GError          **error)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_thing_kind);
  int64_t count;

  return balai_repository_count (repository, query, &count, error) ? GSIZE_TO_POINTER ((gsize) count) : NULL;
}

static int
count (Fixture *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gpointer number;

  balai_store_read_async (self->store, count_things, NULL, NULL, NULL, NULL, balai_test_store_result, &result);
  number = balai_store_read_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  return (int) GPOINTER_TO_SIZE (number);
}

static void
test_edit (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiThing) thing = balai_test_thing_new ("Rapat");
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiUndone) undone = NULL;

  assert_open (self);
  g_assert_null (balai_store_get_undo_label (self->store));

  g_assert_cmpint (apply (self, thing, "Thing added"), >, 0);
  g_assert_cmpint (self->changed, ==, 1);
  g_assert_cmpstr (balai_store_get_undo_label (self->store), ==, "Thing added");
  g_assert_cmpint (count (self), ==, 1);

  balai_store_undo_async (self->store, 0, NULL, balai_test_store_result, &result);
  undone = balai_store_undo_finish (self->store, balai_test_await_result (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->undone, ==, 1);
  g_assert_cmpint (self->changed, ==, 2);
  g_assert_null (balai_store_get_undo_label (self->store));
  g_assert_cmpint (count (self), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add ("/record/store/edit", Fixture, NULL, set_up, test_edit, tear_down);

  return g_test_run ();
}

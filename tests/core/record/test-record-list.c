/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-record-list.h"

#include "balai-row-diff.h"
#include "balai-test-thing.h"
#include "balai-test.h"

#define N_MANY 100000

typedef struct
{
  BalaiTestFolder *folder;
  BalaiRegistry   *registry;
  BalaiClock      *clock;
  BalaiStore      *store;
  GArray          *changes; /* (element-type BalaiRowHunk) */
} Fixture;

static gpointer
add_many (BalaiRepository  *repository,
          gpointer          data,
          GCancellable     *cancellable,
          GError          **error)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("many", BALAI_BATCH_IMPORT | BALAI_BATCH_NO_UNDO);

  for (int i = 0; i < GPOINTER_TO_INT (data); i++)
    {
      g_autofree char *name = g_strdup_printf ("Rapat %06d", i);
      g_autoptr (BalaiThing) thing = balai_test_thing_new (name);

      balai_record_set_int ((BalaiRecord *) thing, BALAI_THING_COUNT, i);
      balai_batch_put (batch, (BalaiRecord *) thing);
    }
  balai_repository_apply (repository, batch, NULL, error);
  return NULL;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr (GAsyncResult) opened = NULL, added = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = balai_test_folder_new ();
  self->registry = balai_test_registry_new ();
  self->clock = balai_clock_new_at (1784077200);
  self->changes = g_array_new (FALSE, FALSE, sizeof (BalaiRowHunk));
  self->store = balai_store_new (balai_test_folder_get_path (self->folder), self->registry, self->clock);
  balai_store_open_async (self->store, balai_test_store_result, &opened);
  balai_store_open_finish (self->store, balai_test_await_result (&opened), &error);
  g_assert_no_error (error);
  balai_store_write_async (self->store, add_many, (gpointer) data, NULL, NULL, NULL, balai_test_store_result, &added);
  balai_store_write_finish (self->store, balai_test_await_result (&added), &error);
  g_assert_no_error (error);
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
  g_array_unref (self->changes);
}

static void
on_items_changed (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  gpointer    data)
{
  BalaiRowHunk hunk = { position, removed, 0, added };

  g_array_append_val (((Fixture *) data)->changes, hunk);
}

static BalaiRecordList *
list_by_count (Fixture *self)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_thing_kind);
  BalaiRecordList *list;

  balai_query_order_by (query, BALAI_THING_COUNT, FALSE);
  list = balai_record_list_new (self->store, query);
  g_signal_connect (list, "items-changed", G_CALLBACK (on_items_changed), self);
  balai_test_await (!balai_record_list_get_loading (list));
  return list;
}

static void
assert_change (Fixture *self,
               guint    position,
               guint    removed,
               guint    added)
{
  const BalaiRowHunk *hunk = &g_array_index (self->changes, BalaiRowHunk, 0);

  g_assert_cmpuint (self->changes->len, ==, 1);
  g_assert_cmpuint (hunk->position, ==, position);
  g_assert_cmpuint (hunk->removed, ==, removed);
  g_assert_cmpuint (hunk->added, ==, added);
  g_array_set_size (self->changes, 0);
}

static BalaiRecordItem *
filled (gpointer list,
        guint    position)
{
  BalaiRecordItem *item = g_list_model_get_item (list, position);

  balai_test_await (balai_record_item_get_record (item) != NULL);
  return item;
}

static void
save (Fixture     *self,
      BalaiRecord *record,
      gboolean     delete)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("edit", BALAI_BATCH_DEFAULT);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  if (delete)
    balai_batch_delete (batch, record);
  else
    balai_batch_put (batch, record);
  balai_store_apply_async (self->store, batch, NULL, balai_test_store_result, &result);
  balai_store_apply_finish (self->store, balai_test_await_result (&result), NULL, &error);
  g_assert_no_error (error);
}

static void
test_many (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiRecordList) list = list_by_count (self);
  g_autoptr (BalaiRecordItem) middle = NULL, again = NULL, last = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, N_MANY);
  assert_change (self, 0, 0, N_MANY);

  middle = filled (list, 50000);
  g_assert_cmpint (balai_record_get_int (balai_record_item_get_record (middle), BALAI_THING_COUNT), ==, 50000);
  again = g_list_model_get_item (G_LIST_MODEL (list), 50000);
  g_assert_true (again == middle);
  last = filled (list, N_MANY - 1);
  g_assert_cmpint (balai_record_get_int (balai_record_item_get_record (last), BALAI_THING_COUNT), ==, N_MANY - 1);
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (list), N_MANY));
}

static void
on_notify (GObject    *object,
           GParamSpec *pspec,
           gpointer    count)
{
  (*(int *) count)++;
}

/* A record that is edited, deleted, made: one stretch is told, and whoever else is looked at stays the same object. */
static void
test_changes (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiRecordList) list = list_by_count (self);
  g_autoptr (BalaiRecordItem) selected = filled (list, 5000), edited = filled (list, 100), now = NULL;
  g_autoptr (BalaiRecord) record = balai_record_copy (balai_record_item_get_record (edited));
  g_autoptr (BalaiThing) made = balai_test_thing_new ("Baru");
  int notified = 0;

  g_array_set_size (self->changes, 0);
  g_signal_connect (edited, "notify::record", G_CALLBACK (on_notify), &notified);

  /* Of a field that the order does not ask for: nothing moves, the item is filled anew. */
  balai_record_set_text (record, BALAI_THING_NAME, "Lain");
  save (self, record, FALSE);
  balai_test_await (notified == 1 && !balai_record_list_get_loading (list));
  g_assert_cmpstr (balai_record_get_title (balai_record_item_get_record (edited)), ==, "Lain");
  g_assert_cmpuint (self->changes->len, ==, 0);

  save (self, record, TRUE);
  balai_test_await (self->changes->len > 0);
  assert_change (self, 100, 1, 0);
  now = g_list_model_get_item (G_LIST_MODEL (list), 4999);
  g_assert_true (now == selected);
  g_clear_object (&now);

  balai_record_set_int ((BalaiRecord *) made, BALAI_THING_COUNT, -1);
  save (self, (BalaiRecord *) made, FALSE);
  balai_test_await (self->changes->len > 0);
  assert_change (self, 0, 0, 1);
  now = g_list_model_get_item (G_LIST_MODEL (list), 5000);
  g_assert_true (now == selected);
}

/* A move is one stretch that holds both places, so that a selection finds the same object in it again. */
static void
test_move (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiRecordList) list = list_by_count (self);
  g_autoptr (BalaiRecordItem) item = filled (list, 20), now = NULL;
  g_autoptr (BalaiRecord) record = balai_record_copy (balai_record_item_get_record (item));

  g_array_set_size (self->changes, 0);
  balai_record_set_int (record, BALAI_THING_COUNT, 40);
  save (self, record, FALSE);
  balai_test_await (self->changes->len > 0);
  g_assert_cmpuint (self->changes->len, ==, 1);
  now = g_list_model_get_item (G_LIST_MODEL (list), 39);
  g_assert_true (now == item);
}

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (BalaiRecordList) list = list_by_count (self);
  g_autoptr (BalaiRecordItem) item = filled (list, 42), found = NULL;

  balai_record_list_set_search (list, "000042");
  balai_test_await (g_list_model_get_n_items (G_LIST_MODEL (list)) == 1);
  found = g_list_model_get_item (G_LIST_MODEL (list), 0);
  g_assert_true (found == item);

  balai_record_list_set_search (list, "tidak ada");
  balai_record_list_set_search (list, "");
  balai_test_await (!balai_record_list_get_loading (list));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 10000);
}

static void
test_query (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (BalaiRecordList) list = list_by_count (self);
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_thing_kind);
  g_autoptr (BalaiRecordItem) first = filled (list, 0), last = NULL;

  g_array_set_size (self->changes, 0);
  balai_query_order_by (query, BALAI_THING_COUNT, TRUE);
  balai_record_list_set_query (list, query);
  balai_test_await (!balai_record_list_get_loading (list));
  /* Everything has moved, and yet it is told at one go. */
  g_assert_cmpuint (self->changes->len, <=, 64);
  last = g_list_model_get_item (G_LIST_MODEL (list), 9999);
  g_assert_true (last == first);
}

/* A list that is let go while it reads, and one that is made before the store opens. */
static void
test_life (Fixture       *self,
           gconstpointer  data)
{
  BalaiRecordList *list = list_by_count (self);
  gpointer watched = list, item = g_list_model_get_item (G_LIST_MODEL (list), 7);

  g_object_add_weak_pointer (G_OBJECT (list), &watched);
  balai_test_settle ();
  g_object_unref (list);
  balai_test_await (watched == NULL);
  g_assert_finalize_object (item);
}

static void
test_before_opening (void)
{
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autoptr (BalaiRegistry) registry = balai_test_registry_new ();
  g_autoptr (BalaiStore) store = balai_store_new (balai_test_folder_get_path (folder), registry, balai_clock_system ());
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_thing_kind);
  g_autoptr (BalaiRecordList) list = balai_record_list_new (store, query);
  g_autoptr (GAsyncResult) result = NULL, added = NULL;

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  balai_store_open_async (store, balai_test_store_result, &result);
  balai_store_write_async (store, add_many, GINT_TO_POINTER (3), NULL, NULL, NULL, balai_test_store_result, &added);
  balai_test_await (g_list_model_get_n_items (G_LIST_MODEL (list)) == 3);
  balai_store_close (store);
  balai_test_settle ();
}

static void
test_diff (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (int round = 0; round < 3000; round++)
    {
      g_autoptr (GArray) before = g_array_new (FALSE, FALSE, sizeof (int64_t));
      g_autoptr (GArray) after = g_array_new (FALSE, FALSE, sizeof (int64_t));
      g_autoptr (GArray) hunks = NULL;
      guint end = G_MAXUINT;

      for (int64_t row = 1; row <= 40; row++)
        {
          if (g_rand_int_range (rand, 0, 5) > 0)
            g_array_append_val (before, row);
          if (g_rand_int_range (rand, 0, 5) > 0)
            g_array_append_val (after, row);
        }
      /* Some move. */
      for (int moves = g_rand_int_range (rand, 0, 4); moves > 0 && after->len > 1; moves--)
        {
          guint from = (guint) g_rand_int_range (rand, 0, (int) after->len), to;
          int64_t row = g_array_index (after, int64_t, from);

          g_array_remove_index (after, from);
          to = (guint) g_rand_int_range (rand, 0, (int) after->len);
          g_array_insert_val (after, to, row);
        }
      hunks = balai_row_diff ((int64_t *) (gpointer) before->data, before->len, (int64_t *) (gpointer) after->data,
                              after->len);
      for (guint i = hunks->len; i-- > 0;)
        {
          const BalaiRowHunk *hunk = &g_array_index (hunks, BalaiRowHunk, i);

          /* In order, and never side by side: each is one stretch. */
          g_assert_cmpuint (hunk->position + hunk->removed, <, end);
          end = hunk->position;
          if (hunk->removed > 0)
            g_array_remove_range (before, hunk->position, hunk->removed);
          if (hunk->added > 0)
            g_array_insert_vals (before, hunk->position, &g_array_index (after, int64_t, hunk->source), hunk->added);
        }
      g_assert_cmpmem (before->data, before->len * sizeof (int64_t), after->data, after->len * sizeof (int64_t));
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/record/list/diff", test_diff);
  g_test_add ("/record/list/many", Fixture, GINT_TO_POINTER (N_MANY), set_up, test_many, tear_down);
  g_test_add ("/record/list/changes", Fixture, GINT_TO_POINTER (10000), set_up, test_changes, tear_down);
  g_test_add ("/record/list/move", Fixture, GINT_TO_POINTER (1000), set_up, test_move, tear_down);
  g_test_add ("/record/list/search", Fixture, GINT_TO_POINTER (10000), set_up, test_search, tear_down);
  g_test_add ("/record/list/query", Fixture, GINT_TO_POINTER (10000), set_up, test_query, tear_down);
  g_test_add ("/record/list/life", Fixture, GINT_TO_POINTER (1000), set_up, test_life, tear_down);
  g_test_add_func ("/record/list/before-opening", test_before_opening);

  return g_test_run ();
}

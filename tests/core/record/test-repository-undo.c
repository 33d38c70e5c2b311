/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "repository-fixture.h"

static void
test_undo (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat"), now = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiUndone) none = NULL;
  g_autofree char *label = NULL;
  int64_t made, edited, step;

  made = put (self, record, "Made");
  balai_record_set_text (record, BALAI_THING_NAME, "Apel");
  balai_record_set_real (record, BALAI_THING_WEIGHT, 0.1);
  balai_record_set_null (record, BALAI_THING_STATUS);
  edited = put (self, record, "Edited");
  drop (self, record);

  /* Back, step by step. */
  assert_undo (self, 0, 1, 0);
  now = get (self, record);
  g_assert_cmpstr (balai_record_get_title (now), ==, "Apel");
  g_assert_cmpint (found (self, "apel"), ==, 1);
  g_clear_object (&now);

  /* It is as the older step left it, though its revision has moved on. */
  g_assert_true (balai_repository_last_step (self->repository, &step, &label, &error));
  g_assert_cmpint (step, ==, edited);
  g_assert_cmpstr (label, ==, "Edited");
  assert_undo (self, 0, 1, 0);
  now = get (self, record);
  g_assert_cmpstr (balai_record_get_title (now), ==, "Rapat");
  g_clear_object (&now);

  assert_undo (self, made, 1, 0);
  g_assert_null (get (self, record));
  g_assert_false (balai_repository_undo (self->repository, 0, &none, NULL, &error));
  g_assert_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOTHING_TO_UNDO);
  g_clear_error (&error);
  /* Not twice. */
  g_assert_false (balai_repository_undo (self->repository, edited, &none, NULL, &error));
  g_assert_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOTHING_TO_UNDO);
}

static void
test_undo_edit (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat"), before = NULL, after = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  put (self, record, "Made");
  for (int i = 0; i < 200; i++)
    {
      g_clear_object (&before);
      g_clear_object (&after);
      before = get (self, record);
      after = balai_record_copy (before);
      balai_test_randomize (after, rand);
      if (put (self, after, "Edited") == 0)
        continue;
      assert_undo (self, 0, 1, 0);
      g_clear_object (&after);
      after = get (self, record);
      g_assert_true (balai_record_equal (before, after));
      if (i % 2)
        {
          /* Go on from another place. */
          balai_test_randomize (after, rand);
          put (self, after, "Kept");
        }
    }
}

static void
assert_redo (Fixture *self,
             guint    redone)
{
  g_autoptr (BalaiUndone) result = NULL;
  g_autoptr (GError) error = NULL;

  balai_repository_redo (self->repository, 0, &result, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (result->undone, ==, redone);
  g_assert_cmpuint (result->kept, ==, 0);
}

static void
assert_no_redo (Fixture *self)
{
  g_autoptr (BalaiUndone) result = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (balai_repository_redo (self->repository, 0, &result, NULL, &error));
  g_assert_error (error, BALAI_RECORD_ERROR, BALAI_RECORD_ERROR_NOTHING_TO_REDO);
}

/* The record is as it was once, or not there where it was not. */
static void
assert_same (Fixture     *self,
             BalaiRecord *record,
             BalaiRecord *then)
{
  g_autoptr (BalaiRecord) now = get (self, record);

  g_assert_true ((now == NULL) == (then == NULL));
  if (now != NULL)
    g_assert_true (balai_record_equal (now, then));
}

/* Back and forth through a story of edits, any way: every stop is exactly what it was. */
static void
test_redo (Fixture       *self,
           gconstpointer  data)
{
  enum { STOPS = 12 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  assert_no_redo (self);
  for (int round = 0; round < 20; round++)
    {
      g_autoptr (BalaiRecord) record = thing ("Rapat");
      BalaiRecord *stops[STOPS] = { NULL };
      int at = 0;

      put (self, record, "Made");
      assert_no_redo (self);
      stops[1] = get (self, record);
      for (int i = 2; i < STOPS; i++)
        {
          g_autoptr (BalaiRecord) next = get (self, record);

          if (i == STOPS - 1)
            drop (self, next);
          else
            do
              balai_test_randomize (next, rand);
            while (put (self, next, "Edited") == 0);
          stops[i] = get (self, record);
        }
      g_assert_null (stops[STOPS - 1]);
      at = STOPS - 1;
      for (int i = 0; i < 60; i++)
        {
          if (at > 0 && (at == STOPS - 1 || g_rand_boolean (rand)))
            {
              assert_undo (self, 0, 1, 0);
              at--;
            }
          else
            {
              assert_redo (self, 1);
              at++;
            }
          assert_same (self, record, stops[at]);
        }
      while (at < STOPS - 1)
        {
          assert_redo (self, 1);
          assert_same (self, record, stops[++at]);
        }
      assert_no_redo (self);
      for (int i = 0; i < STOPS; i++)
        g_clear_object (&stops[i]);
    }
}

/* Once something else was done, what was undone before stays undone. */
static void
test_redo_ends (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (BalaiRecord) record = thing ("Rapat"), other = thing ("Apel"), now = NULL;
  g_autofree char *label = NULL;
  int64_t made, step;

  made = put (self, record, "Made");
  balai_record_set_text (record, BALAI_THING_NAME, "Rapat besar");
  put (self, record, "Edited");
  assert_undo (self, 0, 1, 0);
  g_assert_true (balai_repository_last_undo (self->repository, &step, &label, NULL));
  g_assert_cmpstr (label, ==, "Edited");
  put (self, other, "Other");
  assert_no_redo (self);

  /* An older step that is taken back, as from a toast, comes back as well. */
  assert_undo (self, made, 1, 0);
  g_assert_null (get (self, record));
  assert_redo (self, 1);
  now = get (self, record);
  g_assert_cmpstr (balai_record_get_title (now), ==, "Rapat");
  assert_no_redo (self);
}

/* A step that made some, changed one and deleted another comes back whole. */
static void
test_redo_batch (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Import", BALAI_BATCH_IMPORT);
  g_autoptr (BalaiRecord) old = thing ("Lama"), gone = thing ("Pergi"), fresh = thing ("Baru"), now = NULL;
  g_autoptr (GError) error = NULL;

  put (self, old, "Made");
  put (self, gone, "Made");
  balai_batch_put (batch, fresh);
  balai_record_set_text (old, BALAI_THING_NAME, "Lain");
  balai_batch_put (batch, old);
  balai_batch_delete (batch, gone);
  g_assert_true (try_apply (self, batch, NULL, &error));
  for (int i = 0; i < 3; i++)
    {
      assert_undo (self, 0, 3, 0);
      g_assert_cmpint (found (self, "baru"), ==, 0);
      g_assert_cmpint (found (self, "pergi"), ==, 1);
      g_assert_cmpint (found (self, "lama"), ==, 1);
      assert_redo (self, 3);
      g_assert_cmpint (found (self, "baru"), ==, 1);
      g_assert_cmpint (found (self, "pergi"), ==, 0);
      g_assert_cmpint (found (self, "lain"), ==, 1);
    }
  now = get (self, old);
  g_assert_cmpstr (balai_record_get_title (now), ==, "Lain");
}

static void
test_undo_batch (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Import", BALAI_BATCH_IMPORT);
  g_autoptr (GPtrArray) things = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BalaiRecord) old = thing ("Lama"), gone = thing ("Pergi"), now = NULL;
  g_autoptr (GError) error = NULL;
  int64_t step = 0;

  put (self, old, "Made");
  put (self, gone, "Made");
  for (int i = 0; i < 10; i++)
    {
      g_ptr_array_add (things, thing ("Baru"));
      balai_batch_put (batch, things->pdata[i]);
    }
  balai_record_set_text (old, BALAI_THING_NAME, "Lain");
  balai_batch_put (batch, old);
  balai_batch_delete (batch, gone);
  g_assert_true (try_apply (self, batch, &step, &error));
  g_assert_cmpint (found (self, "baru"), ==, 10);

  /* Two of them are worked on further: these stay. */
  balai_record_set_int (things->pdata[3], BALAI_THING_COUNT, 1);
  put (self, things->pdata[3], "Edited");
  drop (self, things->pdata[4]);

  assert_undo (self, step, 10, 2);
  g_assert_cmpint (found (self, "baru"), ==, 1);
  now = get (self, old);
  g_assert_cmpstr (balai_record_get_title (now), ==, "Lama");
  g_assert_cmpint (found (self, "pergi"), ==, 1);
}

static void
test_no_undo (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (BalaiBatch) batch = balai_batch_new ("Sample", BALAI_BATCH_NO_UNDO);
  g_autoptr (BalaiRecord) record = thing ("Rapat");
  g_autoptr (GError) error = NULL;
  int64_t step = -1;

  balai_batch_put (batch, record);
  g_assert_true (try_apply (self, batch, &step, &error));
  g_assert_cmpint (step, ==, 0);
  g_assert_true (balai_repository_last_step (self->repository, &step, NULL, &error));
  g_assert_cmpint (step, ==, 0);
}

#define ADD(name) g_test_add ("/record/undo/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

  ADD (undo);
  ADD (undo_edit);
  ADD (undo_batch);
  ADD (no_undo);
  ADD (redo);
  ADD (redo_ends);
  ADD (redo_batch);

  return g_test_run ();
}

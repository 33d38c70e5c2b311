/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-test.h"
#include "balai-worker-thread.h"

typedef struct
{
  BalaiWorkerThread *worker; /* (unowned) */
  GString           *order;  /* (owned): one letter for each task that ran */
  GMutex             gate;
  gboolean           on_worker;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  fixture->worker = balai_worker_thread_new ("test-worker");
  fixture->order = g_string_new (NULL);
  fixture->on_worker = TRUE;
  g_mutex_init (&fixture->gate);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->worker);
  g_string_free (fixture->order, TRUE);
  g_mutex_clear (&fixture->gate);
}

static void
write_letter (GTask        *task,
              gpointer      source,
              gpointer      task_data,
              GCancellable *cancellable)
{
  Fixture *fixture = g_task_get_task_data (task);
  char letter = *g_task_get_name (task);

  if (letter == 'G')
    {
      g_mutex_lock (&fixture->gate);
      g_mutex_unlock (&fixture->gate);
    }
  g_string_append_c (fixture->order, letter);
  fixture->on_worker = fixture->on_worker && balai_worker_thread_is_current (fixture->worker);
  g_task_return_boolean (task, TRUE);
}

static void
queue (Fixture      *fixture,
       const char   *name,
       int           priority,
       GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);

  g_task_set_name (task, name);
  g_task_set_task_data (task, fixture, NULL);
  balai_worker_thread_queue (fixture->worker, priority, task, write_letter);
}

/* While the first task holds the thread, the others line up: by priority, and in it by their coming. */
static void
test_order (Fixture       *fixture,
            gconstpointer  data)
{
  g_mutex_lock (&fixture->gate);
  queue (fixture, "G", G_PRIORITY_HIGH, NULL);
  queue (fixture, "x", G_PRIORITY_LOW, NULL);
  queue (fixture, "a", G_PRIORITY_DEFAULT, NULL);
  queue (fixture, "b", G_PRIORITY_DEFAULT, NULL);
  queue (fixture, "y", G_PRIORITY_LOW, NULL);
  queue (fixture, "!", G_PRIORITY_HIGH, NULL);
  queue (fixture, "c", G_PRIORITY_DEFAULT, NULL);
  g_mutex_unlock (&fixture->gate);
  balai_worker_thread_join (fixture->worker);

  /* The gate may have been taken from the queue before the rest came, or not: it is first either way. */
  g_assert_cmpstr (fixture->order->str, ==, "G!abcxy");
  g_assert_true (fixture->on_worker);
}

static void
test_first_come (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GString) expected = g_string_new (NULL);

  for (int i = 0; i < 500; i++)
    {
      char name[] = { (char) ('a' + i % 26), '\0' };

      queue (fixture, name, G_PRIORITY_DEFAULT, NULL);
      g_string_append (expected, name);
    }
  balai_worker_thread_join (fixture->worker);
  g_assert_cmpstr (fixture->order->str, ==, expected->str);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, balai_test_store_result, &result);

  g_task_set_name (task, "z");
  g_task_set_task_data (task, fixture, NULL);
  g_mutex_lock (&fixture->gate);
  queue (fixture, "G", G_PRIORITY_DEFAULT, NULL);
  balai_worker_thread_queue (fixture->worker, G_PRIORITY_DEFAULT, task, write_letter);
  g_cancellable_cancel (cancellable);
  g_mutex_unlock (&fixture->gate);

  balai_test_await_result (&result);
  g_assert_false (g_task_propagate_boolean (G_TASK (result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  balai_worker_thread_join (fixture->worker);
  g_assert_cmpstr (fixture->order->str, ==, "G");
}

static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_false (balai_worker_thread_is_current (fixture->worker));
  balai_worker_thread_join (fixture->worker);
  /* A second time there is nothing to end. */
  balai_worker_thread_join (fixture->worker);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);

#define ADD(name, func) g_test_add ("/base/worker-thread/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("order", test_order);
  ADD ("first-come", test_first_come);
  ADD ("cancelled", test_cancelled);
  ADD ("elsewhere", test_elsewhere);
#undef ADD

  return g_test_run ();
}

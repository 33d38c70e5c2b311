/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-undo-toast.h"

#include <glib/gi18n-lib.h>

#include "balai-toasts.h"

/* Taking back the last step, by key, menu or toast, and doing it again: what came of it is told in the same words. */

typedef struct
{
  GWeakRef    from;  /* of the widget: its window may be closed before it is done */
  BalaiStore *store; /* (owned) */
  int64_t     batch;
} Step;

static Step *
step_new (GtkWidget  *from,
          BalaiStore *store,
          int64_t     batch)
{
  Step *step = g_new0 (Step, 1);

  g_weak_ref_init (&step->from, from);
  step->store = g_object_ref (store);
  step->batch = batch;
  return step;
}

static void
step_free (gpointer data)
{
  Step *step = data;

  g_weak_ref_clear (&step->from);
  g_object_unref (step->store);
  g_free (step);
}

static char *
say_undone (const BalaiUndone *undone)
{
  if (undone == NULL)
    return g_strdup (_("It could not be undone."));
  if (undone->kept > 0)
    /* Translators: %1$s is what was undone, %2$u is how many records were not touched */
    return g_strdup_printf (ngettext ("Undone: %1$s. %2$u entry was changed again since, and was left as it is.",
                                      "Undone: %1$s. %2$u entries were changed again since, and were left as they are.",
                                      undone->kept),
                            undone->label, undone->kept);
  return g_strdup_printf (_("Undone: %s"), undone->label);
}

static void
on_undone (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Step *step = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiUndone) undone = balai_store_undo_finish (BALAI_STORE (object), result, &error);
  g_autoptr (GtkWidget) from = g_weak_ref_get (&step->from);
  g_autofree char *text = say_undone (undone);

  if (from != NULL)
    balai_toast_show (from, text);
  step_free (step);
}

static char *
say_redone (const BalaiUndone *redone)
{
  if (redone == NULL)
    return g_strdup (_("It could not be redone."));
  if (redone->kept > 0)
    /* Translators: %1$s is what was done again, %2$u is how many records were not touched */
    return g_strdup_printf (ngettext ("Redone: %1$s. %2$u entry was changed again since, and was left as it is.",
                                      "Redone: %1$s. %2$u entries were changed again since, and were left as they are.",
                                      redone->kept),
                            redone->label, redone->kept);
  return g_strdup_printf (_("Redone: %s"), redone->label);
}

static void
on_redone (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  Step *step = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiUndone) redone = balai_store_redo_finish (BALAI_STORE (object), result, &error);
  g_autoptr (GtkWidget) from = g_weak_ref_get (&step->from);
  g_autofree char *text = say_redone (redone);

  if (from != NULL)
    balai_toast_show (from, text);
  step_free (step);
}

static void
on_clicked (gpointer data)
{
  Step *step = data;
  g_autoptr (GtkWidget) from = g_weak_ref_get (&step->from);

  if (from != NULL)
    balai_undo_and_tell (from, step->store, step->batch);
}

/**
 * balai_undo_and_tell:
 * @from: a widget of the window
 * @store: the records
 * @batch: number of the step
 *
 * Takes back a step and says what came of it, also where it failed or left something as it is.
 */
void
balai_undo_and_tell (GtkWidget  *from,
                     BalaiStore *store,
                     int64_t     batch)
{
  g_return_if_fail (GTK_IS_WIDGET (from) && BALAI_IS_STORE (store));

  balai_store_undo_async (store, batch, NULL, on_undone, step_new (from, store, batch));
}

/**
 * balai_redo_and_tell:
 * @from: a widget of the window
 * @store: the records
 * @batch: number of the undo
 *
 * Does again what was undone and says what came of it.
 */
void
balai_redo_and_tell (GtkWidget  *from,
                     BalaiStore *store,
                     int64_t     batch)
{
  g_return_if_fail (GTK_IS_WIDGET (from) && BALAI_IS_STORE (store));

  balai_store_redo_async (store, batch, NULL, on_redone, step_new (from, store, batch));
}

/**
 * balai_undo_toast_show:
 * @from: a widget of the window
 * @text: what was done
 * @store: the records
 * @batch: number of the step, or 0 where nothing can be taken back
 *
 * Says what was done and offers to take it back.
 */
void
balai_undo_toast_show (GtkWidget  *from,
                       const char *text,
                       BalaiStore *store,
                       int64_t     batch)
{
  g_return_if_fail (GTK_IS_WIDGET (from) && text != NULL && BALAI_IS_STORE (store));

  if (batch == 0)
    balai_toast_show (from, text);
  else
    balai_toast_show_undo (from, text, on_clicked, step_new (from, store, batch), step_free);
}

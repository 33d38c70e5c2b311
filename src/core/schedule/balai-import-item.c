/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-entries-private.h"

void
balai_import_item_free (BalaiImportItem *self)
{
  g_free (self->key);
  g_free (self->text);
  g_clear_object (&self->event);
  g_free (self->venue);
  g_ptr_array_unref (self->differences);
  g_ptr_array_unref (self->notes);
  g_free (self->twin_title);
  g_free (self->twin_uid);
  g_free (self->inviter);
  g_free (self->clash_title);
  g_free (self->clash_resource);
  g_free (self);
}

static void
difference_free (BalaiImportDifference *self)
{
  g_free (self->who);
  g_free (self->ours);
  g_free (self->theirs);
  g_free (self);
}

/**
 * balai_import_item_new:
 * @file: number of the file
 * @line: line in it
 *
 * Returns: (transfer full): an item that stays as it is
 */
BalaiImportItem *
balai_import_item_new (guint file,
                       guint line)
{
  BalaiImportItem *self = g_new0 (BalaiImportItem, 1);

  self->state = BALAI_IMPORT_SAME;
  self->file = file;
  self->line = line;
  self->differences = g_ptr_array_new_with_free_func ((GDestroyNotify) difference_free);
  self->notes = g_ptr_array_new ();
  return self;
}

void
balai_import_note_free (BalaiImportNote *self)
{
  g_free (self->text);
  g_free (self);
}

/**
 * balai_import_plan_note:
 * @plan: a plan
 * @item: (nullable): the event it is about
 * @file: number of the file
 * @line: line in it
 * @problem: what was passed over
 * @text: (nullable): what stands there
 *
 * Notes what comes in otherwise than a file says.
 */
void
balai_import_plan_note (BalaiImportPlan      *plan,
                        BalaiImportItem      *item,
                        guint                 file,
                        guint                 line,
                        BalaiIcalProblemCode  problem,
                        const char           *text)
{
  BalaiImportNote *note = g_new0 (BalaiImportNote, 1);

  note->file = file;
  note->line = line;
  note->problem = problem;
  note->text = g_strdup (text);
  g_ptr_array_add (plan->notes, note);
  if (item != NULL)
    g_ptr_array_add (item->notes, note);
}

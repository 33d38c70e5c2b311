/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-import-entry.h"

/* An event or a new name of an import, as an item of a list. */
struct _BalaiImportEntry
{
  GObject                    parent_instance;

  GObject                   *owner;    /* (owned): keeps what the others point to */
  const BalaiImportItem     *item;     /* (unowned) (nullable) */
  const BalaiImportProposal *proposal; /* (unowned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BalaiImportEntry, balai_import_entry, G_TYPE_OBJECT)

static void
balai_import_entry_finalize (GObject *object)
{
  BalaiImportEntry *self = BALAI_IMPORT_ENTRY (object);

  g_clear_object (&self->owner);
  G_OBJECT_CLASS (balai_import_entry_parent_class)->finalize (object);
}

static void
balai_import_entry_class_init (BalaiImportEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = balai_import_entry_finalize;
}

static void
balai_import_entry_init (BalaiImportEntry *self)
{
}

/**
 * balai_import_entry_new:
 * @owner: keeps the plan
 * @item: (nullable): an event of it
 * @proposal: (nullable): or a name of it
 *
 * Returns: (transfer full): an entry for one of the two
 */
BalaiImportEntry *
balai_import_entry_new (GObject                   *owner,
                        const BalaiImportItem     *item,
                        const BalaiImportProposal *proposal)
{
  BalaiImportEntry *self = g_object_new (BALAI_TYPE_IMPORT_ENTRY, NULL);

  self->owner = g_object_ref (owner);
  self->item = item;
  self->proposal = proposal;
  return self;
}

const BalaiImportItem *
balai_import_entry_get_item (BalaiImportEntry *self)
{
  g_return_val_if_fail (BALAI_IS_IMPORT_ENTRY (self), NULL);

  return self->item;
}

const BalaiImportProposal *
balai_import_entry_get_proposal (BalaiImportEntry *self)
{
  g_return_val_if_fail (BALAI_IS_IMPORT_ENTRY (self), NULL);

  return self->proposal;
}

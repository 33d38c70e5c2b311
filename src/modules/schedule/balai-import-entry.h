/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical-import.h"

G_BEGIN_DECLS

#define BALAI_TYPE_IMPORT_ENTRY (balai_import_entry_get_type ())
G_DECLARE_FINAL_TYPE (BalaiImportEntry, balai_import_entry, BALAI, IMPORT_ENTRY, GObject)

BalaiImportEntry          *balai_import_entry_new          (GObject                   *owner,
                                                            const BalaiImportItem     *item,
                                                            const BalaiImportProposal *proposal);
const BalaiImportItem     *balai_import_entry_get_item     (BalaiImportEntry          *self);
const BalaiImportProposal *balai_import_entry_get_proposal (BalaiImportEntry          *self);

G_END_DECLS

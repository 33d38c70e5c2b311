/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical-import.h"
#include "balai-import-values.h"

G_BEGIN_DECLS

/**
 * BalaiImportMerge:
 * @ours: (owned): the event of Balai with what is taken from the file
 * @links: (owned) (element-type BalaiRecord): people, OPDs and equipment to be saved
 * @removed: (owned) (element-type BalaiRecord): those to be removed
 * @differences: (unowned) (element-type BalaiImportDifference): where to tell what differs
 * @base: (owned) (nullable): what the file said, but for what is left to be asked again
 * @proposes: whether nothing is taken that nobody has agreed to
 * @changed: whether something is taken
 * @conflicting: whether something is left to be asked
 */
typedef struct
{
  BalaiRecord *ours;
  GPtrArray   *links;
  GPtrArray   *removed;
  GPtrArray   *differences;
  char        *base;
  gboolean     proposes;
  gboolean     changed;
  gboolean     conflicting;
} BalaiImportMerge;

gboolean balai_import_merge_same_links (GPtrArray *a,
                                        GPtrArray *b);

void balai_import_merge_init  (BalaiImportMerge        *self,
                               BalaiRecord             *ours,
                               GPtrArray               *our_links,
                               const BalaiImportValues *base,
                               const BalaiImportValues *theirs,
                               gboolean                 older,
                               gboolean                 proposes,
                               BalaiImportResolution    resolution,
                               GPtrArray               *differences);
void balai_import_merge_clear (BalaiImportMerge        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalaiImportMerge, balai_import_merge_clear)

G_END_DECLS

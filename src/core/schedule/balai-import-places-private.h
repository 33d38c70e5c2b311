/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-import-values.h"

G_BEGIN_DECLS

/**
 * BalaiImportPlace:
 * @venue: (unowned) (nullable): the venue of the registers that is meant
 * @whole: whether the text says nothing else
 * @ambiguous: whether several venues have the name
 * @several: whether the text names more than one room
 * @name: (owned) (nullable): what a venue would be called, where the registers know none
 *
 * What a LOCATION says.
 */
typedef struct
{
  BalaiRecord *venue;
  gboolean     whole;
  gboolean     ambiguous;
  gboolean     several;
  char        *name;
} BalaiImportPlace;

void                    balai_import_place_free      (BalaiImportPlace *self);
gboolean                balai_import_place_is_online (const char       *location);
void                    balai_import_places_learn    (BalaiImportNames *names,
                                                      GPtrArray        *files);
const BalaiImportPlace *balai_import_places_find     (BalaiImportNames *names,
                                                      const char       *location);

G_END_DECLS

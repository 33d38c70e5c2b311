/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-import-entries-private.h"
#include "balai-repository.h"

G_BEGIN_DECLS

/**
 * BalaiImportTwins:
 * @repository: (unowned): where the events are
 * @by_time: (owned) (element-type utf8 GPtrArray): new events by time and place
 * @all_day: (owned) (nullable) (element-type gint64 GPtrArray): those of Balai that last days, by the first of them
 *
 * What may be one meeting under two identifiers.
 */
typedef struct
{
  BalaiRepository *repository;
  GHashTable      *by_time;
  GHashTable      *all_day;
} BalaiImportTwins;

void     balai_import_twins_init  (BalaiImportTwins  *self,
                                   BalaiRepository   *repository);
void     balai_import_twins_clear (BalaiImportTwins  *self);
gboolean balai_import_twins_find  (BalaiImportTwins  *self,
                                   Entry             *entry,
                                   gboolean           any_events,
                                   GError           **error);

G_END_DECLS

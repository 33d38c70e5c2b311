/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-import-entries-private.h"
#include "balai-repository.h"

G_BEGIN_DECLS

/**
 * BalaiImportKnown:
 * @repository: (unowned): where it is looked up
 * @sources: (owned) (element-type utf8 BalaiRecord): what was imported, by identifier and date
 * @all_sources: whether all of them were read
 * @asked: (owned) (element-type utf8): identifiers that were looked up
 * @any_events: whether there is any event
 *
 * What Balai already has of the events of a file.
 */
typedef struct
{
  BalaiRepository *repository;
  GHashTable      *sources;
  gboolean         all_sources;
  GHashTable      *asked;
  gboolean         any_events;
} BalaiImportKnown;

gboolean     balai_import_known_init   (BalaiImportKnown  *self,
                                        BalaiRepository   *repository,
                                        guint              n_events,
                                        GError           **error);
void         balai_import_known_clear  (BalaiImportKnown  *self);
char        *balai_import_source_key   (const char        *uid,
                                        const char        *recurrence);
gboolean     balai_import_known_source (BalaiImportKnown  *self,
                                        const char        *uid,
                                        const char        *recurrence,
                                        BalaiRecord      **source,
                                        GError           **error);
BalaiRecord *balai_import_known_named  (BalaiImportKnown  *self,
                                        const char        *uid,
                                        const char        *recurrence,
                                        GError           **error);
BalaiRecord *balai_import_known_event  (BalaiImportKnown  *self,
                                        const Entry       *entry,
                                        GError           **error);
GPtrArray   *balai_import_known_links  (BalaiImportKnown  *self,
                                        const char        *event,
                                        GError           **error);
GPtrArray   *balai_import_entries_new  (GPtrArray         *files,
                                        BalaiImportPlan   *plan,
                                        BalaiImportKnown  *known,
                                        GError           **error);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical-export.h"
#include "balai-name-matcher.h"

G_BEGIN_DECLS

/**
 * BalaiExportData:
 * @zone: (owned): zone of the city
 * @names: (owned): the registers
 * @events: (owned) (element-type BalaiRecord): those of the scope, the earliest first
 * @by_id: (owned) (element-type utf8 BalaiRecord): all events
 * @links: (owned) (element-type utf8 GPtrArray): who and what takes part, by event
 * @sources: (owned) (element-type utf8 BalaiRecord): what was imported, by event
 *
 * What both forms of export read.
 */
typedef struct
{
  char             *zone;
  BalaiNameMatcher *names;
  GPtrArray        *events;
  GHashTable       *by_id;
  GHashTable       *links;
  GHashTable       *sources;
} BalaiExportData;

BalaiExportData *balai_export_data_new       (BalaiRepository         *repository,
                                              const BalaiExportScope  *scope,
                                              GCancellable            *cancellable,
                                              GError                 **error);
void             balai_export_data_free      (BalaiExportData         *self);
GPtrArray       *balai_export_data_get_links (const BalaiExportData   *self,
                                              BalaiRecord             *event);
const char      *balai_export_data_get_name  (const BalaiExportData   *self,
                                              const BalaiKind         *kind,
                                              const char              *id);
gboolean         balai_export_parts_add      (const BalaiExportData   *data,
                                              BalaiRepository         *repository,
                                              const BalaiExportScope  *scope,
                                              BalaiIcal               *ical,
                                              GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiExportData, balai_export_data_free)

G_END_DECLS

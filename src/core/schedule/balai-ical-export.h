/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "balai-ical.h"
#include "balai-repository.h"

G_BEGIN_DECLS

/**
 * BalaiExportScope:
 * @opd: (nullable): only what this OPD organises or is invited to
 * @venue: (nullable): only what takes place in this venue or a part of it
 * @person: (nullable): only what this person takes part in
 *
 * Which events go out; all of them where nothing is named. Each is an id.
 */
typedef struct
{
  const char *opd;
  const char *venue;
  const char *person;
} BalaiExportScope;

BalaiIcal *balai_ical_export  (BalaiRepository         *repository,
                               const BalaiExportScope  *scope,
                               GCancellable            *cancellable,
                               GError                 **error);
char      *balai_event_to_csv (BalaiRepository         *repository,
                               const BalaiExportScope  *scope,
                               GCancellable            *cancellable,
                               GError                 **error);

G_END_DECLS

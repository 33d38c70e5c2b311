/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-claim.h"
#include "balai-repository.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

/* What balai_claim_read() reads, of a table called "t"; then the id of what is used and of the venue */
#define BALAI_CLAIM_COLUMNS                                                                                     \
  "t.\"start\", t.\"end\", t.setup, t.teardown, t.quantity, t.role, t.status, t.flags, t.resource, t.place"

enum
{
  BALAI_CLAIM_COLUMN_RESOURCE = 8,
  BALAI_CLAIM_COLUMN_PLACE,
  BALAI_N_CLAIM_COLUMNS,
};

BalaiScheduleRules *balai_schedule_load_rules      (BalaiRepository      *repository,
                                                    GError              **error);
BalaiScheduleRules *balai_schedule_load_rules_with (BalaiRepository      *repository,
                                                    GPtrArray            *unsaved,
                                                    GError              **error);
int32_t             balai_claim_find_resource      (const BalaiResources *resources,
                                                    const char           *id,
                                                    int                   role);
gboolean            balai_claim_locate             (BalaiClaim           *claim,
                                                    const BalaiResources *resources,
                                                    const char           *resource,
                                                    const char           *place);

BalaiClaim          balai_claim_read               (BalaiStatement       *statement);
uint32_t            balai_claim_number             (GHashTable           *numbers,
                                                    const char           *id);

gboolean balai_closure_get_span (BalaiRecord     *record,
                                 const BalaiZone *zone,
                                 BalaiSpan       *span);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-claim.h"
#include "balai-repository.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

BalaiScheduleRules *balai_schedule_load_rules      (BalaiRepository      *repository,
                                                    GError              **error);
BalaiScheduleRules *balai_schedule_load_rules_with (BalaiRepository      *repository,
                                                    GPtrArray            *unsaved,
                                                    GError              **error);
gboolean            balai_schedule_is_register     (const BalaiKind      *kind);
int32_t             balai_claim_find_resource      (const BalaiResources *resources,
                                                    const char           *id,
                                                    int                   role);
gboolean            balai_claim_locate             (BalaiClaim           *claim,
                                                    const BalaiResources *resources,
                                                    const char           *resource,
                                                    const char           *place);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-claim.h"
#include "balai-conflict.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

void balai_schedule_audit (const BalaiScheduleRules *rules,
                           const BalaiClaim         *claims,
                           size_t                    n_claims,
                           const BalaiSpan          *range,
                           BalaiConflictArray       *out);

G_END_DECLS

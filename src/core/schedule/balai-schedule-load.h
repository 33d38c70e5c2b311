/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

BalaiScheduleRules *balai_schedule_load_rules (BalaiRepository  *repository,
                                               GError          **error);
gboolean            balai_schedule_is_register (const BalaiKind *kind);

G_END_DECLS

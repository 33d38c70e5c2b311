/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-conflict-text.h"
#include "balai-state.h"

G_BEGIN_DECLS

BalaiState  balai_conflict_state  (const BalaiConflict *conflict);

G_END_DECLS

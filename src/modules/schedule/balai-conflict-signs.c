/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-conflict-signs.h"

/**
 * balai_conflict_state:
 * @conflict: a conflict
 *
 * Returns: whether the two cannot both be, or somebody should look at it
 */
BalaiState
balai_conflict_state (const BalaiConflict *conflict)
{
  return balai_conflict_class_is_clash (conflict->class_) ? BALAI_STATE_CONFLICT : BALAI_STATE_ATTENTION;
}

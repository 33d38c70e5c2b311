/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-conflict-signs.h"

/**
 * balai_level_icon_name:
 * @level: what a rule does
 *
 * Returns: (transfer none): the sign for it
 */
const char *
balai_level_icon_name (BalaiLevel level)
{
  switch (level)
    {
    case BALAI_LEVEL_REFUSE:
      return "balai-locked-symbolic";
    case BALAI_LEVEL_APPROVE:
      return "balai-waiting-symbolic";
    case BALAI_LEVEL_WARN:
      return "balai-attention-symbolic";
    case BALAI_LEVEL_IGNORE:
    default:
      return "balai-safe-symbolic";
    }
}

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

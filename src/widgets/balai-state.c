/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-state.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *word;
  const char *icon_name;
  const char *css_class;
} states[BALAI_N_STATES] = {
  [BALAI_STATE_SAFE] = { NC_("state", "Safe"), "balai-safe-symbolic", "success" },
  [BALAI_STATE_ATTENTION] = { NC_("state", "Attention"), "balai-attention-symbolic", "warning" },
  [BALAI_STATE_CONFLICT] = { NC_("state", "Conflict"), "balai-conflict-symbolic", "error" },
  [BALAI_STATE_WAITING] = { NC_("state", "Waiting for the server"), "balai-waiting-symbolic", "dim-label" },
  [BALAI_STATE_LOCKED] = { NC_("state", "Locked"), "balai-locked-symbolic", "dim-label" },
  [BALAI_STATE_RETURNED] = { NC_("state", "Returned"), "balai-returned-symbolic", "warning" },
  [BALAI_STATE_LATE] = { NC_("state", "Late"), "balai-late-symbolic", "error" },
  [BALAI_STATE_WRONG] = { NC_("state", "Wrong"), "balai-wrong-symbolic", "error" },
};

/**
 * balai_state_get_word:
 * @state: a state
 *
 * Returns: (transfer none): its word in the language of the program, "Bentrok"
 */
const char *
balai_state_get_word (BalaiState state)
{
  g_return_val_if_fail ((guint) state < BALAI_N_STATES, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "state", states[state].word);
}

/**
 * balai_state_get_icon_name:
 * @state: a state
 *
 * Returns: (transfer none): its sign; found once balai_widgets_init() has run
 */
const char *
balai_state_get_icon_name (BalaiState state)
{
  g_return_val_if_fail ((guint) state < BALAI_N_STATES, "");

  return states[state].icon_name;
}

/**
 * balai_state_get_css_class:
 * @state: a state
 *
 * Returns: (transfer none): the style class that gives its colour
 */
const char *
balai_state_get_css_class (BalaiState state)
{
  g_return_val_if_fail ((guint) state < BALAI_N_STATES, "");

  return states[state].css_class;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalaiState:
 * @BALAI_STATE_SAFE: free of conflict; views are silent about it
 * @BALAI_STATE_ATTENTION: someone should look at it
 * @BALAI_STATE_CONFLICT: it cannot happen together with something else
 * @BALAI_STATE_WAITING: not yet known to the server
 * @BALAI_STATE_LOCKED: may no longer be changed
 * @BALAI_STATE_RETURNED: sent back to whoever wrote it
 * @BALAI_STATE_LATE: past its date
 * @BALAI_STATE_WRONG: what was typed is no date, no number, or missing; what meets another is a conflict
 *
 * What is shown of a thing by sign, word and colour together.
 */
typedef enum
{
  BALAI_STATE_SAFE,
  BALAI_STATE_ATTENTION,
  BALAI_STATE_CONFLICT,
  BALAI_STATE_WAITING,
  BALAI_STATE_LOCKED,
  BALAI_STATE_RETURNED,
  BALAI_STATE_LATE,
  BALAI_STATE_WRONG,
} BalaiState;

#define BALAI_N_STATES (BALAI_STATE_WRONG + 1)

const char *balai_state_get_word      (BalaiState state);
const char *balai_state_get_icon_name (BalaiState state);
const char *balai_state_get_css_class (BalaiState state);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalaiLevel:
 * @BALAI_LEVEL_IGNORE: Abaikan: nothing is asked of anyone
 * @BALAI_LEVEL_WARN: Peringatan: may be confirmed, with a word of warning
 * @BALAI_LEVEL_APPROVE: Perlu persetujuan: is saved as submitted
 * @BALAI_LEVEL_REFUSE: Tolak: cannot be confirmed
 *
 * What a rule does to what breaks it, from lenient to strict.
 */
typedef enum
{
  BALAI_LEVEL_IGNORE,
  BALAI_LEVEL_WARN,
  BALAI_LEVEL_APPROVE,
  BALAI_LEVEL_REFUSE,
} BalaiLevel;

#define BALAI_N_LEVELS (BALAI_LEVEL_REFUSE + 1)

/**
 * BalaiRuleRow:
 * @BALAI_RULE_VENUE: a venue and its family
 * @BALAI_RULE_LEADER_REQUIRED: a leader who must attend
 * @BALAI_RULE_LEADER_INVITED: a leader who is invited or may send another
 * @BALAI_RULE_SPEAKER: a speaker who comes in person
 * @BALAI_RULE_SPEAKER_ONLINE: anybody, where one side is online
 * @BALAI_RULE_POOL: equipment and vehicles
 * @BALAI_RULE_OPD: an office with two invitations at once
 * @BALAI_RULE_CAPACITY: more heads than the venue holds
 */
typedef enum
{
  BALAI_RULE_VENUE,
  BALAI_RULE_LEADER_REQUIRED,
  BALAI_RULE_LEADER_INVITED,
  BALAI_RULE_SPEAKER,
  BALAI_RULE_SPEAKER_ONLINE,
  BALAI_RULE_POOL,
  BALAI_RULE_OPD,
  BALAI_RULE_CAPACITY,
} BalaiRuleRow;

#define BALAI_N_RULE_ROWS (BALAI_RULE_CAPACITY + 1)

/**
 * BalaiRuleColumn:
 * @BALAI_RULE_CONFIRMED: both overlap and both are confirmed
 * @BALAI_RULE_SOFT: both overlap, at least one is submitted or tentative
 * @BALAI_RULE_GAP: they do not overlap, but the time between is too short
 * @BALAI_RULE_CLOSURE: closed, or on leave
 */
typedef enum
{
  BALAI_RULE_CONFIRMED,
  BALAI_RULE_SOFT,
  BALAI_RULE_GAP,
  BALAI_RULE_CLOSURE,
} BalaiRuleColumn;

#define BALAI_N_RULE_COLUMNS (BALAI_RULE_CLOSURE + 1)

/**
 * BalaiRuleMatrix:
 * @cell: the level of each case
 * @hours: the level of being outside the opening hours of a venue without fixed ones
 * @holiday: the level of being on a holiday
 *
 * The levels as data. Made by balai_rule_matrix_init(), changed by balai_rule_matrix_set() and by name by
 * balai_rule_matrix_set_by_code().
 */
typedef struct
{
  BalaiLevel cell[BALAI_N_RULE_ROWS][BALAI_N_RULE_COLUMNS];
  BalaiLevel hours;
  BalaiLevel holiday;
} BalaiRuleMatrix;

void        balai_rule_matrix_init        (BalaiRuleMatrix       *self);
BalaiLevel  balai_rule_matrix_get         (const BalaiRuleMatrix *self,
                                           BalaiRuleRow           row,
                                           BalaiRuleColumn        column);
void        balai_rule_matrix_set         (BalaiRuleMatrix       *self,
                                           BalaiRuleRow           row,
                                           BalaiRuleColumn        column,
                                           BalaiLevel             level);
gboolean    balai_rule_matrix_applies     (BalaiRuleRow           row,
                                           BalaiRuleColumn        column);
gboolean    balai_rule_matrix_set_by_code (BalaiRuleMatrix       *self,
                                           const char            *row,
                                           const char            *column,
                                           const char            *level);

const char *balai_level_to_code           (BalaiLevel             level);
gboolean    balai_level_from_code         (const char            *code,
                                           BalaiLevel            *level);
const char *balai_rule_row_to_code        (BalaiRuleRow           row);
gboolean    balai_rule_row_from_code      (const char            *code,
                                           BalaiRuleRow          *row);
const char *balai_rule_column_to_code     (BalaiRuleColumn        column);
gboolean    balai_rule_column_from_code   (const char            *code,
                                           BalaiRuleColumn       *column);

G_END_DECLS

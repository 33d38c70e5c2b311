/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-rule-matrix.h"

#include "balai-codes.h"

static const char *const level_codes[] = { "ignore", "warn", "approve", "refuse" };
static const char *const row_codes[] = {
  "venue", "leader_required", "leader_invited", "speaker", "speaker_online", "pool", "opd", "capacity",
};
static const char *const column_codes[] = { "confirmed", "soft", "gap", "closure" };

G_STATIC_ASSERT (G_N_ELEMENTS (level_codes) == BALAI_N_LEVELS);
G_STATIC_ASSERT (G_N_ELEMENTS (row_codes) == BALAI_N_RULE_ROWS);
G_STATIC_ASSERT (G_N_ELEMENTS (column_codes) == BALAI_N_RULE_COLUMNS);

#define I BALAI_LEVEL_IGNORE
#define W BALAI_LEVEL_WARN
#define R BALAI_LEVEL_REFUSE

/* What a city starts with. A venue without patience for gaps and a capacity that is a limit of safety refuse whatever
 * stands here; that is a property of the venue, not of the rule. */
static const BalaiRuleMatrix defaults = {
  .cell = {
    /*                              confirmed soft gap closure */
    [BALAI_RULE_VENUE]           = { R, W, W, R },
    [BALAI_RULE_LEADER_REQUIRED] = { R, W, W, R },
    [BALAI_RULE_LEADER_INVITED]  = { W, W, I, W },
    [BALAI_RULE_SPEAKER]         = { R, W, W, W },
    [BALAI_RULE_SPEAKER_ONLINE]  = { W, I, I, W },
    [BALAI_RULE_POOL]            = { R, W, W, R },
    [BALAI_RULE_OPD]             = { W, I, I, I },
    [BALAI_RULE_CAPACITY]        = { W, W, I, I },
  },
  .hours = W,
  .holiday = W,
};

#undef I
#undef W
#undef R

/**
 * balai_rule_matrix_init:
 * @self: a matrix, whatever it holds
 *
 * Fills in the levels that a city starts with.
 */
void
balai_rule_matrix_init (BalaiRuleMatrix *self)
{
  g_return_if_fail (self != NULL);

  *self = defaults;
}

BalaiLevel
balai_rule_matrix_get (const BalaiRuleMatrix *self,
                       BalaiRuleRow           row,
                       BalaiRuleColumn        column)
{
  g_return_val_if_fail (self != NULL, BALAI_LEVEL_REFUSE);
  g_return_val_if_fail ((unsigned) row < BALAI_N_RULE_ROWS, BALAI_LEVEL_REFUSE);
  g_return_val_if_fail ((unsigned) column < BALAI_N_RULE_COLUMNS, BALAI_LEVEL_REFUSE);

  return self->cell[row][column];
}

void
balai_rule_matrix_set (BalaiRuleMatrix *self,
                       BalaiRuleRow     row,
                       BalaiRuleColumn  column,
                       BalaiLevel       level)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail ((unsigned) row < BALAI_N_RULE_ROWS);
  g_return_if_fail ((unsigned) column < BALAI_N_RULE_COLUMNS);
  g_return_if_fail ((unsigned) level < BALAI_N_LEVELS);

  self->cell[row][column] = level;
}

/**
 * balai_rule_matrix_applies:
 * @row: a row
 * @column: a column
 *
 * Returns: whether the cell can ever be asked for; an office needs no time to clear up and a capacity is not closed
 */
gboolean
balai_rule_matrix_applies (BalaiRuleRow    row,
                           BalaiRuleColumn column)
{
  return (row != BALAI_RULE_OPD && row != BALAI_RULE_CAPACITY) || column == BALAI_RULE_CONFIRMED
         || column == BALAI_RULE_SOFT;
}

/**
 * balai_rule_matrix_set_by_code:
 * @self: a matrix
 * @row: (nullable): code of a row, or "hours" or "holiday"
 * @column: (nullable): code of a column; not looked at for "hours" and "holiday"
 * @level: (nullable): code of a level
 *
 * Sets a cell from what a record stores.
 *
 * Returns: whether all three are known; when not, nothing has changed
 */
gboolean
balai_rule_matrix_set_by_code (BalaiRuleMatrix *self,
                               const char      *row,
                               const char      *column,
                               const char      *level)
{
  BalaiLevel l;
  BalaiRuleRow r;
  BalaiRuleColumn c;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!balai_level_from_code (level, &l))
    return FALSE;
  if (g_strcmp0 (row, "hours") == 0)
    {
      self->hours = l;
      return TRUE;
    }
  if (g_strcmp0 (row, "holiday") == 0)
    {
      self->holiday = l;
      return TRUE;
    }
  if (!balai_rule_row_from_code (row, &r) || !balai_rule_column_from_code (column, &c))
    return FALSE;
  self->cell[r][c] = l;
  return TRUE;
}

BALAI_DEFINE_CODES (BalaiLevel, balai_level, level_codes)
BALAI_DEFINE_CODES (BalaiRuleRow, balai_rule_row, row_codes)
BALAI_DEFINE_CODES (BalaiRuleColumn, balai_rule_column, column_codes)

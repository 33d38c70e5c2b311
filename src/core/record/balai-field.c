/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-field.h"

#include <glib/gi18n-lib.h>

#include "balai-day.h"
#include "balai-span.h"

/**
 * balai_field_get_storage:
 * @self: a field
 *
 * Returns: how its values are held
 */
BalaiStorage
balai_field_get_storage (const BalaiField *self)
{
  switch (self->type)
    {
    case BALAI_FIELD_INTEGER:
    case BALAI_FIELD_BOOLEAN:
    case BALAI_FIELD_MONEY:
    case BALAI_FIELD_BASIS_POINTS:
    case BALAI_FIELD_DATE:
    case BALAI_FIELD_INSTANT:
    case BALAI_FIELD_TIME:
    case BALAI_FIELD_DURATION:
      return BALAI_STORAGE_INTEGER;
    case BALAI_FIELD_REAL:
      return BALAI_STORAGE_REAL;
    case BALAI_FIELD_TEXT:
    case BALAI_FIELD_COORDINATES:
    case BALAI_FIELD_ENUM:
    case BALAI_FIELD_REFERENCE:
    case BALAI_FIELD_CODE:
    case BALAI_FIELD_ATTACHMENT:
    case BALAI_FIELD_JSON:
    default:
      return BALAI_STORAGE_TEXT;
    }
}

/**
 * balai_field_get_label:
 * @self: a field
 *
 * Returns: (transfer none): its heading in the language of the program
 */
const char *
balai_field_get_label (const BalaiField *self)
{
  return _(self->label);
}

/**
 * balai_field_get_text_limit:
 * @self: a field held as text
 *
 * Returns: how many characters it may have
 */
int64_t
balai_field_get_text_limit (const BalaiField *self)
{
  if (self->maximum > 0)
    return self->maximum;
  if (self->flags & BALAI_FIELD_MULTILINE || self->type == BALAI_FIELD_JSON)
    return BALAI_MULTILINE_LIMIT;
  return BALAI_TEXT_LIMIT;
}

/**
 * balai_field_has_day:
 * @day: days since 1970-01-01
 *
 * Returns: whether a date may be that day: one of a year of four digits
 */
gboolean
balai_field_has_day (int64_t day)
{
  return day >= BALAI_DAY_MIN && day <= BALAI_DAY_MAX;
}

/**
 * balai_field_has_instant:
 * @instant: seconds since 1970-01-01 UTC
 *
 * Returns: whether it lies on a day that a date may be
 */
gboolean
balai_field_has_instant (int64_t instant)
{
  return instant >= BALAI_DAY_MIN * (int64_t) BALAI_DAY && instant < (BALAI_DAY_MAX + 1) * (int64_t) BALAI_DAY;
}

/**
 * balai_field_has_enum_code:
 * @self: a field of type enum
 * @code: (nullable): a code
 *
 * Returns: whether the code is one of its values
 */
gboolean
balai_field_has_enum_code (const BalaiField *self,
                           const char       *code)
{
  for (const BalaiEnumValue *value = self->values; value != NULL && value->code != NULL; value++)
    if (g_strcmp0 (value->code, code) == 0)
      return TRUE;
  return FALSE;
}

/**
 * balai_field_get_enum_label:
 * @self: a field of type enum or code
 * @code: (nullable): a code
 *
 * Returns: (transfer none): the code's word in the language of the program; the code itself when it is not known, since
 *   a newer Balai may have written it
 */
const char *
balai_field_get_enum_label (const BalaiField *self,
                            const char       *code)
{
  for (const BalaiEnumValue *value = self->values; value != NULL && value->code != NULL; value++)
    if (g_strcmp0 (value->code, code) == 0)
      return _(value->label);
  return code ? code : "";
}

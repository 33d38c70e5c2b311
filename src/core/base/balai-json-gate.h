/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalaiJsonError:
 * @BALAI_JSON_ERROR_SYNTAX: not JSON
 * @BALAI_JSON_ERROR_ENCODING: not UTF-8, or half of a character
 * @BALAI_JSON_ERROR_NUMBER: a number that 64 bits do not hold
 * @BALAI_JSON_ERROR_DUPLICATE: a name that comes twice in one object
 * @BALAI_JSON_ERROR_LIMIT: larger, deeper or more than is allowed
 */
typedef enum
{
  BALAI_JSON_ERROR_SYNTAX,
  BALAI_JSON_ERROR_ENCODING,
  BALAI_JSON_ERROR_NUMBER,
  BALAI_JSON_ERROR_DUPLICATE,
  BALAI_JSON_ERROR_LIMIT,
} BalaiJsonError;

#define BALAI_JSON_ERROR (balai_json_error_quark ())
GQuark balai_json_error_quark (void);

/**
 * BalaiJsonLimits:
 * @size: bytes of the whole
 * @depth: arrays and objects within each other
 * @values: values, names not counted
 * @string: bytes of one string as it is written
 *
 * What is still taken in.
 */
typedef struct
{
  gsize size;
  guint depth;
  gsize values;
  gsize string;
} BalaiJsonLimits;

gboolean balai_json_check (const char             *text,
                           gssize                  length,
                           const BalaiJsonLimits  *limits,
                           GError                **error);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiJsonError:
 * @BALAI_JSON_ERROR_SYNTAX: not JSON
 * @BALAI_JSON_ERROR_TRAILING: something follows the value
 * @BALAI_JSON_ERROR_ENCODING: not UTF-8
 * @BALAI_JSON_ERROR_HALF: half of a character, as an escape
 * @BALAI_JSON_ERROR_NUL: a character that ends a string of C
 * @BALAI_JSON_ERROR_NUMBER: a number that not every reader holds
 * @BALAI_JSON_ERROR_DUPLICATE: a name that comes twice in one object
 * @BALAI_JSON_ERROR_SIZE: larger than is allowed
 * @BALAI_JSON_ERROR_DEPTH: deeper
 * @BALAI_JSON_ERROR_TOKENS: more values and names
 * @BALAI_JSON_ERROR_STRING: a longer string
 */
typedef enum
{
  BALAI_JSON_ERROR_SYNTAX,
  BALAI_JSON_ERROR_TRAILING,
  BALAI_JSON_ERROR_ENCODING,
  BALAI_JSON_ERROR_HALF,
  BALAI_JSON_ERROR_NUL,
  BALAI_JSON_ERROR_NUMBER,
  BALAI_JSON_ERROR_DUPLICATE,
  BALAI_JSON_ERROR_SIZE,
  BALAI_JSON_ERROR_DEPTH,
  BALAI_JSON_ERROR_TOKENS,
  BALAI_JSON_ERROR_STRING,
} BalaiJsonError;

#define BALAI_JSON_ERROR (balai_json_error_quark ())
GQuark balai_json_error_quark (void);

/* What is taken in of a text that came from elsewhere. A whole number must be one that a reader of JSON who counts in
 * doubles counts alike. */
#define BALAI_JSON_SIZE    ((gsize) 1 << 20)
#define BALAI_JSON_DEPTH   32
#define BALAI_JSON_TOKENS  200000
#define BALAI_JSON_STRING  ((gsize) 64 << 10)
#define BALAI_JSON_INTEGER ((G_GINT64_CONSTANT (1) << 53) - 1)

/**
 * BalaiJsonLimits:
 * @size: bytes of the whole
 * @depth: arrays and objects within each other
 * @tokens: values and names
 * @string: bytes of one string as it is written
 * @integer: the greatest whole number in digits, and the least without its sign
 *
 * What is still taken in.
 */
typedef struct
{
  gsize   size;
  guint   depth;
  gsize   tokens;
  gsize   string;
  int64_t integer;
} BalaiJsonLimits;

gboolean balai_json_check (const char             *text,
                           gssize                  length,
                           const BalaiJsonLimits  *limits,
                           GError                **error);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean balai_codes_find (const char *const *codes,
                           unsigned           n_codes,
                           const char        *code,
                           unsigned          *index);

/**
 * BALAI_DEFINE_CODES:
 * @Type: an enumeration whose values count from 0
 * @prefix: what its functions begin with
 * @codes: an array of the words that records and files have for the values, in their order
 *
 * Defines prefix_to_code(), which knows every value, and prefix_from_code(), which says whether a word, or %NULL, is
 * one of the codes, and leaves its result alone when it is not.
 */
#define BALAI_DEFINE_CODES(Type, prefix, codes) \
  const char * \
  prefix##_to_code (Type value) \
  { \
    g_return_val_if_fail ((unsigned) value < G_N_ELEMENTS (codes), NULL); \
    return codes[value]; \
  } \
  \
  gboolean \
  prefix##_from_code (const char *code, \
                      Type       *value) \
  { \
    unsigned index; \
    \
    if (!balai_codes_find (codes, G_N_ELEMENTS (codes), code, &index)) \
      return FALSE; \
    *value = (Type) index; \
    return TRUE; \
  }

G_END_DECLS

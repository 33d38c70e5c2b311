/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-codes.h"

#include <string.h>

/**
 * balai_codes_find:
 * @codes: the words that records store for the values of an enumeration, in its order
 * @n_codes: how many there are
 * @code: (nullable): what a record or a file says
 * @index: (out): the place of @code among them; left alone when it is unknown
 *
 * Returns: whether the code is known
 */
gboolean
balai_codes_find (const char *const *codes,
                  unsigned           n_codes,
                  const char        *code,
                  unsigned          *index)
{
  g_return_val_if_fail (codes != NULL && index != NULL, FALSE);

  for (unsigned i = 0; code != NULL && i < n_codes; i++)
    if (strcmp (codes[i], code) == 0)
      {
        *index = i;
        return TRUE;
      }
  return FALSE;
}

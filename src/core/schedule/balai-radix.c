/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-radix-private.h"

#include <string.h>

#define DIGIT_BITS 11
#define N_DIGITS   (1u << DIGIT_BITS)

/*
 * balai_radix_sort:
 * @items: (inout): @n of them; afterwards sorted by key, equal ones in the order in which they came
 * @scratch: (inout): room for as many; the two may have changed places
 * @n: how many
 *
 * Sorting a million starts by comparing them takes longer than everything an audit does with them. Digits that are the
 * same in all keys cost nothing.
 */
void
balai_radix_sort (BalaiKeyed **items,
                  BalaiKeyed **scratch,
                  size_t       n)
{
  uint64_t all_or = 0, all_and = G_MAXUINT64;

  for (size_t i = 0; i < n; i++)
    {
      all_or |= (*items)[i].key;
      all_and &= (*items)[i].key;
    }
  for (int shift = 0; shift < 64; shift += DIGIT_BITS)
    {
      size_t count[N_DIGITS] = { 0 };
      size_t at = 0;
      BalaiKeyed *from = *items, *to = *scratch;

      if (((all_or ^ all_and) >> shift & (N_DIGITS - 1)) == 0)
        continue;
      for (size_t i = 0; i < n; i++)
        count[from[i].key >> shift & (N_DIGITS - 1)]++;
      for (unsigned d = 0; d < N_DIGITS; d++)
        {
          size_t here = count[d];

          count[d] = at;
          at += here;
        }
      for (size_t i = 0; i < n; i++)
        to[count[from[i].key >> shift & (N_DIGITS - 1)]++] = from[i];
      *items = to;
      *scratch = from;
    }
}

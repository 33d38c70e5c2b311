/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-uuid.h"

#include <string.h>
#include <sys/random.h>

static char *
uuid_format (int64_t       now_ms,
             const uint8_t random[10])
{
  uint8_t b[16];
  GString *text = g_string_sized_new (BALAI_UUID_LENGTH);

  for (int i = 0; i < 6; i++)
    b[i] = (uint8_t) (now_ms >> (8 * (5 - i)));
  memcpy (b + 6, random, 10);
  b[6] = (b[6] & 0x0f) | 0x70;
  b[8] = (b[8] & 0x3f) | 0x80;

  for (int i = 0; i < 16; i++)
    {
      static const char hex[] = "0123456789abcdef";

      if (i == 4 || i == 6 || i == 8 || i == 10)
        g_string_append_c (text, '-');
      g_string_append_c (text, hex[b[i] >> 4]);
      g_string_append_c (text, hex[b[i] & 15]);
    }
  return g_string_free (text, FALSE);
}

/**
 * balai_uuid_new:
 * @now_ms: milliseconds since 1970-01-01 UTC
 *
 * Makes a UUID version 7 (RFC 9562): its time part serves the locality of indexes only, never an order.
 *
 * Returns: (transfer full): 36 characters in lower case
 */
char *
balai_uuid_new (int64_t now_ms)
{
  static __thread uint8_t pool[250];
  static __thread gsize left = 0;
  const uint8_t *random;

  /* One system call serves 25 ids: an import makes tens of thousands. */
  if (left < 10)
    {
      while (getrandom (pool, 250, 0) != 250)
        ;
      left = 250;
    }
  left -= 10;
  random = pool + left;
  return uuid_format (now_ms, random);
}

/**
 * balai_uuid_new_from:
 * @now_ms: milliseconds since 1970-01-01 UTC
 * @rand: where the random part comes from
 *
 * As balai_uuid_new(), but repeatable: the sample city is the same for the same seed.
 *
 * Returns: (transfer full): 36 characters in lower case
 */
char *
balai_uuid_new_from (int64_t now_ms,
                     GRand  *rand)
{
  uint8_t random[10];

  for (int i = 0; i < 10; i++)
    random[i] = (uint8_t) g_rand_int_range (rand, 0, 256);
  return uuid_format (now_ms, random);
}

/**
 * balai_uuid_is_valid:
 * @text: (nullable): what claims to be an id
 *
 * Returns: whether @text has the form of a UUID in lower case
 */
gboolean
balai_uuid_is_valid (const char *text)
{
  if (text == NULL)
    return FALSE;
  for (int i = 0; i < BALAI_UUID_LENGTH; i++)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        {
          if (text[i] != '-')
            return FALSE;
        }
      else if (!((text[i] >= '0' && text[i] <= '9') || (text[i] >= 'a' && text[i] <= 'f')))
        return FALSE;
    }
  return text[BALAI_UUID_LENGTH] == '\0';
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-digest.h"

#include <string.h>

/* Both sides of a stream keep the sum over what they hold; where it differs at the end of a pull, they have drifted
 * apart and the stream is fetched anew (sync reference, 2.4). It finds faults, not forgers: who may write records can
 * bring about two sets of the same sum. */

#define SHA256_LENGTH 32

static BalaiDigest
digest_of (const char *id,
           int64_t     revision,
           const char *view,
           const char *hash)
{
  /* None of the four holds an end of line, so no two records are written alike. */
  g_autofree char *text = g_strdup_printf ("%s\n%" G_GINT64_FORMAT "\n%s\n%s", id, revision, view, hash);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  uint8_t bytes[SHA256_LENGTH];
  gsize length = sizeof bytes;
  BalaiDigest digest;

  g_checksum_update (checksum, (const guchar *) text, -1);
  g_checksum_get_digest (checksum, bytes, &length);
  memcpy (&digest.high, bytes, sizeof digest.high);
  memcpy (&digest.low, bytes + sizeof digest.high, sizeof digest.low);
  digest.high = GUINT64_FROM_BE (digest.high);
  digest.low = GUINT64_FROM_BE (digest.low);
  return digest;
}

/**
 * balai_digest_add:
 * @self: the digest of a stream
 * @id: id of a record
 * @revision: its revision
 * @view: how it stands in the stream: "full", "masked" or "busy"
 * @hash: its hash as on the wire
 *
 * Adds what the record is in the stream: of SHA-256 over the four, parted by ends of line, the first 16 bytes as a
 * number, greatest byte first, modulo 2¹²⁸ (sync reference, 2.4). A record that changes is removed as it was and added
 * as it is.
 */
void
balai_digest_add (BalaiDigest *self,
                  const char  *id,
                  int64_t      revision,
                  const char  *view,
                  const char  *hash)
{
  BalaiDigest digest = digest_of (id, revision, view, hash);

  self->low += digest.low;
  self->high += digest.high + (self->low < digest.low);
}

/**
 * balai_digest_remove:
 * @self: the digest of a stream
 * @id: id of a record that was added
 * @revision: its revision then
 * @view: its view then
 * @hash: its hash then
 *
 * Undoes balai_digest_add().
 */
void
balai_digest_remove (BalaiDigest *self,
                     const char  *id,
                     int64_t      revision,
                     const char  *view,
                     const char  *hash)
{
  BalaiDigest digest = digest_of (id, revision, view, hash);

  self->high -= digest.high + (self->low < digest.low);
  self->low -= digest.low;
}

/**
 * balai_digest_equal:
 * @self: a digest
 * @other: another
 *
 * Returns: whether both are of the same records
 */
gboolean
balai_digest_equal (const BalaiDigest *self,
                    const BalaiDigest *other)
{
  return self->high == other->high && self->low == other->low;
}

/**
 * balai_digest_to_text:
 * @self: a digest
 *
 * Returns: (transfer full): %BALAI_DIGEST_LENGTH hexadecimal digits in lower case
 */
char *
balai_digest_to_text (const BalaiDigest *self)
{
  return g_strdup_printf ("%016" G_GINT64_MODIFIER "x%016" G_GINT64_MODIFIER "x", self->high, self->low);
}

/**
 * balai_digest_from_text:
 * @text: text from anywhere
 * @digest: (out): where it goes; left alone unless the text is one
 *
 * Returns: whether @text is what balai_digest_to_text() writes, to the letter
 */
gboolean
balai_digest_from_text (const char  *text,
                        BalaiDigest *digest)
{
  guint64 half[2] = { 0, 0 };

  for (int i = 0; i < BALAI_DIGEST_LENGTH; i++)
    {
      /* The end of the text is no digit. */
      if (!g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
        return FALSE;
      half[i / 16] = half[i / 16] << 4 | (guint64) g_ascii_xdigit_value (text[i]);
    }
  if (text[BALAI_DIGEST_LENGTH] != '\0')
    return FALSE;
  *digest = (BalaiDigest) { half[0], half[1] };
  return TRUE;
}

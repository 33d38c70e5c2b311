/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-cursor.h"

#include <string.h>

#include "balai-uuid.h"

/* How far a desktop has read each stream, as the server has told it:
 *
 *   1;018f….;ref=42;unit:018f…=7;e3b0…
 *
 * the version of the form, the epoch, the streams in the order of their bytes, and HMAC-SHA256 over all that stands
 * before, in hexadecimal digits. There is one way to write a cursor, and no other is read. The key lies outside of the
 * database: a cursor beyond the head of a stream then proves that the server has lost history, and a forged one proves
 * nothing (sync reference, 2.8). */

#define FORM "1;"
#define SEAL_LENGTH 64

/* The greatest text of a cursor, so that nothing longer is gone through. */
#define MAX_DIGITS 16
#define MAX_LENGTH \
  (strlen (FORM) + BALAI_UUID_LENGTH + BALAI_CURSOR_MAX_STREAMS * (BALAI_CURSOR_STREAM_LENGTH + MAX_DIGITS + 2) \
   + 1 + SEAL_LENGTH)

G_DEFINE_QUARK (balai-cursor-error-quark, balai_cursor_error)

typedef struct
{
  char    *stream; /* (owned) */
  int64_t  seq;
} Place;

struct _BalaiCursor
{
  char   *epoch;  /* (owned) */
  GArray *places; /* (owned) (element-type Place): by stream */
};

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->stream);
}

/**
 * balai_cursor_is_stream:
 * @stream: what claims to be the name of a stream
 * @length: its length in bytes, or -1 where it ends with a NUL
 *
 * Returns: whether it may be one: a lower-case letter first, then such letters, digits, ":", "-", "_" and ".", at most
 *   %BALAI_CURSOR_STREAM_LENGTH
 */
gboolean
balai_cursor_is_stream (const char *stream,
                        gssize      length)
{
  gsize n = length < 0 ? strlen (stream) : (gsize) length;

  if (n == 0 || n > BALAI_CURSOR_STREAM_LENGTH || !g_ascii_islower (*stream))
    return FALSE;
  for (gsize i = 1; i < n; i++)
    if (!g_ascii_islower (stream[i]) && !g_ascii_isdigit (stream[i]) && memchr (":-_.", stream[i], 4) == NULL)
      return FALSE;
  return TRUE;
}

/**
 * balai_cursor_new:
 * @epoch: id of the server's line of history
 *
 * Returns: (transfer full): a cursor that has read nothing
 */
BalaiCursor *
balai_cursor_new (const char *epoch)
{
  BalaiCursor *self;

  g_return_val_if_fail (balai_uuid_is_valid (epoch), NULL);

  self = g_new0 (BalaiCursor, 1);
  self->epoch = g_strdup (epoch);
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
  g_array_set_clear_func (self->places, place_clear);
  return self;
}

/**
 * balai_cursor_copy:
 * @self: a cursor
 *
 * Returns: (transfer full): its like
 */
BalaiCursor *
balai_cursor_copy (const BalaiCursor *self)
{
  BalaiCursor *copy = balai_cursor_new (self->epoch);

  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);
      Place other = { g_strdup (place->stream), place->seq };

      g_array_append_val (copy->places, other);
    }
  return copy;
}

/**
 * balai_cursor_free:
 * @self: (transfer full): a cursor
 */
void
balai_cursor_free (BalaiCursor *self)
{
  g_free (self->epoch);
  g_array_unref (self->places);
  g_free (self);
}

/**
 * balai_cursor_get_epoch:
 * @self: a cursor
 *
 * Returns: (transfer none): id of the line of history it counts in
 */
const char *
balai_cursor_get_epoch (const BalaiCursor *self)
{
  return self->epoch;
}

/**
 * balai_cursor_get_n_streams:
 * @self: a cursor
 *
 * Returns: how many streams it knows
 */
guint
balai_cursor_get_n_streams (const BalaiCursor *self)
{
  return self->places->len;
}

/**
 * balai_cursor_get_stream:
 * @self: a cursor
 * @position: which one, from 0; they are in the order of their bytes
 * @seq: (out): the last number read of it
 *
 * Returns: (transfer none): name of the stream
 */
const char *
balai_cursor_get_stream (const BalaiCursor *self,
                         guint              position,
                         int64_t           *seq)
{
  const Place *place;

  g_return_val_if_fail (position < self->places->len, NULL);

  place = &g_array_index (self->places, Place, position);
  *seq = place->seq;
  return place->stream;
}

/* Where the stream is, or would have to be. */
static gboolean
find (const BalaiCursor *self,
      const char        *stream,
      guint             *position)
{
  guint from = 0, to = self->places->len;

  while (from < to)
    {
      guint middle = from + (to - from) / 2;
      int order = strcmp (g_array_index (self->places, Place, middle).stream, stream);

      if (order == 0)
        {
          *position = middle;
          return TRUE;
        }
      if (order < 0)
        from = middle + 1;
      else
        to = middle;
    }
  *position = from;
  return FALSE;
}

/**
 * balai_cursor_lookup:
 * @self: a cursor
 * @stream: name of a stream
 * @seq: (out): the last number read of it, 0 where it was never read
 *
 * Returns: whether the cursor knows the stream
 */
gboolean
balai_cursor_lookup (const BalaiCursor *self,
                     const char        *stream,
                     int64_t           *seq)
{
  guint position;
  gboolean found = find (self, stream, &position);

  *seq = found ? g_array_index (self->places, Place, position).seq : 0;
  return found;
}

/**
 * balai_cursor_set:
 * @self: a cursor
 * @stream: name of a stream
 * @seq: the last number read of it, from 0
 *
 * Returns: whether the cursor takes it: not where the name or the number cannot be one, or it has
 *   %BALAI_CURSOR_MAX_STREAMS others
 */
gboolean
balai_cursor_set (BalaiCursor *self,
                  const char  *stream,
                  int64_t      seq)
{
  Place place;
  guint position;

  if (!balai_cursor_is_stream (stream, -1) || seq < 0 || seq > BALAI_CURSOR_MAX_SEQ)
    return FALSE;
  if (find (self, stream, &position))
    {
      g_array_index (self->places, Place, position).seq = seq;
      return TRUE;
    }
  if (self->places->len == BALAI_CURSOR_MAX_STREAMS)
    return FALSE;
  place = (Place) { g_strdup (stream), seq };
  g_array_insert_val (self->places, position, place);
  return TRUE;
}

/**
 * balai_cursor_remove:
 * @self: a cursor
 * @stream: name of a stream
 *
 * Returns: whether the cursor knew it
 */
gboolean
balai_cursor_remove (BalaiCursor *self,
                     const char  *stream)
{
  guint position;

  if (!find (self, stream, &position))
    return FALSE;
  g_array_remove_index (self->places, position);
  return TRUE;
}

static char *
seal (const char    *text,
      gsize          length,
      const uint8_t *key)
{
  return g_compute_hmac_for_data (G_CHECKSUM_SHA256, key, BALAI_CURSOR_KEY_LENGTH, (const guchar *) text, length);
}

/**
 * balai_cursor_to_text:
 * @self: a cursor
 * @key: (array fixed-size=32): the server's key, %BALAI_CURSOR_KEY_LENGTH bytes
 *
 * Returns: (transfer full): the cursor, sealed, in ASCII without spaces
 */
char *
balai_cursor_to_text (const BalaiCursor *self,
                      const uint8_t     *key)
{
  GString *text = g_string_new (FORM);
  g_autofree char *end = NULL;

  g_string_append (text, self->epoch);
  for (guint i = 0; i < self->places->len; i++)
    {
      const Place *place = &g_array_index (self->places, Place, i);

      g_string_append_printf (text, ";%s=%" G_GINT64_FORMAT, place->stream, place->seq);
    }
  end = seal (text->str, text->len, key);
  g_string_append_c (text, ';');
  g_string_append (text, end);
  return g_string_free (text, FALSE);
}

/* A number as it is written by us: digits, no zero before others. */
static gboolean
read_seq (const char *text,
          gsize       length,
          int64_t    *seq)
{
  int64_t value = 0;

  if (length == 0 || length > MAX_DIGITS || (*text == '0' && length > 1))
    return FALSE;
  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      value = value * 10 + (text[i] - '0');
    }
  *seq = value;
  return value <= BALAI_CURSOR_MAX_SEQ;
}

/* "STREAM=SEQ", after all that are there already. */
static gboolean
read_place (BalaiCursor *self,
            const char  *text,
            gsize        length)
{
  const char *sign = memchr (text, '=', length);
  Place place;

  if (sign == NULL || self->places->len == BALAI_CURSOR_MAX_STREAMS || !balai_cursor_is_stream (text, sign - text)
      || !read_seq (sign + 1, (gsize) (text + length - sign - 1), &place.seq))
    return FALSE;
  place.stream = g_strndup (text, (gsize) (sign - text));
  if (self->places->len > 0
      && strcmp (g_array_index (self->places, Place, self->places->len - 1).stream, place.stream) >= 0)
    {
      g_free (place.stream);
      return FALSE;
    }
  g_array_append_val (self->places, place);
  return TRUE;
}

/* All but the seal and the sign before it. */
static BalaiCursor *
read_body (const char *text,
           gsize       length)
{
  const gsize before = strlen (FORM);
  const char *end = text + length;
  g_autoptr (BalaiCursor) self = NULL;
  g_autofree char *epoch = NULL;

  if (length < before + BALAI_UUID_LENGTH || memcmp (text, FORM, before) != 0)
    return NULL;
  epoch = g_strndup (text + before, BALAI_UUID_LENGTH);
  if (!balai_uuid_is_valid (epoch))
    return NULL;
  self = balai_cursor_new (epoch);
  for (const char *at = text + before + BALAI_UUID_LENGTH; at < end;)
    {
      const char *next;

      if (*at != ';')
        return NULL;
      at++;
      next = memchr (at, ';', (gsize) (end - at));
      if (next == NULL)
        next = end;
      if (!read_place (self, at, (gsize) (next - at)))
        return NULL;
      at = next;
    }
  return g_steal_pointer (&self);
}

/* In the same time wherever they differ, or a forger could find the seal digit by digit. */
static gboolean
seals_equal (const char *a,
             const char *b)
{
  volatile int different = 0;

  for (int i = 0; i < SEAL_LENGTH; i++)
    different |= a[i] ^ b[i];
  return different == 0;
}

/**
 * balai_cursor_from_text:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @epoch: id of the server's line of history as it is now
 * @key: (array fixed-size=32): the server's key, %BALAI_CURSOR_KEY_LENGTH bytes
 * @error: return location for a #BalaiCursorError
 *
 * Reads what balai_cursor_to_text() wrote, and nothing else: two texts that differ are two cursors. Of a text that is
 * wrong in several ways the form is told before the seal, and the seal before the epoch: only what this server has
 * sealed itself may say that it is of another epoch (sync reference, 2.8).
 *
 * Returns: (transfer full) (nullable): the cursor
 */
BalaiCursor *
balai_cursor_from_text (const char     *text,
                        gssize          length,
                        const char     *epoch,
                        const uint8_t  *key,
                        GError        **error)
{
  gsize n = length < 0 ? strlen (text) : (gsize) length, body = 0;
  g_autoptr (BalaiCursor) self = NULL;
  g_autofree char *expected = NULL;

  if (n <= MAX_LENGTH && n > SEAL_LENGTH && text[body = n - SEAL_LENGTH - 1] == ';')
    self = read_body (text, body);
  if (self == NULL)
    {
      g_set_error (error, BALAI_CURSOR_ERROR, BALAI_CURSOR_ERROR_MALFORMED, "not in the form of a cursor");
      return NULL;
    }
  expected = seal (text, body, key);
  if (!seals_equal (text + body + 1, expected))
    {
      g_set_error (error, BALAI_CURSOR_ERROR, BALAI_CURSOR_ERROR_FORGED, "not sealed by this server");
      return NULL;
    }
  if (!g_str_equal (self->epoch, epoch))
    {
      g_set_error (error, BALAI_CURSOR_ERROR, BALAI_CURSOR_ERROR_FOREIGN_EPOCH, "of the epoch %s", self->epoch);
      return NULL;
    }
  return g_steal_pointer (&self);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-hello.h"

#include "balai-canonical.h"

/* {"client_min":"1.0","epoch":"…","features":["files"],"now":1784080800000,"proto_max":1,"proto_min":1,"sv":1,
 *  "sv_min":1} */

/**
 * balai_hello_new:
 * @epoch: the line of the server's history
 * @now: its time, in milliseconds since 1970
 * @sv_min: the oldest version of the format it still takes
 * @sv: the one it writes
 *
 * Returns: (transfer full): how a server of this version introduces itself
 */
BalaiHello *
balai_hello_new (const char *epoch,
                 int64_t     now,
                 int64_t     sv_min,
                 int64_t     sv)
{
  BalaiHello *self = g_new0 (BalaiHello, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->proto_min = BALAI_PROTO;
  self->proto_max = BALAI_PROTO;
  self->epoch = g_strdup (epoch);
  self->now = now;
  self->sv_min = sv_min;
  self->sv = sv;
  return self;
}

BalaiHello *
balai_hello_ref (BalaiHello *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
balai_hello_unref (BalaiHello *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->epoch);
  g_strfreev (self->features);
  g_free (self->client_min);
  g_free (self);
}

/**
 * balai_hello_encode:
 * @self: how a server introduces itself
 *
 * Returns: (transfer full): its canonical form
 */
char *
balai_hello_encode (BalaiHello *self)
{
  GString *json = g_string_new ("{");

  balai_canonical_add_text (json, "client_min", self->client_min);
  balai_canonical_add_text (json, "epoch", self->epoch);
  balai_canonical_add_list (json, "features", self->features);
  balai_canonical_add_int (json, "now", self->now);
  balai_canonical_add_int (json, "proto_max", self->proto_max);
  balai_canonical_add_int (json, "proto_min", self->proto_min);
  balai_canonical_add_int (json, "sv", self->sv);
  balai_canonical_add_int (json, "sv_min", self->sv_min);
  g_string_append_c (json, '}');
  return g_string_free (json, FALSE);
}

/**
 * balai_hello_decode:
 * @text: text from anywhere
 * @length: its length in bytes, or -1 where it ends with a NUL
 * @error: return location for a #BalaiJsonError or a #BalaiWireError
 *
 * Returns: (transfer full) (nullable): how a server introduces itself
 */
BalaiHello *
balai_hello_decode (const char  *text,
                    gssize       length,
                    GError     **error)
{
  g_autoptr (JsonObject) object = balai_wire_parse (text, length, NULL, error);
  BalaiWireReader reader = { object, error, FALSE };
  g_autoptr (BalaiHello) self = NULL;

  if (object == NULL)
    return NULL;
  self = balai_hello_new (balai_wire_reader_get_text (&reader, "epoch", balai_wire_is_id),
                          balai_wire_reader_get_int (&reader, "now", 0),
                          balai_wire_reader_get_int (&reader, "sv_min", 1),
                          balai_wire_reader_get_int (&reader, "sv", 1));
  self->proto_min = balai_wire_reader_get_int (&reader, "proto_min", 1);
  self->proto_max = balai_wire_reader_get_int (&reader, "proto_max", 1);
  self->features = balai_wire_reader_find_list (&reader, "features", balai_wire_is_name, BALAI_HELLO_FEATURES);
  self->client_min = g_strdup (balai_wire_reader_find_text (&reader, "client_min", balai_wire_is_text));
  if (self->proto_min > self->proto_max)
    balai_wire_reader_fail (&reader, BALAI_WIRE_ERROR_CONTRADICTION, "proto_min", "lies beyond “proto_max”");
  if (self->sv_min > self->sv)
    balai_wire_reader_fail (&reader, BALAI_WIRE_ERROR_CONTRADICTION, "sv_min", "lies beyond “sv”");
  return reader.failed ? NULL : g_steal_pointer (&self);
}

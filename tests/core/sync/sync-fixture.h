/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib/gstdio.h>

#include "balai-canonical.h"
#include "balai-digest.h"
#include "balai-record-json.h"
#include "balai-repository-private.h"
#include "balai-sqlite.h"
#include "balai-sync-server.h"
#include "balai-test-thing.h"
#include "balai-test.h"
#include "balai-uuid.h"

/* A city of things: a thing is at home in the stream its code names, and one that is open is also told to everybody as
 * taken. Devices send mutations, pull, and keep what they were told as a desk would. */

#define NOW 1784077200

typedef struct
{
  BalaiRegistry   *registry;
  BalaiClock      *clock;
  BalaiSqlite     *database;
  BalaiSyncServer *server;
  char            *epoch;
} City;

/**
 * Device:
 * @caller: (owned): how the server knows it
 * @seqs: (owned) (element-type utf8 gint64): how far it has read each stream
 * @rows: (owned) (element-type utf8 GHashTable): by stream, by kind and id, what it was told
 * @cursor: (owned) (nullable): what the server sealed
 * @max_bytes: how large a page it asks for
 * @n: how many mutations it has made
 *
 * One desk.
 */
typedef struct
{
  BalaiSyncCaller *caller;
  GHashTable      *seqs;
  GHashTable      *rows;
  char            *cursor;
  int64_t          max_bytes;
  int64_t          n;
} Device;

static inline gboolean
place_thing (BalaiRecord      *record,
             BalaiRepository  *repository,
             GPtrArray        *places,
             GError          **error)
{
  g_autoptr (BalaiRecord) owner = NULL;
  BalaiRecord *thing = record;
  const char *home;

  if (balai_record_get_kind (record) == &balai_part_kind)
    {
      owner = balai_repository_get (repository, &balai_thing_kind, balai_record_get_text (record, BALAI_PART_THING),
                                    NULL);
      if (owner == NULL)
        return TRUE;
      thing = owner;
    }
  home = balai_record_get_text (thing, BALAI_THING_CODE);
  balai_sync_place_add (places, home != NULL ? home : "ref", BALAI_VIEW_FULL);
  if (thing == record && g_strcmp0 (balai_record_get_text (record, BALAI_THING_STATUS), "open") == 0)
    balai_sync_place_add (places, "cal:busy:2026-07", BALAI_VIEW_BUSY);
  return TRUE;
}

static inline BalaiSyncServer *
serve (City        *self,
       BalaiSqlite *database)
{
  return balai_sync_server_new (BALAI_DATABASE (database), self->registry, self->clock, "3273", place_thing);
}

static inline void
open_city (City       *self,
           const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiHello) hello = NULL;

  self->registry = balai_test_registry_new ();
  self->clock = balai_clock_new_at (NOW);
  self->database = path != NULL ? balai_sqlite_open (path, BALAI_SQLITE_WRITER, &error)
                                : balai_sqlite_open_memory (&error);
  g_assert_no_error (error);
  self->server = serve (self, self->database);
  balai_sync_server_migrate (self->server, &error);
  g_assert_no_error (error);
  hello = balai_sync_server_hello (self->server, &error);
  g_assert_no_error (error);
  self->epoch = g_strdup (hello->epoch);
}

static inline void
set_up (City          *self,
        gconstpointer  data)
{
  open_city (self, NULL);
}

static inline void
tear_down (City          *self,
           gconstpointer  data)
{
  g_assert_finalize_object (g_steal_pointer (&self->server));
  g_assert_finalize_object (g_steal_pointer (&self->database));
  balai_registry_unref (self->registry);
  balai_clock_free (self->clock);
  g_free (self->epoch);
}

static inline int64_t
number (City       *self,
        const char *sql)
{
  g_autoptr (GError) error = NULL;
  int64_t value;

  balai_database_get_integer (BALAI_DATABASE (self->database), sql, &value, &error);
  g_assert_no_error (error);
  return value;
}

static inline Device *
device_new (City       *city,
            const char *name,
            const char *streams)
{
  Device *self = g_new0 (Device, 1);
  g_auto (GStrv) names = g_strsplit (streams, " ", -1);
  g_autofree char *id = balai_uuid_new (NOW * G_GINT64_CONSTANT (1000));

  self->caller = balai_sync_caller_new (id, name);
  self->seqs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_hash_table_unref);
  for (char **stream = names; *stream != NULL; stream++)
    {
      g_autoptr (GError) error = NULL;
      const gboolean reads = g_str_has_prefix (*stream, "-");

      balai_sync_server_grant (city->server, id, *stream + reads, reads ? BALAI_SYNC_READ : BALAI_SYNC_WRITE, &error);
      g_assert_no_error (error);
    }
  return self;
}

static inline void
device_free (Device *self)
{
  balai_sync_caller_free (self->caller);
  g_hash_table_unref (self->seqs);
  g_hash_table_unref (self->rows);
  g_free (self->cursor);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Device, device_free)

/* @base and @set are objects of JSON, or NULL. */
static inline BalaiMutation *
mutate (Device          *self,
        BalaiMutationOp  op,
        const char      *id,
        int64_t          base_rev,
        const char      *base,
        const char      *set)
{
  g_autofree char *mid = balai_uuid_new (NOW * G_GINT64_CONSTANT (1000));
  BalaiMutation *mutation = balai_mutation_new (mid, op, "thing", id);

  mutation->n = ++self->n;
  mutation->base_rev = base_rev;
  if (base != NULL)
    mutation->base = balai_wire_parse (base, -1, NULL, NULL);
  if (set != NULL)
    mutation->set = balai_wire_parse (set, -1, NULL, NULL);
  mutation->actor = g_strdup (self->caller->actor);
  mutation->sv = 1;
  return mutation;
}

/* All goes over the wire, as text. */
static inline BalaiPushAnswer *
try_push (City             *city,
          Device           *self,
          BalaiMutation   **mutations,
          guint             n_mutations,
          GError          **error)
{
  g_autoptr (BalaiPushRequest) made = balai_push_request_new (self->caller->device, city->epoch, BALAI_PROTO);
  g_autoptr (BalaiPushRequest) request = NULL;
  g_autoptr (BalaiPushAnswer) answer = NULL;
  g_autofree char *sent = NULL, *text = NULL;
  g_autoptr (GError) local = NULL;
  BalaiPushAnswer *read;

  for (guint i = 0; i < n_mutations; i++)
    balai_push_request_add (made, mutations[i]);
  sent = balai_push_request_encode (made);
  request = balai_push_request_decode (sent, -1, &local);
  g_assert_no_error (local);
  g_assert_cmpuint (request->faults->len, ==, 0);
  answer = balai_sync_server_push (city->server, self->caller, request, error);
  if (answer == NULL)
    return NULL;
  text = balai_push_answer_encode (answer);
  read = balai_push_answer_decode (text, -1, &local);
  g_assert_no_error (local);
  return read;
}

static inline BalaiMutationResult *
push (City          *city,
      Device        *self,
      BalaiMutation *mutation)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiPushAnswer) answer = try_push (city, self, &mutation, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (answer->results->len, ==, 1);
  return balai_mutation_result_ref (answer->results->pdata[0]);
}

static inline void
assert_result (BalaiMutationResult *result,
               BalaiVerdict         verdict,
               const char          *why)
{
  g_assert_cmpstr (balai_verdict_to_word (result->verdict), ==, balai_verdict_to_word (verdict));
  g_assert_cmpstr (result->why, ==, why);
}

static inline void
push_as (City          *city,
         Device        *self,
         BalaiMutation *mutation,
         BalaiVerdict   verdict,
         const char    *why)
{
  g_autoptr (BalaiMutationResult) result = push (city, self, mutation);

  assert_result (result, verdict, why);
  balai_mutation_unref (mutation);
}

static inline char *
new_id (void)
{
  return balai_uuid_new (NOW * G_GINT64_CONSTANT (1000));
}

static inline char *
create (City       *city,
        Device     *self,
        const char *set)
{
  char *id = new_id ();

  push_as (city, self, mutate (self, BALAI_MUTATION_CREATE, id, 0, NULL, set), BALAI_VERDICT_ACCEPTED, NULL);
  return id;
}

static inline void
take_row (Device       *self,
          const char   *stream,
          BalaiWireRow *row)
{
  GHashTable *rows = g_hash_table_lookup (self->rows, stream);
  char *key = g_strconcat (row->kind, "/", row->id, NULL);

  if (rows == NULL)
    {
      rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) balai_wire_row_unref);
      g_hash_table_insert (self->rows, g_strdup (stream), rows);
    }
  if (row->gone)
    {
      g_hash_table_remove (rows, key);
      g_free (key);
    }
  else
    {
      const BalaiWireRow *before = g_hash_table_lookup (rows, key);

      if (before != NULL)
        g_assert_cmpint (row->rev, >=, before->rev);
      g_hash_table_replace (rows, key, balai_wire_row_ref (row));
    }
}

static inline void
check_digest (Device          *self,
              BalaiPullStream *page)
{
  GHashTable *rows = g_hash_table_lookup (self->rows, page->name);
  BalaiDigest digest = BALAI_DIGEST_EMPTY;
  g_autofree char *text = NULL;
  GHashTableIter iter;
  const BalaiWireRow *row;

  if (rows != NULL)
    {
      g_hash_table_iter_init (&iter, rows);
      while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &row))
        if (!row->deleted)
          balai_digest_add (&digest, row->id, row->rev, balai_view_to_word (row->view), row->hash);
    }
  text = balai_digest_to_text (&digest);
  g_assert_cmpstr (page->digest, ==, text);
}

static inline BalaiPullAnswer *
try_pull (City             *city,
          BalaiSyncServer  *server,
          Device           *self,
          GError          **error)
{
  g_autoptr (BalaiPullRequest) made = balai_pull_request_new (city->epoch, BALAI_PROTO, 1), request = NULL;
  g_autoptr (BalaiPullAnswer) answer = NULL;
  g_autofree char *sent = NULL, *text = NULL;
  g_autoptr (GError) local = NULL;
  GHashTableIter iter;
  const char *stream;
  const int64_t *seq;
  BalaiPullAnswer *read;

  g_hash_table_iter_init (&iter, self->seqs);
  while (g_hash_table_iter_next (&iter, (gpointer *) &stream, (gpointer *) &seq))
    balai_pull_request_set_seq (made, stream, *seq);
  made->cursor = g_strdup (self->cursor);
  made->max_bytes = self->max_bytes;
  sent = balai_pull_request_encode (made);
  request = balai_pull_request_decode (sent, -1, &local);
  g_assert_no_error (local);
  if ((answer = balai_sync_server_pull (server, self->caller, request, error)) == NULL)
    return NULL;
  text = balai_pull_answer_encode (answer);
  read = balai_pull_answer_decode (text, -1, &local);
  g_assert_no_error (local);
  return read;
}

/* Takes one answer as a desk would. Whether there is more to ask for. */
static inline gboolean
take_answer (Device          *self,
             BalaiPullAnswer *answer)
{
  gboolean more = answer->add != NULL;

  for (char **stream = answer->drop; stream != NULL && *stream != NULL; stream++)
    {
      g_hash_table_remove (self->rows, *stream);
      g_hash_table_remove (self->seqs, *stream);
    }
  for (guint i = 0; i < answer->streams->len; i++)
    {
      BalaiPullStream *page = answer->streams->pdata[i];
      int64_t last = *(int64_t *) g_hash_table_lookup (self->seqs, page->name);

      for (guint r = 0; r < page->rows->len; r++)
        {
          BalaiWireRow *row = page->rows->pdata[r];

          g_assert_cmpint (row->seq, >, last);
          last = row->seq;
          take_row (self, page->name, row);
        }
      g_assert_cmpint (page->next, >=, last);
      g_assert_cmpint (page->next, <=, page->head);
      g_hash_table_replace (self->seqs, g_strdup (page->name), g_memdup2 (&page->next, sizeof page->next));
      if (page->digest != NULL)
        check_digest (self, page);
      more = more || page->more;
    }
  for (char **stream = answer->add; stream != NULL && *stream != NULL; stream++)
    {
      const int64_t none = 0;

      g_hash_table_insert (self->seqs, g_strdup (*stream), g_memdup2 (&none, sizeof none));
    }
  g_free (self->cursor);
  self->cursor = g_strdup (answer->cursor);
  return more;
}

/* Pulls until there is no more; in how many answers. */
static inline int
pull_all (City            *city,
          BalaiSyncServer *server,
          Device          *self)
{
  gboolean more = TRUE;
  int n = 0;

  while (more)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BalaiPullAnswer) answer = try_pull (city, server, self, &error);

      g_assert_no_error (error);
      more = take_answer (self, answer);
      g_assert_cmpint (++n, <, 10000);
    }
  return n;
}

static inline BalaiWireRow *
find_row (Device     *self,
          const char *stream,
          const char *kind,
          const char *id)
{
  GHashTable *rows = g_hash_table_lookup (self->rows, stream);
  g_autofree char *key = g_strconcat (kind, "/", id, NULL);

  return rows != NULL ? g_hash_table_lookup (rows, key) : NULL;
}

static inline guint
count_rows (Device     *self,
            const char *stream)
{
  GHashTable *rows = g_hash_table_lookup (self->rows, stream);

  return rows != NULL ? g_hash_table_size (rows) : 0;
}

static inline void
assert_audit (City *city)
{
  g_autoptr (GError) error = NULL;

  balai_sync_server_verify_audit (city->server, &error);
  g_assert_no_error (error);
}

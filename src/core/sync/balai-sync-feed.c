/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "balai-canonical.h"
#include "balai-digest.h"
#include "balai-repository-private.h"
#include "balai-sync-server-private.h"

/* The last part of a transaction: what has changed is told to the streams. Each stream has a counter of its own, which
 * is taken here and no sooner, in the order of the names: whoever holds it commits next, so that the numbers of a
 * stream become visible in their order and a reader never passes one that is still to come. A change moves the row of
 * its record to the head of the stream, so there is one row for each record and the feed needs no tidying. */

/**
 * Move:
 * @kind: of what kind
 * @id: (unowned): which record
 * @view: how much of it is told
 * @gone: whether it leaves the stream
 * @home: whether it is at home there
 * @rev: its revision
 * @hash: (owned): of the row; empty where it does not count in the digest
 * @actor: (unowned) (nullable): who changed it
 * @old_view: how it stood there before
 * @old_rev: its revision then
 * @old_hash: (owned) (nullable): its hash then; %NULL or empty where it did not count
 *
 * A row on its way to the head of a stream.
 */
typedef struct
{
  const BalaiKind *kind;
  const char      *id;
  BalaiView        view;
  gboolean         gone;
  gboolean         home;
  int64_t          rev;
  char            *hash;
  const char      *actor;
  BalaiView        old_view;
  int64_t          old_rev;
  char            *old_hash;
} Move;

/**
 * Tide:
 * @moves: (owned) (element-type Move): in the order they are told
 * @entries: (owned) (element-type utf8): what the chain of audit gets
 *
 * All that a transaction brings to one stream.
 */
typedef struct
{
  GPtrArray *moves;
  GPtrArray *entries;
} Tide;

typedef struct
{
  BalaiSyncServer *server;  /* (unowned) */
  const char      *device;  /* (unowned) */
  int64_t          now;
  GPtrArray       *effects; /* (unowned): grows by what follows its owner */
  GTree           *tides;   /* (owned) (element-type utf8 Tide): by stream, in the order of the names */
} Telling;

void
balai_sync_effect_free (gpointer data)
{
  BalaiSyncEffect *self = data;

  g_free (self->id);
  g_free (self->mid);
  g_free (self->actor);
  g_free (self->hash);
  g_free (self);
}

static void
move_free (gpointer data)
{
  Move *self = data;

  g_free (self->hash);
  g_free (self->old_hash);
  g_free (self);
}

static void
tide_free (gpointer data)
{
  Tide *self = data;

  g_ptr_array_unref (self->moves);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  return strcmp (a, b);
}

static Tide *
get_tide (Telling    *self,
          const char *stream)
{
  Tide *tide = g_tree_lookup (self->tides, stream);

  if (tide == NULL)
    {
      tide = g_new0 (Tide, 1);
      tide->moves = g_ptr_array_new_with_free_func (move_free);
      tide->entries = g_ptr_array_new_with_free_func (g_free);
      g_tree_insert (self->tides, g_strdup (stream), tide);
    }
  return tide;
}

/* Where the record stands now, as moves that would take it away. */
static GHashTable *
read_old (Telling          *self,
          BalaiSyncEffect  *effect,
          char            **home,
          GError          **error)
{
  g_autoptr (BalaiStatement) statement = balai_sync_prepare (
    self->server, error,
    "SELECT stream, view, gone, home, rev, h FROM sync_feed WHERE {city=}t = ?1 AND id = ?2", "ss", effect->kind->name,
    effect->id);
  g_autoptr (GHashTable) old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, move_free);
  BalaiStep step;

  if (statement == NULL)
    return NULL;
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      Move *move = g_new0 (Move, 1);

      move->kind = effect->kind;
      move->id = effect->id;
      move->gone = balai_statement_int (statement, 2) != 0;
      move->home = balai_statement_int (statement, 3) != 0;
      move->old_view = (BalaiView) balai_statement_int (statement, 1);
      move->old_rev = balai_statement_int (statement, 4);
      move->old_hash = g_strdup (balai_statement_text (statement, 5));
      if (move->home && !move->gone)
        {
          g_free (*home);
          *home = g_strdup (balai_statement_text (statement, 0));
        }
      g_hash_table_insert (old, g_strdup (balai_statement_text (statement, 0)), move);
    }
  return step == BALAI_STEP_DONE ? g_steal_pointer (&old) : NULL;
}

/* Where it stands from now on. A tombstone stays where the record was told in full, so that everybody hears of it; of
 * what is merely taken, nothing is left. */
static GPtrArray *
find_new (Telling      *self,
          BalaiRecord  *record,
          GHashTable   *old,
          const char   *home,
          GError      **error)
{
  g_autoptr (GPtrArray) places = NULL;
  GHashTableIter iter;
  const char *stream;
  const Move *move;

  if (!balai_record_is_deleted (record) || home == NULL)
    return balai_sync_server_get_places (self->server, record, error);
  places = balai_sync_places_new ();
  balai_sync_place_add (places, home, BALAI_VIEW_FULL);
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, (gpointer *) &stream, (gpointer *) &move))
    if (!move->gone && !move->home && move->old_view != BALAI_VIEW_BUSY)
      balai_sync_place_add (places, stream, move->old_view);
  return g_steal_pointer (&places);
}

static gboolean
add_place (Telling          *self,
           BalaiSyncEffect  *effect,
           BalaiRecord      *record,
           GHashTable       *old,
           BalaiSyncPlace   *place,
           gboolean          home,
           GError          **error)
{
  g_autoptr (BalaiWireRow) row = balai_sync_row_new (self->server, record, place->view, error);
  const Move *before = g_hash_table_lookup (old, place->stream);
  Move *move;

  if (row == NULL)
    return FALSE;
  move = g_new0 (Move, 1);
  move->kind = effect->kind;
  move->id = effect->id;
  move->view = place->view;
  move->home = home;
  move->rev = row->rev;
  move->hash = g_strdup (row->deleted ? "" : row->hash);
  move->actor = effect->actor;
  if (before != NULL)
    {
      move->old_view = before->old_view;
      move->old_rev = before->old_rev;
      move->old_hash = g_strdup (before->old_hash);
    }
  g_ptr_array_add (get_tide (self, place->stream)->moves, move);
  g_hash_table_remove (old, place->stream);
  return TRUE;
}

static gboolean
is_known (Telling         *self,
          const BalaiKind *kind,
          const char      *id)
{
  for (guint i = 0; i < self->effects->len; i++)
    {
      const BalaiSyncEffect *effect = self->effects->pdata[i];

      if (effect->kind == kind && g_str_equal (effect->id, id))
        return TRUE;
    }
  return FALSE;
}

/* What hangs on a record is told where its owner is told, and goes with it when that moves elsewhere. */
static gboolean
add_owned (Telling          *self,
           BalaiSyncEffect  *effect,
           GError          **error)
{
  BalaiRegistry *registry = self->server->registry;

  for (guint i = 0; i < balai_registry_get_n_kinds (registry); i++)
    {
      const BalaiKind *kind = balai_registry_get_kind (registry, i);

      for (guint f = 0; kind->flags == BALAI_KIND_SYNCED && f < kind->n_fields; f++)
        {
          g_autoptr (BalaiQuery) query = NULL;
          g_autoptr (GPtrArray) records = NULL;

          if ((kind->fields[f].flags & BALAI_FIELD_OWNER) == 0
              || !g_str_equal (kind->fields[f].kind, effect->kind->name))
            continue;
          query = balai_query_new (kind);
          balai_query_where_text (query, (int) f, BALAI_EQUAL, effect->id);
          if ((records = balai_repository_list (self->server->repository, query, error)) == NULL)
            return FALSE;
          for (guint r = 0; r < records->len; r++)
            {
              BalaiSyncEffect *follower;

              if (is_known (self, kind, balai_record_get_id (records->pdata[r])))
                continue;
              follower = g_new0 (BalaiSyncEffect, 1);
              follower->kind = kind;
              follower->id = g_strdup (balai_record_get_id (records->pdata[r]));
              follower->actor = g_strdup (effect->actor);
              g_ptr_array_add (self->effects, follower);
            }
        }
    }
  return TRUE;
}

static void
add_entry (Telling         *self,
           BalaiSyncEffect *effect,
           const char      *home)
{
  GString *entry;

  if (effect->mid == NULL || home == NULL)
    return;
  entry = g_string_new ("{");
  balai_canonical_add_text (entry, "actor", effect->actor);
  balai_canonical_add_int (entry, "at", self->now);
  balai_canonical_add_text (entry, "device", self->device);
  balai_canonical_add_text (entry, "h", effect->hash);
  balai_canonical_add_text (entry, "id", effect->id);
  balai_canonical_add_text (entry, "mid", effect->mid);
  balai_canonical_add_text (entry, "op", effect->op);
  balai_canonical_add_int (entry, "rev", effect->rev);
  balai_canonical_add_text (entry, "t", effect->kind->name);
  g_string_append_c (entry, '}');
  g_ptr_array_add (get_tide (self, home)->entries, g_string_free (entry, FALSE));
}

static gboolean
stands_somewhere (GHashTable *left)
{
  GHashTableIter iter;
  const Move *move;

  g_hash_table_iter_init (&iter, left);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &move))
    if (!move->gone)
      return TRUE;
  return FALSE;
}

/* @last: whether no later effect is about the same record, which is told once */
static gboolean
gather (Telling          *self,
        BalaiSyncEffect  *effect,
        gboolean          last,
        GError          **error)
{
  g_autofree char *home = NULL;
  g_autoptr (GHashTable) old = read_old (self, effect, &home, error);
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (BalaiRecord) record = NULL;
  GHashTableIter iter;
  const char *stream;
  Move *move;
  gboolean was_placed, grew = FALSE;

  if (old == NULL
      || (record = balai_repository_get_any (self->server->repository, effect->kind, effect->id, error)) == NULL
      || (places = find_new (self, record, old, home, error)) == NULL)
    return FALSE;
  add_entry (self, effect, places->len > 0 ? ((BalaiSyncPlace *) places->pdata[0])->stream : home);
  if (!last)
    return TRUE;

  was_placed = stands_somewhere (old);
  for (guint i = 0; i < places->len; i++)
    {
      BalaiSyncPlace *place = places->pdata[i];

      grew = grew || !g_hash_table_contains (old, place->stream);
      if (!add_place (self, effect, record, old, place, i == 0, error))
        return FALSE;
    }
  if (was_placed && (grew || stands_somewhere (old)) && !balai_record_is_deleted (record)
      && !add_owned (self, effect, error))
    return FALSE;
  g_hash_table_iter_init (&iter, old);
  while (g_hash_table_iter_next (&iter, (gpointer *) &stream, (gpointer *) &move))
    if (!move->gone)
      {
        move->gone = TRUE;
        move->rev = balai_record_get_revision (record);
        move->view = move->old_view;
        move->hash = g_strdup ("");
        g_ptr_array_add (get_tide (self, stream)->moves, move);
        g_hash_table_iter_steal (&iter);
        g_free ((char *) stream);
      }
  return TRUE;
}

static gboolean
is_last (Telling *self,
         guint    position)
{
  const BalaiSyncEffect *effect = self->effects->pdata[position];

  for (guint i = position + 1; i < self->effects->len; i++)
    {
      const BalaiSyncEffect *other = self->effects->pdata[i];

      if (other->kind == effect->kind && g_str_equal (other->id, effect->id))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_move (Telling     *self,
            const char  *stream,
            const Move  *move,
            int64_t      seq,
            int64_t      txn,
            GError     **error)
{
  return balai_sync_run (self->server, error,
                         "INSERT INTO sync_feed ({city,}stream, seq, txn, t, id, view, gone, home, rev, h, actor, at)"
                         " VALUES ({'city',}?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)"
                         " ON CONFLICT ({city,}stream, t, id) DO UPDATE SET seq = excluded.seq, txn = excluded.txn,"
                         " view = excluded.view, gone = excluded.gone, home = excluded.home, rev = excluded.rev,"
                         " h = excluded.h, actor = excluded.actor, at = excluded.at",
                         "siissiiiissi", stream, seq, txn, move->kind->name, move->id, (int64_t) move->view,
                         (int64_t) move->gone, (int64_t) move->home, move->rev, move->hash, move->actor, self->now);
}

static void
count_move (BalaiDigest *digest,
            const Move  *move)
{
  if (move->old_hash != NULL && *move->old_hash != '\0')
    balai_digest_remove (digest, move->id, move->old_rev, balai_view_to_word (move->old_view), move->old_hash);
  if (*move->hash != '\0')
    balai_digest_add (digest, move->id, move->rev, balai_view_to_word (move->view), move->hash);
}

static gboolean
write_tide (Telling     *self,
            const char  *stream,
            Tide        *tide,
            GError     **error)
{
  const int64_t count = tide->moves->len;
  g_autoptr (BalaiStatement) counter = balai_sync_prepare (
    self->server, error,
    "INSERT INTO sync_stream ({city,}stream, seq, floor, digest, audit_n, audit_hash)"
    " VALUES ({'city',}?1, ?2, 0, '', 0, '')"
    " ON CONFLICT ({city,}stream) DO UPDATE SET seq = sync_stream.seq + excluded.seq"
    " RETURNING seq, digest, audit_n, audit_hash",
    "si", stream, count);
  BalaiDigest digest = BALAI_DIGEST_EMPTY;
  g_autofree char *hash = NULL, *digest_text = NULL;
  int64_t seq, n;

  if (counter == NULL || balai_statement_step (counter, error) != BALAI_STEP_ROW)
    return FALSE;
  seq = balai_statement_int (counter, 0) - count;
  n = balai_statement_int (counter, 2);
  if (*balai_statement_text (counter, 1) != '\0')
    balai_digest_from_text (balai_statement_text (counter, 1), &digest);
  hash = g_strdup (balai_statement_text (counter, 3));
  if (balai_statement_step (counter, error) == BALAI_STEP_ERROR)
    return FALSE;
  g_clear_pointer (&counter, balai_statement_done);

  for (guint i = 0; i < tide->moves->len; i++)
    {
      if (!write_move (self, stream, tide->moves->pdata[i], seq + i + 1, seq + 1, error))
        return FALSE;
      count_move (&digest, tide->moves->pdata[i]);
    }
  for (guint i = 0; i < tide->entries->len; i++)
    {
      g_autofree char *text = g_strconcat (hash, tide->entries->pdata[i], NULL);

      g_free (hash);
      hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
      if (!balai_sync_run (self->server, error,
                           "INSERT INTO sync_audit ({city,}stream, n, entry, hash) VALUES ({'city',}?1, ?2, ?3, ?4)",
                           "siss", stream, ++n, tide->entries->pdata[i], hash))
        return FALSE;
    }
  digest_text = balai_digest_to_text (&digest);
  return balai_sync_run (self->server, error,
                         "UPDATE sync_stream SET digest = ?2, audit_n = ?3, audit_hash = ?4"
                         " WHERE {city=}stream = ?1",
                         "ssis", stream, digest_text, n, hash);
}

typedef struct
{
  Telling  *telling;
  GError  **error;
  gboolean  failed;
} Writing;

static gboolean
write_next (gpointer stream,
            gpointer tide,
            gpointer data)
{
  Writing *self = data;

  self->failed = !write_tide (self->telling, stream, tide, self->error);
  return self->failed;
}

/**
 * balai_sync_feed_tell:
 * @self: a server, at the end of a transaction
 * @device: the device that sent the changes
 * @effects: (element-type BalaiSyncEffect): the changes, in their order; grows
 * @error: return location for an error
 *
 * Takes the counters of all streams that the changes are told in, moves the rows to their heads, brings their digests
 * up to date and adds to the chain of audit. Nothing but the end of the transaction may come after it.
 *
 * Returns: whether it was done
 */
gboolean
balai_sync_feed_tell (BalaiSyncServer  *self,
                      const char       *device,
                      GPtrArray        *effects,
                      GError          **error)
{
  g_autoptr (GTree) tides = g_tree_new_full (compare_names, NULL, g_free, tide_free);
  Telling telling = { self, device, balai_clock_now_ms (self->clock), effects, tides };
  Writing writing = { &telling, error, FALSE };

  for (guint i = 0; i < effects->len; i++)
    if (!gather (&telling, effects->pdata[i], is_last (&telling, i), error))
      return FALSE;
  g_tree_foreach (tides, write_next, &writing);
  return !writing.failed;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "balai-cursor.h"
#include "balai-digest.h"
#include "balai-repository-private.h"
#include "balai-sync-server-private.h"

/* What a row takes on the wire beside its values: names of members, two ids, numbers, a hash. */
#define ROW_FRAME 400

/**
 * Pull:
 * @server: (unowned): the server
 * @caller: (unowned): who asks, with its rights
 * @request: (unowned): for what
 * @answer: (owned): what it is told
 * @proof: (owned) (nullable): what was sealed for the caller last time
 * @rows: how many rows may still be told
 * @bytes: how many bytes
 * @told: whether anything was told: the first transaction always is, however large
 *
 * A pull that is being answered, within one state of the database.
 */
typedef struct
{
  BalaiSyncServer  *server;
  BalaiSyncCaller  *caller;
  BalaiPullRequest *request;
  BalaiPullAnswer  *answer;
  BalaiCursor      *proof;
  int64_t           rows;
  int64_t           bytes;
  gboolean          told;
} Pull;

/**
 * Stream:
 * @name: (owned): a stream that the caller may see
 * @head: the number of its last change
 * @floor: up to where changes were forgotten
 * @digest: (owned): the sum over what it holds
 */
typedef struct
{
  char    *name;
  int64_t  head;
  int64_t  floor;
  char    *digest;
} Stream;

static void
stream_free (gpointer data)
{
  Stream *self = data;

  g_free (self->name);
  g_free (self->digest);
  g_free (self);
}

/* All streams there are that the caller may see, in the order of their names. */
static GPtrArray *
list_streams (Pull    *self,
              GError **error)
{
  g_autoptr (GPtrArray) streams = g_ptr_array_new_with_free_func (stream_free);
  g_autoptr (BalaiStatement) statement = balai_sync_prepare (
    self->server, error,
    "SELECT stream, seq, floor, digest FROM sync_stream WHERE {city=}stream <> '' ORDER BY stream", "");
  BalaiStep step;

  if (statement == NULL)
    return NULL;
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      Stream *stream;

      if (balai_sync_caller_get_rights (self->caller, balai_statement_text (statement, 0)) == BALAI_SYNC_NONE)
        continue;
      stream = g_new0 (Stream, 1);
      stream->name = g_strdup (balai_statement_text (statement, 0));
      stream->head = balai_statement_int (statement, 1);
      stream->floor = balai_statement_int (statement, 2);
      stream->digest = g_strdup (balai_statement_text (statement, 3));
      g_ptr_array_add (streams, stream);
    }
  return step == BALAI_STEP_DONE ? g_steal_pointer (&streams) : NULL;
}

static gboolean
is_wanted (Pull       *self,
           const char *kind)
{
  return self->request->want == NULL || g_strv_contains ((const char *const *) self->request->want, kind);
}

/* Row of the feed → row of the wire. */
static BalaiWireRow *
read_row (Pull            *self,
          BalaiStatement  *feed,
          GError         **error)
{
  const char *kind_name = balai_statement_text (feed, 2), *id = balai_statement_text (feed, 3);
  const BalaiKind *kind = balai_registry_find (self->server->registry, kind_name);
  const BalaiView view = (BalaiView) balai_statement_int (feed, 4);
  g_autoptr (BalaiRecord) record = NULL;
  BalaiWireRow *row;

  if (balai_statement_int (feed, 5) != 0)
    return balai_wire_row_new_gone (kind_name, id, balai_statement_int (feed, 0));
  if (kind != NULL)
    record = balai_repository_get_any (self->server->repository, kind, id, error);
  if (record == NULL)
    {
      if (error == NULL || *error == NULL)
        g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CORRUPT, "%s %s is told of and not there", kind_name, id);
      return NULL;
    }
  if ((row = balai_sync_row_new (self->server, record, view, error)) == NULL)
    return NULL;
  row->seq = balai_statement_int (feed, 0);
  row->at = balai_statement_int (feed, 7);
  /* Who may know no more than that something is taken need not know who took it. */
  if (view != BALAI_VIEW_BUSY && !balai_statement_is_null (feed, 6))
    row->by = g_strdup (balai_statement_text (feed, 6));
  return row;
}

static int64_t
measure (BalaiWireRow *row)
{
  return ROW_FRAME + (int64_t) (row->fields != NULL ? strlen (row->fields) : 0)
         + (int64_t) (row->by != NULL ? strlen (row->by) : 0);
}

static gboolean
fill_page (Pull             *self,
           BalaiPullStream  *page,
           GError          **error)
{
  g_autoptr (BalaiStatement) feed = balai_sync_prepare (
    self->server, error,
    "SELECT seq, txn, t, id, view, gone, actor, at FROM sync_feed WHERE {city=}stream = ?1 AND seq > ?2 ORDER BY seq",
    "si", page->name, page->next);
  /* Up to where whole transactions have been read, and what they took. */
  int64_t whole = page->next, txn = 0, last = page->next, bytes = 0, whole_bytes = 0;
  guint whole_rows = 0;
  BalaiStep step;

  if (feed == NULL)
    return FALSE;
  while ((step = balai_statement_step (feed, error)) == BALAI_STEP_ROW)
    {
      BalaiWireRow *row;

      if (balai_statement_int (feed, 1) != txn)
        {
          txn = balai_statement_int (feed, 1);
          whole = last;
          whole_rows = page->rows->len;
          whole_bytes = bytes;
        }
      if ((page->rows->len >= self->rows || bytes >= self->bytes) && (self->told || whole_rows > 0))
        break;
      last = balai_statement_int (feed, 0);
      if (!is_wanted (self, balai_statement_text (feed, 2)))
        continue;
      if ((row = read_row (self, feed, error)) == NULL)
        return FALSE;
      bytes += measure (row);
      g_ptr_array_add (page->rows, row);
    }
  if (step == BALAI_STEP_ERROR)
    return FALSE;
  /* The end of the feed is the head, also where the rows of the last numbers have moved on. */
  if (step == BALAI_STEP_DONE
      && ((page->rows->len <= self->rows && bytes <= self->bytes) || (!self->told && whole_rows == 0)))
    page->next = page->head;
  else
    {
      g_ptr_array_set_size (page->rows, (int) whole_rows);
      page->next = whole;
      bytes = whole_bytes;
    }
  self->told = self->told || page->rows->len > 0;
  self->rows -= page->rows->len;
  self->bytes -= bytes;
  return TRUE;
}

/* A client cannot have what was never there: either it errs, or what it was told was lost. */
static gboolean
check_seq (Pull          *self,
           const Stream  *stream,
           int64_t        seq,
           GError       **error)
{
  int64_t proven = 0;

  if (seq <= stream->head)
    return TRUE;
  if (self->proof != NULL && balai_cursor_lookup (self->proof, stream->name, &proven) && proven > stream->head)
    g_set_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_LOST_HISTORY, "%s: %" G_GINT64_FORMAT " was told of",
                 stream->name, proven);
  else
    g_set_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_CURSOR, "%s", stream->name);
  return FALSE;
}

static gboolean
tell_stream (Pull          *self,
             const Stream  *stream,
             int64_t        seq,
             GError       **error)
{
  BalaiPullStream *page;

  if (!check_seq (self, stream, seq, error))
    return FALSE;
  page = balai_pull_answer_add_stream (self->answer, stream->name);
  page->head = stream->head;
  page->floor = stream->floor;
  page->next = seq;
  if (page->next < page->head && (!self->told || (self->rows > 0 && self->bytes > 0)) && !fill_page (self, page, error))
    return FALSE;
  page->more = page->next < page->head;
  /* Of a part of a stream there is no sum. */
  if (!page->more && self->request->want == NULL)
    {
      const BalaiDigest empty = BALAI_DIGEST_EMPTY;

      page->digest = *stream->digest != '\0' ? g_strdup (stream->digest) : balai_digest_to_text (&empty);
    }
  return TRUE;
}

static const Stream *
find_stream (GPtrArray  *streams,
             const char *name)
{
  for (guint i = 0; i < streams->len; i++)
    if (g_str_equal (((Stream *) streams->pdata[i])->name, name))
      return streams->pdata[i];
  return NULL;
}

static gboolean
collect_name (gpointer name,
              gpointer seq,
              gpointer names)
{
  g_ptr_array_add (names, name);
  return FALSE;
}

static gboolean
tell_streams (Pull    *self,
              GError **error)
{
  g_autoptr (GPtrArray) streams = list_streams (self, error);
  g_autoptr (GPtrArray) asked = g_ptr_array_new ();
  g_autoptr (GStrvBuilder) add = g_strv_builder_new (), drop = g_strv_builder_new ();
  gboolean adds = FALSE, drops = FALSE;

  if (streams == NULL)
    return FALSE;
  g_tree_foreach (self->request->streams, collect_name, asked);
  for (guint i = 0; i < asked->len; i++)
    {
      const Stream none = { asked->pdata[i], 0, 0, (char *) "" };
      const Stream *stream = find_stream (streams, asked->pdata[i]);
      int64_t seq;

      if (balai_sync_caller_get_rights (self->caller, asked->pdata[i]) == BALAI_SYNC_NONE)
        {
          g_strv_builder_add (drop, asked->pdata[i]);
          drops = TRUE;
          continue;
        }
      balai_pull_request_get_seq (self->request, asked->pdata[i], &seq);
      if (!tell_stream (self, stream != NULL ? stream : &none, seq, error))
        return FALSE;
    }
  for (guint i = 0; i < streams->len; i++)
    {
      const Stream *stream = streams->pdata[i];
      int64_t seq;

      if (balai_pull_request_get_seq (self->request, stream->name, &seq))
        continue;
      g_strv_builder_add (add, stream->name);
      adds = TRUE;
    }
  self->answer->add = adds ? g_strv_builder_end (add) : NULL;
  self->answer->drop = drops ? g_strv_builder_end (drop) : NULL;
  return TRUE;
}

static void
seal (Pull *self)
{
  g_autoptr (BalaiCursor) cursor = NULL;

  if (self->server->key == NULL)
    return;
  cursor = balai_cursor_new (self->answer->epoch);
  for (guint i = 0; i < self->answer->streams->len; i++)
    {
      const BalaiPullStream *page = self->answer->streams->pdata[i];

      balai_cursor_set (cursor, page->name, page->next);
    }
  self->answer->cursor = balai_cursor_to_text (cursor, self->server->key);
}

static gboolean
answer_pull (Pull    *self,
             GError **error)
{
  g_autofree char *epoch = balai_sync_server_get_epoch (self->server, error);
  gboolean same_epoch;

  if (epoch == NULL || !balai_sync_server_reckon_grants (self->server, self->caller, error))
    return FALSE;
  self->answer = balai_pull_answer_new (epoch, balai_clock_now_ms (self->server->clock), self->caller->grants_rev);
  same_epoch = self->request->epoch == NULL || g_str_equal (self->request->epoch, epoch);
  /* Of another line of history nothing can be gone on from: the client sees the epoch and begins anew. */
  if (!same_epoch || self->caller->blocked)
    return TRUE;
  if (self->request->cursor != NULL && self->server->key != NULL)
    self->proof = balai_cursor_from_text (self->request->cursor, -1, epoch, self->server->key, NULL);
  if (!tell_streams (self, error))
    return FALSE;
  seal (self);
  return TRUE;
}

/**
 * balai_sync_server_pull:
 * @self: a server, on any connection
 * @caller: who asks; it is given the rights it has now
 * @request: what it asks for
 * @error: return location for a #BalaiDbError or a #BalaiSyncError
 *
 * Tells what the caller does not have yet: pages of at most %BALAI_PULL_ROWS rows and about as many bytes as it asks
 * for, over all streams together, of whole transactions. A stream whose turn has not come is in the answer without
 * rows. All is of one state of the database.
 *
 * Returns: (transfer full) (nullable): the answer; with an epoch that is not the caller's, or for a device that is
 *   blocked, without streams
 */
BalaiPullAnswer *
balai_sync_server_pull (BalaiSyncServer   *self,
                        BalaiSyncCaller   *caller,
                        BalaiPullRequest  *request,
                        GError           **error)
{
  Pull pull = { .server = self, .caller = caller, .request = request, .rows = BALAI_PULL_ROWS };
  gboolean done;

  if (request->proto != BALAI_PROTO)
    {
      g_set_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_PROTO, "protocol %" G_GINT64_FORMAT, request->proto);
      return NULL;
    }
  pull.bytes = request->max_bytes > 0 ? MIN (request->max_bytes, BALAI_PULL_MAX_BYTES) : BALAI_PULL_MAX_BYTES;
  if (!balai_database_begin_read (self->database, error))
    return NULL;
  done = answer_pull (&pull, error);
  balai_database_end_read (self->database);
  g_clear_pointer (&pull.proof, balai_cursor_free);
  if (!done)
    g_clear_pointer (&pull.answer, balai_pull_answer_unref);
  return pull.answer;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-cursor.h"
#include "balai-sync-server-private.h"
#include "balai-uuid.h"

/**
 * BalaiSyncServer:
 *
 * The server's side of the protocol, over one connection to its database: it is handed messages and gives answers, and
 * knows no socket, no file and no thread. It belongs to the thread of its connection; a city may have many of them.
 */
G_DEFINE_FINAL_TYPE (BalaiSyncServer, balai_sync_server, G_TYPE_OBJECT)

G_DEFINE_QUARK (balai-sync-error-quark, balai_sync_error)

/* The oldest format that is still taken. */
#define OLDEST_FORMAT 1

static void
balai_sync_server_dispose (GObject *object)
{
  BalaiSyncServer *self = BALAI_SYNC_SERVER (object);

  g_clear_object (&self->repository);
  g_clear_object (&self->database);
  g_clear_pointer (&self->registry, balai_registry_unref);
  g_clear_pointer (&self->sql, balai_sync_sql_free);
  g_clear_pointer (&self->key, g_free);

  G_OBJECT_CLASS (balai_sync_server_parent_class)->dispose (object);
}

static void
balai_sync_server_class_init (BalaiSyncServerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = balai_sync_server_dispose;
}

/* Rights as the server's own table has them. */
static gboolean
read_grants (BalaiSyncCaller  *caller,
             BalaiRepository  *repository,
             gpointer          data,
             GError          **error)
{
  BalaiSyncServer *self = data;
  g_autofree char *rev = balai_sync_server_get_meta (self, "grants_rev", error);
  g_autoptr (BalaiStatement) statement = NULL;
  BalaiStep step;

  if (rev == NULL)
    return FALSE;
  caller->grants_rev = g_ascii_strtoll (rev, NULL, 10);
  statement = balai_sync_prepare (self, error, "SELECT stream, rights FROM sync_grant WHERE {city=}device = ?1", "s",
                                  caller->device);
  if (statement == NULL)
    return FALSE;
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    balai_sync_caller_grant (caller, balai_statement_text (statement, 0),
                             (BalaiSyncRights) balai_statement_int (statement, 1));
  return step == BALAI_STEP_DONE;
}

static void
balai_sync_server_init (BalaiSyncServer *self)
{
  self->grants = read_grants;
  self->grants_data = self;
}

/**
 * balai_sync_server_new:
 * @database: (transfer none): a connection
 * @registry: (transfer none): the kinds
 * @clock: (transfer none): the time of the server; outlives it
 * @city: word of the city: lower-case letters, digits, "-", "_" and "."
 * @place: says which streams a record appears in
 *
 * Returns: (transfer full): the server's side of the protocol over the connection
 */
BalaiSyncServer *
balai_sync_server_new (BalaiDatabase      *database,
                       BalaiRegistry      *registry,
                       const BalaiClock   *clock,
                       const char         *city,
                       BalaiSyncPlaceFunc  place)
{
  BalaiSyncServer *self = g_object_new (BALAI_TYPE_SYNC_SERVER, NULL);

  self->database = g_object_ref (database);
  self->registry = balai_registry_ref (registry);
  self->clock = clock;
  self->repository = balai_repository_new (database, registry, clock);
  self->sql = balai_sync_sql_new (balai_database_get_dialect (database), city);
  self->place = place;
  return self;
}

/**
 * balai_sync_server_set_grants:
 * @self: a server
 * @func: who reckons rights, instead of the server's own table
 * @data: handed to @func
 */
void
balai_sync_server_set_grants (BalaiSyncServer     *self,
                              BalaiSyncGrantsFunc  func,
                              gpointer             data)
{
  self->grants = func;
  self->grants_data = data;
}

/**
 * balai_sync_server_set_key:
 * @self: a server
 * @key: (array fixed-size=32): a secret that is kept outside the database and outlives a restore of it
 *
 * From now on what a client was told is sealed, so that it can prove it to a server that has lost it.
 */
void
balai_sync_server_set_key (BalaiSyncServer *self,
                           const uint8_t   *key)
{
  g_free (self->key);
  self->key = g_memdup2 (key, BALAI_CURSOR_KEY_LENGTH);
}

/**
 * balai_sync_server_get_repository:
 * @self: a server
 *
 * Returns: (transfer none): the records, for reading; what is written past balai_sync_server_push() is told to nobody
 */
BalaiRepository *
balai_sync_server_get_repository (BalaiSyncServer *self)
{
  return self->repository;
}

char *
balai_sync_server_get_meta (BalaiSyncServer  *self,
                            const char       *name,
                            GError          **error)
{
  g_autoptr (BalaiStatement) statement = balai_sync_prepare (
    self, error, "SELECT value FROM sync_meta WHERE {city=}name = ?1", "s", name);
  GError *local = NULL;

  if (statement == NULL)
    return NULL;
  if (balai_statement_step (statement, &local) == BALAI_STEP_ROW)
    return g_strdup (balai_statement_text (statement, 0));
  if (local == NULL)
    g_set_error (&local, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_NO_EPOCH, "no %s", name);
  g_propagate_error (error, local);
  return NULL;
}

char *
balai_sync_server_get_epoch (BalaiSyncServer  *self,
                             GError          **error)
{
  return balai_sync_server_get_meta (self, "epoch", error);
}

static gboolean
set_meta (BalaiSyncServer  *self,
          const char       *name,
          const char       *value,
          GError          **error)
{
  return balai_sync_run (self, error,
                         "INSERT INTO sync_meta ({city,}name, value) VALUES ({'city',}?1, ?2)"
                         " ON CONFLICT ({city,}name) DO UPDATE SET value = excluded.value",
                         "ss", name, value);
}

static gboolean
add_meta (BalaiSyncServer  *self,
          const char       *name,
          const char       *value,
          GError          **error)
{
  return balai_sync_run (self, error,
                         "INSERT INTO sync_meta ({city,}name, value) VALUES ({'city',}?1, ?2)"
                         " ON CONFLICT ({city,}name) DO NOTHING",
                         "ss", name, value);
}

/**
 * balai_sync_server_migrate:
 * @self: a server on a writer's connection
 * @error: return location for a #BalaiDbError
 *
 * Makes the tables fit this Balai, and begins a line of history where there is none.
 *
 * Returns: whether it was done; when not, the database is as it was
 */
gboolean
balai_sync_server_migrate (BalaiSyncServer  *self,
                           GError          **error)
{
  g_autofree char *epoch = balai_uuid_new (balai_clock_now_ms (self->clock));

  if (!balai_database_begin (self->database, error))
    return FALSE;
  if (!balai_repository_migrate (self->repository, error)
      || !balai_sync_sql_migrate (self->sql, self->database, error) || !add_meta (self, "epoch", epoch, error)
      || !add_meta (self, "grants_rev", "1", error))
    {
      balai_database_rollback (self->database);
      return FALSE;
    }
  return balai_database_commit (self->database, error);
}

/**
 * balai_sync_server_new_epoch:
 * @self: a server on a writer's connection
 * @error: return location for a #BalaiDbError
 *
 * Begins a new line of history: after the database was restored from a backup or moved to another engine. Clients then
 * compare what they have and offer again what was acknowledged to them.
 *
 * Returns: whether it has begun
 */
gboolean
balai_sync_server_new_epoch (BalaiSyncServer  *self,
                             GError          **error)
{
  g_autofree char *epoch = balai_uuid_new (balai_clock_now_ms (self->clock));

  return set_meta (self, "epoch", epoch, error);
}

/**
 * balai_sync_server_grant:
 * @self: a server on a writer's connection
 * @device: a device
 * @stream: a stream, or with ":" at its end all streams that begin so
 * @rights: what it may do there
 * @error: return location for a #BalaiDbError
 *
 * Writes a right into the server's own table, which counts where balai_sync_server_set_grants() was not called.
 *
 * Returns: whether it was written
 */
gboolean
balai_sync_server_grant (BalaiSyncServer  *self,
                         const char       *device,
                         const char       *stream,
                         BalaiSyncRights   rights,
                         GError          **error)
{
  g_autofree char *rev = NULL, *next = NULL;

  if (!balai_database_begin (self->database, error))
    return FALSE;
  if ((rev = balai_sync_server_get_meta (self, "grants_rev", error)) == NULL)
    goto failed;
  next = g_strdup_printf ("%" G_GINT64_FORMAT, g_ascii_strtoll (rev, NULL, 10) + 1);
  if (!set_meta (self, "grants_rev", next, error)
      || !balai_sync_run (self, error,
                          "INSERT INTO sync_grant ({city,}device, stream, rights) VALUES ({'city',}?1, ?2, ?3)"
                          " ON CONFLICT ({city,}device, stream) DO UPDATE SET rights = excluded.rights",
                          "ssi", device, stream, (int64_t) rights))
    goto failed;
  return balai_database_commit (self->database, error);

failed:
  balai_database_rollback (self->database);
  return FALSE;
}

gboolean
balai_sync_server_reckon_grants (BalaiSyncServer  *self,
                                 BalaiSyncCaller  *caller,
                                 GError          **error)
{
  balai_sync_caller_clear (caller);
  return self->grants (caller, self->repository, self->grants_data, error);
}

static void
place_free (gpointer data)
{
  BalaiSyncPlace *self = data;

  g_free (self->stream);
  g_free (self);
}

GPtrArray *
balai_sync_places_new (void)
{
  return g_ptr_array_new_with_free_func (place_free);
}

/**
 * balai_sync_place_add:
 * @places: (element-type BalaiSyncPlace): where to add
 * @stream: a stream; one that is there already stays as it is
 * @view: how much of the record is told there
 */
void
balai_sync_place_add (GPtrArray  *places,
                      const char *stream,
                      BalaiView   view)
{
  BalaiSyncPlace *place;

  for (guint i = 0; i < places->len; i++)
    if (g_str_equal (((BalaiSyncPlace *) places->pdata[i])->stream, stream))
      return;
  place = g_new (BalaiSyncPlace, 1);
  place->stream = g_strdup (stream);
  place->view = view;
  g_ptr_array_add (places, place);
}

GPtrArray *
balai_sync_server_get_places (BalaiSyncServer  *self,
                              BalaiRecord      *record,
                              GError          **error)
{
  g_autoptr (GPtrArray) places = balai_sync_places_new ();

  if (!self->place (record, self->repository, places, error))
    return NULL;
  return g_steal_pointer (&places);
}

/**
 * balai_sync_server_hello:
 * @self: a server
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): how it introduces itself
 */
BalaiHello *
balai_sync_server_hello (BalaiSyncServer  *self,
                         GError          **error)
{
  g_autofree char *epoch = balai_sync_server_get_epoch (self, error);

  if (epoch == NULL)
    return NULL;
  return balai_hello_new (epoch, balai_clock_now_ms (self->clock), OLDEST_FORMAT,
                          balai_registry_get_version (self->registry));
}

static gboolean
check_chain (BalaiSyncServer  *self,
             const char       *stream,
             int64_t           count,
             const char       *head,
             GError          **error)
{
  g_autoptr (BalaiStatement) statement = balai_sync_prepare (
    self, error, "SELECT n, entry, hash FROM sync_audit WHERE {city=}stream = ?1 ORDER BY n", "s", stream);
  g_autofree char *hash = g_strdup ("");
  int64_t n = 0;
  BalaiStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    {
      g_autofree char *text = g_strconcat (hash, balai_statement_text (statement, 1), NULL);

      g_free (hash);
      hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
      if (balai_statement_int (statement, 0) != ++n || !g_str_equal (hash, balai_statement_text (statement, 2)))
        break;
    }
  if (step == BALAI_STEP_ERROR)
    return FALSE;
  if (step == BALAI_STEP_DONE && n == count && g_str_equal (hash, head))
    return TRUE;
  g_set_error (error, BALAI_SYNC_ERROR, BALAI_SYNC_ERROR_AUDIT, "%s, entry %" G_GINT64_FORMAT, stream, n);
  return FALSE;
}

/**
 * balai_sync_server_verify_audit:
 * @self: a server
 * @error: return location for a #BalaiDbError, or %BALAI_SYNC_ERROR_AUDIT with the stream and the entry
 *
 * Reckons all chains of audit anew.
 *
 * Returns: whether each of them holds, to its head
 */
gboolean
balai_sync_server_verify_audit (BalaiSyncServer  *self,
                                GError          **error)
{
  g_autoptr (BalaiStatement) statement = NULL;
  gboolean holds = TRUE;
  BalaiStep step = BALAI_STEP_ERROR;

  if (!balai_database_begin_read (self->database, error))
    return FALSE;
  statement = balai_sync_prepare (
    self, error, "SELECT stream, audit_n, audit_hash FROM sync_stream WHERE {city=}stream <> '' ORDER BY stream", "");
  while (statement != NULL && holds && (step = balai_statement_step (statement, error)) == BALAI_STEP_ROW)
    holds = check_chain (self, balai_statement_text (statement, 0), balai_statement_int (statement, 1),
                         balai_statement_text (statement, 2), error);
  g_clear_pointer (&statement, balai_statement_done);
  balai_database_end_read (self->database);
  return holds && step == BALAI_STEP_DONE;
}

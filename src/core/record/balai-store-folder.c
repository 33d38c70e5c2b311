/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-store-folder-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <glib/gstdio.h>

#include "balai-schema.h"

/* What lies in a data folder. The words are those that a person who looks into the folder reads. */
#define DATABASE_NAME "balai.db"
#define LOCK_NAME     "balai.lock"
#define BALLAST_NAME  "ruang-cadangan"
#define BROKEN_PREFIX "rusak-"

#define BALLAST_SIZE  (8 << 20)

/* The error of a call to the system about @path. */
gboolean
balai_store_folder_fail (GError     **error,
                         int          code,
                         const char  *path)
{
  BalaiDbError translated = BALAI_DB_ERROR_IO;

  if (code == EACCES || code == EPERM || code == EROFS)
    translated = BALAI_DB_ERROR_READ_ONLY;
  else if (code == ENOSPC || code == EDQUOT)
    translated = BALAI_DB_ERROR_FULL;
  else if (code == ENOENT || code == ENOTDIR || code == ELOOP || code == ENAMETOOLONG)
    translated = BALAI_DB_ERROR_CANNOT_OPEN;
  g_set_error (error, BALAI_DB_ERROR, translated, "%s: %s", path, g_strerror (code));
  return FALSE;
}

/**
 * balai_store_folder_type_is_network:
 * @type: type of a file system, as statfs() tells it
 *
 * Returns: whether files of that type lie on another computer, where neither locks nor a shared index can be trusted
 */
gboolean
balai_store_folder_type_is_network (int64_t type)
{
  /* From statfs(2). */
  static const uint32_t types[] = {
    0x6969,     /* NFS */
    0x517b,     /* SMB */
    0xff534d42, /* CIFS */
    0xfe534d42, /* SMB2 */
    0x5346414f, /* AFS */
    0x6b414653, /* AFS of the kernel */
    0x73757245, /* Coda */
    0x564c,     /* NCP */
    0x00c36400, /* Ceph */
    0x0bd00bd0, /* Lustre */
    0x7461636f, /* OCFS2 */
    0x01161970, /* GFS2 */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    if ((uint32_t) type == types[i])
      return TRUE;
  return FALSE;
}

/**
 * balai_store_folder_is_network:
 * @path: a folder
 *
 * Returns: whether it lies on a network file system
 */
gboolean
balai_store_folder_is_network (const char *path)
{
  struct statfs info;

  return statfs (path, &info) == 0 && balai_store_folder_type_is_network (info.f_type);
}

/* A folder for the eyes of its owner only. */
gboolean
balai_store_folder_make (const char  *path,
                         GError     **error)
{
  struct stat info;

  if (g_mkdir_with_parents (path, 0700) != 0)
    return balai_store_folder_fail (error, errno, path);
  /* Another's folder is left as it is: what can be read of the files is settled by their own mode. */
  if (stat (path, &info) == 0 && info.st_uid == geteuid () && info.st_mode & 077)
    chmod (path, info.st_mode & 0700);
  if (access (path, W_OK) != 0)
    return balai_store_folder_fail (error, errno, path);
  return TRUE;
}

/* The names in a folder last through a loss of power after this. */
gboolean
balai_store_folder_sync (const char  *path,
                         GError     **error)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC), code;

  if (fd < 0)
    return balai_store_folder_fail (error, errno, path);
  code = fsync (fd) == 0 ? 0 : errno;
  close (fd);
  return code == 0 || balai_store_folder_fail (error, code, path);
}

static int
take_lock (const char  *path,
           GError     **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600), code;

  if (fd < 0)
    {
      balai_store_folder_fail (error, errno, path);
      return -1;
    }
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  code = errno;
  close (fd);
  if (code == EWOULDBLOCK)
    g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_IN_USE, "%s", path);
  else
    balai_store_folder_fail (error, code, path);
  return -1;
}

/**
 * balai_store_folder_visit:
 * @path: a folder
 * @clock: what time it is; outlives the folder
 *
 * Returns: (transfer full): the folder for reading, whoever writes
 */
BalaiStoreFolder *
balai_store_folder_visit (const char       *path,
                          const BalaiClock *clock)
{
  BalaiStoreFolder *self = g_new0 (BalaiStoreFolder, 1);

  self->path = g_strdup (path);
  self->database = g_build_filename (path, DATABASE_NAME, NULL);
  self->clock = clock;
  self->lock = -1;
  return self;
}

/**
 * balai_store_folder_claim:
 * @path: a folder, made when it is not there
 * @clock: what time it is; outlives the folder
 * @error: return location for a #BalaiDbError: %BALAI_DB_ERROR_IN_USE when another process has it
 *
 * Returns: (transfer full) (nullable): the folder, which no other process may write until it is freed
 */
BalaiStoreFolder *
balai_store_folder_claim (const char        *path,
                          const BalaiClock  *clock,
                          GError           **error)
{
  g_autoptr (BalaiStoreFolder) self = balai_store_folder_visit (path, clock);
  g_autofree char *lock = g_build_filename (path, LOCK_NAME, NULL);

  if (!balai_store_folder_make (path, error))
    return NULL;
  if (balai_store_folder_is_network (path))
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_NETWORK_FOLDER, "%s", path);
      return NULL;
    }
  if ((self->lock = take_lock (lock, error)) < 0)
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * balai_store_folder_free:
 * @self: a folder whose connections are closed
 *
 * Lets others write.
 */
void
balai_store_folder_free (BalaiStoreFolder *self)
{
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->path);
  g_free (self->database);
  g_free (self);
}

/* Before SQLite touches it: what is not ours must not be turned into a database of the kind we use. */
static gboolean
check_header (BalaiStoreFolder  *self,
              GError           **error)
{
  guchar header[100];
  int fd = open (self->database, O_RDONLY | O_CLOEXEC);
  ssize_t length;
  uint32_t application;

  if (fd < 0)
    return balai_store_folder_fail (error, errno, self->database);
  length = pread (fd, header, sizeof header, 0);
  close (fd);
  if (length < 0)
    return balai_store_folder_fail (error, errno, self->database);
  /* Ours is never seen without its tables: it gets its name only once it is whole. */
  if (length < (ssize_t) sizeof header)
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_CORRUPT, "%s: only %d bytes", self->database, (int) length);
      return FALSE;
    }
  memcpy (&application, header + 68, sizeof application);
  if (memcmp (header, "SQLite format 3", 16) == 0 && GUINT32_FROM_BE (application) == BALAI_APPLICATION_ID)
    return TRUE;
  g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_NOT_A_DATABASE, "%s", self->database);
  return FALSE;
}

static BalaiRepository *
open_database (BalaiStoreFolder  *self,
               const char        *path,
               BalaiSqliteMode    mode,
               BalaiRegistry     *registry,
               GError           **error)
{
  g_autoptr (BalaiSqlite) database = balai_sqlite_open (path, mode, error);

  return database ? balai_repository_new (BALAI_DATABASE (database), registry, self->clock) : NULL;
}

static char *
beside (const char *path,
        const char *suffix)
{
  return g_strconcat (path, suffix, NULL);
}

/* The file keeps its log: what was saved last may lie there. The file goes first, since a file without its log has lost
 * something, and a log without its file nothing. */
static gboolean
set_aside (BalaiStoreFolder  *self,
           GError           **error)
{
  g_autofree char *path = balai_store_folder_unused_path (self->path, BROKEN_PREFIX, balai_clock_now (self->clock));
  g_autofree char *log = beside (self->database, "-wal"), *log_path = beside (path, "-wal");
  g_autofree char *shared = beside (self->database, "-shm");

  if (g_rename (self->database, path) != 0 && errno != ENOENT)
    return balai_store_folder_fail (error, errno, path);
  if (g_rename (log, log_path) != 0 && errno != ENOENT)
    return balai_store_folder_fail (error, errno, log_path);
  g_unlink (shared);
  return balai_store_folder_sync (self->path, error);
}

static char *
fresh_path (BalaiStoreFolder *self)
{
  static const char *const suffixes[] = { "", "-wal", "-shm", ".part" };
  char *path = beside (self->database, ".baru");

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *name = beside (path, suffixes[i]);

      g_unlink (name);
    }
  return path;
}

static gboolean
put_in_place (BalaiStoreFolder  *self,
              const char        *fresh,
              GError           **error)
{
  if (!set_aside (self, error))
    return FALSE;
  if (g_rename (fresh, self->database) != 0)
    return balai_store_folder_fail (error, errno, self->database);
  return balai_store_folder_sync (self->path, error);
}

/**
 * balai_store_folder_start_anew:
 * @self: a claimed folder without open connections
 * @registry: the kinds
 * @error: return location for a #BalaiDbError
 *
 * Makes an empty database. A file that is there is kept beside as "rusak-" with the time.
 *
 * Returns: whether the file is in its place
 */
gboolean
balai_store_folder_start_anew (BalaiStoreFolder  *self,
                               BalaiRegistry     *registry,
                               GError           **error)
{
  g_autofree char *fresh = fresh_path (self);
  g_autoptr (BalaiRepository) repository = open_database (self, fresh, BALAI_SQLITE_WRITER, registry, error);

  if (repository == NULL || !balai_repository_migrate (repository, error)
      || !balai_sqlite_checkpoint (BALAI_SQLITE (balai_repository_get_database (repository)), TRUE, error))
    return FALSE;
  g_clear_object (&repository);
  return put_in_place (self, fresh, error);
}

static gboolean
make_or_miss (BalaiStoreFolder  *self,
              BalaiRegistry     *registry,
              GError           **error)
{
  g_autoptr (GPtrArray) backups = balai_store_folder_list_backups (self->path);

  if (backups->len == 0)
    return balai_store_folder_start_anew (self, registry, error);
  /* There was one: to begin with an empty file now would look as if everything were lost. */
  g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_MISSING, "%s", self->database);
  return FALSE;
}

/**
 * balai_store_folder_open_writer:
 * @self: a claimed folder
 * @registry: the kinds
 * @error: return location for a #BalaiDbError
 *
 * Opens the database for writing. A new one is made in a folder that never had one. One of an older Balai is checked
 * and copied to the backups before it is changed. A damaged one is left as it is: balai_store_folder_restore() and
 * balai_store_folder_start_anew() are for a person to choose.
 *
 * Returns: (transfer full) (nullable): the records
 */
BalaiRepository *
balai_store_folder_open_writer (BalaiStoreFolder  *self,
                                BalaiRegistry     *registry,
                                GError           **error)
{
  g_autoptr (BalaiRepository) repository = NULL;
  BalaiSqlite *database;
  gboolean needed;

  g_return_val_if_fail (self->lock >= 0, NULL);

  self->unclean = balai_store_folder_log_size (self) > 0;
  if (!g_file_test (self->database, G_FILE_TEST_EXISTS) && !make_or_miss (self, registry, error))
    return NULL;
  if (!check_header (self, error))
    return NULL;
  repository = open_database (self, self->database, BALAI_SQLITE_WRITER, registry, error);
  if (repository == NULL || !balai_repository_needs_migration (repository, &needed, error))
    return NULL;
  if (!needed)
    return g_steal_pointer (&repository);

  database = BALAI_SQLITE (balai_repository_get_database (repository));
  if (!balai_sqlite_check (database, FALSE, error)
      || !balai_store_folder_copy_to_backup (self, database, BALAI_BACKUP_BEFORE_MIGRATION, NULL, error)
      || !balai_repository_migrate (repository, error))
    return NULL;
  return g_steal_pointer (&repository);
}

/**
 * balai_store_folder_open_reader:
 * @self: a folder
 * @registry: the kinds
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): the records, for reading
 */
BalaiRepository *
balai_store_folder_open_reader (BalaiStoreFolder  *self,
                                BalaiRegistry     *registry,
                                GError           **error)
{
  return open_database (self, self->database, BALAI_SQLITE_READER, registry, error);
}

/**
 * balai_store_folder_restore:
 * @self: a claimed folder without open connections
 * @backup: path of a backup, or of any database of Balai
 * @registry: the kinds
 * @cancellable: (nullable): to stop it, until the files are exchanged
 * @error: return location for a #BalaiDbError: %BALAI_DB_ERROR_TOO_NEW for the backup of a newer Balai
 *
 * Puts a copy of the backup in the place of the database. The backup is checked first. What was there is kept: a sound
 * file among the backups, a damaged one beside, as "rusak-" with the time.
 *
 * Returns: whether the copy is in its place
 */
gboolean
balai_store_folder_restore (BalaiStoreFolder  *self,
                            const char        *backup,
                            BalaiRegistry     *registry,
                            GCancellable      *cancellable,
                            GError           **error)
{
  g_autofree char *fresh = fresh_path (self);
  g_autoptr (BalaiSqlite) source = NULL;
  g_autoptr (BalaiSqlite) current = NULL;
  gboolean current_schema;
  int64_t application;

  g_return_val_if_fail (self->lock >= 0, FALSE);

  if (!g_file_test (backup, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_MISSING, "%s", backup);
      return FALSE;
    }
  source = balai_sqlite_open (backup, BALAI_SQLITE_READER, error);
  if (source == NULL
      || !balai_database_get_integer (BALAI_DATABASE (source), "PRAGMA application_id", &application, error))
    return FALSE;
  if (application != BALAI_APPLICATION_ID)
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_NOT_A_DATABASE, "%s", backup);
      return FALSE;
    }
  /* What could not be opened afterwards must not take the place of what can be. */
  if (!balai_schema_is_current (BALAI_DATABASE (source), registry, &current_schema, error)
      || !balai_sqlite_check (source, FALSE, error) || !balai_sqlite_backup (source, fresh, cancellable, error))
    return FALSE;

  if (check_header (self, NULL) && (current = balai_sqlite_open (self->database, BALAI_SQLITE_WRITER, NULL)) != NULL
      && balai_sqlite_check (current, TRUE, NULL)
      && balai_store_folder_copy_to_backup (self, current, BALAI_BACKUP_BEFORE_RESTORE, cancellable, NULL))
    {
      g_autofree char *log = beside (self->database, "-wal");

      g_clear_object (&current);
      if (g_unlink (self->database) != 0)
        return balai_store_folder_fail (error, errno, self->database);
      g_unlink (log);
    }
  g_clear_object (&current);
  return put_in_place (self, fresh, error);
}

/**
 * balai_store_folder_was_unclean:
 * @self: a claimed folder that was opened
 *
 * Returns: whether the last writer ended without closing the file
 */
gboolean
balai_store_folder_was_unclean (BalaiStoreFolder *self)
{
  return self->unclean;
}

/**
 * balai_store_folder_keep_ballast:
 * @self: a claimed folder
 *
 * Sees to it that some room of the disk is ours, to be given back when the disk is full: without it not even a deletion
 * could be saved then. Nothing is taken from a disk that is nearly full.
 *
 * Returns: whether the room is ours
 */
gboolean
balai_store_folder_keep_ballast (BalaiStoreFolder *self)
{
  g_autofree char *path = g_build_filename (self->path, BALLAST_NAME, NULL);
  struct statfs info;
  gboolean kept;
  int fd;

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (statfs (self->path, &info) != 0 || (int64_t) info.f_bavail * info.f_bsize < 8 * (int64_t) BALLAST_SIZE)
    return FALSE;
  fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0)
    return FALSE;
  kept = posix_fallocate (fd, 0, BALLAST_SIZE) == 0;
  close (fd);
  if (!kept)
    g_unlink (path);
  return kept;
}

/**
 * balai_store_folder_drop_ballast:
 * @self: a claimed folder whose disk is full
 *
 * Returns: whether there was something to give back
 */
gboolean
balai_store_folder_drop_ballast (BalaiStoreFolder *self)
{
  g_autofree char *path = g_build_filename (self->path, BALLAST_NAME, NULL);

  return g_unlink (path) == 0;
}

/**
 * balai_store_folder_log_size:
 * @self: a folder
 *
 * Returns: size of the write-ahead log in bytes, 0 when there is none
 */
int64_t
balai_store_folder_log_size (BalaiStoreFolder *self)
{
  g_autofree char *log = beside (self->database, "-wal");
  GStatBuf info;

  return g_stat (log, &info) == 0 ? info.st_size : 0;
}

static BalaiRepository *
open_claimed (const char        *path,
              BalaiRegistry     *registry,
              const BalaiClock  *clock,
              GError           **error)
{
  g_autoptr (BalaiStoreFolder) folder = balai_store_folder_claim (path, clock, error);
  BalaiRepository *repository = folder ? balai_store_folder_open_writer (folder, registry, error) : NULL;

  /* Data of an object goes after it was disposed of, and so the lock after the connection. */
  if (repository != NULL)
    g_object_set_data_full (G_OBJECT (repository), "balai-store-folder", g_steal_pointer (&folder),
                            (GDestroyNotify) balai_store_folder_free);
  return repository;
}

/**
 * balai_store_folder_open:
 * @path: a data folder
 * @registry: the kinds
 * @clock: what time it is; outlives the repository
 * @writer: whether to write
 * @error: return location for a #BalaiDbError: to a writer %BALAI_DB_ERROR_IN_USE while another process has the folder,
 *   to a reader %BALAI_DB_ERROR_MISSING where there is no database
 *
 * The records of a folder for a program without a main loop, by the same rules as those of #BalaiStore. A reader works
 * beside a writer.
 *
 * Returns: (transfer full) (nullable): the records; the folder is ours until they are freed
 */
BalaiRepository *
balai_store_folder_open (const char        *path,
                         BalaiRegistry     *registry,
                         const BalaiClock  *clock,
                         gboolean           writer,
                         GError           **error)
{
  g_autoptr (BalaiStoreFolder) folder = NULL;
  g_autoptr (BalaiRepository) repository = NULL;
  gboolean needed;

  if (writer)
    return open_claimed (path, registry, clock, error);

  folder = balai_store_folder_visit (path, clock);
  if (balai_store_folder_is_network (path))
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_NETWORK_FOLDER, "%s", path);
      return NULL;
    }
  if (!g_file_test (folder->database, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, BALAI_DB_ERROR, BALAI_DB_ERROR_MISSING, "%s", folder->database);
      return NULL;
    }
  repository = balai_store_folder_open_reader (folder, registry, error);
  if (repository == NULL || !balai_repository_needs_migration (repository, &needed, error))
    return NULL;
  if (needed)
    {
      /* Of an older Balai: a writer brings it up to date. */
      g_autoptr (BalaiRepository) migrated = NULL;

      g_clear_object (&repository);
      if ((migrated = open_claimed (path, registry, clock, error)) == NULL)
        return NULL;
      repository = balai_store_folder_open_reader (folder, registry, error);
    }
  return g_steal_pointer (&repository);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-store-folder-private.h"

#include <string.h>

#include <glib/gstdio.h>

#include "balai-span.h"

#define BACKUP_FOLDER "cadangan"
#define BACKUPS_KEPT  7
/* Not a full day, so that who starts work a little earlier each morning has a backup of each. */
#define BACKUP_AGE    (20 * 60 * 60)

static const struct
{
  BalaiBackupKind  kind;
  const char      *prefix;
} backup_kinds[] = {
  { BALAI_BACKUP_DAILY, "harian-" },
  { BALAI_BACKUP_BEFORE_MIGRATION, "sebelum-pembaruan-" },
  { BALAI_BACKUP_BEFORE_RESTORE, "sebelum-pemulihan-" },
};

static char *
format_stamp (int64_t at)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (at);

  return time ? g_date_time_format (time, "%Y%m%dT%H%M%SZ") : g_strdup ("0");
}

/* A name with the time in it, that no file has. */
char *
balai_store_folder_unused_path (const char *folder,
                                const char *prefix,
                                int64_t     at)
{
  g_autofree char *stamp = format_stamp (at);
  char *path = NULL;

  for (int i = 1; path == NULL; i++)
    {
      g_autofree char *name = i == 1 ? g_strdup_printf ("%s%s.db", prefix, stamp)
                                     : g_strdup_printf ("%s%s-%d.db", prefix, stamp, i);

      path = g_build_filename (folder, name, NULL);
      if (g_file_test (path, G_FILE_TEST_EXISTS))
        g_clear_pointer (&path, g_free);
    }
  return path;
}

void
balai_backup_free (BalaiBackup *self)
{
  g_free (self->path);
  g_free (self);
}

static BalaiBackup *
parse_backup (const char *folder,
              const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (backup_kinds); i++)
    {
      g_autoptr (GDateTime) time = NULL;
      g_autofree char *stamp = NULL;
      g_autofree char *path = NULL;
      const char *rest = name + strlen (backup_kinds[i].prefix);
      BalaiBackup *backup;
      GStatBuf info;

      if (!g_str_has_prefix (name, backup_kinds[i].prefix) || !g_str_has_suffix (name, ".db") || strlen (rest) < 19)
        continue;
      stamp = g_strndup (rest, 16);
      time = g_date_time_new_from_iso8601 (stamp, NULL);
      path = g_build_filename (folder, name, NULL);
      if (time == NULL || g_stat (path, &info) != 0)
        continue;
      backup = g_new0 (BalaiBackup, 1);
      backup->path = g_steal_pointer (&path);
      backup->at = g_date_time_to_unix (time);
      backup->size = info.st_size;
      backup->kind = backup_kinds[i].kind;
      return backup;
    }
  return NULL;
}

static int
compare_backups (gconstpointer a,
                 gconstpointer b)
{
  const BalaiBackup *one = *(BalaiBackup *const *) a, *two = *(BalaiBackup *const *) b;

  if (one->at != two->at)
    return one->at > two->at ? -1 : 1;
  return -g_strcmp0 (one->path, two->path);
}

/**
 * balai_store_folder_list_backups:
 * @path: a data folder
 *
 * Returns: (transfer full) (element-type BalaiBackup): its backups, the newest first
 */
GPtrArray *
balai_store_folder_list_backups (const char *path)
{
  g_autofree char *folder = g_build_filename (path, BACKUP_FOLDER, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *backups = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_backup_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      BalaiBackup *backup = parse_backup (folder, name);

      if (backup != NULL)
        g_ptr_array_add (backups, backup);
    }
  g_ptr_array_sort (backups, compare_backups);
  return backups;
}

/* A copy among the backups of its kind, of which the last few are kept, and of the daily ones only one a day. */
gboolean
balai_store_folder_copy_to_backup (BalaiStoreFolder  *self,
                                   BalaiSqlite       *source,
                                   BalaiBackupKind    kind,
                                   GCancellable      *cancellable,
                                   GError           **error)
{
  g_autofree char *folder = g_build_filename (self->path, BACKUP_FOLDER, NULL);
  g_autofree char *path = balai_store_folder_unused_path (folder, backup_kinds[kind].prefix,
                                                          balai_clock_now (self->clock));
  g_autoptr (GPtrArray) backups = NULL;
  int64_t last_day = G_MININT64;
  int kept = 0;

  if (!balai_store_folder_make (folder, error) || !balai_sqlite_backup (source, path, cancellable, error)
      || !balai_store_folder_sync (folder, error))
    return FALSE;
  backups = balai_store_folder_list_backups (self->path);
  for (guint i = 0; i < backups->len; i++)
    {
      const BalaiBackup *backup = g_ptr_array_index (backups, i);

      gboolean same_day = backup->at / BALAI_DAY == last_day;

      if (backup->kind != kind)
        continue;
      last_day = backup->at / BALAI_DAY;
      /* Of a day the newest: else seven crashes would drive out the days before. */
      if ((kind == BALAI_BACKUP_DAILY && same_day) || ++kept > BACKUPS_KEPT)
        g_unlink (backup->path);
    }
  return TRUE;
}

/**
 * balai_store_folder_backup_due:
 * @self: a folder
 *
 * Returns: whether the last daily backup is of another day
 */
gboolean
balai_store_folder_backup_due (BalaiStoreFolder *self)
{
  g_autoptr (GPtrArray) backups = balai_store_folder_list_backups (self->path);
  int64_t now = balai_clock_now (self->clock);

  for (guint i = 0; i < backups->len; i++)
    {
      const BalaiBackup *backup = g_ptr_array_index (backups, i);

      /* One from the future was made while the clock was wrong, and says nothing. */
      if (backup->kind == BALAI_BACKUP_DAILY && backup->at <= now)
        return now - backup->at >= BACKUP_AGE;
    }
  return TRUE;
}

/**
 * balai_store_folder_back_up:
 * @self: a folder
 * @cancellable: (nullable): to stop it
 * @error: return location for a #BalaiDbError: %BALAI_DB_ERROR_CORRUPT when the file turns out to be damaged
 *
 * Checks the database and copies it to the daily backups, of which the last seven are kept; a damaged file never drives
 * a sound backup out. It uses a connection of its own, beside those that read and write.
 *
 * Returns: whether there is a new backup
 */
gboolean
balai_store_folder_back_up (BalaiStoreFolder  *self,
                            GCancellable      *cancellable,
                            GError           **error)
{
  g_autoptr (BalaiSqlite) database = balai_sqlite_open (self->database, BALAI_SQLITE_READER, error);

  if (database == NULL)
    return FALSE;
  balai_sqlite_watch (database, cancellable);
  return balai_sqlite_check (database, TRUE, error)
         && balai_store_folder_copy_to_backup (self, database, BALAI_BACKUP_DAILY, cancellable, error);
}

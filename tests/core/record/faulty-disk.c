/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "faulty-disk.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>

/* Between SQLite and the real disk: hands everything on, until it is told to fail. */

typedef struct
{
  sqlite3_file  parent;
  sqlite3_file *real; /* (unowned): lies behind this */
} File;

static struct
{
  sqlite3_vfs  parent;
  sqlite3_vfs *real; /* (unowned) */
  gboolean     armed;
  BalaiFault   fault;
  guint        left;
  gboolean     stays;
  guint        hits;
} disk;

static sqlite3_file *
real_of (sqlite3_file *file)
{
  return ((File *) file)->real;
}

static gboolean
strikes (BalaiFault fault)
{
  if (!disk.armed || disk.fault != fault)
    return FALSE;
  if (disk.left > 0)
    {
      disk.left--;
      return FALSE;
    }
  disk.hits++;
  disk.armed = disk.stays;
  return TRUE;
}

static int
file_close (sqlite3_file *file)
{
  return real_of (file)->pMethods->xClose (real_of (file));
}

static int
file_read (sqlite3_file  *file,
           void          *bytes,
           int            length,
           sqlite3_int64  at)
{
  return real_of (file)->pMethods->xRead (real_of (file), bytes, length, at);
}

static int
file_write (sqlite3_file  *file,
            const void    *bytes,
            int            length,
            sqlite3_int64  at)
{
  if (strikes (BALAI_FAULT_FULL))
    {
      /* The first that fails leaves a piece behind, as a real one does. */
      if (disk.hits == 1)
        real_of (file)->pMethods->xWrite (real_of (file), bytes, length / 2, at);
      return SQLITE_FULL;
    }
  if (strikes (BALAI_FAULT_WRITE) || strikes (BALAI_FAULT_QUOTA))
    return SQLITE_IOERR_WRITE;
  return real_of (file)->pMethods->xWrite (real_of (file), bytes, length, at);
}

static int
file_truncate (sqlite3_file  *file,
               sqlite3_int64  size)
{
  if (strikes (BALAI_FAULT_WRITE))
    return SQLITE_IOERR_TRUNCATE;
  return real_of (file)->pMethods->xTruncate (real_of (file), size);
}

static int
file_sync (sqlite3_file *file,
           int           flags)
{
  /* The power stays on, so nobody waits for a real disk. */
  return strikes (BALAI_FAULT_SYNC) ? SQLITE_IOERR_FSYNC : SQLITE_OK;
}

static int
file_size (sqlite3_file  *file,
           sqlite3_int64 *size)
{
  return real_of (file)->pMethods->xFileSize (real_of (file), size);
}

static int
file_lock (sqlite3_file *file,
           int           lock)
{
  return real_of (file)->pMethods->xLock (real_of (file), lock);
}

static int
file_unlock (sqlite3_file *file,
             int           lock)
{
  return real_of (file)->pMethods->xUnlock (real_of (file), lock);
}

static int
file_check_lock (sqlite3_file *file,
                 int          *reserved)
{
  return real_of (file)->pMethods->xCheckReservedLock (real_of (file), reserved);
}

static int
file_control (sqlite3_file *file,
              int           what,
              void         *data)
{
  return real_of (file)->pMethods->xFileControl (real_of (file), what, data);
}

static int
file_sector_size (sqlite3_file *file)
{
  return real_of (file)->pMethods->xSectorSize (real_of (file));
}

static int
file_characteristics (sqlite3_file *file)
{
  return real_of (file)->pMethods->xDeviceCharacteristics (real_of (file));
}

static int
file_shared_map (sqlite3_file   *file,
                 int             page,
                 int             size,
                 int             extend,
                 void volatile **memory)
{
  if (extend && strikes (BALAI_FAULT_SHARED))
    return SQLITE_IOERR_SHMSIZE;
  return real_of (file)->pMethods->xShmMap (real_of (file), page, size, extend, memory);
}

static int
file_shared_lock (sqlite3_file *file,
                  int           offset,
                  int           n,
                  int           flags)
{
  return real_of (file)->pMethods->xShmLock (real_of (file), offset, n, flags);
}

static void
file_shared_barrier (sqlite3_file *file)
{
  real_of (file)->pMethods->xShmBarrier (real_of (file));
}

static int
file_shared_unmap (sqlite3_file *file,
                   int           remove)
{
  return real_of (file)->pMethods->xShmUnmap (real_of (file), remove);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = file_close,
  .xRead = file_read,
  .xWrite = file_write,
  .xTruncate = file_truncate,
  .xSync = file_sync,
  .xFileSize = file_size,
  .xLock = file_lock,
  .xUnlock = file_unlock,
  .xCheckReservedLock = file_check_lock,
  .xFileControl = file_control,
  .xSectorSize = file_sector_size,
  .xDeviceCharacteristics = file_characteristics,
  .xShmMap = file_shared_map,
  .xShmLock = file_shared_lock,
  .xShmBarrier = file_shared_barrier,
  .xShmUnmap = file_shared_unmap,
};

static int
disk_open (sqlite3_vfs  *vfs,
           const char   *path,
           sqlite3_file *file,
           int           flags,
           int          *out_flags)
{
  File *self = (File *) file;
  int code;

  self->real = (sqlite3_file *) (self + 1);
  memset (self->real, 0, (gsize) disk.real->szOsFile);
  code = disk.real->xOpen (disk.real, path, self->real, flags, out_flags);
  self->parent.pMethods = self->real->pMethods != NULL ? &methods : NULL;
  return code;
}

static int
disk_delete (sqlite3_vfs *vfs,
             const char  *path,
             int          sync)
{
  return disk.real->xDelete (disk.real, path, sync);
}

static int
disk_access (sqlite3_vfs *vfs,
             const char  *path,
             int          flags,
             int         *answer)
{
  return disk.real->xAccess (disk.real, path, flags, answer);
}

static int
disk_full_path (sqlite3_vfs *vfs,
                const char  *path,
                int          length,
                char        *out)
{
  return disk.real->xFullPathname (disk.real, path, length, out);
}

static int
disk_randomness (sqlite3_vfs *vfs,
                 int          length,
                 char        *out)
{
  return disk.real->xRandomness (disk.real, length, out);
}

static int
disk_sleep (sqlite3_vfs *vfs,
            int          microseconds)
{
  return disk.real->xSleep (disk.real, microseconds);
}

static int
disk_current_time (sqlite3_vfs *vfs,
                   double      *time)
{
  return disk.real->xCurrentTime (disk.real, time);
}

static int
disk_current_time_64 (sqlite3_vfs   *vfs,
                      sqlite3_int64 *time)
{
  return disk.real->xCurrentTimeInt64 (disk.real, time);
}

static int
disk_last_error (sqlite3_vfs *vfs,
                 int          length,
                 char        *out)
{
  if (disk.hits > 0)
    return disk.fault == BALAI_FAULT_QUOTA ? EDQUOT : EIO;
  return disk.real->xGetLastError (disk.real, length, out);
}

/**
 * faulty_disk_install:
 *
 * From now on every database that is opened lies on a disk that can be told to fail.
 */
void
faulty_disk_install (void)
{
  disk.real = sqlite3_vfs_find (NULL);
  disk.parent = (sqlite3_vfs) {
    .iVersion = 2,
    .szOsFile = (int) sizeof (File) + disk.real->szOsFile,
    .mxPathname = disk.real->mxPathname,
    .zName = "faulty",
    .xOpen = disk_open,
    .xDelete = disk_delete,
    .xAccess = disk_access,
    .xFullPathname = disk_full_path,
    .xRandomness = disk_randomness,
    .xSleep = disk_sleep,
    .xCurrentTime = disk_current_time,
    .xGetLastError = disk_last_error,
    .xCurrentTimeInt64 = disk_current_time_64,
  };
  g_assert_cmpint (sqlite3_vfs_register (&disk.parent, 1), ==, SQLITE_OK);
}

/**
 * faulty_disk_arm:
 * @fault: what is to fail
 * @after: how many of its kind still succeed
 * @stays: whether it fails from then on, or once
 */
void
faulty_disk_arm (BalaiFault fault,
                 guint      after,
                 gboolean   stays)
{
  disk.armed = TRUE;
  disk.fault = fault;
  disk.left = after;
  disk.stays = stays;
  disk.hits = 0;
}

/**
 * faulty_disk_disarm:
 *
 * Returns: how often it has failed
 */
guint
faulty_disk_disarm (void)
{
  disk.armed = FALSE;
  return disk.hits;
}

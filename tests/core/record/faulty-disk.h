/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BalaiFault:
 * @BALAI_FAULT_FULL: no room: half of what was to be written is, then none
 * @BALAI_FAULT_QUOTA: no room for this person
 * @BALAI_FAULT_WRITE: writing fails
 * @BALAI_FAULT_SYNC: what was written cannot be brought to the disk
 * @BALAI_FAULT_SHARED: the memory that readers and writer share cannot grow
 */
typedef enum
{
  BALAI_FAULT_FULL,
  BALAI_FAULT_QUOTA,
  BALAI_FAULT_WRITE,
  BALAI_FAULT_SYNC,
  BALAI_FAULT_SHARED,
} BalaiFault;

void  faulty_disk_install (void);
void  faulty_disk_arm     (BalaiFault fault,
                           guint      after,
                           gboolean   stays);
guint faulty_disk_disarm  (void);

G_END_DECLS

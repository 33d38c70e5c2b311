/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-clock.h"
#include "balai-repository.h"
#include "balai-span.h"
#include "balai-zone.h"

G_BEGIN_DECLS

/**
 * BalaiCtlExit:
 * @BALAI_CTL_DONE: done
 * @BALAI_CTL_FAILED: it failed, and nothing was changed
 * @BALAI_CTL_USAGE: the command line was wrong
 * @BALAI_CTL_CONFLICTS: conflicts were found, and the caller wanted to know
 */
typedef enum
{
  BALAI_CTL_DONE = 0,
  BALAI_CTL_FAILED = 1,
  BALAI_CTL_USAGE = 2,
  BALAI_CTL_CONFLICTS = 3,
} BalaiCtlExit;

/**
 * BalaiCtl:
 * @folder: (owned): the data folder
 * @json: whether to print one object of JSON instead of words
 * @registry: (owned): the kinds
 * @clock: (unowned): what time it is
 *
 * What every command is given.
 */
typedef struct
{
  char             *folder;
  gboolean          json;
  BalaiRegistry    *registry;
  const BalaiClock *clock;
} BalaiCtl;

/**
 * BalaiCtlCommand:
 * @name: what is typed
 * @usage: its arguments
 * @run: runs it with what follows the name
 */
typedef struct
{
  const char   *name;
  const char   *usage;
  BalaiCtlExit (*run) (BalaiCtl *ctl,
                       int       argc,
                       char    **argv);
} BalaiCtlCommand;

/* calendar */
BalaiCtlExit     balai_ctl_conflicts   (BalaiCtl      *ctl,
                                        int            argc,
                                        char         **argv);
BalaiCtlExit     balai_ctl_occurrences (BalaiCtl      *ctl,
                                        int            argc,
                                        char         **argv);
/* sample */
BalaiCtlExit     balai_ctl_sample      (BalaiCtl      *ctl,
                                        int            argc,
                                        char         **argv);
/* files */
BalaiCtlExit     balai_ctl_import      (BalaiCtl      *ctl,
                                        int            argc,
                                        char         **argv);
BalaiCtlExit     balai_ctl_export      (BalaiCtl      *ctl,
                                        int            argc,
                                        char         **argv);
/* store */
BalaiCtlExit     balai_ctl_check       (BalaiCtl      *ctl,
                                        int            argc,
                                        char         **argv);
BalaiCtlExit     balai_ctl_backup      (BalaiCtl      *ctl,
                                        int            argc,
                                        char         **argv);
BalaiCtlExit     balai_ctl_restore     (BalaiCtl      *ctl,
                                        int            argc,
                                        char         **argv);

BalaiRepository *balai_ctl_open        (BalaiCtl      *ctl,
                                        gboolean       writer);
BalaiCtlExit     balai_ctl_fail        (const GError  *error);
BalaiCtlExit     balai_ctl_report_file (BalaiCtl      *ctl,
                                        const char    *path,
                                        const char    *words);
gboolean         balai_ctl_parse       (GOptionEntry  *entries,
                                        int           *argc,
                                        char        ***argv);
BalaiCtlExit     balai_ctl_fail_to_read (const char   *path);
BalaiCtlExit     balai_ctl_fail_to_write (const char  *path);
gboolean         balai_ctl_is_data     (BalaiCtl      *ctl,
                                        const char    *path);
gboolean         balai_ctl_no_more     (int            argc,
                                        char         **argv);
gboolean         balai_ctl_parse_days  (const char    *from,
                                        const char    *to,
                                        BalaiSpan     *days,
                                        gboolean      *given);
BalaiSpan        balai_ctl_days_to_range (BalaiRepository *repository,
                                          BalaiSpan        days);
void             balai_ctl_member      (GString       *json,
                                        const char    *name,
                                        const char    *text);
void             balai_ctl_member_instant (GString         *json,
                                           const char      *name,
                                           const BalaiZone *zone,
                                           int64_t          instant);

G_END_DECLS

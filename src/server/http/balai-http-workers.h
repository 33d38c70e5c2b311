/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiHttpWorkers:
 *
 * Threads that run jobs in the order they came. A job that does not end cannot hold up the end of the server.
 */
typedef struct _BalaiHttpWorkers BalaiHttpWorkers;

/**
 * BalaiHttpJob:
 * @job: (transfer full): what was pushed
 * @worker: number of the thread, from 0
 */
typedef void (*BalaiHttpJob) (gpointer job,
                              guint    worker);

BalaiHttpWorkers *balai_http_workers_new     (guint             threads,
                                              BalaiHttpJob      run);
void              balai_http_workers_push    (BalaiHttpWorkers *self,
                                              gpointer          job);
guint             balai_http_workers_waiting (BalaiHttpWorkers *self);
gboolean          balai_http_workers_stop    (BalaiHttpWorkers *self,
                                              int64_t           until);

G_END_DECLS

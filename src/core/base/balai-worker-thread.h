/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define BALAI_TYPE_WORKER_THREAD (balai_worker_thread_get_type ())
G_DECLARE_FINAL_TYPE (BalaiWorkerThread, balai_worker_thread, BALAI, WORKER_THREAD, GObject)

BalaiWorkerThread *balai_worker_thread_new        (const char        *name);
void               balai_worker_thread_queue      (BalaiWorkerThread *self,
                                                   int                priority,
                                                   GTask             *task,
                                                   GTaskThreadFunc    func);
gboolean           balai_worker_thread_is_current (BalaiWorkerThread *self);
void               balai_worker_thread_join       (BalaiWorkerThread *self);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiClock:
 *
 * What time it is, as something that is handed in: rules and stores never ask the system by themselves, so a test or a
 * simulation can hold the time still or move it.
 */
typedef struct _BalaiClock BalaiClock;

const BalaiClock *balai_clock_system  (void);
BalaiClock       *balai_clock_new_at  (int64_t           seconds);
void              balai_clock_free    (BalaiClock       *self);
void              balai_clock_advance (BalaiClock       *self,
                                       int64_t           seconds);
int64_t           balai_clock_now     (const BalaiClock *self);
int64_t           balai_clock_now_ms  (const BalaiClock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiClock, balai_clock_free)

G_END_DECLS

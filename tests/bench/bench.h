/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/**
 * BalaiBench:
 *
 * A table of measurements: what, ours, the control of the same run, their ratio, the bound on it and whether it holds.
 */
typedef struct _BalaiBench BalaiBench;

/**
 * BalaiBenchSense:
 * @BALAI_BENCH_AT_MOST: ours / control may be at most the bound
 * @BALAI_BENCH_AT_LEAST: control / ours must be at least the bound: so many times faster
 */
typedef enum
{
  BALAI_BENCH_AT_MOST,
  BALAI_BENCH_AT_LEAST,
} BalaiBenchSense;

typedef void (*BalaiBenchFunc) (gpointer data);

BalaiBench *balai_bench_new     (const char      *title);
int         balai_bench_finish  (BalaiBench      *self);
void        balai_bench_gate    (BalaiBench      *self,
                                 const char      *what,
                                 double           ours,
                                 double           control,
                                 BalaiBenchSense  sense,
                                 double           bound);
void        balai_bench_growth  (BalaiBench      *self,
                                 const char      *what,
                                 double           ours,
                                 double           control,
                                 double           bound);
void        balai_bench_memory  (BalaiBench      *self,
                                 const char      *what,
                                 double           ours,
                                 double           control,
                                 double           bound);
void        balai_bench_beside  (BalaiBench      *self,
                                 const char      *what,
                                 double           ours,
                                 double           control);
void        balai_bench_figure  (BalaiBench      *self,
                                 const char      *what,
                                 double           seconds);
void        balai_bench_note    (BalaiBench      *self,
                                 const char      *format,
                                 ...) G_GNUC_PRINTF (2, 3);
double      balai_bench_cpu     (void);
double      balai_bench_wall    (void);
double      balai_bench_median  (double          *values,
                                 size_t           n_values);
double      balai_bench_nth     (double          *values,
                                 size_t           n_values,
                                 double           part);
void        balai_bench_pair    (BalaiBenchFunc   ours,
                                 gpointer         ours_data,
                                 BalaiBenchFunc   control,
                                 gpointer         control_data,
                                 int              n_runs,
                                 double          *ours_seconds,
                                 double          *control_seconds);

G_END_DECLS

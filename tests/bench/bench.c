/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "bench.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

struct _BalaiBench
{
  char      *title; /* (owned) */
  GPtrArray *rows;  /* (owned) (element-type GStrv) */
  GPtrArray *notes; /* (owned) (element-type utf8) */
  int        n_failed;
};

#define N_COLUMNS 6

static const char *const heads[N_COLUMNS] = { "what", "ours", "control", "ratio", "bound", "" };

static char *
seconds_to_text (double seconds)
{
  if (seconds < 1e-6)
    return g_strdup_printf ("%.0f ns", seconds * 1e9);
  if (seconds < 1e-3)
    return g_strdup_printf ("%.2f µs", seconds * 1e6);
  if (seconds < 1)
    return g_strdup_printf ("%.2f ms", seconds * 1e3);
  return g_strdup_printf ("%.2f s", seconds);
}

static void
add_row (BalaiBench *self,
         const char *what,
         char       *ours,
         char       *control,
         char       *ratio,
         char       *bound,
         const char *verdict)
{
  char **row = g_new0 (char *, N_COLUMNS + 1);

  row[0] = g_strdup (what);
  row[1] = ours;
  row[2] = control;
  row[3] = ratio;
  row[4] = bound;
  row[5] = g_strdup (verdict);
  g_ptr_array_add (self->rows, row);
}

/**
 * balai_bench_new:
 * @title: what is measured
 *
 * Returns: (transfer full): an empty table
 */
BalaiBench *
balai_bench_new (const char *title)
{
  BalaiBench *self = g_new0 (BalaiBench, 1);

  self->title = g_strdup (title);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->notes = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static void
print_row (const char *const *cells,
           const long       *widths)
{
  for (int c = 0; c < N_COLUMNS; c++)
    {
      int pad = (int) (widths[c] - g_utf8_strlen (cells[c], -1));

      /* Words to the left, figures to the right. */
      if (c == 0 || c == N_COLUMNS - 1)
        printf ("| %s%*s ", cells[c], pad, "");
      else
        printf ("| %*s%s ", pad, "", cells[c]);
    }
  printf ("|\n");
}

/**
 * balai_bench_finish:
 * @self: (transfer full): a table
 *
 * Prints the table, as Markdown, so that it can go into the README as it is.
 *
 * Returns: what main() returns: 0 when all bounds hold
 */
int
balai_bench_finish (BalaiBench *self)
{
  long widths[N_COLUMNS];
  int n_failed = self->n_failed;

  for (int c = 0; c < N_COLUMNS; c++)
    {
      widths[c] = g_utf8_strlen (heads[c], -1);
      for (guint r = 0; r < self->rows->len; r++)
        widths[c] = MAX (widths[c], g_utf8_strlen (((char **) self->rows->pdata[r])[c], -1));
    }
  printf ("%s\n\n", self->title);
  print_row (heads, widths);
  for (int c = 0; c < N_COLUMNS; c++)
    {
      g_autofree char *dashes = g_strnfill (MAX (1, (gsize) widths[c] + (c == 0 || c == N_COLUMNS - 1 ? 2 : 1)), '-');

      printf ("|%s%s", dashes, c == 0 || c == N_COLUMNS - 1 ? "" : ":");
    }
  printf ("|\n");
  for (guint r = 0; r < self->rows->len; r++)
    print_row ((const char *const *) self->rows->pdata[r], widths);
  printf ("\n");
  for (guint i = 0; i < self->notes->len; i++)
    printf ("%s\n", (const char *) self->notes->pdata[i]);

  g_free (self->title);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->notes);
  g_free (self);
  return n_failed == 0 ? 0 : 1;
}

static const char *
judge (BalaiBench *self,
       double      ratio,
       gboolean    at_most,
       double      bound)
{
  /* What is not a number holds no bound. */
  if (isfinite (ratio) && (at_most ? ratio <= bound : ratio >= bound))
    return "ok";
  self->n_failed++;
  return "FAIL";
}

/**
 * balai_bench_gate:
 * @self: a table
 * @what: what is measured
 * @ours: seconds that ours took
 * @control: seconds that the control took
 * @sense: which way the bound goes
 * @bound: bound on the ratio
 */
void
balai_bench_gate (BalaiBench      *self,
                  const char      *what,
                  double           ours,
                  double           control,
                  BalaiBenchSense  sense,
                  double           bound)
{
  gboolean at_most = sense == BALAI_BENCH_AT_MOST;
  double ratio = at_most ? ours / control : control / ours;

  add_row (self, what, seconds_to_text (ours), seconds_to_text (control),
           g_strdup_printf (at_most ? "%.2f ×" : "%.1f × faster", ratio),
           g_strdup_printf (at_most ? "≤ %g ×" : "≥ %g × faster", bound), judge (self, ratio, at_most, bound));
}

/**
 * balai_bench_growth:
 * @self: a table
 * @what: what is measured
 * @ours: how many times longer ours took on more
 * @control: how many times longer the control took on more
 * @bound: bound on the ratio of the two
 */
void
balai_bench_growth (BalaiBench *self,
                    const char *what,
                    double      ours,
                    double      control,
                    double      bound)
{
  double ratio = ours / control;

  add_row (self, what, g_strdup_printf ("× %.1f", ours), g_strdup_printf ("× %.1f", control),
           g_strdup_printf ("%.2f ×", ratio), g_strdup_printf ("≤ %g ×", bound), judge (self, ratio, TRUE, bound));
}

/**
 * balai_bench_memory:
 * @self: a table
 * @what: what is measured
 * @ours: MB that ours holds
 * @control: MB that the control holds
 * @bound: bound on the ratio of the two
 */
void
balai_bench_memory (BalaiBench *self,
                    const char *what,
                    double      ours,
                    double      control,
                    double      bound)
{
  double ratio = ours / control;

  add_row (self, what, g_strdup_printf ("%.1f MB", ours), g_strdup_printf ("%.1f MB", control),
           g_strdup_printf ("%.2f ×", ratio), g_strdup_printf ("≤ %g ×", bound), judge (self, ratio, TRUE, bound));
}

/**
 * balai_bench_beside:
 * @self: a table
 * @what: what is measured
 * @ours: seconds that ours took
 * @control: seconds that the control took
 *
 * Sets the two side by side; gates nothing.
 */
void
balai_bench_beside (BalaiBench *self,
                    const char *what,
                    double      ours,
                    double      control)
{
  add_row (self, what, seconds_to_text (ours), seconds_to_text (control), g_strdup_printf ("%.2f ×", ours / control),
           g_strdup ("–"), "");
}

/**
 * balai_bench_figure:
 * @self: a table
 * @what: what is measured
 * @seconds: how long it took; gates nothing
 */
void
balai_bench_figure (BalaiBench *self,
                    const char *what,
                    double      seconds)
{
  add_row (self, what, seconds_to_text (seconds), g_strdup ("–"), g_strdup ("–"), g_strdup ("–"), "");
}

void
balai_bench_note (BalaiBench *self,
                  const char *format,
                  ...)
{
  va_list args;

  va_start (args, format);
  g_ptr_array_add (self->notes, g_strdup_vprintf (format, args));
  va_end (args);
}

static double
clock_seconds (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

/**
 * balai_bench_cpu:
 *
 * Returns: seconds of CPU that this thread has used, so that what else the machine does is not measured
 */
double
balai_bench_cpu (void)
{
  return clock_seconds (CLOCK_THREAD_CPUTIME_ID);
}

double
balai_bench_wall (void)
{
  return clock_seconds (CLOCK_MONOTONIC);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/**
 * balai_bench_nth:
 * @values: measurements; are put into order
 * @n_values: how many, at least one
 * @part: 0.5 for the median, 0.99 for p99
 *
 * Returns: the value that this part of them does not exceed
 */
double
balai_bench_nth (double *values,
                 size_t  n_values,
                 double  part)
{
  size_t at = (size_t) ceil ((double) n_values * part);

  qsort (values, n_values, sizeof *values, compare_doubles);
  return values[CLAMP (at, 1, n_values) - 1];
}

double
balai_bench_median (double *values,
                    size_t  n_values)
{
  return balai_bench_nth (values, n_values, 0.5);
}

/**
 * balai_bench_pair:
 * @ours: what is measured
 * @ours_data: for @ours
 * @control: what it is measured against
 * @control_data: for @control
 * @n_runs: how often, after one run of each that is not counted
 * @ours_seconds: (out): median of the CPU time of @ours
 * @control_seconds: (out): median of the CPU time of @control
 *
 * Runs both in turn, so that a machine that slows down slows both.
 */
void
balai_bench_pair (BalaiBenchFunc  ours,
                  gpointer        ours_data,
                  BalaiBenchFunc  control,
                  gpointer        control_data,
                  int             n_runs,
                  double         *ours_seconds,
                  double         *control_seconds)
{
  g_autofree double *a = g_new (double, n_runs + 1);
  g_autofree double *b = g_new (double, n_runs + 1);

  for (int i = 0; i <= n_runs; i++)
    {
      double begin = balai_bench_cpu (), middle;

      ours (ours_data);
      middle = balai_bench_cpu ();
      control (control_data);
      a[i] = middle - begin;
      b[i] = balai_bench_cpu () - middle;
    }
  *ours_seconds = balai_bench_median (a + 1, (size_t) n_runs);
  *control_seconds = balai_bench_median (b + 1, (size_t) n_runs);
}

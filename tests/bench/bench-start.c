/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the start of the process to the first frame that shows the month and its events, beside an empty window on the
 * same display. */

#include <stdio.h>
#include <time.h>

#include "balai-test-folder.h"
#include "bench.h"

#define N_RUNS 11

typedef struct
{
  double seconds[N_RUNS];
  double memory[N_RUNS];
} Starts;

static gboolean
start (BalaiTestFolder *folder,
       const char      *program,
       const char      *data,
       double          *seconds,
       double          *megabytes)
{
  g_autofree char *answer = balai_test_folder_build (folder, "frame");
  g_autofree char *text = NULL;
  g_autofree char *begun = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  struct timespec now;
  long long nanoseconds;
  long kilobytes;

  remove (answer);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", BENCH_FIRST_FRAME, TRUE);
  g_subprocess_launcher_setenv (launcher, "BALAI_BENCH_FRAME", answer, TRUE);
  if (data != NULL)
    g_subprocess_launcher_setenv (launcher, "BALAI_DATA_DIR", data, TRUE);
  clock_gettime (CLOCK_MONOTONIC, &now);
  begun = g_strdup_printf ("%lld", (long long) now.tv_sec * 1000000000 + now.tv_nsec);
  g_subprocess_launcher_setenv (launcher, "BALAI_BENCH_START", begun, TRUE);
  process = g_subprocess_launcher_spawn (launcher, NULL, program, NULL);
  if (process == NULL || !g_subprocess_wait (process, NULL, NULL) || !g_file_get_contents (answer, &text, NULL, NULL)
      || sscanf (text, "%lld %ld", &nanoseconds, &kilobytes) != 2)
    return FALSE;
  *seconds = (double) nanoseconds / 1e9;
  *megabytes = (double) kilobytes / 1024;
  return TRUE;
}

static char *
make_city (BalaiTestFolder *folder,
           const char      *name,
           const char      *years)
{
  g_autofree char *path = balai_test_folder_build (folder, name);
  g_autoptr (GSubprocess) process =
    g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL, BENCH_BALAICTL, "--data-dir", path, "sample", "--city",
                      "kediri", "--seed", "1", "--years", years, NULL);

  if (process == NULL || !g_subprocess_wait_check (process, NULL, NULL))
    g_error ("no sample city");
  return g_steal_pointer (&path);
}

int
main (int    argc,
      char **argv)
{
  BalaiBench *bench = balai_bench_new ("Start to the first frame of the month");
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *small = make_city (folder, "small", "1");
  g_autofree char *large = make_city (folder, "large", "8");
  g_autofree char *rival = g_find_program_in_path ("gnome-calendar");
  Starts empty, few, many, theirs;
  double seconds, megabytes;

  /* A first start of each makes what later ones find: caches of the platform, the day's backup. */
  for (int i = -1; i < N_RUNS; i++)
    {
      int at = MAX (i, 0);

      if (!start (folder, BENCH_EMPTY, NULL, &empty.seconds[at], &empty.memory[at])
          || !start (folder, BENCH_BALAI, small, &few.seconds[at], &few.memory[at])
          || !start (folder, BENCH_BALAI, large, &many.seconds[at], &many.memory[at]))
        g_error ("a program showed nothing");
      if (rival != NULL && !start (folder, rival, NULL, &theirs.seconds[at], &theirs.memory[at]))
        g_clear_pointer (&rival, g_free);
    }
  seconds = balai_bench_median (many.seconds, N_RUNS);
  megabytes = balai_bench_median (many.memory, N_RUNS);
  balai_bench_gate (bench, "50,000 occurrences stored, against an empty window", seconds,
                    balai_bench_median (empty.seconds, N_RUNS), BALAI_BENCH_AT_MOST, 2.0);
  balai_bench_gate (bench, "50,000 occurrences stored, against 6,700", seconds,
                    balai_bench_median (few.seconds, N_RUNS), BALAI_BENCH_AT_MOST, 1.1);
  if (rival != NULL)
    balai_bench_gate (bench, "against gnome-calendar", seconds, balai_bench_median (theirs.seconds, N_RUNS),
                      BALAI_BENCH_AT_MOST, 1.0);
  else
    balai_bench_note (bench, "gnome-calendar is not installed: not compared");
  balai_bench_note (bench, "memory at that frame: %.1f MB, an empty window %.1f MB", megabytes,
                    balai_bench_median (empty.memory, N_RUNS));
  balai_bench_growth (bench, "memory at that frame, against an empty window",
                      megabytes / balai_bench_median (empty.memory, N_RUNS), 1.0, 1.5);
  return balai_bench_finish (bench);
}

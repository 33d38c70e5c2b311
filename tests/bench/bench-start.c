/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* From the start of the process to the first frame that shows the month and its events, beside an empty window on the
 * same display. The programs take turns, so that a machine that is busy is busy for all of them.
 *
 * Held against the bound is the CPU of the process, of all its threads: it hardly depends on what else the machine
 * does, and is the stricter measure, since of the threads of a start some run side by side. The clock from the
 * start of the process, which is what a person waits for, stands beside it; other work only adds to that, so its
 * quicker quarter counts. */

#include <stdio.h>
#include <time.h>

#include "balai-test-folder.h"
#include "bench.h"

#define N_RUNS 31
#define N_RIVAL 7

typedef struct
{
  double clock[N_RUNS];    /* seconds */
  double cpu[N_RUNS];      /* seconds, of all threads */
  double own[N_RUNS];      /* MB that no other process has mapped */
  double share[N_RUNS];    /* MB, of what several have mapped only a part */
  double resident[N_RUNS]; /* MB */
  double chips[N_RUNS];    /* events that were drawn in that frame */
} Starts;

static gboolean
start (BalaiTestFolder *folder,
       const char      *program,
       const char      *data,
       Starts          *starts,
       int              run)
{
  g_autofree char *answer = balai_test_folder_build (folder, "frame");
  g_autofree char *text = NULL;
  g_autofree char *begun = NULL;
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  struct timespec now;
  long long clock, cpu;
  long own, share, resident;
  guint chips;

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
      || sscanf (text, "%lld %lld %ld %ld %ld %u", &clock, &cpu, &own, &share, &resident, &chips) != 6)
    return FALSE;
  starts->clock[run] = (double) clock / 1e9;
  starts->cpu[run] = (double) cpu / 1e9;
  starts->own[run] = (double) own / 1024;
  starts->share[run] = (double) share / 1024;
  starts->resident[run] = (double) resident / 1024;
  starts->chips[run] = chips;
  return TRUE;
}

static void
run_balaictl (const char         *data,
              const char *const  *args)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) line = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_strv_builder_add_many (builder, BENCH_BALAICTL, "--data-dir", data, NULL);
  g_strv_builder_addv (builder, (const char **) args);
  line = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char *const *) line, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, NULL);
  if (process == NULL || !g_subprocess_wait_check (process, NULL, NULL))
    g_error ("balaictl %s failed", args[0]);
}

static char *
make_city (BalaiTestFolder *folder,
           const char      *name,
           const char      *years)
{
  char *path = balai_test_folder_build (folder, name);

  run_balaictl (path, (const char *const[]) { "sample", "--city", "kediri", "--seed", "1", "--years", years, NULL });
  return path;
}

/* The same events, where the data server of GNOME finds them. Only in a home that was made for this run. */
static gboolean
give_events (const char *data)
{
  g_autofree char *home = g_path_get_basename (g_get_home_dir ());
  g_autofree char *place = g_build_filename (g_get_user_data_dir (), "evolution", "calendar", "system", NULL);
  g_autofree char *file = g_build_filename (place, "calendar.ics", NULL);

  if (!g_str_has_prefix (home, "balai-display-") || g_mkdir_with_parents (place, 0700) != 0)
    return FALSE;
  run_balaictl (data, (const char *const[]) { "export", "--format", "ics", "--output", file, NULL });
  return TRUE;
}

static double
middle (double *values)
{
  return balai_bench_median (values, N_RUNS);
}

static double
quicker (double *values,
         size_t  n_values)
{
  return balai_bench_nth (values, n_values, 0.25);
}

/* Its first window counts, with or without events: it gets them from another process, whose work is not counted. */
static void
compare_with_rival (BalaiBench      *bench,
                    BalaiTestFolder *folder,
                    const char      *data,
                    Starts          *ours)
{
  g_autofree char *rival = g_find_program_in_path ("gnome-calendar");
  g_autofree Starts *theirs = g_new0 (Starts, 1);
  gboolean given;

  if (rival == NULL)
    {
      balai_bench_note (bench, "gnome-calendar is not installed: not compared");
      return;
    }
  given = give_events (data);
  for (int i = -1; i < N_RIVAL; i++)
    if (!start (folder, rival, NULL, theirs, MAX (i, 0)))
      {
        balai_bench_note (bench, "gnome-calendar shows no window here: not compared");
        return;
      }
  balai_bench_gate (bench, "start, CPU, against the first window of gnome-calendar", middle (ours->cpu),
                    balai_bench_median (theirs->cpu, N_RIVAL), BALAI_BENCH_AT_MOST, 1.0);
  balai_bench_gate (bench, "the same on the clock", quicker (ours->clock, N_RUNS),
                    quicker (theirs->clock, N_RIVAL), BALAI_BENCH_AT_MOST, 1.0);
  balai_bench_note (bench, "gnome-calendar %s, resident memory %.1f MB",
                    given ? "with the same events" : "without events",
                    balai_bench_median (theirs->resident, N_RIVAL));
}

int
main (int    argc,
      char **argv)
{
  BalaiBench *bench = balai_bench_new ("Start to the first frame of the month with its events");
  g_autoptr (BalaiTestFolder) folder = balai_test_folder_new ();
  g_autofree char *small = make_city (folder, "small", "1");
  g_autofree char *large = make_city (folder, "large", "8");
  static Starts empty, few, many;

  /* A first start of each makes what later ones find: caches of the platform, the day's backup. */
  for (int i = -1; i < N_RUNS; i++)
    if (!start (folder, BENCH_EMPTY, NULL, &empty, MAX (i, 0)) || !start (folder, BENCH_BALAI, small, &few, MAX (i, 0))
        || !start (folder, BENCH_BALAI, large, &many, MAX (i, 0)))
      g_error ("a program showed nothing");

  balai_bench_gate (bench, "start with 54,000 occurrences stored, CPU, against an empty window", middle (many.cpu),
                    middle (empty.cpu), BALAI_BENCH_AT_MOST, 2.0);
  balai_bench_beside (bench, "the same on the clock", quicker (many.clock, N_RUNS), quicker (empty.clock, N_RUNS));
  balai_bench_gate (bench, "start with 54,000 stored, CPU, against 6,700", middle (many.cpu), middle (few.cpu),
                    BALAI_BENCH_AT_MOST, 1.1);
  balai_bench_beside (bench, "the same on the clock", quicker (many.clock, N_RUNS), quicker (few.clock, N_RUNS));
  balai_bench_memory (bench, "start, resident memory, against an empty window", middle (many.resident),
                      middle (empty.resident), 1.5);
  compare_with_rival (bench, folder, large, &many);
  balai_bench_note (bench, "%.0f chips were drawn in that frame", middle (many.chips));
  balai_bench_note (bench, "of the memory, not shared with other programs: %.1f MB, an empty window %.1f MB (USS); "
                    "with its part of what is shared: %.1f MB, an empty window %.1f MB (PSS)",
                    middle (many.own), middle (empty.own), middle (many.share), middle (empty.share));
  return balai_bench_finish (bench);
}

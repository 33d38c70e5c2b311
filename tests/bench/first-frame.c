/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded into a program with LD_PRELOAD: writes what the program had used up when its first frame was painted, and ends
 * it. In a program of ours the frame counts in which chips of a month were drawn; in any other the first of a window.
 *
 * Written are, with a space between: nanoseconds on the clock since BALAI_BENCH_START (of the monotonic clock),
 * nanoseconds of CPU of all its threads, and its memory in kB: its own (USS), with its part of what is shared (PSS),
 * and all that is mapped and resident (RSS). */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define CHIP "BalaiItemChip"

static void (*draw_chip) (GtkWidget *, GtkSnapshot *);
static guint n_drawn;

static long long
read_clock (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return (long long) now.tv_sec * 1000000000 + now.tv_nsec;
}

static void
on_draw_chip (GtkWidget   *chip,
              GtkSnapshot *snapshot)
{
  n_drawn += gtk_widget_get_mapped (chip) && gtk_widget_get_width (chip) > 1 && gtk_widget_get_height (chip) > 1;
  draw_chip (chip, snapshot);
}

/* From the first phase of a frame on: the class is there before any chip is drawn. */
static gboolean
begun (GSignalInvocationHint *hint,
       guint                  n_values,
       const GValue          *values,
       gpointer               data)
{
  GType type = g_type_from_name (CHIP);
  GtkWidgetClass *klass = type != 0 ? g_type_class_peek (type) : NULL;

  n_drawn = 0;
  if (klass != NULL && draw_chip == NULL)
    {
      draw_chip = klass->snapshot;
      klass->snapshot = on_draw_chip;
    }
  return TRUE;
}

static void
read_memory (long *own,
             long *shared,
             long *resident)
{
  FILE *file = fopen ("/proc/self/smaps_rollup", "r");
  char line[256];
  long value;

  *own = *shared = *resident = 0;
  while (file != NULL && fgets (line, sizeof line, file) != NULL)
    {
      if (sscanf (line, "Rss: %ld", &value) == 1)
        *resident = value;
      else if (sscanf (line, "Pss: %ld", &value) == 1)
        *shared = value;
      else if (sscanf (line, "Private_Clean: %ld", &value) == 1 || sscanf (line, "Private_Dirty: %ld", &value) == 1)
        *own += value;
    }
  if (file != NULL)
    fclose (file);
}

static gboolean
painted (GSignalInvocationHint *hint,
         guint                  n_values,
         const GValue          *values,
         gpointer               data)
{
  static gboolean told = FALSE;
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; !told && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      long long clock = read_clock (CLOCK_MONOTONIC), cpu = read_clock (CLOCK_PROCESS_CPUTIME_ID);
      long own, shared, resident;
      FILE *file;

      if (!gtk_widget_get_mapped (window)
          || (g_str_has_prefix (G_OBJECT_TYPE_NAME (window), "Balai") && n_drawn == 0))
        continue;
      told = TRUE;
      read_memory (&own, &shared, &resident);
      file = fopen (g_getenv ("BALAI_BENCH_FRAME"), "w");
      fprintf (file, "%lld %lld %ld %ld %ld %u\n", clock - atoll (g_getenv ("BALAI_BENCH_START")), cpu, own, shared,
               resident, n_drawn);
      fclose (file);
      g_application_quit (g_application_get_default ());
    }
  return TRUE;
}

int
g_application_run (GApplication *application,
                   int           argc,
                   char        **argv)
{
  int (*run) (GApplication *, int, char **) = (int (*) (GApplication *, int, char **)) dlsym (RTLD_NEXT,
                                                                                             "g_application_run");

  g_type_class_unref (g_type_class_ref (GDK_TYPE_FRAME_CLOCK));
  g_signal_add_emission_hook (g_signal_lookup ("before-paint", GDK_TYPE_FRAME_CLOCK), 0, begun, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0, painted, NULL, NULL);
  return run (application, argc, argv);
}

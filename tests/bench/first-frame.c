/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded into a program with LD_PRELOAD: writes how long after BALAI_BENCH_START (nanoseconds of the monotonic clock)
 * its first frame was painted, and how much memory it held then, and ends it. Of a program with a month grid that frame
 * counts which shows the month's events; of any other the first with a window. */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static gboolean
shows_items (GtkWidget *widget,
             gboolean  *has_grid)
{
  if (g_str_equal (G_OBJECT_TYPE_NAME (widget), "BalaiMonthGrid"))
    {
      gpointer items = NULL;

      *has_grid = TRUE;
      g_object_get (widget, "items", &items, NULL);
      if (items != NULL)
        g_boxed_free (g_object_class_find_property (G_OBJECT_GET_CLASS (widget), "items")->value_type, items);
      return items != NULL && gtk_widget_get_mapped (widget);
    }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_items (child, has_grid))
      return TRUE;
  return FALSE;
}

static long
resident_kilobytes (void)
{
  FILE *file = fopen ("/proc/self/statm", "r");
  long total = 0, resident = 0;

  if (file == NULL || fscanf (file, "%ld %ld", &total, &resident) != 2)
    resident = 0;
  if (file != NULL)
    fclose (file);
  return resident * (sysconf (_SC_PAGESIZE) / 1024);
}

static gboolean
painted (GSignalInvocationHint *hint,
         guint                  n_values,
         const GValue          *values,
         gpointer               data)
{
  static gboolean told = FALSE;
  GListModel *windows = gtk_window_get_toplevels ();
  const char *path = g_getenv ("BALAI_BENCH_FRAME");
  struct timespec now;

  for (guint i = 0; !told && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);
      gboolean has_grid = FALSE, items = shows_items (window, &has_grid);
      FILE *file;

      if (!gtk_widget_get_mapped (window)
          || (has_grid ? !items : g_str_has_prefix (G_OBJECT_TYPE_NAME (window), "Balai")))
        continue;
      clock_gettime (CLOCK_MONOTONIC, &now);
      told = TRUE;
      file = fopen (path, "w");
      fprintf (file, "%lld %ld\n",
               (long long) now.tv_sec * 1000000000 + now.tv_nsec - atoll (g_getenv ("BALAI_BENCH_START")),
               resident_kilobytes ());
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
  g_signal_add_emission_hook (g_signal_lookup ("after-paint", GDK_TYPE_FRAME_CLOCK), 0, painted, NULL, NULL);
  return run (application, argc, argv);
}

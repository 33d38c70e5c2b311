/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <libical/ical.h>
#include <string.h>
#include <sys/time.h>

#include "balai-ical-reader.h"
#include "balai-ical-writer.h"
#include "balai-recurrence.h"
#include "balai-test.h"

/* Every file of our own corpus and of the public samples: no crash, no hang, no event less than libical finds, and what
 * is written out again reads the same. */

/* The sanitizers make everything several times slower. */
#ifdef __SANITIZE_ADDRESS__
#define HANG_SECONDS (5 * 20)
#else
#define HANG_SECONDS 20
#endif

static guint
count_events (icalcomponent *component)
{
  guint count = icalcomponent_isa (component) == ICAL_VEVENT_COMPONENT ? 1 : 0;

  for (icalcomponent *child = icalcomponent_get_first_component (component, ICAL_ANY_COMPONENT); child != NULL;
       child = icalcomponent_get_next_component (component, ICAL_ANY_COMPONENT))
    {
      /* Children are walked by an iterator of their own, which the count below does not move. */
      count += count_events (child);
    }
  return count;
}

static guint
libical_count (const char *contents)
{
  icalcomponent *root = icalparser_parse_string (contents);
  guint count;

  if (root == NULL)
    return 0;
  count = count_events (root);
  icalcomponent_free (root);
  return count;
}

static guint
lost_events (const BalaiIcal *ical)
{
  guint lost = 0;

  for (guint i = 0; i < ical->problems->len; i++)
    {
      const BalaiIcalProblem *problem = g_ptr_array_index (ical->problems, i);

      g_assert_cmpuint (problem->line, >=, 1);
      g_assert_true (g_utf8_validate (problem->text, -1, NULL));
      if (balai_ical_problem_loses (problem->code) && problem->code != BALAI_ICAL_PROBLEM_NOT_ICALENDAR)
        lost++;
    }
  return lost;
}

/* The program's own time: a machine that does other things meanwhile is no hang. */
static void
watch_hang (int seconds)
{
  const struct itimerval timer = { .it_value = { .tv_sec = seconds } };

  g_assert_cmpint (setitimer (ITIMER_PROF, &timer, NULL), ==, 0);
}

static void
test_file (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  g_autofree char *written = NULL;
  g_autofree char *again_written = NULL;
  g_autoptr (BalaiIcal) ical = NULL;
  g_autoptr (BalaiIcal) again = NULL;
  const BalaiZone *city = balai_zone_get (BALAI_ZONE_JAKARTA);
  gsize length = 0;

  g_file_get_contents (data, &contents, &length, &error);
  g_assert_no_error (error);

  watch_hang (HANG_SECONDS);
  ical = balai_ical_read (contents, length, city);
  g_test_message ("%u events, %u read, %u problems", ical->n_components, ical->events->len, ical->problems->len);
  g_assert_cmpuint (ical->n_components, >=, libical_count (contents));
  g_assert_cmpuint (ical->events->len + lost_events (ical), ==, ical->n_components);

  for (guint i = 0; i < ical->events->len; i++)
    {
      BalaiRecurrence rule = balai_recurrence_of_event (g_ptr_array_index (ical->events, i));
      g_autoptr (GArray) starts = balai_recurrence_expand (&rule, G_MININT64, G_MAXINT64 / 2, 1000, NULL);

      for (guint j = 1; j < starts->len; j++)
        g_assert_cmpint (g_array_index (starts, BalaiOccurrenceStart, j - 1).start, <,
                         g_array_index (starts, BalaiOccurrenceStart, j).start);
    }

  written = balai_ical_write (ical, 0);
  g_assert_true (g_utf8_validate (written, -1, NULL));
  again = balai_ical_read (written, strlen (written), city);
  g_assert_cmpuint (again->n_components, ==, ical->n_components);
  for (guint i = 0; i < ical->events->len; i++)
    {
      g_assert_cmpuint (i, <, again->events->len);
      if (!balai_ical_event_equal (g_ptr_array_index (ical->events, i), g_ptr_array_index (again->events, i)))
        g_error ("the event of line %u differs after a round trip:\n%s",
                 ((BalaiIcalEvent *) g_ptr_array_index (ical->events, i))->line, written);
    }
  g_assert_true (balai_ical_equal (ical, again));
  again_written = balai_ical_write (again, 0);
  g_assert_cmpstr (written, ==, again_written);
  watch_hang (0);
}

static guint
add_folder (const char *folder,
            const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;
  guint count = 0;

  if (dir == NULL)
    return 0;
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, (GCompareFunc) g_strcmp0);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, g_ptr_array_index (names, i), NULL);
      g_autofree char *test = g_strdup_printf ("%s/%s", prefix, (char *) g_ptr_array_index (names, i));

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        count += add_folder (path, test);
      else if (g_str_has_suffix (path, ".ics"))
        {
          g_test_add_data_func_full (test, g_strdup (path), test_file, g_free);
          count++;
        }
    }
  return count;
}

/* Skips with the reason, or finds that the folder is there and is empty. */
static void
test_no_samples (void)
{
  g_autofree char *samples = balai_test_samples ("ics");

  g_assert_null (samples);
}

static char *
samples_folder (void)
{
  const char *samples = g_getenv ("BALAI_SAMPLES");

  if (samples == NULL || *samples == '\0')
    samples = g_getenv ("BALAI_SAMPLES_DEFAULT");
  return samples == NULL ? NULL : g_build_filename (samples, "ics", NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_autofree char *own = NULL;
  g_autofree char *samples = NULL;

  balai_test_init (&argc, &argv);
  icalerror_set_errors_are_fatal (FALSE);
  own = balai_test_data_path ("ics");
  g_assert_cmpuint (add_folder (own, "/ical/own"), >, 0);
  samples = samples_folder ();
  if (samples == NULL || add_folder (samples, "/ical/samples") == 0)
    g_test_add_func ("/ical/samples", test_no_samples);
  return g_test_run ();
}

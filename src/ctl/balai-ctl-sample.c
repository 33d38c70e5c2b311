/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "balai-ctl.h"
#include "balai-sample-city.h"

static BalaiCtlExit
fail (const GError *error)
{
  const char *words;

  if (error->domain != BALAI_SAMPLE_ERROR)
    return balai_ctl_fail (error);
  switch ((BalaiSampleError) error->code)
    {
    case BALAI_SAMPLE_ERROR_UNKNOWN_CITY:
      words = _("There is no such sample city; there is “kediri”.");
      break;
    case BALAI_SAMPLE_ERROR_NOT_EMPTY:
      words = _("The folder already holds records. The sample city needs an empty one: name it with --data-dir.");
      break;
    case BALAI_SAMPLE_ERROR_BAD_OPTION:
      words = _("--scale is a number from 1 to 100, --years one from 1 to 10.");
      break;
    case BALAI_SAMPLE_ERROR_CANCELLED:
    default:
      words = _("The sample city was stopped.");
      break;
    }
  fprintf (stderr, "balaictl: %s\n", words);
  return error->code == BALAI_SAMPLE_ERROR_NOT_EMPTY || error->code == BALAI_SAMPLE_ERROR_CANCELLED ? BALAI_CTL_FAILED
                                                                                                    : BALAI_CTL_USAGE;
}

static gboolean
show_progress (guint    done,
               guint    all,
               gpointer data)
{
  fputc ('\r', stderr);
  /* TRANSLATORS: how many events are made, of how many */
  fprintf (stderr, _("%u of %u events"), done, all);
  return TRUE;
}

/**
 * balai_ctl_sample:
 *
 * Fills an empty folder with a sample city.
 */
BalaiCtlExit
balai_ctl_sample (BalaiCtl *ctl,
                  int       argc,
                  char    **argv)
{
  g_autofree char *city = NULL;
  int seed = 1, scale = 1, years = 1;
  GOptionEntry entries[] = {
    { "city", 0, 0, G_OPTION_ARG_STRING, &city, NULL, NULL },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, NULL, NULL },
    { "scale", 0, 0, G_OPTION_ARG_INT, &scale, NULL, NULL },
    { "years", 0, 0, G_OPTION_ARG_INT, &years, NULL, NULL },
    { NULL },
  };
  BalaiSampleOptions options = { 0 };
  g_autoptr (BalaiRepository) repository = NULL;
  g_autoptr (GArray) planted = NULL;
  g_autoptr (GError) error = NULL;
  gboolean watched = isatty (STDERR_FILENO) && !ctl->json;

  if (!balai_ctl_parse (entries, &argc, &argv))
    return BALAI_CTL_USAGE;
  /* Nothing stands for the defaults of the library here: who types 0 is told. */
  if (argc != 1 || scale < 1 || years < 1)
    {
      fprintf (stderr, "balaictl: %s\n", _("--scale is a number from 1 to 100, --years one from 1 to 10."));
      return BALAI_CTL_USAGE;
    }
  options = (BalaiSampleOptions) {
    .city = city ? city : "kediri", .seed = (guint32) seed, .scale = scale, .years = years,
  };
  repository = balai_ctl_open (ctl, TRUE);
  if (repository == NULL)
    return BALAI_CTL_FAILED;
  planted = balai_sample_city_make (repository, &options, watched ? show_progress : NULL, NULL, &error);
  if (watched)
    fputc ('\n', stderr);
  if (planted == NULL)
    return fail (error);
  if (ctl->json)
    {
      g_autofree char *json = balai_repository_get_setting (repository, BALAI_SAMPLE_SETTING);

      printf ("%s\n", json);
    }
  else
    {
      guint events = (guint) (BALAI_SAMPLE_EVENTS_A_YEAR * scale * years);

      printf (ngettext ("%u event.\n", "%u events.\n", events), events);
      printf (ngettext ("%u planted conflict.\n", "%u planted conflicts.\n", planted->len), planted->len);
    }
  return BALAI_CTL_DONE;
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-date-parse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "balai-day.h"
#include "balai-format.h"

/* A date without a year means the one that is not long past. */
#define LONG_PAST 180

static gboolean
is_word (const char *text,
         const char *word)
{
  g_autofree char *folded = g_utf8_casefold (word, -1);

  return g_str_equal (text, folded);
}

/* Three letters are enough; Indonesian is understood whatever the language of the program. */
static int
month_of (const char *word)
{
  static const char *const indonesian[] = {
    "januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november",
    "desember",
  };

  if (strlen (word) < 3)
    return 0;
  for (int month = 1; month <= 12; month++)
    {
      g_autofree char *name = g_utf8_casefold (balai_format_month (month), -1);
      g_autofree char *brief = g_utf8_casefold (balai_format_month_short (month), -1);

      if (g_str_has_prefix (name, word) || g_str_equal (brief, word) || g_str_has_prefix (indonesian[month - 1], word))
        return month;
    }
  return 0;
}

static gboolean
read_number (const char *word,
             int        *number)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (word, 10, 0, 9999, &value, NULL))
    return FALSE;
  *number = (int) value;
  return TRUE;
}

static GStrv
split (const char *text,
       const char *separators)
{
  g_autofree char *spaced = g_strdup (text);
  g_auto (GStrv) raw = NULL;
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  g_strdelimit (spaced, separators, ' ');
  raw = g_strsplit (spaced, " ", -1);
  for (int i = 0; raw[i] != NULL; i++)
    if (*raw[i] != '\0')
      g_strv_builder_add (words, raw[i]);
  return g_strv_builder_end (words);
}

/**
 * balai_date_parse:
 * @text: (nullable): "15/7/2026", "15 jul", "Rab, 15 Jul 2026", "2026-07-15", "15", "besok"
 * @today: what day it is, for what is left out
 * @day: (out): days since 1970-01-01
 *
 * Reads a date as people type it, the day before the month.
 *
 * Returns: whether @text is a date that exists
 */
gboolean
balai_date_parse (const char *text,
                  int64_t     today,
                  int64_t    *day)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;
  int d, m, y, first = 0;
  guint n;

  if (text == NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  folded = g_utf8_casefold (text, -1);
  g_strstrip (folded);
  if (balai_day_parse (folded, day))
    return TRUE;
  if (is_word (folded, _("today")) || is_word (folded, _("tomorrow")))
    {
      *day = today + (is_word (folded, _("tomorrow")) ? 1 : 0);
      return TRUE;
    }
  words = split (folded, "/-., ");
  n = g_strv_length (words);
  if (n > 0 && !g_ascii_isdigit (*words[0]))
    first = 1;   /* the name of the day, as we write it ourselves */
  n -= (guint) first;
  if (n < 1 || n > 3 || !read_number (words[first], &d))
    return FALSE;
  balai_day_to_ymd (today, &y, &m, NULL);
  if (n > 1 && !(read_number (words[first + 1], &m) || (m = month_of (words[first + 1])) > 0))
    return FALSE;
  if (n > 2)
    {
      if (!read_number (words[first + 2], &y))
        return FALSE;
      if (strlen (words[first + 2]) == 2)
        y += 2000;
    }
  else if (n == 2 && balai_day_valid (y, m, d) && balai_day_from_ymd (y, m, d) < today - LONG_PAST)
    {
      y++;
    }
  if (!balai_day_valid (y, m, d))
    return FALSE;
  *day = balai_day_from_ymd (y, m, d);
  return TRUE;
}

/**
 * balai_time_parse:
 * @text: (nullable): "9.30", "09:30", "0930", "9"
 * @second: (out): second of the day
 *
 * Reads a time of day as people type it.
 *
 * Returns: whether @text is a time from 00.00 to 23.59
 */
gboolean
balai_time_parse (const char *text,
                  int        *second)
{
  g_auto (GStrv) words = NULL;
  int hour, minute = 0;
  guint n;

  if (text == NULL)
    return FALSE;
  words = split (text, ".:, ");
  n = g_strv_length (words);
  if (n < 1 || n > 2 || strlen (words[0]) > 4 || !read_number (words[0], &hour))
    return FALSE;
  if (n == 2 && (strlen (words[0]) > 2 || strlen (words[1]) != 2 || !read_number (words[1], &minute)))
    return FALSE;
  if (n == 1 && strlen (words[0]) > 2)
    {
      minute = hour % 100;
      hour /= 100;
    }
  if (hour > 23 || minute > 59)
    return FALSE;
  *second = hour * 3600 + minute * 60;
  return TRUE;
}

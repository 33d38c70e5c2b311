/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-same-meeting.h"

#include <string.h>

#include "balai-name-matcher.h"

/* One meeting that came in under two identifiers: where an import asks whether it is, where a form would warn of it and
 * where the calendar is audited, this decides. */

static GHashTable *
title_words (const char *title)
{
  g_autofree char *folded = g_utf8_casefold (title, -1);
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) word = g_string_new (NULL);

  for (const char *p = folded;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c != 0 && g_unichar_isalnum (c))
        g_string_append_unichar (word, c);
      else if (word->len > 0)
        {
          g_hash_table_add (words, g_strdup (word->str));
          g_string_truncate (word, 0);
        }
      if (c == 0)
        return words;
    }
}

/* "Angkatan 1", "Bidang IV", "Kelas B": such a word alone makes another meeting. */
static gboolean
tells_apart (const char *word)
{
  return strpbrk (word, "0123456789") != NULL || strspn (word, "ivx") == strlen (word)
         || g_utf8_strlen (word, 3) < 2;
}

/* How many words of one title the other has not; -1 where one of them tells the two apart. */
static int
count_missing (GHashTable *words,
               GHashTable *others)
{
  GHashTableIter iter;
  gpointer word;
  int missing = 0;

  g_hash_table_iter_init (&iter, words);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    if (!g_hash_table_contains (others, word))
      {
        if (tells_apart (word))
          return -1;
        missing++;
      }
  return missing;
}

/**
 * balai_titles_alike:
 * @a: title of an event
 * @b: title of another
 *
 * A conflict too many is seen and put right, one too few is not seen. So a word in place of another makes two meetings
 * of it, however long the titles, and so does a number.
 *
 * Returns: whether the two may well name one meeting: one says no word that the other does not, whatever their case and
 *   order, and four of five words are the same
 */
gboolean
balai_titles_alike (const char *a,
                    const char *b)
{
  g_autoptr (GHashTable) one = title_words (a);
  g_autoptr (GHashTable) two = title_words (b);
  int only_one = count_missing (one, two), only_two = count_missing (two, one);
  int all;

  if (only_one < 0 || only_two < 0 || (only_one > 0 && only_two > 0))
    return FALSE;
  all = (int) g_hash_table_size (one) + only_two;
  return all > 0 && (all - only_one - only_two) * 5 >= all * 4;
}

/**
 * balai_meetings_alike:
 * @a: an event
 * @a_span: one of its dates
 * @b: another event
 * @b_span: one of its dates
 *
 * Returns: whether the two may well be one meeting: the same time, the same place, a title alike
 */
gboolean
balai_meetings_alike (const BalaiMeeting *a,
                      BalaiSpan           a_span,
                      const BalaiMeeting *b,
                      BalaiSpan           b_span)
{
  if (a_span.start != b_span.start || a_span.end != b_span.end || a->title == NULL || b->title == NULL)
    return FALSE;
  if (a->venue != NULL && b->venue != NULL)
    {
      if (!g_str_equal (a->venue, b->venue))
        return FALSE;
    }
  else
    {
      g_autofree char *place = balai_name_key (a->place ? a->place : "");
      g_autofree char *other = balai_name_key (b->place ? b->place : "");

      if (!g_str_equal (place, other))
        return FALSE;
    }
  /* An event that nobody named was given the name of its place. */
  return g_strcmp0 (a->title, a->place) != 0 && balai_titles_alike (a->title, b->title);
}

static BalaiMeeting
meeting_of (const BalaiEventInfo *event)
{
  return (BalaiMeeting) { event->title, event->place, event->venue };
}

/* What is typed here has no identifier but its own. */
static gboolean
came_in (const BalaiEventInfo *event)
{
  return event->uid != NULL && g_strcmp0 (event->uid, event->id) != 0;
}

/* Calendars of two offices may both say "Rapat Koordinasi", and what is typed here twice is a slip that wants to be
 * seen. */
static gboolean
came_in_twice (const BalaiEventInfo *a,
               const BalaiEventInfo *b)
{
  return came_in (a) && came_in (b) && (a->opd == NULL || b->opd == NULL || g_str_equal (a->opd, b->opd));
}

/**
 * balai_conflict_is_one_meeting:
 * @conflict: a conflict of two
 * @a: the event of its a
 * @b: the event of its b
 *
 * Returns: whether the two are one meeting that calendar files of one OPD brought in under two identifiers. It is not
 *   in conflict with itself: neither where it takes place, nor over who comes to it, nor over what is lent for it
 */
gboolean
balai_conflict_is_one_meeting (const BalaiConflict  *conflict,
                               const BalaiEventInfo *a,
                               const BalaiEventInfo *b)
{
  BalaiMeeting one = meeting_of (a), two = meeting_of (b);

  return conflict->has_b && conflict->n_others == 0 && came_in_twice (a, b)
         && (conflict->class_ == BALAI_CONFLICT_OVERLAP || conflict->class_ == BALAI_CONFLICT_STOCK)
         && balai_meetings_alike (&one, balai_claim_span (&conflict->a), &two, balai_claim_span (&conflict->b));
}

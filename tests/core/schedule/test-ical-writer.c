/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-day.h"
#include "balai-ical-reader.h"
#include "balai-ical-text.h"
#include "balai-ical-writer.h"
#include "balai-test.h"

static const BalaiZone *
jakarta (void)
{
  return balai_zone_get (BALAI_ZONE_JAKARTA);
}

static int64_t
at (int year,
    int month,
    int day,
    int hour)
{
  return balai_zone_to_instant (jakarta (), balai_day_from_ymd (year, month, day) * BALAI_DAY + hour * BALAI_HOUR);
}

static BalaiIcalEvent *
add_event (BalaiIcal *ical,
           const char *uid)
{
  BalaiIcalEvent *event = balai_ical_event_new ();

  event->uid = g_strdup (uid);
  event->start = balai_ical_time_at (at (2026, 7, 15, 9), jakarta ());
  event->end = balai_ical_time_at (at (2026, 7, 15, 11), jakarta ());
  g_ptr_array_add (ical->events, event);
  return event;
}

static BalaiIcal *
one_calendar (void)
{
  BalaiIcal *ical = balai_ical_new ();

  g_ptr_array_add (ical->calendars, balai_ical_calendar_new ());
  return ical;
}

static void
assert_survives (const BalaiIcal *ical)
{
  g_autofree char *text = balai_ical_write (ical, at (2026, 1, 1, 0));
  g_autoptr (BalaiIcal) again = balai_ical_read (text, strlen (text), jakarta ());

  g_test_message ("%s", text);
  g_assert_cmpuint (again->problems->len, ==, 0);
  g_assert_true (balai_ical_equal (ical, again));
}

static void
test_everything (void)
{
  g_autoptr (BalaiIcal) ical = one_calendar ();
  BalaiIcalEvent *event = add_event (ical, "semua,\\;x");
  BalaiIcalAttendee *attendee = balai_ical_attendee_new ();
  BalaiIcalExtra extra = { balai_ical_time_at (at (2026, 8, 1, 9), jakarta ()), at (2026, 8, 1, 12) };
  BalaiIcalTime left_out = balai_ical_time_at (at (2026, 7, 22, 9), jakarta ());

  event->summary = g_strdup ("Rapat; koordinasi, \\ \"kutip\"\nbaris dua");
  event->description = g_strdup ("");
  event->location = g_strdup ("Ruang Joyoboyo");
  event->url = g_strdup ("https://example.go.id/a;b,c");
  event->conference = g_strdup ("https://example.com/x");
  event->class_name = g_strdup ("PRIVATE");
  g_ptr_array_add (event->categories, g_strdup ("satu, dua"));
  g_ptr_array_add (event->categories, g_strdup ("tiga"));
  event->status = BALAI_ICAL_STATUS_TENTATIVE;
  event->transparent = TRUE;
  event->busy = BALAI_ICAL_BUSY_FREE;
  event->sequence = 7;
  event->dtstamp = event->created = event->last_modified = at (2026, 1, 2, 3);
  attendee->name = g_strdup ("Dinas \"A\": B; C, ^D\nE");
  attendee->address = g_strdup ("mailto:a@example.go.id");
  attendee->mail = g_strdup ("a@example.go.id");
  attendee->cutype = g_strdup ("GROUP");
  attendee->role = g_strdup ("CHAIR");
  attendee->partstat = g_strdup ("DECLINED");
  attendee->params = g_strdup (";RSVP=TRUE;X-A=\"b;c\"");
  g_ptr_array_add (event->attendees, attendee);
  g_ptr_array_add (event->rrules, g_strdup ("FREQ=WEEKLY;BYDAY=WE"));
  g_array_append_val (event->rdates, extra);
  g_array_append_val (event->exdates, left_out);
  balai_ical_event_set (event, "X-BALAI-STATUS", "diajukan; ya");
  g_free (event->raw);
  event->raw = g_strdup ("X-ALT-DESC;FMTTYPE=text/html:<p>\nBEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\n");

  event = add_event (ical, "whole day");
  event->start = balai_ical_time_on (balai_day_from_ymd (2026, 7, 1), jakarta ());
  event->end = balai_ical_time_on (balai_day_from_ymd (2026, 7, 4), jakarta ());
  event->all_day = TRUE;
  event = add_event (ical, "instant");
  event->end = event->start;
  event = add_event (ical, "override");
  event->is_override = event->this_and_future = TRUE;
  event->recurrence_id = balai_ical_time_at (at (2026, 7, 8, 9), balai_zone_get ("Asia/Makassar"));
  event = add_event (ical, "elsewhere");
  event->start = balai_ical_time_at (at (2026, 7, 8, 9), balai_zone_get ("Europe/Berlin"));
  event->end = balai_ical_time_at (at (2026, 7, 8, 10), balai_zone_utc ());
  assert_survives (ical);
}

/* What Google and Outlook take for the zones of Indonesia, to the letter. */
static void
test_zones (void)
{
  static const struct
  {
    const char *zone;
    const char *offset;
  } cases[] = { { "Asia/Jakarta", "+0700" }, { "Asia/Makassar", "+0800" }, { "Asia/Jayapura", "+0900" } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BalaiIcal) ical = one_calendar ();
      g_autofree char *text = NULL;
      g_autofree char *expected = NULL;
      BalaiIcalEvent *event = add_event (ical, "a");

      event->start = balai_ical_time_at (event->start.instant, balai_zone_get (cases[i].zone));
      event->end = balai_ical_time_at (event->end.instant, balai_zone_get (cases[i].zone));
      text = balai_ical_write (ical, at (2026, 1, 1, 0));
      expected = g_strdup_printf ("BEGIN:VTIMEZONE\r\nTZID:%s\r\nX-LIC-LOCATION:%s\r\nBEGIN:STANDARD\r\n"
                                  "DTSTART:19700101T000000\r\nTZOFFSETFROM:%s\r\nTZOFFSETTO:%s\r\nEND:STANDARD\r\n"
                                  "END:VTIMEZONE\r\n",
                                  cases[i].zone, cases[i].zone, cases[i].offset, cases[i].offset);
      g_assert_nonnull (strstr (text, expected));
      g_assert_null (strstr (strstr (text, "BEGIN:VTIMEZONE") + 1, "BEGIN:VTIMEZONE"));
    }
}

/* A zone whose clock changes carries the rules of its law. */
static void
test_zone_with_summer (void)
{
  g_autoptr (BalaiIcal) ical = one_calendar ();
  g_autofree char *text = NULL;
  BalaiIcalEvent *event = add_event (ical, "a");

  event->start = event->end = balai_ical_time_at (event->start.instant, balai_zone_get ("America/New_York"));
  text = balai_ical_write (ical, at (2026, 1, 1, 0));
  g_assert_nonnull (strstr (text,
                            "BEGIN:DAYLIGHT\r\nDTSTART:19700308T020000\r\nTZOFFSETFROM:-0500\r\nTZOFFSETTO:-0400\r\n"
                                  "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\r\n"));
  g_assert_nonnull (strstr (text,
                            "BEGIN:STANDARD\r\nDTSTART:19701101T020000\r\nTZOFFSETFROM:-0400\r\nTZOFFSETTO:-0500\r\n"
                                  "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU\r\n"));
}

static void
test_fold (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int i = 0; i < 500; i++)
    {
      g_autoptr (GString) line = g_string_new ("X:");
      g_autoptr (GString) folded = g_string_new (NULL);
      g_auto (GStrv) pieces = NULL;
      g_autoptr (GString) joined = g_string_new (NULL);
      int length = g_rand_int_range (rand, 0, 200);

      for (int j = 0; j < length; j++)
        g_string_append_unichar (line, g_rand_boolean (rand) ? 'a' : g_rand_boolean (rand) ? 0x1f600 : 0xe9);
      balai_ical_append_folded (folded, line->str);
      g_assert_true (g_str_has_suffix (folded->str, "\r\n"));
      pieces = g_strsplit (folded->str, "\r\n", -1);
      for (guint j = 0; pieces[j + 1] != NULL; j++)
        {
          g_assert_cmpuint (strlen (pieces[j]), <=, 75);
          g_assert_true (g_utf8_validate (pieces[j], -1, NULL));
          g_assert_true (j == 0 || *pieces[j] == ' ');
          g_string_append (joined, pieces[j] + (j == 0 ? 0 : 1));
        }
      g_assert_cmpstr (joined->str, ==, line->str);
    }
}

static BalaiIcal *
read_event (const char *lines)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VEVENT\r\nUID:x\r\nDTSTAMP:20260101T000000Z\r\n"
                                           "%sEND:VEVENT\r\n", lines);

  return balai_ical_read (text, strlen (text), jakarta ());
}

/* A period of 3,292 years, which garbage once held: its seconds have more figures than the reader takes. */
static void
test_long_period (void)
{
  g_autoptr (BalaiIcal) ical = read_event ("DTSTART:20260101T090000\r\n"
                                           "RDATE;VALUE=PERIOD:20260101T000000Z/P1202601D\r\n"
                                           "RDATE;VALUE=PERIOD:20260102T000000Z/PT1H,20260103T000000Z/PT90S\r\n");
  const BalaiIcalEvent *event = g_ptr_array_index (ical->events, 0);
  g_autofree char *text = balai_ical_write (ical, 0);

  g_assert_cmpuint (event->rdates->len, ==, 3);
  g_assert_cmpint (g_array_index (event->rdates, BalaiIcalExtra, 0).end, ==,
                   balai_day_from_ymd (2026, 1, 1) * BALAI_DAY + 1202601 * BALAI_DAY);
  assert_survives (ical);
  g_assert_nonnull (strstr (text, "20260101T000000Z/PT28862424H\r\n"));
  g_assert_nonnull (strstr (text, "20260102T000000Z/PT1H\r\n"));
  g_assert_nonnull (strstr (text, "20260103T000000Z/PT0H1M30S\r\n"));
}

/* After the year 9999 there are no dates that can be written. */
static void
test_end_of_calendar (void)
{
  static const struct
  {
    const char          *lines;
    BalaiIcalProblemCode code;
    guint                events;
  } cases[] = {
    { "DTSTART:20260101T090000\r\nRDATE;VALUE=PERIOD:20260101T000000Z/P9999999D\r\n", BALAI_ICAL_PROBLEM_BAD_DATE, 1 },
    { "DTSTART:20260101T090000\r\nDURATION:P2913000D\r\n", BALAI_ICAL_PROBLEM_BAD_DURATION, 1 },
    { "DTSTART:20260101\r\nDURATION:P999999999W\r\n", BALAI_ICAL_PROBLEM_BAD_DURATION, 1 },
    { "DTSTART:99991231\r\n", BALAI_ICAL_PROBLEM_BAD_START, 0 },
    { "DTSTART:20260101T090000\r\nDTEND:99991231T240000\r\n", BALAI_ICAL_PROBLEM_BAD_END, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BalaiIcal) ical = read_event (cases[i].lines);
      g_autofree char *text = balai_ical_write (ical, 0);
      g_autoptr (BalaiIcal) again = balai_ical_read (text, strlen (text), jakarta ());

      g_test_message ("%s", text);
      g_assert_cmpuint (ical->events->len, ==, cases[i].events);
      g_assert_cmpuint (ical->problems->len, ==, 1);
      g_assert_cmpint (((BalaiIcalProblem *) ical->problems->pdata[0])->code, ==, cases[i].code);
      g_assert_true (balai_ical_equal (ical, again));
    }
}

/* What says nothing is kept, wherever it stands beside what says something. */
static void
test_said_twice (void)
{
  static const char *const lines[] = {
    "DTSTART:20260210\r\nTRANSP:\r\nTRANSP:TRANSPARENT\r\n",
    "DTSTART:20260210\r\nTRANSP:TRANSPARENT\r\nTRANSP:MAYBE\r\n",
    "DTSTART:20260210\r\nSTATUS:MAYBE\r\nSTATUS:CONFIRMED\r\nSTATUS:TENTATIVE\r\n",
    "DTSTART:20260210\r\nSUMMARY:a\r\nSUMMARY:b\r\nDTSTART:20260211\r\nUID:\r\nUID:z\r\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      g_autoptr (BalaiIcal) ical = read_event (lines[i]);

      assert_survives (ical);
    }
}

/* Where the clock is put back it shows one hour twice; what lies in the second is not to move to the first. */
static void
test_hour_twice (void)
{
  g_autoptr (BalaiIcal) ical = one_calendar ();
  BalaiIcalEvent *ends = add_event (ical, "a"), *starts = add_event (ical, "b");
  const BalaiZone *zone = balai_zone_get ("America/New_York");
  int64_t first = balai_day_from_ymd (2026, 11, 1) * BALAI_DAY + 5 * BALAI_HOUR + 30 * BALAI_MINUTE;
  g_autofree char *text = NULL;
  g_autoptr (BalaiIcal) again = NULL;

  ends->start = balai_ical_time_at (first, zone);
  ends->end = balai_ical_time_at (first + BALAI_HOUR, zone);
  starts->start = balai_ical_time_at (first + BALAI_HOUR, zone);
  starts->end = balai_ical_time_at (first + 3 * BALAI_HOUR, zone);
  g_assert_cmpint (ends->start.wall, ==, ends->end.wall);
  text = balai_ical_write (ical, 0);
  g_test_message ("%s", text);
  again = balai_ical_read (text, strlen (text), jakarta ());
  for (guint i = 0; i < 2; i++)
    {
      const BalaiIcalEvent *one = ical->events->pdata[i], *other = again->events->pdata[i];

      g_assert_cmpint (other->start.instant, ==, one->start.instant);
      g_assert_cmpint (other->end.instant, ==, one->end.instant);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/ical-writer/everything", test_everything);
  g_test_add_func ("/ical-writer/zones", test_zones);
  g_test_add_func ("/ical-writer/zone-with-summer", test_zone_with_summer);
  g_test_add_func ("/ical-writer/fold", test_fold);
  g_test_add_func ("/ical-writer/long-period", test_long_period);
  g_test_add_func ("/ical-writer/end-of-calendar", test_end_of_calendar);
  g_test_add_func ("/ical-writer/said-twice", test_said_twice);
  g_test_add_func ("/ical-writer/hour-twice", test_hour_twice);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-day.h"
#include "balai-ical-reader.h"
#include "balai-ical-zones.h"
#include "balai-recurrence.h"
#include "balai-test.h"

static BalaiIcal *
read_text (const char *text)
{
  return balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA));
}

static BalaiIcal *
read_data (const char *name)
{
  g_autofree char *folder = balai_test_data_path ("ics");
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);
  return balai_ical_read (contents, length, balai_zone_get (BALAI_ZONE_JAKARTA));
}

static const BalaiIcalEvent *
find (const BalaiIcal *ical,
      const char      *uid)
{
  for (guint i = 0; i < ical->events->len; i++)
    {
      const BalaiIcalEvent *event = g_ptr_array_index (ical->events, i);

      if (g_str_equal (event->uid, uid))
        return event;
    }
  g_error ("no event %s", uid);
}

static void
assert_time (const BalaiIcalTime *time,
             const char          *expected)
{
  g_autofree char *text = NULL;

  if (time->is_date)
    text = balai_day_to_iso (balai_wall_day (time->wall));
  else
    {
      g_autofree char *stamp = balai_zone_to_rfc3339 (time->zone, time->instant);

      text = g_strdup_printf ("%s %s", stamp, balai_zone_get_name (time->zone));
    }
  g_assert_cmpstr (text, ==, expected);
}

static const BalaiIcalProblem *
problem_at (const BalaiIcal      *ical,
            BalaiIcalProblemCode  code)
{
  for (guint i = 0; i < ical->problems->len; i++)
    {
      const BalaiIcalProblem *problem = g_ptr_array_index (ical->problems, i);

      if (problem->code == code)
        return problem;
    }
  return NULL;
}

static void
test_outlook (void)
{
  g_autoptr (BalaiIcal) ical = read_data ("outlook-windows-zones.ics");
  const BalaiIcalEvent *event = find (ical, "040000008200E00074C5B7101A82E0080000000010F3A0C5");

  g_assert_cmpuint (ical->n_components, ==, 7);
  g_assert_cmpuint (ical->problems->len, ==, 0);
  assert_time (&event->start, "2026-02-10T09:00:00+07:00 Asia/Jakarta");
  assert_time (&event->end, "2026-02-10T11:00:00+07:00 Asia/Jakarta");
  g_assert_cmpstr (event->location, ==, "Ruang Joyoboyo, Balai Kota");
  g_assert_cmpstr (event->description, ==, "Agenda:\n1. Pembukaan\n2. Paparan; diskusi\n");
  g_assert_cmpint (event->busy, ==, BALAI_ICAL_BUSY_AWAY);
  g_assert_cmpint (event->sequence, ==, 3);
  g_assert_nonnull (strstr (event->raw, "X-ALT-DESC;FMTTYPE=text/html:"));
  g_assert_nonnull (strstr (event->raw, "BEGIN:VALARM\nTRIGGER:-PT15M\n"));

  event = find (ical, "wita-1");
  assert_time (&event->start, "2026-02-11T08:00:00+08:00 Asia/Makassar");
  g_assert_cmpint (event->busy, ==, BALAI_ICAL_BUSY_TENTATIVE);
  g_assert_true (event->transparent);
  event = find (ical, "wit-1");
  assert_time (&event->start, "2026-02-11T08:00:00+09:00 Asia/Jayapura");
  g_assert_cmpint (event->busy, ==, BALAI_ICAL_BUSY_FREE);
  event = find (ical, "display-name");
  assert_time (&event->start, "2026-02-12T08:00:00+07:00 Asia/Jakarta");
  assert_time (&event->end, "2026-02-12T09:30:00+07:00 Asia/Jakarta");
  event = find (ical, "custom-zone");
  g_assert_cmpint (event->start.instant, ==, balai_day_from_ymd (2026, 7, 12) * BALAI_DAY + 8 * BALAI_HOUR);
  /* Central European time by its rules, under whichever of its names. */
  g_assert_true (g_str_has_prefix (balai_zone_get_name (event->start.zone), "Europe/"));
  event = find (ical, "odd-zone");
  assert_time (&event->start, "2026-07-11T22:30:00Z UTC");
  event = find (ical, "whole-day");
  assert_time (&event->start, "2026-03-01");
  assert_time (&event->end, "2026-03-03");
  g_assert_true (event->all_day);
}

static void
test_google (void)
{
  g_autoptr (BalaiIcal) ical = read_data ("google.ics");
  const BalaiIcalCalendar *calendar = g_ptr_array_index (ical->calendars, 0);
  const BalaiIcalEvent *event = find (ical, "2v8a7q3m5k@google.com");
  const BalaiIcalAttendee *attendee;

  g_assert_cmpstr (calendar->name, ==, "Agenda Diskominfo");
  g_assert_cmpstr (calendar->method, ==, "PUBLISH");
  g_assert_cmpstr (calendar->timezone, ==, "Asia/Jakarta");
  g_assert_cmpuint (event->rrules->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (event->rrules, 0), ==, "FREQ=WEEKLY;WKST=MO;UNTIL=20260331T165959Z;BYDAY=MO");
  g_assert_cmpuint (event->exdates->len, ==, 2);
  g_assert_cmpstr (event->conference, ==, "https://meet.google.com/abc-defg-hij");
  g_assert_cmpint (event->status, ==, BALAI_ICAL_STATUS_CONFIRMED);
  g_assert_cmpstr (event->organizer->mail, ==, "abc123@group.calendar.google.com");
  attendee = g_ptr_array_index (event->attendees, 0);
  g_assert_cmpstr (attendee->name, ==, "Dinas Kominfo, Sekretariat");
  g_assert_cmpstr (attendee->mail, ==, "sekretariat@example.go.id");
  g_assert_cmpstr (attendee->params, ==, ";X-NUM-GUESTS=0");
  attendee = g_ptr_array_index (event->attendees, 1);
  g_assert_cmpstr (attendee->cutype, ==, "RESOURCE");
  g_assert_cmpstr (attendee->name, ==, "R. Joyoboyo");

  event = g_ptr_array_index (ical->events, 1);
  g_assert_true (event->is_override);
  g_assert_false (event->this_and_future);
  assert_time (&event->recurrence_id, "2026-01-19T08:00:00+07:00 Asia/Jakarta");
  event = find (ical, "single-utc@google.com");
  assert_time (&event->start, "2026-02-07T02:00:00Z UTC");
  g_assert_cmpint (event->busy, ==, BALAI_ICAL_BUSY_FREE);
  event = find (ical, "allday@google.com");
  assert_time (&event->end, "2026-04-03");
}

static void
test_evolution_and_apple (void)
{
  g_autoptr (BalaiIcal) evolution = read_data ("evolution.ics");
  g_autoptr (BalaiIcal) apple = read_data ("apple.ics");
  const BalaiIcalEvent *event = g_ptr_array_index (evolution->events, 0);
  const BalaiIcalOther *other = g_ptr_array_index (evolution->others, 1);

  assert_time (&event->start, "2026-01-15T13:00:00+07:00 Asia/Jakarta");
  g_assert_cmpuint (event->categories->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (event->categories, 1), ==, "Evaluasi, Tahunan");
  g_assert_cmpstr (event->class_name, ==, "CONFIDENTIAL");
  g_assert_cmpint (g_array_index (event->rdates, BalaiIcalExtra, 0).end
                     - g_array_index (event->rdates, BalaiIcalExtra, 0).time.instant, ==, BALAI_HOUR);
  g_assert_cmpstr (other->kind, ==, "VTODO");

  event = g_ptr_array_index (apple->events, 0);
  g_assert_cmpstr (event->organizer->name, ==, "Bagian \"Protokol\" Setda");
  g_assert_cmpstr (event->organizer->mail, ==, "protokol@example.go.id");
  g_assert_cmpstr (event->organizer->address, ==, "/aMTAw/principal/");
  g_assert_cmpstr (event->location, ==, "Balai Kota\nJl. Basuki Rahmat");
  event = g_ptr_array_index (apple->events, 1);
  g_assert_cmpstr (event->conference, ==, "https://example.com/rapat?a=1,2;b=3");
}

static void
test_quirks (void)
{
  g_autoptr (BalaiIcal) ical = read_data ("quirks.ics");
  g_autoptr (BalaiIcal) lone = read_data ("lone-cr.ics");
  const BalaiIcalEvent *event = find (ical, "float");

  assert_time (&event->start, "2026-01-10T09:00:00+08:00 Asia/Makassar");
  g_assert_cmpstr (event->summary, ==, "Kopi café de");
  event = g_ptr_array_index (ical->events, 1);
  g_assert_true (event->uid_made);
  assert_time (&event->start, "2026-01-10");
  assert_time (&event->end, "2026-01-11");
  event = find (ical, "instant");
  g_assert_cmpint (event->end.instant, ==, event->start.instant);
  event = find (ical, "backwards");
  g_assert_cmpint (event->end.instant, ==, event->start.instant);
  event = find (ical, "never-closed");
  g_assert_nonnull (strstr (event->raw, "BEGIN:X-THING\nX-A:b\nEND:X-THING\n"));
  event = find (ical, "last");
  assert_time (&event->start, "2026-01-10T09:00:00+08:00 Asia/Makassar");

  g_assert_cmpuint (ical->n_components, ==, ical->events->len + 2);
  g_assert_cmpuint (problem_at (ical, BALAI_ICAL_PROBLEM_ENCODING)->line, ==, 10);
  g_assert_cmpuint (problem_at (ical, BALAI_ICAL_PROBLEM_END_BEFORE_START)->line, ==, 27);
  g_assert_cmpuint (problem_at (ical, BALAI_ICAL_PROBLEM_NO_START)->line, ==, 29);
  g_assert_cmpuint (problem_at (ical, BALAI_ICAL_PROBLEM_BAD_START)->line, ==, 35);
  g_assert_cmpstr (problem_at (ical, BALAI_ICAL_PROBLEM_BAD_START)->text, ==, "DTSTART:20260230T090000");
  g_assert_nonnull (problem_at (ical, BALAI_ICAL_PROBLEM_BAD_RULE));
  g_assert_nonnull (problem_at (ical, BALAI_ICAL_PROBLEM_BAD_LINE));
  g_assert_nonnull (problem_at (ical, BALAI_ICAL_PROBLEM_NOT_CLOSED));
  g_assert_cmpstr (problem_at (ical, BALAI_ICAL_PROBLEM_UNKNOWN_ZONE)->text, ==, "Mars/Olympus");

  g_assert_cmpuint (lone->events->len, ==, 1);
  g_assert_cmpstr (find (lone, "cr")->summary, ==, "LoneCR");
}

static void
test_not_icalendar (void)
{
  static const char *const texts[] = { "", "\n\n", "<html><body>404</body></html>", "PK\x03\x04\xff\xfe" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (BalaiIcal) ical = read_text (texts[i]);

      g_assert_cmpuint (ical->n_components, ==, 0);
      g_assert_nonnull (problem_at (ical, BALAI_ICAL_PROBLEM_NOT_ICALENDAR));
    }
}

/* The order of the lines and the stamps of the export do not make another event. */
static void
test_made_uid (void)
{
  g_autoptr (BalaiIcal) a = read_text ("BEGIN:VEVENT\nDTSTART:20260110\nSUMMARY:A\n"
                                       "DTSTAMP:20260101T000000Z\nEND:VEVENT\n"
                                       "BEGIN:VEVENT\nDTSTART:20260111\nSUMMARY:A\nEND:VEVENT\n");
  g_autoptr (BalaiIcal) b = read_text ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:A\nDTSTAMP:20260202T000000Z\n"
                                       "DTSTART:20260110\nEND:VEVENT\nEND:VCALENDAR\n");
  const BalaiIcalEvent *first = g_ptr_array_index (a->events, 0);
  const BalaiIcalEvent *second = g_ptr_array_index (a->events, 1);
  const BalaiIcalEvent *moved = g_ptr_array_index (b->events, 0);

  g_assert_cmpstr (first->uid, ==, moved->uid);
  g_assert_cmpstr (first->uid, !=, second->uid);
}

static void
test_utf16 (void)
{
  g_autofree char *wide = NULL;
  g_autoptr (BalaiIcal) ical = NULL;
  gsize length;

  wide = g_convert ("\xef\xbb\xbf""BEGIN:VEVENT\r\nUID:é\r\nDTSTART:20260110\r\nEND:VEVENT\r\n", -1, "UTF-16LE",
                    "UTF-8", NULL,
                    &length, NULL);
  ical = balai_ical_read (wide, length, balai_zone_get (BALAI_ZONE_JAKARTA));
  g_assert_cmpuint (ical->events->len, ==, 1);
  g_assert_cmpstr (((BalaiIcalEvent *) g_ptr_array_index (ical->events, 0))->uid, ==, "é");
}

/* Folds have been seen in the middle of a character. */
static void
test_fold_inside_character (void)
{
  g_autoptr (BalaiIcal) ical = read_text ("BEGIN:VEVENT\r\nUID:u\r\nDTSTART:20260110\r\n"
                                          "SUMMARY:caf\xc3\r\n \xa9\r\nEND:VEVENT\r\n");

  g_assert_cmpstr (find (ical, "u")->summary, ==, "café");
  g_assert_null (problem_at (ical, BALAI_ICAL_PROBLEM_ENCODING));
}

static void
test_zone_names (void)
{
  static const struct
  {
    const char *tzid;
    const char *zone;
  } cases[] = {
    { "Asia/Jakarta", "Asia/Jakarta" },
    { "SE Asia Standard Time", "Asia/Jakarta" },
    { "se asia standard time", "Asia/Jakarta" },
    { "SE Asia Standard Time 1", "Asia/Jakarta" },
    { "Singapore Standard Time", "Asia/Makassar" },
    { "Tokyo Standard Time", "Asia/Jayapura" },
    { "W. Europe Standard Time", "Europe/Berlin" },
    { "Eastern Standard Time", "America/New_York" },
    { "(UTC+07:00) Bangkok, Hanoi, Jakarta", "Asia/Jakarta" },
    { "(GMT+08.00) Perth", "Australia/Perth" },
    { "(UTC-05:00) Eastern Time (US & Canada)", "America/New_York" },
    { "(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna", "Europe/Berlin" },
    { "(UTC) Coordinated Universal Time", "UTC" },
    { "/freeassociation.sourceforge.net/Asia/Jakarta", "Asia/Jakarta" },
    { "/freeassociation.sourceforge.net/Tzfile/Asia/Jakarta", "Asia/Jakarta" },
    { "/mozilla.org/20050126_1/America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires" },
    { "GMT", "UTC" },
    { "WITA", "Asia/Makassar" },
    { "Asia", NULL },
    { "Asia/", NULL },
    { "Asia/../../../etc/passwd", NULL },
    { "zone.tab", NULL },
    { "Customized Time Zone", NULL },
    { "", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BalaiZone *zone = balai_zone_from_tzid (cases[i].tzid);

      g_test_message ("%s", cases[i].tzid);
      g_assert_cmpstr (zone == NULL ? NULL : balai_zone_get_name (zone), ==, cases[i].zone);
    }
}

/* Depth and length that mean harm. */
static void
test_deep (void)
{
  g_autoptr (GString) text = g_string_new ("BEGIN:VCALENDAR\n");
  g_autoptr (BalaiIcal) ical = NULL;

  for (int i = 0; i < 20000; i++)
    g_string_append (text, "BEGIN:X\n");
  g_string_append (text, "BEGIN:VEVENT\nUID:deep\nDTSTART:20260101\n");
  for (int i = 0; i < 20000; i++)
    g_string_append (text, "BEGIN:VALARM\n");
  ical = read_text (text->str);
  g_assert_cmpuint (ical->events->len, ==, 1);
}

/* Outlook calls a zone " 1" where a mailbox has several, and escapes the comma of another where it defines it alone. */
static void
test_zone_spelling (void)
{
  static const char *const spellings[][2] = {
    { " 1", "= 1" },
    { "Kathmandu\\, Nepal", "=\"Kathmandu, Nepal\"" },
    { "Kathmandu Nepal", "=Kathmandu Nepal" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (spellings); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:%s\r\nBEGIN:STANDARD\r\nDTSTART:16010101T000000\r\n"
        "TZOFFSETFROM:+0545\r\nTZOFFSETTO:+0545\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
        "BEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID%s:20260108T110000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        spellings[i][0], spellings[i][1]);
      g_autoptr (BalaiIcal) ical = balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA));
      const BalaiIcalEvent *event = g_ptr_array_index (ical->events, 0);

      g_test_message ("%s", text);
      g_assert_cmpuint (ical->problems->len, ==, 0);
      g_assert_cmpint (event->start.instant, ==,
                       balai_day_from_ymd (2026, 1, 8) * BALAI_DAY + 5 * BALAI_HOUR + 15 * BALAI_MINUTE);
    }
}

/* vCalendar 1.0, as old telephones and projectors still write it. */
static void
test_vcalendar_1 (void)
{
  static const char text[] =
    "BEGIN:VCALENDAR\r\nVERSION:1.0\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART:20260108T110000\r\n"
    "SUMMARY;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Caf=E9 pagi\r\n"
    "DESCRIPTION;ENCODING=QUOTED-PRINTABLE:satu=0A=\r\ndua=\r\n=20tiga\r\n"
    "LOCATION;ENCODING=BASE64:QXVsYSBVdGFtYQ==\r\nEND:VEVENT\r\n"
    "BEGIN:VEVENT\r\nUID:b\r\nDTSTART:20260108T110000\r\nSUMMARY;ENCODING=QUOTED-PRINTABLE:putus=\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n";
  g_autoptr (BalaiIcal) ical = balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA));
  const BalaiIcalEvent *event;

  g_assert_cmpuint (ical->problems->len, ==, 0);
  g_assert_cmpuint (ical->events->len, ==, 2);
  event = g_ptr_array_index (ical->events, 0);
  g_assert_cmpstr (event->summary, ==, "Café pagi");
  g_assert_cmpstr (event->description, ==, "satu\ndua tiga");
  g_assert_cmpstr (event->location, ==, "Aula Utama");
}

/* Offsets in place of zones, and a definition that says only where it is. */
static void
test_offsets (void)
{
  static const struct
  {
    const char *start;
    int         hour; /* in UTC */
  } cases[] = {
    { "DTSTART:2026-01-08T11:00:00+08:00", 3 },    { "DTSTART:20260108T110000-0300", 14 },
    { "DTSTART;TZID=GMT+8:20260108T110000", 3 },   { "DTSTART;TZID=\"UTC+09:00\":20260108T110000", 2 },
    { "DTSTART;TZID=-0500:20260108T110000", 16 },  { "DTSTART;TZID=Kantor:20260108T110000", 2 },
    { "DTSTART;TZID=Etc/GMT-8:20260108T110000", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
        "BEGIN:VCALENDAR\r\nBEGIN:VTIMEZONE\r\nTZID:Kantor\r\nX-LIC-LOCATION:Asia/Jayapura\r\nEND:VTIMEZONE\r\n"
        "BEGIN:VEVENT\r\nUID:a\r\n%s\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n", cases[i].start);
      g_autoptr (BalaiIcal) ical = balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA));
      const BalaiIcalEvent *event = g_ptr_array_index (ical->events, 0);

      g_test_message ("%s", cases[i].start);
      g_assert_cmpuint (ical->problems->len, ==, 0);
      g_assert_cmpint (event->start.instant, ==, balai_day_from_ymd (2026, 1, 8) * BALAI_DAY
                                                   + cases[i].hour * BALAI_HOUR);
    }
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/ical-reader/outlook", test_outlook);
  g_test_add_func ("/ical-reader/google", test_google);
  g_test_add_func ("/ical-reader/evolution-and-apple", test_evolution_and_apple);
  g_test_add_func ("/ical-reader/quirks", test_quirks);
  g_test_add_func ("/ical-reader/not-icalendar", test_not_icalendar);
  g_test_add_func ("/ical-reader/made-uid", test_made_uid);
  g_test_add_func ("/ical-reader/utf-16", test_utf16);
  g_test_add_func ("/ical-reader/fold-inside-character", test_fold_inside_character);
  g_test_add_func ("/ical-reader/zone-names", test_zone_names);
  g_test_add_func ("/ical-reader/vcalendar-1", test_vcalendar_1);
  g_test_add_func ("/ical-reader/offsets", test_offsets);
  g_test_add_func ("/ical-reader/zone-spelling", test_zone_spelling);
  g_test_add_func ("/ical-reader/deep", test_deep);
  return g_test_run ();
}

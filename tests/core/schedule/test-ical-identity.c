/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-day.h"
#include "balai-event-series.h"
#include "balai-import-clashes.h"
#include "import-store.h"

/* Which event of a file is which, and by which clock it is read. */

static char *
export_text (Store *store)
{
  BalaiExportScope scope = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiIcal) ical = balai_ical_export (store->repository, &scope, NULL, &error);

  g_assert_no_error (error);
  return balai_ical_write (ical, NOW);
}

#define HEAD "BEGIN:VCALENDAR\n"
#define TAIL "END:VCALENDAR\n"
#define SENAM EVENT ("1", "SUMMARY:Senam pagi\nLOCATION:Alun-alun\n")
#define RAPAT EVENT ("1", "SUMMARY:Rapat A\nLOCATION:Aula Utama\n")
#define BARU EVENT ("1", "SUMMARY:Rapat B\nLOCATION:Aula Utama\n")

/* Two events under one identifier: in whatever order the next export has them, nothing changes. */
static void
test_reordered (void)
{
  g_auto (Store) store = { 0 };
  static const struct
  {
    const char *text;
    guint       counts[4];
    int64_t     events;
  } steps[] = {
    { HEAD SENAM RAPAT TAIL, { 2, 0, 0, 0 }, 2 },
    { HEAD RAPAT SENAM TAIL, { 0, 0, 2, 0 }, 2 },
    { HEAD RAPAT SENAM RAPAT TAIL, { 0, 0, 3, 0 }, 2 },
    { HEAD SENAM RAPAT BARU TAIL, { 1, 0, 2, 0 }, 3 },
    { HEAD BARU RAPAT SENAM TAIL, { 0, 0, 3, 0 }, 3 },
    { HEAD RAPAT BARU TAIL, { 0, 0, 2, 0 }, 3 },
  };

  store_init (&store);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (BalaiImportPlan) plan = import (&store, steps[i].text);

      g_test_message ("step %u", (guint) i);
      assert_counts (plan, steps[i].counts[0], steps[i].counts[1], steps[i].counts[2], steps[i].counts[3]);
      g_assert_cmpint (count (&store, &balai_event_kind), ==, steps[i].events);
      if (i > 0 && steps[i].counts[0] == 0)
        g_assert_cmpuint (plan->puts->len, ==, 0);
    }
}

/* Which of two versions is the newer does not depend on which comes first, and neither does which copy is taken. */
static void
test_versions (void)
{
  static const char *const texts[] = {
    HEAD EVENT ("1", "SUMMARY:Lama\nSEQUENCE:1\n") EVENT ("1", "SUMMARY:Baru\nSEQUENCE:2\n") TAIL,
    HEAD EVENT ("1", "SUMMARY:Baru\nSEQUENCE:2\n") EVENT ("1", "SUMMARY:Lama\nSEQUENCE:1\n") TAIL,
  };
  static const char *const copies[] = {
    HEAD EVENT ("1", "SUMMARY:Apel\nURL:https://a\n") EVENT ("1", "SUMMARY:Apel\nURL:https://b\n") TAIL,
    HEAD EVENT ("1", "SUMMARY:Apel\nURL:https://b\n") EVENT ("1", "SUMMARY:Apel\nURL:https://a\n") TAIL,
  };
  g_auto (Store) other = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (Store) store = { 0 };
      g_autoptr (BalaiImportPlan) plan = NULL;
      g_autoptr (BalaiRecord) event = NULL;

      store_init (&store);
      plan = import (&store, texts[i]);
      assert_counts (plan, 1, 0, 1, 0);
      event = find_event (&store, "1");
      g_assert_cmpstr (balai_record_get_title (event), ==, "Baru");
    }
  store_init (&other);
  for (gsize i = 0; i < G_N_ELEMENTS (copies); i++)
    {
      g_autoptr (BalaiImportPlan) plan = import (&other, copies[i]);

      assert_counts (plan, i == 0, 0, 2 - (i == 0), 0);
    }
}

#define OVERRIDE(day) \
  "BEGIN:VEVENT\nUID:s\nRECURRENCE-ID;TZID=Asia/Jakarta:202602" day "T080000\nDTSTAMP:20260101T000000Z\n" \
  "DTSTART;TZID=Asia/Jakarta:202602" day "T093000\nDTEND;TZID=Asia/Jakarta:202602" day "T103000\n" \
  "SUMMARY:Dipindah\nEND:VEVENT\n"

/* Dates of a series that is not in the file go out as such dates, and find the series when it comes. */
static void
test_without_series (void)
{
  g_auto (Store) store = { 0 };
  g_auto (Store) copy = { 0 };
  static const char orphans[] = HEAD OVERRIDE ("09") OVERRIDE ("16") TAIL;
  static const char series[] = HEAD
    "BEGIN:VEVENT\nUID:s\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Asia/Jakarta:20260202T080000\n"
    "DTEND;TZID=Asia/Jakarta:20260202T090000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Apel\nEND:VEVENT\n" TAIL;
  g_autoptr (BalaiImportPlan) first = NULL, self = NULL, other = NULL, later = NULL, again = NULL;
  g_autofree char *out = NULL;

  store_init (&store);
  store_init (&copy);
  first = import (&store, orphans);
  assert_counts (first, 2, 0, 0, 0);
  out = export_text (&store);
  g_assert_nonnull (strstr (out, "\r\nRECURRENCE-ID;TZID=Asia/Jakarta:20260216T080000\r\n"));
  self = import (&store, out);
  assert_counts (self, 0, 0, 2, 0);
  other = import (&copy, out);
  assert_counts (other, 2, 0, 0, 0);
  g_assert_cmpint (count_rows (&copy, "occurrence"), ==, 2);

  later = import (&store, series);
  assert_counts (later, 1, 0, 0, 0);
  again = import (&store, orphans);
  g_assert_cmpint (count (&store, &balai_event_kind), ==, 3);
  g_assert_cmpint (count_rows (&store, "occurrence"), ==, 4);
}

typedef struct
{
  const char *calendar;
  const char *lines;
  const char *zone;
  const char *start; /* wall time there */
} ZoneCase;

static const ZoneCase zone_cases[] = {
  { "X-WR-TIMEZONE:Asia/Jakarta\n", "DTSTART:20260105T010000Z\n", "Asia/Jakarta", "2026-01-05T08:00:00+07:00" },
  { "X-WR-TIMEZONE:Asia/Makassar\n", "DTSTART:20260105T010000Z\n", "Asia/Makassar", "2026-01-05T09:00:00+08:00" },
  { "X-WR-TIMEZONE:Europe/Amsterdam\n", "DTSTART:20260705T100000Z\n", "Europe/Amsterdam",
    "2026-07-05T12:00:00+02:00" },
  { "", "DTSTART:20260105T010000Z\n", "Asia/Jakarta", "2026-01-05T08:00:00+07:00" },
  { "X-WR-TIMEZONE:UTC\n", "DTSTART:20260105T010000Z\n", "Asia/Jakarta", "2026-01-05T08:00:00+07:00" },
  { "X-WR-TIMEZONE:Asia/Jakarta\n", "DTSTART;TZID=Asia/Jayapura:20260105T100000\n", "Asia/Jayapura",
    "2026-01-05T10:00:00+09:00" },
  /* The same day in both, and no summer time: the rule means the same by either clock. */
  { "X-WR-TIMEZONE:Asia/Jakarta\n", "DTSTART:20260105T010000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO\n", "Asia/Jakarta",
    "2026-01-05T08:00:00+07:00" },
  /* Monday evening in UTC is Tuesday in Jakarta; a clock that is put forward; hours of UTC: by its own clock. */
  { "X-WR-TIMEZONE:Asia/Jakarta\n", "DTSTART:20260105T180000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO\n", "UTC",
    "2026-01-05T18:00:00Z" },
  { "X-WR-TIMEZONE:Europe/Amsterdam\n", "DTSTART:20260105T100000Z\nRRULE:FREQ=WEEKLY;BYDAY=MO\n", "UTC",
    "2026-01-05T10:00:00Z" },
  { "X-WR-TIMEZONE:Asia/Jakarta\n", "DTSTART:20260105T010000Z\nRRULE:FREQ=DAILY;BYHOUR=1,2\n", "UTC",
    "2026-01-05T01:00:00Z" },
};

static GArray *
expand_event (Store      *store,
              const char *uid)
{
  g_autoptr (BalaiRecord) event = find_event (store, uid);
  g_auto (BalaiEventSeries) series = { 0 };

  g_assert_true (balai_event_series_init (&series, event, BALAI_ZONE_JAKARTA));
  return balai_recurrence_expand (&series.recurrence, 0, NOW + 2 * 365 * BALAI_DAY, 1000, NULL);
}

/* Nobody reads UTC; and yet nothing happens at another instant. */
static void
test_zone (gconstpointer data)
{
  const ZoneCase *one = data;
  g_auto (Store) store = { 0 }, copy = { 0 };
  g_autofree char *text = g_strdup_printf ("BEGIN:VCALENDAR\n%sBEGIN:VEVENT\nUID:z\nSUMMARY:Rapat\n%sDURATION:PT2H\n"
                                           "END:VEVENT\nEND:VCALENDAR\n", one->calendar, one->lines);
  g_autoptr (BalaiIcal) ical = balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA));
  BalaiRecurrence rule = balai_recurrence_of_event (ical->events->pdata[0]);
  g_autoptr (GArray) wanted = balai_recurrence_expand (&rule, 0, NOW + 2 * 365 * BALAI_DAY, 1000, NULL);
  g_autoptr (GArray) found = NULL, again = NULL;
  g_autoptr (BalaiImportPlan) plan = NULL, same = NULL, other = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autofree char *start = NULL;
  g_autofree char *out = NULL;

  store_init (&store);
  store_init (&copy);
  plan = import (&store, text);
  event = find_event (&store, "z");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_ZONE), ==, one->zone);
  start = balai_zone_to_rfc3339 (balai_zone_get (one->zone), balai_record_get_int (event, BALAI_EVENT_START));
  g_assert_cmpstr (start, ==, one->start);
  found = expand_event (&store, "z");
  out = export_text (&store);
  other = import (&copy, out);
  again = expand_event (&copy, "z");
  g_assert_cmpuint (found->len, ==, wanted->len);
  g_assert_cmpuint (again->len, ==, wanted->len);
  for (guint i = 0; i < wanted->len; i++)
    {
      int64_t instant = g_array_index (wanted, BalaiOccurrenceStart, i).start;

      g_assert_cmpint (g_array_index (found, BalaiOccurrenceStart, i).start, ==, instant);
      g_assert_cmpint (g_array_index (again, BalaiOccurrenceStart, i).start, ==, instant);
    }
  same = import (&store, text);
  assert_counts (same, 0, 0, 1, 0);
}

/* A name longer than a register takes is cut, and found again under what is left of it. */
static void
test_long_place (void)
{
  g_auto (Store) store = { 0 };
  g_autofree char *name = g_strnfill (300, 'a');
  g_autofree char *text = g_strdup_printf (HEAD EVENT ("p", "SUMMARY:Rapat\nLOCATION:%s\n") TAIL, name);
  g_autoptr (BalaiImportPlan) first = NULL, second = NULL;

  store_init (&store);
  first = import (&store, text);
  second = import (&store, text);
  assert_counts (second, 0, 0, 1, 0);
  g_assert_cmpint (count (&store, &balai_venue_kind), ==, 1);
}

typedef struct
{
  const char *name;
  const char *series; /* what the series says */
  const char *parts;  /* its overrides */
  const char *dates;  /* on the clock of Jakarta */
} SplitCase;

#define SERIES(lines) "BEGIN:VEVENT\nUID:t\nDTSTAMP:20260101T000000Z\nSUMMARY:Apel\n" lines "END:VEVENT\n"
#define PART(date, start) SERIES ("RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Asia/Jakarta:" date "\n" \
                                  "DTSTART;TZID=Asia/Jakarta:" start "\nDURATION:PT1H\n")
#define ONE(date, start) SERIES ("RECURRENCE-ID;TZID=Asia/Jakarta:" date "\n" \
                                 "DTSTART;TZID=Asia/Jakarta:" start "\nDURATION:PT1H\n")
#define FROM(start) "DTSTART;TZID=Asia/Jakarta:" start "\nDURATION:PT1H\n"

static const SplitCase split_cases[] = {
  { "weekly", SERIES (FROM ("20260105T080000") "RRULE:FREQ=WEEKLY;COUNT=4;BYDAY=MO\n"),
    PART ("20260119T080000", "20260120T090000"), "0105T08 0112T08 0120T09 0127T09" },
  { "two-days-of-the-week",
    SERIES (FROM ("20260105T080000") "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=6;BYDAY=MO,SU;WKST=MO\n"),
    PART ("20260111T080000", "20260112T090000"), "0105T08 0112T09 0120T09 0126T09 0203T09 0209T09" },
  { "day-of-the-month", SERIES (FROM ("20260131T080000") "RRULE:FREQ=MONTHLY;BYMONTHDAY=31;COUNT=4\n"),
    PART ("20260331T080000", "20260401T080000"), "0131T08 0401T08 0601T08 0801T08" },
  { "second-tuesday", SERIES (FROM ("20260113T080000") "RRULE:FREQ=MONTHLY;BYDAY=2TU;COUNT=4\n"),
    PART ("20260310T080000", "20260311T080000"), "0113T08 0210T08 0311T08 0415T08" },
  { "cut-twice", SERIES (FROM ("20260105T120000") "RRULE:FREQ=DAILY;INTERVAL=2;COUNT=7\nRDATE;TZID=Asia/Jakarta:"
                         "20260110T080000\nEXDATE;TZID=Asia/Jakarta:20260111T120000\n"),
    PART ("20260109T120000", "20260109T090000") PART ("20260115T120000", "20260116T140000")
    ONE ("20260113T120000", "20260113T200000"), "0105T12 0107T12 0109T09 0110T05 0113T20 0116T14 0118T14" },
  { "from-the-beginning", SERIES (FROM ("20260105T080000") "RRULE:FREQ=WEEKLY;COUNT=3\n"),
    PART ("20260105T080000", "20260105T100000"), "0105T10 0112T10 0119T10" },
  { "after-the-end", SERIES (FROM ("20260105T080000") "RRULE:FREQ=WEEKLY;COUNT=2\n"),
    PART ("20260302T080000", "20260302T100000"), "0105T08 0112T08 0302T10" },
};

static char *
dates_of (Store *store)
{
  g_autoptr (BalaiStatement) statement = balai_database_get (
    balai_repository_get_database (store->repository), "SELECT start FROM occurrence ORDER BY start", NULL);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (statement);
  while (balai_statement_step (statement, NULL) == BALAI_STEP_ROW)
    {
      g_autofree char *start = balai_zone_to_rfc3339 (balai_zone_get (BALAI_ZONE_JAKARTA),
                                                      balai_statement_int (statement, 0));

      g_string_append_printf (text, "%s%.2s%.5s", text->len > 0 ? " " : "", start + 5, start + 8);
    }
  return g_string_free (text, FALSE);
}

/* This date and all that follow: each is moved as far as the first, whatever the rule counts in. */
static void
test_split (gconstpointer data)
{
  const SplitCase *one = data;
  g_auto (Store) store = { 0 }, copy = { 0 };
  g_autofree char *text = g_strconcat (HEAD, one->series, one->parts, TAIL, NULL);
  g_autofree char *out = NULL, *dates = NULL, *copied = NULL;
  g_autoptr (BalaiImportPlan) plan = NULL, again = NULL, other = NULL;

  store_init (&store);
  store_init (&copy);
  plan = import (&store, text);
  dates = dates_of (&store);
  g_assert_cmpstr (dates, ==, one->dates);
  again = import (&store, text);
  assert_counts (again, 0, 0, plan->n_events, 0);
  out = export_text (&store);
  other = import (&copy, out);
  copied = dates_of (&copy);
  g_assert_cmpstr (copied, ==, one->dates);
}

/* Exchange writes the dates of an all-day series as midnight of its author, wherever that is. */
static void
test_days_of_another_zone (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = HEAD
    "BEGIN:VEVENT\nUID:d\nSUMMARY:Libur\nDTSTART;VALUE=DATE:20260202\nRRULE:FREQ=DAILY;COUNT=7\n"
    "EXDATE;TZID=Pacific/Auckland:20260204T000000\nEXDATE;TZID=America/Los_Angeles:20260206T000000\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:d\nSUMMARY:Pindah\nRECURRENCE-ID;TZID=Pacific/Auckland:20260207T000000\n"
    "DTSTART;VALUE=DATE:20260301\nEND:VEVENT\n" TAIL;
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autofree char *dates = NULL;

  store_init (&store);
  plan = import (&store, text);
  dates = dates_of (&store);
  g_assert_cmpstr (dates, ==, "0202T00 0203T00 0205T00 0208T00 0301T00");
}

static BalaiImportPlan *
plan_clashes (Store      *store,
              const char *text)
{
  BalaiImportOptions options = { .create_all = TRUE };
  BalaiImportPlan *plan = plan_bytes (store, text, strlen (text), &options);
  g_autoptr (GError) error = NULL;

  g_assert_true (balai_import_plan_find_clashes (plan, store->repository, NULL, &error));
  g_assert_no_error (error);
  return plan;
}

#define TIMED(uid, from, to, place, lines) \
  "BEGIN:VEVENT\nUID:" uid "\nDTSTART;TZID=Asia/Jakarta:202602" from "\nDTEND;TZID=Asia/Jakarta:202602" to "\n" \
  "SUMMARY:Acara " uid "\nLOCATION:" place "\n" lines "END:VEVENT\n"

/* A file that books a room twice says so before it is taken in, and so does one that meets what is there. */
static void
test_clashes (void)
{
  g_auto (Store) store = { 0 };
  static const char own[] = HEAD TIMED ("a", "10T090000", "10T110000", "Aula", "")
    TIMED ("b", "10T103000", "10T120000", "AULA", "") TIMED ("c", "10T110000", "10T113000", "Ruang Lain", "")
    TIMED ("d", "10T103000", "10T120000", "Aula", "STATUS:CANCELLED\n") TAIL;
  static const char stored[] = HEAD TIMED ("e", "10T110000", "10T113000", "Ruang Lain", "") TAIL;
  static const char series[] = HEAD TIMED ("f", "02T080000", "02T090000", "Pendopo", "RRULE:FREQ=WEEKLY;COUNT=3\n")
    "BEGIN:VEVENT\nUID:f\nRECURRENCE-ID;TZID=Asia/Jakarta:20260209T080000\nSUMMARY:Acara f\n"
    "DTSTART;TZID=Asia/Jakarta:20260210T080000\nDTEND;TZID=Asia/Jakarta:20260210T090000\nLOCATION:Pendopo\n"
    "END:VEVENT\n" TIMED ("g", "09T083000", "09T093000", "Pendopo", "")
    TIMED ("h", "10T083000", "10T093000", "Pendopo", "") TAIL;
  g_autoptr (BalaiImportPlan) first = plan_clashes ((store_init (&store), &store), own);
  g_autoptr (BalaiImportPlan) done = NULL, second = NULL, same = NULL, third = NULL;
  const BalaiImportItem *a = first->items->pdata[0], *b = first->items->pdata[1], *c = first->items->pdata[2];
  const BalaiImportItem *e;
  guint clashes[4] = { 0 };

  g_assert_cmpuint (first->n_clashing, ==, 2);
  g_assert_cmpuint (a->n_clashes, ==, 1);
  g_assert_cmpstr (a->clash_title, ==, "Acara b");
  g_assert_cmpstr (b->clash_title, ==, "Acara a");
  g_assert_cmpstr (a->clash_resource, ==, "Aula");
  g_assert_true (a->clash_in_file);
  g_assert_cmpint (a->clash_span.end - a->clash_span.start, ==, 30 * BALAI_MINUTE);
  g_assert_cmpuint (c->n_clashes, ==, 0);

  done = import (&store, own);
  same = plan_clashes (&store, own);
  g_assert_cmpuint (same->n_clashing, ==, 0);
  second = plan_clashes (&store, stored);
  e = second->items->pdata[0];
  g_assert_cmpuint (second->n_clashing, ==, 1);
  g_assert_cmpstr (e->clash_title, ==, "Acara c");
  g_assert_false (e->clash_in_file);

  /* A date that was moved clashes where it is, not where it was. */
  third = plan_clashes (&store, series);
  for (guint i = 0; i < 4; i++)
    clashes[i] = ((const BalaiImportItem *) third->items->pdata[i])->n_clashes;
  g_assert_cmpuint (clashes[0], ==, 0);
  g_assert_cmpuint (clashes[1], ==, 1);
  g_assert_cmpuint (clashes[2], ==, 0);
  g_assert_cmpuint (clashes[3], ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/ical-identity/reordered", test_reordered);
  g_test_add_func ("/ical-identity/versions", test_versions);
  g_test_add_func ("/ical-identity/without-series", test_without_series);
  g_test_add_func ("/ical-identity/clashes", test_clashes);
  g_test_add_func ("/ical-identity/long-place", test_long_place);
  g_test_add_func ("/ical-identity/days-of-another-zone", test_days_of_another_zone);
  for (gsize i = 0; i < G_N_ELEMENTS (split_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ical-identity/split/%s", split_cases[i].name);

      g_test_add_data_func (path, &split_cases[i], test_split);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (zone_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ical-identity/zone/%u", (guint) i);

      g_test_add_data_func (path, &zone_cases[i], test_zone);
    }
  return g_test_run ();
}

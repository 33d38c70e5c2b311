/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-calendar-part.h"
#include "import-store.h"

/* What stands beside the events of a file comes out of an export as it came in. */

#define HEAD "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Other//EN\n"
#define TAIL "END:VCALENDAR\n"
#define CUSTOM_ZONE \
  "BEGIN:VTIMEZONE\nTZID:Kantor Kami\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0700\n" \
  "TZOFFSETTO:+0700\nEND:STANDARD\nEND:VTIMEZONE\n"
#define TASK(uid, lines) \
  "BEGIN:VTODO\nUID:" uid "\nDTSTAMP:20260101T000000Z\nDUE;TZID=Kantor Kami:20260210T090000\n" lines "END:VTODO\n"
#define NAMED(name) "X-WR-CALNAME:" name "\n"

static BalaiIcal *
export_model (Store      *store,
              const char *opd,
              const char *venue,
              const char *person)
{
  BalaiExportScope scope = { .opd = opd, .venue = venue, .person = person };
  g_autoptr (GError) error = NULL;
  BalaiIcal *ical = balai_ical_export (store->repository, &scope, NULL, &error);

  g_assert_no_error (error);
  return ical;
}

static char *
export_text (Store *store)
{
  g_autoptr (BalaiIcal) ical = export_model (store, NULL, NULL, NULL);

  return balai_ical_write (ical, NOW);
}

static BalaiIcal *
read_text (const char *text)
{
  return balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA));
}

static gboolean
has_component (const BalaiIcal *ical,
               const char      *text)
{
  for (guint i = 0; i < ical->others->len; i++)
    {
      if (g_str_equal (((BalaiIcalOther *) ical->others->pdata[i])->text, text))
        return TRUE;
    }
  return FALSE;
}

static guint
count_components (const BalaiIcal *ical,
                  const char      *kind)
{
  guint n = 0;

  for (guint i = 0; i < ical->others->len; i++)
    n += g_str_equal (((BalaiIcalOther *) ical->others->pdata[i])->kind, kind);
  return n;
}

static const char everything[] =
  HEAD NAMED ("Agenda\\, kantor") "X-WR-CALDESC:Semua acara\nCOLOR:teal\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\n"
  "X-APPLE-CALENDAR-COLOR:#1BADF8FF\n"
  CUSTOM_ZONE
  "BEGIN:VTIMEZONE\nTZID:Tidak Dipakai\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0700\n"
  "TZOFFSETTO:+0700\nEND:STANDARD\nEND:VTIMEZONE\n"
  "BEGIN:VEVENT\nUID:rapat\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Asia/Jakarta:20260210T090000\n"
  "DTEND;TZID=Asia/Jakarta:20260210T110000\nSUMMARY:Rapat\nX-UNKNOWN;A=b:c\n"
  "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nX-WR-ALARMUID:7\nEND:VALARM\n"
  "BEGIN:X-PART\nX-LINE:1\nBEGIN:X-INNER\nX-LINE:2\nEND:X-INNER\nEND:X-PART\nEND:VEVENT\n"
  TASK ("tugas", "SUMMARY:Siapkan notulen\nBEGIN:VALARM\nACTION:AUDIO\nTRIGGER:-PT1H\nEND:VALARM\n")
  "BEGIN:VJOURNAL\nUID:catatan\nDTSTAMP:20260101T000000Z\nDTSTART;TZID=Asia/Makassar:20260210T090000\n"
  "SUMMARY:Catatan\nEND:VJOURNAL\n"
  "BEGIN:VFREEBUSY\nUID:luang\nDTSTAMP:20260101T000000Z\nFREEBUSY:20260210T010000Z/PT3H\nEND:VFREEBUSY\n"
  "BEGIN:X-COMPONENT\nX-VALUE:tanpa UID\nEND:X-COMPONENT\n"
  "BEGIN:VAVAILABILITY\nUID:ada\nDTSTAMP:20260101T000000Z\nBEGIN:AVAILABLE\nUID:pagi\nDTSTART:20260210T010000Z\n"
  "END:AVAILABLE\nEND:VAVAILABILITY\n"
  TAIL;

static void
test_round_trip (void)
{
  g_auto (Store) store = { 0 };
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autofree char *text = NULL, *again = NULL;
  g_autoptr (BalaiIcal) before = read_text (everything), after = NULL;
  const BalaiIcalEvent *event;
  const BalaiIcalCalendar *calendar;

  store_init (&store);
  plan = import (&store, everything);
  assert_counts (plan, 1, 0, 0, 0);
  g_assert_cmpuint (plan->n_events, ==, 1);

  text = export_text (&store);
  again = export_text (&store);
  g_assert_cmpstr (text, ==, again);
  after = read_text (text);
  g_assert_cmpuint (after->problems->len, ==, 0);
  g_assert_cmpuint (after->calendars->len, ==, 1);
  for (guint i = 0; i < before->others->len; i++)
    {
      const BalaiIcalOther *other = before->others->pdata[i];

      if (!g_str_equal (other->kind, "VTIMEZONE") || g_str_equal (other->id, "Kantor Kami"))
        g_assert_true (has_component (after, other->text));
    }
  /* One zone of the event, one a component brought along, one that only a component names; none that nobody uses. */
  g_assert_cmpuint (count_components (after, "VTIMEZONE"), ==, 3);
  g_assert_nonnull (strstr (text, "TZID:Asia/Makassar\r\n"));
  g_assert_cmpuint (after->others->len, ==, 3 + 5);

  calendar = after->calendars->pdata[0];
  g_assert_cmpstr (calendar->name, ==, "Agenda, kantor");
  g_assert_true (g_str_has_prefix (calendar->raw,
                                   "X-WR-CALDESC:Semua acara\nCOLOR:teal\nREFRESH-INTERVAL;VALUE=DURATION:PT12H\n"
                                   "X-APPLE-CALENDAR-COLOR:#1BADF8FF\n"));

  g_assert_cmpuint (after->events->len, ==, 1);
  event = after->events->pdata[0];
  g_assert_nonnull (strstr (event->raw, "X-UNKNOWN;A=b:c\n"));
  g_assert_nonnull (strstr (event->raw,
                            "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nX-WR-ALARMUID:7\nEND:VALARM\n"));
  g_assert_nonnull (strstr (event->raw,
                            "BEGIN:X-PART\nX-LINE:1\nBEGIN:X-INNER\nX-LINE:2\nEND:X-INNER\nEND:X-PART\n"));
}


/* The same file changes nothing; a newer one replaces what it has anew, an older one does not. */
static void
test_versions (void)
{
  g_auto (Store) store = { 0 };
  static const char first[] = HEAD CUSTOM_ZONE TASK ("t", "SEQUENCE:1\nSUMMARY:Pertama\n")
    TASK ("u", "SUMMARY:Lain\n") "BEGIN:X-NOTE\nX-TEXT:a\nEND:X-NOTE\n" TAIL;
  static const char newer[] = HEAD CUSTOM_ZONE TASK ("t", "SEQUENCE:2\nSUMMARY:Kedua\n") TAIL;
  g_autoptr (BalaiImportPlan) once = NULL, twice = NULL, changed = NULL, older = NULL;
  g_autoptr (BalaiIcal) ical = NULL;

  store_init (&store);
  once = import (&store, first);
  g_assert_cmpuint (once->n_parts, ==, 3);
  g_assert_cmpuint (once->n_new_parts, ==, 3);
  g_assert_cmpuint (once->n_events, ==, 0);
  g_assert_cmpuint (once->items->len, ==, 0);
  g_assert_cmpint (count (&store, &balai_calendar_part_kind), ==, 4);
  twice = import (&store, first);
  g_assert_cmpuint (twice->puts->len, ==, 0);
  g_assert_cmpuint (twice->n_parts, ==, 3);
  g_assert_cmpuint (twice->n_new_parts, ==, 0);
  changed = import (&store, newer);
  g_assert_cmpuint (changed->puts->len, ==, 1);
  g_assert_cmpuint (changed->n_parts, ==, 1);
  g_assert_cmpuint (changed->n_new_parts, ==, 1);
  older = import (&store, first);
  g_assert_cmpuint (older->puts->len, ==, 0);
  g_assert_cmpint (count (&store, &balai_calendar_part_kind), ==, 4);

  ical = export_model (&store, NULL, NULL, NULL);
  g_assert_true (has_component (ical, TASK ("t", "SEQUENCE:2\nSUMMARY:Kedua\n")));
  g_assert_false (has_component (ical, TASK ("t", "SEQUENCE:1\nSUMMARY:Pertama\n")));
  g_assert_true (has_component (ical, TASK ("u", "SUMMARY:Lain\n")));
  g_assert_cmpuint (count_components (ical, "VTIMEZONE"), ==, 1);
}

/* One identifier used for several things: none is lost, in whatever order they stand; a date of a series is its own. */
static void
test_one_identifier (void)
{
  static const char *const texts[] = {
    HEAD TASK ("t", "SUMMARY:A\n") TASK ("t", "SUMMARY:B\n") TASK ("t", "SUMMARY:A\n")
      TASK ("t", "RECURRENCE-ID:20260210T020000Z\n") TASK ("t", "SUMMARY:C\nDTSTAMP:20250101T000000Z\n")
      "BEGIN:VJOURNAL\nUID:t\nEND:VJOURNAL\n" TAIL,
    HEAD "BEGIN:VJOURNAL\nUID:t\nEND:VJOURNAL\n" TASK ("t", "RECURRENCE-ID:20260210T020000Z\n")
      TASK ("t", "SUMMARY:B\n") TASK ("t", "SUMMARY:C\nDTSTAMP:20250101T000000Z\n") TASK ("t", "SUMMARY:A\n") TAIL,
  };
  g_auto (Store) store = { 0 };

  store_init (&store);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (BalaiImportPlan) plan = import (&store, texts[i]);
      g_autoptr (BalaiIcal) ical = export_model (&store, NULL, NULL, NULL);

      g_assert_cmpuint (plan->n_new_parts, ==, i == 0 ? 5 : 0);
      g_assert_true (has_component (ical, TASK ("t", "SUMMARY:A\n")));
      g_assert_true (has_component (ical, TASK ("t", "SUMMARY:B\n")));
      g_assert_cmpuint (ical->others->len, ==, 5);
    }
}

/* One step takes back all of an import, and puts back what it had replaced. */
static void
test_undo (void)
{
  g_auto (Store) store = { 0 };
  static const char first[] = HEAD NAMED ("Dinas") TASK ("t", "SUMMARY:Pertama\n") TAIL;
  static const char second[] = HEAD NAMED ("Dinas") "COLOR:red\n" CUSTOM_ZONE
    TASK ("t", "SEQUENCE:1\nSUMMARY:Kedua\n") TASK ("u", "") EVENT ("e", "SUMMARY:Rapat\n") TAIL;
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (BalaiImportPlan) one = NULL, two = NULL;
  g_autoptr (GError) error = NULL;

  store_init (&store);
  one = import (&store, first);
  before = export_text (&store);
  for (int i = 0; i < 3; i++)
    {
      g_autoptr (BalaiUndone) undone = NULL;

      g_clear_pointer (&two, balai_import_plan_free);
      two = import (&store, second);
      g_assert_cmpint (count (&store, &balai_calendar_part_kind), ==, 4);
      balai_repository_undo (store.repository, 0, &undone, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (undone->kept, ==, 0);
      g_assert_cmpint (count (&store, &balai_calendar_part_kind), ==, 2);
      g_free (after);
      after = export_text (&store);
      g_assert_cmpstr (before, ==, after);
    }
}

/* A zone that something else still names does not go with the import that brought it. */
static void
test_undo_keeps_zone (void)
{
  g_auto (Store) store = { 0 };
  g_autoptr (BalaiImportPlan) one = NULL, two = NULL;
  g_autoptr (BalaiUndone) undone = NULL;
  g_autoptr (BalaiIcal) ical = NULL;
  g_autoptr (GError) error = NULL;
  int64_t batch;

  store_init (&store);
  one = import (&store, HEAD CUSTOM_ZONE TASK ("t", "") TAIL);
  g_assert_true (balai_repository_last_step (store.repository, &batch, NULL, &error));
  two = import (&store, HEAD CUSTOM_ZONE TASK ("u", "") TAIL);
  balai_repository_undo (store.repository, batch, &undone, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (undone->undone, ==, 1);
  g_assert_cmpuint (undone->kept, ==, 1);
  ical = export_model (&store, NULL, NULL, NULL);
  g_assert_false (has_component (ical, TASK ("t", "")));
  g_assert_true (has_component (ical, TASK ("u", "")));
  g_assert_true (has_component (ical, CUSTOM_ZONE));
}

static char *
add_record (Store           *store,
            const BalaiKind *kind,
            int              field,
            const char      *name,
            int              code_field,
            const char      *code)
{
  g_autoptr (BalaiRecord) record = balai_record_new (kind);

  balai_record_set_text (record, field, name);
  if (code != NULL)
    balai_record_set_text (record, code_field, code);
  put (store, record);
  return g_strdup (balai_record_get_id (record));
}

static char *
add_opd (Store      *store,
         const char *code,
         const char *name)
{
  return add_record (store, &balai_opd_kind, BALAI_OPD_NAME, name, BALAI_OPD_CODE, code);
}

static void
import_for (Store      *store,
            const char *opd,
            const char *text)
{
  BalaiImportOptions options = { .opd = opd, .create_all = TRUE };
  g_autoptr (BalaiImportPlan) plan = import_with (store, text, &options);

  g_assert_cmpuint (plan->counts[BALAI_IMPORT_UNREADABLE], ==, 0);
}

#define CALENDAR(name, lines, uid) HEAD NAMED (name) lines TASK (uid, "") EVENT (uid, "SUMMARY:Rapat " uid "\n") TAIL

static void
assert_calendar (Store      *store,
                 const char *opd,
                 const char *name,
                 const char *raw,
                 guint       n_others)
{
  g_autoptr (BalaiIcal) ical = export_model (store, opd, NULL, NULL);
  const BalaiIcalCalendar *calendar = ical->calendars->pdata[0];
  const char *source = strstr (calendar->raw, BALAI_CALENDAR_PART_SOURCE);
  g_autofree char *own = g_strndup (calendar->raw, source ? (gsize) (source - calendar->raw) : strlen (calendar->raw));

  g_assert_cmpstr (calendar->name, ==, name);
  g_assert_cmpstr (own, ==, raw);
  g_assert_cmpuint (ical->others->len, ==, n_others);
}

/* Each OPD gets its own; the calendar of all says what its sources say alike; a room or a person has neither. */
static void
test_scopes (void)
{
  g_auto (Store) store = { 0 };
  g_autofree char *city = NULL, *health = NULL, *roads = NULL, *parks = NULL, *venue = NULL, *person = NULL;
  g_autoptr (BalaiIcal) of_venue = NULL, of_person = NULL;
  g_autoptr (BalaiRecord) own = NULL, record = NULL;
  g_autoptr (BalaiBatch) batch = balai_batch_new ("delete", BALAI_BATCH_DEFAULT);

  store_init (&store);
  city = add_record (&store, &balai_city_kind, BALAI_CITY_NAME, "Kota", 0, NULL);
  health = add_opd (&store, "1", "Dinas Kesehatan");
  roads = add_opd (&store, "2", "Dinas PUPR");
  parks = add_opd (&store, "3", "Dinas Lingkungan");
  venue = add_record (&store, &balai_venue_kind, BALAI_VENUE_NAME, "Aula", 0, NULL);
  person = add_record (&store, &balai_person_kind, BALAI_PERSON_NAME, "Sekda", 0, NULL);

  assert_calendar (&store, NULL, "Kota", "", 0);
  import_for (&store, health, CALENDAR ("Kalender", "COLOR:red\nX-PUBLISHED-TTL:PT1H\n", "a"));
  assert_calendar (&store, NULL, "Kalender", "COLOR:red\nX-PUBLISHED-TTL:PT1H\n", 1);
  assert_calendar (&store, health, "Kalender", "COLOR:red\nX-PUBLISHED-TTL:PT1H\n", 1);
  assert_calendar (&store, roads, "Dinas PUPR", "", 0);

  import_for (&store, roads, CALENDAR ("Kalender", "COLOR:blue\nX-PUBLISHED-TTL:PT1H\n", "b"));
  assert_calendar (&store, NULL, "Kalender", "X-PUBLISHED-TTL:PT1H\n", 2);
  assert_calendar (&store, health, "Kalender", "COLOR:red\nX-PUBLISHED-TTL:PT1H\n", 1);
  assert_calendar (&store, roads, "Kalender", "COLOR:blue\nX-PUBLISHED-TTL:PT1H\n", 1);

  import_for (&store, roads, CALENDAR ("Kalender", "COLOR:green\n", "b"));
  assert_calendar (&store, roads, "Kalender", "COLOR:green\n", 1);
  import_for (&store, roads, CALENDAR ("Jalan", "COLOR:green\nX-NO:1\n", "c"));
  assert_calendar (&store, roads, "Dinas PUPR", "COLOR:green\n", 2);

  /* An OPD that has no calendar of its own speaks for none of these. */
  import_for (&store, parks,
              HEAD EVENT ("d", "SUMMARY:Tanam pohon\nLOCATION:Aula\nATTENDEE;CN=Sekda:mailto:x@y\n") TAIL);
  assert_calendar (&store, NULL, "Kota", "", 3);

  of_venue = export_model (&store, NULL, venue, NULL);
  of_person = export_model (&store, NULL, NULL, person);
  g_assert_cmpuint (of_venue->others->len + of_person->others->len, ==, 0);
  g_assert_cmpstr (((BalaiIcalCalendar *) of_venue->calendars->pdata[0])->raw, ==, "");

  /* What hangs on an OPD goes with it. */
  record = balai_repository_get (store.repository, &balai_opd_kind, health, NULL);
  balai_batch_delete (batch, record);
  apply (&store, batch);
  assert_calendar (&store, health, "Kota", "", 0);
}

/* What was exported changes nothing where it came from, and carries everything to where it has not been. */
static void
test_own_export (void)
{
  g_auto (Store) store = { 0 };
  g_auto (Store) copy = { 0 };
  g_autoptr (BalaiImportPlan) first = NULL, own = NULL, other = NULL, again = NULL;
  g_autofree char *city = NULL, *text = NULL, *text_of_copy = NULL;
  g_autoptr (BalaiIcal) before = NULL, after = NULL;

  store_init (&store);
  store_init (&copy);
  city = add_record (&store, &balai_city_kind, BALAI_CITY_NAME, "Kota", 0, NULL);
  text = export_text (&store);
  other = import (&copy, text);
  g_assert_cmpuint (other->puts->len, ==, 0);

  first = import (&store, everything);
  g_free (text);
  text = export_text (&store);
  own = import (&store, text);
  g_assert_cmpuint (own->n_parts, ==, 5);
  g_assert_cmpuint (own->puts->len, ==, 0);
  g_clear_pointer (&other, balai_import_plan_free);
  other = import (&copy, text);
  g_assert_cmpuint (other->n_new_parts, ==, 6);
  again = import (&copy, text);
  g_assert_cmpuint (again->puts->len, ==, 0);

  text_of_copy = export_text (&copy);
  before = read_text (text);
  after = read_text (text_of_copy);
  g_assert_cmpuint (before->others->len, ==, after->others->len);
  for (guint i = 0; i < before->others->len; i++)
    g_assert_true (has_component (after, ((BalaiIcalOther *) before->others->pdata[i])->text));
  g_assert_cmpstr (((BalaiIcalCalendar *) after->calendars->pdata[0])->name, ==, "Agenda, kantor");
}

/* Letters about meetings are no calendars. */
static void
test_letters (void)
{
  g_auto (Store) store = { 0 };
  g_autoptr (BalaiImportPlan) reply = NULL, request = NULL;

  store_init (&store);
  reply = import (&store, HEAD "METHOD:REPLY\nX-MS-OLK-FORCEINSPECTOROPEN:TRUE\n" TASK ("t", "") TAIL);
  g_assert_cmpuint (reply->puts->len, ==, 0);
  request = import (&store, HEAD "METHOD:REQUEST\nX-MS-OLK-FORCEINSPECTOROPEN:TRUE\n" TASK ("t", "") TAIL);
  g_assert_cmpuint (request->puts->len, ==, 1);
  g_assert_cmpuint (request->n_parts, ==, 1);
}

/* Nothing that stands in a file stops an import or makes an export that cannot be read. */
static void
test_malformed (void)
{
  static const char text[] = HEAD
    "X-WR-CALNAME\nnothing\n;:\n:\nX-OK:ya\n"
    "BEGIN:VTODO\nUID:\nDTSTAMP:kemarin\nSEQUENCE:banyak\nbroken line\nBEGIN:VALARM\nEND:VTODO\n"
    "BEGIN:\nX-A:1\nEND:\n"
    "BEGIN:X COMPONENT\nX-A:1\nEND:X COMPONENT\n"
    "BEGIN:VTIMEZONE\nEND:VTIMEZONE\n"
    "BEGIN:VTIMEZONE\nTZID:Rusak\nEND:VTIMEZONE\n"
    "BEGIN:VTODO\nUID:z\nDUE;TZID=Rusak;TZID=\"\":x\nX;TZID=Tidak Ada:1\nRECURRENCE-ID;TZID=Rusak:\nEND:VTODO\n"
    "BEGIN:VEVENT\nUID:tanpa awal\nSUMMARY:Tak terbaca\nEND:VEVENT\n"
    "END:VJOURNAL\nBEGIN:VJOURNAL\n" TAIL
    "BEGIN:VTODO\nUID:di luar\nEND:VTODO\nBEGIN:VCALENDAR\nBEGIN:VCALENDAR\nBEGIN:X-LAST\nX-B:2";
  g_auto (Store) store = { 0 };
  g_autoptr (BalaiImportPlan) plan = NULL, again = NULL;
  g_autoptr (BalaiIcal) ical = NULL;
  g_autofree char *out = NULL;
  g_autofree char *long_uid = g_strnfill (5000, 'u');
  g_autofree char *long_name = g_strnfill (5000, 'X');
  g_autofree char *long_text = g_strdup_printf (HEAD "BEGIN:VTODO\nUID:%s\nRECURRENCE-ID:%s\nEND:VTODO\n"
                                                "BEGIN:%s\nEND:%s\n" NAMED ("%s") TAIL,
                                                long_uid, long_uid, long_name, long_name, long_uid);

  store_init (&store);
  plan = import (&store, text);
  g_assert_cmpuint (plan->n_events, ==, 1);
  g_assert_cmpuint (plan->counts[BALAI_IMPORT_UNREADABLE], ==, 1);
  g_assert_cmpuint (plan->n_parts, ==, 5);
  again = import (&store, text);
  g_assert_cmpuint (again->puts->len, ==, 0);
  out = export_text (&store);
  ical = read_text (out);
  g_assert_cmpuint (ical->problems->len, ==, 0);
  g_assert_true (has_component (ical, "BEGIN:VTODO\nUID:di luar\nEND:VTODO\n"));
  g_assert_true (has_component (ical, "BEGIN:X-LAST\nX-B:2\nEND:X-LAST\n"));
  g_assert_cmpuint (count_components (ical, "VTODO"), ==, 3);
  g_assert_cmpuint (count_components (ical, "VTIMEZONE"), ==, 1);
  g_assert_cmpuint (ical->n_components, ==, 0);

  g_clear_pointer (&plan, balai_import_plan_free);
  g_clear_pointer (&again, balai_import_plan_free);
  plan = import (&store, long_text);
  g_assert_cmpuint (plan->n_new_parts, ==, 2);
  again = import (&store, long_text);
  g_assert_cmpuint (again->puts->len, ==, 0);
}

/* What is larger than a field may be is told of and left out; all the rest comes in. */
static void
test_too_large (void)
{
  g_auto (Store) store = { 0 };
  g_autofree char *filling = g_strnfill (16777216, 'x');
  g_autofree char *text = g_strdup_printf (HEAD "%s" "BEGIN:VTODO\nUID:besar\nX-A:%s\nEND:VTODO\n" TAIL,
                                           EVENT ("e", "SUMMARY:Rapat\n") "BEGIN:VTODO\nUID:kecil\nEND:VTODO\n",
                                           filling);
  g_autoptr (BalaiImportPlan) plan = NULL;
  const BalaiImportNote *note;

  store_init (&store);
  plan = import (&store, text);
  assert_counts (plan, 1, 0, 0, 0);
  g_assert_cmpuint (plan->n_parts, ==, 1);
  g_assert_cmpuint (plan->notes->len, ==, 1);
  note = plan->notes->pdata[0];
  g_assert_cmpint (note->problem, ==, BALAI_ICAL_PROBLEM_TOO_LARGE);
  g_assert_cmpuint (note->line, ==, 14);
  g_assert_cmpstr (note->text, ==, "VTODO");
}

/* A correction goes out as newer than what it corrects, at the time it was made; the rest keeps its stamps. */
static void
test_last_modified (void)
{
  g_auto (Store) store = { 0 };
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autoptr (BalaiRecord) event = NULL, typed = NULL;
  g_autofree char *before = NULL, *corrected = NULL, *again = NULL;

  store_init (&store);
  plan = import (&store, HEAD EVENT ("e", "SUMMARY:Rapat\nLAST-MODIFIED:20251231T000000Z\n") TAIL);
  before = export_text (&store);
  g_assert_nonnull (strstr (before, "DTSTAMP:20260101T000000Z\r\n"));
  g_assert_nonnull (strstr (before, "LAST-MODIFIED:20251231T000000Z\r\n"));

  balai_clock_advance (store.clock, 86400 * 3 + 3661);
  event = find_event (&store, "e");
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Rapat kerja");
  put (&store, event);
  balai_clock_advance (store.clock, 86400 * 6 - 3661);
  corrected = export_text (&store);
  g_assert_nonnull (strstr (corrected, "SEQUENCE:1\r\n"));
  g_assert_nonnull (strstr (corrected, "DTSTAMP:20260104T010101Z\r\n"));
  g_assert_nonnull (strstr (corrected, "LAST-MODIFIED:20260104T010101Z\r\n"));

  typed = balai_record_new (&balai_event_kind);
  balai_record_set_text (typed, BALAI_EVENT_TITLE, "Apel");
  balai_record_set_int (typed, BALAI_EVENT_START, NOW);
  balai_record_set_int (typed, BALAI_EVENT_END, NOW + 3600);
  put (&store, typed);
  balai_clock_advance (store.clock, 86400 * 11);
  again = export_text (&store);
  g_assert_nonnull (strstr (again, "DTSTAMP:20260110T000000Z\r\n"));
  g_assert_nonnull (strstr (again, "LAST-MODIFIED:20260110T000000Z\r\n"));
}

/* Who comes is part of what is corrected. */
static void
test_guests_modified (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = HEAD EVENT ("e", "SUMMARY:Rapat\nSEQUENCE:4\nATTENDEE;CN=Sekda:mailto:sekda@x\n") TAIL;
  g_autofree char *before = NULL, *answered = NULL, *without = NULL;
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autoptr (GPtrArray) guests = NULL;
  g_autoptr (BalaiBatch) batch = balai_batch_new ("delete", BALAI_BATCH_DEFAULT);
  g_autoptr (GError) error = NULL;

  store_init (&store);
  plan = import (&store, text);
  before = export_text (&store);
  g_assert_nonnull (strstr (before, "SEQUENCE:4\r\n"));

  balai_clock_advance (store.clock, 3600);
  guests = balai_repository_list_all (store.repository, &balai_event_person_kind, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (guests->len, ==, 1);
  balai_record_set_text (guests->pdata[0], BALAI_EVENT_PERSON_ATTENDANCE, "declined");
  put (&store, guests->pdata[0]);
  answered = export_text (&store);
  g_assert_nonnull (strstr (answered, "SEQUENCE:5\r\n"));
  g_assert_nonnull (strstr (answered, "LAST-MODIFIED:20260101T010000Z\r\n"));

  g_clear_pointer (&guests, g_ptr_array_unref);
  guests = balai_repository_list_all (store.repository, &balai_event_person_kind, &error);
  balai_batch_delete (batch, guests->pdata[0]);
  apply (&store, batch);
  without = export_text (&store);
  g_assert_nonnull (strstr (without, "SEQUENCE:5\r\n"));
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/calendar-parts/round-trip", test_round_trip);
  g_test_add_func ("/calendar-parts/versions", test_versions);
  g_test_add_func ("/calendar-parts/one-identifier", test_one_identifier);
  g_test_add_func ("/calendar-parts/undo", test_undo);
  g_test_add_func ("/calendar-parts/undo-keeps-zone", test_undo_keeps_zone);
  g_test_add_func ("/calendar-parts/scopes", test_scopes);
  g_test_add_func ("/calendar-parts/own-export", test_own_export);
  g_test_add_func ("/calendar-parts/letters", test_letters);
  g_test_add_func ("/calendar-parts/malformed", test_malformed);
  g_test_add_func ("/calendar-parts/too-large", test_too_large);
  g_test_add_func ("/calendar-parts/last-modified", test_last_modified);
  g_test_add_func ("/calendar-parts/guests-modified", test_guests_modified);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-event-split.h"
#include "import-store.h"

/* What an import makes of names, of what it could not read whole, and of what others propose. */

static char *
venue_name (Store      *store,
            const char *uid)
{
  g_autoptr (BalaiRecord) event = find_event (store, uid);
  const char *id = balai_record_get_text (event, BALAI_EVENT_VENUE);
  g_autoptr (BalaiRecord) venue = NULL;

  if (id == NULL)
    return NULL;
  venue = balai_repository_get (store->repository, &balai_venue_kind, id, NULL);
  g_assert_nonnull (venue);
  return g_strdup (balai_record_get_title (venue));
}

static void
assert_venue (Store      *store,
              const char *uid,
              const char *name)
{
  g_autofree char *venue = venue_name (store, uid);

  g_assert_cmpstr (venue, ==, name);
}

#define CALENDAR(events) "BEGIN:VCALENDAR\n" events "END:VCALENDAR\n"
#define ROOM "ATTENDEE;CUTYPE=ROOM;CN=Ruang Rapat 3:mailto:rr3@example.go.id\n"

/* A room that is invited is booked; what LOCATION says beside it stays as text. */
static void
test_invited_room (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = CALENDAR (EVENT ("a", "SUMMARY:Rapat\nLOCATION:Gedung Utama Lt 3\n" ROOM)
    EVENT ("b", "SUMMARY:Apel\nLOCATION:Ruang Rapat 3\n" ROOM) EVENT ("c", "SUMMARY:Temu\nLOCATION:Zoom\n" ROOM));
  BalaiImportOptions none = { 0 };
  g_autoptr (BalaiImportPlan) looked = NULL;
  g_autoptr (BalaiImportPlan) first = NULL;
  g_autoptr (BalaiImportPlan) second = NULL;
  g_autoptr (BalaiRecord) a = NULL;
  g_autoptr (BalaiRecord) b = NULL;
  g_autoptr (BalaiRecord) c = NULL;

  store_init (&store);
  looked = plan_bytes (&store, text, strlen (text), &none);
  g_assert_cmpuint (looked->proposals->len, ==, 1);
  g_assert_cmpuint (((BalaiImportProposal *) looked->proposals->pdata[0])->uses, ==, 3);
  first = import (&store, text);
  assert_counts (first, 3, 0, 0, 0);
  g_assert_cmpuint (first->proposals->len, ==, 1);
  g_assert_cmpuint (((BalaiImportProposal *) first->proposals->pdata[0])->uses, ==, 3);
  assert_venue (&store, "a", "Ruang Rapat 3");
  assert_venue (&store, "b", "Ruang Rapat 3");
  assert_venue (&store, "c", "Ruang Rapat 3");
  a = find_event (&store, "a");
  b = find_event (&store, "b");
  c = find_event (&store, "c");
  g_assert_cmpstr (balai_record_get_text (a, BALAI_EVENT_PLACE), ==, "Gedung Utama Lt 3");
  g_assert_true (balai_record_is_null (b, BALAI_EVENT_PLACE));
  g_assert_cmpstr (balai_record_get_text (c, BALAI_EVENT_ONLINE), ==, "Zoom");
  second = import (&store, text);
  assert_counts (second, 0, 0, 3, 0);
  g_assert_cmpuint (second->puts->len, ==, 0);
}

/* One venue, whichever way of writing it comes first, and the second import finds what the first has made. */
static void
test_order_of_places (void)
{
  static const char *const texts[] = {
    CALENDAR (EVENT ("a", "SUMMARY:Rapat\nLOCATION:Balai Kota Kediri\\, Jl. Basuki Rahmat 15\n")
      EVENT ("b", "SUMMARY:Apel\nLOCATION:Balai Kota Kediri\n")
      EVENT ("c", "SUMMARY:Temu\nLOCATION:Balai Kota Kediri (lantai 2)\n")),
    CALENDAR (EVENT ("c", "SUMMARY:Temu\nLOCATION:Balai Kota Kediri (lantai 2)\n")
      EVENT ("b", "SUMMARY:Apel\nLOCATION:Balai Kota Kediri\n")
      EVENT ("a", "SUMMARY:Rapat\nLOCATION:Balai Kota Kediri\\, Jl. Basuki Rahmat 15\n")),
    CALENDAR (EVENT ("b", "SUMMARY:Apel\nLOCATION:Balai Kota Kediri\n")
      EVENT ("c", "SUMMARY:Temu\nLOCATION:Balai Kota Kediri (lantai 2)\n")
      EVENT ("a", "SUMMARY:Rapat\nLOCATION:Balai Kota Kediri\\, Jl. Basuki Rahmat 15\n")),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (Store) store = { 0 };
      g_autoptr (BalaiImportPlan) first = NULL;
      g_autoptr (BalaiImportPlan) second = NULL;

      store_init (&store);
      first = import (&store, texts[i]);
      assert_counts (first, 3, 0, 0, 0);
      g_assert_cmpuint (first->proposals->len, ==, 1);
      g_assert_cmpint (count (&store, &balai_venue_kind), ==, 1);
      assert_venue (&store, "a", "Balai Kota Kediri");
      assert_venue (&store, "b", "Balai Kota Kediri");
      assert_venue (&store, "c", "Balai Kota Kediri");
      second = import (&store, texts[i]);
      assert_counts (second, 0, 0, 3, 0);
      g_assert_cmpuint (second->puts->len, ==, 0);
    }
}

/* The building is not the room in it, in whatever order they come. */
static void
test_room_of_building (void)
{
  static const char *const texts[] = {
    CALENDAR (EVENT ("a", "SUMMARY:Rapat\nLOCATION:Ruang Joyoboyo\\, Balai Kota\n")
      EVENT ("b", "SUMMARY:Apel\nLOCATION:Balai Kota\n")),
    CALENDAR (EVENT ("b", "SUMMARY:Apel\nLOCATION:Balai Kota\n")
      EVENT ("a", "SUMMARY:Rapat\nLOCATION:Ruang Joyoboyo\\, Balai Kota\n")),
  };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_auto (Store) store = { 0 };
      g_autoptr (BalaiImportPlan) first = NULL;
      g_autoptr (BalaiImportPlan) second = NULL;

      store_init (&store);
      first = import (&store, texts[i]);
      g_assert_cmpint (count (&store, &balai_venue_kind), ==, 2);
      assert_venue (&store, "a", "Ruang Joyoboyo, Balai Kota");
      assert_venue (&store, "b", "Balai Kota");
      second = import (&store, texts[i]);
      assert_counts (second, 0, 0, 2, 0);
    }
}

static void
assert_twin (const BalaiImportPlan *plan,
             guint                  item,
             const char            *uid)
{
  g_assert_cmpstr (((BalaiImportItem *) plan->items->pdata[item])->twin_uid, ==, uid);
}

#define DAY(uid, title) "BEGIN:VEVENT\nUID:" uid "\nDTSTART;VALUE=DATE:20260817\nSUMMARY:" title "\n" \
  "LOCATION:Alun-alun\nEND:VEVENT\n"

/* One meeting under two identifiers is offered also where it lasts a day, and where it is the third of its time. */
static void
test_twins (void)
{
  g_auto (Store) store = { 0 };
  static const char days[] = CALENDAR (DAY ("a", "Upacara kemerdekaan") DAY ("b", "Lomba panjat pinang"));
  static const char more[] = CALENDAR (DAY ("c", "Upacara Kemerdekaan") DAY ("d", "Pameran UMKM"));
  static const char hours[] = CALENDAR (EVENT ("e", "SUMMARY:Rapat anggaran\nLOCATION:Aula Utama\n")
    EVENT ("f", "SUMMARY:Senam pagi\nLOCATION:Aula Utama\n") EVENT ("g", "SUMMARY:SENAM PAGI\nLOCATION:aula utama\n"));
  g_autoptr (BalaiImportPlan) first = NULL;
  g_autoptr (BalaiImportPlan) second = NULL;
  g_autoptr (BalaiImportPlan) third = NULL;

  store_init (&store);
  first = import (&store, days);
  assert_twin (first, 1, NULL);
  second = import (&store, more);
  assert_twin (second, 0, "a");
  assert_twin (second, 1, NULL);
  third = import (&store, hours);
  assert_twin (third, 1, NULL);
  assert_twin (third, 2, "f");
}

/* Somebody asks for a change of what we know: a person decides, and what was confirmed stays so. */
static void
test_request (void)
{
  g_auto (Store) store = { 0 };
  static const char published[] = CALENDAR (EVENT ("a", "SUMMARY:Rapat\nSTATUS:CONFIRMED\n"));
  static const char again[] =
    CALENDAR ("METHOD:REQUEST\n" EVENT ("a", "SUMMARY:Rapat\nSTATUS:CONFIRMED\nSEQUENCE:1\n"));
  static const char other[] = CALENDAR ("METHOD:REQUEST\n" EVENT ("a", "SUMMARY:Rapat pindah\nSEQUENCE:2\n"
    "ATTENDEE;CN=Sekretaris Daerah:mailto:sekda@example.go.id\n"));
  static const char people[] = CALENDAR ("METHOD:REQUEST\n" EVENT ("a", "SUMMARY:Rapat pindah\nSEQUENCE:3\n"
    "ATTENDEE;CN=Asisten Satu:mailto:asisten@example.go.id\n"));
  g_autoptr (GHashTable) resolutions = g_hash_table_new (g_str_hash, g_str_equal);
  BalaiImportOptions options = { .create_all = TRUE, .resolutions = resolutions };
  BalaiImportPlan *plans[8] = { NULL };
  g_autoptr (BalaiRecord) kept = NULL;
  g_autoptr (BalaiRecord) asked = NULL;
  g_autoptr (BalaiRecord) taken = NULL;

  store_init (&store);
  plans[0] = import (&store, published);
  plans[1] = import (&store, again);
  assert_counts (plans[1], 0, 0, 1, 0);
  kept = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (kept, BALAI_EVENT_STATUS), ==, "confirmed");

  for (guint i = 2; i < 4; i++)
    {
      plans[i] = import (&store, other);
      assert_counts (plans[i], 0, 0, 0, 1);
    }
  asked = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_title (asked), ==, "Rapat");
  g_assert_cmpint (balai_record_get_revision (asked), ==, balai_record_get_revision (kept));
  g_assert_cmpint (count (&store, &balai_event_person_kind), ==, 0);

  g_hash_table_insert (resolutions, ((BalaiImportItem *) plans[2]->items->pdata[0])->key,
                       GINT_TO_POINTER (BALAI_IMPORT_THEIRS));
  plans[4] = import_with (&store, other, &options);
  assert_counts (plans[4], 0, 1, 0, 0);
  taken = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_title (taken), ==, "Rapat pindah");
  g_assert_cmpstr (balai_record_get_text (taken, BALAI_EVENT_STATUS), ==, "confirmed");
  g_assert_cmpint (count (&store, &balai_event_person_kind), ==, 1);

  /* Other people alone are a change too; kept as it is, it is not asked again. */
  plans[5] = import (&store, people);
  assert_counts (plans[5], 0, 0, 0, 1);
  g_assert_cmpint (count (&store, &balai_event_person_kind), ==, 1);
  g_hash_table_insert (resolutions, ((BalaiImportItem *) plans[2]->items->pdata[0])->key,
                       GINT_TO_POINTER (BALAI_IMPORT_OURS));
  plans[6] = import_with (&store, people, &options);
  assert_counts (plans[6], 0, 0, 1, 0);
  plans[7] = import (&store, people);
  assert_counts (plans[7], 0, 0, 1, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    g_clear_pointer (&plans[i], balai_import_plan_free);
}

#define MOVED(start, more) \
  CALENDAR ("METHOD:REQUEST\nBEGIN:VEVENT\nUID:s\nSUMMARY:Apel\nRECURRENCE-ID:20260112T010000Z\n" \
    "DTSTART;TZID=Asia/Jakarta:" start "\nDURATION:PT1H\n" more "END:VEVENT\n")

/* Who keeps a date of a series that an invitation would move is not asked again, until it would move it elsewhere. */
static void
test_kept_date (void)
{
  g_auto (Store) store = { 0 };
  static const char series[] =
    CALENDAR ("BEGIN:VEVENT\nUID:s\nSUMMARY:Apel\nDTSTART;TZID=Asia/Jakarta:20260105T080000\nDURATION:PT1H\n"
      "RRULE:FREQ=WEEKLY;COUNT=4\nEND:VEVENT\n");
  static const char moved[] = MOVED ("20260113T080000", "");
  static const char elsewhere[] = MOVED ("20260114T080000", "SEQUENCE:2\n");
  static const char again[] = MOVED ("20260115T080000", "SEQUENCE:3\n");
  g_autoptr (GHashTable) resolutions = g_hash_table_new (g_str_hash, g_str_equal);
  BalaiImportOptions options = { .create_all = TRUE, .resolutions = resolutions };
  BalaiImportPlan *plans[8] = { NULL };
  g_autoptr (BalaiRecord) master = NULL;
  g_autoptr (BalaiRecord) own = NULL;
  const char *key;

  store_init (&store);
  plans[0] = import (&store, series);
  plans[1] = import (&store, moved);
  assert_counts (plans[1], 0, 0, 0, 1);
  key = ((BalaiImportItem *) plans[1]->items->pdata[0])->key;
  g_hash_table_insert (resolutions, (gpointer) key, GINT_TO_POINTER (BALAI_IMPORT_OURS));
  plans[2] = import_with (&store, moved, &options);
  assert_counts (plans[2], 0, 0, 1, 0);
  plans[3] = import (&store, moved);
  assert_counts (plans[3], 0, 0, 1, 0);
  g_assert_cmpint (count (&store, &balai_event_kind), ==, 1);

  /* Moved elsewhere it is asked, and taken it comes once. */
  plans[4] = import (&store, elsewhere);
  assert_counts (plans[4], 0, 0, 0, 1);
  g_hash_table_insert (resolutions, (gpointer) key, GINT_TO_POINTER (BALAI_IMPORT_OURS));
  plans[5] = import_with (&store, elsewhere, &options);
  assert_counts (plans[5], 0, 0, 1, 0);

  /* Meanwhile the date was moved here: what the invitation would do then is done to that one. */
  master = find_event (&store, "s");
  own = balai_event_new_override (master, balai_record_get_int (master, BALAI_EVENT_START) + 7 * BALAI_DAY,
                                  BALAI_ZONE_JAKARTA);
  balai_record_set_int (own, BALAI_EVENT_START, balai_record_get_int (own, BALAI_EVENT_START) + BALAI_HOUR);
  balai_record_set_int (own, BALAI_EVENT_END, balai_record_get_int (own, BALAI_EVENT_END) + BALAI_HOUR);
  put (&store, own);
  plans[6] = import (&store, again);
  assert_counts (plans[6], 0, 0, 0, 1);
  g_hash_table_insert (resolutions, (gpointer) key, GINT_TO_POINTER (BALAI_IMPORT_THEIRS));
  plans[7] = import_with (&store, again, &options);
  assert_counts (plans[7], 0, 1, 0, 0);
  g_assert_cmpint (count (&store, &balai_event_kind), ==, 2);
  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    g_clear_pointer (&plans[i], balai_import_plan_free);
}

static BalaiIcal *
export_all (Store *store)
{
  BalaiExportScope all = { 0 };
  g_autoptr (GError) error = NULL;
  BalaiIcal *ical = balai_ical_export (store->repository, &all, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ical->events->len, ==, 1);
  return ical;
}

/* What was corrected here goes out as a newer version, without what stood beside the old text and place. */
static void
test_version (void)
{
  g_auto (Store) store = { 0 };
  g_auto (Store) other = { 0 };
  static const char text[] = CALENDAR (EVENT ("a", "SUMMARY:Rapat\nDESCRIPTION:Lama\nLOCATION:Aula Utama\nSEQUENCE:4\n"
    "LAST-MODIFIED:20260101T000000Z\nX-ALT-DESC;FMTTYPE=text/html:<b>Lama</b>\nGEO:-7.8;112.0\n"
    "X-APPLE-STRUCTURED-LOCATION;X-TITLE=Aula:geo:-7.8,112.0\nX-LAIN:tetap\n"));
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autoptr (BalaiImportPlan) again = NULL;
  g_autoptr (BalaiImportPlan) elsewhere = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiRecord) copy = NULL;
  g_autoptr (BalaiIcal) before = NULL;
  g_autoptr (BalaiIcal) after = NULL;
  g_autofree char *written = NULL;
  const BalaiIcalEvent *out;

  store_init (&store);
  store_init (&other);
  plan = import (&store, text);
  before = export_all (&store);
  out = before->events->pdata[0];
  g_assert_cmpint (out->sequence, ==, 4);
  g_assert_cmpint (out->last_modified, !=, BALAI_ICAL_NONE);
  g_assert_nonnull (strstr (out->raw, "X-ALT-DESC"));

  event = find_event (&store, "a");
  balai_record_set_text (event, BALAI_EVENT_DESCRIPTION, "Baru");
  balai_record_set_text (event, BALAI_EVENT_PLACE, "Aula sebelah");
  put (&store, event);
  after = export_all (&store);
  out = after->events->pdata[0];
  g_assert_cmpint (out->sequence, ==, 5);
  g_assert_cmpint (out->last_modified, ==, NOW);
  g_assert_cmpint (out->dtstamp, ==, NOW);
  g_assert_cmpstr (out->raw, ==, "X-LAIN:tetap\n");

  written = balai_ical_write (after, NOW);
  again = import (&store, written);
  assert_counts (again, 0, 0, 1, 0);
  elsewhere = import (&other, written);
  copy = find_event (&other, "a");
  g_assert_cmpstr (balai_record_get_text (copy, BALAI_EVENT_DESCRIPTION), ==, "Baru");
  g_assert_cmpstr (balai_record_get_text (copy, BALAI_EVENT_PLACE), ==, "Aula sebelah");
}

static BalaiRecord *
put_opd (Store      *store,
         const char *name,
         const char *short_name,
         const char *code,
         const char *mail)
{
  BalaiRecord *opd = balai_record_new (&balai_opd_kind);

  balai_record_set_text (opd, BALAI_OPD_NAME, name);
  balai_record_set_text (opd, BALAI_OPD_SHORT_NAME, short_name);
  balai_record_set_text (opd, BALAI_OPD_CODE, code);
  if (mail != NULL)
    balai_record_set_text (opd, BALAI_OPD_EMAIL, mail);
  put (store, opd);
  return opd;
}

static void
put_city (Store      *store,
          const char *name)
{
  g_autoptr (BalaiRecord) city = balai_record_new (&balai_city_kind);

  balai_record_set_text (city, BALAI_CITY_NAME, name);
  put (store, city);
}

/* The offices that take part in an event, by their ids. */
static gboolean
takes_part (Store       *store,
            BalaiRecord *event,
            BalaiRecord *opd)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_event_opd_kind);
  g_autoptr (GPtrArray) links = NULL;

  balai_query_where_text (query, BALAI_EVENT_OPD_EVENT, BALAI_EQUAL, balai_record_get_id (event));
  balai_query_where_text (query, BALAI_EVENT_OPD_OPD, BALAI_EQUAL, balai_record_get_id (opd));
  links = balai_repository_list (store->repository, query, NULL);
  return links->len > 0;
}

/* Another OPD invites: the event is its own, and we are asked to it. */
static void
test_invitation (void)
{
  static const struct
  {
    const char *organizer;
    gboolean    known;
    const char *inviter;
  } cases[] = {
    { ";CN=Bappeda Kota Kediri:mailto:x@example.go.id", TRUE, "Badan Perencanaan" },
    { ";CN=BAPPEDA:mailto:x@example.go.id", TRUE, "Badan Perencanaan" },
    { ";CN=Rudi:mailto:Bappeda@example.go.id", TRUE, "Badan Perencanaan" },
    { ";CN=Badan Perencanaan Kota Kediri:mailto:x@example.go.id", TRUE, "Badan Perencanaan" },
    { ";CN=Bappeda Kabupaten Kediri:mailto:x@example.go.id", FALSE, "Bappeda Kabupaten Kediri" },
    { ";CN=Rudi:mailto:rudi@example.go.id", FALSE, "Rudi" },
    { ":mailto:rudi@example.go.id", FALSE, "rudi@example.go.id" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Store) store = { 0 };
      g_autofree char *text = g_strdup_printf (
        "BEGIN:VCALENDAR\nMETHOD:REQUEST\n"
        EVENT ("a", "SUMMARY:Rapat\nORGANIZER%s\nATTENDEE;CUTYPE=GROUP;CN=Bappeda:mailto:b@example.go.id\n"
                    "ATTENDEE;CN=DISKOMINFO:mailto:d@example.go.id\n") "END:VCALENDAR\n", cases[i].organizer);
      g_autoptr (BalaiRecord) bappeda = NULL;
      g_autoptr (BalaiRecord) own = NULL;
      g_autoptr (BalaiRecord) event = NULL;
      g_autoptr (BalaiImportPlan) first = NULL;
      g_autoptr (BalaiImportPlan) second = NULL;
      BalaiImportOptions options = { .create_all = TRUE };
      const BalaiImportItem *item;

      g_test_message ("%s", cases[i].organizer);
      store_init (&store);
      put_city (&store, "Kota Kediri");
      bappeda = put_opd (&store, "Badan Perencanaan", "Bappeda", "5.01", "bappeda@example.go.id");
      own = put_opd (&store, "Dinas Komunikasi dan Informatika", "Diskominfo", "2.16", NULL);
      options.opd = balai_record_get_id (own);
      first = import_with (&store, text, &options);
      assert_counts (first, 1, 0, 0, 0);
      g_assert_cmpuint (first->proposals->len, ==, 0);
      item = first->items->pdata[0];
      g_assert_true (item->invitation);
      g_assert_cmpstr (item->inviter, ==, cases[i].inviter);
      event = find_event (&store, "a");
      g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_STATUS), ==, "submitted");
      g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_OPD), ==,
                       balai_record_get_id (cases[i].known ? bappeda : own));
      g_assert_true (takes_part (&store, event, own) == cases[i].known);
      g_assert_true (takes_part (&store, event, bappeda) == !cases[i].known);
      second = import_with (&store, text, &options);
      assert_counts (second, 0, 0, 1, 0);
      g_assert_cmpuint (second->puts->len, ==, 0);
    }
}

/* It names nobody of ours, and has come to us. */
static void
test_invitation_unnamed (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = "BEGIN:VCALENDAR\nMETHOD:REQUEST\n"
    EVENT ("a", "SUMMARY:Rapat\nORGANIZER;CN=Bappeda Kediri:mailto:x@example.go.id\n") "END:VCALENDAR\n";
  g_autoptr (BalaiRecord) bappeda = NULL;
  g_autoptr (BalaiRecord) own = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiImportPlan) first = NULL;
  g_autoptr (BalaiImportPlan) second = NULL;
  BalaiImportOptions options = { .create_all = TRUE };

  store_init (&store);
  put_city (&store, "Kediri");
  bappeda = put_opd (&store, "Bappeda", "Bappeda", "5.01", NULL);
  own = put_opd (&store, "Diskominfo", "Kominfo", "2.16", NULL);
  options.opd = balai_record_get_id (own);
  first = import_with (&store, text, &options);
  event = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_OPD), ==, balai_record_get_id (bappeda));
  g_assert_true (takes_part (&store, event, own));
  second = import_with (&store, text, &options);
  assert_counts (second, 0, 0, 1, 0);
}

/* A guest that is called like an office is one, as the person who reads the names sees it. */
static void
test_guests (void)
{
  static const struct
  {
    const char      *guest;
    const BalaiKind *kind; /* %NULL for one that is registered */
  } cases[] = {
    { "CN=Dinas Perhubungan", &balai_opd_kind },
    { "CUTYPE=INDIVIDUAL;CN=Kec. Mojoroto", &balai_opd_kind },
    { "CN=INSPEKTORAT", &balai_opd_kind },
    { "CN=Satpol PP", &balai_opd_kind },
    { "CN=RSUD Gambiran", &balai_opd_kind },
    { "CN=Sekretariat DPRD", &balai_opd_kind },
    { "CN=Kepala Dinas Perhubungan", &balai_person_kind },
    { "CN=Sekretaris Daerah", &balai_person_kind },
    { "CN=Dinasti Putra", &balai_person_kind },
    { "CN=bappeda@kota.example", &balai_person_kind },
    { "CN=diskominfo", NULL },
    { "CN=DINAS KOMUNIKASI & INFORMATIKA", NULL },
    { "CN=Din. Komunikasi dan Informatika Kota Kediri", NULL },
    { "CN=2.16", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Store) store = { 0 };
      g_autofree char *text = g_strdup_printf ("BEGIN:VCALENDAR\n"
                                               EVENT ("a", "SUMMARY:Rapat\nATTENDEE;%s:mailto:x@example.go.id\n")
                                               "END:VCALENDAR\n", cases[i].guest);
      g_autoptr (BalaiRecord) office = NULL;
      g_autoptr (BalaiImportPlan) plan = NULL;

      g_test_message ("%s", cases[i].guest);
      store_init (&store);
      put_city (&store, "Kota Kediri");
      office = put_opd (&store, "Dinas Komunikasi dan Informatika", "Diskominfo", "2.16", NULL);
      plan = import (&store, text);
      if (cases[i].kind != NULL)
        {
          g_assert_cmpuint (plan->proposals->len, ==, 1);
          g_assert_cmpstr (((BalaiImportProposal *) plan->proposals->pdata[0])->kind->name, ==, cases[i].kind->name);
        }
      else
        {
          g_autoptr (BalaiRecord) event = find_event (&store, "a");

          g_assert_cmpuint (plan->proposals->len, ==, 0);
          g_assert_true (takes_part (&store, event, office));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/import-plan/invited-room", test_invited_room);
  g_test_add_func ("/import-plan/order-of-places", test_order_of_places);
  g_test_add_func ("/import-plan/room-of-building", test_room_of_building);
  g_test_add_func ("/import-plan/twins", test_twins);
  g_test_add_func ("/import-plan/request", test_request);
  g_test_add_func ("/import-plan/kept-date", test_kept_date);
  g_test_add_func ("/import-plan/version", test_version);
  g_test_add_func ("/import-plan/guests", test_guests);
  g_test_add_func ("/import-plan/invitation", test_invitation);
  g_test_add_func ("/import-plan/invitation-unnamed", test_invitation_unnamed);
  return g_test_run ();
}

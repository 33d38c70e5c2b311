/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "import-store.h"

static void
assert_item (const BalaiImportPlan *plan,
             guint                  position,
             const char            *title)
{
  const BalaiImportItem *item = plan->items->pdata[position];

  g_assert_nonnull (item->event);
  g_assert_cmpstr (balai_record_get_title (item->event), ==, title);
}

static void
test_new_and_same (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = "BEGIN:VCALENDAR\n" EVENT ("a", "SUMMARY:Rapat\nLOCATION:Ruang Joyoboyo\n")
    EVENT ("b", "SUMMARY:Apel\nLOCATION:R. Joyoboyo\nSTATUS:TENTATIVE\nTRANSP:TRANSPARENT\n"
                "ATTENDEE;CUTYPE=INDIVIDUAL;CN=Sekretaris Daerah:mailto:sekda@example.go.id\n"
                "ATTENDEE;CUTYPE=RESOURCE;CN=Proyektor:mailto:p@example.go.id\n"
                "ATTENDEE;CUTYPE=GROUP;CN=Dinas Kesehatan:mailto:dinkes@example.go.id\n") "END:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) first = NULL;
  g_autoptr (BalaiImportPlan) second = NULL;
  g_autoptr (BalaiRecord) a = NULL;
  g_autoptr (BalaiRecord) b = NULL;

  store_init (&store);
  first = import (&store, text);
  assert_counts (first, 2, 0, 0, 0);
  g_assert_cmpuint (first->n_events, ==, 2);
  g_assert_cmpuint (first->proposals->len, ==, 4);
  g_assert_cmpint (count (&store, &balai_venue_kind), ==, 1);
  g_assert_cmpint (count (&store, &balai_person_kind), ==, 1);
  g_assert_cmpint (count (&store, &balai_equipment_kind), ==, 1);
  g_assert_cmpint (count (&store, &balai_opd_kind), ==, 1);
  a = find_event (&store, "a");
  b = find_event (&store, "b");
  g_assert_cmpstr (balai_record_get_text (a, BALAI_EVENT_VENUE), ==, balai_record_get_text (b, BALAI_EVENT_VENUE));
  g_assert_nonnull (balai_record_get_text (a, BALAI_EVENT_VENUE));
  g_assert_cmpstr (balai_record_get_text (a, BALAI_EVENT_STATUS), ==, "confirmed");
  g_assert_cmpstr (balai_record_get_text (b, BALAI_EVENT_STATUS), ==, "tentative");
  g_assert_cmpstr (balai_record_get_text (b, BALAI_EVENT_BUSY), ==, "free");
  g_assert_cmpint (count (&store, &balai_event_person_kind), ==, 1);

  second = import (&store, text);
  assert_counts (second, 0, 0, 2, 0);
  g_assert_cmpuint (second->puts->len, ==, 0);
  g_assert_cmpuint (second->deletes->len, ==, 0);
  /* What stays as it is is told by its name, like the others. */
  assert_item (second, 0, "Rapat");
  assert_item (second, 1, "Apel");
}

static void
test_without_create (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = "BEGIN:VCALENDAR\n" EVENT ("a", "SUMMARY:Rapat\nLOCATION:Aula Lt. 2\n") "END:VCALENDAR\n";
  BalaiImportOptions none = { 0 };
  g_autoptr (BalaiImportPlan) first = NULL;
  g_autoptr (BalaiImportPlan) second = NULL;
  g_autoptr (BalaiImportPlan) third = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiRecord) venue = balai_record_new (&balai_venue_kind);
  g_autoptr (BalaiRecord) placed = NULL;

  store_init (&store);
  first = import_with (&store, text, &none);
  g_assert_cmpuint (first->proposals->len, ==, 1);
  g_assert_cmpstr (((BalaiImportProposal *) first->proposals->pdata[0])->name, ==, "Aula Lt. 2");
  g_assert_cmpint (count (&store, &balai_venue_kind), ==, 0);
  event = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_PLACE), ==, "Aula Lt. 2");

  /* The register learns the name, written in another way. */
  balai_record_set_text (venue, BALAI_VENUE_NAME, "AULA lantai 2");
  put (&store, venue);
  second = import_with (&store, text, &none);
  assert_counts (second, 0, 1, 0, 0);
  placed = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (placed, BALAI_EVENT_VENUE), ==, balai_record_get_id (venue));
  third = import_with (&store, text, &none);
  assert_counts (third, 0, 0, 1, 0);
}

/* A correction made in Balai stays; what the file says anew comes in; both at once is told. */
static void
test_three_ways (void)
{
  g_auto (Store) store = { 0 };
  static const char v1[] = "BEGIN:VCALENDAR\n" EVENT ("a", "SUMMARY:Rapat\nDESCRIPTION:Satu\n") "END:VCALENDAR\n";
  static const char v2[] = "BEGIN:VCALENDAR\n" EVENT ("a", "SUMMARY:Rapat\nDESCRIPTION:Dua\nSEQUENCE:1\n")
    "END:VCALENDAR\n";
  static const char v3[] = "BEGIN:VCALENDAR\n" EVENT ("a", "SUMMARY:Rapat pleno\nDESCRIPTION:Tiga\nSEQUENCE:2\n")
    "END:VCALENDAR\n";
  BalaiImportOptions options = { 0 };
  g_autoptr (GHashTable) resolutions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (BalaiImportPlan) p1 = NULL;
  g_autoptr (BalaiImportPlan) p2 = NULL;
  g_autoptr (BalaiImportPlan) p3 = NULL;
  g_autoptr (BalaiImportPlan) p4 = NULL;
  g_autoptr (BalaiImportPlan) p5 = NULL;
  g_autoptr (BalaiImportPlan) p6 = NULL;
  g_autoptr (BalaiImportPlan) p7 = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiRecord) merged = NULL;
  g_autoptr (BalaiRecord) asked = NULL;
  g_autoptr (BalaiRecord) taken = NULL;
  const BalaiImportItem *item;
  guint conflicting = 0;

  store_init (&store);
  p1 = import (&store, v1);
  event = find_event (&store, "a");
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Rapat diperbaiki");
  put (&store, event);

  p2 = import (&store, v1);
  assert_counts (p2, 0, 0, 1, 0);
  g_assert_cmpuint (p2->puts->len, ==, 0);

  p3 = import (&store, v2);
  assert_counts (p3, 0, 1, 0, 0);
  merged = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (merged, BALAI_EVENT_TITLE), ==, "Rapat diperbaiki");
  g_assert_cmpstr (balai_record_get_text (merged, BALAI_EVENT_DESCRIPTION), ==, "Dua");

  p4 = import (&store, v3);
  assert_counts (p4, 0, 0, 0, 1);
  asked = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (asked, BALAI_EVENT_TITLE), ==, "Rapat diperbaiki");
  g_assert_cmpstr (balai_record_get_text (asked, BALAI_EVENT_DESCRIPTION), ==, "Tiga");
  item = p4->items->pdata[0];
  for (guint i = 0; i < item->differences->len; i++)
    {
      const BalaiImportDifference *difference = item->differences->pdata[i];

      if (!difference->conflicting)
        continue;
      conflicting++;
      g_assert_cmpint (difference->field, ==, BALAI_EVENT_TITLE);
      g_assert_cmpstr (difference->ours, ==, "Rapat diperbaiki");
      g_assert_cmpstr (difference->theirs, ==, "Rapat pleno");
    }
  g_assert_cmpuint (conflicting, ==, 1);

  /* Asked again until it is answered. */
  p5 = import (&store, v3);
  assert_counts (p5, 0, 0, 0, 1);
  g_assert_cmpuint (p5->puts->len, ==, 0);
  g_hash_table_insert (resolutions, item->key, GINT_TO_POINTER (BALAI_IMPORT_THEIRS));
  options.resolutions = resolutions;
  p6 = import_with (&store, v3, &options);
  assert_counts (p6, 0, 1, 0, 0);
  taken = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (taken, BALAI_EVENT_TITLE), ==, "Rapat pleno");
  p7 = import (&store, v3);
  assert_counts (p7, 0, 0, 1, 0);
}

/* An older version that turns up late changes nothing, and a deleted event stays deleted. */
static void
test_older_and_deleted (void)
{
  g_auto (Store) store = { 0 };
  static const char v1[] = "BEGIN:VCALENDAR\n" EVENT ("a", "SUMMARY:Lama\nSEQUENCE:1\n") "END:VCALENDAR\n";
  static const char v2[] = "BEGIN:VCALENDAR\n" EVENT ("a", "SUMMARY:Baru\nSEQUENCE:2\n") "END:VCALENDAR\n";
  static const char v3[] = "BEGIN:VCALENDAR\n" EVENT ("a", "SUMMARY:Terbaru\nSEQUENCE:3\n") "END:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) p1 = NULL;
  g_autoptr (BalaiImportPlan) p2 = NULL;
  g_autoptr (BalaiImportPlan) p3 = NULL;
  g_autoptr (BalaiImportPlan) p4 = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiBatch) batch = balai_batch_new ("delete", BALAI_BATCH_IMPORT);

  store_init (&store);
  p1 = import (&store, v2);
  p2 = import (&store, v1);
  assert_counts (p2, 0, 0, 1, 0);
  assert_item (p2, 0, "Lama");
  event = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_TITLE), ==, "Baru");
  balai_batch_delete (batch, event);
  apply (&store, batch);
  p3 = import (&store, v2);
  assert_counts (p3, 0, 0, 1, 0);
  p4 = import (&store, v3);
  assert_counts (p4, 0, 0, 0, 1);
  g_assert_cmpint (count (&store, &balai_event_kind), ==, 0);
}

/* One file has two versions of an event: the older is passed over, by its name, and nobody is asked of its room. */
static void
test_superseded (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = "BEGIN:VCALENDAR\n"
    EVENT ("a", "SUMMARY:Lama\nSEQUENCE:1\nLOCATION:Aula Lama\n")
    EVENT ("a", "SUMMARY:Baru\nSEQUENCE:2\nLOCATION:Aula Baru\n") "END:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) plan = NULL;

  store_init (&store);
  plan = import (&store, text);
  assert_counts (plan, 1, 0, 1, 0);
  assert_item (plan, 0, "Lama");
  assert_item (plan, 1, "Baru");
  g_assert_cmpuint (plan->proposals->len, ==, 1);
}

static void
test_methods (void)
{
  g_auto (Store) store = { 0 };
  static const char request[] = "BEGIN:VCALENDAR\nMETHOD:REQUEST\n" EVENT ("a", "SUMMARY:Undangan\nSTATUS:CONFIRMED\n")
    "END:VCALENDAR\n";
  static const char cancel[] = "BEGIN:VCALENDAR\nMETHOD:CANCEL\n" EVENT ("a", "SUMMARY:Undangan\nSTATUS:CANCELLED\n")
    "END:VCALENDAR\n";
  static const char unknown[] = "BEGIN:VCALENDAR\nMETHOD:CANCEL\n" EVENT ("z", "SUMMARY:Lain\n") "END:VCALENDAR\n";
  static const char cancelled[] = "BEGIN:VCALENDAR\n" EVENT ("c", "SUMMARY:Batal\nSTATUS:CANCELLED\n")
    "END:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) p1 = NULL;
  g_autoptr (BalaiImportPlan) p2 = NULL;
  g_autoptr (BalaiImportPlan) p3 = NULL;
  g_autoptr (BalaiImportPlan) p4 = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiRecord) after = NULL;
  int64_t claims;

  store_init (&store);
  p1 = import (&store, request);
  event = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_STATUS), ==, "submitted");
  p2 = import (&store, cancel);
  assert_counts (p2, 0, 0, 0, 1);
  after = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (after, BALAI_EVENT_STATUS), ==, "submitted");
  p3 = import (&store, unknown);
  assert_counts (p3, 0, 0, 1, 0);
  assert_item (p3, 0, "Lain");
  g_assert_cmpint (count (&store, &balai_event_kind), ==, 1);
  claims = count_rows (&store, "claim");
  p4 = import (&store, cancelled);
  assert_counts (p4, 1, 0, 0, 0);
  g_assert_cmpint (count_rows (&store, "claim"), ==, claims);
}

static void
test_series (void)
{
  g_auto (Store) store = { 0 };
  g_autofree char *folder = balai_test_data_path ("ics");
  g_autofree char *path = g_build_filename (folder, "series.ics", NULL);
  g_autofree char *text = NULL;
  g_autoptr (BalaiImportPlan) first = NULL;
  g_autoptr (BalaiImportPlan) second = NULL;
  g_autoptr (BalaiRecord) master = NULL;
  g_autoptr (BalaiRecord) part = NULL;
  g_autoptr (BalaiRecord) orphan = NULL;
  g_autoptr (BalaiRecord) cancelled = NULL;

  store_init (&store);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  first = import (&store, text);
  assert_counts (first, 4, 0, 0, 0);
  master = find_event (&store, "series");
  g_assert_cmpstr (balai_record_get_text (master, BALAI_EVENT_RRULE), ==,
                   "FREQ=WEEKLY;BYDAY=MO;UNTIL=20260202T005959Z");
  g_assert_cmpstr (balai_record_get_text (master, BALAI_EVENT_STATUS), ==, "submitted");
  part = find_event (&store, "series#20260202T010000Z");
  g_assert_cmpstr (balai_record_get_text (part, BALAI_EVENT_RRULE), ==, "FREQ=WEEKLY;BYDAY=MO");
  g_assert_true (balai_record_is_null (part, BALAI_EVENT_SERIES));
  orphan = find_event (&store, "orphan");
  g_assert_true (balai_record_is_null (orphan, BALAI_EVENT_SERIES));
  cancelled = find_event (&store, "union");
  g_assert_cmpstr (balai_record_get_text (cancelled, BALAI_EVENT_STATUS), ==, "cancelled");
  second = import (&store, text);
  assert_counts (second, 0, 0, 4, 0);
  g_assert_cmpuint (second->puts->len, ==, 0);
}

static void
test_override (void)
{
  g_auto (Store) store = { 0 };
  static const char master_text[] =
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:s\nDTSTART;TZID=Asia/Jakarta:20260105T080000\n"
    "DTEND;TZID=Asia/Jakarta:20260105T090000\nRRULE:FREQ=WEEKLY;COUNT=4\nSUMMARY:Rakor\nEND:VEVENT\nEND:VCALENDAR\n";
  static const char override_text[] =
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:s\nRECURRENCE-ID:20260112T010000Z\nDTSTART;TZID=Asia/Jakarta:20260113T080000\n"
    "DTEND;TZID=Asia/Jakarta:20260113T090000\nSUMMARY:Rakor pindah\nEND:VEVENT\n"
    "BEGIN:VEVENT\nUID:s\nRECURRENCE-ID;VALUE=DATE:20260119\nDTSTART;TZID=Asia/Jakarta:20260119T080000\n"
    "SUMMARY:Batal\nSTATUS:CANCELLED\nEND:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) p1 = NULL;
  g_autoptr (BalaiImportPlan) p2 = NULL;
  g_autoptr (BalaiImportPlan) p3 = NULL;
  g_autoptr (BalaiRecord) master = NULL;
  g_autoptr (BalaiQuery) query = NULL;
  g_autoptr (GPtrArray) overrides = NULL;

  store_init (&store);
  p1 = import (&store, master_text);
  master = find_event (&store, "s");
  /* In a file of its own, later. */
  p2 = import (&store, override_text);
  assert_counts (p2, 2, 0, 0, 0);
  query = balai_query_new (&balai_event_kind);
  balai_query_where_text (query, BALAI_EVENT_SERIES, BALAI_EQUAL, balai_record_get_id (master));
  overrides = balai_repository_list (store.repository, query, NULL);
  g_assert_cmpuint (overrides->len, ==, 2);
  p3 = import (&store, override_text);
  assert_counts (p3, 0, 0, 2, 0);
  /* Four dates: one moved, one cancelled and without claim. */
  g_assert_cmpint (count_rows (&store, "occurrence"), ==, 4);
}

/* Further dates without a rule: no rule is asked whether it ends. */
static void
test_dates_alone (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = "BEGIN:VCALENDAR\n"
    EVENT ("a", "SUMMARY:Rapat\nRDATE;TZID=Asia/Jakarta:20260217T090000,20260224T090000\n") "END:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) plan = NULL;

  store_init (&store);
  plan = import (&store, text);
  assert_counts (plan, 1, 0, 0, 0);
  g_assert_cmpint (count_rows (&store, "occurrence"), ==, 3);
}

static void
test_duplicates_and_twins (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = "BEGIN:VCALENDAR\n" EVENT ("1", "SUMMARY:Rapat A\nLOCATION:Aula Utama\n")
    EVENT ("1", "SUMMARY:Rapat A\nLOCATION:Aula Utama\n") EVENT ("1", "SUMMARY:Senam pagi\nLOCATION:Alun-alun\n")
    EVENT ("2", "SUMMARY:RAPAT A\nLOCATION:aula utama\n") EVENT ("3", "SUMMARY:Lama\nSEQUENCE:1\n")
    EVENT ("3", "SUMMARY:Baru\nSEQUENCE:2\n") "END:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) first = NULL;
  g_autoptr (BalaiImportPlan) second = NULL;
  g_autoptr (BalaiRecord) newest = NULL;
  guint twins = 0;

  store_init (&store);
  first = import (&store, text);
  g_assert_cmpuint (first->n_events, ==, 6);
  assert_counts (first, 4, 0, 2, 0);
  for (guint i = 0; i < first->items->len; i++)
    {
      const BalaiImportItem *item = first->items->pdata[i];

      if (item->twin_uid != NULL)
        {
          twins++;
          g_assert_cmpstr (item->twin_uid, ==, "1");
        }
    }
  g_assert_cmpuint (twins, ==, 1);
  newest = find_event (&store, "3");
  g_assert_cmpstr (balai_record_get_text (newest, BALAI_EVENT_TITLE), ==, "Baru");
  second = import (&store, text);
  assert_counts (second, 0, 0, 6, 0);
  g_assert_cmpuint (second->puts->len, ==, 0);
}

static void
test_unreadable_and_undo (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = "BEGIN:VCALENDAR\n" EVENT ("a", "SUMMARY:Rapat\nLOCATION:Aula Satu\n")
    "BEGIN:VEVENT\nUID:x\nDTSTART:kemarin\nEND:VEVENT\nEND:VCALENDAR\n";
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autoptr (BalaiImportPlan) again = NULL;
  g_autoptr (GError) error = NULL;
  const BalaiImportItem *unreadable = NULL;
  int64_t step;
  BalaiUndone *undone = NULL;
  g_autofree char *reason = NULL;

  store_init (&store);
  plan = import (&store, text);
  g_assert_cmpuint (plan->n_events, ==, 2);
  g_assert_cmpuint (plan->counts[BALAI_IMPORT_UNREADABLE], ==, 1);
  for (guint i = 0; i < plan->items->len; i++)
    {
      if (((BalaiImportItem *) plan->items->pdata[i])->state == BALAI_IMPORT_UNREADABLE)
        unreadable = plan->items->pdata[i];
    }
  g_assert_cmpuint (unreadable->line, ==, 12);
  g_assert_cmpstr (unreadable->text, ==, "DTSTART:kemarin");
  reason = balai_import_problem_to_text (unreadable->problem, NULL);
  g_assert_cmpuint (strlen (reason), >, 0);

  g_assert_true (balai_repository_last_step (store.repository, &step, NULL, &error));
  g_assert_true (balai_repository_undo (store.repository, step, &undone, NULL, &error));
  g_assert_no_error (error);
  balai_undone_free (undone);
  g_assert_cmpint (count (&store, &balai_event_kind), ==, 0);
  g_assert_cmpint (count (&store, &balai_venue_kind), ==, 0);
  again = import (&store, text);
  g_assert_cmpuint (again->counts[BALAI_IMPORT_NEW], ==, 1);
}

static void
test_name_key (void)
{
  static const char *const same[][2] = {
    { "R. Joyoboyo", "Ruang Joyoboyo" },       { "Rg Joyoboyo", "RUANG  JOYOBOYO" }, { "Aula Lt. 2", "aula lantai 2" },
    { "Gd. Nasional", "Gedung Nasional" },     { "Ruang A&B", "ruang a dan b" },
    { "Kel. Banjaran", "Kelurahan Banjaran" },
  };
  g_auto (Store) store = { 0 };
  g_autoptr (BalaiNameMatcher) matcher = NULL;
  g_autoptr (BalaiRecord) venue = balai_record_new (&balai_venue_kind);
  g_autoptr (BalaiRecord) other = balai_record_new (&balai_venue_kind);
  gboolean whole, ambiguous;

  for (gsize i = 0; i < G_N_ELEMENTS (same); i++)
    {
      g_autofree char *a = balai_name_key (same[i][0]);
      g_autofree char *b = balai_name_key (same[i][1]);

      g_assert_cmpstr (a, ==, b);
    }
  store_init (&store);
  matcher = balai_name_matcher_new (store.repository, NULL, NULL);
  balai_record_set_text (venue, BALAI_VENUE_NAME, "Ruang Joyoboyo");
  balai_name_matcher_add (matcher, venue);
  g_assert_true (balai_name_matcher_place (matcher, "joyoboyo", &whole, &ambiguous) == venue);
  g_assert_true (whole);
  g_assert_true (balai_name_matcher_place (matcher, "R. Joyoboyo, Balai Kota Kediri", &whole, &ambiguous) == venue);
  g_assert_false (whole);
  g_assert_null (balai_name_matcher_place (matcher, "Ruang", &whole, &ambiguous));
  /* Two of one name: nobody guesses. */
  balai_record_set_text (other, BALAI_VENUE_NAME, "R. Joyoboyo");
  balai_name_matcher_add (matcher, other);
  g_assert_null (balai_name_matcher_place (matcher, "Ruang Joyoboyo", &whole, &ambiguous));
  g_assert_true (ambiguous);
}

static void
cancel_at_once (guint    done,
                guint    total,
                gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
test_cancel (void)
{
  g_auto (Store) store = { 0 };
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) balai_ical_free);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  BalaiImportOptions options = { 0 };
  static const char text[] = EVENT ("a", "SUMMARY:Rapat\n");

  store_init (&store);
  g_ptr_array_add (files, balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA)));
  g_assert_null (balai_import_plan_new (store.repository, files, &options, cancel_at_once, cancellable, cancellable,
                                        &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* An event that somebody went on with stays, and so do its place, its people and what the file said of it. */
static void
test_undo_after_edit (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = "BEGIN:VCALENDAR\n"
    EVENT ("a", "SUMMARY:Rapat\nLOCATION:Aula Satu\nATTENDEE;CN=Camat Kota:mailto:camat@kediri.example\n")
    EVENT ("b", "SUMMARY:Apel\nLOCATION:Aula Dua\n") "END:VCALENDAR\n";
  BalaiImportOptions options = { .create_all = TRUE };
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autoptr (BalaiImportPlan) again = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autoptr (BalaiRecord) venue = NULL;
  g_autoptr (GError) error = NULL;
  BalaiUndone *undone = NULL;
  int64_t step;

  store_init (&store);
  plan = import_with (&store, text, &options);
  g_assert_true (balai_repository_last_step (store.repository, &step, NULL, &error));
  event = find_event (&store, "a");
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Rapat besar");
  put (&store, event);

  g_assert_true (balai_repository_undo (store.repository, step, &undone, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpint (undone->kept, ==, 5);
  balai_undone_free (undone);
  g_assert_cmpint (count (&store, &balai_event_kind), ==, 1);
  g_assert_cmpint (count (&store, &balai_venue_kind), ==, 1);
  g_assert_cmpint (count (&store, &balai_event_person_kind), ==, 1);
  venue = balai_repository_get (store.repository, &balai_venue_kind, balai_record_get_text (event, BALAI_EVENT_VENUE),
                                &error);
  g_assert_nonnull (venue);

  again = import_with (&store, text, &options);
  g_assert_cmpuint (again->counts[BALAI_IMPORT_SAME], ==, 1);
  g_assert_cmpuint (again->counts[BALAI_IMPORT_NEW], ==, 1);
  g_clear_object (&event);
  event = find_event (&store, "a");
  g_assert_cmpstr (balai_record_get_text (event, BALAI_EVENT_TITLE), ==, "Rapat besar");
}

int
main (int   argc,
      char *argv[])
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/ical-import/new-and-same", test_new_and_same);
  g_test_add_func ("/ical-import/without-create", test_without_create);
  g_test_add_func ("/ical-import/three-ways", test_three_ways);
  g_test_add_func ("/ical-import/older-and-deleted", test_older_and_deleted);
  g_test_add_func ("/ical-import/superseded", test_superseded);
  g_test_add_func ("/ical-import/methods", test_methods);
  g_test_add_func ("/ical-import/series", test_series);
  g_test_add_func ("/ical-import/override", test_override);
  g_test_add_func ("/ical-import/dates-alone", test_dates_alone);
  g_test_add_func ("/ical-import/duplicates-and-twins", test_duplicates_and_twins);
  g_test_add_func ("/ical-import/unreadable-and-undo", test_unreadable_and_undo);
  g_test_add_func ("/ical-import/undo-after-edit", test_undo_after_edit);
  g_test_add_func ("/ical-import/name-key", test_name_key);
  g_test_add_func ("/ical-import/cancel", test_cancel);
  return g_test_run ();
}

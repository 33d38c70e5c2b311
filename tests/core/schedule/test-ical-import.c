/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-calendar-part.h"
#include "import-store.h"

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

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
describe (Store       *store,
          BalaiRecord *event)
{
  GString *text = g_string_new (NULL);
  static const BalaiKind *const kinds[] = {
    &balai_event_person_kind, &balai_event_opd_kind, &balai_event_equipment_kind,
  };
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < balai_event_kind.n_fields; i++)
    {
      const BalaiField *field = &balai_event_kind.fields[i];
      const char *id = field->type == BALAI_FIELD_REFERENCE ? balai_record_get_text (event, (int) i) : NULL;
      g_autofree char *value = balai_record_format_field (event, (int) i);

      if (id != NULL)
        {
          const BalaiKind *kind = balai_registry_find (balai_repository_get_registry (store->repository), field->kind);
          g_autoptr (BalaiRecord) target = balai_repository_get (store->repository, kind, id, NULL);

          g_assert_nonnull (target);
          g_free (value);
          value = g_strdup (balai_record_get_title (target));
        }
      g_string_append_printf (text, "%s=%s\n", field->name, value);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (GPtrArray) links = balai_repository_children (store->repository, kinds[i],
                                                               balai_record_get_id (event), NULL);

      for (guint j = 0; j < links->len; j++)
        {
          GString *line = g_string_new (kinds[i]->name);

          for (guint k = 0; k < kinds[i]->n_fields; k++)
            {
              const BalaiField *field = &kinds[i]->fields[k];
              g_autofree char *value = balai_record_format_field (links->pdata[j], (int) k);

              if (g_str_equal (field->name, "event"))
                continue;
              if (field->type == BALAI_FIELD_REFERENCE && *value != '\0')
                {
                  BalaiRegistry *registry = balai_repository_get_registry (store->repository);
                  const BalaiKind *kind = balai_registry_find (registry, field->kind);
                  g_autoptr (BalaiRecord) target = balai_repository_get (store->repository, kind, value, NULL);

                  g_free (value);
                  value = g_strdup (balai_record_get_title (target));
                }
              g_string_append_printf (line, " %s=%s", field->name, value);
            }
          g_ptr_array_add (lines, g_string_free (line, FALSE));
        }
    }
  g_ptr_array_sort (lines, compare_texts);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "%s\n", (char *) lines->pdata[i]);
  return g_string_free (text, FALSE);
}

static char *
describe_all (Store *store)
{
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_event_kind);
  g_autoptr (GPtrArray) events = balai_repository_list (store->repository, query, NULL);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < events->len; i++)
    g_ptr_array_add (texts, describe (store, events->pdata[i]));
  g_ptr_array_sort (texts, compare_texts);
  for (guint i = 0; i < texts->len; i++)
    g_string_append_printf (all, "%s\n", (char *) texts->pdata[i]);
  return g_string_free (all, FALSE);
}

static char *
export_text (Store                  *store,
             const BalaiExportScope *scope)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiIcal) ical = balai_ical_export (store->repository, scope, NULL, &error);

  g_assert_no_error (error);
  return balai_ical_write (ical, NOW);
}

static void
tell_differences (const BalaiImportItem *item)
{
  for (guint i = 0; i < item->differences->len; i++)
    {
      const BalaiImportDifference *difference = item->differences->pdata[i];

      g_test_message ("line %u: %s: %s -> %s", item->line,
                      difference->kind->fields[difference->field].name, difference->ours,
                      difference->theirs);
    }
}

/* Out of a file, into an empty store, and into the same store. */
static void
round_trip (Store *store)
{
  BalaiExportScope all = { 0 };
  g_auto (Store) empty = { 0 };
  g_autofree char *text = export_text (store, &all);
  g_autofree char *before = describe_all (store);
  g_autofree char *after = NULL;
  g_autofree char *text_again = NULL;
  g_autoptr (BalaiImportPlan) own = NULL;
  g_autoptr (BalaiImportPlan) fresh = NULL;

  own = import (store, text);
  g_test_message ("%s", text);
  for (guint i = 0; i < own->items->len; i++)
    {
      const BalaiImportItem *item = own->items->pdata[i];

      tell_differences (item);
    }
  g_assert_cmpuint (own->counts[BALAI_IMPORT_SAME], ==, own->items->len);
  g_assert_cmpuint (own->puts->len, ==, 0);

  store_init (&empty);
  fresh = import (&empty, text);
  g_assert_cmpuint (fresh->counts[BALAI_IMPORT_NEW], ==, fresh->items->len);
  after = describe_all (&empty);
  g_assert_cmpstr (before, ==, after);
}

static void
test_export_all_fields (void)
{
  g_auto (Store) store = { 0 };
  g_autoptr (BalaiRecord) opd = balai_record_new (&balai_opd_kind);
  g_autoptr (BalaiRecord) venue = balai_record_new (&balai_venue_kind);
  g_autoptr (BalaiRecord) person = balai_record_new (&balai_person_kind);
  g_autoptr (BalaiRecord) delegate = balai_record_new (&balai_person_kind);
  g_autoptr (BalaiRecord) pool = balai_record_new (&balai_equipment_kind);
  g_autoptr (BalaiRecord) event = balai_record_new (&balai_event_kind);
  g_autoptr (BalaiRecord) series = balai_record_new (&balai_event_kind);
  g_autoptr (BalaiRecord) override = balai_record_new (&balai_event_kind);
  g_autoptr (BalaiRecord) days = balai_record_new (&balai_event_kind);
  g_autoptr (BalaiRecord) link = balai_record_new (&balai_event_person_kind);
  g_autoptr (BalaiRecord) invited = balai_record_new (&balai_event_opd_kind);
  g_autoptr (BalaiRecord) used = balai_record_new (&balai_event_equipment_kind);
  BalaiExportScope scope = { 0 };
  g_autofree char *by_opd = NULL;
  g_autofree char *by_venue = NULL;
  g_autofree char *by_person = NULL;
  g_autofree char *csv = NULL;

  store_init (&store);
  balai_record_set_text (opd, BALAI_OPD_CODE, "DISKOMINFO");
  balai_record_set_text (opd, BALAI_OPD_NAME, "DISKOMINFO");
  balai_record_set_text (venue, BALAI_VENUE_NAME, "Ruang Joyoboyo");
  balai_record_set_int (venue, BALAI_VENUE_SETUP, 1800);
  balai_record_set_text (person, BALAI_PERSON_NAME, "Sekretaris Daerah");
  balai_record_set_text (delegate, BALAI_PERSON_NAME, "Asisten \"I\"; Umum, Setda");
  balai_record_set_text (pool, BALAI_EQUIPMENT_NAME, "Proyektor");

  balai_record_set_text (event, BALAI_EVENT_TITLE, "Rapat; penting, sekali");
  balai_record_set_text (event, BALAI_EVENT_DESCRIPTION, "Baris satu\nBaris dua");
  balai_record_set_text (event, BALAI_EVENT_OPD, balai_record_get_id (opd));
  balai_record_set_text (event, BALAI_EVENT_STATUS, "displaced");
  balai_record_set_text (event, BALAI_EVENT_VISIBILITY, "restricted");
  balai_record_set_text (event, BALAI_EVENT_SCOPE, "city");
  balai_record_set_text (event, BALAI_EVENT_PRIORITY, "required");
  balai_record_set_int (event, BALAI_EVENT_START, NOW + 86400);
  balai_record_set_int (event, BALAI_EVENT_END, NOW + 90000);
  balai_record_set_text (event, BALAI_EVENT_VENUE, balai_record_get_id (venue));
  balai_record_set_text (event, BALAI_EVENT_PLACE, "pintu samping");
  balai_record_set_int (event, BALAI_EVENT_TEARDOWN, 600);
  balai_record_set_text (event, BALAI_EVENT_ONLINE, "Zoom 123 456");
  balai_record_set_int (event, BALAI_EVENT_PARTICIPANTS, 150);
  balai_record_set_text (event, BALAI_EVENT_BUSY, "away");
  balai_record_set_text (event, BALAI_EVENT_CONTACT, "Ani, 0812");
  balai_record_set_text (event, BALAI_EVENT_CATEGORIES, "Rapat, Penting");
  balai_record_set_text (event, BALAI_EVENT_URL, "https://example.go.id");
  balai_record_set_text (event, BALAI_EVENT_UID, "semua@balai");
  balai_record_set_text (series, BALAI_EVENT_TITLE, "Rakor");
  balai_record_set_int (series, BALAI_EVENT_START, NOW + 7200);
  balai_record_set_int (series, BALAI_EVENT_END, NOW + 9000);
  balai_record_set_text (series, BALAI_EVENT_ZONE, "Asia/Makassar");
  balai_record_set_text (series, BALAI_EVENT_RRULE, "FREQ=WEEKLY;COUNT=5");
  balai_record_set_text (series, BALAI_EVENT_EXDATE, "20260115T020000Z");
  balai_record_set_text (series, BALAI_EVENT_RDATE, "20260116T020000Z/20260116T050000Z");
  balai_record_set_text (series, BALAI_EVENT_UID, "rakor@balai");
  balai_record_set_text (override, BALAI_EVENT_TITLE, "Rakor pindah");
  balai_record_set_int (override, BALAI_EVENT_START, NOW + 7 * 86400 + 10800);
  balai_record_set_int (override, BALAI_EVENT_END, NOW + 7 * 86400 + 14400);
  balai_record_set_text (override, BALAI_EVENT_SERIES, balai_record_get_id (series));
  balai_record_set_int (override, BALAI_EVENT_RECURRENCE_ID, NOW + 7 * 86400 + 7200);
  balai_record_set_text (override, BALAI_EVENT_UID, "rakor@balai");
  balai_record_set_text (days, BALAI_EVENT_TITLE, "Dinas luar");
  balai_record_set_int (days, BALAI_EVENT_ALL_DAY, TRUE);
  balai_record_set_int (days, BALAI_EVENT_START_DATE, 20500);
  balai_record_set_int (days, BALAI_EVENT_END_DATE, 20503);
  balai_record_set_text (days, BALAI_EVENT_UID, "dl@balai");
  balai_record_set_text (link, BALAI_EVENT_PERSON_EVENT, balai_record_get_id (event));
  balai_record_set_text (link, BALAI_EVENT_PERSON_PERSON, balai_record_get_id (person));
  balai_record_set_text (link, BALAI_EVENT_PERSON_ROLE, "speaker");
  balai_record_set_int (link, BALAI_EVENT_PERSON_ONLINE, TRUE);
  balai_record_set_int (link, BALAI_EVENT_PERSON_DELEGABLE, TRUE);
  balai_record_set_text (link, BALAI_EVENT_PERSON_ATTENDANCE, "delegated");
  balai_record_set_text (invited, BALAI_EVENT_OPD_EVENT, balai_record_get_id (event));
  balai_record_set_text (invited, BALAI_EVENT_OPD_OPD, balai_record_get_id (opd));
  balai_record_set_text (used, BALAI_EVENT_EQUIPMENT_EVENT, balai_record_get_id (event));
  balai_record_set_text (used, BALAI_EVENT_EQUIPMENT_EQUIPMENT, balai_record_get_id (pool));
  balai_record_set_int (used, BALAI_EVENT_EQUIPMENT_QUANTITY, 3);
  {
    BalaiRecord *all[] = { opd, venue, person, delegate, pool, event, series, override, days, link, invited, used };

    for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
      put (&store, all[i]);
  }
  round_trip (&store);

  scope.opd = balai_record_get_id (opd);
  by_opd = export_text (&store, &scope);
  g_assert_nonnull (strstr (by_opd, "UID:semua@balai"));
  g_assert_null (strstr (by_opd, "UID:rakor@balai"));
  scope = (BalaiExportScope) { .venue = balai_record_get_id (venue) };
  by_venue = export_text (&store, &scope);
  g_assert_nonnull (strstr (by_venue, "UID:semua@balai"));
  g_assert_null (strstr (by_venue, "UID:dl@balai"));
  scope = (BalaiExportScope) { .person = balai_record_get_id (person) };
  by_person = export_text (&store, &scope);
  g_assert_nonnull (strstr (by_person, "X-WR-CALNAME:Sekretaris Daerah"));
  g_assert_null (strstr (by_person, "UID:rakor@balai"));
  scope = (BalaiExportScope) { 0 };
  csv = balai_event_to_csv (store.repository, &scope, NULL, NULL);
  g_assert_nonnull (strstr (csv, "\"Rapat; penting, sekali\",2026-01-02T07:00:00+07:00,2026-01-02T08:00:00+07:00,"));
  g_assert_nonnull (strstr (csv, "Proyektor (3)"));
}

/* What Balai does not understand comes out as it went in, also after a correction. */
static void
test_verbatim (void)
{
  g_auto (Store) store = { 0 };
  static const char text[] = "BEGIN:VCALENDAR\n"
    EVENT ("a", "SUMMARY;LANGUAGE=id:Rapat\nX-ALT-DESC;FMTTYPE=text/html:<b>Rapat</b>\nGEO:-7.8;112.0\n"
                "ORGANIZER;CN=Protokol:mailto:protokol@example.go.id\n"
                "ATTENDEE;CN=Tamu;RSVP=TRUE:mailto:tamu@example.com\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT5M\n"
                "END:VALARM\n") "END:VCALENDAR\n";
  BalaiImportOptions none = { 0 };
  BalaiExportScope all = { 0 };
  g_autoptr (BalaiImportPlan) plan = NULL;
  g_autoptr (BalaiRecord) event = NULL;
  g_autofree char *out = NULL;

  store_init (&store);
  plan = import_with (&store, text, &none);
  event = find_event (&store, "a");
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Rapat diperbaiki");
  put (&store, event);
  out = export_text (&store, &all);
  g_assert_nonnull (strstr (out, "SUMMARY;LANGUAGE=id:Rapat diperbaiki\r\n"));
  g_assert_nonnull (strstr (out, "X-ALT-DESC;FMTTYPE=text/html:<b>Rapat</b>\r\n"));
  g_assert_nonnull (strstr (out, "GEO:-7.8;112.0\r\n"));
  g_assert_nonnull (strstr (out, "BEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\n"));
  g_assert_nonnull (strstr (out, "ORGANIZER;CN=Protokol:mailto:protokol@example.go.id\r\n"));
  g_assert_nonnull (strstr (out, "ATTENDEE;CN=Tamu;RSVP=TRUE:mailto:tamu@example.com\r\n"));
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

/* What nobody has corrected goes out as the version it came in as. A later part of a series has a name of its own. */
static void
check_version (const BalaiIcal      *before,
               const BalaiIcalEvent *event)
{
  gboolean known = FALSE;

  for (guint i = 0; i < before->events->len; i++)
    {
      const BalaiIcalEvent *source = before->events->pdata[i];

      if (g_str_equal (source->uid, event->uid) && source->sequence == event->sequence)
        return;
      known = known || g_str_equal (source->uid, event->uid);
    }
  if (known)
    g_error ("%s is a newer version than its file has", event->uid);
}

/* What stands beside the events goes out as it came in. */
static void
check_parts (Store      *store,
             const char *contents,
             gsize       length)
{
  BalaiExportScope all = { 0 };
  g_autoptr (BalaiIcal) before = balai_ical_read (contents, length, balai_zone_get (BALAI_ZONE_JAKARTA));
  g_autoptr (GPtrArray) parts = balai_calendar_parts_read (before);
  g_autofree char *text = export_text (store, &all);
  g_autoptr (BalaiIcal) after = balai_ical_read (text, strlen (text), balai_zone_get (BALAI_ZONE_JAKARTA));
  g_autoptr (GHashTable) texts = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < after->events->len; i++)
    check_version (before, after->events->pdata[i]);
  for (guint i = 0; i < after->others->len; i++)
    g_hash_table_add (texts, ((BalaiIcalOther *) after->others->pdata[i])->text);
  for (guint i = 0; i < parts->len; i++)
    {
      const BalaiCalendarPart *part = parts->pdata[i];

      if (!g_str_equal (part->component, BALAI_CALENDAR_PART_CALENDAR)
          && !g_hash_table_contains (texts, part->verbatim))
        g_error ("line %u: %s is missing from the export:\n%s", part->line, part->component, text);
    }
}

/* A file of the corpus comes in, comes in again without a change, goes out and comes in elsewhere as the same
 * records. */
static void
test_file (gconstpointer data)
{
  g_auto (Store) store = { 0 };
  g_autofree char *contents = NULL;
  g_autoptr (BalaiImportPlan) first = NULL;
  g_autoptr (BalaiImportPlan) second = NULL;
  g_autoptr (BalaiBatch) batch = NULL;
  BalaiImportOptions options = { .create_all = TRUE };
  gsize length;

  g_assert_true (g_file_get_contents (data, &contents, &length, NULL));
  store_init (&store);
  first = plan_bytes (&store, contents, length, &options);
  batch = balai_import_plan_to_batch (first, "import");
  apply (&store, batch);
  g_assert_cmpuint (first->counts[BALAI_IMPORT_CHANGED], ==, 0);
  second = plan_bytes (&store, contents, length, &options);
  for (guint i = 0; i < second->items->len; i++)
    {
      const BalaiImportItem *item = second->items->pdata[i];

      if (item->state != BALAI_IMPORT_SAME && item->state != BALAI_IMPORT_UNREADABLE)
        {
          g_test_message ("line %u: state %d, %s", item->line, item->state, item->key);
          tell_differences (item);
        }
    }
  /* What others ask for stays asked. */
  g_assert_cmpuint (second->counts[BALAI_IMPORT_NEW] + second->counts[BALAI_IMPORT_CHANGED], ==, 0);
  g_assert_cmpuint (second->puts->len, ==, 0);
  check_parts (&store, contents, length);
  round_trip (&store);
}

static void
add_folder (const char *folder,
            const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *test = g_strdup_printf ("%s/%s", prefix, name);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        add_folder (path, test);
      else if (g_str_has_suffix (name, ".ics"))
        g_test_add_data_func_full (test, g_steal_pointer (&path), test_file, g_free);
    }
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
  g_autofree char *own = NULL;
  const char *samples = g_getenv ("BALAI_SAMPLES");

  balai_test_init (&argc, &argv);
  g_test_add_func ("/ical-import/new-and-same", test_new_and_same);
  g_test_add_func ("/ical-import/without-create", test_without_create);
  g_test_add_func ("/ical-import/three-ways", test_three_ways);
  g_test_add_func ("/ical-import/older-and-deleted", test_older_and_deleted);
  g_test_add_func ("/ical-import/methods", test_methods);
  g_test_add_func ("/ical-import/series", test_series);
  g_test_add_func ("/ical-import/override", test_override);
  g_test_add_func ("/ical-import/dates-alone", test_dates_alone);
  g_test_add_func ("/ical-import/duplicates-and-twins", test_duplicates_and_twins);
  g_test_add_func ("/ical-import/unreadable-and-undo", test_unreadable_and_undo);
  g_test_add_func ("/ical-import/undo-after-edit", test_undo_after_edit);
  g_test_add_func ("/ical-import/name-key", test_name_key);
  g_test_add_func ("/ical-import/export-all-fields", test_export_all_fields);
  g_test_add_func ("/ical-import/verbatim", test_verbatim);
  g_test_add_func ("/ical-import/cancel", test_cancel);
  own = balai_test_data_path ("ics");
  add_folder (own, "/ical-import/own");
  if (samples != NULL)
    {
      g_autofree char *folder = g_build_filename (samples, "ics", NULL);

      add_folder (folder, "/ical-import/samples");
    }
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-calendar-part.h"
#include "import-store.h"

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

int
main (int   argc,
      char *argv[])
{
  g_autofree char *own = NULL;
  const char *samples = g_getenv ("BALAI_SAMPLES");

  balai_test_init (&argc, &argv);
  g_test_add_func ("/ical-round-trip/export-all-fields", test_export_all_fields);
  g_test_add_func ("/ical-round-trip/verbatim", test_verbatim);
  own = balai_test_data_path ("ics");
  add_folder (own, "/ical-round-trip/own");
  if (samples != NULL)
    {
      g_autofree char *folder = g_build_filename (samples, "ics", NULL);

      add_folder (folder, "/ical-round-trip/samples");
    }
  return g_test_run ();
}

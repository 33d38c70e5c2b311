/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-day.h"
#include "balai-event.h"
#include "balai-kinds.h"
#include "balai-record-json.h"
#include "balai-reference.h"
#include "balai-registers.h"
#include "balai-sample-city.h"
#include "balai-schedule-data.h"
#include "balai-schedule-snapshot.h"
#include "balai-sqlite.h"
#include "balai-test.h"

typedef struct
{
  BalaiClock      *clock;      /* (owned) */
  BalaiRepository *repository; /* (owned) */
} City;

static void
city_open (City    *self,
           int64_t  now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiSqlite) database = balai_sqlite_open_memory (&error);
  g_autoptr (BalaiRegistry) registry = balai_kinds_new_registry ();

  g_assert_no_error (error);
  self->clock = balai_clock_new_at (now);
  self->repository = balai_repository_new (BALAI_DATABASE (database), registry, self->clock);
  balai_repository_migrate (self->repository, &error);
  g_assert_no_error (error);
}

static void
city_close (City *self)
{
  g_object_unref (self->repository);
  balai_clock_free (self->clock);
}

static GArray *
city_make (City    *self,
           guint32  seed,
           int      scale,
           int      years)
{
  g_autoptr (GError) error = NULL;
  BalaiSampleOptions options = { .city = "kediri", .seed = seed, .scale = scale, .years = years };
  GArray *planted;

  city_open (self, 1790000000);
  planted = balai_sample_city_make (self->repository, &options, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (planted);
  return planted;
}

static int64_t
count (City            *self,
       const BalaiKind *kind)
{
  g_autoptr (BalaiQuery) query = balai_query_new (kind);
  int64_t n = 0;

  g_assert_true (balai_repository_count (self->repository, query, &n, NULL));
  return n;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
key_of (const BalaiScheduleSnapshot *snapshot,
        const BalaiConflictArray    *conflicts,
        size_t                       index)
{
  const BalaiConflict *conflict = &conflicts->items[index];
  const BalaiResource *resource = balai_resources_get (
    balai_schedule_rules_get_resources (balai_schedule_snapshot_get_rules (snapshot)), conflict->resource);
  BalaiPlantedConflict found = { .class_ = conflict->class_, .level = conflict->level };
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  size_t n_others;
  const BalaiClaim *others = balai_conflict_array_get_others (conflicts, index, &n_others);

  g_ptr_array_add (ids, balai_schedule_snapshot_get_event (snapshot, conflict->a.occurrence)->id);
  if (conflict->has_b)
    g_ptr_array_add (ids, balai_schedule_snapshot_get_event (snapshot, conflict->b.occurrence)->id);
  for (size_t i = 0; i < n_others; i++)
    g_ptr_array_add (ids, balai_schedule_snapshot_get_event (snapshot, others[i].occurrence)->id);
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  found.events = (char **) ids->pdata;
  if (resource != NULL)
    {
      found.kind = resource->kind;
      found.resource = resource->id;
    }
  return balai_planted_to_key (&found);
}

/* What the audit of the stored calendar finds is what was planted: all of it, each once, and nothing else. */
static void
assert_found_is_planted (City   *self,
                         GArray *planted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiScheduleSnapshot) snapshot =
    balai_schedule_snapshot_load (self->repository, NULL, BALAI_SNAPSHOT_CONFLICTS, NULL, &error);
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const BalaiConflictArray *found;

  g_assert_no_error (error);
  found = balai_schedule_snapshot_get_conflicts (snapshot);
  for (guint i = 0; i < planted->len; i++)
    g_assert_true (g_hash_table_add (wanted, balai_planted_to_key (&g_array_index (planted, BalaiPlantedConflict, i))));
  for (size_t i = 0; i < found->n; i++)
    {
      g_autofree char *key = key_of (snapshot, found, i);

      if (!g_hash_table_remove (wanted, key))
        g_test_fail_printf ("found, but not planted: %s (%s)", key,
                            balai_schedule_snapshot_get_event (snapshot, found->items[i].a.occurrence)->title);
    }
  g_assert_cmpuint (found->n, ==, planted->len);
  g_assert_cmpuint (g_hash_table_size (wanted), ==, 0);
}

static void
test_planted (gconstpointer data)
{
  City city;
  guint32 seed = GPOINTER_TO_UINT (data);
  g_autoptr (GArray) planted = city_make (&city, seed, 1, 1);
  guint classes[BALAI_N_CONFLICT_CLASSES] = { 0 };
  g_autofree char *setting = balai_repository_get_setting (city.repository, BALAI_SAMPLE_SETTING);
  g_autofree char *counted = g_strdup_printf ("\"count\":%u,", planted->len);

  for (guint i = 0; i < planted->len; i++)
    classes[g_array_index (planted, BalaiPlantedConflict, i).class_]++;
  for (guint i = 0; i < BALAI_N_CONFLICT_CLASSES; i++)
    g_assert_cmpuint (classes[i], >, 0);
  g_assert_cmpuint (planted->len, >=, 40);
  g_assert_nonnull (strstr (setting, counted));
  assert_found_is_planted (&city, planted);

  g_assert_cmpint (count (&city, &balai_event_kind), ==, BALAI_SAMPLE_EVENTS_A_YEAR);
  g_assert_cmpint (count (&city, &balai_opd_kind), ==, 40);
  g_assert_cmpint (count (&city, &balai_venue_kind), >=, 55);
  g_assert_cmpint (count (&city, &balai_venue_kind), <=, 65);
  g_assert_cmpint (count (&city, &balai_person_kind), >, 90);
  city_close (&city);
}

static void
test_years (void)
{
  City city;
  g_autoptr (GArray) planted = city_make (&city, 5, 1, 2);

  g_assert_cmpint (count (&city, &balai_event_kind), ==, 2 * BALAI_SAMPLE_EVENTS_A_YEAR);
  assert_found_is_planted (&city, planted);
  city_close (&city);
}

/* All records as JSON, but for what tells of the time of writing. */
static char *
digest (City *self)
{
  static const BalaiKind *const kinds[] = {
    &balai_city_kind, &balai_opd_kind, &balai_person_kind, &balai_venue_kind, &balai_equipment_kind,
    &balai_event_kind, &balai_event_person_kind, &balai_event_opd_kind, &balai_event_equipment_kind,
    &balai_closure_kind, &balai_opening_hours_kind, &balai_season_kind, &balai_travel_time_kind, &balai_holiday_kind,
  };
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (BalaiQuery) query = balai_query_new (kinds[i]);
      g_autoptr (GPtrArray) records = balai_repository_list (self->repository, query, NULL);

      for (guint k = 0; k < records->len; k++)
        for (guint field = 0; field < kinds[i]->n_fields; field++)
          {
            BalaiRecord *record = records->pdata[k];
            g_autofree char *text = balai_record_format_field (record, (int) field);

            g_checksum_update (sum, (const guchar *) balai_record_get_id (record), -1);
            g_checksum_update (sum, (const guchar *) (text ? text : "-"), -1);
          }
    }
  return g_strdup (g_checksum_get_string (sum));
}

static void
test_deterministic (void)
{
  BalaiSampleOptions options = { .city = "kediri", .seed = 7 };
  const int64_t days[] = { 1600000000, 1900000000 };
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GArray) planted = NULL;
      g_autofree char *sum = NULL;
      City city;

      options.seed = i < 2 ? 7 : 8;
      city_open (&city, days[i % 2]);
      planted = balai_sample_city_make (city.repository, &options, NULL, NULL, &error);
      g_assert_no_error (error);
      sum = digest (&city);
      if (i == 0)
        first = g_steal_pointer (&sum);
      else if (i == 1)
        g_assert_cmpstr (sum, ==, first);
      else
        g_assert_cmpstr (sum, !=, first);
      city_close (&city);
    }
}

static gboolean
is_private_name (const char *text)
{
  /* Titles and degrees that only persons carry. */
  static const char *const marks[] = { "Drs.", "Dra.", "Ir. ", "dr. ", "Hj. ", " S.H", " S.E", " S.Sos", " M.Si",
                                       " S.T", " M.M", "Bapak ", "Sdr.", "Sdri." };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (marks); i++)
    if (strstr (text, marks[i]) != NULL)
      return TRUE;
  return FALSE;
}

/* Who is in the register is there by position: the first word is one. */
static gboolean
is_position (const char *name)
{
  static const char *const positions[] = { "Wali", "Wakil", "Sekretaris", "Asisten", "Staf", "Kepala", "Camat", "Lurah",
                                           "Inspektur", "Direktur", "Ketua", "Kapolres", "Komandan", "Narasumber",
                                           "Subkoordinator" };
  g_auto (GStrv) words = g_strsplit (name, " ", 2);

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    if (g_strcmp0 (words[0], positions[i]) == 0)
      return TRUE;
  return FALSE;
}

static void
test_records (void)
{
  static const BalaiKind *const kinds[] = {
    &balai_city_kind, &balai_opd_kind, &balai_person_kind, &balai_venue_kind, &balai_equipment_kind,
    &balai_event_kind, &balai_event_person_kind, &balai_event_opd_kind, &balai_event_equipment_kind,
    &balai_closure_kind, &balai_opening_hours_kind, &balai_season_kind, &balai_travel_time_kind, &balai_holiday_kind,
  };
  City city;
  g_autoptr (GArray) planted = city_make (&city, 3, 1, 1);
  g_autoptr (GHashTable) statuses = g_hash_table_new (g_str_hash, g_str_equal);
  guint n_series = 0, n_all_day = 0, n_online = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (BalaiQuery) query = balai_query_new (kinds[i]);
      g_autoptr (GPtrArray) records = balai_repository_list (city.repository, query, NULL);

      g_assert_cmpuint (records->len, >, 0);
      for (guint k = 0; k < records->len; k++)
        {
          g_autoptr (GPtrArray) findings = balai_findings_new ();
          BalaiRecord *record = records->pdata[k];

          balai_kind_check (kinds[i], record, findings);
          /* The rules of an event ask for conflicts as well, and some are planted. */
          if (kinds[i]->validate != NULL && kinds[i] != &balai_event_kind)
            kinds[i]->validate (record, city.repository, findings);
          g_assert_cmpuint (findings->len, ==, 0);
          for (guint field = 0; field < kinds[i]->n_fields; field++)
            if (kinds[i]->fields[field].type == BALAI_FIELD_TEXT)
              g_assert_false (is_private_name (balai_record_get_text (record, (int) field)));
          if (kinds[i] == &balai_person_kind)
            g_assert_true (is_position (balai_record_get_title (record)));
          if (kinds[i] == &balai_event_kind)
            {
              const char *status = balai_record_get_text (record, BALAI_EVENT_STATUS);

              g_hash_table_add (statuses, (gpointer) g_intern_string (status));
              n_series += balai_event_is_series (record);
              n_all_day += balai_record_get_boolean (record, BALAI_EVENT_ALL_DAY);
              n_online += !balai_record_is_null (record, BALAI_EVENT_ONLINE);
            }
        }
    }
  g_assert_cmpuint (g_hash_table_size (statuses), ==, 7);
  g_assert_cmpuint (n_series, >=, 15);
  g_assert_cmpuint (n_all_day, >, 50);
  g_assert_cmpuint (n_online, >, 100);
  city_close (&city);
}

static void
test_refusals (void)
{
  BalaiSampleOptions options = { .city = "kediri", .seed = 1 };
  g_autoptr (BalaiBatch) batch = balai_batch_new ("x", BALAI_BATCH_IMPORT);
  g_autoptr (BalaiRecord) event = balai_record_new (&balai_event_kind);
  g_autoptr (GError) error = NULL;
  City city;

  city_open (&city, 1790000000);
  options.city = "atlantis";
  g_assert_null (balai_sample_city_make (city.repository, &options, NULL, NULL, &error));
  g_assert_error (error, BALAI_SAMPLE_ERROR, BALAI_SAMPLE_ERROR_UNKNOWN_CITY);
  g_clear_error (&error);

  options.city = "kediri";
  options.years = -1;
  g_assert_null (balai_sample_city_make (city.repository, &options, NULL, NULL, &error));
  g_assert_error (error, BALAI_SAMPLE_ERROR, BALAI_SAMPLE_ERROR_BAD_OPTION);
  g_clear_error (&error);

  options.years = 1;
  balai_record_set_text (event, BALAI_EVENT_TITLE, "Rapat");
  balai_record_set_int (event, BALAI_EVENT_START, 1790000000);
  balai_batch_put (batch, event);
  g_assert_true (balai_repository_apply (city.repository, batch, NULL, NULL));
  g_assert_null (balai_sample_city_make (city.repository, &options, NULL, NULL, &error));
  g_assert_error (error, BALAI_SAMPLE_ERROR, BALAI_SAMPLE_ERROR_NOT_EMPTY);
  g_assert_cmpint (count (&city, &balai_opd_kind), ==, 0);
  city_close (&city);
}

static void
test_reference (void)
{
  g_autoptr (GPtrArray) regencies = balai_reference_rows (BALAI_REFERENCE_REGENCIES);
  g_autoptr (GPtrArray) districts = balai_reference_rows (BALAI_REFERENCE_DISTRICTS);
  g_autoptr (GPtrArray) villages = balai_reference_rows (BALAI_REFERENCE_VILLAGES);
  g_autoptr (GPtrArray) holidays = balai_reference_records (BALAI_REFERENCE_HOLIDAYS);
  g_autoptr (GPtrArray) ramadans = balai_reference_records (BALAI_REFERENCE_RAMADAN);
  g_autoptr (GPtrArray) openings = balai_reference_records (BALAI_REFERENCE_OPENING_HOURS);
  int64_t seconds[2] = { 0, 0 };

  g_assert_cmpuint (regencies->len, ==, 1);
  g_assert_cmpuint (districts->len, ==, 3);
  g_assert_cmpuint (villages->len, ==, 46);
  g_assert_cmpuint (holidays->len, ==, 52);
  g_assert_cmpuint (ramadans->len, ==, 2);
  g_assert_cmpint (balai_record_get_int (ramadans->pdata[1], BALAI_SEASON_FIRST), ==,
                   balai_day_from_ymd (2026, 2, 19));
  for (guint i = 0; i < openings->len; i++)
    {
      BalaiRecord *opening = openings->pdata[i];

      seconds[g_str_equal (balai_record_get_text (opening, BALAI_OPENING_HOURS_SEASON), "ramadan")] +=
        balai_record_get_int (opening, BALAI_OPENING_HOURS_TO)
        - balai_record_get_int (opening, BALAI_OPENING_HOURS_FROM)
        - balai_record_get_int (opening, BALAI_OPENING_HOURS_BREAK_TO)
        + balai_record_get_int (opening, BALAI_OPENING_HOURS_BREAK_FROM);
    }
  /* Perpres 21/2023: 37 and a half hours, in Ramadan 32 and a half. */
  g_assert_cmpint (seconds[0], ==, 37 * BALAI_HOUR + 1800);
  g_assert_cmpint (seconds[1], ==, 32 * BALAI_HOUR + 1800);
}

static void
test_begin (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) holidays = balai_reference_records (BALAI_REFERENCE_HOLIDAYS);
  g_autoptr (BalaiQuery) query = balai_query_new (&balai_city_kind);
  g_autoptr (GPtrArray) cities = NULL;
  g_autoptr (BalaiBatch) batch = balai_batch_new ("", BALAI_BATCH_DEFAULT);
  g_autoptr (GPtrArray) stored = NULL;
  g_autoptr (BalaiQuery) all = balai_query_new (&balai_holiday_kind);
  int64_t step = 0;
  City city;

  city_open (&city, 1790000000);
  g_assert_true (balai_reference_begin (city.repository, &error));
  g_assert_no_error (error);
  cities = balai_repository_list (city.repository, query, &error);
  g_assert_cmpuint (cities->len, ==, 1);
  g_assert_cmpstr (balai_record_get_text (cities->pdata[0], BALAI_CITY_NAME), ==, "Kota Kediri");
  g_assert_cmpint (count (&city, &balai_holiday_kind), ==, holidays->len);
  g_assert_cmpint (count (&city, &balai_opening_hours_kind), >, 0);
  g_assert_true (balai_repository_last_step (city.repository, &step, NULL, &error));
  g_assert_cmpint (step, ==, 0);

  /* Once begun, what a city has taken away does not come back. */
  stored = balai_repository_list (city.repository, all, &error);
  balai_batch_delete (batch, stored->pdata[0]);
  balai_repository_apply (city.repository, batch, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (balai_reference_begin (city.repository, &error));
  g_assert_cmpint (count (&city, &balai_holiday_kind), ==, holidays->len - 1);
  city_close (&city);
}

/* Whoever has entered something decides alone what is a holiday. */
static void
test_begin_late (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BalaiBatch) batch = balai_batch_new ("", BALAI_BATCH_DEFAULT);
  g_autoptr (BalaiRecord) venue = balai_record_new (&balai_venue_kind);
  City city;

  city_open (&city, 1790000000);
  balai_record_set_text (venue, BALAI_VENUE_NAME, "Aula");
  balai_batch_put (batch, venue);
  balai_repository_apply (city.repository, batch, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (balai_reference_begin (city.repository, &error));
  g_assert_cmpint (count (&city, &balai_holiday_kind), ==, 0);
  g_assert_cmpint (count (&city, &balai_city_kind), ==, 0);
  city_close (&city);
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/sample/reference", test_reference);
  g_test_add_func ("/sample/begin", test_begin);
  g_test_add_func ("/sample/begin-late", test_begin_late);
  g_test_add_func ("/sample/refusals", test_refusals);
  g_test_add_data_func ("/sample/planted/1", GUINT_TO_POINTER (1), test_planted);
  g_test_add_data_func ("/sample/planted/2", GUINT_TO_POINTER (2), test_planted);
  g_test_add_data_func ("/sample/planted/20260101", GUINT_TO_POINTER (20260101), test_planted);
  g_test_add_func ("/sample/years", test_years);
  g_test_add_func ("/sample/deterministic", test_deterministic);
  g_test_add_func ("/sample/records", test_records);
  return g_test_run ();
}

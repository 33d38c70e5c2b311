/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-sample-city.h"

#include <string.h>

#include "balai-day.h"
#include "balai-event.h"
#include "balai-registers.h"
#include "balai-sample-private.h"
#include "balai-uuid.h"

#define FIRST_YEAR        2026
#define MAX_SCALE         100
#define MAX_YEARS         10
/* Records of one transaction: long enough for few of them, short enough to be stopped between. */
#define TRANSACTION       4000
#define PROGRESS_INTERVAL 200

G_DEFINE_QUARK (balai-sample-error-quark, balai_sample_error)

static void
entry_clear (gpointer data)
{
  g_free (((BalaiSampleEntry *) data)->id);
}

static void
planted_clear (gpointer data)
{
  BalaiPlantedConflict *planted = data;

  g_free (planted->resource);
  g_strfreev (planted->events);
}

static GArray *
entries_new (void)
{
  GArray *entries = g_array_new (FALSE, FALSE, sizeof (BalaiSampleEntry));

  g_array_set_clear_func (entries, entry_clear);
  return entries;
}

static void
sample_init (BalaiSample              *self,
             BalaiRepository          *repository,
             const BalaiSampleOptions *options)
{
  *self = (BalaiSample) { .repository = repository, .options = options };
  self->zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  self->rand = g_rand_new_with_seed (options->seed);
  self->first_day = balai_day_from_ymd (options->year, 1, 1);
  self->after_day = balai_day_from_ymd (options->year + options->years, 1, 1);
  self->id_ms = self->first_day * BALAI_DAY * 1000;
  self->opds = entries_new ();
  self->venues = entries_new ();
  self->people = entries_new ();
  self->pools = entries_new ();
  self->opd_leaders = g_array_new (FALSE, FALSE, sizeof (guint));
  self->work_days = g_array_new (FALSE, FALSE, sizeof (int64_t));
  self->index = balai_claim_index_new ();
  self->event_ids = g_ptr_array_new_with_free_func (g_free);
  self->planted = g_array_new (FALSE, FALSE, sizeof (BalaiPlantedConflict));
  g_array_set_clear_func (self->planted, planted_clear);
  balai_conflict_array_init (&self->found);
  self->found.keep_ignored = TRUE;
}

static void
sample_clear (BalaiSample *self)
{
  g_rand_free (self->rand);
  g_clear_pointer (&self->batch, balai_batch_unref);
  g_array_unref (self->opds);
  g_array_unref (self->venues);
  g_array_unref (self->people);
  g_array_unref (self->pools);
  g_array_unref (self->opd_leaders);
  g_array_unref (self->work_days);
  g_clear_pointer (&self->villages, g_ptr_array_unref);
  g_clear_pointer (&self->rules, balai_schedule_rules_unref);
  balai_claim_index_free (self->index);
  g_ptr_array_unref (self->event_ids);
  g_clear_pointer (&self->planted, g_array_unref);
  balai_conflict_array_clear (&self->found);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalaiSample, sample_clear)

BalaiRecord *
balai_sample_new_record (BalaiSample     *self,
                         const BalaiKind *kind)
{
  BalaiRecord *record = balai_record_new (kind);
  g_autofree char *id = balai_uuid_new_from (self->id_ms++, self->rand);

  balai_record_set_identity (record, id, 0, 0, FALSE);
  return record;
}

/* Takes the record. */
void
balai_sample_put (BalaiSample *self,
                  BalaiRecord *record)
{
  if (self->batch == NULL)
    self->batch = balai_batch_new ("Contoh kota", BALAI_BATCH_IMPORT | BALAI_BATCH_NO_UNDO);
  balai_batch_put (self->batch, record);
  g_object_unref (record);
}

gboolean
balai_sample_flush (BalaiSample  *self,
                    guint         more_than,
                    GError      **error)
{
  gboolean done;

  if (self->batch == NULL || balai_batch_get_size (self->batch) <= more_than)
    return TRUE;
  done = balai_repository_apply (self->repository, self->batch, NULL, error);
  g_clear_pointer (&self->batch, balai_batch_unref);
  return done;
}

const char *
balai_sample_id (GArray *entries,
                 guint   number)
{
  return g_array_index (entries, BalaiSampleEntry, number).id;
}

static gboolean
is_empty (BalaiRepository  *repository,
          gboolean         *empty,
          GError          **error)
{
  static const BalaiKind *const kinds[] = {
    &balai_event_kind, &balai_opd_kind, &balai_person_kind, &balai_venue_kind, &balai_equipment_kind,
  };

  *empty = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (BalaiQuery) query = balai_query_new (kinds[i]);
      int64_t count;

      if (!balai_repository_count (repository, query, &count, error))
        return FALSE;
      *empty = *empty && count == 0;
    }
  return TRUE;
}

static gboolean
check_options (const BalaiSampleOptions  *options,
               GError                   **error)
{
  if (g_strcmp0 (options->city, "kediri") != 0)
    {
      g_set_error (error, BALAI_SAMPLE_ERROR, BALAI_SAMPLE_ERROR_UNKNOWN_CITY, "no sample of %s", options->city);
      return FALSE;
    }
  if (options->scale < 1 || options->scale > MAX_SCALE || options->years < 1 || options->years > MAX_YEARS
      || options->year < 1970 || options->year > 9000)
    {
      g_set_error (error, BALAI_SAMPLE_ERROR, BALAI_SAMPLE_ERROR_BAD_OPTION, "scale %d, years %d, year %d",
                   options->scale, options->years, options->year);
      return FALSE;
    }
  return TRUE;
}

static const char *
resource_code (const BalaiPlantedConflict *planted)
{
  return planted->resource ? balai_resource_kind_to_code (planted->kind) : "";
}

/**
 * balai_planted_to_key:
 * @self: a planted conflict
 *
 * Returns: (transfer full): one line that tells it from every other: class, level, kind and id of the resource, events
 */
char *
balai_planted_to_key (const BalaiPlantedConflict *self)
{
  g_autofree char *events = g_strjoinv (" ", self->events);

  return g_strdup_printf ("%s %s %s %s %s", balai_conflict_class_to_code (self->class_),
                          balai_level_to_code (self->level), resource_code (self),
                          self->resource ? self->resource : "", events);
}

/* Nothing in it needs escaping: codes and ids. */
static char *
planted_to_json (const BalaiSample *self)
{
  GString *json = g_string_new (NULL);
  guint counts[BALAI_N_CONFLICT_CLASSES] = { 0 };

  for (guint i = 0; i < self->planted->len; i++)
    counts[g_array_index (self->planted, BalaiPlantedConflict, i).class_]++;
  g_string_append_printf (json, "{\"city\":\"kediri\",\"seed\":%u,\"scale\":%d,\"years\":%d,\"year\":%d,\"count\":%u,"
                          "\"classes\":[", self->options->seed, self->options->scale, self->options->years,
                          self->options->year, self->planted->len);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    g_string_append_printf (json, "%s{\"class\":\"%s\",\"count\":%u}", i > 0 ? "," : "",
                            balai_conflict_class_to_code (i), counts[i]);
  g_string_append (json, "],\"conflicts\":[");
  for (guint i = 0; i < self->planted->len; i++)
    {
      const BalaiPlantedConflict *planted = &g_array_index (self->planted, BalaiPlantedConflict, i);
      g_autofree char *events = g_strjoinv ("\",\"", planted->events);

      g_string_append_printf (json, "%s{\"class\":\"%s\",\"level\":\"%s\",\"kind\":\"%s\",\"resource\":\"%s\","
                              "\"events\":[\"%s\"]}", i > 0 ? "," : "", balai_conflict_class_to_code (planted->class_),
                              balai_level_to_code (planted->level), resource_code (planted),
                              planted->resource ? planted->resource : "", events);
    }
  g_string_append (json, "]}");
  return g_string_free (json, FALSE);
}

/**
 * balai_sample_city_make:
 * @repository: a writer whose folder is empty
 * @options: what to make
 * @progress: (nullable): is told how far it is
 * @data: for @progress
 * @error: return location for a #BalaiSampleError or that of the store
 *
 * Fills an empty folder with a city: the registers of Kota Kediri with its regions, office hours, holidays and
 * Ramadans, and years of events that use them. No two of them conflict, nor does one break the hours or a holiday, but
 * for a known list of planted conflicts of every class, which is returned and kept in the setting
 * %BALAI_SAMPLE_SETTING as JSON.
 * People are positions and institutions, never private persons.
 *
 * The same seed and options make the same records, whatever day it is today. What has been written before an error
 * stays; the folder is then to be thrown away.
 *
 * Returns: (transfer full) (element-type BalaiPlantedConflict) (nullable): what was planted
 */
GArray *
balai_sample_city_make (BalaiRepository           *repository,
                        const BalaiSampleOptions  *options,
                        BalaiSampleFunc            progress,
                        gpointer                   data,
                        GError                   **error)
{
  BalaiSampleOptions given;
  g_auto (BalaiSample) sample = { 0 };
  g_autofree char *json = NULL;
  gboolean empty = FALSE;
  guint all, told = 0;

  g_return_val_if_fail (BALAI_IS_REPOSITORY (repository), NULL);
  g_return_val_if_fail (options != NULL, NULL);

  given = *options;
  given.scale = given.scale == 0 ? 1 : given.scale;
  given.years = given.years == 0 ? 1 : given.years;
  given.year = given.year == 0 ? FIRST_YEAR : given.year;
  sample_init (&sample, repository, &given);
  if (!check_options (&given, error) || !is_empty (repository, &empty, error))
    return NULL;
  if (!empty)
    {
      g_set_error_literal (error, BALAI_SAMPLE_ERROR, BALAI_SAMPLE_ERROR_NOT_EMPTY, "the folder is not empty");
      return NULL;
    }
  all = (guint) (BALAI_SAMPLE_EVENTS_A_YEAR * given.scale * given.years);
  if (!balai_sample_make_registers (&sample, error) || !balai_sample_plant (&sample, error)
      || !balai_sample_make_series (&sample, error))
    return NULL;
  while (sample.event_ids->len < all)
    {
      balai_sample_make_event (&sample);
      if (!balai_sample_flush (&sample, TRANSACTION, error))
        return NULL;
      if (progress != NULL && sample.event_ids->len >= told + PROGRESS_INTERVAL)
        {
          told = sample.event_ids->len;
          if (!progress (told, all, data))
            {
              g_set_error_literal (error, BALAI_SAMPLE_ERROR, BALAI_SAMPLE_ERROR_CANCELLED, "stopped");
              return NULL;
            }
        }
    }
  if (!balai_sample_flush (&sample, 0, error))
    return NULL;
  json = planted_to_json (&sample);
  if (!balai_repository_set_setting (repository, BALAI_SAMPLE_SETTING, json, error))
    return NULL;
  return g_steal_pointer (&sample.planted);
}

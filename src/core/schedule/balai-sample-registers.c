/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-sample-private.h"

#include <string.h>

#include "balai-day.h"
#include "balai-reference.h"
#include "balai-registers.h"
#include "balai-schedule-data.h"
#include "balai-schedule-load.h"

guint
balai_sample_find_opd (const char *code)
{
  for (guint i = 0; i < balai_sample_n_opds; i++)
    if (g_strcmp0 (balai_sample_opds[i].code, code) == 0)
      return i;
  return SAMPLE_NONE;
}

guint
balai_sample_find_venue (const char *name)
{
  for (guint i = 0; i < balai_sample_n_venues; i++)
    if (g_strcmp0 (balai_sample_venues[i].name, name) == 0)
      return i;
  return SAMPLE_NONE;
}

guint
balai_sample_find_pool (const char *name)
{
  for (guint i = 0; i < balai_sample_n_pools; i++)
    if (g_strcmp0 (balai_sample_pools[i].name, name) == 0)
      return i;
  return SAMPLE_NONE;
}

guint
balai_sample_find_person (BalaiSample *self,
                          const char  *name)
{
  for (guint i = 0; i < balai_sample_n_persons; i++)
    if (g_str_equal (balai_sample_persons[i].name, name))
      return self->first_other + i;
  for (guint i = 0; i < balai_sample_n_opds; i++)
    if (g_strcmp0 (balai_sample_opds[i].leader, name) == 0)
      return g_array_index (self->opd_leaders, guint, i);
  return SAMPLE_NONE;
}

static BalaiRecord *
add_entry (BalaiSample     *self,
           GArray          *entries,
           const BalaiKind *kind)
{
  BalaiRecord *record = balai_sample_new_record (self, kind);
  BalaiSampleEntry entry = { g_strdup (balai_record_get_id (record)), BALAI_NO_RESOURCE };

  g_array_append_val (entries, entry);
  return record;
}

static void
set_opd (BalaiSample *self,
         BalaiRecord *record,
         int          field,
         const char  *code)
{
  guint opd = balai_sample_find_opd (code);

  if (opd != SAMPLE_NONE)
    balai_record_set_text (record, field, balai_sample_id (self->opds, opd));
}

/* 555 is given to nobody. */
static char *
phone (guint number)
{
  return g_strdup_printf ("(0354) 555-%04u", 100 + number);
}

static void
make_opds (BalaiSample *self)
{
  for (guint i = 0; i < balai_sample_n_opds; i++)
    {
      const BalaiSampleOpd *opd = &balai_sample_opds[i];
      BalaiRecord *record = add_entry (self, self->opds, &balai_opd_kind);
      g_autofree char *number = phone (i);
      g_autofree char *mail = g_ascii_strdown (opd->code, -1);

      balai_record_set_text (record, BALAI_OPD_CODE, opd->code);
      balai_record_set_text (record, BALAI_OPD_NAME, opd->name);
      balai_record_set_text (record, BALAI_OPD_SHORT_NAME, opd->short_name);
      balai_record_take_text (record, BALAI_OPD_CONTACT, g_strdup_printf ("Subbagian Umum %s, %s", opd->short_name,
                                                                          number));
      balai_record_take_text (record, BALAI_OPD_EMAIL, g_strdup_printf ("%s@kediri.example", mail));
      balai_sample_put (self, record);
    }
}

static void
put_person (BalaiSample *self,
            const char  *name,
            const char  *opd,
            gboolean     leader)
{
  BalaiRecord *record = add_entry (self, self->people, &balai_person_kind);
  g_autofree char *number = phone (self->people->len);

  balai_record_set_text (record, BALAI_PERSON_NAME, name);
  set_opd (self, record, BALAI_PERSON_OPD, opd);
  balai_record_set_int (record, BALAI_PERSON_LEADER, leader);
  if (leader)
    balai_record_take_text (record, BALAI_PERSON_CONTACT, g_strdup_printf ("Sekretaris pimpinan, %s", number));
  balai_sample_put (self, record);
}

static void
make_people (BalaiSample *self)
{
  static const char *const districts[] = { "MOJOROTO", "KOTA", "PESANTREN" };

  self->villages = balai_reference_rows (BALAI_REFERENCE_VILLAGES);
  for (guint i = 0; i < balai_sample_n_opds; i++)
    {
      guint number = balai_sample_opds[i].leader ? self->people->len : SAMPLE_NONE;

      g_array_append_val (self->opd_leaders, number);
      if (number != SAMPLE_NONE)
        put_person (self, balai_sample_opds[i].leader, balai_sample_opds[i].code, TRUE);
    }
  self->first_other = self->people->len;
  for (guint i = 0; i < balai_sample_n_persons; i++)
    put_person (self, balai_sample_persons[i].name, balai_sample_persons[i].opd, balai_sample_persons[i].leader);
  self->first_lurah = self->people->len;
  for (guint i = 0; i < self->villages->len; i++)
    {
      char **row = self->villages->pdata[i];
      g_autofree char *name = g_strdup_printf ("Lurah %s", row[2]);
      /* "35.71.02": the third part counts the districts. */
      guint district = (guint) (row[1][strlen (row[1]) - 1] - '1');

      put_person (self, name, districts[MIN (district, 2)], FALSE);
    }
}

static void
put_long_hours (BalaiSample *self,
                const char  *venue)
{
  for (int weekday = 1; weekday <= 7; weekday++)
    {
      BalaiRecord *record = balai_sample_new_record (self, &balai_opening_hours_kind);

      balai_record_take_text (record, BALAI_OPENING_HOURS_WEEKDAY, g_strdup_printf ("%d", weekday));
      balai_record_set_text (record, BALAI_OPENING_HOURS_VENUE, venue);
      balai_record_set_int (record, BALAI_OPENING_HOURS_FROM, 5 * BALAI_HOUR);
      balai_record_set_int (record, BALAI_OPENING_HOURS_TO, 22 * BALAI_HOUR);
      balai_record_set_text (record, BALAI_OPENING_HOURS_SOURCE, "Contoh: jam buka pengelola");
      balai_sample_put (self, record);
    }
}

static void
make_venues (BalaiSample *self)
{
  for (guint i = 0; i < balai_sample_n_venues; i++)
    {
      const BalaiSampleVenue *venue = &balai_sample_venues[i];
      BalaiRecord *record = add_entry (self, self->venues, &balai_venue_kind);
      guint parent = balai_sample_find_venue (venue->parent);

      balai_record_set_text (record, BALAI_VENUE_NAME, venue->name);
      if (parent != SAMPLE_NONE)
        balai_record_set_text (record, BALAI_VENUE_PARENT, balai_sample_id (self->venues, parent));
      set_opd (self, record, BALAI_VENUE_OPD, venue->opd);
      balai_record_set_text (record, BALAI_VENUE_BUILDING, venue->building);
      balai_record_set_int (record, BALAI_VENUE_CAPACITY, venue->capacity);
      balai_record_set_int (record, BALAI_VENUE_SETUP, venue->setup * BALAI_MINUTE);
      balai_record_set_int (record, BALAI_VENUE_TEARDOWN, venue->teardown * BALAI_MINUTE);
      balai_record_set_int (record, BALAI_VENUE_SEQUENTIAL, (venue->flags & SAMPLE_VENUE_SEQUENTIAL) != 0);
      balai_record_set_int (record, BALAI_VENUE_STRICT_GAP, (venue->flags & SAMPLE_VENUE_STRICT_GAP) != 0);
      balai_record_set_int (record, BALAI_VENUE_CAPACITY_STRICT, (venue->flags & SAMPLE_VENUE_SAFETY) != 0);
      balai_record_set_int (record, BALAI_VENUE_FIXED_HOURS, (venue->flags & SAMPLE_VENUE_FIXED) != 0);
      balai_record_take_text (record, BALAI_VENUE_CONTACT, phone (60 + i));
      if (g_str_has_prefix (venue->name, "Ruang "))
        balai_record_take_text (record, BALAI_VENUE_OTHER_NAMES, g_strdup_printf ("R. %s", venue->name + 6));
      balai_sample_put (self, record);
      if (venue->flags & SAMPLE_VENUE_LONG_DAY)
        put_long_hours (self, balai_sample_id (self->venues, i));
    }
}

static void
make_pools (BalaiSample *self)
{
  for (guint i = 0; i < balai_sample_n_pools; i++)
    {
      const BalaiSamplePool *pool = &balai_sample_pools[i];
      BalaiRecord *record = add_entry (self, self->pools, &balai_equipment_kind);

      balai_record_set_text (record, BALAI_EQUIPMENT_NAME, pool->name);
      set_opd (self, record, BALAI_EQUIPMENT_OPD, pool->opd);
      balai_record_set_int (record, BALAI_EQUIPMENT_STOCK, pool->stock);
      balai_record_set_int (record, BALAI_EQUIPMENT_DAMAGED, pool->damaged);
      balai_record_take_text (record, BALAI_EQUIPMENT_CONTACT, phone (130 + i));
      balai_sample_put (self, record);
    }
}

static void
make_travel (BalaiSample *self)
{
  static const struct
  {
    const char *from;
    const char *to;
    int         minutes;
  } ways[] = {
    { "Balai Kota Kediri", "Gedung DPRD", 10 },
    { "Balai Kota Kediri", "Alun-alun Kota Kediri", 10 },
    { "Balai Kota Kediri", "Ruang Rapat Bappeda Lantai 1", 5 },
    { "Balai Kota Kediri", "Ruang Rapat Bappeda Lantai 2", 5 },
    { "Balai Kota Kediri", "Kawasan Jalan Dhoho", 10 },
    { "Balai Kota Kediri", "Aula Kecamatan Mojoroto", 20 },
    { "Balai Kota Kediri", "Aula Kecamatan Pesantren", 25 },
    { "Balai Kota Kediri", "GOR Jayabaya", 20 },
    { "Balai Kota Kediri", "Stadion Brawijaya", 15 },
    { "Aula Kecamatan Mojoroto", "Aula Kecamatan Pesantren", 40 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      BalaiRecord *record = balai_sample_new_record (self, &balai_travel_time_kind);

      balai_record_set_text (record, BALAI_TRAVEL_TIME_VENUE,
                             balai_sample_id (self->venues, balai_sample_find_venue (ways[i].from)));
      balai_record_set_text (record, BALAI_TRAVEL_TIME_OTHER,
                             balai_sample_id (self->venues, balai_sample_find_venue (ways[i].to)));
      balai_record_set_int (record, BALAI_TRAVEL_TIME_MINUTES, ways[i].minutes);
      balai_sample_put (self, record);
    }
}

static void
make_closures (BalaiSample *self)
{
  int first_year, month, day;

  balai_day_to_ymd (self->first_day, &first_year, &month, &day);
  for (int year = 0; year < MAX (1, self->options->years); year++)
    for (guint i = 0; i < balai_sample_n_closures; i++)
      {
        const BalaiSampleClosure *closure = &balai_sample_closures[i];
        BalaiRecord *record = balai_sample_new_record (self, &balai_closure_kind);
        int64_t first = balai_day_from_ymd (first_year + year, closure->month, closure->day);

        balai_record_set_text (record, BALAI_CLOSURE_REASON, closure->reason);
        balai_record_set_text (record, BALAI_CLOSURE_KIND, closure->kind);
        if (closure->what == BALAI_RESOURCE_VENUE)
          balai_record_set_text (record, BALAI_CLOSURE_VENUE,
                                 balai_sample_id (self->venues, balai_sample_find_venue (closure->name)));
        else if (closure->what == BALAI_RESOURCE_EQUIPMENT)
          balai_record_set_text (record, BALAI_CLOSURE_EQUIPMENT,
                                 balai_sample_id (self->pools, balai_sample_find_pool (closure->name)));
        else
          balai_record_set_text (record, BALAI_CLOSURE_PERSON,
                                 balai_sample_id (self->people, balai_sample_find_person (self, closure->name)));
        balai_record_set_int (record, BALAI_CLOSURE_START_DATE, first);
        balai_record_set_int (record, BALAI_CLOSURE_END_DATE, first + closure->days);
        balai_sample_put (self, record);
      }
}

static void
make_reference (BalaiSample         *self,
                BalaiReferenceTable  table)
{
  g_autoptr (GPtrArray) records = balai_reference_records (table);

  for (guint i = 0; i < records->len; i++)
    {
      BalaiRecord *record = records->pdata[i];
      BalaiRecord *named = balai_sample_new_record (self, balai_record_get_kind (record));

      for (guint field = 0; field < balai_record_get_kind (record)->n_fields; field++)
        balai_record_copy_field (named, record, (int) field);
      balai_sample_put (self, named);
    }
}

static void
number_entries (GArray               *entries,
                const BalaiResources *resources,
                BalaiResourceKind     kind)
{
  for (guint i = 0; i < entries->len; i++)
    {
      BalaiSampleEntry *entry = &g_array_index (entries, BalaiSampleEntry, i);

      entry->resource = balai_resources_lookup (resources, kind, entry->id);
    }
}

static void
find_work_days (BalaiSample *self)
{
  for (int64_t date = self->first_day; date < self->after_day; date++)
    {
      int n = 0;

      balai_schedule_rules_get_openings (self->rules, BALAI_NO_RESOURCE, date, &n);
      if (n > 0 && balai_schedule_rules_find_holiday (self->rules, date) == NULL)
        g_array_append_val (self->work_days, date);
    }
}

/* The registers, stored, and the rules as any reader would load them. */
gboolean
balai_sample_make_registers (BalaiSample  *self,
                             GError      **error)
{
  const BalaiResources *resources;

  make_reference (self, BALAI_REFERENCE_REGENCIES);
  make_opds (self);
  make_people (self);
  make_venues (self);
  make_pools (self);
  make_travel (self);
  make_closures (self);
  make_reference (self, BALAI_REFERENCE_OPENING_HOURS);
  make_reference (self, BALAI_REFERENCE_RAMADAN);
  make_reference (self, BALAI_REFERENCE_HOLIDAYS);
  if (!balai_sample_flush (self, 0, error))
    return FALSE;
  self->rules = balai_schedule_load_rules (self->repository, error);
  if (self->rules == NULL)
    return FALSE;
  resources = balai_schedule_rules_get_resources (self->rules);
  number_entries (self->venues, resources, BALAI_RESOURCE_VENUE);
  number_entries (self->people, resources, BALAI_RESOURCE_PERSON);
  number_entries (self->pools, resources, BALAI_RESOURCE_EQUIPMENT);
  number_entries (self->opds, resources, BALAI_RESOURCE_OPD);
  find_work_days (self);
  return TRUE;
}

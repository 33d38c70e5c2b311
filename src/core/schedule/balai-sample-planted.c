/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-sample-private.h"

#include <string.h>

#include "balai-day.h"

/* Conflicts that are meant to be found. Each stands alone: the engine must see exactly one, of the class and level that
 * was intended, or another day is taken. What comes later is built around them. */

typedef enum
{
  DAY_WORK,
  DAY_SATURDAY,
  DAY_HOLIDAY, /* a working weekday but for the holiday */
  DAY_CLOSURE, /* a working day within the closure of that name */
} DayKind;

typedef struct
{
  const char *title;
  const char *opd;
  const char *venue;   /* (nullable) */
  int         minute;
  int         minutes;
  int         participants;
  const char *status;  /* (nullable): confirmed */
  const char *person;  /* (nullable) */
  const char *role;    /* (nullable) */
  gboolean    online;
  const char *invited; /* (nullable): code */
  const char *pool;    /* (nullable) */
  int         quantity;
} Part;

typedef struct
{
  BalaiConflictClass  class_;
  BalaiLevel          level;
  int                 count; /* a year */
  DayKind             day;
  const char         *closed; /* (nullable): whose closure */
  Part                parts[3];
} Recipe;

#define AT(hour, minute) ((hour) * 60 + (minute))
#define REFUSE BALAI_LEVEL_REFUSE
#define WARN   BALAI_LEVEL_WARN

static const Recipe recipes[] = {
  { BALAI_CONFLICT_OVERLAP, REFUSE, 4, DAY_WORK, NULL, {
    { "Rapat koordinasi penanggulangan kemiskinan", "BAPPEDA", "Ruang Joyoboyo", AT (8, 30), 120, 70 },
    { "Sosialisasi keamanan informasi", "DISKOMINFO", "Ruang Joyoboyo", AT (9, 30), 120, 90 } } },
  { BALAI_CONFLICT_FAMILY, REFUSE, 3, DAY_WORK, NULL, {
    { "Musyawarah perencanaan pembangunan kota", "BAPPEDA", "Aula Balai Kota", AT (8, 30), 180, 350 },
    { "Bimbingan teknis katalog elektronik lokal", "BAGPBJ", "Aula Balai Kota Sisi B", AT (9, 0), 90, 120 } } },
  { BALAI_CONFLICT_STOCK, REFUSE, 2, DAY_WORK, NULL, {
    { "Gelar produk usaha mikro", "DINKOP", "Gedung Nasional Indonesia", AT (8, 30), 180, 200,
      .pool = "Layar LED", .quantity = 1 },
    { "Penayangan film pelajar", "DISBUDPARPORA", "Gedung Kesenian", AT (9, 0), 120, 180,
      .pool = "Layar LED", .quantity = 2 } } },
  { BALAI_CONFLICT_TRAVEL, WARN, 3, DAY_WORK, NULL, {
    { "Penyerahan laporan kinerja perangkat daerah", "BAGORG", "Ruang Kilisuci", AT (8, 30), 90, 50,
      .person = "Wali Kota", .role = "leader" },
    { "Pembukaan forum kelurahan", "MOJOROTO", "Aula Kecamatan Mojoroto", AT (10, 10), 80, 120,
      .person = "Wali Kota", .role = "leader" } } },
  { BALAI_CONFLICT_GAP, WARN, 3, DAY_WORK, NULL, {
    { "Rapat penyusunan kalender kegiatan", "PROKOPIM", "Ruang Kilisuci", AT (13, 0), 45, 40 },
    { "Audiensi forum anak kota", "DP3AP2KB", "Ruang Kilisuci", AT (13, 50), 60, 45 } } },
  { BALAI_CONFLICT_CAPACITY, WARN, 2, DAY_WORK, NULL, {
    { "Sosialisasi identitas kependudukan digital", "DISDUKCAPIL", "Ruang Kilisuci", AT (9, 0), 120, 110 } } },
  { BALAI_CONFLICT_CLOSURE, REFUSE, 1, DAY_CLOSURE, "Ruang Sekartaji", {
    { "Rapat evaluasi pengaduan masyarakat", "DISKOMINFO", "Ruang Sekartaji", AT (9, 0), 90, 30 } } },
  { BALAI_CONFLICT_HOURS, WARN, 2, DAY_WORK, NULL, {
    { "Rapat persiapan kunjungan tamu negara", "PROKOPIM", "Ruang Rapat Bappeda Lantai 1", AT (17, 0), 90, 25 } } },
  { BALAI_CONFLICT_HOLIDAY, WARN, 2, DAY_HOLIDAY, NULL, {
    { "Rapat teknis penerimaan murid baru", "DISDIK", "Ruang Rapat Dinas Pendidikan", AT (9, 0), 90, 30 } } },
  { BALAI_CONFLICT_OVERLAP, REFUSE, 3, DAY_WORK, NULL, {
    { "Rapat pimpinan evaluasi anggaran", "SETDA", "Ruang Sekartaji", AT (9, 0), 120, 30,
      .person = "Sekretaris Daerah", .role = "leader" },
    { "Peninjauan pelayanan perizinan", "DPMPTSP", "Ruang Rapat Mal Pelayanan Publik", AT (10, 0), 90, 40,
      .person = "Sekretaris Daerah", .role = "leader" } } },
  { BALAI_CONFLICT_OVERLAP, WARN, 3, DAY_WORK, NULL, {
    { "Rapat pembahasan data kemiskinan", "DINSOS", "Aula Dinas Sosial", AT (9, 0), 120, 60, .invited = "DINKES" },
    { "Rapat pembahasan kota layak anak", "DP3AP2KB", "Ruang Rapat DP3AP2KB", AT (9, 30), 120, 30,
      .invited = "DINKES" } } },
  { BALAI_CONFLICT_OVERLAP, WARN, 2, DAY_WORK, NULL, {
    { "Peluncuran kampung keren", "KOTA", "Taman Sekartaji", AT (8, 30), 120, 300,
      .person = "Wakil Wali Kota", .role = "leader_invited" },
    { "Pelantikan pengurus koperasi kelurahan", "DINKOP", "Balai Latihan Kerja", AT (9, 0), 90, 55,
      .person = "Wakil Wali Kota", .role = "leader_invited" } } },
  { BALAI_CONFLICT_OVERLAP, WARN, 2, DAY_WORK, NULL, {
    { "Rapat rekayasa lalu lintas", "DISHUB", "Ruang Rapat Dinas Perhubungan", AT (9, 0), 90, 25 },
    { "Audiensi komunitas sepeda", "DISHUB", "Ruang Rapat Dinas Perhubungan", AT (9, 30), 60, 20,
      .status = "submitted" } } },
  { BALAI_CONFLICT_OVERLAP, REFUSE, 1, DAY_WORK, NULL, {
    { "Bimbingan teknis pengelolaan risiko", "INSPEKTORAT", "Ruang Rapat Inspektorat", AT (9, 0), 120, 28,
      .person = "Narasumber BPKP", .role = "speaker" },
    { "Bimbingan teknis laporan keuangan", "BPPKAD", "Ruang Rapat BPPKAD", AT (10, 0), 90, 35,
      .person = "Narasumber BPKP", .role = "speaker" } } },
  { BALAI_CONFLICT_OVERLAP, WARN, 1, DAY_WORK, NULL, {
    { "Seminar literasi sekolah", "DISARPUS", "Aula Perpustakaan Kota", AT (9, 0), 120, 80,
      .person = "Narasumber Perguruan Tinggi", .role = "speaker" },
    { "Lokakarya satu data Indonesia", "DISKOMINFO", "Ruang Command Center", AT (9, 30), 90, 25,
      .person = "Narasumber Perguruan Tinggi", .role = "speaker", .online = TRUE } } },
  { BALAI_CONFLICT_FAMILY, WARN, 1, DAY_WORK, NULL, {
    { "Kejuaraan bulu tangkis pelajar", "DISBUDPARPORA", "GOR Jayabaya", AT (8, 0), 240, 900 },
    { "Latihan bersama atlet bola voli", "DISBUDPARPORA", "GOR Jayabaya Lapangan A", AT (9, 0), 120, 60,
      .status = "tentative" } } },
  { BALAI_CONFLICT_STOCK, REFUSE, 1, DAY_WORK, NULL, {
    { "Bazar pangan murah", "DKPP", "Taman Sekartaji", AT (8, 0), 240, 500,
      .pool = "Tenda 6 × 12 m", .quantity = 4 },
    { "Gladi tanggap darurat", "BPBD", "Hutan Kota Joyoboyo", AT (8, 30), 180, 150,
      .pool = "Tenda 6 × 12 m", .quantity = 4 },
    { "Festival budaya pelajar", "DISBUDPARPORA", "Alun-alun Sisi Utara", AT (9, 0), 180, 800,
      .pool = "Tenda 6 × 12 m", .quantity = 4 } } },
  { BALAI_CONFLICT_STOCK, WARN, 1, DAY_WORK, NULL, {
    { "Kunjungan lapangan kawasan kumuh", "DISPERKIM", NULL, AT (9, 0), 120, 20,
      .pool = "Mobil dinas Hiace", .quantity = 2 },
    { "Pendampingan tim akreditasi puskesmas", "DINKES", NULL, AT (9, 30), 120, 15,
      .status = "submitted", .pool = "Mobil dinas Hiace", .quantity = 2 } } },
  { BALAI_CONFLICT_GAP, REFUSE, 1, DAY_WORK, NULL, {
    { "Audiensi pengurus kamar dagang", "PROKOPIM", "Ruang Tamu Wali Kota", AT (9, 0), 60, 15 },
    { "Audiensi forum kerukunan umat beragama", "BAKESBANGPOL", "Ruang Tamu Wali Kota", AT (10, 10), 45, 20 } } },
  { BALAI_CONFLICT_GAP, WARN, 1, DAY_WORK, NULL, {
    { "Sosialisasi beasiswa pendidikan", "DISDIK", "Aula Balai Kota Sisi A", AT (8, 30), 90, 150 },
    { "Pembekalan petugas haji daerah", "BAGKESRA", "Aula Balai Kota Sisi A", AT (10, 30), 60, 120 } } },
  { BALAI_CONFLICT_CAPACITY, REFUSE, 1, DAY_WORK, NULL, {
    { "Rapat paripurna istimewa hari jadi", "SETWAN", "Ruang Paripurna DPRD", AT (9, 0), 150, 190 } } },
  { BALAI_CONFLICT_CLOSURE, REFUSE, 1, DAY_CLOSURE, "Kepala Bappeda", {
    { "Rapat verifikasi usulan kelurahan", "BAGADBANG", "Ruang Rapat Bappeda Lantai 2", AT (9, 0), 120, 50,
      .person = "Kepala Bappeda", .role = "leader" } } },
  { BALAI_CONFLICT_CLOSURE, WARN, 1, DAY_CLOSURE, "Kepala Dinas Kesehatan", {
    { "Pencanangan imunisasi anak sekolah", "DISDIK", "Aula Dinas Pendidikan", AT (9, 0), 90, 150,
      .person = "Kepala Dinas Kesehatan", .role = "leader_invited" } } },
  { BALAI_CONFLICT_CLOSURE, REFUSE, 1, DAY_CLOSURE, "Bus Pemkot", {
    { "Studi lapangan kader lingkungan", "DLHKP", NULL, AT (8, 30), 180, 40,
      .pool = "Bus Pemkot", .quantity = 1 } } },
  { BALAI_CONFLICT_HOURS, REFUSE, 1, DAY_WORK, NULL, {
    { "Diskusi buku komunitas", "DISARPUS", "Aula Perpustakaan Kota", AT (15, 0), 150, 60 } } },
  { BALAI_CONFLICT_HOURS, WARN, 1, DAY_SATURDAY, NULL, {
    { "Rapat panitia hari jadi kota", "PROKOPIM", "Ruang Sekartaji", AT (9, 0), 120, 35 } } },
  { BALAI_CONFLICT_HOLIDAY, WARN, 1, DAY_HOLIDAY, NULL, {
    { "Rapat daring laporan inflasi", "BAGEKO", NULL, AT (9, 0), 60, 20, .online = TRUE } } },
};

static void
draft (BalaiSample      *self,
       const Part       *part,
       int64_t           date,
       BalaiSampleEvent *event)
{
  balai_sample_event_init (event, balai_sample_find_opd (part->opd));
  event->title = g_strdup (part->title);
  event->participants = part->participants;
  event->scope = "city";
  if (part->status != NULL)
    event->status = part->status;
  if (part->venue != NULL)
    event->venue = balai_sample_find_venue (part->venue);
  else if (part->online)
    event->online = "Rapat daring, tautan dikirim kepada peserta";
  else
    event->place = g_strdup ("Kota Kediri");
  if (part->person != NULL)
    event->attendees[event->n_attendees++] = (BalaiSampleAttendee) {
      .person = balai_sample_find_person (self, part->person), .role = part->role, .online = part->online,
      .delegate = SAMPLE_NONE };
  if (part->invited != NULL)
    event->opds[event->n_opds++] = balai_sample_find_opd (part->invited);
  if (part->pool != NULL)
    event->loans[event->n_loans++] = (BalaiSampleLoan) { balai_sample_find_pool (part->pool), part->quantity };
  balai_sample_event_set_time (self, event, date, part->minute, part->minutes);
}

static const BalaiSampleClosure *
find_closure (const char *name)
{
  for (guint i = 0; i < balai_sample_n_closures; i++)
    if (g_strcmp0 (balai_sample_closures[i].name, name) == 0)
      return &balai_sample_closures[i];
  return NULL;
}

/* Some day of the kind that is wanted; of working days one about @at. */
static int64_t
choose_day (BalaiSample  *self,
            const Recipe *recipe,
            guint         at,
            int           year)
{
  const BalaiSampleClosure *closure;
  int64_t date;

  switch (recipe->day)
    {
    case DAY_CLOSURE:
      closure = find_closure (recipe->closed);
      return balai_day_from_ymd (year, closure->month, closure->day) + g_rand_int_range (self->rand, 0, closure->days);
    case DAY_HOLIDAY:
      for (int i = 0; i < 4000; i++)
        {
          date = g_rand_int_range (self->rand, (gint32) self->first_day, (gint32) self->after_day);
          if (balai_schedule_rules_find_holiday (self->rules, date) != NULL && balai_day_weekday (date) <= 5)
            return date;
        }
      return self->first_day;
    case DAY_SATURDAY:
      date = g_rand_int_range (self->rand, (gint32) self->first_day, (gint32) self->after_day - 7);
      return balai_day_monday (date) + 5;
    case DAY_WORK:
    default:
      return g_array_index (self->work_days, int64_t,
                            (at + (guint) g_rand_int_range (self->rand, 0, 15)) % self->work_days->len);
    }
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
keep (BalaiSample *self)
{
  const BalaiConflict *conflict = &self->found.items[0];
  const BalaiResource *resource = balai_resources_get (balai_schedule_rules_get_resources (self->rules),
                                                       conflict->resource);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  BalaiPlantedConflict planted = { .class_ = conflict->class_, .level = conflict->level };
  size_t n_others;
  const BalaiClaim *others = balai_conflict_array_get_others (&self->found, 0, &n_others);

  g_ptr_array_add (ids, g_strdup (self->event_ids->pdata[conflict->a.event]));
  if (conflict->has_b)
    g_ptr_array_add (ids, g_strdup (self->event_ids->pdata[conflict->b.event]));
  for (size_t i = 0; i < n_others; i++)
    g_ptr_array_add (ids, g_strdup (self->event_ids->pdata[others[i].event]));
  g_ptr_array_sort (ids, compare_ids);
  g_ptr_array_add (ids, NULL);
  planted.events = (char **) g_ptr_array_steal (ids, NULL);
  if (resource != NULL)
    {
      planted.kind = resource->kind;
      planted.resource = g_strdup (resource->id);
    }
  g_array_append_val (self->planted, planted);
}

static gboolean
try_day (BalaiSample  *self,
         const Recipe *recipe,
         int64_t       date)
{
  BalaiSampleEvent events[G_N_ELEMENTS (recipe->parts)];
  guint n = 0, first = self->event_ids->len;
  gboolean good = TRUE;

  while (n < G_N_ELEMENTS (recipe->parts) && recipe->parts[n].title != NULL)
    {
      draft (self, &recipe->parts[n], date, &events[n]);
      n++;
    }
  for (guint i = 0; i < n && good; i++)
    {
      size_t found = balai_sample_event_check (self, &events[i]);

      good = i + 1 < n ? found == 0 : found == 1 && self->found.items[0].class_ == recipe->class_
                                        && self->found.items[0].level == recipe->level;
      if (good)
        balai_sample_event_hold (self, &events[i]);
    }
  if (good)
    {
      keep (self);
      for (guint i = 0; i < n; i++)
        balai_sample_event_store (self, &events[i], first + i);
    }
  while (!good && self->event_ids->len > first)
    balai_sample_event_release (self);
  for (guint i = 0; i < n; i++)
    balai_sample_event_clear (&events[i]);
  return good;
}

gboolean
balai_sample_plant (BalaiSample  *self,
                    GError      **error)
{
  guint total = 0, planted = 0;
  int rounds = 0;

  for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
    {
      total += (guint) (recipes[i].count * self->options->years);
      rounds = MAX (rounds, recipes[i].count);
    }
  for (int year = 0; year < self->options->years; year++)
    for (int round = 0; round < rounds; round++)
      for (guint i = 0; i < G_N_ELEMENTS (recipes); i++)
        {
          guint at = planted * self->work_days->len / total;

          if (recipes[i].count <= round)
            continue;
          for (int tries = 0; tries < 200; tries++)
            if (try_day (self, &recipes[i], choose_day (self, &recipes[i], at + (guint) tries,
                                                        self->options->year + year)))
              break;
          planted++;
        }
  return balai_sample_flush (self, 0, error);
}

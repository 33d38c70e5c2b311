/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-sample-private.h"

#include <string.h>

#include "balai-day.h"

/* What a city does all year, each event where and when nothing stands against it. */

typedef enum
{
  CITY      = 1 << 0,  /* on the city's calendar */
  PUBLIC    = 1 << 1,
  EARLY     = 1 << 2,  /* at six in the morning */
  EVENING   = 1 << 3,
  WEEKEND   = 1 << 4,
  ALL_DAY   = 1 << 5,
  AWAY      = 1 << 6,  /* its leader travels */
  ONLINE    = 1 << 7,
  HYBRID    = 1 << 8,
  SPEAKER   = 1 << 9,
  LURAH     = 1 << 10,
  VILLAGE   = 1 << 11, /* in a kelurahan */
  FREE      = 1 << 12, /* a matter of note that takes nothing */
  DISPLACED = 1 << 13, /* of high priority */
} EventFlags;

typedef struct
{
  int         weight;
  const char *title;       /* %T a topic of the organiser, %O its short name, %K a kelurahan */
  const char *opds;        /* (nullable): codes of organisers, divided by bars; all where not given */
  guint       uses;        /* of the venue; 0 for none */
  int         participants[2];
  int         minutes[2];
  int         invited;     /* at most so many offices */
  int         own_leader;  /* in a hundred: its leader must attend */
  const char *guest;       /* (nullable): a leader who is invited, in one of two */
  const char *loan;        /* (nullable): name of a pool */
  int         quantity;
  guint       flags;
  const char *category;
  const char *topics;      /* (nullable): instead of those of the organiser */
} Template;

static const Template templates[] = {
  { 150, "Rapat koordinasi %T", NULL, SAMPLE_USE_ROOM, { 10, 40 }, { 60, 150 }, 5, 50, NULL, "Proyektor", 1, CITY,
    "rapat" },
  { 90, "Rapat internal %O: %T", NULL, SAMPLE_USE_ROOM, { 8, 25 }, { 60, 120 }, 0, 60, NULL, NULL, 0, 0, "rapat" },
  { 60, "Rapat evaluasi %T", NULL, SAMPLE_USE_ROOM, { 12, 35 }, { 60, 120 }, 3, 40, NULL, "Proyektor", 1, 0, "rapat" },
  { 50, "Rapat teknis %T", NULL, SAMPLE_USE_ROOM, { 8, 30 }, { 60, 120 }, 2, 20, NULL, NULL, 0, 0, "rapat" },
  { 45, "Rapat daring %T", NULL, 0, { 10, 80 }, { 60, 120 }, 4, 30, NULL, "Perangkat konferensi video", 1,
    ONLINE | CITY, "rapat" },
  { 30, "Rapat hibrida %T", NULL, SAMPLE_USE_ROOM, { 15, 40 }, { 60, 120 }, 4, 40, NULL, "Perangkat konferensi video",
    1, HYBRID | SPEAKER | CITY, "rapat" },
  { 55, "Sosialisasi %T", NULL, SAMPLE_USE_HALL, { 40, 150 }, { 90, 180 }, 3, 30, NULL, "Sound system", 1,
    CITY | PUBLIC | SPEAKER, "sosialisasi" },
  { 45, "Bimbingan teknis %T", NULL, SAMPLE_USE_HALL, { 30, 100 }, { 120, 210 }, 4, 25, NULL, "Laptop pelatihan", 10,
    SPEAKER | CITY, "bimtek" },
  { 20, "Lokakarya %T", NULL, SAMPLE_USE_HALL | SAMPLE_USE_ROOM, { 25, 60 }, { 120, 210 }, 4, 25, NULL, "Proyektor", 1,
    SPEAKER | CITY, "bimtek" },
  { 35, "Sosialisasi %T di Kelurahan %K", NULL, 0, { 30, 80 }, { 90, 150 }, 0, 15, NULL, "Sound system", 1,
    VILLAGE | LURAH | PUBLIC, "sosialisasi" },
  { 30, "Rembuk warga Kelurahan %K", "MOJOROTO|KOTA|PESANTREN", 0, { 30, 70 }, { 90, 150 }, 2, 30, NULL,
    "Kursi lipat", 50, VILLAGE | LURAH | CITY | PUBLIC, "musyawarah" },
  { 14, "Musrenbang Kelurahan %K", "MOJOROTO|KOTA|PESANTREN", SAMPLE_USE_HALL, { 60, 120 }, { 120, 180 }, 3, 40,
    "Wakil Wali Kota", "Sound system", 1, LURAH | CITY | PUBLIC, "musyawarah" },
  { 12, "Forum perangkat daerah %T", "BAPPEDA|BAGADBANG|BPPKAD", SAMPLE_USE_HALL, { 80, 180 }, { 120, 210 }, 8, 80,
    "Sekretaris Daerah", "Proyektor", 2, CITY, "musyawarah" },
  { 40, "Pelayanan keliling %O Kelurahan %K", "DISDUKCAPIL", 0, { 50, 150 }, { 120, 210 }, 0, 0, NULL,
    "Mobil pelayanan keliling", 1, VILLAGE | LURAH | PUBLIC, "pelayanan" },
  { 25, "Perpustakaan keliling Kelurahan %K", "DISARPUS", 0, { 20, 60 }, { 90, 150 }, 0, 0, NULL,
    "Mobil perpustakaan keliling", 1, VILLAGE | PUBLIC, "pelayanan" },
  { 30, "Posyandu keluarga Kelurahan %K", "DINKES|TPPKK", 0, { 30, 80 }, { 120, 180 }, 0, 0, NULL, NULL, 0,
    VILLAGE | LURAH | PUBLIC, "pelayanan" },
  { 18, "Pangan murah Kelurahan %K", "DKPP|DISPERDAGIN", 0, { 100, 300 }, { 150, 210 }, 1, 20, NULL,
    "Tenda 6 × 12 m", 2, VILLAGE | LURAH | CITY | PUBLIC, "pelayanan" },
  { 20, "Pemeriksaan kesehatan gratis Kelurahan %K", "DINKES|RSUDGAMBIRAN|RSUDKILISUCI", 0, { 60, 150 }, { 150, 210 },
    0, 0, NULL, "Ambulans", 1, VILLAGE | LURAH | PUBLIC, "pelayanan" },
  { 35, "Audiensi %T", "PROKOPIM|BAGKESRA|BAGEKO|BAKESBANGPOL", SAMPLE_USE_VIP, { 6, 20 }, { 30, 60 }, 2, 20,
    "Wali Kota", "Kamera dokumentasi", 1, CITY | DISPLACED, "audiensi",
    "forum anak kota|pengurus kamar dagang|badan amil zakat|forum kerukunan umat beragama|karang taruna|"
    "pengurus cabang olahraga|himpunan perhotelan|paguyuban pedagang pasar|badan eksekutif mahasiswa|pramuka" },
  { 22, "Rapat pimpinan %T", "SETDA|PROKOPIM|BAPPEDA", SAMPLE_USE_VIP, { 20, 60 }, { 60, 120 }, 8, 60,
    "Sekretaris Daerah", "Proyektor", 1, CITY | DISPLACED, "rapat" },
  { 14, "Rapat paripurna DPRD: %T", "SETWAN", SAMPLE_USE_VIP, { 60, 120 }, { 90, 180 }, 6, 80, "Wali Kota",
    "Kamera dokumentasi", 1, CITY | PUBLIC | DISPLACED, "rapat" },
  { 18, "Rapat dengar pendapat %T", "SETWAN", SAMPLE_USE_ROOM, { 15, 40 }, { 90, 150 }, 3, 50, NULL, NULL, 0, CITY,
    "rapat" },
  { 14, "Peninjauan lapangan %T", "DPUPR|DISPERKIM|DLHKP|DISHUB", 0, { 8, 25 }, { 90, 150 }, 2, 60, "Wali Kota",
    "Mobil dinas Hiace", 1, CITY | VILLAGE, "kunjungan" },
  { 14, "Kunjungan kerja %T", NULL, 0, { 4, 15 }, { 0, 0 }, 0, 100, NULL, "Mobil dinas Hiace", 1, ALL_DAY | AWAY | CITY,
    "kunjungan" },
  { 8, "Studi tiru %T", NULL, 0, { 10, 30 }, { 0, 0 }, 1, 0, NULL, "Bus Pemkot", 1, ALL_DAY | CITY, "kunjungan" },
  { 10, "Pekan %T", "DISDIK|DINKES|DISARPUS|DLHKP", 0, { 0, 0 }, { 0, 0 }, 0, 0, NULL, NULL, 0,
    ALL_DAY | FREE | PUBLIC | CITY, "peringatan" },
  { 8, "Pameran %T", "DINKOP|DISPERDAGIN|DISBUDPARPORA|DKPP", SAMPLE_USE_OUTDOOR, { 300, 900 }, { 0, 0 }, 3, 0, NULL,
    "Tenda 6 × 12 m", 4, ALL_DAY | PUBLIC | CITY, "pameran",
    "produk usaha mikro|tenun ikat|hasil tani kota|inovasi pelajar" },
  { 12, "Apel gelar pasukan %T", "SATPOLPP|BPBD|DISHUB", SAMPLE_USE_OUTDOOR, { 100, 400 }, { 45, 90 }, 3, 50,
    "Wakil Wali Kota", "Sound system", 1, CITY | PUBLIC, "upacara",
    "siaga banjir|pengamanan hari besar keagamaan|ketertiban umum|kesiapan arus mudik" },
  { 8, "Upacara %T", "PROKOPIM|BAKESBANGPOL|DISDIK", SAMPLE_USE_OUTDOOR, { 200, 800 }, { 60, 90 }, 8, 40,
    "Wali Kota", "Sound system", 2, CITY | PUBLIC | DISPLACED, "upacara",
    "bendera bulanan|penyerahan piala adipura|pelepasan kontingen pelajar|penutupan bakti sosial" },
  { 18, "Senam bersama %O", NULL, SAMPLE_USE_OUTDOOR, { 50, 300 }, { 60, 60 }, 0, 20, NULL, "Sound system", 1,
    EARLY | PUBLIC, "olahraga" },
  { 14, "Kejuaraan %T", "DISBUDPARPORA", SAMPLE_USE_SPORT, { 100, 600 }, { 180, 300 }, 1, 40, NULL, "Ambulans", 1,
    WEEKEND | PUBLIC | CITY, "olahraga",
    "bulu tangkis antar-OPD|bola voli pelajar|pencak silat pelajar|futsal antarkelurahan|tenis meja pegawai|"
    "bola basket pelajar|karate pelajar|senam kreasi" },
  { 16, "Latihan olahraga pegawai %O", NULL, SAMPLE_USE_SPORT, { 20, 60 }, { 90, 120 }, 0, 0, NULL, NULL, 0,
    EVENING, "olahraga" },
  { 10, "Pentas seni %T", "DISBUDPARPORA|DISDIK", SAMPLE_USE_CULTURE, { 80, 280 }, { 120, 180 }, 1, 30,
    "Wakil Wali Kota", "Panggung rakitan", 1, EVENING | PUBLIC | CITY, "budaya",
    "jaranan|ketoprak pelajar|musik keroncong|tari pelajar|wayang kulit|hadrah" },
  { 6, "Bazar dan hiburan rakyat %T", "DINKOP|DISBUDPARPORA", SAMPLE_USE_OUTDOOR, { 300, 900 }, { 180, 240 }, 2, 30,
    NULL, "Genset", 1, WEEKEND | PUBLIC | CITY, "budaya",
    "usaha mikro|kuliner kampung keren|hari jadi kota|tenun ikat" },
  { 10, "Seleksi dan uji kompetensi %T", "BKPSDM", SAMPLE_USE_ROOM, { 20, 45 }, { 120, 210 }, 1, 30, NULL,
    "Laptop pelatihan", 15, 0, "kepegawaian",
    "calon pengawas|jabatan fungsional|kepala sekolah|pegawai pemerintah dengan perjanjian kerja" },
  { 5, "Pelantikan pejabat %T", "BKPSDM|BAGORG", SAMPLE_USE_VIP, { 40, 110 }, { 60, 90 }, 6, 70, "Wali Kota",
    "Kamera dokumentasi", 1, CITY | DISPLACED, "kepegawaian",
    "administrator dan pengawas|fungsional|pimpinan tinggi pratama|kepala sekolah" },
  { 10, "Simulasi %T di Kelurahan %K", "BPBD|DINKES", 0, { 40, 120 }, { 120, 180 }, 3, 50, NULL, "Ambulans", 1,
    VILLAGE | LURAH | CITY,
    "kebencanaan",
    "evakuasi gempa bumi|penanganan banjir|kebakaran permukiman|pertolongan pertama" },
};

static int
between (BalaiSample *self,
         const int    range[2])
{
  return range[1] > range[0] ? g_rand_int_range (self->rand, range[0], range[1] + 1) : range[0];
}

static gboolean
chance (BalaiSample *self,
        int          of_hundred)
{
  return g_rand_int_range (self->rand, 0, 100) < of_hundred;
}

/* One of the words that bars divide. */
static char *
choose_word (BalaiSample *self,
             const char  *words)
{
  g_auto (GStrv) all = g_strsplit (words, "|", -1);

  return g_strdup (all[g_rand_int_range (self->rand, 0, (gint32) g_strv_length (all))]);
}

static const Template *
choose_template (BalaiSample *self)
{
  int total = 0, at;

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    total += templates[i].weight;
  at = g_rand_int_range (self->rand, 0, total);
  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    if ((at -= templates[i].weight) < 0)
      return &templates[i];
  return templates;
}

static guint
choose_opd (BalaiSample *self,
            const char  *codes)
{
  g_autofree char *code = NULL;

  if (codes == NULL)
    return (guint) g_rand_int_range (self->rand, 0, (gint32) balai_sample_n_opds);
  code = choose_word (self, codes);
  return balai_sample_find_opd (code);
}

/* A kelurahan, of the organiser's own district where it has one. */
static guint
choose_village (BalaiSample *self,
                guint        opd)
{
  static const char *const districts[] = { "MOJOROTO", "KOTA", "PESANTREN" };
  guint wanted = SAMPLE_NONE;

  for (guint i = 0; i < G_N_ELEMENTS (districts); i++)
    if (g_str_equal (balai_sample_opds[opd].code, districts[i]))
      wanted = i;
  for (;;)
    {
      guint village = (guint) g_rand_int_range (self->rand, 0, (gint32) self->villages->len);
      const char *district = ((char **) self->villages->pdata[village])[1];

      if (wanted == SAMPLE_NONE || district[strlen (district) - 1] == (char) ('1' + wanted))
        return village;
    }
}

static char *
fill_title (BalaiSample *self,
            const char  *format,
            const char  *topics,
            guint        opd,
            const char  *village)
{
  GString *title = g_string_new (format);
  g_autofree char *topic = choose_word (self, topics ? topics : balai_sample_opds[opd].topics);

  g_string_replace (title, "%T", topic, 0);
  g_string_replace (title, "%O", balai_sample_opds[opd].short_name, 0);
  g_string_replace (title, "%K", village, 0);
  return g_string_free (title, FALSE);
}

static guint
choose_venue (BalaiSample *self,
              guint        uses,
              guint        opd,
              int          participants)
{
  guint fit[128], own[128];
  guint n_fit = 0, n_own = 0;

  for (guint i = 0; i < balai_sample_n_venues && i < G_N_ELEMENTS (fit); i++)
    if ((balai_sample_venues[i].uses & uses) != 0 && balai_sample_venues[i].capacity >= participants)
      {
        fit[n_fit++] = i;
        if (g_str_equal (balai_sample_venues[i].opd, balai_sample_opds[opd].code))
          own[n_own++] = i;
      }
  if (n_own > 0 && chance (self, 50))
    return own[g_rand_int_range (self->rand, 0, (gint32) n_own)];
  return n_fit > 0 ? fit[g_rand_int_range (self->rand, 0, (gint32) n_fit)] : SAMPLE_NONE;
}

static const char *
choose_status (BalaiSample *self)
{
  static const struct
  {
    int         below;
    const char *status;
  } parts[] = {
    { 78, "confirmed" }, { 87, "submitted" }, { 92, "tentative" }, { 95, "draft" },
    { 98, "cancelled" }, { 99, "displaced" }, { 100, "refused" },
  };
  int at = g_rand_int_range (self->rand, 0, 100);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (at < parts[i].below)
      return parts[i].status;
  return "confirmed";
}

static int64_t
any_day (BalaiSample *self)
{
  return g_rand_int_range (self->rand, (gint32) self->first_day, (gint32) self->after_day);
}

static void
choose_time (BalaiSample      *self,
             BalaiSampleEvent *event,
             const Template   *template,
             gboolean          office)
{
  static const int starts[] = { 8 * 60, 8 * 60 + 30, 9 * 60, 9 * 60, 9 * 60 + 30, 10 * 60, 10 * 60 + 30,
                                13 * 60, 13 * 60, 13 * 60 + 30, 14 * 60 };
  int minutes = between (self, template->minutes) / 15 * 15;
  int64_t date = g_array_index (self->work_days, int64_t,
                                g_rand_int_range (self->rand, 0, (gint32) self->work_days->len));
  int minute = starts[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (starts))];

  if (template->flags & ALL_DAY)
    {
      int days = g_rand_int_range (self->rand, 1, 4);

      event->all_day = TRUE;
      event->first = date;
      event->after = MIN (date + days, self->after_day);
      event->span = (BalaiSpan) { balai_zone_day_start (self->zone, event->first),
                                  balai_zone_day_start (self->zone, event->after) };
      return;
    }
  if (!office && template->flags & WEEKEND)
    date = balai_day_monday (any_day (self)) + g_rand_int_range (self->rand, 5, 7);
  if (date < self->first_day || date >= self->after_day)
    date = g_array_index (self->work_days, int64_t, 0);
  if (!office && template->flags & EARLY)
    minute = 6 * 60;
  if (!office && template->flags & EVENING)
    minute = g_rand_int_range (self->rand, 0, 2) == 0 ? 16 * 60 + 30 : 19 * 60;
  balai_sample_event_set_time (self, event, date, minute, office ? MIN (minutes, 120) : minutes);
}

/* Where and when it meets nothing; in the end in the office's own room, which is in no register. */
static gboolean
place (BalaiSample      *self,
       BalaiSampleEvent *event,
       const Template   *template)
{
  for (int tries = 0; tries < 10 && template->uses != 0; tries++)
    {
      event->venue = choose_venue (self, template->uses, event->opd, event->participants);
      choose_time (self, event, template, FALSE);
      if (event->venue != SAMPLE_NONE && balai_sample_event_check (self, event) == 0)
        return TRUE;
    }
  event->venue = SAMPLE_NONE;
  if (event->place == NULL && event->online == NULL)
    event->place = g_strdup_printf ("Kantor %s", balai_sample_opds[event->opd].short_name);
  for (int tries = 0; tries < 40; tries++)
    {
      choose_time (self, event, template, TRUE);
      if (balai_sample_event_check (self, event) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
add_guest (BalaiSample      *self,
           BalaiSampleEvent *event,
           const Template   *template)
{
  static const char *const delegates[] = {
    "Asisten Pemerintahan dan Kesejahteraan Rakyat", "Asisten Perekonomian dan Pembangunan",
    "Asisten Administrasi Umum",
    "Staf Ahli Bidang Pemerintahan, Hukum dan Politik", "Staf Ahli Bidang Ekonomi, Keuangan dan Pembangunan",
  };
  BalaiSampleAttendee guest = {
    .person = balai_sample_find_person (self, template->guest), .role = "leader_invited", .delegable = TRUE,
    .attendance = "accepted", .delegate = SAMPLE_NONE,
  };

  if (chance (self, 30))
    {
      guest.attendance = "delegated";
      guest.delegate = balai_sample_find_person (self, delegates[g_rand_int_range (self->rand, 0,
                                                                                   G_N_ELEMENTS (delegates))]);
    }
  else if (template->flags & DISPLACED && chance (self, 50))
    {
      guest.role = "leader";
      guest.delegable = FALSE;
    }
  if (balai_sample_add_person (self, event, guest) && template->flags & DISPLACED)
    event->priority = "leadership";
}

static void
add_people (BalaiSample      *self,
            BalaiSampleEvent *event,
            const Template   *template,
            guint             village)
{
  BalaiSampleAttendee attendee = { .delegate = SAMPLE_NONE };

  if (template->guest != NULL && chance (self, 50))
    add_guest (self, event, template);
  if (chance (self, template->own_leader))
    {
      attendee.person = g_array_index (self->opd_leaders, guint, event->opd);
      attendee.role = "leader";
      attendee.delegable = chance (self, 30);
      balai_sample_add_person (self, event, attendee);
    }
  if (template->flags & LURAH)
    balai_sample_add_person (self, event, (BalaiSampleAttendee) {
      .person = self->first_lurah + village, .role = "participant", .delegable = TRUE, .delegate = SAMPLE_NONE });
  if (template->flags & SPEAKER)
    /* From "Kapolres Kediri Kota" on: whoever speaks is from outside. */
    balai_sample_add_person (self, event, (BalaiSampleAttendee) {
      .person = self->first_other + (guint) g_rand_int_range (self->rand, 10, 20), .role = "speaker",
      .online = (template->flags & HYBRID) != 0, .delegate = SAMPLE_NONE });
}

static void
add_others (BalaiSample      *self,
            BalaiSampleEvent *event,
            const Template   *template)
{
  int invited = template->invited > 0 ? g_rand_int_range (self->rand, 0, template->invited + 1) : 0;

  for (int i = 0; i < invited; i++)
    {
      guint opd = (guint) g_rand_int_range (self->rand, 0, (gint32) balai_sample_n_opds);

      if (opd != event->opd)
        balai_sample_add_opd (self, event, opd);
    }
  if (event->n_opds >= 4 && g_str_equal (event->priority, "normal"))
    event->priority = "required";
  if (template->loan != NULL && chance (self, 60))
    balai_sample_add_loan (self, event, balai_sample_find_pool (template->loan), template->quantity);
  if (event->participants >= 100 && chance (self, 40))
    balai_sample_add_loan (self, event, balai_sample_find_pool ("Kursi lipat"), MIN (event->participants, 200));
}

/* One event, stored with the next transaction; now and then none, where no time was found. */
void
balai_sample_make_event (BalaiSample *self)
{
  const Template *template = choose_template (self);
  guint opd = choose_opd (self, template->opds);
  guint village = choose_village (self, opd);
  const char *village_name = ((char **) self->villages->pdata[village])[2];
  g_auto (BalaiSampleEvent) event = { 0 };

  balai_sample_event_init (&event, opd);
  event.title = fill_title (self, template->title, template->topics, opd, village_name);
  event.status = choose_status (self);
  event.categories = template->category;
  event.participants = between (self, template->participants);
  if (template->flags & PUBLIC)
    event.visibility = "public";
  else if (chance (self, 4))
    event.visibility = "restricted";
  if (template->flags & CITY)
    event.scope = "city";
  if (template->flags & FREE)
    event.busy = "free";
  if (template->flags & AWAY)
    event.busy = "away";
  if (template->flags & (ONLINE | HYBRID))
    event.online = "Rapat daring, tautan dikirim kepada peserta";
  if (template->flags & VILLAGE)
    event.place = g_strdup_printf ("Balai Kelurahan %s", village_name);
  if (g_str_equal (template->category, "kebencanaan"))
    event.description = "Peserta membawa perlengkapan pelindung masing-masing.";
  if (!place (self, &event, template))
    return;
  add_people (self, &event, template, village);
  add_others (self, &event, template);
  balai_sample_event_hold (self, &event);
  balai_sample_event_store (self, &event, self->event_ids->len - 1);
}

typedef struct
{
  const char *title;
  const char *opd;
  const char *venue;   /* (nullable) */
  int         weekday;
  int         minute;
  int         minutes;
  int         participants;
  int         every;   /* weeks */
  const char *leader;  /* (nullable) */
  guint       flags;
} Series;

static const Series series[] = {
  { "Apel Senin pagi", "BKPSDM", "Halaman Balai Kota", 1, 7 * 60 + 30, 30, 400, 1, "Sekretaris Daerah", CITY },
  { "Senam Jumat sehat", "DISBUDPARPORA", "Taman Sekartaji", 5, 6 * 60, 60, 250, 1, NULL, CITY | PUBLIC },
  { "Hari bebas kendaraan bermotor", "DISHUB", "Kawasan Jalan Dhoho", 7, 6 * 60, 180, 2000, 1, NULL, CITY | PUBLIC },
  { "Rapat koordinasi pimpinan mingguan", "SETDA", "Ruang Joyoboyo", 2, 8 * 60 + 30, 90, 60, 1, "Wali Kota", CITY },
  { "Rapat pengendalian inflasi daerah", "BAGEKO", "Ruang Command Center", 1, 9 * 60, 90, 25, 1,
    "Asisten Perekonomian dan Pembangunan", CITY },
  { "Rapat mingguan Bappeda", "BAPPEDA", "Ruang Rapat Bappeda Lantai 1", 1, 10 * 60 + 30, 60, 30, 1, "Kepala Bappeda",
    0 },
  { "Rapat mingguan Diskominfo", "DISKOMINFO", "Ruang Rapat Diskominfo", 3, 8 * 60, 60, 20, 1, NULL, 0 },
  { "Rapat mingguan Dinas Kesehatan", "DINKES", "Ruang Rapat Dinas Kesehatan", 1, 13 * 60, 60, 30, 1,
    "Kepala Dinas Kesehatan", 0 },
  { "Rapat mingguan Dinas Pendidikan", "DISDIK", "Ruang Rapat Dinas Pendidikan", 2, 13 * 60, 60, 30, 1, NULL, 0 },
  { "Rapat mingguan DPUPR", "DPUPR", "Ruang Rapat DPUPR", 1, 8 * 60 + 30, 60, 25, 1, NULL, 0 },
  { "Evaluasi lapangan Satpol PP", "SATPOLPP", "Ruang Rapat Satpol PP", 4, 8 * 60, 60, 35, 1, "Kepala Satpol PP", 0 },
  { "Rapat siaga BPBD", "BPBD", "Ruang Pusdalops BPBD", 1, 8 * 60, 45, 20, 1, NULL, 0 },
  { "Rapat lurah se-Kecamatan Mojoroto", "MOJOROTO", "Aula Kecamatan Mojoroto", 3, 9 * 60, 90, 40, 2,
    "Camat Mojoroto", 0 },
  { "Rapat lurah se-Kecamatan Kota", "KOTA", "Aula Kecamatan Kota", 3, 9 * 60, 90, 40, 2, "Camat Kota", 0 },
  { "Rapat lurah se-Kecamatan Pesantren", "PESANTREN", "Aula Kecamatan Pesantren", 3, 9 * 60, 90, 40, 2,
    "Camat Pesantren", 0 },
  { "Rapat mutu RSUD Gambiran", "RSUDGAMBIRAN", "Aula RSUD Gambiran", 4, 10 * 60, 60, 40, 2, NULL, 0 },
  { "Rapat mutu RSUD Kilisuci", "RSUDKILISUCI", "Ruang Pertemuan RSUD Kilisuci", 4, 13 * 60, 60, 30, 2, NULL, 0 },
  { "Kelas inspirasi Perpustakaan Kota", "DISARPUS", "Aula Perpustakaan Kota", 4, 9 * 60, 120, 60, 2, NULL, PUBLIC },
  { "Pelatihan keterampilan kerja", "DINKOP", "Balai Latihan Kerja", 2, 8 * 60 + 30, 180, 40, 1, NULL, PUBLIC },
  { "Rapat daring Pokja PKK", "TPPKK", NULL, 3, 13 * 60, 60, 30, 2, NULL, ONLINE },
};

static gboolean
free_on (BalaiSample            *self,
         const BalaiSampleEvent *event,
         BalaiSpan               span)
{
  BalaiSampleEvent one = *event;

  one.starts = NULL;
  one.span = span;
  return balai_sample_event_check (self, &one) == 0;
}

static void
make_series (BalaiSample  *self,
             const Series *what,
             int           year)
{
  int64_t date = balai_day_monday (balai_day_from_ymd (year, 1, 1)) + what->weekday - 1;
  int64_t after = balai_day_from_ymd (year + 1, 1, 1);
  g_auto (BalaiSampleEvent) event = { 0 };

  balai_sample_event_init (&event, balai_sample_find_opd (what->opd));
  event.title = g_strdup (what->title);
  event.participants = what->participants;
  event.venue = what->venue ? balai_sample_find_venue (what->venue) : SAMPLE_NONE;
  event.frequency = what->every == 1 ? "FREQ=WEEKLY" : "FREQ=WEEKLY;INTERVAL=2";
  event.categories = "rutin";
  event.starts = g_array_new (FALSE, FALSE, sizeof (int64_t));
  event.skipped = g_array_new (FALSE, FALSE, sizeof (int64_t));
  if (what->flags & CITY)
    event.scope = "city";
  if (what->flags & PUBLIC)
    event.visibility = "public";
  if (what->flags & ONLINE)
    event.online = "Rapat daring, tautan dikirim kepada peserta";
  if (what->leader != NULL)
    event.attendees[event.n_attendees++] = (BalaiSampleAttendee) {
      .person = balai_sample_find_person (self, what->leader), .role = "leader", .delegable = TRUE,
      .delegate = SAMPLE_NONE };

  if (date < balai_day_from_ymd (year, 1, 1))
    date += 7;
  for (; date < after; date += 7 * what->every)
    {
      BalaiSpan span;

      balai_sample_event_set_time (self, &event, date, what->minute, what->minutes);
      span = event.span;
      if (free_on (self, &event, span))
        g_array_append_val (event.starts, span.start);
      else if (event.starts->len > 0)
        g_array_append_val (event.skipped, span.start);
    }
  if (event.starts->len == 0)
    return;
  event.span.end = g_array_index (event.starts, int64_t, 0) + balai_span_length (event.span);
  event.span.start = g_array_index (event.starts, int64_t, 0);
  while (event.skipped->len > 0
         && g_array_index (event.skipped, int64_t, event.skipped->len - 1)
              > g_array_index (event.starts, int64_t, event.starts->len - 1))
    g_array_set_size (event.skipped, event.skipped->len - 1);
  balai_sample_event_hold (self, &event);
  balai_sample_event_store (self, &event, self->event_ids->len - 1);
}

/* What comes back every week or every other one; a date on which something stands against it is left out. */
gboolean
balai_sample_make_series (BalaiSample  *self,
                          GError      **error)
{
  for (int year = 0; year < self->options->years; year++)
    for (guint i = 0; i < G_N_ELEMENTS (series); i++)
      make_series (self, &series[i], self->options->year + year);
  return balai_sample_flush (self, 0, error);
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "sample-items.h"

#include "balai-day.h"

static const struct
{
  const char *title, *place, *opd;
  guint8 colour;
  int start, minutes;
} kinds[] = {
  { "Rapat koordinasi penanganan banjir", "Ruang Joyoboyo", "Bappeda", 0, 8 * 60, 120 },
  { "Apel pagi", "Halaman Balai Kota", "Bagian Umum", 1, 7 * 60, 45 },
  { "Musrenbang kecamatan Mojoroto", "Aula Kecamatan Mojoroto", "Bappeda", 0, 9 * 60, 180 },
  { "Sosialisasi SPBE", "Ruang Kilisuci", "Diskominfo", 2, 10 * 60, 90 },
  { "Audiensi Wali Kota dengan forum UMKM", "Ruang Joyoboyo", "Protokol", 3, 9 * 60 + 30, 60 },
  { "Rapat paripurna", "Gedung DPRD", "Sekretariat DPRD", 4, 13 * 60, 150 },
  { "Monitoring posyandu", "Puskesmas Pesantren I", "Dinas Kesehatan", 5, 8 * 60 + 30, 60 },
  { "Bimtek pengelola barang", "Ruang Kilisuci", "BPPKAD", 6, 13 * 60 + 30, 180 },
  { "Verifikasi usulan hibah", "Ruang rapat Bappeda", "Bappeda", 0, 14 * 60, 75 },
  { "Pelantikan pejabat administrator", "Ruang Joyoboyo", "BKPSDM", 7, 15 * 60, 60 },
};

/**
 * sample_items:
 * @first_day: first day
 * @last_day: last day
 * @per_day: about how many a day
 *
 * Returns: (transfer full): believable days of a city, the same at every call
 */
BalaiCalendarItems *
sample_items (int64_t first_day,
              int64_t last_day,
              guint   per_day)
{
  const BalaiZone *zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  BalaiSpan range = { balai_zone_day_start (zone, first_day), balai_zone_day_start (zone, last_day + 1) };
  BalaiCalendarItemsBuilder *builder = balai_calendar_items_builder_new (range, zone);

  for (int64_t day = first_day; day <= last_day; day++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) day);
      guint n = balai_day_weekday (day) >= 6 ? (guint) g_rand_int_range (rand, 0, 2)
                                             : (guint) g_rand_int_range (rand, (gint32) (per_day / 2),
                                                                         (gint32) per_day * 3 / 2 + 1);
      int64_t midnight = balai_zone_day_start (zone, day);

      for (guint i = 0; i < n; i++)
        {
          guint k = (guint) g_rand_int_range (rand, 0, G_N_ELEMENTS (kinds));
          int64_t start = midnight + kinds[k].start * BALAI_MINUTE + g_rand_int_range (rand, 0, 3) * 15 * BALAI_MINUTE;
          BalaiSpan span = { start, start + kinds[k].minutes * BALAI_MINUTE };
          BalaiSpan clash = { start + 30 * BALAI_MINUTE, MIN (start + 75 * BALAI_MINUTE, span.end) };
          gboolean conflict = g_rand_int_range (rand, 0, 9) == 0;
          g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "-%u", day, i);

          balai_calendar_items_builder_add (builder, &(BalaiCalendarItem) {
            .key = key, .title = kinds[k].title, .place = kinds[k].place, .opd = kinds[k].opd, .span = span,
            .colour = kinds[k].colour,
            .status = (guint8) (g_rand_int_range (rand, 0, 7) == 0 ? BALAI_ITEM_SUBMITTED : BALAI_ITEM_CONFIRMED),
            .state = (guint8) (conflict ? BALAI_STATE_CONFLICT : BALAI_STATE_SAFE),
            .clash = conflict ? &clash : NULL, .n_clash = conflict,
          });
        }
      if (balai_day_weekday (day) == 2)
        {
          g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "-pameran", day);

          balai_calendar_items_builder_add (builder, &(BalaiCalendarItem) {
            .key = key, .title = "Pameran produk unggulan", .place = "GOR Joyoboyo", .opd = "Disperdagin",
            .span = { midnight, midnight + 3 * BALAI_DAY }, .all_day = TRUE, .colour = 8,
          });
        }
      if (balai_day_weekday (day) == 4)
        {
          g_autofree char *key = g_strdup_printf ("%" G_GINT64_FORMAT "-kunker", day);

          balai_calendar_items_builder_add (builder, &(BalaiCalendarItem) {
            .key = key, .title = "Kunjungan kerja Komisi II", .place = "Surabaya", .opd = "Sekretariat DPRD",
            .span = { midnight, midnight + 5 * BALAI_DAY }, .all_day = TRUE, .colour = 4,
            .state = BALAI_STATE_ATTENTION,
          });
        }
    }
  return balai_calendar_items_builder_end (builder);
}

/**
 * sample_items_from:
 * @range: what the collection covers
 * @n: how many items follow
 * @...: pointers to #BalaiCalendarItem
 *
 * Returns: (transfer full): a collection on the clock of Jakarta
 */
BalaiCalendarItems *
sample_items_from (BalaiSpan range,
                   guint     n,
                   ...)
{
  BalaiCalendarItemsBuilder *builder = balai_calendar_items_builder_new (range, balai_zone_get (BALAI_ZONE_JAKARTA));
  va_list args;

  va_start (args, n);
  for (guint i = 0; i < n; i++)
    balai_calendar_items_builder_add (builder, va_arg (args, const BalaiCalendarItem *));
  va_end (args);
  return balai_calendar_items_builder_end (builder);
}

/**
 * sample_holidays:
 *
 * Returns: (transfer full) (element-type int64 utf8): two holidays of July and August 2026
 */
GHashTable *
sample_holidays (void)
{
  GHashTable *names = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  int64_t new_year = balai_day_from_ymd (2026, 7, 16), independence = balai_day_from_ymd (2026, 8, 17);

  g_hash_table_insert (names, g_memdup2 (&new_year, sizeof new_year), g_strdup ("Cuti bersama"));
  g_hash_table_insert (names, g_memdup2 (&independence, sizeof independence), g_strdup ("Hari Kemerdekaan"));
  return names;
}

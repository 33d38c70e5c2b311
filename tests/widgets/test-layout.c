/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-calendar-items.h"
#include "balai-date-parse.h"
#include "balai-day.h"
#include "balai-fold.h"
#include "balai-format.h"
#include "balai-lane-layout.h"
#include "balai-month-layout.h"
#include "balai-palette.h"
#include "balai-test.h"
#include "sample-items.h"

#define ROUNDS 2000

static BalaiSpan
random_span (GRand *rand)
{
  int64_t start = g_rand_int_range (rand, 0, 96);

  return (BalaiSpan) { start, start + g_rand_int_range (rand, 1, 24) };
}

static guint
busiest (const BalaiSpan *spans,
         guint            n)
{
  guint most = 0;

  for (guint i = 0; i < n; i++)
    {
      guint here = 0;

      for (guint k = 0; k < n; k++)
        here += spans[k].start <= spans[i].start && spans[i].start < spans[k].end;
      most = MAX (most, here);
    }
  return most;
}

static BalaiLaneThing
random_thing (GRand    *rand,
              gboolean  conflicts)
{
  BalaiLaneThing thing = { .span = random_span (rand) };

  thing.conflict = conflicts && g_rand_int_range (rand, 0, 4) == 0;
  thing.clash = (BalaiSpan) { thing.span.start, thing.span.start + 1 };
  return thing;
}

/* No two that meet are drawn over each other, and no lane is wasted. */
static void
test_lanes_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (41);
  const BalaiLaneRoom room = { BALAI_LANE_UNLIMITED, BALAI_LANE_UNLIMITED, 0 };

  for (int round = 0; round < ROUNDS; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, 30), most = 0;
      gboolean conflicts = g_rand_boolean (rand);
      BalaiLaneThing things[30];
      BalaiSpan spans[30];
      BalaiLanePlace places[30];
      g_autoptr (GArray) folds = NULL;

      for (guint i = 0; i < n; i++)
        {
          things[i] = random_thing (rand, conflicts);
          spans[i] = things[i].span;
        }
      folds = balai_lane_layout (things, n, &room, places);
      g_assert_cmpuint (folds->len, ==, 0);
      for (guint i = 0; i < n; i++)
        {
          most = MAX (most, places[i].n_lanes);
          g_assert_cmpuint (places[i].extent, >=, 1);
          g_assert_cmpuint (places[i].lane + places[i].extent, <=, places[i].n_lanes);
          g_assert_cmpuint (places[i].fold, ==, BALAI_LANE_NO_FOLD);
          g_assert_false (places[i].beside);
          for (guint k = 0; k < i; k++)
            {
              gboolean apart = places[i].lane + places[i].extent <= places[k].lane ||
                               places[k].lane + places[k].extent <= places[i].lane;

              if (!balai_span_meets (spans[i], spans[k]))
                continue;
              g_assert_true (apart);
              g_assert_cmpuint (places[i].n_lanes, ==, places[k].n_lanes);
            }
        }
      if (!conflicts)
        g_assert_cmpuint (most, ==, busiest (spans, n));
    }
}

static void
check_folds (const BalaiLaneThing *things,
             const BalaiLanePlace *places,
             guint                 n,
             const GArray         *folds)
{
  for (guint f = 0; f < folds->len; f++)
    {
      const BalaiLaneFold *fold = &g_array_index (folds, BalaiLaneFold, f);
      guint counted = 0, conflicts = 0;
      int64_t start = G_MAXINT64, end = G_MININT64;

      for (guint i = 0; i < n; i++)
        {
          if (places[i].fold != f)
            continue;
          counted++;
          conflicts += things[i].conflict;
          start = MIN (start, things[i].span.start);
          end = MAX (end, things[i].span.end);
        }
      g_assert_cmpuint (counted, >, 1);
      g_assert_cmpuint (counted, ==, fold->n_things);
      g_assert_cmpuint (conflicts, ==, fold->n_conflicts);
      g_assert_cmpint (start, ==, fold->span.start);
      g_assert_cmpint (end, ==, fold->span.end);
      for (guint k = 0; k < f; k++)
        g_assert_false (balai_span_meets (fold->span, g_array_index (folds, BalaiLaneFold, k).span));
    }
}

/* Nothing in conflict is folded while some lane has nothing in conflict at that time. */
static void
check_conflict_seen (const BalaiLaneThing *things,
                     const BalaiLanePlace *places,
                     guint                 n,
                     guint                 i)
{
  for (guint lane = 0; lane < places[i].n_lanes; lane++)
    {
      gboolean taken = FALSE;

      for (guint k = 0; k < n; k++)
        taken |= places[k].fold == BALAI_LANE_NO_FOLD && places[k].lane == lane && things[k].conflict &&
                 balai_span_meets (things[k].span, things[i].span);
      g_assert_true (taken);
    }
}

/* With little room everything has a lane or is counted in exactly one fold, and no lane holds two that meet. */
static void
test_lanes_folds (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (43);
  guint seen_folds = 0, seen_squeezed = 0, seen_strip = 0;

  for (int round = 0; round < ROUNDS; round++)
    {
      guint n = (guint) g_rand_int_range (rand, 0, 40);
      BalaiLaneRoom room = { .beside = (guint) g_rand_int_range (rand, 1, 5) };
      BalaiLaneThing things[40];
      BalaiLanePlace places[40];
      g_autoptr (GArray) folds = NULL;

      room.most = room.beside + (guint) g_rand_int_range (rand, 0, 2);
      room.squeezed = room.beside * (guint) g_rand_int_range (rand, 0, 4);
      for (guint i = 0; i < n; i++)
        things[i] = random_thing (rand, TRUE);
      folds = balai_lane_layout (things, n, &room, places);
      seen_folds += folds->len;
      check_folds (things, places, n, folds);
      for (guint i = 0; i < n; i++)
        {
          const BalaiLanePlace *a = &places[i];

          seen_squeezed += a->n_lanes > room.most;
          g_assert_cmpuint (a->n_lanes, <=, MAX (room.beside, room.squeezed) + !a->beside);
          seen_strip += a->in_strip;
          if (a->fold != BALAI_LANE_NO_FOLD)
            {
              g_assert_cmpuint (a->fold, <, folds->len);
              g_assert_true (a->beside);
              if (things[i].conflict)
                check_conflict_seen (things, places, n, i);
              continue;
            }
          g_assert_cmpuint (a->extent, >=, 1);
          g_assert_cmpuint (a->lane + a->extent, <=, a->n_lanes + a->in_strip);
          g_assert_true (!a->in_strip || a->beside);
          for (guint f = 0; (a->to_edge || a->in_strip) && f < folds->len; f++)
            g_assert_false (balai_span_meets (things[i].span, g_array_index (folds, BalaiLaneFold, f).span));
          for (guint k = 0; k < i; k++)
            if (places[k].fold == BALAI_LANE_NO_FOLD && balai_span_meets (things[i].span, things[k].span))
              g_assert_true ((a->lane + a->extent <= places[k].lane && !a->to_edge) ||
                             (places[k].lane + places[k].extent <= a->lane && !places[k].to_edge));
        }
    }
  g_assert_cmpuint (seen_folds, >, ROUNDS / 4);
  g_assert_cmpuint (seen_squeezed, >, ROUNDS / 4);
  g_assert_cmpuint (seen_strip, >, ROUNDS / 4);
}

/* A fold that would hide but one shows it. */
static void
test_lanes_single (void)
{
  const BalaiLaneRoom room = { 1, 1, 2 };
  const BalaiLaneThing things[] = { { .span = { 0, 10 } }, { .span = { 1, 9 } }, { .span = { 2, 8 } } };
  BalaiLanePlace places[3];
  g_autoptr (GArray) two = balai_lane_layout (things, 2, &room, places);
  g_autoptr (GArray) three = NULL;

  g_assert_cmpuint (two->len, ==, 0);
  g_assert_cmpuint (places[0].n_lanes, ==, 2);
  g_assert_cmpuint (places[0].extent, ==, 1);
  g_assert_cmpuint (places[1].lane, ==, 1);
  three = balai_lane_layout (things, 3, &room, places);
  g_assert_cmpuint (three->len, ==, 1);
  g_assert_cmpuint (places[2].fold, ==, places[1].fold);
}

/* Of a crowd the two that meet where they should not are seen, side by side. */
static void
test_lanes_partners (void)
{
  const BalaiLaneRoom wide = { 4, 3, 3 }, narrow = { 1, 1, 2 };
  BalaiLaneThing things[12];
  BalaiLanePlace places[12];

  for (guint i = 0; i < 12; i++)
    things[i] = (BalaiLaneThing) { .span = { i % 3, 10 + i } };
  for (guint i = 5; i <= 9; i += 4)
    {
      things[i].conflict = TRUE;
      things[i].clash = (BalaiSpan) { 4, 6 };
    }
  for (int k = 0; k < 2; k++)
    {
      g_autoptr (GArray) folds = balai_lane_layout (things, 12, k == 0 ? &wide : &narrow, places);

      g_assert_cmpuint (MIN (places[5].lane, places[9].lane), ==, 0);
      g_assert_cmpuint (MAX (places[5].lane, places[9].lane), ==, 1);
      g_assert_cmpuint (folds->len, ==, 1);
      g_assert_cmpuint (g_array_index (folds, BalaiLaneFold, 0).n_things, ==, k == 0 ? 9 : 10);
      g_assert_cmpuint (g_array_index (folds, BalaiLaneFold, 0).n_conflicts, ==, 0);
    }
}

static void
test_lanes_touching (void)
{
  const BalaiLaneRoom room = { BALAI_LANE_UNLIMITED, BALAI_LANE_UNLIMITED, 0 };
  const BalaiLaneThing things[] = { { .span = { 0, 10 } }, { .span = { 10, 20 } }, { .span = { 5, 12 } } };
  BalaiLanePlace places[3];

  g_array_unref (balai_lane_layout (things, 2, &room, places));
  g_assert_cmpuint (places[0].n_lanes, ==, 1);
  g_assert_cmpuint (places[1].lane, ==, 0);
  g_array_unref (balai_lane_layout (things, 3, &room, places));
  g_assert_cmpuint (places[2].lane, ==, 1);
  g_assert_cmpuint (places[1].lane, ==, 0);
}

static BalaiCalendarItems *
random_items (GRand   *rand,
              int64_t  monday)
{
  const BalaiZone *zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  BalaiSpan range = { balai_zone_day_start (zone, monday - 30), balai_zone_day_start (zone, monday + 60) };
  BalaiCalendarItemsBuilder *builder = balai_calendar_items_builder_new (range, zone);
  int n = g_rand_int_range (rand, 0, 60);

  for (int i = 0; i < n; i++)
    {
      g_autofree char *key = g_strdup_printf ("k%d", i);
      gboolean all_day = g_rand_boolean (rand);
      int64_t start = balai_zone_day_start (zone, monday + g_rand_int_range (rand, -5, 9));
      int64_t length = all_day ? g_rand_int_range (rand, 1, 9) * BALAI_DAY
                               : g_rand_int_range (rand, 1, 40) * BALAI_HOUR;

      if (!all_day)
        start += g_rand_int_range (rand, 0, 24) * BALAI_HOUR;
      balai_calendar_items_builder_add (builder, &(BalaiCalendarItem) {
        .key = key, .title = "Rapat", .span = { start, start + length }, .all_day = (guint8) all_day,
        .state = (guint8) (g_rand_int_range (rand, 0, 5) == 0 ? BALAI_STATE_CONFLICT : BALAI_STATE_SAFE),
      });
    }
  return balai_calendar_items_builder_end (builder);
}

static void
check_fit (const GArray *segments,
           guint         n_lines,
           guint         n_words)
{
  g_autofree gboolean *visible = g_new0 (gboolean, segments->len + 1);
  guint hidden[BALAI_WEEK_DAYS], n;

  n = balai_month_layout_fit (segments, n_lines, n_words, hidden, visible);
  for (guint day = 0; day < BALAI_WEEK_DAYS; day++)
    {
      guint unseen = 0;

      for (guint i = 0; i < segments->len; i++)
        {
          const BalaiWeekSegment *segment = &g_array_index (segments, BalaiWeekSegment, i);

          if (day < segment->column || day >= (guint) segment->column + segment->n_columns)
            continue;
          unseen += !visible[i];
          if (visible[i])
            g_assert_cmpuint (segment->line + (hidden[day] > 0 ? n_words : 0), <, n_lines);
        }
      g_assert_cmpuint (unseen, ==, hidden[day]);
    }
  for (guint i = 0; i < segments->len; i++)
    n -= visible[i];
  g_assert_cmpuint (n, ==, 0);
}

/* Every item that touches the row has exactly one part, no two lie on one line and day, and what does not fit is
 * counted on each of its days. */
static void
test_month_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);

  for (int round = 0; round < ROUNDS / 4; round++)
    {
      int64_t monday = balai_day_monday (20000 + g_rand_int_range (rand, 0, 3000));
      g_autoptr (BalaiCalendarItems) items = random_items (rand, monday);
      guint n_days = (guint) g_rand_int_range (rand, 1, 8), expected = 0;
      gboolean long_only = g_rand_boolean (rand);
      g_autoptr (GArray) segments = balai_month_layout_row (items, monday, n_days, long_only);

      for (guint i = 0; i < balai_calendar_items_get_n (items); i++)
        {
          const BalaiCalendarItem *item = balai_calendar_items_get (items, i);

          expected += item->first_day < monday + n_days && item->last_day >= monday &&
                      (!long_only || balai_month_layout_is_long (item));
        }
      g_assert_cmpuint (segments->len, ==, expected);
      for (guint i = 0; i < segments->len; i++)
        {
          const BalaiWeekSegment *a = &g_array_index (segments, BalaiWeekSegment, i);
          const BalaiCalendarItem *item = balai_calendar_items_get (items, a->item);

          g_assert_cmpint (MAX (item->first_day, monday), ==, monday + a->column);
          g_assert_cmpuint (a->column + a->n_columns, <=, n_days);
          g_assert_true (a->continues_before == (item->first_day < monday));
          g_assert_true (a->continues_after == (item->last_day >= monday + n_days));
          g_assert_true (a->clash == (item->state == BALAI_STATE_CONFLICT));
          for (guint k = 0; k < i; k++)
            {
              const BalaiWeekSegment *b = &g_array_index (segments, BalaiWeekSegment, k);

              g_assert_true (b->clash || !a->clash);
              /* On a single day those in conflict lie above all others. */
              if (b->clash && !a->clash && a->column == b->column && a->n_columns == 1 && b->n_columns == 1)
                g_assert_cmpuint (b->line, <, a->line);
              g_assert_true (a->line != b->line || a->column + a->n_columns <= b->column ||
                             b->column + b->n_columns <= a->column);
            }
        }
      for (guint n_lines = 1; n_lines < 8; n_lines++)
        for (guint n_words = 1; n_words < 5; n_words++)
          check_fit (segments, n_lines, n_words);
    }
}

/* The last line is given up only where there is something to say on it. */
static void
test_month_fit_exact (void)
{
  const BalaiZone *zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  int64_t monday = balai_day_from_ymd (2026, 7, 13), nine = balai_zone_day_start (zone, monday) + 9 * BALAI_HOUR;
  BalaiCalendarItem a = { .key = "a", .title = "A", .span = { nine, nine + 60 } };
  BalaiCalendarItem b = { .key = "b", .title = "B", .span = { nine, nine + 60 } };
  BalaiCalendarItem c = { .key = "c", .title = "C", .span = { nine, nine + 60 } };
  g_autoptr (BalaiCalendarItems) items = sample_items_from ((BalaiSpan) { nine, nine + 60 }, 3, &a, &b, &c);
  g_autoptr (GArray) segments = balai_month_layout_row (items, monday, 7, FALSE);
  guint hidden[BALAI_WEEK_DAYS];
  gboolean visible[3];

  g_assert_cmpuint (balai_month_layout_fit (segments, 3, 1, hidden, visible), ==, 3);
  g_assert_cmpuint (hidden[0], ==, 0);
  g_assert_cmpuint (balai_month_layout_fit (segments, 2, 1, hidden, visible), ==, 1);
  g_assert_cmpuint (hidden[0], ==, 2);
  g_assert_cmpuint (hidden[1], ==, 0);
}

static void
test_items (void)
{
  const BalaiZone *zone = balai_zone_get (BALAI_ZONE_JAKARTA);
  int64_t day = balai_day_from_ymd (2026, 7, 14), midnight = balai_zone_day_start (zone, day);
  char key[] = "rapat";
  BalaiSpan clash = { midnight + 9 * BALAI_HOUR, midnight + 10 * BALAI_HOUR };
  BalaiCalendarItem late = { .key = key, .title = "Rapat", .place = "Ruang Joyoboyo", .opd = "Bappeda",
                             .repeats = "Setiap Selasa", .note = "Diundang: Dinas Kesehatan",
                             .span = { midnight + 9 * BALAI_HOUR, midnight + 11 * BALAI_HOUR },
                             .clash = &clash, .n_clash = 1, .state = BALAI_STATE_CONFLICT };
  BalaiCalendarItem whole = { .key = "pameran", .title = "Pameran", .all_day = TRUE,
                              .span = { midnight - BALAI_DAY, midnight + BALAI_DAY } };
  BalaiCalendarItem night = { .key = "jaga", .title = "Jaga", .status = BALAI_ITEM_DRAFT,
                              .span = { midnight + 22 * BALAI_HOUR, midnight + 26 * BALAI_HOUR } };
  g_autoptr (BalaiCalendarItems) items =
    sample_items_from ((BalaiSpan) { midnight - BALAI_DAY, midnight + 2 * BALAI_DAY }, 3, &late, &night, &whole);
  const BalaiCalendarItem *item;
  g_autofree char *words = NULL;
  guint position, from, to;

  memset (key, 'x', sizeof key - 1);
  clash.start = 0;
  g_assert_cmpuint (balai_calendar_items_get_n (items), ==, 3);
  item = balai_calendar_items_get (items, 0);
  g_assert_cmpstr (item->key, ==, "pameran");
  g_assert_cmpint (item->first_day, ==, day - 1);
  g_assert_cmpint (item->last_day, ==, day);
  g_assert_cmpstr (item->time_text, ==, "");
  item = balai_calendar_items_get (items, 1);
  g_assert_cmpstr (item->key, ==, "rapat");
  g_assert_cmpuint (item->n_clash, ==, 1);
  g_assert_cmpint (item->clash[0].start, ==, midnight + 9 * BALAI_HOUR);
  g_assert_cmpint (item->last_day, ==, day);
  item = balai_calendar_items_get (items, 2);
  g_assert_cmpint (item->last_day, ==, day + 1);
  g_assert_true (balai_calendar_items_find (items, "jaga", midnight + 22 * BALAI_HOUR, &position));
  g_assert_cmpuint (position, ==, 2);
  g_assert_false (balai_calendar_items_find (items, "jaga", midnight, &position));
  balai_calendar_items_find_days (items, day + 1, day + 1, &from, &to);
  g_assert_cmpuint (from, <=, 2);
  g_assert_cmpuint (to, ==, 3);
  words = balai_calendar_items_describe (items, 1);
  g_assert_nonnull (strstr (words, "Rapat, 09"));
  g_assert_nonnull (strstr (words, "Ruang Joyoboyo"));
  g_assert_nonnull (strstr (words, "Setiap Selasa"));
  g_assert_nonnull (strstr (words, "Diundang: Dinas Kesehatan"));
  g_assert_nonnull (strstr (words, balai_state_get_word (BALAI_STATE_CONFLICT)));
}

/* What the look promises: bars legible beside the text, on the windows and views of libadwaita, light and dark. */
static void
test_palette (void)
{
  static const char *const grounds[2][3] = { { "#ffffff", "#fafafa", "#f2f2f2" }, { "#1e1e1e", "#242424", "#303030" } };

  for (int dark = 0; dark < 2; dark++)
    {
      for (guint i = 0; i <= BALAI_PALETTE_SIZE; i++)
        {
          GdkRGBA colour, ground;

          balai_palette_get (i, dark, &colour);
          for (gsize k = 0; k < G_N_ELEMENTS (grounds[dark]); k++)
            {
              g_assert_true (gdk_rgba_parse (&ground, grounds[dark][k]));
              g_assert_cmpfloat (balai_palette_contrast (&colour, &ground), >=, 4.5);
            }
          for (guint k = 0; k < i; k++)
            {
              GdkRGBA other;

              balai_palette_get (k, dark, &other);
              g_assert_false (gdk_rgba_equal (&colour, &other));
            }
        }
    }
  g_assert_cmpfloat_with_epsilon (balai_palette_contrast (&(GdkRGBA) { 0, 0, 0, 1 }, &(GdkRGBA) { 1, 1, 1, 1 }), 21,
                                  0.01);
}

static void
test_date_parse (void)
{
  int64_t today = balai_day_from_ymd (2026, 7, 14), day;
  static const struct
  {
    const char *text;
    int y, m, d;
  } good[] = {
    { "15/7/2026", 2026, 7, 15 }, { "15-07-26", 2026, 7, 15 }, { "15 jul", 2026, 7, 15 },
    { " 15 JULI 2026 ", 2026, 7, 15 }, { "2026-07-15", 2026, 7, 15 }, { "15.7.", 2026, 7, 15 },
    { "20", 2026, 7, 20 }, { "3 jan", 2027, 1, 3 }, { "3/6", 2026, 6, 3 }, { "29/2/2028", 2028, 2, 29 },
  };
  static const char *const bad[] = { "", "31/2/2026", "abc", "32", "1/13", "15 ju", "1/2/3/4", "-", "29/2/2026" };

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (balai_date_parse (good[i].text, today, &day));
      g_assert_cmpint (day, ==, balai_day_from_ymd (good[i].y, good[i].m, good[i].d));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (balai_date_parse (bad[i], today, &day));
  g_assert_false (balai_date_parse (NULL, today, &day));
  for (int64_t d = today; d < today + 400; d++)
    {
      g_autofree char *ours = balai_format_date (d);

      g_assert_true (balai_date_parse (ours, today, &day));
      g_assert_cmpint (day, ==, d);
    }
}

static void
test_time_parse (void)
{
  static const struct
  {
    const char *text;
    int second;
  } good[] = {
    { "9.30", 34200 }, { "09:30", 34200 }, { "0930", 34200 }, { "930", 34200 }, { "9", 32400 }, { "00.00", 0 },
    { "23.59", 86340 }, { " 9.30 ", 34200 }, { "9 30", 34200 },
  };
  static const char *const bad[] = { "", "24.00", "9.60", "9.3", "abc", "12345", "9.30.15", "-1" };
  int second;

  for (gsize i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_assert_true (balai_time_parse (good[i].text, &second));
      g_assert_cmpint (second, ==, good[i].second);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (balai_time_parse (bad[i], &second));
}

static gboolean
matches (const char *name,
         const char *query)
{
  g_autofree char *a = balai_fold_text (name), *b = balai_fold_text (query);

  return balai_fold_matches (a, b);
}

static void
test_fold (void)
{
  g_assert_true (matches ("Ruang Joyoboyo", "R. Joyo"));
  g_assert_true (matches ("R. Joyoboyo", "ruang joyoboyo"));
  g_assert_true (matches ("Ruang Joyoboyo", "joyo RUANG"));
  g_assert_true (matches ("Gedung Café Kediri", "cafe"));
  g_assert_true (matches ("Ruang Joyoboyo", ""));
  g_assert_false (matches ("Ruang Joyoboyo", "oyo"));
  g_assert_false (matches ("Ruang Kilisuci", "ruang joyo"));
  g_assert_true (matches ("\xff Ruang", "ruang"));
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);
  g_test_add_func ("/widgets/lanes/random", test_lanes_random);
  g_test_add_func ("/widgets/lanes/folds", test_lanes_folds);
  g_test_add_func ("/widgets/lanes/single", test_lanes_single);
  g_test_add_func ("/widgets/lanes/partners", test_lanes_partners);
  g_test_add_func ("/widgets/lanes/touching", test_lanes_touching);
  g_test_add_func ("/widgets/month/random", test_month_random);
  g_test_add_func ("/widgets/month/fit", test_month_fit_exact);
  g_test_add_func ("/widgets/items", test_items);
  g_test_add_func ("/widgets/palette", test_palette);
  g_test_add_func ("/widgets/parse/date", test_date_parse);
  g_test_add_func ("/widgets/parse/time", test_time_parse);
  g_test_add_func ("/widgets/fold", test_fold);
  return g_test_run ();
}

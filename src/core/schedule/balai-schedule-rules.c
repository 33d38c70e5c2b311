/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-rules-private.h"

#include <stdlib.h>
#include <string.h>

#include "balai-codes.h"

typedef struct
{
  int32_t      venue;
  BalaiOpening opening;
} Opening;

static const char *const closure_codes[] = { "closed", "duty", "leave" };
static const char *const holiday_codes[] = { "national", "collective", "local" };
static const char *const season_codes[] = { "regular", "ramadan" };

BALAI_DEFINE_CODES (BalaiClosureKind, balai_closure_kind, closure_codes)
BALAI_DEFINE_CODES (BalaiHolidayKind, balai_holiday_kind, holiday_codes)
BALAI_DEFINE_CODES (BalaiSeason, balai_season, season_codes)

static void
closure_clear (gpointer data)
{
  BalaiClosure *closure = data;

  g_free (closure->id);
  g_free (closure->reason);
}

static void
holiday_clear (gpointer data)
{
  g_free (((BalaiHoliday *) data)->name);
}

/**
 * balai_schedule_rules_new:
 * @zone: the zone of the city, whose clock opening hours and holidays follow
 *
 * Makes rules with the default levels, no resources, no closures, no hours and no holidays. Fill them, call
 * balai_schedule_rules_seal(), then share them with as many threads as there are; a change of the registers makes new
 * rules.
 *
 * Returns: (transfer full): the rules
 */
BalaiScheduleRules *
balai_schedule_rules_new (const BalaiZone *zone)
{
  BalaiScheduleRules *self;

  g_return_val_if_fail (zone != NULL, NULL);

  self = g_new0 (BalaiScheduleRules, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->zone = zone;
  self->resources = balai_resources_new ();
  balai_rule_matrix_init (&self->matrix);
  self->travel_default = BALAI_TRAVEL_DEFAULT_MINUTES * BALAI_MINUTE;
  self->travel = g_array_new (FALSE, FALSE, sizeof (BalaiTravelEntry));
  self->closures = g_array_new (FALSE, FALSE, sizeof (BalaiClosure));
  g_array_set_clear_func (self->closures, closure_clear);
  self->openings = g_array_new (FALSE, FALSE, sizeof (Opening));
  self->ramadans = g_array_new (FALSE, FALSE, sizeof (BalaiSpan));
  self->holidays = g_array_new (FALSE, FALSE, sizeof (BalaiHoliday));
  g_array_set_clear_func (self->holidays, holiday_clear);
  return self;
}

BalaiScheduleRules *
balai_schedule_rules_ref (BalaiScheduleRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
closure_table_clear (BalaiClosureTable *table)
{
  g_free (table->at);
  g_free (table->slots);
}

void
balai_schedule_rules_unref (BalaiScheduleRules *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  balai_resources_free (self->resources);
  g_array_unref (self->travel);
  g_array_unref (self->closures);
  closure_table_clear (&self->closed);
  closure_table_clear (&self->closed_below);
  closure_table_clear (&self->closed_city);
  g_array_unref (self->openings);
  g_free (self->opening_rows);
  g_free (self->opening_at);
  g_free (self->opening_set);
  g_free (self->set_has_season);
  g_array_unref (self->ramadans);
  g_array_unref (self->holidays);
  g_free (self->holiday_slots);
  g_free (self);
}

/**
 * balai_schedule_rules_get_resources:
 * @self: rules
 *
 * Returns: (transfer none): the table of resources, to be filled before the rules are sealed
 */
BalaiResources *
balai_schedule_rules_get_resources (const BalaiScheduleRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->resources;
}

/**
 * balai_schedule_rules_get_matrix:
 * @self: rules
 *
 * Returns: (transfer none): the levels, to be changed before the rules are shared
 */
BalaiRuleMatrix *
balai_schedule_rules_get_matrix (const BalaiScheduleRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (BalaiRuleMatrix *) &self->matrix;
}

const BalaiZone *
balai_schedule_rules_get_zone (const BalaiScheduleRules *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->zone;
}

static int32_t
travel_seconds (int minutes)
{
  return CLAMP (minutes, 0, 7 * 24 * 60) * (int32_t) BALAI_MINUTE;
}

/**
 * balai_schedule_rules_set_travel_default:
 * @self: rules that are not sealed
 * @minutes: between two venues of which nothing else is known
 */
void
balai_schedule_rules_set_travel_default (BalaiScheduleRules *self,
                                         int                 minutes)
{
  g_return_if_fail (self != NULL && !self->sealed);

  self->travel_default = travel_seconds (minutes);
}

static uint64_t
pair_key (int32_t a,
          int32_t b)
{
  return (uint64_t) (uint32_t) MIN (a, b) << 32 | (uint32_t) MAX (a, b);
}

/**
 * balai_schedule_rules_set_travel:
 * @self: rules that are not sealed
 * @venue: a venue
 * @other: another venue
 * @minutes: from the one to the other, up to a week; the way back takes as long
 *
 * Holds for their parts as well, unless something nearer is known about those. The last one given for a pair counts.
 */
void
balai_schedule_rules_set_travel (BalaiScheduleRules *self,
                                 int32_t             venue,
                                 int32_t             other,
                                 int                 minutes)
{
  BalaiTravelEntry entry = { pair_key (venue, other), travel_seconds (minutes) };

  g_return_if_fail (self != NULL && !self->sealed);

  if (venue >= 0 && other >= 0)
    g_array_append_val (self->travel, entry);
}

/**
 * balai_schedule_rules_add_closure:
 * @self: rules that are not sealed
 * @closure: what to add, copied; one that does not end after it starts closes nothing
 *
 * Returns: its number, which conflicts name it by
 */
int32_t
balai_schedule_rules_add_closure (BalaiScheduleRules *self,
                                  const BalaiClosure *closure)
{
  BalaiClosure copy;

  g_return_val_if_fail (self != NULL && !self->sealed && closure != NULL, -1);

  copy = *closure;
  copy.id = g_strdup (closure->id);
  copy.reason = g_strdup (closure->reason);
  g_array_append_val (self->closures, copy);
  return (int32_t) self->closures->len - 1;
}

/**
 * balai_schedule_rules_add_opening:
 * @self: rules that are not sealed
 * @venue: a venue, or %BALAI_NO_RESOURCE for the hours of all that have none of their own
 * @opening: hours of one weekday, copied; nonsense is passed over
 *
 * A venue with any hours of its own, or within one that has them, is closed on the days they do not name. Hours given
 * for a season replace all regular ones in it.
 */
void
balai_schedule_rules_add_opening (BalaiScheduleRules *self,
                                  int32_t             venue,
                                  const BalaiOpening *opening)
{
  Opening row = { venue, { 0 } };

  g_return_if_fail (self != NULL && !self->sealed && opening != NULL);

  if (opening->weekday < 1 || opening->weekday > 7 || (unsigned) opening->season >= BALAI_N_SEASONS
      || opening->from < 0 || opening->to > BALAI_DAY || opening->from >= opening->to)
    return;
  row.opening = *opening;
  g_array_append_val (self->openings, row);
}

/**
 * balai_schedule_rules_add_default_openings:
 * @self: rules that are not sealed
 *
 * Adds the office hours of Peraturan Presiden 21/2023 (hari dan jam kerja instansi pemerintah): five days, 37.5 hours
 * from 07.30, in Ramadan 32.5 hours from 08.00, breaks of 60 minutes and on Friday 90, in Ramadan 30 and 60. The
 * regulation leaves open when the break begins; noon, and 11.30 on Friday, is what offices do.
 */
void
balai_schedule_rules_add_default_openings (BalaiScheduleRules *self)
{
#define AT(hour, minute) ((hour) * 3600 + (minute) * 60)
  static const struct
  {
    BalaiSeason season;
    int         first, last;
    int32_t     from, to, break_from, break_to;
  } hours[] = {
    { BALAI_SEASON_REGULAR, 1, 4, AT (7, 30), AT (16, 0), AT (12, 0), AT (13, 0) },
    { BALAI_SEASON_REGULAR, 5, 5, AT (7, 30), AT (16, 30), AT (11, 30), AT (13, 0) },
    { BALAI_SEASON_RAMADAN, 1, 4, AT (8, 0), AT (15, 0), AT (12, 0), AT (12, 30) },
    { BALAI_SEASON_RAMADAN, 5, 5, AT (8, 0), AT (15, 30), AT (11, 30), AT (12, 30) },
  };
#undef AT

  g_return_if_fail (self != NULL && !self->sealed);

  for (size_t i = 0; i < G_N_ELEMENTS (hours); i++)
    for (int weekday = hours[i].first; weekday <= hours[i].last; weekday++)
      balai_schedule_rules_add_opening (self, BALAI_NO_RESOURCE, &(BalaiOpening) {
        .from = hours[i].from, .to = hours[i].to, .break_from = hours[i].break_from, .break_to = hours[i].break_to,
        .weekday = weekday, .season = hours[i].season });
}

/**
 * balai_schedule_rules_add_ramadan:
 * @self: rules that are not sealed
 * @first: first day of a Ramadan, in days since 1970-01-01
 * @last: its last day
 */
void
balai_schedule_rules_add_ramadan (BalaiScheduleRules *self,
                                  int64_t             first,
                                  int64_t             last)
{
  BalaiSpan days = { first, last + 1 };

  g_return_if_fail (self != NULL && !self->sealed);

  if (first <= last)
    g_array_append_val (self->ramadans, days);
}

/**
 * balai_schedule_rules_add_holiday:
 * @self: rules that are not sealed
 * @holiday: what to add, copied
 *
 * Returns: its number, which conflicts name it by
 */
int32_t
balai_schedule_rules_add_holiday (BalaiScheduleRules *self,
                                  const BalaiHoliday *holiday)
{
  BalaiHoliday copy;

  g_return_val_if_fail (self != NULL && !self->sealed && holiday != NULL, -1);

  copy = *holiday;
  copy.name = g_strdup (holiday->name);
  g_array_append_val (self->holidays, copy);
  return (int32_t) self->holidays->len - 1;
}

static int
compare_travel (const void *a,
                const void *b)
{
  uint64_t x = ((const BalaiTravelEntry *) a)->pair;
  uint64_t y = ((const BalaiTravelEntry *) b)->pair;

  return (x > y) - (x < y);
}

static void
seal_travel (BalaiScheduleRules *self)
{
  BalaiTravelEntry *entries = (BalaiTravelEntry *) (void *) self->travel->data;
  guint n = 0;

  /* A stable sort, so that of several entries for one pair the last is the last given. */
  g_array_sort (self->travel, compare_travel);
  for (guint i = 0; i < self->travel->len; i++)
    {
      if (i + 1 < self->travel->len && entries[i + 1].pair == entries[i].pair)
        continue;
      entries[n++] = entries[i];
    }
  g_array_set_size (self->travel, n);

  self->travel_longest = self->travel_default;
  for (guint i = 0; i < n; i++)
    self->travel_longest = MAX (self->travel_longest, entries[i].seconds);
}

typedef struct
{
  int32_t          list;
  BalaiClosureSlot slot;
} Listed;

static int
compare_listed (const void *a,
                const void *b)
{
  const Listed *x = a, *y = b;

  if (x->list != y->list)
    return x->list < y->list ? -1 : 1;
  if (x->slot.span.start != y->slot.span.start)
    return x->slot.span.start < y->slot.span.start ? -1 : 1;
  return (x->slot.index > y->slot.index) - (x->slot.index < y->slot.index);
}

static void
closure_table_build (BalaiClosureTable *table,
                     GArray            *listed,
                     int32_t            n_lists)
{
  const Listed *rows = (const Listed *) (const void *) listed->data;

  g_array_sort (listed, compare_listed);
  rows = (const Listed *) (const void *) listed->data;
  table->at = g_new0 (int32_t, n_lists + 1);
  table->slots = g_new (BalaiClosureSlot, MAX (1, listed->len));
  for (guint i = 0; i < listed->len; i++)
    {
      table->slots[i] = rows[i].slot;
      table->slots[i].reach = rows[i].slot.span.end;
      if (i > 0 && rows[i - 1].list == rows[i].list)
        table->slots[i].reach = MAX (table->slots[i].reach, table->slots[i - 1].reach);
      table->at[rows[i].list + 1]++;
    }
  for (int32_t i = 0; i < n_lists; i++)
    table->at[i + 1] += table->at[i];
}

static void
seal_closures (BalaiScheduleRules *self)
{
  g_autoptr (GArray) own = g_array_new (FALSE, FALSE, sizeof (Listed));
  g_autoptr (GArray) below = g_array_new (FALSE, FALSE, sizeof (Listed));
  g_autoptr (GArray) city = g_array_new (FALSE, FALSE, sizeof (Listed));
  int32_t n = balai_resources_get_n (self->resources);

  for (guint i = 0; i < self->closures->len; i++)
    {
      const BalaiClosure *closure = &g_array_index (self->closures, BalaiClosure, i);
      Listed row = { closure->resource, { closure->span, 0, (int32_t) i } };
      const int32_t *above;
      int n_above;

      if (closure->span.start >= closure->span.end || closure->resource >= n)
        continue;
      if (closure->resource < 0)
        {
          row.list = 0;
          g_array_append_val (city, row);
          continue;
        }
      g_array_append_val (own, row);
      above = balai_resources_get_above (self->resources, closure->resource, &n_above);
      for (int k = 0; k < n_above; k++)
        {
          row.list = above[k];
          g_array_append_val (below, row);
        }
    }
  closure_table_build (&self->closed, own, n);
  closure_table_build (&self->closed_below, below, n);
  closure_table_build (&self->closed_city, city, 1);
}

static int
compare_openings (const void *a,
                  const void *b)
{
  const Opening *x = a, *y = b;
  int32_t left[] = { x->venue, (int32_t) x->opening.season, x->opening.weekday, x->opening.from };
  int32_t right[] = { y->venue, (int32_t) y->opening.season, y->opening.weekday, y->opening.from };

  for (size_t i = 0; i < G_N_ELEMENTS (left); i++)
    if (left[i] != right[i])
      return left[i] < right[i] ? -1 : 1;
  return 0;
}

static void
seal_openings (BalaiScheduleRules *self)
{
  int32_t n = balai_resources_get_n (self->resources);
  const Opening *rows;
  int32_t n_sets = 1, cell = 0, n_cells;

  for (guint i = 0; i < self->openings->len; i++)
    if (g_array_index (self->openings, Opening, i).venue < 0)
      g_array_index (self->openings, Opening, i).venue = BALAI_NO_RESOURCE;
  g_array_sort (self->openings, compare_openings);
  rows = (const Opening *) (const void *) self->openings->data;

  self->opening_set = g_new0 (int32_t, MAX (1, n));
  for (guint i = 0; i < self->openings->len; i++)
    if (rows[i].venue >= 0 && rows[i].venue < n && (i == 0 || rows[i - 1].venue != rows[i].venue))
      self->opening_set[rows[i].venue] = n_sets++;

  n_cells = n_sets * BALAI_N_SEASONS * 7;
  self->opening_rows = g_new (BalaiOpening, MAX (1, self->openings->len));
  self->opening_at = g_new0 (int32_t, n_cells + 1);
  self->set_has_season = g_new0 (gboolean, n_sets * BALAI_N_SEASONS);
  for (guint i = 0, at = 0; i < self->openings->len; i++)
    {
      int32_t set;

      if (rows[i].venue >= n)
        continue;
      set = rows[i].venue < 0 ? 0 : self->opening_set[rows[i].venue];
      cell = (set * BALAI_N_SEASONS + (int32_t) rows[i].opening.season) * 7 + rows[i].opening.weekday - 1;
      self->opening_rows[at++] = rows[i].opening;
      self->opening_at[cell + 1]++;
      self->set_has_season[set * BALAI_N_SEASONS + (int32_t) rows[i].opening.season] = TRUE;
    }
  for (int32_t i = 0; i < n_cells; i++)
    self->opening_at[i + 1] += self->opening_at[i];

  /* Parts without hours take those of the nearest whole that brought some. */
  {
    g_autofree int32_t *brought = g_memdup2 (self->opening_set, sizeof (int32_t) * (size_t) MAX (1, n));

    for (int32_t i = 0; i < n; i++)
      {
        int n_above;
        const int32_t *above = balai_resources_get_above (self->resources, i, &n_above);

        for (int k = 0; k < n_above && self->opening_set[i] == 0; k++)
          self->opening_set[i] = brought[above[k]];
      }
  }
}

static int
compare_days (const void *a,
              const void *b)
{
  int64_t x = ((const BalaiSpan *) a)->start, y = ((const BalaiSpan *) b)->start;

  return (x > y) - (x < y);
}

static int
compare_holidays (const void *a,
                  const void *b)
{
  const BalaiHolidaySlot *x = a, *y = b;

  if (x->date != y->date)
    return x->date < y->date ? -1 : 1;
  return (x->index > y->index) - (x->index < y->index);
}

/**
 * balai_schedule_rules_seal:
 * @self: rules
 *
 * Seals the resources and lays out everything for reading. From now on the rules do not change, apart from the levels,
 * and any number of threads may use them. Checks and audits ask for sealed rules.
 */
void
balai_schedule_rules_seal (BalaiScheduleRules *self)
{
  g_return_if_fail (self != NULL);

  if (self->sealed)
    return;
  balai_resources_seal (self->resources);
  seal_travel (self);
  seal_closures (self);
  seal_openings (self);
  g_array_sort (self->ramadans, compare_days);

  self->holiday_slots = g_new (BalaiHolidaySlot, MAX (1, self->holidays->len));
  for (guint i = 0; i < self->holidays->len; i++)
    self->holiday_slots[i] = (BalaiHolidaySlot) { g_array_index (self->holidays, BalaiHoliday, i).date, (int32_t) i };
  qsort (self->holiday_slots, self->holidays->len, sizeof (BalaiHolidaySlot), compare_holidays);
  self->sealed = TRUE;
}

gboolean
balai_schedule_rules_is_sealed (const BalaiScheduleRules *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return self->sealed;
}

static gboolean
find_travel (const BalaiScheduleRules *self,
             int32_t                   venue,
             int32_t                   other,
             int32_t                  *seconds)
{
  BalaiTravelEntry key = { pair_key (venue, other), 0 };
  const BalaiTravelEntry *entry;

  entry = bsearch (&key, self->travel->data, self->travel->len, sizeof key, compare_travel);
  if (entry == NULL)
    return FALSE;
  *seconds = entry->seconds;
  return TRUE;
}

/**
 * balai_schedule_rules_get_travel:
 * @self: sealed rules
 * @venue: a venue, or %BALAI_NO_RESOURCE when not known
 * @other: another
 *
 * Nothing within one building and nothing where a place is not known; else what is entered for the two venues or the
 * nearest wholes they are part of, else the default (R3).
 *
 * Returns: seconds that a person needs from the one to the other
 */
int32_t
balai_schedule_rules_get_travel (const BalaiScheduleRules *self,
                                 int32_t                   venue,
                                 int32_t                   other)
{
  int32_t n, seconds = 0;

  g_return_val_if_fail (self != NULL && self->sealed, 0);

  n = balai_resources_get_n (self->resources);
  if (venue < 0 || other < 0 || venue >= n || other >= n
      || balai_resources_same_building (self->resources, venue, other))
    return 0;

  if (self->travel->len > 0)
    {
      int n_a, n_b;
      const int32_t *a = balai_resources_get_above (self->resources, venue, &n_a);
      const int32_t *b = balai_resources_get_above (self->resources, other, &n_b);

      /* By how many steps up both together are: so the answer is the same from either side, ties aside, and a tie goes
       * to the smaller pair. */
      for (int steps = 0; steps <= n_a + n_b; steps++)
        {
          gboolean found = FALSE;
          uint64_t best = 0;

          for (int i = MAX (0, steps - n_b); i <= MIN (steps, n_a); i++)
            {
              int32_t x = i == 0 ? venue : a[i - 1];
              int32_t y = steps - i == 0 ? other : b[steps - i - 1];
              int32_t here;

              if (find_travel (self, x, y, &here) && (!found || pair_key (x, y) < best))
                {
                  found = TRUE;
                  best = pair_key (x, y);
                  seconds = here;
                }
            }
          if (found)
            return seconds;
        }
    }
  return self->travel_default;
}

int32_t
balai_schedule_rules_get_longest_travel (const BalaiScheduleRules *self)
{
  g_return_val_if_fail (self != NULL && self->sealed, 0);

  return self->travel_longest;
}

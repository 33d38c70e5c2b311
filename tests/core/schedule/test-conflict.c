/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <string.h>

#include "balai-schedule-audit.h"
#include "small-city.h"

/* The rules of what meets, one by one, each with the smallest city that shows it. */

/* Whether the two meet, and that nothing but the names of a and b depends on who comes first. */
static gboolean
meet (BalaiScheduleRules *rules,
      const BalaiClaim   *a,
      const BalaiClaim   *b,
      BalaiConflict      *conflict)
{
  BalaiConflict other_way = { 0 };
  BalaiConflict unused = { 0 };
  gboolean answer;

  if (conflict == NULL)
    conflict = &unused;
  balai_schedule_rules_seal (rules);
  answer = balai_claims_meet (rules, a, b, conflict);
  g_assert_cmpint (balai_claims_meet (rules, b, a, &other_way), ==, answer);
  g_assert_cmpint (balai_claims_meet (rules, a, b, NULL), ==, answer);
  if (answer)
    {
      g_assert_cmpint (conflict->class_, ==, other_way.class_);
      g_assert_cmpint (conflict->level, ==, other_way.level);
      g_assert_cmpint (conflict->resource, ==, other_way.resource);
      g_assert_cmpint (conflict->span.start, ==, other_way.span.start);
      g_assert_cmpint (conflict->span.end, ==, other_way.span.end);
      g_assert_cmpint (conflict->amount, ==, other_way.amount);
      g_assert_true (conflict->has_b);
      g_assert_cmpmem (&conflict->a, sizeof *a, a, sizeof *a);
      g_assert_cmpmem (&conflict->b, sizeof *b, b, sizeof *b);
      g_assert_cmpint (balai_span_length (conflict->span), >, 0);
    }
  return answer;
}

static void
test_overlap (void)
{
  static const struct
  {
    int      a, a_end, b, b_end;
    gboolean meets;
    int      from, to;
  } cases[] = {
    { 540, 600, 540, 600, TRUE, 540, 600 },  /* equal */
    { 540, 600, 600, 660, FALSE, 0, 0 },     /* touching */
    { 540, 600, 599, 660, TRUE, 599, 600 },  /* the last minute */
    { 540, 660, 570, 600, TRUE, 570, 600 },  /* within */
    { 540, 600, 700, 760, FALSE, 0, 0 },     /* apart */
    { 540, 540, 500, 600, FALSE, 0, 0 },     /* without length */
    { 600, 540, 500, 650, FALSE, 0, 0 },     /* backwards */
    { 0, 1440, 1380, 1500, TRUE, 1380, 1440 }, /* across midnight */
    { 0, 129600, 1380, 1500, TRUE, 1380, 1500 }, /* ninety days */
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
      int32_t room = add_venue (rules, "room", BALAI_NO_RESOURCE);
      BalaiClaim a = claim_of (1, room, BALAI_CLAIM_VENUE, cases[i].a, cases[i].a_end);
      BalaiClaim b = claim_of (2, room, BALAI_CLAIM_VENUE, cases[i].b, cases[i].b_end);
      BalaiConflict conflict;

      g_assert_cmpint (meet (rules, &a, &b, &conflict), ==, cases[i].meets);
      if (cases[i].meets)
        {
          g_assert_cmpint (conflict.class_, ==, BALAI_CONFLICT_OVERLAP);
          g_assert_cmpint (conflict.span.start, ==, minute (cases[i].from));
          g_assert_cmpint (conflict.span.end, ==, minute (cases[i].to));
          g_assert_cmpint (conflict.amount, ==, (cases[i].to - cases[i].from) * BALAI_MINUTE);
        }
    }
}

static void
test_who_claims (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t room = add_venue (rules, "room", BALAI_NO_RESOURCE);
  int32_t other = add_venue (rules, "other", BALAI_NO_RESOURCE);
  BalaiClaim a = claim_of (1, room, BALAI_CLAIM_VENUE, 540, 600);
  BalaiClaim b = claim_of (2, room, BALAI_CLAIM_VENUE, 540, 600);

  g_assert_true (meet (rules, &a, &b, NULL));
  b.status = BALAI_CLAIM_NONE;
  g_assert_false (meet (rules, &a, &b, NULL));
  b.status = BALAI_CLAIM_TENTATIVE;
  g_assert_true (meet (rules, &a, &b, NULL));
  b.event = 1;
  g_assert_false (meet (rules, &a, &b, NULL));
  b.event = 2;
  b.resource = other;
  g_assert_false (meet (rules, &a, &b, NULL));
  b.resource = 77;
  g_assert_false (meet (rules, &a, &b, NULL));
  b.resource = BALAI_NO_RESOURCE;
  g_assert_false (meet (rules, &a, &b, NULL));
}

static void
test_buffers (void)
{
  static const struct
  {
    int      teardown, setup, gap;
    gboolean sequential;
    int      missing;
  } cases[] = {
    { 30, 15, 30, FALSE, 0 }, { 30, 15, 29, FALSE, 1 },  { 15, 30, 29, FALSE, 1 }, { 0, 0, 0, FALSE, 0 },
    { 30, 15, 45, TRUE, 0 },  { 30, 15, 44, TRUE, 1 },   { 15, 30, 30, TRUE, 15 }, { 30, 15, 0, FALSE, 30 },
    { 0, 20, 10, FALSE, 10 }, { -50, -50, 0, FALSE, 0 }, { -50, 20, 0, TRUE, 20 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
      int32_t room = add_venue (rules, "room", BALAI_NO_RESOURCE);
      BalaiResource row = get_copy (rules, room);
      BalaiClaim a = claim_of (1, room, BALAI_CLAIM_VENUE, 540, 600);
      BalaiClaim b = claim_of (2, room, BALAI_CLAIM_VENUE, 600 + cases[i].gap, 720);
      BalaiConflict conflict;

      row.sequential = cases[i].sequential;
      put_copy (rules, &row);
      /* What the first needs before and the second after is nobody's business here. */
      a.setup = b.teardown = 3600;
      a.teardown = cases[i].teardown * 60;
      b.setup = cases[i].setup * 60;
      g_assert_cmpint (meet (rules, &a, &b, &conflict), ==, cases[i].missing > 0);
      if (cases[i].missing > 0)
        {
          g_assert_cmpint (conflict.class_, ==, BALAI_CONFLICT_GAP);
          g_assert_cmpint (conflict.level, ==, BALAI_LEVEL_WARN);
          g_assert_cmpint (conflict.amount, ==, cases[i].missing * BALAI_MINUTE);
          g_assert_cmpint (conflict.span.start, ==, b.start);
          g_assert_cmpint (conflict.span.end, ==, b.start + cases[i].missing * BALAI_MINUTE);
        }
    }
}

static void
test_strict_gap (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t hall = add_venue (rules, "hall", BALAI_NO_RESOURCE);
  int32_t half = add_venue (rules, "half", hall);
  BalaiResource row = get_copy (rules, hall);
  BalaiClaim a = claim_of (1, half, BALAI_CLAIM_VENUE, 540, 600);
  BalaiClaim b = claim_of (2, hall, BALAI_CLAIM_VENUE, 600, 660);
  BalaiConflict conflict;

  row.strict_gap = TRUE;
  put_copy (rules, &row);
  a.teardown = 600;
  g_assert_true (meet (rules, &a, &b, &conflict));
  g_assert_cmpint (conflict.class_, ==, BALAI_CONFLICT_GAP);
  g_assert_cmpint (conflict.level, ==, BALAI_LEVEL_REFUSE);
  g_assert_cmpint (conflict.resource, ==, half);
  /* A tentative one beside may not weigh more than it would on top. */
  b.status = BALAI_CLAIM_TENTATIVE;
  g_assert_true (meet (rules, &a, &b, &conflict));
  g_assert_cmpint (conflict.level, ==, BALAI_LEVEL_WARN);
}

static void
test_travel (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t sekda = add_resource (rules, BALAI_RESOURCE_PERSON, "sekda", BALAI_NO_RESOURCE);
  int32_t cityhall = add_venue (rules, "cityhall", BALAI_NO_RESOURCE);
  int32_t room_a = add_venue (rules, "a", cityhall);
  int32_t room_b = add_venue (rules, "b", cityhall);
  int32_t stadium = add_venue (rules, "stadium", BALAI_NO_RESOURCE);
  int32_t village = add_venue (rules, "village", BALAI_NO_RESOURCE);
  int32_t annex = add_venue (rules, "annex", BALAI_NO_RESOURCE);
  BalaiResource row = get_copy (rules, annex);
  const struct
  {
    int32_t from, to;
    int     minutes;
  } ways[] = {
    { room_a, room_a, 0 }, { room_a, room_b, 0 },  { room_a, cityhall, 0 }, { room_a, village, 30 },
    { room_a, stadium, 50 }, { room_b, stadium, 45 }, { cityhall, stadium, 45 }, { annex, stadium, 30 },
    { room_a, BALAI_NO_RESOURCE, 0 }, { annex, village, 30 }, { room_b, 999, 0 },
  };

  row.building = (char *) " Gedung  Timur ";
  put_copy (rules, &row);
  row = get_copy (rules, village);
  row.building = (char *) "Desa";
  put_copy (rules, &row);
  balai_schedule_rules_set_travel (rules, stadium, cityhall, 10);
  balai_schedule_rules_set_travel (rules, cityhall, stadium, 45);
  balai_schedule_rules_set_travel (rules, room_a, stadium, 50);
  balai_schedule_rules_seal (rules);
  g_assert_cmpint (balai_schedule_rules_get_longest_travel (rules), ==, 50 * 60);

  for (size_t i = 0; i < G_N_ELEMENTS (ways); i++)
    for (int gap = MAX (0, ways[i].minutes - 1); gap <= ways[i].minutes; gap++)
      {
        BalaiClaim a = claim_of (1, sekda, BALAI_CLAIM_LEADER_REQUIRED, 540, 600);
        BalaiClaim b = claim_of (2, sekda, BALAI_CLAIM_LEADER_REQUIRED, 600 + gap, 720);
        BalaiConflict conflict;

        a.place = ways[i].from;
        b.place = ways[i].to;
        /* A room's time to set up is not the person's. */
        a.teardown = b.setup = 7200;
        g_assert_cmpint (balai_schedule_rules_get_travel (rules, a.place, b.place), ==, ways[i].minutes * 60);
        g_assert_cmpint (balai_schedule_rules_get_travel (rules, b.place, a.place), ==, ways[i].minutes * 60);
        g_assert_cmpint (meet (rules, &a, &b, &conflict), ==, gap < ways[i].minutes);
        if (gap < ways[i].minutes)
          {
            g_assert_cmpint (conflict.class_, ==, BALAI_CONFLICT_TRAVEL);
            g_assert_cmpint (conflict.amount, ==, BALAI_MINUTE);
          }
        b.flags = BALAI_CLAIM_ONLINE;
        g_assert_false (meet (rules, &a, &b, NULL));
      }
}

static void
test_family (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t hall = add_venue (rules, "hall", BALAI_NO_RESOURCE);
  int32_t west = add_venue (rules, "west", hall);
  int32_t east = add_venue (rules, "east", hall);
  int32_t corner = add_venue (rules, "corner", west);
  const struct
  {
    int32_t            a, b;
    gboolean           meets;
    BalaiConflictClass class_;
    int32_t            where;
  } cases[] = {
    { hall, hall, TRUE, BALAI_CONFLICT_OVERLAP, hall },    { hall, west, TRUE, BALAI_CONFLICT_FAMILY, west },
    { hall, corner, TRUE, BALAI_CONFLICT_FAMILY, corner }, { west, corner, TRUE, BALAI_CONFLICT_FAMILY, corner },
    { west, east, FALSE, 0, 0 },                           { east, corner, FALSE, 0, 0 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BalaiClaim a = claim_of (1, cases[i].a, BALAI_CLAIM_VENUE, 540, 600);
      BalaiClaim b = claim_of (2, cases[i].b, BALAI_CLAIM_VENUE, 570, 630);
      BalaiConflict conflict;

      g_assert_cmpint (meet (rules, &a, &b, &conflict), ==, cases[i].meets);
      if (cases[i].meets)
        {
          g_assert_cmpint (conflict.class_, ==, cases[i].class_);
          g_assert_cmpint (conflict.resource, ==, cases[i].where);
        }
    }
}

static void
test_bad_trees (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  BalaiResources *resources = balai_schedule_rules_get_resources (rules);
  int32_t a = add_venue (rules, "a", BALAI_NO_RESOURCE);
  int32_t b = add_venue (rules, "b", a);
  int32_t c = add_venue (rules, "c", b);
  int32_t self = add_venue (rules, "self", BALAI_NO_RESOURCE);
  int32_t lost = add_venue (rules, "lost", 4711);
  int32_t man = add_resource (rules, BALAI_RESOURCE_PERSON, "man", a);
  int32_t last = c, n_above, n_below;

  balai_resources_set_parent (resources, a, c);
  balai_resources_set_parent (resources, self, self);
  for (int i = 0; i < 100; i++)
    {
      g_autofree char *id = g_strdup_printf ("deep-%d", i);

      last = add_venue (rules, id, last);
    }
  g_assert_true (balai_resources_are_family (resources, a, c));
  g_assert_cmpint (balai_resources_add (resources, &(BalaiResource) { .kind = BALAI_RESOURCE_VENUE, .id = (char *) "b",
                                                                      .parent = a }), ==, b);
  balai_schedule_rules_seal (rules);
  g_assert_true (balai_resources_are_family (resources, a, b));
  g_assert_true (balai_resources_are_family (resources, b, c));
  g_assert_false (balai_resources_are_family (resources, lost, self));
  g_assert_false (balai_resources_are_family (resources, man, a));
  g_assert_false (balai_resources_are_family (resources, -1, -1));
  g_assert_true (balai_resources_are_family (resources, last, last));
  g_assert_cmpint (balai_resources_get_root (resources, lost), ==, lost);
  /* The lists of each other agree. */
  for (int32_t i = 0; i < balai_resources_get_n (resources); i++)
    {
      const int32_t *above = balai_resources_get_above (resources, i, &n_above);

      for (int k = 0; k < n_above; k++)
        {
          const int32_t *below = balai_resources_get_below (resources, above[k], &n_below);
          int found = 0;

          g_assert_cmpint (above[k], !=, i);
          for (int m = 0; m < n_below; m++)
            found += below[m] == i;
          g_assert_cmpint (found, ==, 1);
          g_assert_true (balai_resources_are_family (resources, i, above[k]));
          g_assert_cmpint (balai_resources_get_root (resources, i), ==,
                           balai_resources_get_root (resources, above[k]));
        }
    }
  g_assert_cmpint (balai_resources_lookup (resources, BALAI_RESOURCE_VENUE, "c"), ==, c);
  g_assert_cmpint (balai_resources_lookup (resources, BALAI_RESOURCE_PERSON, "c"), ==, BALAI_NO_RESOURCE);
  g_assert_cmpint (balai_resources_lookup (resources, BALAI_RESOURCE_VENUE, NULL), ==, BALAI_NO_RESOURCE);
}

static BalaiClaim
loan (uint32_t event,
      int32_t  pool,
      int      from,
      int      to,
      int      units)
{
  BalaiClaim claim = claim_of (event, pool, BALAI_CLAIM_POOL, from, to);

  claim.quantity = units;
  return claim;
}

static void
test_stock (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t chairs = add_resource (rules, BALAI_RESOURCE_EQUIPMENT, "chairs", BALAI_NO_RESOURCE);
  int32_t uncounted = add_resource (rules, BALAI_RESOURCE_EQUIPMENT, "uncounted", BALAI_NO_RESOURCE);
  BalaiResource row = get_copy (rules, chairs);
  g_auto (BalaiConflictArray) found = { 0 };
  const BalaiClaim *others;
  size_t n_others;
  BalaiClaim claims[] = {
    loan (1, chairs, 540, 600, 60), loan (2, chairs, 600, 660, 60), loan (3, chairs, 570, 630, 30),
    loan (4, chairs, 580, 640, 1),  loan (5, uncounted, 0, 60, 9999),
  };

  row.stock = 100;
  row.damaged = 10;
  put_copy (rules, &row);
  row = get_copy (rules, uncounted);
  row.stock = BALAI_STOCK_UNKNOWN;
  put_copy (rules, &row);
  balai_schedule_rules_seal (rules);
  balai_conflict_array_init (&found);

  /* One after the other, and 90 at once of 90 that can be lent, is no conflict. */
  balai_schedule_audit (rules, claims, 3, NULL, &found);
  g_assert_cmpuint (found.n, ==, 0);
  balai_schedule_audit (rules, claims, 5, NULL, &found);
  g_assert_cmpuint (found.n, ==, 1);
  g_assert_cmpint (found.items[0].class_, ==, BALAI_CONFLICT_STOCK);
  g_assert_cmpint (found.items[0].level, ==, BALAI_LEVEL_REFUSE);
  g_assert_cmpint (found.items[0].span.start, ==, minute (580));
  g_assert_cmpint (found.items[0].span.end, ==, minute (630));
  g_assert_cmpint (found.items[0].amount, ==, 1);
  g_assert_cmpint (found.items[0].a.event, ==, 4);
  g_assert_true (found.items[0].has_b);
  g_assert_cmpint (found.items[0].b.event, ==, 1);
  others = balai_conflict_array_get_others (&found, 0, &n_others);
  g_assert_cmpuint (n_others, ==, 2);
  g_assert_cmpint (others[0].event, ==, 3);
  g_assert_cmpint (others[1].event, ==, 2);

  /* Confirmed alone they are enough, so it is a matter of the tentative one. */
  claims[3].status = BALAI_CLAIM_TENTATIVE;
  balai_conflict_array_reset (&found);
  balai_schedule_audit (rules, claims, 5, NULL, &found);
  g_assert_cmpuint (found.n, ==, 1);
  g_assert_cmpint (found.items[0].level, ==, BALAI_LEVEL_WARN);

  /* More than there is, alone. */
  claims[0].quantity = 91;
  balai_conflict_array_reset (&found);
  balai_schedule_audit (rules, claims, 1, NULL, &found);
  g_assert_cmpuint (found.n, ==, 1);
  g_assert_false (found.items[0].has_b);
  g_assert_cmpint (found.items[0].amount, ==, 1);
}

static void
test_stock_ready (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t car = add_resource (rules, BALAI_RESOURCE_EQUIPMENT, "car", BALAI_NO_RESOURCE);
  g_auto (BalaiConflictArray) found = { 0 };
  BalaiClaim claims[] = { loan (1, car, 540, 600, 1), loan (2, car, 615, 660, 1) };
  BalaiConflict conflict;

  claims[0].teardown = 30 * 60;
  balai_conflict_array_init (&found);
  g_assert_true (meet (rules, &claims[0], &claims[1], &conflict));
  g_assert_cmpint (conflict.class_, ==, BALAI_CONFLICT_GAP);
  balai_schedule_audit (rules, claims, 2, NULL, &found);
  g_assert_cmpuint (found.n, ==, 1);
  g_assert_cmpint (found.items[0].class_, ==, BALAI_CONFLICT_GAP);
  g_assert_cmpint (found.items[0].amount, ==, conflict.amount);
  g_assert_cmpint (found.items[0].amount, ==, 15 * 60);
  g_assert_cmpint (found.items[0].span.start, ==, conflict.span.start);
  g_assert_cmpint (found.items[0].span.end, ==, conflict.span.end);
  claims[1].start += 15 * 60;
  g_assert_false (meet (rules, &claims[0], &claims[1], NULL));
}

/* Each cell of the table of levels, by a conflict that falls into it. */
static void
test_levels (void)
{
  static const char *const table =
    "venue           refuse warn   warn   refuse\n"
    "leader_required refuse warn   warn   refuse\n"
    "leader_invited  warn   warn   ignore warn\n"
    "speaker         refuse warn   warn   warn\n"
    "speaker_online  warn   ignore ignore warn\n"
    "pool            refuse warn   warn   refuse\n"
    "opd             warn   ignore -      -\n"
    "capacity        warn   warn   -      -";
  static const BalaiClaimRole roles[] = {
    BALAI_CLAIM_VENUE, BALAI_CLAIM_LEADER_REQUIRED, BALAI_CLAIM_LEADER_INVITED, BALAI_CLAIM_SPEAKER,
    BALAI_CLAIM_SPEAKER, BALAI_CLAIM_POOL, BALAI_CLAIM_OPD, BALAI_CLAIM_VENUE,
  };
  static const BalaiResourceKind kinds[] = {
    BALAI_RESOURCE_VENUE, BALAI_RESOURCE_PERSON, BALAI_RESOURCE_PERSON, BALAI_RESOURCE_PERSON, BALAI_RESOURCE_PERSON,
    BALAI_RESOURCE_EQUIPMENT, BALAI_RESOURCE_OPD, BALAI_RESOURCE_VENUE,
  };
  g_auto (GStrv) lines = g_strsplit (table, "\n", -1);
  int n_cells = 0;

  g_assert_cmpuint (g_strv_length (lines), ==, BALAI_N_RULE_ROWS);
  for (int r = 0; r < BALAI_N_RULE_ROWS; r++)
    {
      g_auto (GStrv) words = g_strsplit_set (lines[r], " ", -1);
      const char *cells[1 + BALAI_N_RULE_COLUMNS] = { NULL };
      int n = 0;

      for (char **word = words; *word != NULL; word++)
        if (**word != '\0')
          cells[n++] = *word;
      g_assert_cmpint (n, ==, 1 + BALAI_N_RULE_COLUMNS);
      g_assert_cmpstr (cells[0], ==, balai_rule_row_to_code ((BalaiRuleRow) r));

      for (int c = 0; c < BALAI_N_RULE_COLUMNS; c++)
        {
          g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
          int32_t place = add_venue (rules, "place", BALAI_NO_RESOURCE);
          int32_t far = add_venue (rules, "far", BALAI_NO_RESOURCE);
          int32_t what = add_resource (rules, kinds[r], "what", BALAI_NO_RESOURCE);
          BalaiResource row = get_copy (rules, what);
          BalaiClaim a = claim_of (1, what, roles[r], 540, 600);
          BalaiClaim b = claim_of (2, what, roles[r], c == BALAI_RULE_GAP ? 610 : 560, 660);
          BalaiConflict conflict = { 0 };
          g_auto (BalaiConflictArray) found = { 0 };
          BalaiRuleRow back;

          n_cells++;
          balai_conflict_array_init (&found);
          found.keep_ignored = TRUE;
          g_assert_true (balai_rule_row_from_code (cells[0], &back) && (int) back == r);
          g_assert_cmpint (balai_rule_matrix_applies ((BalaiRuleRow) r, (BalaiRuleColumn) c), ==,
                           strcmp (cells[1 + c], "-") != 0);
          if (kinds[r] == BALAI_RESOURCE_PERSON && r != BALAI_RULE_SPEAKER_ONLINE)
            {
              a.place = place;
              b.place = far;
            }
          else
            a.teardown = 1800;
          if (r == BALAI_RULE_SPEAKER_ONLINE)
            b.flags = BALAI_CLAIM_ONLINE;
          if (c == BALAI_RULE_SOFT)
            b.status = BALAI_CLAIM_SUBMITTED;
          if (c == BALAI_RULE_CLOSURE)
            balai_schedule_rules_add_closure (rules, &(BalaiClosure) {
              .span = { minute (0), minute (1440) }, .resource = what });
          row.capacity = r == BALAI_RULE_CAPACITY ? 10 : 0;
          put_copy (rules, &row);

          if (c == BALAI_RULE_CLOSURE || r == BALAI_RULE_CAPACITY)
            {
              b.quantity = r == BALAI_RULE_CAPACITY ? 11 : b.quantity;
              if (strcmp (cells[1 + c], "-") == 0)
                continue;
              check_one (rules, &b, &found);
              g_assert_cmpuint (found.n, ==, 1);
              g_assert_cmpint (found.items[0].class_, ==,
                               r == BALAI_RULE_CAPACITY ? BALAI_CONFLICT_CAPACITY : BALAI_CONFLICT_CLOSURE);
              conflict = found.items[0];
            }
          else if (strcmp (cells[1 + c], "-") == 0 || (r == BALAI_RULE_SPEAKER_ONLINE && c == BALAI_RULE_GAP))
            {
              /* An office needs no time between, and who is online has no way to go. */
              g_assert_false (meet (rules, &a, &b, NULL));
              continue;
            }
          else
            {
              g_assert_true (meet (rules, &a, &b, &conflict));
              if (c == BALAI_RULE_GAP)
                g_assert_cmpint (conflict.class_, ==,
                                 kinds[r] == BALAI_RESOURCE_PERSON ? BALAI_CONFLICT_TRAVEL : BALAI_CONFLICT_GAP);
              else
                g_assert_cmpint (conflict.class_, ==,
                                 kinds[r] == BALAI_RESOURCE_EQUIPMENT ? BALAI_CONFLICT_STOCK : BALAI_CONFLICT_OVERLAP);
            }
          g_assert_cmpstr (balai_level_to_code (conflict.level), ==, cells[1 + c]);
        }
    }
  g_assert_cmpint (n_cells, ==, 32);
}

static void
test_two_roles (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t sekda = add_resource (rules, BALAI_RESOURCE_PERSON, "sekda", BALAI_NO_RESOURCE);
  BalaiClaim a = claim_of (1, sekda, BALAI_CLAIM_LEADER_REQUIRED, 540, 600);
  BalaiClaim b = claim_of (2, sekda, BALAI_CLAIM_LEADER_INVITED, 540, 600);
  BalaiConflict conflict;

  g_assert_true (meet (rules, &a, &b, &conflict));
  g_assert_cmpint (conflict.level, ==, BALAI_LEVEL_WARN);
  b.role = BALAI_CLAIM_PARTICIPANT;
  g_assert_true (meet (rules, &a, &b, &conflict));
  g_assert_cmpint (conflict.level, ==, BALAI_LEVEL_WARN);
  b.role = BALAI_CLAIM_SPEAKER;
  g_assert_true (meet (rules, &a, &b, &conflict));
  g_assert_cmpint (conflict.level, ==, BALAI_LEVEL_REFUSE);
  a.flags = BALAI_CLAIM_ONLINE;
  b.status = BALAI_CLAIM_TENTATIVE;
  /* Abaikan it may be, Bentrok it is. */
  g_assert_true (meet (rules, &a, &b, &conflict));
  g_assert_cmpint (conflict.level, ==, BALAI_LEVEL_IGNORE);
  g_assert_true (balai_conflict_class_is_clash (conflict.class_));
}

static void
test_codes (void)
{
  BalaiRuleMatrix matrix;
  BalaiConflictClass class_;
  BalaiLevel level;
  BalaiRuleColumn column;

  for (int i = 0; i < BALAI_N_CONFLICT_CLASSES; i++)
    {
      g_assert_true (balai_conflict_class_from_code (balai_conflict_class_to_code ((BalaiConflictClass) i), &class_));
      g_assert_cmpint ((int) class_, ==, i);
      g_assert_cmpint (balai_conflict_class_is_clash (class_), ==,
                       class_ == BALAI_CONFLICT_OVERLAP || class_ == BALAI_CONFLICT_FAMILY
                       || class_ == BALAI_CONFLICT_STOCK);
    }
  for (int i = 0; i < BALAI_N_LEVELS; i++)
    g_assert_true (balai_level_from_code (balai_level_to_code ((BalaiLevel) i), &level) && (int) level == i);
  for (int i = 0; i < BALAI_N_RULE_COLUMNS; i++)
    g_assert_true (balai_rule_column_from_code (balai_rule_column_to_code ((BalaiRuleColumn) i), &column)
                   && (int) column == i);
  g_assert_false (balai_conflict_class_from_code ("Overlap", &class_));
  g_assert_false (balai_level_from_code (NULL, &level));

  balai_rule_matrix_init (&matrix);
  g_assert_true (balai_rule_matrix_set_by_code (&matrix, "opd", "soft", "approve"));
  g_assert_cmpint (balai_rule_matrix_get (&matrix, BALAI_RULE_OPD, BALAI_RULE_SOFT), ==, BALAI_LEVEL_APPROVE);
  g_assert_true (balai_rule_matrix_set_by_code (&matrix, "hours", NULL, "ignore"));
  g_assert_true (balai_rule_matrix_set_by_code (&matrix, "holiday", NULL, "refuse"));
  g_assert_cmpint (matrix.hours, ==, BALAI_LEVEL_IGNORE);
  g_assert_cmpint (matrix.holiday, ==, BALAI_LEVEL_REFUSE);
  g_assert_false (balai_rule_matrix_set_by_code (&matrix, "opd", "never", "warn"));
  g_assert_false (balai_rule_matrix_set_by_code (&matrix, "opd", "soft", "sometimes"));
  g_assert_cmpint (balai_rule_matrix_get (&matrix, BALAI_RULE_OPD, BALAI_RULE_SOFT), ==, BALAI_LEVEL_APPROVE);
}

static void
test_extreme_times (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t room = add_venue (rules, "room", BALAI_NO_RESOURCE);
  BalaiClaim claims[] = { claim_of (1, room, BALAI_CLAIM_VENUE, 0, 1), claim_of (2, room, BALAI_CLAIM_VENUE, 0, 1),
                          claim_of (3, room, BALAI_CLAIM_VENUE, 0, 1) };
  g_autoptr (BalaiClaimIndex) index = NULL;
  g_auto (BalaiConflictArray) found = { 0 };

  balai_conflict_array_init (&found);
  balai_schedule_rules_add_default_openings (rules);
  balai_schedule_rules_seal (rules);
  claims[0].start = G_MININT64;
  claims[0].end = G_MAXINT64;
  claims[1].start = G_MAXINT64 - 1;
  claims[1].end = G_MAXINT64;
  claims[1].setup = claims[1].teardown = G_MAXINT32;
  claims[2].start = G_MININT64;
  claims[2].end = G_MININT64 + 1;
  claims[2].setup = claims[2].teardown = G_MAXINT32;
  balai_schedule_audit (rules, claims, 3, NULL, &found);
  g_assert_cmpuint (found.n, ==, 2);
  index = balai_claim_index_new_from (claims, 3);
  balai_conflict_array_reset (&found);
  for (uint32_t i = 0; i < 3; i++)
    balai_schedule_check (rules, balai_claim_index_get_source (index), &claims[i], 1, i + 1, &found);
  g_assert_cmpuint (found.n, ==, 4);
}

static void
test_series (void)
{
  BalaiSpan dates[52];
  size_t first, second;

  /* Backwards, a week apart, each a week long: they touch. */
  for (int i = 0; i < 52; i++)
    dates[51 - i] = (BalaiSpan) { minute (i * 7 * 1440), minute ((i + 1) * 7 * 1440) };
  g_assert_false (balai_series_overlaps_itself (dates, 52, NULL, NULL));
  g_assert_false (balai_series_overlaps_itself (dates, 0, NULL, NULL));
  dates[3].end += 1;
  g_assert_true (balai_series_overlaps_itself (dates, 52, &first, &second));
  g_assert_cmpuint (first, ==, 3);
  g_assert_cmpuint (second, ==, 2);
  dates[3].end -= 1;
  dates[20] = (BalaiSpan) { dates[30].start + 60, dates[30].start + 60 };
  g_assert_false (balai_series_overlaps_itself (dates, 52, NULL, NULL));
  dates[20] = dates[30];
  g_assert_true (balai_series_overlaps_itself (dates, 52, NULL, NULL));
}

static void
test_limit (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t room = add_venue (rules, "room", BALAI_NO_RESOURCE);
  int32_t chairs = add_resource (rules, BALAI_RESOURCE_EQUIPMENT, "chairs", BALAI_NO_RESOURCE);
  BalaiResource row = get_copy (rules, chairs);
  g_autofree BalaiClaim *claims = g_new (BalaiClaim, 20000);
  g_auto (BalaiConflictArray) found = { 0 };

  row.stock = 10000;
  put_copy (rules, &row);
  balai_schedule_rules_seal (rules);
  for (uint32_t i = 0; i < 20000; i++)
    claims[i] = claim_of (i, room, BALAI_CLAIM_VENUE, 0, 1440);
  balai_conflict_array_init (&found);
  found.limit = 1000;
  balai_schedule_audit (rules, claims, 20000, NULL, &found);
  g_assert_cmpuint (found.n, ==, 1000);
  g_assert_true (found.truncated);
  balai_conflict_array_reset (&found);
  g_assert_false (found.truncated);
  found.classes = BALAI_CONFLICT_FLAG (BALAI_CONFLICT_FAMILY);
  balai_schedule_audit (rules, claims, 100, NULL, &found);
  g_assert_cmpuint (found.n, ==, 0);

  /* A pool that is over stock and not, over and not, each time with ten thousand loans involved. */
  found.classes = BALAI_CONFLICT_ALL;
  for (uint32_t i = 0; i < 20000; i++)
    claims[i] = i < 10000 ? loan (i, chairs, 0, 40000, 1) : loan (i, chairs, 2 * (int) i, 2 * (int) i + 1, 1);
  balai_schedule_audit (rules, claims, 20000, NULL, &found);
  g_assert_true (found.truncated);
  g_assert_cmpuint (found.n, >, 0);
  g_assert_cmpuint (found.n_others, <=, 4000);
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/schedule/conflict/overlap", test_overlap);
  g_test_add_func ("/schedule/conflict/who-claims", test_who_claims);
  g_test_add_func ("/schedule/conflict/buffers", test_buffers);
  g_test_add_func ("/schedule/conflict/strict-gap", test_strict_gap);
  g_test_add_func ("/schedule/conflict/travel", test_travel);
  g_test_add_func ("/schedule/conflict/family", test_family);
  g_test_add_func ("/schedule/conflict/bad-trees", test_bad_trees);
  g_test_add_func ("/schedule/conflict/stock", test_stock);
  g_test_add_func ("/schedule/conflict/stock-ready", test_stock_ready);
  g_test_add_func ("/schedule/conflict/levels", test_levels);
  g_test_add_func ("/schedule/conflict/two-roles", test_two_roles);
  g_test_add_func ("/schedule/conflict/codes", test_codes);
  g_test_add_func ("/schedule/conflict/extreme-times", test_extreme_times);
  g_test_add_func ("/schedule/conflict/series", test_series);
  g_test_add_func ("/schedule/conflict/limit", test_limit);
  return g_test_run ();
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "small-city.h"

/* What is wrong with one claim alone: capacity, closures, opening hours, holidays. */

static void
test_alone (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t hall = add_venue (rules, "hall", BALAI_NO_RESOURCE);
  int32_t half = add_venue (rules, "half", hall);
  int32_t other = add_venue (rules, "other", hall);
  int32_t mayor = add_resource (rules, BALAI_RESOURCE_PERSON, "mayor", BALAI_NO_RESOURCE);
  int32_t opd = add_resource (rules, BALAI_RESOURCE_OPD, "opd", BALAI_NO_RESOURCE);
  BalaiResource row = get_copy (rules, hall);
  g_auto (BalaiConflictArray) found = { 0 };
  BalaiClaim claim;
  int32_t of_hall, of_half, of_mayor, of_city;

  row.capacity = 200;
  put_copy (rules, &row);
  row = get_copy (rules, half);
  row.capacity = 80;
  row.capacity_strict = TRUE;
  put_copy (rules, &row);
  of_hall = balai_schedule_rules_add_closure (rules, &(BalaiClosure) {
    .span = { minute (540), minute (600) }, .resource = hall, .reason = (char *) "painting" });
  of_half = balai_schedule_rules_add_closure (rules, &(BalaiClosure) {
    .span = { minute (700), minute (760) }, .resource = half });
  of_mayor = balai_schedule_rules_add_closure (rules, &(BalaiClosure) {
    .span = { minute (540), minute (600) }, .resource = mayor, .kind = BALAI_CLOSURE_DUTY });
  of_city = balai_schedule_rules_add_closure (rules, &(BalaiClosure) {
    .span = { minute (2000), minute (2060) }, .resource = BALAI_NO_RESOURCE });
  balai_schedule_rules_add_closure (rules, &(BalaiClosure) {
    .span = { minute (500), minute (500) }, .resource = hall });
  balai_conflict_array_init (&found);

#define EXPECT(class__, level_, amount_, closure_)                                                                     \
  g_assert_cmpuint (found.n, ==, 1);                                                                                   \
  g_assert_cmpint (found.items[0].class_, ==, class__);                                                                \
  g_assert_cmpint (found.items[0].level, ==, level_);                                                                  \
  g_assert_cmpint (found.items[0].amount, ==, amount_);                                                                \
  g_assert_cmpint (found.items[0].closure, ==, closure_);                                                              \
  g_assert_false (found.items[0].has_b)

  claim = claim_of (1, hall, BALAI_CLAIM_VENUE, 600, 660);
  claim.setup = claim.teardown = 3600; /* closures know no buffers */
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 0);
  claim.quantity = 200;
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 0);
  claim.quantity = 201;
  check_one (rules, &claim, &found);
  EXPECT (BALAI_CONFLICT_CAPACITY, BALAI_LEVEL_WARN, 1, -1);
  claim.resource = half;
  claim.status = BALAI_CLAIM_TENTATIVE;
  check_one (rules, &claim, &found);
  EXPECT (BALAI_CONFLICT_CAPACITY, BALAI_LEVEL_REFUSE, 121, -1);

  /* A closed hall closes its halves, a closed half the hall and not the other half. */
  claim = claim_of (1, hall, BALAI_CLAIM_VENUE, 599, 660);
  check_one (rules, &claim, &found);
  EXPECT (BALAI_CONFLICT_CLOSURE, BALAI_LEVEL_REFUSE, 60, of_hall);
  g_assert_cmpstr (balai_schedule_rules_get_closure (rules, found.items[0].closure)->reason, ==, "painting");
  claim.resource = half;
  check_one (rules, &claim, &found);
  EXPECT (BALAI_CONFLICT_CLOSURE, BALAI_LEVEL_REFUSE, 60, of_hall);
  claim = claim_of (1, hall, BALAI_CLAIM_VENUE, 650, 900);
  check_one (rules, &claim, &found);
  EXPECT (BALAI_CONFLICT_CLOSURE, BALAI_LEVEL_REFUSE, 3600, of_half);
  g_assert_cmpint (found.items[0].span.start, ==, minute (700));
  g_assert_cmpint (found.items[0].span.end, ==, minute (760));
  claim.resource = other;
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 0);

  claim = claim_of (1, mayor, BALAI_CLAIM_LEADER_REQUIRED, 590, 700);
  check_one (rules, &claim, &found);
  EXPECT (BALAI_CONFLICT_CLOSURE, BALAI_LEVEL_REFUSE, 600, of_mayor);
  claim.flags = BALAI_CLAIM_ONLINE;
  check_one (rules, &claim, &found);
  EXPECT (BALAI_CONFLICT_CLOSURE, BALAI_LEVEL_WARN, 600, of_mayor);

  /* The city closes places, not people. */
  claim = claim_of (1, other, BALAI_CLAIM_VENUE, 2059, 2100);
  check_one (rules, &claim, &found);
  EXPECT (BALAI_CONFLICT_CLOSURE, BALAI_LEVEL_REFUSE, 60, of_city);
  claim = claim_of (1, BALAI_NO_RESOURCE, BALAI_CLAIM_EVENT, 2059, 2100);
  check_one (rules, &claim, &found);
  EXPECT (BALAI_CONFLICT_CLOSURE, BALAI_LEVEL_REFUSE, 60, of_city);
  claim = claim_of (1, mayor, BALAI_CLAIM_LEADER_REQUIRED, 2059, 2100);
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 0);
  claim = claim_of (1, opd, BALAI_CLAIM_OPD, 2059, 2100);
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 0);
}

static void
test_hours (void)
{
  /* 15 July 2026 is a Wednesday, the 17th a Friday, the 18th a Saturday. */
  static const struct
  {
    int      day, from, to;
    gboolean fixed, all_day;
    int      out; /* minutes out of hours */
  } cases[] = {
    { 0, AT (7, 30), AT (16, 0), FALSE, FALSE, 0 },
    { 0, AT (7, 0), AT (8, 0), FALSE, FALSE, 30 },
    { 0, AT (15, 0), AT (17, 30), FALSE, FALSE, 90 },
    { 0, AT (6, 0), AT (17, 0), FALSE, FALSE, 150 },
    { 0, AT (19, 0), AT (21, 0), TRUE, FALSE, 120 },
    { 0, AT (11, 0), AT (14, 0), FALSE, FALSE, 0 },   /* through the break */
    { 0, AT (12, 0), AT (14, 0), FALSE, FALSE, 60 },  /* begins in it */
    { 0, AT (13, 0), AT (14, 0), FALSE, FALSE, 0 },
    { 2, AT (11, 30), AT (12, 30), FALSE, FALSE, 60 },
    { 2, AT (15, 0), AT (16, 30), FALSE, FALSE, 0 },
    { 3, AT (9, 0), AT (10, 0), FALSE, FALSE, 60 },
    { 0, AT (22, 0), AT (26, 0), FALSE, FALSE, 240 }, /* across midnight */
    { 0, 0, 1440, FALSE, TRUE, 0 },
    { 0, 0, 1440, TRUE, TRUE, 0 },
    { 3, 0, 1440, FALSE, TRUE, 0 },
    { 3, 0, 1440, TRUE, TRUE, 1440 },
    { 0, 0, 5 * 1440, TRUE, FALSE, 1440 },            /* over the weekend: Saturday is the first closed day */
    { 0, AT (9, 0), 2 * 1440, TRUE, FALSE, 0 },
    /* Ramadan of this test: from the 22nd on */
    { 7, AT (8, 0), AT (15, 0), FALSE, FALSE, 0 },
    { 7, AT (7, 30), AT (15, 30), FALSE, FALSE, 60 },
    { 9, AT (12, 0), AT (13, 0), FALSE, FALSE, 30 },
    { 14, AT (7, 30), AT (16, 0), FALSE, FALSE, 0 },
  };

  for (size_t i = 0; i < G_N_ELEMENTS (cases); i++)
    for (int event_only = 0; event_only < 2; event_only++)
      {
        g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
        int32_t whole = add_venue (rules, "whole", BALAI_NO_RESOURCE);
        int32_t room = add_venue (rules, "room", whole);
        BalaiResource row = get_copy (rules, whole);
        g_auto (BalaiConflictArray) found = { 0 };
        BalaiClaim claim = claim_of (1, room, BALAI_CLAIM_VENUE, cases[i].day * 1440 + cases[i].from,
                                     cases[i].day * 1440 + cases[i].to);

        if (event_only)
          {
            if (cases[i].fixed)
              continue;
            claim.role = BALAI_CLAIM_EVENT;
            claim.resource = BALAI_NO_RESOURCE;
          }
        row.fixed_hours = cases[i].fixed; /* the part takes it from the whole */
        put_copy (rules, &row);
        if (cases[i].all_day)
          claim.flags = BALAI_CLAIM_ALL_DAY;
        balai_schedule_rules_add_default_openings (rules);
        balai_schedule_rules_add_ramadan (rules, balai_day_from_ymd (2026, 7, 22), balai_day_from_ymd (2026, 7, 28));
        balai_conflict_array_init (&found);
        check_one (rules, &claim, &found);
        g_assert_cmpuint (found.n, ==, cases[i].out > 0);
        if (cases[i].out > 0)
          {
            g_assert_cmpint (found.items[0].class_, ==, BALAI_CONFLICT_HOURS);
            g_assert_cmpint (found.items[0].level, ==, cases[i].fixed ? BALAI_LEVEL_REFUSE : BALAI_LEVEL_WARN);
            g_assert_cmpint (found.items[0].amount, ==, cases[i].out * 60);
            g_assert_cmpint (balai_span_length (found.items[0].span), >, 0);
            g_assert_cmpint (found.items[0].span.start, >=, claim.start);
            g_assert_cmpint (found.items[0].span.end, <=, claim.end);
          }
      }
}

static void
test_hours_of_venues (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t square = add_venue (rules, "square", BALAI_NO_RESOURCE);
  int32_t corner = add_venue (rules, "corner", square);
  int32_t office = add_venue (rules, "office", BALAI_NO_RESOURCE);
  g_auto (BalaiConflictArray) found = { 0 };
  BalaiClaim claim = claim_of (1, corner, BALAI_CLAIM_VENUE, AT (19, 0), AT (21, 0));
  int64_t minutes[BALAI_N_SEASONS] = { 0, 0 };
  int n;

  balai_conflict_array_init (&found);
  balai_schedule_rules_add_default_openings (rules);
  balai_schedule_rules_add_opening (rules, square, &(BalaiOpening) {
    .from = 18 * 3600, .to = 20 * 3600, .weekday = 3 });
  balai_schedule_rules_add_opening (rules, square, &(BalaiOpening) {
    .from = 20 * 3600, .to = 22 * 3600, .weekday = 3 });
  balai_schedule_rules_add_opening (rules, square, &(BalaiOpening) { .from = 0, .to = 3600, .weekday = 9 });
  balai_schedule_rules_add_ramadan (rules, balai_day_from_ymd (2026, 2, 19), balai_day_from_ymd (2026, 3, 20));

  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 0);
  claim.resource = office;
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 1);
  claim = claim_of (1, corner, BALAI_CLAIM_VENUE, 1440 + AT (19, 0), 1440 + AT (21, 0));
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 1);

  /* The default is what the regulation says: 37.5 and 32.5 hours a week. */
  for (int day = 0; day < 7; day++)
    for (int season = 0; season < BALAI_N_SEASONS; season++)
      {
        int64_t date = season == BALAI_SEASON_RAMADAN ? balai_day_from_ymd (2026, 2, 23)
                                                      : balai_day_from_ymd (2026, 7, 13);
        const BalaiOpening *opening = balai_schedule_rules_get_openings (rules, office, date + day, &n);

        g_assert_cmpint (n, ==, day < 5 ? 1 : 0);
        if (n == 1)
          {
            g_assert_cmpint (opening->weekday, ==, day + 1);
            g_assert_cmpint ((int) opening->season, ==, season);
            minutes[season] += (opening->to - opening->from - (opening->break_to - opening->break_from)) / 60;
          }
      }
  g_assert_cmpint (minutes[BALAI_SEASON_REGULAR], ==, 37 * 60 + 30);
  g_assert_cmpint (minutes[BALAI_SEASON_RAMADAN], ==, 32 * 60 + 30);
}

static void
test_holidays (void)
{
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (jakarta ());
  int32_t room = add_venue (rules, "room", BALAI_NO_RESOURCE);
  int32_t mayor = add_resource (rules, BALAI_RESOURCE_PERSON, "mayor", BALAI_NO_RESOURCE);
  g_auto (BalaiConflictArray) found = { 0 };
  BalaiClaim claim = claim_of (1, room, BALAI_CLAIM_VENUE, 1430, 1440);
  int32_t second, first;

  second = balai_schedule_rules_add_holiday (rules, &(BalaiHoliday) {
    .name = (char *) "second", .date = balai_day_from_ymd (2026, 7, 18), .kind = BALAI_HOLIDAY_COLLECTIVE });
  first = balai_schedule_rules_add_holiday (rules, &(BalaiHoliday) {
    .name = (char *) "first", .date = balai_day_from_ymd (2026, 7, 16) });
  balai_conflict_array_init (&found);

  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 0);
  claim.end += 60;
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 1);
  g_assert_cmpint (found.items[0].class_, ==, BALAI_CONFLICT_HOLIDAY);
  g_assert_cmpint (found.items[0].level, ==, BALAI_LEVEL_WARN);
  g_assert_cmpint (found.items[0].closure, ==, first);
  g_assert_cmpint (found.items[0].amount, ==, 60);
  claim.end += 5 * BALAI_DAY;
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 2);
  g_assert_cmpint (found.items[1].closure, ==, second);
  claim.resource = mayor;
  claim.role = BALAI_CLAIM_LEADER_REQUIRED;
  check_one (rules, &claim, &found);
  g_assert_cmpuint (found.n, ==, 0);
  g_assert_cmpstr (balai_schedule_rules_find_holiday (rules, balai_day_from_ymd (2026, 7, 18))->name, ==, "second");
  g_assert_null (balai_schedule_rules_find_holiday (rules, balai_day_from_ymd (2026, 7, 17)));
}

int
main (int    argc,
      char **argv)
{
  balai_test_init (&argc, &argv);

  g_test_add_func ("/schedule/alone/closures-capacity", test_alone);
  g_test_add_func ("/schedule/alone/hours", test_hours);
  g_test_add_func ("/schedule/alone/hours-of-venues", test_hours_of_venues);
  g_test_add_func ("/schedule/alone/holidays", test_holidays);
  return g_test_run ();
}

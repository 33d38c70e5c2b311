/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-check-private.h"

#include "balai-day.h"
#include "balai-schedule-rules-private.h"

/* What is wrong with one claim, whatever the others do: capacity, closures, opening hours, holidays. */

static BalaiRuleRow
closure_row (const BalaiResource *resource,
             const BalaiClaim    *claim)
{
  if (resource == NULL)
    return BALAI_RULE_VENUE;
  switch (resource->kind)
    {
    case BALAI_RESOURCE_PERSON:
      return (claim->flags & BALAI_CLAIM_ONLINE) != 0 ? BALAI_RULE_SPEAKER_ONLINE : balai_claim_person_row (claim);
    case BALAI_RESOURCE_EQUIPMENT:
      return BALAI_RULE_POOL;
    case BALAI_RESOURCE_OPD:
      return BALAI_RULE_OPD;
    case BALAI_RESOURCE_VENUE:
    default:
      return BALAI_RULE_VENUE;
    }
}

static void
add_alone (BalaiConflictArray *out,
           const BalaiClaim   *claim,
           BalaiConflictClass  class_,
           BalaiLevel          level,
           BalaiSpan           span,
           int64_t             amount,
           int32_t             closure)
{
  balai_conflict_array_add (out, &(BalaiConflict) {
    .a = *claim, .span = span, .amount = amount, .class_ = class_, .level = level, .closure = closure,
    .resource = claim->role == BALAI_CLAIM_EVENT ? BALAI_NO_RESOURCE : claim->resource });
}

static void
check_closure_list (const BalaiClosureTable *table,
                    int32_t                  list,
                    const BalaiClaim        *claim,
                    BalaiLevel               level,
                    BalaiConflictArray      *out)
{
  const BalaiClosureSlot *slots = table->slots;
  int32_t from = table->at[list], low = from, high = table->at[list + 1];

  while (low < high)
    {
      int32_t middle = low + (high - low) / 2;

      if (slots[middle].span.start < claim->end)
        low = middle + 1;
      else
        high = middle;
    }
  for (int32_t i = low - 1; i >= from && slots[i].reach > claim->start; i--)
    if (balai_span_meets (slots[i].span, balai_claim_span (claim)))
      {
        BalaiSpan span = balai_span_intersect (slots[i].span, balai_claim_span (claim));

        add_alone (out, claim, BALAI_CONFLICT_CLOSURE, level, span, balai_time_between (span.start, span.end),
                   slots[i].index);
      }
}

static void
check_closures (const BalaiScheduleRules *rules,
                const BalaiResource      *resource,
                const BalaiClaim         *claim,
                BalaiConflictArray       *out)
{
  BalaiLevel level = rules->matrix.cell[closure_row (resource, claim)][BALAI_RULE_CLOSURE];

  if (rules->closures->len == 0 || !balai_conflict_array_wants (out, BALAI_CONFLICT_CLOSURE, level))
    return;
  if (resource == NULL || resource->kind == BALAI_RESOURCE_VENUE || resource->kind == BALAI_RESOURCE_EQUIPMENT)
    check_closure_list (&rules->closed_city, 0, claim, level, out);
  if (resource == NULL)
    return;
  check_closure_list (&rules->closed, claim->resource, claim, level, out);
  if (resource->kind == BALAI_RESOURCE_VENUE)
    {
      int n_above;
      const int32_t *above = balai_resources_get_above (rules->resources, claim->resource, &n_above);

      for (int i = 0; i < n_above; i++)
        check_closure_list (&rules->closed, above[i], claim, level, out);
      check_closure_list (&rules->closed_below, claim->resource, claim, level, out);
    }
}

static void
check_capacity (const BalaiScheduleRules *rules,
                const BalaiResource      *venue,
                const BalaiClaim         *claim,
                BalaiConflictArray       *out)
{
  BalaiLevel level;

  if (venue->capacity <= 0 || claim->quantity <= venue->capacity)
    return;
  level = venue->capacity_strict ? BALAI_LEVEL_REFUSE
          : rules->matrix.cell[BALAI_RULE_CAPACITY][claim->status == BALAI_CLAIM_CONFIRMED ? BALAI_RULE_CONFIRMED
                                                                                           : BALAI_RULE_SOFT];
  add_alone (out, claim, BALAI_CONFLICT_CAPACITY, level, balai_claim_span (claim),
             (int64_t) claim->quantity - venue->capacity, -1);
}

/* The seconds of [from, to) of a day that no opening covers; the first stretch of them in @first. */
static int64_t
uncovered (const BalaiOpening *openings,
           int                 n_openings,
           int64_t             from,
           int64_t             to,
           BalaiSpan          *first)
{
  int64_t total = 0, at = from;

  for (int i = 0; i <= n_openings && at < to; i++)
    {
      int64_t open = i < n_openings ? MIN (openings[i].from, to) : to;

      if (open > at)
        {
          if (total == 0)
            *first = (BalaiSpan) { at, open };
          total += open - at;
        }
      if (i < n_openings)
        at = MAX (at, openings[i].to);
    }
  return total;
}

/* A booking of whole days, or over a day and a night, is not asked to end at four; where closed means closed, every
 * one of its days must be open at all. No claim is looked at for longer than a year of days, weekly hours repeat. */
static void
check_long_hours (const BalaiScheduleRules *rules,
                  const BalaiClaim         *claim,
                  BalaiSpan                 wall,
                  BalaiLevel                level,
                  BalaiConflictArray       *out)
{
  int64_t first = balai_wall_day (wall.start), last = balai_wall_day (wall.end - 1);

  for (int64_t date = first; date <= MIN (last, first + 366); date++)
    {
      int n;

      balai_schedule_rules_get_openings (rules, claim->resource, date, &n);
      if (n == 0)
        {
          BalaiSpan day = { balai_zone_day_start (rules->zone, date), balai_zone_day_start (rules->zone, date + 1) };
          BalaiSpan span = balai_span_intersect (day, balai_claim_span (claim));

          add_alone (out, claim, BALAI_CONFLICT_HOURS, level, span, balai_span_length (span), -1);
          return;
        }
    }
}

static void
check_hours (const BalaiScheduleRules *rules,
             const BalaiResource      *venue,
             const BalaiClaim         *claim,
             BalaiSpan                 wall,
             BalaiConflictArray       *out)
{
  gboolean fixed = venue != NULL && venue->fixed_hours;
  int32_t where = venue != NULL ? claim->resource : BALAI_NO_RESOURCE;
  BalaiLevel level;
  BalaiSpan first = { 0, 0 };
  int64_t total = 0;

  if (venue != NULL && !fixed)
    {
      int n_above;
      const int32_t *above = balai_resources_get_above (rules->resources, claim->resource, &n_above);

      for (int i = 0; i < n_above && !fixed; i++)
        fixed = balai_resources_get (rules->resources, above[i])->fixed_hours;
    }
  level = fixed ? BALAI_LEVEL_REFUSE : rules->matrix.hours;
  if (!balai_conflict_array_wants (out, BALAI_CONFLICT_HOURS, level))
    return;

  if ((claim->flags & BALAI_CLAIM_ALL_DAY) != 0 || balai_time_between (claim->start, claim->end) >= BALAI_DAY)
    {
      if (fixed)
        check_long_hours (rules, claim, wall, level, out);
      return;
    }

  for (int64_t date = balai_wall_day (wall.start); date * BALAI_DAY < wall.end; date++)
    {
      int64_t midnight = date * BALAI_DAY;
      int64_t from = MAX (wall.start - midnight, 0), to = MIN (wall.end - midnight, BALAI_DAY);
      BalaiSpan here = { 0, 0 };
      int64_t seconds;
      int n;
      const BalaiOpening *openings = balai_schedule_rules_get_openings (rules, where, date, &n);

      if (n < 0)
        return;
      seconds = uncovered (openings, n, from, to, &here);
      /* In the middle of Friday prayer nothing begins; what began before may last through it. */
      for (int i = 0; i < n && seconds == 0 && wall.start >= midnight; i++)
        if (openings[i].break_from <= from && from < openings[i].break_to)
          {
            here = (BalaiSpan) { from, MIN (to, openings[i].break_to) };
            seconds = here.end - here.start;
          }
      if (seconds > 0 && total == 0)
        first = (BalaiSpan) { midnight + here.start, midnight + here.end };
      total += seconds;
    }
  if (total > 0)
    {
      BalaiSpan span = { balai_zone_to_instant (rules->zone, first.start),
                         balai_zone_to_instant (rules->zone, first.end) };

      add_alone (out, claim, BALAI_CONFLICT_HOURS, level, span, total, -1);
    }
}

static void
check_holidays (const BalaiScheduleRules *rules,
                const BalaiClaim         *claim,
                BalaiSpan                 wall,
                BalaiConflictArray       *out)
{
  int64_t last = balai_wall_day (wall.end - 1);
  const BalaiHolidaySlot *slots;
  int n;

  if (rules->holidays->len == 0 || !balai_conflict_array_wants (out, BALAI_CONFLICT_HOLIDAY, rules->matrix.holiday))
    return;
  slots = balai_schedule_rules_holidays_from (rules, balai_wall_day (wall.start), &n);
  for (int i = 0; i < n && slots[i].date <= last; i++)
    {
      BalaiSpan day = { balai_zone_day_start (rules->zone, slots[i].date),
                        balai_zone_day_start (rules->zone, slots[i].date + 1) };
      BalaiSpan span = balai_span_intersect (day, balai_claim_span (claim));

      add_alone (out, claim, BALAI_CONFLICT_HOLIDAY, rules->matrix.holiday, span, balai_span_length (span),
                 slots[i].index);
    }
}

void
balai_claim_check_alone (const BalaiScheduleRules *rules,
                         const BalaiClaim         *claim,
                         BalaiConflictArray       *out)
{
  const BalaiResource *resource = NULL;

  if (!balai_claim_is_live (claim))
    return;
  if (claim->role != BALAI_CLAIM_EVENT
      && (resource = balai_resources_get (rules->resources, claim->resource)) == NULL)
    return;

  check_closures (rules, resource, claim, out);
  if (resource == NULL || resource->kind == BALAI_RESOURCE_VENUE)
    {
      /* Bounded, so that a day can be added to it: a claim beyond the calendar keeps no office hours. */
      BalaiSpan wall;

      if (resource != NULL)
        check_capacity (rules, resource, claim, out);
      if (claim->start < BALAI_DAY_MIN * BALAI_DAY || claim->end > BALAI_DAY_MAX * BALAI_DAY)
        return;
      wall.start = balai_zone_to_wall (rules->zone, claim->start);
      wall.end = balai_zone_to_wall (rules->zone, claim->end);
      check_hours (rules, resource, claim, wall, out);
      check_holidays (rules, claim, wall, out);
    }
}

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-recurrence.h"

#include <stdlib.h>
#include <string.h>

#include "balai-day.h"
#include "balai-recurrence-private.h"

/* Wall and instant are never further apart. */
#define SLACK (2 * BALAI_DAY)

typedef enum
{
  UNTIL_NONE,
  UNTIL_DAY,
  UNTIL_WALL,
  UNTIL_INSTANT,
} UntilKind;

typedef struct
{
  UntilKind kind;
  int64_t   value; /* day number, wall time or instant */
} Until;

typedef struct
{
  const BalaiIcalTime *start; /* (unowned) */
  Until                until;
  int64_t              from;  /* instants */
  int64_t              to;
  guint                limit;
  gboolean             more;
  gboolean             takes_away;
  GArray              *out;   /* (unowned) (element-type BalaiOccurrenceStart) */
} Walk;

static gboolean
parse_digits (const char **p,
              int          count,
              int         *value)
{
  *value = 0;
  for (int i = 0; i < count; i++, (*p)++)
    {
      if (!g_ascii_isdigit (**p))
        return FALSE;
      *value = *value * 10 + **p - '0';
    }
  return TRUE;
}

static gboolean
until_parse (const char *text,
             Until      *until)
{
  int year, month, day, hour = 0, minute = 0, second = 0;

  if (!parse_digits (&text, 4, &year) || !parse_digits (&text, 2, &month) || !parse_digits (&text, 2, &day)
      || !balai_day_valid (year, month, day))
    return FALSE;
  until->kind = UNTIL_DAY;
  until->value = balai_day_from_ymd (year, month, day);
  if (*text != 'T')
    return TRUE;
  text++;
  if (!parse_digits (&text, 2, &hour) || !parse_digits (&text, 2, &minute))
    return FALSE;
  if (g_ascii_isdigit (*text) && !parse_digits (&text, 2, &second))
    return FALSE;
  until->kind = *text == 'Z' ? UNTIL_INSTANT : UNTIL_WALL;
  until->value = until->value * BALAI_DAY + hour * BALAI_HOUR + minute * BALAI_MINUTE + second;
  return TRUE;
}

typedef struct icalrecurrencetype Rule;

/* libical leaves the name of another calendar (RSCALE) to who asked for the rule. */
static void
rule_clear (Rule *rule)
{
  free (rule->rscale);
  rule->rscale = NULL;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rule, rule_clear)

/* Reads a rule. UNTIL is taken out and minded by us: libical compares it with times that have no zone, and files have
 * it as a date, without Z, or beside COUNT. */
static gboolean
rule_parse (const char                *text,
            struct icalrecurrencetype *rule,
            Until                     *until)
{
  g_autofree char *upper = g_ascii_strup (text, -1);
  g_auto (GStrv) parts = g_strsplit (upper, ";", 100);
  g_autoptr (GString) kept = g_string_sized_new (64);

  until->kind = UNTIL_NONE;
  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *part = g_strstrip (parts[i]);

      if (g_str_has_prefix (part, "UNTIL="))
        {
          if (!until_parse (part + strlen ("UNTIL="), until))
            return FALSE;
        }
      else if (*part != '\0' && strchr (part, '=') != NULL && !g_str_has_prefix (part, "X-"))
        {
          if (kept->len > 0)
            g_string_append_c (kept, ';');
          g_string_append (kept, part);
        }
    }
  *rule = icalrecurrencetype_from_string (kept->str);
  return rule->freq != ICAL_NO_RECURRENCE;
}

static gboolean
after_until (const Until         *until,
             const BalaiIcalTime *start,
             int64_t              wall,
             int64_t              instant)
{
  switch (until->kind)
    {
    case UNTIL_NONE:
      return FALSE;
    case UNTIL_DAY:
      return balai_wall_day (wall) > until->value;
    case UNTIL_WALL:
      return start->is_date ? balai_wall_day (wall) > balai_wall_day (until->value) : wall > until->value;
    case UNTIL_INSTANT:
      if (!start->is_date)
        return instant > until->value;
      /* An all-day series: midnight UTC is how many programs write the date itself; any other time is an instant. */
      if (balai_wall_second (until->value) == 0)
        return balai_wall_day (wall) > balai_wall_day (until->value);
      return balai_wall_day (wall) > balai_zone_day (start->zone, until->value);
    default:
      g_assert_not_reached ();
    }
}

static gboolean
walk_add (int64_t  wall,
          gpointer user_data)
{
  Walk *walk = user_data;
  BalaiOccurrenceStart found = { balai_zone_to_instant (walk->start->zone, wall), wall, BALAI_ICAL_NONE };

  if (after_until (&walk->until, walk->start, wall, found.start) || wall - SLACK > walk->to)
    return FALSE;
  if (found.start < walk->from || found.start >= walk->to)
    return TRUE;
  if (walk->out->len >= walk->limit)
    {
      walk->more = TRUE;
      return FALSE;
    }
  g_array_append_val (walk->out, found);
  return TRUE;
}

static struct icaltimetype
to_icaltime (int64_t  wall,
             gboolean is_date)
{
  struct icaltimetype time = icaltime_null_time ();
  int second = balai_wall_second (wall);

  balai_day_to_ymd (balai_wall_day (wall), &time.year, &time.month, &time.day);
  time.is_date = is_date;
  if (!is_date)
    {
      time.hour = second / 3600;
      time.minute = second / 60 % 60;
      time.second = second % 60;
    }
  return time;
}

static int64_t
from_icaltime (struct icaltimetype time)
{
  return balai_day_from_ymd (time.year, time.month, time.day) * BALAI_DAY + time.hour * BALAI_HOUR
         + time.minute * BALAI_MINUTE + time.second;
}

/* Where the iterator may begin so that nothing from @from on is missed: the first date moved on by whole periods of the
 * rule, one period of slack left. A rule with COUNT is counted from its own beginning. */
static int64_t
seek (const struct icalrecurrencetype *rule,
      int64_t                          start,
      int64_t                          from)
{
  int64_t interval = MAX (rule->interval, 1);
  int64_t day = balai_wall_day (start);
  int64_t days = balai_wall_day (from) - day;
  int64_t periods;

  if (rule->count > 0 || rule->rscale != NULL || from <= start)
    return start;
  if (rule->freq == ICAL_DAILY_RECURRENCE || rule->freq == ICAL_WEEKLY_RECURRENCE)
    {
      int64_t length = rule->freq == ICAL_DAILY_RECURRENCE ? interval : 7 * interval;

      periods = days / length - 1;
      return periods > 0 ? start + periods * length * BALAI_DAY : start;
    }
  if (rule->freq == ICAL_YEARLY_RECURRENCE)
    {
      int year, month, month_day, to_year, ignored;

      balai_day_to_ymd (day, &year, &month, &month_day);
      balai_day_to_ymd (balai_wall_day (from), &to_year, &ignored, &ignored);
      for (periods = (to_year - year) / interval - 1; periods > 0; periods--)
        {
          int new_year = (int) (year + periods * interval);

          /* 29 February. */
          if (month_day <= balai_day_in_month (new_year, month))
            return balai_day_from_ymd (new_year, month, month_day) * BALAI_DAY + balai_wall_second (start);
        }
    }
  if (rule->freq == ICAL_MONTHLY_RECURRENCE && !BALAI_RULE_GIVES (rule, by_year_day)
      && !BALAI_RULE_GIVES (rule, by_week_no))
    {
      gboolean own_day = !BALAI_RULE_GIVES (rule, by_day) && !BALAI_RULE_GIVES (rule, by_month_day);
      int year, month, month_day, to_year, to_month, ignored;

      balai_day_to_ymd (day, &year, &month, &month_day);
      balai_day_to_ymd (balai_wall_day (from), &to_year, &to_month, &ignored);
      periods = ((to_year - year) * 12 + to_month - month) / interval - 1;
      for (; periods > 0; periods--)
        {
          int64_t index = year * 12 + month - 1 + periods * interval;
          int new_year = (int) (index / 12);
          int new_month = (int) (index % 12) + 1;

          if (!own_day)
            month_day = 1;
          if (month_day <= balai_day_in_month (new_year, new_month))
            return balai_day_from_ymd (new_year, new_month, month_day) * BALAI_DAY + balai_wall_second (start);
        }
    }
  return start;
}

/* What a rule leaves to its first date, as RFC 8984 (4.3.3.1) spells it out: the day of a week. */
static void
complete_rule (struct icalrecurrencetype *rule,
               int64_t                    start)
{
  gboolean of_week = (rule->freq == ICAL_WEEKLY_RECURRENCE && BALAI_RULE_GIVES (rule, by_set_pos))
                     || (rule->freq == ICAL_YEARLY_RECURRENCE && BALAI_RULE_GIVES (rule, by_week_no)
                         && !BALAI_RULE_GIVES (rule, by_month_day) && !BALAI_RULE_GIVES (rule, by_year_day));

  if (of_week && !BALAI_RULE_GIVES (rule, by_day))
    {
      /* libical counts from Sunday = 1. */
      rule->by_day[0] = (short) (balai_day_weekday (balai_wall_day (start)) % 7 + 1);
      rule->by_day[1] = ICAL_RECURRENCE_ARRAY_MAX;
    }
}

/* Whether a day of the months it names can be one of the days it names. libical looks for 31 February until it runs out
 * of years, which is slow. */
static gboolean
has_such_a_day (const struct icalrecurrencetype *rule)
{
  if (!BALAI_RULE_GIVES (rule, by_month) || !BALAI_RULE_GIVES (rule, by_month_day))
    return TRUE;
  for (guint m = 0; m < ICAL_BY_MONTH_SIZE && rule->by_month[m] != ICAL_RECURRENCE_ARRAY_MAX; m++)
    for (guint d = 0; d < ICAL_BY_MONTHDAY_SIZE && rule->by_month_day[d] != ICAL_RECURRENCE_ARRAY_MAX; d++)
      /* Of a leap year, the longest. */
      if (ABS (rule->by_month_day[d]) <= balai_day_in_month (2000, rule->by_month[m]))
        return TRUE;
  return FALSE;
}

/* Once for the process: an error in a rule is an answer, not an end. */
static void
quiet_libical (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      icalerror_set_errors_are_fatal (FALSE);
      g_once_init_leave (&once, 1);
    }
}

typedef struct
{
  Walk *walk;   /* (unowned) */
  guint found;
  guint most;
} Counted;

/* The first date counts also where the rule does not find it. */
static gboolean
walk_counted (int64_t  wall,
              gpointer user_data)
{
  Counted *counted = user_data;

  if (counted->found++ == 0 && counted->most < BALAI_RECURRENCE_MAX_DATES && !counted->walk->takes_away
      && wall != counted->walk->start->wall)
    counted->most--;
  return counted->found <= counted->most && walk_add (wall, counted->walk);
}

static gboolean
walk_with_libical (struct icalrecurrencetype *rule,
                   int64_t                    from_wall,
                   Counted                   *counted)
{
  const BalaiIcalTime *start = counted->walk->start;
  icalrecur_iterator *iterator;

  iterator = icalrecur_iterator_new (*rule, to_icaltime (seek (rule, start->wall, from_wall), start->is_date));
  if (iterator == NULL)
    return FALSE;
  for (;;)
    {
      struct icaltimetype next = icalrecur_iterator_next (iterator);

      if (icaltime_is_null_time (next) || !walk_counted (from_icaltime (next), counted))
        break;
    }
  icalrecur_iterator_free (iterator);
  return TRUE;
}

static gboolean
walk_rule (const char *text,
           Walk       *walk)
{
  g_auto (Rule) rule = { 0 };
  int64_t start = walk->start->wall;
  int64_t from_wall = MAX (walk->from, start - SLACK) - SLACK;
  int64_t to_wall = MIN (walk->to, balai_day_from_ymd (9999, 1, 1) * BALAI_DAY) + SLACK;
  Counted counted = { .walk = walk };

  quiet_libical ();
  if (!rule_parse (text, &rule, &walk->until))
    return FALSE;
  complete_rule (&rule, start);
  if (!has_such_a_day (&rule))
    return TRUE;
  /* A rule that no date meets never comes to its end by itself. */
  if (walk->until.kind != UNTIL_NONE)
    to_wall = MIN (to_wall, walk->until.value * (walk->until.kind == UNTIL_DAY ? BALAI_DAY : 1) + SLACK);
  counted.most = rule.count > 0 ? MIN ((guint) rule.count, BALAI_RECURRENCE_MAX_DATES - 1) : BALAI_RECURRENCE_MAX_DATES;

  if (rule.freq == ICAL_SECONDLY_RECURRENCE || rule.freq == ICAL_MINUTELY_RECURRENCE
      || rule.freq == ICAL_HOURLY_RECURRENCE)
    {
      /* Hours do not pass in a day that has none. */
      if (!walk->start->is_date)
        balai_recurrence_walk_fine (&rule, start, from_wall, to_wall, walk_add, walk);
      return TRUE;
    }
  if (balai_recurrence_days_wanted (&rule))
    {
      balai_recurrence_walk_days (&rule, start, walk->start->is_date, from_wall, to_wall, walk_counted, &counted);
      return TRUE;
    }
  return walk_with_libical (&rule, from_wall, &counted);
}

static int
compare_starts (const void *a,
                const void *b)
{
  const BalaiOccurrenceStart *x = a;
  const BalaiOccurrenceStart *y = b;

  if (x->start != y->start)
    return x->start < y->start ? -1 : 1;
  /* One that has its own end comes first, and stays when the two are made one. */
  return (x->end == BALAI_ICAL_NONE) - (y->end == BALAI_ICAL_NONE);
}

static gboolean
is_left_out (const BalaiRecurrence      *self,
             const BalaiOccurrenceStart *found,
             GHashTable                 *by_instant)
{
  if (by_instant != NULL && g_hash_table_contains (by_instant, &found->start))
    return TRUE;
  if (self->exdates == NULL)
    return FALSE;
  for (guint i = 0; i < self->exdates->len; i++)
    {
      const BalaiIcalTime *left_out = &g_array_index (self->exdates, BalaiIcalTime, i);

      if (left_out->is_date)
        {
          if (balai_wall_day (found->wall) == balai_wall_day (left_out->wall))
            return TRUE;
        }
      else if (self->start.is_date)
        {
          if (balai_wall_day (found->wall) == balai_ical_time_day (left_out, self->start.zone))
            return TRUE;
        }
      else if (left_out->instant == found->start
               || (left_out->wall == found->wall && left_out->zone != balai_zone_utc ()))
        return TRUE;
    }
  return FALSE;
}

/**
 * balai_recurrence_of_event:
 * @event: an event out of a file
 *
 * Returns: what repeats in it; valid as long as the event
 */
BalaiRecurrence
balai_recurrence_of_event (const BalaiIcalEvent *event)
{
  return (BalaiRecurrence) { event->start, event->rrules, event->exrules, event->rdates, event->exdates };
}

/**
 * balai_recurrence_expand:
 * @self: what repeats
 * @from: instant from which on starts are wanted
 * @to: instant before which they are wanted
 * @limit: how many at most
 * @more: (out) (optional): whether there were more than @limit
 *
 * Expands by the clock of the zone of the first date, then to instants (R8). The first date is always part of it, COUNT
 * counts it, and the dates that EXDATE takes away, several rules are united, a rule that cannot be read says nothing.
 * Work is bounded by the window even for a rule without end that began decades ago, and for one that no date ever
 * meets.
 *
 * Returns: (transfer full) (element-type BalaiOccurrenceStart): the starts, sorted, each once
 */
GArray *
balai_recurrence_expand (const BalaiRecurrence *self,
                         int64_t                from,
                         int64_t                to,
                         guint                  limit,
                         gboolean              *more)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (BalaiOccurrenceStart));
  /* The first date comes twice, and dates that are taken away afterwards leave room. */
  guint spare = MIN (limit, BALAI_RECURRENCE_MAX_DATES) + 2 + (self->exdates == NULL ? 0 : self->exdates->len);
  Walk walk = { .start = &self->start, .from = from, .to = to, .out = out };
  g_autoptr (GHashTable) by_instant = NULL;
  guint kept = 0;

  if (self->start.instant >= from && self->start.instant < to)
    {
      BalaiOccurrenceStart first = { self->start.instant, self->start.wall, BALAI_ICAL_NONE };

      g_array_append_val (out, first);
    }
  for (guint i = 0; self->rrules != NULL && i < self->rrules->len; i++)
    {
      walk.limit = out->len + spare;
      walk_rule (g_ptr_array_index (self->rrules, i), &walk);
    }
  for (guint i = 0; self->rdates != NULL && i < self->rdates->len; i++)
    {
      const BalaiIcalExtra *extra = &g_array_index (self->rdates, BalaiIcalExtra, i);
      BalaiOccurrenceStart added = { extra->time.instant, balai_zone_to_wall (self->start.zone, extra->time.instant),
                                     extra->end };

      if (self->start.is_date || extra->time.is_date)
        {
          /* A date among times, or a time among dates: the day is what counts, at the hour of the series. */
          int64_t day = balai_wall_day (extra->time.wall);

          added.wall = day * BALAI_DAY + (self->start.is_date ? 0 : balai_wall_second (self->start.wall));
          added.start = balai_zone_to_instant (self->start.zone, added.wall);
        }
      if (added.start >= from && added.start < to)
        g_array_append_val (out, added);
    }
  if (self->exrules != NULL && self->exrules->len > 0)
    {
      Walk away = { .start = &self->start, .from = from, .to = to, .limit = BALAI_RECURRENCE_MAX_DATES };
      g_autoptr (GArray) dates = g_array_new (FALSE, FALSE, sizeof (BalaiOccurrenceStart));

      away.out = dates;
      away.takes_away = TRUE;
      by_instant = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      for (guint i = 0; i < self->exrules->len; i++)
        walk_rule (g_ptr_array_index (self->exrules, i), &away);
      for (guint i = 0; i < dates->len; i++)
        g_hash_table_add (by_instant,
                          g_memdup2 (&g_array_index (dates, BalaiOccurrenceStart, i).start, sizeof (gint64)));
    }

  g_array_sort (out, compare_starts);
  if (more != NULL)
    *more = FALSE;
  for (guint i = 0; i < out->len; i++)
    {
      BalaiOccurrenceStart found = g_array_index (out, BalaiOccurrenceStart, i);

      if ((kept > 0 && g_array_index (out, BalaiOccurrenceStart, kept - 1).start == found.start)
          || is_left_out (self, &found, by_instant))
        continue;
      if (kept == limit)
        {
          if (more != NULL)
            *more = TRUE;
          break;
        }
      g_array_index (out, BalaiOccurrenceStart, kept++) = found;
    }
  g_array_set_size (out, kept);
  return out;
}

/**
 * balai_recurrence_readable:
 * @rrule: a rule as in a file
 *
 * Returns: whether it can be expanded
 */
gboolean
balai_recurrence_readable (const char *rrule)
{
  g_auto (Rule) rule = { 0 };
  Until until;

  quiet_libical ();
  return rule_parse (rrule, &rule, &until);
}

static gboolean
rule_ends (const char *text)
{
  g_auto (Rule) rule = { 0 };
  Until until;

  return !rule_parse (text, &rule, &until) || rule.count > 0 || until.kind != UNTIL_NONE;
}

/**
 * balai_recurrence_endless:
 * @rrules: (nullable) (element-type utf8): rules as in a file
 *
 * Returns: whether one of them goes on for ever
 */
gboolean
balai_recurrence_endless (GPtrArray *rrules)
{
  quiet_libical ();
  for (guint i = 0; rrules != NULL && i < rrules->len; i++)
    {
      if (!rule_ends (g_ptr_array_index (rrules, i)))
        return TRUE;
    }
  return FALSE;
}

/**
 * balai_recurrence_check:
 * @self: a series as it was typed
 * @duration: how long each occurrence is, in seconds
 * @now: seconds since 1970-01-01 UTC
 *
 * R8 of the rules of the calendar: a series ends by COUNT or by UNTIL, not after 31 December of the coming year, has
 * 400 occurrences at most and does not meet itself.
 *
 * Returns: the first limit it does not keep
 */
BalaiRecurrenceVerdict
balai_recurrence_check (const BalaiRecurrence *self,
                        int64_t                duration,
                        int64_t                now)
{
  g_autoptr (GArray) starts = NULL;
  gboolean more;
  int year, month, day;
  int64_t last;

  for (guint i = 0; self->rrules != NULL && i < self->rrules->len; i++)
    {
      if (!balai_recurrence_readable (g_ptr_array_index (self->rrules, i)))
        return BALAI_RECURRENCE_UNREADABLE;
    }
  if (self->rrules != NULL && balai_recurrence_endless (self->rrules))
    return BALAI_RECURRENCE_ENDLESS;

  starts = balai_recurrence_expand (self, G_MININT64, G_MAXINT64 - BALAI_DAY * 10, BALAI_RECURRENCE_MAX_TYPED, &more);
  if (more)
    return BALAI_RECURRENCE_TOO_MANY;
  balai_day_to_ymd (balai_zone_day (self->start.zone, now), &year, &month, &day);
  last = balai_zone_day_start (self->start.zone, balai_day_from_ymd (year + 2, 1, 1));
  for (guint i = 0; i < starts->len; i++)
    {
      const BalaiOccurrenceStart *one = &g_array_index (starts, BalaiOccurrenceStart, i);

      if (one->start >= last)
        return BALAI_RECURRENCE_TOO_LATE;
      if (i > 0 && one->start < one[-1].start + duration)
        return BALAI_RECURRENCE_MEETS_ITSELF;
    }
  return BALAI_RECURRENCE_FINE;
}

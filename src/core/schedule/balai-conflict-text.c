/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-conflict-text.h"

#include <glib/gi18n-lib.h>

#include "balai-format.h"
#include "balai-schedule-data.h"

/* The words of the rules, for forms, lists and the terminal alike. They name offices, places and times, and never what
 * a restricted event is about. */

typedef struct
{
  const BalaiScheduleRules *rules;
  const BalaiConflict      *conflict;
  const BalaiResource      *resource; /* (nullable): what of the event is affected */
  const char               *name;     /* of it */
  char                     *who;      /* (owned): who has the other event */
  char                     *when;     /* (owned): when that is */
} Words;

static char *
format_span (const Words *words,
             BalaiSpan    span,
             gboolean     all_day,
             gboolean     date)
{
  const BalaiZone *zone = balai_schedule_rules_get_zone (words->rules);

  if (all_day || date || balai_zone_day (zone, span.start) != balai_zone_day (zone, MAX (span.start, span.end - 1)))
    return balai_format_when (span, all_day, zone);
  return balai_format_times (span, zone);
}

static char *
overlap_text (const Words *words)
{
  if (words->resource != NULL && words->resource->kind == BALAI_RESOURCE_PERSON)
    /* Translators: a person, the office whose event it is, when that is */
    return g_strdup_printf (_("%1$s already has an event of %2$s, %3$s."), words->name, words->who, words->when);
  if (words->resource != NULL && words->resource->kind == BALAI_RESOURCE_OPD)
    /* Translators: an office, the office whose event it is, when that is */
    return g_strdup_printf (_("%1$s is already invited by %2$s, %3$s."), words->name, words->who, words->when);
  /* Translators: a venue, the office that uses it, when: "Ruang Joyoboyo sudah dipakai Bagian Umum 09.00–10.30." */
  return g_strdup_printf (_("%1$s is already used by %2$s, %3$s."), words->name, words->who, words->when);
}

static char *
family_text (const Words *words)
{
  const BalaiResource *other = balai_resources_get (balai_schedule_rules_get_resources (words->rules),
                                                    words->conflict->b.resource);

  /* Translators: a venue, another that it is part of or that is part of it, the office that uses that, when */
  return g_strdup_printf (_("%1$s belongs together with %2$s, which is already used by %3$s, %4$s."), words->name,
                          other && other->name ? other->name : "", words->who, words->when);
}

static char *
stock_text (const Words *words)
{
  const int64_t missing = words->conflict->amount;
  g_autofree char *number = balai_format_integer (missing);

  if (words->conflict->n_others > 0)
    return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   /* Translators: equipment, how many units, an office, when */
                   "%1$s: %2$s unit too few; also lent to %3$s and others, %4$s.",
                   "%1$s: %2$s units too few; also lent to %3$s and others, %4$s.", (gulong) missing),
      words->name, number, words->who, words->when);
  if (words->conflict->has_b)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         /* Translators: equipment, how many units, an office, when */
                                         "%1$s: %2$s unit too few; also lent to %3$s, %4$s.",
                                         "%1$s: %2$s units too few; also lent to %3$s, %4$s.", (gulong) missing),
                            words->name, number, words->who, words->when);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       /* Translators: equipment, how many units */
                                       "%1$s: %2$s unit more than there are.",
                                       "%1$s: %2$s units more than there are.", (gulong) missing),
                          words->name, number);
}

static char *
closure_text (const Words *words)
{
  const BalaiClosure *closure = balai_schedule_rules_get_closure (words->rules, words->conflict->closure);
  const char *reason = closure && closure->reason ? closure->reason : _("no reason given");
  g_autofree char *when = format_span (words, words->conflict->span, FALSE, FALSE);

  if (closure != NULL && closure->kind == BALAI_CLOSURE_LEAVE)
    /* Translators: a person, why, when */
    return g_strdup_printf (_("%1$s is on leave (%2$s), %3$s."), words->name, reason, when);
  if (closure != NULL && closure->kind == BALAI_CLOSURE_DUTY)
    /* Translators: a person, why, when */
    return g_strdup_printf (_("%1$s is away on duty (%2$s), %3$s."), words->name, reason, when);
  if (words->resource == NULL || (closure != NULL && closure->resource == BALAI_NO_RESOURCE))
    /* Translators: why, when */
    return g_strdup_printf (_("All venues of the city are closed (%1$s), %2$s."), reason, when);
  /* Translators: a venue or equipment, why, when */
  return g_strdup_printf (_("%1$s is closed (%2$s), %3$s."), words->name, reason, when);
}

static char *
sentence (const Words *words)
{
  const BalaiConflict *conflict = words->conflict;
  g_autofree char *amount = NULL, *when = NULL;

  switch (conflict->class_)
    {
    case BALAI_CONFLICT_OVERLAP:
      return overlap_text (words);
    case BALAI_CONFLICT_FAMILY:
      return family_text (words);
    case BALAI_CONFLICT_STOCK:
      return stock_text (words);
    case BALAI_CONFLICT_GAP:
      amount = balai_format_duration (conflict->amount);
      /* Translators: a venue or equipment, how long, the office of the event before or after, when that is */
      return g_strdup_printf (_("%1$s: %2$s too short to clear and set up beside the event of %3$s, %4$s."),
                              words->name, amount, words->who, words->when);
    case BALAI_CONFLICT_TRAVEL:
      amount = balai_format_duration (conflict->amount);
      /* Translators: a person, how long, the office of the event before or after, when that is */
      return g_strdup_printf (_("%1$s lacks %2$s for the way to or from the event of %3$s, %4$s."), words->name, amount,
                              words->who, words->when);
    case BALAI_CONFLICT_CAPACITY:
      amount = balai_format_integer (words->resource ? words->resource->capacity : 0);
      when = balai_format_integer (conflict->a.quantity);
      /* Translators: a venue, how many it holds, how many are expected */
      return g_strdup_printf (_("%1$s holds %2$s people, %3$s are expected."), words->name, amount, when);
    case BALAI_CONFLICT_CLOSURE:
      return closure_text (words);
    case BALAI_CONFLICT_HOURS:
      when = format_span (words, conflict->span, FALSE, FALSE);
      if (words->resource != NULL)
        /* Translators: a venue, when */
        return g_strdup_printf (_("Outside the opening hours of %1$s: %2$s."), words->name, when);
      /* Translators: when */
      return g_strdup_printf (_("Outside working hours: %s."), when);
    case BALAI_CONFLICT_HOLIDAY:
    default:
      {
        const BalaiHoliday *holiday = balai_schedule_rules_get_holiday (words->rules, conflict->closure);

        when = balai_format_date_long (balai_zone_day (balai_schedule_rules_get_zone (words->rules),
                                                       conflict->span.start));
        if (holiday != NULL && holiday->kind == BALAI_HOLIDAY_COLLECTIVE)
          /* Translators: a date, the name of the day */
          return g_strdup_printf (_("%1$s is joint leave: %2$s."), when, holiday->name);
        if (holiday != NULL && holiday->kind == BALAI_HOLIDAY_LOCAL)
          /* Translators: a date, the name of a holiday */
          return g_strdup_printf (_("%1$s is a local holiday: %2$s."), when, holiday->name);
        /* Translators: a date, the name of a holiday */
        return g_strdup_printf (_("%1$s is a national holiday: %2$s."), when, holiday ? holiday->name : "");
      }
    }
}

static const char *
advice (const Words *words)
{
  switch (words->conflict->class_)
    {
    case BALAI_CONFLICT_OVERLAP:
    case BALAI_CONFLICT_FAMILY:
      if (words->resource != NULL && words->resource->kind == BALAI_RESOURCE_PERSON)
        return _("Pick another time, or let somebody else go.");
      if (words->resource != NULL && words->resource->kind == BALAI_RESOURCE_OPD)
        return _("Pick another time, or ask which of the two goes first.");
      return _("Pick another time, another room, or ask to swap.");
    case BALAI_CONFLICT_GAP:
    case BALAI_CONFLICT_TRAVEL:
      return _("Begin later, end earlier, or pick another place.");
    case BALAI_CONFLICT_STOCK:
      return _("Ask for fewer, or pick another time.");
    case BALAI_CONFLICT_CAPACITY:
      return _("Pick a larger room.");
    case BALAI_CONFLICT_CLOSURE:
    case BALAI_CONFLICT_HOURS:
    case BALAI_CONFLICT_HOLIDAY:
    default:
      return _("Pick another time.");
    }
}

/**
 * balai_conflict_to_text:
 * @rules: the rules it was found by
 * @conflict: a conflict, seen from its a
 * @rival: (nullable): the event of its b
 * @flags: what is to be in it
 *
 * Returns: (transfer full): a sentence or two in the language of the program: "Ruang Joyoboyo sudah dipakai Bagian Umum
 *   09.00–10.30. Pilih jam lain, ruang lain, atau minta tukar."
 */
char *
balai_conflict_to_text (const BalaiScheduleRules *rules,
                        const BalaiConflict      *conflict,
                        const BalaiEventInfo     *rival,
                        BalaiConflictTextFlags    flags)
{
  Words words = {
    .rules = rules,
    .conflict = conflict,
    .resource = balai_resources_get (balai_schedule_rules_get_resources (rules), conflict->a.resource),
  };
  g_autofree char *text = NULL, *who = NULL, *when = NULL;

  g_return_val_if_fail (rules != NULL && conflict != NULL, NULL);

  if (conflict->a.role == BALAI_CLAIM_EVENT)
    words.resource = NULL;
  words.name = words.resource && words.resource->name ? words.resource->name : _("The event");
  who = g_strdup (rival && rival->opd_name ? rival->opd_name : _("another event"));
  if (conflict->has_b)
    when = format_span (&words, balai_claim_span (&conflict->b), (conflict->b.flags & BALAI_CLAIM_ALL_DAY) != 0,
                        (flags & BALAI_CONFLICT_TEXT_DATE) != 0);
  words.who = who;
  words.when = when;
  text = sentence (&words);
  if (flags & BALAI_CONFLICT_TEXT_ADVICE)
    /* Translators: what is wrong, and what can be done; two sentences */
    return g_strdup_printf (C_("conflict and advice", "%1$s %2$s"), text, advice (&words));
  return g_steal_pointer (&text);
}

/**
 * balai_conflict_rival_to_text:
 * @rival: the other event
 * @viewer: (nullable): id of the OPD that looks
 *
 * Returns: (transfer full): what may be told of it: "Rapat anggaran · Bappeda · 0354-682955", and of a restricted one
 *   "Terisi · Bappeda · 0354-682955"
 */
char *
balai_conflict_rival_to_text (const BalaiEventInfo *rival,
                              const char           *viewer)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (rival != NULL, NULL);

  /* Translators: stands for the title of an event that others may not read */
  g_string_append (text, balai_event_info_is_hidden (rival, viewer) ? _("Taken") : rival->title);
  if (rival->opd_name != NULL)
    g_string_append_printf (text, " · %s", rival->opd_name);
  if (rival->contact != NULL && *rival->contact != '\0')
    g_string_append_printf (text, " · %s", rival->contact);
  return g_string_free (text, FALSE);
}

/**
 * balai_conflict_class_get_label:
 * @class_: a class of conflict
 *
 * Returns: a word or two for it
 */
const char *
balai_conflict_class_get_label (BalaiConflictClass class_)
{
  switch (class_)
    {
    case BALAI_CONFLICT_OVERLAP:
      return C_("conflict", "Overlap");
    case BALAI_CONFLICT_GAP:
      return C_("conflict", "Too little time between");
    case BALAI_CONFLICT_FAMILY:
      return C_("conflict", "Whole and part");
    case BALAI_CONFLICT_STOCK:
      return C_("conflict", "Not enough in stock");
    case BALAI_CONFLICT_TRAVEL:
      return C_("conflict", "Travel time");
    case BALAI_CONFLICT_CAPACITY:
      return C_("conflict", "Capacity");
    case BALAI_CONFLICT_CLOSURE:
      return C_("conflict", "Closed or away");
    case BALAI_CONFLICT_HOURS:
      return C_("conflict", "Outside opening hours");
    case BALAI_CONFLICT_HOLIDAY:
    default:
      return C_("conflict", "Holiday");
    }
}

/**
 * balai_level_word:
 * @level: what a rule does
 *
 * Beside a finding the bare name of a level reads like one more: there it is said as what may still be done.
 *
 * Returns: (transfer none): what an event can still be, in words
 */
const char *
balai_level_word (BalaiLevel level)
{
  static const char *const words[BALAI_N_LEVELS] = {
    [BALAI_LEVEL_IGNORE] = NC_("conflict", "may be saved"),
    [BALAI_LEVEL_WARN] = NC_("conflict", "may be saved"),
    [BALAI_LEVEL_APPROVE] = NC_("conflict", "needs approval"),
    [BALAI_LEVEL_REFUSE] = NC_("conflict", "cannot be confirmed"),
  };

  g_return_val_if_fail (level < BALAI_N_LEVELS, "");

  return g_dpgettext2 (GETTEXT_PACKAGE, "conflict", words[level]);
}

/**
 * balai_conflict_say_amount:
 * @conflict: a conflict
 *
 * Returns: (transfer full) (nullable): how much: "45 minutes", "2 units short"
 */
char *
balai_conflict_say_amount (const BalaiConflict *conflict)
{
  g_autofree char *number = balai_format_integer (conflict->amount);
  g_autofree char *duration = balai_format_duration (conflict->amount);

  switch (conflict->class_)
    {
    case BALAI_CONFLICT_STOCK:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s unit short", "%s units short",
                                           (gulong) conflict->amount), number);
    case BALAI_CONFLICT_CAPACITY:
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person too many", "%s people too many",
                                           (gulong) conflict->amount), number);
    case BALAI_CONFLICT_GAP:
    case BALAI_CONFLICT_TRAVEL:
      /* Translators: a length of time that is missing between two events */
      return g_strdup_printf (_("%s short"), duration);
    case BALAI_CONFLICT_HOLIDAY:
      return NULL;
    case BALAI_CONFLICT_OVERLAP:
    case BALAI_CONFLICT_FAMILY:
    case BALAI_CONFLICT_CLOSURE:
    case BALAI_CONFLICT_HOURS:
    default:
      return g_steal_pointer (&duration);
    }
}

/**
 * balai_conflict_say_where:
 * @snapshot: the calendar it is in
 * @conflict: a conflict
 *
 * Returns: (transfer full): what the two meet on; of a holiday its name
 */
char *
balai_conflict_say_where (const BalaiScheduleSnapshot *snapshot,
                          const BalaiConflict         *conflict)
{
  const BalaiScheduleRules *rules = balai_schedule_snapshot_get_rules (snapshot);
  char *name = balai_conflict_resource_name (snapshot, conflict, NULL);

  if (name == NULL && conflict->class_ == BALAI_CONFLICT_HOLIDAY && conflict->closure >= 0)
    name = g_strdup (balai_schedule_rules_get_holiday (rules, conflict->closure)->name);
  /* Nothing of the city's is closed then: the event alone lies beside the hours its offices work. */
  if (name == NULL && conflict->class_ == BALAI_CONFLICT_HOURS)
    name = g_strdup (_("Working hours of the city"));
  return name ? name : g_strdup (_("Whole city"));
}

/**
 * balai_conflict_say_when:
 * @snapshot: the calendar it is in
 * @conflict: a conflict
 *
 * Returns: (transfer full): when
 */
char *
balai_conflict_say_when (const BalaiScheduleSnapshot *snapshot,
                         const BalaiConflict         *conflict)
{
  return balai_format_when (conflict->span, FALSE,
                            balai_schedule_rules_get_zone (balai_schedule_snapshot_get_rules (snapshot)));
}

/**
 * balai_conflict_say_event:
 * @snapshot: the calendar it is in
 * @claim: a claim of a conflict
 *
 * Returns: (transfer full): the event and whose it is
 */
char *
balai_conflict_say_event (const BalaiScheduleSnapshot *snapshot,
                          const BalaiClaim            *claim)
{
  const BalaiEventInfo *event = balai_schedule_snapshot_get_event (snapshot, claim->occurrence);
  const char *title = event->title != NULL && *event->title != '\0' ? event->title : _("Untitled event");

  if (event->opd_name == NULL)
    return g_strdup (title);
  /* Translators: title of an event and the short name of its office */
  return g_strdup_printf (_("%1$s (%2$s)"), title, event->opd_name);
}

/**
 * balai_conflict_say_rivals:
 * @snapshot: the calendar it is in
 * @conflict: one of its conflicts
 * @ours: the claim of that conflict from which it is seen
 * @separator: what stands between two events
 *
 * Returns: (transfer full) (nullable): all that stands against that claim: the other events, or why it is closed
 */
char *
balai_conflict_say_rivals (const BalaiScheduleSnapshot *snapshot,
                           const BalaiConflict         *conflict,
                           const BalaiClaim            *ours,
                           const char                  *separator)
{
  const BalaiScheduleRules *rules = balai_schedule_snapshot_get_rules (snapshot);
  const BalaiConflictArray *all = balai_schedule_snapshot_get_conflicts (snapshot);
  g_autoptr (GPtrArray) events = g_ptr_array_new_with_free_func (g_free);
  size_t n_others;
  const BalaiClaim *others = balai_conflict_array_get_others (all, (size_t) (conflict - all->items), &n_others);

  if (!conflict->has_b && conflict->class_ == BALAI_CONFLICT_CLOSURE && conflict->closure >= 0)
    return g_strdup (balai_schedule_rules_get_closure (rules, conflict->closure)->reason);
  if (ours != &conflict->a)
    g_ptr_array_add (events, balai_conflict_say_event (snapshot, &conflict->a));
  if (conflict->has_b && ours != &conflict->b)
    g_ptr_array_add (events, balai_conflict_say_event (snapshot, &conflict->b));
  for (size_t i = 0; i < n_others; i++)
    if (ours != &others[i])
      g_ptr_array_add (events, balai_conflict_say_event (snapshot, &others[i]));
  if (events->len == 0)
    return NULL;
  g_ptr_array_add (events, NULL);
  return g_strjoinv (separator, (char **) events->pdata);
}

/* Of those against whom the viewer stands the first; the rival of the conflict where that is not known. */
static const BalaiClaim *
find_rival (const BalaiScheduleSnapshot *snapshot,
            const BalaiConflict         *conflict,
            const char                  *viewer)
{
  const BalaiClaim *claims[] = { &conflict->b, &conflict->a };

  if (!conflict->has_b)
    return &conflict->a;
  for (guint i = 0; i < G_N_ELEMENTS (claims); i++)
    if (viewer == NULL
        || g_strcmp0 (balai_schedule_snapshot_get_event (snapshot, claims[i]->occurrence)->opd, viewer) != 0)
      return claims[i];
  return &conflict->b;
}

/**
 * balai_conflict_say_contact:
 * @snapshot: the calendar it is in
 * @conflict: a conflict
 * @viewer: (nullable): id of the OPD that looks, which need not ask itself
 *
 * Returns: (transfer full) (nullable): whom to ask: the contact of the rival, else that of the resource
 */
char *
balai_conflict_say_contact (const BalaiScheduleSnapshot *snapshot,
                            const BalaiConflict         *conflict,
                            const char                  *viewer)
{
  const BalaiScheduleRules *rules = balai_schedule_snapshot_get_rules (snapshot);
  const BalaiClaim *rival = find_rival (snapshot, conflict, viewer);
  const BalaiEventInfo *event = balai_schedule_snapshot_get_event (snapshot, rival->occurrence);

  if (event->contact != NULL)
    return g_strdup (event->contact);
  if (conflict->resource == BALAI_NO_RESOURCE)
    return NULL;
  return g_strdup (balai_resources_get (balai_schedule_rules_get_resources (rules), conflict->resource)->contact);
}

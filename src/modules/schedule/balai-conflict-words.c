/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-conflict-words.h"

#include <glib/gi18n-lib.h>

#include "balai-format.h"
#include "balai-schedule-data.h"

/**
 * balai_level_word:
 * @level: what a rule does
 *
 * Returns: (transfer none): the word for it
 */
const char *
balai_level_word (BalaiLevel level)
{
  g_return_val_if_fail (level < BALAI_N_LEVELS, "");

  for (const BalaiEnumValue *value = balai_level_values; value->code != NULL; value++)
    if (g_str_equal (value->code, balai_level_to_code (level)))
      return _(value->label);
  return "";
}

/**
 * balai_level_icon_name:
 * @level: what a rule does
 *
 * Returns: (transfer none): the sign for it
 */
const char *
balai_level_icon_name (BalaiLevel level)
{
  switch (level)
    {
    case BALAI_LEVEL_REFUSE:
      return "balai-locked-symbolic";
    case BALAI_LEVEL_APPROVE:
      return "balai-waiting-symbolic";
    case BALAI_LEVEL_WARN:
      return "balai-attention-symbolic";
    case BALAI_LEVEL_IGNORE:
    default:
      return "balai-safe-symbolic";
    }
}

/**
 * balai_conflict_state:
 * @conflict: a conflict
 *
 * Returns: whether the two cannot both be, or somebody should look at it
 */
BalaiState
balai_conflict_state (const BalaiConflict *conflict)
{
  return balai_conflict_class_is_clash (conflict->class_) ? BALAI_STATE_CONFLICT : BALAI_STATE_ATTENTION;
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
      return g_strdup_printf (ngettext ("%s unit short", "%s units short",
                                           (gulong) conflict->amount), number);
    case BALAI_CONFLICT_CAPACITY:
      return g_strdup_printf (ngettext ("%s person too many", "%s people too many",
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
 * balai_conflict_say_rival:
 * @snapshot: the calendar it is in
 * @conflict: a conflict
 *
 * Returns: (transfer full) (nullable): what stands against the first of its events
 */
char *
balai_conflict_say_rival (const BalaiScheduleSnapshot *snapshot,
                          const BalaiConflict         *conflict)
{
  const BalaiScheduleRules *rules = balai_schedule_snapshot_get_rules (snapshot);

  if (conflict->has_b)
    return balai_conflict_say_event (snapshot, &conflict->b);
  if (conflict->class_ == BALAI_CONFLICT_CLOSURE && conflict->closure >= 0)
    return g_strdup (balai_schedule_rules_get_closure (rules, conflict->closure)->reason);
  return NULL;
}

/**
 * balai_conflict_say_contact:
 * @snapshot: the calendar it is in
 * @conflict: a conflict
 *
 * Returns: (transfer full) (nullable): whom to ask: the contact of the rival, else that of the resource
 */
char *
balai_conflict_say_contact (const BalaiScheduleSnapshot *snapshot,
                            const BalaiConflict         *conflict)
{
  const BalaiScheduleRules *rules = balai_schedule_snapshot_get_rules (snapshot);
  const BalaiClaim *rival = conflict->has_b ? &conflict->b : &conflict->a;
  const BalaiEventInfo *event = balai_schedule_snapshot_get_event (snapshot, rival->occurrence);

  if (event->contact != NULL)
    return g_strdup (event->contact);
  if (conflict->resource == BALAI_NO_RESOURCE)
    return NULL;
  return g_strdup (balai_resources_get (balai_schedule_rules_get_resources (rules), conflict->resource)->contact);
}

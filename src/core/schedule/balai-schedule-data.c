/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "balai-schedule-data.h"

#include <glib/gi18n-lib.h>

#include "balai-calendar-part.h"
#include "balai-closure-advice.h"
#include "balai-event.h"
#include "balai-registers.h"
#include "balai-schedule-derive.h"

const BalaiEnumValue balai_closure_kind_values[] = {
  { "closed", N_("Closed") },
  { "duty", N_("Away on duty") },
  { "leave", N_("On leave") },
  { NULL, NULL },
};

const BalaiEnumValue balai_holiday_kind_values[] = {
  { "national", N_("National holiday") },
  { "collective", N_("Joint leave") },
  { "local", N_("Local holiday") },
  { NULL, NULL },
};

const BalaiEnumValue balai_season_values[] = {
  { "regular", N_("All year") },
  { "ramadan", N_("Ramadan") },
  { NULL, NULL },
};

const BalaiEnumValue balai_weekday_values[] = {
  { "1", N_("Monday") },   { "2", N_("Tuesday") },  { "3", N_("Wednesday") }, { "4", N_("Thursday") },
  { "5", N_("Friday") },   { "6", N_("Saturday") }, { "7", N_("Sunday") },    { NULL, NULL },
};

const BalaiEnumValue balai_level_values[] = {
  { "ignore", N_("Ignore") },
  { "warn", N_("Warning") },
  { "approve", N_("Needs approval") },
  { "refuse", N_("Refuse") },
  { NULL, NULL },
};

/* The words of what the rules below find. */
static char *
describe (const BalaiFinding *finding)
{
  if (g_str_equal (finding->code, "ends-before-start"))
    return g_strdup (_("The end lies before the beginning. Check both."));
  if (g_str_equal (finding->code, "without-time"))
    return g_strdup (_("Say from when on."));
  if (g_str_equal (finding->code, "without-end"))
    return g_strdup (_("Say when it ends."));
  if (g_str_equal (finding->code, "to-itself"))
    return g_strdup (_("Both are the same venue. Pick another one."));
  return NULL;
}

/* Two fields of a span, of days or instants or times: where both are there, the second is the greater. */
static void
check_order (BalaiRecord *record,
             int          first,
             int          second,
             int64_t      least,
             GPtrArray   *findings)
{
  if (balai_record_is_null (record, first) || balai_record_is_null (record, second)
      || balai_record_get_int (record, second) - balai_record_get_int (record, first) >= least)
    return;
  balai_finding_add (findings, record, second, BALAI_SEVERITY_BLOCK, "ends-before-start");
}

static void
closure_validate (BalaiRecord     *record,
                  BalaiRepository *repository,
                  GPtrArray       *findings)
{
  gboolean has_day = !balai_record_is_null (record, BALAI_CLOSURE_START_DATE);
  gboolean has_start = !balai_record_is_null (record, BALAI_CLOSURE_START);

  if (!has_day && !has_start)
    balai_finding_add (findings, record,
                       balai_record_is_null (record, BALAI_CLOSURE_END) ? BALAI_CLOSURE_START_DATE
                                                                        : BALAI_CLOSURE_START,
                       BALAI_SEVERITY_BLOCK, "without-time");
  else if (!has_day && balai_record_is_null (record, BALAI_CLOSURE_END))
    balai_finding_add (findings, record, BALAI_CLOSURE_END, BALAI_SEVERITY_BLOCK, "without-end");
  check_order (record, BALAI_CLOSURE_START_DATE, BALAI_CLOSURE_END_DATE, 1, findings);
  check_order (record, BALAI_CLOSURE_START, BALAI_CLOSURE_END, 1, findings);
}

static void
opening_hours_validate (BalaiRecord     *record,
                        BalaiRepository *repository,
                        GPtrArray       *findings)
{
  check_order (record, BALAI_OPENING_HOURS_FROM, BALAI_OPENING_HOURS_TO, 1, findings);
  check_order (record, BALAI_OPENING_HOURS_BREAK_FROM, BALAI_OPENING_HOURS_BREAK_TO, 1, findings);
}

static void
season_validate (BalaiRecord     *record,
                 BalaiRepository *repository,
                 GPtrArray       *findings)
{
  check_order (record, BALAI_SEASON_FIRST, BALAI_SEASON_LAST, 0, findings);
}

static void
travel_time_validate (BalaiRecord     *record,
                      BalaiRepository *repository,
                      GPtrArray       *findings)
{
  const char *from = balai_record_get_text (record, BALAI_TRAVEL_TIME_VENUE);

  if (from != NULL && g_strcmp0 (from, balai_record_get_text (record, BALAI_TRAVEL_TIME_OTHER)) == 0)
    balai_finding_add (findings, record, BALAI_TRAVEL_TIME_OTHER, BALAI_SEVERITY_BLOCK, "to-itself");
}

BALAI_DEFINE_RECORD (BalaiClosureRecord, balai_closure, CLOSURE,
                     .name = "closure", .label = N_("Closure or leave"), .label_many = N_("Closures and leave"),
                     .flags = BALAI_KIND_SYNCED, .title_field = BALAI_CLOSURE_REASON,
                     .validate = closure_validate, .alone = TRUE, .describe = describe,
                     .advise = balai_closure_advise)

BALAI_DEFINE_RECORD (BalaiOpeningHours, balai_opening_hours, OPENING_HOURS,
                     .name = "opening_hours", .label = N_("Opening hours"), .label_many = N_("Opening hours"),
                     .flags = BALAI_KIND_SYNCED, .title_field = BALAI_OPENING_HOURS_WEEKDAY,
                     .validate = opening_hours_validate, .alone = TRUE, .describe = describe)

BALAI_DEFINE_RECORD (BalaiSeasonRecord, balai_season, SEASON,
                     .name = "season", .label = N_("Season"), .label_many = N_("Seasons"),
                     .flags = BALAI_KIND_SYNCED, .title_field = BALAI_SEASON_SEASON,
                     .validate = season_validate, .alone = TRUE, .describe = describe)

BALAI_DEFINE_RECORD (BalaiTravelTime, balai_travel_time, TRAVEL_TIME,
                     .name = "travel_time", .label = N_("Travel time"), .label_many = N_("Travel times"),
                     .flags = BALAI_KIND_SYNCED, .title_field = BALAI_TRAVEL_TIME_VENUE,
                     .validate = travel_time_validate, .alone = TRUE, .describe = describe)

BALAI_DEFINE_RECORD (BalaiConflictRule, balai_conflict_rule, CONFLICT_RULE,
                     .name = "conflict_rule", .label = N_("Conflict rule"), .label_many = N_("Conflict rules"),
                     .flags = BALAI_KIND_SYNCED, .title_field = BALAI_CONFLICT_RULE_RULE)

BALAI_DEFINE_RECORD (BalaiHolidayRecord, balai_holiday, HOLIDAY,
                     .name = "holiday", .label = N_("Holiday"), .label_many = N_("Holidays"),
                     .flags = BALAI_KIND_SYNCED, .title_field = BALAI_HOLIDAY_NAME)

static const BalaiIndex import_source_indexes[] = {
  { "key", "uid, recurrence", NULL },
  { NULL, NULL, NULL },
};

BALAI_DEFINE_RECORD (BalaiImportSource, balai_import_source, IMPORT_SOURCE,
                     .name = "import_source", .label = N_("Source of an import"),
                     .label_many = N_("Sources of imports"), .flags = BALAI_KIND_SYNCED,
                     .title_field = BALAI_IMPORT_SOURCE_UID, .parent_field = "event", .indexes = import_source_indexes)

BALAI_DEFINE_RECORD (BalaiSavedFilter, balai_saved_filter, SAVED_FILTER,
                     .name = "saved_filter", .label = N_("Saved filter"), .label_many = N_("Saved filters"),
                     .flags = BALAI_KIND_LOCAL, .title_field = BALAI_SAVED_FILTER_NAME)

/* A query for what meets a span asks three indexes, cut by length, so that one booking of ninety days does not make
 * every look-up read ninety days of rows. */
#define LENGTH_CLASSES(columns) \
  { "day", columns, BALAI_LENGTH_DAY }, { "month", columns, BALAI_LENGTH_MONTH }, \
  { "longer", columns, BALAI_LENGTH_LONGER }

static const BalaiIndex occurrence_indexes[] = { LENGTH_CLASSES ("\"start\""), { NULL, NULL, NULL } };
/* The last one tells how far a check must look around: the longest time to set up or clear on a resource. */
static const BalaiIndex claim_indexes[] = {
  LENGTH_CLASSES ("resource, \"start\""),
  { "buffers", "resource, setup, teardown", BALAI_CLAIM_HAS_BUFFERS },
  { NULL, NULL, NULL },
};

BALAI_DEFINE_FIELDS (balai_occurrence, OCCURRENCE)

const BalaiKind balai_occurrence_kind = {
  .name = "occurrence", .label = N_("Occurrence"), .flags = BALAI_KIND_DERIVED, .fields = balai_occurrence_fields,
  .n_fields = G_N_ELEMENTS (balai_occurrence_fields), .indexes = occurrence_indexes,
};

BALAI_DEFINE_FIELDS (balai_claim_row, CLAIM_ROW)

const BalaiKind balai_claim_kind = {
  .name = "claim", .label = N_("Use"), .flags = BALAI_KIND_DERIVED, .fields = balai_claim_row_fields,
  .n_fields = G_N_ELEMENTS (balai_claim_row_fields), .indexes = claim_indexes,
};

/**
 * balai_schedule_register:
 * @registry: a registry
 *
 * Adds the kinds of the calendar and what is derived from them.
 */
void
balai_schedule_register (BalaiRegistry *registry)
{
  static const BalaiKind *const kinds[] = {
    &balai_city_kind, &balai_opd_kind, &balai_person_kind, &balai_venue_kind, &balai_equipment_kind,
    &balai_event_kind, &balai_event_person_kind, &balai_event_opd_kind, &balai_event_equipment_kind,
    &balai_closure_kind, &balai_opening_hours_kind, &balai_season_kind, &balai_travel_time_kind,
    &balai_conflict_rule_kind, &balai_holiday_kind, &balai_import_source_kind, &balai_calendar_part_kind,
    &balai_saved_filter_kind, &balai_occurrence_kind, &balai_claim_kind,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    balai_registry_add (registry, kinds[i]);
  balai_registry_add_deriver (registry, balai_schedule_derive);
  balai_registry_add_upkeep (registry, balai_schedule_roll_horizon);
}

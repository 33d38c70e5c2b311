/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "balai-schedule-load.h"

#include "balai-registers.h"
#include "balai-schedule-data.h"
#include "balai-schedule-derive.h"

/* How the registers and the data of the rules become what the engine works with. */

static void
add_venues (BalaiResources *resources,
            GPtrArray      *venues)
{
  for (guint i = 0; i < venues->len; i++)
    {
      BalaiRecord *venue = venues->pdata[i];
      BalaiResource resource = {
        .kind = BALAI_RESOURCE_VENUE,
        .id = (char *) balai_record_get_id (venue),
        .name = (char *) balai_record_get_title (venue),
        .contact = (char *) balai_record_get_text (venue, BALAI_VENUE_CONTACT),
        .building = (char *) balai_record_get_text (venue, BALAI_VENUE_BUILDING),
        .parent = BALAI_NO_RESOURCE,
        .capacity = (int32_t) balai_record_get_int (venue, BALAI_VENUE_CAPACITY),
        .capacity_strict = balai_record_get_boolean (venue, BALAI_VENUE_CAPACITY_STRICT),
        .strict_gap = balai_record_get_boolean (venue, BALAI_VENUE_STRICT_GAP),
        .sequential = balai_record_get_boolean (venue, BALAI_VENUE_SEQUENTIAL),
        .fixed_hours = balai_record_get_boolean (venue, BALAI_VENUE_FIXED_HOURS),
      };

      balai_resources_add (resources, &resource);
    }
  for (guint i = 0; i < venues->len; i++)
    {
      const char *parent = balai_record_get_text (venues->pdata[i], BALAI_VENUE_PARENT);
      int32_t above = parent ? balai_resources_lookup (resources, BALAI_RESOURCE_VENUE, parent) : BALAI_NO_RESOURCE;

      if (above != BALAI_NO_RESOURCE)
        balai_resources_set_parent (
          resources,
          balai_resources_lookup (resources, BALAI_RESOURCE_VENUE, balai_record_get_id (venues->pdata[i])), above);
    }
}

static void
add_others (BalaiResources    *resources,
            GPtrArray         *records,
            BalaiResourceKind  kind,
            int                contact)
{
  for (guint i = 0; i < records->len; i++)
    {
      BalaiRecord *record = records->pdata[i];
      BalaiResource resource = {
        .kind = kind,
        .id = (char *) balai_record_get_id (record),
        .name = (char *) balai_record_get_title (record),
        .contact = (char *) balai_record_get_text (record, contact),
        .parent = BALAI_NO_RESOURCE,
        .stock = BALAI_STOCK_UNKNOWN,
      };

      if (kind == BALAI_RESOURCE_EQUIPMENT)
        {
          resource.stock = (int32_t) balai_record_get_int (record, BALAI_EQUIPMENT_STOCK);
          resource.damaged = (int32_t) balai_record_get_int (record, BALAI_EQUIPMENT_DAMAGED);
        }
      balai_resources_add (resources, &resource);
    }
}

/**
 * balai_closure_get_span:
 * @record: a closure
 * @zone: in which whole days are counted
 * @span: (out): from when to when
 *
 * Returns: whether it has a time
 */
gboolean
balai_closure_get_span (BalaiRecord     *record,
                        const BalaiZone *zone,
                        BalaiSpan       *span)
{
  if (!balai_record_is_null (record, BALAI_CLOSURE_START_DATE))
    {
      int64_t first = balai_record_get_int (record, BALAI_CLOSURE_START_DATE);
      int64_t after = balai_record_is_null (record, BALAI_CLOSURE_END_DATE)
                        ? first + 1 : balai_record_get_int (record, BALAI_CLOSURE_END_DATE);

      span->start = balai_zone_day_start (zone, first);
      span->end = balai_zone_day_start (zone, MAX (after, first + 1));
      return TRUE;
    }
  span->start = balai_record_get_int (record, BALAI_CLOSURE_START);
  span->end = balai_record_get_int (record, BALAI_CLOSURE_END);
  return !balai_record_is_null (record, BALAI_CLOSURE_START) && span->end > span->start;
}

static void
add_closure (BalaiScheduleRules *rules,
             BalaiRecord        *record)
{
  static const struct
  {
    int               field;
    BalaiResourceKind kind;
  } whose[] = {
    { BALAI_CLOSURE_VENUE, BALAI_RESOURCE_VENUE },
    { BALAI_CLOSURE_PERSON, BALAI_RESOURCE_PERSON },
    { BALAI_CLOSURE_EQUIPMENT, BALAI_RESOURCE_EQUIPMENT },
  };
  BalaiClosure closure = {
    .id = (char *) balai_record_get_id (record),
    .reason = (char *) balai_record_get_text (record, BALAI_CLOSURE_REASON),
    .resource = BALAI_NO_RESOURCE,
  };

  if (!balai_closure_get_span (record, balai_schedule_rules_get_zone (rules), &closure.span)
      || !balai_closure_kind_from_code (balai_record_get_text (record, BALAI_CLOSURE_KIND), &closure.kind))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (whose); i++)
    {
      const char *id = balai_record_get_text (record, whose[i].field);

      if (id == NULL)
        continue;
      closure.resource = balai_resources_lookup (balai_schedule_rules_get_resources (rules), whose[i].kind, id);
      /* Of something that is gone: no reason to close the whole city. */
      if (closure.resource == BALAI_NO_RESOURCE)
        return;
    }
  balai_schedule_rules_add_closure (rules, &closure);
}

static void
add_opening (BalaiScheduleRules *rules,
             BalaiRecord        *record)
{
  const char *venue = balai_record_get_text (record, BALAI_OPENING_HOURS_VENUE);
  const char *weekday = balai_record_get_text (record, BALAI_OPENING_HOURS_WEEKDAY);
  int32_t resource = BALAI_NO_RESOURCE;
  BalaiOpening opening = {
    .from = (int32_t) balai_record_get_int (record, BALAI_OPENING_HOURS_FROM),
    .to = (int32_t) balai_record_get_int (record, BALAI_OPENING_HOURS_TO),
    .break_from = (int32_t) balai_record_get_int (record, BALAI_OPENING_HOURS_BREAK_FROM),
    .break_to = (int32_t) balai_record_get_int (record, BALAI_OPENING_HOURS_BREAK_TO),
    .weekday = weekday ? weekday[0] - '0' : 0,
  };

  if (venue != NULL)
    {
      resource = balai_resources_lookup (balai_schedule_rules_get_resources (rules), BALAI_RESOURCE_VENUE, venue);
      if (resource == BALAI_NO_RESOURCE)
        return;
    }
  if (opening.weekday < 1 || opening.weekday > 7
      || !balai_season_from_code (balai_record_get_text (record, BALAI_OPENING_HOURS_SEASON), &opening.season))
    return;
  balai_schedule_rules_add_opening (rules, resource, &opening);
}

static void
add_travel (BalaiScheduleRules *rules,
            BalaiRecord        *record)
{
  BalaiResources *resources = balai_schedule_rules_get_resources (rules);
  const char *from = balai_record_get_text (record, BALAI_TRAVEL_TIME_VENUE);
  const char *to = balai_record_get_text (record, BALAI_TRAVEL_TIME_OTHER);
  int32_t a = from ? balai_resources_lookup (resources, BALAI_RESOURCE_VENUE, from) : BALAI_NO_RESOURCE;
  int32_t b = to ? balai_resources_lookup (resources, BALAI_RESOURCE_VENUE, to) : BALAI_NO_RESOURCE;

  if (a != BALAI_NO_RESOURCE && b != BALAI_NO_RESOURCE)
    balai_schedule_rules_set_travel (rules, a, b, (int) balai_record_get_int (record, BALAI_TRAVEL_TIME_MINUTES));
}

static gboolean
add_data (BalaiScheduleRules  *rules,
          BalaiRepository     *repository,
          GError             **error)
{
  g_autoptr (GPtrArray) cities = balai_repository_list_all (repository, &balai_city_kind, error);
  g_autoptr (GPtrArray) closures = cities ? balai_repository_list_all (repository, &balai_closure_kind, error) : NULL;
  g_autoptr (GPtrArray) openings = closures ? balai_repository_list_all (repository, &balai_opening_hours_kind, error)
                                            : NULL;
  g_autoptr (GPtrArray) seasons = openings ? balai_repository_list_all (repository, &balai_season_kind, error) : NULL;
  g_autoptr (GPtrArray) travel = seasons ? balai_repository_list_all (repository, &balai_travel_time_kind, error)
                                         : NULL;
  g_autoptr (GPtrArray) levels = travel ? balai_repository_list_all (repository, &balai_conflict_rule_kind, error)
                                        : NULL;
  g_autoptr (GPtrArray) holidays = levels ? balai_repository_list_all (repository, &balai_holiday_kind, error) : NULL;
  gboolean city_hours = FALSE;

  if (holidays == NULL)
    return FALSE;
  if (cities->len > 0)
    balai_schedule_rules_set_travel_default (
      rules, (int) balai_record_get_int (cities->pdata[0], BALAI_CITY_TRAVEL_MINUTES));
  for (guint i = 0; i < closures->len; i++)
    add_closure (rules, closures->pdata[i]);
  for (guint i = 0; i < openings->len; i++)
    {
      city_hours |= balai_record_is_null (openings->pdata[i], BALAI_OPENING_HOURS_VENUE);
      add_opening (rules, openings->pdata[i]);
    }
  if (!city_hours)
    balai_schedule_rules_add_default_openings (rules);
  for (guint i = 0; i < seasons->len; i++)
    if (g_strcmp0 (balai_record_get_text (seasons->pdata[i], BALAI_SEASON_SEASON), "ramadan") == 0)
      balai_schedule_rules_add_ramadan (rules, balai_record_get_int (seasons->pdata[i], BALAI_SEASON_FIRST),
                                        balai_record_get_int (seasons->pdata[i], BALAI_SEASON_LAST));
  for (guint i = 0; i < travel->len; i++)
    add_travel (rules, travel->pdata[i]);
  for (guint i = 0; i < levels->len; i++)
    balai_rule_matrix_set_by_code (balai_schedule_rules_get_matrix (rules),
                                   balai_record_get_text (levels->pdata[i], BALAI_CONFLICT_RULE_RULE),
                                   balai_record_get_text (levels->pdata[i], BALAI_CONFLICT_RULE_CASE),
                                   balai_record_get_text (levels->pdata[i], BALAI_CONFLICT_RULE_LEVEL));
  for (guint i = 0; i < holidays->len; i++)
    {
      BalaiHoliday holiday = {
        .name = (char *) balai_record_get_title (holidays->pdata[i]),
        .date = balai_record_get_int (holidays->pdata[i], BALAI_HOLIDAY_DATE),
      };

      if (balai_holiday_kind_from_code (balai_record_get_text (holidays->pdata[i], BALAI_HOLIDAY_KIND), &holiday.kind))
        balai_schedule_rules_add_holiday (rules, &holiday);
    }
  return TRUE;
}

/**
 * balai_schedule_load_rules:
 * @repository: a repository
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): what the engine must know of the city, sealed
 */
BalaiScheduleRules *
balai_schedule_load_rules (BalaiRepository  *repository,
                           GError          **error)
{
  return balai_schedule_load_rules_with (repository, NULL, error);
}

static void
add_unsaved (GPtrArray       *list,
             GPtrArray       *unsaved,
             const BalaiKind *kind)
{
  for (guint i = 0; unsaved != NULL && i < unsaved->len; i++)
    {
      if (balai_record_get_kind (unsaved->pdata[i]) == kind)
        g_ptr_array_add (list, g_object_ref (unsaved->pdata[i]));
    }
}

/**
 * balai_schedule_load_rules_with:
 * @repository: a repository
 * @unsaved: (nullable) (element-type BalaiRecord): venues, people, equipment and offices that are not saved yet
 * @error: return location for a #BalaiDbError
 *
 * Returns: (transfer full) (nullable): what the engine would have to know of the city if they were saved, sealed
 */
BalaiScheduleRules *
balai_schedule_load_rules_with (BalaiRepository  *repository,
                                GPtrArray        *unsaved,
                                GError          **error)
{
  g_autofree char *zone = balai_schedule_city_zone (repository);
  g_autoptr (BalaiScheduleRules) rules = balai_schedule_rules_new (balai_zone_get (zone));
  BalaiResources *resources = balai_schedule_rules_get_resources (rules);
  g_autoptr (GPtrArray) venues = balai_repository_list_all (repository, &balai_venue_kind, error);
  g_autoptr (GPtrArray) people = venues ? balai_repository_list_all (repository, &balai_person_kind, error) : NULL;
  g_autoptr (GPtrArray) equipment = people ? balai_repository_list_all (repository, &balai_equipment_kind, error)
                                           : NULL;
  g_autoptr (GPtrArray) opds = equipment ? balai_repository_list_all (repository, &balai_opd_kind, error) : NULL;

  if (opds == NULL)
    return NULL;
  add_unsaved (venues, unsaved, &balai_venue_kind);
  add_unsaved (people, unsaved, &balai_person_kind);
  add_unsaved (equipment, unsaved, &balai_equipment_kind);
  add_unsaved (opds, unsaved, &balai_opd_kind);
  add_venues (resources, venues);
  add_others (resources, people, BALAI_RESOURCE_PERSON, BALAI_PERSON_CONTACT);
  add_others (resources, equipment, BALAI_RESOURCE_EQUIPMENT, BALAI_EQUIPMENT_CONTACT);
  add_others (resources, opds, BALAI_RESOURCE_OPD, BALAI_OPD_CONTACT);
  balai_resources_seal (resources);
  if (!add_data (rules, repository, error))
    return NULL;
  balai_schedule_rules_seal (rules);
  return g_steal_pointer (&rules);
}

/**
 * balai_claim_find_resource:
 * @resources: what can be used
 * @id: (nullable): id of a record
 * @role: the #BalaiClaimRole it is used in
 *
 * Returns: its number, or %BALAI_NO_RESOURCE
 */
int32_t
balai_claim_find_resource (const BalaiResources *resources,
                           const char           *id,
                           int                   role)
{
  static const BalaiResourceKind kinds[BALAI_N_CLAIM_ROLES] = {
    [BALAI_CLAIM_VENUE] = BALAI_RESOURCE_VENUE,
    [BALAI_CLAIM_LEADER_REQUIRED] = BALAI_RESOURCE_PERSON,
    [BALAI_CLAIM_LEADER_INVITED] = BALAI_RESOURCE_PERSON,
    [BALAI_CLAIM_SPEAKER] = BALAI_RESOURCE_PERSON,
    [BALAI_CLAIM_PARTICIPANT] = BALAI_RESOURCE_PERSON,
    [BALAI_CLAIM_POOL] = BALAI_RESOURCE_EQUIPMENT,
    [BALAI_CLAIM_OPD] = BALAI_RESOURCE_OPD,
  };

  if (id == NULL || role < 0 || role >= BALAI_N_CLAIM_ROLES || role == BALAI_CLAIM_EVENT)
    return BALAI_NO_RESOURCE;
  return balai_resources_lookup (resources, kinds[role], id);
}

/**
 * balai_claim_locate:
 * @claim: a claim with its role
 * @resources: what can be used
 * @resource: (nullable): id of what is used
 * @place: (nullable): id of the venue where a person must be
 *
 * Sets the numbers of resource and place. Where the venue is no longer in the register, the event itself still stands
 * under hours and holidays.
 *
 * Returns: whether the claim is of any use
 */
gboolean
balai_claim_locate (BalaiClaim           *claim,
                    const BalaiResources *resources,
                    const char           *resource,
                    const char           *place)
{
  claim->resource = balai_claim_find_resource (resources, resource, claim->role);
  claim->place = balai_claim_find_resource (resources, place, BALAI_CLAIM_VENUE);
  if (claim->resource != BALAI_NO_RESOURCE || claim->role == BALAI_CLAIM_EVENT)
    return TRUE;
  if (claim->role != BALAI_CLAIM_VENUE)
    return FALSE;
  claim->role = BALAI_CLAIM_EVENT;
  return TRUE;
}

/**
 * balai_claim_read:
 * @statement: a statement on a row that begins with %BALAI_CLAIM_COLUMNS
 *
 * Returns: the claim as it is stored, without the numbers by which the caller knows its event, what is used and where
 */
BalaiClaim
balai_claim_read (BalaiStatement *statement)
{
  return (BalaiClaim) {
    .start = balai_statement_int (statement, 0),
    .end = balai_statement_int (statement, 1),
    .setup = (int32_t) balai_statement_int (statement, 2),
    .teardown = (int32_t) balai_statement_int (statement, 3),
    .quantity = (int32_t) balai_statement_int (statement, 4),
    .role = (uint8_t) balai_statement_int (statement, 5),
    .status = (uint8_t) balai_statement_int (statement, 6),
    .flags = (uint8_t) balai_statement_int (statement, 7),
  };
}

/**
 * balai_claim_number:
 * @numbers: (element-type utf8 guint32): numbers given so far, by id and counted from 1; owns its keys
 * @id: id of an event or a series
 *
 * Claims know their event, or the series it belongs to, by a number of the caller's.
 *
 * Returns: the number of @id, counted from 0; a new one where it had none
 */
uint32_t
balai_claim_number (GHashTable *numbers,
                    const char *id)
{
  uint32_t number = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, id));

  if (number == 0)
    {
      number = g_hash_table_size (numbers) + 1;
      g_hash_table_insert (numbers, g_strdup (id), GUINT_TO_POINTER (number));
    }
  return number - 1;
}

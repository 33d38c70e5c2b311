/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <stdint.h>

#include "balai-resources.h"
#include "balai-rule-matrix.h"
#include "balai-span.h"
#include "balai-zone.h"

G_BEGIN_DECLS

/**
 * BalaiClosureKind:
 * @BALAI_CLOSURE_CLOSED: a venue or pool, or the whole city, cannot be used
 * @BALAI_CLOSURE_DUTY: a person travels on duty (dinas luar)
 * @BALAI_CLOSURE_LEAVE: a person is on leave (cuti)
 */
typedef enum
{
  BALAI_CLOSURE_CLOSED,
  BALAI_CLOSURE_DUTY,
  BALAI_CLOSURE_LEAVE,
} BalaiClosureKind;

/**
 * BalaiClosure:
 * @id: (owned) (nullable): id of its record
 * @reason: (owned) (nullable): why
 * @span: when
 * @resource: what or who, or %BALAI_NO_RESOURCE for every venue and pool of the city
 * @kind: why in short
 */
typedef struct
{
  char             *id;     /* (owned) (nullable) */
  char             *reason; /* (owned) (nullable) */
  BalaiSpan         span;
  int32_t           resource;
  BalaiClosureKind  kind;
} BalaiClosure;

/**
 * BalaiHolidayKind:
 * @BALAI_HOLIDAY_NATIONAL: libur nasional
 * @BALAI_HOLIDAY_COLLECTIVE: cuti bersama
 * @BALAI_HOLIDAY_LOCAL: a holiday of the province or city
 */
typedef enum
{
  BALAI_HOLIDAY_NATIONAL,
  BALAI_HOLIDAY_COLLECTIVE,
  BALAI_HOLIDAY_LOCAL,
} BalaiHolidayKind;

/**
 * BalaiHoliday:
 * @name: (owned): what it is called
 * @date: civil date, days since 1970-01-01
 * @kind: what kind of holiday
 */
typedef struct
{
  char             *name; /* (owned) */
  int64_t           date;
  BalaiHolidayKind  kind;
} BalaiHoliday;

/**
 * BalaiSeason:
 * @BALAI_SEASON_REGULAR: the hours of the year
 * @BALAI_SEASON_RAMADAN: the hours of Ramadan
 */
typedef enum
{
  BALAI_SEASON_REGULAR,
  BALAI_SEASON_RAMADAN,
} BalaiSeason;

#define BALAI_N_SEASONS (BALAI_SEASON_RAMADAN + 1)

/**
 * BalaiOpening:
 * @from: first second of the day, on the clock of the city
 * @to: first second after
 * @break_from: first second of the break
 * @break_to: first second after it; not after @break_from when there is none
 * @weekday: 1 Monday to 7 Sunday
 * @season: when the hours apply
 */
typedef struct
{
  int32_t     from;
  int32_t     to;
  int32_t     break_from;
  int32_t     break_to;
  int         weekday;
  BalaiSeason season;
} BalaiOpening;

/* Between two venues whose travel time nobody has entered. */
#define BALAI_TRAVEL_DEFAULT_MINUTES 30

typedef struct _BalaiScheduleRules BalaiScheduleRules;

BalaiScheduleRules    *balai_schedule_rules_new                  (const BalaiZone          *zone);
BalaiScheduleRules    *balai_schedule_rules_ref                  (BalaiScheduleRules       *self);
void                   balai_schedule_rules_unref                (BalaiScheduleRules       *self);
BalaiResources        *balai_schedule_rules_get_resources        (const BalaiScheduleRules *self);
BalaiRuleMatrix       *balai_schedule_rules_get_matrix           (const BalaiScheduleRules *self);
const BalaiZone       *balai_schedule_rules_get_zone             (const BalaiScheduleRules *self);
void                   balai_schedule_rules_set_travel_default   (BalaiScheduleRules       *self,
                                                                  int                       minutes);
void                   balai_schedule_rules_set_travel           (BalaiScheduleRules       *self,
                                                                  int32_t                   venue,
                                                                  int32_t                   other,
                                                                  int                       minutes);
int32_t                balai_schedule_rules_add_closure          (BalaiScheduleRules       *self,
                                                                  const BalaiClosure       *closure);
void                   balai_schedule_rules_add_opening          (BalaiScheduleRules       *self,
                                                                  int32_t                   venue,
                                                                  const BalaiOpening       *opening);
void                   balai_schedule_rules_add_default_openings (BalaiScheduleRules       *self);
void                   balai_schedule_rules_add_ramadan          (BalaiScheduleRules       *self,
                                                                  int64_t                   first,
                                                                  int64_t                   last);
int32_t                balai_schedule_rules_add_holiday          (BalaiScheduleRules       *self,
                                                                  const BalaiHoliday       *holiday);
void                   balai_schedule_rules_seal                 (BalaiScheduleRules       *self);
gboolean               balai_schedule_rules_is_sealed            (const BalaiScheduleRules *self);

int32_t                balai_schedule_rules_get_travel           (const BalaiScheduleRules *self,
                                                                  int32_t                   venue,
                                                                  int32_t                   other);
int32_t                balai_schedule_rules_get_longest_travel   (const BalaiScheduleRules *self);
const BalaiClosure    *balai_schedule_rules_get_closure          (const BalaiScheduleRules *self,
                                                                  int32_t                   index);
const BalaiHoliday    *balai_schedule_rules_get_holiday          (const BalaiScheduleRules *self,
                                                                  int32_t                   index);
const BalaiHoliday    *balai_schedule_rules_find_holiday         (const BalaiScheduleRules *self,
                                                                  int64_t                   date);
const BalaiOpening    *balai_schedule_rules_get_openings         (const BalaiScheduleRules *self,
                                                                  int32_t                   venue,
                                                                  int64_t                   date,
                                                                  int                      *n_openings);
const char            *balai_closure_kind_to_code                (BalaiClosureKind          kind);
gboolean               balai_closure_kind_from_code              (const char               *code,
                                                                  BalaiClosureKind         *kind);
const char            *balai_holiday_kind_to_code                (BalaiHolidayKind          kind);
gboolean               balai_holiday_kind_from_code              (const char               *code,
                                                                  BalaiHolidayKind         *kind);
const char            *balai_season_to_code                      (BalaiSeason               season);
gboolean               balai_season_from_code                    (const char               *code,
                                                                  BalaiSeason              *season);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiScheduleRules, balai_schedule_rules_unref)

G_END_DECLS

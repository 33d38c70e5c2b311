/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-claim-index.h"
#include "balai-sample-city.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

/**
 * BalaiSampleUse:
 *
 * What a venue is used for.
 */
typedef enum
{
  SAMPLE_USE_ROOM    = 1 << 0, /* rapat */
  SAMPLE_USE_HALL    = 1 << 1, /* bimtek, sosialisasi, musrenbang */
  SAMPLE_USE_VIP     = 1 << 2, /* with the leaders */
  SAMPLE_USE_OUTDOOR = 1 << 3, /* apel, senam, upacara */
  SAMPLE_USE_SPORT   = 1 << 4,
  SAMPLE_USE_CULTURE = 1 << 5,
} BalaiSampleUse;

typedef enum
{
  SAMPLE_VENUE_SEQUENTIAL = 1 << 0,
  SAMPLE_VENUE_STRICT_GAP = 1 << 1,
  SAMPLE_VENUE_SAFETY     = 1 << 2, /* capacity is a limit of safety */
  SAMPLE_VENUE_FIXED      = 1 << 3, /* hours are strict */
  SAMPLE_VENUE_LONG_DAY   = 1 << 4, /* open every day from five in the morning to ten at night */
} BalaiSampleVenueFlags;

typedef struct
{
  const char *code;
  const char *name;
  const char *short_name;
  const char *leader;   /* (nullable): position of who leads it */
  const char *topics;   /* divided by bars */
} BalaiSampleOpd;

typedef struct
{
  const char *name;
  const char *parent;   /* (nullable): name of the whole */
  const char *opd;      /* code of who manages it */
  const char *building;
  int         capacity;
  int         setup;    /* minutes */
  int         teardown; /* minutes */
  guint       uses;
  guint       flags;
} BalaiSampleVenue;

typedef struct
{
  const char *name;
  const char *opd;
  int         stock;
  int         damaged;
} BalaiSamplePool;

/* Whoever is neither leader of an OPD nor lurah. */
typedef struct
{
  const char *name;
  const char *opd;      /* (nullable): code */
  gboolean    leader;
} BalaiSamplePerson;

/* Where a closure hits, and on which days of the year. */
typedef struct
{
  const char        *reason;
  const char        *kind;
  BalaiResourceKind  what;
  const char        *name;
  int                month;
  int                day;
  int                days;
} BalaiSampleClosure;

extern const BalaiSampleOpd balai_sample_opds[];
extern const guint balai_sample_n_opds;
extern const BalaiSampleVenue balai_sample_venues[];
extern const guint balai_sample_n_venues;
extern const BalaiSamplePool balai_sample_pools[];
extern const guint balai_sample_n_pools;
extern const BalaiSamplePerson balai_sample_persons[];
extern const guint balai_sample_n_persons;
extern const BalaiSampleClosure balai_sample_closures[];
extern const guint balai_sample_n_closures;

/* What of a register has been made: its id, and its number in the rules. */
typedef struct
{
  char    *id;       /* (owned) */
  int32_t  resource;
} BalaiSampleEntry;

typedef struct
{
  guint person;
  guint opd;    /* number in the table, or G_MAXUINT */
} BalaiSampleLeader;

typedef struct
{
  BalaiRepository          *repository; /* (unowned) */
  const BalaiSampleOptions *options;    /* (unowned) */
  const BalaiZone          *zone;       /* (unowned) */
  GRand                    *rand;       /* (owned) */
  BalaiBatch               *batch;      /* (owned) (nullable) */
  int64_t                   id_ms;
  int64_t                   first_day;
  int64_t                   after_day;
  GArray                   *opds;       /* (owned) (element-type BalaiSampleEntry) */
  GArray                   *venues;     /* (owned) (element-type BalaiSampleEntry) */
  GArray                   *people;     /* (owned) (element-type BalaiSampleEntry) */
  GArray                   *pools;      /* (owned) (element-type BalaiSampleEntry) */
  GArray                   *opd_leaders; /* (owned) (element-type guint): by OPD, number of the person or G_MAXUINT */
  guint                     first_other; /* the first of balai_sample_persons among the people */
  guint                     first_lurah; /* the first lurah among the people */
  GPtrArray                *villages;   /* (owned) (element-type GStrv): rows of the villages */
  GArray                   *work_days;  /* (owned) (element-type int64_t) */
  BalaiScheduleRules       *rules;      /* (owned) (nullable) */
  BalaiClaimIndex          *index;      /* (owned) */
  BalaiConflictArray        found;
  GPtrArray                *event_ids;  /* (owned) (element-type utf8): by number in the index */
  GArray                   *planted;    /* (owned) (element-type BalaiPlantedConflict) */
} BalaiSample;

typedef struct
{
  guint       person;
  const char *role;
  gboolean    online;
  gboolean    delegable;
  const char *attendance; /* (nullable) */
  guint       delegate;   /* or G_MAXUINT */
} BalaiSampleAttendee;

typedef struct
{
  guint pool;
  int   quantity;
} BalaiSampleLoan;

#define SAMPLE_MAX_ATTENDEES 12
#define SAMPLE_MAX_OPDS      10
#define SAMPLE_MAX_LOANS     4
#define SAMPLE_NONE          G_MAXUINT

/* An event before it is stored. The texts but for the title live as long as the tables. */
typedef struct
{
  char                *title;       /* (owned) */
  char                *place;       /* (owned) (nullable) */
  const char          *description; /* (nullable) */
  const char          *status;
  const char          *visibility;
  const char          *scope;
  const char          *priority;
  const char          *busy;
  const char          *online;      /* (nullable) */
  const char          *categories;  /* (nullable) */
  const char          *frequency;   /* (nullable): of a series, as in a rule */
  GArray              *starts;      /* (owned) (element-type int64_t): of a series the days it takes place */
  GArray              *skipped;     /* (owned) (element-type int64_t): starts that are excepted */
  guint                opd;
  guint                venue;       /* or SAMPLE_NONE */
  int                  participants;
  gboolean             all_day;
  int64_t              first;       /* of a whole-day event: its first day and the day after the last */
  int64_t              after;
  BalaiSpan            span;
  guint                n_attendees;
  BalaiSampleAttendee  attendees[SAMPLE_MAX_ATTENDEES];
  guint                n_opds;
  guint                opds[SAMPLE_MAX_OPDS];
  guint                n_loans;
  BalaiSampleLoan      loans[SAMPLE_MAX_LOANS];
} BalaiSampleEvent;

BalaiRecord *balai_sample_new_record     (BalaiSample            *self,
                                          const BalaiKind        *kind);
void         balai_sample_put            (BalaiSample            *self,
                                          BalaiRecord            *record);
gboolean     balai_sample_flush          (BalaiSample            *self,
                                          guint                   more_than,
                                          GError                **error);
const char  *balai_sample_id             (GArray                 *entries,
                                          guint                   number);
guint        balai_sample_find_opd       (const char             *code);
guint        balai_sample_find_venue     (const char             *name);
guint        balai_sample_find_pool      (const char             *name);
guint        balai_sample_find_person    (BalaiSample            *self,
                                          const char             *name);
gboolean     balai_sample_make_registers (BalaiSample            *self,
                                          GError                **error);

void         balai_sample_event_init     (BalaiSampleEvent       *event,
                                          guint                   opd);
void         balai_sample_event_clear    (BalaiSampleEvent       *event);
void         balai_sample_event_set_time (BalaiSample            *self,
                                          BalaiSampleEvent       *event,
                                          int64_t                 date,
                                          int                     minute,
                                          int                     minutes);
size_t       balai_sample_event_check    (BalaiSample            *self,
                                          const BalaiSampleEvent *event);
void         balai_sample_event_hold     (BalaiSample            *self,
                                          const BalaiSampleEvent *event);
void         balai_sample_event_release  (BalaiSample            *self);
void         balai_sample_event_store    (BalaiSample            *self,
                                          const BalaiSampleEvent *event,
                                          guint32                 number);
gboolean     balai_sample_add_opd        (BalaiSample            *self,
                                          BalaiSampleEvent       *event,
                                          guint                   opd);
gboolean     balai_sample_add_person     (BalaiSample            *self,
                                          BalaiSampleEvent       *event,
                                          BalaiSampleAttendee     attendee);
gboolean     balai_sample_add_loan       (BalaiSample            *self,
                                          BalaiSampleEvent       *event,
                                          guint                   pool,
                                          int                     quantity);

gboolean     balai_sample_plant          (BalaiSample            *self,
                                          GError                **error);
gboolean     balai_sample_make_series    (BalaiSample            *self,
                                          GError                **error);
void         balai_sample_make_event     (BalaiSample            *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BalaiSampleEvent, balai_sample_event_clear)

G_END_DECLS

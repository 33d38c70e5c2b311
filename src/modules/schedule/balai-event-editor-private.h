/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-check.h"
#include "balai-event-draft.h"
#include "balai-event-editor.h"
#include "balai-event-registers.h"
#include "balai-event-scope.h"
#include "balai-event-section.h"

G_BEGIN_DECLS

#define BALAI_EVENT_SECTIONS 7
#define BALAI_NO_OCCURRENCE  G_MININT64

/**
 * BalaiEventLoaded:
 *
 * What an editor reads before it shows anything.
 */
typedef struct
{
  BalaiEventRegisters *registers; /* (owned) */
  BalaiRecord         *event;     /* (owned) (nullable): as it is stored */
  GPtrArray           *people;    /* (owned) (nullable) */
  GPtrArray           *opds;      /* (owned) (nullable) */
  GPtrArray           *equipment; /* (owned) (nullable) */
  GPtrArray           *overrides; /* (owned) (nullable): events that replace a date of it */
  BalaiRecord         *series;    /* (owned) (nullable): of which it replaces a date */
  char                *zone;      /* (owned): of the city */
  char                *json;      /* (owned) (nullable): a draft that is gone on with */
  gboolean             gone;      /* the event was deleted in the meantime */
} BalaiEventLoaded;

/**
 * BalaiEventOutcome:
 *
 * What a check beside the typing found.
 */
typedef struct
{
  BalaiEventCheck *check;    /* (owned) (nullable): none where the dates are not fine */
  GPtrArray       *findings; /* (owned) (element-type BalaiFinding): about the dates */
  int64_t          setup;
  int64_t          teardown;
} BalaiEventOutcome;

struct _BalaiEventEditor
{
  BalaiStoreEditor   parent_instance;

  char              *id;           /* (owned) (nullable): of the event that is edited; of a new one once it has any */
  BalaiRecord       *prefilled;    /* (owned) (nullable): a new event */
  int64_t            occurrence;   /* start of the date that was pointed at */
  int64_t            saved_start;  /* of what was saved, or G_MININT64 where that is no one date */
  BalaiSpan          prefill_span;
  gboolean           prefill_all_day;
  BalaiEventLoaded  *loaded;       /* (owned) (nullable) */
  BalaiEventDraft   *draft;        /* (owned) (nullable): until it is known what is edited */
  BalaiRecord       *series;       /* (owned) (nullable): what ends where this begins */
  BalaiEventScope    scope;
  BalaiEventSection *sections[BALAI_EVENT_SECTIONS]; /* (unowned) */
  GtkWidget         *stack;        /* (unowned) */
  GtkWidget         *which;        /* (unowned) */
  GtkWidget         *form;         /* (unowned) */
  GtkWidget         *delete_button; /* (unowned) */
  char              *wanted_field; /* (owned) (nullable): where to go when the form is there */
  char              *wanted_resource; /* (owned) (nullable) */
  int                frames;       /* left until the view stays where it was put */

  /* The check beside the typing */
  guint              check_source;
  GCancellable      *checking;     /* (owned) (nullable): of the check that is under way */
  BalaiEventOutcome *outcome;      /* (owned) (nullable): of the draft as it is */
  gboolean           submits;      /* saving it means to submit it */
  gboolean           save_waits;   /* for the check */

  /* What is kept against a crash */
  char              *draft_key;    /* (owned) (nullable) */
  guint              keep_source;
  gboolean           kept;
};

void              balai_event_editor_queue_check  (BalaiEventEditor    *self);
void              balai_event_editor_check_now    (BalaiEventEditor    *self);
void              balai_event_editor_stop_check   (BalaiEventEditor    *self);
void              balai_event_outcome_free        (BalaiEventOutcome   *self);

void              balai_event_editor_save_checked (BalaiEventEditor    *self);
void              balai_event_editor_delete       (BalaiEventEditor    *self);
void              balai_event_editor_failed       (BalaiStoreEditor    *editor,
                                                   BalaiBatch          *batch,
                                                   const GError        *error);

void              balai_event_editor_keep_draft   (BalaiEventEditor    *self);
void              balai_event_editor_drop_draft   (BalaiEventEditor    *self);

G_END_DECLS

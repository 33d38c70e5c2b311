/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical-import.h"

G_BEGIN_DECLS

/* What is to be planned: the events of all files in an order in which a series comes before what hangs on it. */

typedef struct _Entry Entry;

struct _Entry
{
  BalaiImportItem      *item;       /* (unowned) */
  const BalaiIcalEvent *event;      /* (unowned) */
  const char           *method;     /* (unowned) (nullable) */
  char                 *uid;        /* (owned): with a mark where a file uses one for several events */
  char                 *event_uid;  /* (owned): what the event is called in Balai */
  char                 *recurrence; /* (owned) (nullable): the date that is replaced */
  BalaiIcalTime         replaces;   /* the same, in the form its series has */
  Entry                *master;     /* (unowned) (nullable): the series it is a date of */
  char                 *series_id;  /* (owned) (nullable): id of that series, where it is not among the files */
  char                 *event_id;   /* (owned) (nullable): id of the event, once it is planned */
  GPtrArray            *rrules;     /* (owned) (nullable): rules, where a series is cut */
  GArray               *rdates;     /* (owned) (nullable): dates added, where a series is cut */
  GArray               *exdates;    /* (owned) (nullable): dates left out, where a series is cut */
  gboolean              splits;     /* begins a new part of its series */
  gboolean              superseded; /* the files have a newer one */
};

char            *balai_import_recurrence_of (BalaiRecord *event);
gboolean         balai_import_is_answer     (const char  *method);
BalaiImportItem *balai_import_item_new      (guint        file,
                                             guint        line);
void             balai_import_item_free     (BalaiImportItem      *self);
void             balai_import_note_free     (BalaiImportNote      *self);
void             balai_import_plan_note     (BalaiImportPlan      *plan,
                                             BalaiImportItem      *item,
                                             guint                 file,
                                             guint                 line,
                                             BalaiIcalProblemCode  problem,
                                             const char           *text);

G_END_DECLS

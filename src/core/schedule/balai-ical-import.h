/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "balai-batch.h"
#include "balai-ical.h"
#include "balai-import-values.h"
#include "balai-repository.h"
#include "balai-span.h"

G_BEGIN_DECLS

/**
 * BalaiImportState:
 * @BALAI_IMPORT_NEW: an event that is not in Balai
 * @BALAI_IMPORT_CHANGED: an event whose file says something new
 * @BALAI_IMPORT_SAME: an event that stays as it is
 * @BALAI_IMPORT_CONFLICTING: both here and there were changed, or somebody else asks for a change: ours is kept
 * @BALAI_IMPORT_UNREADABLE: nothing that could be taken in
 */
typedef enum
{
  BALAI_IMPORT_NEW,
  BALAI_IMPORT_CHANGED,
  BALAI_IMPORT_SAME,
  BALAI_IMPORT_CONFLICTING,
  BALAI_IMPORT_UNREADABLE,
} BalaiImportState;

#define BALAI_IMPORT_N_STATES 5

/**
 * BalaiImportResolution:
 * @BALAI_IMPORT_ASK: ours stays, and it will be asked again
 * @BALAI_IMPORT_OURS: ours stays, for good
 * @BALAI_IMPORT_THEIRS: what the file says is taken
 *
 * What to do with an item that conflicts.
 */
typedef enum
{
  BALAI_IMPORT_ASK,
  BALAI_IMPORT_OURS,
  BALAI_IMPORT_THEIRS,
} BalaiImportResolution;

/**
 * BalaiImportDifference:
 * @kind: (unowned): the event itself, or one of its parts
 * @field: index of the field in @kind
 * @who: (owned) (nullable): whom of those who take part it is about
 * @ours: (owned) (nullable): what Balai has, in words
 * @theirs: (owned) (nullable): what the file says, in words
 * @conflicting: whether ours is kept
 */
typedef struct
{
  const BalaiKind *kind;
  int              field;
  char            *who;
  char            *ours;
  char            *theirs;
  gboolean         conflicting;
} BalaiImportDifference;

/**
 * BalaiImportNote:
 * @file: number of the file
 * @line: line in the file, from 1
 * @problem: what was passed over or taken otherwise than the file says
 * @text: (owned) (nullable): what stands there
 *
 * Something to know of an event that comes in all the same.
 */
typedef struct
{
  guint                file;
  guint                line;
  BalaiIcalProblemCode problem;
  char                *text;
} BalaiImportNote;

/**
 * BalaiImportItem:
 * @state: what becomes of it
 * @key: (owned) (nullable): names it among the items, for resolutions
 * @file: number of its file
 * @line: line in the file, from 1
 * @problem: why it is unreadable, where it is
 * @text: (owned) (nullable): what stands there, where it is unreadable
 * @event: (owned) (nullable): the event as it would be saved
 * @venue: (owned) (nullable): what the venue of @event is called
 * @differences: (owned) (element-type BalaiImportDifference)
 * @notes: (owned) (element-type BalaiImportNote): those of the plan that are about it
 * @twin_title: (owned) (nullable): title of an event at the same time and place under another identifier
 * @twin_uid: (owned) (nullable): its identifier
 * @invitation: whether somebody invites to it
 * @inviter: (owned) (nullable): who does, where that is known
 * @n_clashes: how many clashes it would have, once balai_import_plan_find_clashes() has looked; of the first of them:
 * @clash_title: (owned) (nullable): what the other event is called
 * @clash_resource: (owned) (nullable): what both use
 * @clash_span: when
 * @clash_in_file: whether the other event comes with the files too
 */
typedef struct
{
  BalaiImportState     state;
  char                *key;
  guint                file;
  guint                line;
  BalaiIcalProblemCode problem;
  char                *text;
  BalaiRecord         *event;
  char                *venue;
  GPtrArray           *differences;
  GPtrArray           *notes;
  char                *twin_title;
  char                *twin_uid;
  gboolean             invitation;
  char                *inviter;
  guint                n_clashes;
  char                *clash_title;
  char                *clash_resource;
  BalaiSpan            clash_span;
  gboolean             clash_in_file;
} BalaiImportItem;

/**
 * BalaiImportOptions:
 * @opd: (nullable): id of the OPD that new events belong to
 * @create_all: whether every name that no register knows is to be created
 * @create: (nullable) (element-type utf8): keys of the proposals that are to be created
 * @resolutions: (nullable) (element-type utf8 BalaiImportResolution): by key of the item
 * @unsaved_opd: (nullable): the OPD of @opd, where it is saved only together with the plan; files may name it too
 */
typedef struct
{
  const char  *opd;
  gboolean     create_all;
  GHashTable  *create;
  GHashTable  *resolutions;
  BalaiRecord *unsaved_opd;
} BalaiImportOptions;

/**
 * BalaiImportPlan:
 * @items: (owned) (element-type BalaiImportItem): in the order of the files
 * @notes: (owned) (element-type BalaiImportNote): what comes in otherwise than a file says, in the order of the files
 * @proposals: (owned) (element-type BalaiImportProposal): names that no register knows, most used first
 * @counts: how many items are in each state
 * @n_events: how many VEVENT components were read
 * @n_clashing: how many items would clash, once balai_import_plan_find_clashes() has looked
 * @n_parts: how many foreign components, such as tasks, stand in the files and are kept
 * @n_new_parts: how many of these, and of what calendars say of themselves, are new or have changed
 * @puts: (owned) (element-type BalaiRecord): what is to be saved, in order
 * @deletes: (owned) (element-type BalaiRecord): what is to be removed
 *
 * What an import would do. Nothing has been done yet.
 */
typedef struct
{
  GPtrArray *items;
  GPtrArray *notes;
  GPtrArray *proposals;
  guint      counts[BALAI_IMPORT_N_STATES];
  guint      n_events;
  guint      n_clashing;
  guint      n_parts;
  guint      n_new_parts;
  GPtrArray *puts;
  GPtrArray *deletes;
} BalaiImportPlan;

/**
 * BalaiImportProgressFunc:
 * @done: how many events have been looked at
 * @total: of how many
 * @user_data: what was given
 *
 * Called now and then, on the thread that plans.
 */
typedef void (*BalaiImportProgressFunc) (guint    done,
                                         guint    total,
                                         gpointer user_data);

BalaiImportPlan *balai_import_plan_new      (BalaiRepository           *repository,
                                             GPtrArray                 *files,
                                             const BalaiImportOptions  *options,
                                             BalaiImportProgressFunc    progress,
                                             gpointer                   user_data,
                                             GCancellable              *cancellable,
                                             GError                   **error);
void             balai_import_plan_free     (BalaiImportPlan           *self);
BalaiBatch      *balai_import_plan_to_batch (BalaiImportPlan           *self,
                                             const char                *label);
char            *balai_import_problem_to_text (BalaiIcalProblemCode       code,
                                               const char                *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiImportPlan, balai_import_plan_free)

G_END_DECLS

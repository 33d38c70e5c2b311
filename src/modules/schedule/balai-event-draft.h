/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "balai-batch.h"
#include "balai-event.h"
#include "balai-schedule-derive.h"
#include "balai-zone.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_DRAFT (balai_event_draft_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventDraft, balai_event_draft, BALAI, EVENT_DRAFT, GObject)

BalaiEventDraft *balai_event_draft_new           (BalaiRecord          *event,
                                                  const BalaiEventUses *uses,
                                                  const BalaiZone      *city_zone);
BalaiRecord     *balai_event_draft_get_event     (BalaiEventDraft      *self);
const BalaiZone *balai_event_draft_get_city_zone (BalaiEventDraft      *self);
GListModel      *balai_event_draft_get_list      (BalaiEventDraft      *self,
                                                  const BalaiKind      *kind);
BalaiRecord     *balai_event_draft_find          (BalaiEventDraft      *self,
                                                  const BalaiKind      *kind,
                                                  const char           *resource);
BalaiRecord     *balai_event_draft_add           (BalaiEventDraft      *self,
                                                  const BalaiKind      *kind,
                                                  const char           *resource);
void             balai_event_draft_remove        (BalaiEventDraft      *self,
                                                  BalaiRecord          *use);
void             balai_event_draft_touch         (BalaiEventDraft      *self);
gboolean         balai_event_draft_is_dirty      (BalaiEventDraft      *self);
gboolean         balai_event_draft_get_each_day  (BalaiEventDraft      *self);
void             balai_event_draft_set_each_day  (BalaiEventDraft      *self,
                                                  gboolean              each_day);
int64_t          balai_event_draft_get_n_days    (BalaiEventDraft      *self);
const char      *balai_event_draft_get_problem   (BalaiEventDraft      *self);
void             balai_event_draft_set_problem   (BalaiEventDraft      *self,
                                                  const char           *problem);

/* What is checked and saved */
BalaiRecord     *balai_event_draft_make_event    (BalaiEventDraft      *self);
GPtrArray       *balai_event_draft_copy_list     (BalaiEventDraft      *self,
                                                  const BalaiKind      *kind);
void             balai_event_draft_fill_batch    (BalaiEventDraft      *self,
                                                  BalaiRecord          *event,
                                                  BalaiBatch           *batch);

/* What is kept while it is typed */
char            *balai_event_draft_to_json       (BalaiEventDraft      *self);
gboolean         balai_event_draft_set_from_json (BalaiEventDraft      *self,
                                                  const char           *json,
                                                  GError              **error);

G_END_DECLS

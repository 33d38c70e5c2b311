/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-span.h"
#include "balai-store-editor.h"

G_BEGIN_DECLS

/**
 * BalaiEventPrefill:
 * @span: when, in seconds UTC; empty for the next full hour
 * @all_day: whether @span is meant as whole days of the city
 * @opd: (nullable): id of the OPD that organises it; without it the one this computer works for
 * @venue: (nullable): id of the venue
 * @title: (nullable): what it is called
 *
 * What is known of a new event before its editor opens.
 */
typedef struct
{
  BalaiSpan   span;
  gboolean    all_day;
  const char *opd;
  const char *venue;
  const char *title;
} BalaiEventPrefill;

/* The setting of the store that names the OPD this computer works for; its value is the id of a record. */
#define BALAI_SETTING_OWN_OPD "own-opd"

#define BALAI_TYPE_EVENT_EDITOR (balai_event_editor_get_type ())
G_DECLARE_FINAL_TYPE (BalaiEventEditor, balai_event_editor, BALAI, EVENT_EDITOR, BalaiStoreEditor)

GtkWidget  *balai_event_editor_new             (BalaiStore              *store,
                                                BalaiRecord             *event,
                                                const BalaiEventPrefill *prefill);
GtkWidget  *balai_event_editor_new_for_id      (BalaiStore              *store,
                                                const char              *event,
                                                int64_t                  occurrence);
void        balai_event_editor_present_at      (BalaiEventEditor        *self,
                                                GtkWindow               *parent,
                                                const char              *field,
                                                const char              *resource);
int64_t     balai_event_editor_get_saved_start (BalaiEventEditor        *self);

/* Something that was being typed when Balai ended: whether there is such a draft, and an editor that goes on with it.
 */
void        balai_event_draft_find_async       (BalaiStore              *store,
                                                GCancellable            *cancellable,
                                                GAsyncReadyCallback      callback,
                                                gpointer                 user_data);
char       *balai_event_draft_find_finish      (BalaiStore              *store,
                                                GAsyncResult            *result,
                                                GError                 **error);
GtkWidget  *balai_event_editor_new_from_draft  (BalaiStore              *store,
                                                const char              *draft);
void        balai_event_draft_discard          (BalaiStore              *store,
                                                const char              *draft);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-check.h"
#include "balai-event-draft.h"
#include "balai-event-registers.h"
#include "balai-note-row.h"

G_BEGIN_DECLS

#define BALAI_TYPE_EVENT_SECTION (balai_event_section_get_type ())
G_DECLARE_DERIVABLE_TYPE (BalaiEventSection, balai_event_section, BALAI, EVENT_SECTION, AdwPreferencesGroup)

/**
 * BalaiEventSectionClass:
 * @fill: shows the draft; what it sets in its fields must not come back as a change
 * @show_check: says under each field what stands against it; %NULL for nothing
 * @focus_at: goes to the field of that name, and there to what has that id. Returns whether it has such a field
 *
 * A part of the editor of events.
 */
struct _BalaiEventSectionClass
{
  AdwPreferencesGroupClass parent_class;

  void     (*fill)       (BalaiEventSection     *self);
  void     (*show_check) (BalaiEventSection     *self,
                          const BalaiEventCheck *check);
  gboolean (*focus_at)   (BalaiEventSection     *self,
                          const char            *field,
                          const char            *resource);

  gpointer padding[4];
};

void                       balai_event_section_set_draft     (BalaiEventSection         *self,
                                                              BalaiEventDraft           *draft,
                                                              const BalaiEventRegisters *registers);
BalaiEventDraft           *balai_event_section_get_draft     (BalaiEventSection         *self);
BalaiRecord               *balai_event_section_get_event     (BalaiEventSection         *self);
const BalaiEventRegisters *balai_event_section_get_registers (BalaiEventSection         *self);
gboolean                   balai_event_section_is_filling    (BalaiEventSection         *self);
void                       balai_event_section_touch         (BalaiEventSection         *self);
void                       balai_event_section_show_check    (BalaiEventSection         *self,
                                                              const BalaiEventCheck     *check);
gboolean                   balai_event_section_focus_at      (BalaiEventSection         *self,
                                                              const char                *field,
                                                              const char                *resource);
void                       balai_event_section_say           (BalaiEventSection         *self,
                                                              BalaiNoteRow              *note,
                                                              const BalaiEventCheck     *check,
                                                              BalaiEventPart             part,
                                                              const char                *resource);
void                       balai_event_section_bind_text     (BalaiEventSection         *self,
                                                              GtkWidget                 *editable,
                                                              int                        field);
void                       balai_event_section_bind_enum     (BalaiEventSection         *self,
                                                              GtkWidget                 *row,
                                                              int                        field);

G_END_DECLS

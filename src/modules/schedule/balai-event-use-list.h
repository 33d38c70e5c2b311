/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-event-section.h"

G_BEGIN_DECLS

/**
 * BalaiEventUseKind:
 * @kind: people or equipment of an event
 * @field: which of its fields names who or what it is
 * @resource: what that is
 * @part: where what stands against it is told
 * @name: name of the field, for balai_event_section_focus_at()
 * @new_row: makes the row of one, a #BalaiEventUseRow; it writes into the record
 * @added: (nullable): looks at one that was just picked
 *
 * What a list of people and one of equipment do not have in common.
 */
typedef struct
{
  const BalaiKind   *kind;
  int                field;
  BalaiResourceKind  resource;
  BalaiEventPart     part;
  const char        *name;
  GtkWidget       *(*new_row) (BalaiRecord       *use,
                               const char        *name);
  void             (*added)   (BalaiEventSection *section,
                               BalaiRecord       *use);
} BalaiEventUseKind;

/**
 * BalaiEventUseList:
 *
 * Who or what an event takes, in a section: a row for each with its note below, and behind them a field to pick more.
 */
typedef struct
{
  /*< private >*/
  const BalaiEventUseKind *what;       /* (unowned) */
  BalaiEventSection       *section;    /* (unowned): what it is part of */
  GtkWidget               *picker_row; /* (unowned) */
  GPtrArray               *uses;       /* (owned) (element-type BalaiRecord) */
  GPtrArray               *rows;       /* (owned) (element-type GtkWidget): unowned, one for each use */
  GPtrArray               *notes;      /* (owned) (element-type BalaiNoteRow): unowned, one for each use */
} BalaiEventUseList;

void     balai_event_use_list_init       (BalaiEventUseList       *self,
                                          const BalaiEventUseKind *what,
                                          BalaiEventSection       *section,
                                          GtkWidget               *picker_row);
void     balai_event_use_list_clear      (BalaiEventUseList       *self);
void     balai_event_use_list_fill       (BalaiEventUseList       *self,
                                          GListModel              *model);
void     balai_event_use_list_show_check (BalaiEventUseList       *self,
                                          const BalaiEventCheck   *check);
gboolean balai_event_use_list_focus_at   (BalaiEventUseList       *self,
                                          const char              *field,
                                          const char              *resource);

G_END_DECLS

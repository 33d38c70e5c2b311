/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "balai-repository.h"
#include "balai-schedule-rules.h"

G_BEGIN_DECLS

/**
 * BalaiEventRegisters:
 * @venues: (owned) (element-type BalaiRegisterEntry): what can be picked
 * @people: (owned) (element-type BalaiRegisterEntry): who
 * @opds: (owned) (element-type BalaiRegisterEntry): which offices
 * @equipment: (owned) (element-type BalaiRegisterEntry): which pools
 * @leaders: (owned) (element-type utf8): ids of the people who are leaders
 * @venue_opds: (owned) (element-type utf8 utf8): who manages a venue, by id
 * @rules: (owned): what the engine must know of the city
 * @own_opd: (owned) (nullable): the OPD this computer works for
 *
 * What an editor of events must know besides the event. Made on a reader's thread, used on the main one.
 */
typedef struct
{
  GListModel         *venues;
  GListModel         *people;
  GListModel         *opds;
  GListModel         *equipment;
  GHashTable         *leaders;
  GHashTable         *venue_opds;
  BalaiScheduleRules *rules;
  char               *own_opd;
} BalaiEventRegisters;

BalaiEventRegisters *balai_event_registers_load (BalaiRepository            *repository,
                                                 GError                    **error);
void                 balai_event_registers_free (BalaiEventRegisters        *self);
const char          *balai_event_registers_name (const BalaiEventRegisters  *self,
                                                 const char                 *id,
                                                 BalaiResourceKind           kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiEventRegisters, balai_event_registers_free)

G_END_DECLS

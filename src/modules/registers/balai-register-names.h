/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-register.h"
#include "balai-repository.h"
#include "balai-zone.h"

G_BEGIN_DECLS

/**
 * BalaiRegisterNames:
 * @shown: the register it was read for
 * @names: (owned) (element-type utf8 utf8): what records are called, by id
 * @zone: (unowned): zone of the city
 * @nodes: (owned) (nullable) (element-type BalaiRegisterNode): of a register that is read whole, all of it
 *
 * What the rows of a register must know of other records.
 */
typedef struct
{
  const BalaiRegister *shown;
  GHashTable          *names;
  const BalaiZone     *zone;
  GPtrArray           *nodes;
} BalaiRegisterNames;

gpointer balai_register_names_read   (BalaiRepository  *repository,
                                      gpointer          data,
                                      GCancellable     *cancellable,
                                      GError          **error);
void     balai_register_names_free   (gpointer          data);
gboolean balai_register_names_change (const BalaiRegister *shown,
                                      BalaiChanges     *changes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiRegisterNames, balai_register_names_free)

G_END_DECLS

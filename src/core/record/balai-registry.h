/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-kind.h"

G_BEGIN_DECLS

typedef struct _BalaiRegistry BalaiRegistry;
typedef struct _BalaiChanges BalaiChanges;

/**
 * BalaiDeriveFunc:
 * @repository: the writer, inside the transaction
 * @changes: what the transaction has changed
 * @error: return location for an error
 *
 * Brings what is derived from the changed records up to date, in the same transaction.
 *
 * Returns: whether it did
 */
typedef gboolean (*BalaiDeriveFunc) (BalaiRepository *repository,
                                     BalaiChanges    *changes,
                                     GError         **error);

/**
 * BalaiUpkeepFunc:
 * @repository: the writer, outside of any transaction
 * @error: return location for an error
 *
 * What must be seen to as time goes by, some moments after the start and every hour.
 *
 * Returns: whether it was done, or needed not be
 */
typedef gboolean (*BalaiUpkeepFunc) (BalaiRepository *repository,
                                     GError         **error);

BalaiRegistry   *balai_registry_new         (void);
BalaiRegistry   *balai_registry_ref         (BalaiRegistry   *self);
void             balai_registry_unref       (BalaiRegistry   *self);
void             balai_registry_add         (BalaiRegistry   *self,
                                             const BalaiKind *kind);
void             balai_registry_add_deriver (BalaiRegistry   *self,
                                             BalaiDeriveFunc  func);
void             balai_registry_add_upkeep  (BalaiRegistry   *self,
                                             BalaiUpkeepFunc  func);
const BalaiKind *balai_registry_find        (BalaiRegistry   *self,
                                             const char      *name);
guint            balai_registry_get_n_kinds (BalaiRegistry   *self);
const BalaiKind *balai_registry_get_kind    (BalaiRegistry   *self,
                                             guint            position);
gboolean         balai_registry_derive      (BalaiRegistry   *self,
                                             BalaiRepository *repository,
                                             BalaiChanges    *changes,
                                             GError         **error);
gboolean         balai_registry_keep_up     (BalaiRegistry   *self,
                                             BalaiRepository *repository,
                                             GError         **error);
guint            balai_registry_get_version (BalaiRegistry   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiRegistry, balai_registry_unref)

G_END_DECLS

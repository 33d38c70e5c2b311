/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-store.h"

G_BEGIN_DECLS

/**
 * BalaiOwnOpd:
 * @opds: (owned) (element-type BalaiRecord): all offices, by name
 * @city: (owned) (nullable): the settings of the city
 * @own: (owned) (nullable): id of the one this computer works for; "" where the person did not want to say
 * @empty: whether there is no event yet
 *
 * Which office this computer works for, which there are, and in what city.
 */
typedef struct
{
  GPtrArray   *opds;
  BalaiRecord *city;
  char        *own;
  gboolean     empty;
} BalaiOwnOpd;

void         balai_own_opd_free         (BalaiOwnOpd          *self);
void         balai_own_opd_read_async   (BalaiStore           *store,
                                         GCancellable         *cancellable,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
BalaiOwnOpd *balai_own_opd_read_finish  (BalaiStore           *store,
                                         GAsyncResult         *result,
                                         GError              **error);
void         balai_own_opd_set_async    (BalaiStore           *store,
                                         const char           *opd,
                                         GAsyncReadyCallback   callback,
                                         gpointer              user_data);
gboolean     balai_own_opd_set_finish   (BalaiStore           *store,
                                         GAsyncResult         *result,
                                         GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BalaiOwnOpd, balai_own_opd_free)

G_END_DECLS

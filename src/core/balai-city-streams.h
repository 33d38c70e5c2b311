/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"

G_BEGIN_DECLS

gboolean balai_city_streams_place (BalaiRecord      *record,
                                   BalaiRepository  *repository,
                                   GPtrArray        *places,
                                   GError          **error);

G_END_DECLS

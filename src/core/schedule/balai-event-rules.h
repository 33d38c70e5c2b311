/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"

G_BEGIN_DECLS

void balai_event_validate (BalaiRecord     *event,
                           BalaiRepository *repository,
                           GPtrArray       *findings);

G_END_DECLS

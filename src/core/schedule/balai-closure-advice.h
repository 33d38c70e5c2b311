/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-repository.h"

G_BEGIN_DECLS

char *balai_closure_advise (BalaiRecord      *record,
                            BalaiRepository  *repository,
                            int              *field,
                            char            **detail);

G_END_DECLS

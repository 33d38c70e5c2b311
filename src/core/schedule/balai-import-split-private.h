/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-import-entries-private.h"

G_BEGIN_DECLS

void balai_import_split_series (GPtrArray *overrides);

G_END_DECLS

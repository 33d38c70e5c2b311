/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-import-values.h"

G_BEGIN_DECLS

void balai_import_values_write_json (BalaiImportValues *self);

G_END_DECLS

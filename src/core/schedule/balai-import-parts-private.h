/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical-import.h"

G_BEGIN_DECLS

gboolean balai_import_parts_plan (BalaiImportPlan  *plan,
                                  BalaiRepository  *repository,
                                  GPtrArray        *files,
                                  const char       *opd,
                                  GCancellable     *cancellable,
                                  GError          **error);

G_END_DECLS

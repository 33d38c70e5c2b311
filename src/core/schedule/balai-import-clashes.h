/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-ical-import.h"

G_BEGIN_DECLS

gboolean balai_import_plan_find_clashes (BalaiImportPlan  *self,
                                         BalaiRepository  *repository,
                                         GCancellable     *cancellable,
                                         GError          **error);

G_END_DECLS

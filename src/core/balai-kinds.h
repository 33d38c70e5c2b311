/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "balai-registry.h"

G_BEGIN_DECLS

BalaiRegistry *balai_kinds_new_registry (void);

G_END_DECLS

/* SPDX-FileCopyrightText: The Balai authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "balai-rule-matrix.h"

G_BEGIN_DECLS

GtkWidget *balai_level_row_new (const char *title,
                                BalaiLevel  level);

G_END_DECLS
